"""An HTML page as the text a reader sees, line by line, each with its depth in the page.

Tags are read one by one, without a tree, so that depth of nesting costs nothing and broken markup loses nothing. Scripts, styles and the document's head are not visible; everything else is.
"""

from __future__ import annotations

import re

from detente.intake.markup import Markup, tokens
from detente.intake.stretches import Stretch

_UNSEEN = frozenset("script style template head noscript svg iframe object math select canvas audio video".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 blockquote ul ol dl table pre figure article section header footer nav aside".split())
_LINES = frozenset(
    "address body dd div dt fieldset figcaption form hgroup html label legend li main option tbody thead tfoot tr "
    "caption button center details summary dialog".split()
)
_CELLS = frozenset(("td", "th"))
_BLANK = re.compile(r"\s+")
_STEP = 2
_DEEPEST = 200
_REACH = 64


class _Renderer:
    """Gathers words into lines; `lines` holds text, indentation and blank lines before."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, int, int]] = []
        self._open: list[str] = []
        self._depth = 0
        self._unseen = 0
        self._words: list[str] = []
        self._gap = 0

    def open(self, tag: str) -> None:
        if tag in _VOID:
            if tag in ("br", "hr"):
                self.end_line(0)
            return
        if tag == "body":
            self._unseen = 0
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _CELLS:
            self._words.append(" ")
        elif tag in _PARAGRAPHS or tag in _LINES:
            self.end_line(int(tag in _PARAGRAPHS))
            self._depth += 1
        self._open.append(tag)

    def close(self, tag: str) -> None:
        if tag not in self._open[-_REACH:]:
            return
        while True:
            closed = self._open.pop()
            if closed in _UNSEEN:
                self._unseen = max(0, self._unseen - 1)
            elif closed in _PARAGRAPHS or closed in _LINES:
                self.end_line(int(closed in _PARAGRAPHS))
                self._depth -= 1
            if closed == tag:
                return

    def add(self, text: str) -> None:
        if not self._unseen:
            self._words.append(text)

    def end_line(self, gap: int) -> None:
        line = _BLANK.sub(" ", "".join(self._words)).strip()
        self._words.clear()
        if line:
            self.lines.append((line, min(self._depth, _DEEPEST) * _STEP, self._gap if self.lines else 0))
            self._gap = 0
        self._gap = max(self._gap, gap)


def render(markup: str) -> tuple[str, list[Stretch]]:
    """The visible text, lines separated by a newline or a blank line, and its stretches with depth as indentation."""
    renderer = _Renderer()
    for kind, value in tokens(markup):
        if kind is Markup.TEXT:
            renderer.add(value)
        elif kind is Markup.OPEN:
            renderer.open(value)
        else:
            renderer.close(value)
    renderer.end_line(0)
    pieces: list[str] = []
    stretches: list[Stretch] = []
    at = 0
    for line, indent, gap in renderer.lines:
        separator = "\n" * (gap + 1) if pieces else ""
        start = at + len(separator)
        pieces += (separator, line)
        at = start + len(line)
        stretches.append(Stretch(start, at, indent, gap))
    return "".join(pieces), stretches
