"""Whether acts happened: a table of sentences, half of them traps, read through the pipeline."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from spacy.language import Language

from detente.reading.modality import Verdict, judge, words
from detente.records import Modality

TABLE = Path(__file__).parent / "tables" / "modality.tsv"
FLOOR = 0.92


def _rows() -> list[tuple[str, str, Modality]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(text, word, Modality(kind)) for text, word, kind in (line.split("\t") for line in lines)]


def _judge(nlp: Language, text: str, word: str) -> Verdict:
    return judge(next(token for token in nlp(text) if token.text == word))


def test_table_has_every_kind() -> None:
    kinds = Counter(kind for _, _, kind in _rows())
    assert sum(kinds.values()) >= 100
    assert all(kinds[kind] >= 8 for kind in Modality)


def test_sentences_are_judged_right(nlp: Language) -> None:
    wrong = [(t, w, k, v.modality) for t, w, k in _rows() if (v := _judge(nlp, t, w)).modality is not k]
    share = 1 - len(wrong) / len(_rows())
    assert share >= FLOOR, f"{share:.3f} right; wrong: {wrong}"


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Russia attacked Georgia.", "attacked", Modality.ACTUAL),
        ("Russia did not attack Georgia.", "attack", Modality.DENIED),
        ("If Iran attacked Israel, the US would impose sanctions.", "attacked", Modality.POSSIBLE),
        ("If Iran attacked Israel, the US would impose sanctions.", "impose", Modality.POSSIBLE),
        ("Turkey plans to withdraw its troops from Syria.", "withdraw", Modality.PLANNED),
        ("Russia reportedly armed the Taliban.", "armed", Modality.ALLEGED),
    ],
)
def test_plain_cases(nlp: Language, text: str, word: str, kind: Modality) -> None:
    assert _judge(nlp, text, word).modality is kind


def test_a_refusal_of_a_future_act_is_marked(nlp: Language) -> None:
    assert _judge(nlp, "Turkey will not attend the talks.", "attend").refused
    assert not _judge(nlp, "Russia did not attack Georgia.", "attack").refused


def test_the_speaker_of_a_report_is_found(nlp: Language) -> None:
    verdict = _judge(nlp, "Pakistan said India had attacked a village.", "attacked")
    assert verdict.speaker is not None
    assert verdict.speaker.text == "Pakistan"


def test_word_lists_are_single_words() -> None:
    assert all(word == word.strip() and word for held in words().values() for word in held)


def test_odd_input_is_judged_without_error(nlp: Language) -> None:
    for text in ("?", "attack", "not not not attack ! ?", "if " * 50 + "attacked"):
        for token in nlp(text):
            assert judge(token).modality in Modality
