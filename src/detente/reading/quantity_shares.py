"""Shares and multiples in words: "a third of the army", "nearly half", "one in five Syrians", "twice as many ships".

Shares are given in percent, so that they compare with other shares; multiples have the unit "times".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from detente.reading.numerals import Numeral, knowledge
from detente.reading.parsed import parsed

_HYPHENS = frozenset({"-", "–", "‑"})
_WHOLES = frozenset({"of", "the", "its", "their", "all", "his", "our", "those", "these"})
_ENDS = frozenset({"", ".", ",", ";", ")", "to", "in", "since", "from", "by", "on", "over"})
_BEFORE = frozenset({"by", "than", "about", "nearly", "almost", "only"})
_MANY = frozenset({"many", "much", "large", "big", "high", "long"})


_WHO = frozenset({"NNS", "NNPS", "NN", "JJ", "VBZ", "VBP"})
"""Tags of what follows "one in five": who they are, or what they do."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share or multiple as a number of tokens, and where what it is of begins."""

    number: Numeral
    unit: str
    whole: int


def shares(doc: Doc) -> Iterator[Share]:
    """The shares and multiples of a text, in order."""
    lower = parsed(doc).lower
    if _words().isdisjoint(lower):
        return
    free = 0
    for i, word in enumerate(lower):
        if i >= free and word in _words():
            found = _multiple(lower, i) or _ratio(doc, i) or _half(lower, i) or _fraction(lower, i)
            if found is not None and found.number.start >= free:
                yield found
                free = found.number.end


@cache
def _words() -> frozenset[str]:
    return frozenset(knowledge()["fractions"]) | {"half", "twice", "times", "in", "out"}


def _at(lower: list[str], i: int) -> str:
    return lower[i] if 0 <= i < len(lower) else ""


def _value(word: str) -> float | None:
    """The value of a single small number."""
    if word in {"a", "an"}:
        return 1.0
    if word.isascii() and word.isdigit() and len(word) <= 3:
        return float(word)
    found = knowledge()["words"].get(word)
    return float(found) if found is not None else None


def _half(lower: list[str], i: int) -> Share | None:
    """ "Half of the ships", "half the ships", "cut by half"; not "two and a half", "half a million"."""
    if lower[i] != "half" or _at(lower, i - 1) in {"-", "first", "second", "other", "better"} or _at(lower, i + 1) in _HYPHENS:
        return None
    start = i - 1 if _at(lower, i - 1) in {"a", "one"} else i
    if _at(lower, start - 1) == "and":
        return None
    after = _at(lower, i + 1)
    if after in _WHOLES:
        return Share(Numeral(start, i + 1, 50.0), "percent", i + 1)
    return Share(Numeral(start, i + 1, 50.0), "percent", -1) if _at(lower, start - 1) == "by" and after in _ENDS else None


def _fraction(lower: list[str], i: int) -> Share | None:
    """ "A third of", "two-thirds of", "fell by a quarter"; an ordinal ("a third attempt") has no "of" and no "by"."""
    part = knowledge()["fractions"].get(lower[i])
    if part is None:
        return None
    at = i - 1 if _at(lower, i - 1) in _HYPHENS else i
    count = _value(_at(lower, at - 1))
    if count is None or not 1 <= count < part or (count > 1) != lower[i].endswith("s"):
        return None
    follows = _at(lower, i + 1)
    if follows != "of" and not (follows in _ENDS and (count > 1 or follows in {"", "."} or _at(lower, at - 2) in _BEFORE)):
        return None
    number = Numeral(at - 1, i + 1, round(100 * count / part, 2))
    return Share(number, "percent", i + 1 if follows == "of" else -1)


def _ratio(doc: Doc, i: int) -> Share | None:
    """ "One in five Syrians", "7 in 10", "four out of five doctors"."""
    lower = parsed(doc).lower
    if lower[i] == "out" and _at(lower, i + 1) == "of":
        end = i + 2
    elif lower[i] == "in":
        end = i + 1
    else:
        return None
    count, of = _value(_at(lower, i - 1)), _value(_at(lower, end))
    if count is None or of is None or not 0 < count < of <= 100 or of not in {2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100}:
        return None
    if _at(lower, i - 1) in {"a", "an"} or end + 1 >= len(doc) or doc[end + 1].tag_ not in _WHO:
        return None
    if not {lower[end + 1], lower[end + 1].removesuffix("s")}.isdisjoint(knowledge()["units"]):
        return None
    return Share(Numeral(i - 1, end + 1, round(100 * count / of, 2)), "percent", end + 1)


def _multiple(lower: list[str], i: int) -> Share | None:
    """ "Twice as many soldiers", "five times more"."""
    if lower[i] == "twice":
        start, value = i, 2.0
    elif lower[i] == "times" and (count := _value(_at(lower, i - 1))) is not None and count > 1:
        start, value = i - 1, count
    else:
        return None
    if _at(lower, i + 1) == "as" and _at(lower, i + 2) in _MANY:
        return Share(Numeral(start, i + 1, value), "times", i + 3)
    return Share(Numeral(start, i + 1, value), "times", i + 1) if _at(lower, i + 1) in {"the", "more", "its"} else None
