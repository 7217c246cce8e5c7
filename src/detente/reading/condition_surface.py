"""Where a marker's clause ends by the commas alone, for sentences whose parse misses it ("until Haftar withdraws his tanks")."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from detente.reading import syntax
from detente.reading.condition_markers import Draft, Marker

_WALLS = frozenset({";", ":", "“", "”", '"', "—", "--"})
_STOPS = _WALLS | {",", ".", "?", "!"}
_ALSO_TIMES = frozenset({"as", "so", "until", "before", "once"})
"""First words of markers that open times and measures as well as clauses."""
_HELPERS = frozenset({"will", "would", "can", "could", "may", "might", "shall", "must", "'ll", "’ll", "wo", "ca"})


def split(token: Token, end: int, marker: Marker) -> Draft | None:
    """The condition that a marker opens, with its sides cut at the commas: "Unless Oslo pays, …", "… unless Oslo pays"."""
    doc = token.doc
    start, stop = syntax.sentence_bounds(token)
    left = next((i + 1 for i in range(token.i - 1, start - 1, -1) if _is_wall(doc, i)), start)
    if _tells(doc, left, token.i):
        return _behind(doc, (left, token.i, end, _next(doc, end, stop, _STOPS)), marker)
    commas = [i for i in range(end + 2, stop) if doc[i].text == "," and _tells(doc, i + 1, stop)]
    if not commas or token.i - left > 1:
        return None
    comma = next((i for i in commas if _tells(doc, end, i)), commas[0])
    first = comma + 2 if doc[comma + 1].lower_ == "then" else comma + 1
    right = _next(doc, first, stop, _WALLS)
    if (
        not _tells(doc, first, right)
        or not _may_open(doc, end, comma, marker)
        or (marker.frame == "negated" and not _is_put_off(doc, (first, right, end, comma)))
    ):
        return None
    return Draft((token.i, end), marker.kind, frozenset(range(end, comma)), frozenset(range(first, right)))


def _behind(doc: Doc, places: tuple[int, int, int, int], marker: Marker) -> Draft | None:
    """A condition that follows what hangs on it: where that begins, where the marker begins and ends, where all ends."""
    left, at, end, right = places
    if (
        right - end < 2
        or not _may_open(doc, end, right, marker)
        or (marker.frame in {"negated", "future", "undated"} and not _is_put_off(doc, places))
    ):
        return None
    return Draft((at, end), marker.kind, frozenset(range(end, right)), frozenset(range(left, at)))


def skips_clause(head: Token, marker: Token, end: int) -> bool:
    """Whether the parse hangs a marker on the main clause: "If … tests another rocket, Japan will …" with "if" on "will"."""
    subject = syntax.child(head, *syntax.SUBJECTS)
    if subject is None or subject.i < end:
        return False
    return any(t.text == "," for t in marker.doc[end + 2 : subject.left_edge.i])


def _may_open(doc: Doc, start: int, stop: int, marker: Marker) -> bool:
    """Whether what stands after a marker can be a clause: "as long as they stay", not "as long as a mile"."""
    return marker.words[0] not in _ALSO_TIMES or _is_clause(doc, start, stop)


def _is_clause(doc: Doc, start: int, stop: int) -> bool:
    return any(t.pos_ in {"VERB", "AUX"} or syntax.child(t, "obj") is not None for t in doc[start:stop])


def _is_put_off(doc: Doc, places: tuple[int, int, int, int]) -> bool:
    """Whether "not … until" denies something for the time being, and a clause follows, not a time."""
    left, at, end, right = places
    lower = {t.lower_ for t in doc[left:at]}
    return _is_clause(doc, end, right) and (
        not lower.isdisjoint(_HELPERS) or any(syntax.lemma(t) == "refuse" for t in doc[left:at])
    )


def _tells(doc: Doc, start: int, stop: int) -> bool:
    return any(t.pos_ in {"VERB", "AUX"} for t in doc[start:stop])


def _is_wall(doc: Doc, i: int) -> bool:
    return doc[i].text in _WALLS or (doc[i].lower_ == "that" and doc[i].dep_ == "mark")


def _next(doc: Doc, start: int, stop: int, texts: frozenset[str]) -> int:
    return next((i for i in range(start, stop) if doc[i].text in texts), stop)
