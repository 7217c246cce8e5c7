"""Questions about an issue, with one party or none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from outlook_world import World
from rich.console import Console

from detente.analysis.book import Book
from detente.analysis.issues import load_issues
from detente.outlook.answer import Answer
from detente.outlook.ask import ask
from detente.outlook.question import Settings, parse_question
from detente.outlook.render import to_json
from detente.outlook.shown import show
from detente.records import Modality

ISSUES = load_issues()


def book() -> Book:
    world = World()
    one = world.paper("Norland demanded a ceasefire in Vellia.", "2031-03-01", "Dawn Post")
    world.says(one, "a ceasefire in Vellia", "XNL", "demanded")
    two = world.paper("The Hill Clans rejected a ceasefire in Vellia.", "2031-04-01", "Evening Mail")
    world.says(two, "a ceasefire in Vellia", "CLANS", "rejected")
    three = world.paper("Ostia freed forty prisoners. If Norland agrees to a truce, Ostia pays.", "2031-05-02", "Hill Courier")
    words = "Ostia freed forty prisoners"
    world.act(three, "freed", "RETREAT", "XOS", start=0, end=len(words))
    world.hangs(three, "Norland agrees to a truce", "Ostia pays", "XNL", "XOS")
    return world.book()


def answer(question: str, held: Book | None = None) -> Answer:
    held = held or book()
    return ask(held, parse_question(question, held, ISSUES), ISSUES)


@pytest.mark.parametrize(
    ("question", "issue", "pole", "reversed_", "parties", "place"),
    [
        ("Will there be a ceasefire in Vellia?", "ceasefire", "ceasefire", False, [], "XVE"),
        ("Is Ostia ready to release prisoners?", "prisoners", "release", False, ["XOS"], None),
        ("Does Norland favour talks with the Hill Clans?", "rebel-talks", "talks", False, ["XNL"], None),
        ("Will sanctions be lifted?", "sanctions", "lifting", False, [], None),
        ("Will Ostia refuse to release prisoners?", "prisoners", "release", True, ["XOS"], None),
        ("Is Norland against talks with the Hill Clans?", "rebel-talks", "talks", True, ["XNL"], None),
        ("Won't the Hill Clans accept a ceasefire?", "ceasefire", "ceasefire", False, ["CLANS"], None),
        ("Will the Hill Clans not accept a ceasefire?", "ceasefire", "ceasefire", True, ["CLANS"], None),
        ("Will the Hill Clans stop fighting?", "ceasefire", "ceasefire", False, ["CLANS"], None),
        ("Will Norland block sanctions against Ostia?", "sanctions", "sanctions", True, ["XNL"], None),
        ("Will foreign troops leave Vellia?", "foreign-forces", "complete withdrawal", False, [], "XVE"),
        ("Will Norland lift sanctions on Ostia?", "sanctions", "lifting", False, ["XNL"], "XOS"),
    ],
)
def test_what_is_wished(question: str, issue: str, pole: str, reversed_: bool, parties: list[str], place: str | None) -> None:
    world = World()
    world.paper("Norland, Ostia and Vellia met the Hill Clans.")
    found = parse_question(question, world.book(), ISSUES)
    assert found.problem == ""
    assert found.wish is not None
    assert (found.wish.issue.issue_id, found.wish.pole.name, found.wish.reversed) == (issue, pole, reversed_)
    assert [p.actor_id for p in found.parties] == parties
    assert found.wish.anyone is not bool(parties)
    assert found.topic.place_id == place


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Will Norland and Ostia agree on a ceasefire?", "agree"),
        ("Will Norland talk to the Hill Clans?", "talk"),
        ("Will the Hill Clans negotiate with Norland?", "talk"),
        ("Does Norland support the Hill Clans?", "side_with"),
        ("Will Norland impose sanctions on Ostia?", "sanction"),
        ("Will Norland withdraw from Vellia?", "withdraw"),
    ],
)
def test_what_is_asked_between_parties_is_no_wish(question: str, kind: str) -> None:
    world = World()
    world.paper("Norland, Ostia and Vellia met the Hill Clans.")
    found = parse_question(question, world.book(), ISSUES)
    assert found.wish is None
    assert found.relation is not None
    assert found.relation.relation_id == kind


def test_a_reason_is_no_side() -> None:
    held = book()
    assert "I don't know what is asked" in parse_question("Why was the ceasefire of Norland late?", held, ISSUES).problem


def test_sanctions_on_a_party_name_whom_they_are_on() -> None:
    world = World()
    world.paper("Norland and Ostia")
    found = parse_question("Will Norland impose sanctions on Ostia?", world.book(), ISSUES)
    assert [p.actor_id for p in found.parties] == ["XNL", "XOS"]


def test_all_who_stand_somewhere_are_listed() -> None:
    found = answer("Will there be a ceasefire in Vellia?")
    assert [p.gist for p in found.for_] == ["Norland for “ceasefire” (statement)"]
    assert [p.gist for p in found.against] == ["Hill Clans against “ceasefire” (statement)"]
    (compared,) = found.issues
    assert {s.party.name for s in compared.standings if not s.silent} == {"Norland", "Hill Clans"}
    assert "there will be “ceasefire”" in found.text
    assert "for it: Norland." in found.text
    assert all(said.records for said in found.said)


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Do the Hill Clans favour a ceasefire?", (0, 1)),
        ("Are the Hill Clans against a ceasefire?", (1, 0)),
        ("Does Norland favour a ceasefire?", (1, 0)),
        ("Will Norland refuse a ceasefire?", (0, 1)),
    ],
)
def test_a_party_and_the_way_that_is_asked(question: str, sides: tuple[int, int]) -> None:
    found = answer(question)
    assert (len(found.for_), len(found.against)) == sides


@pytest.mark.parametrize(
    ("more", "sides"), [({}, (1, 0)), ({"modality": Modality.DENIED}, (0, 1)), ({"historical": True}, (0, 0))]
)
def test_acts_on_the_issue(more: dict[str, Any], sides: tuple[int, int]) -> None:
    world = World()
    words = "Ostia will release forty prisoners"
    more = {"modality": Modality.PLANNED, **more}
    world.act(world.paper(words + "."), "release", "RETREAT", "XOS", start=0, end=len(words), **more)
    found = answer("Is Ostia ready to release prisoners?", world.book())
    assert (len(found.for_), len(found.against)) == sides


def test_an_act_that_holds_it_up_is_none_for_it() -> None:
    world = World()
    words = "Ostia delayed the release of forty prisoners"
    world.act(world.paper(words + "."), "release", "RETREAT", "XOS", start=0, end=len(words))
    assert answer("Is Ostia ready to release prisoners?", world.book()).for_ == ()


def test_conditions_that_name_the_issue() -> None:
    assert [h.antecedent for h in answer("Does Norland favour a ceasefire?").conditions] == ["Norland agrees to a truce"]
    assert answer("Does Norland favour sanctions?").conditions == ()


def test_as_json_and_as_a_table() -> None:
    found = answer("Will there be a ceasefire in Vellia?")
    data = json.loads(to_json(found))
    assert (data["relation"], data["topic"]["issue"], data["meetings"]) == ("favour", "ceasefire", [])
    console = Console(width=120, record=True)
    show(found, console)
    assert "Who stands where" in console.export_text()


def test_set_by_hand() -> None:
    held = book()
    found = parse_question("What now?", held, ISSUES, Settings(("Norland",), "ceasefire", "favour"))
    assert found.wish is not None
    assert found.problem == ""
    assert "set it with --issue" in parse_question("What now?", held, ISSUES, Settings(("Norland",), None, "favour")).problem
