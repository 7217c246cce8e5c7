"""How well conditions are found: kinds, spans, who would act on either side and due dates, on hand-written tables.

A condition of ours is right when its kind is and it shares words with the marked one. Spans are compared by the words
that both have, out of those that either has; actors by their countries, or by their ids where they have none. The tables
lie in the checkout (`tests/reading/tables`), not in the package. The readers were made on `conditions`; `conditions_held` was
looked at once, at the end; `conditions_fresh` was written after that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import fmean

from detente.benchmarks.options import Options, table_folder
from detente.benchmarks.scoring import Score
from detente.engines import Setup
from detente.reading.reader import Reader
from detente.records import Block, BlockRole, Condition, Document, Reading

PUBLISHED = date(2020, 3, 2)
"""The date from which the tables' deadlines are reckoned."""
_MARKS = re.compile(r"[\[\]{}<>]")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A condition as it is marked in a table: the spans of its sides, and the countries of those who would act there."""

    kind: str
    antecedent: Span
    consequent: Span | None
    before: frozenset[str]
    after: frozenset[str]
    due: date | None


@dataclass(slots=True)
class Scores:
    """What is counted over a table."""

    found: Score = field(default_factory=Score)
    actors: Score = field(default_factory=Score)
    due: Score = field(default_factory=Score)
    overlaps: list[float] = field(default_factory=list)
    kinds: dict[str, Score] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def run(options: Options) -> Iterator[str]:
    """F1 by kind, overlap of spans, F1 of actors and of due dates for each table. Errors: BadInput where they are missing."""
    reader = Setup().reader()
    for path in sorted(table_folder().glob("conditions*.tsv")):
        rows = list(options.first(read_table(path)))
        scores = judged(rows, read_sentences(reader, [text for text, _ in rows]))
        yield f"table {path.stem}: {len(rows)} sentences, {scores.found.gold:.0f} conditions"
        yield f"  kind     {scores.found}"
        for kind, score in sorted(scores.kinds.items()):
            yield f"    {kind:11} {score}  of {score.gold}"
        yield f"  spans    {fmean(scores.overlaps or [0.0]):.3f} of their words shared"
        yield f"  actors   {scores.actors}"
        yield f"  due on   {scores.due}"
        yield from scores.wrong[: options.errors]


def read_sentences(reader: Reader, texts: Iterable[str]) -> Iterator[Reading]:
    """The Reading of each sentence, as a document of its own published on PUBLISHED."""
    documents = (
        Document(f"s{i}", "benchmark", text, "", (Block(0, len(text), BlockRole.BODY),), published=PUBLISHED)
        for i, text in enumerate(texts)
    )
    for _, reading in reader.read(documents):
        yield reading


def judged(rows: Sequence[tuple[str, tuple[Told, ...]]], readings: Iterable[Reading]) -> Scores:
    """What is right of the conditions that were read."""
    scores = Scores()
    for (text, marked), reading in zip(rows, readings, strict=True):
        countries = {a.actor_id: a.country or a.actor_id for a in reading.actors}
        left = list(reading.conditions)
        for told in marked:
            ours = next((c for c in left if c.kind == told.kind and _overlap(told.antecedent, _antecedent(c), text) > 0), None)
            if ours is not None:
                left.remove(ours)
            _count(told, ours, countries, scores, text)
        for extra in left:
            scores.found.add(0, 1, 0)
            scores.kinds.setdefault(extra.kind, Score()).add(0, 1, 0)
            scores.wrong.append(f"{text}\n  not told: {shown(extra)}")
    return scores


def _count(told: Told, ours: Condition | None, countries: dict[str, str], scores: Scores, text: str) -> None:
    kind = scores.kinds.setdefault(told.kind, Score())
    for score in (scores.found, kind):
        score.add(ours is not None, ours is not None, 1)
    if ours is None:
        scores.actors.add(0, 0, len(told.before) + len(told.after))
        scores.due.add(0, 0, told.due is not None)
        scores.wrong.append(f"{text}\n  missing: {told.kind}")
        return
    spans = [_overlap(told.antecedent, _antecedent(ours), text)]
    if told.consequent is not None or ours.consequent_start is not None:
        spans.append(_overlap(told.consequent or (0, 0), _consequent(ours), text))
    scores.overlaps += spans
    who = [frozenset(countries.get(i, i) for i in ids) for ids in (ours.antecedent_actor_ids, ours.consequent_actor_ids)]
    for gold, got in zip((told.before, told.after), who, strict=True):
        scores.actors.add(len(gold & got), len(got), len(gold))
    right = told.due is not None and ours.due_on == told.due
    scores.due.add(right, ours.due_on is not None, told.due is not None)
    if min(spans) < 0.75 or who != [told.before, told.after] or ours.due_on != told.due:
        shares = ", ".join(f"{s:.2f}" for s in spans)
        sides = f"told {sorted(told.before)} {sorted(told.after)}, ours {sorted(who[0])} {sorted(who[1])}"
        scores.wrong.append(f"{text}\n  {shown(ours)}\n  shared {shares}; {sides}; due {told.due}, ours {ours.due_on}")


def shown(condition: Condition) -> str:
    """A condition on one line."""
    return f"{condition.kind} [{condition.marker}] {{{condition.antecedent}}} <{condition.consequent or ''}>"


def _antecedent(condition: Condition) -> Span:
    return condition.antecedent_start, condition.antecedent_end


def _consequent(condition: Condition) -> Span:
    return condition.consequent_start or 0, condition.consequent_end or 0


def _overlap(first: Span, second: Span, text: str) -> float:
    """The share of words that two spans have in common, of those that either has."""
    one, two = ({m.start() for m in re.finditer(r"\w+", text) if a <= m.start() < b} for a, b in (first, second))
    return len(one & two) / len(one | two) if one | two else 0.0


def read_table(path: Path) -> Iterator[tuple[str, tuple[Told, ...]]]:
    """Each sentence of a table with the conditions marked in it, none for a trap."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            marked, kind, *rest = line.split("\t")
            yield _MARKS.sub("", marked), () if kind == "-" else (_told(marked, kind, *rest),)


def _told(marked: str, kind: str, before: str, after: str, due: str) -> Told:
    antecedent = _marked(marked, "{", "}")
    if antecedent is None:
        raise ValueError(f"no antecedent in {marked!r}")
    day = None if due == "-" else date.fromisoformat(due)
    return Told(kind, antecedent, _marked(marked, "<", ">"), _codes(before), _codes(after), day)


def _marked(marked: str, opening: str, closing: str) -> Span | None:
    """Where a side stands in the sentence without its marks: from its first opening to its last closing."""
    start, end = marked.find(opening), marked.rfind(closing)
    if start < 0:
        return None
    return len(_MARKS.sub("", marked[:start])), len(_MARKS.sub("", marked[:end]))


def _codes(cell: str) -> frozenset[str]:
    return frozenset() if cell == "-" else frozenset(cell.split(","))
