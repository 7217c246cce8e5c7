"""The commands `detente relations` and `detente timeline`, and the network of `detente export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.errors import BadInput
from detente.tables import (
    DEFAULT_LEDGER,
    Format,
    LedgerOption,
    OutOption,
    PublishedOption,
    SinceOption,
    open_book,
    write_json,
    write_table,
)

if TYPE_CHECKING:
    from detente.analysis.book import Book

FormatOption = Annotated[Format, typer.Option(help="How to show them.")]


def add_relations_commands(app: typer.Typer) -> None:
    app.command()(relations)
    app.command()(timeline)


def relations(  # noqa: PLR0913, PLR0917 (a parameter for each option)
    parties: Annotated[
        list[str] | None, typer.Argument(help="Two parties; one for all its ties; none for all pairs.", metavar="[A] [B]")
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    period: Annotated[str, typer.Option(help="week, month, quarter or year.")] = "month",
    balancing: Annotated[
        bool, typer.Option("--balancing", help="The ties of one party with those who oppose each other.")
    ] = False,
    since: SinceOption = None,
    until: PublishedOption = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Of all pairs, so many closest and so many most hostile.")] = None,
    format: FormatOption = Format.TABLE,
    out: OutOption = None,
) -> None:
    """How two parties get on over time; who is closest to whom; who keeps ties with opponents."""
    asked = parties or []
    if len(asked) > 2:
        raise BadInput(f"relations takes two parties, not {len(asked)}; put names of several words in quotes")
    if balancing and len(asked) != 1:
        raise BadInput("--balancing is for one party; name it alone")
    book = open_book(ledger, until)
    if balancing:
        _balancing(book, asked[0], since, format, out)
    elif len(asked) == 2:
        _pair(book, asked, period, since, format, out)
    else:
        _ties(book, asked, since, limit, format, out)


def _pair(book: Book, asked: list[str], period: str, since: str | None, format: Format, out: Path | None) -> None:
    from detente.analysis.relations import relations as find
    from detente.ledger.filters import first_day
    from detente.relation_pages import narrow, relation_head, relation_json, relation_table, relation_words

    found = find(book, book.party(asked[0]), book.party(asked[1]), period, first_day(since, "since"))
    if format is Format.JSON:
        write_json(relation_json(found), out)
        return
    if format is not Format.TABLE or out is not None:
        write_table(relation_table(found), format, out)
        return
    typer.echo("\n".join(relation_head(found)))
    write_table(narrow(relation_table(found)), format, None)
    typer.echo("\n".join(relation_words(found)))


def _ties(book: Book, asked: list[str], since: str | None, limit: int | None, format: Format, out: Path | None) -> None:
    from detente.analysis.closeness import closeness
    from detente.ledger.filters import first_day
    from detente.relation_pages import narrow, tie_json, tie_table

    party = book.party(asked[0]) if asked else None
    found = closeness(book, first_day(since, "since"), party=party)
    most = limit or (10 if format is Format.TABLE and party is None else len(found))
    shown = found if len(found) <= 2 * most else [*found[:most], *found[-most:]]
    if format is Format.JSON:
        write_json([tie_json(book, tie) for tie in shown], out)
        return
    table = tie_table(book, shown)
    write_table(narrow(table) if format is Format.TABLE and out is None else table, format, out)
    if format is Format.TABLE and out is None:
        rest = f"{len(found) - len(shown)} pairs between them are not shown (--limit). " if len(shown) < len(found) else ""
        typer.echo(
            f"{rest}Closeness, -10 to 10, is drawn to 0 where there are few deeds; media, scholars and citizens are left out."
        )


def _balancing(book: Book, asked: str, since: str | None, format: Format, out: Path | None) -> None:
    from detente.analysis.closeness import balancing as find
    from detente.ledger.filters import first_day
    from detente.relation_pages import balance_json, balance_table

    party = book.party(asked)
    found = find(book, party, first_day(since, "since"))
    if format is Format.JSON:
        write_json([balance_json(book, balance) for balance in found], out)
        return
    write_table(balance_table(book, found), format, out)
    if format is Format.TABLE and out is None and not found:
        typer.echo(f"The ledger tells of no two opponents that {party.name} has ties of cooperation with.")


def timeline(
    parties: Annotated[
        list[str] | None, typer.Argument(help="Who all take part; nobody for every act.", metavar="[ACTOR]...")
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    since: SinceOption = None,
    until: PublishedOption = None,
    format: FormatOption = Format.TABLE,
    out: OutOption = None,
) -> None:
    """What was done, day by day, each act once a story, with its sentence."""
    from detente.analysis.timeline import timeline as find
    from detente.ledger.filters import first_day
    from detente.relation_pages import entry_json, entry_table

    book = open_book(ledger, until)
    found = find(book, [book.party(asked) for asked in parties or []], first_day(since, "since"))
    if format is Format.JSON:
        write_json([entry_json(entry) for entry in found], out)
    else:
        write_table(entry_table(book, found), format, out)


def export_network(ledger: Path, folder: Path, format: str) -> Path:
    """Writes the network of ties to `network.graphml` or `network.gexf` in a folder. Raises BadInput where it can't."""
    from detente.analysis.network import network, write_gexf, write_graphml

    graph = network(open_book(ledger))
    path = folder / f"network.{format}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (write_graphml if format == "graphml" else write_gexf)(graph, path)
    except OSError as error:
        raise BadInput(f"{path} can't be written ({error.strerror or error}); name another folder") from error
    return path
