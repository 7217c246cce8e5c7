"""Offices and descriptions that a text gives to persons: "Javid Karimi, an analyst at the Centre for X".

The patterns are those of `detente.actors.titles`; here they become records with spans. A role read from text says nothing about
its term: its dates are open, and the document's date tells when it was said. A former office ended on the document's date at the
latest, so that date bounds it; where the document has none, "former" stays in the title instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from detente.actors.agents import Agents
from detente.actors.cast import Cast
from detente.actors.titles import descriptions
from detente.language.passages import Passage
from detente.records import ActorKind, MentionForm, Role


def extract_roles(passages: Sequence[Passage], cast: Cast, on: date | None = None) -> Iterator[Role]:
    """The roles of the persons on stage at the document's date, in the order of the text; the same words are never told twice."""
    agents = Agents.load()
    told: set[tuple[str, int, int]] = set()
    for appearance in cast.appearances:
        if appearance.mention.form is not MentionForm.NAME or cast.actor(appearance).kind is not ActorKind.PERSON:
            continue
        passage = passages[appearance.passage]
        for found in descriptions(passage.doc, cast, appearance, agents):
            start, end = passage.place(found.start, found.end)
            key = (appearance.actor_id, start, end)
            if key in told or not found.title:
                continue
            told.add(key)
            yield Role(
                actor_id=appearance.actor_id,
                title=f"former {found.title}" if found.past and on is None else found.title,
                organization=found.organization,
                country=found.country,
                end_date=on if found.past else None,
                document_id=passage.document_id,
                start=start,
                end=end,
                text=passage.slice(start, end),
            )
