"""What every chart must be: well-formed, with an alternative, within its box, safe with any text, the same every time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from markupsafe import Markup

from detente.brief.svg.drawing import Drawing
from detente.brief.svg.shapes import NARROW, WIDE, breadth

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title><script>alert(1)</script>\"'&amp;\x00\x1b\ud800 | `x` [y](javascript:alert(1))"
LONG = "The Very Long-Named United Federation of the Leagues of the Northern and the Southern Coasts " * 3


def parsed(svg: Markup) -> ET.Element:
    """The SVG as XML; fails where it is not well-formed."""
    return ET.fromstring(str(svg))


def texts(svg: Markup) -> list[str]:
    """What is written in the picture."""
    return ["".join(e.itertext()) for e in parsed(svg).iter(f"{SVG}text")]


def hovers(svg: Markup) -> list[str]:
    """What the marks say to who points at them."""
    return [e.findtext(f"{SVG}title") or "" for e in parsed(svg).iter(f"{SVG}g") if e.find(f"{SVG}title") is not None]


def check(drawing: Drawing) -> None:
    """All that holds of any chart that draws something."""
    for svg, width, look in ((drawing.wide, WIDE, "wide"), (drawing.narrow, NARROW, "narrow")):
        root = parsed(svg)
        assert root.get("role") == "img"
        assert root.get("class") == look
        assert root.findtext(f"{SVG}title")
        assert root.findtext(f"{SVG}desc")
        ids = [e.get("id") for e in root.iter() if e.get("id")]
        assert len(ids) == len(set(ids))
        assert root.get("aria-labelledby") == root.find(f"{SVG}title").get("id")  # type: ignore[union-attr]
        assert root.get("aria-describedby") == root.find(f"{SVG}desc").get("id")  # type: ignore[union-attr]
        assert (root.get("viewBox") or "").startswith(f"0 0 {width} ")
        _check_sizes(root)
        _check_bounds(root, width)
    assert drawing.table.rows
    assert all(len(row) == len(drawing.table.columns) for row in drawing.table.rows)
    figure = str(drawing.figure())
    assert f'id="{drawing.key}"' in figure
    assert "<table>" in figure
    assert not re.search(r"<script|<img|<foreignObject|javascript:|\son\w+=|https?://(?!www\.w3\.org)", figure, re.IGNORECASE)


def _check_sizes(root: ET.Element) -> None:
    """No text is smaller than 11 units."""
    sizes = [float(root.get("font-size") or 0)] + [float(e.get("font-size") or 99) for e in root.iter(f"{SVG}text")]
    assert min(sizes) >= 11


def _check_bounds(root: ET.Element, width: int) -> None:
    """Nothing that stands upright runs out of the picture."""
    height = float((root.get("viewBox") or "").split()[3])
    moved = {text for group in root.iter(f"{SVG}g") if group.get("transform") for text in group.iter(f"{SVG}text")}
    for text in root.iter(f"{SVG}text"):
        if text.get("transform") or text in moved:
            continue
        x, y = float(text.get("x") or 0), float(text.get("y") or 0)
        wide = breadth("".join(text.itertext()), float(text.get("font-size") or 12.5))
        left = x - {"middle": wide / 2, "end": wide}.get(text.get("text-anchor") or "", 0.0)
        assert left >= -9, (left, "".join(text.itertext()))
        assert left + wide <= width + 9, (left + wide, "".join(text.itertext()))
        assert 0 <= y <= height, (y, height, "".join(text.itertext()))
    for shape in root.iter(f"{SVG}rect"):
        assert float(shape.get("width") or 0) >= 0
        assert float(shape.get("height") or 0) >= 0
    assert "nan" not in ET.tostring(root, encoding="unicode").lower().replace("finance", "")


def check_same(one: Drawing, other: Drawing) -> None:
    assert str(one.figure()) == str(other.figure())
    assert one.markdown() == other.markdown()


def check_safe(drawing: Drawing) -> None:
    """No text of a hostile source becomes markup, in the page or in Markdown."""
    figure = str(drawing.figure())
    assert "<script" not in figure
    assert "\x00" not in figure
    assert "\x1b" not in figure
    figure.encode()
    assert "&lt;script" in figure
    markdown = drawing.markdown()
    markdown.encode()
    assert "<script" not in markdown
    assert not re.search(r"(?<!\\)\]\(", markdown.replace("](<", ""))
