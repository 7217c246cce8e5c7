"""Whose a quantity is, and which event it measures: both are asked of the clause in which it stands."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from detente.actors.cast import Cast
from detente.reading import syntax
from detente.reading.measures import Measure
from detente.reading.numerals import knowledge
from detente.records import Event

_CLAUSES = frozenset({"ROOT", "acl:relcl", "advcl", "ccomp", "parataxis", "acl", "csubj"})
_CHANGES = frozenset({"from", "to", "by", "of", "with", "for", ""})
_CLIMBS = frozenset({"conj", "nmod", "appos", "compound", "nummod", "amod", "dep", "flat", "nmod:poss"})
_STEPS = 8


class Owners:
    """Looks up whose the measures of one passage are."""

    def __init__(self, number: int, cast: Cast) -> None:
        self.number, self.cast = number, cast

    def of(self, measure: Measure, anchor: Token) -> tuple[str, ...]:
        """Actors in the counted phrase, else its owner, else who has, sends, pays, spends or loses it.

        Who kills or arrests people does not own them; who buys foreign planes does.
        """
        inside = self._inside(measure)
        if measure.head is not None and measure.head.lower_ == "times":
            return ()
        holder = self._holder(measure, anchor) if not inside or _is_taken(measure, anchor) else []
        return tuple(dict.fromkeys(holder or inside))

    def _inside(self, measure: Measure) -> list[str]:
        if measure.item is None:
            return []
        return [a.actor_id for a in self.cast.within(self.number, *measure.item)]

    def _holder(self, measure: Measure, anchor: Token) -> list[str]:
        """The owner of the noun, or of those that it hangs on ("a payment of $5 million"), else the subject of its verb."""
        token = anchor
        for _ in range(_STEPS):
            owner = syntax.child(token, "nmod:poss")
            if owner is not None and (found := self._meant(owner)):
                return found
            if token.dep_ in {"nsubj", "nsubj:pass"} and token.head.i != token.i:
                return self._told_of(token) if token.i == anchor.i else self._adjective(token)
            if token.dep_ not in _CLIMBS or (
                token.dep_ == "nmod" and syntax.marker_of(token) not in {"of", "worth", "from", "to", ""}
            ):
                break
            token = token.head
        return self._governor(measure, token)

    def _governor(self, measure: Measure, token: Token) -> list[str]:
        """The subject of the verb that a quantity is the object or the extent of."""
        verb = token.head if token.dep_ in {"obj", "iobj", "obl", "xcomp", "advmod", "dep", "ccomp"} else token
        if token.dep_ == "obl" and syntax.marker_of(token) not in _CHANGES:
            return []
        if verb == token and measure.unit is None:
            return []
        known = knowledge()
        forms = syntax.forms(verb)
        if not known["others"].isdisjoint(forms) and not _is_held(measure):
            return []
        if measure.unit in known["lengths"] and token.dep_ != "obj":
            return []
        given = syntax.child(verb, "iobj")
        doer = syntax.agent(verb) if syntax.is_passive(verb) else syntax.subject(verb)
        found = [a for t in syntax.coordinated(doer) for a in self._owners(t)] if doer is not None and doer != token else []
        return found or (self._owners(given) if given is not None else [])

    def _told_of(self, token: Token) -> list[str]:
        """Of a number that is the subject: who does it by, in the passive ("300 soldiers were sent by Oslo")."""
        verb = token.head
        doer = syntax.agent(verb) if knowledge()["others"].isdisjoint(syntax.forms(verb)) else None
        return self._owners(doer) if doer is not None else []

    def _owners(self, noun: Token) -> list[str]:
        return self._meant(noun) or self._adjective(noun)

    def _adjective(self, noun: Token) -> list[str]:
        return [a for c in syntax.children(noun, "nmod:poss", "amod", "compound") for a in self._meant(c)]

    def _meant(self, token: Token) -> list[str]:
        return [a.actor_id for a in self.cast.all_at(self.number, token)]


def _is_taken(measure: Measure, anchor: Token) -> bool:
    """Whether somebody holds a share of another's, or buys another's goods."""
    verb = anchor.head
    if anchor.dep_ != "obj":
        return False
    if measure.unit == "percent":
        return not knowledge()["holding"].isdisjoint(syntax.forms(verb))
    return not knowledge()["acquiring"].isdisjoint(syntax.forms(verb))


def _is_held(measure: Measure) -> bool:
    """Whether those counted are somebody's prisoners, whom one can free or exchange."""
    return measure.head is not None and syntax.lemma(measure.head) in {"prisoner", "hostage", "captive", "detainee", "inmate"}


def measured(anchor: Token, offset: int, events: Sequence[Event]) -> str | None:
    """The event that a quantity measures: the act of the nearest verb or noun above it in its clause."""
    if not events:
        return None
    token = anchor
    for _ in range(_STEPS):
        place = offset + token.idx
        found = next((e for e in events if e.trigger_start <= place < e.trigger_end), None)
        if found is not None:
            return found.event_id
        if token.head.i == token.i or token.dep_ in _CLAUSES or (token.dep_ == "conj" and token.pos_ == "VERB"):
            return None
        token = token.head
    return None
