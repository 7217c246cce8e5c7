"""How well events are coded: PLOVER's gold standard records, false alarms on everyday sentences, the frames' own examples.

Rules: categories are sets per sentence (`plover_type`); an alternative category of the gold counts as right. Actors are
compared as ISO 3166-1 alpha-3 codes (IGO, NGO for those). Compound actors are taken apart into pairs; a reciprocal pair
either way; a side that the gold leaves empty must be empty; every pair is matched at most once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from detente.benchmarks.dyads import Coded, Pair, code, coded, matches, pairs
from detente.benchmarks.options import Options
from detente.benchmarks.scoring import Score
from detente.benchmarks.treebank import read_lines
from detente.engines import Setup
from detente.reading.frames import lexicon
from detente.reading.reader import Reader
from detente.records import Block, BlockRole, Document, Reading

EVERYDAY = {"en_ewt": ("reviews", "answers", "email"), "en_gum": ("fiction", "voyage", "whow")}
MEASURES = ("category", "countries", "dyad", "complete dyad", "triple")


@dataclass(slots=True)
class Scores:
    """What is counted over the gold standard records."""

    measures: dict[str, Score] = field(default_factory=lambda: {m: Score() for m in MEASURES})
    types: dict[str, Score] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def run(options: Options) -> Iterator[str]:
    """Examples of the frames, F1 on the gold standard records and by type, false alarms."""
    rows = [json.loads(line) for line in options.first(read_lines(options.file(f"events/plover-gsr-{options.part}.jsonl")))]
    reader = Setup().reader()
    yield examples(reader, options)
    scores = Scores()
    for row, reading in zip(rows, read(reader, ((row["text"], row["date"]) for row in rows)), strict=True):
        compare(row, coded(reading), scores)
    yield f"gold standard records: {len(rows)}"
    for name, score in scores.measures.items():
        yield f"  {name:13} {score}"
    for name, score in sorted(scores.types.items()):
        yield f"    {name:11} {score}  of {score.gold}"
    yield everyday(reader, options)
    yield from scores.wrong[:: max(1, len(scores.wrong) // max(options.errors, 1))][: options.errors]


def read(reader: Reader, texts: Iterable[tuple[str, str | None]]) -> Iterator[Reading]:
    """The Reading of each text, a document of one sentence, with its date as 20160302."""
    for _, reading in reader.read(_document(i, text, day) for i, (text, day) in enumerate(texts)):
        yield reading


def _document(number: int, text: str, day: str | None) -> Document:
    published = datetime.strptime(day, "%Y%m%d").date() if day else None
    return Document(f"s{number}", "benchmark", text, "", (Block(0, len(text), BlockRole.BODY),), published=published)


def compare(row: dict[str, Any], answer: Coded, scores: Scores) -> None:
    """Count one gold standard record."""
    kinds = [frozenset({g["event"], *g["event_alt"]}) for g in row["gold"]]
    hits = sum(1 for k in set(kinds) if k & answer.categories)
    scores.measures["category"].add(hits, len(answer.categories), len(set(kinds)))
    for kind in {g["event"] for g in row["gold"]} | answer.categories:
        found = kind in answer.categories
        right = found and any(kind in k for k in kinds)
        scores.types.setdefault(kind, Score()).add(right, found, any(g["event"] == kind for g in row["gold"]))
    gold = [
        (kind, pair)
        for kind, g in zip(kinds, row["gold"], strict=True)
        for pair in pairs([a["code"] for a in g["actor"]], [r["code"] for r in g["recipient"]], bool(g["reciprocal"]))
    ]
    compare_pairs(gold, answer, scores.measures)
    if matches(gold, answer.pairs, True) < max(len(gold), len(answer.pairs)):
        wanted, ours = [(*k, *p[:2]) for k, p in gold], [(k, *p[:2]) for k, p in answer.pairs]
        scores.wrong.append(f"{row['text']}\n  gold {wanted}\n  ours {ours}")


def compare_pairs(gold: Sequence[tuple[frozenset[str], Pair]], answer: Coded, measures: dict[str, Score]) -> None:
    """Count countries, dyads, dyads with both sides, and dyads with their category."""
    seen = {c for _, pair in answer.pairs for c in pair[:2]} - {""}
    wanted = {c for _, pair in gold for c in pair[:2]} - {""}
    measures["countries"].add(len(seen & wanted), len(seen), len(wanted))
    untyped = list(dict.fromkeys(("", p) for _, p in answer.pairs))
    measures["dyad"].add(matches(gold, untyped, False), len(untyped), len(gold))
    whole, full = [p for p in untyped if all(p[1][:2])], [g for g in gold if all(g[1][:2])]
    measures["complete dyad"].add(matches(full, whole, False), len(whole), len(full))
    measures["triple"].add(matches(gold, answer.pairs, True), len(answer.pairs), len(gold))


def everyday(reader: Reader, options: Options) -> str:
    """The share of everyday sentences of the treebanks in which any event, or a complete dyad, is seen."""
    files = ((options.file(f"treebank/{bank}-{options.part}.conllu.gz"), genres) for bank, genres in EVERYDAY.items())
    texts = list(options.first(text for path, genres in files for text in sentences(path, genres)))
    loud = complete = 0
    for reading in read(reader, ((text, None) for text in texts)):
        loud += bool(reading.events)
        complete += any(e.actor_ids and (e.recipient_ids or len(e.actor_ids) > 1) for e in reading.events)
    count = max(len(texts), 1)
    return f"everyday sentences: {len(texts)}, with an event {loud / count:.2%}, with a complete dyad {complete / count:.2%}"


def sentences(path: Path, genres: Sequence[str]) -> Iterator[str]:
    """The sentences of a treebank's documents whose names tell one of these genres."""
    wanted = False
    for line in read_lines(path):
        if line.startswith("# newdoc id"):
            wanted = any(genre in line.split("=", 1)[1].lower() for genre in genres)
        elif wanted and line.startswith("# text ="):
            yield line.split("=", 1)[1].strip()


def examples(reader: Reader, options: Options) -> str:
    """The share of the frames' own examples that are read as their authors meant."""
    held = list(options.first(lexicon().examples))
    right = 0
    for (_, kind, example), reading in zip(held, read(reader, ((e.text, "20200615") for _, _, e in held)), strict=True):
        actors = {a.actor_id: a for a in reading.actors}
        right += any(
            kind in (e.event_type, e.plover_type)
            and {code(actors[i]) for i in e.actor_ids} == example.actors
            and {code(actors[i]) for i in e.recipient_ids} == example.recipients
            for e in reading.events
        )
    return f"examples of the frames: {len(held)} for {len(lexicon().frames)} predicates, right {right / max(len(held), 1):.1%}"
