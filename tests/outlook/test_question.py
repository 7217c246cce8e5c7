from __future__ import annotations

import pytest
from outlook_world import World

from detente.analysis.book import Book
from detente.analysis.issues import load_issues
from detente.errors import BadInput, UnknownActor
from detente.outlook.question import Settings, parse_question
from detente.outlook.relation import relation, relations


@pytest.fixture(scope="module")
def book() -> Book:
    world = World()
    world.paper("Norland, Ostia and Vellia met the Hill Clans. Bergby was content, said Mara Quist and Dov Arran of Vell.")
    return world.book()


@pytest.mark.parametrize(("kind", "question"), [(k, e) for k, r in relations().items() for e in r.examples])
def test_the_examples_of_the_relations(kind: str, question: str) -> None:
    world = World()
    world.paper("Norland and Ostia")
    found = parse_question(question.replace("Coast League", "Hill Clans").replace("hill clans", "Hill Clans"), world.book())
    assert found.relation is not None
    assert found.relation.relation_id == kind


@pytest.mark.parametrize(
    ("question", "kind", "parties", "topic"),
    [
        ("Will Norland and Ostia come together on Vellia?", "together", ["XNL", "XOS"], "Vellia"),
        ("Will Bergby and Ostia come together in Vell?", "together", ["XNL", "XOS"], "Vellia"),
        ("Is Norland Ready to Help Ostia with Vellia?", "help", ["XNL", "XOS"], "Vellia"),
        ("will norland side with ostia", "side_with", ["XNL", "XOS"], ""),
        ("Are Norland and Ostia Finally on the Same Page in Vellia?", "same_page", ["XNL", "XOS"], "Vellia"),
        ("Will Ostia be sanctioned by Norland?", "sanction", ["XNL", "XOS"], ""),
        ("Will Norland withdraw from Vellia?", "withdraw", ["XNL"], "Vellia"),
        ("Will Norland talk to the Hill Clans about withdrawing?", "talk", ["XNL", "CLANS"], "withdrawing"),
        ("Will Norland agree with Ostia?", "agree", ["XNL", "XOS"], ""),
        ("Will Norland side with Ostia or with Vellia?", "side_with", ["XNL", "XOS", "XVE"], ""),
        ("Norland's government and Ostia: from foes to friends?", "together", ["XNL", "XOS"], ""),
        ("Will Norland and Ostia agree on the harbour dues?", "agree", ["XNL", "XOS"], "harbour dues"),
    ],
)
def test_what_is_understood(book: Book, question: str, kind: str, parties: list[str], topic: str) -> None:
    found = parse_question(question, book)
    assert found.relation is not None
    assert (found.relation.relation_id, [p.actor_id for p in found.parties], found.topic.phrase) == (kind, parties, topic)
    assert found.problem == ""


def test_an_issue_by_its_terms(book: Book) -> None:
    found = parse_question("Will Norland and Ostia agree on a ceasefire?", book, load_issues())
    assert found.topic.issue is not None
    assert found.topic.issue.issue_id == "ceasefire"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("xyz", "names nobody that I know"),
        ("", "names nobody that I know"),
        ("What is the harbour of Norland?", "I don't know what is asked of Norland"),
        ("Will Norland come together?", "takes two parties, and I read only Norland"),
        ("Will Peru join Norland?", "The ledger has nothing on Peru."),
        ("Will Norland join Foobaria?", "The ledger has nothing on Foobaria."),
        ("Will they withdraw?", "names no party"),
    ],
)
def test_what_cannot_be_answered(book: Book, question: str, says: str) -> None:
    assert says in parse_question(question, book).problem


def test_settings_win_over_the_words(book: Book) -> None:
    settings = Settings(("Ostia", "XVE"), "ceasefire", "side with", "Norland")
    found = parse_question("Will Norland talk?", book, load_issues(), settings)
    assert found.relation is relation("side_with")
    assert [p.actor_id for p in found.parties] == ["XOS", "XVE"]
    assert found.topic.place_id == "XNL"
    assert found.topic.issue is not None


@pytest.mark.parametrize(
    ("settings", "error"),
    [
        (Settings(actors=("Nobodia",)), UnknownActor),
        (Settings(place="Nobodia"), UnknownActor),
        (Settings(relation="sing"), BadInput),
        (Settings(issue="no-such-issue"), BadInput),
    ],
)
def test_settings_that_name_nothing(book: Book, settings: Settings, error: type[Exception]) -> None:
    with pytest.raises(error):
        parse_question("Will Norland and Ostia talk?", book, load_issues(), settings)
