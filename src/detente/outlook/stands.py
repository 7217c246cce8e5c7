"""Evidence on a wish: where the parties stand on the issue, and what is done, planned or refused of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.analysis.book import Book, Party
from detente.analysis.positions import positions
from detente.analysis.same_page import Comparison
from detente.analysis.standing import SIDE, Backing
from detente.errors import UnknownActor
from detente.outlook.acts import CANCELLED, DOUBTFUL, OFF_TOPIC, Told, alone, gist, why_not
from detente.outlook.question import Question
from detente.outlook.relation import AGAINST, FOR, shades
from detente.outlook.weighing import Factor, Piece, Scale, former, numbers
from detente.outlook.wish import Wish, pole_pattern
from detente.terms import ActorKind, Modality, PositionBasis

_VOICES = {PositionBasis.STATEMENT: "party", PositionBasis.EVENT: "party", PositionBasis.ATTRIBUTION: "other"}
_WATCHING = frozenset({"EDU", "MED"})
_NEAR = 60
"""Characters before a phrase within which a word spoils it."""


def holders(book: Book, wish: Wish) -> tuple[Party, ...]:
    """All for whom the book tells a position on the issue, those of most positions first; not those who only watch."""
    counts: dict[str, int] = {}
    for position in positions(book, [wish.issue]):
        actor = book.actors.get(position.actor_id)
        if actor is None or actor.kind == ActorKind.MEDIA or set(actor.sectors[:1]) & _WATCHING:
            continue
        bloc = book.bloc(position.actor_id)
        counts[bloc] = counts.get(bloc, 0) + 1
    found: dict[str, Party] = {}
    for bloc in sorted(counts, key=lambda b: (-counts[b], b)):
        try:
            party = book.party(bloc)
        except UnknownActor:
            continue
        found.setdefault(party.actor_id, party)
    return tuple(found.values())


def stand_pieces(question: Question, scale: Scale, compared: Sequence[Comparison]) -> Iterator[Piece]:
    """Each position of the parties on the issue, once a story and side; one piece of all who take it in a sentence."""
    wish = question.wish
    if wish is None:
        return
    held: dict[tuple[str, int, str, bool], list[tuple[Party, Backing]]] = {}
    for standing in (s for one in compared if one.issue.issue_id == wish.issue.issue_id for s in one.standings):
        for backing in standing.backings:
            position = backing.position
            start = scale.book.sentence(backing.evidence).start
            held.setdefault((position.document_id, start, position.pole, position.stance > 0), []).append(
                (standing.party, backing)
            )
    for found in held.values():
        piece = _stand(wish, scale, [party for party, _ in found], max((b for _, b in found), key=lambda b: b.weight))
        if piece is not None:
            yield piece


def _stand(wish: Wish, scale: Scale, parties: Sequence[Party], backing: Backing) -> Piece | None:
    position, evidence = backing.position, backing.evidence
    toward = wish.toward(position.pole, position.stance)
    near = scale.nearness(evidence)
    if abs(toward) <= SIDE or near is None:
        return None
    basis = PositionBasis(position.basis)
    voice = _VOICES[basis]
    factors = (
        scale.certainty("position"),
        scale.recency(evidence.on),
        scale.stories(1),
        Factor("bearing", round(abs(toward), 3), f"how firmly it is for or against '{wish.pole.name}'"),
        Factor("voice", float(numbers()["voice"][voice]), "as others tell it" if voice == "other" else "by its own word or deed"),
        *former(evidence.text),
        near,
    )
    side = "for" if position.stance > 0 else "against"
    text = f"{', '.join(p.name for p in parties)} {side} “{position.pole}” ({basis})"
    sentence = scale.book.sentence(evidence)
    return Piece(FOR if toward > 0 else AGAINST, text, Modality.ACTUAL, evidence, sentence, factors, (evidence.story_id,))


def deed_pieces(question: Question, scale: Scale, left_out: dict[str, int]) -> Iterator[Piece]:
    """Acts of the parties in whose words a pole of the issue stands."""
    wish, kind = question.wish, question.relation
    if wish is None or kind is None:
        return
    poles = {p.name: pole_pattern(wish.issue, p, scale.book) for p in wish.issue.poles}
    conditional = {i for c in scale.book.conditions for i in (c.antecedent_event_id, c.consequent_event_id) if i}
    seen: set[str] = set()
    for told in (t for party in question.parties for t in alone(scale.book, party)):
        bearing = kind.bearing(told.event_type)
        pole = _pole(poles, scale.book, told, bearing[0] == FOR) if bearing else None
        if bearing is None or pole is None or seen & set(told.event_ids):
            continue
        seen |= set(told.event_ids)
        toward = wish.toward(pole, 1.0 if bearing[0] == FOR else -1.0) * _turned(told, bearing[0])
        near = scale.nearness(told.evidence[0])
        reason = why_not(told, scale, conditional) or (OFF_TOPIC if near is None else "")
        if reason or near is None or not toward:
            if reason and reason != DOUBTFUL:
                left_out[reason] = left_out.get(reason, 0) + 1
            continue
        best, *others = told.evidence
        factors = (
            scale.certainty("event", told.confidence),
            scale.modality(told.modality),
            scale.recency(best.on),
            scale.stories(len(told.story_ids)),
            scale.direct("bearing", bearing[1] * abs(toward), f"{told.event_type} of '{pole}'"),
            *former(best.text),
            near,
        )
        side = FOR if toward > 0 else AGAINST
        sentence = scale.book.sentence(best)
        yield Piece(side, gist(scale.book, told), told.modality, best, sentence, factors, told.story_ids, tuple(others))


def _pole(poles: dict[str, re.Pattern[str]], book: Book, told: Told, friendly: bool) -> str | None:
    """The pole with the longest of its phrases in an act; none where words before it spoil an act for it ("slowed the …")."""
    act = told.evidence[0]
    text = book.sources[act.document_id].text
    hits = [(m, name) for name, pattern in poles.items() for m in pattern.finditer(text, act.start, act.end)]
    if not hits:
        return None
    found, name = max(hits, key=lambda h: len(h[0][0]))
    low = book.sentence(act).start
    spoiled = friendly and shades().spoilers_before.search(text, max(low, found.start() - _NEAR), found.start())
    return None if spoiled else name


def _turned(told: Told, side: str) -> float:
    """-1 for a denied or cancelled act that would bring it about, 0 for one that would not, else 1."""
    if told.modality not in {Modality.DENIED, CANCELLED}:
        return 1.0
    return -1.0 if side == FOR else 0.0
