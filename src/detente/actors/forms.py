"""Written forms of names as sequences of folded words, so that spelling habits and tokenizers make no difference.

>>> words("the U.S.-led People's Republic of Côte d'Ivoire")
('the', 'us', 'led', 'people', 's', 'republic', 'of', 'cote', 'divoire')
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from detente.actors.wordlists import listed

PARTICLES = listed("particles")

_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
    }
)
_GENITIVE = re.compile(r"'s\b")
_DOTTED = re.compile(r"(?<=\b\w)\.")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents, with plain apostrophes."""
    lowered = text.lower().translate(_LETTERS)
    if lowered.isascii():
        return lowered
    plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return plain.lower().translate(_LETTERS)


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a form: a genitive 's is a word, other apostrophes and the stops of acronyms vanish."""
    spaced = _GENITIVE.sub(" s", fold(text)).replace("'", "")
    return tuple(_WORD.findall(_DOTTED.sub("", spaced)))


def slug(text: str) -> str:
    """An id made of a name: `slug("Javid Ahmad")` is `javid-ahmad`."""
    return "-".join(words(text))


@lru_cache(maxsize=65536)
def is_acronym(text: str) -> bool:
    """Whether a form is written in capitals only, so that it has to stand in capitals in a text too."""
    letters = [c for c in text if c.isalpha()]
    return 1 < len(letters) <= 6 and all(c.isupper() for c in letters) and " " not in text
