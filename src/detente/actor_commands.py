"""The commands under `detente actors`: who is one, who is another, and what was decided wrongly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente.errors import BadInput
from detente.tables import DEFAULT_LEDGER, TABLES, Format, LedgerOption, table_command, write_table
from detente.terms import ActorKind, Origin

if TYPE_CHECKING:
    from detente.ledger.ledger import Ledger
    from detente.records import Actor

ByOption = Annotated[str | None, typer.Option(help="Who decides; else the name of your account.", metavar="NAME")]
NoteOption = Annotated[str | None, typer.Option(help="Why.", metavar="TEXT")]


def add_actor_commands(app: typer.Typer) -> None:
    """`actors` as a table, and the commands under it."""
    group = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
    group.callback()(table_command("actors"))
    for command in (merge, split, undo, same):
        group.command()(command)
    app.add_typer(group, name="actors", help=TABLES["actors"])


def merge(  # noqa: PLR0913, PLR0917 (a parameter for each option)
    context: typer.Context,
    actor: Annotated[str, typer.Argument(help="An actor's id or name.")],
    other: Annotated[str, typer.Argument(help="The actor that it is, which is kept.")],
    into: Annotated[str | None, typer.Option(help="The one of both that is kept.", metavar="ACTOR")] = None,
    note: NoteOption = None,
    by: ByOption = None,
    force: Annotated[bool, typer.Option("--force", help="Also a person and a state, and the like.")] = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Make one actor of two."""
    done = _ledger(context, ledger).merge(actor, other, into=into, by=by, note=note, force=force)
    before, after = done.before or {}, done.after or {}
    typer.echo(f"{_named(before)} is {_named(after)} now. To take it back: detente actors undo {done.decision_id}")


def split(  # noqa: PLR0913, PLR0917 (a parameter for each option)
    context: typer.Context,
    actor: Annotated[str, typer.Argument(help="An actor's id or name.")],
    to: Annotated[str, typer.Option(help="Who is meant: an actor's id or name, or the name of a new one.", metavar="ACTOR")],
    text: Annotated[list[str] | None, typer.Option(help="Mentions of these words.", metavar="WORDS")] = None,
    document: Annotated[str | None, typer.Option(help="Mentions in this document.")] = None,
    span: Annotated[str | None, typer.Option(help="Mentions at these offsets of it.", metavar="START-END")] = None,
    since: Annotated[str | None, typer.Option(help="In documents from this day on.", metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option(help="In documents up to this day.", metavar="DATE")] = None,
    kind: Annotated[ActorKind | None, typer.Option(help="Make a new actor of this kind.")] = None,
    country: Annotated[str | None, typer.Option(help="The new actor's country, ISO 3166-1 alpha-3.")] = None,
    note: NoteOption = None,
    by: ByOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Say that some mentions of an actor mean another; without such, take a merge of both back."""
    held = _ledger(context, ledger)
    if country is not None and kind is None:
        raise BadInput("a country is for a new actor; say its kind too, such as --kind person")
    target = to if kind is None else _new(to, kind, country)
    which: dict[str, Any] = {"text": text, "document": document, "span": _span(span), "since": since, "until": until}
    done = held.split(actor, target, by=by, note=note, **which)
    if done.after is None or "actor_id" not in done.after:
        typer.echo(f"{to} is an actor of its own again; that is decision {done.decision_id}")
        return
    row = next(iter(held.actors(actor=str(done.after["actor_id"]))))
    count = f"{row['mention_count']} mentions in {row['document_count']} documents"
    typer.echo(f"{_named(done.after)} has {count} now. To take it back: detente actors undo {done.decision_id}")


def undo(
    context: typer.Context,
    decision: Annotated[str, typer.Argument(help="A decision's id, as `detente decisions` shows it.", metavar="DECISION_ID")],
    note: NoteOption = None,
    by: ByOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Take a merge or split back."""
    done = _ledger(context, ledger).undo(decision, by=by, note=note)
    typer.echo(f"{decision} is taken back; that is decision {done.decision_id}")


def same(
    context: typer.Context,
    format: Annotated[Format, typer.Option(help="How to show them.")] = Format.TABLE,
    out: Annotated[Path | None, typer.Option(help="Write to this file.", metavar="FILE")] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Show persons who are surely one, though texts name them differently."""
    from detente.ledger.same_persons import table

    write_table(table(_ledger(context, ledger).store), format, out)


def _ledger(context: typer.Context, own: Path) -> Ledger:
    """The ledger that was named after the command, else before it."""
    from detente.ledger.ledger import Ledger

    source = context.get_parameter_source("ledger")
    if context.parent is not None and (source is None or source.name != "COMMANDLINE"):
        own = context.parent.params.get("ledger", own)
    return Ledger.open(own)


def _new(name: str, kind: ActorKind, country: str | None) -> Actor:
    from detente.actors.forms import slug
    from detente.records import Actor

    if country is not None and not (len(country) == 3 and country.isalpha() and country.isascii()):
        raise BadInput(f"country: '{country}' is no code of three letters, such as AFG")
    actor_id = slug(name)
    if not actor_id:
        raise BadInput(f"'{name}' is no name")
    return Actor(actor_id, name, kind, country.upper() if country else None, origin=Origin.USER)


def _span(value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    start, _, end = value.partition("-")
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
        raise BadInput(f"span: '{value}' is no place; write START-END, such as 120-128")
    return int(start), int(end)


def _named(actor: Any) -> str:
    return f"{actor['name']} ({actor['actor_id']})"
