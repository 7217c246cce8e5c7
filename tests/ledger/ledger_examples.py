"""Documents and readings made for the ledger's tests: small, whole, with every kind of record and awkward characters."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from detente.ledger import Batch, Entry, Ledger, SourceState
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
    DocumentKind,
    Event,
    EventType,
    Mention,
    MentionForm,
    Modality,
    Origin,
    Precision,
    Quantity,
    Reading,
    Role,
    Skip,
    Statement,
    StatementKind,
    record_id,
)

VERSION = "reader 1"

RUSSIA = Actor("RUS", "Russia", ActorKind.STATE, "RUS", ("GOV",), ("Russian Federation", "Moscow"))
KREMLIN = Actor("rus-government", "Government of Russia", ActorKind.GOVERNMENT, "RUS", ("GOV",), ("the Kremlin",))
USA = Actor("USA", "United States", ActorKind.STATE, "USA", ("GOV",), ("America",))
TALIBAN = Actor("taliban", "Taliban", ActorKind.ARMED_GROUP, "AFG", ("REB",), ("Taleban",))
REGISTRY = (RUSSIA, KREMLIN, USA, TALIBAN)


def envoy(name: str, country: str | None = "RUS", sectors: tuple[str, ...] = ("GOV",)) -> Actor:
    """A person that only texts tell of."""
    return Actor(f"person-{name.lower()}", name, ActorKind.PERSON, country, sectors, (), Origin.TEXT)


def document(title: str, body: str, source: str, **more: object) -> Document:
    """A document of two blocks, title and body."""
    text = f"{title}\n\n{body}\n"
    start = len(title) + 2
    given: dict[str, object] = {
        "document_id": "d" + hashlib.sha256(text.encode()).hexdigest()[:16],
        "source": source,
        "text": text,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "blocks": (Block(0, len(title), BlockRole.TITLE), Block(start, start + len(body), BlockRole.BODY)),
        "title": title,
        "outlet": "The Daily Envoy",
        "authors": ("A. Writer", "B. “Quoted” Writer"),
        "published": date(2016, 3, 2),
        "published_precision": Precision.DAY,
        "published_basis": DateBasis.METADATA,
    }
    return Document(**(given | more))  # type: ignore[arg-type]


def headline(title: str, parent: Document, number: int) -> Document:
    digest = hashlib.sha256(f"{title}|{parent.sha256}".encode()).hexdigest()
    return Document(
        document_id="d" + digest[:16],
        source=f"{parent.source}#headline-{number}",
        text=title,
        sha256=hashlib.sha256(title.encode()).hexdigest(),
        blocks=(Block(0, len(title), BlockRole.TITLE),),
        kind=DocumentKind.HEADLINE,
        title=title,
        outlet="The Wire",
        published=date(2016, 3, 2),
        parent_id=parent.document_id,
    )


def article(number: int, source: str, name: str = "Kabirov", country: str | None = "RUS", **more: object) -> Entry:
    """An article with one record of every kind; `number` makes its text its own."""
    body = (
        f"😀 Envoy {name}, a Russian diplomat, said on day {number} that Moscow had met the Taliban for talks number {number}. "
        f"If the Taliban stop fighting, the United States will withdraw {number + 2} soldiers. Café naïve — “done”."
    )
    doc = document(f"Talks {number} & <others>", body, source, **more)
    return Entry(source, doc, reading(doc, name, number, country))


def reading(doc: Document, name: str, number: int, country: str | None = "RUS") -> Reading:
    key, text = doc.document_id, doc.text
    person = envoy(name, country)

    def span(words: str, after: int = 0) -> tuple[int, int]:
        start = text.index(words, after)
        return start, start + len(words)

    first = text.index("😀")
    said = span(f"Moscow had met the Taliban for talks number {number}", first)
    cue, source = span("said", first), span(name, first)
    condition = span(f"If the Taliban stop fighting, the United States will withdraw {number + 2} soldiers", first)
    antecedent, consequent = span("If the Taliban stop fighting", first), span("the United States will withdraw", first)
    statement_id = record_id(key, "statement", source[0], said[1])
    event_id = record_id(key, "event", *said)
    counted, role = span(f"{number + 2} soldiers", first), span("a Russian diplomat", first)

    def cut(place: tuple[int, int]) -> str:
        return text[place[0] : place[1]]

    mentions = [("Moscow", RUSSIA, MentionForm.METONYM), ("Taliban", TALIBAN, MentionForm.NAME), (name, person, MentionForm.NAME)]
    return Reading(
        document_id=key,
        actors=(RUSSIA, TALIBAN, USA, person),
        roles=(
            Role(person.actor_id, "diplomat", "Foreign Ministry", country, None, None, key, *role, cut(role)),
            Role("taliban", "party to the talks", None, "AFG", date(2015, 1, 1)),
        ),
        mentions=tuple(
            Mention(key, *span(words, first), cut(span(words, first)), actor.actor_id, form) for words, actor, form in mentions
        ),
        statements=(
            Statement(
                statement_id,
                key,
                source[0],
                said[1],
                text[source[0] : said[1]],
                *cue,
                *said,
                (said,),
                cut(said),
                StatementKind.INDIRECT,
                Act.ASSERT,
                person.actor_id,
                *source,
            ),
        ),
        events=(
            Event(
                event_id,
                key,
                *said,
                cut(said),
                EventType.CONSULT,
                *span("met", first),
                ("meet",),
                (),
                EventType.CONSULT,
                ("RUS",),
                ("taliban",),
                date(2015, 12, 1) if number % 2 else None,
                date(2015, 12, 31) if number % 2 else None,
                modality=Modality.ACTUAL if number % 3 else Modality.DENIED,
                statement_id=statement_id,
                score=1.0,
                host_id=person.actor_id,
                format="Café talks",
                absent_ids=("USA", person.actor_id),
                frame="CONSULT/meet",
                rule="frame",
            ),
        ),
        conditions=(
            Condition(
                record_id(key, "condition", *condition),
                key,
                *condition,
                cut(condition),
                "if",
                ConditionKind.IF,
                *antecedent,
                cut(antecedent),
                *consequent,
                cut(consequent),
                ("taliban",),
                ("USA",),
            ),
        ),
        quantities=(
            Quantity(
                record_id(key, "quantity", *counted), key, *counted, cut(counted), number + 2.0, "soldiers", actor_ids=("USA",)
            ),
        ),
    )


def bare(doc: Document, source: str) -> Entry:
    """A document from which nothing was read."""
    return Entry(source, doc, Reading(doc.document_id))


def state(source: str, *entries: Entry, fingerprint: str = "f1", skips: tuple[Skip, ...] = ()) -> SourceState:
    return SourceState(source, fingerprint, tuple(e.document.document_id for e in entries), skips)


def bring(ledger: Ledger, *entries: Entry, version: str = VERSION, fingerprint: str = "f1") -> None:
    """Commits entries and ends their sources."""
    by_source: dict[str, list[Entry]] = {}
    for entry in entries:
        by_source.setdefault(entry.source, []).append(entry)
    states = tuple(state(name, *found, fingerprint=fingerprint) for name, found in by_source.items())
    ledger.commit(Batch(version, entries, states))


def corpus(count: int) -> list[list[Entry]]:
    """Entries by source: `count` sources, some with headlines, every seventh a copy of an earlier one, people recurring."""
    names = ("Kabirov", "Lunov", "Marov")
    found: list[list[Entry]] = []
    for n in range(count):
        source = f"pages/{(n * 37) % 1000:04d}.txt"
        number = n - 3 if n % 7 == 6 else n
        entry = article(number, source, names[number % 3], ("RUS", "USA", None)[number % 3 - n % 2])
        children = [headline(f"Envoys meet again {number} {k}", entry.document, k) for k in range(1, 3)] if n % 5 == 0 else []
        found.append([entry, *(bare(child, source) for child in children)])
    return found


def batches(count: int, size: int) -> Iterable[Batch]:
    """The corpus in batches of `size` sources, with a skip now and then."""
    sources = corpus(count)
    for first in range(0, len(sources), size):
        part = sources[first : first + size]
        states = [state(entries[0].source, *entries) for entries in part]
        skip = Skip(f"pages/broken{first}.bin", "not a text", "binary")
        yield Batch(VERSION, tuple(e for entries in part for e in entries), tuple(states), (skip,))


def contents(ledger: Ledger, leave_out: tuple[str, ...] = ("read_at", "at")) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, sorted, without the columns that tell when."""
    found: dict[str, list[tuple[object, ...]]] = {}
    with ledger.reading() as connection:
        tables = connection.execute("SELECT DISTINCT table_name FROM duckdb_tables()").fetchall()
        for (table,) in tables:
            rows = connection.table(table)
            keep = [name for name in rows.columns if name not in leave_out]
            places = [rows.columns.index(name) for name in keep]
            found[table] = sorted((tuple(row[p] for p in places) for row in rows.fetchall()), key=repr)
    return found
