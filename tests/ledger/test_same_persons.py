"""Persons whom texts name differently are made one at the end of a run, and whoever takes that back is obeyed."""

from __future__ import annotations

from datetime import date

import pytest
from ledger_examples import bring, document

from detente.ledger import Entry, Ledger
from detente.records import Actor, ActorKind, Mention, Origin, Reading, Role

# document: (actor id, name, title, organisation, country) of each person in it
Told = tuple[str, str, str, str | None, str | None]
ORLOV = "viktor-orlenko"
ENVOYS: dict[str, list[Told]] = {
    "a": [("viktor-orlenko", "Viktor Orlenko", "deputy foreign minister", None, "UKR")],
    "b": [("v-orlenko", "V. Orlenko", "deputy foreign minister", None, "UKR")],
    "c": [("viktor-petrovich-orlenko", "Viktor Petrovich Orlenko", "deputy foreign minister", None, "UKR")],
    "d": [("viktor-orlenko", "Viktor Orlenko", "minister", None, "UKR")],
}
KARZAIS: dict[str, list[Told]] = {
    "a": [("hamid-karzai", "Hamid Karzai", "president", None, "AFG")],
    "b": [("wali-karzai", "Wali Karzai", "governor", None, "AFG")],
    "c": [("qayum-karzai", "Qayum Karzai", "president", None, "AFG")],
    "d": [("hamid-karzai", "Hamid Karzai", "president", None, "AFG"), ("h-karzai", "H. Karzai", "president", None, "AFG")],
}


def entry(source: str, told: list[Told]) -> Entry:
    doc = document(f"Paper {source}", " and ".join(name for _, name, *_ in told) + f" met in town {source}.", source)
    actors, roles, mentions = [], [], []
    for actor_id, name, title, organization, country in told:
        start = doc.text.index(name)
        place = (start, start + len(name))
        actors.append(Actor(actor_id, name, ActorKind.PERSON, country, origin=Origin.TEXT))
        roles.append(Role(actor_id, title, organization, country, None, None, doc.document_id, *place, name))
        mentions.append(Mention(doc.document_id, *place, name, actor_id))
    return Entry(source, doc, Reading(doc.document_id, tuple(actors), tuple(roles), tuple(mentions)))


def run(ledger: Ledger, texts: dict[str, list[Told]], sources: str) -> int:
    """A reading run as `detente.run` makes it."""
    bring(ledger, *(entry(source, texts[source]) for source in sources))
    ledger.settle()
    return ledger.join_same_persons()


def mentioned(ledger: Ledger) -> dict[str, str]:
    return dict(sorted((m["text"], m["actor_id"]) for m in ledger.mentions()))


def log(ledger: Ledger) -> list[tuple[str, str, str]]:
    return [(d["kind"], d["target"], d["by"]) for d in ledger.decisions()]


def test_variants_become_one_by_decisions_that_say_so(ledger: Ledger) -> None:
    assert run(ledger, ENVOYS, "abcd") == 2
    assert set(mentioned(ledger).values()) == {ORLOV}
    assert ledger.same_persons() == [(ORLOV, "viktor-petrovich-orlenko", "v-orlenko")]
    row = next(iter(ledger.actors(type="person")))
    assert set(row["aliases"]) == {"V. Orlenko", "Viktor Petrovich Orlenko"}
    assert [d["by"] for d in ledger.decisions()] == ["detente", "detente"]
    assert all('"same person"' in d["after"] for d in ledger.decisions())
    assert ledger.verify() == []


def test_reading_again_changes_nothing(ledger: Ledger) -> None:
    run(ledger, ENVOYS, "abcd")
    before = log(ledger), mentioned(ledger)
    assert ledger.join_same_persons() == 0
    assert run(ledger, ENVOYS, "abcd") == 0
    assert (log(ledger), mentioned(ledger)) == before


@pytest.mark.parametrize("order", ["abcd", "dcba", "cbad", "bdca"])
@pytest.mark.parametrize("at_once", [True, False])
def test_the_order_of_reading_gives_the_same_ids(ledger: Ledger, order: str, at_once: bool) -> None:
    for part in [order] if at_once else order:
        run(ledger, ENVOYS, part)
    assert set(mentioned(ledger).values()) == {ORLOV}
    assert [a["actor_id"] for a in ledger.actors()] == [ORLOV]
    assert ledger.verify() == []


@pytest.mark.parametrize("order", ["abcd", "dcba"])
def test_persons_of_one_family_name_stay_apart(ledger: Ledger, order: str) -> None:
    assert sum(run(ledger, KARZAIS, part) for part in order) == 0
    assert len(ledger.actors(type="person")) == 4


def test_an_undone_merge_stays_undone(ledger: Ledger) -> None:
    run(ledger, ENVOYS, "abd")
    run(ledger, ENVOYS, "c")
    done = next(d for d in ledger.decisions() if d["target"] == "v-orlenko")
    ledger.undo(done["decision_id"], by="Ada")
    apart = {"Viktor Orlenko": ORLOV, "Viktor Petrovich Orlenko": ORLOV, "V. Orlenko": "v-orlenko"}
    assert mentioned(ledger) == apart
    assert run(ledger, ENVOYS, "abcd") == 0
    assert mentioned(ledger) == apart


def test_persons_whom_a_split_parts_stay_parted(ledger: Ledger) -> None:
    run(ledger, ENVOYS, "acd")
    ledger.split(ORLOV, "viktor-petrovich-orlenko", by="Ada")
    assert run(ledger, ENVOYS, "abcd") == 1
    assert mentioned(ledger)["Viktor Petrovich Orlenko"] == "viktor-petrovich-orlenko"


def test_a_merge_that_somebody_undid_himself_is_not_made_again(ledger: Ledger) -> None:
    bring(ledger, *(entry(source, ENVOYS[source]) for source in "ab"))
    ledger.settle()
    ledger.undo(ledger.merge("v-orlenko", ORLOV, by="Ada").decision_id, by="Ada")
    assert ledger.join_same_persons() == 0
    assert mentioned(ledger) == {"Viktor Orlenko": ORLOV, "V. Orlenko": "v-orlenko"}


def test_what_people_decide_on_merged_persons_holds(ledger: Ledger) -> None:
    run(ledger, ENVOYS, "ab")
    new = Actor("oleg-orlenko", "Oleg Orlenko", ActorKind.PERSON, "UKR", origin=Origin.USER)
    ledger.split(ORLOV, new, text="V. Orlenko", by="Ada")
    for part in "cd":
        run(ledger, ENVOYS, part)
    assert mentioned(ledger) == {"Viktor Orlenko": ORLOV, "Viktor Petrovich Orlenko": ORLOV, "V. Orlenko": "oleg-orlenko"}
    assert ledger.verify() == []


def test_what_later_texts_contradict_is_taken_back(ledger: Ledger) -> None:
    texts = {**ENVOYS, "e": [*ENVOYS["a"], *ENVOYS["c"]]}
    assert run(ledger, texts, "ac") == 1
    assert run(ledger, texts, "e") == 0
    assert mentioned(ledger) == {"Viktor Orlenko": ORLOV, "Viktor Petrovich Orlenko": "viktor-petrovich-orlenko"}
    assert log(ledger)[-1][0] == "reject"
    assert log(ledger)[-1][2] == "detente"


def test_offices_have_their_time(ledger: Ledger) -> None:
    """The dates of documents reach the comparison."""
    old = entry("a", ENVOYS["a"])
    role = Role(ORLOV, "deputy foreign minister", None, "UKR", date(2001, 1, 1), date(2004, 1, 1))
    bring(ledger, Entry("a", old.document, Reading(old.document.document_id, old.reading.actors, (role,), old.reading.mentions)))
    assert run(ledger, ENVOYS, "b") == 0
