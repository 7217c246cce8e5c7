"""PLOVER's rules as data: scores, modes, and which type an act counts as when it is still to come or refused.

Source: PLOVER manual draft 0.8, restated in `data/plover.yaml`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from detente.reading.words import load_yaml
from detente.records import EventType, Modality

MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
"""Acts that both sides do to each other alike."""
MATERIAL_CONFLICT = "material_conflict"


@cache
def ontology() -> dict[str, Any]:
    """The parsed `data/plover.yaml`."""
    data: dict[str, Any] = load_yaml("plover.yaml")
    return data


def quad_class(event_type: EventType) -> str:
    return str(ontology()["types"][str(event_type)]["quad"])


def score(event_type: EventType, modes: tuple[str, ...] = ()) -> float:
    """The conflict and cooperation score, -10 to +10: that of the first mode, else of the type."""
    entry = ontology()["types"][event_type.value]
    known = [entry["modes"][m] for m in modes if m in entry.get("modes", {})]
    return float(known[0] if known else entry["score"])


def inner_mode(outer: EventType, inner: EventType) -> str | None:
    """The mode that an asked, refused or threatened act gives the asking, refusing or threatening."""
    found = ontology()["inner_modes"].get(outer.value, {}).get(inner.value)
    return None if found is None else str(found)


def counted_as(event_type: EventType, modality: Modality, refused: bool = False) -> EventType | None:
    """The manual's type for an act: a future CONSULT is AGREE, a refused one REJECT; None for what did not happen."""
    table = ontology()
    if modality is Modality.DENIED:
        return EventType(table["refused"][event_type.value]) if refused and event_type.value in table["refused"] else None
    if modality is Modality.PLANNED and event_type.value in table["announced"]:
        return EventType(table["announced"][event_type.value])
    if modality in {Modality.PLANNED, Modality.POSSIBLE}:
        return EventType(table["future"].get(event_type.value, event_type.value))
    return event_type
