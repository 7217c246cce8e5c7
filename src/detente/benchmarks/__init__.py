"""The published figures: `detente benchmark NAME` prints those of one module, `detente benchmark` all of them.

To add a benchmark: write a module here with a function

    def run(options: Options) -> Iterator[str]

that yields its lines as they are ready, and put the module's name into NAMES. The first line of its docstring is its
title. `options.file("events/gold.jsonl")` finds a file of the data folder, or raises the BadInput that says what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from detente.benchmarks.options import Options
from detente.errors import BadInput

NAMES = (
    "pages",
    "language",
    "attribution",
    "coreference",
    "events",
    "dating",
    "modality",
    "conditions",
    "quantities",
    "cost",
)
"""Modules of this package, in the order in which `detente benchmark` runs them."""


def measure(name: str | None, options: Options) -> Iterator[str]:
    """The lines of one benchmark, or of all; of all, what can't be measured is told in its place.

    Errors: BadInput for a name that isn't there and for data that is missing.
    """
    if name is not None:
        yield from _run(name, options)
        return
    missing: BadInput | None = None
    for held in NAMES:
        yield f"== {held}: {title(held)}"
        try:
            yield from _run(held, options)
        except BadInput as error:
            yield f"not measured: {error}"
            missing = missing or error
        yield ""
    if missing is not None:
        raise missing


def title(name: str) -> str:
    """What a benchmark measures."""
    return (import_module(f"{__name__}.{name}").__doc__ or name).split("\n", maxsplit=1)[0].rstrip(".")


def _run(name: str, options: Options) -> Iterator[str]:
    if name not in NAMES:
        raise BadInput(f"no benchmark '{name}'; there are {', '.join(NAMES)}")
    lines: Iterator[str] = import_module(f"{__name__}.{name}").run(options)
    return lines
