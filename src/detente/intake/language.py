"""Which language a text is in, and whether it is language at all.

Detection is py3langid's (Lui and Baldwin 2012). Short texts full of foreign names lean to the names' languages,
so that English is given the benefit of the doubt there; in a long text the doubt is nil.

    >>> detect("Lavrov and Kabulov fly to Doha for talks")
    'en'
    >>> language_name("ru")
    'Russian'
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

import py3langid
import yaml

from detente.intake import settings

ENGLISH: Final = "en"
UNKNOWN: Final = "zxx"

# Log-likelihood by which another language must beat English, in the whole text and in its words without a capital.
# Measured on 35 English headlines full of foreign names (1 is refused) and 26 short sentences in nine other
# languages (5 of two to six words pass for English).
_BENEFIT_OF_DOUBT: Final = 20.0
_BENEFIT_WITHOUT_NAMES: Final = 8.0
_NEAR_ENGLISH: Final = frozenset({"en", "sco", "pcm", "enm", "ang"})
_PIECE: Final = 600
_PIECES: Final = 60
_ENOUGH: Final = 40

_WORD: Final = re.compile(r"[^\W\d_]+")
_RUN: Final = re.compile(r"\S+")


def language_name(code: str) -> str:
    """The English name of a language; the code itself where the table has none."""
    return _names().get(code, code)


def detect(text: str) -> str:
    """ISO 639 code of one stretch of text; `zxx` when it has no words."""
    if not _WORD.search(text):
        return UNKNOWN
    code, lead = _lead(text[: 10 * _PIECE])
    if code == ENGLISH or not _latin(text):
        return code
    if lead < _BENEFIT_OF_DOUBT:
        return ENGLISH
    common = " ".join(word for word in text[:_PIECE].split() if not word[:1].isupper())
    return ENGLISH if " " in common and _lead(common)[1] < _BENEFIT_WITHOUT_NAMES else code


def _lead(text: str) -> tuple[str, float]:
    """The likeliest language and by how much it beats English."""
    ranked = py3langid.rank(text)
    code, score = ranked[0]
    if code in _NEAR_ENGLISH:
        return ENGLISH, 0.0
    return str(code), float(score - dict(ranked)[ENGLISH])


def detect_blocks(texts: Sequence[str]) -> str:
    """The language of most of a page. Short blocks count only when there is no longer one."""
    long = [text for text in texts if len(text) >= _ENOUGH]
    if not long:
        return detect("\n".join(texts))
    pieces = [text[at : at + _PIECE] for text in long for at in range(0, min(len(text), _PIECES * _PIECE), _PIECE)]
    weights: Counter[str] = Counter()
    for piece in pieces[:: max(1, len(pieces) // _PIECES)]:
        weights[detect(piece)] += len(piece)
    weights.pop(UNKNOWN, None)
    return max(weights, key=lambda code: (weights[code], code == ENGLISH, code)) if weights else UNKNOWN


def is_noise(text: str) -> bool:
    """Whether a text can hold no sentence: fewer than three different words, mostly signs, or no spaces to speak of."""
    sample = text[: 100 * _PIECE]
    words = _WORD.findall(sample)
    spaced = _latin(sample)
    different = {word.lower() for word in words} if spaced else set("".join(words))
    if len(different) < settings.FEWEST_WORDS:
        return True
    visible = len(sample) - sum(map(str.isspace, sample))
    letters = sum(map(len, words))
    return letters < visible / 3 or (spaced and visible / len(_RUN.findall(sample)) > 40)


def _latin(text: str) -> bool:
    """Whether most letters are Latin: scripts that do without spaces are not."""
    letters = [c for c in text[:_PIECE] if c.isalpha()]
    return sum(1 for c in letters if c < "\u0250") > len(letters) / 2


@cache
def _names() -> dict[str, str]:
    loaded: dict[str, str] = yaml.load(
        files("detente.intake").joinpath("data/languages.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )
    return loaded
