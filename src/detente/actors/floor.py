"""Who has the floor: in news, "he said" after a quotation means whoever the sentence before it was about, and nobody older."""

from __future__ import annotations

from collections.abc import Sequence

from detente.actors.antecedents import Anaphor, Kind
from detente.actors.discourse import Discourse, Referent, Role, Sort

Choice = tuple[Referent, float]
_REACH = 3
"""Sentences between who spoke and "he said", since a quotation may be several sentences long."""
_LIKELY = 0.7
_EVEN = 0.5


def collective(anaphor: Anaphor, choice: Choice | None, found: Sequence[Referent]) -> Choice | None:
    """The one body that "they" can mean where nothing in the plural stands near: a firm, a ministry, a movement."""
    if anaphor.kind is not Kind.THEY or anaphor.case or (choice is not None and choice[1] >= _EVEN):
        return None
    near = [r for r in found if anaphor.place.sentence - r.sentence <= 1]
    bodies = [r for r in near if r.sort is not Sort.THING]
    if any(r.plural or r.group or r.sort is Sort.PEOPLE for r in near) or len(bodies) != 1:
        return None
    only = bodies[0]
    return (only, _EVEN) if only.actors and only.role in {Role.SUBJECT, Role.PASSIVE} and not only.quotation else None


def yielded(anaphor: Anaphor, choice: Choice | None, found: Sequence[Referent], discourse: Discourse) -> Choice | None:
    """The subject of the last sentence in nobody's mouth, where a speaking "he" was taken for somebody older, or somebody
    spoken of in the quotation; else None."""
    holder = discourse.floor
    place = anaphor.place
    if (
        holder is None
        or anaphor.kind is not Kind.HE
        or anaphor.case
        or not anaphor.speaking
        or place.quotation
        or not 0 < place.sentence - discourse.floor_sentence <= _REACH
        or holder not in found
    ):
        return None
    if choice is None:
        return holder, _LIKELY
    chosen, probability = choice
    if chosen is holder:
        return holder, max(probability, _LIKELY)
    return (holder, _LIKELY) if chosen.sentence < discourse.floor_sentence or chosen.quotation else None
