"""An outlet's name that stands by itself: on a line near the title, beside the date, after "Source:", in a dateline.

    >>> outlet_beside_date("Steppe Monitor | 28 March 2018")
    'Steppe Monitor'
    >>> outlet_beside_date("World News | 28 March 2018") is None
    True

Sections, buttons and offices look much like outlets ("World News", "Next Post", "Military Observer"), and a wrong outlet
is worse than none: a name counts when it is known, when it is the page's own address, or when it ends with a newspaper's
noun and has a word beside it that is no section's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.intake.dates import find_dates
from detente.intake.outlets import host_of
from detente.intake.words import word_set
from detente.records import Block, BlockRole

_WORD = re.compile(r"[\w.'’&/-]+")
_SMALL = frozenset(["of", "the", "and", "for", "de", "la", "le", "al", "&"])
_PART = re.compile(r"\s*[|·•–—,;()\[\]]\s*|\s+[-/]\s+|\s+(?:for|of|at)\s+(?=(?:[Tt]he\s)?[A-Z])")
_LEADING = re.compile(
    r"(?:(?:first |originally )?(?:published|posted|printed|appeared|reported|updated)\b:?|from|in|by|on|at|via)\s+",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"\s+(?:on|at|in|of|from)$", re.IGNORECASE)
_SOURCE = re.compile(r"\W*(?:source|via|publication|publisher|outlet|newspaper)\s*:\s*(?P<name>[^|,;(\n]{2,60})", re.IGNORECASE)
_DATELINE = re.compile(r"(?P<place>[^()\n]{0,70})\((?P<wire>[^()\n]{2,40})\)\s*(?:[-–—]|:)")
_PLACE_WORD = re.compile(r"[^\W\d_a-z][\w.'’/-]*|\d{1,4}(?:st|nd|rd|th)?|of|the|al-\w+|and|on|in", re.UNICODE)
_BEFORE_TITLE, _HEADER = 3, 8
_MOST_WORDS = 6
_HEAD = frozenset((BlockRole.BYLINE, BlockRole.DATE, BlockRole.NAVIGATION))
_READ = frozenset((BlockRole.LEAD, BlockRole.BODY, BlockRole.QUOTE))


def is_masthead(name: str, host: str | None = None) -> bool:
    """Whether a name alone on a line is an outlet's and cannot be a section, a button or an office."""
    if name.lower() in word_set("never_alone"):
        return False
    if _is_known(name) or (host is not None and _joined(name) in _labels(host)):
        return True
    words = _WORD.findall(name)
    if not 2 <= len(words) <= _MOST_WORDS or " ".join(words) != name:
        return False
    if not all(w[0].isupper() or w in _SMALL or w[0].isdigit() for w in words):
        return False
    lowered = [w.lower() for w in words]
    if lowered[0] in word_set("no_mastheads") or (
        lowered[-1] not in word_set("mastheads") and lowered[-2:] != ["news", "agency"]
    ):
        return False
    plain = word_set("media_words") | word_set("slogan_words") | word_set("no_mastheads") | _SMALL
    return any(w not in plain for w in lowered[:-1])


def outlet_beside_date(line: str, host: str | None = None) -> str | None:
    """The outlet on a line of date or byline: "Khyber Courier, March 6, 2016", "By Ada Byron, Khyber Courier"."""
    parts, at = [], 0
    for found in [*find_dates(line), None]:
        parts += _PART.split(line[at : found.start if found else len(line)])
        at = found.end if found else at
    names = [name for part in parts if is_masthead(name := _bare(part), host)]
    return names[-1] if len(set(names)) == 1 else None


def outlet_of_source_line(line: str, host: str | None = None) -> str | None:
    """The outlet of a line "Source: Khyber Courier"; None for the sources of pictures and of figures."""
    match = _SOURCE.match(line)
    name = match["name"].strip(" .") if match else ""
    words = [w.lower() for w in _WORD.findall(name)]
    if is_masthead(name, host):
        return name
    broadcaster = len(words) > 1 and name[:1].isupper() and (words[0] == "radio" or words[-1] in word_set("broadcasters"))
    distinct = any(w not in word_set("media_words") | word_set("slogan_words") | word_set("no_mastheads") for w in words)
    return name if broadcaster and distinct and len(words) <= _MOST_WORDS else None


def outlet_of_dateline(paragraph: str) -> str | None:
    """The agency in a dateline, "KABUL, March 6 (Reuters) - ..."."""
    match = _DATELINE.match(paragraph)
    if match is None or not all(_PLACE_WORD.fullmatch(w) for w in re.findall(r"[^\s,]+", match["place"])):
        return None
    name = re.split(r"\s*[/,]\s*", match["wire"])[0].strip()
    return name if is_masthead(name) else None


def find_masthead(text: str, blocks: Sequence[Block], url: str | None) -> str | None:
    """The outlet that stands near the title or beside the date, else the one after "Source:"; None where two compete."""
    host = host_of(url)
    first = next((i for i, b in enumerate(blocks) if b.role in _READ), len(blocks))
    title = next((i for i, b in enumerate(blocks[:first]) if b.role is BlockRole.TITLE), None)
    start = max(0, first - _HEADER) if title is None else max(0, title - _BEFORE_TITLE)
    head = [(b.role, text[b.start : b.end]) for b in blocks[start:first] if b.role in _HEAD]
    stamped = {name for role, line in head if role is not BlockRole.NAVIGATION and (name := outlet_beside_date(line, host))}
    alone = {line for _, line in head if is_masthead(line, host)}
    sources = (text[b.start : b.end] for b in blocks if b.role not in _READ and b.role is not BlockRole.CAPTION)
    named = {name for line in sources if len(line) < 100 and (name := outlet_of_source_line(line, host))}
    return next((names.pop() for names in (alone, stamped, named) if len(names) == 1), None)


def _bare(part: str) -> str:
    """A part of a line without "Published in" before it and "on" after it."""
    part = part.strip(" .:")
    while match := _LEADING.match(part):
        part = part[match.end() :]
    return _TRAILING.sub("", part.removeprefix("the "))


def _is_known(name: str) -> bool:
    """Whether a name is a known outlet's; one that is a common word as well ("Dawn", "TIME") only as it writes itself."""
    if " " in name:
        return name.lower() in word_set("outlets")
    return name in word_set("outlets", as_written=True)


def _labels(host: str) -> set[str]:
    return {_joined(label) for label in host.split(".")[:-1] if len(label) > 3}


def _joined(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower().removeprefix("the "))
