"""A drawn chart: two SVGs, one for wide and one for narrow pages, and the same content as a table.

In a Jinja template `{{ drawing }}` gives the whole figure; `drawing.markdown()` gives it without a picture. The page includes
`STYLE` once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from detente.brief.svg.model import Ref
from detente.brief.svg.shapes import words
from detente.brief.words import count, web_address

STYLE: Final = """\
.chart{margin:0 0 1.5rem;container-type:inline-size}
.chart figcaption{font:.85rem/1.4 var(--sans,system-ui,sans-serif);color:#565656;margin:0 0 .5rem}
.chart figcaption b{display:block;font-size:.95rem;color:#1a1a1a}
.chart .vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.chart .marks{font:.85rem/1.4 var(--sans,system-ui,sans-serif);padding-left:1.6rem;margin:.4rem 0 0}
.chart svg{display:block;width:100%;height:auto;margin:0 auto;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.chart .wide{max-width:50rem}
.chart .narrow{max-width:27rem}
.chart .wide{display:none}
@container (min-width:40rem){.chart .wide{display:block}.chart .narrow{display:none}}
.chart .note{font:.8rem/1.4 var(--sans,system-ui,sans-serif);color:#565656;margin:.4rem 0 0}
.chart details{font:.85rem/1.4 var(--sans,system-ui,sans-serif);margin-top:.5rem}
.chart summary{cursor:pointer;color:#1d4f76;text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.15em}
.chart .cells{overflow-x:auto}
.chart table{border-collapse:collapse;font-size:.82rem;margin:.4rem 0}
.chart th,.chart td{text-align:left;vertical-align:top;padding:.2rem .75rem .2rem 0;border-bottom:1px solid #d4d0c8}
@media print{.chart{break-inside:avoid}}
"""
MOST_ROWS: Final = 200
"""Rows of a table that are shown; a note counts the others."""
_SPECIAL: Final = re.compile(r"[\\`*_\[\]|~]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell: words, and links that follow them."""

    text: str = ""
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart and what it shows in words. `wide` and `narrow` are empty where there is nothing to draw; `summary` says why.

    `items` are the numbered marks of the chart, in their order; `notes` say what is not drawn, and why.
    """

    key: str
    title: str
    summary: str
    wide: Markup
    narrow: Markup
    table: Table
    items: tuple[Cell, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.wide

    def __html__(self) -> Markup:
        return self.figure()

    def figure(self) -> Markup:
        """The figure for a page: heading, chart, numbered marks, notes, and the table to open."""
        caption = Markup("<figcaption><b>{}</b> {}</figcaption>").format(words(self.title), words(self.summary))
        items = _join(Markup("<li>{}</li>").format(_html(cell)) for cell in self.items)
        notes = _join(Markup('<p class="note">{}</p>').format(words(note)) for note in self.notes)
        listed = Markup('<ol class="marks">{}</ol>').format(items) if items else Markup("")
        return Markup('<figure class="chart" id="{}">\n{}\n{}{}\n{}{}{}</figure>').format(
            self.key, caption, self.wide, self.narrow, listed, notes, self._details()
        )

    def _details(self) -> Markup:
        if not self.table.rows:
            return Markup("")
        head = _join(Markup('<th scope="col">{}</th>').format(name) for name in self.table.columns)
        body = _join(_row(row) for row in self.table.rows[:MOST_ROWS])
        return Markup(
            '<details><summary>As a table<span class="vh">: {}</span></summary>\n'
            '<div class="cells" tabindex="0" role="region" aria-label="{}">'
            "<table><thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table></div>{}</details>"
        ).format(words(self.title), f"Table: {words(self.title)}", head, body, self._cut('<p class="note">{}</p>'))

    def _cut(self, form: str) -> Markup:
        more = len(self.table.rows) - MOST_ROWS
        return Markup(form).format(f"{count(more, 'more row')} not shown.") if more > 0 else Markup("")

    def markdown(self) -> str:
        """The summary, the numbered marks, the table and the notes, for pages without pictures. Headings are the page's."""
        blocks = [_marked(self.summary)]
        if self.items:
            blocks.append("\n".join(f"{n}. {_markdown(cell)}" for n, cell in enumerate(self.items, 1)))
        if self.table.rows:
            rows = [_piped(map(_marked, self.table.columns)), _piped("---" for _ in self.table.columns)]
            rows += [_piped(map(_markdown, row)) for row in self.table.rows[:MOST_ROWS]]
            blocks.append("\n".join(rows))
            blocks += [str(self._cut("{}"))] if len(self.table.rows) > MOST_ROWS else []
        return "\n\n".join([*blocks, *map(_marked, self.notes)])


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(parts)


def _row(row: Sequence[Cell]) -> Markup:
    head, *others = row
    cells = Markup("").join(Markup("<td>{}</td>").format(_html(cell)) for cell in others)
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(_html(head), cells)


def _html(cell: Cell) -> Markup:
    links = (Markup('<a href="{}">{}</a>').format(r.href, words(r.label)) if _may_link(r) else words(r.label) for r in cell.refs)
    return Markup(" ").join(escape(part) for part in (words(cell.text), *links) if part)


def _may_link(ref: Ref) -> bool:
    """Whether an address is a place on the page or a page of the web: no text can bring a script in."""
    return ref.href.startswith("#") or web_address(ref.href) is not None


def _markdown(cell: Cell) -> str:
    links = (f"[{_marked(r.label)}](<{_target(r)}>)" if _may_link(r) else _marked(r.label) for r in cell.refs)
    return " ".join(part for part in (_marked(cell.text), *links) if part)


def _target(ref: Ref) -> str:
    return "".join(f"%{ord(c):02X}" if c in "<>|\\ \n\r\t" else c for c in ref.href)


def _marked(content: str) -> str:
    """Words of a text, with what Markdown or HTML would take for its own made plain."""
    return _SPECIAL.sub(r"\\\g<0>", words(content).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _piped(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
