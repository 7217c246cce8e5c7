"""Where a phrase says that something took place: the place that its noun names, or that the noun is part of or lies near.

"Kabul", "the Afghan capital", "the West Bank town of Tubas", "a village near Shusha", "Borno state", "the border with Iran".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from detente.reading.syntax import children, lemma, marker_of
from detente.reading.where_names import (
    capital_of,
    is_known,
    is_seat,
    is_state,
    meant,
    nowhere,
    ordinary,
    state_of_adjective,
    states_of,
)
from detente.reading.words import word_lists

_LONGEST = 5
_ARTICLED = frozenset({"The Hague", "The Gambia", "The Bahamas"})
_AT = frozenset({"in", "near", "outside", "at", "inside"})
_SMALL = frozenset({"of", "da", "de", "do", "del", "al", "es", "el", "ez", "a", "i", "e", "au", "sur", "upon"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place, its state (ISO 3166-1 alpha-3, None where it is unknown or in none) and the token that ends its name."""

    name: str
    country: str | None
    token: Token

    @property
    def is_state(self) -> bool:
        return is_state(self.name)

    @property
    def is_seat(self) -> bool:
        return is_seat(self.name)


def listed(token: Token, *names: str) -> bool:
    """Whether a word is in one of the lists of `data/where_words.yaml`, by form or lemma."""
    held = word_lists("where_words.yaml")
    return any(token.lower_ in held[n] or lemma(token) in held[n] for n in names)


def word_list(name: str) -> frozenset[str]:
    return word_lists("where_words.yaml")[name]


def place_phrases(head: Token) -> Iterator[tuple[str, Token]]:
    """The prepositional phrases of a word, as last word of the preposition and head; also those without a preposition's label."""
    for c in children(head, "obl", "nmod", "obl:tmod", "advmod", "dep", "nmod:poss"):
        marker = marker_of(c) or (c.left_edge.lower_ if c.left_edge.tag_ == "IN" else "")
        if marker:
            yield "from" if marker == "out of" else marker.rsplit(" ", maxsplit=1)[-1], c


def in_phrase(noun: Token, around: frozenset[str] = frozenset(), depth: int = 3) -> Place | None:
    """The place of a phrase: its head's name, else what the head is a part of or lies near."""
    own = named(noun, around)
    if own is not None and own.name not in nowhere():
        return _before_comma(noun, own, around)
    if own is not None:
        within = (in_phrase(c, around, depth - 1) for marker, c in place_phrases(noun) if depth and marker == "in")
        return next((p for p in within if p is not None), own)
    if listed(noun, "borders"):
        return _border(noun)
    if noun.lower_ == "capital" and (found := _capital(noun, around)) is not None:
        return found
    for c in children(noun, "appos", "flat"):
        if (found := named(c, around)) is not None:
            return found
    is_place = listed(noun, "place_nouns")
    for marker, inner in place_phrases(noun) if depth else ():
        if marker in word_list("sure") or (marker == "of" and is_place):
            found = in_phrase(inner, around, depth - 1)
            if found is not None:
                return _narrowed(found, noun)
    before = [c for c in children(noun, "compound", "nmod:poss", "nmod", "amod") if c.i < noun.i and not marker_of(c)]
    for c in before if is_place else ():
        if (found := named(c, around)) is not None and (states_of(found.name) or found.name in nowhere()):
            return found
    return None


def _before_comma(token: Token, found: Place, around: frozenset[str]) -> Place:
    """The smaller place where the larger one was parsed as its head: "in Ohrid, North Macedonia"."""
    doc, first = token.doc, token.left_edge.i
    commas = [i for i in range(first + 1, found.token.i) if doc[i].text == ","]
    if not commas or doc[commas[0] - 1].head.i not in range(first, found.token.i + 1):
        return found
    smaller = named(doc[commas[0] - 1], around)
    return found if smaller is None else Place(smaller.name, found.country, smaller.token)


def _narrowed(found: Place, noun: Token) -> Place:
    """The place with the state of the noun's adjective: "the Egyptian resort of Taba"."""
    if found.name in nowhere() or not listed(noun, "parts"):
        return found
    for c in children(noun, "amod", "compound", "nmod:poss", "nmod"):
        if c.i < noun.i:
            state = state_of_adjective(c.text) or next(iter(_states_before(c)), None)
            if state is not None and (found.country is None or state in states_of(found.name)):
                return Place(found.name, state, found.token)
    return found


def _states_before(token: Token) -> tuple[str, ...]:
    place = named(token)
    return (place.country,) if place is not None and place.country is not None else ()


def named(token: Token, around: frozenset[str] = frozenset()) -> Place | None:
    """The place that the name around a token names; None for persons, bodies and common words."""
    if not token.text[:1].isupper() or token.tag_ in {"PRP", "PRP$", "CD"} or state_of_adjective(token.text):
        return None
    if token.tag_ == "JJ" and not states_of(token.text):
        return None
    first, last = _bounds(token)
    doc = token.doc
    whole = doc[first : last + 1].text
    for start in range(first, last + 1):
        for stop in range(last + 1, start, -1):
            name = doc[start:stop].text
            if name.startswith("The ") and name not in _ARTICLED:
                continue
            if not (states_of(name) or name in nowhere()) or not _is_whole(token, first, start, stop, last):
                continue
            if token.ent_type_ == "PERSON" and (stop - start < last + 1 - first or not (is_known(name) or _is_at(token))):
                return None
            return Place(name, meant(name, doc[stop - 1], around), doc[stop - 1])
    if token.ent_type_ == "LOC" and token.pos_ == "PROPN":
        return Place(whole, meant(whole, doc[last], around), doc[last])
    return None


def _is_at(token: Token) -> bool:
    """Whether a preposition that is only used of places stands before a name: taggers take persons for places, and back."""
    before = token.doc[token.left_edge.i - 1] if token.left_edge.i else token
    return token.left_edge.lower_ in _AT or before.lower_ in _AT


def _is_whole(token: Token, first: int, start: int, stop: int, last: int) -> bool:
    """Whether what a name leaves over of the words around it only describes it ("northern", "Province")."""
    doc = token.doc
    rest = [*range(first, start), *range(stop, last + 1)]
    if not rest:
        return True
    if token.ent_type_ in {"PERSON", "ORG"}:
        return False
    return all(doc[i].text in ordinary() or not doc[i].text[:1].isupper() or state_of_adjective(doc[i].text) for i in rest)


def _bounds(token: Token) -> tuple[int, int]:
    """First and last word in capitals around a token that belong to one name."""
    doc, sent = token.doc, token.sent
    first = last = token.i
    while first > sent.start and token.i - first < _LONGEST and _joins(doc[first - 1], first, last):
        first -= 1
    while last + 1 < sent.end and last - token.i < _LONGEST and _joins(doc[last + 1], first, last):
        last += 1
    return first, last


def _joins(word: Token, first: int, last: int) -> bool:
    """Whether a word next to a name is part of it; hyphens are, and small words that join two in capitals."""
    doc = word.doc
    if word.text == "-" or (word.text in _SMALL and doc[word.i - 1].text == "-"):
        return not word.whitespace_ and not doc[word.i - 1].whitespace_ and word.i > word.sent.start
    if word.text in _SMALL and word.sent.start < word.i < word.sent.end - 1:
        beyond = doc[word.i - 1] if word.i < first else doc[word.i + 1]
        name = doc[min(first, beyond.i) : max(last, beyond.i) + 1].text
        return beyond.text[:1].isupper() and bool(states_of(name) or name in nowhere())
    if not word.text[:1].isupper() or word.is_punct or word.tag_ in {"CD", "IN"}:
        return False
    near = first <= word.head.i <= last or doc[last].head.i == word.i or doc[first].head.i == word.i
    return near or doc[first - 1].text == "-" or doc[word.i - 1].text == "-"


def _border(noun: Token) -> Place:
    """The border itself, which is in two states: "border with Iran", "Thai-Cambodian border"."""
    doc = noun.doc
    first = noun.i
    for c in children(noun, "amod", "compound", "nmod", "nmod:poss"):
        if c.i < noun.i and c.text[:1].isupper():
            first = min(first, c.left_edge.i if c.left_edge.text[:1].isupper() else c.i)
    last = noun.i
    for marker, c in place_phrases(noun):
        if marker in {"with", "to"} and named(c) is not None:
            last = c.i
            break
    return Place(doc[first : last + 1].text, None, doc[last])


def _capital(noun: Token, around: frozenset[str]) -> Place | None:
    """ "The Afghan capital", "Georgia's capital", "the capital of Mali", "the Turkish capital, Ankara"."""
    after = [*children(noun, "appos", "flat", "compound"), *(doc_next for doc_next in _next_names(noun))]
    for c in after:
        if c.i > noun.i and (found := named(c, around)) is not None:
            return found
    owners = [c for c in children(noun, "amod", "nmod:poss", "compound", "nmod") if c.i < noun.i]
    owners += [c for marker, c in place_phrases(noun) if marker == "of"]
    for owner in owners:
        place = named(owner, around)
        state = state_of_adjective(owner.text) or (place.country if place is not None else None)
        name = capital_of(state) if state else None
        if name is not None:
            return Place(name, state, noun)
    return None


def _next_names(noun: Token) -> Iterator[Token]:
    """The name behind "capital" or "capital,", however it was parsed."""
    doc, end = noun.doc, noun.sent.end
    at = noun.i + 1
    if at < end and doc[at].text == ",":
        at += 1
    if at < end and doc[at].tag_[:3] == "NNP":
        yield doc[at]
