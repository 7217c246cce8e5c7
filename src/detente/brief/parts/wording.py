"""Small things that several parts of a brief put into words."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from detente.analysis.book import Evidence
from detente.brief.words import UNDATED, day

_ISO: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def written(text: str) -> str:
    """A text with its days as people write them: 2 March 2016."""
    return _ISO.sub(_written, text)


def _written(found: re.Match[str]) -> str:
    try:
        return day(date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        return found[0]


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def when(evidence: Evidence) -> str:
    """The day that a record is about; "reported …" where it is that of the report."""
    if evidence.on is None:
        return UNDATED
    return f"reported {day(evidence.on)}" if evidence.on == evidence.published else day(evidence.on)
