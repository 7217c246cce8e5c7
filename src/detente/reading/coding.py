"""Frames met in a sentence: each trigger with its frame, theme and the actors in its slots, and what governs what.

A matched frame is a candidate; `events` decides which candidates become records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from detente.actors.cast import Appearance
from detente.reading.clauses import is_light, objects, particle, phrases, subjects
from detente.reading.demands import MUST, demands
from detente.reading.frames import Frame, Lexicon
from detente.reading.participants import Stage, actors_of, fill, unique
from detente.reading.plover import inner_mode
from detente.reading.syntax import children, coordinated, lemma, marker_of
from detente.records import EventType

_ABSORBING = frozenset({EventType.REQUEST, EventType.REJECT, EventType.THREATEN})
_GOVERNING = _ABSORBING | {EventType.AGREE, EventType.ACCUSE}
_LINKS = frozenset({"xcomp", "ccomp", "acl", "obj", "obl", "nmod", "advcl", "conj", "nsubj:pass"})
_ASIDE = frozenset("after before while when as because since although though if until unless during despite following amid".split())
_NOUN_PLACES = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod"})
_REACH = 7


@dataclass(slots=True)
class Candidate:
    """A frame that fits a trigger. `modes` and the roles are completed from the acts it governs."""

    frame: Frame
    trigger: Token
    theme: Token | None
    actors: list[Appearance]
    recipients: list[Appearance]
    modes: tuple[str, ...] = ()
    promised: bool = False
    teller: Token | None = None
    governed: list[Candidate] = field(default_factory=list)

    @property
    def event_type(self) -> EventType:
        return self.frame.event_type


def candidates(sentence: Span, stage: Stage, lexicon: Lexicon) -> list[Candidate]:
    """The candidates of a sentence in text order, embedded acts already folded into what governs them."""
    found: list[Candidate] = []
    themes: set[int] = set()
    verbs, nouns = lexicon.verbs, lexicon.nouns
    triggers: list[tuple[Token, tuple[Frame, ...]]] = []
    for token in sentence:
        tag = token.tag_
        if tag[:2] == "VB" and (frames := verbs.get(token.lower_)):
            triggers.append((token, frames))
        elif (tag[:2] == "NN" or (tag == "VBG" and token.dep_ in _NOUN_PLACES)) and (frames := nouns.get(token.lower_)):
            triggers.append((token, frames))
    for token, frames in sorted(triggers, key=lambda t: t[1][0].is_noun):
        if token.i in themes or (frames[0].is_noun and stage.at(token) is not None):
            continue
        candidate = _fit(token, frames, stage)
        if candidate is not None:
            found.append(candidate)
            if candidate.theme is not None and not candidate.frame.is_noun and is_complete(candidate, stage):
                themes.update(t.i for t in _lit(candidate))
    found = _with_demands(found, sentence, stage)
    return _fold(sorted(found, key=lambda c: c.trigger.i))


def _with_demands(found: list[Candidate], sentence: Span, stage: Stage) -> list[Candidate]:
    """Demands in the place of what is demanded."""
    for modal, verb, saying in demands(sentence, stage):
        inner = [c for c in found if c.trigger.i == verb.i or (c.trigger.head.i == verb.i and c.trigger.dep_ == "xcomp")]
        modes = tuple(m for c in inner[:1] if (m := inner_mode(EventType.REQUEST, c.event_type)) is not None)
        actors = unique(a for s in subjects(saying) for a in actors_of(stage, s))
        asked = unique(a for s in children(verb, "nsubj", "nsubj:pass") for a in actors_of(stage, s))
        found = [c for c in found if c not in inner]
        found.append(Candidate(MUST, modal, None, actors, asked, modes, teller=saying))
    return found


def _lit(candidate: Candidate) -> Iterable[Token]:
    theme = candidate.theme
    return () if theme is None else (t for t in coordinated(theme))


def _fit(token: Token, frames: Iterable[Frame], stage: Stage) -> Candidate | None:
    """The first frame that fits with its roles filled, else the first that fits."""
    fallback = None
    extra = particle(token) if token.pos_ in {"VERB", "AUX"} or token.tag_[:2] == "VB" else ""
    for frame in frames:
        fits, theme = (True, None) if frame.is_noun else _matches(frame, token, extra, stage)
        if not fits:
            continue
        candidate = _cast_roles(frame, token, theme, stage)
        if is_complete(candidate, stage):
            return candidate
        fallback = fallback or candidate
    return fallback


def _matches(frame: Frame, verb: Token, extra: str, stage: Stage) -> tuple[bool, Token | None]:
    """Whether particle and object are the frame's; and the object's head."""
    if frame.particle and frame.particle != extra and all(marker != frame.particle for marker, _ in phrases(verb)):
        return False, None
    if not frame.particle and extra and all(c.dep_ != "advmod" or c.lower_ != extra for c in verb.children):
        return False, None
    if not _has_subject(frame, verb):
        return False, None
    held = objects(verb) if frame.theme == "object" else [n for marker, n in phrases(verb) if marker == frame.theme]
    if not frame.objects or "@any" in frame.objects:
        return True, held[0] if held else None
    if not held:
        return "@none" in frame.objects, None
    for head in held:
        for noun in coordinated(head)[:6]:
            if _is_object(noun, frame, stage):
                return True, noun
    return False, None


def _has_subject(frame: Frame, verb: Token) -> bool:
    """Whether the subject's head is one that the frame asks for, and none that it excludes; in a passive, the surface subject."""
    if not frame.subject and not frame.subject_not:
        return True
    heads = {lemma(noun) for head in subjects(verb) or objects(verb) for noun in [head, *_measured(head)]}
    return not heads & frame.subject_not and (not frame.subject or bool(heads & frame.subject))


def _measured(noun: Token) -> list[Token]:
    return [n for marker, n in phrases(noun) if marker == "of"] if is_light(noun) or noun.pos_ == "NUM" else []


def _is_object(noun: Token, frame: Frame, stage: Stage) -> bool:
    if "@actor" in frame.objects and (stage.at(noun) is not None or stage.place(noun) is not None):
        return True
    name = lemma(noun)
    if name in frame.objects and (stage.at(noun) is None or noun.tag_[:3] != "NNP"):
        return True
    if is_light(noun) or noun.pos_ == "NUM":
        return any(marker == "of" and (lemma(n) in frame.objects or ("@actor" in frame.objects and stage.at(n) is not None))
                   for marker, n in phrases(noun))
    return False


def _cast_roles(frame: Frame, trigger: Token, theme: Token | None, stage: Stage) -> Candidate:
    actors = fill(stage, frame, trigger, theme, frame.actor)
    recipients = fill(stage, frame, trigger, theme, frame.recipient)
    if "object" in frame.recipient and not recipients and theme is not None:
        recipients = actors_of(stage, theme)
    if not recipients and frame.event_type is EventType.REQUEST:
        recipients = unique(a for s in _asked(trigger) for a in actors_of(stage, s))
    if frame.reciprocal == "true" and (recipients or len(actors) > 1):
        actors, recipients = unique([*actors, *recipients]), []
    taken = {a.actor_id for a in actors}
    recipients = [r for r in recipients if r.actor_id not in taken]
    return Candidate(frame, trigger, theme, actors, recipients, (frame.mode,) if frame.mode else ())


def _asked(trigger: Token) -> list[Token]:
    """Who is to act in "demanded that Israel withdraw", "threatened a strike unless Israel withdrew"."""
    return [s for c in children(trigger, "ccomp", "acl", "xcomp") for s in children(c, "nsubj", "nsubj:pass")]


def is_complete(candidate: Candidate, stage: Stage) -> bool:
    """Whether the roles that the frame needs are filled, by at least one actor of political standing."""
    actors, recipients, frame = candidate.actors, candidate.recipients, candidate.frame
    if not any(stage.is_political(a) for a in [*actors, *recipients]):
        return False
    if frame.reciprocal == "pair" and len(actors) > 1:
        return True
    if frame.reciprocal == "true":
        return len(actors) > 1 if frame.needs == "both" else bool(actors)
    wanted = {"both": bool(actors and recipients), "actor": bool(actors), "recipient": bool(recipients), "either": True}
    return wanted[frame.needs]


def _fold(found: list[Candidate]) -> list[Candidate]:
    """Embedded acts under what governs them: asked, refused and threatened acts are no events of their own, promised ones stay."""
    dropped: set[int] = set()
    for outer in found:
        if outer.event_type in _GOVERNING and outer.trigger.i not in dropped:
            outer.governed = [inner for inner in found if inner is not outer and governs(outer, inner)]
    for outer in found:
        if not outer.governed or outer.trigger.i in dropped:
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
    """A promised act is told by the act; the promise itself is dropped when the act has the promiser's side and another."""
    for inner in outer.governed:
        if inner.event_type is EventType.AGREE:
            continue
        inner.promised = True
        if not inner.actors:
            inner.actors = list(outer.actors)
        if not inner.recipients and not inner.frame.reciprocal:
            acting = {a.actor_id for a in inner.actors}
            inner.recipients = [a for a in outer.recipients if a.actor_id not in acting]
        dropped.add(outer.trigger.i)


def governs(outer: Candidate, inner: Candidate) -> bool:
    """Whether an act stands inside what another speaks of ("agreed to withdraw", "accused Russia of arming")."""
    token, target = inner.trigger, outer.trigger
    for _ in range(_REACH):
        if token.i == target.i:
            return True
        if token.head.i == token.i or token.dep_ not in _LINKS:
            return False
        if token.dep_ == "conj" and token.head.i == target.i:
            return False
        if token.dep_ == "advcl" and (marker_of(token) in _ASIDE or token.tag_ == "VBG" and marker_of(token) == ""):
            return False
        if token.dep_ in {"obl", "nmod"} and marker_of(token) in _ASIDE | {"in", "at", "by"}:
            return False
        if token.dep_ == "nsubj:pass" and token.head.i != target.i:
            return False
        token = token.head
    return False


def trigger_tokens(candidate: Candidate) -> Iterator[Token]:
    """The trigger and the theme that belongs to it ("hold … talks")."""
    yield candidate.trigger
    if candidate.theme is not None and lemma(candidate.theme) in candidate.frame.objects:
        yield candidate.theme
