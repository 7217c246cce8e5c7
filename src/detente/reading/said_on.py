"""When something was said: the day named with the cue, else the document's own.

A time that is no one day ("last week", "in 2014") is given by `said_within`; `said_on` is then None, for a day would be
more exact than the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from spacy.tokens import Doc, Token

from detente.reading import syntax
from detente.reading.expressions import expressions
from detente.reading.parsed import parsed
from detente.reading.periods import Period

_VAGUE = frozenset({"earlier", "previously", "recently", "once", "formerly", "ago"})
_HAZY = re.compile("|".join(sorted(_VAGUE)), re.IGNORECASE)
_BOUND = re.compile(r"(?:since|by|until|till|before|after|from|for|within)\b", re.IGNORECASE)
_OCCASIONS = frozenset(
    {
        "publish", "release", "issue", "air", "broadcast", "date", "give", "deliver", "hold", "post", "make", "sign", "write",
        "send", "file", "print", "record", "conduct", "speak", "address", "talk", "meet", "visit", "appear", "ask", "announce",
        "present", "attend", "arrive", "comment", "respond", "react", "testify", "open", "begin", "tell",
    }
)  # fmt: skip
_APART = frozenset({"appos", "acl", "acl:relcl", "advcl", "ccomp", "xcomp", "csubj", "conj", "parataxis"})
_LONGEST_TIME = 6
_AHEAD = frozenset({"will", "shall", "'ll", "’ll"})


def said_on(cue: tuple[int, int], spans: Sequence[tuple[int, int]], doc: Doc, on: date | None) -> date | None:
    """The day of a statement, `on` where its sentence names no other time; None where that time is no one day.

    `cue` and `spans` (of the content) are token offsets in `doc`; `on` is the document's date.
    """
    found = said_within(cue, spans, doc, on)
    return found.start if found.start == found.end else None


def said_within(cue: tuple[int, int], spans: Sequence[tuple[int, int]], doc: Doc, on: date | None) -> Period:
    """The time of a statement: first and last day, None where a bound is unknown."""
    held = parsed(doc)
    future = not _AHEAD.isdisjoint(held.lower[slice(*cue)])
    vague = False
    for start, end in _outside(cue, spans, doc):
        text = held.slice(start, end)
        for e in expressions(text, on, future):
            first = held.tokens[start].idx
            phrase = doc.char_span(first + e.start_char, first + e.end_char, alignment_mode="expand")
            if phrase is None or _BOUND.match(phrase.text):
                continue
            if (start == cue[1] and phrase.start == start) or _is_of_saying(phrase.root, cue):
                return Period(None, on) if e.looks_back else e.period
        vague = vague or (
            _HAZY.search(text) is not None
            and any(held.lower[i] in _VAGUE and _is_of_saying(held.tokens[i], cue) for i in range(start, end))
        )
    return Period(None, on) if vague else Period(on, on)


def _outside(cue: tuple[int, int], spans: Sequence[tuple[int, int]], doc: Doc) -> Iterator[tuple[int, int]]:
    """The stretches of the cue's sentence outside the content, and what stands between the cue and "that"."""
    held = parsed(doc)
    low, high = held.sentence(cue[0])
    for start, end in sorted(spans):
        if start > low:
            yield low, min(start, high)
        if start == cue[1]:
            near = held.lower[start : start + _LONGEST_TIME]
            that = start + near.index("that") if "that" in near else start
            if that > start:
                yield start, that
        low = max(low, end)
        if low >= high:
            return
    yield low, high


def _is_of_saying(token: Token, cue: tuple[int, int]) -> bool:
    """Whether a time belongs to the cue: it hangs on it, on an occasion ("in a letter sent on Monday"), or on the sentence."""
    if cue[0] <= token.i < cue[1]:
        return True
    below = token
    for above in syntax.ancestors(token):
        if below.dep_ in _APART and syntax.lemma(below) not in _OCCASIONS and not cue[0] <= below.i < cue[1]:
            return False
        if cue[0] <= above.i < cue[1]:
            return True
        below = above
    return True
