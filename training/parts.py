"""Learns which part a mention plays in an event, from the curriculum: python training/parts.py OUT.json (scikit-learn).

Prints the figures of a five-fold cross-validation by sentence, given trigger and type, beside those of the frames' slots alone.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc

import curriculum
from detente.actors.mentions import cast_passages
from detente.engines import Setup
from detente.language.passages import parse
from detente.reading.coding import candidates
from detente.reading.frames import lexicon
from detente.reading.participants import Stage
from detente.reading.parts import ACTOR, RECIPIENT, Player, features, players, slots_rule
from detente.records import Block, BlockRole, Document

LEAST, STRENGTH, FOLDS, SMALLEST = 2, 0.3, 5, 0.03
Example = tuple[list[str], int, int]


def examples() -> list[Example]:
    """(features, part, number of the sentence) of every mention beside every marked event."""
    reader = Setup().reader()
    items = list(curriculum.read())
    found: list[Example] = []
    for number, (document, passages) in enumerate(parse([_document(i, item.text) for i, item in enumerate(items)], reader.nlp)):
        doc = passages[0].doc
        stage = Stage(cast_passages(passages, reader.registry, document.published), 0)
        for event in items[number].events:
            span = doc.char_span(*event.trigger, alignment_mode="expand")
            if span is None:
                continue
            fitting = [c for c in candidates(span.root.sent, stage, lexicon()) if span.start <= c.trigger.i < span.end]
            same = next((c for c in fitting if c.event_type.value == event.event_type), fitting[0] if fitting else None)
            trigger = span.root if same is None else same.trigger
            here = players(trigger.sent, stage)
            places = [p.head.i for p in here]
            for order, player in enumerate(here):
                rule = "norule" if same is None else slots_rule(player, same.slots)
                between = sum(min(player.head.i, trigger.i) < i < max(player.head.i, trigger.i) for i in places)
                told = features(trigger, event.event_type, player, rule, (order, len(here), between), stage)
                part = ACTOR * _inside(player, doc, event.actors) or RECIPIENT * _inside(player, doc, event.recipients)
                found.append((told, part, number))
    return found


def _document(number: int, text: str) -> Document:
    return Document(f"c{number}", "curriculum", text, "", (Block(0, len(text), BlockRole.BODY),), published=date(2016, 3, 2))


def _inside(player: Player, doc: Doc, spans: tuple[tuple[int, int], ...]) -> bool:
    start, end = doc[player.means[0].start].idx, doc[player.means[0].end - 1].idx + len(doc[player.means[0].end - 1])
    return any(start < b and a < end for a, b in spans)


def main(out: Path) -> None:
    told, parts, sentences = zip(*examples(), strict=True)
    counts = Counter(name for names in told for name in set(names))
    columns = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= LEAST))}
    cells = [(row, columns[name]) for row, names in enumerate(told) for name in set(names) if name in columns]
    matrix = csr_matrix((np.ones(len(cells)), tuple(zip(*cells, strict=True))), (len(told), len(columns)))
    wanted, folds = np.array(parts), np.array(sentences) % FOLDS
    guessed = np.zeros_like(wanted)
    for fold in range(FOLDS):
        model = LogisticRegression(C=STRENGTH, max_iter=300).fit(matrix[folds != fold], wanted[folds != fold])
        guessed[folds == fold] = model.predict(matrix[folds == fold])
    ruled = np.array([ACTOR if "rule=A" in names else RECIPIENT if "rule=R" in names else 0 for names in told])
    for name, part in (("actor", ACTOR), ("recipient", RECIPIENT)):
        print(f"{name:10} learned {_f1(guessed, wanted, part):.3f}, slots alone {_f1(ruled, wanted, part):.3f}")
    model = LogisticRegression(C=STRENGTH, max_iter=400).fit(matrix, wanted)
    kept = {name: model.coef_[:, i].round(3).tolist() for name, i in columns.items() if abs(model.coef_[:, i]).max() > SMALLEST}
    out.write_text(json.dumps({"bias": model.intercept_.round(3).tolist(), "weights": kept}, ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(told)} examples, {len(kept)} features, {out.stat().st_size // 1000} kB")


def _f1(guessed: np.ndarray, wanted: np.ndarray, part: int) -> float:
    return 2 * float(((guessed == part) & (wanted == part)).sum()) / float((guessed == part).sum() + (wanted == part).sum())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
