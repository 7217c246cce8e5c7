"""The command `detente claims`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from detente.errors import BadInput
from detente.tables import DEFAULT_LEDGER, Format, LedgerOption, write_table


def add_claims_commands(app: typer.Typer) -> None:
    app.command()(claims)


def claims(  # noqa: PLR0913, PLR0917 (a parameter for each option)
    ledger: LedgerOption = DEFAULT_LEDGER,
    actor: Annotated[
        list[str] | None, typer.Option(help="Who is concerned or quoted: an id, a name or a country code; of several, all.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="2016, 2016-03 or 2016-03-02.", metavar="DATE")] = None,
    until: Annotated[
        str | None, typer.Option(help="Only what was published by this day, written as for --since.", metavar="DATE")
    ] = None,
    source: Annotated[str | None, typer.Option(help="An outlet's name, or part of it, that tells of it.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many.")] = None,
    format: Annotated[Format, typer.Option(help="How to show them.")] = Format.TABLE,
    out: Annotated[Path | None, typer.Option(help="Write to this file.", metavar="FILE")] = None,
) -> None:
    """Who says so, who denies it and who admits it, matter by matter."""
    from detente.analysis.claims import claims as find
    from detente.analysis.claims import loose_denials, narrowed
    from detente.claim_pages import claim_json, claim_table, contradiction_lines, narrow
    from detente.ledger.filters import first_day
    from detente.ledger.ledger import Ledger

    book = Ledger.open(ledger).book(until)
    parties = [book.party(asked) for asked in actor or ()]
    found = narrowed(find(book), parties, first_day(since, "since"), source)[:limit]
    if format in {Format.JSON, Format.JSONL}:
        _write([claim_json(book, claim) for claim in found], format, out)
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


def _write(found: list[dict[str, object]], format: Format, out: Path | None) -> None:
    """Writes objects as one array or one a line. Errors: BadInput when the file can't be written."""
    if format is Format.JSON:
        text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    else:
        text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found)
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{out} can't be written ({error.strerror or error}); name another file with --out") from error
