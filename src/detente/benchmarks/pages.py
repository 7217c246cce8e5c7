"""How much of an article's text is found on its page, and how little else: F1 over runs of four words.

Pages come as JSON lines (gzip) with id, url, html, dump and body. The weights were learned from the development
pages; each of those is therefore read by a model that had not seen it (five folds by page, weights in
training/pages_folds.npz of the checkout), and pages that no fold knows are read by the weights of the package. Each
page gives one F1 (multisets of lower-case four-word runs); printed are the mean over pages and the micro figure over
all runs. The text compared is that of the blocks `lead`, `body` and `quote`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from detente.benchmarks.options import Options, upwards
from detente.benchmarks.scoring import Score
from detente.benchmarks.treebank import read_lines
from detente.intake.body import BodyModel, shipped_model
from detente.intake.html import read_html
from detente.intake.page import Page
from detente.intake.plaintext import read_plaintext
from detente.records import BlockRole

RUN = 4
COUNTED = {BlockRole.LEAD, BlockRole.BODY, BlockRole.QUOTE}
FOLDS = Path("training") / "pages_folds.npz"
_WORD = re.compile(r"\w+")


def run(options: Options) -> Iterator[str]:
    """Mean and micro F1 for each kind of input; with `errors` the worst pages too."""
    pages = [json.loads(line) for line in options.first(read_lines(options.file(f"pages/pages-{options.part}.jsonl.gz")))]
    folds = upwards(FOLDS)
    models = fold_models(folds) if folds else {}
    known = sum(page["id"] in models for page in pages)
    if known:
        yield f"{len(pages)} pages: {known} by models of the fold that had not seen them, the others by the shipped weights"
    else:
        yield f"{len(pages)} pages, by the shipped weights, which were learned from the development pages"
    for name, read in READERS.items():
        held = [(compare(article(read(p, models.get(p["id"], shipped_model()))), p["body"]), p["url"]) for p in pages]
        total = Score()
        for score, _ in held:
            total.add(score.right, score.predicted, score.gold)
        mean = sum(score.f1 for score, _ in held) / max(len(held), 1)
        yield f"{name}: mean F1 {mean:.3f}, micro F1 {total.f1:.3f}"
        for score, url in sorted(held, key=lambda h: h[0].f1)[: options.errors]:
            yield f"    {score.f1:.2f} {url}"


def compare(found: str, true: str) -> Score:
    """The four-word runs of a text, against those of the true article."""
    ours, gold = runs(found), runs(true)
    return Score((ours & gold).total(), ours.total(), gold.total())


def runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words; a text that is shorter is one run."""
    words = _WORD.findall(text.lower())
    return Counter(tuple(words[i : i + RUN]) for i in range(max(len(words) - RUN + 1, min(len(words), 1))))


def article(page: Page) -> str:
    """What the page's blocks say is its article."""
    return "\n".join(page.text[b.start : b.end] for b in page.blocks if b.role in COUNTED)


def flatten(dump: str) -> str:
    """The dump as people paste it: no indentation, no bullets, no empty lines."""
    lines = (re.sub(r"^[*+o-] +", "", line.strip()) for line in dump.split("\n"))
    return "\n".join(line for line in lines if line and line not in ("*", "+", "o", "-"))


def fold_models(path: Path) -> dict[str, BodyModel]:
    """For each development page the model that had not seen it."""
    with np.load(path) as stored:
        arrays: dict[str, Any] = dict(stored)
    folds = sorted(name.split("_")[0] for name in arrays if name.endswith("_pages"))
    models = {fold: BodyModel.load(arrays, f"{fold}_") for fold in folds}
    return {str(page): models[fold] for fold in folds for page in arrays[f"{fold}_pages"]}


READERS: dict[str, Callable[[dict[str, str], BodyModel], Page]] = {
    "text dumps": lambda page, model: read_plaintext(page["dump"], "", model),
    "text dumps without indentation, bullets, empty lines": lambda page, model: read_plaintext(flatten(page["dump"]), "", model),
    "HTML": lambda page, model: read_html(page["html"], page["url"], model),
}
