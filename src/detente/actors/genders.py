"""What a form of address or a given name says about he and she. The given names are data (words.yaml)."""

from __future__ import annotations

from detente.actors.wordlists import listed

MALE, FEMALE = "m", "f"
_ADDRESS = {
    **dict.fromkeys(("mr", "sir", "lord", "sheikh", "mullah", "king", "prince", "maulana", "ayatollah"), MALE),
    **dict.fromkeys(("mrs", "ms", "miss", "lady", "dame", "madam", "queen", "princess"), FEMALE),
}
_MEN, _WOMEN = listed("given_names_of_men"), listed("given_names_of_women")


def gender_of_address(word: str) -> str | None:
    """m for "Mr.", f for "Mrs.", None for other words."""
    return _ADDRESS.get(word.lower().strip("."))


def gender_of_given_name(name: str) -> str | None:
    """m or f for a folded given name that the lists have."""
    return MALE if name in _MEN else FEMALE if name in _WOMEN else None
