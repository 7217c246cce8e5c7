"""Who is on stage in a document: its mentions by token, and the actors they mean."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from detente.records import Actor, Mention


@dataclass(frozen=True, slots=True)
class Appearance:
    """A mention by its tokens: passage index, first token, end token (exclusive) and syntactic head token."""

    mention: Mention
    passage: int
    start: int
    end: int
    head: int

    @property
    def actor_id(self) -> str:
        return self.mention.actor_id


def _begin(appearance: Appearance) -> tuple[int, int]:
    return appearance.passage, appearance.start


class Cast:
    """The appearances of a document, looked up by passage and token.

    Appearances don't overlap, but those of one span that means several actors ("both countries") share it. A token between the
    words of a mention belongs to it.
    """

    def __init__(self, appearances: Iterable[Appearance], actors: Mapping[str, Actor]) -> None:
        self.appearances = sorted(appearances, key=_begin)
        self.actors = dict(actors)
        self._by_token: dict[tuple[int, int], Appearance] = {}
        self._others: dict[tuple[int, int], list[Appearance]] = {}
        for appearance in self.appearances:
            for i in range(appearance.start, appearance.end):
                key = appearance.passage, i
                if self._by_token.setdefault(key, appearance) is not appearance:
                    self._others.setdefault(key, []).append(appearance)

    def at(self, passage: int, token: Token | int) -> Appearance | None:
        """The appearance that covers a token, the first where it means several actors, or None."""
        return self._by_token.get((passage, token if isinstance(token, int) else token.i))

    def all_at(self, passage: int, token: Token | int) -> tuple[Appearance, ...]:
        """The appearances that cover a token: several where it means several actors."""
        key = passage, token if isinstance(token, int) else token.i
        first = self._by_token.get(key)
        return () if first is None else (first, *self._others.get(key, ()))

    def within(self, passage: int, start: int, end: int) -> list[Appearance]:
        """The appearances that lie in the tokens start to end of a passage."""
        first = bisect_left(self.appearances, (passage, start), key=_begin)
        last = bisect_left(self.appearances, (passage, end), key=_begin)
        return [a for a in self.appearances[first:last] if a.end <= end]

    def actor(self, appearance: Appearance) -> Actor:
        return self.actors[appearance.actor_id]
