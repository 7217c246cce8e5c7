"""What a reader must know before using an answer: thin, one-sided, old, undated, alleged, left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final

from detente.analysis.book import Evidence
from detente.outlook.answer import Caveat
from detente.outlook.question import Question
from detente.outlook.relation import AGAINST, FOR
from detente.outlook.verdict import publishers
from detente.outlook.weighing import Piece, Scale, numbers
from detente.terms import Modality

_OLD: Final = timedelta(days=2 * 365)
_FEW: Final = 3


def caveats(question: Question, scale: Scale, pieces: Sequence[Piece], left_out: Mapping[str, int]) -> Iterator[Caveat]:
    """The caveats on an answer, the gravest first."""
    book = scale.book
    stories = {s for p in pieces for s in p.story_ids}
    if 0 < len(stories) < _FEW:
        yield Caveat(
            "thin", f"All of it comes from {_count(len(stories), 'independent story', 'independent stories')}.", _records(pieces)
        )
    if pieces and len(publishers(book, pieces)) == 1:
        yield Caveat(
            "single publisher", f"All of it was published by {pieces[0].evidence.outlet or 'one publisher'}.", _records(pieces)
        )
    for side, word in ((FOR, "for"), (AGAINST, "against")):
        held = [p for p in pieces if p.side == side]
        if pieces and not held:
            yield Caveat("one side only", f"The ledger has nothing {word} it; that need not mean that there is nothing.")
        elif held and all(p.modality == Modality.ALLEGED for p in held):
            yield Caveat("alleged only", f"All that speaks {word} it is alleged.", _records(held))
    yield from _voices(question, pieces)
    yield from _age(scale, pieces)
    if book.undated:
        yield Caveat("left out by --until", f"{_count(book.undated, 'document')} without a date {_is(book.undated)} left out.")
    yield from _left_out(left_out)


def _voices(question: Question, pieces: Sequence[Piece]) -> Iterator[Caveat]:
    """Who of the parties is heard in their own words."""
    if len(question.parties) < 2 or question.wish:
        return
    heard = {p.actor_id: [e for x in pieces for e in (x.evidence, *x.others) if set(e.said_by) & p.ids] for p in question.parties}
    silent = [p.name for p in question.parties if not heard[p.actor_id]]
    speaking = [e for found in heard.values() for e in found]
    if silent and speaking:
        names = " and ".join(silent)
        yield Caveat(
            "one-sided", f"{names} {_is(len(silent))} not heard in their own words in this evidence.", tuple(speaking[:3])
        )
    elif silent and pieces:
        yield Caveat(
            "second-hand", "No party is heard in its own words in this evidence; it is all told by others.", _records(pieces)
        )


def _age(scale: Scale, pieces: Sequence[Piece]) -> Iterator[Caveat]:
    undated = [p for p in pieces if p.evidence.on is None]
    dated = [p.evidence.on for p in pieces if p.evidence.on]
    if undated:
        total = len(pieces)
        yield Caveat(
            "undated",
            f"{len(undated)} of {total} pieces of evidence have no date; how old they are is not known.",
            _records(undated),
        )
    if dated and scale.as_of and scale.as_of - max(dated) > _OLD:
        newest = next(p for p in pieces if p.evidence.on == max(dated))
        text = f"The newest dated piece of evidence is of {max(dated)}, the ledger goes on to {scale.as_of}."
        yield Caveat("old", text, (newest.evidence,))


def _left_out(left_out: Mapping[str, int]) -> Iterator[Caveat]:
    whys = {
        "doubtful": f"read too unsurely (confidence under {numbers()['least_confidence']})",
        "off the topic": "told where the topic is not named",
        "conditional": "told only under a condition",
        "asked, not told": "only asked about",
        "about a party, not with it": "told of others who act about one of them",
        "looked back on": "long past when told",
        "taken back": "taken back by their own sentence",
    }
    parts = [f"{number} {whys[name]}" for name, number in left_out.items() if number and name in whys]
    if parts:
        total = sum(n for name, n in left_out.items() if name in whys)
        yield Caveat("left out", f"{_count(total, 'act')} between them {_is(total)} not counted: {'; '.join(parts)}.")


def _records(pieces: Sequence[Piece]) -> tuple[Evidence, ...]:
    return tuple(p.evidence for p in pieces[:3])


def _count(number: int, one: str, more: str = "") -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
