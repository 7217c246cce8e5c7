"""The network of ties, for programs that draw and measure networks (Gephi, yEd, igraph, R): GraphML and GEXF.

    graph = network(book)
    write_graphml(graph, Path("ties.graphml"))

Nodes are blocs and actors, edges are the ties of `closeness`, undirected. A weight must not be negative for most measures, so
`weight` is the weight of the deeds; what kind of tie it is, say `closeness`, `cooperation` and `conflict`.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.analysis.book import Book
from detente.analysis.closeness import Tie, ties
from detente.analysis.scores import QUADS, counts
from detente.records import ActorKind

if TYPE_CHECKING:
    import networkx

_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def network(book: Book, since: date | None = None, last: date | None = None) -> networkx.Graph[str]:
    """The graph of all ties. Attributes are text and numbers alone; a day is ISO 8601, empty where no deed has one."""
    import networkx

    graph: networkx.Graph[str] = networkx.Graph(name="Ties", until=_day(book.until))
    held = ties(book, since, last)
    for actor_id in sorted({i for pair in held for i in pair}):
        graph.add_node(actor_id, **_node(book, actor_id))
    for (one, other), tie in held.items():
        graph.add_edge(one, other, **_edge(tie))
    return graph


def write_graphml(graph: networkx.Graph[str], path: Path) -> None:
    """Raises OSError."""
    import networkx

    networkx.write_graphml_xml(graph, path)


def write_gexf(graph: networkx.Graph[str], path: Path) -> None:
    """Raises OSError."""
    import networkx

    networkx.write_gexf(graph, path)


def _node(book: Book, actor_id: str) -> dict[str, Any]:
    """What a node says. A bloc that the ledger has no actor of is the state of those who act for it."""
    actor = book.actors.get(actor_id)
    if actor is None:
        return {"label": actor_id, "kind": str(ActorKind.STATE), "country": actor_id, "sectors": ""}
    return {
        "label": _NO_XML.sub(" ", actor.name),
        "kind": str(actor.kind),
        "country": actor.country or "",
        "sectors": ", ".join(actor.sectors),
    }


def _edge(tie: Tie) -> dict[str, Any]:
    """What an edge says. `deeds_one` are those of the pair's first side in alphabetical order, with what both do."""
    score = tie.score
    quads = counts(tie.deeds)
    return {
        "weight": round(score.weight, 4),
        "closeness": round(tie.closeness, 4),
        "balance": round(score.balance or 0.0, 4),
        "cooperation": round(score.cooperation, 4),
        "conflict": round(score.conflict, 4),
        "deeds": score.deeds,
        "stories": score.stories,
        **{quad: quads[quad].deeds for quad in QUADS},
        "deeds_one": tie.by_one.deeds,
        "deeds_other": tie.by_other.deeds,
        "alleged": tie.alleged.deeds,
        "first_on": _day(tie.first_on),
        "last_on": _day(tie.last_on),
        "documents": " ".join(sorted({e.document_id for d in tie.deeds for e in d.evidence})),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
