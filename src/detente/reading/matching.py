"""Whether a frame fits a word in its sentence: particle, object, subject, complement; and who stands in its slots."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from detente.reading.candidate import Candidate, is_complete
from detente.reading.clauses import is_light, objects, particle, phrases, subjects
from detente.reading.frames import Frame
from detente.reading.parsed import parsed
from detente.reading.participants import Stage, actors_of, fill, strangers, unique
from detente.reading.syntax import children, coordinated, lemma, marker_of
from detente.records import EventType


def fit(token: Token, frames: Iterable[Frame], stage: Stage) -> Candidate | None:
    """The first frame that fits with its roles filled, else the first that fits."""
    fallback = None
    if token.tag_ == "VBN" and marker_of(token) == "as" and not children(token, "nsubj", "nsubj:pass"):
        return None
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
    own = frame.particle
    if own and own != extra and not _follows(verb, own):
        return False, None
    if not own and extra and all(c.dep_ != "advmod" or c.lower_ != extra for c in verb.children):
        return False, None
    if not _has_subject(frame, verb) or not _has_clause(frame, verb):
        return False, None
    held = objects(verb) if frame.theme == "object" else [n for marker, n in phrases(verb) if marker == frame.theme]
    if not frame.objects or "@any" in frame.objects:
        return True, held[0] if held else None
    if not held:
        return "@none" in frame.objects, None
    for head in held:
        for noun in coordinated(head)[:6]:
            if _is_object(noun, frame, stage) and (noun is head or frame.objects != {"@actor"}):
                return True, noun
    return False, None


def _follows(verb: Token, preposition: str) -> bool:
    """Whether a preposition that is part of the verb stands behind it: "called again on Iran", not "called Iran on Friday"."""
    near = parsed(verb.doc).lower[verb.i + 1 : verb.i + 3]
    return preposition in near and any(marker == preposition for marker, _ in phrases(verb)) and not objects(verb)[:1]


def _has_subject(frame: Frame, verb: Token) -> bool:
    """Whether the subject's head is one that the frame asks for, and none that it excludes; in a passive, the surface subject."""
    if not frame.subject and not frame.subject_not:
        return True
    heads = {lemma(noun) for head in subjects(verb) or objects(verb) for noun in [head, *_measured(head)]}
    return not heads & frame.subject_not and (not frame.subject or bool(heads & frame.subject))


def _has_clause(frame: Frame, verb: Token) -> bool:
    """Whether the complement is there that the frame asks for."""
    if not frame.clause:
        return True
    clauses = children(verb, "xcomp", "ccomp", "advcl", "acl")
    if frame.clause == "complement":
        return any(lemma(c) in frame.complement for c in clauses if c.dep_ == "xcomp")
    clauses += [c for o in children(verb, "obj") for c in children(o, "acl")]
    if frame.clause == "none":
        return not any(c.dep_ in {"xcomp", "ccomp"} for c in clauses) and len(children(verb, "obj", "iobj")) < 2
    if frame.clause == "any":
        return bool(clauses)
    return any(c.tag_ == "VB" and any(t.lower_ == "to" for t in c.children) for c in clauses) or any(
        marker == "for" for marker, _ in phrases(verb)
    )


def _measured(noun: Token) -> list[Token]:
    return [n for marker, n in phrases(noun) if marker == "of"] if is_light(noun) or noun.pos_ == "NUM" else []


def _is_object(noun: Token, frame: Frame, stage: Stage) -> bool:
    if "@actor" in frame.objects and (stage.at(noun) is not None or stage.place(noun) is not None):
        return True
    name = lemma(noun)
    if name in frame.objects and (stage.at(noun) is None or noun.tag_[:3] != "NNP"):
        return True
    if is_light(noun) or noun.pos_ == "NUM":
        return any(
            marker == "of" and (lemma(n) in frame.objects or ("@actor" in frame.objects and stage.at(n) is not None))
            for marker, n in phrases(noun)
        )
    return False


def _cast_roles(frame: Frame, trigger: Token, theme: Token | None, stage: Stage) -> Candidate:
    actors = fill(stage, frame, trigger, theme, frame.actor)
    recipients = fill(stage, frame, trigger, theme, frame.recipient)
    if "object" in frame.recipient and not recipients and theme is not None:
        recipients = actors_of(stage, theme)
    if not recipients and frame.event_type is EventType.REQUEST:
        recipients = unique(a for s in _asked(trigger) for a in actors_of(stage, s))
    if frame.reciprocal == "true" and not actors and len(recipients) < 2:
        recipients = []
    recipients = strangers(stage, actors, recipients)
    if frame.reciprocal == "true" and (recipients or len(actors) > 1):
        actors, recipients = unique([*actors, *recipients]), []
    return Candidate(frame, trigger, theme, actors, recipients, (frame.mode,) if frame.mode else ())


def _asked(trigger: Token) -> list[Token]:
    """Who is to act in "demanded that Israel withdraw", "threatened a strike unless Israel withdrew"."""
    return [s for c in children(trigger, "ccomp", "acl", "xcomp") for s in children(c, "nsubj", "nsubj:pass")]
