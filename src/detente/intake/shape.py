"""What a stretch looks like by itself, in numbers: length, punctuation, capitals, dates, the phrases it uses."""

from __future__ import annotations

import re

import numpy as np

from detente.intake.dates import find_date
from detente.intake.words import phrases, word_set

LONGEST = 4000
WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?=\s+[\"“‘'(\[]?[^\W\d_a-z]|\s*$)|[。！？]")
_TERMINAL = re.compile(r"[.!?。！？…][\"”’'»」)\]]*\s*(?:\[\d+\]\s*)?$")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BULLET = re.compile(r"(?:[*+•▪‣]|o|-|–|\d{1,2}[.)])(?:\s+|$)")
_QUOTE = re.compile(r"[\"“”«»]")
_SAYING = re.compile(r"\b(?:said|says|told|added|wrote|according to|announced|reported|explained|noted)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.|\w@\w|\.(?:com|org|net|co\.uk)\b", re.IGNORECASE)
_HANDLE = re.compile(r"(?:^|\s)[@#]\w")
_BYLINE = re.compile(
    r"(?:by|author|text|written by|posted by|reporting by|editing by|from|von)[:\s]+\w"
    r"|.{0,40}\b(?:staff|correspondent|reporter|editor)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b[ap]\.?m\b", re.IGNORECASE)
_AGO = re.compile(r"\b(?:\d+|an?)\s*(?:min(?:ute)?|h(?:ou)?r?|day|week|month|year)s?\s+ago\b", re.IGNORECASE)
_YOU = re.compile(r"\b(?:you|your|we|our|us)\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s[|/»›>•·]\s|»|\s/\s")


def _share(count: int, of: int) -> float:
    return count / of if of else 0.0


def own_shape(text: str) -> list[float]:
    """The columns that a stretch has by itself."""
    text = text[:LONGEST]
    bullet = _BULLET.match(text)
    core = text[bullet.end() :] if bullet else text
    words = WORD.findall(core)
    lower = [w.lower() for w in words]
    count = max(len(words), len(_IDEOGRAPH.findall(core)) // 2)
    stops = word_set("stop_words")
    content = [w for w in words if w.lower() not in stops]
    dated = find_date(core[:300]) if count <= 60 else None
    short = count <= 60
    return [
        float(np.log1p(count)),
        float(np.log1p(len(core))),
        float(len(_SENTENCE_END.findall(core))),
        float(bool(_TERMINAL.search(core))),
        float(core.rstrip().endswith(":")),
        float(core.rstrip().endswith(("...", "…"))),
        float(core[:1].islower()),
        float(core[:1].isupper() or core[:1] in "\"“‘'"),
        float(bullet is not None),
        float(bullet is not None and text[:1] in "+o"),
        _share(core.count(","), count),
        _share(sum(w in stops for w in lower), count),
        _share(sum(w[:1].isupper() for w in content), len(content)),
        _share(sum(w.isupper() and len(w) > 1 for w in words), count),
        _share(sum(c.isdigit() for c in core), len(core)),
        _share(sum(not c.isalnum() and not c.isspace() for c in core), len(core)),
        float(len(_QUOTE.findall(core))),
        float(bool(_SAYING.search(core))),
        float(bool(_ADDRESS.search(core))),
        float(bool(_HANDLE.search(core))),
        float(dated is not None),
        _share(dated.end - dated.start, len(core)) if dated else 0.0,
        float(bool(_CLOCK.search(core)) and short),
        float(bool(_AGO.search(core))),
        float(short and bool(_BYLINE.match(core))),
        _share(len(_YOU.findall(core)), count),
        float(bool(_SEPARATOR.search(core))),
        float(len(phrases("notice").findall(core))),
        float(len(phrases("navigation").findall(core)) if short else 0),
        float(bool(phrases("teaser").search(core)) and short),
        float(bool(phrases("caption").search(core))),
        float(bool(re.match(r"\W*(?:copyright|©|\(c\))", core, re.IGNORECASE))),
        float(core.startswith("(") and core.endswith(")")),
        _share(len(set(lower)), count),
        _share(sum(w[:1].isalpha() and not w[:1].isupper() for w in words), len(words)),
    ]


SHAPE = (
    "words",
    "chars",
    "sentences",
    "terminal",
    "colon",
    "ellipsis",
    "lower_start",
    "upper_start",
    "bullet",
    "sub_bullet",
    "commas",
    "stops",
    "capitals",
    "shouting",
    "digits",
    "signs",
    "quotes",
    "saying",
    "address",
    "handle",
    "dated",
    "date_share",
    "clock",
    "ago",
    "byline",
    "you",
    "separator",
    "notice",
    "navigation",
    "teaser",
    "caption",
    "copyright",
    "bracketed",
    "variety",
    "lowered",
)
