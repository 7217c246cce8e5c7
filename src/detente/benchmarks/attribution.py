"""Attribution against PolNeAR: sources, cues and contents as sets of tokens.

Tokens are words and punctuation marks. A predicted attribution is paired with the gold one whose cue overlaps its own
most; source and content count as found when they are exact in such a pair, and are lost in an attribution without a
pair (Newell et al. 2018, and Citron, BBC 2021). Content overlap is the token F1 over the pairs. Both annotations of an
article that two people annotated are scored. The articles are read as any document is, with the registry's actors.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from detente.benchmarks.options import Options
from detente.benchmarks.polnear import Annotated, Gold, Spans, document, read_part
from detente.benchmarks.scoring import Score
from detente.engines import Setup
from detente.language.passages import Passage, parse
from detente.records import Statement

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SAYING = re.compile(
    r"(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|add(?:s|ed|ing)?|ann?ounce[sd]?|wr(?:ites?|ote)|not(?:es|ed))$", re.I
)
KINDS = ("verbs of saying", "one verb", "nominal", "several words", "other", "without a source")
Tokens = frozenset[int]
Words = Sequence[tuple[int, int, str]]
"""Words of a text: where they start and end, and their universal part of speech."""


@dataclass(slots=True)
class Kind:
    """Gold attributions of one kind: how many, found, and found with exact source and content."""

    gold: int = 0
    found: int = 0
    source: int = 0
    content: int = 0


@dataclass(slots=True)
class Scores:
    """What is counted over a corpus."""

    cue: Score = field(default_factory=Score)
    cue_overlap: Score = field(default_factory=Score)
    source: Score = field(default_factory=Score)
    content: Score = field(default_factory=Score)
    content_overlap: Score = field(default_factory=Score)
    kinds: dict[str, Kind] = field(default_factory=lambda: {k: Kind() for k in KINDS})
    edges: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    spurious: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sides:
    """The token sets of an attribution."""

    cue: Tokens
    source: Tokens
    content: Tokens


def run(options: Options) -> Iterator[str]:
    """Exact and overlapping spans, the share found by kind of cue, where contents go wrong, and the time it took."""
    articles = list(options.first(read_part(options.folder, options.part)))
    began = time.perf_counter()
    reader = Setup().reader()
    loaded = time.perf_counter()
    scores, extraction = Scores(), 0.0
    parsed = parse([document(a.name, a.text) for a in articles], reader.nlp)
    for article, (held, passages) in zip(articles, parsed, strict=True):
        before = time.perf_counter()
        found = [as_gold(s) for s in reader.extract(held, passages).statements]
        extraction += time.perf_counter() - before
        compare(article, found, words(passages), scores)
    yield f"{len(articles)} annotations, {sum(len(a.golds) for a in articles)} attributions"
    yield from _figures(scores)
    done = time.perf_counter()
    yield f"{done - loaded:.1f} s, of them {extraction:.1f} s after the parse; {loaded - began:.1f} s before to load"
    if options.errors:
        yield from _errors(scores, options.errors)


def as_gold(s: Statement) -> Gold:
    """A statement as an attribution."""
    source = ((s.source_start, s.source_end),) if s.source_start is not None and s.source_end is not None else ()
    return Gold(((s.cue_start, s.cue_end),), source, s.content_spans)


def words(passages: Iterable[Passage]) -> list[tuple[int, int, str]]:
    """The words of the parsed text, by their place in the document."""
    return [
        (start, start + len(t), t.pos_)
        for p in passages
        for t in p.doc
        for start in (p.block.start + t.idx,)
        if not (t.is_punct or t.is_space)
    ]


def compare(article: Annotated, found: Sequence[Gold], parts: Words, scores: Scores) -> None:
    """Count what was found of one annotation."""
    golds, text = article.golds, article.text
    places = [m.span() for m in _TOKEN.finditer(text)]
    wanted, ours = ([sides(places, g) for g in side] for side in (golds, found))
    pair = match(wanted, ours)
    for score, part in (
        (scores.cue, "cue"),
        (scores.cue_overlap, "cue"),
        (scores.source, "source"),
        (scores.content, "content"),
    ):
        score.add(0, sum(bool(getattr(o, part)) for o in ours), sum(bool(getattr(w, part)) for w in wanted))
    for i, gold in enumerate(wanted):
        other = ours[pair[i]] if i in pair else None
        for name in kinds(text, golds[i], parts):
            _count_kind(scores.kinds[name], gold, other)
        if other is None:
            scores.missed[_shown(text, golds[i].cue).lower()] += 1
            continue
        _count_pair(scores, gold, other)
        if gold != other:
            scores.wrong.append(_side_by_side(text, golds[i], found[pair[i]]))
    for k in set(range(len(found))) - set(pair.values()):
        scores.spurious[_shown(text, found[k].cue).lower()] += 1


def sides(places: Sequence[tuple[int, int]], gold: Gold) -> Sides:
    """The tokens, by number, that an attribution's spans touch."""

    def touched(spans: Spans) -> Tokens:
        return frozenset(i for i, (a, b) in enumerate(places) for s, e in spans if a < e and b > s)

    return Sides(touched(gold.cue), touched(gold.source), touched(gold.content))


def match(wanted: Sequence[Sides], ours: Sequence[Sides]) -> dict[int, int]:
    """Gold attributions with their prediction: greatest overlap of cues first, of equals the tighter cue."""
    overlaps = sorted(
        (
            (len(w.cue & o.cue), -len(w.cue | o.cue), i, k)
            for i, w in enumerate(wanted)
            for k, o in enumerate(ours)
            if w.cue & o.cue
        ),
        reverse=True,
    )
    pair: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, k in overlaps:
        if i not in pair and k not in taken:
            pair[i] = k
            taken.add(k)
    return pair


def kinds(text: str, gold: Gold, parts: Words) -> Iterator[str]:
    """The kinds, of KINDS, that an attribution is counted under; they overlap."""
    held = [pos for start, end, pos in parts if any(start < e and end > s for s, e in gold.cue)]
    if _SAYING.match(_shown(text, gold.cue)):
        yield "verbs of saying"
    if len(held) > 1:
        yield "several words"
    if "VERB" not in held and ("NOUN" in held or "PROPN" in held):
        yield "nominal"
    elif len(held) == 1 and held[0] in ("VERB", "AUX"):
        yield "one verb"
    elif len(held) <= 1:
        yield "other"
    if not gold.source:
        yield "without a source"


def _count_kind(kind: Kind, gold: Sides, other: Sides | None) -> None:
    kind.gold += 1
    if other is not None:
        kind.found += 1
        kind.source += gold.source == other.source
        kind.content += gold.content == other.content


def _count_pair(scores: Scores, gold: Sides, other: Sides) -> None:
    scores.cue_overlap.right += 1
    scores.cue.right += gold.cue == other.cue
    scores.source.right += bool(gold.source) and gold.source == other.source
    scores.content.right += gold.content == other.content
    scores.content_overlap.add(len(gold.content & other.content), len(other.content), len(gold.content))
    if gold.content and other.content and gold.content != other.content:
        scores.edges.update(edges(gold.content, other.content))


def edges(gold: Tokens, ours: Tokens) -> Iterator[str]:
    """How a content differs from the gold one."""
    if min(gold) != min(ours):
        yield "begins too early" if min(ours) < min(gold) else "begins too late"
    if max(gold) != max(ours):
        yield "ends too late" if max(ours) > max(gold) else "ends too early"
    if min(gold) == min(ours) and max(gold) == max(ours):
        yield "differs within"


def _figures(scores: Scores) -> Iterator[str]:
    for title, score in (
        ("cue, exact", scores.cue),
        ("cue, overlap", scores.cue_overlap),
        ("source, exact", scores.source),
        ("content, exact", scores.content),
        ("content overlap", scores.content_overlap),
    ):
        yield f"{title:16} {score}"
    saying = scores.kinds["verbs of saying"]
    yield f"verbs of saying  found {saying.found / max(saying.gold, 1):.3f}"
    yield "by kind of cue       gold  missed   found  source exact  content exact (of the found)"
    for name, kind in scores.kinds.items():
        shares = (kind.found / max(kind.gold, 1), *(n / max(kind.found, 1) for n in (kind.source, kind.content)))
        yield f"  {name:17} {kind.gold:6}  {kind.gold - kind.found:6}   {shares[0]:.3f}  {shares[1]:12.3f}  {shares[2]:13.3f}"
    yield f"contents that differ: {', '.join(f'{what} {n}' for what, n in scores.edges.most_common()) or 'none'}"


def _errors(scores: Scores, count: int) -> Iterator[str]:
    for title, counter in (("missed", scores.missed), ("spurious", scores.spurious)):
        yield f"{title}: {', '.join(f'{cue!r} {n}' for cue, n in counter.most_common(60))}"
    step = max(1, len(scores.wrong) // count)
    for shown in scores.wrong[::step][:count]:
        yield ""
        yield shown


def _side_by_side(text: str, gold: Gold, ours: Gold) -> str:
    def line(who: str, held: Gold) -> str:
        return f"  {who} {[_shown(text, spans) for spans in (held.cue, held.source, held.content)]}"

    return f"{line('gold', gold)}\n{line('ours', ours)}"


def _shown(text: str, spans: Spans) -> str:
    return " ".join(text[a:b] for a, b in spans)
