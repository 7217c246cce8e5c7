"""The second look at who takes part: what the others play bears on one's own part."""

from __future__ import annotations

from datetime import date

import pytest

import detente
from detente.reading import company
from detente.reading.company import Member


def member(name: str, head: int, **told: object) -> Member:
    given = {"country": name, "kind": "state", "above": 0, "chain": head} | told
    return Member(frozenset({name}), head=head, **given)  # type: ignore[arg-type]


def test_a_player_alone_has_no_company() -> None:
    (found,) = company.features("CONSULT", 3, [member("RUS", 1)], [(0.1, 0.8, 0.1)])
    assert {"nojoin", "noj"} & set(found) == {"noj"}
    assert "mA=0" in found
    assert "n=1" in found


def test_members_of_one_coordination_know_of_each_other() -> None:
    here = [member("RUS", 1, chain=1), member("CHN", 3, chain=1), member("FRA", 9)]
    chances = [(0.05, 0.92, 0.03), (0.6, 0.35, 0.05), (0.9, 0.05, 0.05)]
    russia, china, france = company.features("CONSULT", 5, here, chances)
    assert "jA=9&3" in china
    assert "jA=3&9" in russia
    assert "noj" in france


def test_further_mentions_of_one_actor_are_no_rivals() -> None:
    here = [member("RUS", 1), member("RUS", 7)]
    first, again = company.features("AID", 4, here, [(0.1, 0.85, 0.05), (0.7, 0.2, 0.1)])
    assert "mA=0" in again, "the other mention is no other party"
    assert "sA=8" in again
    assert "sA=True" in again
    assert "sA=False" in first


def test_chances_at_the_ends_stay_finite() -> None:
    (found,) = company.features("AID", 4, [member("RUS", 1)], [(0.0, 1.0, 0.0)])
    assert "la=5" in found
    assert "lr=-5" in found


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("France, Italy and Spain condemned Belarus on Tuesday.", {"FRA", "ITA", "ESP"}),
        ("Kenya and Uganda have expelled three diplomats from Sudan.", {"KEN", "UGA"}),
    ],
)
def test_all_of_a_coordination_act(text: str, actors: set[str]) -> None:
    reading = detente.read_text(text, published=date(2016, 3, 2))
    assert any(actors <= set(e.actor_ids) for e in reading.events)
