"""What a party says it will do or not do: "will not extradite him" is a REJECT, "vowed to strike back" a THREATEN.

The words alone tell another act, or none: the auxiliary, the negation, the verb above or a condition make it what it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from detente.actors.cast import Appearance
from detente.reading.candidate import Candidate
from detente.reading.clauses import is_passive_verb, phrases, subjects
from detente.reading.frames import Frame
from detente.reading.modality import words
from detente.reading.parsed import Parsed, parsed
from detente.reading.participants import Stage, actors_of, strangers, unique
from detente.reading.plover import inner_mode
from detente.reading.syntax import child, children, lemma, marker_of
from detente.reading.words import grammar
from detente.records import EventType

HOSTILE = frozenset({EventType.ASSAULT, EventType.SANCTION, EventType.COERCE, EventType.MOBILIZE, EventType.PROTEST})
_BENIGN = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.AID,
        EventType.RETREAT,
    }
)
_WILL = frozenset({"will", "would", "wo", "shall", "'ll", "’ll", "sha"})
_MAY = _WILL | {"may", "might", "could"}
_NOT = frozenset({"not", "n't", "n’t", "never"})
_CONDITIONS = frozenset({"if", "unless", "until", "should", "once", "lest"})
_COMMITTING = grammar("committing")
_WARNING = grammar("warning")
_YIELDING = grammar("yielding")
_FORCE = grammar("hostile")
_OFFICIALS = grammar("officials")
_UP = 4
_INTENT = frozenset({"intention", "plan", "desire", "wish", "interest"})


def refusals(sentence: Span, stage: Stage, found: Sequence[Candidate]) -> list[Candidate]:
    """A REJECT for what a party says it will not do; in the place of the act, where a frame tells that."""
    held = parsed(sentence.doc)
    at = {c.trigger.i: c for c in found}
    told = []
    for i in range(sentence.start, sentence.end):
        verb = _refused(held, i)
        if verb is None:
            continue
        inner = at.get(verb.i)
        if inner is not None and inner.event_type not in _BENIGN:
            continue
        if inner is None and lemma(verb) not in _YIELDING:
            continue
        doers = [s for s in subjects(verb) if s.lower_ not in {"it", "there"} or stage.at(s) is not None]
        actors = unique(a for s in doers for a in actors_of(stage, s))
        if not actors:
            actors = speakers(verb, stage)[1]
        if not actors:
            continue
        whom = inner.recipients if inner is not None else _objects_of(verb, stage)
        mode = None if inner is None else inner_mode(EventType.REJECT, inner.event_type)
        frame = Frame(EventType.REJECT, "will not", False, ("subject",), ("object",), contexts=("diplomatic",), needs="actor")
        teller = told_by(verb, EventType.REJECT)
        told.append(Candidate(frame, verb, None, actors, strangers(stage, actors, whom), (mode,) if mode else (), teller=teller))
    return told


def _refused(held: Parsed, i: int) -> Token | None:
    """The verb at a token if its own auxiliaries, or an intention denied above it, say that it will not be done."""
    token = held.tokens[i]
    if held.tags[i] == "VB":
        below = held.below[i]
        future = any(held.lower[c] in _WILL and held.relations[c] == "aux" for c in below)
        if future and any(held.lower[c] in _NOT and held.relations[c] in {"advmod", "aux"} for c in below):
            return token
        going = token.head if token.dep_ == "xcomp" and token.head.lower_ == "going" else None
        if going is not None and any(c.lower_ in _NOT for c in going.children):
            return token
    if held.tags[i] in {"VB", "VBG"} and token.dep_ in {"acl", "nmod", "advcl"} and lemma(token.head) in _INTENT:
        above = token.head
        carried = above.dep_ == "obj" and lemma(above.head) in {"have", "show", "see", "express"}
        return token if carried and any(c.lower_ in {"no", "little"} for c in above.children) else None
    return None


def threats(sentence: Span, stage: Stage, found: Sequence[Candidate]) -> list[Candidate]:
    """A THREATEN for hostile acts that are vowed, warned of, or announced on a condition."""
    held = parsed(sentence.doc)
    at = {c.trigger.i: c for c in found}
    told: dict[int, Candidate] = {}
    for i in range(sentence.start, sentence.end):
        if held.tags[i][:2] != "VB":
            continue
        verb, inner = held.tokens[i], at.get(i)
        force = inner.event_type in HOSTILE if inner is not None else is_hostile(verb)
        if not force or _is_denied(verb):
            continue
        candidate = _vowed(verb, inner, stage) or _announced(held, verb, inner, stage)
        if candidate is None or ((own := at.get(candidate.trigger.i)) is not None and own.event_type is EventType.THREATEN):
            continue
        told.setdefault(candidate.trigger.i, candidate)
    return list(told.values())


def is_hostile(verb: Token) -> bool:
    """Whether a verb alone tells what one does to an enemy: "retaliate", "punish"."""
    return lemma(verb) in _FORCE


def _vowed(verb: Token, inner: Candidate | None, stage: Stage) -> Candidate | None:
    """ "Iran vowed to strike back", "warned that it would retaliate": the threat stands in the verb above."""
    above = verb.head
    if verb.dep_ not in {"xcomp", "ccomp", "advcl"} or above.i == verb.i or (verb.dep_ == "advcl" and verb.tag_ != "VB"):
        return None
    name = lemma(above)
    if name not in _COMMITTING | _WARNING or _is_denied(above):
        return None
    actors = unique(a for s in subjects(above) for a in actors_of(stage, s))
    if verb.dep_ == "ccomp" and not _is_own(verb, actors, stage):
        return None
    whom = unique(a for c in children(above, "obj", "iobj") if stage.at(c) is not None for a in actors_of(stage, c))
    return _threat(above, verb, inner, actors, whom, stage) if actors else None


def _announced(held: Parsed, verb: Token, inner: Candidate | None, stage: Stage) -> Candidate | None:
    """ "Kenya said it would attack": force that the party itself says is to come, or another measure on a condition.

    What others say that a party would do is no threat, but a possible act.
    """
    modal = next((c for c in held.below[verb.i] if held.relations[c] == "aux" and held.lower[c] in _MAY), None)
    if modal is None or verb.dep_ in {"acl:relcl", "advcl"} or marker_of(verb) in _CONDITIONS:
        return None
    saying, who = speakers(verb, stage)
    if saying is None or not (_is_own(verb, who, stage) if who else _is_official(saying)):
        return None
    kind = EventType.ASSAULT if inner is None else inner.event_type
    violent = kind is EventType.ASSAULT
    if kind is EventType.MOBILIZE or (not violent and is_passive_verb(verb)):
        return None
    if not _is_conditional(verb) and not (violent and held.lower[modal] in _WILL):
        return None
    actors = unique(a for s in subjects(verb) for a in actors_of(stage, s)) or who
    if lemma(saying) in _WARNING | _COMMITTING:
        return _threat(saying, verb, inner, who or actors, [], stage) if actors else None
    return _threat(verb, verb, inner, actors, [], stage) if actors else None


def _threat(
    trigger: Token, verb: Token, inner: Candidate | None, actors: list[Appearance], whom: list[Appearance], stage: Stage
) -> Candidate:
    recipients = whom or (inner.recipients if inner is not None else _objects_of(verb, stage))
    mode = "violence" if inner is None else inner_mode(EventType.THREATEN, inner.event_type)
    frame = Frame(
        EventType.THREATEN, f"{lemma(trigger)}: will", False, ("subject",), ("object",), needs="actor", contexts=("diplomatic",)
    )
    told = strangers(stage, actors, recipients)
    return Candidate(
        frame, trigger, None, actors, told, (mode,) if mode else (), teller=told_by(trigger, EventType.THREATEN, verb)
    )


def _is_own(verb: Token, speaker: list[Appearance], stage: Stage) -> bool:
    """Whether the one who is to act is the speaker, or nobody else: "it would", "his country would", "X will be struck"."""
    acting = subjects(verb)
    if not acting:
        return True
    doers = {a.actor_id for s in acting for a in actors_of(stage, s)}
    if doers:
        sides = {c for a in speaker if (c := stage.country(a))}
        mine = {c for s in acting for a in actors_of(stage, s) if (c := stage.country(a))}
        return bool(doers & {a.actor_id for a in speaker} or sides & mine)
    return any(s.pos_ == "PRON" or child(s, "nmod:poss") is not None for s in acting)


def _is_official(saying: Token) -> bool:
    """Whether one speaks for his state who is named by his office alone: "…, the admiral made clear"."""
    return any(s.pos_ == "NOUN" and lemma(s) in _OFFICIALS for s in subjects(saying))


def _is_conditional(verb: Token) -> bool:
    clauses = [*children(verb, "advcl"), *(children(verb.head, "advcl") if verb.dep_ in {"ccomp", "parataxis"} else [])]
    return any(marker_of(c) in _CONDITIONS or (c.i < len(c.doc) and c.left_edge.lower_ == "should") for c in clauses)


def _is_denied(verb: Token) -> bool:
    return any(c.lower_ in _NOT for c in children(verb, "advmod", "aux"))


def _objects_of(verb: Token, stage: Stage) -> list[Appearance]:
    """Whom a verb without a frame is about: its object, else its phrases with "to", "with", "against" …"""
    held = [*children(verb, "obj", "iobj"), *(n for m, n in phrases(verb) if m in {"to", "with", "against", "on", "from", "at"})]
    return unique(a for noun in held for a in actors_of(stage, noun))


def speakers(verb: Token, stage: Stage) -> tuple[Token | None, list[Appearance]]:
    """The verb of saying whose content a clause is, above or beside it, and who says it."""
    saying = None
    known = words()["say"] | _WARNING | _COMMITTING
    if verb.dep_ in {"ccomp", "parataxis"} and lemma(verb.head) in known:
        saying = verb.head
    else:
        saying = next(
            (c for c in children(verb, "parataxis", "ccomp") if lemma(c) in known and child(c, "nsubj") is not None), None
        )
    if saying is None:
        return None, []
    return saying, unique(a for s in subjects(saying) for a in actors_of(stage, s))


def told_by(trigger: Token, kind: EventType, verb: Token | None = None) -> Token | None:
    """The word by whose place a refusal or threat is judged: the act's own auxiliaries only say that the act is to come."""
    if kind not in {EventType.REJECT, EventType.THREATEN, EventType.AGREE}:
        return None
    if verb is not None and trigger.i != verb.i:
        return None
    token = trigger
    for _ in range(_UP):
        subject = child(token, "nsubj", "nsubj:pass")
        if subject is not None or token.dep_ not in {"xcomp", "acl", "advcl", "nmod", "obj", "conj"}:
            return subject
        token = token.head
    return None
