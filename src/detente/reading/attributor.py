"""The learned part of attribution: a small network over the parse that marks cues, and for each cue its source and content.

Two stages share one encoder. The encoder looks at a token, its neighbours, its head and its dependents, three times over.
The first stage tags cues; the second looks at a passage from one cue (where each token hangs and how far off it is)
and tags source and content with a linear-chain CRF (Lafferty, McCallum and Pereira 2001). The order of the
two, and the idea of it, is Citron's (Newell, BBC 2021); the weights are trained on PolNeAR by training/attribution.py and
described in data/README.md. Nothing but numpy is needed to run it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import NumpyOps

from detente.reading.drafts import Stretch
from detente.reading.grid import Floats, Grid, Ints, Stand, Vocabulary, grid_of_all
from detente.reading.tagging import cue_spans, viterbi
from detente.reading.views import Look, Places, View, looks, view_of_all

GAP = 2
_OPS = NumpyOps()
DILATIONS = (1, 2, 4, 8)
NEIGHBOURS = (1, -1, 2, -2)
ENTRY = ("lemma", "tag", "dep", "ent")
SIGHT = ("level", "branch_dep", "up_dep", "distance", "sentence")
_TOKENS_AT_ONCE = 6000
_ROWS_AT_ONCE = 4000
_ROWS_OF_LAYER = 500
_CONTENT = 3
"""The tags from here on are those of contents."""


@dataclass(frozen=True, slots=True)
class Told:
    """A cue with its source and content, in tokens of its passage; `score` is the network's trust in the cue, 0 to 1."""

    cue: Stretch
    source: Stretch | None
    spans: tuple[Stretch, ...]
    score: float


class Attributor:
    """The network with its weights. It reads the vectors of the pipeline that it was trained on, and of no other."""

    def __init__(self, weights: Mapping[str, Floats], settings: Mapping[str, object]) -> None:
        self.weights = weights
        self.words = {name: Vocabulary(words) for name, words in settings["words"].items()}  # type: ignore[attr-defined]
        self.width = int(weights["tensor.w"].shape[0])
        self.layers = sum(name.startswith("encode") and name.endswith(".w") for name in weights)
        self.neighbours = NEIGHBOURS[: weights["encode0.w"].shape[0] // weights["encode0.b"].shape[0] - 3]
        self.threshold = float(settings["threshold"])  # type: ignore[arg-type]
        self._sights = _tables(weights)

    def knows(self, doc: Doc) -> bool:
        """Whether a document comes from the pipeline that the network was trained on: parsed, with vectors of its width."""
        return not len(doc) or (doc.tensor.shape == (len(doc), self.width) and doc.has_annotation("DEP"))

    def read(self, stands: Sequence[Stand]) -> list[list[Told]]:
        """The attributions of each passage, in order of their cues; passages may be of several documents."""
        found: list[list[Told]] = []
        begin, tokens = 0, 0
        for k, stand in enumerate(stands):
            tokens += len(stand.passage.doc)
            if tokens > _TOKENS_AT_ONCE or k == len(stands) - 1:
                found += self._read(stands[begin : k + 1])
                begin, tokens = k + 1, 0
        return found

    def _read(self, stands: Sequence[Stand]) -> list[list[Told]]:
        grid = grid_of_all(stands, self.words)
        if not grid.length:
            return [[] for _ in stands]
        # Each passage stands GAP empty rows from the next.
        begins = [b + GAP * (k + 1) for k, b in enumerate(grid.begins)]
        hidden = self._encode(grid, begins)
        chances = _softmax(self._line("cue", hidden))
        cues = [cue_spans(chances[b : b + n], self.threshold) for b, n in zip(begins, grid.lengths, strict=True)]
        rows = [
            look
            for k, (stand, here) in enumerate(zip(stands, cues, strict=True))
            if here
            for look in looks(grid, k, [c for c, _ in here], stand.scene)
        ]
        tags = self._roles(grid, hidden, rows) if rows else []
        told = (_told(row, tags) for row, tags in zip(rows, tags, strict=True))
        return [[Told(cue, *next(told), score) for cue, score in here] for here in cues]

    def _line(self, name: str, x: Floats) -> Floats:
        # thinc's product runs in one thread, as the pipeline's own layers do: readers are processes.
        weight = self.weights[f"{name}.w"]
        rows = np.ascontiguousarray(x, np.float32).reshape(-1, weight.shape[0])
        product = np.asarray(_OPS.gemm(rows, weight), np.float32)
        product += self.weights[f"{name}.b"]
        return product.reshape(*x.shape[:-1], weight.shape[1])

    def _layer(self, name: str, x: Floats) -> Floats:
        """A line with its negative values cut off."""
        product = self._line(name, x)
        return np.maximum(product, 0, out=product)

    def _encode(self, grid: Grid, begins: Sequence[int]) -> Floats:
        """The encoder over all passages; the rows between them stay empty."""
        size = begins[-1] + grid.lengths[-1] + GAP
        inside = np.arange(grid.length) + np.repeat(GAP * np.arange(1, len(begins) + 1), grid.lengths)
        between = np.ones(size, np.bool_)
        between[inside] = False
        parts = [self.weights[name][getattr(grid, name)] for name in ENTRY]
        parts += [self._layer("tensor", grid.tensor), grid.flags]
        width = self.weights["entry.b"].shape[0]
        hidden = np.zeros((size, width), np.float32)
        hidden[inside] = self._layer("entry", np.concatenate(parts, 1))
        head = np.arange(size)
        head[inside] = inside[grid.head]
        below = _Below(head)
        told, under = np.empty_like(hidden), np.zeros_like(hidden)
        seen = np.zeros((min(size, _ROWS_OF_LAYER), 3 + len(self.neighbours), width), np.float32)
        for layer in range(self.layers):
            below.sums(hidden, under)
            under *= 0.5
            np.tanh(under, out=under)
            for start in range(0, size, _ROWS_OF_LAYER):
                end = min(start + _ROWS_OF_LAYER, size)
                here = seen[: end - start]
                here[:, 0] = hidden[start:end]
                for k, away in enumerate(self.neighbours):
                    _shift(hidden, here[:, k + 1], start, away)
                here[:, -2] = hidden[head[start:end]]
                here[:, -1] = under[start:end]
                np.add(self._layer(f"encode{layer}", here.reshape(end - start, -1)), hidden[start:end], out=told[start:end])
            told[between] = 0
            hidden, told = told, hidden
        return hidden

    def _roles(self, grid: Grid, hidden: Floats, rows: Sequence[Look]) -> list[Ints]:
        """For each cue the tags from its first token on: 1, 2 source, 3, 4 content."""
        order = sorted(range(len(rows)), key=lambda r: rows[r].seen)
        lengths = np.array([rows[r].seen for r in order])
        emissions = np.zeros((len(rows), int(lengths[-1]), self.weights["role.b"].shape[0]), np.float32)
        tokens = self._line("role_token", hidden)
        for start, end in _batches(lengths.tolist()):
            scores = self._emissions([rows[r] for r in order[start:end]], grid, hidden, tokens)
            emissions[start:end, : scores.shape[1]] = scores
        tags = viterbi(emissions, lengths, self.weights)
        found = {r: tags[place, : lengths[place]] for place, r in enumerate(order)}
        return [found[r] for r in range(len(rows))]

    def _emissions(self, rows: Sequence[Look], grid: Grid, hidden: Floats, tokens: Floats) -> Floats:
        """The scores of the tags, of the tokens that each cue sees."""
        view = view_of_all(grid, rows)
        begins = np.array([r.begin + GAP * (r.passage + 1) for r in rows])
        own = self._line("role_cue", _means(hidden, begins, np.array([r.cue for r in rows])))
        own += self._line("role_head", hidden[begins + view.head])
        length, first = np.array([r.seen for r in rows]), np.array([r.first for r in rows])
        columns = np.arange(int(length.max()))
        real = (columns < length[:, None])[..., None]
        places = np.where(real[..., 0], first[:, None] + columns, 0)
        state = tokens[begins[:, None] + places]
        state += own[:, None]
        for table, codes in zip(self._sights, self._codes(view), strict=True):
            state += table[codes if codes.shape == places.shape else np.take_along_axis(codes, places, 1)]
        np.maximum(state, 0, out=state)
        state *= real
        wide = np.empty((*state.shape[:2], 3, state.shape[2]), np.float32)
        beyond = np.nonzero(~real[..., 0])
        for layer, step in enumerate(DILATIONS):
            wide[:, :, 0] = state
            wide[:, :step, 1] = wide[:, -step:, 2] = 0
            wide[:, step:, 1] = state[:, :-step]
            wide[:, :-step, 2] = state[:, step:]
            state += self._layer(f"role{layer}", wide.reshape(*state.shape[:2], -1))
            state[beyond] = 0
        return self._line("role", state)

    def _codes(self, view: View) -> tuple[Places, Places, Places]:
        """The rows of the tables of views, for each cue and token."""
        distances, relations = len(self.weights["see_distance"]), len(self.weights["see_up_dep"])
        flags = view.flags.astype(np.int64) @ np.array([1, 2, 4])
        return view.level * distances + view.distance, view.branch_dep * relations + view.up_dep, view.sentence * 8 + flags


class _Below:
    """Sums over the dependents of each token, the first ones of all tokens first: each step adds to a token but once."""

    def __init__(self, head: NDArray[np.int64]) -> None:
        hangs = np.nonzero(head != np.arange(len(head)))[0]
        hangs = hangs[np.argsort(head[hangs], kind="stable")]
        heads = head[hangs]
        starts = np.nonzero(np.diff(heads, prepend=-1))[0]
        rank = np.arange(len(hangs)) - np.repeat(starts, np.diff(starts, append=len(hangs)))
        order = np.argsort(rank, kind="stable")
        cuts = np.cumsum(np.bincount(rank))[:-1]
        self._steps = list(zip(np.split(heads[order], cuts), np.split(hangs[order], cuts), strict=True))

    def sums(self, hidden: Floats, total: Floats) -> None:
        """Write the sums into `total`, whose rows without dependents are left as they are: zero."""
        for step, (heads, hangs) in enumerate(self._steps):
            if step:
                total[heads] += hidden[hangs]
            else:
                total[heads] = hidden[hangs]


def _means(hidden: Floats, begins: Places, cues: Places) -> Floats:
    """The mean state of the tokens of each cue, which are seldom more than one."""
    first, lengths = begins + cues[:, 0], cues[:, 1] - cues[:, 0]
    total: Floats = hidden[first]
    for further in range(1, int(lengths.max())):
        longer = np.nonzero(lengths > further)[0]
        total[longer] += hidden[first[longer] + further]
    total /= lengths[:, None].astype(np.float32)
    return total


def _told(look: Look, tags: Ints) -> tuple[Stretch | None, tuple[Stretch, ...]]:
    """The source and the stretches of content that the tags of a look tell."""
    begin, end = look.cue
    source: list[int] = []
    spans: list[Stretch] = []
    for i, tag in enumerate(tags.tolist(), look.first):
        if not tag or begin <= i < end:
            continue
        if tag < _CONTENT:
            source.append(i)
        elif spans and spans[-1][1] == i:
            spans[-1] = (spans[-1][0], i + 1)
        else:
            spans.append((i, i + 1))
    return (source[0], source[-1] + 1) if source else None, tuple(spans)


def _tables(weights: Mapping[str, Floats]) -> tuple[Floats, Floats, Floats]:
    """What the parts of a view add to a token's state, as the weights of `role_sight` see them, by the codes of `_codes`.

    A token has few views: looking its state up is cheaper than computing it.
    """
    line = weights["role_sight.w"]
    seen: dict[str, Floats] = {}
    at = 0
    for name in SIGHT:
        table = weights[f"see_{name}"]
        seen[name] = table @ line[at : at + table.shape[1]]
        at += table.shape[1]
    flags = np.array([[bits & 1, bits >> 1 & 1, bits >> 2] for bits in range(8)], np.float32) @ line[at:]
    flags = flags + weights["role_sight.b"]
    pairs = ((seen["level"], seen["distance"]), (seen["branch_dep"], seen["up_dep"]), (seen["sentence"], flags))
    first, second, third = ((a[:, None] + b).reshape(-1, line.shape[1]) for a, b in pairs)
    return first, second, third


def _batches(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows of rising lengths in stretches (start, end) of about as many tokens, none much longer than the first."""
    start = 0
    for row, length in enumerate(lengths):
        if row > start and (length * (row + 1 - start) > _ROWS_AT_ONCE or length > 1.3 * lengths[start] + 8):
            yield start, row
            start = row
    yield start, len(lengths)


def _softmax(x: Floats) -> Floats:
    raised = np.exp(x - x.max(1, keepdims=True))
    return np.asarray(raised / raised.sum(1, keepdims=True), np.float32)


def _shift(x: Floats, out: Floats, start: int, k: int) -> None:
    """Write into the rows of `out` the rows of `x` from `start` on, k places before (negative: after); none lies at the edge."""
    first, last = max(0, start - k), min(len(x), start - k + len(out))
    out[first - start + k : last - start + k] = x[first:last]
    out[: first - start + k] = 0
    out[last - start + k :] = 0


@cache
def attributor() -> Attributor | None:
    """The attributor that ships with the package; None where it is not installed."""
    place = files("detente.reading").joinpath("data/attribution.npz")
    if not place.is_file():
        return None
    with place.open("rb") as stream, np.load(stream) as held:
        weights = {name: held[name].astype(np.float32) for name in held.files if name != "settings"}
        settings = json.loads(str(held["settings"]))
    return Attributor(weights, settings)
