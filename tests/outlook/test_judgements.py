from __future__ import annotations

from dataclasses import replace

import pytest
from outlook_world import World

from detente.outlook.clauses import Clause, clauses
from detente.outlook.judgements import judgements
from detente.outlook.question import parse_question
from detente.outlook.weighing import Scale

QUESTION = "Will Norland and Ostia come together?"


def judged(text: str, question: str = QUESTION) -> list[tuple[str, str]]:
    world = World()
    world.paper(text)
    book = world.book()
    asked = parse_question(question, book)
    return [(p.side, p.modality) for p in judgements(asked, Scale(book, asked.topic, None))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cooperation between Norland and Ostia has begun.", [("for", "actual")]),
        ("Norland is ready to cooperate with Ostia.", [("for", "planned")]),
        ("Norland and Ostia could work together.", [("for", "possible")]),
        ("Cooperation between Norland and Ostia remains elusive.", [("against", "actual")]),
        ("Norland does not see a partner in Ostia.", [("against", "actual")]),
        ("Norland and Ostia drifted apart.", [("against", "actual")]),
        ("Norland declined the Ostian invitation.", [("against", "actual")]),
        ("There are no tensions between Norland and Ostia.", []),
        ("Norland would not refute that no dialogue with Ostia exists.", []),
        ("Will Norland cooperate with Ostia?", []),
        ("Arran asked whether Norland can cooperate with Ostia.", []),
        ("Norland wants Vellia to begin a dialogue with the Hill Clans, and Ostia knows.", []),
        ("Norland and its allies bought Ostian grain.", []),
        (
            "Although Norland and Ostia clashed, the dialogue between Norland and Ostia is alive.",
            [("against", "actual"), ("for", "actual")],
        ),
    ],
)
def test_clauses_that_judge(text: str, expected: list[tuple[str, str]]) -> None:
    assert judged(text) == expected


def test_an_inverse_relation_takes_the_other_side() -> None:
    assert judged("Norland and Ostia drifted apart.", "Will Norland and Ostia part ways?") == [("for", "actual")]


def test_one_party_alone() -> None:
    text = "Norland will keep its soldiers in Vellia. Ostia left. Norland reduced its forces in Vellia."
    assert judged(text, "Will Norland withdraw from Vellia?") == [("against", "planned"), ("for", "actual")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland rejected an invitation to talks with Ostia.", [("against", "actual")]),
        ("Norland postponed the next round of negotiations with Ostia.", [("against", "actual")]),
        ("The talks between Norland and Ostia were put off.", [("against", "actual")]),
        ("Norland held talks with Ostia.", [("for", "actual")]),
    ],
)
def test_talks_that_are_turned_down_or_put_off(text: str, expected: list[tuple[str, str]]) -> None:
    assert judged(text, "Will Norland talk to Ostia?") == expected


def test_a_withdrawal_that_is_slowed() -> None:
    assert judged("Norland slowed the withdrawal of its soldiers from Vellia.", "Will Norland withdraw from Vellia?") == [
        ("against", "actual")
    ]


@pytest.mark.parametrize(("story", "pieces"), [("d0", 1), ("d1", 2)])
def test_a_sentence_in_copies_of_a_story_counts_once(story: str, pieces: int) -> None:
    world = World()
    world.paper("BERGBY - Norland and Ostia agreed to a joint project in the hills of Vellia on Monday.")
    copy = world.paper("BERGBY: Norland and Ostia agreed to a joint project in the hills of Vellia on Monday.")
    world.sources[copy.document_id] = replace(copy, story_id=story)
    book = world.book()
    asked = parse_question(QUESTION, book)
    assert len(list(judgements(asked, Scale(book, asked.topic, None)))) == pieces


def test_what_something_hangs_on_is_not_told() -> None:
    world = World()
    paper = world.paper("Norland will pay if Norland and Ostia reach a common understanding.")
    world.hangs(paper, "Norland and Ostia reach a common understanding", "Norland will pay", "XNL XOS")
    book = world.book()
    asked = parse_question(QUESTION, book)
    assert list(judgements(asked, Scale(book, asked.topic, None))) == []


def test_on_whose_word() -> None:
    world = World()
    paper = world.paper(
        "Mara Quist said that Norland has a good partner in Ostia. Dov Arran believes that Norland and Ostia are rivals."
    )
    world.says(paper, "Norland has a good partner in Ostia", "mara-quist")
    world.says(paper, "Norland and Ostia are rivals", "dov-arran", "believes")
    book = world.book()
    asked = parse_question(QUESTION, book)
    voices = {
        p.side: next(f.value for f in p.factors if f.name == "voice") for p in judgements(asked, Scale(book, asked.topic, None))
    }
    assert voices == {"for": 1.0, "against": 0.7}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("They met, but nothing came of it.", ["They met", "but nothing came of it."]),
        ("In spite of talks with A, B, and C, all is open.", ["In spite of talks with A, B, and C", "all is open."]),
        ("They met in Vell: it rained.", ["They met in Vell", "it rained."]),
        ("They met.", ["They met."]),
    ],
)
def test_clauses(text: str, parts: list[str]) -> None:
    found = clauses(Clause("d", 10, 10 + len(text), text))
    assert [c.text for c in found] == parts
    assert all(text[c.start - 10 : c.end - 10] == c.text for c in found)
