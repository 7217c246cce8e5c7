"""Where a text describes a person: "Russian envoy X", "X, an analyst at Y", "the head of Y, X,", "X, who serves as Z".

The patterns follow tokens and tags more than the parse, because appositions are where parsers fail most. Those that a verb
carries are in `detente.actors.verbal_offices`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from detente.actors.agents import Agents, Noun
from detente.actors.forms import words
from detente.actors.terms import UNTOLD, Tenure, tenure_at
from detente.actors.title_words import abbreviated, ends_title, title_noun, title_words
from detente.actors.wordlists import listed
from detente.reading.parsed import parsed

_BEFORE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PART", "X"})
_WITHIN = _BEFORE | {"DET", "ADP", "SYM"}
_HYPHENS = frozenset({"-", "–", "‑"})
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’"})
_DASHES = frozenset({",", "–", "—", "--", "―"})
_CALENDAR = listed("calendar") | {"today"}
_OFTEN_VERB = frozenset({"VBG", "VBN"})
_CLOSING = frozenset({",", ".", ")", ":", "—", "–", "--", "(", ";"})
_LAWMAKERS = frozenset({"Representative", "Senator", "Congressman", "Congresswoman", "Delegate"})
_ADDRESS = listed("honorifics")
_BRACKET = 9


@dataclass(frozen=True, slots=True)
class Found:
    """A description by its tokens: where it starts and ends, and where its title noun does.

    `implied` is the title that the words mean without naming it ("who heads Y"); `bare` tells that it needs a body after it.
    """

    start: int
    noun_start: int
    head_end: int
    end: int
    noun: Noun | None
    implied: str | None = None
    bare: bool = False
    past: bool = False
    tenure: Tenure = UNTOLD


class Appositions:
    """The patterns of titles around names, over one parsed passage."""

    def __init__(self, doc: Doc, agents: Agents) -> None:
        held = parsed(doc)
        self.doc, self.agents = held.tokens, agents
        self._pos, self._texts = held.pos, held.texts

    def noun_ending(self, end: int, *, plural: bool = False) -> tuple[int, Noun] | None:
        """The title noun whose last token is the one before `end`, with its first token."""
        if end < 1 or self._pos[end - 1] not in {"NOUN", "PROPN"}:
            return None
        last = self._texts[end - 1]
        full = abbreviated(last)
        if full is not None and end < len(self.doc) and last[0].isupper():
            code = "LEG" if full in _LAWMAKERS else None
            known = self.agents.noun(words(full))
            return end - 1, Noun(words(full), self.agents.part(code) if code else known.part if known else None, person=True)
        folded = words(last)
        if last in _HYPHENS or not folded or not ends_title(self.agents, folded[-1]):
            return None
        pieces = [(w, t.i) for t in self.doc[max(0, end - 6) : end] for w in (words(t.text) or ("",)) if t.text not in _HYPHENS]
        noun = title_noun(self.agents, [w for w, _ in pieces])
        return (pieces[-len(noun.key)][1], noun) if noun and noun.plural is plural else None

    def before(self, start: int, end: int) -> Iterator[Found]:
        """Descriptions that end right before a name, with a comma between only if one follows the name too."""
        comma = start > 1 and self.doc[start - 1].text in _DASHES
        stop = start - 1 if comma else start
        if comma and end < len(self.doc) and self.doc[end].text not in _CLOSING:
            return
        for head_end in range(stop, max(0, stop - 14), -1):
            if head_end < stop and not self._inside(head_end):
                return
            found = self.noun_ending(head_end)
            if found:
                noun_start, noun = found
                if head_end < stop and not comma and not self._complete(noun_start, head_end, stop, end):
                    return
                left = self._left(noun_start)
                if not comma or self._opens(left):
                    yield Found(left, noun_start, head_end, stop, noun)
                return

    def _complete(self, noun_start: int, head_end: int, stop: int, end: int) -> bool:
        """Whether a title with its complement ends before a name, which is no part of the complement: "envoy to Kabul [X]"."""
        doc = self.doc
        while stop > head_end and doc[stop - 1].lower_.strip(".") in _ADDRESS:
            stop -= 1
        if doc[head_end].pos_ != "ADP" or doc[stop - 1].pos_ in {"ADP", "DET", "CCONJ"} or doc[stop - 1].tag_ == "POS":
            return False
        genitive = end < len(doc) and doc[end].tag_ == "POS"
        return doc[noun_start].text[0].isupper() or not genitive

    def _opens(self, left: int) -> bool:
        """Whether a noun phrase may begin at a token."""
        return (
            left == 0
            or bool(self.doc[left].is_sent_start)
            or self.doc[left - 1].pos_ in {"ADP", "VERB", "SCONJ", "CCONJ", "DET", "PUNCT", "AUX"}
        )

    def _inside(self, i: int) -> bool:
        token = self.doc[i]
        return (
            self._pos[i] in _WITHIN
            or token.tag_ in {"POS", "NNP", "NNPS"}
            or token.text in _HYPHENS
            or token.text in _QUOTES
            or token.lower_ in {"and", "&"}
        )

    def _left(self, start: int) -> int:
        i = start
        while i > 0 and start - i < 9:
            token = self.doc[i - 1]
            hyphenated = i - 2 >= 0 and self.doc[i - 2].text in _HYPHENS and not self.doc[i - 2].whitespace_
            loose = token.text in _HYPHENS and token.whitespace_ and i - 2 >= 0 and self.doc[i - 2].whitespace_
            if loose or token.text in {"--", "―"} or token.tag_ == "TO" or self._is_another_phrase(start, i - 1):
                break
            if not (hyphenated or token.pos_ in _BEFORE or token.text in _HYPHENS or token.tag_ == "POS" or _is_once(token)):
                break
            i -= 1
        return i

    def _is_another_phrase(self, start: int, i: int) -> bool:
        """Whether a common noun before an abbreviated title belongs to something else: "the way [Sen. X] spoke"."""
        token = self.doc[i]
        return (
            token.pos_ == "NOUN"
            and token.text.islower()
            and token.lower_ != "state"
            and abbreviated(self.doc[start].text) is not None
        )

    def plural_ending(self, end: int) -> tuple[int, int, Noun] | None:
        """Start of the phrase, start of the noun and the noun of a plural title before a token: "Swiss senators [X and Y]"."""
        found = self.noun_ending(end, plural=True)
        return (self._left(found[0]), found[0], found[1]) if found else None

    def after(self, end: int) -> Iterator[Found]:
        """Descriptions in apposition after a name: between commas or dashes, in brackets, after an age."""
        at = end
        if at < len(self.doc) and self.doc[at].text == "(":
            within = list(self.phrases(at + 1, apposition=True))
            if within:
                yield from within
                return
            at = self.after_bracket(at)
        if at < len(self.doc) and (self.doc[at].text in _DASHES or self._is_dash(at)):
            yield from self.phrases(self._after_age(at + 1), apposition=True)

    def _is_dash(self, i: int) -> bool:
        return self.doc[i].text in _HYPHENS and bool(self.doc[i].whitespace_) and bool(self.doc[i - 1].whitespace_)

    def _after_age(self, at: int) -> int:
        doc = self.doc
        return at + 2 if at + 1 < len(doc) and doc[at].text.isdigit() and doc[at + 1].text == "," else at

    def after_bracket(self, at: int) -> int:
        """The token after a short bracket that opens at a token: "X (D-Ohio)[, chair of Y]"."""
        if at >= len(self.doc) or self.doc[at].text != "(":
            return at
        close = next((i for i in range(at, min(len(self.doc), at + _BRACKET)) if self.doc[i].text == ")"), None)
        return at if close is None else close + 1

    def phrases(self, at: int, *, apposition: bool) -> Iterator[Found]:
        """The noun phrase with a title noun that starts at a token, and those joined to it by "and"."""
        doc, past = self.doc, False
        while at < len(doc):
            found = self._phrase(at, apposition=apposition)
            if found is None:
                return
            past = _is_past(doc, found) or (past and doc[at].pos_ not in {"DET", "ADV"})
            yield replace(found, past=found.past or past)
            at = found.end
            if at < len(doc) and doc[at].lower_ == "and":
                at += 1
            else:
                return

    def _phrase(self, at: int, *, apposition: bool) -> Found | None:
        doc = self.doc
        i = at
        while i < len(doc) and i - at < 12 and self._in_phrase(doc[i]):
            i += 1
        # Titles of several words hold an "of", so the longest one that starts inside is tried first.
        for head_end in range(min(len(doc), i + 3), at, -1):
            found = self.noun_ending(head_end)
            if found and at <= found[0] < i:
                noun_start, noun = found
                if apposition and doc[head_end - 1].dep_ in {"nsubj", "nsubj:pass"} and self._verb_follows(head_end):
                    return None
                end = self.right(head_end)
                tenure = tenure_at(doc, end)
                return Found(at, noun_start, head_end, end, noun, past=tenure.over, tenure=tenure)
        return None

    def _in_phrase(self, token: Token) -> bool:
        if token.pos_ == "PRON":
            return token.tag_ == "PRP$"
        return (
            token.pos_ in _BEFORE
            or token.pos_ in {"DET", "ADV"}
            or token.text in _HYPHENS
            or token.tag_ == "POS"
            or token.tag_ in _OFTEN_VERB
        )

    def _verb_follows(self, i: int) -> bool:
        return i < len(self.doc) and self.doc[i].pos_ in {"VERB", "AUX"}

    def right(self, end: int) -> int:
        """Where the complements of a title end: "envoy [to Afghanistan]", "director [of the Centre for X (CX)]"."""
        doc, i = self.doc, end
        while i < len(doc) and i - end < 25:
            token = doc[i]
            if token.lower_ == "and" and self._phrase(i + 1, apposition=True) is not None:
                break
            if token.pos_ == "ADP" and self._tells_when(i):
                break
            if token.text == "(" and i + 2 < len(doc) and doc[i + 2].text == ")":
                i += 3
                continue
            hyphenated = i > end and doc[i - 1].text in _HYPHENS and not doc[i - 1].whitespace_
            gerund = token.tag_ == "VBG" and i + 1 < len(doc) and doc[i + 1].pos_ == "ADP"
            if not hyphenated and not gerund and not self._inside(i):
                break
            if token.lower_ in {"and", "&"} and (i + 1 >= len(doc) or doc[i + 1].pos_ not in _WITHIN):
                break
            i += 1
        while i > end and (doc[i - 1].pos_ in {"ADP", "DET"} or doc[i - 1].lower_ == "and" or doc[i - 1].text in _QUOTES | {"-"}):
            i -= 1
        return i

    def _tells_when(self, i: int) -> bool:
        following = self.doc[i + 1].lower_ if i + 1 < len(self.doc) else ""
        year = following[:2] in {"19", "20"} and following[:4].isdigit()
        return following in _CALENDAR or year or self.doc[i].lower_ in {"during", "since", "after", "before", "until", "under"}


def _is_past(doc: Sequence[Token], found: Found) -> bool:
    return any(t.lower_ in title_words("past") for t in doc[found.start : found.noun_start])


def _is_once(token: Token) -> bool:
    """Whether an adverb before a title says that it is past: "then-", "once"."""
    return token.pos_ == "ADV" and token.lower_ in title_words("past")
