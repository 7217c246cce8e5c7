"""What the brief stands on: how much was read, where it is thin, and which single source carries which finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from detente.analysis.coverage import Coverage, PartyCoverage
from detente.analysis.coverage import coverage as cover
from detente.analysis.pillars import Pillars
from detente.brief.cites import Cites
from detente.brief.matter import Matter
from detente.brief.parts.verdict import Line
from detente.brief.parts.wording import sentence_case, written
from detente.brief.words import count, day

CARRIED_SHOWN: Final = 6
RUNS_SHOWN: Final = 5
_PARTS: Final = re.compile(r"[+\s]")


@dataclass(frozen=True, slots=True)
class PartyLine:
    """How a party is covered, in independent stories."""

    name: str
    told: int
    heard: int
    outlets: int
    thin: str


@dataclass(frozen=True, slots=True)
class Ground:
    """`lines` say what was read; `caveats` what the reader must know; `carried` which single source would turn a finding."""

    lines: tuple[str, ...]
    parties: tuple[PartyLine, ...]
    caveats: tuple[Line, ...]
    carried: tuple[Line, ...]


def ground(matter: Matter, cites: Cites) -> Ground:
    """To be made after the other parts, so that caveats can point to what they show."""
    found = cover(matter.book)
    caveats = matter.answer.caveats if matter.answer else ()
    return Ground(
        tuple(_lines(matter, found)),
        tuple(_parties(matter, found.parties)),
        tuple(Line(written(c.text), cites.refs(c.records)) for c in caveats),
        tuple(_carried(matter, found.pillars, cites)),
    )


def _lines(matter: Matter, found: Coverage) -> Iterator[str]:
    outlets = sum(o.outlet is not None for o in found.outlets)
    yield (
        f"{count(found.documents, 'document')}, {count(found.stories, 'independent story', 'independent stories')},"
        f" {count(outlets, 'outlet')}; as of {day(matter.as_of)}."
    )
    if found.undated:
        yield f"{count(len(found.undated), 'document')} without a date ({found.share_undated:.0%})."
    if matter.book.undated:
        yield f"{count(matter.book.undated, 'document')} without a date left out, because the brief is as of a day."
    if found.main_outlet is not None:
        yield f"{found.main_outlet.outlet} alone tells {found.main_outlet.stories} of {found.stories} stories."
    runs = list(_runs(found))
    if runs:
        named = ", ".join(runs[:RUNS_SHOWN]) + (f" and {len(runs) - RUNS_SHOWN} more spans" if len(runs) > RUNS_SHOWN else "")
        yield f"Thin months, of {len(found.months)}: {len(found.thin_months)} ({named})."


def _runs(found: Coverage) -> Iterable[str]:
    """Thin months in a row as one span."""
    run: list[date] = []
    for month in (*found.months, None):
        if month is not None and month.thin:
            run.append(month.month)
        elif run:
            first, last = day(run[0], "month"), day(run[-1], "month")
            yield first if len(run) == 1 else f"{first} to {last}"
            run = []


def _parties(matter: Matter, found: Iterable[PartyCoverage]) -> Iterator[PartyLine]:
    held = {p.bloc: p for p in found}
    for party in matter.parties:
        p = held.get(party.actor_id)
        if p is not None:
            yield PartyLine(p.name, p.told, p.heard, p.outlets, p.thin or "")


def _carried(matter: Matter, found: Pillars, cites: Cites) -> Iterator[Line]:
    """Findings about the parties that would be others without one source; each finding once with all such sources."""
    own = {p.actor_id for p in matter.parties}
    turned: dict[tuple[str, str, str, str], list[str]] = {}
    records: dict[tuple[str, str, str, str], tuple[object, ...]] = {}
    for pillar in found.pillars:
        for held in pillar.changed:
            if own and len(own & set(_PARTS.split(held.finding.key))) >= min(2, len(own)):
                key = (held.finding.kind, held.finding.label, held.finding.verdict, held.without or "")
                turned.setdefault(key, []).append(f"{'the story ' if pillar.kind == 'story' else ''}“{pillar.name}”")
                records[key] = held.finding.evidence
    for key, sources in list(turned.items())[:CARRIED_SHOWN]:
        kind, label, verdict, other = key
        text = f"{sentence_case(label)} ({kind}): {verdict}; {other} without {' or '.join(sources)}."
        yield Line(written(text), cites.refs(records[key]))  # type: ignore[arg-type]
