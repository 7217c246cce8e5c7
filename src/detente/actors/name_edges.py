"""Where a person's name begins and ends: initials, nicknames in quotation marks, hyphens and "Jr." that the pipeline cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from detente.actors import bodies
from detente.actors.scene import Scene
from detente.actors.title_words import title_words
from detente.actors.wordlists import listed

_INITIAL = re.compile(r"[A-Z]\.")
_HYPHENS = frozenset({"-", "–", "‑"})
_OPENING = frozenset({'"', "“", "''", "``", "‘", "("})
_CLOSING = frozenset({'"', "”", "''", "’", ")"})
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_PARTICLES = listed("particles") - {"and", "for", "in", "of", "on", "the", "to", "an", "as", "s"}
_NO_NAME = listed("no_name")
_TITLED_THINGS = 4


def nicknamed(scene: Scene) -> Iterator[tuple[int, int]]:
    """Names with a nickname inside: Robert C. "Bobby" Scott."""
    doc, lowered = scene.tokens, scene.lowered
    if _OPENING.isdisjoint(lowered):
        return
    for i, mark in enumerate(lowered):
        if mark not in _OPENING or not 0 < i < len(lowered) - 3 or not _is_name(doc[i - 1]):
            continue
        close = next((k for k in (i + 2, i + 3) if k + 1 < len(lowered) and lowered[k] in _CLOSING), None)
        if close is None or not all(_is_name(t) for t in doc[i + 1 : close]) or not _is_name(doc[close + 1]):
            continue
        start = i - 1
        while (
            start
            and (_INITIAL.fullmatch(doc[start].text) or _INITIAL.fullmatch(doc[start - 1].text))
            and _is_name(doc[start - 1])
        ):
            start -= 1
        if any(t.ent_type_ == "PERSON" for t in doc[start : close + 2]) and not (mark == "(" and doc[i + 1].text.isupper()):
            yield start, close + 2


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def widened(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """A name with the initial before it, and what follows after a hyphen, or as "Jr."."""
    doc = scene.tokens
    if start and _INITIAL.fullmatch(doc[start - 1].text) and doc[start - 1].pos_ == "PROPN" and not _after_name(doc[start - 1]):
        start -= 1
    while end + 1 < len(doc) and doc[end].text in _HYPHENS and not doc[end].whitespace_ and not doc[end - 1].whitespace_:
        if doc[end + 1].pos_ != "PROPN" or not (doc[end + 1].text[:1].isupper() or doc[end + 1].dep_ == "flat"):
            break
        end += 2
    if not scene.is_headline and end < len(doc) and _goes_on(doc[end], start) and not names_a_thing(scene, start, end):
        end += 1
    return start, end


def with_suffix(scene: Scene, end: int) -> int:
    """Where a name ends that "Jr." or "III" may follow."""
    doc = scene.tokens
    at = end + 1 if end + 1 < len(doc) and doc[end].text == "," else end
    if at < len(doc) and scene.lowered[at] in SUFFIXES and doc[at].text[:1].isupper():
        end = at + 1
        if end < len(doc) and doc[end].text == "." and not doc[end - 1].whitespace_ and not doc[end - 1].text.endswith("."):
            end += end + 1 < len(doc) and not doc[end + 1].is_sent_start
    return end


def _after_name(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).pos_ == "PROPN" and token.nbor(-1).text[:1].isupper() and not token.is_sent_start


def _goes_on(token: Token, start: int) -> bool:
    """Whether the parser makes the next word the last one of the name: "Nell Carden [Grey]"."""
    return (
        token.dep_ == "flat"
        and token.pos_ == "PROPN"
        and token.text.istitle()
        and token.ent_type_ in {"", "PERSON"}
        and start <= token.head.i < token.i
        and token.lower_ not in _NO_NAME
        and not bodies.is_head(token.lower_)
        and token.lower_ not in title_words("namesakes")
    )


def tightened(scene: Scene, start: int, end: int) -> tuple[int, int] | None:
    """A name without small words at its end; None where small words inside say that it is no name ("Brown v. Board")."""
    doc, texts = scene.tokens, scene.texts
    dash = next((i for i in range(start + 1, end) if texts[i] in _HYPHENS and doc[i].whitespace_ and doc[i - 1].whitespace_), end)
    end = dash
    while end > start and not texts[end - 1][:1].isupper():
        end -= 1
    for i in range(start, end):
        small = texts[i][:1].islower() and scene.lowered[i] not in _PARTICLES
        if small and not (i and texts[i - 1] in _HYPHENS):
            return None
    return (start, end) if end > start else None


def names_a_thing(scene: Scene, start: int, end: int) -> bool:
    """Whether capitalised words after a name make it a thing's: "George Bush [Presidential Center]", "Brown [Act]"."""
    doc = scene.tokens
    if scene.is_headline:
        return end - start > 1 and end < len(doc) and doc[end].lower_ in title_words("namesakes")
    last = doc[end - 1]
    for i in range(end, min(len(doc), end + _TITLED_THINGS)):
        token = doc[i]
        if not token.text[:1].isupper() or token.pos_ not in {"PROPN", "NOUN", "ADJ"} or not doc[i - 1].whitespace_:
            return False
        word = token.lower_
        if word in title_words("namesakes") or (bodies.is_head(word) and word not in {"mail", "sun", "star", "post"}):
            return True
        if (
            end - start > 1
            and last.dep_ == "compound"
            and last.head.i == i
            and token.pos_ == "PROPN"
            and token.ent_type_ != "PERSON"
        ):
            return True
    return False
