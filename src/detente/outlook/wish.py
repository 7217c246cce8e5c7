"""Questions about an issue, with one party or none: "Is Ostia against a truce?", "Will sanctions be lifted?".

What is asked for is a pole of an issue, or that it is not: "refuse" and the like before its words reverse it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from detente.analysis.book import Book
from detente.analysis.issues import Issue, Pole
from detente.analysis.phrases import pattern
from detente.analysis.positions import armed_groups
from detente.analysis.stances import with_groups
from detente.outlook.naming import Named
from detente.outlook.relation import FAVOUR, Relation, favouring, relation

_OF: Final = re.compile(r"\b(?:with|to|from|of|for|against|on|between)\s+(?:the\s+|its\s+)?$", re.IGNORECASE)
_OTHERWISE: Final = re.compile(r"\W*(?:why|when|what|how (?:many|much|long))\b", re.IGNORECASE)
"""What opens a question that no side of an issue answers."""
_TWO: Final = 2
_FIRST_WORD: Final = re.compile(r"^\W*\w+n[’']t\b")
_IN: Final = re.compile(r"\b(?:in|inside|across|leave|leaving|from|on)\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a question about an issue asks for: a pole of it, or against that pole where `reversed`.

    `anyone` says that no party was named, so that all count of whom the book has positions.
    """

    issue: Issue
    pole: Pole
    reversed: bool = False
    anyone: bool = False

    def toward(self, pole: str, stance: float) -> float:
        """How far a stance towards a pole speaks for what is asked, -1 to 1; 0 where the two poles say nothing of each other."""
        own, other = self.pole.value, self.issue.pole(pole).value
        if pole == self.pole.name:
            found = stance
        else:
            found = stance * other * (1 if own > 0 else -1) if own and other else 0.0
        return -found if self.reversed else found


@dataclass(frozen=True, slots=True)
class Heard:
    """A wish as it stands in a question, with the names that are its parties and the one that is its place."""

    wish: Wish
    actors: tuple[Named, ...]
    place: Named | None


@dataclass(frozen=True, slots=True)
class _Found:
    issue: Issue
    pole: Pole | None
    start: int
    end: int


def heard(text: str, names: Sequence[Named], asked: tuple[Relation | None, re.Match[str] | None], issues: Sequence[Issue],
          book: Book) -> Heard | None:  # fmt: skip
    """The wish of a question about an issue; None where it asks for a relation between parties, or names no issue."""
    kind, match = asked
    if not issues or (kind is not None and match is None) or _OTHERWISE.match(text):
        return None
    found = _issue(text, issues, book)
    if found is None or not _is_wished(text, names, kind, match, found):
        return None
    place = next((n for n in names if n.known and _IN.search(text[: n.start]) and not _holds(found, n)), None)
    actors = _holders(text, [n for n in names if n is not place], found)
    poles = sorted(found.issue.poles, key=lambda p: -p.value)
    turned = [m for m in favouring().reversing.finditer(text, 0, found.start) if not _opens(text, m)]
    wish = Wish(found.issue, found.pole or poles[0], len(turned) % 2 == 1, not actors)
    return Heard(wish, tuple(actors), place)


def set_wish(issue: Issue, text: str, book: Book, anyone: bool) -> Wish:
    """The wish on an issue that the user sets, for the pole that the question names, else the first."""
    found = _issue(text, [issue], book)
    return Wish(issue, (found.pole if found else None) or max(issue.poles, key=lambda p: p.value), False, anyone)


def favour() -> Relation:
    """The relation of questions about an issue."""
    return relation(FAVOUR)


def pole_pattern(issue: Issue, pole: Pole, book: Book) -> re.Pattern[str]:
    """The phrases of a pole, with the names of the book's armed groups."""
    return pattern(pole.phrases, with_groups(dict(issue.words), armed_groups(book)))


def terms_pattern(issue: Issue, book: Book) -> re.Pattern[str]:
    """The terms of an issue and the phrases of its poles, with the names of the book's armed groups."""
    phrases = [*issue.terms, *(p for pole in issue.poles for p in pole.phrases)]
    return pattern(phrases, with_groups(dict(issue.words), armed_groups(book)))


def _issue(text: str, issues: Sequence[Issue], book: Book) -> _Found | None:
    """The issue with the longest of its words in a question, and the pole with the longest of its phrases."""
    best: tuple[int, int] | None = None
    found = None
    groups = armed_groups(book)
    for number, issue in enumerate(issues):
        words = with_groups(dict(issue.words), groups)
        hits: list[tuple[Pole | None, re.Match[str]]] = [(None, m) for m in pattern(issue.terms, words).finditer(text)]
        hits += [(pole, m) for pole in issue.poles for m in pattern(pole.phrases, words).finditer(text)]
        if not hits:
            continue
        score = (max(len(m[0]) for _, m in hits), -number)
        if best is None or score > best:
            pole = max(((p, m) for p, m in hits if p), key=lambda h: len(h[1][0]), default=(None, None))[0]
            best, found = score, _Found(issue, pole, min(m.start() for _, m in hits), max(m.end() for _, m in hits))
    return found


def _is_wished(text: str, names: Sequence[Named], kind: Relation | None, match: re.Match[str] | None, found: _Found) -> bool:
    """Whether it asks for a stand: no relation is named, none that has its parties before it, or an attitude to the issue."""
    if kind is None or match is None:
        return True
    known = [n for n in names if n.known]
    before = [n for n in known if n.start < min(match.start(), found.start)]
    for attitude in favouring().asks.finditer(text, 0, found.start):
        between = any(attitude.end() <= n.start < found.start for n in known)
        if not between and (len(before) < 2 or kind.relation_id != "agree"):
            return True
    within = found.start < match.end() and match.start() < found.end
    named = len({n.actor_id for n in known})
    own_verb = found.pole is not None and found.start < match.start()
    return named < kind.parties or (named < _TWO and within and (own_verb or not before))


def _holders(text: str, names: Sequence[Named], found: _Found) -> list[Named]:
    """The names of those whose stand is asked for: before the issue's words, or after them without a preposition."""
    own = [n for n in names if n.known and not _holds(found, n)]
    before = [n for n in own if n.start < found.start]
    return before or [n for n in own if not _OF.search(text[: n.start])]


def _holds(found: _Found, name: Named) -> bool:
    return found.start < name.start < found.end


def _opens(text: str, match: re.Match[str]) -> bool:
    """Whether a negation only opens the question: "Won't they …"."""
    first = _FIRST_WORD.match(text)
    return first is not None and match.start() < first.end()
