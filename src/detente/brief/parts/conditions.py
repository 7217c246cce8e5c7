"""The conditions ledger: what is open, who would have to move first, by when; and what has fallen due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from detente.brief.cites import Cited, Cites
from detente.brief.matter import Matter
from detente.brief.parts.wording import when
from detente.brief.words import CONDITION_LABELS, day, series
from detente.outlook.hinges import Hinge, hinges
from detente.records import Condition

DUE_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Hangs:
    """A condition. `first` and `then` name who acts on either side, as far as the text says; `between` is whether it concerns
    two of the parties."""

    cited: Cited
    if_label: str
    then_label: str
    antecedent: str
    consequent: str
    first: str
    then: str
    between: bool
    due: str
    when: str
    said_by: str


@dataclass(frozen=True, slots=True)
class Conditions:
    """Open conditions, those between the parties first; and those whose day has passed."""

    open: tuple[Hangs, ...]
    due: tuple[Hangs, ...]
    due_left: int
    movers: str

    @property
    def total(self) -> int:
        return len(self.open) + len(self.due)


def conditions(matter: Matter, cites: Cites) -> Conditions:
    """The conditions that concern the parties where the topic is named."""
    answer = matter.answer
    held = list(answer.conditions) if answer else hinges(matter.question, matter.scale) if matter.parties else []
    due = _due(matter)
    opened = tuple(_open(matter, h, cites) for h in held)
    shown = tuple(_fallen(matter, c, cites) for c in due[: matter.most(DUE_SHOWN)])
    return Conditions(opened, shown, len(due) - len(shown), _movers(held))


def _movers(held: list[Hinge]) -> str:
    """Who would have to move first, and in how many of the conditions between the parties."""
    counts: dict[str, int] = {}
    for hinge in held:
        for name in hinge.first if hinge.between else ():
            counts[name] = counts.get(name, 0) + 1
    return series([f"{name} ({n})" for name, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))])


def _open(matter: Matter, hinge: Hinge, cites: Cites) -> Hangs:
    if_label, then_label = CONDITION_LABELS.get(hinge.kind, CONDITION_LABELS["if"])
    return Hangs(
        cites.cite("C", hinge.evidence, hinge.others),
        if_label,
        then_label,
        hinge.antecedent,
        hinge.consequent or "",
        series(hinge.first),
        series(hinge.then),
        hinge.between,
        day(hinge.due_on) if hinge.due_on else "",
        when(hinge.evidence),
        series(matter.names(hinge.evidence.said_by)),
    )


def _due(matter: Matter) -> list[Condition]:
    """What had to be met by a day that has passed; the latest first, each once for its words."""
    last = matter.as_of
    found: dict[tuple[str, date, int], Condition] = {}
    for condition in matter.book.conditions:
        if condition.due_on is None or last is None or condition.due_on >= last:
            continue
        sentence = matter.book.sentence(condition)
        ids = {*condition.antecedent_actor_ids, *condition.consequent_actor_ids, *matter.book.speakers(condition)}
        ids |= matter.book.named(condition.document_id, sentence.start, sentence.end)
        concerned = sum(bool(p.ids & ids) for p in matter.parties)
        if concerned >= min(2, max(1, len(matter.parties))) and matter.is_near(matter.book.evidence(condition)):
            key = (matter.book.source(condition).story_id, condition.due_on, sentence.start)
            found.setdefault(key, condition)
    return sorted(found.values(), key=lambda c: (c.due_on or date.min, c.condition_id), reverse=True)


def _fallen(matter: Matter, condition: Condition, cites: Cites) -> Hangs:
    book = matter.book
    evidence = book.evidence(condition)
    if_label, then_label = CONDITION_LABELS.get(str(condition.kind), CONDITION_LABELS["if"])
    return Hangs(
        cites.cite("U", evidence),
        if_label,
        then_label,
        " ".join(condition.antecedent.split()),
        " ".join((condition.consequent or "").split()),
        series(matter.names(map(book.bloc, condition.antecedent_actor_ids))),
        series(matter.names(map(book.bloc, condition.consequent_actor_ids))),
        True,
        day(condition.due_on),
        when(evidence),
        series(matter.names(evidence.said_by)),
    )
