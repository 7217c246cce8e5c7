"""The rows that a query found: shown in a terminal or a notebook, or turned into whatever the next tool takes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from detente.errors import DetenteError, MissingExtra
from detente.ledger.quotes import Quote
from detente.ledger.tables import JSON_COLUMNS, SHOWN

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow
    from rich.table import Table as RichTable

MOST_SHOWN: Final = 20
LONGEST_CELL: Final = 160

Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns. `quotes` finds the sentences of spans, for display in a notebook."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    quotes: Callable[[Sequence[Span]], list[Quote]] | None = field(default=None, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        from rich.console import Console

        page = io.StringIO()
        console = Console(file=page, width=140, color_system=None)
        console.print(self.to_rich())
        return page.getvalue().rstrip("\n")

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns worth showing first; all of them where the table is not known."""
        first = tuple(name for name in SHOWN.get(self.name, ()) if name in self.columns)
        return first or self.columns

    def column(self, name: str) -> list[Any]:
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    def to_rich(self, most: int | None = MOST_SHOWN) -> RichTable:
        """A table for the terminal, of at most `most` rows; its caption says how many there are."""
        from rich import box
        from rich.table import Table as RichTable
        from rich.text import Text

        table = RichTable(box=box.SIMPLE_HEAD, caption=self._caption(most), caption_justify="left")
        for name in self.shown:
            table.add_column(name, overflow="fold")
        for row in self.rows[:most]:
            cells = dict(zip(self.columns, row, strict=True))
            table.add_row(*(Text(_shortened(_cell(_told(name, cells[name])))) for name in self.shown))
        return table

    def to_dicts(self) -> list[dict[str, Any]]:
        return list(self)

    def to_json(self) -> str:
        """One array of objects; dates as ISO 8601."""
        return json.dumps([_plain(row) for row in self], ensure_ascii=False, indent=1)

    def to_jsonl(self) -> str:
        """One object a line."""
        return "".join(json.dumps(_plain(row), ensure_ascii=False) + "\n" for row in self)

    def to_csv(self) -> str:
        """With a header; lists as JSON."""
        page = io.StringIO()
        writer = csv.writer(page, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([_flat(value) for value in row] for row in self.rows)
        return page.getvalue()

    def write(self, path: Path, format: str) -> None:
        """The table as a file: json, jsonl, csv or parquet. Raises OSError; MissingExtra for parquet without PyArrow."""
        if format == "parquet":
            arrow = self.to_arrow()
            from pyarrow import parquet

            parquet.write_table(arrow, path)
        else:
            text = {"json": self.to_json, "jsonl": self.to_jsonl, "csv": self.to_csv}[format]()
            path.write_text(text, encoding="utf-8")

    def to_pandas(self) -> pandas.DataFrame:
        """Dates become datetime64. Raises MissingExtra without pandas."""
        try:
            import pandas
        except ImportError as error:
            raise MissingExtra("pandas") from error
        frame = pandas.DataFrame.from_records(list(self.rows), columns=list(self.columns))
        for name in self.columns:
            if any(isinstance(value, date) for value in self.column(name)):
                frame[name] = pandas.to_datetime(frame[name])
        return frame

    def to_polars(self) -> polars.DataFrame:
        """Raises MissingExtra without Polars."""
        try:
            import polars
        except ImportError as error:
            raise MissingExtra("polars") from error
        return polars.DataFrame({name: self.column(name) for name in self.columns}, strict=False, infer_schema_length=None)

    def to_arrow(self) -> pyarrow.Table:
        """Raises MissingExtra without PyArrow."""
        try:
            import pyarrow
        except ImportError as error:
            raise MissingExtra("pyarrow") from error
        return pyarrow.table({name: self.column(name) for name in self.columns})

    def _repr_html_(self) -> str:
        quotes = self._quotes(self.rows[:MOST_SHOWN])
        head = "".join(f"<th>{escape(name)}</th>" for name in self.shown) + ("<th>sentence</th>" if quotes else "")
        body = []
        for number, row in enumerate(self.rows[:MOST_SHOWN]):
            cells = dict(zip(self.columns, row, strict=True))
            line = "".join(f"<td>{escape(_shortened(_cell(_told(name, cells[name]))))}</td>" for name in self.shown)
            body.append(f"<tr>{line}{_sentence(quotes[number]) if quotes else ''}</tr>")
        return (
            f"<table><caption>{escape(self._caption(MOST_SHOWN))}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{''.join(body)}</tbody></table>"
        )

    def _caption(self, most: int | None) -> str:
        more = len(self.rows) - most if most is not None else 0
        count = f"{len(self.rows):,} {self.name}"
        return f"{count}, {more:,} more not shown" if more > 0 else count

    def _quotes(self, rows: Sequence[tuple[Any, ...]]) -> list[Quote | None]:
        """The sentences of the rows that quote a document. A ledger that can't be read now shows rows without them."""
        if self.quotes is None or not {"document_id", "start", "end"} <= set(self.columns):
            return []
        places = [self.columns.index(name) for name in ("document_id", "start", "end")]
        spans = [tuple(row[place] for place in places) for row in rows]
        try:
            found = iter(self.quotes([(d, s, e) for d, s, e in spans if d is not None and s is not None]))
        except DetenteError:
            return []
        return [next(found) if d is not None and s is not None else None for d, s, _ in spans]


def _sentence(quote: Quote | None) -> str:
    if quote is None:
        return "<td></td>"
    before, marked, after = (escape(part) for part in quote.parts)
    return f'<td style="text-align:left">{before}<mark>{marked}</mark>{after}</td>'


def _opened(name: str, value: Any) -> Any:
    """The object of a column that holds such, of others the value."""
    return json.loads(value) if name in JSON_COLUMNS and isinstance(value, str) else value


def _told(name: str, value: Any) -> Any:
    """What a decision was about in a few words: an actor, with the mentions that mean it, or an earlier decision."""
    found = _opened(name, value)
    if not isinstance(found, dict):
        return value
    if "decision_id" in found:
        return f"{found.get('kind', 'decision')} {found['decision_id']}"
    where = "; ".join(f"{key} {_cell(given)}" for key, given in found.get("where", {}).items())
    if "name" in found:
        return f"{found['name']} ({found.get('actor_id')})" + (f" where {where}" if where else "")
    return ", ".join(f"{key}: {_cell(given)}" for key, given in found.items())


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, (list, tuple)):
        return ", ".join(_cell(v) for v in value)
    if isinstance(value, float):
        return f"{value:,.10g}"
    return str(value)


def _shortened(text: str) -> str:
    """One line without control characters, which a document could steer a terminal with."""
    text = "".join(c if c.isprintable() else " " for c in " ".join(text.split()))
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def _flat(value: Any) -> Any:
    return json.dumps(_simple(value), ensure_ascii=False) if isinstance(value, (list, tuple, dict)) else _simple(value)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _simple(_opened(name, value)) for name, value in row.items()}


def _simple(value: Any) -> Any:
    """The value as JSON knows it."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_simple(v) for v in value]
    if isinstance(value, bytes):
        return value.hex()
    return value
