"""A phrase without a parse: its words, and the names in it with the actors that they can mean at a date.

Hyphens matter here: what is "Iranian-backed" is not Iranian. Names of several equal actors are settled by the other names of the
phrase and of its context, else they stay open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from detente.actors import gazetteer, places
from detente.actors.forms import PARTICLES, words
from detente.actors.lexicon import ALSO_WORDS, Form, Use, fittest, ranked
from detente.actors.registry import Registry
from detente.actors.schema import Term
from detente.actors.wordlists import listed
from detente.records import Actor, ActorKind, Origin

_PIECE = re.compile(r"[^\s\-‐‑–/,;:()]+")
_AGAINST = frozenset({"pro", "anti", "non", "post", "pre", "intra", "inter"})
_OWNING = frozenset({"based", "born", "owned", "controlled", "run"})
_BEFORE_NAMES = (
    listed("directions") | listed("honorifics") | {"the", "a", "an", "in", "of", "from", "and", "former", "late", "ex"}
)
_GIVEN = listed("given_names_of_men") | listed("given_names_of_women")
_ADJECTIVAL = ("ist", "ern", "al", "ic", "ish", "an", "ous", "ary", "less", "ing", "ed")


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word as it was written; `joined` when a hyphen ties it to the next one."""

    folded: str
    written: str
    joined: bool = False

    @property
    def raised(self) -> bool:
        return self.written != self.written.lower() or self.written[:1].isdigit()


@dataclass(frozen=True, slots=True)
class Found:
    """Words start to end (exclusive) that name an actor or a place. `form` is None while several actors fit equally."""

    start: int
    end: int
    forms: tuple[Form, ...]
    form: Form | None = None
    country: str | None = None
    attached: str = ""
    states: tuple[str, ...] = ()

    @property
    def is_place(self) -> bool:
        """Whether it is only a place or people inside a state."""
        return not self.forms


def split(text: str) -> list[Word]:
    """The words of a phrase as written, with their hyphens."""
    out: list[Word] = []
    for match in _PIECE.finditer(text):
        folded = words(match.group())
        tied = text[match.end() : match.end() + 1] in {"-", "‐", "‑", "–"} and text[match.end() + 1 : match.end() + 2].isalpha()
        for i, piece in enumerate(folded):
            written = match.group() if i == 0 else piece
            out.append(Word(piece, written, tied and i == len(folded) - 1))
    return out


class Phrase:
    """The words and names of a phrase at a date; `whys` says of every actor that lost why it did."""

    def __init__(self, text: str, on: date | None, registry: Registry, context: str = "") -> None:
        self.text, self.on, self.registry = text, on, registry
        self.parts = split(text)
        self.words = [word.folded for word in self.parts]
        self.whys: dict[str, str] = {}
        self.strangers: dict[str, Actor] = {}
        self.around = Phrase(context, on, registry).countries() if context.strip() else frozenset()
        self.told = f" {' '.join([*self.words, '', *words(context)])} "
        self.found = self._settled(list(self._scan()))

    def countries(self) -> frozenset[str]:
        """The states of all names that are not in doubt."""
        own = {self.country_of(f) for f in self.found if f.form or f.country}
        return frozenset(c for c in own if c) | self.around

    def country_of(self, found: Found) -> str | None:
        if found.form is None:
            return found.country
        return self.registry.get(found.form.actor_id).country

    def lose(self, actor_id: str, why: str) -> None:
        """Note why an actor is not the one; the first reason stays."""
        if actor_id in self.registry or actor_id in self.strangers:
            self.whys.setdefault(actor_id, why)

    def actor(self, actor_id: str) -> Actor:
        return self.strangers.get(actor_id) or self.registry.get(actor_id)

    def _scan(self) -> Iterator[Found]:
        at = 0
        while at < len(self.words):
            found = self._match(at) or self._place(at)
            if found is not None:
                yield found
                at = found.end
            else:
                at += 1

    def _match(self, at: int) -> Found | None:
        for match in self.registry.lexicon.starting(self.words, at):
            forms = tuple(f for f in match.forms if self._written(f, match.start, match.end))
            best = fittest(forms, self.on)
            if not best:
                self._note(forms, None)
                continue
            people = best[0].use.is_short and match.end < len(self.words) and gazetteer.is_people(self.parts[at].written)
            if people or (match.end - at == 1 and self._after_stranger(at, best[0].use.is_short)):
                self._note(forms, None)
                continue
            form = best[0] if len(best) == 1 else None
            self._note(forms, form)
            return Found(match.start, match.end, forms, form, attached=self._attached(match.start, match.end))
        return None

    def _place(self, at: int) -> Found | None:
        """A city, region or people that is no actor but lies in a state."""
        for end in range(min(len(self.words), at + gazetteer.LONGEST), at, -1):
            if not self.parts[at].raised or not self.parts[end - 1].raised:
                continue
            name = " ".join(word.written for word in self.parts[at:end])
            states = gazetteer.states_of(name.removesuffix("'s").removesuffix("’s"))
            if states and self.registry.agents.noun(tuple(self.words[at:end])) is None:
                country = states[0] if len(states) == 1 else None
                return Found(at, end, (), None, country, self._attached(at, end), states)
        return None

    def _written(self, form: Form, start: int, end: int) -> bool:
        """Names need their capitals; one capital is enough for a name of several words."""
        if form.use.is_short and self.words[end - 1] in ALSO_WORDS and not self._after_title(start):
            return False
        if form.acronym:
            flat = self.text.replace(".", "")
            return form.surface.replace(".", "") in flat or (
                len(form.surface) > 3 and any(word.raised for word in self.parts[start:end])
            )
        if form.use.is_short and self.words[:start] == ["the"] and end == len(self.words):
            return False
        return any(word.raised and word.folded not in PARTICLES for word in self.parts[start:end])

    def _after_title(self, start: int) -> bool:
        noun = self.registry.agents.ending(self.words, start) if start else None
        return noun is not None and noun.person

    def _after_stranger(self, start: int, short: bool) -> bool:
        """Whether a name that nobody knows stands before it: the Smith of "Chad Smith", the England of "New England"."""
        if not start or not self.parts[start - 1].raised or self.parts[start - 1].joined:
            return False
        before = self.words[start - 1]
        if before in _BEFORE_NAMES or self.registry.agents.ending(self.words, start) is not None:
            return False
        uses = {f.use for m in self.registry.lexicon.starting(self.words, start - 1) if m.end <= start for f in m.forms}
        if uses:
            return before in _GIVEN or (short and not uses & {Use.ADJECTIVE, Use.DEMONYM})
        return short or before in _GIVEN or not before.endswith(_ADJECTIVAL)

    def _attached(self, start: int, end: int) -> str:
        """The hyphenated word in which a name only helps: "US-led", "pro-Russian"."""
        if start and self.parts[start - 1].joined and self.words[start - 1] in _AGAINST:
            return f"{self.parts[start - 1].written}-{self.parts[start].written}"
        following = self.parts[end] if end < len(self.parts) and self.parts[end - 1].joined else None
        if following is None or following.raised or following.folded in _OWNING:
            return ""
        return f"{self.parts[end - 1].written}-{following.written}"

    def _settled(self, found: list[Found]) -> list[Found]:
        """Names between several actors, decided by the states that the other names speak of."""
        self.found = found
        out = []
        for one in found:
            others = frozenset(c for f in found if f is not one and (c := self.country_of(f))) | self.around
            out.append(self._namesake(one, others) if one.form else self._among(one, others))
        return out

    def _among(self, found: Found, others: frozenset[str]) -> Found:
        if found.is_place:
            return self._twin(found, others)
        best = fittest(found.forms, self.on)
        told = [
            f for f in best if any(f" {phrase} " in self.told for phrase in places.known_places("speaks").get(f.actor_id, ()))
        ]
        fits = told or [f for f in best if self.registry.get(f.actor_id).country in others]
        if len(fits) != 1:
            for form in best:
                self.lose(form.actor_id, f"“{form.surface}” means it as well")
            return found
        for form in best:
            self.lose(form.actor_id, f"“{form.surface}” means it too, but the phrase speaks of {fits[0].actor_id}")
        self.whys.pop(fits[0].actor_id, None)
        return replace(found, form=fits[0])

    def _twin(self, found: Found, others: frozenset[str]) -> Found:
        """A place whose name several states have."""
        fits = [state for state in found.states if state in others]
        if len(fits) == 1 and found.country is None:
            return replace(found, country=fits[0])
        for state in found.states if found.country is None else ():
            self.lose(state, f"has a “{' '.join(self.words[found.start : found.end])}” too")
        return found

    def _namesake(self, found: Found, others: frozenset[str]) -> Found:
        """A name with a namesake: the words of the phrase speak for one, or it stays open where both are as well known."""
        name = " ".join(self.words[found.start : found.end])
        raw = places.known_places("namesakes").get(name)
        against = any(f" {' '.join(phrase)} " in self.told for phrase in places.doubts().get(name, ()))
        if found.form is None or found.form.user or (raw is None and not against):
            return found
        other = self._stranger(raw) if raw else None
        equal = bool(raw and raw.get("equal"))
        if against or (other is not None and equal and not others - {other.country}):
            why = "the words around it speak of a namesake" if against else "has a namesake that is as well known"
            self.lose(found.form.actor_id, why)
            if other is not None:
                self.lose(other.actor_id, "a namesake")
            return replace(found, form=None)
        if other is not None:
            self.lose(other.actor_id, f"a namesake; “{found.form.surface}” alone means {found.form.actor_id}")
        return found

    def _stranger(self, raw: Mapping[str, Any]) -> Actor:
        actor_id = raw["id"]
        if actor_id in self.registry:
            return self.registry.get(actor_id)
        actor = Actor(actor_id, raw["name"], ActorKind.GOVERNMENT, raw["country"], ("GOV",), (), Origin.REGISTRY)
        return self.strangers.setdefault(actor_id, actor)

    def _note(self, forms: Iterable[Form], chosen: Form | None) -> None:
        """Say of the forms that lost why they did."""
        for form in [*ranked(forms, None), *ranked(forms, self.on), *forms]:
            if chosen is None or form.actor_id != chosen.actor_id:
                self.lose(form.actor_id, _why(form, chosen, self.on))


def _why(form: Form, chosen: Form | None, on: date | None) -> str:
    if chosen is not None and chosen.user and not form.user:
        return f"the user's “{chosen.surface}” wins over the built-in one"
    if not form.term.covers(on):
        return f"is meant by “{form.surface}” only {_span(form.term)}"
    if chosen is not None and form.use is not chosen.use:
        return f"“{form.surface}” is a weaker name of it ({form.use.name.lower()})"
    return f"“{form.surface}” means it as well"


def _span(term: Term) -> str:
    since = f"from {term.start}" if term.start else ""
    until = f"until {term.end}" if term.end else ""
    return " ".join(part for part in (since, until) if part)
