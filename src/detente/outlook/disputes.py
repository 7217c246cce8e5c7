"""Claims as evidence: what one of the parties is accused of doing with the other, denies or admits; and what they contradict
each other about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.analysis.book import Book
from detente.analysis.claims import Claim, claims
from detente.analysis.matters import family
from detente.analysis.stands import Side, Stand
from detente.outlook.judgements import pairs
from detente.outlook.question import Question
from detente.outlook.relation import AGAINST, FOR, Relation, other_side
from detente.outlook.weighing import Factor, Piece, Scale
from detente.terms import Modality

_TYPES = {
    "arming": "AID",
    "training": "AID",
    "funding": "AID",
    "supporting": "SUPPORT",
    "sheltering": "SUPPORT",
    "talking": "CONSULT",
}
"""The PLOVER type that a family of matters counts as where it has none of its own."""
_MODALITY = {Stand.ALLEGED: Modality.ALLEGED, Stand.DENIED: Modality.DENIED, Stand.ADMITTED: Modality.ACTUAL}


def dispute_pieces(question: Question, scale: Scale) -> Iterator[Piece]:
    """The sides of claims that bear on the relation. What the text itself asserts is left to the acts."""
    kind = question.relation
    if kind is None or len(question.parties) < 2:
        return
    for claim in claims(scale.book):
        yield from _about_them(question, kind, scale, claim)
        yield from _between_them(question, kind, scale, claim)


def _about_them(question: Question, kind: Relation, scale: Scale, claim: Claim) -> Iterator[Piece]:
    """What one party is said to do with or to the other."""
    sides = {*claim.actor_ids, *claim.recipient_ids}
    if not any(sides & one.ids and sides & other.ids for one, other in pairs(question)):
        return
    bearing = _bearing(kind, claim.act)
    if bearing is None or (kind.strict and not _is_worded(kind.words[bearing[0]], claim)):
        return
    for stand, modality in _MODALITY.items():
        side = _side(kind, bearing[0], modality)
        told = sorted((s for s in claim.sides if s.stand == stand), key=lambda s: -s.weight)
        factor = Factor("bearing", bearing[1], f"'{claim.act}' bears on '{kind.phrase}'")
        for by in dict.fromkeys(s.by for s in told) if side else ():
            yield from _pieces(scale, claim, [s for s in told if s.by == by], side or "", modality, factor)


def _is_worded(words: re.Pattern[str], claim: Claim) -> bool:
    """Whether a claim's matter or any telling of it has one of the words."""
    return any(words.search(text) for text in (claim.matter, *(s.evidence.text for s in claim.sides)))


def _side(kind: Relation, side: str, modality: str) -> str | None:
    """The side of a stand on a matter: a denial of what would join speaks against, one of what would part for nothing."""
    if modality != Modality.DENIED:
        return side
    return other_side(side) if side == (AGAINST if kind.inverse else FOR) else None


def _between_them(question: Question, kind: Relation, scale: Scale, claim: Claim) -> Iterator[Piece]:
    """A denial by one party of what the other says."""
    if len(question.parties) < 2 or not kind.disputes:
        return
    for one, other in claim.contradictions:
        parties = [p for p in question.parties if set(one.by) & p.ids or set(other.by) & p.ids]
        if len(parties) < 2 or not any(p.ids & {*claim.actor_ids, *claim.recipient_ids} for p in question.parties):
            continue
        denial = one if one.stand == Stand.DENIED else other
        side = FOR if kind.inverse else AGAINST
        bearing = Factor("bearing", kind.disputes, f"they contradict each other about '{claim.matter}'")
        yield from _pieces(scale, claim, [denial], side, Modality.ACTUAL, bearing)


def _bearing(kind: Relation, act: str) -> tuple[str, float] | None:
    known = family(act)
    types: Sequence[str] = sorted(known.types) if known and known.types else [_TYPES.get(act, act)]
    return next((b for t in types if (b := kind.bearing(t)) is not None), None)


def _pieces(scale: Scale, claim: Claim, told: Sequence[Side], side: str, modality: str, bearing: Factor) -> Iterator[Piece]:
    """One piece of all times that somebody takes a stand, by the surest of them that is on the topic."""
    near = [(t, n) for t in told if (n := scale.nearness(t.evidence)) is not None]
    if not near:
        return
    best, nearness = near[0]
    stories = tuple(dict.fromkeys(t.evidence.story_id for t, _ in near))
    factors = (
        scale.certainty("claim", best.weight),
        scale.modality(modality),
        scale.recency(best.evidence.on),
        scale.stories(len(stories)),
        bearing,
        nearness,
    )
    gist = f"{claim.matter}: {best.stand} by {_names(scale.book, best.by)}"
    others = tuple(t.evidence for t, _ in near[1:])
    yield Piece(side, gist, modality, best.evidence, scale.book.sentence(best.evidence), factors, stories, others)


def _names(book: Book, ids: Sequence[str]) -> str:
    return ", ".join(map(book.name, ids)) or "the text"
