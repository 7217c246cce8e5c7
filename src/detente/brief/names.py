"""How a brief calls the actors of a ledger, and which documents are one story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from detente.brief.model import Row
from detente.brief.words import ACTOR_KINDS


class Names:
    """Names of actors by id. Ids without a row are shown as they are."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows: dict[str, Row] = {str(row["actor_id"]): row for row in rows}

    def of(self, actor_id: str) -> str:
        row = self.rows.get(actor_id)
        return str(row["name"]) if row and row["name"] else actor_id

    def all(self, actor_ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.of(i) for i in actor_ids))

    def kind(self, actor_id: str) -> str:
        kind = str(self.rows[actor_id]["kind"]) if actor_id in self.rows else ""
        return ACTOR_KINDS.get(kind, kind)


class Stories:
    """Which documents tell one story: copies count as one independent source."""

    def __init__(self, documents: Iterable[Row]) -> None:
        self.rows: dict[str, Row] = {str(row["document_id"]): row for row in documents}

    def of(self, document_id: str) -> str:
        row = self.rows.get(document_id)
        return str(row["story_id"] or document_id) if row else document_id

    @property
    def by_story(self) -> Mapping[str, list[Row]]:
        """The documents of each story, in the documents' order."""
        stories: dict[str, list[Row]] = {}
        for document_id, row in self.rows.items():
            stories.setdefault(self.of(document_id), []).append(row)
        return stories
