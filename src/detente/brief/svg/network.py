"""Who is near to whom: a line's width says how much is told of two, its colour and dashes how they get on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import isfinite, sqrt
from typing import Any, Final

from markupsafe import Markup

from detente.brief.svg.drawing import Cell, Drawing, Table
from detente.brief.svg.layout import Frame, placed
from detente.brief.svg.model import Edge, Network, Node, NodeKind
from detente.brief.svg.shapes import (
    BLUE,
    FAINT,
    INK,
    PAPER,
    RUST,
    Canvas,
    box,
    breadth,
    broken,
    canvases,
    dot,
    el,
    hover,
    legend,
    polygon,
    rule,
    text,
    words,
)
from detente.brief.words import count, series

_MOST_NODES: Final = 20
_MOST_EDGES: Final = 60
_EVEN: Final = 0.25
"""Closeness up to which a tie is neither of cooperation nor of conflict."""
_COLUMNS: Final = ("Between", "Closeness", "How they get on", "Deeds", "Stories", "Sentences")


def network_chart(network: Network) -> Drawing:
    """The chart of a network: those asked for and then those of whom most is told; the table has every tie."""
    canvas = canvases(network.key)
    names = {n.node_id: words(n.name) for n in network.nodes}
    ties = [e for e in network.edges if e.one != e.other and {e.one, e.other} <= names.keys() and _is_sound(e)]
    nodes, edges = _chosen(network.nodes, ties)
    summary = _summary(ties, names)
    drawn = [_draw(c, nodes, edges, (network.title, summary)) for c in canvas] if edges else [Markup(""), Markup("")]
    notes = []
    tied = {i for e in ties for i in (e.one, e.other)}
    if edges and len(edges) < len(ties):
        notes.append(
            f"Drawn: {len(nodes)} of {count(len(tied), 'actor')}, {len(edges)} of {count(len(ties), 'tie')}; the table has all."
        )
    alone = [names[n.node_id] for n in network.nodes if n.node_id not in tied]
    if alone:
        notes.append(f"Without any tie: {series(alone if len(alone) < 9 else [*alone[:8], f'{len(alone) - 8} others'])}.")
    if len(ties) < len(network.edges):
        notes.append(f"{count(len(network.edges) - len(ties), 'tie')} left out: without two actors, or a number that is none.")
    return Drawing(network.key, network.title, summary, drawn[0], drawn[1], _table(ties, names), notes=tuple(notes))


def _is_sound(edge: Edge) -> bool:
    return isfinite(edge.closeness) and isfinite(edge.weight) and edge.weight >= 0


def _chosen(nodes: Sequence[Node], ties: Sequence[Edge]) -> tuple[list[Node], list[Edge]]:
    """The nodes and edges to draw: those asked for, those most tied to them, then those of whom most is told."""
    told: defaultdict[str, float] = defaultdict(float)
    to_asked: defaultdict[str, float] = defaultdict(float)
    asked = {n.node_id for n in nodes if n.asked}
    for edge in ties:
        for one, other in ((edge.one, edge.other), (edge.other, edge.one)):
            told[one] += edge.weight
            to_asked[one] += edge.weight if other in asked else 0.0
    known = {n.node_id: n for n in nodes if n.node_id in told}.values()
    ranked = sorted(known, key=lambda n: (not n.asked, -to_asked[n.node_id], -told[n.node_id], n.node_id))
    kept = {n.node_id for n in ranked[:_MOST_NODES]}
    within = sorted((e for e in ties if {e.one, e.other} <= kept), key=lambda e: (-e.weight, e.one, e.other))[:_MOST_EDGES]
    tied = {i for e in within for i in (e.one, e.other)}
    return [n for n in ranked if n.node_id in tied], within


def _summary(ties: Sequence[Edge], names: Mapping[str, str]) -> str:
    if not ties:
        return "No tie between two actors is told."
    tied = {i for e in ties for i in (e.one, e.other)}
    parts = [f"{count(len(ties), 'tie')} of {count(len(tied), 'actor')}."]
    ranked = sorted(ties, key=lambda e: (-e.closeness, names[e.one], names[e.other]))
    near = [e for e in ranked if e.closeness > _EVEN][:3]
    far = [e for e in reversed(ranked) if e.closeness < -_EVEN][:3]
    for name, held in (("Nearest", near), ("Most opposed", far)):
        if held:
            told = (f"{names[e.one]} and {names[e.other]} ({_signed(e.closeness)})" for e in held)
            parts.append(f"{name}: {'; '.join(told)}.")
    return " ".join(parts)


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−") if round(value, 1) else "0"


def _kind(edge: Edge) -> str:
    if abs(edge.closeness) <= _EVEN:
        return "evenly"
    return "cooperation" if edge.closeness > 0 else "conflict"


def _table(ties: Sequence[Edge], names: Mapping[str, str]) -> Table:
    ranked = sorted(ties, key=lambda e: (-e.closeness, names[e.one], names[e.other]))
    rows = (
        (f"{names[e.one]} and {names[e.other]}", _signed(e.closeness), _kind(e), str(e.deeds), str(e.stories)) for e in ranked
    )
    return Table(_COLUMNS, tuple((*map(Cell, row), Cell("", e.refs)) for row, e in zip(rows, ranked, strict=True)))


def _draw(canvas: Canvas, nodes: Sequence[Node], edges: Sequence[Edge], said: tuple[str, str]) -> Markup:
    parts, top = legend(0, 9, canvas.width, _signs(nodes, edges))
    labels = [broken(n.name, 104 if canvas.is_narrow else 150, 2) for n in nodes]
    height = _height(canvas, len(nodes))
    frame = Frame(2, top + 14, canvas.width - 2, top + height - 42)
    index = {n.node_id: i for i, n in enumerate(nodes)}
    ties = {(index[e.one], index[e.other]): e.closeness for e in edges}
    places = placed([_size(n, label) for n, label in zip(nodes, labels, strict=True)], ties, frame)
    names = {n.node_id: n.name for n in nodes}
    most = max((e.weight for e in edges), default=0.0) or 1.0
    for edge in reversed(edges):
        told = f"{names[edge.one]} and {names[edge.other]}: {_signed(edge.closeness)}, {count(edge.deeds, 'deed')}"
        look = {**_LOOKS[_kind(edge)], "stroke_width": 1.5 + 5.5 * sqrt(edge.weight / most)}
        parts.append(hover(rule(*places[index[edge.one]], *places[index[edge.other]], **look), told))
    parts += [_node(*held) for held in zip(nodes, labels, places, strict=True)]
    return canvas.frame(top + height, *said, parts)


def _size(node: Node, label: Sequence[str]) -> tuple[float, float]:
    """The room that a node takes with its label."""
    bold = 1.1 if node.asked else 1.0
    return max(22.0, *(breadth(line) * bold for line in label)) + 6, 26.0 + 15 * len(label)


def _height(canvas: Canvas, nodes: int) -> float:
    room = 140.0 + 16 * nodes
    return min(520.0, room * 1.35) if canvas.is_narrow else min(440.0, room * 1.1)


def _signs(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[tuple[Markup, str]]:
    """What the drawing makes use of, and no more."""
    kinds = {_kind(e) for e in edges}
    signs = [(rule(0, 0, 16, 0, **_LOOKS[kind]), name) for kind, name in _TIES if kind in kinds]
    shapes = {n.kind for n in nodes}
    signs += [(_shape(kind, 8, 0, False), str(kind)) for kind in NodeKind if kind in shapes and len(shapes) > 1]
    if any(n.asked for n in nodes):
        signs.append((_shape(NodeKind.STATE, 8, 0, True), "asked for"))
    return [*signs, (el("g", rule(1, 3, 1, -3, INK), rule(1, 0, 16, 0, FAINT, stroke_width=6)), "wide: much is told")]


_TIES: Final = (("cooperation", "more cooperation"), ("conflict", "more conflict"), ("evenly", "evenly"))
_LOOKS: Final[Mapping[str, Mapping[str, Any]]] = {
    "cooperation": {"stroke": BLUE, "stroke_width": 3},
    "conflict": {"stroke": RUST, "stroke_width": 3, "stroke_dasharray": "7 4"},
    "evenly": {"stroke": FAINT, "stroke_width": 3, "stroke_dasharray": "2 3"},
}


def _node(node: Node, label: Sequence[str], place: tuple[float, float]) -> Markup:
    x, y = place
    weight = "700" if node.asked else None
    halo: dict[str, Any] = {
        "paint_order": "stroke",
        "stroke": PAPER,
        "stroke_width": 4,
        "stroke_linejoin": "round",
    }
    said = [text(x, y + 22 + n * 14.5, line, text_anchor="middle", font_weight=weight, **halo) for n, line in enumerate(label)]
    return el("g", _shape(node.kind, x, y, node.asked), *said)


def _shape(kind: NodeKind, x: float, y: float, asked: bool) -> Markup:
    """A disc for a state, a triangle for an armed group, a square for an organisation, a lozenge for a person."""
    look: dict[str, Any] = {"fill": INK if asked else PAPER, "stroke": INK, "stroke_width": "1.8"}
    if kind is NodeKind.STATE:
        return dot(x, y, 7, **look)
    if kind is NodeKind.ORGANIZATION:
        return box(x - 6.5, y - 6.5, 13, 13, **look)
    if kind is NodeKind.GROUP:
        return polygon([(x, y - 8), (x + 8, y + 6.5), (x - 8, y + 6.5)], **look)
    return polygon([(x, y - 8), (x + 8, y), (x, y + 8), (x - 8, y)], **look)
