"""Acts inside acts: what is asked, refused, threatened, promised or alleged, folded into what governs it."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.candidate import Candidate
from detente.reading.clauses import objects
from detente.reading.plover import inner_mode
from detente.reading.syntax import child, lemma, marker_of
from detente.reading.words import grammar
from detente.records import EventType

_ABSORBING = frozenset({EventType.REQUEST, EventType.REJECT, EventType.THREATEN})
_GOVERNING = _ABSORBING | {EventType.AGREE, EventType.ACCUSE}
_LINKS = frozenset({"xcomp", "ccomp", "acl", "obj", "obl", "nmod", "advcl", "conj", "nsubj:pass"})
_YIELDING = frozenset({EventType.RETREAT, EventType.CONCEDE})
_DECLINING = frozenset({"refuse", "decline"})
_UNFRIENDLY = frozenset(
    {
        EventType.ASSAULT,
        EventType.ACCUSE,
        EventType.THREATEN,
        EventType.SANCTION,
        EventType.COERCE,
        EventType.MOBILIZE,
        EventType.REJECT,
    }
)
_ASIDE = grammar("asides")
_TERMS = frozenset({"condition", "exchange", "return", "response", "proviso"})
_REACH = 7


def fold(found: list[Candidate]) -> list[Candidate]:
    """Embedded acts under what governs them: asked, refused and threatened acts are no events, promised ones stay."""
    dropped: set[int] = set()
    for outer in found:
        if outer.event_type in _GOVERNING and outer.trigger.i not in dropped:
            outer.governed = [inner for inner in found if inner is not outer and governs(outer, inner)]
    for outer in found:
        if not outer.governed or outer.trigger.i in dropped:
            continue
        if outer.frame.predicate in _DECLINING and all(i.event_type in _UNFRIENDLY for i in outer.governed):
            dropped.update(c.trigger.i for c in [outer, *outer.governed])
            continue
        _complete(outer)
        if outer.event_type in _ABSORBING and not outer.actors and any(i.actors or i.recipients for i in outer.governed):
            dropped.add(outer.trigger.i)
        elif outer.event_type in _ABSORBING:
            dropped.update(inner.trigger.i for inner in outer.governed)
        elif outer.event_type is EventType.AGREE:
            _promise(outer, dropped)
    return [c for c in found if c.trigger.i not in dropped]


def _complete(outer: Candidate) -> None:
    """Mode and recipients of an asking, refusing, threatening or accusing from the acts below it."""
    acting = {a.actor_id for a in outer.actors}
    for inner in outer.governed:
        mode = inner_mode(outer.event_type, inner.event_type)
        if mode is not None and not outer.modes:
            outer.modes = (mode,)
        if outer.recipients or outer.event_type is EventType.AGREE:
            continue
        sides = [inner.actors, inner.recipients] if outer.event_type is EventType.ACCUSE else [inner.recipients, inner.actors]
        if outer.event_type is EventType.ACCUSE and _is_named(outer.trigger, inner):
            continue
        for side in sides:
            outer.recipients = [a for a in side if a.actor_id not in acting]
            if outer.recipients:
                break


def _is_named(trigger: Token, inner: Candidate) -> bool:
    """Whether the blame has an object of its own that is not the act ("criticized the article about the attack")."""
    held = objects(trigger)
    return bool(held) and all(h.i != inner.trigger.i for h in held)


def _promise(outer: Candidate, dropped: set[int]) -> None:
    """A promised act is told by the act, and the promise itself is dropped, where the act is complete with the promiser's sides.

    What was promised to be given back or up is told by the promise alone: it is no withdrawal, release or concession yet.
    """
    for inner in _nearest(outer):
        if inner.event_type is EventType.AGREE:
            continue
        if inner.trigger.tag_ == "VBN" and inner.trigger.dep_ == "acl":
            continue
        inner.promised = True
        if inner.frame.is_noun:
            continue
        if inner.event_type in _YIELDING:
            if not outer.recipients:
                acting = {a.actor_id for a in outer.actors}
                outer.recipients = [a for a in inner.recipients if a.actor_id not in acting]
            dropped.update(c.trigger.i for c in outer.governed if c is inner or governs(inner, c))
            continue
        if not inner.actors:
            inner.actors = list(outer.actors)
        if not inner.recipients and inner.frame.reciprocal == "false":
            acting = {a.actor_id for a in inner.actors}
            inner.recipients = [a for a in outer.recipients if a.actor_id not in acting]
        if _is_whole(inner):
            dropped.add(outer.trigger.i)


def _nearest(outer: Candidate) -> list[Candidate]:
    """The governed acts that stand in no other governed act."""
    held = outer.governed
    return [c for c in held if not any(other is not c and governs(other, c) for other in held)]


def _is_whole(inner: Candidate) -> bool:
    """Whether an act has the sides that its frame needs, so that it can stand for the promise of it."""
    actors, recipients, frame = inner.actors, inner.recipients, inner.frame
    if frame.reciprocal == "true":
        return len(actors) > 1 if frame.needs == "both" else bool(actors)
    return bool(actors) and (bool(recipients) or frame.needs in {"actor", "either"})


def governs(outer: Candidate, inner: Candidate) -> bool:
    """Whether an act stands inside what another speaks of ("agreed to withdraw", "accused Russia of arming")."""
    token, target = inner.trigger, outer.trigger
    if _is_parenthetical(token):
        return False
    for _ in range(_REACH):
        if token.i == target.i:
            return True
        if token.head.i == token.i or token.dep_ not in _LINKS:
            return False
        if token.dep_ == "conj" and token.head.i == target.i:
            return False
        if token.dep_ == "advcl" and (marker_of(token) in _ASIDE or (token.tag_ == "VBG" and marker_of(token) == "")):
            return False
        if lemma(token) in _TERMS:
            return False
        if token.dep_ in {"obl", "nmod"} and marker_of(token) in _ASIDE | {"in", "at", "by"}:
            return False
        if token.dep_ == "nsubj:pass" and token.head.i != target.i:
            return False
        token = token.head
    return False


def _is_parenthetical(verb: Token) -> bool:
    """Whether a clause comments on the one that it hangs on: "…, Egypt complained"."""
    if verb.dep_ not in {"ccomp", "parataxis"} or verb.i < verb.head.i:
        return False
    first = verb.left_edge.i
    return marker_of(verb) == "" and first > 0 and verb.doc[first - 1].text == "," and child(verb, "nsubj") is not None
