from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from outlook_world import World

from detente.analysis.book import Book
from detente.analysis.issues import load_issues
from detente.outlook.answer import Answer
from detente.outlook.ask import ask
from detente.outlook.question import parse_question
from detente.outlook.render import to_json
from detente.records import ConditionKind, Modality

QUESTION = "Will Norland and Ostia come together on Vellia?"


def world() -> World:
    made = World()
    one = made.paper(
        "Norland signed a pact with Ostia on Vellia. If Ostia lifts the toll, Norland opens Vell.", "2031-03-01", "Dawn Post"
    )
    made.act(one, "signed", "AGREE", "XNL XOS", start=0, end=len("Norland signed a pact with Ostia"))
    made.hangs(one, "Ostia lifts the toll", "Norland opens Vell", "XOS", "XNL")
    two = made.paper("Norland accused Ostia of cheating in Vellia.", "2031-04-01", "Evening Mail")
    made.act(two, "accused", "ACCUSE", "XNL", "XOS")
    three = made.paper("Envoys of Norland and Ostia will meet in Vellia on May 9.", "2031-05-02", "Hill Courier")
    day = date(2031, 5, 9)
    more = {"modality": Modality.PLANNED, "date_start": day, "date_end": day, "date_basis": "expression"}
    made.act(three, "meet", "CONSULT", "XNL XOS", **more)
    return made


def answer(book: Book, question: str = QUESTION) -> Answer:
    issues = load_issues()
    return ask(book, parse_question(question, book, issues), issues)


def test_both_sides_with_their_sentences() -> None:
    found = answer(world().book())
    assert [p.evidence.kind for p in found.for_] == ["event", "event"]
    assert {p.sentence.text for p in found.against} == {"Norland accused Ostia of cheating in Vellia."}
    assert found.degree in {"mostly for", "divided"}
    assert "Norland and Ostia will come together" in found.text


def test_every_sentence_is_backed_and_every_item_is_a_stretch_of_its_document() -> None:
    book = world().book()
    found = json.loads(to_json(answer(book)))
    assert all(said["records"] for said in found["sentences"])
    items = list(_items(found))
    assert len(items) > 10
    assert all(book.sources[i["document_id"]].text[i["start"] : i["end"]] == i["text"] for i in items)
    assert {"question", "actors", "topic", "answer", "degree", "evidence", "issues", "conditions", "meetings", "caveats"} <= set(
        found
    )


def test_who_must_move_first_and_when_they_meet() -> None:
    found = answer(world().book())
    (hinge,) = found.conditions
    assert (hinge.first, hinge.then, hinge.between) == (("Ostia",), ("Norland",), True)
    assert [(m.when, m.on) for m in found.meetings] == [("next", date(2031, 5, 9))]


def test_weights_are_the_product_of_their_factors() -> None:
    piece = answer(world().book()).against[0]
    product = 1.0
    for factor in piece.factors:
        assert 0 <= factor.value <= 1
        assert factor.why
        product *= factor.value
    assert piece.weight == pytest.approx(product)


@pytest.mark.parametrize(
    ("more", "side"),
    [
        ({}, "for"),
        ({"modality": Modality.DENIED}, "against"),
        ({"historical": True}, None),
        ({"confidence": 0.3}, None),
    ],
)
def test_how_an_act_is_told(more: dict[str, Any], side: str | None) -> None:
    made = World()
    made.act(made.paper("Norland helped Ostia in Vellia."), "helped", "AID", "XNL", "XOS", **more)
    found = answer(made.book())
    assert (bool(found.for_), bool(found.against)) == (side == "for", side == "against")
    if side is None:
        assert found.degree == "no answer"
        assert any(c.rule == "left out" for c in found.caveats)


@pytest.mark.parametrize("text", ["Did Norland help Ostia?", "Arran asked whether Norland helped Ostia."])
def test_what_is_only_asked_is_no_evidence(text: str) -> None:
    made = World()
    made.act(made.paper(text), "help", "AID", "XNL", "XOS")
    assert answer(made.book(), "Will Norland and Ostia come together?").degree == "no answer"


def test_a_party_that_an_act_is_only_about() -> None:
    made = World()
    made.act(made.paper("Norland and Vellia clashed over Ostia."), "clashed", "ASSAULT", "XNL XVE", "XOS")
    assert answer(made.book(), "Will Norland and Ostia come together?").against == ()


def test_the_topic_narrows_the_evidence() -> None:
    made = World()
    made.act(made.paper("Norland helped Ostia after the flood."), "helped", "AID", "XNL", "XOS")
    found = answer(made.book())
    assert found.for_ == ()
    assert any("topic" in c.text for c in found.caveats)


@pytest.mark.parametrize(("where", "between"), [("in Vellia", False), ("with Vellia", True)])
def test_a_state_that_is_only_where_something_is_stands_on_no_side_of_a_condition(where: str, between: bool) -> None:
    made = World()
    paper = made.paper(f"Norland helped Vellia. If Ostia leaves, Norland will open a school {where}.")
    made.act(paper, "helped", "AID", "XNL", "XVE")
    made.hangs(paper, "Ostia leaves", "Norland will open a school", "XOS", "XNL")
    (hinge,) = answer(made.book(), "Will Norland and Vellia come together?").conditions
    assert hinge.between is between


def test_demands_of_a_past_that_was_not_are_not_open() -> None:
    made = World()
    paper = made.paper("If Ostia had come, Norland would have signed. By May 1 Norland must pay Ostia or leave.")
    made.hangs(paper, "Ostia had come", "Norland would have signed", "XOS", "XNL")
    made.hangs(paper, "Norland must pay", "leave", "XNL", kind=ConditionKind.DEMAND, due_on=date(2031, 5, 1))
    assert answer(made.book()).conditions == ()


def test_one_publisher_and_one_story_are_said() -> None:
    made = World()
    made.act(made.paper("Norland helped Ostia in Vellia."), "helped", "AID", "XNL", "XOS")
    found = answer(made.book())
    assert found.degree == "too thin to say"
    assert {"thin", "single publisher", "one side only"} <= {c.rule for c in found.caveats}


def test_a_question_that_is_none_says_so() -> None:
    found = answer(world().book(), "xyz")
    assert (found.degree, found.for_, found.against) == ("no answer", (), ())
    assert "names nobody" in found.text
    assert json.loads(to_json(found))["evidence"] == {"for": [], "against": []}


def _items(value: Any) -> Any:
    if isinstance(value, dict):
        if value.get("document_id"):
            yield value
        for held in value.values():
            yield from _items(held)
    elif isinstance(value, list):
        for held in value:
            yield from _items(held)
