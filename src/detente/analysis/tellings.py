"""What single texts tell of meetings: events as tellings, with the sides that meet, when, where, and whether it came about.

tellings(rows, actors) -> list[Telling]
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any, Final

from detente.reading.words import noun_forms, verb_forms, word_lists
from detente.records import ActorKind

Row = Mapping[str, Any]
_STATELIKE: Final = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ORGAN, ActorKind.PERSON})
_REBELS: Final = frozenset({"REB", "OPP", "UAF"})
_NO_NOUN_AFTER: Final = r"(?!\S*(?:after|during|at|following|since|before)\b)"
_LEAST_WORD: Final = 3


class Told(StrEnum):
    """What an event says of a meeting; the last three can only add to one that another telling gives."""

    HELD = "held"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    ALLEGED = "alleged"
    POSSIBLE = "possible"
    DENIED = "denied"
    REFUSED = "refused"

    @property
    def founds(self) -> bool:
        return self in {Told.HELD, Told.PLANNED, Told.CANCELLED, Told.ALLEGED}


@dataclass(frozen=True, slots=True)
class KnownActor:
    """What the sides of a meeting take of an actor: its kind, country and first sector."""

    kind: str
    country: str | None = None
    sector: str | None = None

    def side(self, actor_id: str) -> str:
        """The side an actor sits on: a state for its government and people, `AFG~TALIBAN` or `AFG~` for who fights it.

        A rebel of no named group is on the side of each group of the country.
        """
        if self.kind == ActorKind.ARMED_GROUP:
            return f"{self.country or ''}~{'' if actor_id.endswith(('.REB', '.UAF')) else actor_id}"
        if self.country and self.sector in _REBELS:
            return f"{self.country}~"
        return self.country if self.country and self.kind in _STATELIKE else actor_id


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as it bears on a meeting. `when` is what the text says, both days inclusive; `on` the document's day.

    `news` is told as of that day; `continues` goes on about the meeting told before ("Chinese officials attended"). `names`
    are the words by which tellings agree on a place or format: "moscow" of "Moscow format".
    """

    event_id: str
    document_id: str
    start: int
    end: int
    text: str
    at: tuple[int, int]
    told: Told
    participant_ids: tuple[str, ...]
    absent_ids: tuple[str, ...]
    sides: frozenset[str]
    when: tuple[date, date] | None
    on: date | None
    news: bool
    historical: bool
    continues: bool
    host_id: str | None
    place: str | None
    country: str | None
    format: str | None
    names: frozenset[str]
    confidence: float = 1.0

    @property
    def order(self) -> tuple[date, str, int, str]:
        """By publication, undated last, then by place in the document."""
        return self.on or date.max, self.document_id, self.at[0], self.event_id


def tellings(rows: Iterable[Row], actors: Mapping[str, KnownActor]) -> list[Telling]:
    """The tellings of events, in a fixed order. Rows are those of `events` with `trigger`, its words, and `published`."""
    found = sorted((t for row in rows if (t := _telling(row, actors)) is not None), key=lambda t: t.order)
    by_document: dict[str, list[Telling]] = defaultdict(list)
    for telling in found:
        by_document[telling.document_id].append(telling)
    return [_as_called_off(t, by_document[t.document_id]) for t in found]


def format_names(format: str | None) -> frozenset[str]:
    """The words that make a format one of its own, without "talks", "trilateral" and the like."""
    words = re.findall(r"[\w’'-]+", (format or "").casefold())
    return frozenset(w for w in words if w not in _generic() and (len(w) >= _LEAST_WORD or not w.isalpha()))


def exclusive(format: str) -> frozenset[str]:
    """The names in a format, by which it is no other: "Doha talks" are no "Istanbul talks", but may be "intra-Afghan" ones."""
    words = re.findall(r"[\w’'-]+", format)
    return frozenset(w.casefold() for w in words if w[0].isupper() and "-" not in w) - _generic()


def matched(side: str, sides: frozenset[str] | set[str]) -> bool:
    """Whether a side is among others; who fights a state and belongs to no named group is every group's."""
    if side in sides:
        return True
    country, rebel, group = side.partition("~")
    if not rebel:
        return False
    return f"{country}~" in sides if group else any(s.startswith(side) for s in sides)


def _telling(row: Row, actors: Mapping[str, KnownActor]) -> Telling | None:
    told = _told(row)
    absent = tuple(row["absent_ids"])
    present = [i for i in dict.fromkeys((*row["actor_ids"], *row["recipient_ids"])) if i not in absent]
    if told is None or not (present or absent):
        return None
    known = [i for i in [*present, row["host_id"]] if i]
    when = _when(row)
    if told is Told.HELD and when and row["published"] and when[0] > row["published"]:
        told = Told.PLANNED
    bare = when is None and not row["place"] and not row["format"]
    return Telling(
        row["event_id"],
        row["document_id"],
        row["start"],
        row["end"],
        row["text"],
        (row["trigger_start"], row["trigger_end"]),
        told,
        tuple(present),
        absent,
        frozenset(actors[i].side(i) if i in actors else i for i in known),
        when,
        row["published"],
        row["date_basis"] == "document",
        row["historical"],
        bare and (_is_one_of(row["trigger"], "attendance") or _definite().search(row["text"]) is not None),
        row["host_id"],
        row["place"],
        row["country"],
        row["format"],
        format_names(row["format"]) | ({row["place"].casefold()} if row["place"] else set()),
        row.get("confidence", 1.0),
    )


def _told(row: Row) -> Told | None:
    """What the type and modality of an event say of a meeting; None where it is about none."""
    kind, modality, trigger = row["event_type"], row["modality"], row["trigger"]
    if kind == "CONSULT":
        if "phone" in row["modes"] or _is_one_of(trigger, "no_meeting"):
            return None
        return Told.HELD if modality == "actual" else Told(modality)
    if not (row["format"] or row["host_id"] or _is_about_meeting(row)):
        return None
    if len({*row["actor_ids"], *row["recipient_ids"]}) < 2:
        return None
    if kind == "REJECT" and modality in {"actual", "planned"}:
        return Told.CANCELLED if _is_one_of(trigger, "cancelling") else Told.REFUSED
    if kind == "AGREE" and modality in {"actual", "planned", "possible"}:
        return Told.PLANNED if _is_one_of(trigger, "planning") and modality != "possible" else Told.POSSIBLE
    return None


def _is_about_meeting(row: Row) -> bool:
    """Whether a meeting is the object of an act: "agreed to hold talks", not "agreed on a truce after talks"."""
    after = row["text"][max(0, row["trigger_start"] - row["start"]) :]
    return _meeting_soon().match(after) is not None


def _when(row: Row) -> tuple[date, date] | None:
    """The interval that the text gives; an open side ends with the publication, or is as good as a day."""
    start, end, on = row["date_start"], row["date_end"], row["published"]
    if row["date_basis"] == "document" or (start is None and end is None):
        return None
    if start is None:
        start = min(on, end) if on else end
    if end is None:
        end = max(on, start) if on else start
    return start, end


def _as_called_off(telling: Telling, others: list[Telling]) -> Telling:
    """A meeting that the very words around it call off or refuse: "cancelled a meeting with …" tells no meeting held."""
    if telling.told not in {Told.HELD, Told.PLANNED}:
        return telling
    for other in others:
        if other.told in {Told.CANCELLED, Told.REFUSED} and other.start <= telling.at[0] and telling.at[1] <= other.end:
            return replace(telling, told=Told.CANCELLED if other.told is Told.CANCELLED else Told.POSSIBLE)
    return telling


def _is_one_of(trigger: str, words: str) -> bool:
    """Whether a trigger holds one of a list's words or phrases, in any form."""
    found = trigger.casefold().split()
    pairs = [f"{one} {other}" for one, other in pairwise(found)]
    return not _forms(words).isdisjoint([*found, *pairs])


@cache
def _forms(words: str) -> frozenset[str]:
    found: set[str] = set()
    for word in word_lists("gatherings.yaml")[words]:
        verb, _, rest = word.partition("_")
        forms = {verb} | verb_forms(verb) | noun_forms(verb)
        found |= {f"{form} {rest}".strip() for form in forms}
    return frozenset(found)


@cache
def _nouns() -> str:
    nouns = word_lists("gatherings.yaml")["nouns"]
    return "|".join(sorted(form for noun in nouns for form in {noun} | noun_forms(noun)))


@cache
def _generic() -> frozenset[str]:
    lists = word_lists("gatherings.yaml")
    words = lists["nouns"] | lists["shapes"] | lists["sizes"]
    return frozenset(f for w in words for f in {w} | noun_forms(w)) | {"the", "and", "for", "peace"}


@cache
def _definite() -> re.Pattern[str]:
    return re.compile(rf"\b(?:the|this|that|these) (?:{_nouns()})\b", re.IGNORECASE)


@cache
def _meeting_soon() -> re.Pattern[str]:
    gap = rf"\S+(?:\s+{_NO_NOUN_AFTER}\S+){{0,6}}?\s+"
    return re.compile(rf"{gap}(?:{_nouns()}|meet|negotiate|talk|confer)\b", re.IGNORECASE)
