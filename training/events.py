"""Learns the event coder's models: python training/events.py OUT [--data ../shared/data] (scikit-learn, JAX).

Writes triggers.npz, parts.npz, company.npz, trust.npz and idle.txt into the folder OUT. They learn from the curriculum and, with
--data, from the marks on PolNeAR's sentences too (marked.py; the sentences themselves are in that folder alone). Prints a
five-fold cross-validation by sentence; the model of trust learns from what the models of the other folds say of a fold.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

import curriculum
import marked as marks
import network
from detente.reading.candidate import Candidate
from detente.reading.coding import Models
from detente.reading.events import coded
from detente.reading.linear import Linear, fitted
from detente.reading.participants import Stage
from detente.reading.parts import LABELS
from detente.records import Event
from lessons import Casting, Example, Read, examples, frame_examples, judged_examples, read

FOLDS, RARE, SEEN = 5, 2, 12
STRENGTH = {"company": 0.02, "trust": 0.3}
WIDTH = {"triggers": 20, "parts": 16}
"""Hidden units of the kinds of models that have some."""
SEEDS, FINAL = 3, 6
"""Networks whose mean is taken: in a fold, and of the model that ships. One alone varies by two points on the gold standard."""
SHARE, NEWS = 0.3, 0.5
"""What an example of a frame, and a word of a news sentence, counts beside one of the curriculum where acts are learned."""


def fit(name: str, told: Sequence[Example], news: int, seeds: int = SEEDS) -> Linear:
    """The model of one kind of examples: acts and parts have a hidden layer, what builds on them are plain regressions.

    `news` is the number of the first sentence that is not of the curriculum; `seeds`: of how many networks the mean is taken.
    """
    counts = Counter(feature for names, _, _ in told for feature in set(names))
    names = sorted(n for n, c in counts.items() if c >= RARE)
    importance = np.array([_importance(name, number, news) for _, _, number in told], np.float32)
    if name in WIDTH:
        labels = sorted({label for _, label, _ in told}) if name == "triggers" else list(LABELS)
        columns = {n: i for i, n in enumerate(names)}
        rows = [sorted({columns[n] for n in held if n in columns}) for held, _, _ in told]
        wanted = np.array([labels.index(label) for _, label, _ in told])
        return network.train(network.Lesson(names, rows, labels, wanted, importance), WIDTH[name], seeds)
    model = LogisticRegression(C=STRENGTH[name], max_iter=300, tol=1e-3)
    model.fit(_matrix(told, names), [label for _, label, _ in told], importance)
    weights, bias = model.coef_.T, model.intercept_
    if len(model.classes_) == 2:
        weights, bias = np.hstack([-weights / 2, weights / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    order = [list(model.classes_).index(label) for label in LABELS] if name == "company" else list(range(len(model.classes_)))
    return fitted([str(model.classes_[i]) for i in order], names, weights[:, order], bias[order], 0.0)


def _importance(name: str, number: int, news: int) -> float:
    if name == "triggers" and number >= news:
        return NEWS
    return SHARE if number == -1 and name != "trust" else 1.0


def idle(told: Sequence[Example]) -> list[str]:
    """The words, with N or V, that tell an act in at most one of thirty of their uses in the curriculum."""
    uses: Counter[str] = Counter()
    acts: Counter[str] = Counter()
    for held, label, number in told:
        word = next(n for n in held if n.startswith("w=") and n[-2:] in {"/N", "/V"})
        if number >= 0:
            uses[word[2:]] += 1
            acts[word[2:]] += label != "none"
    return sorted(w for w, n in uses.items() if n >= SEEN and acts[w] <= n / 30)


def _matrix(told: Sequence[Example], names: Sequence[str]) -> csr_matrix:
    columns = {name: i for i, name in enumerate(names)}
    cells = [(row, columns[n]) for row, (held, _, _) in enumerate(told) for n in set(held) if n in columns]
    return csr_matrix((np.ones(len(cells), np.float32), tuple(zip(*cells, strict=True))), (len(told), len(columns)))


def is_right(candidate: Candidate, event: Event, held: Read) -> bool:
    """Whether an event is marked, with its type, modality and all parties; who is concerned by rule only need not be marked."""
    by_rule = replace(event, recipient_ids=()) if candidate.known_by else event
    return any(_is_told(event, marked, held) or _is_told(by_rule, marked, held) for marked in held.item.events)


def _is_told(event: Event, marked: curriculum.Marked, held: Read) -> bool:
    apart = event.trigger_end <= marked.trigger[0] or marked.trigger[1] <= event.trigger_start
    if apart or event.event_type != marked.event_type or event.modality != marked.modality:
        return False
    actors, recipients = (_countries(spans, held) for spans in (marked.actors, marked.recipients))
    ours = [
        {held.cast.actors[i].country or i if i in held.cast.actors else i for i in ids}
        for ids in (event.actor_ids, event.recipient_ids)
    ]
    if marked.reciprocal or (not event.recipient_ids and len(event.actor_ids) > 1):
        return ours[0] | ours[1] == actors | recipients
    return ours == [actors, recipients]


def _countries(spans: tuple[tuple[int, int], ...], held: Read) -> set[str]:
    """Whom marked phrases mean, by country; those whom nobody could name ("two pilots") are left out."""
    found: set[str] = set()
    stage = Stage(held.cast, 0)
    for span in spans:
        meant = {
            held.cast.actors[a.actor_id].country or a.actor_id
            for a in held.cast.appearances
            if held.doc[a.start].idx < span[1] and span[0] < held.doc[a.end - 1].idx + len(held.doc[a.end - 1])
        }
        inside = held.doc.char_span(*span, alignment_mode="expand")
        if not meant and inside is not None:
            meant = {place.actor_id for t in inside if t.pos_ == "PROPN" and (place := stage.place(t)) is not None}
        found |= meant
    return found


def trust_examples(held: Sequence[Read], models: Models, numbers: Sequence[int]) -> Iterator[Example]:
    for number in numbers:
        one = held[number]
        for candidate, event in coded(one.passages, one.cast, (), one.document, models):
            yield [*candidate.signs, f"modality={event.modality}"], str(is_right(candidate, event, one)), number


def main(folder: Path, data: Path | None) -> None:
    items = [*curriculum.read(), *(marks.news(data) if data else ())]
    rows = list(marks.judged(data)) if data else []
    held = read(items)
    told: dict[str, list[Example]] = {"triggers": [], "parts": [], "trust": []}
    castings: list[Casting] = []
    for number, one in enumerate(held):
        for lesson in examples(number, one):
            if isinstance(lesson, Casting):
                castings.append(lesson)
            else:
                told["triggers"].append(lesson)
    told["parts"] = [example for casting in castings for example in casting.examples()]
    for name, example in (*frame_examples(), *judged_examples(rows)):
        told[name].append(example)
    (folder / "idle.txt").write_text("\n".join(idle(told["triggers"])) + "\n", encoding="utf-8")
    trust = told.pop("trust")
    news = sum(item.file != marks.SOURCE for item in items)
    firsts = [fit("parts", _without(fold, told["parts"]), news) for fold in range(FOLDS)]
    told["company"] = [example for c in castings for example in c.second(firsts[c.number % FOLDS])]
    for fold, first in enumerate(firsts):
        acts, second = (fit(name, _without(fold, told[name]), news) for name in ("triggers", "company"))
        learned = Models(acts, first, second)
        trust += trust_examples(held, learned, range(fold, len(held), FOLDS))
    report(trust, items, news)
    for name, examples_of in (*told.items(), ("trust", trust)):
        model = fit(name, examples_of, news, FINAL)
        model.save(folder / f"{name}.npz")
        print(
            f"{name}: {len(examples_of)} examples, {len(model.rows)} features,",
            f"{(folder / f'{name}.npz').stat().st_size // 1000} kB",
        )


def _without(fold: int, told: Sequence[Example]) -> list[Example]:
    """The examples that are not of a fold."""
    return [e for e in told if e[2] < 0 or e[2] % FOLDS != fold]


def report(trust: Sequence[Example], items: Sequence[curriculum.Item], news: int) -> None:
    """Precision and recall of whole events (type, modality, parties) by least trust, cross-validated again by sentence."""
    chances = np.zeros(len(trust))
    for fold in range(FOLDS):
        model = fit("trust", _without(fold, trust), news)
        for i, example in enumerate(trust):
            if example[2] >= 0 and example[2] % FOLDS == fold:
                chances[i] = model.chances(example[0])[model.labels.index("True")]
    right = np.array([label == "True" for _, label, _ in trust])
    ours = np.array([number >= 0 and items[number].file.startswith("pol") for _, _, number in trust])
    own = np.array([number >= 0 for _, _, number in trust]) & ~ours
    for name, chosen in (("own sentences", own), ("others' sentences", ours)):
        marked = sum(len(item.events) for item in items if item.file.startswith("pol") == (name != "own sentences"))
        for least in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6):
            kept = chosen & (chances >= least)
            hits = int((kept & right).sum())
            print(
                f"{name}: trust >= {least}: {int(kept.sum())} events,",
                f"precision {hits / max(1, kept.sum()):.3f}, recall {hits / max(1, marked):.3f}",
            )
        for low in np.arange(0, 1, 0.1):
            band = chosen & (chances >= low) & (chances < low + 0.1)
            if band.sum() > 9:
                print(f"{name}: trust {low:.1f} to {low + 0.1:.1f}: {int(band.sum())} events, {right[band].mean():.2f} right")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Learns the event coder's models.")
    parser.add_argument("out", type=Path, help="folder for the models")
    parser.add_argument("--data", type=Path, help="the shared data: learn from the marked sentences of PolNeAR too")
    told = parser.parse_args()
    main(told.out, told.data)
