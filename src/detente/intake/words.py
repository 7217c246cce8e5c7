"""Word lists and marks by which pages are read, from data/pages.yaml."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml


@cache
def _lists() -> dict[str, list[str]]:
    source = files("detente.intake").joinpath("data/pages.yaml").read_text(encoding="utf-8")
    loaded: dict[str, list[str]] = yaml.load(source, Loader=yaml.BaseLoader)
    return loaded


@cache
def word_set(name: str, as_written: bool = False) -> frozenset[str]:
    """A list of data/pages.yaml as a set of words, in lower case unless `as_written`."""
    return frozenset(entry if as_written else entry.lower() for entry in _lists()[name])


@cache
def phrases(name: str) -> re.Pattern[str]:
    """A list of data/pages.yaml as one pattern: any of its phrases, whole words, any case."""
    alternatives = "|".join(entry.replace(" ", r"\s+") for entry in _lists()[name])
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


@cache
def openings(name: str) -> re.Pattern[str]:
    """The same for phrases that a line begins with; a quotation mark before them makes them somebody's words."""
    alternatives = "|".join(entry.replace(" ", r"\s+") for entry in _lists()[name])
    return re.compile(rf"[^\w\"“‘']*(?:{alternatives})(?!\w)", re.IGNORECASE)
