"""Nouns that mean several actors at once: "the two countries", "both sides", "all four states", "the two leaders"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.actors.designations import kinds_by_noun
from detente.actors.discourse import Discourse, Form, Referent
from detente.actors.stage import Stage
from detente.actors.syntax import case_of
from detente.reading.syntax import lemma
from detente.records import ActorKind

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}
_REACH = 4
_PLACES = frozenset({"in", "across", "inside", "throughout", "within"})


_WAYS = ((True, True), (False, True), (True, False))
"""How to count: only actors of the kind, or states of officials as well; only parties, or places as well."""


class Plurals:
    """Finds the actors that a plural noun means."""

    def __init__(self, stage: Stage, discourse: Discourse) -> None:
        self._stage = stage
        self._discourse = discourse

    def find(self, token: Token, sentence: int) -> tuple[int, tuple[str, ...]] | None:
        """Where the phrase begins and whom it means; None where the text leaves that open."""
        kinds = kinds_by_noun("sides").get(lemma(token))
        if kinds is None:
            return None
        counted = _count(token)
        if counted is None or (ActorKind.STATE in kinds and case_of(token) in _PLACES):
            return None
        start, count = counted
        found = self._last(kinds, count, sentence)
        return (start, found) if found else None

    def _last(self, kinds: frozenset[ActorKind], count: int | None, sentence: int) -> tuple[str, ...]:
        """The last coordination of fitting actors, or as many of them as are counted where no more are named since.

        Those counted are actors of the kind; or these and the states of officials; or these and states that are only places.
        """
        gathered: tuple[dict[str, None], ...] = ({}, {}, {})
        for reach in range(_REACH + 1):
            here = [r for r in self._near(sentence, reach) if sentence - r.sentence == reach]
            for referent in here:
                if referent.group and len(members := self._members(referent, kinds)) == (count or max(2, len(members))):
                    return members
            single = [r for r in here if not r.group] if count else []
            for found, (strict, parties) in zip(gathered, _WAYS, strict=True):
                counted = [r for r in single if not parties or r.form is not Form.UNCLAIMED]
                found.update((m, None) for r in counted if (m := self._as(r.actors[0], kinds, strict=strict)))
                if len(found) == count:
                    return tuple(found)
        return ()

    def _members(self, group: Referent, kinds: frozenset[ActorKind]) -> tuple[str, ...]:
        """The members of a coordination, where all of them fit and are different."""
        members = tuple(dict.fromkeys(m for a in group.actors if (m := self._as(a, kinds))))
        return members if len(members) == len(group.actors) > 1 else ()

    def _as(self, actor_id: str, kinds: frozenset[ActorKind], *, strict: bool = False) -> str | None:
        """An actor where it is of one of the kinds; else, for nouns that mean states, the state that it belongs to."""
        actor = self._stage.actor(actor_id)
        if actor.kind in kinds:
            return actor_id
        if strict or ActorKind.STATE not in kinds:
            return None
        state = self._stage.registry.state(actor.country)
        return state.actor_id if state else None

    def _near(self, sentence: int, reach: int) -> Iterator[Referent]:
        for referent in self._discourse.recent():
            if sentence - referent.sentence > reach:
                return
            if referent.actors:
                yield referent


def _count(token: Token) -> tuple[int, int | None] | None:
    """The first token of a phrase and how many it counts: 2 for "both", None for a mere "the"; None for other phrases."""
    start, count, definite = token.i, None, False
    for child in token.lefts:
        word = child.lower_
        if word == "both":
            count, definite = 2, True
        elif word in {"the", "these", "those"}:
            definite = True
        elif word in _NUMBERS:
            count = _NUMBERS[word]
        elif word in {"other", "many", "some", "several", "most", "neither", "which"} or child.dep_ == "nmod:poss":
            return None
        if child.dep_ in {"det", "nummod", "amod", "det:predet"}:
            start = min(start, child.left_edge.i)
    narrowed = any(c.dep_ in {"nmod", "acl:relcl", "acl"} for c in token.rights)
    definite = definite or (count is not None and any(c.lower_ == "all" for c in token.lefts))
    if (
        not definite
        or (narrowed and count is None)
        or (count is None and token.lemma_.lower() not in {"side", "party", "country"})
    ):
        return None
    return start, count
