"""Which state holds a place or a people that is no state: Karachi, North Kivu, Chechens.

Cities are GeoNames' (CC BY 4.0) and regions a list of the project's, both beside the readers of places; peoples and cities that
two states have are in data/places.yaml. A people spread over states (Kurds) belongs to none.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import yaml

from detente.actors.places import known_places
from detente.actors.schema import Loader

LONGEST = 4
"""Words of the longest name that is looked up."""


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    data = files("detente.reading") / "data"
    lines = (data / "cities.tsv").read_text(encoding="utf-8").splitlines()
    found = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    regions = yaml.load((data / "regions.yaml").read_text(encoding="utf-8"), Loader=Loader)
    for country, names in regions.items():
        found.update(dict.fromkeys(names, country))
    for table in ("regions", "peoples"):
        for country, names in known_places(table).items():
            found.update(dict.fromkeys(names, country))
    return {name: country for name, country in found.items() if name not in known_places("twins")}


def state_of(place: str) -> str | None:
    """The state (ISO 3166-1 alpha-3) of a city, region or regional people as it is written, or None."""
    return _states().get(place)


def is_people(word: str) -> bool:
    """Whether a word names a people or region by its adjective: Chechen, Baloch."""
    return any(word in names for names in known_places("peoples").values())


def states_of(place: str) -> tuple[str, ...]:
    """The states of a place: several where cities of equal fame share the name (St. Petersburg)."""
    twins = known_places("twins").get(place)
    if twins is not None:
        return tuple(twins)
    one = _states().get(place)
    return (one,) if one else ()
