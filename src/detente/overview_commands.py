"""The commands that give an overview of a ledger: the seat matrix, the numbers, the coverage."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.errors import BadInput
from detente.tables import DEFAULT_LEDGER, PIPED_WIDTH, Format, LedgerOption

if TYPE_CHECKING:
    from rich.console import Console

    from detente.analysis.book import Book

ActorOption = Annotated[list[str] | None, typer.Option("--actor", help="An actor's id, name or country code; of several, all.")]
SinceOption = Annotated[str | None, typer.Option("--since", help="2016, 2016-03 or 2016-03-02.", metavar="DATE")]
UntilOption = Annotated[
    str | None, typer.Option("--until", help="Only what was published by this day, as for --since.", metavar="DATE")
]
FormatOption = Annotated[Format, typer.Option("--format", help="table or json.")]
OutOption = Annotated[Path | None, typer.Option("--out", help="Write to this file.", metavar="FILE")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="At most so many rows.")]


def add_overview_commands(app: typer.Typer) -> None:
    app.command("seats")(show_seats)
    app.command("numbers")(show_numbers)
    app.command("coverage")(show_coverage)


def show_seats(  # noqa: PLR0913, PLR0917 (the filters that commands share)
    ledger: LedgerOption = DEFAULT_LEDGER,
    actor: ActorOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    by_date: Annotated[bool, typer.Option("--by-date", help="In the order of their days, not the most told first.")] = False,
    limit: LimitOption = None,
    format: FormatOption = Format.TABLE,
    out: OutOption = None,
) -> None:
    """Who sat at which table, who hosted, and who stayed away."""
    from detente import overview_pages as pages
    from detente.analysis.seats import seats
    from detente.ledger.filters import first_day

    book = _book(ledger, until)
    matrix = seats(book).narrowed([book.party(a) for a in actor or ()], first_day(since, "since"))
    matrix = matrix.by_date() if by_date else matrix
    if format is not Format.TABLE:
        _write_json(pages.seats_json(book, matrix.first(limit)), format, out)
        return
    with _Page(out) as page:
        page.print(pages.seats_table(book, matrix, limit))
        if matrix.refusals:
            page.print(pages.refusals_table(book, matrix))


def show_numbers(  # noqa: PLR0913, PLR0917 (the filters that commands share)
    ledger: LedgerOption = DEFAULT_LEDGER,
    actor: ActorOption = None,
    item: Annotated[str | None, typer.Option("--item", help="Part of what is counted, such as troops.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    all: Annotated[bool, typer.Option("--all", help="Also what only one story tells, once.")] = False,
    limit: LimitOption = None,
    format: FormatOption = Format.TABLE,
    out: OutOption = None,
) -> None:
    """Each number over time, by source, and where sources differ."""
    from detente import overview_pages as pages
    from detente.analysis.numbers import narrowed, numbers
    from detente.ledger.filters import first_day

    book = _book(ledger, until)
    found = narrowed(numbers(book), [book.party(a) for a in actor or ()], item, first_day(since, "since"))
    shown = [s for s in found if all or len(s.points) > 1][:limit]
    if format is not Format.TABLE:
        _write_json(pages.numbers_json(book, shown), format, out)
        return
    with _Page(out) as page:
        page.print(pages.numbers_table(book, shown, len(found)))


def show_coverage(
    ledger: LedgerOption = DEFAULT_LEDGER,
    until: UntilOption = None,
    format: FormatOption = Format.TABLE,
    out: OutOption = None,
) -> None:
    """On whom and when the ledger is thin, and which single source carries a finding."""
    from detente import overview_pages as pages
    from detente.analysis.coverage import coverage

    found = coverage(_book(ledger, until))
    if format is not Format.TABLE:
        _write_json(pages.coverage_json(found), format, out)
        return
    with _Page(out) as page:
        for line in pages.coverage_lines(found):
            page.print(line, markup=False, highlight=False, soft_wrap=True)


def _book(path: Path, until: str | None) -> Book:
    from detente.ledger.ledger import Ledger

    return Ledger.open(path).book(until)


def _write_json(content: Any, format: Format, out: Path | None) -> None:
    if format is not Format.JSON:
        raise BadInput(f"this command writes table or json, not {format.value}")
    text = json.dumps(content, ensure_ascii=False, indent=1)
    if out is None:
        typer.echo(text)
        return
    try:
        out.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{out} can't be written ({error.strerror or error}); name another file with --out") from error


class _Page:
    """A console that writes to the terminal, or to a file when it is left. Raises BadInput when that can't be written."""

    def __init__(self, out: Path | None) -> None:
        self.out = out

    def __enter__(self) -> Console:
        from rich.console import Console

        self.console = Console(record=self.out is not None, quiet=False)
        if self.out is not None or not self.console.is_terminal:
            import io
            import sys

            file = io.StringIO() if self.out is not None else sys.stdout
            self.console = Console(width=PIPED_WIDTH, file=file, color_system=None)
        return self.console

    def __exit__(self, kind: object, *_: object) -> None:
        if self.out is None or kind is not None:
            return
        try:
            self.out.write_text(self.console.file.getvalue(), encoding="utf-8")  # type: ignore[attr-defined]
        except OSError as error:
            raise BadInput(f"{self.out} can't be written ({error.strerror or error}); name another file with --out") from error
