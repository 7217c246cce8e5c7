"""The verdict: a degree in words, from named rules over the weighed evidence (data/verdicts.yaml). No probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from detente.analysis.book import Book
from detente.outlook.relation import AGAINST, FOR
from detente.outlook.weighing import Piece
from detente.terms import Modality

NO_ANSWER: Final = "no answer"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A degree, the words that begin the answer (with {what} still in them), and the rules that held, in their order."""

    degree: str
    words: str
    rules: tuple[str, ...]
    recent: tuple[Piece, ...] = ()


def verdict(book: Book, pieces: Sequence[Piece], conditions: int) -> Verdict:
    """The verdict over all pieces; `conditions` stand open between the parties."""
    data = _data()
    share, weights = balance(pieces)
    degree = _degree(share)
    text: Mapping[str, str] = data["rules"]
    rules = [
        text["balance"].format(
            share=f"{share:.0%}", for_weight=f"{weights[FOR]:.2f}", against_weight=f"{weights[AGAINST]:.2f}", degree=degree
        )
    ]
    stories = {s for p in pieces for s in p.story_ids}
    thin = data["caps"]["thin"]
    if len(pieces) < thin["pieces"] or len(stories) < thin["stories"]:
        degree = str(thin["degree"])
        rules.append(text["thin"].format(**thin))
    else:
        degree = _capped(book, pieces, degree, share, rules)
    if conditions:
        rules.append(text["conditional" if conditions > 1 else "one_condition"].format(number=conditions))
    since, recent = _lately(pieces)
    if recent and since and _degree(balance(recent)[0]) != _degree(share):
        rules.append(text["lately"].format(since=since, degree=_degree(balance(recent)[0])))
    else:
        recent = []
    return Verdict(degree, data["words"][degree], tuple(rules), tuple(recent))


def balance(pieces: Sequence[Piece]) -> tuple[float, dict[str, float]]:
    """The share of the weight that speaks for it, 0.5 where there is none, and the weight of both sides."""
    weights = {side: sum(p.weight for p in pieces if p.side == side) for side in (FOR, AGAINST)}
    total = weights[FOR] + weights[AGAINST]
    return (weights[FOR] / total if total else 0.5), weights


def publishers(book: Book, pieces: Sequence[Piece]) -> set[str]:
    """Who published the evidence; a document without an outlet stands for itself."""
    found = {e.outlet or book.sources[e.document_id].title or e.document_id for p in pieces for e in (p.evidence, *p.others)}
    return {name.casefold() for name in found}


def _degree(share: float) -> str:
    return next(str(step["degree"]) for step in _data()["balance"] if share >= step["least"])


def _capped(book: Book, pieces: Sequence[Piece], degree: str, share: float, rules: list[str]) -> str:
    data = _data()
    outlets = publishers(book, pieces)
    if len(outlets) == 1:
        degree = data["caps"]["single_publisher"]["milder"].get(degree, degree)
        outlet = pieces[0].evidence.outlet or "one publisher"
        rules.append(data["rules"]["single_publisher"].format(outlet=outlet))
    stronger = FOR if share >= 0.5 else AGAINST
    if any(p.side != stronger and p.modality == Modality.DENIED for p in pieces):
        degree = data["caps"]["denied"]["milder"].get(degree, degree)
        rules.append(data["rules"]["denied"])
    if not any(p.side == stronger and p.modality == Modality.ACTUAL for p in pieces):
        degree = data["caps"]["not_done"]["milder"].get(degree, degree)
        rules.append(data["rules"]["not_done"])
    return str(degree)


def _lately(pieces: Sequence[Piece]) -> tuple[date | None, list[Piece]]:
    """The day from which evidence is recent, and what is; nothing where there is too little before or after it."""
    rule = _data()["lately"]
    dated = [(p.evidence.on, p) for p in pieces if p.evidence.on]
    if not dated:
        return None, []
    since = max(on for on, _ in dated) - timedelta(days=int(rule["days"]))
    recent = [p for on, p in dated if on >= since]
    enough = int(rule["least"])
    return since, recent if len(recent) >= enough and len(dated) - len(recent) >= enough else []


@cache
def _data() -> Mapping[str, Any]:
    import yaml

    text = (files("detente.outlook") / "data" / "verdicts.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.safe_load(text)
    return data
