"""The learned part of attribution: a small network over the parse that marks cues, and for each cue its source and content.

Two stages share one encoder. The encoder looks at a token, its neighbours, its head and its dependents, three times over.
The first stage tags cues; the second looks at a passage from one cue (where each token hangs and how far off it is)
and tags source and content with a linear-chain CRF (Lafferty, McCallum and Pereira 2001). The order of the
two, and the idea of it, is Citron's (Newell, BBC 2021); the weights are trained on PolNeAR by training/attribution.py and
described in data/README.md. Nothing but numpy is needed to run it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import NumpyOps

from detente.reading.drafts import Stretch
from detente.reading.grid import Floats, Grid, Ints, Stand, View, Vocabulary, grid_of, view_of

GAP = 2
_OPS = NumpyOps()
DILATIONS = (1, 2, 4, 8)
NEIGHBOURS = (1, -1, 2, -2)
ENTRY = ("lemma", "tag", "dep", "ent")
SIGHT = ("level", "branch_dep", "up_dep", "distance", "sentence")
_LONGEST_SIGHT = 160
_TOKENS_AT_ONCE = 4000
_TAGS = 5
_IMPOSSIBLE = -1e4


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
        grids = [grid_of(s, self.words) for s in stands]
        if not sum(g.length for g in grids):
            return [[] for _ in stands]
        begins = np.cumsum([GAP, *(g.length + GAP for g in grids[:-1])])
        hidden = self._encode(grids, begins)
        chances = _softmax(self._line("cue", hidden))
        found: list[list[Told]] = []
        cues = [
            cue_spans(chances[b : b + g.length], self.threshold) if g.length else [] for b, g in zip(begins, grids, strict=True)
        ]
        jobs = [
            (k, view_of(g, [c for c, _ in here], s.scene))
            for k, (g, s, here) in enumerate(zip(grids, stands, cues, strict=True))
            if here
        ]
        roles = self._roles(hidden, begins, [(k, v, [c for c, _ in cues[k]]) for k, v in jobs])
        for k, here in enumerate(cues):
            found.append([_told(cue, score, roles[k, n]) for n, (cue, score) in enumerate(here)])
        return found

    def _line(self, name: str, x: Floats) -> Floats:
        # thinc's product runs in one thread, as the pipeline's own layers do: readers are processes.
        weight = self.weights[f"{name}.w"]
        rows = np.ascontiguousarray(x, np.float32).reshape(-1, weight.shape[0])
        product = np.asarray(_OPS.gemm(rows, weight), np.float32) + self.weights[f"{name}.b"]
        return product.reshape(*x.shape[:-1], weight.shape[1])

    def _encode(self, grids: Sequence[Grid], begins: NDArray[np.int64]) -> Floats:
        """The encoder over all passages, each `GAP` empty rows from the next."""
        size = int(begins[-1]) + grids[-1].length + GAP
        inside = np.concatenate([np.arange(g.length) + b for g, b in zip(grids, begins, strict=True)])
        vectors = np.concatenate([g.tensor for g in grids])
        parts = [self.weights[name][np.concatenate([getattr(g, name) for g in grids])] for name in ENTRY]
        parts += [np.maximum(self._line("tensor", vectors), 0), np.concatenate([g.flags for g in grids])]
        hidden = np.zeros((size, self.weights["entry.b"].shape[0]), np.float32)
        hidden[inside] = np.maximum(self._line("entry", np.concatenate(parts, 1)), 0)
        head = np.arange(size)
        head[inside] = np.concatenate([g.head + b for g, b in zip(grids, begins, strict=True)])
        below = _Below(head)
        for layer in range(self.layers):
            seen = [hidden, *(_shift(hidden, k) for k in self.neighbours), hidden[head], np.tanh(below.sums(hidden) / 2)]
            update = np.maximum(self._line(f"encode{layer}", np.concatenate([s[inside] for s in seen], 1)), 0)
            hidden[inside] += update
        return hidden

    def _roles(
        self, hidden: Floats, begins: NDArray[np.int64], jobs: Sequence[tuple[int, View, list[Stretch]]]
    ) -> dict[tuple[int, int], tuple[int, Ints]]:
        """For each passage and cue, the first token seen and the tags from there: 1, 2 source, 3, 4 content."""
        found: dict[tuple[int, int], tuple[int, Ints]] = {}
        tokens = self._line("role_token", hidden)
        for batch in _batches(jobs):
            emissions, lengths = self._emissions(hidden, tokens, begins, batch)
            tags = viterbi(emissions, lengths, self.weights)
            for row, sight in enumerate(batch):
                found[sight.passage, sight.row] = (sight.first, tags[row, : sight.length])
        return found

    def _emissions(
        self, hidden: Floats, tokens: Floats, begins: NDArray[np.int64], batch: Sequence[_Sight]
    ) -> tuple[Floats, NDArray[np.int64]]:
        lengths = np.array([s.length for s in batch])
        longest = int(lengths.max())
        at = np.array([begins[s.passage] + s.first for s in batch])[:, None] + np.arange(longest)
        real = (np.arange(longest) < lengths[:, None])[..., None]
        at = np.where(real[..., 0], at, 0)
        parts = []
        for name in SIGHT:
            codes = np.zeros((len(batch), longest), np.int32)
            for row, s in enumerate(batch):
                codes[row, : s.length] = getattr(s.view, name)[s.row, s.first : s.first + s.length]
            parts.append(self.weights[f"see_{name}"][codes])
        flags = np.zeros((len(batch), longest, 3), np.float32)
        for row, s in enumerate(batch):
            flags[row, : s.length] = s.view.flags[s.row, s.first : s.first + s.length]
        cue = np.stack([hidden[begins[s.passage] + s.cue[0] : begins[s.passage] + s.cue[1]].mean(0) for s in batch])
        head = hidden[[int(begins[s.passage] + s.view.head[s.row]) for s in batch]]
        own = self._line("role_cue", cue) + self._line("role_head", head)
        state = np.maximum(tokens[at] + own[:, None] + self._line("role_sight", np.concatenate([*parts, flags], 2)), 0) * real
        for layer, step in enumerate(DILATIONS):
            wide = np.concatenate([state, _shift_rows(state, step), _shift_rows(state, -step)], 2)
            state = (state + np.maximum(self._line(f"role{layer}", wide), 0)) * real
        return self._line("role", state), lengths


@dataclass(frozen=True, slots=True)
class _Sight:
    """One cue's view, from token `first` for `length` tokens of its passage."""

    passage: int
    view: View
    row: int
    cue: Stretch
    first: int
    length: int


def _batches(jobs: Sequence[tuple[int, View, list[Stretch]]], rows: int = 4000) -> list[list[_Sight]]:
    """The cues in the order of their passages' lengths, in batches of about as many rows."""
    sights = []
    for passage, view, cues in jobs:
        length = view.level.shape[1]
        for row, cue in enumerate(cues):
            first = max(0, cue[0] - _LONGEST_SIGHT)
            sights.append(_Sight(passage, view, row, cue, first, min(length, cue[1] + _LONGEST_SIGHT) - first))
    sights.sort(key=lambda s: (s.length, s.passage, s.row))
    batches: list[list[_Sight]] = []
    for sight in sights:
        last = batches[-1] if batches else None
        if last is None or sight.length * (len(last) + 1) > rows or sight.length > 1.5 * last[0].length + 8:
            batches.append([sight])
        else:
            last.append(sight)
    return batches


class _Below:
    """Sums over the dependents of each token."""

    def __init__(self, head: NDArray[np.int64]) -> None:
        hangs = np.nonzero(head != np.arange(len(head)))[0]
        self._order = hangs[np.argsort(head[hangs], kind="stable")]
        self._heads, self._starts = np.unique(head[self._order], return_index=True)

    def sums(self, hidden: Floats) -> Floats:
        total = np.zeros_like(hidden)
        if len(self._order):
            total[self._heads] = np.add.reduceat(hidden[self._order], self._starts, axis=0)
        return total


def cue_spans(chances: Floats, threshold: float) -> list[tuple[Stretch, float]]:
    """The cues of a passage from each token's chances of being outside, the beginning, or the rest of one."""
    found = []
    at, length = 0, len(chances)
    while at < length:
        begins, within = float(chances[at, 1]), float(chances[at, 2])
        if begins > threshold or (begins > 0.25 and begins + within > max(threshold, 0.5)):
            end = at + 1
            while end < length and chances[end, 2] > chances[end, 0] and chances[end, 1] <= max(chances[end, 2], threshold):
                end += 1
            found.append(((at, end), begins))
            at = end
        else:
            at += 1
    return found


def viterbi(emissions: Floats, lengths: NDArray[np.int64], weights: Mapping[str, Floats]) -> Ints:
    """The best tags of each row, (rows, tokens); what lies beyond a row's length is 0."""
    rows, longest, _ = emissions.shape
    moves = weights["crf_moves"] + FORBIDDEN
    score = weights["crf_start"] + FORBIDDEN_START + emissions[:, 0]
    back = np.zeros((rows, longest, _TAGS), np.int8)
    for t in range(1, longest):
        ways = score[:, :, None] + moves
        back[:, t] = ways.argmax(1)
        score = np.where((t < lengths)[:, None], ways.max(1) + emissions[:, t], score)
    tags = np.zeros((rows, longest), np.int32)
    at = (score + weights["crf_end"]).argmax(1)
    for t in range(longest - 1, -1, -1):
        inside = t < lengths
        tags[:, t] = np.where(inside, at, 0)
        at = np.where(inside, back[np.arange(rows), t, at], at)
    return tags


FORBIDDEN = np.zeros((_TAGS, _TAGS), np.float32)
for _after in (2, 4):
    FORBIDDEN[[t for t in range(_TAGS) if t not in (_after, _after - 1)], _after] = _IMPOSSIBLE
FORBIDDEN_START = np.array([0, 0, _IMPOSSIBLE, 0, _IMPOSSIBLE], np.float32)


def _told(cue: Stretch, score: float, seen: tuple[int, Ints]) -> Told:
    first, tags = seen
    tags = tags.copy()
    tags[cue[0] - first : cue[1] - first] = 0
    source = np.nonzero((tags == 1) | (tags == 2))[0]
    spans: list[Stretch] = []
    for i in (np.nonzero(tags > 2)[0] + first).tolist():
        if spans and spans[-1][1] == i:
            spans[-1] = (spans[-1][0], i + 1)
        else:
            spans.append((i, i + 1))
    whose = (int(source[0]) + first, int(source[-1]) + first + 1) if len(source) else None
    return Told(cue, whose, tuple(spans), score)


def _softmax(x: Floats) -> Floats:
    raised = np.exp(x - x.max(1, keepdims=True))
    return np.asarray(raised / raised.sum(1, keepdims=True), np.float32)


def _shift(x: Floats, k: int) -> Floats:
    """Each row as the row k places before it (negative: after)."""
    moved = np.zeros_like(x)
    if k > 0:
        moved[k:] = x[:-k]
    else:
        moved[:k] = x[-k:]
    return moved


def _shift_rows(x: Floats, k: int) -> Floats:
    moved = np.zeros_like(x)
    if abs(k) < x.shape[1]:
        if k > 0:
            moved[:, k:] = x[:, :-k]
        else:
            moved[:, :k] = x[:, -k:]
    return moved


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
