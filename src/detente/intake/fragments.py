"""Pieces of HTML as feeds and tables carry them, as paragraphs of plain text."""

from __future__ import annotations

import html
import re
from typing import Final

from detente.intake.decoding import canonical

_MARKUP: Final = re.compile(r"<(?:p|div|br|a|span|img|ul|li|h[1-6]|em|strong|b|i|blockquote|figure|table)\b[^<>]*/?>", re.I)
_SILENT: Final = re.compile(r"<(script|style|template|noscript)\b.*?</\1\s*>|<!--.*?-->", re.I | re.S)
_BREAK: Final = re.compile(
    r"</?(?:p|div|br|hr|li|ul|ol|h[1-6]|blockquote|figure|figcaption|table|tr|section|article|header|footer|pre|dl|dt|dd)\b[^<>]*>",
    re.I,
)
_TAG: Final = re.compile(r"</?[a-z][^<>]*>", re.I)


def looks_like_markup(text: str) -> bool:
    return _MARKUP.search(text) is not None


def fragment_text(markup: str) -> str:
    """The visible text, one paragraph a line. Entities are resolved; scripts and comments are left out.

    >>> fragment_text("<p>Talks <b>resume</b> &amp; end.</p><p>In Doha.</p>")
    'Talks resume & end.\\nIn Doha.'
    """
    flat = " ".join(_SILENT.sub(" ", markup).split()) if _MARKUP.search(markup) else markup
    plain = html.unescape(_TAG.sub("", _BREAK.sub("\n", flat)))
    rows = (" ".join(row.split()) for row in canonical(plain).split("\n"))
    return "\n".join(row for row in rows if row)
