"""The chart of a network, and the places of its nodes."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import dist

import pytest
from tests.brief.svg_checks import HOSTILE, LONG, check, check_safe, check_same, hovers, texts

from detente.brief.svg.layout import Frame, placed
from detente.brief.svg.model import Edge, Network, Node, NodeKind, Ref
from detente.brief.svg.network import network_chart

NODES = (
    Node("n", "Norland", asked=True),
    Node("s", "Sudvik"),
    Node("c", "Coast League", NodeKind.GROUP),
    Node("b", "Harbour Board", NodeKind.ORGANIZATION),
    Node("q", "Mara Quist", NodeKind.PERSON),
)
EDGES = (
    Edge("n", "s", 4.2, 5.0, 7, 4, (Ref("T1", "#t1"),)),
    Edge("n", "c", -6.0, 3.0, 4),
    Edge("s", "b", 0.1, 1.0, 1),
)
NETWORK = Network("ties", "Who is near to whom", NODES, EDGES)
BOX = Frame(0, 0, 600, 400)


def test_network_shows_and_tells_every_tie() -> None:
    drawing = network_chart(NETWORK)
    check(drawing)
    assert drawing.summary == (
        "3 ties of 4 actors. Nearest: Norland and Sudvik (+4.2). Most opposed: Norland and Coast League (−6.0)."
    )
    assert set(hovers(drawing.wide)) == {
        "Norland and Sudvik: +4.2, 7 deeds",
        "Norland and Coast League: −6.0, 4 deeds",
        "Sudvik and Harbour Board: +0.1, 1 deed",
    }
    assert [row[2].text for row in drawing.table.rows] == ["cooperation", "evenly", "conflict"]
    assert drawing.table.rows[0][-1].refs == (Ref("T1", "#t1"),)
    assert drawing.notes == ("Without any tie: Mara Quist.",)


def test_sign_of_a_tie_is_told_by_dashes_too() -> None:
    drawing = network_chart(NETWORK)
    assert "more conflict" in texts(drawing.wide)
    lines = [part for part in str(drawing.wide).split("<line ") if "stroke-width" in part]
    conflict = next(part for part in lines if "#d55e00" in part)
    cooperation = next(part for part in lines if "#1f5f99" in part)
    assert "stroke-dasharray" in conflict
    assert "stroke-dasharray" not in cooperation


def test_nobody_and_no_tie() -> None:
    for network in (Network("ties", "T", (), ()), replace(NETWORK, edges=())):
        drawing = network_chart(network)
        assert drawing.is_empty
        assert drawing.summary == "No tie between two actors is told."


def test_ties_that_cannot_be_drawn_are_counted() -> None:
    odd = (Edge("n", "n", 1, 1, 1), Edge("n", "unknown", 1, 1, 1), Edge("n", "b", float("nan"), 1, 1), Edge("n", "b", 1, -1, 1))
    drawing = network_chart(replace(NETWORK, edges=(*EDGES, *odd)))
    check(drawing)
    assert any(note.startswith("4 ties left out") for note in drawing.notes)
    assert len(drawing.table.rows) == 3


def test_ties_of_no_weight_are_drawn() -> None:
    check(network_chart(replace(NETWORK, edges=tuple(replace(e, weight=0.0) for e in EDGES))))


def test_crowd_is_cut_to_those_asked_for_and_their_ties() -> None:
    nodes = tuple(Node(f"n{n:03}", f"{LONG} {n}", asked=n == 150) for n in range(200))
    edges = tuple(Edge(f"n{a:03}", f"n{b:03}", (a * b) % 19 - 9, (a + b) % 13 + 1, 1) for a, b in combinations(range(200), 2))
    drawing = network_chart(Network("ties", "T", nodes, edges))
    check(drawing)
    assert drawing.notes[0] == "Drawn: 20 of 200 actors, 60 of 19,900 ties; the table has all."
    assert f" {LONG} 150"[1:40] in " ".join(hovers(drawing.wide))
    assert len(drawing.table.rows) == 19_900


def test_hostile_names_stay_text() -> None:
    check_safe(network_chart(replace(NETWORK, title=HOSTILE, nodes=tuple(replace(n, name=HOSTILE) for n in NODES))))


def test_same_input_gives_the_same_network_in_any_order_of_ties() -> None:
    check_same(network_chart(NETWORK), network_chart(replace(NETWORK, edges=EDGES[::-1])))


def test_friends_are_nearer_than_enemies() -> None:
    ties = {(0, 1): 5.0, (0, 2): -5.0, (1, 2): 0.0}
    a, b, c = placed([(10.0, 10.0)] * 3, ties, BOX)
    assert dist(a, b) < dist(b, c) < dist(a, c)


@pytest.mark.parametrize("count", [0, 1, 2, 5, 20])
def test_places_are_in_the_box_and_apart(count: int) -> None:
    ties = {(a, b): (a * b) % 7 - 3.0 for a, b in combinations(range(count), 2) if (a + b) % 3}
    places = placed([(70.0, 30.0)] * count, ties, BOX)
    assert len(places) == count
    assert all(BOX.left <= x <= BOX.right and BOX.top <= y <= BOX.bottom for x, y in places)
    assert all(abs(a[0] - b[0]) >= 69 or abs(a[1] - b[1]) >= 29 for a, b in combinations(places, 2))


def test_places_are_the_same_each_time() -> None:
    ties = {(0, 1): 1.0, (1, 2): -2.0, (2, 3): 0.5}
    assert placed([(40.0, 30.0)] * 5, ties, BOX) == placed([(40.0, 30.0)] * 5, ties, BOX)
