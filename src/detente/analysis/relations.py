"""How two parties get on, period by period: deeds by quad class, cooperation and conflict, and where that changed.

    relations(book, book.party("Russia"), book.party("Taliban"), "quarter") -> Relation

Only deeds told as facts are scored. What is alleged is scored apart; what is planned is listed apart, with the type it counts
as by PLOVER's manual; what is possible or denied, and what a text looks back on, is only counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from detente.analysis.book import Book, Party
from detente.analysis.changes import Change, changes
from detente.analysis.deeds import Deed, deeds_between, done
from detente.analysis.periods import Period, Span
from detente.analysis.scores import Count, Score, counts
from detente.errors import BadInput
from detente.records import Modality


@dataclass(frozen=True, slots=True)
class RelationPeriod:
    """What was done in a period. `alleged` scores the allegations as if they were true; they are in no other figure."""

    period: Period
    counts: Mapping[str, Count]
    score: Score
    alleged: Score
    deeds: tuple[Deed, ...]
    alleged_deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """The relation of two parties. `total`, `by_one` and `by_other` also hold the deeds without a day, `undated`.

    `by_one` is what `one` does to `other`, with what both do; `periods` are those with a deed or an allegation.
    `left_out` counts, by reason, what is in no score; `notes` says in words what is thin.
    """

    one: Party
    other: Party
    span: Span
    periods: tuple[RelationPeriod, ...]
    total: Score
    by_one: Score
    by_other: Score
    alleged: tuple[Deed, ...]
    planned: tuple[Deed, ...]
    undated: tuple[Deed, ...]
    left_out: Mapping[str, int]
    changes: tuple[Change, ...]
    notes: tuple[str, ...]


def relations(
    book: Book, one: Party, other: Party, period: str = "month", since: date | None = None, last: date | None = None
) -> Relation:
    """The relation of two parties, of deeds from `since` to `last`; with either, those without a day are left out.

    Raises BadInput for an unknown period, and where one party acts for the other.
    """
    span = _span(period)
    if one.ids & other.ids:
        raise BadInput(f"{one.name} and {other.name} act for one another; name two sides")
    every = deeds_between(book, one, other)
    told = [d for d in every if _is_within(d, since, last)]
    alleged = tuple(d for d in told if d.modality == Modality.ALLEGED and not d.historical)
    facts = tuple(done(told))
    found = changes(book, facts, since, last)
    return Relation(
        one,
        other,
        span,
        _series(facts, alleged, span),
        Score.of(facts),
        Score.of(d for d in facts if d.doer in {None, one.actor_id}),
        Score.of(d for d in facts if d.doer in {None, other.actor_id}),
        alleged,
        tuple(d for d in told if d.modality == Modality.PLANNED and not d.historical),
        tuple(d for d in facts if d.first_on is None),
        _left_out(told, sum(d.first_on is None for d in every) if since or last else 0),
        found.changes,
        (*_thinness(facts), *found.notes),
    )


def _span(period: str) -> Span:
    try:
        return Span(period)
    except ValueError:
        raise BadInput(f"no period '{period}'; use {', '.join(Span)}") from None


def _is_within(deed: Deed, since: date | None, last: date | None) -> bool:
    if deed.first_on is None or deed.last_on is None:
        return since is None and last is None
    return (since is None or deed.last_on >= since) and (last is None or deed.first_on <= last)


def _series(facts: Iterable[Deed], alleged: Iterable[Deed], span: Span) -> tuple[RelationPeriod, ...]:
    by_period: dict[Period, tuple[list[Deed], list[Deed]]] = defaultdict(lambda: ([], []))
    for column, held in enumerate((facts, alleged)):
        for deed in held:
            if deed.first_on is not None:
                by_period[Period.of(deed.first_on, span)][column].append(deed)
    return tuple(
        RelationPeriod(period, counts(facts), Score.of(facts), Score.of(alleged), tuple(facts), tuple(alleged))
        for period, (facts, alleged) in sorted(by_period.items())
    )


def _left_out(told: Iterable[Deed], undated: int) -> dict[str, int]:
    """Deeds that are in no score, by why: their modality, a look back, or no day where days are asked for."""
    found = Counter("historical" if d.historical else d.modality for d in told)
    del found[str(Modality.ACTUAL)]
    return dict(sorted((found + Counter(undated=undated)).items()))


def _thinness(facts: tuple[Deed, ...]) -> tuple[str, ...]:
    """Words on what the score stands on where that is little."""
    stories = {s for d in facts for s in d.story_ids}
    notes = []
    if not facts:
        notes.append("No deed between the two is told as a fact.")
    elif len(stories) == 1:
        notes.append("A single story tells all of it.")
    undated = sum(d.first_on is None for d in facts)
    if undated:
        notes.append(f"{undated} of {len(facts)} deeds have no day: they are in the totals and in no period.")
    return tuple(notes)
