"""Conditions: sentences with the condition expected of them, and sentences that only look like one."""

import re
from collections.abc import Callable

import pytest
from spacy.language import Language

from detente.actors.cast import Appearance, Cast
from detente.language.passages import parse
from detente.reading.condition_markers import lexicon
from detente.reading.conditions import extract_conditions
from detente.records import (
    Actor,
    ActorKind,
    Block,
    BlockRole,
    Condition,
    Document,
    Event,
    EventType,
    Mention,
    Statement,
)

NOBODY = Cast([], {})
Read = Callable[[str], list[Condition]]


@pytest.fixture(scope="module")
def read(nlp: Language) -> Read:
    def conditions(text: str) -> list[Condition]:
        document = Document("d", "test", text, "", (Block(0, len(text), BlockRole.BODY),))
        _, passages = next(parse([document], nlp))
        return list(extract_conditions(passages, NOBODY))

    return conditions


def plain(marked: str) -> str:
    return re.sub(r"[\[\]{}<>]", "", marked)


def part(marked: str, opening: str, closing: str) -> str:
    return plain(marked.split(opening, 1)[1].split(closing, 1)[0])


# kind, sentence with [marker], {antecedent} and <consequent>
HELD = [
    ("if", "[If] {the ceasefire breaks down}, <the monitors will leave>."),
    ("if", "<The bank would lend more> [if] {the treasury published its accounts}."),
    ("if", "[If] {the rebels had kept their word}, <the bridge would still stand>."),
    ("if", "[If] {both capitals agree}, then <the road can open next month>."),
    ("if", "The envoy said that <Ankara would sign> [if] {the strait stayed open}."),
    ("if", "“<We will talk> [if] {they lay down their arms},” said the colonel."),
    ("if", "[Should] {Lisbon refuse}, <the fleet would sail to the islands>."),
    ("if", "[Were] {the dam to burst}, <three towns would be lost>."),
    ("if", "[Had] {Lisbon refused}, <the fleet would have sailed>."),
    ("if", "<The sanctions will be lifted> [only if] {inspectors enter the plant}."),
    ("if", "<The port will reopen> [only when] {the mines are gone}."),
    ("if", "[Without] {foreign money} <the army could not pay its soldiers>."),
    ("unless", "<The miners will walk out> [unless] {their wages are paid}."),
    ("unless", "[Unless] {Rome pays}, <the court will seize the ship>."),
    ("as_long_as", "<The base stays> [as long as] {the treaty is in force}."),
    ("as_long_as", "[As long as] {the shelling continues}, <no convoy will move>."),
    ("as_long_as", "<The prisoners may go> [on condition that] {they leave the country}."),
    ("as_long_as", "<Oslo will host the meeting> [provided that] {both sides attend}."),
    ("demand", "<The party will not join the cabinet> [until] {the prisoners are free}."),
    ("demand", "<Hanoi refuses to negotiate> [until] {the troops leave}."),
    ("in_exchange", "<The junta released the journalists> [in exchange for] {fuel}."),
    ("in_exchange", "[In return for] {port rights}, <Beijing offered a loan>."),
    ("if", "[If] {they keep their promises}, he indicated, <the sanctions could be lifted>."),
    ("if", "<The army could lose the province> [if] {winter comes early}, the general said."),
    ("if", "[Without] {American support}, <the government will fall>."),
    ("consequence", "<The election> [depends largely on] {the weather in the north}."),
    ("in_exchange", "{The rebels would leave the city}. [In exchange], <the army would free the prisoners>."),
    ("consequence", "{The collapse of the bank} [means] that <nobody will be paid>."),
    ("consequence", "{A new wall} would [provoke] <protests in the capital>."),
    ("consequence", "<The date of the vote> [depends on] {the weather in the north}."),
]

TRAPS = [
    "The delegates would not comment until the meeting ended.",
    "A raid does not mean that the truce is over.",
    "Refugees must return home.",
    "The treaty is old and the roof must be mended.",
    "The general smiled as if nothing had happened.",
    "Few ships, if any, reached the harbour.",
    "Reporters asked if the minister would resign.",
    "The envoy wondered if the letter was genuine.",
    "Nobody knows if the hostages are alive.",
    "It is unclear if the dam will hold.",
    "He did not say if the talks would go on.",
    "Even if the king returns, the army will stay in power.",
    "The plan is difficult, if not impossible.",
    "Most, if not all, of the villages are empty.",
    "The curfew lasts until the end of May.",
    "The guards waited until the convoy had passed.",
    "The envoys talked until midnight.",
    "The crew spoke on condition of anonymity.",
    "The bank provided loans to farmers.",
    "The march was as long as ten kilometres.",
    "Should the king return?",
    "The council should meet before the summer.",
    "The soldiers left without a word.",
    "The village has been without water for a week.",
    "That means war.",
    "The word means a small boat.",
    "The stock exchange for grain is closed.",
    "What if the army refuses?",
    "Call us if possible.",
    "Two students were killed before the police arrived.",
    "The minister returned in triumph.",
    "The ship had reached the port by noon.",
]


@pytest.mark.parametrize(("kind", "marked"), HELD, ids=[plain(m)[:50] for _, m in HELD])
def test_condition(read: Read, kind: str, marked: str) -> None:
    found = [(c.kind.value, c.marker, c.antecedent, c.consequent) for c in read(plain(marked))]
    assert found == [(kind, part(marked, "[", "]").lower(), part(marked, "{", "}"), part(marked, "<", ">"))]


@pytest.mark.parametrize("text", TRAPS)
def test_no_condition(read: Read, text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("marker", lexicon().markers, ids=[" ".join(m.words) for m in lexicon().markers])
def test_example(read: Read, marker: object) -> None:
    marked, kind = marker.example, marker.kind  # type: ignore[attr-defined]
    found = [(c.kind, c.marker, c.antecedent, c.consequent) for c in read(plain(marked))]
    assert found == [(kind, part(marked, "[", "]").lower(), part(marked, "{", "}"), part(marked, "<", ">"))]


def test_demand_of_those_who_want_something(read: Read) -> None:
    (found,) = read("You must lift the ban if you want to trade.")
    assert (found.kind.value, found.antecedent, found.consequent) == ("demand", "You must lift the ban", "you want to trade")


def test_what_an_agreement_asks(read: Read) -> None:
    (found,) = read("Under the terms of the deal, the rebels must leave the city while the army must free its prisoners.")
    assert (found.kind.value, found.antecedent) == ("demand", "the rebels must leave the city")
    assert found.consequent == "the army must free its prisoners"
    (found,) = read("The agreement requires the rebels to leave the city.")
    assert (found.kind.value, found.antecedent, found.consequent) == ("demand", "the rebels to leave the city", None)


def test_spans_are_exact_and_ids_stable(read: Read) -> None:
    text = "Well.  If the\nrebels leave, the town will vote, unless it rains."
    for c in read(text):
        assert text[c.start : c.end] == c.text
        assert text[c.antecedent_start : c.antecedent_end] == c.antecedent
        assert c.consequent_start is not None
        assert text[c.consequent_start : c.consequent_end] == c.consequent
    assert read(text) == read(text)
    assert len({c.condition_id for c in read(text)}) == len(read(text)) > 0


def test_actors_events_and_statement(nlp: Language) -> None:
    text = "Petrov said that Kabul would sign if Moscow withdrew."
    document = Document("d", "test", text, "", (Block(0, len(text), BlockRole.BODY),))
    _, passages = next(parse([document], nlp))

    def appearance(name: str, actor: str) -> Appearance:
        token = next(t for t in passages[0].doc if t.text == name)
        return Appearance(Mention("d", token.idx, token.idx + len(name), name, actor), 0, token.i, token.i + 1, token.i)

    actors = {a: Actor(a, a, ActorKind.STATE) for a in ("AFG", "RUS")}
    cast = Cast([appearance("Kabul", "AFG"), appearance("Moscow", "RUS")], actors)
    start, end = text.index("that"), len(text) - 1
    said = Statement(
        "s1", "d", 0, end, text[:-1], 7, 11, start, end, ((start, end),), text[start:end], "indirect", "assert"  # type: ignore[arg-type]
    )  # fmt: skip
    at = text.index("withdrew")
    event = Event("e1", "d", at, at + 8, "withdrew", EventType.RETREAT, at, at + 8)
    (found,) = extract_conditions(passages, cast, [said], [event])
    assert found.antecedent_actor_ids == ("RUS",)
    assert found.consequent_actor_ids == ("AFG",)
    assert found.antecedent_event_id == "e1"
    assert found.consequent_event_id is None
    assert found.statement_id == "s1"


@pytest.mark.parametrize(
    "text", ["If", "if if if if", "Unless", "Should", "IF TALKS FAIL, WAR", "in exchange for", "· if ·", "until\n\nuntil"]
)
def test_messy_text_never_raises(read: Read, text: str) -> None:
    read(text)


def test_no_passages() -> None:
    assert list(extract_conditions([], NOBODY)) == []
