"""Conditions: sentences with the condition expected of them, and sentences that only look like one."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from detente.actors.cast import Appearance, Cast
from detente.engines import Setup
from detente.language.passages import parse
from detente.reading.condition_deadlines import OPENINGS, deadline
from detente.reading.condition_markers import lexicon
from detente.reading.conditions import extract_conditions
from detente.reading.reader import Reader
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
    ("if", "[If] {he is asked what he knows}, <the king would refuse to answer>."),
    ("if", "They backed an offer that <the union would accept> [if] {the owners paid}."),
    ("if", "<The union would accept the offer> [should] {the owners pay}."),
    ("if", "<The banks would pay> [once] {the court has ruled}."),
    ("demand", "<The blockade will stay in place> [until] {the owners pay}."),
    ("demand", "{The owners must pay} [before] <the talks can go on>."),
    ("demand", "{Free elections} were [a condition for] <the loan>."),
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
    "Scholars asked what would happen if the dam broke.",
    "The clerk knew what to say if anybody came.",
    "The roof is old, if solid.",
    "If I may, the plan is bad.",
    "Let us see if the king returns to the tone that he set.",
    "Once in his early years, when the king was ill, he would write poems.",
    "Reporters asked the old minister of trade if he had signed.",
    "It helps people with odd, if harmless, ideas to meet.",
    "The court found that by providing that fees be paid the law was broken.",
    "The league has provided food for the camps.",
    "The village once seemed safe and may seem safe again.",
    "The road was safe until now.",
    "The envoys spoke on condition that their names stay secret.",
    "The town fell only after the bridge had burned.",
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


def test_what_is_threatened(read: Read) -> None:
    (found,) = read("The rebels must leave the city or face an attack.")
    assert (found.kind.value, found.antecedent, found.consequent) == (
        "demand",
        "The rebels must leave the city",
        "face an attack",
    )


# a deadline, and its last day when read on 2 March 2020
DEADLINES = [
    ("They must leave by May 1.", "by May 1", date(2020, 5, 1)),
    ("They must leave by the end of April.", "by the end of April", date(2020, 4, 30)),
    ("They must leave before May.", "before May", date(2020, 4, 30)),
    ("They must leave before the end of 2020.", "before the end of 2020", date(2020, 12, 31)),
    ("They must leave no later than May 12.", "no later than May 12", date(2020, 5, 12)),
    ("They must leave by year's end.", "by year's end", date(2020, 12, 31)),
    ("They must leave within 30 days.", "within 30 days", date(2020, 4, 1)),
    ("They must leave within 72 hours.", "within 72 hours", date(2020, 3, 5)),
    ("They must leave within two weeks of the vote.", "within two weeks of the vote", None),
    ("The pact was signed on January 31. They must leave within two months of its signing.",
     "within two months of its signing", date(2020, 3, 31)),
    ("They must leave within a few days.", "within a few days", None),
    ("They must leave by bus.", None, None),
    ("They must leave before the convoy comes.", None, None),
    ("The house is within two miles.", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "due"), DEADLINES, ids=[t for t, _, _ in DEADLINES])
def test_deadlines(nlp: Language, text: str, words: str | None, due: date | None) -> None:
    doc = nlp(text)
    found = [d for t in doc if t.lower_ in OPENINGS and (d := deadline(t, date(2020, 3, 2))) is not None]
    assert [(doc[d.start : d.end].text, d.due) for d in found] == ([] if words is None else [(words, due)])


def test_a_deadline_without_a_date_to_reckon_from(nlp: Language) -> None:
    doc = nlp("They must leave within 30 days.")
    found = deadline(doc[3], None)
    assert found is not None
    assert found.due is None


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Setup().reader()


def read_all(reader: Reader, text: str) -> list[Condition]:
    document = Document("d", "test", text, "", (Block(0, len(text), BlockRole.BODY),), published=date(2020, 3, 2))
    ((_, reading),) = reader.read([document])
    return list(reading.conditions)


def test_terms_of_an_agreement(reader: Reader) -> None:
    (found,) = read_all(reader, "Under the pact, Russia will withdraw its troops by June 30.")
    assert (found.kind.value, found.marker, found.antecedent) == ("term", "by june 30", "Russia will withdraw its troops")
    assert (found.antecedent_actor_ids, found.due_on, found.consequent) == (("RUS",), date(2020, 6, 30), None)


def test_the_deadline_of_a_demand_with_an_offer(reader: Reader) -> None:
    text = "Under the accord Russia must leave the city by June 30 while Georgia must free its prisoners."
    (found,) = read_all(reader, text)
    assert (found.kind.value, found.due_on) == ("demand", date(2020, 6, 30))
    assert (found.antecedent_actor_ids, found.consequent_actor_ids) == (("RUS",), ("GEO",))


@pytest.mark.parametrize(
    "text",
    [
        "Guests must pay by Friday.",
        "Russia withdrew its troops by June 30.",
        "Russia will withdraw its troops by June 30.",
        "Nothing says that Russia must leave by June 30.",
        "Russia need not leave by June 30.",
    ],
)
def test_no_term(reader: Reader, text: str) -> None:
    assert read_all(reader, text) == []


# sentence, who would act in the antecedent, who in the consequent
ACTING = [
    ("If Iran attacked Israel, the United States would punish Iran.", ["IRN"], ["USA"]),
    ("If Israel was attacked by Iran, France would help Israel.", ["IRN"], ["FRA"]),
    ("If sanctions against Iran were lifted, oil would be cheaper.", [], []),
    ("Russia agreed to leave Syria if Turkey left Iraq.", ["TUR"], ["RUS"]),
    ("In case of a Russian attack, Poland and Germany would send troops.", ["RUS"], ["POL", "DEU"]),
    ("An attack by North Korea would prompt Japan to arm itself.", ["PRK"], ["JPN"]),
]


@pytest.mark.parametrize(("text", "before", "after"), ACTING, ids=[t for t, _, _ in ACTING])
def test_who_would_act(reader: Reader, text: str, before: list[str], after: list[str]) -> None:
    (found,) = read_all(reader, text)
    assert (list(found.antecedent_actor_ids), list(found.consequent_actor_ids)) == (before, after)


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
    "text",
    [
        "If",
        "Once",
        "provided",
        "x must stop or",
        "by",
        "within",
        "a condition for",
        "if if if if",
        "Unless",
        "Should",
        "IF TALKS FAIL, WAR",
        "in exchange for",
        "· if ·",
        "until\n\nuntil",
    ],
)
def test_messy_text_never_raises(read: Read, text: str) -> None:
    read(text)


def test_no_passages() -> None:
    assert list(extract_conditions([], NOBODY)) == []
