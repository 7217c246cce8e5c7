"""The registry of known actors, and which of them a written form means at a date.

>>> registry = Registry.load()
>>> registry.get("NATO").kind.value
'igo'
>>> registry.find("Taleban").actor_id
'TALIBAN'
"""

from __future__ import annotations

import gc
from collections.abc import Container, Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from detente.actors import places
from detente.actors.agents import Agents, Part
from detente.actors.cache import load_yaml
from detente.actors.forms import words
from detente.actors.lexicon import Form, Lexicon, Use
from detente.actors.officeholders import Officeholders, is_leading
from detente.actors.schema import ALWAYS, ActorFileError, Entry, Term, entries_of, read_entries
from detente.errors import UnknownActor
from detente.records import Actor, ActorKind, Origin, Role

DATA = Path(__file__).parent / "data"
_FAMILY_NAME_FIRST = frozenset({"CHN", "TWN", "HKG", "KOR", "PRK", "VNM", "KHM", "HUN"})
NOT_ACTORS = frozenset({"agents.yaml", "bodies.yaml", "offices.yaml", "parts.yaml", "places.yaml", "words.yaml"})


@lru_cache(maxsize=1)
def _builtin() -> tuple[Entry, ...]:
    files = sorted(path for path in DATA.glob("*.yaml") if path.name not in NOT_ACTORS)
    held = zip(files, load_yaml(files), strict=True)
    return tuple(entry for path, loaded in held for entry in entries_of(loaded, path, Origin.REGISTRY))


@lru_cache(maxsize=1)
def _default() -> Registry:
    # Hundreds of thousands of objects that all stay: a third of the time would go to looking for garbage among them.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return Registry(_builtin(), Agents.load())
    finally:
        if collecting:
            gc.enable()


class Registry:
    """Known actors by id, and their names, adjectives, seats and offices by form."""

    def __init__(self, entries: Iterable[Entry], agents: Agents) -> None:
        self.agents = agents
        self.entries: dict[str, Entry] = {}
        for entry in entries:
            self.entries.pop(entry.actor.actor_id, None)
            self.entries[entry.actor.actor_id] = entry
        own = [form for entry in self.entries.values() for form in _forms(entry)]
        self.lexicon = Lexicon([*own, *_shared(own, self.entries)])
        self._adjectives = {i: e.adjectives[0] for i, e in self.entries.items() if e.adjectives}
        self._states = {
            e.actor.country: i for i, e in self.entries.items() if e.actor.kind is ActorKind.STATE and e.term.end is None
        }
        self._offices = Officeholders((role for entry in self.entries.values() for role in entry.roles), self._body)

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Registry:
        """The built-in registry, with a user's files over it. Raises ActorFileError."""
        if not extra:
            return _default()
        agents, files = Agents.load(), [(path, list(read_entries(Path(path), Origin.USER))) for path in extra]
        for path, own in files:
            agents = _with_own_nouns(agents, own, path)
        registry = cls([*_builtin(), *(entry for _, own in files for entry in own)], agents)
        for path, own in files:
            _check_seats(registry, own, path)
        return registry

    def __contains__(self, actor_id: str) -> bool:
        return actor_id in self.entries or self._composed(actor_id) is not None

    def get(self, actor_id: str) -> Actor:
        """The actor of an id, also of a composed one such as RUS.MFA. Raises UnknownActor."""
        entry = self.entries.get(actor_id)
        actor = entry.actor if entry else self._composed(actor_id)
        if actor is None:
            raise UnknownActor(actor_id)
        return actor

    def roles(self, actor_id: str) -> tuple[Role, ...]:
        """The dated offices of an actor; none for actors without."""
        entry = self.entries.get(actor_id)
        return entry.roles if entry else ()

    def gender(self, actor_id: str) -> str | None:
        """m or f where the registry knows it."""
        entry = self.entries.get(actor_id)
        return entry.gender if entry else None

    def gender_of_name(self, given: str) -> str | None:
        """The gender that all known persons of a given name share."""
        return self._given_names.get(given)

    @cached_property
    def _given_names(self) -> dict[str, str]:
        """Only names written first, by two persons or more: "Xi" and "Kim" are no given names."""
        held: dict[str, list[str]] = {}
        for entry in self.entries.values():
            key = words(entry.actor.name)
            if entry.gender and len(key) == 2 and entry.actor.country not in _FAMILY_NAME_FIRST:
                held.setdefault(key[0], []).append(entry.gender)
        return {name: found[0] for name, found in held.items() if len(found) > 1 and len(set(found)) == 1}

    def codes(self, actor_id: str, on: date | None) -> tuple[str | None, tuple[str, ...]]:
        """Country and sectors of an actor at a date, where they changed with time; else always the same."""
        actor, entry = self.get(actor_id), self.entries.get(actor_id)
        code = next((c for c in entry.codes if c.term.covers(on)), None) if entry else None
        return (code.country, code.sectors or actor.sectors) if code else (actor.country, actor.sectors)

    def state(self, country: str | None) -> Actor | None:
        """The state of a country code, None where there is none."""
        found = self._states.get(country)
        return self.entries[found].actor if found else None

    def find(self, surface: str, on: date | None = None) -> Form | None:
        """The one form that a name means at a date, or None when it means nothing or several things."""
        return self.lexicon.best(words(surface), on)

    def holder(self, title: str, owner: str | None, on: date | None) -> str | None:
        """Who held an office at a date (officeholders.py); `owner` is a country's code or an organisation's id."""
        return self._offices.holder(title, owner, on)

    def named_body(self, state: str, noun: str) -> str | None:
        """The registry's own actor for a body of a state: `named_body("USA", "senate")` is USA.SENATE."""
        entry = self.entries.get(state)
        for word in entry.adjectives if entry else ():
            form = self.find(f"{word} {noun}")
            if form is not None and form.use is Use.NAME:
                return form.actor_id
        return None

    def _body(self, name: str) -> str | None:
        form = self.lexicon.best(words(name), None)
        return form.actor_id if form else None

    def compose(self, whole: str, part: Part) -> Actor:
        """The part of a state or body: German soldiers are DEU.MIL. A body's own members are the body itself."""
        owner = self.get(whole)
        if owner.kind is not ActorKind.STATE or part.is_state:
            return owner
        code = f"{owner.actor_id}.{part.code}"
        return self.get(code) if code in self else owner

    def _composed(self, actor_id: str) -> Actor | None:
        country, dot, code = actor_id.partition(".")
        part = self.agents.part(code) if dot else None
        if part is None or country not in self.entries:
            return None
        state = self.entries[country].actor
        adjective = self._adjectives.get(country)
        name = f"{adjective} {part.label}" if adjective else f"{part.label} of {state.name}"
        return Actor(actor_id, name, part.kind, state.country, part.sectors, (), state.origin)


def _with_own_nouns(agents: Agents, entries: Sequence[Entry], path: Path) -> Agents:
    """The nouns with those of a user's file: its `agents`, and the titles of its roles that nobody knows yet."""
    own = []
    for number, entry in enumerate(entries, start=1):
        for code, noun in entry.agents:
            if agents.part(code) is None:
                where = f"{path}: entry {number} ({entry.actor.actor_id})"
                raise ActorFileError(f"{where}: unknown code {code!r} in 'agents'; use one of {', '.join(agents.codes)}")
            own.append((code, noun))
        titles = (role.title for role in entry.roles if role.country and len(words(role.title)) < 3)
        own.extend(("GOV", title.lower()) for title in titles if agents.noun(words(title)) is None)
    return agents.extended(own) if own else agents


def _check_seats(registry: Registry, entries: Sequence[Entry], path: Path) -> None:
    """Raises ActorFileError for a seat that means an actor whom nobody knows."""
    for number, entry in enumerate(entries, start=1):
        for seat in entry.seats:
            if seat.means not in registry:
                where = f"{path}: entry {number} ({entry.actor.actor_id})"
                raise ActorFileError(
                    f"{where}: the seat {seat.name!r} means {seat.means!r}, but no actor has that id; correct it"
                )


def _forms(entry: Entry) -> Iterable[Form]:
    actor = entry.actor
    user = actor.origin is Origin.USER
    offices = tuple(Term(r.start_date, r.end_date) for r in entry.roles)
    leading = tuple(Term(r.start_date, r.end_date) for r in entry.roles if r.country and is_leading(r.title))
    seen: set[tuple[str, ...]] = set()
    for surface in (actor.name, *actor.aliases):
        key = words(surface)
        short = actor.kind is ActorKind.PERSON and len(key) == 1
        if key and key not in seen:
            seen.add(key)
            if short:
                yield Form(actor.actor_id, Use.SHORT, surface, _lately(entry), user, offices, leading)
            else:
                yield Form(actor.actor_id, Use.NAME, surface, entry.term, user)
    if actor.kind is ActorKind.PERSON and entry.roles:
        last = words(actor.name)[-1:]
        if last and last not in seen and len(last[0]) > 1:
            yield Form(actor.actor_id, Use.LAST, actor.name.split()[-1], _lately(entry), user, offices, leading)
    for adjective in dict.fromkeys(entry.adjectives):
        yield Form(actor.actor_id, Use.ADJECTIVE, adjective, entry.term, user)
    for demonym in dict.fromkeys(entry.demonyms):
        if demonym not in entry.adjectives:
            yield Form(actor.actor_id, Use.DEMONYM, demonym, entry.term, user)
    for seat in entry.seats:
        term = entry.term if seat.term == ALWAYS else seat.term
        yield Form(seat.means, Use.SEAT if seat.place else Use.METONYM, seat.name, term, user)


def _lately(entry: Entry) -> Term:
    starts = [r.start_date for r in entry.roles]
    ends = [r.end_date for r in entry.roles]
    known_starts = [s for s in starts if s]
    known_ends = [e for e in ends if e]
    return Term(
        min(known_starts) if known_starts and len(known_starts) == len(starts) else None,
        max(known_ends) if known_ends and len(known_ends) == len(ends) else None,
    )


def _shared(own: Iterable[Form], entries: Container[str]) -> Iterable[Form]:
    """Names that several actors share equally, where no entry of the registry has them already."""
    held = {(words(form.surface), form.actor_id) for form in own}
    for surface, uses in places.known_places("shared").items():
        for use, ids in uses.items():
            for actor_id in ids:
                if actor_id in entries and (words(surface), actor_id) not in held:
                    yield Form(actor_id, Use[use.upper()], surface)
