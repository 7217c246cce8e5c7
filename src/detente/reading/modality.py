"""Whether an act is told as having happened: actual, planned, possible, alleged or denied.

The verdict starts at the trigger and climbs the tree: each head on the way may negate, put off, hedge or pass on what is
below it. The words are in `data/modality.yaml`. Kinds follow design.md; the climb follows the veridicality
literature (FactBank, Saurí and Pustejovsky 2009): embedding predicates decide, from the inside out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from detente.reading.syntax import child, children, lemma, marker_of
from detente.reading.words import word_lists
from detente.records import Modality

_STEPS = 14
_NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "nowhere", "scarcely", "nobody", "none"})
_TELLING = ("happen", "light", "deny", "cancel", "schedule", "accuse", "seek", "call_for", "plan", "want", "refuse")
_MODIFYING = frozenset({"amod", "advmod", "compound", "obl", "parataxis", "advcl", "discourse"})


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


def judge(trigger: Token) -> Verdict:
    """The modality of the act that a verb or noun tells."""
    verdict = _local(trigger, Verdict())
    token, speaker = trigger, None
    for _ in range(_STEPS):
        head = token.head
        if head.i == token.i:
            break
        if token.dep_ == "conj":
            if not _own_clause(token):
                verdict = _from_auxiliaries(head, verdict)
                verdict = _marked(head, verdict)
                token = head
                continue
            token = head
            if token.dep_ in {"ROOT", "conj"}:
                continue
            head = token.head
        if token.dep_ == "parataxis" and lemma(head) not in words()["say"]:
            break
        verdict = _pass(token, head, verdict)
        if speaker is None and token.dep_ in {"ccomp", "parataxis"} and lemma(head) in words()["say"]:
            speaker = child(head, "nsubj", "nsubj:pass")
        if token.dep_ in {"advcl", "acl:relcl"} and not _inside(token, head):
            break
        if _is_presupposed(token, head):
            break
        verdict = _local(head, verdict) if _carries(token, head) else verdict
        token = head
    verdict = _asked(trigger, verdict)
    return replace(verdict, speaker=speaker) if speaker is not None else verdict


def _is_presupposed(noun: Token, head: Token) -> bool:
    """An act told by a noun that is only talked about holds whatever is said of it: "sanctions on Iran could fail"."""
    if noun.pos_ != "NOUN" or noun.dep_ not in {"nsubj", "obj", "obl", "nsubj:pass"} or head.pos_ not in {"VERB", "ADJ"}:
        return False
    return not any(lemma(head) in words()[name] for name in _TELLING)


def _own_clause(token: Token) -> bool:
    return any(c.dep_ in {"aux", "nsubj", "nsubj:pass"} for c in token.children)


def _inside(token: Token, head: Token) -> bool:
    """Whether what holds of the head of an adverbial or relative clause also holds of the clause: only for purposes."""
    return token.dep_ == "advcl" and token.tag_ == "VB" and head.pos_ == "VERB"


def _carries(token: Token, head: Token) -> bool:
    """Whether negation and modals of the head touch what hangs on it this way."""
    if token.dep_ in {"ccomp", "csubj"} and lemma(head) in words()["say"] | words()["believe"] | words()["accuse"]:
        return False
    if token.dep_ in {"ccomp", "xcomp"} and lemma(head) in words()["deny"] | words()["refuse"]:
        return False
    if token.dep_ in {"nmod", "obl", "nmod:poss", "compound", "amod", "appos", "acl", "advcl", "obj", "nsubj"}:
        return lemma(head) in words()["happen"] | words()["light"] and token.dep_ in {"obj", "nsubj"}
    return True


def _local(token: Token, verdict: Verdict) -> Verdict:
    """What the token's own auxiliaries, adverbs, determiners and conjunction say."""
    verdict = hedge(token, verdict)
    verdict = _from_auxiliaries(token, verdict)
    return _marked(token, verdict)


def hedge(token: Token, verdict: Verdict) -> Verdict:
    """The verdict with the hedges on a token, such as the noun that names a verb's act ("the alleged talks that they held")."""
    for c in token.children:
        if c.dep_ not in _MODIFYING:
            continue
        word = c.lower_
        if word in words()["hedges"]:
            verdict = _weaken(verdict, Modality.ALLEGED, word)
        elif word in words()["maybe"]:
            verdict = _weaken(verdict, Modality.POSSIBLE, word)
        elif word in words()["coming"] and (token.pos_ == "NOUN" or word == "tentatively"):
            verdict = _weaken(verdict, Modality.PLANNED, word)
    return verdict


def _from_auxiliaries(token: Token, verdict: Verdict) -> Verdict:
    modal, negated = "", False
    for c in token.children:
        if c.dep_ in {"aux", "aux:pass"}:
            modal = c.lower_ if c.tag_ == "MD" or c.lower_ in words()["modals"] | words()["future"] else modal
        if c.lower_ in _NOT and c.dep_ in {"advmod", "det", "cc", "aux", "cc:preconj", "discourse"}:
            negated = not (c.lower_ in {"no", "nor"} and c.dep_ == "advmod") or _no_longer(c)
            negated = negated and not _only(c)
        elif c.lower_ in {"longer", "more"} and any(g.lower_ == "no" for g in c.children):
            negated = True
    if not negated and token.pos_ in {"VERB", "AUX"}:
        subject = child(token, "nsubj", "nsubj:pass")
        negated = subject is not None and (
            subject.lower_ in {"nobody", "none", "nothing", "neither"}
            or any(d.lower_ in {"no", "neither"} and d.dep_ == "det" for d in subject.children)
        )
    future = modal in words()["future"] or _bare_infinitive_headline(token)
    if modal in {"would", "'d"} and not negated and _is_reported(token):
        return _weaken(verdict, Modality.PLANNED, modal)
    if modal in words()["modals"]:
        verdict = _weaken(verdict, Modality.POSSIBLE, modal)
        if negated and modal in {"would", "could", "can", "ca", "cannot", "should"}:
            return _deny(verdict, "not", refused=modal in {"would", "cannot", "can", "ca"})
        return verdict
    if future:
        verdict = _weaken(verdict, Modality.PLANNED, modal or "to")
    return _deny(verdict, "not", refused=future) if negated else verdict


def _is_reported(token: Token) -> bool:
    """Whether "would" is the future seen from the past: "announced that it would withdraw"."""
    above = token.head
    return token.dep_ == "ccomp" and above.tag_ in {"VBD", "VBN"} and lemma(above) in words()["say"] | words()["plan"]


def _no_longer(word: Token) -> bool:
    return word.i + 1 < len(word.doc) and word.nbor(1).lower_ in {"longer", "more"}


def _only(word: Token) -> bool:
    return word.i + 1 < len(word.doc) and word.nbor(1).lower_ in {"only", "just", "least", "merely", "simply"}


def _bare_infinitive_headline(token: Token) -> bool:
    """ "Russia, Turkey to hold talks": an infinitive with a subject of its own that is the whole sentence."""
    if token.tag_ != "VB" or token.dep_ not in {"ROOT", "ccomp"} or token.i == 0:
        return False
    mark = [c for c in token.children if c.lower_ == "to" and c.dep_ in {"mark", "aux"}]
    return bool(mark) and any(c.dep_ in {"nsubj", "nsubj:pass"} for c in token.children)


def _marked(token: Token, verdict: Verdict) -> Verdict:
    mark = marker_of(token) if token.dep_ in {"advcl", "ccomp", "csubj", "xcomp", "acl", "ROOT", "conj", "parataxis"} else ""
    if mark.split(" ")[0] in words()["conditional"] or mark in {"in case", "even if"}:
        return _suppose(verdict, mark)
    if mark in {"without", "instead"}:
        return _deny(verdict, mark)
    inverted = [c for c in children(token, "aux") if c.lower_ in {"should", "were", "had"} and c.i == token.left_edge.i]
    if inverted and token.dep_ == "advcl" and inverted[0].i < min([c.i for c in children(token, "nsubj", "nsubj:pass")] or [-1]):
        return _suppose(verdict, inverted[0].lower_)
    return verdict


def _pass(token: Token, head: Token, verdict: Verdict) -> Verdict:
    """What the head, by its own meaning, does to the act told below it."""
    name = lemma(head)
    lists = words()
    bare = token.tag_ == "VB" and not any(c.dep_ == "aux" and c.lower_ != "to" for c in token.children)
    infinitive = bare or any(c.lower_ == "to" and c.dep_ == "mark" for c in token.children)
    clausal = token.dep_ in {"xcomp", "ccomp", "acl", "csubj"} or (
        token.dep_ == "advcl" and (infinitive or marker_of(token) in {"of", "from", "against"})
    )
    infinitive = infinitive and clausal
    if token.dep_ == "acl" and head.dep_ in {"obj", "nsubj:pass"} and lemma(head.head) in lists["accuse"]:
        return _weaken(verdict, Modality.ALLEGED, lemma(head.head))
    if (
        infinitive
        and token.dep_ == "acl"
        and head.dep_ == "ROOT"
        and name not in lists["possible_nouns"] | lists["refusal_nouns"]
    ):
        return _weaken(verdict, Modality.PLANNED, "to")
    if token.dep_ == "obl" and name in lists["call_for"] and marker_of(token) == "for":
        return _weaken(verdict, Modality.POSSIBLE, name)
    if head.pos_ in {"NOUN", "PROPN"}:
        return _under_noun(token, name, verdict, infinitive)
    reached = clausal or (token.dep_ in {"obj", "nsubj:pass", "obl", "nsubj"} and token.pos_ == "NOUN")
    if not reached:
        return verdict
    if name in lists["accuse"] and token.dep_ != "nsubj":
        return _weaken(verdict, Modality.ALLEGED, name)
    if token.dep_ == "obj" and name in lists["cancel"]:
        return _deny(verdict, name, refused=True)
    if token.dep_ in {"obj", "nsubj:pass"} and name in lists["schedule"]:
        return _weaken(verdict, Modality.PLANNED, name)
    if name in lists["deny"] and token.dep_ in {"ccomp", "xcomp", "obj", "nsubj:pass"}:
        return verdict if _negated(head) else _deny(verdict, name)
    if name in lists["refuse"] and token.dep_ in {"xcomp", "ccomp"}:
        return verdict if _negated(head) else _deny(verdict, name, refused=True)
    if name in lists["seek"] and (token.dep_ == "obj" or (token.dep_ == "obl" and marker_of(token) == "for")):
        return _weaken(verdict, Modality.POSSIBLE, name)
    return _under_clause_verb(token, head, verdict, infinitive) if clausal else verdict


def _under_clause_verb(token: Token, head: Token, verdict: Verdict, infinitive: bool) -> Verdict:
    name, lists = lemma(head), words()
    passive = any(c.dep_ == "aux:pass" for c in head.children)
    if (
        infinitive
        and passive
        and name not in lists["plan"]
        and name in lists["believe"] | lists["say"] | {"report", "allege", "suspect"}
    ):
        return _weaken(verdict, Modality.ALLEGED, name)
    if name in lists["plan"] and (infinitive or token.tag_ == "VBG" or token.dep_ == "ccomp"):
        return _deny(verdict, name, refused=True) if _negated(head) else _weaken(verdict, Modality.PLANNED, name)
    if name == "have" and any(c.lower_ == "yet" for c in head.children):
        return _deny(verdict, "yet")
    if head.pos_ == "ADJ" and name in lists["maybe"]:
        return _weaken(verdict, Modality.POSSIBLE, name)
    if (name in lists["want"] and (infinitive or name not in lists["say"])) or (name in lists["may_do"] and infinitive):
        return _weaken(verdict, Modality.POSSIBLE, name)
    if name in lists["believe"] and token.dep_ == "ccomp":
        return _weaken(verdict, Modality.ALLEGED if name in lists["suspect"] else Modality.POSSIBLE, name)
    if infinitive and name in {"be", "is", "are", "was", "were", "go", "have", "need"} and token.dep_ in {"xcomp", "advcl"}:
        return _weaken(verdict, Modality.PLANNED if name not in {"have", "need"} else Modality.POSSIBLE, name)
    if infinitive and head.pos_ == "ADJ":
        kind = Modality.PLANNED if name in lists["ready"] else Modality.POSSIBLE
        return _deny(verdict, name, refused=True) if name in lists["unwilling"] else _weaken(verdict, kind, name)
    if infinitive and token.dep_ in {"xcomp", "advcl"} and name not in lists["implied"]:
        return _weaken(verdict, Modality.POSSIBLE, name)
    return verdict


def _under_noun(token: Token, name: str, verdict: Verdict, infinitive: bool) -> Verdict:
    lists = words()
    if token.dep_ not in {"acl", "nmod", "ccomp", "compound", "amod", "nmod:poss", "appos", "xcomp"}:
        return verdict
    if token.dep_ in {"compound", "nmod:poss", "appos"} and name not in lists["plan_nouns"]:
        return verdict
    if name in lists["claim_nouns"]:
        return _weaken(verdict, Modality.ALLEGED, name)
    if name in lists["refusal_nouns"]:
        return _deny(verdict, name, refused=True)
    if name in lists["plan_nouns"]:
        return _weaken(verdict, Modality.PLANNED, name)
    if name in lists["possible_nouns"] or (infinitive and token.dep_ == "acl"):
        return _weaken(verdict, Modality.POSSIBLE, name)
    return verdict


def _negated(head: Token) -> bool:
    return any(c.lower_ in _NOT and c.dep_ in {"advmod", "aux", "det"} for c in head.children)


def _weaken(verdict: Verdict, kind: Modality, cue: str) -> Verdict:
    """Hedges outrank plans: what is denied stays denied, what is possible does not become a plan."""
    rank = {Modality.ACTUAL: 0, Modality.PLANNED: 1, Modality.ALLEGED: 2, Modality.POSSIBLE: 3, Modality.DENIED: 4}
    if rank[kind] <= rank[verdict.modality] and verdict.modality is not Modality.ACTUAL:
        return verdict
    return replace(verdict, modality=kind, cue=cue)


def _suppose(verdict: Verdict, cue: str) -> Verdict:
    return replace(verdict, modality=Modality.POSSIBLE, cue=cue)


def _deny(verdict: Verdict, cue: str, refused: bool = False) -> Verdict:
    return replace(verdict, modality=Modality.DENIED, cue=cue, refused=refused or verdict.modality is Modality.PLANNED)


def _asked(trigger: Token, verdict: Verdict) -> Verdict:
    """Questions leave open what they ask; "Why did Russia attack Georgia?" does not."""
    sentence = trigger.sent
    last = next((t for t in reversed(list(sentence)[-4:]) if not t.is_space and t.text not in {'"', "”", "'", "’", ")"}), None)
    if last is None or "?" not in last.text:
        return verdict
    if any(t.lower_ in {"why", "how", "when", "where", "what", "who", "which"} for t in list(sentence)[:6]):
        return verdict
    return _weaken(verdict, Modality.POSSIBLE, "?")
