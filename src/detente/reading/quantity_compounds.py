"""Numbers joined to what they measure by a hyphen: "a 400-kilometre fence", "a 5-billion-franc fund", "a 3,500-strong force"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from detente.reading import syntax
from detente.reading.numerals import Numeral, knowledge

_HYPHENS = frozenset({"-", "–", "‑"})
_LEAST = 10
"""Below that a number joined to a noun mostly names a kind ("two-state solution", "six-party talks")."""


@dataclass(frozen=True, slots=True)
class Compound:
    """The number, its unit (None for what is counted) and the tokens of what is described."""

    number: Numeral
    unit: str | None
    item: tuple[int, int] | None
    end: int


def compound(doc: Doc, number: Numeral) -> Compound | None:
    """What a number with a hyphen after it measures; None for ages, scores and names."""
    at = number.end
    before = doc[number.start - 1] if number.start else None
    if not _joins(doc, at) or (before is not None and before.text in {"-", "/"} and not before.whitespace_):
        return None
    word = doc[at + 1]
    scale = knowledge()["scales"].get(word.lower_) if len(word) > 2 else None
    if scale is not None and _joins(doc, at + 2):
        number, at, word = replace(number, value=number.value * scale, end=at + 2), at + 2, doc[at + 3]
    if at + 3 < len(doc) and doc[at + 2].text in _HYPHENS | {"-"} and doc[at + 3].lower_.startswith("old"):
        return None
    name = syntax.lemma(word).removesuffix("s")
    unit = knowledge()["currencies"].get(name) or knowledge()["units"].get(name)
    item = _described(doc, at + 2)
    if unit is not None:
        return Compound(number, str(unit), item, item[1] if item else at + 2)
    if number.value < _LEAST or not number.figure or word.pos_ not in {"NOUN", "ADJ"} or item is None:
        return None
    whole = item if word.lower_ in {"strong", "odd", "plus"} else (at + 1, item[1])
    return Compound(number, None, whole, item[1])


def _joins(doc: Doc, at: int) -> bool:
    """Whether a hyphen joins a word to what stands before it."""
    return (
        0 < at < len(doc) - 1
        and doc[at].text in _HYPHENS
        and not doc[at].whitespace_
        and not doc[at - 1].whitespace_
        and doc[at + 1].is_alpha
    )


def _described(doc: Doc, start: int) -> tuple[int, int] | None:
    """The noun phrase that goes on after the compound."""
    end = start
    while end < len(doc) and doc[end].pos_ in {"ADJ", "NOUN", "PROPN"} and (end == start or _is_open(doc[end - 1])):
        end += 1
    while end > start and doc[end - 1].pos_ == "ADJ":
        end -= 1
    return (start, end) if end > start else None


def _is_open(token: Token) -> bool:
    return bool(token.whitespace_)
