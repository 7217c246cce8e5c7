"""What must be true of every ledger, checked on the data. The tests run it on every ledger they make."""

from __future__ import annotations

from typing import Final

from detente.ledger.sql import query
from detente.ledger.store import Connection
from detente.ledger.tables import BY_DOCUMENT, SPANS

_PARTS: Final = {
    "statements": ("source", "cue", "content"),
    "events": ("trigger",),
    "conditions": ("antecedent", "consequent"),
}
"""Spans inside a record, as PART_start and PART_end; where a column PART stands too, it holds their text."""
_QUOTED_PARTS: Final = ("antecedent", "consequent")
_IDS: Final = {
    "documents": "document_id",
    "sources": "source",
    "actors": "actor_id",
    "statements": "statement_id",
    "events": "event_id",
    "conditions": "condition_id",
    "quantities": "quantity_id",
    "positions": "position_id",
    "meetings": "meeting_id",
    "claims": "claim_id",
    "decisions": "decision_id",
    "signatures": "document_id",
}
_ACTORS: Final = (
    ("mentions", "[actor_id]"),
    ("roles", "[actor_id]"),
    ("positions", "[actor_id]"),
    ("statements", "list_concat([source_actor_id], source_actor_ids)"),
    ("events", "list_concat(actor_ids, recipient_ids, [host_id], absent_ids)"),
    ("conditions", "list_concat(antecedent_actor_ids, consequent_actor_ids)"),
    ("quantities", "actor_ids"),
    ("meetings", "list_concat(participant_ids, [host_id], absent_ids)"),
    ("claims", "list_concat(actor_ids, recipient_ids)"),
)
_LINKS: Final = (
    ("statements", "parent_statement_id", "statements", "statement_id"),
    ("events", "statement_id", "statements", "statement_id"),
    ("conditions", "statement_id", "statements", "statement_id"),
    ("conditions", "antecedent_event_id", "events", "event_id"),
    ("conditions", "consequent_event_id", "events", "event_id"),
    ("quantities", "statement_id", "statements", "statement_id"),
    ("quantities", "event_id", "events", "event_id"),
    ("positions", "statement_id", "statements", "statement_id"),
    ("positions", "event_id", "events", "event_id"),
    ("documents", "parent_id", "documents", "document_id"),
    ("documents", "story_id", "documents", "document_id"),
)
_EXAMPLES: Final = 3


def violations(connection: Connection) -> list[str]:
    """A line for each rule that rows break, with how many do and examples. The queries are made of constants only."""
    found: list[str] = []
    for rule, sql in _rules():
        rows = connection.execute(sql).fetchall()
        if rows:
            examples = ", ".join(str(row[0]) for row in rows[:_EXAMPLES])
            found.append(f"{rule}: {len(rows)} rows, such as {examples}")
    if connection.execute(query("get_meta"), {"key": "dirty"}).fetchall():
        found.append("the last run did not end: read once more to settle stories and actors")
    return sorted(found)


def _rules() -> list[tuple[str, str]]:
    rules: list[tuple[str, str]] = []
    for table in SPANS:
        rules.append((f"{table}: text is not the document's", _span_rule(table, "start", "end", "text")))
    for table, parts in _PARTS.items():
        for part in parts:
            quoted = part if part in _QUOTED_PARTS else None
            rules.append((f"{table}: {part} is not in the document", _span_rule(table, f"{part}_start", f"{part}_end", quoted)))
    rules.append(("statements: content_spans lie outside the content", _CONTENT_SPANS))
    for table, column in _IDS.items():
        sql = f"SELECT {column} FROM {table} GROUP BY {column} HAVING count(*) > 1 ORDER BY 1"
        rules.append((f"{table}: {column} stands twice", sql))
    for table in BY_DOCUMENT:
        sql = f"SELECT document_id FROM {table} ANTI JOIN documents USING (document_id) WHERE document_id IS NOT NULL ORDER BY 1"
        rules.append((f"{table}: no such document", sql))
    rules.append(("meetings: event_ids lead nowhere", _MEETING_EVENTS))
    rules.append(("claims: sides are not in their documents", _CLAIM_SIDES))
    for table, ids in _ACTORS:
        named = f"(SELECT unnest({ids}) AS i FROM {table})"
        sql = f"SELECT DISTINCT i FROM {named} WHERE i IS NOT NULL AND i NOT IN (SELECT actor_id FROM actors) ORDER BY 1"
        rules.append((f"{table}: no such actor", sql))
    for table, column, other, key in _LINKS:
        missing = f"{column} IS NOT NULL AND {column} NOT IN (SELECT {key} FROM {other})"
        sql = f"SELECT DISTINCT {column} FROM {table} WHERE {missing} ORDER BY 1"
        rules.append((f"{table}: {column} leads nowhere", sql))
    return rules


def _span_rule(table: str, start: str, end: str, text: str | None) -> str:
    """Rows whose span is empty, leaves the document, or is not the text that the row gives for it."""
    place = f"d.document_id || ':' || r.\"{start}\" || '-' || r.\"{end}\""
    equal = f' OR r."{text}" IS DISTINCT FROM substr(d.text, r."{start}" + 1, r."{end}" - r."{start}")' if text else ""
    return (
        f"SELECT {place} FROM {table} AS r JOIN documents AS d USING (document_id) "
        f'WHERE r."{start}" < 0 OR r."{end}" <= r."{start}" OR r."{end}" > length(d.text){equal} ORDER BY 1'
    )


_MEETING_EVENTS: Final = """
SELECT meeting_id FROM (SELECT meeting_id, unnest(event_ids) AS event_id FROM meetings) ANTI JOIN events USING (event_id)
ORDER BY 1
"""

_CLAIM_SIDES: Final = """
WITH sides AS (
    SELECT claim_id, unnest(
        from_json(sides, '[{"document_id": "VARCHAR", "start": "INTEGER", "end": "INTEGER", "text": "VARCHAR"}]')
    ) AS side FROM claims
)
SELECT DISTINCT claim_id FROM sides LEFT JOIN documents AS d ON d.document_id = side.document_id
WHERE side.text IS DISTINCT FROM substr(d.text, side.start + 1, side."end" - side.start)
ORDER BY 1
"""

_CONTENT_SPANS: Final = """
SELECT statement_id FROM statements
WHERE len(content_spans) = 0
    OR len(list_filter(content_spans, lambda s: s[1] < content_start OR s[2] > content_end OR s[2] <= s[1])) > 0
ORDER BY 1
"""
