"""The command `detente claims`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

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
    write_text,
)


def add_claims_commands(app: typer.Typer) -> None:
    app.command()(claims)


def claims(  # noqa: PLR0913, PLR0917 (a parameter for each option)
    ledger: LedgerOption = DEFAULT_LEDGER,
    actor: Annotated[
        list[str] | None, typer.Option(help="Who is concerned or quoted: an id, a name or a country code; of several, all.")
    ] = None,
    since: SinceOption = None,
    until: PublishedOption = None,
    source: Annotated[str | None, typer.Option(help="An outlet's name, or part of it, that tells of it.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    format: Annotated[Format, typer.Option(help="How to show them.")] = Format.TABLE,
    out: OutOption = None,
) -> None:
    """Who says so, who denies it and who admits it, matter by matter."""
    from detente.analysis.claims import claims as find
    from detente.analysis.claims import loose_denials, narrowed
    from detente.claim_pages import claim_json, claim_table, contradiction_lines, narrow
    from detente.ledger.filters import first_day

    book = open_book(ledger, until)
    parties = [book.party(asked) for asked in actor or ()]
    found = narrowed(find(book), parties, first_day(since, "since"), source)[:limit]
    if format is Format.JSON:
        write_json([claim_json(book, claim) for claim in found], out)
        return
    if format is Format.JSONL:
        write_text("".join(json.dumps(claim_json(book, claim), ensure_ascii=False) + "\n" for claim in found), out)
        return
    table = claim_table(book, found)
    if format is not Format.TABLE or out is not None:
        write_table(table, format, out)
        return
    write_table(narrow(table), format, None)
    loose = len(loose_denials(book)) if not (parties or since or source or limit) else 0
    lines = contradiction_lines(book, found)
    if loose:
        lines.append(f"{loose} denials are left out: nothing tells what they deny.")
    if lines:
        typer.echo("\n".join(lines))
