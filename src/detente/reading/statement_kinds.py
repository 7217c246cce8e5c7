"""Direct, indirect or mixed: how much of what is said is told in the speaker's own words.

Own words stand inside quotation marks, or after a speaker's label in a transcript and after a colon in the first person.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.reading.parsed import parsed
from detente.reading.scene import Scene
from detente.records import StatementKind

QUOTE_MARKS = frozenset("\"“”„«»'‘’‚") | {"``", "''"}
_ENDS = frozenset({".", "?", "!", "…", "..."})
_OWN = frozenset({"i", "we", "me", "us", "my", "our", "you", "your"})


def kind_of(cue: tuple[int, int], spans: Sequence[tuple[int, int]], scene: Scene) -> StatementKind:
    """Direct when all words are the speaker's own, indirect when none, mixed else; cue and spans are token offsets.

    What is attributed inside a quotation is told by the one who is quoted, in his words: indirect, unless quoted again.
    """
    held = parsed(scene.doc)
    texts, lower = held.texts, held.lower
    words = [i for span in spans for i in range(*span) if texts[i].isalpha() and lower[i] != "that"]
    mark = texts[cue[0]]
    if cue[0] in scene.in_quote and mark not in QUOTE_MARKS:
        return StatementKind.INDIRECT
    inside = sum(i in scene.in_quote for i in words)
    if inside == len(words):
        return StatementKind.DIRECT if words else StatementKind.INDIRECT
    if _is_turn(cue, spans, scene):
        return StatementKind.DIRECT
    return StatementKind.MIXED if inside else StatementKind.INDIRECT


def _is_turn(cue: tuple[int, int], spans: Sequence[tuple[int, int]], scene: Scene) -> bool:
    """Whether a content is a speaker's turn: it ends with the cue, or follows a label's colon as a sentence of his own."""
    tokens = parsed(scene.doc).tokens
    mark = tokens[cue[0]].text
    if mark in _ENDS:
        return True
    if mark != ":" or spans[0][0] < cue[1] or cue[1] - cue[0] > 1:
        return False
    words = [t for start, end in spans for t in tokens[start:end]]
    own = any(t.lower_ in _OWN and not (len(t) > 1 and t.text.isupper()) for t in words)
    return own or tokens[-1].text in {".", "?"}
