"""Claims from sentences of our own: who is accused, who denies, and of what a denial is that does not say so."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from detente.analysis.book import Book, Source
from detente.analysis.claims import Claim, claim_row, claims, loose_denials, narrowed
from detente.records import Act, Actor, ActorKind, Event, EventType, Mention, Modality, Statement, StatementKind

ACTORS = {
    a.actor_id: a
    for a in (
        Actor("NOR", "Norland", ActorKind.STATE, "NOR", ("GOV",)),
        Actor("NOR.MFA", "Norlandic Foreign Ministry", ActorKind.ORGAN, "NOR", ("GOV",)),
        Actor("ona-brandt", "Ona Brandt", ActorKind.PERSON, "NOR", ("GOV",)),
        Actor("SUD", "Sudmark", ActorKind.STATE, "SUD", ("GOV",)),
        Actor("EST", "Estmark", ActorKind.STATE, "EST", ("GOV",)),
        Actor("FROST", "Frost Brigade", ActorKind.ARMED_GROUP, "SUD", ("REB",)),
        Actor("HERALD", "Daily Herald", ActorKind.MEDIA, "SUD", ("MED",)),
        Actor("pol-vask", "Pol Vask", ActorKind.PERSON, "EST", ("EDU",)),
    )
}
NAMES = {actor.name: actor.actor_id for actor in ACTORS.values()}
Said = tuple[str, str, Act, str]


def told(key: str, published: str | None, *parts: Said | str, outlet: str | None = None, story: str | None = None) -> Book:
    """A document of sentences: told by the text, or said: (source, cue, act, content); its book."""
    day = date.fromisoformat(published) if published else None
    text, statements = "", []
    for part in parts:
        start = len(text) + bool(text)
        words = part if isinstance(part, str) else f"{part[0]} {part[1]} {part[3]}."
        text += (" " if text else "") + words
        if not isinstance(part, str):
            statements.append(_statement(key, text, start, part, day))
    mentions = [
        Mention(key, m.start(), m.end(), m.group(), NAMES[name]) for name in NAMES for m in re.finditer(rf"\b{name}\b", text)
    ]
    source = Source(key, None, outlet, None, day, "article", story or key, None, text)
    return Book({key: source}, ACTORS, (), tuple(statements), (), (), {}, None, tuple(mentions))


def _statement(key: str, text: str, start: int, part: Said, day: date | None) -> Statement:
    source, cue, act, content = part
    cue_start = start + len(source) + 1
    at = cue_start + len(cue) + 1
    end = at + len(content)
    span = (start, end, text[start:end])
    places = (cue_start, cue_start + len(cue), at, end, ((at, end),), content)
    speaker = NAMES.get(source)
    spoken = {"source_actor_id": speaker, "source_actor_ids": (speaker,) if speaker else (), "said_on": day}
    return Statement(f"{key}:statement:{start}-{end}", key, *span, *places, StatementKind.INDIRECT, act, **spoken)


def together(*books: Book) -> Book:
    """One book of several documents."""
    parts: dict[str, Any] = {
        name: tuple(r for b in books for r in getattr(b, name)) for name in ("events", "statements", "mentions")
    }
    return replace(books[0], sources={k: s for b in books for k, s in b.sources.items()}, **parts)


def with_event(book: Book, words: str, trigger: str, kind: str, actors: str, recipients: str, **more: Any) -> Book:
    """The book with an act that its one document tells in these words."""
    ((key, source),) = book.sources.items()
    start = source.text.index(words)
    at = source.text.index(trigger, start)
    within = next((s.statement_id for s in book.statements if s.start <= start < s.end), None)
    given: dict[str, Any] = {"confidence": 0.8, "statement_id": within} | more
    span = (start, start + len(words), words, EventType(kind), at, at + len(trigger))
    event = Event(
        f"{key}:event:{at}", key, *span, actor_ids=tuple(actors.split()), recipient_ids=tuple(recipients.split()), **given
    )
    return replace(book, events=(*book.events, event))


def stands(claim: Claim) -> list[tuple[str, tuple[str, ...]]]:
    return [(s.stand, s.by) for s in claim.sides]


ARMS = ("Estmark", "accused", Act.ACCUSE, "Norland of selling rifles to Frost Brigade")
NO_ARMS = ("Norland", "denies", Act.DENY, "the accusation")


def test_accusation_and_denial_are_one_claim() -> None:
    (claim,) = claims(told("a", "2018-03-01", ARMS, NO_ARMS))
    assert claim.matter == "arming: Norland → Frost Brigade"
    assert (claim.act, claim.actor_ids, claim.recipient_ids) == ("arming", ("NOR",), ("FROST",))
    assert stands(claim) == [("alleged", ("EST",)), ("denied", ("NOR",))]
    assert claim.single_publisher
    assert claim.story_counts == {"alleged": 1, "denied": 1, "admitted": 0, "asserted": 0}
    ((denial, charge),) = claim.contradictions
    assert (denial.by, charge.by) == (("NOR",), ("EST",))


def test_every_side_is_quoted_from_its_text() -> None:
    book = told("a", "2018-03-01", ARMS, NO_ARMS)
    for side in claims(book)[0].sides:
        assert book.source(side.evidence).text[side.evidence.start : side.evidence.end] == side.evidence.text


def test_admission_before_and_after_is_a_chain_with_its_contradiction() -> None:
    book = together(
        told(
            "a",
            "2016-01-01",
            ("Ona Brandt", "noted", Act.ASSERT, "that Norland has been in contact with Frost Brigade"),
            outlet="A",
        ),
        told(
            "b",
            "2017-01-01",
            ("Estmark", "criticised", Act.ACCUSE, "alleged secret talks that Norland held with Frost Brigade"),
            ("Norlandic Foreign Ministry", "claims", Act.ASSERT, "that no such talks have ever taken place"),
            outlet="B",
        ),
    )
    (claim,) = claims(book)
    assert claim.matter == "talking: Norland – Frost Brigade"
    assert stands(claim) == [("admitted", ("ona-brandt",)), ("alleged", ("EST",)), ("denied", ("NOR.MFA",))]
    assert [(one.by, other.by) for one, other in claim.contradictions] == [
        (("NOR.MFA",), ("ona-brandt",)),
        (("NOR.MFA",), ("EST",)),
    ]
    assert (claim.first_on, claim.last_on) == (date(2016, 1, 1), date(2017, 1, 1))
    assert not claim.single_publisher


@pytest.mark.parametrize(
    ("parts", "matter"),
    [
        ([ARMS, ("Norland", "called", Act.EVALUATE, "the charge groundless")], "arming: Norland → Frost Brigade"),
        ([ARMS, ("Norland", "rejected", Act.DENY, "these allegations")], "arming: Norland → Frost Brigade"),
        ([ARMS, ("Norland", "denied", Act.DENY, "it")], "arming: Norland → Frost Brigade"),
        ([("Norland", "denied", Act.DENY, "that it had supplied Frost Brigade with weapons")], "arming: Norland → Frost Brigade"),
        ([("Norland", "denied", Act.DENY, "having held talks with Sudmark")], "talking: Norland – Sudmark"),
        (
            ["Estmark accuses the movement of bombing a school.", ("Frost Brigade", "denies", Act.DENY, "it")],
            "attacking: Frost Brigade",
        ),
    ],
)  # fmt: skip
def test_what_a_denial_denies(parts: list[Any], matter: str) -> None:
    (claim,) = claims(told("a", "2018-03-01", *parts))
    assert claim.matter == matter
    assert claim.story_counts["denied"] == 1


@pytest.mark.parametrize(
    "parts",
    [
        [("Norland", "refused", Act.DENY, "to hold talks with Sudmark")],
        [("Norland", "said", Act.ASSERT, "that it would hold talks with Sudmark")],
        [("Norland", "said", Act.ASSERT, "that it had no objection to talks with Sudmark")],
        [("Norland", "said", Act.ASSERT, "that Norland has held talks with Sudmark")],
        [("Estmark", "condemned", Act.ACCUSE, "the talks of Norland with Sudmark")],
    ],
)
def test_refusals_plans_and_undisputed_acts_are_no_claims(parts: list[Any]) -> None:
    assert claims(told("a", "2018-03-01", *parts)) == []


def test_a_denial_that_points_nowhere_is_left_over() -> None:
    book = told("a", "2018-03-01", "It rained.", NO_ARMS)
    assert claims(book) == []
    assert [s.content for s in loose_denials(book)] == ["the accusation"]


def test_a_denial_does_not_answer_what_is_said_of_others() -> None:
    book = told("a", "2018-03-01", ARMS, ("Sudmark", "rejects", Act.DENY, "the accusation"))
    assert stands(claims(book)[0]) == [("alleged", ("EST",))]


def test_the_only_accusation_of_the_month_elsewhere_is_denied() -> None:
    other = told("b", "2018-03-20", "It rained.", NO_ARMS)
    (claim,) = claims(together(told("a", "2018-03-01", ARMS), other))
    assert stands(claim) == [("alleged", ("EST",)), ("denied", ("NOR",))]
    late = told("b", "2018-06-20", "It rained.", NO_ARMS)
    assert stands(claims(together(told("a", "2018-03-01", ARMS), late))[0]) == [("alleged", ("EST",))]


def test_who_denies_all_support_denies_arms_but_not_before_the_charge() -> None:
    denial = ("Norland", "denies", Act.DENY, "that it supports Frost Brigade")
    (claim,) = claims(together(told("a", "2018-03-01", ARMS), told("b", "2018-05-01", denial)))
    assert stands(claim) == [("alleged", ("EST",)), ("denied", ("NOR",))]
    assert claim.act == "arming"
    earlier = claims(together(told("a", "2018-03-01", ARMS), told("b", "2017-05-01", denial)))
    assert [c.act for c in earlier] == ["supporting", "arming"]


def test_copies_are_one_story() -> None:
    book = together(*(told(key, "2018-03-01", ARMS, NO_ARMS, story="a", outlet=key) for key in "abc"))
    (claim,) = claims(book)
    assert claim.story_counts["alleged"] == 1
    assert len(claim.sides) == 6


def test_single_acts_months_apart_are_claims_of_their_own() -> None:
    charge = ("Sudmark", "accused", Act.ACCUSE, "Norland of shelling Sudmark")
    book = together(told("a", "2016-01-01", charge), told("b", "2016-02-01", charge), told("c", "2018-01-01", charge))
    assert [len(c.sides) for c in claims(book)] == [2, 1]


def test_whose_report_is_denied() -> None:
    denial = ("Norland", "denied", Act.DENY, "a report in the Daily Herald that it had sold rifles to Frost Brigade")
    (claim,) = claims(told("a", "2018-03-01", denial))
    assert sorted(stands(claim)) == [("alleged", ("HERALD",)), ("denied", ("NOR",))]


def test_the_text_itself_may_call_it_alleged() -> None:
    (claim,) = claims(told("a", None, "They quarrelled over Norland's alleged sales of weapons to Frost Brigade."))
    assert stands(claim) == [("alleged", ())]
    assert (claim.first_on, claim.last_on) == (None, None)


@pytest.mark.parametrize(
    ("modality", "confidence", "expected"),
    [
        (Modality.ALLEGED, 0.6, [("alleged", ())]),
        (Modality.ALLEGED, 0.3, None),
        (Modality.ACTUAL, 0.9, None),
        (Modality.PLANNED, 0.9, None),
    ],
)
def test_events_by_modality(modality: Modality, confidence: float, expected: list[Any] | None) -> None:
    book = told("a", "2018-03-01", "Norland bombed Sudmark at night.")
    held = with_event(book, "Norland bombed Sudmark", "bombed", "ASSAULT", "NOR", "SUD", modality=modality, confidence=confidence)
    assert [stands(c) for c in claims(held)] == ([expected] if expected else [])


def test_a_party_that_tells_of_anothers_grave_act_accuses_a_scholar_reports() -> None:
    content = "that Norland bombed Sudmark"
    for speaker, expected in (("Estmark", [("alleged", ("EST",))]), ("Pol Vask", None)):
        book = told("a", "2018-03-01", (speaker, "said", Act.ASSERT, content))
        held = with_event(book, "Norland bombed Sudmark", "bombed", "ASSAULT", "NOR", "SUD", modality=Modality.ACTUAL)
        assert [stands(c) for c in claims(held)] == ([expected] if expected else [])


def test_narrowed_and_as_a_row() -> None:
    book = told("a", "2018-03-01", ARMS, NO_ARMS, outlet="The Herald")
    found = claims(book)
    assert narrowed(found, [book.party("Estmark")], date(2018, 1, 1), "herald") == found
    assert narrowed(found, [book.party("Sudmark")]) == []
    assert narrowed(found, since=date(2019, 1, 1)) == []
    row = claim_row(found[0])
    assert row[:3] == (found[0].claim_id, "arming: Norland → Frost Brigade", "arming")
    assert row[-4:] == ("a", *_span(book, ARMS))


def _span(book: Book, said: Said) -> tuple[int, int, str]:
    text = " ".join((said[0], said[1], said[3]))
    start = book.sources["a"].text.index(text)
    return start, start + len(text), text
