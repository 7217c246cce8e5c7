"""The command line: parses, calls, shows. Errors are one line on standard error, exit code 2."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from detente import __version__
from detente.actor_commands import add_actor_commands
from detente.ask_commands import add_ask_commands
from detente.brief_commands import add_brief_commands
from detente.claims_commands import add_claims_commands
from detente.errors import BadInput, DetenteError
from detente.overview_commands import add_overview_commands
from detente.positions_commands import add_positions_commands
from detente.relations_commands import add_relations_commands, export_network
from detente.tables import DEFAULT_LEDGER, Format, LedgerOption, add_table_commands

if TYPE_CHECKING:
    from detente.ledger.ledger import Ledger

app = typer.Typer(
    name="detente",
    help="Reads what is written about a diplomatic question, and keeps a ledger in which every entry opens its sentence.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ActorsOption = Annotated[
    list[Path] | None, typer.Option("--actors", help="Your own actors (YAML), over the registry; repeatable.", metavar="FILE")
]


@app.callback(invoke_without_command=True)
def start(version: Annotated[bool, typer.Option("--version", help="Show the version and stop.")] = False) -> None:
    if version:
        typer.echo(f"detente {__version__}")
        raise typer.Exit


@app.command()
def read(
    sources: Annotated[
        list[str], typer.Argument(help="Files, folders, web addresses of pages and feeds, or - for standard input.")
    ],
    ledger: LedgerOption = DEFAULT_LEDGER,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read.")] = 2,
    pipeline: Annotated[str | None, typer.Option(help="Another spaCy English pipeline.", metavar="NAME")] = None,
    actors: ActorsOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Read files, folders, feeds and archives into the ledger."""
    from detente.engines import Setup
    from detente.ledger.ledger import Ledger
    from detente.progress import Progress, summary
    from detente.run import Run

    held = Ledger.open(ledger, create=True)
    with Progress(quiet) as progress:
        run = Run(held, Setup(pipeline, tuple(actors or ())), workers, progress.show)
        try:
            report = run.read(sources)
        except KeyboardInterrupt:
            progress.stop()
            kept = run.report.added + run.report.replaced
            typer.echo(f"Stopped. {kept} documents of this run are in {ledger}; the same command goes on from there.", err=True)
            raise typer.Exit(130) from None
    if not quiet:
        typer.echo(summary(report, held))
    if report.skips and not (report.documents or report.unchanged_sources):
        raise typer.Exit(1)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="The folder to write to.")],
    ledger: LedgerOption = DEFAULT_LEDGER,
    format: Annotated[str, typer.Option(help="jsonl, csv or parquet; graphml or gexf for the network of ties.")] = "jsonl",
) -> None:
    """Write every table of the ledger to a file of its own, or the network of ties to one."""
    from detente.ledger.export import export as write

    if format in {"graphml", "gexf"}:
        typer.echo(f"Wrote {export_network(ledger, folder, format)}")
        return
    if format not in (Format.JSONL, Format.CSV, Format.PARQUET):
        raise BadInput(f"export writes jsonl, csv, parquet, graphml or gexf, not {format}")
    done = write(_open(ledger), folder, format)
    typer.echo(f"Wrote {len(done)} files to {folder}")


@app.command()
def resolve(
    text: Annotated[str, typer.Argument(help="A phrase, such as 'German soldiers'.")],
    on: Annotated[
        str | None, typer.Option(help="The date at which it is said: 2016, 2016-03 or 2016-03-02.", metavar="DATE")
    ] = None,
    actors: ActorsOption = None,
    format: Annotated[Format, typer.Option(help="table or json.")] = Format.TABLE,
) -> None:
    """Say which actor a phrase means, and why."""
    from detente.actors.registry import Registry
    from detente.actors.resolve import resolve as find
    from detente.ledger.filters import first_day
    from detente.progress import resolution_json, resolution_text

    found = find(text, first_day(on, "on"), Registry.load(tuple(actors or ())))
    typer.echo(resolution_json(found) if format is Format.JSON else resolution_text(text, found))


@app.command()
def benchmark(
    name: Annotated[str | None, typer.Argument(help="Which one, such as attribution; all of them without a name.")] = None,
    data: Annotated[
        Path | None, typer.Option(help="The data; without it, shared/data beside or above this folder.", metavar="DIR")
    ] = None,
    part: Annotated[str, typer.Option(help="The part of the data that is measured.")] = "dev",
    limit: Annotated[int | None, typer.Option(min=1, help="Measure only so many texts.")] = None,
    errors: Annotated[int, typer.Option(min=0, help="Show so many of the errors too.")] = 0,
) -> None:
    """Print the published figures, measured here and now."""
    from detente.benchmarks import measure
    from detente.benchmarks.options import DATA, Options, upwards

    for line in measure(name, Options(data or upwards(DATA), part, limit, errors)):
        typer.echo(line)


def _open(path: Path) -> Ledger:
    from detente.ledger.ledger import Ledger

    return Ledger.open(path)


def main() -> None:
    """The entry point `detente`."""
    warnings.filterwarnings("ignore", module="spacy")
    code: Any = 0
    try:
        code = app(standalone_mode=False)
    except DetenteError as error:
        code = _fail(str(error))
    except typer.Abort:
        typer.echo("Stopped.", err=True)
        code = 130
    except typer.Exit as stop:
        code = stop.exit_code
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
        code = 130
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        shown = getattr(error, "format_message", None)
        if shown is None:
            raise
        code = _fail(shown())
    sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str) -> int:
    typer.echo(f"detente: {' '.join(message.split())}", err=True)
    return 2


add_table_commands(app)
add_actor_commands(app)
add_ask_commands(app)
add_brief_commands(app)
add_claims_commands(app)
add_relations_commands(app)
add_overview_commands(app)
add_positions_commands(app)
