"""The ledger's tables by name: whose records they hold, what goes with a document, and what is shown first."""

from __future__ import annotations

from typing import Final

from detente.records import Condition, Event, Mention, Position, Quantity, Statement

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

SPANS: Final = (*RECORDS, "roles", "blocks", "meetings")
"""Tables whose rows quote their document: document_id, start, end, text."""

SHOWN: Final[dict[str, tuple[str, ...]]] = {
    "documents": ("document_id", "published", "outlet", "title", "kind", "word_count", "source"),
    "blocks": ("document_id", "role", "start", "end", "text"),
    "skips": ("source", "reason", "detail"),
    "sources": ("source", "reader_version", "document_ids", "merged_ids"),
    "actors": ("actor_id", "name", "kind", "country", "sectors", "document_count", "mention_count"),
    "roles": ("actor_id", "title", "organization", "country", "start_date", "end_date", "published"),
    "mentions": ("published", "actor_id", "text", "form", "score", "outlet"),
    "statements": ("published", "source_actor_id", "act", "kind", "content", "outlet"),
    "events": ("date_start", "event_type", "modality", "actor_ids", "recipient_ids", "text", "outlet", "published"),
    "meetings": ("date_start", "date_end", "status", "format", "place", "participant_ids", "absent_ids", "document_count"),
    "conditions": ("published", "kind", "marker", "antecedent", "consequent", "outlet"),
    "quantities": ("published", "value", "value_high", "unit", "item", "actor_ids", "text", "outlet"),
    "positions": ("published", "issue_id", "pole", "stance", "actor_id", "basis", "text"),
    "decisions": ("decision_id", "at", "by", "kind", "before", "after", "undone_by"),
}
"""The columns that a terminal or a notebook shows; all the others are in the data."""

JSON_COLUMNS: Final = frozenset({"anchor", "before", "after", "as_read"})
"""Columns that hold objects."""
