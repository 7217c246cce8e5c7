"""The commands that show one table of the ledger each."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.errors import BadInput

if TYPE_CHECKING:
    from detente.analysis.book import Book
    from detente.ledger.table import Table


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


TABLES = {
    "documents": "What was read, from whom and when.",
    "actors": "Who is mentioned.",
    "roles": "Offices and descriptions of actors, with their dates or their sentence.",
    "mentions": "Every stretch of text that means an actor.",
    "statements": "Who says, thinks or wants what.",
    "events": "Who did what to whom, and whether it happened.",
    "meetings": "Who sat at which table, told by how many texts.",
    "conditions": "What hangs on what.",
    "quantities": "Numbers of things.",
    "blocks": "What each stretch of a page is.",
    "skips": "What was not read, and why.",
    "decisions": "What reviewers decided, and who took it back.",
}
"""The tables that have a command, with its help."""

LedgerOption = Annotated[Path, typer.Option("--ledger", envvar="DETENTE_LEDGER", help="The ledger file.", metavar="FILE")]
DEFAULT_LEDGER = Path("ledger.duckdb")
SinceOption = Annotated[str | None, typer.Option("--since", help="2016, 2016-03 or 2016-03-02.", metavar="DATE")]
PublishedOption = Annotated[
    str | None, typer.Option("--until", help="Only what was published by this day, written as for --since.", metavar="DATE")
]
"""For the commands that ask the book, which is as of a day; a table's `--until` is about its rows' own dates."""
OutOption = Annotated[Path | None, typer.Option("--out", help="Write to this file.", metavar="FILE")]
IssuesOption = Annotated[
    list[Path] | None,
    typer.Option("--issues", help="Your own issues (YAML), besides the built-in ones; repeatable.", metavar="FILE"),
]
PIPED_WIDTH = 160
"""Characters of a table that goes to a file or another program."""


def open_book(ledger: Path, until: str | None = None) -> Book:
    """The book of a ledger, as of a day. Raises what the ledger raises; BadInput where the day is none."""
    from detente.ledger.ledger import Ledger

    return Ledger.open(ledger).book(until)


def as_json(format: Format) -> bool:
    """Whether JSON is asked for, of a command that shows a table or JSON. Errors: BadInput for another format."""
    if format not in {Format.TABLE, Format.JSON}:
        raise BadInput(f"this is shown as table or json, not {format.value}")
    return format is Format.JSON


def write_json(value: Any, out: Path | None) -> None:
    """A value as JSON, as `write_text` writes."""
    write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", out)


def write_text(text: str, out: Path | None) -> None:
    """Text to the terminal, or to a file. Errors: BadInput when the file can't be written."""
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{out} can't be written ({error.strerror or error}); name another file with --out") from error


def write_table(table: Table, format: Format, out: Path | None) -> None:
    """Show a table, or write it to a file. Errors: BadInput when the file can't be written."""
    if format is Format.PARQUET and out is None:
        raise BadInput("parquet is not for the terminal; name a file with --out FILE")
    if out is not None:
        try:
            table.write(out, "csv" if format is Format.TABLE else format.value)
        except OSError as error:
            raise BadInput(f"{out} can't be written ({error.strerror or error}); name another file with --out") from error
    elif format is Format.TABLE:
        from rich.console import Console

        console = Console()
        if not console.is_terminal:
            console = Console(width=PIPED_WIDTH)
        console.print(table.to_rich(most=None))
    else:
        sys.stdout.write({"json": table.to_json, "jsonl": table.to_jsonl, "csv": table.to_csv}[format.value]())


def add_table_commands(app: typer.Typer) -> None:
    """One command for each of TABLES but the actors, which `actor_commands` adds: they have commands of their own."""
    for name, text in TABLES.items():
        if name != "actors":
            app.command(name, help=text)(table_command(name))


def table_command(name: str) -> Callable[..., None]:
    """The function of a command that shows a table. Before a command of its own it only refuses filters."""

    def show(  # noqa: PLR0913, PLR0917 (the filters that all tables share)
        context: typer.Context,
        ledger: LedgerOption = DEFAULT_LEDGER,
        actor: Annotated[
            list[str] | None, typer.Option(help="An actor's id, name or country code; of several, all of them.")
        ] = None,
        type: Annotated[str | None, typer.Option(help="Event type, act, kind, role or status, whichever the table has.")] = None,
        modality: Annotated[str | None, typer.Option(help="actual, planned, possible, alleged or denied (events).")] = None,
        confidence: Annotated[float | None, typer.Option(help="The least confidence, 0 to 1 (events).", min=0, max=1)] = None,
        since: Annotated[str | None, typer.Option(help="2016, 2016-03 or 2016-03-02.", metavar="DATE")] = None,
        until: Annotated[str | None, typer.Option(help="The last day, as for --since.", metavar="DATE")] = None,
        source: Annotated[str | None, typer.Option(help="An outlet's name, or part of a source's name.")] = None,
        document: Annotated[str | None, typer.Option(help="A document's id.")] = None,
        limit: Annotated[int | None, typer.Option(help="At most so many rows.")] = None,
        format: Annotated[Format, typer.Option(help="How to show them.")] = Format.TABLE,
        out: Annotated[Path | None, typer.Option(help="Write to this file.", metavar="FILE")] = None,
    ) -> None:
        from detente.ledger.ledger import Ledger

        asked = {
            "actor": actor or None, "type": type, "modality": modality, "confidence": confidence, "since": since, "until": until,
            "source": source, "document": document, "limit": limit,
        }  # fmt: skip
        filters = {key: value for key, value in asked.items() if value is not None}
        if context.invoked_subcommand is not None:
            if filters or out is not None or format is not Format.TABLE:
                raise BadInput(f"filters and formats are for the table; {context.invoked_subcommand} takes its own options")
            return
        write_table(getattr(Ledger.open(ledger), name)(**filters), format, out)

    return show
