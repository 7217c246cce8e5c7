"""The scorers of tags, parse and names, and the readers of treebanks and names, on sentences of our own."""

from __future__ import annotations

import gzip
import json
import tarfile
from io import BytesIO
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from detente.benchmarks import corenlp, names
from detente.benchmarks.language import compare, on_given_tokens, on_raw_text, paragraph_text, run
from detente.benchmarks.options import Options
from detente.benchmarks.scoring import Score
from detente.benchmarks.treebank import Sentence, paragraphs, read_conllu

CONLLU = """# newdoc id = talks
# text = They didn't go.
1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4.1\tgone\tgo\tVERB\tVBN\t_\t_\t_\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# text = Nobody asked.
1\tNobody\tnobody\tPRON\tNN\t_\t2\tnsubj:outer\t_\t_
2\tasked\task\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "treebank" / "en_ewt-dev.conllu.gz"
    path.parent.mkdir()
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(CONLLU)
    return path


def test_syntactic_words_are_tokens(bank: Path) -> None:
    first, second = read_conllu(bank)
    assert first.words == ["They", "did", "n't", "go", "."]
    assert first.heads == [3, 3, 3, -1, 3]
    assert (first.new_paragraph, second.new_paragraph) == (True, False)
    assert second.deps == ["nsubj", "root", "punct"]
    text, offsets = paragraph_text([first, second])
    assert text == "They didn't go. Nobody asked. "
    assert [text[a:b] for a, b in offsets] == first.words + second.words


def test_paragraphs_end_at_marks_and_after_eight_sentences() -> None:
    many = [Sentence(["."], [True], new_paragraph=i in (0, 2)) for i in range(12)]
    assert [len(group) for group in paragraphs(many)] == [2, 8, 2]


def test_tokens_tags_heads_and_relations_are_counted_apart() -> None:
    scores = {name: Score() for name in ("tags", "UPOS", "UAS", "LAS", "LAS without punctuation")}
    gold = {
        (0, 4): ("PRP", "PRON", (5, 8), "nsubj"),
        (5, 8): ("VBD", "VERB", None, "root"),
        (9, 12): ("NN", "NOUN", (5, 8), "obj"),
        (12, 13): (".", "PUNCT", (5, 8), "punct"),
    }
    ours = {
        (0, 4): ("PRP", "PRON", (5, 8), "obj"),
        (5, 8): ("VBN", "VERB", None, "root"),
        (9, 13): ("NN", "NOUN", (5, 8), "obj"),
    }
    compare(gold, ours, scores)
    counts = {name: (s.right, s.predicted, s.gold) for name, s in scores.items()}
    assert counts == {
        "tags": (1, 3, 4),
        "UPOS": (2, 3, 4),
        "UAS": (2, 3, 4),
        "LAS": (1, 3, 4),
        "LAS without punctuation": (1, 3, 3),
    }


def test_the_pipeline_on_plain_sentences(nlp: Language, bank: Path) -> None:
    groups = list(paragraphs(read_conllu(bank)))
    assert on_raw_text(nlp, groups)["LAS"] == on_given_tokens(nlp, groups)["LAS without punctuation"] == 1.0


def test_names_of_words_and_their_tags() -> None:
    text = "In New York Ada Holm met the UN."
    words = ["In", "New", "York", "Ada", "Holm", "met", "the", "UN", "."]
    tags = ["O", "B-LOC", "I-LOC", "B-PER", "I-PER", "O", "O", "B-ORG", "O"]
    found = names.iob_spans(text, words, tags)
    assert {(text[a:b], label) for a, b, label in found} == {("New York", "LOC"), ("Ada Holm", "PER"), ("UN", "ORG")}


def test_names_must_be_exact() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Kabul"}, {"label": "NORP", "pattern": "Afghan"}])  # type: ignore[attr-defined]
    score = names.compare(nlp, [("Kabul saw Afghan talks in Doha .", {(0, 5, "LOC"), (26, 30, "LOC")})])
    assert (score.right, score.predicted, score.gold) == (1, 1, 2)


ARTICLE = "Ada Holm left.\n\nShe saw Vell-based men. It rained."
SENTENCES = [
    [["Ada", "Ada", "NNP", "PERSON", 0, 3, 2, "compound"], ["Holm", "Holm", "NNP", "PERSON", 4, 8, 3, "nsubj"],
     ["left", "leave", "VBD", "O", 9, 13, 0, "root"], [".", ".", ".", "O", 13, 14, 3, "punct"]],
    [["She", "she", "PRP", "O", 16, 19, 2, "nsubj"], ["saw", "see", "VBD", "O", 20, 23, 0, "root"],
     ["Vell", "Vell", "NNP", "LOCATION", 24, 28, 4, "compound"], ["-based", "-based", "JJ", "O", 28, 34, 5, "amod"],
     ["men", "man", "NNS", "O", 35, 38, 2, "dobj"], [".", ".", ".", "O", 38, 39, 2, "punct"]],
    [["It", "it", "PRP", "O", 40, 42, 2, "nsubj"], ["rained", "rain", "VBD", "O", 43, 49, 0, "root"],
     [".", ".", ".", "O", 49, 50, 2, "punct"]],
]  # fmt: skip


def write_articles(folder: Path) -> tuple[Path, Path]:
    folder.mkdir()
    annotations, archive = folder / "corenlp-dev.jsonl.gz", folder / "polnear-train-dev.tar.gz"
    with gzip.open(annotations, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "rain", "sentences": SENTENCES}) + "\n")
        file.write(json.dumps({"id": "not in the archive", "sentences": SENTENCES}) + "\n")
    with tarfile.open(archive, "w:gz") as tar:
        member = tarfile.TarInfo("dev/text/rain.txt")
        member.size = len(ARTICLE.encode())
        tar.addfile(member, BytesIO(ARTICLE.encode()))
    return annotations, archive


def test_names_of_an_annotated_article_by_paragraph(tmp_path: Path) -> None:
    [(text, sentences)] = corenlp.read_articles(*write_articles(tmp_path / "attribution"))
    assert [len(group) for group in corenlp.paragraphs(text, sentences)] == [1, 2]
    read = list(names.read_corenlp(*write_articles(tmp_path / "again"), spacy.blank("en")))
    assert [text for text, _ in read] == ["Ada Holm left.", "She saw Vell-based men. It rained."]
    assert [found for _, found in read] == [{(0, 8, "PER")}, {(8, 12, "LOC")}]


def test_the_benchmark_prints_every_line(tmp_path: Path, bank: Path) -> None:
    (bank.parent / "en_gum-dev.conllu.gz").write_bytes(bank.read_bytes())
    write_articles(tmp_path / "attribution")
    (tmp_path / "entities").mkdir()
    with gzip.open(tmp_path / "entities" / "uner_en_ewt-dev.iob2.gz", "wt", encoding="utf-8") as file:
        file.write("# text = Paris slept.\n1\tParis\tB-LOC\t-\n2\tslept\tO\t-\n3\t.\tO\t-\n")
    starts = ["EWT, raw text: tags 1.0000", "EWT, tokens given: tags 1.0000", "GUM, raw text", "GUM, tokens given"]
    starts += ["names, EWT (Universal NER): P", "names, agreement with CoreNLP: P", "speed: "]
    lines = list(run(Options(tmp_path)))
    assert [line[: len(start)] for line, start in zip(lines, starts, strict=True)] == starts
