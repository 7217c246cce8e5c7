"""What each stretch of a page looks like, in numbers: its own shape, its neighbours', its place and indentation.

One row a stretch, columns in the order of `COLUMNS`. Nothing depends on the indentation being there: a page
without any has zeros in those columns and a flag that says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detente.intake.shape import LONGEST, SHAPE, WORD, own_shape
from detente.intake.stretches import Stretch
from detente.intake.words import word_set

Matrix = NDArray[np.float64]

_CARRIED = ("words", "terminal", "bullet", "lowered", "stops", "dated", "notice", "navigation", "teaser", "caption")
_PLACE = (
    "position",
    "place_from_end",
    "words_before",
    "gap",
    "gap_after",
    "indented",
    "indent_step",
    "indent_step_next",
    "indent_off_main",
    "indent_share",
    "same_indent_run",
    "repeated",
    "prose_before",
    "prose_after",
    "prose_3",
    "prose_8",
    "since_prose",
    "until_prose",
    "heading_since",
    "first_prose_distance",
    "last_prose_distance",
    "page_prose",
    "page_size",
    "in_title",
    "title_before",
    "title_distance",
)
SIGNS = ("extracted", "linked", "paragraph", "heading", "item", "extracted_before", "extracted_after", "extracted_near")
COLUMNS = (
    *SHAPE,
    *(f"{name}[{shift:+d}]" for shift in (-2, -1, 1, 2) for name in _CARRIED),
    *_PLACE,
    *SIGNS,
)


def describe(text: str, stretches: Sequence[Stretch], signs: Matrix | None = None) -> Matrix:
    """One row of `COLUMNS` for every stretch of the page.

    `signs` is what only HTML shows: the share of a stretch that another extractor took for body, and the renderer's
    signs (`Rendered.signs`).
    """
    if not stretches:
        return np.zeros((0, len(COLUMNS)))
    own = np.array([own_shape(text[s.start : s.end]) for s in stretches])
    column = {name: own[:, i] for i, name in enumerate(SHAPE)}
    neighbours = [_shifted(column[name], shift) for shift in (-2, -1, 1, 2) for name in _CARRIED]
    return np.column_stack([own, *neighbours, *_places(text, stretches, column), _marked_up(len(stretches), signs)])


def _marked_up(count: int, signs: Matrix | None) -> Matrix:
    if signs is None:
        return np.full((count, len(SIGNS)), -1.0)
    taken = signs[:, 0]
    return np.column_stack([signs, _shifted(taken, -1), _shifted(taken, 1), _smooth(taken, 4)])


def is_prose(column: dict[str, Matrix]) -> Matrix:
    """1 where a stretch is running text: long, ended like a sentence or with a sentence inside, not a bullet."""
    sentences = (column["terminal"] > 0) | (column["sentences"] >= 2)
    long = column["words"] >= np.log1p(12)
    marks: Matrix = (long & sentences & (column["lowered"] > 0.5) & (column["copyright"] == 0)).astype(float)
    return marks


def _shifted(values: Matrix, shift: int) -> Matrix:
    moved = np.full_like(values, -1.0)
    if shift < 0:
        moved[-shift:] = values[:shift]
    else:
        moved[:-shift] = values[shift:]
    return moved


def _places(text: str, stretches: Sequence[Stretch], column: dict[str, Matrix]) -> list[Matrix]:
    n = len(stretches)
    index = np.arange(n, dtype=float)
    words = np.expm1(column["words"])
    prose = is_prose(column)
    weight = words * prose
    gaps = np.array([min(s.gap, 5) for s in stretches], dtype=float)
    counts = Counter(text[s.start : s.end][:200].lower() for s in stretches)
    repeated = np.array([counts[text[s.start : s.end][:200].lower()] > 1 for s in stretches], dtype=float)
    total = max(weight.sum(), 1.0)
    title = _title_likeness(text, stretches, column)
    best = int(np.argmax(title)) if title.max(initial=0) > 0 else 0
    ran = np.flatnonzero(prose)
    first, last = (float(ran[0]), float(ran[-1])) if ran.size else (0.0, n - 1.0)
    return [
        index / n,
        (n - 1 - index) / n,
        np.concatenate([[0.0], np.cumsum(weight)[:-1]]) / total,
        gaps,
        np.append(gaps[1:], 0.0),
        *_indentation(stretches, weight),
        repeated,
        np.log1p(_window(weight, 3, back=True)),
        np.log1p(_window(weight, 3, back=False)),
        _smooth(prose, 3),
        _smooth(prose, 8),
        np.minimum(_distance(prose), 30),
        np.minimum(_distance(prose[::-1])[::-1], 30),
        np.minimum(_distance(((column["teaser"] > 0) & (words <= 6)).astype(float)), 60),
        np.clip(index - first, -30, 30),
        np.clip(last - index, -30, 30),
        np.full(n, prose.mean()),
        np.full(n, np.log1p(n)),
        title,
        (index > best).astype(float),
        np.clip(index - best, -40, 40),
    ]


def _indentation(stretches: Sequence[Stretch], weight: Matrix) -> list[Matrix]:
    """Whether the page is indented, steps to both neighbours, distance to the main text's column, share of prose there."""
    indent = np.array([s.indent for s in stretches], dtype=float)
    steps = np.diff(indent, prepend=indent[0])
    by_column: dict[float, float] = {}
    for column, value in zip(indent, weight, strict=True):
        by_column[column] = by_column.get(column, 0.0) + value
    main = max(by_column, key=lambda c: (by_column[c], -c))
    total = max(weight.sum(), 1.0)
    share = np.array([by_column[c] / total for c in indent])
    changes = np.flatnonzero(steps != 0)
    bounds = np.concatenate([[0], changes, [len(indent)]])
    run = np.repeat(np.diff(bounds), np.diff(bounds)).astype(float)
    indented = float(len(by_column) > 2)
    next_steps = np.append(steps[1:], 0.0)
    return [
        np.full(len(indent), indented),
        steps.clip(-20, 20),
        next_steps.clip(-20, 20),
        (indent - main).clip(-30, 30),
        share,
        np.log1p(run),
    ]


def _title_likeness(text: str, stretches: Sequence[Stretch], column: dict[str, Matrix]) -> Matrix:
    """How many of a short stretch's content words the page's running text uses, for stretches of headline length."""
    stops = word_set("stop_words")
    prose = is_prose(column)
    body = Counter(
        w for s, p in zip(stretches, prose, strict=True) if p for w in set(WORD.findall(text[s.start : s.end][:LONGEST].lower()))
    )
    likeness = np.zeros(len(stretches))
    for i, s in enumerate(stretches):
        content = {w for w in WORD.findall(text[s.start : s.end][:200].lower()) if w not in stops and len(w) > 2}
        if 3 <= len(content) <= 18 and not prose[i]:
            likeness[i] = sum(min(body[w], 3) for w in content) / (len(content) + 1)
    return likeness


def _window(values: Matrix, width: int, back: bool) -> Matrix:
    padded = np.concatenate([np.zeros(width), values, np.zeros(width)])
    offsets = range(-width, 0) if back else range(1, width + 1)
    moved: list[Matrix] = [padded[width + o : width + o + len(values)] for o in offsets]
    summed: Matrix = np.sum(moved, axis=0)
    return summed


def _smooth(values: Matrix, width: int) -> Matrix:
    return (_window(values, width, True) + _window(values, width, False) + values) / (2 * width + 1)


def _distance(marks: Matrix) -> Matrix:
    """Stretches since the last mark before or at each place; large where there is none."""
    index = np.arange(len(marks), dtype=float)
    last = np.maximum.accumulate(np.where(marks > 0, index, -1000.0))
    distance: Matrix = index - last
    return distance
