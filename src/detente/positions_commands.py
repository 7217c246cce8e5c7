"""The commands on issues: who stands where, who agrees with whom, and which issues there are."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.errors import BadInput
from detente.tables import (
    DEFAULT_LEDGER,
    Format,
    IssuesOption,
    LedgerOption,
    OutOption,
    SinceOption,
    as_json,
    open_book,
    write_json,
    write_table,
    write_text,
)

if TYPE_CHECKING:
    from detente.analysis.issues import Issue
    from detente.ledger.filters import Filters
    from detente.ledger.ledger import Ledger
    from detente.ledger.table import Table

IssueOption = Annotated[str | None, typer.Option("--issue", help="Only this issue, by its id.", metavar="ID")]
UntilOption = Annotated[str | None, typer.Option(help="The last day, as for --since.", metavar="DATE")]
FormatOption = Annotated[Format, typer.Option(help="table or json.")]


def add_positions_commands(app: typer.Typer) -> None:
    """`positions`, `same-page` and `issues`."""
    app.command("positions")(show_positions)
    app.command("same-page")(show_same_page)
    app.command("issues")(show_issues)


def show_positions(  # noqa: PLR0913, PLR0917 (a parameter for each option)
    ledger: LedgerOption = DEFAULT_LEDGER,
    issue: IssueOption = None,
    actor: Annotated[list[str] | None, typer.Option(help="An actor's id, name or country code; of several, any of them.")] = None,
    type: Annotated[str | None, typer.Option(help="A pole, such as 'complete withdrawal'.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    source: Annotated[str | None, typer.Option(help="An outlet's name, or part of a source's name.")] = None,
    document: Annotated[str | None, typer.Option(help="A document's id.")] = None,
    limit: Annotated[int | None, typer.Option(help="At most so many rows.")] = None,
    issues: IssuesOption = None,
    format: Annotated[Format, typer.Option(help="How to show them.")] = Format.TABLE,
    out: OutOption = None,
) -> None:
    """Who stands where on which issue, by date, with the sentence."""
    from detente.ledger.ledger import Ledger

    held, known = Ledger.open(ledger), _issues(issues)
    _check_issue(issue, known)
    filters: Filters = {
        "actor": actor or None, "issue": issue, "type": type, "since": since, "until": until,
        "source": source, "document": document, "limit": limit,
    }  # fmt: skip
    table = held.positions(**filters) if not issues else computed(held, known, filters)
    write_table(table, format, out)


def computed(ledger: Ledger, issues: tuple[Issue, ...], filters: Filters) -> Table:
    """The positions on other issues than the built-in ones, made now, in the form of the ledger's table.

    Raises UnknownActor, BadInput.
    """
    from detente.analysis.positions import positions
    from detente.ledger.filters import asked_actors, first_day, last_day
    from detente.ledger.table import Table
    from detente.records import Position

    book = ledger.book()
    ids = frozenset(i for asked in asked_actors(filters) for i in book.party(asked).ids)
    since, until = first_day(filters.get("since"), "since"), last_day(filters.get("until"), "until")
    wanted = str(filters.get("source") or "").casefold()
    columns = (*(f.name for f in fields(Position)), "published", "outlet", "document_title")
    rows: list[tuple[Any, ...]] = []
    for p in positions(book, issues):
        told = book.sources[p.document_id]
        if (
            (not ids or p.actor_id in ids)
            and filters.get("issue") in {None, p.issue_id}
            and filters.get("type") in {None, p.pole}
            and filters.get("document") in {None, p.document_id}
            and wanted in (told.outlet or "").casefold()
            and (since is None or (p.held_on is not None and p.held_on >= since))
            and (until is None or (p.held_on is not None and p.held_on <= until))
        ):
            values = (getattr(p, f.name) for f in fields(Position))
            rows.append((*(str(v) if isinstance(v, str) else v for v in values), told.published, told.outlet, told.title))
    limit = filters.get("limit")
    return Table("positions", columns, tuple(rows[:limit]), ledger.sentences)


def show_same_page(  # noqa: PLR0913, PLR0917 (a parameter for each option)
    actors: Annotated[list[str], typer.Argument(help="Two or more actors, by id, name or country code.", metavar="ACTOR...")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    issue: IssueOption = None,
    since: SinceOption = None,
    until: Annotated[str | None, typer.Option(help="Only what was published by this day.", metavar="DATE")] = None,
    issues: IssuesOption = None,
    sentences: Annotated[int, typer.Option(min=0, help="At most so many sentences for each party, latest first.")] = 3,
    every: Annotated[bool, typer.Option("--every", help="Also issues on which all of them are silent.")] = False,
    format: FormatOption = Format.TABLE,
    out: OutOption = None,
) -> None:
    """Issue by issue: do they agree, do they differ, who says nothing; with the sentences on each side."""
    from detente.analysis.positions import positions
    from detente.analysis.same_page import same_page
    from detente.ledger.filters import first_day
    from detente.position_pages import comparisons_json, comparisons_text

    if len(actors) < 2:
        raise BadInput("same-page compares two actors or more; name another, such as: detente same-page Russia USA")
    known = _issues(issues)
    _check_issue(issue, known)
    chosen = tuple(i for i in known if issue in {None, i.issue_id})
    book = open_book(ledger, until)
    parties = [book.party(a) for a in actors]
    first = first_day(since, "since")
    held = [p for p in positions(book, chosen) if first is None or (p.held_on is not None and p.held_on >= first)]
    found = same_page(book, held, chosen, parties, every or issue is not None)
    if as_json(format):
        write_json(comparisons_json(book, found), out)
    else:
        write_text(comparisons_text(book, found, sentences) + "\n", out)


def show_issues(
    ledger: LedgerOption = DEFAULT_LEDGER,
    suggest: Annotated[bool, typer.Option("--suggest", help="Matters of this ledger that no issue covers.")] = False,
    least: Annotated[int, typer.Option(min=1, help="With --suggest: in so many stories and from so many sides.")] = 2,
    issues: IssuesOption = None,
    format: FormatOption = Format.TABLE,
    out: OutOption = None,
) -> None:
    """The issues on which positions are looked for, with their poles; or hints of issues that the set lacks."""
    from detente.position_pages import hints_json, hints_text, issues_json, issues_text

    known, machine = _issues(issues), as_json(format)
    if not suggest:
        _shown(issues_json(known), issues_text(known), machine, out)
        return
    from detente.analysis.issue_hints import issue_hints

    book = open_book(ledger)
    hints = issue_hints(book, known, least)
    _shown(hints_json(book, hints), hints_text(book, hints), machine, out)


def _shown(value: Any, text: str, machine: bool, out: Path | None) -> None:
    """One content as JSON or in words."""
    if machine:
        write_json(value, out)
    else:
        write_text(text + "\n", out)


def _issues(paths: list[Path] | None) -> tuple[Issue, ...]:
    from detente.analysis.issues import load_issues

    return load_issues(paths or ())


def _check_issue(issue: str | None, known: tuple[Issue, ...]) -> None:
    if issue is not None and issue not in {i.issue_id for i in known}:
        raise BadInput(f"no issue '{issue}'; see: detente issues")
