"""Attribution against PolNeAR: python benchmarks/attribution.py [DATA] [--part dev] [--limit N] [--errors N].

Cue, source and content as sets of tokens (words and punctuation marks). A predicted attribution is paired with the
gold one whose cue overlaps its own most; source and content count as found when they are exact in such a pair, and
are lost in an attribution without a pair (Newell et al. 2018, and Citron, BBC 2021). Content overlap is the token F1
over the pairs. Both annotations of an article that two people annotated are scored.
"""

from __future__ import annotations

import argparse
import re
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from detente.actors.cast import Cast
from detente.language.passages import parse
from detente.language.pipeline import load_pipeline
from detente.reading.attribution import extract_statements
from detente.records import Block, BlockRole, Document, Statement

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
_TOKEN = re.compile(r"\w+|[^\w\s]")
Spans = tuple[tuple[int, int], ...]
SAYING = re.compile(
    r"(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|add(?:s|ed|ing)?|ann?ounce[sd]?|wr(?:ites?|ote)|not(?:es|ed))$", re.I
)


@dataclass(frozen=True)
class Gold:
    """An attribution as spans of characters."""

    cue: Spans
    source: Spans
    content: Spans


@dataclass
class Score:
    """Counts of right, predicted and gold items; F1 of them."""

    right: float = 0
    predicted: float = 0
    gold: float = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else 0.0

    def __str__(self) -> str:
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        return f"P {precision:.3f}  R {recall:.3f}  F1 {self.f1:.3f}"


@dataclass
class Scores:
    cue: Score = field(default_factory=Score)
    cue_overlap: Score = field(default_factory=Score)
    source: Score = field(default_factory=Score)
    content: Score = field(default_factory=Score)
    content_overlap: Score = field(default_factory=Score)
    saying: Score = field(default_factory=Score)
    missed: Counter[str] = field(default_factory=Counter)
    spurious: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def read_annotations(archive: Path, part: str) -> Iterator[tuple[str, str, list[Gold]]]:
    """(name, text, attributions) of every annotation file of a part."""
    texts: dict[str, str] = {}
    notes: dict[str, str] = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            stream = tar.extractfile(member) if member.isfile() and member.name.startswith(f"{part}/") else None
            if stream is not None:
                (texts if "/text/" in member.name else notes)[Path(member.name).stem] = stream.read().decode("utf-8")
    for name, note in sorted(notes.items()):
        article = name.rsplit("_", 1)[0]
        yield article, texts[article], parse_brat(note)


def parse_brat(note: str) -> list[Gold]:
    """The attributions of a file in brat's standoff format."""
    spans: dict[str, Spans] = {}
    golds = []
    for key, rest in re.findall(r"^([TE]\d+)\t(.*)$", note, re.M):
        if key[0] == "T":
            offsets = rest.split("\t")[0].split(" ", 1)[1]
            spans[key] = tuple((int(a), int(b)) for a, b in (o.split() for o in offsets.split(";")))
        else:
            roles: dict[str, Spans] = {}
            for role, target in (r.split(":") for r in rest.split()):
                name = role.rstrip("0123456789")
                roles[name] = roles.get(name, ()) + spans.get(target, ())
            if "Cue" in roles and "Content" in roles:
                golds.append(Gold(roles["Cue"], roles.get("Source", ()), roles["Content"]))
    return golds


def to_gold(s: Statement) -> Gold:
    source = ((s.source_start, s.source_end),) if s.source_start is not None and s.source_end is not None else ()
    return Gold(((s.cue_start, s.cue_end),), source, s.content_spans)


def tokens(text_tokens: list[tuple[int, int]], spans: Spans) -> frozenset[int]:
    return frozenset(a for a, b in text_tokens for s, e in spans if a < e and b > s)


def article(name: str, text: str) -> Document:
    """The text with one block a line, the first its title."""
    blocks = [Block(m.start(), m.end(), BlockRole.BODY) for m in re.finditer(r"[^\n]+", text)]
    blocks[0] = Block(blocks[0].start, blocks[0].end, BlockRole.TITLE)
    return Document(name, name, text, "", tuple(blocks))


def compare(text: str, golds: list[Gold], found: list[Gold], scores: Scores) -> None:
    places = [m.span() for m in _TOKEN.finditer(text)]
    sets = [[tuple(tokens(places, x) for x in (g.cue, g.source, g.content)) for g in side] for side in (golds, found)]
    overlaps = sorted(
        (
            (len(g[0] & f[0]), -len(g[0] | f[0]), i, k)
            for i, g in enumerate(sets[0])
            for k, f in enumerate(sets[1])
            if g[0] & f[0]
        ),
        reverse=True,
    )
    pair: dict[int, int] = {}
    for _, _, i, k in overlaps:
        if i not in pair and k not in pair.values():
            pair[i] = k
    for score, part in ((scores.cue, 0), (scores.cue_overlap, 0), (scores.source, 1), (scores.content, 2)):
        score.gold += sum(bool(g[part]) for g in sets[0])
        score.predicted += sum(bool(f[part]) for f in sets[1])
    for i, gold in enumerate(sets[0]):
        cue_text = " ".join(text[a:b] for a, b in golds[i].cue)
        found_here = i in pair
        if SAYING.match(cue_text):
            scores.saying.gold += 1
            scores.saying.predicted += found_here
            scores.saying.right += found_here
        if not found_here:
            scores.missed[cue_text.lower()] += 1
            continue
        other = sets[1][pair[i]]
        scores.cue_overlap.right += 1
        scores.cue.right += gold[0] == other[0]
        scores.source.right += bool(gold[1]) and gold[1] == other[1]
        scores.content.right += gold[2] == other[2]
        scores.content_overlap.right += len(gold[2] & other[2])
        scores.content_overlap.gold += len(gold[2])
        scores.content_overlap.predicted += len(other[2])
        if gold != other:
            shown = [
                [" ".join(text[a:b] for a, b in x) for x in (g.cue, g.source, g.content)] for g in (golds[i], found[pair[i]])
            ]
            scores.wrong.append("\n".join(f"  {w} {s}" for w, s in zip(("gold", "ours"), shown, strict=True)))
    for k in set(range(len(found))) - set(pair.values()):
        scores.spurious[" ".join(text[a:b] for a, b in found[k].cue).lower()] += 1


def run(data: Path, part: str, limit: int | None) -> tuple[Scores, float]:
    """Scores over a part, and the seconds that extraction took beyond parsing."""
    nlp = load_pipeline()
    items = list(read_annotations(data / "attribution" / "polnear-train-dev.tar.gz", part))[:limit]
    scores, seconds = Scores(), 0.0
    parsed = parse([article(n, t) for n, t, _ in items], nlp)
    for (_, text, golds), (_, passages) in zip(items, parsed, strict=True):
        begin = time.perf_counter()
        found = [to_gold(s) for s in extract_statements(passages, Cast([], {}))]
        seconds += time.perf_counter() - begin
        compare(text, golds, found, scores)
    return scores, seconds


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    options.add_argument("data", nargs="?", type=Path, default=DATA)
    options.add_argument("--part", default="dev")
    options.add_argument("--limit", type=int)
    options.add_argument(
        "--errors", type=int, default=0, help="show this many differing pairs, and the commonest missed and spurious cues"
    )
    chosen = options.parse_args()
    scores, seconds = run(chosen.data, chosen.part, chosen.limit)
    for name in ("cue", "cue_overlap", "source", "content", "content_overlap"):
        print(f"{name:16} {getattr(scores, name)}")
    print(f"{'verbs of saying':16} found {scores.saying.right / max(scores.saying.gold, 1):.3f}")
    print(f"extraction took {seconds:.1f} s")
    if chosen.errors:
        print("missed", scores.missed.most_common(60))
        print("spurious", scores.spurious.most_common(60))
        print("\n\n".join(scores.wrong[:: max(1, len(scores.wrong) // chosen.errors)]))


if __name__ == "__main__":
    main()
