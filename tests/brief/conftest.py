"""A small ledger made by hand: what a brief must show of it is known."""

# ruff: noqa: E501 (records in tables)
from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from detente.ledger.batch import Batch, Entry, SourceState
from detente.ledger.ledger import Ledger
from detente.records import (
    Act,
    Actor,
    ActorKind,
    Block,
    BlockRole,
    Condition,
    ConditionKind,
    DateBasis,
    Document,
    Event,
    EventType,
    Mention,
    Modality,
    Precision,
    Quantity,
    Reading,
    Role,
    Skip,
    Statement,
    StatementKind,
    record_id,
)

TITLE = "Norland and the Coast League open talks"
PARAGRAPHS = (
    "Envoys of Norland and the Coast League met in the harbour town of Vell on 7 July 2015, after ten years of war.",
    "The League will send its chief to the next round, the envoys said. Norland denies that it armed the hill clans.",
    'If Norland withdraws its 1,500 soldiers, the League will open the ports. "We keep our word," said Mara Quist, a '
    'historian at the Vell Institute, "and our ports." Southern officials accuse Norland of paying spies, and Norland may yet leave.',
)
NORLAND = Actor("NLD", "Norland", ActorKind.STATE, "XNL")
LEAGUE = Actor("LEAGUE", "Coast League", ActorKind.ARMED_GROUP, None, ("REB",))
QUIST = Actor("mara-quist", "Mara Quist", ActorKind.PERSON)

SCRIPT = "<script>alert(1)</script>"
BREAKOUT = '"><img src=x onerror=alert(1)>'
HOSTILE_TEXT = f"Norland & the League met again </style>{SCRIPT} on Monday, it says."


def document(key: str, title: str, paragraphs: Iterable[str], **more: object) -> Document:
    """A document of a title, a line of navigation and paragraphs."""
    parts = [(title, BlockRole.TITLE), ("Home Sport Weather", BlockRole.NAVIGATION)]
    parts += [(paragraph, BlockRole.BODY) for paragraph in paragraphs]
    text, blocks = "", []
    for part, role in parts:
        blocks.append(Block(len(text), len(text) + len(part), role))
        text += f"{part}\n\n"
    made = Document(key, f"{key}.txt", text, hashlib.sha256(text.encode()).hexdigest(), tuple(blocks), title=title)
    return replace(made, **more)  # type: ignore[arg-type]


def span(held: Document, words: str) -> tuple[int, int]:
    start = held.text.index(words)
    return start, start + len(words)


def event(held: Document, words: str, kind: EventType, modality: Modality, **more: object) -> Event:
    start, end = span(held, words)
    made = Event(
        record_id(held.document_id, "event", start, end), held.document_id, start, end, words, kind, start, end, modality=modality
    )
    return replace(made, **more)  # type: ignore[arg-type]


def statement(held: Document, words: str, content: str, act: Act, **more: object) -> Statement:
    start, end = span(held, words)
    low, high = span(held, content)
    made = Statement(
        record_id(held.document_id, "statement", start, end), held.document_id, start, end, words, start, end, low, high,
        ((low, high),), content, StatementKind.INDIRECT, act,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def reading(held: Document) -> Reading:
    """The records of the article about the talks."""
    talks = "Envoys of Norland and the Coast League met in the harbour town of Vell on 7 July 2015"
    denial = statement(
        held, "Norland denies that it armed the hill clans", "that it armed the hill clans", Act.DENY, source_actor_id="NLD"
    )
    promise = "The League will send its chief to the next round"
    said = statement(held, f"{promise}, the envoys said", promise, Act.ASSERT, source_start=span(held, "the envoys said")[0],
                     source_end=span(held, "the envoys said")[0] + len("the envoys"))  # fmt: skip
    halves = (span(held, "We keep our word"), span(held, "and our ports"))
    told = held.text[halves[0][0] : halves[1][1]]
    quote = statement(held, told, told, Act.PROMISE, source_actor_id="mara-quist", content_spans=halves)
    both = {"actor_ids": ("NLD",), "recipient_ids": ("LEAGUE",)}
    day = {"date_start": date(2015, 7, 7), "date_end": date(2015, 7, 7), "date_basis": "text"}
    clause, offer = "Norland withdraws its 1,500 soldiers", "the League will open the ports"
    start, end = span(held, f"If {clause}, {offer}")
    role_start, role_end = span(held, "a historian at the Vell Institute")
    number_start, number_end = span(held, "1,500 soldiers")
    return Reading(
        held.document_id,
        actors=(NORLAND, LEAGUE, QUIST),
        roles=(
            Role("mara-quist", "historian", "Vell Institute", document_id=held.document_id, start=role_start, end=role_end,
                 text="a historian at the Vell Institute"),
        ),
        mentions=(
            Mention(held.document_id, *span(held, "Norland"), "Norland", "NLD"),
            Mention(held.document_id, *span(held, "Coast League"), "Coast League", "LEAGUE"),
        ),
        statements=(denial, said, quote),
        events=(
            event(held, TITLE, EventType.CONSULT, Modality.ACTUAL, **both),
            event(held, talks, EventType.CONSULT, Modality.ACTUAL, **both, **day, place="Vell"),
            event(held, promise, EventType.COOPERATE, Modality.PLANNED, actor_ids=("LEAGUE",), statement_id=said.statement_id),
            event(held, "armed the hill clans", EventType.AID, Modality.DENIED, actor_ids=("NLD",), statement_id=denial.statement_id),
            event(held, "Norland of paying spies", EventType.COERCE, Modality.ALLEGED, actor_ids=("NLD",)),
            event(held, "Norland may yet leave", EventType.RETREAT, Modality.POSSIBLE, actor_ids=("NLD",)),
        ),
        conditions=(
            Condition(
                record_id(held.document_id, "condition", start, end), held.document_id, start, end, held.text[start:end], "if",
                ConditionKind.IF, *span(held, clause), clause, *span(held, offer), offer, ("NLD",), ("LEAGUE",),
                due_on=date(2015, 12, 31),
            ),
        ),
        quantities=(
            Quantity(record_id(held.document_id, "quantity", number_start, number_end), held.document_id, number_start, number_end,
                     "1,500 soldiers", 1500.0, "soldiers", actor_ids=("NLD",)),
        ),
    )  # fmt: skip


def documents() -> list[Document]:
    """An article, its copy in another outlet, a hostile page, and a note without a date."""
    dated = {"published_precision": Precision.DAY, "published_basis": DateBasis.METADATA}
    return [
        document("d1", TITLE, PARAGRAPHS, outlet="Vell Herald", authors=("Ona Brandt",), published=date(2015, 7, 8),
                 url="https://vellherald.example/talks", **dated),
        document("d2", TITLE, [*PARAGRAPHS, "Copied from the Vell Herald."], outlet="Ridge Post", published=date(2015, 7, 8), **dated),
        document("d3", f"{SCRIPT} again", [HOSTILE_TEXT], outlet=BREAKOUT, authors=(SCRIPT,), url="javascript:alert(1)",
                 source=f"{BREAKOUT}.html", published=date(2015, 8, 1), **dated),
        document("d4", "A note", ["Norland keeps 900 soldiers in Vell."], outlet=None),
    ]  # fmt: skip


def fill(path: Path) -> Ledger:
    """A settled ledger with the documents above and one skip."""
    first, copy, hostile, note = documents()
    hostile_event = event(
        hostile, HOSTILE_TEXT, EventType.CONSULT, Modality.ACTUAL, actor_ids=("NLD",), recipient_ids=("LEAGUE",)
    )
    hostile_reading = Reading("d3", actors=(replace(NORLAND, name="Norland"), LEAGUE), events=(hostile_event,))
    start, end = span(note, "900 soldiers")
    few = Quantity(record_id("d4", "quantity", start, end), "d4", start, end, "900 soldiers", 900.0, "soldiers")
    readings = [reading(first), reading(copy), hostile_reading, Reading("d4", quantities=(few,))]
    held = [first, copy, hostile, note]
    ledger = Ledger.open(path, create=True)
    ledger.commit(
        Batch(
            "test-1",
            tuple(Entry(d.source, d, r) for d, r in zip(held, readings, strict=True)),
            tuple(SourceState(d.source, "f", (d.document_id,)) for d in held),
            (Skip("folder/leer.txt", "empty file"),),
        )
    )
    ledger.settle()
    return ledger


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The ledger that `fill` makes."""
    return fill(tmp_path_factory.mktemp("brief") / "ledger.duckdb")
