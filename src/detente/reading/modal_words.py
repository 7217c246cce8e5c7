"""The verdict on an act, and the classes of words (`data/modality.yaml`) that decide it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from detente.reading.syntax import child, children, lemma
from detente.reading.words import noun_forms, verb_forms, word_lists
from detente.records import Modality

NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "nowhere", "scarcely", "nobody", "none"})
HELPERS = frozenset({"aux", "aux:pass", "cop"})
NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
_RANK = {Modality.ACTUAL: 0, Modality.PLANNED: 1, Modality.ALLEGED: 2, Modality.POSSIBLE: 3, Modality.DENIED: 4}
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_NOUNS = frozenset({
    "claim_nouns", "doubt_nouns", "inquiry_nouns", "refusal_nouns", "plan_nouns", "possible_nouns", "ending_nouns", "done_nouns",
    "to_come", "falsehood", "speech_nouns", "involvement",
})  # fmt: skip


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
    """A list with the inflected forms of its words, for words whose lemma is missed."""
    listed = words()[name]
    if name in _NOUNS:
        return listed.union(*map(noun_forms, listed))
    return listed.union(*(verb_forms(word) for word in listed))


@cache
def _classes(names: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset().union(*(words()[n] for n in names)), frozenset().union(*map(_formed, names))


def in_list(token: Token, *names: str) -> bool:
    """Whether a word is of one of the classes of `data/modality.yaml`, by lemma or form."""
    lemmas, forms = _classes(names)
    if lemma(token) in lemmas:
        return True
    form = token.lower_
    return len(form) > 3 and form in forms


def weaken(verdict: Verdict, kind: Modality, cue: str) -> Verdict:
    """Hedges outrank plans: what is denied stays denied, what is possible does not become a plan."""
    if _RANK[kind] <= _RANK[verdict.modality] and verdict.modality is not Modality.ACTUAL:
        return verdict
    return replace(verdict, modality=kind, cue=cue)


def deny(verdict: Verdict, cue: str, refused: bool = False) -> Verdict:
    """What is planned and then denied is refused."""
    return replace(verdict, modality=Modality.DENIED, cue=cue, refused=refused or verdict.modality is Modality.PLANNED)


def is_bare(noun: Token) -> bool:
    """Whether a noun phrase is indefinite, so that it does not say of itself that what it names exists."""
    return not any(
        c.dep_ == "nmod:poss" or (c.dep_ == "det" and c.lower_ in _DEFINITE) or c.tag_ == "PRP$" for c in noun.children
    )


def is_content(clause: Token) -> bool:
    """Whether a clause after a noun is its content ("reports that Iran armed …"), which parsers take for a relative clause."""
    mark = child(clause, "mark")
    if mark is not None and mark.lower_ in {"that", "whether"} and mark.tag_ == "IN":
        return True
    if clause.dep_ not in {"ccomp", "acl:relcl"}:
        return False
    if clause.left_edge.lower_ == "that" and _lacks_nothing(clause):
        return True
    return any(t.lower_ == "according" for t in clause.doc[clause.head.i + 1 : min(clause.head.i + 3, clause.i)])


def _lacks_nothing(clause: Token) -> bool:
    """Whether "that" fills no gap: "claims that it sold rifles", not "a claim that they reject"."""
    last = child(clause, "xcomp") or clause
    if child(clause, "nsubj", "nsubj:pass") is None:
        return False
    filled = {"obj", "ccomp", "aux:pass", "obl"} if in_list(clause.head, "claim_nouns") else {"obj", "ccomp", "aux:pass"}
    return any(c.dep_ in filled and c.tag_ != "WDT" for c in last.children)


def is_none(noun: Token) -> bool:
    """Whether a noun phrase says that there is none: "nobody", "no officer", "not a single shot", "neither Chad nor Mali"."""
    if noun.i + 1 < len(noun.doc) and noun.nbor(1).lower_ in {"but", "except", "save"}:
        return False
    if noun.lower_ in NOBODY:
        return True
    for c in noun.children:
        if c.lower_ in {"no", "neither"} and c.dep_ in {"det", "cc", "cc:preconj"} and c.i < noun.i:
            return True
        if c.lower_ == "not" and c.i + 1 < len(c.doc) and c.nbor(1).lower_ in {"a", "an", "one"}:
            return True
    return False


def is_negated(head: Token) -> bool:
    """Whether a predicate is negated, or its subject is nobody."""
    if any(
        (c.lower_ in NOT or c.lower_ == "cannot") and c.dep_ in {"advmod", "aux", "det", "cc", "cc:preconj"}
        for c in head.children
    ):
        return not any(c.lower_ == "nor" and c.i > head.i for c in children(head, "cc"))
    subject = child(head, "nsubj")
    return subject is not None and is_none(subject)
