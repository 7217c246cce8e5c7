"""Makes the weights by which Détente tells an article's text from the furniture of its page.

    python training/pages.py ../shared/data/pages/pages-dev.jsonl.gz

Needs scikit-learn. Each page is learned from in four forms: as a dump with indentation, without indentation and
bullets, without empty lines too, and as HTML. A stretch is body when half its words align with the page's true
article. The second look learns from first looks by models that had not seen the page.

Writes src/detente/intake/data/pages.npz (all pages) and training/pages_folds.npz: five models, each blind to a
fifth of the pages, with those pages' ids, so that `detente benchmark pages` can measure without training.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import json
import os
import re
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from detente.intake.context import surroundings
from detente.intake.extracted import extract
from detente.intake.features import describe
from detente.intake.overlap import shares
from detente.intake.render import render
from detente.intake.stretches import Stretch, find_stretches

ROOT = Path(__file__).parent.parent
FOLDS, INNER = 5, 3
WORD = re.compile(r"\w+")
View = tuple[list[Stretch], np.ndarray, np.ndarray, np.ndarray]


def flatten(dump: str) -> str:
    """A dump as people paste it: no indentation, no bullets."""
    return "\n".join(re.sub(r"^[*+o-](?: +|$)", "", line.strip()) for line in dump.split("\n"))


def press(dump: str) -> str:
    """The same without empty lines."""
    return "\n".join(line for line in flatten(dump).split("\n") if line)


def align(text: str, stretches: list[Stretch], body: str) -> tuple[np.ndarray, np.ndarray]:
    """For each stretch the share of its words that align with the article, and their number."""
    words = [(word, i) for i, s in enumerate(stretches) for word in WORD.findall(text[s.start : s.end].lower())]
    matcher = difflib.SequenceMatcher(None, [w for w, _ in words], WORD.findall(body.lower()), autojunk=False)
    hits, counts = np.zeros(len(stretches)), np.zeros(len(stretches))
    for _, i in words:
        counts[i] += 1
    for a, _, size in matcher.get_matching_blocks():
        for _, i in words[a : a + size]:
            hits[i] += 1
    return hits / np.maximum(counts, 1), counts


def views(page: dict[str, str]) -> list[View]:
    """The page's forms: stretches, features, labels and word counts."""
    found: list[View] = []
    html = render(page["html"])
    taken = shares(html.text, html.stretches, extract(page["html"], page["url"]).text)
    flat, pressed = flatten(page["dump"]), press(page["dump"])
    for text, stretches, signs in (
        (page["dump"], find_stretches(page["dump"]), None),
        (flat, find_stretches(flat), None),
        (pressed, find_stretches(pressed), None),
        (html.text, html.stretches, np.column_stack([taken, html.signs])),
    ):
        share, counts = align(text, stretches, page["body"])
        found.append((stretches, describe(text, stretches, signs), share >= 0.5, counts))
    return found


def fit(rows: list[list[np.ndarray]], pages: list[list[View]], rounds: int) -> HistGradientBoostingClassifier:
    """Trees on the given features; every view of a page weighs by the root of its words."""
    weights = []
    for page in pages:
        for _, _, _, counts in page:
            weight = np.log1p(counts) + 0.5
            weights.append(weight / np.sqrt(weight.sum()))
    weight = np.concatenate(weights)
    labels = np.concatenate([view[2] for page in pages for view in page])
    model = HistGradientBoostingClassifier(
        max_iter=rounds,
        learning_rate=0.08,
        max_leaf_nodes=10,
        max_depth=6,
        max_bins=127,
        min_samples_leaf=20,
        l2_regularization=2.0,
        max_features=0.3,
        early_stopping=False,
        random_state=0,
    )
    return model.fit(np.vstack([row for page in rows for row in page]), labels, weight / weight.mean())


def first_looks(model: HistGradientBoostingClassifier, page: list[View]) -> list[np.ndarray]:
    return [model.predict_proba(view[1])[:, 1] for view in page]


def train(pages: list[list[View]]) -> dict[str, Any]:
    """The arrays of both looks."""
    looks: dict[int, list[np.ndarray]] = {}
    for k in range(INNER):
        rest = [p for i, p in enumerate(pages) if i % INNER != k]
        model = fit([[v[1] for v in p] for p in rest], rest, 120)
        looks |= {i: first_looks(model, p) for i, p in enumerate(pages) if i % INNER == k}
    first = fit([[v[1] for v in p] for p in pages], pages, 120)
    around = [[surroundings(v[0], v[1], look) for v, look in zip(p, looks[i], strict=True)] for i, p in enumerate(pages)]
    second = fit(around, pages, 80)
    return export(first, "first") | export(second, "second")


def export(model: HistGradientBoostingClassifier, prefix: str) -> dict[str, Any]:
    """The trees as arrays in one row of nodes."""
    parts: dict[str, list[np.ndarray]] = {name: [] for name in ("feature", "threshold", "left", "right", "value")}
    roots, at, depth = [], 0, 0
    for (tree,) in model._predictors:
        nodes = tree.nodes
        leaf = nodes["is_leaf"].astype(bool)
        own = np.arange(len(nodes)) + at
        parts["feature"].append(np.where(leaf, 0, nodes["feature_idx"]).astype(np.int16))
        parts["threshold"].append(np.where(leaf, 0.0, nodes["num_threshold"]))
        parts["left"].append(np.where(leaf, own, nodes["left"] + at).astype(np.int32))
        parts["right"].append(np.where(leaf, own, nodes["right"] + at).astype(np.int32))
        parts["value"].append(np.where(leaf, nodes["value"], 0.0).astype(np.float32))
        roots.append(at)
        at += len(nodes)
        depth = max(depth, int(nodes["depth"].max()))
    arrays: dict[str, Any] = {f"{prefix}_{name}": np.concatenate(part) for name, part in parts.items()}
    arrays[f"{prefix}_roots"] = np.array(roots, dtype=np.int32)
    arrays[f"{prefix}_depth"] = depth
    arrays[f"{prefix}_baseline"] = float(np.ravel(model._baseline_prediction)[0])
    return arrays


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, help="JSON lines (gzip) with id, url, html, dump, body")
    arguments = parser.parse_args()
    with gzip.open(arguments.pages, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    pages = [views(record) for record in records]
    fold = np.random.RandomState(0).permutation(len(pages)) % FOLDS
    folds: dict[str, Any] = {}
    for k in range(FOLDS):
        arrays = train([p for p, f in zip(pages, fold, strict=True) if f != k])
        folds |= {f"{k}_{name}": value for name, value in arrays.items()}
        folds[f"{k}_pages"] = np.array([r["id"] for r, f in zip(records, fold, strict=True) if f == k])
        print(f"fold {k + 1} of {FOLDS} done", flush=True)
    np.savez_compressed(ROOT / "training/pages_folds.npz", **folds)
    np.savez_compressed(ROOT / "src/detente/intake/data/pages.npz", **train(pages))


if __name__ == "__main__":
    main()
