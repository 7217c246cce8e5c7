"""The ledger's tables by name: what is read from text, what a record's columns are, and what is shown first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Final

from detente.records import Condition, Event, Mention, Position, Quantity, Role, Statement
from detente.ledger.store import Connection

RECORDS: Final[dict[str, type]] = {
    "mentions": Mention,
    "statements": Statement,
    "events": Event,
    "conditions": Condition,
    "quantities": Quantity,
    "positions": Position,
}
"""Tables that hold the records of readings as they are, one column a field."""

BY_DOCUMENT: Final = (*RECORDS, "roles", "blocks", "signatures", "document_actors", "document_roles")
"""Tables whose rows belong to a document and go with it."""
