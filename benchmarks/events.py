"""How well events are coded: PLOVER's gold standard records, false alarms on everyday sentences, the frames' own examples.

    python benchmarks/events.py [--data ../shared/data] [--least 0.0]

Rules: categories are sets per sentence (`plover_type`); an alternative category of the gold counts as right. Actors are compared
as ISO 3166-1 alpha-3 codes (IGO, NGO for those). Compound actors are taken apart into pairs; a reciprocal pair either way;
a side that the gold leaves empty must be empty; every pair is matched at most once.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from spacy.language import Language

from detente.actors.cast import Cast
from detente.actors.mentions import cast_passages
from detente.actors.registry import Registry
from detente.language.passages import parse
from detente.language.pipeline import load_pipeline
from detente.reading.events import extract_events
from detente.reading.frames import lexicon
from detente.records import ActorKind, Block, BlockRole, Document, Event

EVERYDAY = {"en_ewt": ("reviews", "answers", "email"), "en_gum": ("fiction", "voyage", "whow")}
Pair = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Coded:
    """What the coder says of a sentence."""

    categories: frozenset[str]
    pairs: tuple[tuple[str, Pair], ...]


def document(number: int, text: str, day: str | None = None) -> Document:
    published = datetime.strptime(day, "%Y%m%d").date() if day else None
    return Document(f"s{number}", "benchmark", text, "", (Block(0, len(text), BlockRole.BODY),), published=published)


def read(documents: Sequence[Document], nlp: Language, least: float = 0.0) -> Iterator[tuple[Cast, list[Event]]]:
    """Each document's cast and events with at least this confidence."""
    registry = Registry.load()
    for held, passages in parse(documents, nlp):
        cast = cast_passages(passages, registry, held.published)
        yield cast, [e for e in extract_events(passages, cast, (), held) if e.confidence >= least]


def code(actor_id: str, cast: Cast) -> str:
    """Three letters: the country, or IGO, NGO, REB … for those without."""
    actor = cast.actors.get(actor_id) or Registry.load().get(actor_id)
    if actor.country:
        return actor.country
    return {ActorKind.IGO: "IGO", ActorKind.NGO: "NGO", ActorKind.ARMED_GROUP: "REB"}.get(actor.kind, "---")


def pairs(actors: Iterable[str], recipients: Iterable[str], reciprocal: bool) -> list[Pair]:
    """Directed pairs; of a compound actor without recipient the pairs among its members, either way."""
    first, second = sorted(set(actors)), sorted(set(recipients))
    if not second and len(first) > 1:
        return [(a, b, True) for i, a in enumerate(first) for b in first[i + 1 :]]
    return [(a, b, reciprocal) for a in first or [""] for b in second or [""]]


def coded(cast: Cast, events: Iterable[Event]) -> Coded:
    held = [e for e in events if e.plover_type is not None]
    found: list[tuple[str, Pair]] = []
    for event in held:
        sides = [{code(i, cast) for i in ids} for ids in (event.actor_ids, event.recipient_ids)]
        found += [(str(event.plover_type), pair) for pair in pairs(sides[0], sides[1], False)]
    return Coded(frozenset(str(e.plover_type) for e in held), tuple(dict.fromkeys(found)))


def same(one: Pair, other: Pair) -> bool:
    if one[:2] == other[:2]:
        return True
    return (one[2] or other[2]) and one[:2] == other[1::-1]


def matches(gold: Sequence[tuple[frozenset[str], Pair]], found: Sequence[tuple[str, Pair]], typed: bool) -> int:
    """One-to-one matches of pairs, with the category if `typed`."""
    left, count = list(found), 0
    for kinds, pair in gold:
        hit = next((f for f in left if same(pair, f[1]) and (not typed or f[0] in kinds)), None)
        if hit is not None:
            left.remove(hit)
            count += 1
    return count


def f1(hits: int, found: int, gold: int) -> dict[str, float]:
    precision, recall = hits / max(found, 1), hits / max(gold, 1)
    return {
        "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 3),
        "p": round(precision, 3),
        "r": round(recall, 3),
    }


def gold_standard(path: Path, nlp: Language, least: float) -> dict[str, Any]:
    """F1 of category, countries, dyad and triple on gold standard records, and category F1 by type."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    documents = [document(i, row["text"], row["date"]) for i, row in enumerate(rows)]
    counts: dict[str, Counter[str]] = {m: Counter() for m in ("category", "countries", "dyad", "dyad_complete", "triple")}
    types: dict[str, Counter[str]] = {}
    for row, (cast, events) in zip(rows, read(documents, nlp, least), strict=True):
        answer = coded(cast, events)
        kinds = [frozenset({g["event"], *g["event_alt"]}) for g in row["gold"]]
        hits = sum(1 for k in set(kinds) if k & answer.categories)
        tally(counts["category"], hits, len(answer.categories), len(set(kinds)))
        for kind in {g["event"] for g in row["gold"]} | answer.categories:
            found = kind in answer.categories
            right = found and any(kind in k for k in kinds)
            tally(types.setdefault(kind, Counter()), int(right), int(found), int(any(g["event"] == kind for g in row["gold"])))
        gold = [
            (kind, pair)
            for kind, g in zip(kinds, row["gold"], strict=True)
            for pair in pairs([a["code"] for a in g["actor"]], [r["code"] for r in g["recipient"]], bool(g["reciprocal"]))
        ]
        seen = {c for _, pair in answer.pairs for c in pair[:2]} - {""}
        wanted = {c for _, pair in gold for c in pair[:2]} - {""}
        tally(counts["countries"], len(seen & wanted), len(seen), len(wanted))
        untyped = list(dict.fromkeys(("", p) for _, p in answer.pairs))
        whole = [p for p in untyped if all(p[1][:2])]
        tally(counts["dyad"], matches(gold, untyped, False), len(untyped), len(gold))
        full = [g for g in gold if all(g[1][:2])]
        tally(counts["dyad_complete"], matches(full, whole, False), len(whole), len(full))
        tally(counts["triple"], matches(gold, answer.pairs, True), len(answer.pairs), len(gold))
    scores: dict[str, Any] = {name: f1(c["hits"], c["found"], c["gold"]) for name, c in counts.items()}
    scores["by_type"] = {k: {**f1(c["hits"], c["found"], c["gold"]), "n": c["gold"]} for k, c in sorted(types.items())}
    return scores


def tally(counter: Counter[str], hits: int, found: int, gold: int) -> None:
    counter.update(hits=hits, found=found, gold=gold)


def everyday(folder: Path, nlp: Language, least: float) -> dict[str, float | int]:
    """The share of everyday sentences of the treebanks in which any event, or a complete dyad, is seen."""
    texts = list(everyday_sentences(folder))
    documents = [document(i, t) for i, t in enumerate(texts)]
    loud = complete = 0
    for _, events in read(documents, nlp, least):
        loud += bool(events)
        complete += any(e.actor_ids and (e.recipient_ids or len(e.actor_ids) > 1) for e in events)
    return {"sentences": len(texts), "any_event": round(loud / len(texts), 4), "complete_dyad": round(complete / len(texts), 4)}


def everyday_sentences(folder: Path) -> Iterator[str]:
    for bank, genres in EVERYDAY.items():
        genre = ""
        with gzip.open(folder / f"{bank}-dev.conllu.gz", "rt", encoding="utf-8") as file:
            lines = file.read().splitlines()
        for line in lines:
            if line.startswith("# newdoc id"):
                name = line.split("=", 1)[1].strip().lower()
                genre = next((g for g in genres if g in name), "")
            elif line.startswith("# text =") and genre:
                yield line.split("=", 1)[1].strip()


def examples(nlp: Language) -> dict[str, float | int]:
    """The share of the frames' own examples that are read as their authors meant."""
    held = lexicon().examples
    documents = [document(i, e.text, "20200615") for i, (_, _, e) in enumerate(held)]
    right = 0
    for (_, kind, example), (cast, events) in zip(held, read(documents, nlp), strict=True):
        right += any(
            kind in (e.event_type, e.plover_type)
            and {code(i, cast) for i in e.actor_ids} == example.actors
            and {code(i, cast) for i in e.recipient_ids} == example.recipients
            for e in events
        )
    return {"predicates": len(lexicon().frames), "examples": len(held), "right": round(right / len(held), 3)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--least", type=float, default=0.0, help="leave out events below this confidence")
    arguments = parser.parse_args()
    nlp = load_pipeline()
    scores: dict[str, Any] = {"examples": examples(nlp)}
    if arguments.data.is_dir():
        scores["gold_standard"] = gold_standard(arguments.data / "events" / "plover-gsr-dev.jsonl", nlp, arguments.least)
        scores["everyday"] = everyday(arguments.data / "treebank", nlp, arguments.least)
    for name, value in scores.items():
        if "by_type" in value:
            by_type = value.pop("by_type")
            print(name, json.dumps(value))
            for kind, figures in by_type.items():
                print(f"  {kind:10} {figures}")
        else:
            print(name, json.dumps(value))


if __name__ == "__main__":
    main()
