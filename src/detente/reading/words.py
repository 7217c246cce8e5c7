"""Lists of words from YAML, and the inflected forms of verbs and nouns.

Triggers are looked up by form, so that they are found where a lemmatizer errs ("staged").
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_VOWELS = "aeiou"


def load_yaml(name: str) -> Any:
    """A YAML file of `reading/data`; every scalar is a string, so that "on" and "no" are words."""
    text = (files("detente.reading") / "data" / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)


@cache
def word_lists(name: str) -> dict[str, frozenset[str]]:
    """The word lists of a file that has one string of words a list."""
    return {key: frozenset(held.split()) for key, held in load_yaml(name).items() if isinstance(held, str)}


def grammar(name: str) -> frozenset[str]:
    """A list of `data/grammar.yaml`."""
    return word_lists("grammar.yaml")[name]


@cache
def _irregular() -> Mapping[str, str]:
    held: Mapping[str, str] = load_yaml("grammar.yaml")["irregular"]
    return held


def verb_forms(lemma: str) -> set[str]:
    """The forms of a verb beside its lemma: -s, -ed, -ing and the irregular ones."""
    if lemma.endswith("e"):
        regular = {lemma + "s", lemma + "d", lemma[:-1] + "ing"}
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        regular = {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    elif lemma.endswith(("s", "sh", "ch", "x", "z")):
        regular = {lemma + "es", lemma + "ed", lemma + "ing"}
    else:
        regular = {lemma + "s", lemma + "ed", lemma + "ing"}
    if _doubles(lemma):
        doubled = {lemma + "s", lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
        regular = doubled if sum(c in _VOWELS for c in lemma) == 1 else regular | doubled
    return regular | set(_irregular().get(lemma, "").split())


def _doubles(lemma: str) -> bool:
    """Whether the last consonant is doubled: a single vowel before a single consonant."""
    return len(lemma) > 2 and lemma[-1] not in _VOWELS + "wxyhc" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS


def noun_forms(lemma: str) -> set[str]:
    """The plural of a noun."""
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return {lemma[:-1] + "ies"}
    return {lemma + "es"} if lemma.endswith(("s", "sh", "ch", "x", "z")) else {lemma + "s"}
