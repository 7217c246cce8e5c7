"""The parties' meetings: those last held, and those to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from detente.analysis.book import Book, Evidence
from detente.analysis.meetings import Meeting
from detente.ledger.quotes import Quote
from detente.outlook.question import Question
from detente.outlook.weighing import Scale

_LAST: Final = 3
_SOON: Final = 60
"""Days after its report for which a planned meeting without a date is still to come."""
NEXT, LAST, OVERDUE, CALLED_OFF = "next", "last", "planned, not told whether held", "called off"


@dataclass(frozen=True, slots=True)
class Encounter:
    """A meeting of the parties; `when` says whether it is past or to come, `who` sits there besides."""

    when: str
    on: date | None
    place: str | None
    format: str | None
    who: tuple[str, ...]
    evidence: Evidence
    sentence: Quote


def encounters(question: Question, scale: Scale) -> list[Encounter]:
    """What is to come first, then the last that were held, the newest first."""
    book = scale.book
    if question.wish:
        return []
    found = [(m, when) for m in book.meetings if _is_theirs(question, m) and (when := _when(book, m, scale.as_of))]
    near = [(m, when) for m, when in found if scale.nearness(m) is not None]
    near.sort(key=lambda f: (f[0].date_start or date.min, f[0].meeting_id), reverse=True)
    shown = [_encounter(book, m, w) for m, w in near if w in {NEXT, OVERDUE}]
    shown += [_encounter(book, m, w) for m, w in near if w == LAST][:_LAST]
    return shown + [_encounter(book, m, w) for m, w in near if w == CALLED_OFF][:_LAST]


def _is_theirs(question: Question, meeting: Meeting) -> bool:
    present = {*meeting.participant_ids, *({meeting.host_id} if meeting.host_id else set())}
    return all(p.ids & present for p in question.parties)


def _when(book: Book, meeting: Meeting, as_of: date | None) -> str | None:
    last = meeting.date_end or meeting.date_start
    if meeting.status == "held":
        return LAST
    if meeting.status == "cancelled":
        return CALLED_OFF
    if meeting.status == "planned":
        reported = book.source(meeting).published
        known = last or (reported + timedelta(days=_SOON) if reported else None)
        return OVERDUE if known is None or (as_of is not None and known < as_of) else NEXT
    return None


def _encounter(book: Book, meeting: Meeting, when: str) -> Encounter:
    who = tuple(dict.fromkeys(book.name(book.bloc(i)) for i in meeting.participant_ids))
    evidence = book.evidence(meeting)
    on = meeting.date_start or meeting.date_end
    return Encounter(when, on, meeting.place, meeting.format, who, evidence, book.sentence(meeting))
