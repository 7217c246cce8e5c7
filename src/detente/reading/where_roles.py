"""What the phrases and objects of a word say about where its act took place.

A phrase with "in" or "near" says where; "to", "from" and "on" do so only with some words: "withdrew from
Mali", not "gas from Russia".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.actors.places import party_score
from detente.reading.frames import lexicon
from detente.reading.syntax import children
from detente.reading.where_names import is_city, is_known
from detente.reading.where_phrases import Place, in_phrase, listed, named, place_phrases, word_list

VERBS = frozenset({"VERB", "AUX"})
_WAYS = frozenset({"to", "into", "onto", "toward", "towards", "through"})
_AGAINST = frozenset({"on", "upon", "of", "over", "against", "for"})


def of_phrases(
    head: Token, around: frozenset[str], holder: Token | None = None, leaving: Token | None = None, only: Token | None = None
) -> Place | None:
    """The place of a word's own phrases: where before where to, these before where from.

    `holder`: the word that the phrases hang on, where it is another. `leaving`: a noun that owns the phrase right behind it;
    `only`: only the phrase right behind this noun counts.
    """
    best: tuple[int, Place] | None = None
    for marker, noun in _phrases(holder or head):
        if marker not in word_list("sure") | word_list("ways") | {"of"}:
            continue
        if (leaving is not None and _follows(noun, leaving)) or (only is not None and not _follows(noun, only)):
            continue
        found = in_phrase(noun, around) or _behind(marker, noun, around)
        rank = None if found is None else _rank(head, marker, noun, found)
        if rank is not None and found is not None and (best is None or rank < best[0]):
            best = rank, found
    return best[1] if best else None


def _phrases(head: Token) -> Iterator[tuple[str, Token]]:
    """A word's phrases, and those of the object that parsers make the head of a verb ("planes bombed Sanaa on Monday")."""
    yield from place_phrases(head)
    swapped = _swapped(head)
    if swapped is not None:
        yield from ((marker, c) for marker, c in place_phrases(swapped) if c.i > head.i)


def _swapped(verb: Token) -> Token | None:
    """The object that was parsed as the head of its verb: "planes bombed/amod Sanaa"."""
    noun = verb.head
    if verb.dep_ != "amod" or verb.tag_ not in {"VBN", "VBD"} or noun.i < verb.i:
        return None
    return (
        noun
        if any(c.i < verb.i for c in children(noun, "nsubj", "compound", "nmod", "nmod:poss", "amod") if c.i != verb.i)
        else None
    )


def _follows(noun: Token, topic: Token) -> bool:
    """Whether a phrase begins right behind a noun."""
    return noun.left_edge.i == topic.i + 1


def _behind(marker: str, noun: Token, around: frozenset[str]) -> Place | None:
    """The name right behind a preposition that parsers hang on a later noun: "strikes on Belgrade killed civilians"."""
    first = noun.left_edge
    if first.lower_ != marker or first.i + 1 >= noun.i or not any(c.tag_ == "VBN" for c in children(noun, "amod")):
        return None
    return named(noun.doc[first.i + 1], around)


def _rank(head: Token, marker: str, noun: Token, found: Place) -> int | None:
    """How surely a phrase says where an act took place, 0 for the surest; None where it says something else."""
    direct = named(noun) is not None
    if marker == "by" or (marker == "at" and direct and found.is_state):
        return None
    if marker in word_list("sure"):
        return 0
    if marker in _WAYS:
        return 1 if listed(head, "motion") or (listed(head, "sending") and _sends_forces(head)) else None
    if marker == "from":
        return 2 if listed(head, "motion") else None
    if marker in _AGAINST:
        if not direct:
            return 1 if marker in {"on", "upon"} else None
        physical = listed(head, "physical") or any(listed(c, "physical") for c in children(head, "obj"))
        return 1 if physical and not found.is_state and (marker != "for" or listed(head, "contested")) else None
    return None


def _sends_forces(verb: Token) -> bool:
    return any(listed(c, "forces") for c in objects_of(verb))


def objects_of(verb: Token) -> list[Token]:
    """What a verb acts on."""
    swapped = _swapped(verb)
    return [*children(verb, "obj", "nsubj:pass"), *([swapped] if swapped is not None else [])]


def of_object(head: Token, around: frozenset[str]) -> Place | None:
    """The place that an act is done to: "visited Tehran", "bombed the port of Latakia", "Aleppo was shelled"."""
    for c in objects_of(head):
        place = named(c, around)
        if place is not None:
            if place.is_state:
                return place if listed(head, "visiting") else None
            if not is_known(place.name) and not (is_city(place.name) and place.token.ent_type_ == "LOC"):
                continue
            physical = listed(head, "physical", "motion", "visiting")
            return place if physical or (not place.is_seat and not listed(head, "telling") and place.country) else None
        if listed(c, "place_nouns") and listed(head, "physical", "visiting", "motion"):
            inner = in_phrase(c, around)
            if inner is not None and not (inner.is_state and party_score(inner.token, seat=False) > 0):
                return inner
    return None


def is_event(noun: Token) -> bool:
    """Whether a noun tells an act of its own."""
    return noun.tag_ in {"NN", "NNS"} and noun.lower_ in lexicon().nouns and not listed(noun, "forces", "place_nouns")


def sure(noun: Token, around: frozenset[str]) -> Place | None:
    """The place that a noun's own phrase says it is in: "a base near Homs", "gunmen in Cabo Delgado"."""
    for marker, c in place_phrases(noun):
        if marker in word_list("sure") and marker != "by" and (found := in_phrase(c, around)) is not None:
            return found
    if listed(noun, "place_nouns") and not listed(noun, "held"):
        found = in_phrase(noun, around)
        return found if found is not None and not found.is_state else None
    return None
