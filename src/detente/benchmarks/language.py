"""Tags, parse, names and speed of the English pipeline on held-out text.

Raw text goes in, by paragraph; tokens are compared by their characters, so that a wrong token counts as wrong.
Relation subtypes are folded. LAS is printed with and without punctuation, as F1 over tokens (CoNLL 2018 rules).
Names: spans and labels exact; places (GPE, LOC, FAC) are one class; NORP is left out, for the references do not mark it.
`--limit` is the number of paragraphs.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from detente.benchmarks import names
from detente.benchmarks.options import Options
from detente.benchmarks.scoring import Score
from detente.benchmarks.treebank import Sentence, paragraphs, read_conllu
from detente.language.pipeline import load_pipeline

BANKS = ("ewt", "gum")
Offsets = list[tuple[int, int]]


def run(options: Options) -> Iterator[str]:
    """Syntax on both treebanks with and without the tokenizer's part, names on both references, tokens a second."""
    nlp = load_pipeline()
    part = options.part
    for bank in BANKS:
        groups = list(options.first(paragraphs(read_conllu(options.file(f"treebank/en_{bank}-{part}.conllu.gz")))))
        for what, scores in (("raw text", on_raw_text(nlp, groups)), ("tokens given", on_given_tokens(nlp, groups))):
            yield f"{bank.upper()}, {what}: {'  '.join(f'{name} {value:.4f}' for name, value in scores.items())}"
    annotations = options.file(f"attribution/corenlp-{part}.jsonl.gz")
    archive = options.file("attribution/polnear-train-dev.tar.gz")
    news = list(options.first(names.read_corenlp(annotations, archive, nlp)))
    for title, pairs in (
        ("names, EWT (Universal NER)", options.first(names.read_iob2(options.file(f"entities/uner_en_ewt-{part}.iob2.gz")))),
        ("names, agreement with CoreNLP", iter(news)),
    ):
        yield f"{title}: {names.compare(nlp, pairs)}"
    texts = [t for t, _ in news][:600]
    began = time.process_time()
    tokens = sum(len(d) for d in nlp.pipe(texts))
    yield f"speed: {tokens / (time.process_time() - began):.0f} tokens a second of one core"


def paragraph_text(group: Sequence[Sentence]) -> tuple[str, Offsets]:
    """The paragraph's raw text and the offsets of its words."""
    text, offsets = "", []
    for s in group:
        for word, space in zip(s.words, [*s.spaces[:-1], True], strict=True):
            offsets.append((len(text), len(text) + len(word)))
            text += word + (" " if space else "")
    return text, offsets


def on_raw_text(nlp: Language, groups: Sequence[Sequence[Sentence]]) -> dict[str, float]:
    """Tags, heads and relations where the pipeline parts the text itself."""
    texts = [paragraph_text(g) for g in groups]
    scores = {name: Score() for name in ("tags", "UPOS", "UAS", "LAS", "LAS without punctuation")}
    for group, (_, offsets), doc in zip(groups, texts, nlp.pipe(t for t, _ in texts), strict=True):
        compare(_gold(group, offsets), _ours(doc), scores)
    return {name: score.f1 for name, score in scores.items()}


Analysis = dict[tuple[int, int], tuple[str, str, tuple[int, int] | None, str]]
"""By its place: a token's tag, part of speech, its head's place (None for the root) and its relation."""


def compare(gold: Analysis, ours: Analysis, scores: dict[str, Score]) -> None:
    """Count the tokens that are right in each respect."""
    right: Counter[str] = Counter()
    for span, (tag, pos, head, dep) in gold.items():
        if span not in ours:
            continue
        tag_, pos_, head_, dep_ = ours[span]
        attached = head == head_ and dep == dep_
        right.update({"tags": tag == tag_, "UPOS": pos == pos_, "UAS": head == head_, "LAS": attached})
        right["LAS without punctuation"] += attached and dep != "punct"
    for name, score in scores.items():
        sides = [sum(a[3] != "punct" for a in side.values()) if "without" in name else len(side) for side in (ours, gold)]
        score.add(right[name], *sides)


def _gold(group: Sequence[Sentence], offsets: Offsets) -> Analysis:
    found: Analysis = {}
    base = 0
    for s in group:
        for i, (tag, pos, head, dep) in enumerate(zip(s.tags, s.upos, s.heads, s.deps, strict=True)):
            place = offsets[base + head] if head >= 0 else None
            found[offsets[base + i]] = (tag, pos, place, dep.split(":")[0])
        base += len(s.words)
    return found


def _ours(doc: Doc) -> Analysis:
    found: Analysis = {}
    for t in doc:
        if not t.is_space:
            place = None if t.head.i == t.i else (t.head.idx, t.head.idx + len(t.head))
            found[t.idx, t.idx + len(t)] = (t.tag_, t.pos_, place, t.dep_.split(":")[0].lower())
    return found


def on_given_tokens(nlp: Language, groups: Sequence[Sequence[Sentence]]) -> dict[str, float]:
    """The same where the treebank's tokens are given: what the parser does, without the tokenizer's part."""
    docs = [
        Doc(nlp.vocab, words=[w for s in g for w in s.words], spaces=[b for s in g for b in [*s.spaces[:-1], True]])
        for g in groups
    ]
    tags, attached = Score(), Score()
    for group, doc in zip(groups, nlp.pipe(docs), strict=True):
        base = 0
        for s in group:
            for i, (gold_tag, head, dep) in enumerate(zip(s.tags, s.heads, s.deps, strict=True)):
                token = doc[base + i]
                tags.add(token.tag_ == gold_tag, 1, 1)
                if dep != "punct":
                    at = base + (head if head >= 0 else i)
                    right = token.head.i == at and token.dep_.split(":")[0].lower() == dep.split(":")[0]
                    attached.add(right, 1, 1)
            base += len(s.words)
    return {"tags": tags.recall, "LAS without punctuation": attached.recall}
