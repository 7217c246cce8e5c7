"""The verdict on a question: degree, rules, and the evidence for and against with what each piece weighs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from detente.brief.cites import Cited, Cites
from detente.brief.matter import Matter
from detente.brief.parts.wording import sentence_case, when, written
from detente.brief.svg.model import Ref
from detente.brief.words import DEEDS, MODALITIES
from detente.outlook.answer import Answer, Said
from detente.outlook.weighing import Piece

SHOWN: Final = 8
_GIST: Final = re.compile(r"(?P<type>[A-Z]{3,}), (?P<who>.+)")
_MODALITY: Final = re.compile(rf" \((?:{'|'.join(MODALITIES)})\)")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the page, and links to the entries that it rests on."""

    text: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """A piece of evidence. `factors` are name, value and why; their product is the weight, 0 to 1."""

    cited: Cited
    what: str
    modality: str
    when: str
    weight: float
    stories: int
    factors: tuple[tuple[str, float, str], ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """One side of the question: its pieces by weight, how many are left, and the weight of all."""

    name: str
    reasons: tuple[Reason, ...]
    left: int
    weight: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """`share` is that of the weight which speaks for it, None without any evidence."""

    understood: str
    degree: str
    rules: tuple[str, ...]
    sides: tuple[Scale, ...]
    share: float | None

    @property
    def answered(self) -> bool:
        return any(side.reasons for side in self.sides)


def verdict(matter: Matter, cites: Cites) -> Verdict | None:
    """The verdict; None where no question is asked."""
    answer = matter.answer
    if answer is None:
        return None
    most = matter.most(SHOWN)
    sides = (_side("For", "F", answer.for_, cites, most), _side("Against", "A", answer.against, cites, most))
    total = sum(s.weight for s in sides)
    return Verdict(
        answer.question.understood,
        answer.degree,
        tuple(written(sentence_case(r)) for r in answer.rules),
        sides,
        sides[0].weight / total if total else None,
    )


def said(answer: Answer, cites: Cites) -> tuple[Line, ...]:
    """The answer's sentences; to be made last, when everything that they rest on has its code."""
    reasons = 1 + bool(answer.for_) + bool(answer.against)
    return tuple(
        Line(written(s.text), cites.refs(s.records, first="FA" if n < reasons or _is_mixed(s) else ""))
        for n, s in enumerate(answer.said)
    )


def _is_mixed(said: Said) -> bool:
    """Whether a sentence rests on records of several kinds, as the evidence does; positions, meetings have parts of their own."""
    return len({e.kind for e in said.records}) > 1


def _side(name: str, letter: str, pieces: Sequence[Piece], cites: Cites, most: int) -> Scale:
    reasons = tuple(_reason(piece, letter, cites) for piece in pieces[:most])
    return Scale(name, reasons, len(pieces) - len(reasons), sum(p.weight for p in pieces))


def _reason(piece: Piece, letter: str, cites: Cites) -> Reason:
    return Reason(
        cites.cite(letter, piece.evidence, piece.others),
        told_as(piece.gist),
        piece.modality,
        when(piece.evidence),
        piece.weight,
        len(piece.story_ids),
        tuple((f.name, f.value, written(f.why)) for f in piece.factors),
    )


def told_as(gist: str) -> str:
    """What a piece is, in everyday words and without its modality: "Norland → Ostia: accusation or criticism"."""
    plain = _MODALITY.sub("", gist)
    found = _GIST.fullmatch(plain)
    if found is None or found["type"] not in DEEDS:
        return sentence_case(plain)
    return f"{found['who']}: {DEEDS[found['type']]}"
