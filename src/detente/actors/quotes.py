"""Which words of a passage stand in quotation marks, so that "he" in somebody's mouth is not the one who speaks."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

_OPENING = frozenset({"“", "``", "«"})
_CLOSING = frozenset({"”", "''", "»"})
_STRAIGHT = '"'


def quotation_numbers(tokens: Sequence[Token]) -> list[int]:
    """For each token the number of the quotation that it stands in, 0 outside. A mark that never closes runs to the end."""
    numbers: list[int] = []
    inside, count = False, 0
    for token in tokens:
        text = token.text
        opens = text in _OPENING or (text == _STRAIGHT and not inside)
        closes = inside and (text in _CLOSING or text == _STRAIGHT)
        if opens:
            inside, count = True, count + 1
        numbers.append(count if inside else 0)
        if closes:
            inside = False
    return numbers
