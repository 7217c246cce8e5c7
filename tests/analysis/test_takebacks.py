from __future__ import annotations

import pytest
from made import Made

from detente.analysis.deeds import deeds, done
from detente.analysis.takebacks import TAKEN_BACK


@pytest.mark.parametrize(
    ("text", "word", "kind", "modality"),
    [
        ("Norland said that it did not support Vellia in the port dispute.", "support", "SUPPORT", TAKEN_BACK),
        ("Norland did not back the restoration of Vellia's council.", "restoration", "SUPPORT", TAKEN_BACK),
        ("Norland no longer fully backs Vellia.", "backs", "SUPPORT", TAKEN_BACK),
        ("Lasting cooperation of Norland with Vellia remains elusive.", "cooperation", "COOPERATE", TAKEN_BACK),
        ("Norland did not only support Vellia but paid for the dam.", "support", "SUPPORT", "actual"),
        ("Norland met Vellia, but it remains uncertain whether they will meet again.", "met", "CONSULT", "actual"),
        ("Norland agreed with Vellia that a lasting peace is unlikely.", "agreed", "AGREE", "actual"),
        ("Norland did not accuse Vellia.", "accuse", "ACCUSE", "actual"),
    ],
)
def test_an_act_of_cooperation_that_its_sentence_takes_back(text: str, word: str, kind: str, modality: str) -> None:
    made = Made()
    made.event(made.document(text), word, kind, actors=("XNL",), recipients=("XVE",))
    (deed,) = deeds(made.book())["XNL", "XVE"]
    assert deed.modality == modality
    assert len(done([deed])) == (modality == "actual")
