"""Quotation marks in a paragraph: straight, curly, guillemets and British single ones, balanced or not.

>>> quotations('He said "yes" and left.')
[Quotation(start=8, end=13, closed=True)]
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc

_PAIRS = {"“": '”"', "„": '“”"', "«": "»", "‘": "’'", "‚": "‘’'", "'": "'’", '"': '"”'}
_SINGLE = frozenset("‘'‚")
_MOST_APOSTROPHES = 12
_LONGEST_UNOPENED = 1500
_MARK = re.compile("[“”„«»‘’‚'\"]")
_DOUBLED = re.compile("''|``")
_BLANK_LINE = re.compile(r"\n[ \t\xa0]*\n")
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")
_ELISION = re.compile(r"(?:\d\ds?|em|n|til|tis|twas|cause|round)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Character offsets of a quotation with its marks; not `closed` when the closing mark is missing."""

    start: int
    end: int
    closed: bool = True

    def tokens(self, doc: Doc) -> range:
        """The tokens that lie inside, marks included."""
        first = bisect_left(doc, self.start, key=lambda t: t.idx)
        end = bisect_right(doc, self.end, key=lambda t: t.idx + len(t))
        return range(first, max(first, end))


def quotations(text: str) -> list[Quotation]:
    """The outermost quotations of a text in order; one without a closing mark ends with its paragraph."""
    found: list[Quotation] = []
    start = 0
    text = _DOUBLED.sub('"\0', text)
    for gap in [*(m.span() for m in _BLANK_LINE.finditer(text)), (len(text), len(text))]:
        found += _in_paragraph(text, start, gap[0])
        start = gap[1]
    return found


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    i = start
    while (mark := _MARK.search(text, i, end)) is not None:
        i = mark.start()
        if not found and _closes_nothing(text, start, i):
            found.append(Quotation(start, i + 1, closed=False))
        elif text[i] in _PAIRS and _opens(text, i):
            close = _closing(text, i, end)
            if close is not None:
                found.append(Quotation(i, close + 2 if text[close + 1 : close + 2] == "\0" else close + 1))
                i = close
            elif text[i] not in _SINGLE:
                stop = _without_mark(text, i, end)
                found.append(Quotation(i, stop, closed=False))
                i = stop - 1
        i += 1
    return found


def _closes_nothing(text: str, start: int, i: int) -> bool:
    """Whether a mark closes a quotation that the paragraph before, or nobody, opened."""
    return text[i] in '”"' and 2 < i - start < _LONGEST_UNOPENED and text[i - 1] in ",.?!…"


def _opens(text: str, i: int) -> bool:
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    if not after or after.isspace():
        return False
    if text[i] in "“„«‚":
        return True
    if before and not (before.isspace() or before in "([{—–-/:"):
        return False
    return not (text[i] in _SINGLE and _ELISION.match(text, i + 1))


def _closing(text: str, opening: int, end: int) -> int | None:
    """The closing mark that belongs to an opening one; None where another quotation opens first or nothing closes it."""
    closers = _PAIRS[text[opening]]
    fallback: int | None = None
    within: str | None = None
    single = text[opening] in _SINGLE
    marks = _MARK.finditer(text, opening + 1, end)
    for match in islice(marks, _MOST_APOSTROPHES) if single else marks:
        i = match.start()
        if not single and within is None and text[i] in '“"' and text[i] != text[opening] and _looks_opening(text, i):
            within = _PAIRS[text[i]]
            continue
        if within is not None and text[i] in within:
            within = None
            continue
        if text[i] not in closers:
            if text[i] == text[opening] and text[opening] not in _SINGLE:
                return fallback
            continue
        if single:
            verdict = _closes_single(text, i)
            if verdict:
                return i
            if verdict is None and not (fallback and _SENTENCE_END.search(text, fallback, i)):
                fallback = i
        elif text[opening] != '"' or not _looks_opening(text, i):
            return i
        else:
            return None
    return fallback


def _looks_opening(text: str, i: int) -> bool:
    return text[i - 1].isspace() and text[i + 1 : i + 2].isalnum()


def _closes_single(text: str, i: int) -> bool | None:
    """Whether a single mark closes a quotation: True, False, or None when it may be the apostrophe of a plural owner."""
    before, after = text[i - 1], text[i + 1 : i + 2]
    if after.isalnum() or before.isspace():
        return False
    if before in ".,!?…" or after in {"", ".", ",", ";", ":", ")", "?", "!"}:
        return True
    return None if before == "s" else True


def _without_mark(text: str, opening: int, end: int) -> int:
    """Where an unclosed quotation stops: at the sentence before another one opens, else at the paragraph's end."""
    following = next((i for i in range(opening + 1, end) if text[i] == text[opening]), None)
    if following is not None:
        sentence = _SENTENCE_END.search(text, opening, following)
        return sentence.end() if sentence else following
    return len(text[:end].rstrip())
