"""Who does what to whom about a word that names an act: by the mentions around it, without a parse."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from detente.analysis.book import Book, Evidence
from detente.analysis.matters import ActWord, Family, act_words, phrases, words
from detente.analysis.stands import Matter
from detente.records import ActorKind, Mention, Statement

_NO_PARTY: Final = frozenset({ActorKind.MEDIA, ActorKind.NGO, ActorKind.COMPANY})
_BOUNDARY: Final = re.compile(r"[.!?][\"”’']?\s+(?=[\"“‘A-Z])|\n|;\s")
_REACH: Final = 130
_FARTHEST: Final = 10
_NEGATION_REACH: Final = 5
_OWN: Final = re.compile(r"\b(?:we|our|us|ourselves)\b", re.IGNORECASE)
_PASSIVE: Final = re.compile(r"\bby\s+(?:the\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE)
_WORD: Final = re.compile(r"[\w’'-]+")
_CLAUSE: Final = re.compile(r"[,;:—–]|\b(?:and|but|that|which|who|whom|because|while|although)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """A document as claims are read from it: its text, and who is mentioned where."""

    book: Book
    document_id: str
    mentions: Sequence[Mention]

    @cached_property
    def text(self) -> str:
        return self.book.sources[self.document_id].text

    @cached_property
    def _starts(self) -> list[int]:
        return [m.start for m in self.mentions]

    def within(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions of possible parties in a stretch of the text, in order."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        actors = self.book.actors
        named = [(m, actors.get(m.actor_id)) for m in self.mentions[first:last] if m.end <= end]
        return [m for m, actor in named if actor is not None and actor.kind not in _NO_PARTY]

    def act_words(self, start: int, end: int) -> tuple[ActWord, ...]:
        """The act words of a stretch, with offsets of the document; many records share one."""
        if (start, end) not in self._act_words:
            found = act_words(self.text[start:end])
            self._act_words[start, end] = tuple(replace(w, start=w.start + start, end=w.end + start) for w in found)
        return self._act_words[start, end]

    @cached_property
    def _act_words(self) -> dict[tuple[int, int], tuple[ActWord, ...]]:
        return {}

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence, or sentences, around a place."""
        starts, ends = self._boundaries
        before, after = bisect_right(ends, start), bisect_left(starts, end)
        return ends[before - 1] if before else 0, starts[after] if after < len(starts) else len(self.text)

    @cached_property
    def _boundaries(self) -> tuple[list[int], list[int]]:
        """Where sentences end, with their full stop, and where the next begin."""
        found = list(_BOUNDARY.finditer(self.text))
        return [m.start() + (m.group()[0] not in "\n;") for m in found], [m.end() for m in found]

    def widened(self, evidence: Evidence, start: int, end: int) -> Evidence:
        """Evidence that quotes a longer stretch of the text."""
        first, last = min(start, evidence.start), max(end, evidence.end)
        return replace(evidence, start=first, end=last, text=self.text[first:last])


def pages(book: Book) -> Mapping[str, Page]:
    """The documents of a book by id."""
    return {key: Page(book, key, book.mentions_of.get(key, ())) for key in book.sources}


def cast(page: Page, word: ActWord, region: tuple[int, int], accused: str | None = None, own: str | None = None) -> Matter | None:
    """The matter that an act word tells within a stretch of a text; None where a party that it needs is not named.

    `word` has offsets of the document. `accused` is the bloc that is known to act, `own` that of who speaks ("we").
    """
    kind = word.family
    first, last = _clip(page, word, region)
    before = page.within(first, word.start)
    after = page.within(word.end, last)
    bloc = page.book.bloc
    agent = next((m for m in after if _PASSIVE.search(page.text[word.end : m.start])), None)
    actor = accused or (bloc(agent.actor_id) if agent else None)
    if actor is None and before:
        actor = bloc(before[-1].actor_id)
    if actor is None and own and _OWN.search(page.text[first : word.start]):
        actor = own
    if actor is None and kind.mutual and after and not _is_onto(page, word, after[0], kind):
        actor = bloc(after[0].actor_id)
    if actor is None:
        return None
    others = [m for m in after if bloc(m.actor_id) != actor and m is not agent]
    recipient = next((bloc(m.actor_id) for m in others if _is_onto(page, word, m, kind) or kind.mutual), None)
    if recipient is None and (kind.mutual or agent):
        recipient = next((b for m in reversed(before) if (b := bloc(m.actor_id)) != actor), None)
    if (recipient is None and not kind.lone and not accused) or (kind.mutual and recipient is None):
        return None
    if kind.topical and word.topic is None:
        return None
    return Matter(kind.act, actor, recipient, word.topic)


def _clip(page: Page, word: ActWord, region: tuple[int, int]) -> tuple[int, int]:
    """The part of a stretch that is near the word and in its sentence."""
    first, last = page.sentence(word.start, word.end)
    return max(first, region[0], word.start - _REACH), min(last, region[1], word.end + _REACH)


def _is_onto(page: Page, word: ActWord, mention: Mention, kind: Family) -> bool:
    """Whether what stands between the act and a mention lets it be the one on whom it is done."""
    between = _WORD.findall(page.text[word.end : mention.start])
    lower = [w.casefold() for w in between]
    if not lower or (len(lower) <= 2 and lower[0] in {"the", "a", "an", "its", "his", "their"}):
        return True
    places = [i for i, w in enumerate(lower) if w in words("onto")]
    if len(lower) > _FARTHEST or not places or lower[places[-1]] not in kind.onto or "," in page.text[word.end : mention.start]:
        return False
    return lower[places[-1]] != "of" or places[-1] == 0 or lower[places[-1] - 1] in words("holders")


def is_real(page: Page, word: ActWord, start: int) -> bool:
    """Whether the clause before an act lets it be done: no negation, no modal, no "to" before a verb."""
    before = _clause_words(page, word, start)
    said = {*before, *("n't" for w in before if w.endswith("n't"))}
    return said.isdisjoint(words("negating")) and not is_unreal(page, word, start) and not _after_to(page, word)


def is_unreal(page: Page, word: ActWord, start: int) -> bool:
    """Whether the clause before an act puts it off: "will", "wants to", "if"."""
    return not words("unreal").isdisjoint(_clause_words(page, word, start))


def is_negated(page: Page, word: ActWord, start: int, end: int) -> bool:
    """Whether the clause denies the act: "no talks", "has never supplied", "there is no contact"."""
    before = _clause_words(page, word, start)[-_NEGATION_REACH:]
    for place, said in enumerate(before):
        if (said in words("negating") or said.endswith("n't")) and words("no_negation").isdisjoint(before[place + 1 :]):
            return True
    first, last = _clip(page, word, (start, end))
    return any(
        m.start() - word.end < 60 and word.start - m.end() < 25 for m in phrases("denials").finditer(page.text, first, last)
    )


def _clause_words(page: Page, word: ActWord, start: int) -> list[str]:
    """The words before an act in its clause, which "that" or a comma opens."""
    first = max(start, _clip(page, word, (start, word.end))[0])
    clause = _CLAUSE.split(page.text[first : word.start])[-1]
    return [w.casefold().replace("’", "'") for w in _WORD.findall(clause)]


def _after_to(page: Page, word: ActWord) -> bool:
    before = _WORD.findall(page.text[max(0, word.start - 30) : word.start])
    return bool(before) and before[-1].casefold() == "to"


def own_bloc(book: Book, statement: Statement) -> str | None:
    """The bloc of who speaks; nobody where they are of several."""
    blocs = book.blocs(book.speakers(statement))
    return next(iter(blocs)) if len(blocs) == 1 else None
