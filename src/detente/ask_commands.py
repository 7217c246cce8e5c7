"""The command `detente ask`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.errors import BadInput
from detente.tables import (
    DEFAULT_LEDGER,
    PIPED_WIDTH,
    Format,
    IssuesOption,
    LedgerOption,
    PublishedOption,
    open_book,
    write_text,
)


def add_ask_commands(app: typer.Typer) -> None:
    app.command()(ask)


def ask(  # noqa: PLR0913, PLR0917 (a parameter for each option)
    question: Annotated[str, typer.Argument(help='A question, such as "Will Moscow and Kabul come together?"')],
    ledger: LedgerOption = DEFAULT_LEDGER,
    actor: Annotated[list[str] | None, typer.Option(help="The parties, over those that the question names; repeatable.")] = None,
    issue: Annotated[str | None, typer.Option(help="The issue that it is about, by its id.")] = None,
    relation: Annotated[str | None, typer.Option(help="What is asked of them, such as 'talk' or 'come together'.")] = None,
    place: Annotated[str | None, typer.Option(help="The country that it is about.")] = None,
    until: PublishedOption = None,
    issues: IssuesOption = None,
    most: Annotated[int, typer.Option(min=1, help="At most so many pieces of evidence on either side of the table.")] = 10,
    format: Annotated[Format, typer.Option(help="table or json.")] = Format.TABLE,
    out: Annotated[Path | None, typer.Option(help="Write the answer as JSON to this file.", metavar="FILE")] = None,
) -> None:
    """Answer a question about parties, with evidence for and against."""
    if format not in {Format.TABLE, Format.JSON}:
        raise BadInput(f"an answer is a table or json, not {format.value}")
    from detente.analysis.issues import load_issues
    from detente.outlook.ask import ask as find
    from detente.outlook.question import Settings, parse_question
    from detente.outlook.render import to_json

    book = open_book(ledger, until)
    known = load_issues(tuple(issues or ()))
    asked = parse_question(question, book, known, Settings(tuple(actor or ()), issue, relation, place))
    answer = find(book, asked, known)
    if out is not None:
        write_text(to_json(answer), out)
        typer.echo(f"Wrote {out}")
    elif format is Format.JSON:
        write_text(to_json(answer), None)
    else:
        from rich.console import Console

        from detente.outlook.shown import show

        console = Console()
        show(answer, console if console.is_terminal else Console(width=PIPED_WIDTH), most)
