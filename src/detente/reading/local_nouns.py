"""Nouns that may name a party without its state ("the police", "rebels"), and of which nature the party is.

The nouns are those of the actors' lexicon and of data/locals.yaml. Nouns that mostly tell of everyday people or of sources
(analysts, aides) are in no list of natures and so never a party.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache

from spacy.tokens import Span, Token

from detente.actors.agents import Agents, Noun
from detente.reading.parsed import Parsed, parsed
from detente.reading.participants import Stage
from detente.reading.words import load_yaml, word_lists

_PLACED = frozenset(
    {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "nmod:poss", "conj", "appos", "ROOT", "dep", "parataxis"}
)
_NAMES = frozenset({"NNP", "NNPS"})
_NAMING = frozenset({"flat", "appos", "nmod:desc"})
_HYPHENS = frozenset({"-", "–", "‑"})
_QUALIFYING = frozenset({"nmod", "acl", "acl:relcl", "conj"})
_COPULAR = frozenset({"cop"})
_ROLES = frozenset({"as", "like", "than"})
_FINISHED = frozenset({"a", "an"})
_ABSTRACT = {"force": "of", "forces": "of", "army": "of", "armies": "of", "opposition": "to"}
"""Words that with this preposition name no party: "the forces of bigotry", "opposition to the bill"."""
_DEFINITE = frozenset({"the", "this", "these", "those", "that"})


class Nature(Enum):
    """How a kind of party stands to the states around it; data/locals.yaml says which words are of which."""

    RULING = "ruling"
    HOME = "home"
    PEOPLE = "people"
    ARMED = "armed"
    WILD = "wild"
    FORCE = "force"


@dataclass(frozen=True, slots=True)
class Local:
    """A noun at tokens start to end (exclusive) that no mention covers; `head` is the last of them."""

    head: Token
    start: int
    noun: Noun
    nature: Nature
    definite: bool
    """Whether it is one that is known, or many: "the army", "police", "students", but not "a student"."""
    plain: bool
    """Whether only an article stands with it: "the president", but not "the first female president"."""
    strange: bool
    """Whether it is of a name of no known state ("Mapuche protesters") or of somebody ("relatives"): only a place tells whose."""


def words_of(name: str) -> frozenset[str]:
    """A list of data/locals.yaml."""
    return word_lists("locals.yaml")[name]


@cache
def agents() -> Agents:
    """The actors' nouns with those of data/locals.yaml; the actors' own come first."""
    known = Agents.load()
    own = [(str(code), str(noun)) for code, nouns in load_yaml("locals.yaml")["nouns"].items() for noun in nouns]
    return known.extended((code, noun) for code, noun in own if known.noun(tuple(noun.split())) is None)


def is_of(noun: Noun, name: str) -> bool:
    """Whether a noun is in a list of data/locals.yaml."""
    return is_listed(noun, words_of(name))


@cache
def nature_of(noun: Noun) -> Nature | None:
    """The nature of a noun by its code and last word; None for those that are never a party by themselves."""
    if noun.part is None or noun.acting:
        return None
    for nature in (Nature.RULING, Nature.FORCE, Nature.ARMED, Nature.WILD, Nature.PEOPLE, Nature.HOME):
        coded = {Nature.WILD: "armed_codes", Nature.PEOPLE: "home_codes"}.get(nature, f"{nature.value}_codes")
        if noun.part.code in words_of(coded) and is_listed(noun, words_of(nature.value)):
            return nature
    return None


def is_listed(noun: Noun, listed: frozenset[str]) -> bool:
    """By its last word, also in the singular, or of several words by its first: militants, rebel leaders."""
    word = noun.key[-1]
    stems = word.removesuffix("s"), word.removesuffix("es"), word[:-3] + "y", word[:-3] + "man"
    return not listed.isdisjoint({noun.key[0], word, *stems})


def local_nouns(sentence: Span, stage: Stage) -> list[Local]:
    """The nouns of a sentence that may be parties and that no mention covers, in text order."""
    held, known = parsed(sentence.doc), agents()
    found: list[Local] = []
    for i in range(sentence.start, sentence.end):
        if held.tags[i][:2] != "NN" or not known.ends_noun(held.lower[i]) or held.relations[i] not in _PLACED:
            continue
        noun = known.ending(held.lower, i + 1)
        nature = None if noun is None else nature_of(noun)
        if noun is None or nature is None:
            continue
        start = i + 1 - len(noun.key)
        if start < sentence.start or any(stage.at(held.tokens[k]) is not None for k in range(start, i + 1)):
            continue
        local = _local(held, start, i, noun, nature, stage)
        if local is not None:
            found.append(local)
    return found


def _local(held: Parsed, start: int, i: int, noun: Noun, nature: Nature, stage: Stage) -> Local | None:
    """The noun as a party, or None where its phrase makes it a name, a role, nobody or somebody from elsewhere."""
    if _is_named(held, start, i, stage) or _is_role(held, i):
        return None
    if held.tokens[i].is_lower and held.lower[i] in words_of("capitalised"):
        return None
    before = [k for k in held.below[i] if k < start]
    words = {held.lower[k] for k in before}
    if words & (words_of("stranger") | words_of("bare_determiners")):
        return None
    many = noun.plural or held.tags[i] == "NNS"
    indefinite = bool(words & _FINISHED)
    owned = any(held.relations[k] == "nmod:poss" for k in before)
    if not many and noun.person and not (indefinite or owned or words & _DEFINITE):
        return None
    bare = not (indefinite or owned or words & _DEFINITE)
    sole = held.lower[i] in words_of("articleless") or noun.key[-1] in words_of("collective")
    if bare and not many and not sole:
        return None
    definite = not indefinite and (many or not bare or sole)
    strange = _is_strange(held, before) or is_of(noun, "relational")
    plain = not (words - _DEFINITE) and not any(held.relations[k] in _QUALIFYING for k in held.below[i] if k > i)
    return Local(held.tokens[i], start, noun, nature, definite, plain, strange)


def _is_named(held: Parsed, start: int, i: int, stage: Stage) -> bool:
    """Whether the noun is part of a name or of a longer word, or the title of somebody named beside it."""
    for k in held.below[i]:
        naming = held.relations[k] in _NAMING
        if naming and (held.tags[k] in _NAMES or stage.at(held.tokens[k]) is not None):
            return True
    if held.tags[i] in _NAMES:
        beside = [k for k in (start - 1, i + 1) if 0 <= k < len(held.tokens)]
        if any(held.tags[k] in _NAMES and stage.at(held.tokens[k]) is None for k in beside):
            return True
    if start > 0 and held.lower[start - 1] in _HYPHENS and not held.tokens[start - 1].whitespace_:
        return True
    head = held.tokens[i].head
    return held.relations[i] == "appos" and (held.tags[head.i] in _NAMES or stage.at(head) is not None)


def _is_role(held: Parsed, i: int) -> bool:
    """Whether the noun only says what somebody is, or nobody at all: "was a soldier", "as president", "forces of evil"."""
    marker = _ABSTRACT.get(held.lower[i])
    if (
        marker is not None
        and i + 2 < len(held.lower)
        and held.lower[i + 1] == marker
        and not held.tokens[i + 2].text[:1].isupper()
    ):
        return True
    return any(held.relations[k] in _COPULAR or (held.relations[k] == "case" and held.lower[k] in _ROLES) for k in held.below[i])


def _is_strange(held: Parsed, before: list[int]) -> bool:
    return any(
        held.tokens[k].text[:1].isupper()
        and held.relations[k] in {"amod", "compound", "nmod:poss"}
        and held.lower[k] not in words_of("creeds")
        and not held.tokens[k].is_sent_start
        for k in before
    )
