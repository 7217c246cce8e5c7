"""When and where acts took place: the share of right dates, bases and places on hand-written tables.

A word is named in each sentence; the date and place of the act that it tells are judged, whether an event is coded there or
not. The tables lie in the checkout (`tests/reading/tables`), not in the package.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from detente.benchmarks.modality import place
from detente.benchmarks.options import Options, table_folder
from detente.errors import BadInput
from detente.language.pipeline import load_pipeline
from detente.reading.modality import judge
from detente.reading.when import date_event, is_historical
from detente.reading.where import locate


@dataclass(slots=True)
class Shares:
    """How many answers were right by question, and the rows that were not."""

    names: tuple[str, ...]
    rows: int = 0
    right: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def add(self, about: str, gold: tuple[object, ...], ours: tuple[object, ...]) -> None:
        self.rows += 1
        for name, expected, answer in zip(self.names, gold, ours, strict=True):
            self.right[name] = self.right.get(name, 0) + (expected == answer)
        if gold != ours:
            self.wrong.append(f"{about}\n  gold {shown(gold)}, ours {shown(ours)}")

    def share(self, name: str) -> float:
        return self.right.get(name, 0) / max(self.rows, 1)


def run(options: Options) -> Iterator[str]:
    """The shares of each table. Errors: BadInput where the tables are missing."""
    tables = table_folder()
    nlp = load_pipeline()
    for path in sorted(tables.glob("when*.tsv")):
        yield from report(path.stem, dated(nlp, options.first(rows_of(path, 7))), options.errors)
    for path in sorted(tables.glob("where*.tsv")):
        yield from report(path.stem, placed(nlp, options.first(rows_of(path, 4))), options.errors)


def report(name: str, found: Shares, errors: int) -> Iterator[str]:
    """The shares of one table, then some of the rows that are not right."""
    shares = ", ".join(f"{question} {found.share(question):.3f}" for question in found.names)
    yield f"table {name}: {found.rows} acts, right {shares}"
    yield from found.wrong[:: max(1, len(found.wrong) // max(errors, 1))][:errors]


def rows_of(path: Path, columns: int) -> Iterator[list[str]]:
    """The rows of a table. Errors: BadInput for one with another number of columns."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            row = line.split("\t")
            if len(row) != columns:
                raise BadInput(f"{path}: {columns} columns are needed in {line!r}")
            yield row


def dated(nlp: Language, rows: Iterable[list[str]]) -> Shares:
    """Rows of sentence, publication, word, first day, last day, basis, "historical" or "-"."""
    found = Shares(("date", "basis", "historical"))
    held = list(rows)
    for row, doc in zip(held, nlp.pipe(row[0] for row in held), strict=True):
        text, day, word, start, end, basis, looks_back = row
        published, trigger = date.fromisoformat(day), trigger_of(doc, text, word)
        modality = judge(trigger).modality
        ours = date_event(trigger, published, modality)
        gold = (_day(start), _day(end)), basis, looks_back == "historical"
        answer = (ours.start, ours.end), ours.basis, is_historical(ours, published, modality)
        found.add(f"{text} [{word}] {day} {modality.value}", gold, answer)
    return found


def placed(nlp: Language, rows: Iterable[list[str]]) -> Shares:
    """Rows of sentence, word, place, country. The place counts as right where its country is, too."""
    found = Shares(("place", "country"))
    held = list(rows)
    for row, doc in zip(held, nlp.pipe(row[0] for row in held), strict=True):
        text, word, *told = row
        name, country = (None if column == "-" else column for column in told)
        ours = locate(trigger_of(doc, text, word))
        found.add(f"{text} [{word}]", ((name, country), country), (ours, ours[1]))
    return found


def trigger_of(doc: Doc, text: str, word: str) -> Token:
    """The token of a word of the sentence."""
    start, end = place(text, word)
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else doc[0]


def shown(values: tuple[object, ...]) -> str:
    return " ".join(" ".join(map(str, v)) if isinstance(v, tuple) else str(v) for v in values)


def _day(column: str) -> date | None:
    return None if column == "-" else date.fromisoformat(column)
