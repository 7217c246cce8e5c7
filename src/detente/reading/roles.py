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
from detente.actors.titles import Description, descriptions
from detente.language.passages import Passage
from detente.reading.where import country_of
from detente.records import ActorKind, MentionForm, Role


def extract_roles(passages: Sequence[Passage], cast: Cast, on: date | None = None) -> Iterator[Role]:
    """The roles of the persons on stage at the document's date, in the order of the text; the same role is never told twice."""
    agents = Agents.load()
    told: set[tuple[str | None, ...]] = set()
    for appearance in cast.appearances:
        if appearance.mention.form is not MentionForm.NAME or cast.actor(appearance).kind is not ActorKind.PERSON:
            continue
        passage = passages[appearance.passage]
        for found in descriptions(passage.doc, cast, appearance, agents):
            role = _role(passage, appearance.actor_id, found, on)
            key = (role.actor_id, role.title.lower(), role.organization, role.country, str(role.start_date), str(role.end_date))
            if key not in told:
                told.add(key)
                yield role


def _role(passage: Passage, actor_id: str, found: Description, on: date | None) -> Role:
    start, end = passage.place(found.start, found.end)
    known = found.ended is not None or on is not None
    return Role(
        actor_id=actor_id,
        title=f"former {found.title}" if found.past and not known else found.title,
        organization=found.organization,
        country=found.country or (country_of(found.place) if found.place else None),
        start_date=found.began,
        end_date=_end(found, on),
        document_id=passage.document_id,
        start=start,
        end=end,
        text=passage.slice(start, end),
    )


def _end(found: Description, on: date | None) -> date | None:
    """The last day that is told, else for a former office the document's date, unless that lies before the office began."""
    end = found.ended or (on if found.past else None)
    return None if end is not None and found.began is not None and end < found.began else end
