"""What a question is about, beside its parties: a place, an issue, or words; and how near a record is to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from detente.analysis.book import Book, Evidence, Record
from detente.analysis.issues import Issue
from detente.analysis.issues import topic as issue_topic
from detente.errors import UnknownActor
from detente.outlook.relation import any_word
from detente.terms import ActorKind

IN_SENTENCE: Final = "sentence"
IN_TITLE: Final = "title"
IN_DOCUMENT: Final = "document"
_OFTEN: Final = 3
"""Namings from which on a document without the topic in its title is about it."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A place with those who act there, an issue, or words of the question that are neither; all may be missing."""

    place_id: str | None = None
    place: str | None = None
    place_ids: frozenset[str] = frozenset()
    place_names: re.Pattern[str] | None = None
    issue: Issue | None = None
    issue_terms: re.Pattern[str] | None = None
    words: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether anything is on it."""
        return not (self.place_id or self.issue or self.words)

    @property
    def phrase(self) -> str:
        """The topic as an answer names it."""
        said = [self.place or "", self.issue.question if self.issue else "", " ".join(self.words)]
        return "; ".join(part for part in said if part)

    def nearness(self, book: Book, record: Record | Evidence) -> str | None:
        """Where the topic is named: in the record's sentence, in the title of its document or often, once, or nowhere (None)."""
        if self.is_open:
            return IN_SENTENCE
        quote, source = book.sentence(record), book.source(record)
        if self._in(book, record.document_id, quote.start, quote.end, quote.text):
            return IN_SENTENCE
        title = source.title or ""
        if title and self._names(title):
            return IN_TITLE
        named = self._times(book, record.document_id, source.text)
        return IN_TITLE if named >= _OFTEN else IN_DOCUMENT if named else None

    def _in(self, book: Book, document_id: str, start: int, end: int, text: str) -> bool:
        place = not self.place_id or bool(book.named(document_id, start, end) & self.place_ids) or self._place_named(text)
        return place and self._said(text)

    def _names(self, text: str) -> bool:
        return (not self.place_id or self._place_named(text)) and self._said(text)

    def _place_named(self, text: str) -> bool:
        return bool(self.place_names and self.place_names.search(text))

    def _said(self, text: str) -> bool:
        """Whether a text has the issue's terms and the words."""
        issue = self.issue_terms is None or bool(self.issue_terms.search(text))
        return issue and (not self.words or any(re.search(rf"(?<!\w){re.escape(w)}", text, re.IGNORECASE) for w in self.words))

    def _times(self, book: Book, document_id: str, text: str) -> int:
        """How often a document names the place, or the issue and the words where there is no place."""
        read = "\n".join(text[s:e] for s, e in book.blocks.get(document_id, ((0, len(text)),)))
        if not self._names(read):
            return 0
        pattern = self.place_names or self.issue_terms
        return len(pattern.findall(read)) if pattern else 1


def place_topic(book: Book, asked: str, word: str, issue: Issue | None = None, said: tuple[str, ...] = ()) -> Topic:
    """The topic of a country with all who are of it, or of another actor, narrowed by an issue or words.

    A place of which the book has no actor is known by its word alone. Raises UnknownActor where no text has it.
    """
    try:
        party = book.party(asked)
    except UnknownActor:
        if not any(word in source.text for source in book.sources.values()):
            raise
        return Topic(asked, word, frozenset({asked}), any_word([re.escape(word)]), issue, issue_pattern(issue), said)
    actor = book.actors.get(party.actor_id)
    country = actor.country if actor and actor.kind == ActorKind.STATE else None
    ids = frozenset(a.actor_id for a in book.actors.values() if country and a.country == country) or party.ids
    own = {actor.name, *actor.aliases} if actor else set()
    pattern = any_word([re.escape(n) for n in sorted({party.name, *own, *_said(book, party.actor_id)})])
    return Topic(party.actor_id, party.name, ids, pattern, issue, issue_pattern(issue), said)


def issue_pattern(issue: Issue | None) -> re.Pattern[str] | None:
    """The terms of an issue, as a pattern."""
    return issue_topic(issue) if issue else None


def _said(book: Book, actor_id: str) -> set[str]:
    """The names by which the texts call an actor."""
    return {m.text for m in book.mentions if m.actor_id == actor_id and m.form == "name" and m.text[:1].isupper()}
