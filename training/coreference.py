"""Learns what pronouns mean: the weights in src/detente/actors/data/reference/antecedents.json, from GUM's chains.

    python training/coreference.py ../shared/data/treebank/en_gum-train.conllu.gz OUT.json

The referents are those that the casting itself meets in a text, so that names it misses are missing here too; which of them a
pronoun means is told by the gold chains, also for the pronouns before it.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize

from detente.actors import mentions
from detente.actors.anaphora import References
from detente.actors.antecedents import NONE_SIZES, PAIR_SIZES, Anaphor, Kind
from detente.actors.discourse import Referent
from detente.actors.registry import Registry
from detente.actors.stage import Stage
from detente.benchmarks.chains import GoldDocument, GoldMention, read_documents
from detente.language.pipeline import load_pipeline

GENRES = {"news": 3.0, "interview": 2.0, "bio": 2.0, "speech": 2.0}
STRENGTH = 1.0
"""Of the L2 penalty on the weights."""


@dataclass(frozen=True)
class Example:
    """A pronoun: its pairs, the features of "nobody known", which pairs are right (none: nobody known), how much it weighs."""

    kind: Kind
    pairs: list[tuple[int, ...]]
    none: tuple[int, ...]
    right: list[bool]
    weight: float


class Observer(References):
    """A walk that takes the gold answer for every pronoun and keeps what it saw."""

    def __init__(self, stage: Stage, mentions: Iterable[GoldMention], weight: float) -> None:
        super().__init__(stage)
        self.examples: list[Example] = []
        self.weight = weight
        self._by_head: dict[tuple[int, int], list[GoldMention]] = defaultdict(list)
        for mention in mentions:
            self._by_head[mention.paragraph, mention.head].append(mention)

    def chain(self, passage: int, head: int, *, group: bool) -> str | None:
        """The gold chain of a mention; coordinations are the widest of those with one head."""
        found = self._by_head.get((passage, head))
        if not found:
            return None
        wide = max if group else min
        return wide(found, key=lambda m: m.end - m.start).chain

    def choose(
        self, anaphor: Anaphor, found: Sequence[Referent], pairs: Sequence[tuple[int, ...]], none: tuple[int, ...]
    ) -> tuple[Referent, float] | None:
        place = anaphor.place
        gold = self.chain(place.passage, place.token.i, group=False)
        right = [gold is not None and self.chain(r.passage, r.head, group=r.group) == gold for r in found]
        self.examples.append(Example(anaphor.kind, list(pairs), none, right, self.weight))
        return next(((r, 1.0) for r, ok in zip(found, right, strict=True) if ok), None)


def observe(documents: Iterable[GoldDocument]) -> list[list[Example]]:
    """The examples of each document."""
    nlp, registry = load_pipeline(), Registry.load()
    out: list[list[Example]] = []
    for document in documents:

        def walk(stage: Stage, document: GoldDocument = document) -> None:
            observer = Observer(stage, document.mentions(), GENRES.get(document.genre, 1.0))
            observer.claim()
            out.append(observer.examples)

        with patch.object(mentions, "claim_references", walk):
            mentions.cast_passages(document.passages(nlp), registry, document.written)
    return out


def fit(examples: Sequence[Example], strength: float = STRENGTH) -> dict[str, list[list[float]]]:
    """Weights that make the right answers likely: the marginal likelihood of all right pairs, or of nobody."""
    starts = np.cumsum([0, *PAIR_SIZES, *NONE_SIZES])
    pair_starts, none_starts = starts[: len(PAIR_SIZES)], starts[len(PAIR_SIZES) : -1]
    rows, groups, right, weights = [], [], [], []
    for number, example in enumerate(examples):
        lone = not any(example.right)
        for pair, ok in zip(example.pairs, example.right, strict=True):
            rows.append(np.array(pair) + pair_starts)
            groups.append(number)
            right.append(ok)
        rows.append(np.array(example.none) + none_starts)
        groups.append(number)
        right.append(lone)
        weights.append(example.weight)
    owner, good, weight = np.array(groups), np.array(right), np.array(weights)
    flat = np.concatenate(rows)
    lengths = np.array([len(r) for r in rows])
    row_of = np.repeat(np.arange(len(rows)), lengths)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = np.bincount(row_of, w[flat], len(rows))
        top = np.full(len(examples), -np.inf)
        np.maximum.at(top, owner, scores)
        powers = np.exp(scores - top[owner])
        total = np.bincount(owner, powers, len(examples))
        hit = np.bincount(owner, powers * good, len(examples))
        value = -(weight * np.log(hit / total)).sum() + strength * (w**2).sum()
        slope = weight[owner] * (powers / total[owner] - powers * good / hit[owner])
        return value, np.bincount(flat, slope[row_of], len(w)) + 2 * strength * w

    found = minimize(loss, np.zeros(starts[-1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    split = [[round(float(v), 3) for v in found[a:b]] for a, b in pairwise(starts)]
    return {"pair": split[: len(PAIR_SIZES)], "none": split[len(PAIR_SIZES) :]}


def learn(documents: Sequence[Sequence[Example]]) -> dict[str, dict[str, list[list[float]]]]:
    """The weights by class of pronoun."""
    return {kind.name.lower(): fit([e for d in documents for e in d if e.kind is kind]) for kind in Kind}


def main(treebank: str, out: str) -> None:
    weights = learn(observe(read_documents(Path(treebank))))
    Path(out).write_text(json.dumps(weights) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
