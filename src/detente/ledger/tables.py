"""The ledger's tables by name: whose records they hold, what goes with a document, and what is shown first."""

from __future__ import annotations

from typing import Final

from detente.records import Condition, Event, Mention, Quantity, Statement

RECORDS: Final[dict[str, type]] = {
    "mentions": Mention,
    "statements": Statement,
    "events": Event,
    "conditions": Condition,
    "quantities": Quantity,
}
"""Tables that hold the records of readings as they are, one column a field."""

BY_DOCUMENT: Final = (*RECORDS, "roles", "blocks", "signatures", "document_actors", "document_roles")
"""Tables whose rows belong to a document and go with it."""

SETTLED: Final = ("meetings", "positions", "claims")
"""Tables that are made anew from all that was read, whenever a run is settled or a decision changes actors."""

SPANS: Final = (*RECORDS, "roles", "blocks", *SETTLED)
"""Tables whose rows quote their document: document_id, start, end, text."""

CLAIMS: Final = (
    "claim_id", "matter", "act", "actor_ids", "recipient_ids", "sides", "first_on", "last_on",
    "asserted_stories", "alleged_stories", "denied_stories", "admitted_stories", "single_publisher",
    "document_id", "start", "end", "text",
)  # fmt: skip
"""The columns of claims, as they are filled."""

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
    "claims": (
        "matter",
        "alleged_stories",
        "denied_stories",
        "admitted_stories",
        "asserted_stories",
        "first_on",
        "last_on",
        "single_publisher",
        "text",
    ),
    "conditions": ("published", "kind", "marker", "antecedent", "consequent", "outlet"),
    "quantities": ("published", "value", "value_high", "unit", "item", "actor_ids", "text", "outlet"),
    "positions": ("held_on", "issue_id", "pole", "stance", "actor_id", "basis", "text"),
    "decisions": ("decision_id", "at", "by", "kind", "before", "after", "undone_by"),
}
"""The columns that a terminal or a notebook shows; all the others are in the data."""

JSON_COLUMNS: Final = frozenset({"anchor", "before", "after", "as_read", "sides"})
"""Columns that hold objects."""
