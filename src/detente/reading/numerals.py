"""Numbers in a text: figures, number words, round numbers, ranges. What they count is `quantities.py`'s matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Doc

from detente.reading.parsed import parsed

_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,9})?|[0-9]{1,15}(?:\.[0-9]{1,9})?"
_FIGURE = re.compile(rf"({_DIGITS})(k|m|mn|bn|b|tn)?$", re.IGNORECASE)
_SPAN = re.compile(rf"({_DIGITS})[–-]({_DIGITS})$")
_HYPHENS = frozenset({"-", "–", "—", "‑"})
_VAGUE = frozenset({"several", "few", "many"})


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and its tokens. `vague` when the words themselves are round ("thousands of", "several hundred")."""

    start: int
    end: int
    value: float
    value_high: float | None = None
    vague: bool = False
    figure: str = ""


@cache
def knowledge() -> Mapping[str, Any]:
    """The words and units that ship with the package; lists come as sets."""
    raw = yaml.safe_load(files("detente.reading").joinpath("data/quantities.yaml").read_text(encoding="utf-8"))
    return {k: frozenset(map(str, v)) if isinstance(v, list) and k != "examples" else v for k, v in raw.items()}


def numerals(doc: Doc) -> Iterator[Numeral]:
    """The numbers of a text in order; a range is one numeral."""
    free = 0
    for i in _openings(doc):
        first = _read(doc, i) if i >= free else None
        if first is not None:
            found = _with_high(doc, _with_half(doc, first))
            yield found
            free = found.end


def _openings(doc: Doc) -> list[int]:
    """The tokens that a number can begin with; "a" only before a scale or "few"."""
    lower = parsed(doc).lower
    opens, after = _opening_words()
    last = len(lower) - 1
    return [
        i for i, word in enumerate(lower)
        if word[0].isdigit() or word in opens or (word in {"a", "an"} and i < last and lower[i + 1] in after)
    ]  # fmt: skip


@cache
def _opening_words() -> tuple[frozenset[str], frozenset[str]]:
    known = knowledge()
    after = frozenset(known["scales"]) | _VAGUE
    return frozenset(known["words"]) | frozenset(known["plural_scales"]) | _VAGUE | {"half", "quarter"}, after


def _with_half(doc: Doc, number: Numeral) -> Numeral:
    """ "two and a half", "two and a half million"."""
    if number.vague or [t.lower_ for t in doc[number.end : number.end + 3]] != ["and", "a", "half"]:
        return number
    end = number.end + 3
    scale = _scale_word(doc, end) if end < len(doc) and len(doc[end]) > 2 else None
    return replace(number, end=end + (scale is not None), value=(number.value + 0.5) * (scale or 1))


def _with_high(doc: Doc, low: Numeral) -> Numeral:
    """The range that a number opens ("3 to 5", "3–5", "between 3 and 5"); a change ("from 8 to 2") is two numbers."""
    joint = doc[low.end].lower_ if low.end < len(doc) else ""
    before = doc[low.start - 1].lower_ if low.start else ""
    if (
        low.value_high is not None
        or before == "from"
        or joint not in _HYPHENS | {"to", "or", "and"}
        or (joint == "and" and before != "between")
    ):
        return low
    high = _read(doc, low.end + 1)
    if high is None or high.vague:
        return low
    scale = scale_of(doc, high)
    value = low.value * scale if low.value < 1000 <= scale and low.value <= high.value / scale else low.value
    if value >= high.value:
        return low
    return replace(low, end=high.end, value=value, value_high=high.value)


def scale_of(doc: Doc, number: Numeral) -> float:
    """The last scale word of a number ("million"), 1 if it has none."""
    last = doc[number.end - 1].lower_
    figure = _FIGURE.match(last)
    return float(knowledge()["scales"].get(figure[2] or "" if figure else last, 1))


def _read(doc: Doc, i: int) -> Numeral | None:
    if i >= len(doc):
        return None
    figure = _FIGURE.match(doc[i].text)
    if figure is not None:
        return _figure(doc, i, figure)
    span = _SPAN.match(doc[i].text)
    if span is not None:
        low, high = (float(g.replace(",", "")) for g in span.groups())
        return Numeral(i, i + 1, low, high if high > low else None, figure=span[1])
    return _round(doc, i) or _words(doc, i)


def _figure(doc: Doc, i: int, match: re.Match[str]) -> Numeral:
    scales = knowledge()["scales"]
    value = float(match[1].replace(",", "")) * (scales[match[2].lower()] if match[2] else 1)
    end = i + 1
    while end < len(doc) and (scale := _scale_word(doc, end)) is not None:
        value *= scale
        end += 1
    return Numeral(i, end, value, figure=match[1])


def _scale_word(doc: Doc, i: int) -> float | None:
    """A scale that multiplies what stands before it; single letters only where they touch the number or follow a currency."""
    word = doc[i].lower_
    if len(word) == 1 and doc[i - 1].whitespace_:
        return None
    value = knowledge()["scales"].get(word)
    return float(value) if value is not None else None


def _round(doc: Doc, i: int) -> Numeral | None:
    """ "millions of", "tens of thousands of", "a billion", "several hundred", "half a million"."""
    plurals, scales = knowledge()["plural_scales"], knowledge()["scales"]
    words = [t.lower_ for t in doc[i : i + 3]] + ["", "", ""]
    if words[0] in plurals:
        if words[1] == "of" and words[2] in plurals:
            return Numeral(i, i + 3, float(plurals[words[0]] * plurals[words[2]]), vague=True)
        return Numeral(i, i + 1, float(plurals[words[0]]), vague=True)
    if words[0] == "quarter" and words[1:2] == ["of"] and words[2] == "a" and i + 3 < len(doc) and doc[i + 3].lower_ in scales:
        return Numeral(i, i + 4, scales[doc[i + 3].lower_] / 4)
    if words[0] == "half" and words[1] in {"a", "of"} and words[2] in scales and len(words[2]) > 2:
        return Numeral(i, i + 3, scales[words[2]] / 2)
    vague = words[0] in _VAGUE or (words[0] == "a" and words[1] in _VAGUE)
    first = i + 2 if words[0] == "a" and words[1] in _VAGUE else i + 1
    if words[0] not in {"a", "an"} | _VAGUE:
        return None
    value, end = 1.0, first
    while end < len(doc) and len(doc[end]) > 2 and doc[end].lower_ in scales:
        value *= scales[doc[end].lower_]
        end += 1
    return Numeral(i, end, value, vague=vague) if end > first else None


def _words(doc: Doc, i: int) -> Numeral | None:
    """ "two hundred and fifty", "twenty-five thousand"."""
    words, scales = knowledge()["words"], knowledge()["scales"]
    total, current, end = 0.0, 0.0, i
    k = i
    while k < len(doc):
        word = doc[k].lower_
        if word in words and (current % 100 == 0 or (current % 100 >= 20 and current % 10 == 0 and words[word] < 10)):
            current += words[word]
            end = k + 1
        elif word in scales and len(word) > 2 and current:
            current *= scales[word]
            if scales[word] >= 1000:
                total, current = total + current, 0.0
            end = k + 1
        elif not (
            end > i and k == end and (word in _HYPHENS or (word == "and" and (current >= 100 or total))) and _goes_on(doc, k)
        ):
            break
        k += 1
    return Numeral(i, end, total + current) if end > i else None


def _goes_on(doc: Doc, joint: int) -> bool:
    """Whether a hyphen or "and" joins two parts of one number: "twenty-five", "two hundred and six"."""
    words = knowledge()["words"]
    after = doc[joint + 1].lower_ if joint + 1 < len(doc) else ""
    if doc[joint].lower_ == "and":
        return after in words
    return after in words and words[after] < 10 and words.get(doc[joint - 1].lower_, 0) >= 20
