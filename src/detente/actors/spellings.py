"""Which spellings may be one name: transliterations sound alike, short forms of given names are listed (spellings.yaml).

>>> sound("Loukianov") == sound("Lukyanov")
True
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from detente.actors.forms import fold, words
from detente.actors.name_edges import SUFFIXES
from detente.actors.names import HONORIFICS
from detente.actors.schema import Loader

_FILE = Path(__file__).parent / "data" / "persons" / "spellings.yaml"
_SOUNDS = (
    (r"tsch|tch", "ch"),
    (r"sch", "sh"),
    (r"kh|ch(?=[rl])", "h"),
    (r"ph|ff", "f"),
    (r"gh", "g"),
    (r"dh", "d"),
    (r"th", "t"),
    (r"ck|q|c(?=[aourlkt])", "k"),
    (r"x", "ks"),
    (r"w", "v"),
    (r"tz|cz", "ts"),
    (r"ou|oo", "u"),
    (r"dj|dzh", "j"),
    (r"(?<=[aeiou])(?:ye|ie|e)v$", "ev"),
    (r"eev$|eyev$|eiev$", "ev"),
    (r"(?:iy|yy|ij|ii|yi|y|j(?=[^aeiou]|$))", "i"),
    (r"ee", "i"),
)
_PARTICLES = frozenset({"al", "el", "ul", "bin", "ibn"})
_PATRONYMIC = re.compile(r".+(?:ovich|evich|yevich|ovna|evna|yevna|ich)$")


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """A name's letters with what transliterations write differently made alike."""
    text = fold(word)
    for pattern, made in _SOUNDS:
        text = re.sub(pattern, made, text)
    return re.sub(r"(.)\1", r"\1", text)


@lru_cache(maxsize=1)
def _rows() -> dict[str, frozenset[int]]:
    raw = yaml.load(_FILE.read_text("utf-8"), Loader=Loader)["given_names"]
    held: dict[str, set[int]] = {}
    for number, row in enumerate(raw):
        for name in row:
            held.setdefault(name, set()).add(number)
    return {name: frozenset(found) for name, found in held.items()}


def same_given(one: str, other: str) -> bool:
    """Whether two given names may be one: spelled alike, or a form of it."""
    rows = _rows()
    return one == other or sound(one) == sound(other) or bool(rows.get(one, frozenset()) & rows.get(other, frozenset()))


def name_parts(name: str) -> tuple[tuple[str, ...], str, str]:
    """The given names (with initials), the family name and the suffix of a person's name, folded; particles and titles aside."""
    found = [w for w in words(name) if w not in HONORIFICS and w not in _PARTICLES]
    suffix = found.pop() if len(found) > 1 and found[-1] in SUFFIXES else ""
    if not found:
        return (), "", suffix
    return tuple(found[:-1]), found[-1], suffix


def without_patronymic(given: tuple[str, ...]) -> tuple[str, ...]:
    """Given names without a Russian patronymic, which many texts leave out."""
    return tuple(w for i, w in enumerate(given) if not i or not _PATRONYMIC.fullmatch(w))
