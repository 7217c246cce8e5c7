"""The network of ties as GraphML and GEXF, read again by networkx."""

from __future__ import annotations

from pathlib import Path

import networkx
import pytest
from books import ACTORS, act, book, paper

from detente.analysis.book import Book
from detente.analysis.network import network, write_gexf, write_graphml
from detente.records import Actor, ActorKind


def held() -> Book:
    return book(
        paper("a", "2018-01-01", act("AID", "NOR", "SUD"), act("CONSULT", "NOR SUD EST")),
        paper("b", "2018-02-01", act("ASSAULT", "FROST", "SUD")),
        paper("c", None, act("ACCUSE", "EST", "FROST")),
    )


def test_nodes_and_edges_say_what_they_are() -> None:
    graph = network(held())
    assert graph.nodes["FROST"] == {"label": "Frost Brigade", "kind": "armed_group", "country": "SUD", "sectors": "REB"}
    edge = graph.edges["NOR", "SUD"]
    assert (edge["deeds"], edge["stories"], edge["material_cooperation"], edge["first_on"]) == (2, 1, 1, "2018-01-01")
    assert graph.edges["EST", "FROST"]["last_on"] == ""
    assert graph.edges["FROST", "SUD"]["closeness"] < 0 < graph.edges["FROST", "SUD"]["weight"]
    assert edge["documents"] == "a"


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_what_is_written_can_be_read(form: str, tmp_path: Path) -> None:
    graph = network(held())
    path = tmp_path / f"ties.{form}"
    (write_graphml if form == "graphml" else write_gexf)(graph, path)
    read = networkx.read_graphml(path) if form == "graphml" else networkx.read_gexf(path)
    assert set(read.nodes) == set(graph.nodes)
    assert {frozenset(e) for e in read.edges} == {frozenset(e) for e in graph.edges}
    assert read.edges["NOR", "SUD"]["cooperation"] == pytest.approx(graph.edges["NOR", "SUD"]["cooperation"])
    assert read.nodes["NOR"]["label"] == "Norland"


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_characters_that_xml_has_no_room_for(form: str, tmp_path: Path) -> None:
    strange = Actor("ODD", 'A\x07 <b>&"', ActorKind.ARMED_GROUP, None, ("REB",))
    graph = network(book(paper("a", "2018-01-01", act("AID", "NOR", "ODD")), actors=(*ACTORS, strange)))
    path = tmp_path / f"ties.{form}"
    (write_graphml if form == "graphml" else write_gexf)(graph, path)
    read = networkx.read_graphml(path) if form == "graphml" else networkx.read_gexf(path)
    assert read.nodes["ODD"]["label"] == 'A  <b>&"'


def test_an_empty_ledger_gives_an_empty_network(tmp_path: Path) -> None:
    graph = network(book())
    write_graphml(graph, tmp_path / "none.graphml")
    write_gexf(graph, tmp_path / "none.gexf")
    assert len(graph) == 0
