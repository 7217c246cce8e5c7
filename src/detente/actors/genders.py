"""What a form of address or a name says about he and she. The given names are data (words.yaml, reference/given_names.yaml)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from detente.actors.schema import Loader
from detente.actors.wordlists import listed

MALE, FEMALE = "m", "f"
_ADDRESS = {
    **dict.fromkeys(("mr", "sir", "lord", "sheikh", "mullah", "king", "prince", "maulana", "ayatollah"), MALE),
    **dict.fromkeys(("mrs", "ms", "miss", "lady", "dame", "madam", "queen", "princess"), FEMALE),
}
_FEMALE_ENDINGS = ("ova", "eva", "skaya", "ska", "aya", "dottir")
_MALE_ENDINGS = ("ov", "ev", "sky", "skiy", "ski", "vic", "sson")
_MEN, _WOMEN = listed("given_names_of_men"), listed("given_names_of_women")


def gender_of_address(word: str) -> str | None:
    """m for "Mr.", f for "Mrs.", None for other words."""
    return _ADDRESS.get(word.lower().strip("."))


def gender_of_given_name(name: str) -> str | None:
    """m or f for a folded given name that the lists have."""
    return MALE if name in _MEN else FEMALE if name in _WOMEN else None


def gender_of_person(name: tuple[str, ...]) -> str | None:
    """m or f for a folded full name: by its given name, also a rarer one, else by a Slavic family name's ending."""
    if len(name) < 2:
        return None
    more = _more_names()
    for given in name[:-1]:
        found = gender_of_given_name(given) or more.get(given)
        if found:
            return found
    last = name[-1]
    return FEMALE if last.endswith(_FEMALE_ENDINGS) else MALE if last.endswith(_MALE_ENDINGS) else None


@lru_cache(maxsize=1)
def _more_names() -> dict[str, str]:
    path = Path(__file__).parent / "data" / "reference" / "given_names.yaml"
    held = yaml.load(path.read_text("utf-8"), Loader=Loader)
    return {**dict.fromkeys(held["men"], MALE), **dict.fromkeys(held["women"], FEMALE)}
