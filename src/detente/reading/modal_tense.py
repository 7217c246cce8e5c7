"""What the form of a verb says of the act by itself: infinitives in headlines, imperatives, the present of the calendar."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.modal_words import HELPERS, Verdict, weaken
from detente.reading.syntax import child, children, marker_of
from detente.records import Modality

_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
_MONTHS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
})  # fmt: skip
_SPANS = frozenset({"week", "month", "year", "weekend", "spring", "summer", "autumn", "fall", "winter"})
_UNCHANGED = frozenset({"beat", "bet", "burst", "cast", "cut", "hit", "let", "put", "quit", "set", "shut", "spread"})


def bare_infinitive_headline(token: Token) -> bool:
    """ "Russia, Turkey to hold talks": an infinitive with a subject of its own that is the whole sentence."""
    if token.tag_ != "VB" or token.dep_ not in {"ROOT", "ccomp", "csubj", "advcl"} or token.i == 0:
        return False
    mark = [c for c in token.children if c.lower_ == "to" and c.dep_ in {"mark", "aux"}]
    if token.dep_ in {"csubj", "advcl"} and (token.i > token.head.i or marker_of(token) != "to"):
        return False
    return bool(mark) and child(token, "nsubj", "nsubj:pass") is not None


def by_form(verb: Token, verdict: Verdict) -> Verdict:
    """What the form of a verb alone says: the present for what is on the calendar, the imperative for what is asked."""
    if _is_imperative(verb):
        return weaken(verdict, Modality.POSSIBLE, "imperative")
    first = next((c for c in verb.children if c.dep_ in HELPERS), verb)
    if child(verb, "nsubj", "nsubj:pass") is None or (verb.tag_ == "VBP" and verb.lower_ in _UNCHANGED):
        return verdict
    if any(t.tag_ in {"VBD", "VBN"} for t in children(verb, "advcl")):
        return verdict
    present = first.tag_ in {"VBZ", "VBP"} and (first is verb or (verb.tag_ == "VBG" and child(verb, "aux") is not None))
    if (
        present
        and (first.i == verb.i or verb.tag_ == "VBG")
        and any(_is_ahead(c) for c in children(verb, "obl", "advmod", "npadvmod"))
    ):
        return weaken(verdict, Modality.PLANNED, "calendar")
    return verdict


def _is_ahead(time: Token) -> bool:
    """Whether a phrase names a time to come: "tomorrow", "next week", with a present also "on Monday", "on 5 May"."""
    if time.lower_ in {"tomorrow", "tonight"}:
        return True
    if any(c.lower_ in {"next", "coming"} and c.dep_ == "amod" for c in time.children):
        return time.lower_ in _DAYS | _MONTHS | _SPANS
    if marker_of(time) != "on":
        return False
    return time.lower_ in _DAYS or (time.lower_ in _MONTHS and any(c.dep_ == "nummod" for c in time.children))


def _is_imperative(verb: Token) -> bool:
    if verb.tag_ != "VB" or verb.dep_ not in {"ROOT", "ccomp", "parataxis"}:
        return False
    if any(c.dep_ in {"nsubj", "nsubj:pass", "aux", "mark", "csubj", "expl"} for c in verb.children):
        return False
    return verb.i == verb.sent.start or verb.nbor(-1).is_quote
