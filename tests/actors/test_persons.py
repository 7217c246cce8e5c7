"""Persons' names in running text: where they begin and end, who is meant, and what only looks like a person."""

from __future__ import annotations

import pytest
from casting import cast
from spacy.language import Language

from detente.records import ActorKind, MentionForm

PERSONS = [
    # text, the persons' mentions as (words, actor)
    (
        "Douglas Holtz-Lind spoke. Mr. Holtz-Lind left.",
        [("Douglas Holtz-Lind", "douglas-holtz-lind"), ("Holtz-Lind", "douglas-holtz-lind")],
    ),
    (
        "Bashar al-Assad spoke. Al-Assad left, and Assad agreed.",
        [("Bashar al-Assad", "bashar-al-assad"), ("Al-Assad", "bashar-al-assad"), ("Assad", "bashar-al-assad")],
    ),
    (
        "Donald Trump Jr. met Donald Trump in Ohio.",
        [("Donald Trump Jr.", "donald-trump-jr"), ("Donald Trump", "donald-trump")],
    ),
    ("V. Putin came.", [("V. Putin", "vladimir-putin")]),
    ("Anna Petrova met A. Petrova.", [("Anna Petrova", "anna-petrova"), ("A. Petrova", "anna-petrova")]),
    (
        "Hillary Clinton and Bernie Sanders met. Hillary won, and Bernie lost.",
        [
            ("Hillary Clinton", "hillary-clinton"),
            ("Bernie Sanders", "bernie-sanders"),
            ("Hillary", "hillary-clinton"),
            ("Bernie", "bernie-sanders"),
        ],
    ),
    ("Wang Jianmin, a scholar, spoke. Wang said so.", [("Wang Jianmin", "wang-jianmin"), ("Wang", "wang-jianmin")]),
    (
        "Interior Minister Karlsen resigned. Karlsen gave no reason.",
        [("Karlsen", "karlsen@d1"), ("Karlsen", "karlsen@d1")],
    ),
    (
        "Nikolai Vasilyevich Orlov left. Nikolai Orlov said no more.",
        [("Nikolai Vasilyevich Orlov", "nikolai-vasilyevich-orlov"), ("Nikolai Orlov", "nikolai-vasilyevich-orlov")],
    ),
]


def persons(nlp: Language, text: str) -> list[tuple[str, str]]:
    found = cast(nlp, text, "2016-03-05")
    named = (a for a in found.appearances if a.mention.form is MentionForm.NAME)
    return [(a.mention.text, a.actor_id) for a in named if found.actor(a).kind is ActorKind.PERSON]


@pytest.mark.parametrize(("text", "expected"), PERSONS)
def test_whom_a_name_means(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    assert persons(nlp, text) == expected


NOBODY = [
    "A fire broke out in Ashton, Md., on Monday. Firemen from Ashton came.",
    "The train stops in Merkel, Texas.",
    "Brown v. Board of Education was decided long ago.",
    "The Trump Tower meeting lasted for an hour.",
    "The George W. Bush Presidential Center opened.",
    "Lenox Healthcare went bankrupt.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_what_is_called_after_a_person_is_none(nlp: Language, text: str) -> None:
    assert persons(nlp, text) == []


def test_two_brothers_are_two(nlp: Language) -> None:
    found = persons(nlp, "Hamid Karzai met his half-brother Ahmed Wali Karzai.")
    assert found == [("Hamid Karzai", "hamid-karzai"), ("Ahmed Wali Karzai", "ahmed-wali-karzai")]


def test_a_family_name_of_two_stays_open(nlp: Language) -> None:
    found = persons(nlp, "Hamid Karimi met his half-brother Ahmed Wali Karimi. Karimi left.")
    assert found == [("Hamid Karimi", "hamid-karimi"), ("Ahmed Wali Karimi", "ahmed-wali-karimi")]


def test_mr_and_mrs_of_one_name_stay_open(nlp: Language) -> None:
    assert persons(nlp, "Mr. Lund met Mrs. Lund. Lund was happy.") == []


def test_only_who_was_named_before_is_meant(nlp: Language) -> None:
    text = "Ted Varga spoke.\nVarga was angry.\nVarga left early.\nVarga came back.\nHis aunt, Maria Varga, stayed.\nFine."
    assert [a for w, a in persons(nlp, text) if w == "Varga"] == ["ted-varga"] * 3
