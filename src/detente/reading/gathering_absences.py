"""Who is said to be absent from a meeting, or kept from it: not invited, excluded, without whom, refused to attend.

    absent(trigger, nouns, stage) -> ids

Looks at the meeting's sentence and at the two after it, as long as these go on about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Span, Token

from detente.actors.cast import Appearance
from detente.reading.clauses import objects, particle, phrases, subjects
from detente.reading.gathering_formats import is_state_name
from detente.reading.gathering_nouns import is_word
from detente.reading.participants import Stage, actors_of
from detente.reading.syntax import ancestors, child, children, is_negated, lemma, marker_of, subject
from detente.reading.where import place_at

_AFTER = 2
"""Sentences after the meeting's own that may tell who was absent."""
_OUT = frozenset({"out", "away", "off", "home"})
_NONE = frozenset({"no", "none", "neither", "nobody"})
_IT = frozenset({"it", "them", "this", "that"})
_SAYING = frozenset({"deny", "reject"})
_STEPS = 6
_REACH = 5


def absent(trigger: Token, nouns: Sequence[Token], stage: Stage) -> tuple[str, ...]:
    """The actors said to be absent, in text order."""
    found = [a for token in trigger.sent for a in _told_at(token, stage)]
    found += [a for token in trigger.sent for a in _without(token, [trigger, *nouns], stage)]
    for sentence in _following(trigger.sent):
        if _tells_another(sentence, trigger):
            break
        found += [a for token in sentence for a in _told_at(token, stage)]
    return tuple(dict.fromkeys(a.actor_id for a in found if stage.is_political(a)))


def _following(sentence: Span) -> Iterator[Span]:
    doc, end = sentence.doc, sentence.end
    for _ in range(_AFTER):
        if end >= len(doc):
            return
        after = doc[end].sent
        yield after
        end = after.end


def _tells_another(sentence: Span, trigger: Token) -> bool:
    """Whether a sentence turns to another meeting: one that somebody holds, or one with a place of its own."""
    for token in sentence:
        if token.pos_ == "VERB" and lemma(token) in {"meet", "host", "visit", "hold", "negotiate"} and not is_negated(token):
            return True
        if is_word(token, "nouns") and token.pos_ in {"NOUN", "PROPN"} and any(_is_elsewhere(t, trigger) for t in token.subtree):
            return True
    return False


def _is_elsewhere(token: Token, trigger: Token) -> bool:
    """Whether a token names a town that the meeting's sentence does not."""
    if token.pos_ != "PROPN" or any(t.lower_ == token.lower_ for t in trigger.sent):
        return False
    found = place_at(token) if marker_of(token) == "in" or token.dep_ == "compound" else None
    return found is not None and not is_state_name(found[0])


def _told_at(token: Token, stage: Stage) -> list[Appearance]:
    """Who is absent by a verb or adjective and what hangs on it."""
    if token.pos_ == "ADJ" or token.lower_ in {"uninvited", "absent", "present"}:
        return _all_of(stage, children(token, "nsubj")) if _is_missing(token) else []
    if token.pos_ not in {"VERB", "NOUN"} or _is_unsure(token):
        return []
    negated = is_negated(token) or _has_none(token)
    if is_word(token, "inviting") and token.pos_ == "VERB":
        return _all_of(stage, objects(token)) if _is_passed_over(token) else []
    if negated:
        return _doers(stage, token) if _is_attending(token) else []
    if _is_shutting_out(token):
        return _all_of(stage, objects(token))
    return _doers(stage, token) if _is_staying_away(token) else []


def _is_missing(adjective: Token) -> bool:
    if adjective.lower_ == "present":
        return is_negated(adjective) and child(adjective, "cop") is not None
    return is_word(adjective, "excluded") and not is_negated(adjective) and _is_open(adjective, "from", "at", "to")


def _is_passed_over(verb: Token) -> bool:
    """Whether somebody is not invited, to a meeting or to nothing that is said."""
    if not is_negated(verb) and marker_of(verb) != "without":
        return False
    return _is_open(verb, "to", "in", "at") and all(_is_attending(c) for c in children(verb, "xcomp"))


def _is_attending(verb: Token) -> bool:
    """Attending, taking part, sending delegates; not "join the coalition"."""
    if verb.pos_ != "VERB":
        return False
    if is_word(verb, "attending"):
        held = objects(verb) or [n for marker, n in phrases(verb) if marker in {"in", "at"}]
        return all(_is_meeting(o) for o in held) and (bool(held) or lemma(verb) != "join")
    if lemma(verb) == "take":
        return any(o.lower_ == "part" for o in children(verb, "obj")) and _is_open(verb, "in")
    return lemma(verb) == "send" and any(is_word(o, "presence") for o in objects(verb))


def _is_shutting_out(verb: Token) -> bool:
    """Excluding, leaving out, shutting out."""
    if verb.pos_ != "VERB":
        return False
    if is_word(verb, "shutting"):
        near = verb.doc[verb.i + 1 : min(verb.i + _REACH, verb.sent.end)]
        return any(t.lower_ == "out" for t in near) and _is_open(verb, "from", "of")
    return is_word(verb, "excluding") and _is_open(verb, "from") and _is_of_meeting(verb)


def _is_of_meeting(verb: Token) -> bool:
    """Whether it is a meeting that excludes, or one from which somebody is excluded."""
    around = [n for marker, n in phrases(verb) if marker == "from"] + subjects(verb)
    return any(_is_meeting(n) for n in around) or not around or verb.dep_ == "ROOT"


def _is_staying_away(verb: Token) -> bool:
    """Boycotting, staying away, refusing to attend, turning down an invitation."""
    if verb.pos_ != "VERB":
        return False
    held = objects(verb)
    if is_word(verb, "shunning"):
        return bool(held) and all(_is_meeting(o) for o in held)
    if is_word(verb, "leaving") and (particle(verb) in _OUT or any(c.lower_ in _OUT for c in children(verb, "advmod"))):
        away = [n for marker, n in phrases(verb) if marker in {"from", "of"}]
        return all(_is_meeting(n) for n in away) and (bool(away) or lemma(verb) == "stay")
    if not is_word(verb, "refusing"):
        return False
    if any(o.lower_.startswith("invitation") for o in held):
        return True
    return any(_is_attending(c) for c in children(verb, "xcomp")) or (lemma(verb) == "turn" and particle(verb) == "down" and
        any(_is_meeting(o) for o in held))  # fmt: skip


def _is_open(head: Token, *markers: str) -> bool:
    """Whether a phrase says nothing else than a meeting from which one is missing."""
    return all(_is_meeting(n) for marker, n in phrases(head) if marker in markers)


def _is_meeting(noun: Token) -> bool:
    return is_word(noun, "nouns", "standing", "bodies") or noun.lower_ in _IT or noun.lower_ in {"table", "event", "which"}


def _is_unsure(verb: Token) -> bool:
    """Whether it is only possible, threatened or contradicted."""
    if any(is_word(c, "unsure") for c in children(verb, "aux", "mark")):
        return True
    above = verb.head
    return verb.dep_ in {"xcomp", "ccomp"} and lemma(above) in _SAYING | {"threaten", "consider", "urge", "ask"}


def _has_none(verb: Token) -> bool:
    """Whether nobody does it: "no Afghan officials attended"."""
    return any(s.lower_ in _NONE or any(c.lower_ in _NONE for c in children(s, "det")) for s in subjects(verb))


def _doers(stage: Stage, verb: Token) -> list[Appearance]:
    """Who stays away: the subject of the verb, or of the one that it completes."""
    found = _all_of(stage, subjects(verb))
    if found:
        return found
    above = subject(verb)
    return [] if above is None else actors_of(stage, above)


def _without(token: Token, meeting: Sequence[Token], stage: Stage) -> list[Appearance]:
    """ "Without the United States", "without Kabul's participation", "in the absence of the Taliban"."""
    if token.lower_ == "without" and token.dep_ == "case":
        noun = token.head
        if stage.at(noun) is None and not is_word(noun, "presence"):
            return []
    elif token.lower_ in {"absence", "exclusion"} and marker_of(token) in {"in", "to", "with"}:
        noun = token
    else:
        return []
    wanted = {t.i for t in meeting} | {t.head.i for t in meeting}
    above = list(ancestors(noun))[:_STEPS]
    return actors_of(stage, noun) if any(a.i in wanted for a in above) else []


def _all_of(stage: Stage, heads: Iterable[Token]) -> list[Appearance]:
    return [a for head in heads for a in actors_of(stage, head)]
