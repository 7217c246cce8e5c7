"""Who is on stage in a document: its mentions by token, and the actors they mean."""

from __future__ import annotations

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


class Cast:
    """The appearances of a document, looked up by passage and token.

    Appearances never overlap. A token between the words of a mention belongs to it.
    """

    def __init__(self, appearances: Iterable[Appearance], actors: Mapping[str, Actor]) -> None:
        self.appearances = sorted(appearances, key=lambda a: (a.passage, a.start))
        self.actors = dict(actors)
        self._by_token = {(a.passage, i): a for a in self.appearances for i in range(a.start, a.end)}

    def at(self, passage: int, token: Token | int) -> Appearance | None:
        """The appearance that covers a token, or None."""
        return self._by_token.get((passage, token if isinstance(token, int) else token.i))

    def within(self, passage: int, start: int, end: int) -> list[Appearance]:
        """The appearances that lie in the tokens start to end of a passage."""
        return [a for a in self.appearances if a.passage == passage and start <= a.start and a.end <= end]

    def actor(self, appearance: Appearance) -> Actor:
        return self.actors[appearance.actor_id]
