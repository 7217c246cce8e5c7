"""Positions from what is said, done and demanded, and from what is ascribed; and what is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from detente.analysis.attitudes import attitude_in
from detente.analysis.book import Book, Source
from detente.analysis.issues import built_in
from detente.analysis.positions import positions
from detente.analysis.standing import position_evidence
from detente.records import (
    Act,
    Actor,
    ActorKind,
    Condition,
    ConditionKind,
    Event,
    EventType,
    Modality,
    Statement,
    StatementKind,
)

ACTORS = (
    Actor("XNL", "Norland", ActorKind.STATE, "XNL"),
    Actor("XVE", "Vellia", ActorKind.STATE, "XVE"),
    Actor("ida-moor", "Ida Moor", ActorKind.PERSON, "XNL", ("GOV",)),
    Actor("HERONS", "Heron Front", ActorKind.ARMED_GROUP, "XVE", ("REB",), ("the Herons",)),
    Actor("gazette", "Gazette", ActorKind.MEDIA, "XNL", ("MED",)),
)
ISSUES = built_in()


def place(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def statement(text: str, who: str, source: str, cue: str, content: str, act: Act = Act.ASSERT, **more: Any) -> Statement:
    (start, _), at, said = place(text, source), place(text, cue), place(text, content)
    end = max(at[1], said[1])
    return Statement(
        f"d:statement:{start}-{end}", "d", start, end, text[start:end], *at, *said, (said,), content, StatementKind.INDIRECT,
        act, who, *place(text, source), **more,
    )  # fmt: skip


def event(text: str, words: str, trigger: str, type: str, actors: str, recipients: str = "", **more: Any) -> Event:
    more.setdefault("modality", Modality.ACTUAL)
    more.setdefault("confidence", 0.8)
    at = place(text, words)
    return Event(
        f"d:event:{at[0]}-{at[1]}", "d", *at, words, EventType(type), *place(text, trigger),
        actor_ids=tuple(actors.split()), recipient_ids=tuple(recipients.split()), **more,
    )  # fmt: skip


def book(text: str, *records: Statement | Event | Condition) -> Book:
    source = Source("d", "Title", "Gazette", None, date(2031, 4, 2), "article", "d", None, text)

    def of(kind: type) -> Any:
        return tuple(r for r in records if isinstance(r, kind))

    return Book({"d": source}, {a.actor_id: a for a in ACTORS}, of(Event), of(Statement), of(Condition), (), {})


def held(made: Book) -> set[tuple[str, str, str, float, str]]:
    return {(p.actor_id, p.issue_id, p.pole, p.stance, str(p.basis)) for p in positions(made, ISSUES)}


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("urged", "Vellia to lift its sanctions", ("sanctions", "lifting", 1.0)),
        ("did not support", "the sanctions", ("sanctions", "sanctions", -0.8)),
        ("rejected", "a ceasefire", ("ceasefire", "ceasefire", -1.0)),
        ("had ruled", "out a ceasefire", ("ceasefire", "ceasefire", -1.0)),
        ("urged", "Vellia to reject the ceasefire", ("ceasefire", "ceasefire", -1.0)),
        ("said", "that it would not recognise the new government", ("recognition", "recognition", -0.8)),
        ("said", "that Vellia must release all prisoners", ("prisoners", "release", 1.0)),
        ("said", "that the release of prisoners was unacceptable", ("prisoners", "release", -0.8)),
        ("warned", "Vellia against keeping troops in the bay", ("foreign-forces", "no withdrawal", -1.0)),
        ("emphasized", "the need for the U.S. to fully withdraw", ("foreign-forces", "complete withdrawal", 0.8)),
        ("asked", "whether the sanctions would be lifted", None),
        ("said", "that Vellia had lifted its sanctions", None),
        ("said", "that sanctions might be lifted", None),
        ("discussed", "a ceasefire", None),
        ("denied", "reports of a ceasefire", None),
        ("was urged", "to lift its sanctions", None),
        ("demanded", "news of the ceasefire", None),
    ],
)
def test_what_is_said(cue: str, content: str, expected: tuple[str, str, float] | None) -> None:
    text = f"Norland {cue} {content}."
    found = held(book(text, statement(text, "XNL", "Norland", cue, content)))
    assert found == ({("XNL", *expected, "statement")} if expected else set())


def test_it_is_who_asks_that_holds_it() -> None:
    text = "Norland urged the Herons to accept a truce."
    made = book(
        text,
        statement(text, "XNL", "Norland", "urged", "the Herons to accept a truce", Act.REQUEST),
        event(text, "the Herons to accept a truce", "accept", "AGREE", "HERONS"),
    )
    assert held(made) == {("XNL", "ceasefire", "ceasefire", 1.0, "statement")}


def test_a_wish_that_the_text_tells_is_ascribed() -> None:
    text = "Norland wants talks with the Herons."
    made = book(text, event(text, "Norland wants", "wants", "REQUEST", "XNL"))
    assert held(made) == {("XNL", "rebel-talks", "talks", 0.6, "attribution")}


def test_a_wish_that_another_tells_is_ascribed_by_them() -> None:
    text = "Vellia said Norland opposed a ceasefire."
    outer = statement(text, "XVE", "Vellia", "said", "Norland opposed a ceasefire")
    made = book(text, outer, event(text, "Norland opposed", "opposed", "REJECT", "XNL", statement_id=outer.statement_id))
    assert held(made) == {("XNL", "ceasefire", "ceasefire", -1.0, "attribution")}
    assert position_evidence(made, positions(made, ISSUES)[0]).said_by == ("XVE",)


def test_a_minister_speaks_for_the_state() -> None:
    text = "Ida Moor said Norland opposed a ceasefire."
    outer = statement(text, "ida-moor", "Ida Moor", "said", "Norland opposed a ceasefire")
    made = book(text, outer, event(text, "Norland opposed", "opposed", "REJECT", "XNL", statement_id=outer.statement_id))
    assert ("XNL", "ceasefire", "ceasefire", -1.0, "statement") in held(made)


def test_who_is_named_after_the_verb_does_not_hold_it() -> None:
    text = "Norland agreed to a ceasefire with help of Vellia."
    made = book(text, event(text, "Norland agreed to a ceasefire with help of Vellia", "agreed", "AGREE", "XNL XVE"))
    assert {actor for actor, *_ in held(made)} == {"XNL"}


def test_deeds() -> None:
    text = "Norland sent 40 missiles to Vellia."
    made = book(text, event(text, text[:-1], "sent", "AID", "XNL", "XVE"))
    assert held(made) == {("XNL", "arms-supply", "supply", 0.7, "event")}


@pytest.mark.parametrize(
    "more", [{"modality": Modality.ALLEGED}, {"modality": Modality.DENIED}, {"confidence": 0.3}, {"historical": True}]
)
def test_deeds_that_are_not_sure_show_nothing(more: dict[str, Any]) -> None:
    text = "Norland sent 40 missiles to Vellia."
    assert held(book(text, event(text, text[:-1], "sent", "AID", "XNL", "XVE", **more))) == set()


@pytest.mark.parametrize(
    ("kind", "antecedent", "pole", "stance"),
    [
        (ConditionKind.DEMAND, "all foreign troops have left", "complete withdrawal", 0.8),
        (ConditionKind.AS_LONG_AS, "foreign troops stay", "no withdrawal", -0.8),
    ],
)
def test_what_a_refusal_hangs_on_is_wanted(kind: ConditionKind, antecedent: str, pole: str, stance: float) -> None:
    joined = "until" if kind is ConditionKind.DEMAND else "as long as"
    text = f"The Herons said they would not come {joined} {antecedent}."
    outer = statement(text, "HERONS", "The Herons", "said", f"they would not come {joined} {antecedent}")
    first, then = place(text, antecedent), place(text, "they would not come")
    condition = Condition(
        "c", "d", then[0], first[1], text[then[0] : first[1]], joined, kind, *first, antecedent, *then, "they would not come",
        statement_id=outer.statement_id,
    )  # fmt: skip
    assert held(book(text, outer, condition)) == {("HERONS", "foreign-forces", pole, stance, "statement")}


def test_the_press_has_no_positions_by_what_it_reports() -> None:
    text = "The Gazette said that Vellia must release all prisoners."
    content = "that Vellia must release all prisoners"
    assert held(book(text, statement(text, "gazette", "The Gazette", "said", content))) == set()


def test_a_question_is_no_position() -> None:
    text = "Why does Norland refuse a ceasefire?"
    assert held(book(text, statement(text, "XNL", "Norland", "refuse", "a ceasefire"))) == set()


def test_spans_and_ids() -> None:
    text = "Norland called for a ceasefire and for talks with the Herons."
    made = book(text, statement(text, "XNL", "Norland", "called for", "a ceasefire and for talks with the Herons"))
    found = positions(made, ISSUES)
    assert {p.issue_id for p in found} == {"ceasefire", "rebel-talks"}
    assert all(text[p.start : p.end] == p.text for p in found)
    assert len({p.position_id for p in found}) == len(found)
    assert found == positions(made, ISSUES)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Norland rejected a truce", -1.0),
        ("Norland did not reject a truce", 0.3),
        ("Norland may support a truce", None),
        ("Norland was asked about a truce", None),
        ("Norland is ready for a truce", 0.6),
        ("Norland counted a truce", None),
    ],
)
def test_attitudes(text: str, value: float | None) -> None:
    found = attitude_in(text, len("Norland"), text.index(" truce"))
    assert (found.value if found else None) == value
