"""Stories and actors, made from all documents together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from ledger_examples import VERSION, article, bare, bring, contents, document, envoy

from detente.ledger import Batch, Entry, Ledger, SourceState
from detente.records import Actor, Origin


def actor(ledger: Ledger, actor_id: str) -> dict[str, object]:
    return next(row for row in ledger.actors() if row["actor_id"] == actor_id)


def given(entry: Entry, person: Actor) -> Entry:
    """The entry with its person told of in another way."""
    actors = tuple(person if a.actor_id == person.actor_id else a for a in entry.reading.actors)
    return replace(entry, reading=replace(entry.reading, actors=actors))


def test_near_duplicates_share_a_story(ledger: Ledger) -> None:
    story = (
        "The envoys of three countries came to Doha on Monday to speak about a truce along the river. They agreed to keep "
        "the bridge open for traders, to exchange prisoners before the winter, and to meet once more in the spring."
    )
    other = (
        "Farmers in the northern valley have begun to sell their apricots abroad again, after two years in which the road "
        "over the pass was closed by snow, rockfall and the quarrels of the customs officers on either side."
    )
    texts = {"a.txt": story, "b.txt": story + " More to follow.", "c.txt": other}
    bring(ledger, *(bare(document("News", text, source), source) for source, text in texts.items()))
    assert len(set(ledger.documents().column("story_id"))) == 3
    ledger.settle()
    found = dict(zip(ledger.documents().column("source"), ledger.documents().column("story_id"), strict=True))
    assert found["a.txt"] == found["b.txt"] != found["c.txt"]


def test_the_country_of_a_person_is_what_most_roles_say(ledger: Ledger) -> None:
    for number, country in enumerate(["RUS", "USA", "USA", None, None, None]):
        bring(ledger, article(number, f"{number}.txt", country=country))
    ledger.settle()
    assert actor(ledger, "person-kabirov")["country"] == "USA"


def test_ties_go_by_the_alphabet(ledger: Ledger) -> None:
    for number, country in enumerate(["USA", "RUS"]):
        bring(ledger, article(number, f"{number}.txt", country=country))
    ledger.settle()
    assert actor(ledger, "person-kabirov")["country"] == "RUS"


def test_sectors_of_a_person_are_all_those_given_commonest_first(ledger: Ledger) -> None:
    for number, sectors in enumerate([("GOV",), ("MIL", "GOV"), ("MIL",), ("MIL", "SPY")]):
        bring(ledger, given(article(number, f"{number}.txt"), envoy("Kabirov", "RUS", sectors)))
    ledger.settle()
    assert actor(ledger, "person-kabirov")["sectors"] == ["MIL", "GOV", "SPY"]


def test_names_of_a_person_become_aliases(ledger: Ledger) -> None:
    long = replace(envoy("Kabirov"), name="Ilya Kabirov", aliases=("I. Kabirov",))
    bring(ledger, article(1, "a.txt"), given(article(2, "b.txt"), long))
    ledger.settle()
    found = actor(ledger, "person-kabirov")
    assert found["name"] == "Ilya Kabirov"
    assert found["aliases"] == ["I. Kabirov", "Kabirov"]


def test_the_users_entry_wins_over_the_registrys(ledger: Ledger) -> None:
    users = Actor("RUS", "Ruritania", article(1, "a").reading.actors[0].kind, "RUR", origin=Origin.USER)
    bring(ledger, article(1, "a.txt"), article(2, "b.txt"), given(article(3, "c.txt"), users))
    ledger.settle()
    assert (actor(ledger, "RUS")["name"], actor(ledger, "RUS")["origin"]) == ("Ruritania", "user")


def test_actors_and_standing_roles_go_with_their_last_document(ledger: Ledger) -> None:
    bring(ledger, article(1, "a.txt"))
    ledger.settle()
    ledger.commit(Batch(VERSION, sources=(SourceState("a.txt", "f2"),)))
    ledger.settle()
    assert len(ledger.actors()) == len(ledger.roles()) == 0


@pytest.mark.parametrize("order", [(1, 2, 0), (2, 1, 0)])
def test_the_order_does_not_matter(tmp_path: Path, order: tuple[int, ...]) -> None:
    entries = [
        given(article(0, "0.txt", country="USA"), envoy("Kabirov", "USA", ("MIL",))),
        article(0, "1.txt"),
        given(article(2, "2.txt"), replace(envoy("Kabirov"), name="KABIROV")),
    ]
    results = []
    for name, numbers in (("one", order), ("other", (0, 1, 2))):
        ledger = Ledger.open(tmp_path / name, create=True)
        for number in numbers:
            bring(ledger, entries[number])
        ledger.settle()
        results.append(contents(ledger))
    assert results[0] == results[1]


def test_settling_again_does_nothing(ledger: Ledger) -> None:
    bring(ledger, article(1, "a.txt"))
    assert ledger.settle()
    assert not ledger.settle()
