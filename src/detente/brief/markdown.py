"""The brief on a matter as Markdown: the same words and links, charts as tables."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from detente.brief import words
from detente.brief.model import Excerpt, Segment, anchor

if TYPE_CHECKING:
    from detente.brief.paper import Paper

_SPECIAL: Final = re.compile(r"[\\`*_\[\]|~]")
_BLOCK: Final = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s)", re.MULTILINE)
_GAPS: Final = re.compile(r"\n{3,}")


def to_markdown(paper: Paper) -> str:
    """The page as Markdown. Texts are shown as they stand: nothing in them is taken for Markdown or HTML."""
    page = _environment().get_template("paper.md.j2").render(paper=paper)
    return _GAPS.sub("\n\n", page).strip() + "\n"


def plain(value: Any) -> str:
    """Words with what Markdown or HTML would take for its own made plain."""
    text = " ".join(str(value).split())
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _BLOCK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", text))


def marked(excerpt: Excerpt) -> str:
    """A sentence with the words in bold that an entry rests on."""
    return "".join(_run(piece.text, piece.marked) for piece in excerpt.pieces).strip()


def stretch(segment: Segment) -> str:
    """A stretch of a passage, in bold where an entry rests on it."""
    return _run(segment.text, bool(segment.codes))


def _run(text: str, bold: bool) -> str:
    """A stretch of text with its blanks outside of the marks, where Markdown wants them."""
    if not text.strip():
        return " " if text else ""
    before, after = " " * text[0].isspace(), " " * text[-1].isspace()
    return f"{before}**{plain(text)}**{after}" if bold else f"{before}{plain(text)}{after}"


@cache
def _environment() -> Environment:
    """Without escaping for HTML: every text of the templates goes through `plain`."""
    environment = Environment(
        loader=PackageLoader("detente.brief"), autoescape=False, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"anchor": anchor, "series": words.series, "count": words.count, "plain": plain, "marked": marked}
    environment.filters |= {"stretch": stretch, "signed": words.signed}
    environment.globals |= {"MODALITIES": words.MODALITIES}
    return environment
