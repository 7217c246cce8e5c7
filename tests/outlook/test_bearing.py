"""Evidence that does not bear on what is asked is left out."""

from __future__ import annotations

import pytest
from outlook_world import World

from detente.analysis.issues import load_issues
from detente.outlook.ask import ask
from detente.outlook.question import parse_question
from detente.outlook.relation import relation, relations

ISSUES = load_issues()


@pytest.mark.parametrize(
    ("text", "words", "type_", "question", "counts"),
    [
        ("Norland rejected the grain deal of Ostia.", "rejected", "REJECT", "Will Norland recognise Ostia?", False),
        ("Norland rejected an embassy of Ostia.", "rejected", "REJECT", "Will Norland recognise Ostia?", True),
        ("Norland rejected the flag of Ostia.", "rejected", "REJECT", "Will Norland talk to Ostia?", False),
        ("Norland rejected talks with Ostia.", "rejected", "REJECT", "Will Norland talk to Ostia?", True),
        ("Norland sheltered Ostia.", "sheltered", "AID", "Does Norland arm Ostia?", False),
        ("Norland sent rifles to Ostia.", "sent", "AID", "Does Norland arm Ostia?", True),
    ],
)
def test_types_that_need_a_word(text: str, words: str, type_: str, question: str, counts: bool) -> None:
    world = World()
    world.act(world.paper(text), words, type_, "XNL", "XOS")
    book = world.book()
    found = ask(book, parse_question(question, book), ())
    assert bool([p for p in (*found.for_, *found.against) if p.evidence.kind == "event"]) is counts


def test_the_other_side_recognising_says_nothing() -> None:
    world = World()
    world.act(world.paper("Ostia opened an embassy in Norland."), "opened", "COOPERATE", "XOS", "XNL")
    book = world.book()
    sides = [
        ask(book, parse_question(q, book), ()).for_ for q in ("Will Ostia recognise Norland?", "Will Norland recognise Ostia?")
    ]
    assert [len([p for p in s if p.evidence.kind == "event"]) for s in sides] == [1, 0]


def test_agreement_on_an_issue_counts_only_for_being_of_one_mind() -> None:
    assert {key for key, kind in relations().items() if kind.issues} == {"together", "same_page", "agree", "break"}
    assert relation("side with").disputes > 0


def test_the_same_issue_on_two_questions() -> None:
    world = World()
    paper = world.paper("Norland demanded a ceasefire. Ostia urged a ceasefire.")
    world.says(paper, "a ceasefire", "XNL", "demanded")
    start = paper.text.index("Ostia")
    other = world.paper(paper.text[start:], outlet="Evening Mail")
    world.says(other, "a ceasefire", "XOS", "urged")
    book = world.book()
    agreed = {
        question: [p.gist for p in ask(book, parse_question(question, book, ISSUES), ISSUES).for_]
        for question in ("Are Norland and Ostia on the same page?", "Will Norland side with Ostia?")
    }
    assert list(map(len, agreed.values())) == [1, 0]
