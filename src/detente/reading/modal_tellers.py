"""Who tells an act, and how far the text keeps from it, where the telling stands beside the act and not above it.

"They burned the village, *refugees claim*", "the convoy carried, *Kyiv suspects*, shells", "*according to rumours*",
"*UN: Militia killed 20*". Parsers hang these anywhere, so they are found by their place between commas.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from detente.reading.modal_words import Verdict, in_list, weaken, words
from detente.reading.parsed import parsed
from detente.reading.syntax import child, lemma, sentence_bounds
from detente.records import Modality

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TAGS = _FINITE | {"VBN", "NNS"}
_BARRED = _FINITE | {"MD", "WDT", "WP", "VBG", "VB"}
_TAIL = frozenset({"ADP", "SCONJ", "ADV", "PROPN", "NOUN"})
_TELLING = ("accuse", "belief", "insist", "say")
_JOINING = frozenset({"and", "but", "or", "as", "while", "when", "though", "although", "because", "after", "before", "since"})
_LONGEST_HEADLINE = 20
_LONGEST_NAME = 12
_LONGEST_TAIL = 8


def told_beside(trigger: Token, verdict: Verdict) -> Verdict:
    """The verdict with the teller beside the act, if there is one and it is still told as fact or plan."""
    if verdict.modality not in {Modality.ACTUAL, Modality.PLANNED} or verdict.cue in words()["conditional"]:
        return verdict
    start, end = sentence_bounds(trigger)
    held = parsed(trigger.doc)
    for i in range(start, end):
        if held.lower[i] == "according" and i != trigger.i:
            source = _source(held.tokens[i])
            if source is not None:
                return _by_report(source, verdict)
        elif held.tags[i] in _TAGS and i != trigger.i and _is_aside(held.tokens[i], trigger):
            return _by_aside(held.tokens[i], verdict)
    if verdict.speaker is None and end - start <= _LONGEST_HEADLINE and ":" in held.lower[start : start + 5]:
        return _by_colon(trigger, start, verdict)
    return verdict


def _source(according: Token) -> Token | None:
    """The noun after "according to"."""
    if according.i + 1 >= len(according.doc) or according.nbor(1).lower_ != "to":
        return None
    head = according.head
    if head.i > according.i and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return head
    return child(according, "obl", "nmod", "pobj")


def _by_report(source: Token, verdict: Verdict) -> Verdict:
    if source.tag_ == "NNS" and in_list(source, "claim_nouns"):
        return weaken(verdict, Modality.ALLEGED, "according to")
    return verdict if verdict.speaker is not None else replace(verdict, speaker=source)


def _is_aside(verb: Token, trigger: Token) -> bool:
    """Whether a verb of telling closes an aside: a comma, who tells, the verb, and then a comma or the end, or little more."""
    if not in_list(verb, *_TELLING):
        return False
    comma = _comma_before(verb)
    if comma < 0 or (verb.tag_ not in _FINITE and not _is_misread(verb)):
        return False
    if trigger.i < comma:
        return _closes(verb)
    after = verb.i + 1
    return after < len(verb.doc) and verb.doc[after].text == "," and any(c.i < comma for c in trigger.children)


def _is_misread(verb: Token) -> bool:
    """Whether a participle or plural at the end is a verb: ", an officer alleged.", ", a Gulf newspaper claims."."""
    before = verb.nbor(-1).pos_ in {"NOUN", "PROPN"} if verb.i else False
    return (
        before
        and (verb.tag_ == "VBN" or verb.dep_ in {"parataxis", "appos", "conj", "ROOT"})
        and child(verb, "case", "amod") is None
    )


def is_aside(verb: Token) -> bool:
    """Whether a verb of telling is no more than an aside of its sentence: "Chile massed troops, La Paz complained."."""
    return verb.tag_ in _FINITE and in_list(verb, *_TELLING) and _comma_before(verb) >= 0 and _closes(verb)


def _comma_before(verb: Token) -> int:
    """The comma before who tells, -1 where anything else but a name or noun stands between it and the verb."""
    doc, start = verb.doc, sentence_bounds(verb)[0]
    at = verb.i - 1
    while at >= start and verb.i - at <= _LONGEST_NAME and doc[at].text not in {",", ";"}:
        if doc[at].tag_ in _BARRED or doc[at].lower_ == "that":
            return -1
        at -= 1
    if at < start or doc[at].text != "," or at == verb.i - 1 or doc[at + 1].pos_ in {"CCONJ", "SCONJ", "ADV"}:
        return -1
    return -1 if doc[at + 1].lower_ in _JOINING else at


def _closes(verb: Token) -> bool:
    """Whether nothing is told after the verb."""
    doc, end = verb.doc, sentence_bounds(verb)[1]
    after = verb.i + 1
    if after >= end or doc[after].text in {",", ".", ";"}:
        return True
    rest = doc[after : min(end, after + _LONGEST_TAIL)]
    return rest[0].pos_ in _TAIL and not any(t.tag_ in _FINITE or t.lower_ == "that" for t in rest)


def _by_aside(verb: Token, verdict: Verdict) -> Verdict:
    speaker = child(verb, "nsubj")
    if in_list(verb, "accuse", "insist") or (speaker is not None and in_list(speaker, "claim_nouns")):
        return weaken(verdict, Modality.ALLEGED, lemma(verb))
    if in_list(verb, "belief"):
        actual = verdict.modality is Modality.ACTUAL
        return weaken(verdict, Modality.ALLEGED if actual else Modality.POSSIBLE, lemma(verb))
    return verdict if verdict.speaker is not None or speaker is None else replace(verdict, speaker=speaker)


def _by_colon(trigger: Token, start: int, verdict: Verdict) -> Verdict:
    """The speaker before the colon of a headline."""
    doc = trigger.doc
    colon = parsed(doc).lower.index(":", start)
    if trigger.i < colon or colon == start or any(t.pos_ == "VERB" for t in doc[start:colon]):
        return verdict
    speaker = doc[colon - 1]
    if in_list(speaker, "claim_nouns"):
        return weaken(verdict, Modality.ALLEGED, lemma(speaker))
    return replace(verdict, speaker=speaker) if speaker.pos_ in {"PROPN", "NOUN"} else verdict


def speaker_above(token: Token, head: Token) -> Token | None:
    """The subject of the verb of telling whose content a clause is."""
    if token.dep_ not in {"ccomp", "parataxis"} or not in_list(head, "say"):
        return None
    quoted = child(head.head, "obj") if head.tag_ == "VBG" and in_list(head.head, "say") else None
    return quoted or child(head, "nsubj", "nsubj:pass")
