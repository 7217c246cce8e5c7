"""How much of an article's text is found on its page, and how little else: F1 over runs of four words.

    python benchmarks/pages.py ../shared/data/pages/pages-dev.jsonl.gz

Pages come as JSON lines (gzip) with id, url, html, dump and body. The weights were learned from the development
pages; each of those is therefore read by a model that had not seen it (five folds by page, weights in
training/pages_folds.npz), and pages that no fold knows are read by the weights of the package. Each page gives one
F1 (multisets of lower-case four-word runs); printed are the mean over pages and the micro figure over all runs.
The text compared is that of the blocks `lead`, `body` and `quote`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np

from detente.intake.body import BodyModel, shipped_model
from detente.intake.html import read_html
from detente.intake.page import Page
from detente.intake.plaintext import read_plaintext
from detente.records import BlockRole

RUN = 4
COUNTED = {BlockRole.LEAD, BlockRole.BODY, BlockRole.QUOTE}
WORD = re.compile(r"\w+")
FOLD_WEIGHTS = Path(__file__).parent.parent / "training/pages_folds.npz"


def runs(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text.lower())
    return Counter(tuple(words[i : i + RUN]) for i in range(max(len(words) - RUN + 1, min(len(words), 1))))


def article(page: Page) -> str:
    return "\n".join(page.text[b.start : b.end] for b in page.blocks if b.role in COUNTED)


def flatten(dump: str) -> str:
    """The dump as people paste it: no indentation, no bullets, no empty lines."""
    lines = (re.sub(r"^[*+o-] +", "", line.strip()) for line in dump.split("\n"))
    return "\n".join(line for line in lines if line and line not in ("*", "+", "o", "-"))


def fold_models() -> dict[str, BodyModel]:
    """For each development page the model that had not seen it."""
    with np.load(FOLD_WEIGHTS) as stored:
        arrays = dict(stored)
    folds = sorted(name.split("_")[0] for name in arrays if name.endswith("_pages"))
    models = {fold: BodyModel.load(arrays, f"{fold}_") for fold in folds}
    return {str(page): models[fold] for fold in folds for page in arrays[f"{fold}_pages"]}


READERS: dict[str, Callable[[dict[str, str], BodyModel], Page]] = {
    "text dumps": lambda page, model: read_plaintext(page["dump"], "", model),
    "text dumps without indentation, bullets, empty lines": lambda page, model: read_plaintext(flatten(page["dump"]), "", model),
    "HTML": lambda page, model: read_html(page["html"], page["url"], model),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--worst", type=int, default=0, help="also print this many of the worst pages")
    arguments = parser.parse_args()
    with gzip.open(arguments.pages, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    models = fold_models()
    unseen = sum(page["id"] in models for page in pages)
    print(
        f"{len(pages)} pages: {unseen} by models of the fold that had not seen them, {len(pages) - unseen} by the shipped weights"
    )
    for name, read in READERS.items():
        scores, total = [], np.zeros(3)
        for page in pages:
            found = runs(article(read(page, models.get(page["id"], shipped_model()))))
            true = runs(page["body"])
            counts = np.array([(found & true).total(), found.total(), true.total()], dtype=float)
            scores.append((2 * counts[0] / max(counts[1] + counts[2], 1), page["url"]))
            total += counts
        mean = sum(score for score, _ in scores) / len(scores)
        print(f"{name}: mean F1 {mean:.3f}, micro F1 {2 * total[0] / (total[1] + total[2]):.3f}")
        for score, url in sorted(scores)[: arguments.worst]:
            print(f"    {score:.2f} {url}")


if __name__ == "__main__":
    main()
