"""An HTML page as the text a reader sees, line by line, each with its depth in the page.

Tags are read one by one, without a tree, so that depth of nesting costs nothing and broken markup loses nothing.
Scripts, styles and the document's head are not visible; everything else is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.intake.markup import Markup, tokens
from detente.intake.stretches import Stretch

_UNSEEN = frozenset(
    ["script", "style", "template", "head", "noscript", "svg", "iframe", "object", "math", "select", "canvas", "audio", "video"]
)
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_PARAGRAPHS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "ul",
        "ol",
        "dl",
        "table",
        "pre",
        "figure",
        "article",
        "section",
        "header",
        "footer",
        "nav",
        "aside",
    ]
)
_LINES = frozenset(
    [
        "address",
        "body",
        "dd",
        "div",
        "dt",
        "fieldset",
        "figcaption",
        "form",
        "hgroup",
        "html",
        "label",
        "legend",
        "li",
        "main",
        "option",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "caption",
        "button",
        "center",
        "details",
        "summary",
        "dialog",
    ]
)
_CELLS = frozenset(("td", "th"))
_BLANK = re.compile(r"\s+")
_STEP = 2
_DEEPEST = 200
_REACH = 64
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "legend"])
_ITEMS = frozenset(("li", "dd", "dt", "option", "tr", "button", "label"))


@dataclass(frozen=True, slots=True)
class Rendered:
    """The visible text, its lines, and for each line: the share that is links, whether a paragraph, a heading, an item."""

    text: str
    stretches: list[Stretch]
    signs: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    indent: int
    gap: int
    linked: float
    tag: str


class _Renderer:
    """Gathers words into lines."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self._enclosing: list[str] = []
        self._links = 0
        self._linked = 0
        self._open: list[str] = []
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
            self._enclosing.append(tag)
        elif tag == "a":
            self._links += 1
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
                self._enclosing.pop()
            elif closed == "a":
                self._links -= 1
            if closed == tag:
                return

    def add(self, text: str) -> None:
        if not self._unseen:
            self._words.append(text)
            if self._links:
                self._linked += len(text.strip())

    def end_line(self, gap: int) -> None:
        line = _BLANK.sub(" ", "".join(self._words)).strip()
        self._words.clear()
        if line:
            indent = min(len(self._enclosing), _DEEPEST) * _STEP
            tag = self._enclosing[-1] if self._enclosing else ""
            self.lines.append(_Line(line, indent, self._gap if self.lines else 0, min(1.0, self._linked / len(line)), tag))
            self._gap = 0
        self._linked = 0
        self._gap = max(self._gap, gap)


def render(markup: str) -> Rendered:
    """The visible text, lines separated by a newline or a blank line, depth in the page as indentation."""
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
    for line in renderer.lines:
        separator = "\n" * (line.gap + 1) if pieces else ""
        start = at + len(separator)
        pieces += (separator, line.text)
        at = start + len(line.text)
        stretches.append(Stretch(start, at, line.indent, line.gap))
    signs = [
        (line.linked, float(line.tag in ("p", "blockquote")), float(line.tag in _HEADINGS), float(line.tag in _ITEMS))
        for line in renderer.lines
    ]
    return Rendered("".join(pieces), stretches, np.array(signs).reshape(-1, 4))
