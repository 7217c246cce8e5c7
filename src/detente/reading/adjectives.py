"""Acts told by adjectives: "ready to negotiate", "opposed to the plan", "critical of the regime".

The adjectives, with what they tell and what must follow them, are in `data/adjectives.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Span, Token

from detente.actors.cast import Appearance
from detente.reading.candidate import Candidate
from detente.reading.clauses import phrases, subjects
from detente.reading.frames import Frame
from detente.reading.outlooks import HOSTILE, is_hostile, speakers, told_by
from detente.reading.parsed import parsed
from detente.reading.participants import Stage, actors_of, strangers, unique
from detente.reading.plover import inner_mode
from detente.reading.syntax import children, is_negated, marker_of, relative_target
from detente.reading.words import load_yaml
from detente.records import EventType

_TAGS = frozenset({"JJ", "VBN", "VBD", "RB"})
_PLACES = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "acl:relcl", "conj", "parataxis", "acl", "amod", "csubj", "case"})


@dataclass(frozen=True, slots=True)
class Adjective:
    """What one adjective tells; the fields are those of the file."""

    word: str
    event_type: EventType
    complement: frozenset[str]
    recipient: tuple[str, ...]
    mode: str | None
    negated: EventType | None
    hostile: EventType | None
    teller: bool


@cache
def adjective_lexicon() -> Mapping[str, Adjective]:
    """The adjectives by word."""
    return {word: _entry(word, raw) for raw in load_yaml("adjectives.yaml")["adjectives"] for word in raw["words"]}


def _entry(word: str, raw: Mapping[str, Any]) -> Adjective:
    negated, hostile = (EventType(raw[key]) if key in raw else None for key in ("negated", "hostile"))
    kind = EventType(raw["type"])
    return Adjective(
        word,
        kind,
        frozenset(raw["complement"]),
        tuple(raw.get("recipient", ())),
        raw.get("mode"),
        negated,
        hostile,
        "teller" in raw,
    )


def adjectives(sentence: Span, stage: Stage, found: Sequence[Candidate]) -> list[Candidate]:
    """A candidate for each adjective of the lexicon with its complement that is said of a party; `found` are those of frames."""
    held = parsed(sentence.doc)
    known = adjective_lexicon()
    told = []
    for i in range(sentence.start, sentence.end):
        if held.lower[i] not in known or held.tags[i] not in _TAGS or held.relations[i] not in _PLACES:
            continue
        candidate = _told(known[held.lower[i]], held.tokens[i], stage, found)
        if candidate is not None:
            told.append(candidate)
    return told


def _told(entry: Adjective, token: Token, stage: Stage, found: Sequence[Candidate]) -> Candidate | None:
    clause = _clause(token) if entry.complement & {"infinitive", "to"} else None
    held = [noun for marker, noun in _below(token) if marker in entry.complement]
    if clause is None and not held:
        return None
    inner = _inner([*held, *([] if clause is None else [clause])], clause, found)
    kind = _kind(entry, token, inner, clause)
    actors = unique(a for s in _holders(token) for a in actors_of(stage, s))
    if kind is None or not actors:
        return None
    if entry.teller:
        return _charged(entry, kind, token, actors, stage)
    recipients = strangers(stage, actors, _recipients(entry, token, clause, inner, stage))
    mode = entry.mode if inner is None else inner_mode(kind, inner.event_type) or entry.mode
    frame = Frame(kind, entry.word, False, ("subject",), entry.recipient, contexts=("diplomatic",), needs="actor", clause="any")
    return Candidate(frame, token, None, actors, recipients, (mode,) if mode else (), teller=told_by(token, kind))


def _inner(below: Sequence[Token], clause: Token | None, found: Sequence[Candidate]) -> Candidate | None:
    """The act that the complement tells, by itself or by its object."""
    places = {t.i for t in below}
    inner = next((c for c in found if c.trigger.i in places), None)
    if inner is None and clause is not None:
        return next((c for c in found if c.trigger.head.i == clause.i and c.trigger.dep_ in {"obj", "obl", "xcomp"}), None)
    return inner


def _holders(token: Token) -> list[Token]:
    """Of whom the adjective is said, also where the parser took it for a participle or a preposition."""
    bearer = token.head if token.dep_ == "case" else token
    own = children(bearer, "nsubj", "nsubj:pass")
    return [relative_target(s) for s in own] or ([] if token.dep_ == "case" else subjects(token))


def _kind(entry: Adjective, token: Token, inner: Candidate | None, clause: Token | None) -> EventType | None:
    threatened = inner.event_type in HOSTILE if inner is not None else clause is not None and is_hostile(clause)
    if _is_denied(token):
        return None if threatened else entry.negated
    return entry.hostile if threatened and entry.hostile is not None else entry.event_type


def _is_denied(token: Token) -> bool:
    return is_negated(token) or (token.dep_ == "xcomp" and is_negated(token.head))


def _clause(token: Token) -> Token | None:
    """The infinitive that depends on the adjective, or stands beside it."""
    below = [
        *children(token, "xcomp", "ccomp", "advcl", "acl"),
        *(children(token.head, "xcomp") if token.dep_ == "xcomp" else []),
    ]
    return next(
        (c for c in below if c.i > token.i and any(t.lower_ == "to" and t.i > token.i for t in children(c, "mark", "aux"))), None
    )


def _below(token: Token) -> list[tuple[str, Token]]:
    """The prepositional phrases of the adjective, with those of the verb that carries it, and its clauses in -ing."""
    if token.dep_ == "case":
        after = token.i + 1
        return [(token.doc[after].lower_, token.head)] if after < token.head.i else []
    held = list(phrases(token))
    held += [(marker_of(c), c) for c in children(token, "advcl", "xcomp", "ccomp") if c.tag_ == "VBG"]
    if token.dep_ in {"xcomp", "acl"}:
        held += [(marker, noun) for marker, noun in phrases(token.head) if noun.i > token.i]
    return held


def _recipients(entry: Adjective, token: Token, clause: Token | None, inner: Candidate | None, stage: Stage) -> list[Appearance]:
    if inner is not None and (inner.recipients or (clause is not None and len(inner.actors) > 1)):
        return unique([*inner.recipients, *(inner.actors if inner.frame.reciprocal != "false" else ())])
    heads = [token] if clause is None else [clause, *children(clause, "obj"), token]
    for slot in entry.recipient:
        for head in heads:
            held = _below(head) if head is token else list(phrases(head))
            whom = unique(a for marker, noun in held if marker == slot for a in _whom(stage, noun, slot))
            if whom:
                return whom
    return [] if clause is None else unique(a for o in children(clause, "obj") for a in actors_of(stage, o))


def _whom(stage: Stage, noun: Token, slot: str) -> list[Appearance]:
    own = actors_of(stage, noun)
    below = [a for marker, n in phrases(noun) if marker in {"with", "from", "by", "of", "between"} for a in actors_of(stage, n)]
    return own or (below if slot in {"to", "for", "about", "over", "at"} else [])


def _charged(entry: Adjective, kind: EventType, token: Token, guilty: list[Appearance], stage: Stage) -> Candidate | None:
    """ "X says that Y is responsible": X accuses Y."""
    saying, who = speakers(token, stage)
    accused = strangers(stage, who, guilty)
    if saying is None or not who or not accused:
        return None
    frame = Frame(kind, entry.word, False, ("subject",), (), contexts=("diplomatic",), needs="both")
    return Candidate(frame, token, None, who, accused, (entry.mode,) if entry.mode else (), teller=saying)
