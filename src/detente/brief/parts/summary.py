"""In short: what a reader must know who reads nothing else, each line with links to what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from detente.analysis.same_page import Verdict as OnIssue
from detente.brief.cites import Cites
from detente.brief.matter import Matter
from detente.brief.parts.claims import Chains
from detente.brief.parts.conditions import Conditions
from detente.brief.parts.counts import Counts
from detente.brief.parts.page import SamePage
from detente.brief.parts.tables import Tables
from detente.brief.parts.ties import PairPart
from detente.brief.parts.verdict import Line, said
from detente.brief.words import count, series
from detente.outlook.gatherings import LAST


def summary(matter: Matter, cites: Cites, parts: Mapping[str, Any]) -> tuple[Line, ...]:
    """The answer's own sentences where a question was asked, then what the answer does not tell."""
    answered = said(matter.answer, cites) if matter.answer else ()
    if matter.answer and not (matter.answer.for_ or matter.answer.against):
        return answered
    lines = [*answered]
    if matter.answer is None:
        lines += [*_pairs(parts["pairs"]), *_issues(matter, parts["page"]), *_hangs(parts["conditions"]), *_met(parts["tables"])]
    lines += [*_changes(parts["pairs"]), *_claims(parts["claims"]), *_numbers(parts["counts"])]
    return tuple(lines)


def _pairs(pairs: tuple[PairPart, ...]) -> Iterator[Line]:
    for pair in pairs:
        yield Line(f"{pair.title}: {pair.head}", tuple(d.cited.ref for d in pair.deeds[-3:]))


def _issues(matter: Matter, page: SamePage) -> Iterator[Line]:
    words = {OnIssue.AGREE: "They agree on", OnIssue.DIFFER: "They differ on", OnIssue.MIXED: "They are partly at one on"}
    if len(matter.parties) < 2:
        for row in page.rows[:3]:
            stand = row.stands[0]
            yield Line(f"{row.question} {stand.party}: {stand.words}.", (stand.cited.ref,) if stand.cited else ())
        return
    for verdict, opening in words.items():
        rows = [r for r in page.rows if r.verdict == verdict]
        if rows:
            refs = tuple(s.cited.ref for r in rows for s in r.stands if s.cited)[:6]
            yield Line(f"{opening}: {'; '.join(f'“{r.question}”' for r in rows)}.", refs)


def _hangs(conditions: Conditions) -> Iterator[Line]:
    between = [c for c in conditions.open if c.between]
    if between:
        first = f"; named as first to move: {conditions.movers}" if conditions.movers else ""
        yield Line(f"{count(len(between), 'open condition')} between them{first}.", tuple(c.cited.ref for c in between[:4]))


def _met(tables: Tables) -> Iterator[Line]:
    for gathering in tables.gatherings:
        if gathering.label != LAST.capitalize():
            yield Line(f"{gathering.label}: {gathering.when}, {gathering.place or 'place not named'}.", (gathering.cited.ref,))
    last = next((g for g in tables.gatherings if g.label == LAST.capitalize()), None)
    if last is not None:
        place = f"{last.place}, " if last.place else ""
        yield Line(f"Last meeting: {place}{last.when} ({last.who}).", (last.cited.ref,))


def _changes(pairs: tuple[PairPart, ...]) -> Iterator[Line]:
    for pair in pairs:
        for change in pair.changes[-1:]:
            yield Line(
                f"{pair.title}: {change.text[:1].lower()}{change.text[1:]}.",
                tuple(c.ref for c in (*change.before, *change.after)),
            )


def _claims(chains: Chains) -> Iterator[Line]:
    """What one side denies that another says, or admits what it denied."""
    told = [(chain, text, refs) for chain in chains.chains for text, refs in chain.contradictions[:1]]
    if told:
        lines = [f"{chain.matter} ({text})" for chain, text, _ in told[:3]]
        yield Line(f"Disputed: {series(lines)}.", tuple(r for _, _, refs in told[:3] for r in refs))


def _numbers(counts: Counts) -> Iterator[Line]:
    for found in counts.series[:1]:
        if found.line:
            yield Line(f"{found.title}: {found.line}.", tuple(v.cited.ref for v in found.values[-2:]))
