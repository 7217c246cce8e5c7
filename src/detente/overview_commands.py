"""The commands that give an overview of a ledger: the seat matrix, the numbers, the coverage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.tables import (
    DEFAULT_LEDGER,
    PIPED_WIDTH,
    Format,
    LedgerOption,
    OutOption,
    PublishedOption,
    SinceOption,
    as_json,
    open_book,
    write_json,
    write_text,
)

if TYPE_CHECKING:
    from rich.console import Console


ActorOption = Annotated[list[str] | None, typer.Option("--actor", help="An actor's id, name or country code; of several, all.")]
FormatOption = Annotated[Format, typer.Option("--format", help="table or json.")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="At most so many rows.")]


def add_overview_commands(app: typer.Typer) -> None:
    app.command("seats")(show_seats)
    app.command("numbers")(show_numbers)
    app.command("coverage")(show_coverage)


def show_seats(  # noqa: PLR0913, PLR0917 (the filters that commands share)
    ledger: LedgerOption = DEFAULT_LEDGER,
    actor: ActorOption = None,
    since: SinceOption = None,
    until: PublishedOption = None,
    by_date: Annotated[bool, typer.Option("--by-date", help="In the order of their days, not the most told first.")] = False,
    limit: LimitOption = None,
    format: FormatOption = Format.TABLE,
    out: OutOption = None,
) -> None:
    """Who sat at which table, who hosted, and who stayed away."""
    from detente import overview_pages as pages
    from detente.analysis.seats import seats
    from detente.ledger.filters import first_day

    book = open_book(ledger, until)
    matrix = seats(book).narrowed([book.party(a) for a in actor or ()], first_day(since, "since"))
    matrix = matrix.by_date() if by_date else matrix
    if as_json(format):
        write_json(pages.seats_json(book, matrix.first(limit)), out)
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
    until: PublishedOption = None,
    all: Annotated[bool, typer.Option("--all", help="Also what only one story tells, once.")] = False,
    limit: LimitOption = None,
    format: FormatOption = Format.TABLE,
    out: OutOption = None,
) -> None:
    """Each number over time, by source, and where sources differ."""
    from detente import overview_pages as pages
    from detente.analysis.numbers import narrowed, numbers
    from detente.ledger.filters import first_day

    book = open_book(ledger, until)
    found = narrowed(numbers(book), [book.party(a) for a in actor or ()], item, first_day(since, "since"))
    shown = [s for s in found if all or len(s.points) > 1][:limit]
    if as_json(format):
        write_json(pages.numbers_json(book, shown), out)
        return
    with _Page(out) as page:
        page.print(pages.numbers_table(book, shown, len(found)))


def show_coverage(
    ledger: LedgerOption = DEFAULT_LEDGER,
    until: PublishedOption = None,
    format: FormatOption = Format.TABLE,
    out: OutOption = None,
) -> None:
    """On whom and when the ledger is thin, and which single source carries a finding."""
    from detente import overview_pages as pages
    from detente.analysis.coverage import coverage

    found = coverage(open_book(ledger, until))
    if as_json(format):
        write_json(pages.coverage_json(found), out)
        return
    with _Page(out) as page:
        for line in pages.coverage_lines(found):
            page.print(line, markup=False, highlight=False, soft_wrap=True)


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
        write_text(self.console.file.getvalue(), self.out)  # type: ignore[attr-defined]
