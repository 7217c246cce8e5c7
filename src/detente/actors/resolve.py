"""Which actor a phrase means, and which rule said so.

    >>> resolve("German soldiers").actor.actor_id
    'DEU.MIL'
    >>> resolve("Kabul", on="2021-09-01").actor.actor_id
    'TALIBAN'
    >>> resolve("puppies").actor is None
    True

A phrase is read by itself, without a parse, so that it may be a column of somebody else's table. States, their seats and their
governments are one actor; parts of states are composed (data/README.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.actors.agents import FORMER, Noun
from detente.actors.forms import PARTICLES, words
from detente.actors.lexicon import ALSO_WORDS, Form, Use, choose, ranked
from detente.actors.registry import Registry
from detente.actors.scene import capitals
from detente.actors.schema import parse_day
from detente.records import Actor, ActorKind

_LINKS = frozenset({"of", "in", "from", "for", "to", "at", "on", "against", "by", "with", "near", "who", "that"})
_PAST = frozenset({"former", "ex", "ousted", "deposed"})
_OFFICIAL = frozenset({"GOV", "MIL", "STATE", "EMB", "PRES"})
_USES = {
    Use.NAME: "name",
    Use.METONYM: "metonym",
    Use.SEAT: "metonym",
    Use.ADJECTIVE: "adjective",
    Use.DEMONYM: "people",
    Use.SHORT: "short name",
    Use.LAST: "family name",
}


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a phrase means: the actor (None when it means none), its country and sectors, the rule, and the runners-up."""

    text: str
    actor: Actor | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    rule: str = "nothing known in the phrase"
    candidates: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    form: Form


def resolve(text: str, on: date | str | None = None, registry: Registry | None = None) -> Resolution:
    """The actor of a phrase at a date (a day, or 'YYYY', 'YYYY-MM', 'YYYY-MM-DD'; without one: today's meaning).

    Errors: ValueError when `on` is no date. Text never makes this raise.
    """
    known = registry or Registry.load()
    return _Phrase(text, parse_day(on), known).resolve()


class _Phrase:
    def __init__(self, text: str, on: date | None, registry: Registry) -> None:
        self.text, self.on, self.registry = text, on, registry
        self.words = words(text)
        self.raised = capitals(text)
        if len(self.raised) != len(self.words):
            self.raised = (True,) * len(self.words)
        self.open: list[Form] = []
        self.found = self._scan()

    def resolve(self) -> Resolution:
        if not self.words:
            return Resolution(self.text)
        whole = self._whole()
        if whole is not None:
            return whole
        cut = next((i for i, word in enumerate(self.words) if i and word in _LINKS and not self._inside(i)), len(self.words))
        noun = self._head(cut)
        owner = self._owner(cut, noun)
        person = next((f for f in reversed(self.found) if self._is_person(f) and f.end == len(self.words)), None)
        if person and (noun is None or person.end > cut or noun.person):
            return self._answer(self.registry.get(person.form.actor_id), f"{_USES[person.form.use]} “{person.form.surface}”")
        if noun is not None:
            return self._compose(noun, owner)
        last = next((f for f in self.found if f.end == cut and f.form.use in {Use.NAME, Use.METONYM, Use.SEAT}), None)
        if last is not None:
            return self._answer(self.registry.get(last.form.actor_id), f"{_USES[last.form.use]} “{last.form.surface}”")
        return self._only_country(owner) if owner is not None else self._nothing()

    def _scan(self) -> list[_Found]:
        found, at = [], 0
        while at < len(self.words):
            step = 1
            for match in self.registry.lexicon.starting(self.words, at):
                forms = [f for f in match.forms if self._written(f, match.start, match.end)]
                form = choose(forms, self.on)
                self.open.extend(forms)
                if form is not None:
                    found.append(_Found(match.start, match.end, form))
                    step = match.end - at
                    break
            at += step
        return found

    def _written(self, form: Form, start: int, end: int) -> bool:
        """Names need their capitals; a phrase written without any, or in capitals throughout, is taken as it is."""
        if form.use.is_short and self.words[end - 1] in ALSO_WORDS and not self._after_title(start):
            return False
        if form.acronym:
            flat = self.text.replace(".", "")
            return form.surface.replace(".", "") in flat or (len(form.surface) > 3 and any(self.raised[start:end]))
        return any(up for up, word in zip(self.raised[start:end], self.words[start:end], strict=True) if word not in PARTICLES)

    def _after_title(self, start: int) -> bool:
        noun = self.registry.agents.ending(self.words, start) if start else None
        return noun is not None and noun.person

    def _inside(self, i: int) -> bool:
        return any(f.start < i < f.end for f in self.found) or self._title_around(i)

    def _title_around(self, i: int) -> bool:
        agents = self.registry.agents
        for end in range(i + 1, min(len(self.words), i + 4) + 1):
            noun = agents.ending(self.words, end)
            if noun is not None and end - len(noun.key) < i:
                return True
        return False

    def _is_person(self, found: _Found) -> bool:
        return self.registry.get(found.form.actor_id).kind is ActorKind.PERSON

    def _whole(self) -> Resolution | None:
        """The phrase as one known name."""
        start = 1 if self.words[0] in {"the", "a", "an"} and len(self.words) > 1 else 0
        end = len(self.words) - (1 if self.words[-1] == "s" and len(self.words) > 1 else 0)
        hit = next((f for f in self.found if f.start <= start and f.end >= end), None)
        if hit is None:
            return None
        form = hit.form
        actor = self.registry.get(form.actor_id)
        if form.use is Use.DEMONYM and not (start and form.surface.endswith("s")):
            people = f"{form.actor_id}.CVL"
            actor = self.registry.get(people) if people in self.registry else actor
        return self._answer(actor, f"{_USES[form.use]} “{form.surface}”")

    def _head(self, cut: int) -> Noun | None:
        for end in range(cut, 0, -1):
            noun = self.registry.agents.ending(self.words, end)
            if noun is not None and not any(f.start <= end - 1 < f.end for f in self.found if not f.form.use.is_short):
                return noun
            if end == cut and not any(f.end == cut for f in self.found):
                return None
        return None

    def _owner(self, cut: int, noun: Noun | None) -> _Found | None:
        before = [f for f in self.found if f.end <= cut]
        if before:
            return before[-1] if noun is not None else before[0]
        after = [f for f in self.found if f.start > cut]
        return after[0] if after and self.words[cut] in {"of", "in", "from"} else None

    def _compose(self, noun: Noun, owner: _Found | None) -> Resolution:
        named = " ".join(noun.key)
        sectors = noun.part.sectors if noun.part else ()
        if owner is None:
            return Resolution(self.text, None, None, sectors, f"“{named}” without a country", self._candidates(None))
        actor = self.registry.get(owner.form.actor_id)
        rule = f"{_USES[owner.form.use]} “{owner.form.surface}” + “{named}”"
        if actor.kind is ActorKind.PERSON:
            state = self.registry.state(actor.country)
            if noun.part is None or noun.part.code not in _OFFICIAL or state is None:
                return self._nothing()
            actor = state
        if actor.kind is not ActorKind.STATE or noun.part is None:
            return self._answer(actor, rule, actor.sectors or sectors)
        if any(word in _PAST for word in self.words) and noun.part.code == "GOV":
            return self._answer(self.registry.get(f"{actor.actor_id}.{FORMER}"), rule + ", former")
        holder = self.registry.holder(named, actor.country, self.on) if noun.person and not noun.plural else None
        if holder is not None:
            return self._answer(self.registry.get(holder), rule + f", in office on {self.on}")
        return self._answer(self.registry.compose(actor.actor_id, noun.part), rule, sectors)

    def _answer(self, actor: Actor, rule: str, sectors: tuple[str, ...] = ()) -> Resolution:
        return Resolution(self.text, actor, actor.country, actor.sectors or sectors, rule, self._candidates(actor))

    def _only_country(self, owner: _Found) -> Resolution:
        state = self.registry.get(owner.form.actor_id)
        rule = f"{_USES[owner.form.use]} “{owner.form.surface}”, but nobody known that acts"
        return Resolution(self.text, None, state.country, (), rule, self._candidates(None))

    def _nothing(self) -> Resolution:
        candidates = self._candidates(None)
        rule = "several actors fit equally" if candidates else "nothing known in the phrase"
        return Resolution(self.text, rule=rule, candidates=candidates)

    def _candidates(self, chosen: Actor | None) -> tuple[Actor, ...]:
        ids = dict.fromkeys(f.actor_id for f in ranked(self.open, None) + ranked(self.open, self.on))
        return tuple(self.registry.get(i) for i in ids if i in self.registry and (chosen is None or i != chosen.actor_id))
