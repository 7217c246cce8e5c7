"""Write the training and development corpora: python training/convert.py ../shared/data OUT."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

import newnames
import silver
import treebank
import weaknames
from detente.benchmarks.corenlp import read_articles
from detente.benchmarks.treebank import paragraphs, read_conllu

SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "and",
        "or",
        "but",
        "nor",
        "by",
        "as",
        "with",
        "from",
        "into",
        "over",
        "is",
        "are",
        "be",
        "vs",
        "via",
    ]
)


def title_case(word: str, first: bool) -> str:
    """A word as a headline writes it."""
    if word.islower() and (first or word not in SMALL):
        return word[:1].upper() + word[1:]
    return word


def recased(doc: Doc, style: str) -> Doc:
    """The same annotated Doc with every word in upper case, title case or lower case."""
    words = []
    for i, token in enumerate(doc):
        if style == "upper":
            word = token.text.upper()
        elif style == "lower":
            word = token.text.lower()
        else:
            word = title_case(token.text, i == 0 or bool(token.is_sent_start))
        words.append(word if len(word) == len(token.text) else token.text)
    copy = Doc(
        doc.vocab,
        words=words,
        spaces=[bool(t.whitespace_) for t in doc],
        tags=[t.tag_ for t in doc],
        pos=[t.pos_ for t in doc],
        heads=[t.head.i if t.has_head() else None for t in doc],
        deps=[t.dep_ for t in doc],
    )
    if doc.has_annotation("ENT_IOB"):
        unknown = [copy[t.i : t.i + 1] for t in doc if not t.ent_iob]
        copy.set_ents([Span(copy, e.start, e.end, e.label_) for e in doc.ents], missing=unknown, default="outside")
    return copy


def varied(docs: list[Doc], chance: random.Random, share: float) -> Iterator[Doc]:
    """Every Doc, and for a share of them a recased copy besides (headlines matter)."""
    for doc in docs:
        yield doc
        draw = chance.random()
        if draw < share:
            yield recased(doc, "title" if draw < share * 0.6 else "upper" if draw < share * 0.85 else "lower")


def save(docs: Iterator[Doc] | list[Doc], path: Path) -> None:
    bin_ = DocBin(docs=docs, store_user_data=False)
    bin_.to_disk(path)
    print(path.name, len(bin_), flush=True)


def gold(nlp: Language, path: Path, names: bool) -> list[Doc]:
    return [treebank.to_doc(nlp.vocab, g, names) for g in paragraphs(read_conllu(path))]


def articles(nlp: Language, data: Path, part: str) -> list[Doc]:
    folder = data / "attribution"
    pairs = read_articles(folder / f"corenlp-{part}.jsonl.gz", folder / "polnear-train-dev.tar.gz")
    return [doc for text, sentences in pairs for doc in silver.to_docs(nlp, text, sentences)]


def main(data: Path, out: Path) -> None:
    """Corpora for syntax (gold, silver), names, and the development sets."""
    out.mkdir(parents=True, exist_ok=True)
    nlp = spacy.blank("en")
    chance = random.Random(7)
    bank = data / "treebank"
    ewt, gum = gold(nlp, bank / "en_ewt-train.conllu.gz", False), gold(nlp, bank / "en_gum-train.conllu.gz", True)
    train = list(varied(ewt + gum, chance, 0.2))
    chance.shuffle(train)
    save(train, out / "gold-train.spacy")
    save(gold(nlp, bank / "en_ewt-dev.conllu.gz", False), out / "ewt-dev.spacy")
    gum_dev = gold(nlp, bank / "en_gum-dev.conllu.gz", True)
    save(gum_dev, out / "gum-dev.spacy")
    news = articles(nlp, data, "train")
    mixed = list(varied(news, chance, 0.1)) + train
    chance.shuffle(mixed)
    save(mixed, out / "silver-train.spacy")
    known = weaknames.learn(news + gum)
    weak = [weaknames.annotate(doc.copy(), known) for doc in ewt]
    foreign = list(newnames.more(news + gum, chance, 0.6))
    named = list(varied(news + foreign + gum * 3 + weak * 2, chance, 0.25))
    chance.shuffle(named)
    save(named, out / "names-train.spacy")
    news_dev = articles(nlp, data, "dev")
    save(news_dev, out / "news-dev.spacy")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
