"""The persons of one document as they are met: full names by family name, and the forms of address of those without one."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache

from detente.actors.forms import words
from detente.actors.genders import gender_of_address
from detente.actors.name_edges import SUFFIXES
from detente.actors.names import HONORIFICS
from detente.actors.scene import Scene
from detente.actors.title_words import title_words

Key = tuple[str, ...]
_HYPHENS = frozenset({"-", "–", "‑"})
PARTICLES = title_words("family_particles")
_MARKS = frozenset({"s"})


class People:
    """The full names of one document, by family name."""

    def __init__(self) -> None:
        self._by_last: dict[str, set[str]] = defaultdict(set)
        self._by_name: dict[tuple[str, str], str] = {}
        self._by_first: dict[str, set[tuple[Key, str]]] = defaultdict(set)
        self._addressed: dict[str, set[str | None]] = defaultdict(set)
        self._uses: Counter[str] = Counter()
        self.places: list[tuple[int, int, str]] = []
        self.towns: set[str] = set()

    def meet(self, key: Key, actor_id: str, passage: int, at: int) -> None:
        """Note a full name where it stands."""
        self._by_last[key[-1]].add(actor_id)
        self._by_name[key[0], key[-1]] = actor_id
        if len(key) > 1:
            self._by_first[key[0]].add((key, actor_id))
        self.places.append((passage, at, actor_id))
        self._uses[actor_id] += 1

    def use(self, actor_id: str) -> None:
        """Note that a family name meant somebody."""
        self._uses[actor_id] += 1

    def before(self, found: set[str], passage: int, at: int) -> set[str]:
        """Those of some persons who have been met before a place; all of them when none has, as in a headline."""
        return {a for p, i, a in self.places if a in found and (p, i) < (passage, at)} or found

    def any_before(self, found: set[str], passage: int, at: int) -> bool:
        """Whether any of some persons has been met before a place."""
        return any(a in found and (p, i) < (passage, at) for p, i, a in self.places)

    def address(self, last: str, title: str) -> None:
        """Note a family name after a title, when the document may give no full name."""
        self._addressed[last].add(gender_of_address(title))

    def addressed(self, last: str) -> bool:
        """Whether a family name stood after titles that one person can bear."""
        return last in self._addressed and not {"m", "f"} <= self._addressed[last]

    def repeated(self, scene: Scene, at: int) -> tuple[int, str] | None:
        """The end of a full name met before that stands at a token, written out again, and its person."""
        first = scene.first[at]
        for key, actor_id in self._by_first.get(scene.words[first] if first < len(scene.words) else "", ()):
            if tuple(scene.words[first : first + len(key)]) == key:
                end = scene.owner[first + len(key) - 1] + 1
                return None if end < len(scene.tokens) and scene.lowered[end] in _HYPHENS else (end, actor_id)
        return None

    def weight(self, actor_id: str) -> int:
        """How often somebody has been named so far."""
        return self._uses[actor_id]

    def known(self, key: Key) -> str | None:
        """The person of a full name met before, middle names aside."""
        return self._by_name.get((key[0], key[-1]))

    def with_last(self, last: str) -> set[str]:
        return self._by_last.get(last, set())

    def with_first(self, first: str) -> set[str]:
        """The persons of a given name (or of a family name that stands first)."""
        return {actor_id for _, actor_id in self._by_first.get(first, ())}

    def with_initial(self, initial: str, last: str) -> set[str]:
        """The persons of a family name whose given name begins with a letter."""
        return {actor_id for (first, family), actor_id in self._by_name.items() if family == last and first.startswith(initial)}


@lru_cache(maxsize=16384)
def name_key(text: str) -> Key:
    """A name's folded words without titles, suffixes and initials; an initial stays where nothing else precedes the name."""
    found = [w for w in words(text) if w not in HONORIFICS and w not in SUFFIXES and w not in _MARKS]
    long = [w for w in found if len(w) > 1]
    return tuple(long) if len(long) > 1 else tuple(w for i, w in enumerate(found) if len(w) > 1 or i == 0)


def is_junior(text: str) -> bool:
    """Whether a name ends in "Jr." or "III" and has no initial, as when father and son are told apart."""
    found = words(text)
    return bool(found) and found[-1] in SUFFIXES and not any(len(w) == 1 for w in found[:-1]) and len(found) < 4


def is_family_only(text: str, key: Key) -> bool:
    """Whether a name of several words is a family name alone: "Holtz-Eakin", "al-Assad"."""
    return len(key) > 1 and " " not in text.strip() and any(h in text for h in _HYPHENS)


def begins_with_particle(key: Key) -> bool:
    """Whether a name begins as family names do: "De Blasio", and "Al" only with a hyphen, since it is a given name too."""
    return len(key) > 1 and key[0] in PARTICLES - {"al"}
