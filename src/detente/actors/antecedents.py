"""What a pronoun most likely means: a log-linear ranking of the referents before it, with "nobody known" among them.

Each pair of pronoun and referent is described by one small number per feature; a weight belongs to each. The weights are learned
from GUM's chains by training/coreference.py, one set each for he and she, it, they. After Denis and Baldridge (2007,
"A ranking approach to pronoun resolution").
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from operator import getitem
from pathlib import Path

from spacy.tokens import Token

from detente.actors.discourse import Place, Referent, speaks
from detente.actors.genders import FEMALE, MALE
from detente.actors.syntax import SUBJECTS
from detente.reading.parsed import parsed

_FILE = Path(__file__).parent / "data" / "reference" / "antecedents.json"
PAIR_SIZES = (15, 6, 21, 10, 5, 30, 6, 21, 4, 2, 8, 6, 4, 4, 3, 5)
NONE_SIZES = (5, 6, 3, 4, 5)


class Kind(IntEnum):
    """The classes of pronouns that are ranked apart."""

    HE = 0
    IT = 1
    THEY = 2


_KINDS = {
    **dict.fromkeys(("he", "she", "him", "her", "his"), Kind.HE),
    **dict.fromkeys(("it", "its"), Kind.IT),
    **dict.fromkeys(("they", "them", "their"), Kind.THEY),
}
PRONOUNS = frozenset(_KINDS)
_RELATIVE = frozenset({"who", "which", "that"})
_MASCULINE = frozenset({"he", "him", "his"})


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun with what its features need. `subjects` are the subjects of the clauses around it, 0 for its own."""

    place: Place
    word: str
    kind: Kind
    case: int
    opening: bool
    empty: bool
    speaking: bool
    subjects: dict[int, int]

    @classmethod
    def of(cls, place: Place, word: str, *, opening: bool, empty: bool) -> Anaphor:
        """A pronoun at its place; `opening` where its sentence opens a passage, `empty` where "it" may mean nothing."""
        token = place.token
        case = 2 if token.tag_ == "PRP$" else 0 if token.dep_ in SUBJECTS else 1
        return cls(place, word, _KINDS[word], case, opening, empty, speaks(token), governing_subjects(token))

    @property
    def gender(self) -> str | None:
        return None if self.kind is not Kind.HE else MALE if self.word in _MASCULINE else FEMALE


def governing_subjects(token: Token) -> dict[int, int]:
    """The subjects of the clauses around a token by their place, with how far above their clause is: 0 for its own."""
    held, at = parsed(token.doc), token.i
    relations, heads = held.relations, held.heads
    found: dict[int, int] = {}
    level, node = 0, heads[at]
    for _ in range(12):
        own = [c for c in held.below[node] if c < node and relations[c] in SUBJECTS and c != at]
        for c in own:
            found.setdefault(c, min(level, 3))
            if relations[node] == "acl:relcl" and held.lower[c] in _RELATIVE:
                found.setdefault(heads[node], min(level, 3))
        level += bool(own)
        if heads[node] == node:
            break
        node = heads[node]
    return found


def pair_features(anaphor: Anaphor, referent: Referent, rank: int, most: int, last: Referent | None) -> tuple[int, ...]:
    """One number per feature, in the order of PAIR_SIZES. `most` is the highest count of mentions, `last` what the pronoun of
    this class before meant."""
    place, case = anaphor.place, anaphor.case
    distance = min(place.sentence - referent.sentence, 4)
    here = referent.passage == place.passage
    level = anaphor.subjects.get(referent.head, 4) if here else 4
    count = referent.count
    return (
        distance * 3 + case,
        min(rank, 5),
        referent.role * 3 + min(distance, 2),
        referent.form * 2 + (distance > 0),
        0 if count < 2 else 1 if count < 3 else 2 if count < 5 else 3 if count < 9 else 4,
        (level * 3 + case) * 2 + (place.quotation > 0),
        _quotation(place, referent, here=here),
        case * 7 + referent.role,
        anaphor.speaking * 2 + referent.speaking,
        int(referent.gender is not None),
        referent.sort * 2 + referent.plural,
        min(place.passage - referent.passage, 2) * 2 + anaphor.opening,
        referent.joined * 2 + referent.group,
        (referent.first < 2) * 2 + (count == most),
        (referent is last) * (1 + (rank > 0)),
        _nearness(place.token.i - referent.head) if distance == 0 else 4,
    )


def _quotation(place: Place, referent: Referent, *, here: bool) -> int:
    """Who is in whose mouth: 0 neither quoted, 1 the same quotation, 2 to 5 the pronoun or the referent in one of its own."""
    if not place.quotation:
        return 2 if referent.quotation else 0
    if here and referent.quotation == place.quotation:
        return 1
    if referent.quotation:
        return 3
    return 4 if referent.sentence == place.sentence else 5


def _nearness(tokens: int) -> int:
    return 0 if tokens < 4 else 1 if tokens < 10 else 2 if tokens < 20 else 3


def none_features(anaphor: Anaphor, candidates: Sequence[Referent]) -> tuple[int, ...]:
    """One number per feature of "nobody known", in the order of NONE_SIZES."""
    token = anaphor.place.token
    nearest = min(anaphor.place.sentence - candidates[0].sentence, 4) if candidates else 4
    verb = token.head
    sort = 0 if verb.pos_ == "VERB" else 1 if verb.pos_ == "ADJ" else 2
    return (
        min(len(candidates), 4),
        sort * 2 + anaphor.empty,
        anaphor.case,
        (anaphor.place.quotation > 0) * 2 + anaphor.opening,
        nearest,
    )


@dataclass(frozen=True, slots=True)
class Weights:
    """Of one class of pronouns: for each feature a weight for each of its numbers."""

    pair: tuple[tuple[float, ...], ...]
    none: tuple[tuple[float, ...], ...]

    def probabilities(self, pairs: Sequence[tuple[int, ...]], none: tuple[int, ...]) -> list[float]:
        """How likely each of the pairs is; what is missing from 1 is "nobody known"."""
        scores = [sum(map(getitem, self.pair, pair)) for pair in pairs]
        scores.append(sum(map(getitem, self.none, none)))
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = sum(powers)
        return [power / total for power in powers[:-1]]


@lru_cache(maxsize=1)
def learned() -> tuple[Weights, ...]:
    """The weights by class of pronoun."""
    raw = json.loads(_FILE.read_text("utf-8"))
    return tuple(
        Weights(*(tuple(tuple(row) for row in raw[kind.name.lower()][part]) for part in ("pair", "none"))) for kind in Kind
    )


def agrees(referent: Referent, anaphor: Anaphor) -> bool:
    """Whether number, gender, sort and place let a pronoun mean a referent: "X saw him" is not about X."""
    sort, kind, token = referent.sort, anaphor.kind, anaphor.place.token
    if (
        anaphor.case == 1
        and token.dep_ in {"obj", "iobj"}
        and referent.passage == anaphor.place.passage
        and anaphor.subjects.get(referent.head) == 0
    ):
        return False
    if kind is Kind.HE:
        return sort == 0 and not referent.plural and referent.gender in {None, anaphor.gender}
    if kind is Kind.IT:
        return sort > 0 and not referent.plural
    return sort > 0 and (referent.plural or sort < 3)
