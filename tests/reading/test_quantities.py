"""Quantities: sentences with the numbers expected of them, and numbers that count nothing."""

from collections.abc import Callable
from datetime import date

import pytest
from spacy.language import Language

from detente.actors.cast import Appearance, Cast
from detente.language.passages import parse
from detente.reading.numerals import knowledge
from detente.reading.quantities import extract_quantities
from detente.records import Actor, ActorKind, Block, BlockRole, Document, Event, EventType, Mention, Quantity

NOBODY = Cast([], {})
Read = Callable[[str], list[Quantity]]


@pytest.fixture(scope="module")
def read(nlp: Language) -> Read:
    def quantities(text: str) -> list[Quantity]:
        document = Document("d", "test", text, "", (Block(0, len(text), BlockRole.BODY),))
        _, passages = next(parse([document], nlp))
        return list(extract_quantities(passages, NOBODY))

    return quantities


# text, then (value, value_high, unit, item, approximate) of each quantity
COUNTS = [
    ("The army lost four helicopters.", [(4, None, None, "helicopters", False)]),
    ("About 300 prisoners were freed.", [(300, None, None, "prisoners", True)]),
    ("Ankara sent 1,200 fully armed soldiers.", [(1200, None, None, "fully armed soldiers", False)]),
    ("The port handles two million containers.", [(2_000_000, None, None, "containers", False)]),
    ("Twenty-five villages were burned.", [(25, None, None, "villages", False)]),
    ("Two hundred and fifty miners struck.", [(250, None, None, "miners", False)]),
    ("More than forty ships waited.", [(40, None, None, "ships", True)]),
    ("Hundreds of students marched.", [(100, None, None, "students", True)]),
    ("Tens of thousands of farmers fled.", [(10_000, None, None, "farmers", True)]),
    ("Several hundred guards deserted.", [(100, None, None, "guards", True)]),
    ("A dozen trucks crossed the bridge.", [(12, None, None, "trucks", False)]),
    ("Between 20 and 30 tanks were seen.", [(20, 30, None, "tanks", False)]),
    ("The mission needs 3 to 5 interpreters.", [(3, 5, None, "interpreters", False)]),
    ("Some 500–700 monitors will come.", [(500, 700, None, "monitors", True)]),
    ("It will cost 2 to 3 million euros.", [(2_000_000, 3_000_000, "EUR", "", False)]),
    ("Oslo offered $40 million in aid.", [(40_000_000, None, "USD", "aid", False)]),
    ("The debt reached €1.4bn.", [(1_400_000_000, None, "EUR", "", False)]),
    ("The dam cost 90 million US dollars.", [(90_000_000, None, "USD", "", False)]),
    ("Half a million refugees returned.", [(500_000, None, None, "refugees", False)]),
    ("Turnout was 62 percent.", [(62, None, "percent", "", False)]),
    ("Nearly 12 per cent of the harvest was lost.", [(12, None, "percent", "the harvest", True)]),
    ("The rebels hold 30% of the country.", [(30, None, "percent", "the country", False)]),
    ("The road is 110 km long.", [(110, None, "km", "", False)]),
    ("The line runs 15 kilometres from the border.", [(15, None, "km", "", False)]),
    ("Rome shipped 6,000 tons of wheat.", [(6000, None, "t", "wheat", False)]),
    ("The siege lasted fourteen months.", [(14, None, "month", "", False)]),
    ("The truce held for 72 hours.", [(72, None, "hour", "", False)]),
    (
        "The garrison shrank from 8,000 troops to 2,000.",
        [(8000, None, None, "troops", False), (2000, None, None, "troops", False)],
    ),
    ("Six of the nine judges agreed.", [(6, None, None, "of the nine judges", False)]),
    ("It cost hundreds of billions of dollars.", [(100_000_000_000, None, "USD", "", True)]),
    ("Wages were $500 to $2,000 a month.", [(500, 2000, "USD", "", False)]),
    ("The talks lasted two and a half hours.", [(2.5, None, "hour", "", False)]),
    ("Nearly 40 coal- and gas-fired plants were built.", [(40, None, None, "coal- and gas-fired plants", True)]),
    (
        "The number of troops fell from 13,000 to 8,600.",
        [(13_000, None, None, "troops", False), (8600, None, None, "troops", False)],
    ),
    ("Two thirds of the seats are empty.", [(66.67, None, "percent", "the seats", False)]),
    ("A third of the army deserted.", [(33.33, None, "percent", "the army", False)]),
    ("Nearly half of the ships sank.", [(50, None, "percent", "the ships", True)]),
    ("Prices fell by a quarter.", [(25, None, "percent", "", False)]),
    ("One in five farmers left.", [(20, None, "percent", "farmers", False)]),
    ("The port has twice as many cranes.", [(2, None, "times", "cranes", False)]),
    ("They dug a 30-kilometre tunnel.", [(30, None, "km", "tunnel", False)]),
    ("A 2,000-strong garrison stayed.", [(2000, None, None, "garrison", False)]),
    ("The miners handed over 40 rifles.", [(40, None, None, "rifles", False)]),
    ("The firm sent 30 guards, twelve of them women.", [(30, None, None, "guards", False), (12, None, None, "guards", False)]),
    ("The death toll rose to 190.", [(190, None, None, "death toll", False)]),
    ("Thousands marched.", [(1000, None, None, "", True)]),
    ("Six of the hostages are ill.", [(6, None, None, "of the hostages", False)]),
    ("They fired thousands of rounds of ammunition.", [(1000, None, None, "rounds of ammunition", True)]),
    ("Rome spent €3 million on bridges.", [(3_000_000, None, "EUR", "bridges", False)]),
    ("Three miners died and 24 were hurt.", [(3, None, None, "miners", False), (24, None, None, "miners", False)]),
    ("They took 700 rifles and 20 mortars.", [(700, None, None, "rifles", False), (20, None, None, "mortars", False)]),
]

TRAPS = [
    "They sat at one table.",
    "The odds were 2 to 1.",
    "The treaty was signed in 1987.",
    "The 2014 elections were postponed.",
    "The envoys met on March 18.",
    "The envoys met on 18 March 2016.",
    "The talks began on July 11, 2019.",
    "He has led the party since 2004.",
    "The general is 64 years old.",
    "A 45-year-old teacher was arrested.",
    "Anna Berg, 45, was arrested.",
    "The first round failed.",
    "This was the 20th attempt.",
    "The train left at 10:30.",
    "The session opens at 8 p.m.",
    "Call 555-0147 for tickets.",
    "The country changed after 9/11.",
    "The G20 will meet in spring.",
    "One of the guards fled.",
    "One must be patient.",
    "No one came.",
    "Two Mi-25 engines were not found.".replace("Two ", "The "),
    "The X-37B landed safely.",
    "The council passed Resolution 2254.",
    "Article 5 was invoked.",
    "It landed a Boeing 737 in the fog.",
    "1. Skip the introduction",
    "The king died three years ago.",
    "The last ten years were hard.",
    "One day the war will end.",
    "The two sides disagreed.",
    "One diplomat smiled.",
    "In the 1990s the port was closed.",
    "They want a new one.",
    "The second half of the year was dry.",
    "It was a third attempt.",
    "The six-party talks failed.",
    "He lives at 10 Harbour Street.",
    "The 5G mast fell.",
    "The two are rivals.",
    "They had zero chance.",
    "The top 10 banks closed.",
]


def shown(found: list[Quantity]) -> list[tuple[float, float | None, str | None, str, bool]]:
    return [(q.value, q.value_high, q.unit, q.item, q.approximate) for q in found]


@pytest.mark.parametrize(("text", "expected"), COUNTS, ids=[t for t, _ in COUNTS])
def test_quantity(read: Read, text: str, expected: list[tuple[float, float | None, str | None, str, bool]]) -> None:
    assert shown(read(text)) == expected


@pytest.mark.parametrize("text", TRAPS)
def test_no_quantity(read: Read, text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("example", knowledge()["examples"], ids=[e["text"] for e in knowledge()["examples"]])
def test_example(read: Read, example: dict[str, object]) -> None:
    (found,) = read(str(example["text"]))
    expected = (
        example["value"],
        example.get("value_high"),
        example.get("unit"),
        example["item"],
        example.get("approximate", False),
    )
    assert (found.value, found.value_high, found.unit, found.item, found.approximate) == expected


def test_spans_are_exact_and_ids_stable(read: Read) -> None:
    text = "About  300\nprisoners and $4 million in cash; 25 of 34 provinces, from 8,600 troops to 2,500."
    found = read(text)
    assert len(found) == 5
    assert all(text[q.start : q.end] == q.text for q in found)
    assert len({q.quantity_id for q in found}) == 5
    assert found == read(text)


def test_killers_do_not_own_the_dead(nlp: Language) -> None:
    text = "Ankara killed 40 soldiers."
    document = Document("d", "test", text, "", (Block(0, len(text), BlockRole.BODY),))
    _, passages = next(parse([document], nlp))
    cast = Cast([Appearance(Mention("d", 0, 6, "Ankara", "TUR"), 0, 0, 1, 0)], {"TUR": Actor("TUR", "Turkey", ActorKind.STATE)})
    assert [q.actor_ids for q in extract_quantities(passages, cast)] == [()]


def test_whose_and_when(nlp: Language) -> None:
    text = "Ankara sent 40 tanks."
    document = Document("d", "test", text, "", (Block(0, len(text), BlockRole.BODY),))
    _, passages = next(parse([document], nlp))
    cast = Cast([Appearance(Mention("d", 0, 6, "Ankara", "TUR"), 0, 0, 1, 0)], {"TUR": Actor("TUR", "Turkey", ActorKind.STATE)})
    event = Event("e1", "d", 0, 20, text[:20], EventType.AID, 7, 11)
    (found,) = extract_quantities(passages, cast, [], [event], date(2016, 3, 2))
    assert (found.actor_ids, found.event_id, found.as_of) == (("TUR",), "e1", date(2016, 3, 2))


# sentence with a quantity, the words that tell events, which of them it measures
MEASURED = [
    ("Oslo sent 40 tanks and Rome freed the prisoners.", ["sent", "freed"], "sent"),
    ("Oslo sent tanks and Rome freed 40 prisoners.", ["sent", "freed"], "freed"),
    ("The army launched 40 airstrikes.", ["airstrikes"], "airstrikes"),
    ("The rebels who hold 40 villages attacked the fort.", ["attacked"], None),
    ("Oslo agreed to send 40 tanks.", ["agreed"], "agreed"),
]


@pytest.mark.parametrize(("text", "triggers", "measured"), MEASURED, ids=[t for t, _, _ in MEASURED])
def test_the_event_it_measures(nlp: Language, text: str, triggers: list[str], measured: str | None) -> None:
    document = Document("d", "test", text, "", (Block(0, len(text), BlockRole.BODY),))
    _, passages = next(parse([document], nlp))
    events = [Event(t, "d", 0, len(text), text, EventType.AID, text.index(t), text.index(t) + len(t)) for t in triggers]
    (found,) = extract_quantities(passages, NOBODY, [], events)
    assert found.event_id == measured


@pytest.mark.parametrize(
    "text",
    [
        "twice as many",
        "half of",
        "10-x",
        "one in",
        "5-billion-",
        "5",
        "$",
        "%",
        "five million billion",
        "between and",
        "1,2,3,4",
        "٣٤",
        "½",
        "1e400",
        "9" * 400 + " men",
        "from to 3",
    ],
)
def test_messy_text_never_raises(read: Read, text: str) -> None:
    read(text)


def test_no_passages() -> None:
    assert list(extract_quantities([], NOBODY)) == []
