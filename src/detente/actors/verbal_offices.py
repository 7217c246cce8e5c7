"""Offices that a verb gives a person: "X is an envoy", "X, who heads Y", "X was appointed ambassador"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from detente.actors.appositions import Appositions, Found
from detente.actors.forms import words
from detente.actors.terms import tenure_at
from detente.actors.title_words import title_map, title_words
from detente.reading.parsed import parsed

_SERVING = frozenset({"serve", "work", "act"})
_AFTER_APPOINTING = frozenset({"as", "in", "to", "be"})
_UNREAL = frozenset({"if", "whether", "unless", "though"})
AFFILIATED = "affiliated"
"""The title of those of whom a text says only where they belong: "X of the Carnegie Center"."""


class Offices:
    """The verbs after a name that tell an office, over one parsed passage."""

    def __init__(self, around: Appositions) -> None:
        self.around, self.doc = around, around.doc

    def after(self, name_end: int, at: int) -> Iterator[Found]:
        """Offices told after a name that ends at one token; other descriptions of it end at another."""
        doc = self.doc
        at += at < len(doc) and doc[at].text == ","
        relative = at < len(doc) and doc[at].lower_ == "who"
        i = at + 1 if relative else name_end
        if not relative and (i >= len(doc) or doc[i].pos_ not in {"VERB", "AUX", "ADV"}):
            return
        verb = self._verb(i)
        if verb is None or (not relative and self._is_unreal(verb)):
            return
        yield from self._told_by(doc[verb], relative=relative)

    def _verb(self, i: int) -> int | None:
        """The first verb that is not an auxiliary of tense, unless something takes its reality away."""
        doc = self.doc
        for k in range(i, min(len(doc), i + 5)):
            token = doc[k]
            if token.tag_ == "MD" or token.dep_ == "neg" or token.lower_ in {"not", "n't", "never", "were", "be"}:
                return None
            if token.pos_ == "VERB" or token.lemma_ == "be":
                following = doc[k + 1] if k + 1 < len(doc) else None
                if token.lemma_ == "be" and following is not None and following.lower_ == "being":
                    return None
                return k
            if token.pos_ not in {"ADV", "AUX"}:
                return None
        return None

    def _is_unreal(self, verb: int) -> bool:
        """Whether the sentence has an "if" before the verb."""
        held = parsed(self.doc[verb].doc)
        return not _UNREAL.isdisjoint(held.lower[max(held.sentence(verb)[0], verb - 12) : verb])

    def _told_by(self, verb: Token, *, relative: bool) -> Iterator[Found]:
        doc, i = self.doc, verb.i
        lemma = verb.lemma_.lower()
        if lemma == "be":
            yield from self._predicates(verb, relative=relative)
        elif lemma == "become" and verb.tag_ in {"VBD", "VBZ", "VBN"}:
            yield from self._entered(i + 1)
        elif lemma in _SERVING and i + 1 < len(doc) and doc[i + 1].lower_ == "as":
            simple_past = verb.tag_ == "VBD" and doc[i - 1].lemma_ != "have"
            for found in self.around.phrases(i + 2, apposition=False):
                yield replace(found, past=found.past or (simple_past and found.tenure.began is None))
        elif lemma == "work" and relative and i + 1 < len(doc) and doc[i + 1].lower_ in {"at", "for", "with"}:
            end = self.around.right(i + 1)
            yield Found(i, i, i + 1, end, None, AFFILIATED, bare=True, past=verb.tag_ == "VBD")
        else:
            yield from self._implied(verb, relative=relative)

    def _predicates(self, verb: Token, *, relative: bool) -> Iterator[Found]:
        doc, i = self.doc, verb.i + 1
        if i >= len(doc):
            return
        if doc[i].tag_ in {"VBN", "VBD"}:
            if doc[i].lemma_.lower() in title_words("appointing"):
                while i + 1 < len(doc) and doc[i + 1].lower_ in _AFTER_APPOINTING:
                    i += 1
                yield from self._entered(i + 1)
            return
        if doc[i].pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "ADV", "PRON"}:
            return
        for found in self.around.phrases(i, apposition=False):
            if found.head_end < len(doc) and doc[found.head_end].tag_ == "POS":
                return
            yield replace(found, past=found.past or (relative and verb.lower_ == "was"))

    def _entered(self, at: int) -> Iterator[Found]:
        """The titles that somebody was given, with the year in which that happened."""
        for found in self.around.phrases(at, apposition=False):
            if found.noun_start - at > 6:
                return
            tenure = tenure_at(self.doc, found.end, entered=True)
            yield replace(found, tenure=tenure, past=tenure.over)

    def _implied(self, verb: Token, *, relative: bool) -> Iterator[Found]:
        """The office of "who heads Y". Outside of relative clauses the verb has to be in the present, with a body after it."""
        lemma = verb.lemma_.lower()
        title = title_map("leading").get(lemma) or title_map("founding").get(lemma)
        if title is None or not (relative or verb.tag_ == "VBZ"):
            return
        end = self.around.right(verb.i + 1)
        if end <= verb.i + 1:
            return
        past = verb.tag_ == "VBD" and lemma in title_map("leading")
        noun = self.around.agents.noun(words(title))
        tenure = tenure_at(self.doc, end)
        yield Found(verb.i, verb.i, verb.i + 1, end, noun, title, bare=not relative, past=past or tenure.over, tenure=tenure)


def affiliation(around: Appositions, start: int, end: int) -> Found | None:
    """The phrase that says where a person belongs, "X of the Carnegie Center"; None where "of" begins something else."""
    doc = around.doc
    at = end + 1 if end < len(doc) and doc[end].text == "," else end
    if at + 1 >= len(doc) or doc[at].lower_ not in {"of", "from"} or doc[at].pos_ != "ADP":
        return None
    head, steps = doc[at].head, 0
    while head.dep_ in {"compound", "flat", "amod"} and steps < 6:
        head, steps = head.head, steps + 1
    if not (start <= head.head.i < end and head.dep_ == "nmod"):
        return None
    return Found(at, at, at, around.right(at), None, AFFILIATED, bare=True)
