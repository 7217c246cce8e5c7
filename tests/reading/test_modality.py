"""Whether acts happened: tables of sentences, half of them traps, read through the pipeline."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from spacy.language import Language

from detente.benchmarks.modality import read_table
from detente.reading.modality import Verdict, judge, words
from detente.records import Modality

TABLES = Path(__file__).parent / "tables"
FLOORS = {"modality": 0.90, "modality_held": 0.78}
"""Shares that are right by the grammar alone; a few rows need to know who speaks, which only events do."""


def _rows(table: str) -> list[tuple[str, str, Modality]]:
    return [(text, text[told.start : told.end], told.modality) for text, told in read_table(TABLES / f"{table}.tsv")]


def _judge(nlp: Language, text: str, word: str) -> Verdict:
    return judge(next(token for token in nlp(text) if token.text == word))


def test_tables_have_every_kind() -> None:
    kinds = Counter(kind for table in FLOORS for _, _, kind in _rows(table))
    assert sum(kinds.values()) >= 400
    assert all(kinds[kind] >= 50 for kind in Modality)


def test_no_row_is_told_twice() -> None:
    rows = Counter((text, word) for table in FLOORS for text, word, _ in _rows(table))
    assert [row for row, count in rows.items() if count > 1] == []


@pytest.mark.parametrize("table", FLOORS)
def test_sentences_are_judged_right(nlp: Language, table: str) -> None:
    rows = _rows(table)
    wrong = [(t, w, k, v.modality) for t, w, k in rows if (v := _judge(nlp, t, w)).modality is not k]
    share = 1 - len(wrong) / len(rows)
    assert share >= FLOORS[table], f"{share:.3f} right" + (f"; wrong: {wrong}" if table == "modality" else "")


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Russia attacked Georgia.", "attacked", Modality.ACTUAL),
        ("Russia did not attack Georgia.", "attack", Modality.DENIED),
        ("If Iran attacked Israel, the US would impose sanctions.", "attacked", Modality.POSSIBLE),
        ("If Iran attacked Israel, the US would impose sanctions.", "impose", Modality.POSSIBLE),
        ("Turkey plans to withdraw its troops from Syria.", "withdraw", Modality.PLANNED),
        ("Russia reportedly armed the Taliban.", "armed", Modality.ALLEGED),
        ("Serbia exported the rifles, a leaked report claims.", "exported", Modality.ALLEGED),
        ("The army stopped bombing the town.", "bombing", Modality.ACTUAL),
        ("The plan to arm the villagers was dropped.", "arm", Modality.DENIED),
        ("The minister did not stay but visited the camp.", "visited", Modality.ACTUAL),
        ("No such negotiations have ever taken place.", "negotiations", Modality.DENIED),
        ("Tomorrow the president receives the envoy.", "receives", Modality.PLANNED),
    ],
)
def test_plain_cases(nlp: Language, text: str, word: str, kind: Modality) -> None:
    assert _judge(nlp, text, word).modality is kind


def test_a_refusal_of_a_future_act_is_marked(nlp: Language) -> None:
    assert _judge(nlp, "Turkey will not attend the talks.", "attend").refused
    assert not _judge(nlp, "Russia did not attack Georgia.", "attack").refused


@pytest.mark.parametrize(
    ("text", "word", "speaker"),
    [
        ("Pakistan said India had attacked a village.", "attacked", "Pakistan"),
        ("India attacked a village, according to Pakistan.", "attacked", "Pakistan"),
        ("India attacked a village, Pakistan said.", "attacked", "Pakistan"),
        ("Kyiv: Russian drones hit the port of Odesa", "hit", "Kyiv"),
    ],
)
def test_the_speaker_of_a_report_is_found(nlp: Language, text: str, word: str, speaker: str) -> None:
    verdict = _judge(nlp, text, word)
    assert verdict.speaker is not None
    assert verdict.speaker.text == speaker


def test_word_lists_are_single_words() -> None:
    assert all(word == word.strip() and word for held in words().values() for word in held)


def test_odd_input_is_judged_without_error(nlp: Language) -> None:
    for text in ("?", "attack", "not not not attack ! ?", "if " * 50 + "attacked", ", , said", ": attack", "according to"):
        for token in nlp(text):
            assert judge(token).modality in Modality
