"""One passage as the casting sees it: folded words, letter case, and the registry's matches on its tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Doc, Token

from detente.actors.forms import words
from detente.actors.lexicon import Form, Lexicon
from detente.actors.wordlists import listed
from detente.reading.parsed import parsed

_HYPHENS = frozenset("-‐‑–")
_WORDS_IN_CAPITALS = listed("words_in_capitals")


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens start to end (exclusive) that are written like these forms of known actors."""

    start: int
    end: int
    forms: tuple[Form, ...]


@dataclass(slots=True)
class Scene:
    """A passage's tokens by folded word. `words` has "" for punctuation, so that no name runs across it.

    `tokens` and their `texts` are held because making one costs more than asking it; `capitals` are the places of those that
    begin with a capital.
    `begins` is the token after a dateline, 0 without one.
    """

    index: int
    doc: Doc
    tokens: list[Token]
    texts: list[str]
    lowered: list[str]
    capitals: list[int]
    words: list[str]
    owner: list[int]
    first: list[int]
    shouting: bool
    title_case: bool
    hits: list[Hit] = field(default_factory=list)
    begins: int = 0

    @property
    def is_headline(self) -> bool:
        return self.shouting or self.title_case

    def key(self, start: int, end: int) -> tuple[str, ...]:
        """The folded words of tokens start to end."""
        return words(parsed(self.doc).slice(start, end))


def set_scene(index: int, doc: Doc) -> Scene:
    """The words of a parsed passage. Hyphens vanish, other punctuation stands as an empty word."""
    pieces: list[str] = []
    owner: list[int] = []
    first: list[int] = []
    held = parsed(doc)
    texts = held.texts
    for i, text in enumerate(texts):
        first.append(len(pieces))
        found = _pieces(text)
        pieces += found
        owner += [i] * len(found)
    upper, capital, long = _letter_case(texts)
    return Scene(
        index,
        doc,
        held.tokens,
        texts,
        held.lower,
        [i for i, text in enumerate(texts) if text[:1].isupper()],
        pieces,
        owner,
        first,
        long > 0 and upper >= 0.8 * long,
        long > 3 and capital >= 0.75 * long and texts[-1] not in {".", "!", "”"},
    )


@lru_cache(maxsize=65536)
def _pieces(text: str) -> tuple[str, ...]:
    """The folded words of a token: none of a hyphen, an empty one of other marks."""
    return () if text in _HYPHENS else words(text) or ("",)


def _letter_case(texts: list[str]) -> tuple[int, int, int]:
    long = [text for text in texts if len(text) > 3 and text.isalpha()]
    return sum(t.isupper() for t in long), sum(t[0].isupper() for t in long), len(long)


def scan(scene: Scene, lexicon: Lexicon) -> list[Hit]:
    """The longest matches of known forms over whole tokens, left to right, written with the capitals that names have."""
    hits: list[Hit] = []
    sequence, owner, begun = scene.words, scene.owner, 0
    count = len(sequence)
    for at in lexicon.begins(sequence):
        if at < begun or (at and owner[at - 1] == owner[at]):
            continue
        for match in lexicon.starting(sequence, at):
            if match.end < count and owner[match.end] == owner[match.end - 1]:
                continue
            start, end = owner[match.start], owner[match.end - 1] + 1
            if end - start > 1 and _is_modifier(scene.tokens[end - 1]):
                continue
            forms = _written(scene, match.forms, start, end)
            if forms:
                hits.append(Hit(start, end, forms))
                begun = match.end
                break
    return hits


def _is_modifier(token: Token) -> bool:
    """Whether the last word of a match only modifies what follows: "Russian military [aid]"."""
    return token.text[0].islower() and (token.pos_ == "ADJ" or (token.dep_ in {"amod", "compound"} and token.head.i > token.i))


def _written(scene: Scene, forms: Sequence[Form], start: int, end: int) -> tuple[Form, ...]:
    """The forms that tokens start to end have the capitals of."""
    texts = scene.texts[start:end]
    written = [text for text in texts for piece in _pieces(text) if piece]
    whole = texts[0] if len(texts) == 1 else parsed(scene.doc).slice(start, end)
    return tuple(
        form
        for form in forms
        if (_written_as_acronym(scene, whole) if form.acronym else _written_as_name(capitals(form.surface), written))
    )


def _written_as_acronym(scene: Scene, text: str) -> bool:
    if not text.replace(".", "").isupper():
        return len(text) > 3 and text.istitle() and text[1:].isalpha() and not scene.title_case
    return not (scene.shouting and "." not in text and text.lower() in _WORDS_IN_CAPITALS)


def _written_as_name(needed: tuple[bool, ...], written: Sequence[str]) -> bool:
    """Whether the words have capitals where a name needs them; `written` has a token's text for each of its words."""
    if len(written) != len(needed):
        needed = needed[len(needed) - len(written) :] if len(needed) > len(written) else (True,) * len(written)
    return all(not need or _has_capital(text) for need, text in zip(needed, written, strict=True))


def _has_capital(text: str) -> bool:
    return text != text.lower() or text[:1].isdigit() or text == "s" or text.startswith(("'", "’"))


@lru_cache(maxsize=16384)
def capitals(surface: str) -> tuple[bool, ...]:
    """For each folded word of a form, whether it is written with a capital."""
    flags: list[bool] = []
    for part in surface.replace("-", " ").split():
        found = words(part)
        flags.extend([any(c.isupper() for c in part)] + [False] * (len(found) - 1) if found else [])
    return tuple(flags)
