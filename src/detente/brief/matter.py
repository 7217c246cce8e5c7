"""What a brief on a matter is asked for (a question, parties, or an issue), and what the analyses make of it.

matter = Matter.of(ledger, Asked(question="Will Norland and Ostia come together on Vell?"))
matter.parties, matter.answer, matter.positions
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Final

from detente.analysis.book import Book, Evidence, Party
from detente.analysis.issues import Issue, load_issues
from detente.analysis.positions import positions
from detente.analysis.same_page import Comparison, same_page
from detente.brief.words import series
from detente.errors import BadInput
from detente.ledger.filters import first_day
from detente.ledger.ledger import Ledger
from detente.outlook.answer import Answer
from detente.outlook.ask import ask
from detente.outlook.question import Question, Settings, parse_question
from detente.outlook.topic import Topic, issue_pattern
from detente.outlook.weighing import Scale, as_of
from detente.records import Position

MOST_PARTIES: Final = 8
"""Parties of an issue, those of whom most stories tell a position."""
MOST_PAIRS: Final = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for. With `question`, actors and issue set what its words leave open, as for `detente ask`.

    `until` is the last day of publication, `since` narrows relations, meetings, claims and numbers; `changed_since` is the day
    from which the brief says what changed. Days are '2016', '2016-03' or '2016-03-02'.
    """

    question: str | None = None
    actors: tuple[str, ...] = ()
    issue: str | None = None
    issues: tuple[Path, ...] = ()
    since: str | None = None
    until: str | None = None
    changed_since: str | None = None
    limit: int | None = None


@dataclass(frozen=True)
class Matter:
    """A matter as of a day. `answer` is there where a question was asked."""

    book: Book
    asked: Asked
    question: Question
    issues: tuple[Issue, ...]
    answer: Answer | None = None

    @classmethod
    def of(cls, ledger: Ledger, asked: Asked) -> Matter:
        """Raises UnknownActor, BadInput and what the ledger raises."""
        return cls.in_book(ledger.book(asked.until), asked, load_issues(asked.issues))

    @classmethod
    def in_book(cls, book: Book, asked: Asked, issues: tuple[Issue, ...]) -> Matter:
        """The matter in a book; `issues` are those known."""
        first_day(asked.since, "since")
        if asked.question is not None:
            question = parse_question(asked.question, book, issues, Settings(asked.actors, asked.issue))
            return cls(book, asked, question, issues, ask(book, question, issues))
        issue = _issue(issues, asked.issue)
        parties = tuple({p.actor_id: p for p in map(book.party, asked.actors)}.values())
        topic = Topic(issue=issue, issue_terms=issue_pattern(issue))
        found = cls(book, asked, Question("", None, parties, topic), issues)
        return found if parties else replace(found, question=replace(found.question, parties=found.who_matters))

    @property
    def parties(self) -> tuple[Party, ...]:
        return self.question.parties

    @property
    def topic(self) -> Topic:
        return self.question.topic

    @property
    def scale(self) -> Scale:
        return Scale(self.book, self.topic, as_of(self.book))

    @property
    def as_of(self) -> date | None:
        return as_of(self.book)

    @property
    def since(self) -> date | None:
        return first_day(self.asked.since, "since")

    @property
    def title(self) -> str:
        """The question, or the parties, or what is in question."""
        if self.question.text:
            return self.question.text
        issue = self.topic.issue
        names = series([p.name for p in self.parties])
        if issue and self.asked.actors:
            return f"{names}: {issue.question}"
        return issue.question if issue else names

    @cached_property
    def ids(self) -> frozenset[str]:
        """All actors that stand for one of the parties."""
        return frozenset[str]().union(*(p.ids for p in self.parties))

    @property
    def pairs(self) -> list[tuple[Party, Party]]:
        """The pairs of parties whose relation is shown: those that come first, and do not act for one another."""
        if self.topic.issue and not self.asked.actors and self.answer is None:
            return []
        apart = [(one, other) for one, other in combinations(self.parties, 2) if not one.ids & other.ids]
        return apart[:MOST_PAIRS]

    @cached_property
    def positions(self) -> list[Position]:
        """The positions on the matter's issue, or on all issues."""
        chosen = [self.topic.issue] if self.topic.issue else list(self.issues)
        return positions(self.book, chosen)

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """The same-page table: of an answer, those issues that bear on its topic."""
        if self.answer is not None and self.answer.issues:
            return list(self.answer.issues)
        if not self.parties or self.answer is not None:
            return []
        chosen = [self.topic.issue] if self.topic.issue else list(self.issues)
        return same_page(self.book, self.positions, chosen, self.parties)

    @cached_property
    def who_matters(self) -> tuple[Party, ...]:
        """Those of whom most stories tell a position on the matter's issue."""
        stories = {(self.book.bloc(p.actor_id), self.book.sources[p.document_id].story_id) for p in self.positions}
        counts = Counter(bloc for bloc, _ in stories)
        chosen = sorted(counts, key=lambda b: (-counts[b], b))[:MOST_PARTIES]
        return tuple(self.party(bloc) for bloc in chosen)

    def party(self, bloc: str) -> Party:
        """A bloc with all who act for it."""
        ids = frozenset(i for i in self.book.actors if self.book.bloc(i) == bloc) | {bloc}
        return Party(bloc, self.book.name(bloc), ids)

    def is_near(self, evidence: Evidence) -> bool:
        """Whether a record is told where the topic is named."""
        return self.scale.nearness(evidence) is not None

    def earlier(self, ledger: Ledger, until: date) -> Matter:
        """The same matter, with the same parties, as it stood on an earlier day."""
        return replace(self, book=ledger.book(until), answer=None)._asked_again()

    def _asked_again(self) -> Matter:
        if self.asked.question is None or self.question.problem:
            return self
        return replace(self, answer=ask(self.book, self.question, self.issues))

    def names(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """Names of actors, each once."""
        return tuple(dict.fromkeys(self.book.name(i) for i in actor_ids))

    def most(self, usual: int) -> int:
        """How many entries a list shows: as many as asked for, else the usual number."""
        return self.asked.limit or usual


def _issue(issues: Sequence[Issue], wanted: str | None) -> Issue | None:
    if wanted is None:
        return None
    found = next((i for i in issues if i.issue_id == wanted), None)
    if found is None:
        raise BadInput(f"no issue '{wanted}'; see: detente issues")
    return found
