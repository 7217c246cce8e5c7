"""What a place's name means: the states that have a place of the name, the likeliest first, and which of them is meant.

Names are those of states and capitals, the cities and towns of GeoNames (`data/cities.tsv`, `where_towns.tsv`; CC BY 4.0) and
the regions of `regions.yaml` and `where_places.yaml`. Of several states the one that the name's neighbourhood speaks of is meant
("Cambridge, Massachusetts"; "Lebanese soldiers … in Tripoli"), else the likeliest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Doc, Token

from detente.actors.lexicon import Use
from detente.actors.places import known_places
from detente.actors.registry import Registry
from detente.reading.words import load_yaml
from detente.records import ActorKind

_LONGEST = 4
_HALVES = {"Georgia": "USA"}
"""Names of a state and of a part of another one, which is meant only where the text speaks of the other's parts."""


@cache
def _rows(name: str) -> Mapping[str, str]:
    text = (files("detente.reading") / "data" / name).read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _places() -> Mapping[str, Any]:
    held: Mapping[str, Any] = load_yaml("where_places.yaml")
    return held


@cache
def _regions() -> Mapping[str, str]:
    found = {}
    for table in (known_places("regions"), load_yaml("regions.yaml"), _places()["regions"]):
        for country, names in table.items():
            found.update(dict.fromkeys(names, country))
    return found


@cache
def nowhere() -> frozenset[str]:
    """Waters, mountains and areas of several states."""
    return frozenset(_places()["nowhere"])


@cache
def ordinary() -> frozenset[str]:
    """Words that only describe a place before or after its name: "Northern", "Province"."""
    return frozenset(_places()["ordinary"])


@cache
def capital_of(country: str) -> str | None:
    """The capital of a state, by its code."""
    return _rows("where_capitals.tsv").get(country)


@lru_cache(maxsize=8192)
def states_of(name: str) -> tuple[str, ...]:
    """The states (ISO 3166-1 alpha-3) that have a place of this name, the likeliest first; none for an unknown name."""
    bare = name.removeprefix("the ").removeprefix("The ").strip()
    if bare in nowhere():
        return ()
    shared = _places()["shared"].get(bare) or known_places("twins").get(bare)
    if shared:
        return tuple(dict.fromkeys([*shared, *(c for c in _rows("where_towns.tsv").get(bare, "").split(",") if c)]))
    state = _registered(bare)
    if state is not None:
        return tuple(dict.fromkeys([state, *_rows("where_towns.tsv").get(bare, state).split(",")]))
    region = _regions().get(bare)
    if region is not None:
        return (region,)
    city = _rows("cities.tsv").get(bare)
    towns = _rows("where_towns.tsv").get(bare)
    return tuple(dict.fromkeys([*([city] if city else []), *(towns.split(",") if towns else [])]))


@lru_cache(maxsize=4096)
def _registered(name: str) -> str | None:
    """The state of a state's name or seat in the registry."""
    form = Registry.load().find(name)
    if form is None or form.use not in {Use.NAME, Use.SEAT}:
        return None
    actor = Registry.load().get(form.actor_id)
    return actor.country if actor.kind is ActorKind.STATE or form.use is Use.SEAT else None


@lru_cache(maxsize=4096)
def is_state(name: str) -> bool:
    """Whether a name is that of a state."""
    form = Registry.load().find(name)
    return form is not None and form.use is Use.NAME and Registry.load().get(form.actor_id).kind is ActorKind.STATE


@lru_cache(maxsize=4096)
def is_seat(name: str) -> bool:
    """Whether a name is that of a capital or another seat of a government, which may mean the government."""
    form = Registry.load().find(name)
    return form is not None and form.use in {Use.SEAT, Use.METONYM}


@lru_cache(maxsize=4096)
def is_known(name: str) -> bool:
    """Whether a name is that of a seat of government or a region, which hardly a person has."""
    return is_seat(name) or name in _regions() or name in nowhere() or name in _places()["shared"]


def is_fixed(name: str) -> bool:
    """Whether a name means its capital or great city, whatever states are spoken of: Paris, London, but not Tripoli."""
    several = _places()["shared"].get(name) or known_places("twins").get(name)
    return len(several) == 1 if several else is_seat(name)


def is_city(name: str) -> bool:
    """Whether a name is that of a larger city."""
    return name in _rows("cities.tsv")


@lru_cache(maxsize=4096)
def state_of_adjective(word: str) -> str | None:
    """The state that an adjective or demonym names ("Syrian")."""
    several = _places()["adjectives"].get(word)
    if several is not None:
        return str(several)
    form = Registry.load().find(word)
    held = form is not None and form.use in {Use.ADJECTIVE, Use.DEMONYM}
    return Registry.load().get(form.actor_id).country if held and form is not None else None


def meant(name: str, at: Token, around: Iterable[str] = ()) -> str | None:
    """Which state a name means at a token that ends it: by what follows, by its sentence, by `around` (the document's states)."""
    held = states_of(name)
    follower = _follower(at)
    if follower:
        fitting = [c for c in states_of(follower) if c in held]
        if fitting or (not held and states_of(follower)):
            return fitting[0] if fitting else states_of(follower)[0]
        if name not in nowhere() and is_state(follower):
            return states_of(follower)[0]
    if name in _HALVES and _speaks_of_parts(at, _HALVES[name]):
        return _HALVES[name]
    if len(held) < 2:
        return held[0] if held else None
    if is_fixed(name):
        return held[0]
    own = set(mentioned(at.doc, at.sent.start, at.sent.end))
    for states in (own, set(around)):
        fitting = [c for c in held if c in states]
        if fitting:
            return fitting[0]
    return held[0]


def _follower(at: Token) -> str:
    """The name after the comma behind a name: "Cambridge, Massachusetts"."""
    doc, end = at.doc, at.sent.end
    start = at.i + 2
    if start >= end or doc[at.i + 1].text != "," or not doc[start].text[:1].isupper():
        return ""
    for stop in range(min(start + _LONGEST, end), start, -1):
        name = doc[start:stop].text
        if not doc[stop - 1].is_punct and states_of(name):
            return name
    return ""


def mentioned(doc: Doc, start: int, end: int) -> Iterator[str]:
    """The states that a stretch names, by names and adjectives that mean only one."""
    for i in range(start, end):
        word = doc[i].text
        if not word[:1].isupper():
            continue
        state = state_of_adjective(word)
        if state is not None:
            yield state
            continue
        for stop in range(min(i + 3, end), i, -1):
            if doc[stop - 1].is_punct:
                continue
            held = states_of(doc[i:stop].text)
            if len(held) == 1 or (held and is_state(doc[i:stop].text)):
                yield held[0]
                break


def _speaks_of_parts(at: Token, country: str) -> bool:
    """Whether the text around names parts of a state ("Georgia and Florida", "Atlanta"), and not that state's neighbours only."""
    words = {t.text for t in at.doc[max(at.sent.start - 60, 0) : at.sent.end + 60] if t.text[:1].isupper()}
    parts = sum(1 for w in words if w != at.text and _regions().get(w) == country) + len(
        words & {"Atlanta", "Savannah", "Sen", "Gov", "Sen.", "Gov."}
    )
    return parts > 0
