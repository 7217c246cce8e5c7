"""Which actor a phrase means, and which rule said so.

    >>> resolve("German soldiers").actor.actor_id
    'DEU.MIL'
    >>> resolve("Kabul", on="2021-09-01").actor.actor_id
    'TALIBAN'
    >>> resolve("the Russian president", on="2010-06-24").holder.name
    'Dmitry Medvedev'
    >>> resolve("puppies").actor is None
    True

A phrase is read by itself, without a parse, so that it may be a column of somebody else's table. States, their seats and their
governments are one actor; parts of states are composed (data/README.md).
"""

from __future__ import annotations

from datetime import date

from detente.actors import places
from detente.actors.agents import FORMER, STATE, Noun
from detente.actors.heads import SOVEREIGN, Heads
from detente.actors.lexicon import Use
from detente.actors.officeholders import sole_owner
from detente.actors.phrase import Found, Phrase
from detente.actors.registry import Registry
from detente.actors.resolution import Resolution, RunnerUp
from detente.actors.schema import parse_day
from detente.actors.wordlists import listed
from detente.records import Actor, ActorKind

__all__ = ["Resolution", "RunnerUp", "resolve"]

_JOINING = frozenset({"and", "or", "the", "versus", "vs"})
_PAST = frozenset({"former", "ex", "ousted", "deposed"})
_OFFICIAL = frozenset({"GOV", "MIL", "STATE", "EMB", "PRES"})
_PARTITIVE = listed("partitive")
_NAMING = frozenset({Use.NAME, Use.METONYM, Use.SEAT})
_USES = {
    Use.NAME: "name",
    Use.METONYM: "metonym",
    Use.SEAT: "metonym",
    Use.ADJECTIVE: "adjective",
    Use.DEMONYM: "people",
    Use.SHORT: "short name",
    Use.LAST: "family name",
}


def resolve(text: str, on: date | str | None = None, registry: Registry | None = None, context: str = "") -> Resolution:
    """The actor of a phrase at a date (a day, or 'YYYY', 'YYYY-MM', 'YYYY-MM-DD'; without one: today's meaning).

    `context` is text around the phrase, whose names settle what would stay open. Errors: ValueError when `on` is no date.
    Text never makes this raise.
    """
    phrase = Phrase(text, parse_day(on), registry or Registry.load(), context)
    return _Reading(phrase).resolve()


class _Reading:
    """The decisions on one phrase, in the order in which a reader makes them: a name, several names, a noun with its owner."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrase, self.registry, self.words = phrase, phrase.registry, phrase.words
        self.found, self.heads = phrase.found, Heads(phrase)

    def resolve(self) -> Resolution:
        if not self.words:
            return self._none("nothing known in the phrase")
        decided = self._whole() or self._several()
        if decided is not None:
            return decided
        cut = self.heads.cut(0)
        if cut < len(self.words) and cut and self.words[cut] == "of" and self.words[cut - 1] in _PARTITIVE:
            return self._phrase_from(cut + 1)
        return self._phrase_from(0)

    def _phrase_from(self, start: int) -> Resolution:
        cut = self.heads.cut(start)
        noun, end = self.heads.head(start, cut)
        person = next((f for f in reversed(self.found) if self._is_person(f) and f.end == len(self.words)), None)
        if person and person.form and (noun is None or person.end > cut or noun.person):
            return self._named(person)
        if noun is not None:
            owner = self.heads.owner(start, cut, end, noun)
            if owner is not None and owner.start > cut and self._is_partitive(cut):
                return self._phrase_from(cut + 1)
            return self._compose(noun, owner)
        last = next((f for f in self.found if f.end == cut and f.start >= start), None)
        if last is not None and not last.attached and not self._is_region(last, start):
            if last.form is not None and last.form.use in _NAMING:
                return self._named(last)
            if last.form is not None and last.form.use is Use.DEMONYM:
                return self._people(last, definite=False)
        return self._no_actor()

    def _is_partitive(self, cut: int) -> bool:
        """Whether "of" leads to people of their own: "commanders of the Afghan police"."""
        return self.words[cut] == "of" and self.heads.head(cut + 1, self.heads.cut(cut + 1))[0] is not None

    def _is_person(self, found: Found) -> bool:
        return found.form is not None and self.registry.get(found.form.actor_id).kind is ActorKind.PERSON

    def _is_region(self, found: Found, start: int) -> bool:
        """Whether only a part of a state's land is meant: "northern Syria"."""
        return found.start > start and self.words[found.start - 1] in listed("directions")

    def _whole(self) -> Resolution | None:
        """The phrase as one known name."""
        start = 1 if self.words[0] in {"the", "a", "an"} and len(self.words) > 1 else 0
        end = len(self.words) - (1 if self.words[-1] == "s" and len(self.words) > 1 else 0)
        hit = next((f for f in self.found if f.start <= start and f.end >= end), None)
        if hit is None:
            return None
        if hit.form is None:
            return self._none("a place, but nobody who acts" if hit.is_place and hit.country else self._open_rule(), hit.country)
        if hit.form.use is Use.DEMONYM:
            return self._people(hit, definite=start > 0 and hit.form.surface.endswith("s"))
        return self._named(hit)

    def _several(self) -> Resolution | None:
        """A list of names: "Georgia and Russia" is no one actor."""
        named = [f for f in self.found if f.form and f.form.use in _NAMING and not f.attached]
        covered = {i for f in named for i in range(f.start, f.end)}
        if len({f.form.actor_id for f in named if f.form}) < 2 or any(
            word not in _JOINING for i, word in enumerate(self.words) if i not in covered
        ):
            return None
        for one in named:
            if one.form:
                self.phrase.whys.pop(one.form.actor_id, None)
                self.phrase.lose(one.form.actor_id, "one of the actors that the phrase lists")
        return self._none(f"names {len(named)} actors")

    def _compose(self, noun: Noun, owner: Found | None) -> Resolution:
        """The part of its owner that a noun names."""
        named = " ".join(noun.key)
        sectors = noun.part.sectors if noun.part else ()
        if owner is None:
            return self._ownerless(named, noun)
        if owner.form is None:
            return self._of_place(noun, owner)
        actor = self.registry.get(owner.form.actor_id)
        rule = f"{_USES[owner.form.use]} “{owner.form.surface}” + “{named}”"
        if actor.kind is ActorKind.PERSON:
            state = self.registry.state(actor.country)
            if noun.part is None or noun.part.code not in _OFFICIAL or state is None:
                return self._none(f"{rule}: no body of a state")
            self.phrase.lose(actor.actor_id, f"owns the “{named}”, but is not they")
            actor = state
        former = any(word in _PAST for word in self.words)
        holder = self._holder(noun, actor, former)
        if holder is not None:
            office = (
                actor if actor.kind is not ActorKind.STATE or not noun.part else self.registry.compose(actor.actor_id, noun.part)
            )
            self.phrase.lose(office.actor_id, f"the office; “{named}” was held by {holder.name}")
            return self._answer(holder, f"{rule}, in office on {self.phrase.on}", holder=holder)
        actor = self._governed(actor, noun)
        if actor.kind is not ActorKind.STATE or noun.part is None:
            return self._answer(actor, rule, actor.sectors or sectors)
        if former and noun.part.code == "GOV":
            return self._answer(self.registry.get(f"{actor.actor_id}.{FORMER}"), rule + ", former")
        part = self.registry.compose(actor.actor_id, noun.part)
        if part.actor_id != actor.actor_id:
            self.phrase.lose(actor.actor_id, f"the whole, of which “{named}” is a part")
        return self._answer(part, rule, sectors)

    def _governed(self, actor: Actor, noun: Noun) -> Actor:
        """The state itself, where a government without a state's usual parts owns them: Palestinian Authority police."""
        _, _, code = actor.actor_id.partition(".")
        rules = actor.kind is ActorKind.GOVERNMENT or (actor.kind is ActorKind.ORGAN and actor.sectors[:1] == ("GOV",))
        state = self.registry.state(actor.country)
        if not rules or state is None or noun.part is None or self.registry.agents.part(code):
            return actor
        return actor if noun.part.code in {"GOV", STATE} else state

    def _holder(self, noun: Noun, actor: Actor, former: bool) -> Actor | None:
        if not noun.person or noun.plural or former:
            return None
        owner = actor.country if actor.kind is ActorKind.STATE else actor.actor_id
        found = self.registry.holder(" ".join(noun.key), owner, self.phrase.on)
        return self.registry.get(found) if found else None

    def _ownerless(self, named: str, noun: Noun) -> Resolution:
        """A noun alone keeps its sector; an office that only one state has is that state's."""
        state = self.registry.state(sole_owner(named))
        if state is not None and noun.part is not None and not noun.plural:
            rule = f"“{named}” is an office of {state.name} alone"
            holder = self._holder(noun, state, any(word in _PAST for word in self.words))
            part = self.registry.compose(state.actor_id, noun.part)
            return self._answer(holder or part, rule, holder=holder)
        sectors = noun.part.sectors if noun.part else ()
        return self._none(f"“{named}” without a country", sectors=sectors)

    def _of_place(self, noun: Noun, owner: Found) -> Resolution:
        """A city's police are its state's; a region's government is an organ of the state, not the state."""
        named, place = " ".join(noun.key), " ".join(self.words[owner.start : owner.end])
        sectors = noun.part.sectors if noun.part else ()
        if owner.forms and noun.part is not None and noun.part.code in SOVEREIGN:
            states = [f for f in owner.forms if f.use is Use.NAME and self.registry.get(f.actor_id).kind is ActorKind.STATE]
            if len(states) == 1:
                self.phrase.whys.pop(states[0].actor_id, None)
                return self._compose(noun, Found(owner.start, owner.end, owner.forms, states[0]))
        state = self.registry.state(owner.country) if owner.country else None
        if state is None or noun.part is None:
            return self._none(f"“{named}”, but {self._open_rule()}", sectors=sectors)
        part = self.registry.agents.part("GOV") if noun.part.is_state else noun.part
        actor = self.registry.compose(state.actor_id, part or noun.part)
        return self._answer(actor, f"“{place}” lies in {state.name} + “{named}”", sectors)

    def _people(self, found: Found, *, definite: bool) -> Resolution:
        """ "Russians" are civilians, "the Russians" a party."""
        assert found.form is not None
        people = f"{found.form.actor_id}.CVL"
        civilian = not definite and people in self.registry
        if civilian:
            self.phrase.lose(found.form.actor_id, "the state; the word names its people")
        actor = self.registry.get(people if civilian else found.form.actor_id)
        return self._answer(actor, f"{_USES[found.form.use]} “{found.form.surface}”")

    def _named(self, found: Found) -> Resolution:
        assert found.form is not None
        return self._answer(self.registry.get(found.form.actor_id), f"{_USES[found.form.use]} “{found.form.surface}”")

    def _answer(self, actor: Actor, rule: str, sectors: tuple[str, ...] = (), holder: Actor | None = None) -> Resolution:
        country, own = self.registry.codes(actor.actor_id, self.phrase.on)
        return Resolution(self.phrase.text, actor, country, own or sectors, rule, self._runners_up(actor), holder)

    def _none(self, rule: str, country: str | None = None, sectors: tuple[str, ...] = ()) -> Resolution:
        return Resolution(self.phrase.text, None, country, sectors, rule, self._runners_up(None))

    def _no_actor(self) -> Resolution:
        for actor_id in places.known_places("vague").get(" ".join(self.words).removeprefix("the "), ()):
            self.phrase.lose(actor_id, "one of those that are called so where no other is meant")
        known = next((f for f in self.found if f.form or f.country), None)
        if known is not None:
            name = " ".join(part.written for part in self.phrase.parts[known.start : known.end])
            return self._none(f"“{name}”, but nobody known that acts", self.phrase.country_of(known))
        return self._none(self._open_rule())

    def _open_rule(self) -> str:
        return "several actors fit equally" if self.phrase.whys else "nothing known in the phrase"

    def _runners_up(self, chosen: Actor | None) -> tuple[RunnerUp, ...]:
        for one in self.found:
            if one.form is not None:
                why = f"only in “{one.attached}”" if one.attached else "named, but is not who acts"
                self.phrase.lose(one.form.actor_id, why)
        whys = self.phrase.whys.items()
        return tuple(RunnerUp(self.phrase.actor(i), why) for i, why in whys if chosen is None or i != chosen.actor_id)
