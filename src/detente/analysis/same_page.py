"""The same-page table: issue by issue, whether parties agree, differ, are divided in themselves, or say nothing.

    same_page(book, positions(book, issues), issues, [book.party("Russia"), book.party("USA")]) -> list[Comparison]

Silence is not neutrality: where fewer than two parties have a position in the ledger, the verdict is that the others are silent;
of three or more, those that have one are compared, and `silent` names the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from detente.analysis.book import Book, Party
from detente.analysis.issues import Issue
from detente.analysis.standing import SIDE, Standing, standings
from detente.records import Position

APART: Final = 0.8
"""Distance on the line from which on two parties differ, also on one side of it."""
OPPOSED: Final = 0.4
"""Distance from which on two parties on different sides differ."""

_FEWEST: Final = 2


class Verdict(StrEnum):
    AGREE = "agree"
    DIFFER = "differ"
    MIXED = "mixed"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Comparison:
    """An issue and where each party stands on it, in the order in which they were asked for."""

    issue: Issue
    verdict: Verdict
    standings: tuple[Standing, ...]

    @property
    def silent(self) -> tuple[Party, ...]:
        """The parties of which the ledger has no position on it."""
        return tuple(s.party for s in self.standings if s.silent)

    @property
    def voiced(self) -> bool:
        """Whether any party has a position on it."""
        return any(not s.silent for s in self.standings)


def same_page(
    book: Book, held: Iterable[Position], issues: Sequence[Issue], parties: Sequence[Party], every: bool = False
) -> list[Comparison]:
    """The issues on which at least one party has a position, or `every` issue: differing first, then by how much is told."""
    held = list(held)
    found = [compare(book, issue, parties, held) for issue in issues]
    return sorted((c for c in found if every or c.voiced), key=_rank)


def compare(book: Book, issue: Issue, parties: Sequence[Party], held: Iterable[Position]) -> Comparison:
    """One issue for some parties."""
    stand = standings(book, issue, parties, held)
    return Comparison(issue, _verdict(stand), stand)


def _verdict(stand: Sequence[Standing]) -> Verdict:
    stances = [s.stance for s in stand if s.stance is not None]
    if len(stances) < _FEWEST:
        return Verdict.SILENT
    if any(s.torn for s in stand):
        return Verdict.MIXED
    low, high = min(stances), max(stances)
    if high - low > APART or (low < -SIDE and high > SIDE and high - low > OPPOSED):
        return Verdict.DIFFER
    if low > SIDE or high < -SIDE or high - low <= SIDE:
        return Verdict.AGREE
    return Verdict.MIXED


def _rank(comparison: Comparison) -> tuple[int, int, str]:
    order = (Verdict.DIFFER, Verdict.AGREE, Verdict.MIXED, Verdict.SILENT)
    told = sum(len(s.backings) for s in comparison.standings)
    return order.index(comparison.verdict), -told, comparison.issue.issue_id
