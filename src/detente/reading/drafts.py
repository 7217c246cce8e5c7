"""Statements before they are records: the cue, the source and the content of an attribution, in tokens of one passage."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from detente.reading import syntax
from detente.reading.scene import Attribution, Scene
from detente.reading.statement_kinds import QUOTE_MARKS

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as tokens: `spans` are the unbroken stretches of its content."""

    cue: Stretch
    source: Stretch | None
    spans: tuple[Stretch, ...]


def draft(found: Attribution, scene: Scene) -> Draft | None:
    """What the rules found, with trimmed spans; None when nothing but punctuation is left."""
    doc = scene.doc
    source = found.source_span
    if source is None and found.source is not None:
        source = syntax.noun_phrase(found.source)
    content = set(found.content) - set(range(*source or (0, 0)))
    if doc[found.cue[0]].text not in QUOTE_MARKS:
        content -= set(range(*found.cue))
    spans = []
    for first, last in _joined(content, doc):
        start, end = _trimmed(doc, first, last, scene)
        if any(t.is_alpha or t.like_num for t in doc[start:end]):
            spans.append((start, end))
    return Draft(found.cue, source, tuple(spans)) if spans else None


def _joined(content: set[int], doc: Doc) -> list[Stretch]:
    """The runs of content tokens; a gap of mere punctuation does not interrupt."""
    found: list[Stretch] = []
    for start, end in syntax.runs(doc[i] for i in content):
        if found and all(t.is_punct or t.is_space for t in doc[found[-1][1] : start]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _trimmed(doc: Doc, start: int, end: int, scene: Scene) -> Stretch:
    """Without edge commas, the final stop outside quotation marks, and marks whose partner lies outside."""
    while True:
        before = (start, end)
        start, end = syntax.trim(doc, start, end)
        if end - start > 1 and doc[end - 1].text in {".", "(", ")"} and doc[end - 1].i not in scene.in_quote:
            end -= 1
        for edge in (start, end - 1):
            if start < end and doc[edge].text in QUOTE_MARKS and not _has_partner(edge, start, end, scene):
                start, end = (start + 1, end) if edge == start else (start, end - 1)
        if (start, end) == before or start >= end:
            return start, end


def _has_partner(mark: int, start: int, end: int, scene: Scene) -> bool:
    """Whether a quotation that begins or ends with this mark lies inside the stretch."""
    quote = scene.around(mark)
    return quote is not None and start <= quote[0] and quote[-1] < end
