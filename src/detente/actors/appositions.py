"""Where a text describes a person: "Russian envoy X", "X, an analyst at Y", "the head of Y, X,", "X, who serves as Z".

The patterns follow tokens and tags more than the parse, because appositions are where parsers fail most.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from detente.actors.agents import Agents, Noun
from detente.actors.forms import words
from detente.actors.wordlists import listed

_BEFORE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PART", "X"})
_WITHIN = _BEFORE | {"DET", "ADP", "SYM"}
_HYPHENS = frozenset({"-", "–", "‑"})
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’"})
_SERVING = frozenset({"serve", "work", "act"})
_CALENDAR = listed("calendar") | {"today"}


@dataclass(frozen=True, slots=True)
class Found:
    """A description by its tokens: where it starts and ends, and where its title noun does."""

    start: int
    noun_start: int
    head_end: int
    end: int
    noun: Noun


class Appositions:
    """The patterns of titles around names, over one parsed passage."""

    def __init__(self, doc: Doc, agents: Agents) -> None:
        self.doc, self.agents = doc, agents

    def noun_ending(self, end: int) -> tuple[int, Noun] | None:
        """The title noun whose last token is the one before `end`, with its first token."""
        if end < 1 or self.doc[end - 1].pos_ not in {"NOUN", "PROPN"}:
            return None
        first = max(0, end - 6)
        pieces = [(w, t.i) for t in self.doc[first:end] for w in (words(t.text) or ("",)) if t.text not in _HYPHENS]
        if not pieces or pieces[-1][1] != end - 1:
            return None
        noun = self.agents.ending([w for w, _ in pieces], len(pieces))
        return (pieces[-len(noun.key)][1], noun) if noun and noun.person and not noun.plural else None

    def before(self, start: int, end: int) -> Iterator[Found]:
        """Descriptions that end right before a name, with a comma between only if one follows the name too."""
        comma = start > 1 and self.doc[start - 1].text == ","
        stop = start - 1 if comma else start
        if comma and end < len(self.doc) and self.doc[end].text not in {",", ".", ")", ":", "—"}:
            return
        for head_end in range(stop, max(0, stop - 12), -1):
            if head_end < stop and not self._inside(head_end):
                return
            found = self.noun_ending(head_end)
            if found:
                noun_start, noun = found
                if (
                    head_end < stop
                    and not comma
                    and not (self.doc[noun_start].text[0].isupper() and self.doc[head_end].pos_ == "ADP")
                ):
                    return
                left = self._left(noun_start)
                if (
                    not comma
                    or left == 0
                    or self.doc[left].is_sent_start
                    or self.doc[left - 1].pos_ in {"ADP", "VERB", "SCONJ", "CCONJ", "DET", "PUNCT", "AUX"}
                ):
                    yield Found(left, noun_start, head_end, stop, noun)
                return

    def _inside(self, i: int) -> bool:
        token = self.doc[i]
        return token.pos_ in _WITHIN or token.tag_ == "POS" or token.text in _HYPHENS or token.text in _QUOTES

    def _left(self, start: int) -> int:
        i = start
        while i > 0 and start - i < 9:
            token = self.doc[i - 1]
            hyphenated = i - 2 >= 0 and self.doc[i - 2].text in _HYPHENS and not self.doc[i - 2].whitespace_
            if not (hyphenated or token.pos_ in _BEFORE or token.text in _HYPHENS or token.tag_ == "POS") or token.tag_ == "TO":
                break
            i -= 1
        return i

    def after(self, end: int) -> Iterator[Found]:
        """Descriptions that follow a name: in apposition, after "who serves as", or as the predicate of "is"."""
        at = end
        if at < len(self.doc) and self.doc[at].text in {",", "–", "—", "("}:
            at += 1
            found = list(self._phrases(at, apposition=True))
            yield from found
            if found:
                at = found[-1].end
        yield from self._serving(at, end)

    def _serving(self, at: int, end: int) -> Iterator[Found]:
        doc = self.doc
        if at < len(doc) and doc[at].text == ",":
            at += 1
        relative = at < len(doc) and doc[at].lower_ == "who"
        i = at + 1 if relative else end
        while i < len(doc) and doc[i].pos_ in {"ADV", "AUX"} and doc[i].lemma_ != "be" and i - at < 5:
            i += 1
        if i + 1 >= len(doc):
            return
        if relative and doc[i].lemma_ in _SERVING and doc[i + 1].lower_ == "as":
            yield from self._phrases(i + 2, apposition=False)
        elif doc[i].lemma_ == "be" and doc[i].lower_ != "be":
            yield from self._phrases(i + 1, apposition=False)

    def _phrases(self, at: int, *, apposition: bool) -> Iterator[Found]:
        """The noun phrase with a title noun that starts at a token, and those joined to it by "and"."""
        doc = self.doc
        while at < len(doc):
            found = self._phrase(at, apposition=apposition)
            if found is None:
                return
            yield found
            at = found.end
            if at < len(doc) and doc[at].lower_ == "and":
                at += 1
            else:
                return

    def _phrase(self, at: int, *, apposition: bool) -> Found | None:
        doc = self.doc
        i = at
        while i < len(doc) and i - at < 12:
            token = doc[i]
            if not (
                token.pos_ in _BEFORE | {"DET", "PRON", "ADV"}
                or token.text in _HYPHENS
                or token.tag_ == "POS"
                or token.tag_ in {"VBG", "VBN"}
            ):
                break
            if token.pos_ == "PRON" and token.tag_ != "PRP$":
                break
            i += 1
        # Titles of several words hold an "of", so the longest one that starts inside is tried first.
        for head_end in range(min(len(doc), i + 3), at, -1):
            found = self.noun_ending(head_end)
            if found and at <= found[0] < i:
                noun_start, noun = found
                if apposition and doc[head_end - 1].dep_ in {"nsubj", "nsubj:pass"} and self._verb_follows(head_end):
                    return None
                return Found(at, noun_start, head_end, self._right(head_end), noun)
        return None

    def _verb_follows(self, i: int) -> bool:
        return i < len(self.doc) and self.doc[i].pos_ in {"VERB", "AUX"}

    def _right(self, end: int) -> int:
        """Where the complements of a title end: "envoy [to Afghanistan]", "director [of the Centre for X (CX)]"."""
        doc, i = self.doc, end
        while i < len(doc) and i - end < 25:
            token = doc[i]
            if token.lower_ == "and" and self._new_title(i + 1):
                break
            following = doc[i + 1].lower_ if i + 1 < len(doc) else ""
            if token.pos_ == "ADP" and (
                following in _CALENDAR or following[:2] in {"19", "20"} or token.lower_ in {"during", "since", "after", "before"}
            ):
                break
            hyphenated = i > end and doc[i - 1].text in _HYPHENS and not doc[i - 1].whitespace_
            inside = hyphenated or token.pos_ in _WITHIN or token.text in _HYPHENS or token.text in _QUOTES or token.tag_ == "POS"
            bracket = token.text == "(" and i + 2 < len(doc) and doc[i + 2].text == ")"
            if bracket:
                i += 3
                continue
            if not inside and not (token.lower_ in {"and", "&"} and i + 1 < len(doc) and doc[i + 1].pos_ in _WITHIN):
                break
            i += 1
        while i > end and (doc[i - 1].pos_ in {"ADP", "DET"} or doc[i - 1].lower_ == "and" or doc[i - 1].text in _QUOTES | {"-"}):
            i -= 1
        return i

    def _new_title(self, at: int) -> bool:
        return self._phrase(at, apposition=True) is not None
