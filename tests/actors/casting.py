"""What the casting tests share: a text as passages, and its cast as pairs of words and ids."""

from __future__ import annotations

from datetime import date

from spacy.language import Language

from detente.actors.cast import Cast
from detente.actors.mentions import cast_passages
from detente.actors.registry import Registry
from detente.language.passages import Passage, level
from detente.records import Block, BlockRole, MentionForm


def passages(nlp: Language, text: str) -> list[Passage]:
    """One passage a line."""
    out, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.append(Passage("d1", Block(at, at + len(line), BlockRole.BODY), nlp(level(line)), line))
        at += len(line) + 1
    return out


def cast(nlp: Language, text: str, on: str | None = None) -> Cast:
    return cast_passages(passages(nlp, text), Registry.load(), date.fromisoformat(on) if on else None)


def pairs(nlp: Language, text: str, on: str | None = None) -> list[tuple[str, str]]:
    """The mentions as (words, actor id), in the order of the text."""
    return [(a.mention.text, a.actor_id) for a in cast(nlp, text, on).appearances]


def form_of(found: Cast, words: str) -> MentionForm | None:
    return next((a.mention.form for a in found.appearances if a.mention.text == words), None)
