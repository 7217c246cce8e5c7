"""Findings on claims and positions: read from the whole book once, and told again from what is left of their evidence.

Which stand leads on a claim, and on which side of an issue a party stands. Reading texts for claims and positions takes too long
to be done anew for each source that is left out; what a source tells is its own, so leaving its pieces out gives the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from detente.analysis.book import Book, Evidence, Party
from detente.analysis.claims import claims
from detente.analysis.issues import Issue, load_issues
from detente.analysis.positions import positions
from detente.analysis.standing import SIDE, position_evidence, standing
from detente.analysis.stands import STANDS, Side
from detente.records import Position

P = TypeVar("P")
TIE: Final = "balance"


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as the built-in finders give it."""

    kind: str
    key: str
    label: str
    verdict: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Heap(Generic[P]):
    """The pieces of one finding, each with its evidence, and what any of them together say."""

    kind: str
    key: str
    label: str
    pieces: tuple[tuple[Evidence, P], ...]
    verdict: Callable[[Sequence[P]], str]

    def found(self, left: Container[str]) -> Found | None:
        """The finding as the documents that are left give it; None where nothing of it is left."""
        kept = [(evidence, piece) for evidence, piece in self.pieces if evidence.document_id in left]
        if not kept:
            return None
        verdict = self.verdict([piece for _, piece in kept])
        return Found(self.kind, self.key, self.label, verdict, tuple(evidence for evidence, _ in kept))


@dataclass(frozen=True, slots=True)
class Sifter(Generic[P]):
    """A finder that can be prepared on a whole book, to be quick on all that is left of it without some documents."""

    read: Callable[[Book], Iterable[Heap[P]]]

    def __call__(self, book: Book) -> Iterator[Found]:
        return self.prepared(book)(book)

    def prepared(self, book: Book) -> Callable[[Book], Iterator[Found]]:
        """The finder for this book and for those that `without` makes of it."""
        held = [(heap, heap.found(book.sources), {e.document_id for e, _ in heap.pieces}) for heap in self.read(book)]

        def find(rest: Book) -> Iterator[Found]:
            for heap, whole, documents in held:
                found = whole if rest.sources.keys() >= documents else heap.found(rest.sources)
                if found is not None:
                    yield found

        return find


def claim_heaps(book: Book) -> Iterator[Heap[Side]]:
    """The sides of each claim; which stand leads."""
    for claim in claims(book):
        yield Heap("claim", claim.claim_id, claim.matter, tuple((s.evidence, s) for s in claim.sides), leading)


def leading(sides: Iterable[Side]) -> str:
    """The stand with most weight, each story counting once for a stand, by its surest side; "balance" at a tie."""
    best: dict[tuple[str, str], float] = defaultdict(float)
    for side in sides:
        key = str(side.stand), side.evidence.story_id
        best[key] = max(best[key], side.weight)
    weights = {s.value: round(sum(w for (stand, _), w in best.items() if stand == s.value), 6) for s in STANDS}
    most = max(weights.values())
    first, *others = [stand for stand, weight in weights.items() if weight == most]
    return TIE if others else first


def position_heaps(book: Book) -> Iterator[Heap[Position]]:
    """The positions of each bloc on each issue; on which side it stands."""
    issues = load_issues()
    held: dict[tuple[str, str], list[Position]] = defaultdict(list)
    for position in positions(book, issues):
        held[position.issue_id, book.bloc(position.actor_id)].append(position)
    known = {issue.issue_id: issue for issue in issues}
    for (issue_id, bloc), found in held.items():
        pieces = tuple((position_evidence(book, p), p) for p in found)
        party = Party(bloc, book.name(bloc), frozenset(p.actor_id for p in found))
        label = f"{party.name} on {issue_id}"
        yield Heap("position", f"{issue_id} {bloc}", label, pieces, _side_of(book, known[issue_id], party))


def _side_of(book: Book, issue: Issue, party: Party) -> Callable[[Sequence[Position]], str]:
    def side(held: Sequence[Position]) -> str:
        found = standing(book, issue, party, held)
        if found.torn:
            return "on both sides"
        place = found.stance or 0.0
        if abs(place) <= SIDE:
            return "in the middle"
        poles = [pole for pole in issue.poles if pole.value * place > 0]
        if not poles:
            return f"against {issue.poles[0].name}"
        return f"for {min(poles, key=lambda pole: abs(pole.value - place)).name}"

    return side


found_claims: Final = Sifter(claim_heaps)
found_positions: Final = Sifter(position_heaps)
