"""HTML as a flat sequence of opening tags, closing tags and text, in time linear in its length.

Parsers that build a tree cut pages off at some depth of nesting, and the standard library's event parser takes
quadratic time on damaged tags. For reading off the visible text neither a tree nor attributes are needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from html import unescape

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*+)(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+>")
_RAW = {tag: re.compile(rf"</{tag}\b", re.IGNORECASE) for tag in ("script", "style", "textarea", "title")}


class Markup(Enum):
    OPEN = "open"
    CLOSE = "close"
    TEXT = "text"


def tokens(markup: str) -> Iterator[tuple[Markup, str]]:
    """Tag names in lower case and unescaped text, in order. Comments and declarations are left out."""
    at, last_end = 0, markup.rfind(">")
    while at < len(markup):
        start = markup.find("<", at)
        if start < 0 or start > last_end:
            yield Markup.TEXT, unescape(markup[at:])
            return
        if start > at:
            yield Markup.TEXT, unescape(markup[at:start])
        match = _TAG.match(markup, start)
        if match is None:
            following = markup[start + 1 : start + 2]
            if following in ("!", "?") or following == "/" or following.isalpha():
                at = _past_oddity(markup, start)
            else:
                yield Markup.TEXT, "<"
                at = start + 1
            continue
        name = match[2].lower()
        yield (Markup.CLOSE if match[1] else Markup.OPEN), name
        at = match.end()
        if not match[1] and name in _RAW:
            closing = _RAW[name].search(markup, at)
            if closing is None:
                return
            at = closing.start()


def _past_oddity(markup: str, start: int) -> int:
    """The place after a comment, a declaration or a tag whose quotes are not closed."""
    if markup.startswith("<!--", start):
        end = markup.find("-->", start + 4)
        if end >= 0:
            return end + 3
    end = markup.find(">", start)
    return end + 1
