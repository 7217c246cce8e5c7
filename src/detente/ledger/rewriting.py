"""Decisions on actors, applied to the tables: rows name the actors that are meant now, and keep in `as_read` what was read.

Reading writes its own ids. Rows that decisions change get the new ids and, in `as_read`, the old ones, from which the next
decision starts and to which taking one back returns. Queries, exports and other programs thus see decided ids without
doing anything for it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from detente.ledger.anchors import Anchor, locate
from detente.ledger.decisions import Decision, DecisionKind, all_decisions, standing
from detente.ledger.identities import Identities, Mentions, Place, Seen, Step, Where, reaching, renamed
from detente.ledger.sql import query
from detente.ledger.store import Connection

NAMING: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "mentions": {"actor_id": ("start", "end")},
    "roles": {"actor_id": ("start", "end")},
    "statements": {
        "source_actor_id": ("source_start", "source_end"),
        "source_actor_ids": ("source_start", "source_end"),
    },
    "events": {
        "actor_ids": ("start", "end"),
        "recipient_ids": ("start", "end"),
        "host_id": ("start", "end"),
        "absent_ids": ("start", "end"),
    },
    "conditions": {
        "antecedent_actor_ids": ("antecedent_start", "antecedent_end"),
        "consequent_actor_ids": ("consequent_start", "consequent_end"),
    },
    "quantities": {"actor_ids": ("start", "end")},
}
"""The columns that name actors, by table, each with the span that it rests on."""

_AT_ONCE: Final = 20_000


@dataclass(frozen=True, slots=True)
class _Course:
    """What decisions make of the ids that were read, in some documents or in all.

    `actor_ids` are those whose rows are looked at: as they were read, and all that a decision changed if None.
    `moved` holds the mentions of an actor, by document and the id as it was read, where some of them mean another one.
    """

    identities: Identities
    document_ids: list[str] | None
    actor_ids: list[str] | None
    moved: dict[tuple[str, str], Mentions]

    @property
    def left(self) -> list[tuple[str, str]]:
        """Documents and actors that nobody means any more there."""
        return [key for key, mentions in self.moved.items() if mentions.left]


def apply(connection: Connection, document_ids: Sequence[str] | None = None, on: Decision | None = None) -> None:
    """Applies what stands of the decisions: to some documents or to all, to what one decision concerns or to everything.

    Leaves the temporary tables `decided_*`, by which the queries on actors know who was merged, who came by a decision,
    and in which documents nobody means an actor any more.
    """
    taken = all_decisions(connection)
    followed = follow(connection, taken)
    decisions = [followed[d.decision_id] for d in standing(taken)]
    documents = None if document_ids is None else list(document_ids)
    identities = identified(connection, decisions, documents)
    actors = None
    if on is not None:
        wanted = {on.target, followed[on.decision_id].target}
        actors = sorted(reaching(wanted, [Step(*_ends(d)) for d in [*followed.values(), on]]))
    course = _Course(identities, documents, actors, moved(connection, identities, documents))
    _remember(connection, decisions, course)
    if followed:
        for table in NAMING:
            _rewrite(connection, table, course)


def follow(connection: Connection, taken: Iterable[Decision]) -> dict[str, Decision]:
    """All merges and splits by their ids, each on the id that its actor has now."""
    decisions = [d for d in taken if d.kind.names_actors]
    asked = {"actor_ids": [d.target for d in decisions]}
    read = {row[0] for row in connection.execute(query("are_read"), asked).fetchall()} if decisions else set()
    return {d.decision_id: d if d.target in read else _followed(connection, d) for d in decisions}


def identified(connection: Connection, decisions: Iterable[Decision], document_ids: list[str] | None = None) -> Identities:
    """What each id has become by some decisions, which are told in their order."""
    return Identities([_step(connection, d, document_ids) for d in decisions])


def _ends(decision: Decision) -> tuple[str, str]:
    return decision.target, str((decision.after or {})["actor_id"])


def _step(connection: Connection, decision: Decision, document_ids: list[str] | None) -> Step:
    after = decision.after or {}
    where = Where(**_conditions(after.get("where", {}))) if decision.kind is DecisionKind.SPLIT else None
    if where is not None and where.document_id is not None and decision.anchor is not None:
        where = _found_again(connection, where, decision.anchor, document_ids)
    return Step(*_ends(decision), where)


def _conditions(given: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {"texts": tuple(given.get("texts", ())), "document_id": given.get("document_id")}
    if "span" in given:
        known["span"] = tuple(given["span"])
    return known | {name: date.fromisoformat(given[name]) for name in ("since", "until") if name in given}


def _found_again(connection: Connection, where: Where, anchor: Anchor, document_ids: list[str] | None) -> Where:
    """The same place in the text that took the place of the anchor's document, if one does and only one."""
    if connection.execute(query("is_held"), {"document_id": anchor.document_id}).fetchall():
        return where
    asked = {"words": anchor.words, "document_ids": document_ids}
    found = connection.execute(query("documents_with"), asked).fetchall()
    if len(found) != 1:
        return where
    document_id, text = found[0]
    return replace(where, document_id=document_id, span=locate(anchor, text) if where.span is not None else None)


def _followed(connection: Connection, decision: Decision) -> Decision:
    """The decision on the id that its actor has now, if a better reading gave the texts' actor at the anchor another one.

    The anchor's mention tells which: an actor of the same kind that only texts tell of, and that bears the quoted words.
    """
    anchor = decision.anchor
    if anchor is None:
        return decision
    place = {"document_id": anchor.document_id, "start": anchor.start, "end": anchor.end}
    kind = (decision.before or {}).get("kind")
    quoted = set(anchor.quote.casefold().split())
    for actor_id, name, found, aliases in connection.execute(query("actors_at"), place).fetchall():
        borne = {word for given in (name, *aliases) for word in given.casefold().split()}
        if found == kind and quoted <= borne:
            return replace(decision, target=actor_id)
    return decision


def moved(connection: Connection, identities: Identities, document_ids: list[str] | None) -> dict[tuple[str, str], Mentions]:
    """The mentions of an actor, by document and the id as it was read, where some of them mean another one by a split."""
    if not identities.split:
        return {}
    asked = {"actor_ids": sorted(identities.split), "document_ids": document_ids}
    found: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for row in connection.execute(query("mentions_read"), asked).fetchall():
        seen = Seen(*row)
        found[seen.document_id, seen.actor_id].append(seen)
    mentions = {key: Mentions(identities, seen_there) for key, seen_there in found.items()}
    return {key: there for key, there in mentions.items() if there.moved}


def _remember(connection: Connection, decisions: Iterable[Decision], course: _Course) -> None:
    """The temporary tables that the queries on actors use."""
    merged, left = course.identities.merged, course.left
    given = {str(d.after["actor_id"]): d.after for d in decisions if d.after}
    names = ("actor_id", "name", "kind", "country", "sectors", "aliases", "origin")
    known = [after for after in given.values() if {"name", "kind"} <= set(after)]
    rows = {name: [after.get(name) for after in known] for name in names}
    rows |= {name: [after.get(name) or [] for after in known] for name in ("sectors", "aliases")}
    rows["origin"] = [after.get("origin", "user") for after in known]
    connection.execute(query("decided_merged"), {"actor_ids": list(merged), "kept_ids": list(merged.values())})
    connection.execute(query("decided_left"), {"document_ids": [d for d, _ in left], "actor_ids": [a for _, a in left]})
    connection.execute(query("decided_actors"), rows)


def _rewrite(connection: Connection, table: str, course: _Course) -> None:
    """Gives a table's rows the ids of now, where they differ, in one statement: an update may number rows anew."""
    columns = NAMING[table]
    merged = course.identities.merged
    changed: list[tuple[int, list[Any], str | None]] = []
    for number, document_id, read, current, places in _rows(connection, table, course):
        new = [_now(ids, document_id, place, merged, course) for ids, place in zip(read, places, strict=True)]
        if new != current:
            told = {name: _value(name, ids) for name, ids in zip(columns, read, strict=True)}
            changed.append((number, new, None if new == read else json.dumps(told, ensure_ascii=False)))
    if not changed:
        return
    given = ", ".join(f"{name} = new.{name}{'' if _is_list(name) else '[1]'}" for name in columns)
    values = ", ".join(f"unnest(CAST(${i} AS VARCHAR[][])) AS {name}" for i, name in enumerate(columns, 3))
    source = f"SELECT unnest(CAST($1 AS BIGINT[])) AS number, unnest(CAST($2 AS VARCHAR[])) AS as_read, {values}"
    statement = f"UPDATE {table} SET {given}, as_read = new.as_read FROM ({source}) AS new WHERE {table}.rowid = new.number"
    by_column = [[row[1][i] for row in changed] for i in range(len(columns))]
    connection.execute(statement, [[row[0] for row in changed], [row[2] for row in changed], *by_column])


def _rows(
    connection: Connection, table: str, course: _Course
) -> Iterator[tuple[int, str | None, list[list[str]], list[list[str]], list[Place | None]]]:
    """Row number, document, ids as read, ids as they stand and the span they rest on, by column, of all rows to look at."""
    columns = NAMING[table]
    stand = [name if _is_list(name) else f"[{name}]" for name in columns]
    read = [f"CASE WHEN as_read IS NULL THEN {now} ELSE {_as_read(name)} END" for name, now in zip(columns, stand, strict=True)]
    spans = ", ".join(f'["{start}", "{end}"]' for start, end in columns.values())
    ids = f"list_concat({', '.join([*read, '[]'])})"
    held = {"actor_ids": course.actor_ids or sorted(course.identities.named)}
    which = f"list_has_any({ids}, CAST($actor_ids AS VARCHAR[]))"
    if course.actor_ids is None:
        which = f"(as_read IS NOT NULL OR {which})"
    if course.document_ids is not None:
        which += " AND document_id IN (SELECT unnest(CAST($document_ids AS VARCHAR[])))"
        held["document_ids"] = course.document_ids
    asked = f"SELECT rowid, document_id, [{', '.join(read)}], [{', '.join(stand)}], [{spans}] FROM {table} WHERE {which}"
    cursor = connection.execute(asked, held)
    while rows := cursor.fetchmany(_AT_ONCE):
        for number, document_id, *given, places in rows:
            yield number, document_id, *given, [None if None in place else tuple(place) for place in places]


def _now(ids: list[str], document_id: str | None, place: Place | None, merged: dict[str, str], course: _Course) -> list[str]:
    became = merged
    if document_id is not None and place is not None and course.moved:
        here = {i: course.moved[document_id, i] for i in ids if (document_id, i) in course.moved}
        became = merged | {i: mentions.meant(place) for i, mentions in here.items()}
    return renamed(ids, became) if any(i in became for i in ids) else ids


def _is_list(column: str) -> bool:
    return column.endswith("_ids")


def _value(column: str, ids: list[str]) -> Any:
    return ids if _is_list(column) else ids[0]


def _as_read(column: str) -> str:
    return f"CAST(as_read->'{column}' AS VARCHAR[])" if _is_list(column) else f"[as_read->>'{column}']"
