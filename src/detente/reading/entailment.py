"""What a verb, noun or adjective does to the act told below it: does "refused to attack", "talks were delayed" entail the act?

    passed(token, head, verdict) -> Verdict

The classes of words are those of `data/modality.yaml`; they follow the implicative, factive and reporting verbs of
Karttunen (1971) and FactBank (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from detente.reading.syntax import child, children, lemma, marker_of
from detente.reading.words import noun_forms, verb_forms, word_lists
from detente.records import Modality

_NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "scarcely"})
_TELLING = (
    "happen",
    "light",
    "deny",
    "cancel",
    "schedule",
    "accuse",
    "seek",
    "call_for",
    "plan",
    "want",
    "refuse",
    "exclude",
    "weigh",
)
_FORMED = frozenset({
    "call_for", "accuse", "say", "believe", "deny", "exclude", "refuse", "cancel", "stall", "schedule", "plan", "want", "may_do",
    "seek", "happen", "light", "answering", "confirm", "vouch", "travel", "weigh",
})  # fmt: skip
_RANK = {Modality.ACTUAL: 0, Modality.PLANNED: 1, Modality.ALLEGED: 2, Modality.POSSIBLE: 3, Modality.DENIED: 4}
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_BE = frozenset({"be", "is", "are", "was", "were", "go", "have", "need"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """Modality and its reason. `refused`: what is denied is a future act ("will not attend"); `speaker`: whose word it is."""

    modality: Modality = Modality.ACTUAL
    cue: str = ""
    refused: bool = False
    speaker: Token | None = None


def words() -> dict[str, frozenset[str]]:
    """The word lists of `data/modality.yaml`, by name."""
    return word_lists("modality.yaml")


@cache
def _formed(name: str) -> frozenset[str]:
    """A list of verbs with their inflected forms, for words whose lemma is missed."""
    listed = words()[name]
    return listed.union(*(verb_forms(word) for word in listed)) if name in _FORMED else listed.union(*map(noun_forms, listed))


def in_list(token: Token, name: str) -> bool:
    """Whether a word is of a class of `data/modality.yaml`, by lemma or form."""
    return lemma(token) in words()[name] or (len(token) > 3 and token.lower_ in _formed(name))


def told_of(head: Token) -> bool:
    """Whether what a verb says of a noun decides if the noun's act took place ("held", "called for", "cancelled")."""
    return any(in_list(head, name) for name in _TELLING)


def is_content(clause: Token) -> bool:
    """Whether a clause after a noun is its content ("reports that Iran armed …"), which parsers take for a relative clause."""
    if clause.dep_ != "acl:relcl":
        return False
    mark = child(clause, "mark")
    if mark is not None and mark.lower_ == "that" and mark.tag_ == "IN":
        return True
    return any(t.lower_ == "according" for t in clause.doc[clause.head.i + 1 : min(clause.head.i + 3, clause.i)])


def is_bare(noun: Token) -> bool:
    """Whether a noun phrase is indefinite, so that it does not say of itself that what it names exists."""
    return not any(
        c.dep_ == "nmod:poss" or (c.dep_ == "det" and c.lower_ in _DEFINITE) or c.tag_ == "PRP$" for c in noun.children
    )


def weaken(verdict: Verdict, kind: Modality, cue: str) -> Verdict:
    """Hedges outrank plans: what is denied stays denied, what is possible does not become a plan."""
    if _RANK[kind] <= _RANK[verdict.modality] and verdict.modality is not Modality.ACTUAL:
        return verdict
    return replace(verdict, modality=kind, cue=cue)


def deny(verdict: Verdict, cue: str, refused: bool = False) -> Verdict:
    return replace(verdict, modality=Modality.DENIED, cue=cue, refused=refused or verdict.modality is Modality.PLANNED)


def passed(token: Token, head: Token, verdict: Verdict) -> Verdict:
    """What the head, by its own meaning, does to the act told below it."""
    name = lemma(head)
    bare = token.tag_ == "VB" and not any(c.dep_ == "aux" and c.lower_ != "to" for c in token.children)
    infinitive = bare or any(c.lower_ == "to" and c.dep_ == "mark" for c in token.children)
    content = is_content(token)
    clausal = token.dep_ in {"xcomp", "ccomp", "acl", "csubj"} or content or (
        token.dep_ == "advcl" and (infinitive or marker_of(token) in {"of", "from", "against"})
    )  # fmt: skip
    infinitive = infinitive and clausal
    if token.dep_ == "acl" and head.dep_ in {"obj", "iobj", "nsubj:pass"} and in_list(head.head, "accuse"):
        return weaken(verdict, Modality.ALLEGED, lemma(head.head))
    if infinitive and token.dep_ == "acl" and head.dep_ == "ROOT" and not _is_noun_of(head, "possible_nouns", "refusal_nouns"):
        return weaken(verdict, Modality.PLANNED, "to")
    if _falls_short(token, head):
        return deny(verdict, name, refused=True)
    if head.pos_ in {"NOUN", "PROPN"} and not (head.tag_ == "NN" and child(head, "nsubj") is not None and clausal):
        return _under_noun(token, head, verdict, infinitive)
    if token.pos_ == "NOUN" and not clausal:
        return _noun_under_verb(token, head, verdict)
    return _under_verb(token, head, verdict, infinitive) if clausal else verdict


def _is_noun_of(head: Token, *names: str) -> bool:
    return any(in_list(head, name) for name in names)


def _falls_short(token: Token, head: Token) -> bool:
    """ "stopped short of imposing", "steered clear of criticizing", "shied away from joining"."""
    if token.tag_ != "VBG" or marker_of(token) not in {"of", "from"}:
        return False
    return head.lower_ in words()["short_of"] or any(c.lower_ in words()["short_of"] for c in children(head, "advmod", "xcomp"))


def _noun_under_verb(noun: Token, verb: Token, verdict: Verdict) -> Verdict:
    """An act told by a noun: called for, discussed, cancelled, delayed, scheduled, alleged."""
    name, relation, marker = lemma(verb), noun.dep_, marker_of(noun)
    if relation in {"nsubj", "nsubj:pass"}:
        verdict = _raised(verb, verdict)
    held = relation in {"obj", "nsubj:pass"}
    if relation == "obl":
        if marker == "for" and (in_list(verb, "call_for") or in_list(verb, "seek")):
            return weaken(verdict, Modality.POSSIBLE, name)
        if marker == "for" and in_list(verb, "travel"):
            return weaken(verdict, Modality.PLANNED, name)
        if marker == "to" and (in_list(verb, "plan") or in_list(verb, "ready")):
            return weaken(verdict, Modality.PLANNED, name)
        if marker == "against" and in_list(verb, "want"):
            return weaken(verdict, Modality.POSSIBLE, name)
        return verdict
    if not held:
        return verdict
    if in_list(verb, "exclude") and _is_whole(verb):
        return weaken(verdict, Modality.POSSIBLE, name) if is_negated(verb) else deny(verdict, name, refused=True)
    if in_list(verb, "accuse"):
        return weaken(verdict, Modality.ALLEGED, name)
    if not (is_bare(noun) or in_list(noun, "to_come")) and in_list(verb, "weigh"):
        return verdict
    if in_list(verb, "cancel") and _is_whole(verb):
        return deny(verdict, name, refused=True)
    if in_list(verb, "stall") and in_list(noun, "to_come"):
        return weaken(verdict, Modality.PLANNED, name)
    if in_list(verb, "schedule"):
        return weaken(verdict, Modality.PLANNED, name)
    if in_list(verb, "deny"):
        return verdict if is_negated(verb) else deny(verdict, name)
    if in_list(verb, "seek") or in_list(verb, "weigh"):
        return weaken(verdict, Modality.POSSIBLE, name)
    return verdict


def _raised(verb: Token, verdict: Verdict) -> Verdict:
    """An act that is the subject of "failed to take place", "are likely to begin": what the infinitive says is put off."""
    told = next((c for c in children(verb, "xcomp") if in_list(c, "happen") or in_list(c, "light")), None)
    if told is None:
        return verdict
    return _under_verb(told, verb, verdict, infinitive=True)


def _is_whole(verb: Token) -> bool:
    """Whether "rule" and "call" have the particle that makes them "rule out" and "call off"."""
    if lemma(verb) not in {"rule", "call"}:
        return True
    return any(c.dep_ == "compound:prt" or (c.dep_ == "advmod" and c.lower_ in {"out", "off"}) for c in verb.children)


def _under_verb(token: Token, head: Token, verdict: Verdict, infinitive: bool) -> Verdict:
    """An act told by a clause below a verb or adjective."""
    name = lemma(head)
    negated = is_negated(head)
    if in_list(head, "exclude") and _is_whole(head):
        return weaken(verdict, Modality.POSSIBLE, name) if negated else deny(verdict, name, refused=token.dep_ != "ccomp")
    if in_list(head, "accuse"):
        return weaken(verdict, Modality.ALLEGED, name)
    if in_list(head, "deny") and token.dep_ in {"ccomp", "xcomp"}:
        return verdict if negated else deny(verdict, name)
    teller = child(head, "nsubj") if token.dep_ == "ccomp" else None
    if teller is not None and teller.pos_ == "NOUN" and in_list(teller, "claim_nouns"):
        return weaken(verdict, Modality.ALLEGED, lemma(teller))
    if in_list(head, "vouch") and token.dep_ == "ccomp" and (negated or _is_withheld(head)):
        return weaken(verdict, Modality.ALLEGED, name)
    if in_list(head, "refuse") and _is_whole(head) and token.dep_ in {"xcomp", "ccomp", "advcl"}:
        return verdict if negated else deny(verdict, name, refused=True)
    if name == "have" and any(c.lower_ == "yet" for c in head.children):
        return deny(verdict, "yet")
    if head.pos_ == "ADJ":
        return _under_adjective(head, verdict, infinitive, negated)
    return _under_clause_verb(token, head, verdict, infinitive, negated)


def _is_withheld(verb: Token) -> bool:
    """Whether a source will not, or cannot, vouch: "refused to confirm that", "could not say whether"."""
    return verb.dep_ in {"xcomp", "acl"} and (
        in_list(verb.head, "refuse") or in_list(verb.head, "unwilling") or is_negated(verb.head)
    )


def _under_adjective(head: Token, verdict: Verdict, infinitive: bool, negated: bool) -> Verdict:
    name = lemma(head)
    if in_list(head, "maybe") or in_list(head, "unsure"):
        return weaken(verdict, Modality.POSSIBLE, name)
    if not infinitive:
        return verdict
    if in_list(head, "unwilling") or (negated and in_list(head, "ready")):
        return deny(verdict, name, refused=True)
    return weaken(verdict, Modality.PLANNED if in_list(head, "ready") else Modality.POSSIBLE, name)


def _under_clause_verb(token: Token, head: Token, verdict: Verdict, infinitive: bool, negated: bool) -> Verdict:
    name, lists = lemma(head), words()
    passive = any(c.dep_ == "aux:pass" for c in head.children)
    reporting = in_list(head, "believe") or in_list(head, "say") or name in {"report", "allege", "suspect"}
    if infinitive and name == "suppose":
        return weaken(verdict, Modality.PLANNED, name)
    if infinitive and passive and reporting and not in_list(head, "plan"):
        return weaken(verdict, Modality.ALLEGED, name)
    if in_list(head, "plan") and (infinitive or token.tag_ == "VBG" or token.dep_ == "ccomp"):
        return deny(verdict, name, refused=True) if negated else weaken(verdict, Modality.PLANNED, name)
    if (in_list(head, "want") and (infinitive or name not in lists["say"])) or (in_list(head, "may_do") and infinitive):
        return weaken(verdict, Modality.POSSIBLE, name)
    if in_list(head, "believe") and token.dep_ == "ccomp":
        return weaken(verdict, Modality.ALLEGED if name in lists["suspect"] else Modality.POSSIBLE, name)
    if infinitive and name in _BE and token.dep_ in {"xcomp", "advcl"}:
        return weaken(verdict, Modality.PLANNED if name not in {"have", "need"} else Modality.POSSIBLE, name)
    if infinitive and token.dep_ in {"xcomp", "advcl"} and not in_list(head, "implied"):
        return weaken(verdict, Modality.POSSIBLE, name)
    return verdict


def _under_noun(token: Token, head: Token, verdict: Verdict, infinitive: bool) -> Verdict:
    """An act below a noun: "reports of", "plan for", "risk of an attack", "interest in fighting"."""
    name, relation, content = lemma(head), token.dep_, is_content(token)
    if relation not in {"acl", "nmod", "ccomp", "compound", "amod", "nmod:poss", "appos", "xcomp"} and not content:
        return verdict
    if relation in {"compound", "nmod:poss", "appos"} and not in_list(head, "plan_nouns"):
        return verdict
    if in_list(head, "claim_nouns"):
        return weaken(verdict, Modality.ALLEGED, name)
    if any(c.lower_ == "no" for c in children(head, "det")) and in_list(head, "plan_nouns"):
        return deny(verdict, "no", refused=True)
    if in_list(head, "refusal_nouns"):
        return deny(verdict, name, refused=True)
    if in_list(head, "plan_nouns"):
        return weaken(verdict, Modality.PLANNED, name)
    gerund = relation == "acl" and token.tag_ == "VBG" and marker_of(token) in {"in", "of", "for", "to", "toward", "towards"}
    if in_list(head, "possible_nouns") or (infinitive and relation == "acl") or (gerund and not in_list(head, "done_nouns")):
        return weaken(verdict, Modality.POSSIBLE, name)
    return verdict


def is_negated(head: Token) -> bool:
    """Whether a predicate is negated, or its subject is nobody."""
    if any(c.lower_ in _NOT and c.dep_ in {"advmod", "aux", "det"} for c in head.children):
        return True
    if any(c.lower_ == "cannot" for c in head.children):
        return True
    subject = child(head, "nsubj")
    return subject is not None and subject.lower_ in {"nobody", "none", "neither"}
