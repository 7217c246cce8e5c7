"""Copies of annotated text with other names in it, so that the name model learns the sentence and not the newsroom.

The silver articles are American; their Smiths and Clintons teach little about a Mikheyev or a Rahmon. Persons are
renamed with given names and surnames of one country from Détente's own registry of leaders, places with its states and
cities. One person keeps one new name within a text.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from spacy.tokens import Doc, Span

PACKAGE = Path(__file__).parents[1] / "src" / "detente"


@dataclass(frozen=True)
class Stock:
    """Names to draw from: (given names, surnames) by country, and places."""

    persons: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    places: tuple[str, ...]

    @classmethod
    def load(cls) -> Stock:
        given: dict[str, set[str]] = defaultdict(set)
        family: dict[str, set[str]] = defaultdict(set)
        for path in sorted((PACKAGE / "actors" / "data").glob("leaders_*.yaml")):
            for entry in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader):
                parts = entry["name"].split()
                if len(parts) >= 2 and entry.get("country"):
                    given[entry["country"]].add(parts[0])
                    family[entry["country"]].add(" ".join(parts[1:]))
        persons = tuple((tuple(sorted(given[c])), tuple(sorted(family[c]))) for c in sorted(given) if len(family[c]) >= 3)
        lines = (PACKAGE / "reading" / "data" / "cities.tsv").read_text(encoding="utf-8").splitlines()
        places = tuple(line.split("\t")[0] for line in lines if line and not line.startswith(("#", "'")))
        return cls(persons, places)

    def person(self, chance: random.Random) -> tuple[str, str]:
        given, family = chance.choice(self.persons)
        return chance.choice(given), chance.choice(family)


def renamed(doc: Doc, stock: Stock, chance: random.Random) -> Doc | None:
    """A copy with new persons and, half of the time, new places; None where there is nobody to rename."""
    new: dict[str, tuple[str, str]] = {}
    pieces: list[tuple[list[str], str, bool]] = []
    at, changed = 0, False
    for ent in doc.ents:
        _keep(doc, at, ent.start, pieces)
        words = _new_words(ent, new, stock, chance)
        space = bool(doc[ent.end - 1].whitespace_)
        if words is None:
            pieces.append(([t.text for t in ent], ent.label_, space))
        else:
            pieces.append((words, ent.label_, space))
            changed = True
        at = ent.end
    if not changed or any(not t.ent_iob for t in doc):
        return None
    _keep(doc, at, len(doc), pieces)
    return _build(doc, pieces)


def _keep(doc: Doc, start: int, end: int, pieces: list[tuple[list[str], str, bool]]) -> None:
    pieces.extend(([t.text], "", bool(t.whitespace_)) for t in doc[start:end])


def _new_words(ent: Span, new: dict[str, tuple[str, str]], stock: Stock, chance: random.Random) -> list[str] | None:
    if ent.label_ == "PERSON" and all(t.is_alpha for t in ent):
        name = new.setdefault(ent[-1].text, stock.person(chance))
        return _tokens(" ".join(name) if len(ent) > 1 else name[1])
    if ent.label_ == "LOC" and len(ent) <= 2 and chance.random() < 0.5:
        return _tokens(chance.choice(stock.places))
    return None


def _tokens(name: str) -> list[str]:
    """A name as the tokenizer parts it: a hyphen between letters is a token."""
    return name.replace("-", " - ").split()


def _build(doc: Doc, pieces: list[tuple[list[str], str, bool]]) -> Doc:
    words: list[str] = []
    spaces: list[bool] = []
    spans: list[tuple[int, int, str]] = []
    for texts, label, space in pieces:
        start = len(words)
        words += texts
        # A hyphen stands close to the words around it.
        spaces += ["-" not in texts[i : i + 2] for i in range(len(texts) - 1)] + [space]
        if label:
            spans.append((start, len(words), label))
    copy = Doc(doc.vocab, words=words, spaces=spaces)
    copy.set_ents([Span(copy, a, b, label) for a, b, label in spans], default="outside")
    return copy


def more(docs: list[Doc], chance: random.Random, share: float) -> Iterator[Doc]:
    """Renamed copies of a share of the Docs."""
    stock = Stock.load()
    for doc in docs:
        if chance.random() < share:
            copy = renamed(doc, stock, chance)
            if copy is not None:
                yield copy
