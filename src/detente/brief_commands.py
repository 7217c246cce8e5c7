"""The command `detente brief`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.errors import BadInput
from detente.tables import DEFAULT_LEDGER, IssuesOption, LedgerOption, SinceOption

if TYPE_CHECKING:
    from detente.brief.matter import Asked
    from detente.ledger.ledger import Ledger


class PageFormat(StrEnum):
    HTML = "html"
    MARKDOWN = "markdown"


_ENDINGS = {PageFormat.HTML: ".html", PageFormat.MARKDOWN: ".md"}


def add_brief_commands(app: typer.Typer) -> None:
    app.command()(brief)


def brief(  # noqa: PLR0913, PLR0917 (a parameter for each option)
    ledger: LedgerOption = DEFAULT_LEDGER,
    question: Annotated[str | None, typer.Option(help="A brief that answers a question, as `detente ask` does.")] = None,
    actor: Annotated[
        list[str] | None, typer.Option(help="Two or more: a brief on what is between them. One: only what concerns it.")
    ] = None,
    issue: Annotated[str | None, typer.Option(help="A brief on an issue, by its id; see `detente issues`.")] = None,
    issues: IssuesOption = None,
    since: SinceOption = None,
    until: Annotated[str | None, typer.Option(help="The last day, as for --since.", metavar="DATE")] = None,
    changed_since: Annotated[
        str | None, typer.Option("--changed-since", help="Also what changed since this day.", metavar="DATE")
    ] = None,
    entries: Annotated[bool, typer.Option("--entries", help="The plain list of entries, also for two actors or more.")] = False,
    title: Annotated[str | None, typer.Option(help="The brief's title.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many entries in a section.")] = None,
    format: Annotated[PageFormat, typer.Option(help="html or markdown.")] = PageFormat.HTML,
    out: Annotated[Path | None, typer.Option(help="Where to write the page.", metavar="FILE")] = None,
) -> None:
    """Write a brief, on a question, on parties or on all: one page whose every line opens the sentence it came from."""
    from detente.brief.matter import Asked
    from detente.ledger.ledger import Ledger

    named = tuple(actor or ())
    on_matter = question is not None or issue is not None or len(named) > 1
    if entries and (question is not None or issue is not None):
        raise BadInput("--entries lists what the ledger holds; it takes --actor, --since and --until, but no question or issue")
    if (entries or not on_matter) and (format is not PageFormat.HTML or changed_since or issues):
        raise BadInput("markdown, --changed-since and --issues are for a brief on --question, --issue or two or more --actor")
    page = out or Path(f"brief{_ENDINGS[format]}")
    asked = Asked(question, named, issue, tuple(issues or ()), since, until, changed_since, limit)
    held = Ledger.open(ledger)
    try:
        written = _entries(held, page, asked, title) if entries or not on_matter else _paper(held, page, asked, title, format)
    except OSError as error:
        raise BadInput(f"{page} can't be written ({error.strerror or error}); name another file with --out") from error
    typer.echo(f"Wrote {written}")


def _entries(ledger: Ledger, out: Path, asked: Asked, title: str | None) -> Path:
    from detente.brief.brief import LIMIT, write_brief

    return write_brief(
        ledger, out, actors=asked.actors, title=title, since=asked.since, until=asked.until, limit=asked.limit or LIMIT
    )


def _paper(ledger: Ledger, out: Path, asked: Asked, title: str | None, format: PageFormat) -> Path:
    from detente.brief.paper import write_paper

    return write_paper(ledger, out, asked, title, format.value)
