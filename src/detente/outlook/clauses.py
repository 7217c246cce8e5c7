"""Sentences that name two parties, and their clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from detente.analysis.book import Book, Party
from detente.ledger.quotes import quote

_CLOSE: Final = " ,;:.—–\"'“”‘’\n"
_OPENING: Final = (
    "but while although though whereas which who as and so yet however where because from\\swhich in\\swhich of\\swhich despite "
    "in\\sspite\\sof rather\\sthan instead\\sof after before when if unless since then"
)
"""What opens a clause after a comma."""
_BREAK: Final = re.compile(
    rf"[;:]\s|\s[—–]\s?|,\s+(?=(?:{'|'.join(_OPENING.split())})\b)|\s(?=(?:but|although|whereas|while|because|unless)\s)",
    re.IGNORECASE,
)
_COMMA: Final = re.compile(r",[\"”’]?\s+(?!and\s)")
_FRONTED: Final = re.compile(
    r"^[\"'“‘]?(?:although|though|while|despite|in spite of|even|if|as|after|when|unless|in addition to)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence or clause, by its offsets in the document. `fronted` says that it stands before the main clause, under it."""

    document_id: str
    start: int
    end: int
    text: str
    fronted: bool = False

    @property
    def asks(self) -> bool:
        return self.text.rstrip("\"'”’ ").endswith("?")


def clauses(sentence: Clause) -> list[Clause]:
    """The clauses of a sentence, cut at conjunctions, semicolons and dashes; a fronted clause ends at its last comma."""
    text, cuts = sentence.text, [0]
    fronted = _FRONTED.search(text) is not None
    cuts += [m.end() for m in _BREAK.finditer(text)]
    if fronted:
        main = _main_clause(text, cuts)
        cuts = [0, main, *(c for c in cuts if c > main)]
    found = []
    for low, high in pairwise(sorted({*cuts, len(text)})):
        start = low + len(text[low:high]) - len(text[low:high].lstrip(_CLOSE))
        stop = low + len(text[low:high].rstrip(_CLOSE.replace(".", "")))
        if stop > start:
            where = sentence.start + start, sentence.start + stop
            found.append(Clause(sentence.document_id, *where, text[start:stop], fronted and low == 0))
    return found


def _main_clause(text: str, cuts: Iterable[int]) -> int:
    """Where the main clause begins after a fronted one: after the last comma before any cut but those at "and"."""
    following = min((c for c in cuts if c > 0 and not text.startswith("and ", c)), default=len(text))
    return max((m.end() for m in _COMMA.finditer(text, 0, following)), default=0)


def clause_at(sentence: Clause, offset: int) -> Clause:
    """The clause of a sentence that holds an offset of the document; the sentence where none does."""
    return next((c for c in clauses(sentence) if c.start <= offset < c.end), sentence)


def sentences_naming(book: Book, one: Iterable[str], other: Iterable[str]) -> list[Clause]:
    """The sentences that name somebody of both, in the order of the book; titles and paragraphs alike."""
    these, those = frozenset(one), frozenset(other)
    found: dict[tuple[str, int], Clause] = {}
    for mention in book.mentions:
        if mention.actor_id not in these:
            continue
        text, blocks = book.sources[mention.document_id].text, book.blocks.get(mention.document_id, ())
        held = quote(mention.document_id, text, mention.start, mention.end, blocks)
        key = (held.document_id, held.start)
        if key not in found and book.named(held.document_id, held.start, held.end) & those:
            found[key] = Clause(held.document_id, held.start, held.end, held.text)
    return list(found.values())


_TO_RIGHT: Final = re.compile(r"\s*(?:\w+\s+){0,2}?(?:with|to|towards?|from|against|of|at|on|for)\s", re.IGNORECASE)
_OBJECT: Final = re.compile(r"\s+(?:(?:the|an?|its|their|his|her)\s+)?", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s+(?:\w+\s+){0,2}?(?:between|among)\s", re.IGNORECASE)


def tied(book: Book, clause: Clause, start: int, end: int) -> frozenset[str]:
    """The actors that a word of a clause, at offsets of the document, ties to each other.

    They are the nearest on both sides where a preposition leads on from the word ("dialogue with") or its object follows,
    the next two after "between", else the two before it, else whoever stands nearest.
    """
    named: dict[tuple[int, int], set[str]] = {}
    for m in book.mentions_in(clause.document_id, clause.start, clause.end):
        named.setdefault((m.start, m.end), set()).add(m.actor_id)
    inner = [(s, e) for s, e in named if not any((a, b) != (s, e) and a <= s and e <= b for a, b in named)]
    left = sorted((at for at in inner if at[1] <= end and at[0] < start), reverse=True)
    right = sorted(at for at in inner if at[0] >= end or (at[0] >= start and at not in left))
    rest = clause.text[end - clause.start :]
    if _BETWEEN.match(rest) or not left:
        near = right[:2]
    elif right and (_TO_RIGHT.match(rest) or _OBJECT.fullmatch(clause.text[end - clause.start : right[0][0] - clause.start])):
        near = [left[0], right[0]]
    else:
        blocs = book.blocs(named[left[0]])
        another = next((at for at in left[1:] if not book.blocs(named[at]) <= blocs), None)
        near = [left[0], *([another] if another else right[:1])]
    return frozenset[str]().union(*(named[at] for at in near))


def names_both(book: Book, clause: Clause, one: Party, other: Party) -> bool:
    """Whether a clause names somebody of both parties."""
    named = book.named(clause.document_id, clause.start, clause.end)
    return bool(named & one.ids) and bool(named & other.ids)
