"""Which actors a question names: as the texts of the book name them, else as the registry does.

"Kabul" is whom the texts mean by it, so that a question about 2016 is not answered about those who rule there now.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from detente.analysis.book import Book
from detente.terms import MentionForm

_WORD: Final = re.compile(r"\w[\w.\-’']*\w\.?|\w", re.UNICODE)
_LONGEST: Final = 7
"""Words of the longest name that is looked for."""
_SHORT: Final = 3
"""Letters up to which a name must be written as it is known: "US" is not "us"."""
_NAMING: Final = frozenset({MentionForm.NAME, MentionForm.METONYM})
_OPENERS: Final = frozenset(
    {"will", "would", "can", "could", "may", "might", "must", "shall", "should", "do", "does", "did", "is", "are", "was", "were"}
    | {
        "has",
        "have",
        "had",
        "what",
        "who",
        "whom",
        "whose",
        "which",
        "when",
        "where",
        "why",
        "how",
        "if",
        "and",
        "or",
        "the",
        "a",
    }
    | {"an", "on", "in", "over", "about", "for", "with", "from", "to", "of", "at", "by"}
)
_POSSESSIVE: Final = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a question, at its offsets. `actor_id` is None where the registry knows nobody of that name either.

    `known` says whether the book has the actor, `written` whether a text of the book has at least the word, as of a place
    that does nothing.
    """

    text: str
    start: int
    end: int
    actor_id: str | None
    known: bool
    written: bool = True


def words(text: str) -> list[Word]:
    """The words of a question, without possessive endings."""
    return [_word(m) for m in _WORD.finditer(text)]


def named(text: str, book: Book) -> list[Named]:
    """The actors that a question names, in its order, and the capitalised words that name nobody the book knows."""
    surfaces = _surfaces(book)
    held = words(text)
    found: list[Named] = []
    at = 0
    while at < len(held):
        hit = next(_hits(held, at, surfaces), None)
        if hit is None:
            at += 1
            continue
        size, actor_id = hit
        start, end = held[at].start, held[at + size - 1].end
        found.append(Named(text[start:end], start, end, actor_id, True))
        at += size
    left = [w for w in held if not any(n.start <= w.start < n.end for n in found)]
    return sorted([*found, *_strangers(text, left, book)], key=lambda n: n.start)


def _word(match: re.Match[str]) -> Word:
    text = _POSSESSIVE.sub("", match[0])
    return Word(text, match.start(), match.start() + len(text))


def _hits(held: Sequence[Word], at: int, surfaces: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Names that start at a word, the longest first."""
    if held[at].text.casefold() in _OPENERS and held[at].text.casefold() != held[at].text and at == 0:
        return
    for size in range(min(_LONGEST, len(held) - at), 0, -1):
        surface = " ".join(w.text for w in held[at : at + size])
        actor_id = surfaces.get(_key(surface)) or surfaces.get(_key(surface.rstrip(".")))
        if actor_id and (size > 1 or held[at].text.casefold() not in _OPENERS):
            yield size, actor_id


def _key(surface: str) -> str:
    return surface if len(surface.replace(".", "")) <= _SHORT else surface.casefold()


def _surfaces(book: Book) -> dict[str, str]:
    """Names to the actor that is mostly meant by them: first by mentions in the texts, then by names and aliases."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in book.mentions:
        if mention.form in _NAMING and "\n" not in mention.text:
            counts[_key(_POSSESSIVE.sub("", mention.text))][mention.actor_id] += 1
    said = {name: min(c, key=lambda i: (-c[i], i)) for name, c in counts.items()}
    own = {_key(n): a.actor_id for a in book.actors.values() for n in (*a.aliases, a.name, a.actor_id)}
    return own | said


def _strangers(text: str, left: Sequence[Word], book: Book) -> Iterator[Named]:
    """Capitalised words that the book does not know, as the registry knows them or as nobody."""
    groups: list[list[Word]] = []
    titled = _is_title(text)
    for n, word in enumerate(left):
        if not word.text[0].isupper() or (word.start == 0 and _is_opener(word)):
            continue
        if groups and n and left[n - 1] is groups[-1][-1] and text[groups[-1][-1].end : word.start].isspace():
            groups[-1].append(word)
        else:
            groups.append([word])
    if not groups:
        return
    from detente.actors.registry import Registry
    from detente.actors.resolve import resolve

    registry = Registry.load()
    for group in groups:
        start, end = group[0].start, group[-1].end
        found = resolve(text[start:end], book.until, registry)
        actor_id = found.actor.actor_id if found.actor else None
        if actor_id or not titled:
            written = any(text[start:end] in source.text for source in book.sources.values())
            yield Named(text[start:end], start, end, actor_id, actor_id in book.actors, written)


def _is_opener(word: Word) -> bool:
    """Whether a word opens a question, also negated ("Won't")."""
    text = word.text.casefold().replace("’", "'")
    return text in _OPENERS or text.endswith("n't")


def _is_title(text: str) -> bool:
    """Whether a question is written as a headline, Each Longer Word With a Capital."""
    longer = [w.text for w in words(text) if len(w.text) > 3 and w.text.casefold() not in _OPENERS]
    return len(longer) > 1 and all(w[0].isupper() for w in longer)
