"""Learns the event coder's models: python training/events.py OUT [--data ../shared/data] (scikit-learn, JAX).

Writes triggers.npz, parts.npz, trust.npz and idle.txt into the folder OUT. They learn from the curriculum and, with --data, from
the marks on PolNeAR's sentences too (marked.py; the sentences themselves are in that folder alone). Prints a five-fold
cross-validation by sentence; the model of trust learns from what the models of the other folds say of a fold.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc, Span

import curriculum
import marked as marks
import network
from detente.actors.cast import Cast
from detente.actors.mentions import cast_passages
from detente.engines import Setup
from detente.language.passages import Passage, parse
from detente.reading.candidate import Candidate
from detente.reading.coding import Models, Trials, trials_of
from detente.reading.events import coded
from detente.reading.frames import lexicon
from detente.reading.linear import Linear, fitted
from detente.reading.locals import populated
from detente.reading.participants import Stage
from detente.reading.parts import LABELS, Player, features
from detente.reading.triggers import Trial
from detente.records import Block, BlockRole, Document, Event

FOLDS, RARE, SEEN = 5, 2, 12
JUDGED = -2
"""The number of a judged event: in every fold's training, at full weight."""
STRENGTH = {"parts": 0.15, "trust": 0.3}
SMALLEST = {"parts": 0.03, "trust": 0.0}
SHARE = 0.3
"""What an example of a frame counts beside a sentence of the curriculum."""
Example = tuple[list[str], str, int]
"""Features, label, number of the sentence; -1 for the frames' own examples, which are in every fold's training."""


@dataclass(frozen=True, slots=True)
class Read:
    """A marked sentence, parsed and cast."""

    item: curriculum.Item
    document: Document
    passages: list[Passage]
    cast: Cast

    @property
    def doc(self) -> Doc:
        return self.passages[0].doc


def read(items: Sequence[curriculum.Item]) -> list[Read]:
    """The items as the product would read them, each a document of its own."""
    reader = Setup().reader()
    told = parse([_document(i, item.text) for i, item in enumerate(items)], reader.nlp)
    return [
        Read(
            item,
            document,
            passages,
            populated(passages, cast_passages(passages, reader.registry, document.published), document.published),
        )
        for item, (document, passages) in zip(items, told, strict=True)
    ]


def _document(number: int, text: str) -> Document:
    return Document(f"c{number}", "curriculum", text, "", (Block(0, len(text), BlockRole.BODY),), published=date(2016, 3, 2))


def examples(number: int, held: Read) -> Iterator[tuple[str, Example]]:
    """("triggers" or "parts", example) of a sentence. Words of a marked trigger beside the one that tells it are left out."""
    stage = Stage(held.cast, 0)
    spans = [span for e in held.item.events if (span := held.doc.char_span(*e.trigger, alignment_mode="expand")) is not None]
    for sentence in held.doc.sents:
        tried = trials_of(sentence, stage, lexicon(), frozenset())
        telling = {
            t.token.i: e for span, e in zip(spans, held.item.events, strict=True) if (t := _telling(span, e, tried)) is not None
        }
        within = {i for span in spans for i in range(span.start, span.end)}
        for trial in tried.words:
            marked = telling.get(trial.token.i)
            if marked is not None:
                yield "triggers", (trial.features, marked.event_type, number)
                for told, part in _parts(trial, marked, tried.here, held.doc, stage):
                    yield "parts", (told, part, number)
            elif trial.token.i not in within:
                yield "triggers", (trial.features, "none", number)


def _telling(span: Span, marked: curriculum.Marked, tried: Trials) -> Trial | None:
    """The word of a marked trigger that tells its act: one whose frame fits, one that has such a frame, its head."""
    inside = [t for t in tried.words if span.start <= t.token.i < span.end]
    fits = (t for t in inside if t.candidate is not None and t.candidate.event_type == marked.event_type)
    can = (t for t in inside if any(f.event_type == marked.event_type for f in t.frames))
    head = (t for t in inside if t.token.i == span.root.i)
    return next(fits, None) or next(can, None) or next(head, None) or next(iter(inside), None)


def _parts(
    trial: Trial, marked: curriculum.Marked, here: list[Player], doc: Doc, stage: Stage
) -> Iterator[tuple[list[str], str]]:
    """Each player with its part; further mentions of those who take part teach nothing."""
    slots = None if trial.candidate is None else (trial.candidate.actors, trial.candidate.recipients)
    parts = [_part(player, marked, here, doc) for player in here]
    taking = {a.actor_id for player, part in zip(here, parts, strict=True) if part != "none" for a in player.means}
    for player, part, told in zip(here, parts, features(trial.token, marked.event_type, here, slots, stage), strict=True):
        if part != "none" or taking.isdisjoint(a.actor_id for a in player.means):
            yield told, part


def _part(player: Player, marked: curriculum.Marked, here: list[Player], doc: Doc) -> str:
    for name, spans in (("actor", marked.actors), ("recipient", marked.recipients)):
        if any(_covers(player, span, doc) for span in spans):
            return name
    for name, spans in (("actor", marked.actors), ("recipient", marked.recipients)):
        if any(_owns(player, span, doc) for span in spans if not any(_covers(p, span, doc) for p in here)):
            return name
    return "none"


def _covers(player: Player, span: tuple[int, int], doc: Doc) -> bool:
    first, last = doc[player.means[0].start], doc[player.means[0].end - 1]
    return first.idx < span[1] and span[0] < last.idx + len(last)


def _owns(player: Player, span: tuple[int, int], doc: Doc) -> bool:
    """Whether a player stands for a participant that is no mention itself: the Baghdad of "youths in Baghdad"."""
    marked = doc.char_span(*span, alignment_mode="expand")
    token = player.head
    for _ in range(3):
        if marked is not None and token.i == marked.root.i:
            return True
        token = token.head
    return False


def frame_examples() -> Iterator[tuple[str, Example]]:
    """What the frames' own examples teach, their types. In every second one no frame is said to fit, so that words count."""
    listed = lexicon().examples
    items = [curriculum.Item(example.text, (), name) for name, _, example in listed]
    for number, (one, (_, kind, example)) in enumerate(zip(read(items), listed, strict=True)):
        stage = Stage(one.cast, 0)
        for sentence in one.doc.sents:
            tried = trials_of(sentence, stage, lexicon(), frozenset())
            able = [t for t in tried.words if t.candidate is not None and t.kept and t.candidate.event_type == kind]
            if len(able) != 1:
                continue
            trial, slots = able[0], None
            held, trial.features = trial.features, []
            if number % 2:
                slots = (trial.candidate.actors, trial.candidate.recipients) if trial.candidate else None
            else:
                held = [f for f in held if not f.startswith(("fit=", "first=", "frame=", "weight="))]
            yield "triggers", (held, str(kind), -1)
            for player, told in zip(tried.here, features(trial.token, str(kind), tried.here, slots, stage), strict=True):
                part = (
                    "actor"
                    if player.country in example.actors
                    else "recipient"
                    if player.country in example.recipients
                    else "none"
                )
                yield "parts", (told, part, -1)


def judged_examples(rows: Sequence[marks.Judged]) -> Iterator[tuple[str, Example]]:
    """What events that somebody judged teach."""
    items = [curriculum.Item(row.text, (), "judged") for row in rows]
    for row, one in zip(rows, read(items), strict=True):
        yield "trust", (list(row.signs), str(not row.wrong), -1)
        span = one.doc.char_span(*row.trigger, alignment_mode="expand")
        if span is None or "type" in row.wrong:
            continue
        stage = Stage(one.cast, 0)
        tried = [
            t
            for s in one.doc.sents
            for t in trials_of(s, stage, lexicon(), frozenset()).words
            if span.start <= t.token.i < span.end
        ]
        if len(tried) == 1:
            yield "triggers", (tried[0].features, "none" if "event" in row.wrong else row.event_type, JUDGED)


def fit(name: str, told: Sequence[Example]) -> Linear:
    """The model of one kind of examples: which act a word tells has a hidden layer, the others are plain regressions."""
    counts = Counter(feature for names, _, _ in told for feature in set(names))
    names = sorted(n for n, c in counts.items() if c >= RARE)
    importance = np.array([SHARE if number == -1 and name != "trust" else 1.0 for _, _, number in told], np.float32)
    if name == "triggers":
        labels = sorted({label for _, label, _ in told})
        columns = {n: i for i, n in enumerate(names)}
        rows = [sorted({columns[n] for n in held if n in columns}) for held, _, _ in told]
        return network.train(names, rows, labels, np.array([labels.index(label) for _, label, _ in told]), importance)
    model = LogisticRegression(C=STRENGTH[name], max_iter=300, tol=1e-3)
    model.fit(_matrix(told, names), [label for _, label, _ in told], importance)
    weights, bias = model.coef_.T, model.intercept_
    if len(model.classes_) == 2:
        weights, bias = np.hstack([-weights / 2, weights / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    order = [list(model.classes_).index(label) for label in LABELS] if name == "parts" else list(range(len(model.classes_)))
    return fitted([str(model.classes_[i]) for i in order], names, weights[:, order], bias[order], SMALLEST[name])


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
    for number, one in enumerate(held):
        for name, example in examples(number, one):
            told[name].append(example)
    for name, example in (*frame_examples(), *judged_examples(rows)):
        told[name].append(example)
    (folder / "idle.txt").write_text("\n".join(idle(told["triggers"])) + "\n", encoding="utf-8")
    trust = told.pop("trust")
    for fold in range(FOLDS):
        learned = Models(
            *(fit(name, [e for e in told[name] if e[2] < 0 or e[2] % FOLDS != fold]) for name in ("triggers", "parts"))
        )
        trust += trust_examples(held, learned, range(fold, len(held), FOLDS))
    report(trust, items)
    for name, examples_of in (*told.items(), ("trust", trust)):
        model = fit(name, examples_of)
        model.save(folder / f"{name}.npz")
        print(
            f"{name}: {len(examples_of)} examples, {len(model.rows)} features,",
            f"{(folder / f'{name}.npz').stat().st_size // 1000} kB",
        )


def report(trust: Sequence[Example], items: Sequence[curriculum.Item]) -> None:
    """Precision and recall of whole events (type, modality, parties) by least trust, cross-validated again by sentence."""
    chances = np.zeros(len(trust))
    for fold in range(FOLDS):
        model = fit("trust", [e for e in trust if e[2] < 0 or e[2] % FOLDS != fold])
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
