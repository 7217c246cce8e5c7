"""The words by which two headlines are known to be one, written by different desks.

>>> headline_words("Afghanistan, Pakistan head to Türkiye for talks | Daily Sabah")
('afghanistan', 'pakistan', 'head', 'turkey', 'talk')
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final

import yaml

FEWEST_WORDS: Final = 4
FEWEST_WORDS_IN_LONGER: Final = 5
_ENOUGH_SHARED: Final = 0.75
_ENOUGH_CUT_SHORT: Final = 0.6
_SAME_SPELLING: Final = 0.8
_SHORTEST_RESPELT: Final = 5

_TAIL: Final = re.compile(r"\s+(?:\||-|–|—|»|::)\s+((?:[A-Z0-9][\w.&'’]*|of|the|and|&|\s)+|[\w-]+\.\w{2,4})\s*$")
_LABEL: Final = re.compile(
    r"^\s*(?:opinion|analysis|explained|explainer|exclusive|breaking|watch|live|live updates?|update|video)\s*[:|]\s*", re.I
)
_ABBREVIATION: Final = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_APOSTROPHE: Final = re.compile(r"['’‘`]")
_NEGATED: Final = re.compile(r"n['’]t\b|\b(?:no|never|neither|without)\b", re.I)
_WORD: Final = re.compile(r"[^\W_]+")
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae", "œ": "oe"}
)


def headline_words(title: str) -> tuple[str, ...]:
    """Content words in order, each once: without outlet, diacritics, endings and function words, in one spelling."""
    plain = _without_frame(title)
    plain = _ABBREVIATION.sub(lambda match: match[0].replace(".", "") + " ", plain)
    plain = _APOSTROPHE.sub("", _NEGATED.sub(" not ", plain))
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain.translate(_LETTERS)) if not unicodedata.combining(c))
    shouted = plain.isupper()
    kept = [
        word.lower()
        for word in _WORD.findall(plain)
        if word.lower() not in _words("stop") or (word.isupper() and len(word) > 1 and not shouted)
    ]
    joined = _respell(" ".join(kept))
    return tuple(dict.fromkeys(stem(word) for word in joined.split()))


def fixed_words(words: tuple[str, ...]) -> frozenset[str]:
    """The words of weight that have one spelling only. Headlines of which each has one that the other lacks differ."""
    return frozenset(w for w in words if (len(w) < _SHORTEST_RESPELT or not w.isalpha()) and w not in _stems("weak"))


def same_headline(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two headlines are one text: one may be longer, but it may not turn what the other says."""
    common = _aligned(one, other)
    weak = _stems("weak")
    strong = [word for word, _ in common if word not in weak]
    if len(strong) < FEWEST_WORDS:
        return False
    only_one = [word for word in one if word not in {a for a, _ in common} | weak]
    only_other = [word for word in other if word not in {b for _, b in common} | weak]
    if only_one and only_other:
        return False
    more = only_one or only_other
    if more and not _only_longer(one if only_one else other, more, len(strong)):
        return False
    mates = dict(common)
    shared_other = set(mates.values())
    return _same_order([mates[word] for word in one if word in mates], [word for word in other if word in shared_other])


def _only_longer(longer: tuple[str, ...], more: list[str], shared: int) -> bool:
    """Whether what one headline has more than the other is an addition. At its end, desks cut clauses off."""
    cut_short = [word for word in longer if word not in _stems("weak")][-len(more) :] == more
    share = shared / (shared + len(more))
    if cut_short:
        return shared >= FEWEST_WORDS_IN_LONGER and share >= _ENOUGH_CUT_SHORT
    return shared >= FEWEST_WORDS_IN_LONGER and share >= _ENOUGH_SHARED and not _stems("turns") & set(more)


def stem(word: str) -> str:
    """A word without its commonest endings; rough, but the same for both headlines."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _without_frame(title: str) -> str:
    """The title without a label before it and an outlet's name of up to four words behind it."""
    title = _LABEL.sub("", title)
    while match := _TAIL.search(title):
        if len(match[1].split()) > 4 or len(title[: match.start()].split()) < FEWEST_WORDS:
            break
        title = title[: match.start()]
    return title


def _aligned(one: tuple[str, ...], other: tuple[str, ...]) -> list[tuple[str, str]]:
    """Pairs of words that both have, equal or spelt almost alike, in the order of the first."""
    left = [word for word in other if word not in one]
    pairs: list[tuple[str, str]] = []
    for word in one:
        if word in other:
            pairs.append((word, word))
            continue
        near = next((rest for rest in left if _respelt(word, rest)), None)
        if near is not None:
            left.remove(near)
            pairs.append((word, near))
    return pairs


def _respelt(word: str, other: str) -> bool:
    if min(len(word), len(other)) < _SHORTEST_RESPELT or word[0] != other[0] or not (word + other).isalpha():
        return False
    return SequenceMatcher(None, word, other, autojunk=False).ratio() >= _SAME_SPELLING


def _same_order(first: list[str], second: list[str]) -> bool:
    """Whether the words stand in the same order, but for neighbours ("India, China" and "China and India") and
    clauses moved as a whole. Two words that change places over others change who does it to whom."""
    moved = [n for n, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(moved) == 2 and moved[1] - moved[0] > 1:
        return False
    pairs = {frozenset(pair) for pair in pairwise(first)}
    kept = sum(1 for pair in pairwise(second) if frozenset(pair) in pairs)
    return kept >= 0.6 * (len(second) - 1)


def _respell(text: str) -> str:
    """One spelling for names and words that have several."""
    return _variant_pattern().sub(lambda match: _variants()[match[1]], text)


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files("detente.intake").joinpath("data/spellings.yaml").read_text(encoding="utf-8"))
    return loaded


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(word) for word in _data()[name])


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(map(stem, _words(name)))


@cache
def _variants() -> dict[str, str]:
    """Each spelling to the one that stands for all, which is one word."""
    return {str(other): str(word).replace(" ", "") for word, others in _data()["variants"].items() for other in (word, *others)}


@cache
def _variant_pattern() -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(sorted(map(re.escape, _variants()), key=len, reverse=True)) + r")s?\b")
