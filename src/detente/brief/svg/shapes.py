"""What the charts are drawn with: elements, text that is measured and broken, colours, and the frame of an SVG.

Widths of text are estimates on the wide side, since no font is known here. Coordinates are rounded to a tenth, so that the same
input gives the same bytes everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

FONT: Final = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans',Arial,sans-serif"
INK: Final = "#1a1a1a"
SOFT: Final = "#565656"
FAINT: Final = "#9a968d"
LINE: Final = "#d4d0c8"
PAPER: Final = "#ffffff"
BLUE: Final = "#1f5f99"
"""Cooperation, and what is told as fact."""
RUST: Final = "#d55e00"
"""Conflict: lighter than blue in grey, apart from it for every kind of colour blindness (Okabe and Ito)."""
SIZE: Final = 12.5
"""Of text, in units of the view box. Drawings are shown at 0.89 of their width or more, so it is never under 11 px."""
WIDE: Final = 720
NARROW: Final = 360

_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SLIM: Final = frozenset("iljtfrI.,:;'|!()[] -’“”\"")
_BROAD: Final = frozenset("mwMW@%—…")
_SMALL_COMBINING: Final = frozenset({"Mn", "Me", "Cf"})


@dataclass(frozen=True, slots=True)
class Canvas:
    """Where one variant of a chart is drawn: `key` is the start of its ids, `width` that of its view box."""

    key: str
    width: float

    @property
    def is_narrow(self) -> bool:
        return self.width < WIDE

    def frame(self, height: float, title: str, summary: str, parts: Iterable[Markup]) -> Markup:
        """The SVG, with a title and a description for those who don't see it."""
        name, told = f"{self.key}-title", f"{self.key}-desc"
        return el(
            "svg",
            el("title", words(title), id=name),
            el("desc", words(summary), id=told),
            *parts,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {self.width:g} {_plain(height)}",
            class_="narrow" if self.is_narrow else "wide",
            role="img",
            aria_labelledby=name,
            aria_describedby=told,
            font_family=FONT,
            font_size=SIZE,
            fill=INK,
        )


def canvases(key: str) -> tuple[Canvas, Canvas]:
    """The wide and the narrow canvas of a chart. Raises ValueError for a key that is no id."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"no key for a chart: {key!r}; use letters, digits and hyphens, a letter first")
    return Canvas(f"{key}-wide", WIDE), Canvas(f"{key}-narrow", NARROW)


def el(name: str, *children: Markup | str, **attributes: str | float | None) -> Markup:
    """An element. Underscores in attributes stand for hyphens; those that are None are left out; everything is escaped."""
    held = Markup("").join(
        Markup(' {}="{}"').format(_attribute(k), _plain(v) if isinstance(v, float | int) else _clean(v))
        for k, v in attributes.items()
        if v is not None
    )
    inner = Markup("").join(child if isinstance(child, Markup) else escape(_clean(child)) for child in children)
    return Markup("<{0}{1}>{2}</{0}>").format(name, held, inner) if inner else Markup("<{}{}/>").format(name, held)


def _attribute(name: str) -> str:
    return name if name == "viewBox" else name.rstrip("_").replace("_", "-")


def _plain(value: float) -> str:
    """A coordinate: a tenth is enough, and there is no minus nought."""
    return f"{round(value, 1) + 0.0:g}" if abs(value) < 1e5 else f"{value:.0f}"


def _clean(text: str) -> str:
    return _CONTROLS.sub(" ", text)


def words(text: str) -> str:
    """Text on one line."""
    return " ".join(_clean(text).split())


def text(x: float, y: float, content: str, size: float = SIZE, **more: str | float | None) -> Markup:
    """A line of text at its baseline."""
    return el("text", words(content), x=x, y=y, **({"font_size": size} if size != SIZE else {}), **more)


def lines(x: float, y: float, content: Iterable[str], size: float = SIZE, **more: str | float | None) -> list[Markup]:
    """Lines of text, the first at `y`."""
    return [text(x, y + n * size * 1.25, line, size, **more) for n, line in enumerate(content)]


def rule(x1: float, y1: float, x2: float, y2: float, stroke: str = LINE, **more: str | float | None) -> Markup:
    return el("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, **more)


def box(x: float, y: float, width: float, height: float, **more: str | float | None) -> Markup:
    return el("rect", x=x, y=y, width=width, height=height, **more)


def dot(x: float, y: float, r: float, **more: str | float | None) -> Markup:
    return el("circle", cx=x, cy=y, r=r, **more)


def path(d: str, **more: str | float | None) -> Markup:
    return el("path", d=d, **more)


def polygon(points: Iterable[tuple[float, float]], **more: str | float | None) -> Markup:
    return el("polygon", points=" ".join(f"{_plain(x)},{_plain(y)}" for x, y in points), **more)


def hover(shape: Markup, told: str) -> Markup:
    """A shape, with words for who points at it."""
    return el("g", el("title", words(told)), shape)


def breadth(content: str, size: float = SIZE) -> float:
    """About how wide a line of text is."""
    return size * sum(map(_letter, content))


def _letter(letter: str) -> float:
    if unicodedata.category(letter) in _SMALL_COMBINING:
        return 0.0
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return 1.05
    if letter in _SLIM:
        return 0.37
    if letter in _BROAD:
        return 0.95
    return 0.72 if letter.isupper() else 0.6


def shortened(content: str, width: float, size: float = SIZE) -> str:
    """Text cut to a width, with an ellipsis where something is missing."""
    held = words(content)
    if breadth(held, size) <= width:
        return held
    used = _letter("…") * size
    for n, letter in enumerate(held):
        used += _letter(letter) * size
        if used > width:
            return f"{held[:n].rstrip()}…"
    return held


def broken(content: str, width: float, most: int | None = None, size: float = SIZE) -> list[str]:
    """Text in lines of a width, at most so many; longer words and what comes after the last line are cut."""
    found: list[str] = []
    left = words(content).split()
    while left:
        line = left.pop(0)
        if most is not None and len(found) == most - 1:
            line = " ".join([line, *left])
            left = []
        while left and breadth(f"{line} {left[0]}", size) <= width:
            line = f"{line} {left.pop(0)}"
        found.append(shortened(line, width, size))
    return found


def hatched(x: float, y: float, width: float, height: float) -> Markup:
    """A bar of conflict: rust with dark strokes across, so that it is told from cooperation without colour."""
    strokes = [f"M{x:.1f} {y + n:.1f}h{width:.1f}" for n in range(3, int(height), 5)]
    across = path("".join(strokes), stroke="#8f3d00", fill="none", stroke_width="0.8") if strokes else Markup("")
    return el("g", box(x, y, width, height, fill=RUST), across)


def hollow(x: float, y: float, width: float, height: float, stroke: str) -> Markup:
    """A bar of what is only alleged."""
    return box(x, y, width, max(height, 1.0), fill=PAPER, stroke=stroke, stroke_width="1.4", stroke_dasharray="3 2")


def disc(x: float, y: float, label: str) -> Markup:
    """A number on the chart that a list beneath it explains."""
    return el(
        "g",
        dot(x, y, 8, fill=INK),
        text(x, y + 4, label, size=11, text_anchor="middle", fill=PAPER, font_weight="600"),
    )


def legend(x: float, y: float, width: float, entries: Iterable[tuple[Markup, str]]) -> tuple[list[Markup], float]:
    """Signs with their meaning, drawn around (8, 0) each, in as many rows as they take; the parts, and their height."""
    parts: list[Markup] = []
    across, down = 0.0, 0.0
    for sign, meaning in entries:
        needed = 22 + breadth(meaning) + 14
        if across and across + needed - 14 > width:
            across, down = 0.0, down + 19
        parts.append(el("g", sign, transform=f"translate({_plain(x + across)} {_plain(y + down)})"))
        parts.append(text(x + across + 22, y + down + 4.5, shortened(meaning, width - 22)))
        across += needed
    return parts, (down + 19 if parts else 0.0)
