"""Hints of issues that the set lacks: matters that actors demand, reject or set conditions on, and that no issue's words cover.

    issue_hints(book, issues) -> list[Hint]

They are words and pairs of words, counted by independent stories and by the sides that speak of them; which of them is an
issue, and what its poles are, is for a person to say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from detente.analysis.book import Book, Evidence
from detente.analysis.issues import Issue
from detente.analysis.phrases import pattern
from detente.analysis.positions import armed_groups
from detente.analysis.stances import with_groups
from detente.records import Act, Condition, Statement

_ACTS: Final = frozenset({Act.REQUEST, Act.DENY, Act.EVALUATE, Act.THREATEN, Act.PROMISE, Act.INTEND, Act.ACCUSE})
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'’-]+")
_EXAMPLES: Final = 2


@dataclass(frozen=True, slots=True)
class Hint:
    """A matter that no issue covers: the words, in how many stories and by how many sides, with examples of both."""

    words: str
    story_count: int
    actor_ids: tuple[str, ...]
    examples: tuple[Evidence, ...]


def issue_hints(book: Book, issues: Sequence[Issue], least: int = 2) -> list[Hint]:
    """Word pairs in `least` stories or more and from as many sides, most told first. Names of actors are left out."""
    covered = _covered(issues, armed_groups(book))
    names = _names(book) | _vocabulary(issues)
    found: dict[str, list[tuple[str, str, Statement | Condition]]] = defaultdict(list)
    for record, text, speakers in _matters(book):
        if any(regex.search(text) for regex in covered):
            continue
        story = book.source(record).story_id
        for pair in set(_pairs(text, names)):
            found[pair] += [(story, book.bloc(s), record) for s in speakers]
    hints = [_hint(book, pair, told) for pair, told in found.items()]
    kept = [h for h in hints if h.story_count >= least and len(h.actor_ids) >= least]
    return sorted(kept, key=lambda h: (-h.story_count, -len(h.actor_ids), h.words))


def _matters(book: Book) -> Iterator[tuple[Statement | Condition, str, tuple[str, ...]]]:
    for statement in book.statements:
        if statement.act in _ACTS and (speakers := book.speakers(statement)):
            yield statement, statement.content, speakers
    for condition in book.conditions:
        if speakers := book.speakers(condition):
            yield condition, condition.antecedent, speakers


def _pairs(text: str, names: frozenset[str]) -> Iterator[str]:
    """Words that say something, in small letters, each for itself and with its neighbour."""
    before = ""
    for match in _WORD.finditer(text):
        word = match.group().casefold().removesuffix("'s").removesuffix("’s")
        says = len(word) > 2 and match.group() == match.group().lower() and word not in _plain() and word not in names
        if says:
            yield word
            if before:
                yield f"{before} {word}"
        before = word if says else ""


def _hint(book: Book, pair: str, told: Iterable[tuple[str, str, Statement | Condition]]) -> Hint:
    told = list(told)
    by_story = {story: record for story, _, record in reversed(told)}
    actors = tuple(sorted({actor for _, actor, _ in told}))
    examples = tuple(book.evidence(record) for record in list(by_story.values())[:_EXAMPLES])
    return Hint(pair, len(by_story), actors, examples)


def _names(book: Book) -> frozenset[str]:
    named = (n for a in book.actors.values() for n in (a.name, *a.aliases))
    seen = (m.text for m in book.mentions if m.form != "nominal")
    return frozenset(w.casefold() for n in (*named, *seen) for w in _WORD.findall(n))


def _vocabulary(issues: Sequence[Issue]) -> frozenset[str]:
    """The words that issues use, of which a hint would tell nothing new."""
    lists = {words for i in issues for _, words in i.words}
    told = [*lists, *(t for i in issues for t in (*i.terms, *(p for pole in i.poles for p in pole.phrases)))]
    return frozenset(w.casefold() for text in told for w in _WORD.findall(text))


@cache
def _plain() -> frozenset[str]:
    """Words that make no matter, from data/plain_words.yaml."""
    text = (files("detente.analysis") / "data" / "plain_words.yaml").read_text(encoding="utf-8")
    held: dict[str, str] = yaml.safe_load(text)
    return frozenset(word for words in held.values() for word in words.split())


@cache
def _covered(issues: Sequence[Issue], groups: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """What finds the issues' words: their terms and the phrases of their poles."""
    return tuple(
        pattern((*i.terms, *(p for pole in i.poles for p in pole.phrases)), with_groups(dict(i.words), groups)) for i in issues
    )
