"""Many phrases sought at once: by the words with which they can begin, so that few are tried on a text that holds none.

book = Phrasebook([("leave", ["withdraw* ~ troops"], {})])
[(entry, match.span()) for entry, match in book.found("They will withdraw their troops.")]
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Generic, TypeVar

from detente.analysis.phrases import TOKEN, listed, pattern

T = TypeVar("T")
_RUN: Final = re.compile(r"\w+")
_ANY: Final = "*"
_MOST_KNOWN: Final = 100_000
"""Words remembered; those of a large ledger."""


class Phrasebook(Generic[T]):
    """Entries, each with its phrases and the word lists that these name. `check` says whether a phrase can be read."""

    def __init__(self, entries: Iterable[tuple[T, Iterable[str], Mapping[str, str]]]) -> None:
        self._entries: list[tuple[T, Iterable[str], Mapping[str, str]]] = []
        self._patterns: dict[int, re.Pattern[str]] = {}
        self._by_opening: dict[str, set[int]] = defaultdict(set)
        for number, (entry, phrases, words) in enumerate(entries):
            told = list(phrases)
            self._entries.append((entry, told, words))
            for opening in {o for phrase in told for o in openings(phrase, words)}:
                self._by_opening[opening].add(number)
        self._stems = frozenset(len(o) - 1 for o in self._by_opening if o.endswith("*"))
        self._anywhere = frozenset(self._by_opening.get(_ANY, ()))
        self._known: dict[str, frozenset[int]] = {}

    def found(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[T, re.Match[str]]]:
        """The places of a text where an entry's phrases stand: by entry, in their order, then by place."""
        stop = len(text) if end is None else end
        places: dict[int, list[int]] = {number: [] for number in self._anywhere}
        for run in _RUN.finditer(text, start, stop):
            for number in self._opened_by(run.group()):
                places.setdefault(number, []).append(run.start())
        for number in sorted(places):
            entry, regex = self._entries[number][0], self._pattern(number)
            if number in self._anywhere:
                yield from ((entry, match) for match in regex.finditer(text, start, stop))
                continue
            after = start
            for place in places[number]:
                match = regex.match(text, place, stop) if place >= after else None
                if match:
                    after = match.end()
                    yield entry, match

    def _pattern(self, number: int) -> re.Pattern[str]:
        """An entry's phrases; made when it is first tried, which takes some milliseconds."""
        if number not in self._patterns:
            _, phrases, words = self._entries[number]
            self._patterns[number] = pattern(phrases, words)
        return self._patterns[number]

    def _opened_by(self, word: str) -> frozenset[int]:
        """The entries of which a phrase can begin with a word."""
        found = self._known.get(word)
        if found is None:
            low = word.casefold()
            keys = (low, *(low[:n] + "*" for n in self._stems if 0 < n <= len(low)))
            found = frozenset(number for key in keys for number in self._by_opening.get(key, ()))
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._known[word] = found
        return found


def openings(phrase: str, words: Mapping[str, str]) -> frozenset[str]:
    """The words with which a phrase can begin, in small letters; `troop*` for all that begin so, `*` for any."""
    tokens = TOKEN.findall(phrase.replace("[-]", "\0"))
    found, may_miss = _sequence(tokens, words)
    return frozenset({*found, _ANY} if may_miss else found)


def _sequence(tokens: list[str], words: Mapping[str, str]) -> tuple[set[str], bool]:
    """The openings of what stands up to a closing bracket, which is taken too, and whether all of it may be missing."""
    found: set[str] = set()
    missing_any, missing = False, True
    while tokens:
        token = tokens.pop(0)
        if token in {")", "]"}:
            break
        if token == "|":
            missing_any, missing = missing_any or missing, True
            continue
        own, may_miss = _sequence(tokens, words) if token in {"(", "["} else ({_ANY}, False)
        if token == "[":
            may_miss = True
        elif token.startswith("<"):
            own = {o for entry in listed(words.get(token[1:-1], "")) for o in openings(entry, {})}
        elif token not in {"(", "~"}:
            own = {_opening(token)}
        if missing:
            found |= own
        missing = missing and may_miss
    return found, missing_any or missing


def _opening(token: str) -> str:
    """The first letters of a token: a whole word, or with a star where more letters may follow."""
    run = _RUN.match(token)
    if run is None:
        return _ANY
    return run.group().casefold() + ("*" if token[run.end() : run.end() + 1] in {"*", "\0"} else "")
