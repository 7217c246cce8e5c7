"""Where an event took place: the place named by a locative phrase of its clause, and the country that holds it.

Names are looked up among the registry's states and seats of government, the regions of `data/regions.yaml` and the
cities of `data/cities.tsv` (GeoNames, CC BY 4.0); of cities with one name the capital or the largest is meant.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from spacy.tokens import Token

from detente.actors.lexicon import Use
from detente.actors.registry import Registry
from detente.reading.clauses import phrases
from detente.reading.words import load_yaml
from detente.records import ActorKind

_SURE = frozenset({"in", "at", "near", "outside", "inside", "across", "around", "within", "throughout"})
_LOCATIVE = _SURE | {"into", "from", "to", "through", "over"}


@cache
def gazetteer() -> dict[str, str]:
    """Country by the name of a city or region."""
    text = (files("detente.reading") / "data" / "cities.tsv").read_text(encoding="utf-8")
    found = dict(line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    for country, names in load_yaml("regions.yaml").items():
        found.update(dict.fromkeys(names, country))
    return found


@lru_cache(maxsize=4096)
def country_of(name: str) -> str | None:
    """The country (ISO 3166-1 alpha-3) that a place's name means, or None for an unknown name."""
    bare = name.removeprefix("the ").removeprefix("The ").strip()
    registry = Registry.load()
    form = registry.find(bare)
    if form is not None and form.use in {Use.NAME, Use.SEAT}:
        actor = registry.get(form.actor_id)
        if actor.kind is ActorKind.STATE or form.use is Use.SEAT:
            return actor.country
    return gazetteer().get(bare)


@lru_cache(maxsize=4096)
def adjective_of(word: str) -> str | None:
    """The country that an adjective names ("Syrian")."""
    form = Registry.load().find(word)
    return Registry.load().get(form.actor_id).country if form is not None and form.use in {Use.ADJECTIVE, Use.DEMONYM} else None


def place_at(head: Token) -> tuple[str, str | None] | None:
    """The name around a proper noun and its country; None where the token names no place."""
    if head.pos_ != "PROPN" and not (head.text[:1].isupper() and head.pos_ == "NOUN" and country_of(head.text)):
        return None
    first, last = head.i, head.i
    while (
        first > head.sent.start
        and (head.doc[first - 1].pos_ == "PROPN" or head.doc[first - 1].text[:1].isupper())
        and head.doc[first - 1].head.i in range(first - 1, last + 1)
    ):
        first -= 1
    while last + 1 < head.sent.end and head.doc[last + 1].pos_ == "PROPN" and head.doc[last + 1].dep_ in {"flat", "compound"}:
        last += 1
    for start in range(first, head.i + 1):
        name = head.doc[start : last + 1].text
        country = country_of(name)
        if country is not None:
            return name, country
    name = head.doc[first : last + 1].text
    return (name, None) if head.ent_type_ == "LOC" else None


def locate(trigger: Token) -> tuple[str | None, str | None]:
    """Place and country of an act: a phrase of the act itself, else of the verb that carries a noun; (None, None) if unsaid."""
    heads = [trigger]
    if trigger.pos_ == "NOUN":
        heads += [trigger.head] if trigger.dep_ in {"obj", "nsubj", "nsubj:pass", "xcomp"} else []
    else:
        heads += [c for c in trigger.children if c.dep_ in {"obj", "xcomp", "nsubj:pass"}]
    best: tuple[str, str | None] | None = None
    for head in heads:
        for marker, noun in phrases(head):
            if marker not in _LOCATIVE:
                continue
            found = _in_phrase(noun)
            if found is not None and marker in _SURE:
                return found
            best = best or found
    return best or (None, None)


def _in_phrase(noun: Token) -> tuple[str, str | None] | None:
    """The place that a phrase names: its head, else what its head lies in ("a village near Kabul", "the Syrian town of Homs")."""
    own = place_at(noun)
    if own is not None:
        return own
    inner = [n for marker, n in phrases(noun) if marker in _SURE | {"of"}]
    inner += [c for c in noun.children if c.dep_ in {"appos", "compound", "nmod:poss"}]
    return next((found for n in inner if (found := place_at(n)) is not None), None)
