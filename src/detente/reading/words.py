"""Lists of words from YAML, and the inflected forms of verbs and nouns.

Triggers are looked up by form, so that they are found where a lemmatizer errs ("staged").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_VOWELS = "aeiou"


def load_yaml(name: str) -> Any:
    """A YAML file of `reading/data`; every scalar is a string, so that "on" and "no" are words."""
    text = (files("detente.reading") / "data" / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


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


@cache
def irregular_pasts() -> frozenset[str]:
    """Forms that can be nothing but verbs in the past: "swore", "withdrew"."""
    return frozenset(
        form
        for lemma, listed in _irregular().items()
        for form in listed.split()
        if form != lemma and not form.endswith(("ing", "ed", "s")) and form not in grammar("noun_like_pasts")
    )


def whole(lower: Sequence[str], i: int) -> str:
    """The hyphenated word that begins at a token, as one: "co-host", "test-fired", "sit-in"; the token's own word if it has none.

    The tokenizer splits at hyphens; a lexicon has such words whole.
    """
    end = i + 1
    while end + 1 < len(lower) and lower[end] == "-" and end + 1 - i <= 4:
        end += 2
    return "".join(lower[i:end])


def verb_forms(lemma: str) -> set[str]:
    """The forms of a verb beside its lemma: -s, -ed, -ing and the irregular ones; no -ed where the past is irregular."""
    third, past, progressive = _regular(lemma)
    listed = set(_irregular().get(lemma, "").split())
    if any(not form.endswith("ing") for form in listed):
        past = set()
    return third | past | progressive | listed


def _regular(lemma: str) -> tuple[set[str], set[str], set[str]]:
    third, past = {lemma + "s"}, {lemma + "ed"}
    progressive = {lemma + "ing"}
    if lemma.endswith("e"):
        past = {lemma + "d"}
        stem = lemma[:-2] + "y" if lemma.endswith("ie") else lemma if lemma.endswith(("ee", "oe", "ye")) else lemma[:-1]
        progressive = {stem + "ing"}
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        third, past = {lemma[:-1] + "ies"}, {lemma[:-1] + "ied"}
    elif lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        third = {lemma + "es"}
    if _doubles(lemma):
        one_syllable = sum(c in _VOWELS for c in lemma) == 1
        past = {lemma + lemma[-1] + "ed"} | (set() if one_syllable else past)
        progressive = {lemma + lemma[-1] + "ing"} | (set() if one_syllable else progressive)
    return third, past, progressive


def _doubles(lemma: str) -> bool:
    """Whether the last consonant is doubled: a single vowel before a single consonant."""
    return len(lemma) > 2 and lemma[-1] not in _VOWELS + "wxyhc" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS


def noun_forms(lemma: str) -> set[str]:
    """The plural of a noun."""
    if lemma.endswith("man"):
        return {lemma[:-3] + "men"}
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return {lemma[:-1] + "ies"}
    return {lemma + "es"} if lemma.endswith(("s", "sh", "ch", "x", "z")) else {lemma + "s"}
