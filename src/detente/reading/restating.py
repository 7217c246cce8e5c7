"""Acts that more than one word tells: adjectives, refusals, threats and phases, put beside or in the place of what frames find.

restated(found, sentence, stage) -> list[Candidate]
"""

from __future__ import annotations

from spacy.tokens import Span

from detente.reading.adjectives import adjectives
from detente.reading.candidate import Candidate
from detente.reading.outlooks import refusals, threats
from detente.reading.participants import Stage
from detente.reading.phases import phases


def restated(found: list[Candidate], sentence: Span, stage: Stage) -> list[Candidate]:
    """The candidates of a sentence with those that its auxiliaries, adjectives and phase verbs make of them.

    Each kind sees what the one before left; a candidate at the same word as a new one gives way to it.
    """
    for kind in (phases, refusals, threats, adjectives):
        told = kind(sentence, stage, found)
        taken = {c.trigger.i for c in told}
        found = [*(c for c in found if c.trigger.i not in taken), *told]
    return found
