"""When somebody held an office, as the words after it tell: "from 2009 to 2012", "since March 2013", "until last year"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from detente.actors.wordlists import listed

_MONTHS = listed("calendar")
_UNTIL = frozenset({"to", "until", "till", "through", "and", "-", "–"})
_REACH = 5


@dataclass(frozen=True, slots=True)
class Tenure:
    """First and last day, as far as they are told (a year means its first or last day), and whether the office has ended."""

    began: date | None = None
    ended: date | None = None
    over: bool = False


UNTOLD = Tenure()


def tenure_at(doc: Sequence[Token], i: int, *, entered: bool = False) -> Tenure:
    """What the words from a token on say about the term of an office. `entered`: "in 2014" is when it began."""
    i += i < len(doc) and doc[i].text in {",", "("}
    if i >= len(doc):
        return UNTOLD
    word = doc[i].lower_
    if word in {"from", "between"} or (word.isdigit() and doc[i - 1].text == "("):
        first, after = _year(doc, i if word.isdigit() else i + 1)
        if first is None:
            return UNTOLD
        if after < len(doc) and doc[after].lower_ in _UNTIL:
            last, _ = _year(doc, after + 1)
            return Tenure(_first_day(first), _last_day(last), over=True)
        return Tenure(_first_day(first))
    year, _ = _year(doc, i + 1)
    if word == "since" and year is not None:
        return Tenure(_first_day(year))
    if word == "until":
        return Tenure(None, _last_day(year), over=True)
    if word == "in" and year is not None and entered:
        return Tenure(_first_day(year))
    return UNTOLD


def _year(doc: Sequence[Token], i: int) -> tuple[int | None, int]:
    """The year at a token, after a month or a day perhaps, and the token after it."""
    for k in range(i, min(len(doc), i + _REACH)):
        text = doc[k].text
        if len(text) == 4 and text.isdigit() and 1900 <= int(text) <= 2100:
            return int(text), k + 1
        plain = doc[k].lower_.strip(".")
        if not (plain in _MONTHS or plain in {"early", "late", "mid", "-", ",", "the"} or text.isdigit()):
            break
    return None, i


def _first_day(year: int | None) -> date | None:
    return date(year, 1, 1) if year else None


def _last_day(year: int | None) -> date | None:
    return date(year, 12, 31) if year else None
