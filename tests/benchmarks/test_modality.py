"""The scorer of modality: pairing with marked events, figures, and what is said where there is no checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.benchmarks import NAMES
from detente.benchmarks.modality import (
    Confusions,
    Told,
    judged_events,
    judged_verbs,
    judged_words,
    main_verbs,
    place,
    read_marked,
    read_table,
    report,
    run,
)
from detente.benchmarks.options import Options
from detente.engines import Setup
from detente.errors import BadInput
from detente.records import Modality

MARKED = """# source: written for this test

Germany will supply Ukraine with tanks.
  AID/military planned [supply] Germany > Ukraine

The sun shone over Prague.
  none
Russia did not attack Georgia, and Russia attacked Chad.
  ASSAULT denied [attack] Russia > Georgia
  ASSAULT actual [attacked] Russia > Chad
"""


def test_it_is_a_benchmark() -> None:
    assert "modality" in NAMES


def test_marked_sentences_are_read_with_type_and_place(tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text(MARKED)
    items = list(read_marked(tmp_path))
    assert [len(told) for _, told in items] == [1, 2]
    text, told = items[1]
    assert [text[t.start : t.end] for t in told] == ["attack", "attacked"]
    assert [(t.event_type, t.modality) for t in told] == [("ASSAULT", Modality.DENIED), ("ASSAULT", Modality.ACTUAL)]


def test_phrases_are_found_as_words() -> None:
    assert place("They attacked; the attack failed.", "attack") == (19, 25)
    assert place("talks on talks", "talks#2") == (9, 14)
    with pytest.raises(ValueError, match="not in the sentence"):
        place("They attacked.", "attack")


def test_figures_by_modality() -> None:
    found = Confusions()
    for gold, ours in [("actual", "actual"), ("actual", "planned"), ("planned", "planned"), ("denied", "actual")]:
        found.add("It rained.", Told(0, 2, Modality(gold)), Modality(ours))
    found.unmatched = 3
    assert found.accuracy == 0.5
    assert (found.score(Modality.PLANNED).precision, found.score(Modality.PLANNED).recall) == (0.5, 1.0)
    assert found.score(Modality.DENIED).recall == 0.0
    lines = list(report("rain", found, 1))
    assert lines[0] == "rain: 4 events, right 0.500, not found 3"
    assert lines[-1] == "It rained. [It]\n  gold actual, ours planned"


def test_events_are_paired_by_type_and_trigger(tmp_path: Path) -> None:
    (tmp_path / "some.txt").write_text(MARKED.replace("AID/military", "ACCUSE"))
    found = judged_events(Setup().reader(), list(read_marked(tmp_path)))
    assert found.counts[Modality.DENIED, Modality.DENIED] == 1
    assert found.unmatched >= 1


def test_words_of_a_table_are_judged(tmp_path: Path) -> None:
    path = tmp_path / "some.tsv"
    path.write_text("# comment\nRussia did not attack Georgia.\tattack\tdenied\nThe cake may rise.\trise\tpossible\n")
    assert judged_words(Setup().reader(), read_table(path)).accuracy == 1.0


def row(number: int, word: str, upos: str, tag: str, head: int, relation: str) -> str:
    return "\t".join([str(number), word, word.lower(), upos, tag, "_", str(head), relation, "_", "_"])


BANK = "\n".join([
    row(1, "They", "PRON", "PRP", 2, "nsubj"), row(2, "left", "VERB", "VBD", 0, "root"), "",
    row(1, "They", "PRON", "PRP", 4, "nsubj"), row(2, "did", "AUX", "VBD", 4, "aux"),
    row(3, "not", "PART", "RB", 4, "advmod"), row(4, "leave", "VERB", "VB", 0, "root"), "",
    row(1, "They", "PRON", "PRP", 3, "nsubj"), row(2, "may", "AUX", "MD", 3, "aux"), row(3, "leave", "VERB", "VB", 0, "root"), "",
    row(1, "Nobody", "PRON", "NN", 2, "nsubj"), row(2, "left", "VERB", "VBD", 0, "root"), "", "",
])  # fmt: skip


def test_main_verbs_are_taken_where_the_tree_decides(tmp_path: Path) -> None:
    path = tmp_path / "bank.conllu"
    path.write_text(BANK)
    found = [(text, text[t.start : t.end], t.modality) for text, t in main_verbs(path)]
    assert found == [
        ("They left", "left", Modality.ACTUAL),
        ("They did not leave", "leave", Modality.DENIED),
        ("They may leave", "leave", Modality.POSSIBLE),
    ]
    assert judged_verbs(main_verbs(path)).accuracy == 1.0


def test_without_a_checkout_it_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match=r"^no folder tests/reading/tables here or above; run this in a checkout of the project$"):
        list(run(Options()))
