"""What becomes of an act told by, or below, a noun: "reports of an attack", "called off talks", "dropped the plan to"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from detente.reading.modal_words import NOT, Verdict, deny, in_list, is_bare, is_content, is_negated, is_none, weaken, words
from detente.reading.syntax import child, children, lemma, marker_of
from detente.records import Modality

_TELLING = (
    "happen", "light", "deny", "cancel", "schedule", "accuse", "seek", "call_for", "plan", "want", "refuse", "exclude", "weigh",
)  # fmt: skip
_BELOW = frozenset({"acl", "acl:relcl", "nmod", "ccomp", "compound", "amod", "nmod:poss", "appos", "xcomp", "advcl"})
_TOPIC = frozenset(
    {"of", "about", "on", "over", "into", "regarding", "concerning", "for", "to", "in", "against", "between", "with"}
)
ORDINAL = frozenset({"first", "last", "only", "second", "third", "latest", "next", "sole"})
_VOTED = frozenset({"vote", "turn", "shout", "strike"})
_LEAVING = frozenset({"back", "pull", "opt", "bow", "duck", "drop", "bail", "step", "draw", "hold"})
_HELD = frozenset({"obj", "nsubj:pass"})


def told_of(head: Token) -> bool:
    """Whether what a verb says of a noun decides if the noun's act took place ("held", "called for", "cancelled")."""
    return in_list(head, *_TELLING)


def under_noun(token: Token, noun: Token, verdict: Verdict, marker: str, infinitive: bool) -> Verdict:
    """An act below a noun: "reports of", "plan for", "risk of an attack", "interest in fighting", "no evidence that"."""
    name, relation = lemma(noun), token.dep_
    gerund = is_gerund(token) and (bool(marker) or _is_of_others(token, noun) or (in_list(noun, "weigh") and noun.dep_ == "ROOT"))
    content = (relation != "nmod" and is_content(token)) or infinitive or gerund
    if relation not in _BELOW or (relation == "acl:relcl" and not content):
        return verdict
    if relation == "acl" and not content:
        return verdict
    if relation in {"compound", "nmod:poss", "appos"}:
        return weaken(verdict, Modality.PLANNED, name) if in_list(noun, "plan_nouns") else verdict
    if relation == "nmod" and marker not in _TOPIC:
        return verdict
    if (name == "word" and noun.tag_ == "NNS") or (relation == "nmod" and in_list(token, "speech_nouns") and not is_bare(token)):
        return verdict
    none = any(c.lower_ in NOT for c in children(noun, "det"))
    if in_list(token, "speech_nouns") and in_list(noun, "refusal_nouns"):
        return verdict
    if in_list(noun, "claim_nouns", "inquiry_nouns") or (name == "talk" and noun.tag_ == "NN" and marker == "of"):
        return deny(verdict, "no") if none and content else weaken(verdict, Modality.ALLEGED, name)
    if in_list(noun, "doubt_nouns"):
        return verdict if none else weaken(verdict, Modality.POSSIBLE, name)
    if none and in_list(noun, "plan_nouns"):
        return deny(verdict, "no", refused=True)
    if in_list(noun, "refusal_nouns"):
        return deny(verdict, name, refused=True)
    if in_list(noun, "plan_nouns"):
        return weaken(verdict, Modality.PLANNED, name)
    if in_list(noun, "weigh") or in_list(noun, "possible_nouns"):
        return weaken(verdict, Modality.POSSIBLE, name)
    if infinitive and any(c.lower_ in ORDINAL for c in children(noun, "amod", "det", "advmod")):
        return verdict
    if in_list(noun, "brink_nouns"):
        return weaken(verdict, Modality.PLANNED if gerund else Modality.POSSIBLE, name)
    if infinitive and relation == "acl":
        return weaken(verdict, Modality.PLANNED if noun.pos_ == "PROPN" else Modality.POSSIBLE, name)
    return verdict


def is_gerund(token: Token) -> bool:
    """ "attacking", "having attacked", "being attacked"."""
    return token.tag_ == "VBG" or any(c.lower_ in {"having", "being"} for c in children(token, "aux", "aux:pass"))


def _is_of_others(token: Token, noun: Token) -> bool:
    """Whether a gerund after a noun has a subject of its own: "little chance of the two exchanging ambassadors"."""
    subject = next((c for c in children(noun, "nmod") if noun.i < c.i < token.i and marker_of(c) in {"of", "about"}), None)
    return subject is not None and in_list(noun, "claim_nouns", "possible_nouns", "plan_nouns", "refusal_nouns")


def noun_under_verb(noun: Token, verb: Token, verdict: Verdict) -> Verdict:
    """An act told by a noun: called for, discussed, cancelled, delayed, scheduled, alleged."""
    name, relation, marker = lemma(verb), noun.dep_, marker_of(noun)
    if relation == "obl":
        return _oblique(verb, marker, verdict)
    if relation not in _HELD or (in_list(noun, "speech_nouns") and in_list(verb, "deny", "cancel", "refuse", "weigh")):
        return verdict
    if in_list(verb, "exclude") and is_whole(verb):
        return weaken(verdict, Modality.POSSIBLE, name) if is_negated(verb) else deny(verdict, name, refused=True)
    if in_list(verb, "accuse") and not (name == "claim" and not is_bare(noun)):
        return weaken(verdict, Modality.ALLEGED, name)
    settled = not (is_bare(noun) or in_list(noun, "to_come"))
    if settled and in_list(verb, "weigh") and not in_list(verb, "ponder"):
        return verdict
    if in_list(verb, "cancel") and is_whole(verb):
        hindering = in_list(verb, "hinder") and (verb.tag_ in {"VB", "VBG"})
        return weaken(verdict, Modality.POSSIBLE, name) if hindering else deny(verdict, name, refused=True)
    if (in_list(verb, "stall") and in_list(noun, "to_come")) or (name == "put" and is_whole(verb)):
        return weaken(verdict, Modality.PLANNED, name)
    if in_list(verb, "schedule"):
        done = name in {"announce", "arrange"} and (settled or in_list(noun, "plan_nouns"))
        done = done or any(s.tag_ == "WP" for s in children(verb, "nsubj"))
        return verdict if done else weaken(verdict, Modality.PLANNED, name)
    if in_list(verb, "deny"):
        return verdict if is_negated(verb) else deny(verdict, name)
    if in_list(verb, "seek", "weigh"):
        return weaken(verdict, Modality.POSSIBLE, name)
    return verdict


def noun_as_subject(predicate: Token, verdict: Verdict) -> Verdict:
    """What is said of an act: that it is likely, imminent, out of the question, that it took place or came to nothing."""
    if is_negated(predicate):
        return verdict
    predicate = next((c for c in children(predicate, "xcomp") if c.pos_ == "ADJ"), predicate)
    name = lemma(predicate)
    if in_list(predicate, "lacking"):
        return deny(verdict, name)
    if in_list(predicate, "maybe", "unsure"):
        return weaken(verdict, Modality.POSSIBLE, name)
    if predicate.pos_ == "ADJ" and in_list(predicate, "coming", "ready"):
        return weaken(verdict, Modality.PLANNED, name)
    if in_list(predicate, "impossible") or (name == "question" and marker_of(predicate).startswith("out")):
        return deny(verdict, name, refused=True)
    beside = {c.lower_ for c in children(predicate, "compound:prt", "advmod", "obl")}
    if (name == "fall" and "through" in beside) or (name == "come" and beside & {"nothing", "naught"}):
        return deny(verdict, name, refused=True)
    if predicate.tag_ == "VBD" and in_list(predicate, "happen") and verdict.modality is Modality.PLANNED:
        return replace(verdict, modality=Modality.ACTUAL, cue=name)
    return verdict


def _oblique(verb: Token, marker: str, verdict: Verdict) -> Verdict:
    """ "called for talks", "left for talks", "agreed to talks", "warned against an attack", "blamed Iran for the attack"."""
    name = lemma(verb)
    if marker in {"for", "of", "with", "over"} and in_list(verb, "accuse") and name != "claim":
        return weaken(verdict, Modality.ALLEGED, name)
    if marker == "into" and any(in_list(o, "inquiry_nouns") for o in children(verb, "obj", "nsubj:pass")):
        return weaken(verdict, Modality.ALLEGED, "into")
    if marker == "of" and in_list(verb, "acquit"):
        return deny(verdict, name)
    if marker == "for" and in_list(verb, "call_for", "seek") and child(verb, "compound:prt") is None:
        return weaken(verdict, Modality.POSSIBLE, name)
    if (marker == "for" and in_list(verb, "travel")) or (marker == "to" and in_list(verb, "plan", "ready")):
        return weaken(verdict, Modality.PLANNED, name)
    if marker == "against" and in_list(verb, "want"):
        return weaken(verdict, Modality.POSSIBLE, name)
    return verdict


def is_whole(verb: Token) -> bool:
    """Whether "rule" and "call" have the particle that makes them "rule out" and "call off"."""
    if lemma(verb) not in {"rule", "call", "put"}:
        return True
    return any(c.dep_ in {"compound:prt", "advmod"} and c.lower_ in {"out", "off"} for c in verb.children)


def settled_by(container: Token, verb: Token, verdict: Verdict) -> Verdict:
    """What a predicate makes of the plan, order or claim that an act stands in: dropped, rejected, never kept, carried out."""
    if container.dep_ == "obj" and in_list(container, "involvement") and in_list(verb, "deny") and not is_negated(verb):
        return deny(verdict, lemma(verb))
    if verdict.modality is Modality.ACTUAL or container.dep_ not in _HELD | {"nsubj", "obl"}:
        return verdict
    name = lemma(verb)
    if container.dep_ == "obl":
        return _turned(verb, marker_of(container), verdict)
    if is_falsehood(verb) or in_list(verb, "absurd"):
        return verdict if is_negated(verb) else deny(verdict, name)
    if container.dep_ == "nsubj":
        return verdict
    return _treated(container, verb, verdict)


def _turned(verb: Token, marker: str, verdict: Verdict) -> Verdict:
    """ "pulled back from a plan", "nothing came of the offer", "made good on the threat"."""
    name = lemma(verb)
    nothing = name == "come" and marker == "of" and any(is_none(s) for s in children(verb, "nsubj"))
    if nothing or (marker in {"from", "of"} and turns_away(verb)):
        return deny(verdict, name, refused=True)
    kept = marker in {"on", "upon", "with"} and any(c.lower_ in {"good", "through"} for c in verb.children)
    if kept and verb.tag_ in {"VBD", "VBN"} and not is_negated(verb):
        return replace(verdict, modality=Modality.ACTUAL, cue=name)
    return verdict


def turns_away(verb: Token) -> bool:
    """ "stopped short", "shied away", "pulled back", "backed out", "far from"."""
    near = [verb, *children(verb, "advmod", "xcomp", "compound:prt")]
    return any(t.lower_ in words()["short_of"] or (t.lower_ in {"out", "back"} and lemma(verb) in _LEAVING) for t in near)


def _treated(container: Token, verb: Token, verdict: Verdict) -> Verdict:
    """What is done with a plan or claim: kept, carried out, adopted, dropped, dismissed, called a lie."""
    name = lemma(verb)
    if in_list(verb, "fulfil"):
        if is_negated(verb):
            return deny(verdict, name, refused=True)
        if verb.tag_ in {"VBD", "VBN"} and verdict.modality is Modality.PLANNED:
            return replace(verdict, modality=Modality.ACTUAL, cue=name)
        return verdict
    if is_negated(verb):
        return verdict
    planned = in_list(container, "plan_nouns", "possible_nouns")
    if planned and in_list(verb, "adopt") and verdict.modality is Modality.POSSIBLE:
        return replace(verdict, modality=Modality.PLANNED, cue=name)
    particles = {c.lower_ for c in children(verb, "compound:prt", "advmod")}
    if (name == "make" and "up" in particles) or (name in _VOTED and "down" in particles):
        return deny(verdict, name, refused=planned)
    if in_list(verb, "quash", "deny") or (planned and in_list(verb, "cancel", "defy") and is_whole(verb)):
        return deny(verdict, name, refused=planned)
    if any(in_list(c, "falsehood") for c in children(verb, "xcomp", "obj", "obl")):
        return deny(verdict, name)
    return verdict


def is_falsehood(predicate: Token) -> bool:
    """Whether something is called untrue: "is false", "are pure invention", "is a fairy tale"."""
    return in_list(predicate, "falsehood") or (
        lemma(predicate) == "tale" and any(c.lower_ == "fairy" for c in predicate.children)
    )
