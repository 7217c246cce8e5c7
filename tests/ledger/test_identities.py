"""Merges and splits, replayed on ids and mentions."""

from __future__ import annotations

from datetime import date

import pytest

from detente.ledger.identities import Identities, Mentions, Seen, Step, Where, renamed

MARCH = date(2016, 3, 2)
IN_D1 = Where(document_id="d1")
GHANI = Where(("Ghani",))


def seen(start: int, text: str, form: str = "name", actor: str = "a", document: str = "d1") -> Seen:
    return Seen(document, start, start + len(text), text, form, actor, MARCH)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], {"a": "a"}),
        ([Step("a", "b")], {"a": "b", "b": "b"}),
        ([Step("a", "b"), Step("b", "c")], {"a": "c", "b": "c"}),
        ([Step("b", "c"), Step("a", "b")], {"a": "b", "b": "c"}),
        ([Step("a", "b"), Step("b", "a")], {"a": "a", "b": "a"}),
        ([Step("a", "a")], {"a": "a"}),
        ([Step("a", "b", GHANI)], {"a": "a", "b": "b"}),
        ([Step("a", "b", GHANI), Step("a", "c")], {"a": "c", "b": "b"}),
    ],
)
def test_merges_apply_in_their_order(steps: list[Step], expected: dict[str, str]) -> None:
    identities = Identities(steps)
    assert {key: identities.everywhere(key) for key in expected} == expected


@pytest.mark.parametrize(
    ("where", "holds"),
    [
        (Where(("ghani",)), True),
        (Where(("President  GHANI", "Ghani")), True),
        (Where(("Ashraf Ghani",)), False),
        (Where(document_id="d2"), False),
        (Where(document_id="d1", span=(8, 11)), True),
        (Where(document_id="d1", span=(15, 20)), False),
        (Where(since=MARCH, until=MARCH), True),
        (Where(since=date(2016, 3, 3)), False),
        (Where(until=date(2016, 3, 1)), False),
        (Where(("Ghani",), "d1", since=date(2017, 1, 1)), False),
    ],
)
def test_which_mentions_a_split_is_about(where: Where, holds: bool) -> None:
    assert where.holds(seen(10, "Ghani")) is holds


def test_a_document_without_a_date_lies_in_no_period() -> None:
    assert not Where(since=date(1900, 1, 1)).holds(Seen("d1", 0, 5, "Ghani", "name", "a", None))


def test_pronouns_and_descriptions_go_with_the_name_before_them() -> None:
    mentions = [seen(0, "Ashraf Ghani"), seen(20, "he", "pronoun"), seen(30, "Ghani"), seen(40, "the president", "nominal")]
    found = Mentions(Identities([Step("a", "b", GHANI)]), mentions)
    assert list(found.now.values()) == ["a", "a", "b", "b"]
    assert found.moved
    assert not found.left


def test_a_pronoun_before_every_name_stays() -> None:
    found = Mentions(Identities([Step("a", "b", GHANI)]), [seen(0, "he", "pronoun"), seen(10, "Ghani")])
    assert list(found.now.values()) == ["a", "b"]


def test_all_of_a_document_goes_with_its_pronouns() -> None:
    found = Mentions(Identities([Step("a", "b", IN_D1)]), [seen(0, "he", "pronoun"), seen(10, "Ghani")])
    assert found.left


@pytest.mark.parametrize(
    ("place", "expected"),
    [((28, 60), "b"), ((0, 15), "a"), ((0, 60), "a"), ((36, 38), "b"), ((14, 16), "a"), ((90, 99), "b")],
)
def test_records_go_with_the_mentions_in_them_else_with_the_nearest(place: tuple[int, int], expected: str) -> None:
    found = Mentions(Identities([Step("a", "b", GHANI)]), [seen(0, "Ashraf Ghani"), seen(30, "Ghani")])
    assert found.meant(place) == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([Step("a", "b", GHANI), Step("b", "c")], "c"),
        ([Step("b", "c"), Step("a", "b", GHANI)], "b"),
        ([Step("x", "a"), Step("a", "b", GHANI)], "b"),
        ([Step("a", "b", GHANI), Step("b", "c", IN_D1)], "c"),
        ([Step("a", "b", Where(("Karzai",))), Step("a", "c", GHANI)], "c"),
        ([Step("a", "b", GHANI), Step("a", "c", IN_D1)], "b"),
    ],
)
def test_splits_and_merges_follow_one_another(steps: list[Step], expected: str) -> None:
    assert Identities(steps).in_mention(seen(0, "Ghani")) == expected


def test_ids_that_may_have_become_a_split_one() -> None:
    assert Identities([Step("x", "a"), Step("a", "b", GHANI), Step("y", "z")]).split == {"a", "x"}


def test_of_two_that_became_one_the_first_place_counts() -> None:
    assert renamed(["x", "a", "y", "b"], {"a": "c", "b": "c"}) == ["x", "c", "y"]
