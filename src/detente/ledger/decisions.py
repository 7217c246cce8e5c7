"""What reviewers decided. Decisions name what they are about by text and place, so that they outlive a better reading."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from detente.errors import BadInput
from detente.ledger.anchors import Anchor
from detente.ledger.rows import Row, insert
from detente.ledger.sql import query
from detente.ledger.store import Connection

__all__ = ["Anchor", "Decision", "DecisionKind", "all_decisions", "keep", "keep_all", "standing"]


class DecisionKind(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    MERGE = "merge"
    SPLIT = "split"
    NOTE = "note"

    @property
    def names_actors(self) -> bool:
        """Whether it says who is meant, so that the tables name other actors than were read."""
        return self in {DecisionKind.MERGE, DecisionKind.SPLIT}


@dataclass(frozen=True, slots=True)
class Decision:
    """A reviewer's decision on the record, actor or earlier decision `target`.

    `before` and `after` are columns as they were and shall be. A merge's `after` is the actor that is kept; a split's the
    actor that is meant, with `where` for the mentions it is meant in. A reject of a decision takes it back.
    """

    decision_id: str
    kind: DecisionKind
    target: str
    by: str
    at: datetime
    anchor: Anchor | None = None
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


def keep(connection: Connection, decision: Decision) -> None:
    """Adds a decision. Raises BadInput for an id that stands already."""
    if connection.execute(query("decision"), {"decision_id": decision.decision_id}).fetchall():
        raise BadInput(f"there is a decision {decision.decision_id} already; see: detente decisions")
    keep_all(connection, [decision])


def keep_all(connection: Connection, decisions: Iterable[Decision]) -> None:
    """Adds decisions whose ids are new."""
    insert(connection, "decisions", [_row(decision) for decision in decisions])


def _row(decision: Decision) -> Row:
    return (
        decision.decision_id,
        decision.kind,
        decision.target,
        _json(asdict(decision.anchor) if decision.anchor else None),
        _json(decision.before),
        _json(decision.after),
        decision.by,
        decision.at,
    )


def all_decisions(connection: Connection) -> list[Decision]:
    """Every decision, in the order in which they were taken."""
    return [
        Decision(key, DecisionKind(kind), target, by, at, _anchor(anchor), _mapping(before), _mapping(after))
        for key, kind, target, anchor, before, after, by, at in connection.execute(query("all_decisions")).fetchall()
    ]


def standing(decisions: list[Decision]) -> list[Decision]:
    """The merges and splits that were not taken back, in their order."""
    undone = {d.target for d in decisions if d.kind is DecisionKind.REJECT}
    return [d for d in decisions if d.kind.names_actors and d.decision_id not in undone]


def _json(value: Mapping[str, Any] | None) -> str | None:
    return None if value is None else json.dumps(dict(value), ensure_ascii=False)


def _mapping(value: str | None) -> dict[str, Any] | None:
    return None if value is None else dict(json.loads(value))


def _anchor(value: str | None) -> Anchor | None:
    return None if value is None else Anchor(**json.loads(value))
