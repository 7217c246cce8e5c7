"""How pairs get on over time, where that changed, and who is close to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from detente.analysis.book import Party
from detente.analysis.changes import Change
from detente.analysis.closeness import Balance, Tie, balancing, closeness
from detente.analysis.deeds import Deed
from detente.analysis.periods import Period, Span
from detente.analysis.relations import Relation, RelationPeriod, relations
from detente.analysis.scores import Score
from detente.brief.cites import Cited, Cites
from detente.brief.matter import Matter
from detente.brief.parts.wording import sentence_case
from detente.brief.selection import SURE
from detente.brief.svg.drawing import Drawing
from detente.brief.svg.model import ChangeMark, Edge, Network, Node, NodeKind, Ref, RelationSeries, Stretch
from detente.brief.svg.network import network_chart
from detente.brief.svg.relations import relations_chart
from detente.brief.words import DEEDS, count, day, days, signed
from detente.records import ActorKind

MOST_PERIODS: Final = 28
"""Periods of a chart; where months are more it has quarters or years."""
DEEDS_SHOWN: Final = 8
NODES: Final = 14
TIES_SHOWN: Final = 5
BALANCES_SHOWN: Final = 3
_KINDS: Final = {
    ActorKind.STATE: NodeKind.STATE,
    ActorKind.GOVERNMENT: NodeKind.STATE,
    ActorKind.ORGAN: NodeKind.STATE,
    ActorKind.ARMED_GROUP: NodeKind.GROUP,
    ActorKind.GROUP: NodeKind.GROUP,
    ActorKind.PERSON: NodeKind.PERSON,
}


@dataclass(frozen=True, slots=True)
class DeedLine:
    """A deed with its score, -10 to 10, and its weight, 0 to 1."""

    cited: Cited
    what: str
    when: str
    score: float
    weight: float
    stories: int


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change point with the sentences before and after it."""

    text: str
    before: tuple[Cited, ...]
    after: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class PairPart:
    """The relation of a pair. `left_out` says what is in no score, `notes` what is too thin to tell."""

    title: str
    head: str
    chart: Drawing
    changes: tuple[ChangeLine, ...]
    deeds: tuple[DeedLine, ...]
    deeds_left: int
    alleged: tuple[DeedLine, ...]
    planned: tuple[DeedLine, ...]
    left_out: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie with how close it is (-10 to 10), what it rests on and the deed that moves it most."""

    names: str
    closeness: float
    volume: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """A party's ties with two that oppose each other."""

    text: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """Who is near to whom: a network, the closest and the most hostile ties of the parties, and whom they balance."""

    chart: Drawing
    closest: tuple[TieLine, ...]
    hostile: tuple[TieLine, ...]
    balances: tuple[BalanceLine, ...]
    total: int


def pair_parts(matter: Matter, cites: Cites) -> tuple[PairPart, ...]:
    """The relations of the matter's pairs; those of whom nothing is told are passed over."""
    found = []
    for number, (one, other) in enumerate(matter.pairs, 1):
        relation = _relation(matter, one, other)
        if relation.total.deeds or relation.alleged or relation.planned:
            found.append(_pair(matter, relation, number, cites))
    return tuple(found)


def _relation(matter: Matter, one: Party, other: Party) -> Relation:
    """With the shortest period that gives no more of them than a chart holds."""
    relation = relations(matter.book, one, other, Span.MONTH, matter.since)
    days_told = [p.period.start for p in relation.periods]
    for span in (Span.MONTH, Span.QUARTER, Span.YEAR):
        if span is Span.YEAR or _length(days_told, span) <= MOST_PERIODS:
            return relation if span is Span.MONTH else relations(matter.book, one, other, span, matter.since)
    return relation


def _length(told: Sequence[date], span: Span) -> int:
    """Periods from the first to the last."""
    if not told:
        return 0
    first, last = Period.of(min(told), span).start, Period.of(max(told), span).start
    return ((last.year - first.year) * 12 + last.month - first.month) // span.months + 1


def _pair(matter: Matter, relation: Relation, number: int, cites: Cites) -> PairPart:
    facts = [d for p in relation.periods for d in p.deeds] + list(relation.undated)
    most = matter.most(DEEDS_SHOWN)
    sure = [d for d in facts if d.confidence >= SURE]
    best = sorted(sure, key=lambda d: (-d.weight * max(abs(d.score), 0.5), d.event_ids))[:most]
    shown = {d.event_ids: _deed(matter, d, cites) for d in sorted(best, key=_by_day)}
    alleged = {d.event_ids: _deed(matter, d, cites) for d in relation.alleged[: max(2, most // 2)]}
    planned = tuple(_deed(matter, d, cites) for d in relation.planned[: max(2, most // 2)])
    changes = tuple(_change(c, cites) for c in relation.changes)
    series = RelationSeries(
        f"relation-{number}",
        relation.one.name,
        relation.other.name,
        relation.span.value,
        tuple(_stretch(p, shown | alleged) for p in relation.periods),
        tuple(
            ChangeMark(c.on, line.text, tuple(x.ref for x in (*line.before, *line.after)))
            for c, line in zip(relation.changes, changes, strict=True)
        ),
    )
    return PairPart(
        f"{relation.one.name} and {relation.other.name}",
        _head(relation, matter.topic.phrase),
        relations_chart(series),
        changes,
        tuple(shown.values()),
        len(facts) - len(shown),
        tuple(alleged.values()),
        planned,
        ", ".join(f"{n} {reason}" for reason, n in relation.left_out.items() if n and reason not in {"alleged", "planned"}),
        relation.notes,
    )


def _head(relation: Relation, topic: str) -> str:
    """Volume and closeness, of both together and of each, on whatever matter."""
    total = relation.total
    parts = [f"{count(total.deeds, 'act')} told as fact in {count(total.stories, 'story', 'stories')}"]
    parts.append(f"closeness {signed(total.closeness)} on a line from −10 (hostile) to +10 (close)")
    for party, score in ((relation.one, relation.by_one), (relation.other, relation.by_other)):
        if score.balance is not None:
            parts.append(f"what {party.name} does, with what both do: mean {signed(score.balance)}")
    whatever = " These are acts on any matter, not only on the one asked for." if topic else ""
    return sentence_case("; ".join(parts)) + "." + whatever


def _stretch(held: RelationPeriod, cited: dict[tuple[str, ...], DeedLine]) -> Stretch:
    refs = tuple(cited[d.event_ids].cited.ref for d in (*held.deeds, *held.alleged_deeds) if d.event_ids in cited)
    score, alleged = held.score, held.alleged
    return Stretch(
        held.period.start, held.period.end, held.period.label, score.cooperation, score.conflict, score.deeds, score.stories,
        alleged.cooperation, alleged.conflict, alleged.deeds, refs,
    )  # fmt: skip


def _deed(matter: Matter, deed: Deed, cites: Cites) -> DeedLine:
    first, *others = deed.evidence
    who = f"{matter.book.name(deed.doer)}: " if deed.doer else "Both: "
    when = days(deed.first_on, deed.last_on)
    told = f"reported {when}" if deed.reported and deed.first_on else when
    what = f"{who}{DEEDS.get(deed.event_type, deed.event_type.lower())}"
    return DeedLine(cites.cite("R", first, others), what, told, deed.score, deed.weight, len(deed.story_ids))


def _by_day(deed: Deed) -> tuple[date, tuple[str, ...]]:
    return deed.first_on or date.max, deed.event_ids


def _change(change: Change, cites: Cites) -> ChangeLine:
    before = tuple(cites.cite("X", e) for e in change.evidence_before)
    after = tuple(cites.cite("X", e) for e in change.evidence_after)
    way = "rises" if change.after > change.before else "falls"
    if change.kind == "tone":
        values = f"from {signed(change.before)} to {signed(change.after)}"
    else:
        values = f"from {change.before:.0%} to {change.after:.0%} of the stories"
    chance = "1 in 2000" if change.p < 0.001 else f"{change.p:.3f}".rstrip("0")
    text = f"{sentence_case(change.kind)} {way} {values} between {day(change.last_before)} and {day(change.on)}; p = {chance}"
    return ChangeLine(text, before, after)


def ties(matter: Matter, cites: Cites) -> Ties | None:
    """The ties of the parties; None where the ledger tells of none."""
    every = closeness(matter.book, matter.since)
    own = {p.actor_id for p in matter.parties}
    theirs = [t for t in every if own & {t.one, t.other} and (t.score.deeds > 1 or own >= {t.one, t.other})]
    if not theirs:
        return None
    most = matter.most(TIES_SHOWN)
    closest = [t for t in theirs if t.closeness > 0][:most]
    hostile = [t for t in reversed(theirs) if t.closeness < 0][:most]
    lines = {(t.one, t.other): _tie(matter, t, cites) for t in (*closest, *hostile)}
    return Ties(
        network_chart(_network(matter, every, theirs, lines)),
        tuple(lines[t.one, t.other] for t in closest),
        tuple(lines[t.one, t.other] for t in hostile),
        tuple(_balance(matter, b, cites) for p in matter.parties[:2] for b in _balances(matter, p)),
        len(theirs),
    )


def _tie(matter: Matter, tie: Tie, cites: Cites) -> TieLine:
    quoted = tie.cooperating if tie.closeness >= 0 else tie.conflicting
    first, *others = quoted or tie.deeds[0].evidence
    names = f"{matter.book.name(tie.one)} and {matter.book.name(tie.other)}"
    return TieLine(names, tie.closeness, _volume(tie.score), cites.cite("T", first, others[:1]))


def _volume(score: Score) -> str:
    return f"{count(score.deeds, 'act')} in {count(score.stories, 'story', 'stories')}"


def _network(matter: Matter, every: Sequence[Tie], theirs: Sequence[Tie], lines: dict[tuple[str, str], TieLine]) -> Network:
    """The parties, those they have most to do with, and all ties among these."""
    own = [p.actor_id for p in matter.parties]
    volume: dict[str, float] = dict.fromkeys(own, float("inf"))
    for tie in theirs:
        for actor_id in (tie.one, tie.other):
            volume[actor_id] = volume.get(actor_id, 0.0) + tie.score.weight
    chosen = sorted(volume, key=lambda i: (-volume[i], i))[:NODES]
    edges = [t for t in every if {t.one, t.other} <= set(chosen)]
    linked = {i for t in edges for i in (t.one, t.other)}
    nodes = tuple(Node(i, matter.book.name(i), _kind(matter, i), i in own) for i in chosen if i in linked)
    title = "Who is near to whom"
    return Network("network", title, nodes, tuple(_edge(t, lines) for t in edges))


def _kind(matter: Matter, actor_id: str) -> NodeKind:
    actor = matter.book.actors.get(actor_id)
    return NodeKind.STATE if actor is None else _KINDS.get(ActorKind(actor.kind), NodeKind.ORGANIZATION)


def _edge(tie: Tie, lines: dict[tuple[str, str], TieLine]) -> Edge:
    line = lines.get((tie.one, tie.other))
    refs: Iterable[Ref] = (line.cited.ref,) if line else ()
    return Edge(tie.one, tie.other, tie.closeness, tie.score.weight, tie.score.deeds, tie.score.stories, tuple(refs))


def _balances(matter: Matter, party: Party) -> list[Balance]:
    return balancing(matter.book, party, matter.since)[:BALANCES_SHOWN]


def _balance(matter: Matter, balance: Balance, cites: Cites) -> BalanceLine:
    name = matter.book.name
    why = "oppose each other by what they do" if balance.basis == "scores" else "are rebels and the state that they fight"
    quoted = (
        balance.tie_one.cooperating,
        balance.tie_other.cooperating,
        balance.opposition.conflicting if balance.opposition else (),
    )
    text = (
        f"{name(balance.party)} keeps ties with {name(balance.one)} ({signed(balance.tie_one.closeness)}) and with "
        f"{name(balance.other)} ({signed(balance.tie_other.closeness)}), who {why}."
    )
    return BalanceLine(text, tuple(cites.cite("B", held[0]) for held in quoted if held))
