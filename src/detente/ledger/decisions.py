"""What reviewers decided. Decisions name what they are about by text and place, so that they outlive a better reading."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from detente.ledger.rows import insert
from detente.ledger.store import Store


class DecisionKind(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    MERGE = "merge"
    SPLIT = "split"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a document, found again by its words: the quoted span, and some characters before and after it."""

    document_id: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A reviewer's decision on the record `target`; `before` and `after` are its columns as they were and shall be."""

    decision_id: str
    kind: DecisionKind
    target: str
    by: str
    at: datetime
    anchor: Anchor | None = None
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


def keep(store: Store, decision: Decision) -> None:
    """Adds a decision. Raises what `Store.writing` does."""
    anchor = None
    if decision.anchor is not None:
        anchor = {name: getattr(decision.anchor, name) for name in ("document_id", "start", "end", "quote", "prefix", "suffix")}
    row = (
        decision.decision_id,
        decision.kind,
        decision.target,
        _json(anchor),
        _json(decision.before),
        _json(decision.after),
        decision.by,
        decision.at,
    )
    with store.writing() as connection:
        insert(connection, "decisions", [row])


def _json(value: Mapping[str, Any] | None) -> str | None:
    return None if value is None else json.dumps(dict(value), ensure_ascii=False)
