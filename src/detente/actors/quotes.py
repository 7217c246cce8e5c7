"""Which words of a passage stand in quotation marks, so that "he" in somebody's mouth is not the one who speaks."""

from __future__ import annotations

from collections.abc import Sequence

_OPENING = frozenset({"“", "``", "«"})
_CLOSING = frozenset({"”", "''", "»"})
_STRAIGHT = '"'
_MARKS = _OPENING | _CLOSING | {_STRAIGHT}


def quotation_numbers(texts: Sequence[str]) -> list[int]:
    """For each token's text the number of the quotation that it stands in, 0 outside.

    A mark that never closes runs to the end.
    """
    if _MARKS.isdisjoint(texts):
        return [0] * len(texts)
    numbers: list[int] = []
    inside, count = False, 0
    for text in texts:
        opens = text in _OPENING or (text == _STRAIGHT and not inside)
        closes = inside and (text in _CLOSING or text == _STRAIGHT)
        if opens:
            inside, count = True, count + 1
        numbers.append(count if inside else 0)
        if closes:
            inside = False
    return numbers
