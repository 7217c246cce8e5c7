"""Organisations that the registry does not know: from ORG names in the text that look like names of bodies."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from spacy.tokens import Doc, Token

from detente.actors.forms import slug
from detente.actors.schema import Loader
from detente.actors.wordlists import listed
from detente.records import Actor, ActorKind, Origin


@lru_cache(maxsize=1)
def _heads() -> dict[str, tuple[ActorKind, tuple[str, ...]]]:
    raw = yaml.load((Path(__file__).parent / "data" / "bodies.yaml").read_text("utf-8"), Loader=Loader)
    return {head: (ActorKind(item["kind"]), tuple(item["sectors"])) for item in raw for head in item["heads"]}


_GENERIC = listed("generic")
_INSIDE = frozenset({"of", "for", "the", "and", "on", "in", "&", "'s", "’s", "-", "at", "de"})


def plausible(doc: Doc, start: int, end: int) -> bool:
    """Whether tokens named ORG are written as a body's name is: several capitalised words with a head word, or an acronym."""
    span = doc[start:end]
    if (
        not span.text
        or len(span) > 9
        or any(t.is_digit or t.like_url or t.text in {",", ":", "(", ")", "@", "|", "/"} for t in span)
    ):
        return False
    if all(t.lower_ in _GENERIC or t.lower_ in _heads() or t.lower_ in _INSIDE for t in span):
        return False
    if not (_capital(span[0]) and _capital(span[-1])) or any(not _capital(t) and t.lower_ not in _INSIDE for t in span):
        return False
    return len(span) > 1 and head_word(doc, start, end) is not None


def head_word(doc: Doc, start: int, end: int) -> str | None:
    """The word that says what kind of body a name is of: before the first "of", else the last, else the first."""
    lowered = [t.lower_.strip(".") for t in doc[start:end]]
    cut = next((i for i, word in enumerate(lowered) if word in {"of", "for", "on", "in", "at"} and i), len(lowered))
    for word in (lowered[cut - 1], lowered[0]):
        if word in _heads():
            return word
    return None


def sectors_of(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """What the head word of a body's name says about its sectors."""
    return _heads().get(head_word(doc, start, end) or "", (ActorKind.GROUP, ()))[1]


def body(doc: Doc, start: int, end: int, country: str | None = None) -> Actor:
    """The actor that a plausible name makes: its id is the name's slug."""
    name = doc[start:end].text
    name = name[4:] if name.lower().startswith("the ") else name
    kind, sectors = _heads().get(head_word(doc, start, end) or "", (ActorKind.GROUP, ()))
    return Actor(slug(name), name, kind, country, sectors, (), Origin.TEXT)


def acronym_of(doc: Doc, end: int) -> Token | None:
    """The acronym in brackets right after a name, when there is one: "Center for X (CX)"."""
    if (
        end + 2 < len(doc)
        and doc[end].text == "("
        and doc[end + 2].text == ")"
        and doc[end + 1].text.isupper()
        and len(doc[end + 1]) > 1
    ):
        return doc[end + 1]
    return None


def is_head(word: str) -> bool:
    """Whether a lower-case word heads names of bodies."""
    return word in _heads()


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()
