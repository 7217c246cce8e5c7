"""Tags, parse, lemmas, names and speed of an English pipeline on held-out text.

    python benchmarks/language.py ../shared/data [PIPELINE]

Raw text goes in, by paragraph; tokens are compared by their characters, so that a wrong token counts as wrong.
Relation subtypes are folded. LAS is printed with and without punctuation, as F1 over tokens (CoNLL 2018 rules).
Names: spans and labels exact; places (GPE, LOC, FAC) are one class; NORP is left out, for the references do not mark it.
"""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

from silver import read_articles, to_docs
from treebank import Sentence, paragraphs, read_conllu

LABELS = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
Name = tuple[int, int, str]


def f1(right: int, guessed: int, gold: int) -> float:
    """Harmonic mean of precision and recall; 0 when nothing was guessed or there was nothing to find."""
    return 2 * right / (guessed + gold) if guessed + gold else 0.0


def paragraph_text(group: list[Sentence]) -> tuple[str, list[tuple[int, int]]]:
    """The paragraph's raw text and the offsets of its words."""
    text, offsets = "", []
    for s in group:
        for word, space in zip(s.words, [*s.spaces[:-1], True], strict=True):
            offsets.append((len(text), len(text) + len(word)))
            text += word + (" " if space else "")
    return text, offsets


def syntax(nlp: spacy.language.Language, path: Path) -> dict[str, float]:
    """Scores of one CoNLL-U file."""
    groups = list(paragraphs(read_conllu(path)))
    texts = [paragraph_text(g) for g in groups]
    counts = dict.fromkeys(["gold", "ours", "tag", "pos", "uas", "las", "gold_p", "ours_p", "las_p", "lemma"], 0)
    for group, (_, offsets), doc in zip(groups, texts, nlp.pipe(t for t, _ in texts), strict=True):
        gold = {}
        base = 0
        for s in group:
            for i in range(len(s.words)):
                head = offsets[base + s.heads[i]] if s.heads[i] >= 0 else None
                gold[offsets[base + i]] = (s.tags[i], s.upos[i], head, s.deps[i].split(":")[0])
            base += len(s.words)
        ours = {}
        for t in doc:
            if not t.is_space:
                head = None if t.head.i == t.i else (t.head.idx, t.head.idx + len(t.head))
                ours[t.idx, t.idx + len(t)] = (t.tag_, t.pos_, head, t.dep_.split(":")[0].lower())
        counts["gold"] += len(gold)
        counts["ours"] += len(ours)
        counts["gold_p"] += sum(g[3] != "punct" for g in gold.values())
        counts["ours_p"] += sum(o[3] != "punct" for o in ours.values())
        for span, (tag, pos, head, dep) in gold.items():
            if span in ours:
                tag_, pos_, head_, dep_ = ours[span]
                counts["tag"] += tag == tag_
                counts["pos"] += pos == pos_
                counts["uas"] += head == head_
                counts["las"] += head == head_ and dep == dep_
                counts["las_p"] += head == head_ and dep == dep_ and dep != "punct"
    return {
        "tags": f1(counts["tag"], counts["ours"], counts["gold"]),
        "UPOS": f1(counts["pos"], counts["ours"], counts["gold"]),
        "UAS": f1(counts["uas"], counts["ours"], counts["gold"]),
        "LAS": f1(counts["las"], counts["ours"], counts["gold"]),
        "LAS without punctuation": f1(counts["las_p"], counts["ours_p"], counts["gold_p"]),
    }


def on_gold_tokens(nlp: spacy.language.Language, path: Path) -> dict[str, float]:
    """The same where the treebank's tokens are given: what the parser does, without the tokenizer's part."""
    groups = list(paragraphs(read_conllu(path)))
    docs = [
        Doc(nlp.vocab, words=[w for s in g for w in s.words], spaces=[b for s in g for b in [*s.spaces[:-1], True]])
        for g in groups
    ]
    tokens = words = tag = las = 0
    for group, doc in zip(groups, nlp.pipe(docs), strict=True):
        base = 0
        for s in group:
            for i, (gold_tag, head, dep) in enumerate(zip(s.tags, s.heads, s.deps, strict=True)):
                token = doc[base + i]
                tokens += 1
                tag += token.tag_ == gold_tag
                if dep != "punct":
                    words += 1
                    at = base + (head if head >= 0 else i)
                    las += token.head.i == at and token.dep_.split(":")[0].lower() == dep.split(":")[0]
            base += len(s.words)
    return {"tags": tag / tokens, "LAS without punctuation": las / words}


def read_iob2(path: Path) -> Iterator[tuple[str, set[Name]]]:
    """(text, names) of each sentence of a Universal NER file."""
    text, words, tags = "", [], []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for raw in [*lines, "\n"]:
            line = raw.rstrip("\n")
            if line.startswith("# text = "):
                text = line[9:]
            elif line and not line.startswith("#"):
                cols = line.split("\t")
                words.append(cols[1])
                tags.append(cols[2])
            elif not line and words:
                yield text, _iob_spans(text, words, tags)
                words, tags = [], []


def _iob_spans(text: str, words: list[str], tags: list[str]) -> set[Name]:
    spans: list[list[int | str]] = []
    at = 0
    for word, tag in zip(words, tags, strict=True):
        start = text.find(word, at)
        if start < 0:
            start = at
        at = start + len(word)
        if tag.startswith("B-"):
            spans.append([start, at, tag[2:]])
        elif tag.startswith("I-") and spans:
            spans[-1][1] = at
    return {(int(a), int(b), str(c)) for a, b, c in spans if c in LABELS}


def names(nlp: spacy.language.Language, pairs: Iterable[tuple[str, set[Name]]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of names."""
    right = guessed = wanted = 0
    held = list(pairs)
    for (_, gold), doc in zip(held, nlp.pipe(t for t, _ in held), strict=True):
        ours = {(e.start_char, e.end_char, LABELS[e.label_]) for e in doc.ents if e.label_ in LABELS}
        right, guessed, wanted = right + len(ours & gold), guessed + len(ours), wanted + len(gold)
    return right / max(guessed, 1), right / max(wanted, 1), f1(right, guessed, wanted)


def silver_names(data: Path) -> Iterator[tuple[str, set[Name]]]:
    blank = spacy.blank("en")
    folder = data / "attribution"
    for text, sentences in read_articles(folder / "corenlp-dev.jsonl.gz", folder / "polnear-train-dev.tar.gz"):
        for doc in to_docs(blank, text, sentences):
            yield doc.text, {(e.start_char, e.end_char, LABELS[e.label_]) for e in doc.ents if e.label_ in LABELS}


def main(data: Path, pipeline: str) -> None:
    nlp = spacy.load(pipeline)
    for bank in ("ewt", "gum"):
        scores = syntax(nlp, data / "treebank" / f"en_{bank}-dev.conllu.gz")
        print(f"{bank.upper()}, raw text:", "  ".join(f"{k} {v:.4f}" for k, v in scores.items()), flush=True)
        scores = on_gold_tokens(nlp, data / "treebank" / f"en_{bank}-dev.conllu.gz")
        print(f"{bank.upper()}, tokens given:", "  ".join(f"{k} {v:.4f}" for k, v in scores.items()), flush=True)
    for title, pairs in (
        ("names EWT (Universal NER)", read_iob2(data / "entities" / "uner_en_ewt-dev.iob2.gz")),
        ("names agreement with CoreNLP", silver_names(data)),
    ):
        p, r, f = names(nlp, pairs)
        print(f"{title}: precision {p:.4f} recall {r:.4f} F1 {f:.4f}", flush=True)
    texts = [t for t, _ in silver_names(data)][:600]
    began = time.process_time()
    words = sum(len(d) for d in nlp.pipe(texts))
    print(f"speed: {words / (time.process_time() - began):.0f} tokens a second of one core")


if __name__ == "__main__":
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: python benchmarks/language.py ../shared/data [PIPELINE]: the data folder is missing")
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "en_detente")
