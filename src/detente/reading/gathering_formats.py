"""What a meeting is called: "Moscow format", "Doha talks", "Istanbul conference", "SCO summit", "quadrilateral meeting".

    format_of(nouns, stage) -> str | None

A name has a place, a body or the number of sides before a noun of meeting, or after it ("a conference in Istanbul", "a summit
of the SCO"). Names of states and of those who meet are no part of it: "Taliban talks" is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from detente.actors.lexicon import Use
from detente.actors.registry import Registry
from detente.reading.clauses import phrases
from detente.reading.gathering_nouns import is_word
from detente.reading.participants import Stage
from detente.reading.syntax import children
from detente.reading.where import adjective_of, country_of, place_at
from detente.records import ActorKind, MentionForm

_FIXED = frozenset({"intra", "inter"})
_HYPHENS = frozenset({"-", "–", "‑"})
_BY_MANY = frozenset({ActorKind.IGO, ActorKind.NGO})
_SESSIONS = frozenset({"meeting", "meetings", "session", "round"})


def format_of(nouns: Sequence[Token], stage: Stage) -> str | None:
    """The name of the meeting, as the text words it; standing formats before single conferences, these before mere shapes."""
    ranked = [(rank, -n, name) for n, noun in enumerate(nouns) for rank, name in _names(noun, stage)]
    return max(ranked)[2] if ranked else None


def _names(noun: Token, stage: Stage) -> list[tuple[int, str]]:
    """Names with their rank: 3 a standing format or body, 2 a place or organisation, 1 how many sides meet."""
    own = stage.at(noun)
    if own is not None and stage.actor(own).kind in _BY_MANY:
        return [(3, own.mention.text.removeprefix("the ").removeprefix("The "))]
    name = _before(noun, stage)
    if name is not None:
        shape, words = name
        return [(3 if is_word(noun, "standing") else 1 if shape else 2, words)]
    body = _of_body(noun, stage)
    if body is not None:
        return [(3, body)]
    place = _held_in(noun) if is_word(noun, "named") and not is_word(noun, "standing") else None
    return [(2, f"{place} {_plain(noun)}")] if place is not None else []


def _before(noun: Token, stage: Stage) -> tuple[bool, str] | None:
    """Whether it is a mere shape, and the words from the first name before the noun on, with the noun."""
    doc, first = noun.doc, noun.left_edge.i
    shape: int | None = None
    name: int | None = None
    i = noun.i - 1
    while i >= first:
        token = doc[i]
        if token.text in _HYPHENS:
            i -= 1
            continue
        if token.tag_ in {"POS", "DT", "PRP$", "IN"} or token.dep_ in {"punct", "case"} or is_word(token, "host_verbs"):
            break
        start = _shape(token)
        if start is not None:
            shape, i = start, start - 1
            continue
        start = None if is_word(noun, "trips") else _name(token, stage, is_word(noun, "standing"))
        if start is not None:
            name, i = start, start - 1
            continue
        i -= 1
    chosen = min((n for n in (name, shape) if n is not None), default=None)
    if chosen is None or not is_word(noun, "named", "standing", "nouns") or (name is None and is_word(noun, "trips")):
        return None
    words = doc[chosen : noun.i + 1].text
    return name is None, words if chosen > noun.sent.start else words[0].upper() + words[1:]


def _shape(token: Token) -> int | None:
    """Where "trilateral", "six-party" or "intra-Afghan" begins, by its last word."""
    if is_word(token, "shapes"):
        return token.i
    if token.i < 2 or token.doc[token.i - 1].text not in _HYPHENS:
        return None
    first = token.doc[token.i - 2]
    if first.lower_ in _FIXED or (is_word(token, "sizes") and (first.like_num or first.pos_ == "NUM")):
        return first.i
    return None


def _name(token: Token, stage: Stage, is_standing: bool) -> int | None:
    """Where the name of a place or organisation begins that ends with a token; None where it is none or a party to it.

    A standing format may bear any name ("the Normandy format").
    """
    own = stage.at(token)
    if own is not None and own.end - 1 == token.i:
        actor = stage.actor(own)
        if actor.kind in _BY_MANY:
            return own.start
        is_place = own.mention.form is MentionForm.METONYM and country_of(own.mention.text) is not None
        return own.start if is_place and adjective_of(token.text) is None else None
    if own is not None or token.pos_ != "PROPN" or is_word(token, "plain") or adjective_of(token.text) is not None:
        return None
    found = place_at(token)
    if found is not None and found[1] is not None:
        return token.i - len(found[0].split()) + 1
    return token.i if is_standing or _is_initials(token.text) else None


def _is_initials(word: str) -> bool:
    """G7, SCO, BRICS: capitals or digits, at least two."""
    return len(word) > 1 and word.isupper() and word[0].isalpha()


def _of_body(noun: Token, stage: Stage) -> str | None:
    """The body that meets: "a meeting of the Quadrilateral Coordination Group", "the summit of the SCO"."""
    for marker, below in phrases(noun):
        if marker not in {"of", "in", "within"} or below.i < noun.i:
            continue
        own = stage.at(below)
        is_body = own is not None and stage.actor(own).kind in _BY_MANY
        if is_body and own is not None:
            name = own.mention.text.removeprefix("the ").removeprefix("The ")
            return name if noun.lower_ in _SESSIONS else f"{name} {_plain(noun)}" if marker == "of" else None
        if is_word(below, "bodies") and below.text[:1].isupper() and marker == "of":
            return _capitalised(below)
    return None


def _capitalised(head: Token) -> str:
    """A body's name: its head with the capitalised words before it."""
    first = head.i
    while first - 1 >= head.left_edge.i and head.doc[first - 1].text[:1].isupper():
        first -= 1
    return str(head.doc[first : head.i + 1].text)


def _held_in(noun: Token) -> str | None:
    """The town that a phrase of the noun names."""
    for marker, below in phrases(noun):
        if marker != "in":
            continue
        for token in [below, *children(below, "appos")]:
            found = place_at(token)
            if found is not None and found[1] is not None and not is_state_name(found[0]):
                return found[0]
    return None


def is_state_name(name: str) -> bool:
    """Whether a place's name is that of a state, not of a town in it."""
    form = Registry.load().find(name)
    return form is not None and form.use is Use.NAME and Registry.load().get(form.actor_id).kind is ActorKind.STATE


def _plain(noun: Token) -> str:
    return str(noun.lower_)
