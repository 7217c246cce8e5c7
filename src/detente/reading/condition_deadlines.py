"""By when: deadlines ("by the end of April", "within 30 days", "no later than May 12") and the last day that they leave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from detente.reading import periods, syntax
from detente.reading.expressions import expressions
from detente.reading.periods import NUMBERS

OPENINGS = frozenset({"by", "before", "within", "later"})
_LENGTH = re.compile(
    r"(?:(?P<hedge>a few|several|the next|the coming) )?(?P<number>\d{1,3}|" + "|".join(NUMBERS) + r")?[ -]?"
    r"(?P<unit>hour|day|week|month|year)s?\b(?! old)"
)
_END = re.compile(r"(?:the )?(?:very )?end of|(?:the )?year['’]s end|year-end")
_SIGNING = re.compile(r"\b(?:sign(?:ed|ing)|signature|initialled|concluded)\b")
_FROM = frozenset({"of", "after", "from", "following"})
_SIGNED = frozenset({"signing", "signature", "sign", "agreement", "accord", "deal", "pact", "treaty", "conclusion"})


@dataclass(frozen=True, slots=True)
class Deadline:
    """Tokens of a deadline and its last day; None where it runs from something whose date the text does not give."""

    start: int
    end: int
    due: date | None


def deadline(token: Token, on: date | None) -> Deadline | None:
    """The deadline that a word opens, reckoned from the date `on`."""
    doc, at, lower = token.doc, token.i, token.lower_
    if lower == "later":
        if not (0 < at < len(doc) - 2 and doc[at - 1].lower_ in {"no", "not"} and doc[at + 1].lower_ == "than"):
            return None
        return _dated(doc, (at - 1, at + 2), "by", on)
    if at + 1 >= syntax.sentence_bounds(token)[1]:
        return None
    if lower == "within":
        return _within(doc, at, on)
    return _dated(doc, (at, at + 1), lower, on)


def _dated(doc: Doc, opening: tuple[int, int], word: str, on: date | None) -> Deadline | None:
    """A deadline that names a day, a month or a year right after its opening words."""
    start, after = opening
    base = doc[after].idx
    stop = syntax.sentence_bounds(doc[start])[1]
    rest = doc.text[base : doc[stop - 1].idx + len(doc[stop - 1])]
    whole = "by" if _END.match(rest) else word
    if on is not None and (year := re.match(r"(?:the )?year['’]s end|year-end", rest)):
        return _until(doc, start, base + year.end(), date(on.year, 12, 31))
    found = next(iter(expressions(f"{whole} {rest}", on, True)), None)
    if found is None or found.start_char > len(whole) + 5 or found.period.end is None:
        return None
    plain = found.start_char > 0 and whole == "before" and found.period.start is not None
    due = found.period.start - timedelta(days=1) if plain and found.period.start is not None else found.period.end
    return _until(doc, start, base + found.end_char - len(whole) - 1, due)


def _within(doc: Doc, start: int, on: date | None) -> Deadline | None:
    """ "Within 30 days", "within fourteen months of its signing"."""
    base = doc[start + 1].idx
    stop = syntax.sentence_bounds(doc[start])[1]
    length = _LENGTH.match(doc.text[base : doc[stop - 1].idx + len(doc[stop - 1])].lower())
    if length is None:
        return None
    plain = _until(doc, start, base + length.end(), None)
    if plain is None:
        return None
    anchor, end = _anchor(doc, plain.end, stop)
    since = on if anchor is None else _signed_on(doc, on) if syntax.lemma(anchor) in _SIGNED else None
    return Deadline(start, end, _moved(since, length))


def _moved(since: date | None, length: re.Match[str]) -> date | None:
    word, unit = length["number"], length["unit"]
    if since is None or word is None or (length["hedge"] or "") in {"a few", "several"}:
        return None
    count = int(word) if word.isdigit() else NUMBERS[word]
    if unit == "hour":
        return since + timedelta(days=-(-count // 24))
    return periods.moved(since, count, unit)


def _anchor(doc: Doc, at: int, stop: int) -> tuple[Token | None, int]:
    """What a deadline runs from and where that ends: "of its signing", "after the vote"."""
    if at >= stop or doc[at].lower_ not in _FROM:
        return None, at
    end = at + 1
    while end < stop and (doc[end].tag_ == "VBG" or doc[end].pos_ in {"DET", "PRON", "ADJ", "NOUN", "PROPN", "PART"}):
        end += 1
    return (doc[end - 1], end) if end > at + 1 else (None, at)


def _signed_on(doc: Doc, on: date | None) -> date | None:
    """The day on which the text says something was signed."""
    for match in _SIGNING.finditer(doc.text):
        near = doc.text[match.end() : match.end() + 60]
        for found in _days(near.split(". ")[0], on):
            return found
    return None


def _days(text: str, on: date | None) -> Iterator[date]:
    for found in expressions(text, on, False):
        if found.period.start is not None and found.period.start == found.period.end:
            yield found.period.start


def _until(doc: Doc, start: int, end_char: int, due: date | None) -> Deadline | None:
    end_char -= doc.text[:end_char].endswith(".")
    last = next((t.i + 1 for t in doc[start : start + 12] if t.idx + len(t) >= end_char), None)
    return Deadline(start, last, due) if last is not None else None
