"""Whether the name of a state or a seat of government means a party or only a place.

After the literal, place-for-people and mixed readings of Markert and Nissim's work on metonymy (SemEval-2007 task 8); the word
lists are data (places.yaml). What cannot be told is a place: a wrong actor costs more than a missing one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Token

from detente.actors.forms import words
from detente.actors.schema import Loader
from detente.actors.syntax import SUBJECTS, case_of, first_conjunct, is_possessor
from detente.actors.wordlists import listed

_FILE = Path(__file__).parent / "data" / "places.yaml"
_PARTY_CASES = frozenset(
    {
        "amongst",
        "like",
        "unlike",
        "including",
        "vs",
        "vs.",
        "v.",
        "without",
        "as",
        "per",
        "besides",
        "alongside",
        "despite",
        "except",
        "upon",
    }
    | {"according to", "such as", "as well as", "rather than", "because of", "due to", "thanks to", "together with", "along with"}
    | {"on behalf of", "in favour of", "in favor of", "in exchange for", "vis - a - vis"}
)


_ENVOYS = frozenset({"ambassador", "envoy", "representative", "adviser", "special", "coordinator"})
_DIRECTIONS = listed("directions")


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, frozenset[str]]:
    raw = _tables()
    return {key: frozenset(str(v) for v in value) for key, value in raw.items() if isinstance(value, list)}


@lru_cache(maxsize=1)
def doubts() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Words that speak against a state where its name is ambiguous: `georgia` near `atlanta`."""
    raw = _tables()
    return {key: tuple(words(str(v)) for v in value) for key, value in raw["doubtful"].items()}


def _in(name: str, token: Token) -> bool:
    found = _lists()[name]
    return token.lower_ in found or token.lemma_.lower() in found


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Any]:
    return dict(yaml.load(_FILE.read_text("utf-8"), Loader=Loader))


def known_places(table: str) -> Mapping[str, Any]:
    """A table of places.yaml by its name: `shared`, `namesakes`, `vague`, `speaks`, `regions`, `peoples` or `twins`."""
    found: Mapping[str, Any] = _tables()[table]
    return found


def party_score(token: Token, *, seat: bool) -> float:
    """How surely the name headed by a token is a party: 0 for a place.

    `seat`: it names a capital, which is a place more often.
    """
    if any(c.lower_ in _DIRECTIONS for c in token.lefts if c.dep_ in {"amod", "compound"}):
        return 0.0
    top = first_conjunct(token)
    case = case_of(token) or (case_of(top) if top is not token else None)
    governor = top.head
    if is_possessor(token) or (is_possessor(top) and top is not token):
        return _possessor(token if is_possessor(token) else top, seat=seat)
    if top.dep_ in SUBJECTS and case is None:
        return _subject(governor, seat=seat)
    if case is not None:
        return _after_preposition(case, governor, seat=seat)
    if top.dep_ in {"obj", "iobj"}:
        return _object(governor, top.dep_, seat=seat)
    if top.dep_ in {"compound", "nmod", "amod", "flat", "nmod:unmarked"}:
        return _modifier(governor, seat=seat)
    if top.dep_ == "appos":
        return 0.0 if governor.pos_ == "PROPN" or _in("place_nouns", governor) else 0.6
    if top.dep_ in {"xcomp", "advcl", "acl", "ccomp"}:
        return 0.0 if seat else 0.5
    return _loose(top, seat=seat)


def _subject(governor: Token, *, seat: bool) -> float:
    if seat and governor.lower_ in {"fell", "falls", "fallen", "lies", "sits"}:
        return 0.0
    copular = any(c.dep_ == "cop" for c in governor.lefts)
    if copular and _in("place_nouns", governor) and governor.pos_ in {"NOUN", "PROPN"}:
        return 0.0
    return 0.9 if governor.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} else 0.8


def _object(governor: Token, dep: str, *, seat: bool) -> float:
    if dep == "obj" and (_in("place_object", governor) or (seat and _in("place_object_seat", governor))):
        return 0.0
    return 0.8 if not seat or governor.pos_ == "VERB" else 0.0


def _possessor(token: Token, *, seat: bool) -> float:
    owned = token.head
    if _in("place_nouns", owned) or (seat and (_in("seat_nouns", owned) or owned.pos_ == "PROPN")):
        return 0.0
    return 0.85


def _modifier(governor: Token, *, seat: bool) -> float:
    if seat or _in("place_nouns", governor) or _in("topic_nouns", governor):
        return 0.0
    return 0.5 if governor.pos_ == "NOUN" else 0.0


def _after_preposition(case: str, governor: Token, *, seat: bool) -> float:
    first = case.split(maxsplit=1)[0]
    if case in _PARTY_CASES or first in {"with", "against", "between", "among", "by", "than", "versus"}:
        return 0.0 if seat and first == "by" and governor.pos_ not in {"VERB", "NOUN"} else 0.85
    if first == "at" and not seat and _in("party_at", governor):
        return 0.7
    if first in _lists()["locative"] or case in _lists()["locative"]:
        return 0.0
    if first == "to" and governor.pos_ == "PROPN" and case_of(governor) == "from":
        return 0.0
    if first in {"toward", "towards"}:
        return 0.0 if governor.pos_ == "VERB" and (seat or _in("place_to", governor)) else 0.8
    if first == "from":
        return 0.75 if _in("party_from", governor) or (governor.pos_ == "VERB" and _support(governor)) else 0.0
    if first == "to":
        return _after_to(governor, seat=seat)
    if first == "for":
        return (
            0.0
            if _in("for_place", governor)
            or governor.lemma_.lower() in _ENVOYS
            or (seat and governor.pos_ not in {"VERB", "ADJ"} and governor.lower_ != "support")
            else 0.6
        )
    if first == "of":
        return _after_of(governor, seat=seat)
    if first in _lists()["topical"]:
        return 0.7 if _in("party_on", governor) or any(_in("party_on", c) for c in governor.children if c.dep_ == "obj") else 0.0
    return 0.0 if seat else 0.4


def _support(verb: Token) -> bool:
    return any(_in("party_from", c) for c in verb.children if c.dep_ in {"obj", "nsubj:pass"})


def _after_to(governor: Token, *, seat: bool) -> float:
    if _in("place_to", governor):
        visit = governor.lemma_.lower() in {"visit", "trip", "invite"}
        return 0.6 if visit and not seat else 0.0
    if governor.lemma_.lower() in _ENVOYS:
        return 0.0
    return 0.7


def _after_of(governor: Token, *, seat: bool) -> float:
    if governor.pos_ == "PROPN" or _in("place_nouns", governor) or (seat and _in("seat_nouns", governor)):
        return 0.0
    return 0.7


def _loose(token: Token, *, seat: bool) -> float:
    if seat:
        return 0.0
    return (
        0.5 if token.dep_ in {"ROOT", "vocative", "parataxis", "list", "dep", "orphan", "dislocated", "obl:agent", "obl"} else 0.3
    )


def is_place_noun(token: Token) -> bool:
    """Whether a noun turns its adjective into a place, a language or a people: "the Tajik border"."""
    return _in("place_nouns", token)


def is_place_of_seat(token: Token) -> bool:
    """Whether a noun turns the capital before it into a place: "the Warsaw summit"."""
    return _in("seat_nouns", token) or _in("place_nouns", token)
