"""Frames met in a sentence: each trigger with its frame, theme and the actors in its slots, and what governs what.

A matched frame is a candidate; `events` decides which candidates become records.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Span, Token

from detente.actors.cast import Appearance
from detente.reading.candidate import Candidate, is_complete
from detente.reading.clauses import is_headline_verb, is_light, objects, particle, phrases, subjects
from detente.reading.demands import MUST, demands
from detente.reading.embedding import fold
from detente.reading.frames import Frame, Lexicon
from detente.reading.parsed import parsed
from detente.reading.participants import Stage, actors_of, fill, strangers, unique
from detente.reading.parts import ACTOR, RECIPIENT, Player, cast_parts, is_in_adverbial_clause, players
from detente.reading.plover import inner_mode
from detente.reading.syntax import children, coordinated, lemma, marker_of
from detente.records import EventType

_NOUN_PLACES = frozenset({"nsubj", "nsubj:pass", "csubj", "obj", "obl", "nmod"})
_SURE = 0.6
_VERB_PLACES = frozenset({"conj", "ROOT", "ccomp", "advcl", "acl:relcl"})


def candidates(sentence: Span, stage: Stage, lexicon: Lexicon) -> list[Candidate]:
    """The candidates of a sentence in text order, embedded acts already folded into what governs them."""
    found: list[Candidate] = []
    themes: set[int] = set()
    verbs, nouns = lexicon.verbs, lexicon.nouns
    triggers: list[tuple[Token, tuple[Frame, ...]]] = []
    held = parsed(sentence.doc)
    here: list[Player] | None = None
    for i in range(sentence.start, sentence.end):
        word, tag, token = held.lower[i], held.tags[i], held.tokens[i]
        if word not in verbs and word not in nouns:
            continue
        verbal = (
            tag[:2] == "VB"
            or is_headline_verb(token)
            or (tag == "JJ" and held.relations[i] in _VERB_PLACES and word[-2:] == "ed")
        )
        if (
            (tag == "VBG" and (frames := nouns.get(word)) and _is_gerund_noun(token))
            or (verbal and (frames := verbs.get(word)))
            or (tag[:2] == "NN" and (frames := nouns.get(word)))
        ):
            triggers.append((token, frames))
    for token, frames in sorted(triggers, key=lambda t: t[1][0].is_noun):
        if token.i in themes or (frames[0].is_noun and stage.at(token) is not None):
            continue
        here = players(sentence, stage) if here is None else here
        candidate = _fit(token, frames, stage, here)
        if candidate is not None:
            found.append(candidate)
            itself = not candidate.frame.is_noun and candidate.event_type is not EventType.ACCUSE
            if candidate.theme is not None and itself and is_complete(candidate, stage):
                themes.update(t.i for t in _lit(candidate))
    found = _with_demands(found, sentence, stage)
    folded = fold(sorted(found, key=lambda c: c.trigger.i))
    for candidate in folded:
        candidate.recipients = strangers(stage, candidate.actors, candidate.recipients)
    return folded


def _is_gerund_noun(token: Token) -> bool:
    """Whether an -ing form is used like a noun: "Iran's arming of the rebels", "fighting between …"."""
    if token.dep_ not in _NOUN_PLACES:
        return False
    return bool(children(token, "nmod:poss", "det")) or any(marker in {"of", "between"} for marker, _ in phrases(token))


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


def _fit(token: Token, frames: Iterable[Frame], stage: Stage, here: Sequence[Player]) -> Candidate | None:
    """The first frame that fits with its roles filled, else the first that fits."""
    fallback = None
    if token.tag_ == "VBN" and marker_of(token) == "as" and not children(token, "nsubj", "nsubj:pass"):
        return None
    extra = particle(token) if token.pos_ in {"VERB", "AUX"} or token.tag_[:2] == "VB" else ""
    for frame in frames:
        fits, theme = (True, None) if frame.is_noun else _matches(frame, token, extra, stage)
        if not fits:
            continue
        candidate = _cast_roles(frame, token, theme, stage, here)
        if is_complete(candidate, stage):
            return candidate
        fallback = fallback or candidate
    return fallback


def _matches(frame: Frame, verb: Token, extra: str, stage: Stage) -> tuple[bool, Token | None]:
    """Whether particle and object are the frame's; and the object's head."""
    if frame.particle and frame.particle != extra and not _follows(verb, frame.particle):
        return False, None
    if not frame.particle and extra and all(c.dep_ != "advmod" or c.lower_ != extra for c in verb.children):
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
    near = [t for t in verb.doc[verb.i + 1 : verb.i + 3] if t.lower_ == preposition]
    return bool(near) and any(marker == preposition for marker, _ in phrases(verb)) and not objects(verb)[:1]


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


def _cast_roles(frame: Frame, trigger: Token, theme: Token | None, stage: Stage, here: Sequence[Player]) -> Candidate:
    actors = fill(stage, frame, trigger, theme, frame.actor)
    recipients = fill(stage, frame, trigger, theme, frame.recipient)
    if "object" in frame.recipient and not recipients and theme is not None:
        recipients = actors_of(stage, theme)
    if not recipients and frame.event_type is EventType.REQUEST:
        recipients = unique(a for s in _asked(trigger) for a in actors_of(stage, s))
    slots = actors, recipients
    actors, recipients = _filled(frame, trigger, slots, stage, here)
    if frame.reciprocal == "true" and not actors and len(recipients) < 2:
        recipients = []
    recipients = strangers(stage, actors, recipients)
    if frame.reciprocal == "true" and (recipients or len(actors) > 1):
        actors, recipients = unique([*actors, *recipients]), []
    return Candidate(frame, trigger, theme, actors, recipients, (frame.mode,) if frame.mode else (), slots=slots)


def _filled(
    frame: Frame, trigger: Token, slots: tuple[list[Appearance], list[Appearance]], stage: Stage, here: Sequence[Player]
) -> tuple[list[Appearance], list[Appearance]]:
    """The actors and recipients of the frame's slots; an empty side has whom the learned parts give it with some certainty.

    A wrong party costs more trust than a missing one.
    """
    if slots[0] and slots[1]:
        return slots
    chances = cast_parts(trigger, frame.event_type.value, here, slots, stage)
    near = [(p, c) for p, c in zip(here, chances, strict=True) if not is_in_adverbial_clause(p.head, trigger)]
    actors, recipients = (
        slot or unique(a for p, c in near if c[part] > _SURE for a in p.means)
        for part, slot in ((ACTOR, slots[0]), (RECIPIENT, slots[1]))
    )
    return actors, [r for r in recipients if r not in actors]


def _asked(trigger: Token) -> list[Token]:
    """Who is to act in "demanded that Israel withdraw", "threatened a strike unless Israel withdrew"."""
    return [s for c in children(trigger, "ccomp", "acl", "xcomp") for s in children(c, "nsubj", "nsubj:pass")]
