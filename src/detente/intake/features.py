"""What each stretch of a page looks like, in numbers: its own shape, its neighbours', its place and indentation.

One row a stretch, columns in the order of `COLUMNS`. Nothing depends on the indentation being there: a page
without any has zeros in those columns and a flag that says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detente.intake.dates import find_date
from detente.intake.stretches import Stretch
from detente.intake.words import phrases, word_set

Matrix = NDArray[np.float64]

_LONGEST = 4000
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?=\s+[\"“‘'(\[]?[^\W\d_a-z]|\s*$)|[。！？]")
_TERMINAL = re.compile(r"[.!?。！？…][\"”’'»」)\]]*\s*(?:\[\d+\]\s*)?$")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BULLET = re.compile(r"(?:[*+•▪‣]|o|-|–|\d{1,2}[.)])(?:\s+|$)")
_QUOTE = re.compile(r"[\"“”«»]")
_SAYING = re.compile(r"\b(?:said|says|told|added|wrote|according to|announced|reported|explained|noted)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.|\w@\w|\.(?:com|org|net|co\.uk)\b", re.IGNORECASE)
_HANDLE = re.compile(r"(?:^|\s)[@#]\w")
_BYLINE = re.compile(
    r"(?:by|author|text|written by|posted by|reporting by|editing by|from|von)[:\s]+\w|.{0,40}\b(?:staff|correspondent|reporter|editor)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b[ap]\.?m\b", re.IGNORECASE)
_AGO = re.compile(r"\b(?:\d+|an?)\s*(?:min(?:ute)?|h(?:ou)?r?|day|week|month|year)s?\s+ago\b", re.IGNORECASE)
_YOU = re.compile(r"\b(?:you|your|we|our|us)\b", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s[|/»›>•·]\s|»|\s/\s")


def _share(count: int, of: int) -> float:
    return count / of if of else 0.0


def _own_shape(text: str) -> list[float]:
    """The columns that a stretch has by itself."""
    text = text[:_LONGEST]
    bullet = _BULLET.match(text)
    core = text[bullet.end() :] if bullet else text
    words = _WORD.findall(core)
    lower = [w.lower() for w in words]
    count = max(len(words), len(_IDEOGRAPH.findall(core)) // 2)
    stops = word_set("stop_words")
    content = [w for w in words if w.lower() not in stops]
    dated = find_date(core[:300]) if count <= 60 else None
    short = count <= 60
    return [
        float(np.log1p(count)),
        float(np.log1p(len(core))),
        float(len(_SENTENCE_END.findall(core))),
        float(bool(_TERMINAL.search(core))),
        float(core.rstrip().endswith(":")),
        float(core.rstrip().endswith(("...", "…"))),
        float(core[:1].islower()),
        float(core[:1].isupper() or core[:1] in "\"“‘'"),
        float(bullet is not None),
        float(bullet is not None and text[:1] in "+o"),
        _share(core.count(","), count),
        _share(sum(w in stops for w in lower), count),
        _share(sum(w[:1].isupper() for w in content), len(content)),
        _share(sum(w.isupper() and len(w) > 1 for w in words), count),
        _share(sum(c.isdigit() for c in core), len(core)),
        _share(sum(not c.isalnum() and not c.isspace() for c in core), len(core)),
        float(len(_QUOTE.findall(core))),
        float(bool(_SAYING.search(core))),
        float(bool(_ADDRESS.search(core))),
        float(bool(_HANDLE.search(core))),
        float(dated is not None),
        _share(dated.end - dated.start, len(core)) if dated else 0.0,
        float(bool(_CLOCK.search(core)) and short),
        float(bool(_AGO.search(core))),
        float(short and bool(_BYLINE.match(core))),
        _share(len(_YOU.findall(core)), count),
        float(bool(_SEPARATOR.search(core))),
        float(len(phrases("notice").findall(core))),
        float(len(phrases("navigation").findall(core)) if short else 0),
        float(bool(phrases("teaser").search(core)) and short),
        float(bool(phrases("caption").search(core))),
        float(bool(re.match(r"\W*(?:copyright|©|\(c\))", core, re.IGNORECASE))),
        float(core.startswith("(") and core.endswith(")")),
        _share(len(set(lower)), count),
        _share(sum(w[:1].isalpha() and not w[:1].isupper() for w in words), len(words)),
    ]


_OWN = (
    "words chars sentences terminal colon ellipsis lower_start upper_start bullet sub_bullet commas stops capitals "
    "shouting digits signs quotes saying address handle dated date_share clock ago byline you separator notice "
    "navigation teaser caption copyright bracketed variety lowered"
).split()
_CARRIED = ("words", "terminal", "bullet", "lowered", "stops", "dated", "notice", "navigation", "teaser", "caption")
_PLACE = (
    "position place_from_end words_before gap gap_after indented indent_step indent_step_next indent_off_main "
    "indent_share same_indent_run repeated prose_before prose_after prose_3 prose_8 since_prose until_prose "
    "heading_since first_prose_distance last_prose_distance page_prose page_size in_title title_before title_distance"
).split()
COLUMNS = (
    *_OWN,
    *(f"{name}[{shift:+d}]" for shift in (-2, -1, 1, 2) for name in _CARRIED),
    *_PLACE,
    "extracted",
)


def describe(text: str, stretches: Sequence[Stretch], extracted: Matrix | None = None) -> Matrix:
    """One row of `COLUMNS` for every stretch of the page.

    `extracted` is the share of each stretch that another extractor took for body; it is known for HTML only.
    """
    if not stretches:
        return np.zeros((0, len(COLUMNS)))
    own = np.array([_own_shape(text[s.start : s.end]) for s in stretches])
    column = {name: own[:, i] for i, name in enumerate(_OWN)}
    neighbours = [_shifted(column[name], shift) for shift in (-2, -1, 1, 2) for name in _CARRIED]
    known = np.full(len(stretches), -1.0) if extracted is None else extracted
    return np.column_stack([own, *neighbours, *_places(text, stretches, column), known])


def is_prose(column: dict[str, Matrix]) -> Matrix:
    """1 where a stretch is running text: long, ended like a sentence or with a sentence inside, not a bullet."""
    sentences = (column["terminal"] > 0) | (column["sentences"] >= 2)
    long = column["words"] >= np.log1p(12)
    return (long & sentences & (column["lowered"] > 0.5) & (column["copyright"] == 0)).astype(float)


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
    return [np.full(len(indent), indented), steps.clip(-20, 20), next_steps.clip(-20, 20), (indent - main).clip(-30, 30), share, np.log1p(run)]


def _title_likeness(text: str, stretches: Sequence[Stretch], column: dict[str, Matrix]) -> Matrix:
    """How many of a short stretch's content words the page's running text uses, for stretches of headline length."""
    stops = word_set("stop_words")
    prose = is_prose(column)
    body = Counter(
        w for s, p in zip(stretches, prose, strict=True) if p for w in set(_WORD.findall(text[s.start : s.end][:_LONGEST].lower()))
    )
    likeness = np.zeros(len(stretches))
    for i, s in enumerate(stretches):
        content = {w for w in _WORD.findall(text[s.start : s.end][:200].lower()) if w not in stops and len(w) > 2}
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
