"""The place of a dateline ("KABUL (Reuters) - …"), which says where news was told, and so only at times where it took place."""

from __future__ import annotations

from spacy.tokens import Token

from detente.language.datelines import LINE
from detente.reading.syntax import children
from detente.reading.where_names import mentioned, states_of
from detente.reading.where_phrases import Place, listed

_LONGEST = 25
"""Tokens among which a dateline ends."""
_NEAR = 60
"""Tokens after a dateline for which it may still count."""


def dateline(trigger: Token, around: frozenset[str] = frozenset()) -> Place | None:
    """The dateline's place, for news told right below it: a meeting, or an act in a sentence that names no other state."""
    doc = trigger.doc
    if (
        trigger.i > _NEAR
        or trigger.tag_ not in {"VBD", "VBN", "VBZ", "VBP"}
        or any(c.tag_ == "MD" for c in children(trigger, "aux"))
    ):
        return None
    found = LINE.match(doc[: min(_LONGEST, len(doc))].text)
    if found is None:
        return None
    city = found["city"].title()
    held = states_of(city)
    land = states_of(found["land"]) if found["land"] else ()
    country = next((c for c in held if c in land or c in around), None) or next(iter(land or held), None)
    if country is None:
        return None
    span = doc.char_span(found.start("city"), found.end("city"), alignment_mode="expand")
    start = doc.char_span(0, found.end(), alignment_mode="expand")
    if span is None or start is None or trigger.dep_ in {"acl", "acl:relcl", "advcl"}:
        return None
    others = set(mentioned(doc, max(trigger.sent.start, start.end), trigger.sent.end)) - {country}
    return Place(city, country, span[-1]) if not others or listed(trigger, "meeting") else None
