"""One block as attribution sees it: its parse, its quotations, and the attributions that finders report."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from detente.reading.quotations import quotations
from detente.records import Act


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue, the head of its source (None when nobody is named) and the tokens of its content.

    `speaker` is the actor who speaks where another passage names him.
    """

    cue: tuple[int, int]
    act: Act
    source: Token | None
    content: frozenset[int]
    source_span: tuple[int, int] | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A block with its quotations, each as a range of tokens."""

    doc: Doc
    quotes: tuple[range, ...]
    in_quote: frozenset[int] = field(default=frozenset())

    @classmethod
    def of(cls, doc: Doc, text: str) -> Scene:
        quotes = tuple(r for r in (q.tokens(doc) for q in quotations(text)) if len(r) > 2)
        return cls(doc, quotes, frozenset(i for r in quotes for i in r))

    def touched(self, tokens: set[int] | frozenset[int]) -> list[range]:
        """The quotations that share a token with a set of tokens, in order."""
        if not self.in_quote.isdisjoint(tokens):
            low, high = min(tokens), max(tokens)
            near = self.quotes[
                bisect_right(self.quotes, low, key=lambda q: q[-1] + 1) : bisect_right(self.quotes, high, key=lambda q: q[0])
            ]
            return [q for q in near if not tokens.isdisjoint(q)]
        return []

    def around(self, token: int) -> range | None:
        """The quotation that a token stands in."""
        return next(iter(self.touched({token})), None)
