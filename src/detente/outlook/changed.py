"""What changed lately between the parties: change points of their relation, turns on an issue, and what was told last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from detente.analysis.relations import relations
from detente.outlook.answer import Latest
from detente.outlook.judgements import pairs
from detente.outlook.question import Question
from detente.outlook.weighing import Piece, Scale

_NEWEST: Final = 3
_SHOWN: Final = 6


def latest(question: Question, scale: Scale, pieces: Sequence[Piece]) -> list[Latest]:
    """The newest change points, then the newest dated pieces of evidence, one a sentence."""
    found: list[Latest] = []
    if len(question.parties) > 1 and not question.wish:
        for one, other in pairs(question):
            if one.ids & other.ids:
                continue
            for change in relations(scale.book, one, other).changes:
                after = change.evidence_after or change.evidence_before
                way = "rose" if change.after > change.before else "fell"
                text = (
                    f"the {change.kind} between {one.name} and {other.name} {way} from {change.before:.1f} to {change.after:.1f}"
                )
                if after:
                    found.append(Latest("change", text, change.on, after[0]))
    found.sort(key=lambda c: (c.on or date.min, c.text), reverse=True)
    dated = sorted((p for p in pieces if p.evidence.on), key=lambda p: (p.evidence.on or date.min, p.weight), reverse=True)
    newest = [Latest("latest", f"{p.side} it: {p.gist}", p.evidence.on, p.evidence) for p in dated[:_NEWEST]]
    return [*found[: _SHOWN - len(newest)], *newest]
