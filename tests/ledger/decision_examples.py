"""What tests of decisions look at: the persons of the examples, and the ids that every table names."""

from __future__ import annotations

from ledger_examples import contents, corpus

from detente.ledger import Entry, Ledger
from detente.records import Actor, ActorKind, Origin

KABIROV, LUNOV, MAROV = "person-kabirov", "person-lunov", "person-marov"
NEW = Actor("oleg-kabirov", "Oleg Kabirov", ActorKind.PERSON, "RUS", origin=Origin.USER)


def entries(count: int = 8) -> list[Entry]:
    return [entry for source in corpus(count) for entry in source]


def without_decisions(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    return {table: rows for table, rows in contents(ledger).items() if table != "decisions"}


def named(ledger: Ledger) -> dict[str, set[str]]:
    """The ids that each table names."""
    columns = {
        "actors": ["actor_id"],
        "roles": ["actor_id"],
        "mentions": ["actor_id"],
        "statements": ["source_actor_id", "source_actor_ids"],
        "events": ["actor_ids", "recipient_ids", "host_id", "absent_ids"],
        "conditions": ["antecedent_actor_ids", "consequent_actor_ids"],
        "quantities": ["actor_ids"],
    }
    found: dict[str, set[str]] = {}
    for table, names in columns.items():
        values = [value for name in names for value in ledger.table(table, {}).column(name)]
        found[table] = {i for value in values for i in (value if isinstance(value, list) else [value])}
    return found


def document_of(ledger: Ledger, actor: str) -> str:
    return str(ledger.mentions(actor=actor).column("document_id")[0])
