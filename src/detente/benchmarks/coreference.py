"""Chains of mentions on GUM's news, interviews, biographies and speeches, and of person names on PolNeAR as CoreNLP read it.

Gold mentions are those of persons, organisations and places in chains of two or more. Mentions are matched by their heads: the
casting's mentions leave out articles and relative clauses, which GUM's have. A pronoun or noun is resolved rightly when the
last mention of its actor before it belongs to its gold chain; it counts as wanted when its chain has an earlier mention by name.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language

from detente.actors.cast import Appearance, Cast
from detente.actors.discourse import top_of
from detente.actors.mentions import cast_passages
from detente.actors.registry import Registry
from detente.benchmarks.chain_scores import MEASURES, Tally
from detente.benchmarks.chains import GoldDocument, GoldMention, read_documents
from detente.benchmarks.options import Options
from detente.language.passages import Passage, level
from detente.language.pipeline import load_pipeline
from detente.records import ActorKind, Block, BlockRole, MentionForm

GENRES = frozenset({"news", "interview", "bio", "speech"})
_KINDS = frozenset({"person", "organization", "place"})
_SPEAKERS = frozenset(
    {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours", "yourself"}
)
_GROUPS = {
    "he, she": frozenset({"he", "she", "him", "her", "his"}),
    "it": frozenset({"it", "its"}),
    "they": frozenset({"they", "them", "their"}),
}
_Caster = Callable[[list[Passage], GoldDocument], Cast]


@dataclass(frozen=True, slots=True)
class Pair:
    """A document of the treebank with the cast that was read from it."""

    gold: GoldDocument
    passages: list[Passage]
    cast: Cast

    def head(self, appearance: Appearance) -> int:
        """The head of an appearance as GUM has it: the "Mr." of "Mr. Haddad"."""
        return top_of(self.passages[appearance.passage].doc[appearance.head]).i

    def text(self, passage: int, start: int, end: int) -> list[str]:
        return [t.lower_ for t in self.passages[passage].doc[start:end]]


def run(options: Options) -> Iterator[str]:
    """The lines of both measurements."""
    nlp, registry = load_pipeline(), Registry.load()
    documents = options.first(
        d for d in read_documents(options.file(f"treebank/en_gum-{options.part}.conllu.gz")) if d.genre in GENRES
    )
    pairs = []
    for gold in documents:
        passages = gold.passages(nlp)
        pairs.append(Pair(gold, passages, cast_passages(passages, registry, gold.written)))
    yield from lines_of(pairs)
    silver = options.file(f"attribution/corenlp-{options.part}.jsonl.gz")
    yield from _names(options.first(_silver(silver)), nlp, registry)


def lines_of(pairs: list[Pair]) -> Iterator[str]:
    """Scores of chains, and of pronouns and nouns alone."""
    yield f"GUM: {len(pairs)} documents, {sum(len(p.words) for d in pairs for p in d.gold.paragraphs)} words"
    for title, spoken in (("all mentions", True), ("without I, we and you", False)):
        for name, measure in MEASURES.items():
            total = Tally()
            for pair in pairs:
                total.add(measure(_key(pair, spoken=spoken), _response(pair)))
            yield f"  {title:24} {name:7} {total}"
    for title, words in _GROUPS.items():
        yield f"  {title:32} {_summed(_pronouns(p, words) for p in pairs)}"
    yield f"  {'the nouns that refer back':32} {_summed(_nominals(p) for p in pairs)}"


def _summed(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.add(tally)
    return total


def _key(pair: Pair, *, spoken: bool) -> list[frozenset[Hashable]]:
    chains: dict[str, set[Hashable]] = defaultdict(set)
    for mention in pair.gold.mentions():
        said = pair.text(mention.paragraph, mention.start, mention.end)
        if mention.kind in _KINDS and (spoken or not (len(said) == 1 and said[0] in _SPEAKERS)):
            chains[mention.chain].add((mention.paragraph, mention.head))
    return [frozenset(c) for c in chains.values() if len(c) > 1]


def _response(pair: Pair) -> list[frozenset[Hashable]]:
    chains: dict[tuple[str, ...], set[Hashable]] = defaultdict(set)
    for appearance in pair.cast.appearances:
        everyone = tuple(a.actor_id for a in pair.cast.all_at(appearance.passage, appearance.start))
        chains[everyone].add((appearance.passage, pair.head(appearance)))
    return [frozenset(c) for c in chains.values() if len(c) > 1]


class _Gold:
    """The gold chains of a document by the head of a mention."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        self.by_head: dict[tuple[int, int], list[GoldMention]] = defaultdict(list)
        for mention in pair.gold.mentions():
            self.by_head[mention.paragraph, mention.head].append(mention)
        self.named: dict[str, tuple[int, int]] = {}
        for appearance in pair.cast.appearances:
            if appearance.mention.form in {MentionForm.NAME, MentionForm.METONYM}:
                for chain in self.chains(appearance.passage, self.pair.head(appearance)):
                    self.named.setdefault(chain, (appearance.passage, appearance.start))

    def chains(self, passage: int, head: int) -> set[str]:
        return {m.chain for m in self.by_head.get((passage, head), ())}

    def is_right(self, appearance: Appearance) -> bool:
        """Whether the last mention of its actor before an appearance, not counting pronouns, is in its gold chain."""
        wanted = self.chains(appearance.passage, self.pair.head(appearance))
        at = (appearance.passage, appearance.start)
        before = [
            a
            for a in self.pair.cast.appearances
            if a.actor_id == appearance.actor_id and (a.passage, a.start) < at and a.mention.form is not MentionForm.PRONOUN
        ]
        return bool(before) and not wanted.isdisjoint(self.chains(before[-1].passage, self.pair.head(before[-1])))

    def wants(self, mention: GoldMention) -> bool:
        named = self.named.get(mention.chain)
        return mention.kind in _KINDS and named is not None and named < (mention.paragraph, mention.start)


def _pronouns(pair: Pair, words: frozenset[str]) -> Tally:
    gold, tally = _Gold(pair), Tally()
    for appearance in pair.cast.appearances:
        first = pair.cast.at(appearance.passage, appearance.start)
        if appearance.mention.form is MentionForm.PRONOUN and appearance is first and appearance.mention.text.lower() in words:
            tally.given += 1
            tally.hit_given += any(gold.is_right(a) for a in pair.cast.all_at(appearance.passage, appearance.start))
    for mention in pair.gold.mentions():
        said = pair.text(mention.paragraph, mention.start, mention.end)
        if len(said) == 1 and said[0] in words and gold.wants(mention):
            tally.wanted += 1
            found = pair.cast.all_at(mention.paragraph, mention.start)
            tally.hit_wanted += any(gold.is_right(a) for a in found)
    return tally


def _nominals(pair: Pair) -> Tally:
    gold, tally = _Gold(pair), Tally()
    for appearance in pair.cast.appearances:
        doc = pair.passages[appearance.passage].doc
        head = doc[appearance.head]
        met = any(
            a.actor_id == appearance.actor_id and (a.passage, a.start) < (appearance.passage, appearance.start)
            for a in pair.cast.appearances
        )
        if appearance.mention.form is MentionForm.NOMINAL and met and _is_definite(doc[appearance.start].lower_, head.tag_):
            tally.given += 1
            tally.hit_given += gold.is_right(appearance)
    for mention in pair.gold.mentions():
        doc = pair.passages[mention.paragraph].doc
        if _is_definite(doc[mention.start].lower_, doc[mention.head].tag_) and gold.wants(mention):
            tally.wanted += 1
            found = pair.cast.all_at(mention.paragraph, mention.head)
            tally.hit_wanted += any(gold.is_right(a) for a in found)
    return tally


def _is_definite(first: str, tag: str) -> bool:
    return first in {"the", "this", "that", "these", "those", "both"} and tag in {"NN", "NNS"}


def _silver(path: Path) -> Iterator[Any]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _names(documents: Iterable[Any], nlp: Language, registry: Registry) -> Iterator[str]:
    """Person names that CoreNLP chains together against those that the casting gives to one actor."""
    totals = {name: Tally() for name in MEASURES}
    count = 0
    for document in documents:
        count += 1
        text, key = _text_and_chains(document)
        cast = cast_passages(_paragraphs(document["id"], text, nlp), registry)
        response: dict[str, set[Hashable]] = defaultdict(set)
        held = {m for chain in key for m in chain}
        for a in cast.appearances:
            if a.mention.form is MentionForm.NAME and cast.actor(a).kind is ActorKind.PERSON:
                response[a.actor_id] |= {m for m in range(a.mention.start, a.mention.end) if m in held}
        for name, measure in MEASURES.items():
            totals[name].add(measure(key, [frozenset(c) for c in response.values() if len(c) > 1]))
    yield f"CoreNLP: {count} documents, person names in chains of two or more"
    for name, total in totals.items():
        yield f"  {name:32} {total}"


def _text_and_chains(document: Any) -> tuple[str, list[frozenset[Hashable]]]:
    """The text with its offsets, rebuilt from the tokens, and for each chain the last letters of its names of persons."""
    tokens = [t for sentence in document["sentences"] for t in sentence]
    text = [" "] * (max(t[5] for t in tokens) + 1)
    for word, *_, start, end, _head, _relation in tokens:
        text[start:end] = (word if len(word) == end - start else '"' if end - start == 1 else "-").ljust(end - start)[
            : end - start
        ]
    for before, after in zip(document["sentences"], document["sentences"][1:], strict=False):
        if after[0][4] - before[-1][5] > 1:
            text[before[-1][5]] = "\n"
    chains = []
    for chain in document["coref"]:
        ends: set[Hashable] = set()
        for sentence, _, _, head in chain:
            token = document["sentences"][sentence][head]
            if token[3] == "PERSON" and token[2].startswith("NNP"):
                ends.add(token[5] - 1)
        if len(ends) > 1:
            chains.append(frozenset(ends))
    return "".join(text), chains


def _paragraphs(key: str, text: str, nlp: Language) -> list[Passage]:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append((Block(at, at + len(line), BlockRole.BODY), line))
        at += len(line) + 1
    docs = nlp.pipe(level(line) for _, line in blocks)
    return [Passage(key, block, doc, line) for (block, line), doc in zip(blocks, docs, strict=True)]
