"""Relations, ties, balances and timelines as tables for the terminal and as objects for JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from detente.analysis.book import Book, Evidence
from detente.analysis.changes import Change
from detente.analysis.closeness import Balance, Tie
from detente.analysis.deeds import Deed
from detente.analysis.plain import plain
from detente.analysis.relations import Relation, RelationPeriod
from detente.analysis.scores import FORMULA, QUADS, Score
from detente.analysis.timeline import Entry
from detente.ledger.table import Table

_PERIODS: Final = ("period", *QUADS, "stories", "cooperation", "conflict", "balance", "alleged", "sentence")
_TIES: Final = (
    "one", "other", "closeness", "cooperation", "conflict", "deeds", "stories", "one_to_other", "other_to_one", "alleged",
    "first_on", "last_on", "sentence",
)  # fmt: skip
_BALANCES: Final = ("one", "other", "strength", "tie_one", "tie_other", "conflict", "why", "sentence")
_ENTRIES: Final = ("day", "what", "modality", "who", "to_whom", "confidence", "sentence", "outlet")
LONGEST: Final = 100
"""Characters of a sentence on the terminal."""
_WIDE: Final = {False: {"sentence"}, True: {"one_to_other", "other_to_one", "alleged", "first_on"}}
_SHORT: Final = {
    "verbal_cooperation": "verbal +",
    "material_cooperation": "material +",
    "verbal_conflict": "verbal -",
    "material_conflict": "material -",
    "cooperation": "coop.",
    "last_on": "last",
}
_WHAT: Final = {"tone": ("score", 1.0), "attention": ("% of stories", 100.0)}


def relation_table(relation: Relation) -> Table:
    """A row for each period with a deed or an allegation, with the sentence that weighs most."""
    rows = tuple(_period_row(held) for held in relation.periods)
    return Table(relation.span.value + ("" if len(rows) == 1 else "s"), _PERIODS, rows)


def _period_row(held: RelationPeriod) -> tuple[Any, ...]:
    score = held.score
    return (
        held.period.label,
        *(held.counts[quad].deeds for quad in QUADS),
        score.stories,
        round(score.cooperation, 1),
        round(score.conflict, 1),
        None if score.balance is None else round(score.balance, 1),
        held.alleged.deeds or None,
        _weightiest(held.deeds or held.alleged_deeds),
    )


def _weightiest(deeds: Iterable[Deed]) -> str:
    best = max(deeds, key=lambda d: (d.weight * max(abs(d.score), 0.5), d.event_ids))
    return _sentence(best.evidence[0])


def _sentence(evidence: Evidence) -> str:
    return " ".join(evidence.text.split())


def narrow(table: Table) -> Table:
    """A table for the terminal: short names, without what is in the lines around it, and sentences cut short."""
    kept = [n for n, name in enumerate(table.columns) if name not in _WIDE[table.name == "ties"]]
    names = tuple(_SHORT.get(table.columns[n], table.columns[n]) for n in kept)
    cells = (tuple(_cut(row[n]) for n in kept) for row in table.rows)
    return Table(table.name, names, tuple(cells))


def _cut(value: Any) -> Any:
    return f"{value[: LONGEST - 1]}…" if isinstance(value, str) and len(value) > LONGEST else value


def relation_head(relation: Relation) -> list[str]:
    """Who, how much, and how close: both together and each side's own doing."""
    total = relation.total
    lines = [f"{relation.one.name} and {relation.other.name}: {_volume(total)}, closeness {total.closeness:.1f} (-10 to 10)"]
    for party, score in ((relation.one, relation.by_one), (relation.other, relation.by_other)):
        if score.balance is not None:
            lines.append(f"  {party.name}'s part, with what both do: {_volume(score)}, balance {score.balance:.1f}")
    return lines


def relation_words(relation: Relation) -> list[str]:
    """What stands under the table: every deed with its score and weight, what is in no score, changes, notes, the formula."""
    lines = [f"{p.period.label:9}{_deed(d)}" for p in relation.periods for d in p.deeds]
    lines += [f"{'no day':9}{_deed(d)}" for d in relation.undated]
    for name, deeds in (("Alleged", relation.alleged), ("Planned", relation.planned)):
        if deeds:
            lines.append(f"{name}, in no score:")
            lines += [f"{'':9}{_deed(d)}" for d in deeds]
    lines += [line for change in relation.changes for line in _change(change)]
    rest = {k: n for k, n in relation.left_out.items() if k not in {"alleged", "planned"}}
    if rest:
        lines.append("Left out: " + ", ".join(f"{count} {reason}" for reason, count in rest.items()))
    return [*lines, *relation.notes, FORMULA]


def _volume(score: Score) -> str:
    deeds = f"{score.deeds} deed{'' if score.deeds == 1 else 's'}"
    return f"{deeds} in {score.stories} {'story' if score.stories == 1 else 'stories'}"


def _deed(deed: Deed) -> str:
    counted = f", counts as {deed.counts_as}" if deed.counts_as and deed.counts_as != deed.event_type else ""
    stories = f", {len(deed.story_ids)} stories" if len(deed.story_ids) > 1 else ""
    outlet = deed.evidence[0].outlet
    where = f" ({outlet})" if outlet else ""
    day = f", {deed.first_on}" if deed.first_on else ""
    text = _cut(_sentence(deed.evidence[0]))
    return f"{deed.event_type}{counted} {deed.score:+g} x {deed.weight:.2f}{stories}{day}: {text}{where}"


def _change(change: Change) -> list[str]:
    unit, times = _WHAT[change.kind]
    means = f"{change.before * times:.1f} before, {change.after * times:.1f} after ({unit})"
    line = (
        f"Change of {change.kind} on {change.on}: {means}; p = {change.p:.3f}, {change.days_before} and {change.days_after} days"
    )
    before = [f"  before, {e.on}: {_sentence(e)}" for e in change.evidence_before]
    return [line, *before, *(f"  after, {e.on}: {_sentence(e)}" for e in change.evidence_after)]


def relation_json(relation: Relation) -> dict[str, Any]:
    """All of a relation: each deed with what its score is made of and its places."""
    held: dict[str, Any] = plain(relation) | {"formula": FORMULA}
    for key in ("one", "other"):
        held[key] = {"actor_id": held[key]["actor_id"], "name": held[key]["name"]}
    for key in ("total", "by_one", "by_other"):
        held[key] = score_json(getattr(relation, key))
    for key in ("alleged", "planned", "undated"):
        held[key] = [deed_json(d) for d in getattr(relation, key)]
    held["periods"] = [
        {
            **plain(p.period),
            "counts": plain(p.counts),
            "score": score_json(p.score),
            "alleged": score_json(p.alleged),
            "deeds": [deed_json(d) for d in p.deeds],
            "alleged_deeds": [deed_json(d) for d in p.alleged_deeds],
        }
        for p in relation.periods
    ]
    return held


def score_json(score: Score) -> dict[str, Any]:
    return {**plain(score), "balance": plain(score.balance), "closeness": plain(score.closeness)}


def deed_json(deed: Deed) -> dict[str, Any]:
    """A deed with its weight; its surest place stands in it as document_id, start, end, text."""
    first = deed.evidence[0]
    place = {"document_id": first.document_id, "start": first.start, "end": first.end, "text": first.text}
    return {**plain(deed), "weight": plain(deed.weight), **place}


def tie_table(book: Book, ties: Sequence[Tie]) -> Table:
    """Ties with their volume, and the sentence that moves each most."""
    return Table("ties", _TIES, tuple(_tie_row(book, tie) for tie in ties))


def _tie_row(book: Book, tie: Tie) -> tuple[Any, ...]:
    score = tie.score
    quoted = tie.cooperating or tie.conflicting if score.cooperation >= score.conflict else tie.conflicting
    return (
        book.name(tie.one),
        book.name(tie.other),
        round(tie.closeness, 2),
        round(score.cooperation, 1),
        round(score.conflict, 1),
        score.deeds,
        score.stories,
        _balance(tie.by_one),
        _balance(tie.by_other),
        tie.alleged.deeds or None,
        tie.first_on,
        tie.last_on,
        _sentence(quoted[0] if quoted else tie.deeds[0].evidence[0]),
    )


def _balance(score: Score) -> float | None:
    return None if score.balance is None else round(score.balance, 1)


def tie_json(book: Book, tie: Tie) -> dict[str, Any]:
    held = plain(tie)
    for key in ("score", "by_one", "by_other", "alleged"):
        held[key] = score_json(getattr(tie, key))
    held["deeds"] = [deed_json(d) for d in tie.deeds]
    names = {"one_name": book.name(tie.one), "other_name": book.name(tie.other)}
    return {**held, **names, "closeness": plain(tie.closeness), "strife": plain(tie.strife), "hostility": plain(tie.hostility)}


def balance_table(book: Book, balances: Sequence[Balance]) -> Table:
    """A row for each two that oppose each other; the sentences tell of both ties and of the opposition."""
    return Table("pairs of opponents", _BALANCES, tuple(_balance_row(book, b) for b in balances))


def _balance_row(book: Book, balance: Balance) -> tuple[Any, ...]:
    against = balance.opposition
    quoted = [balance.tie_one.cooperating, balance.tie_other.cooperating, against.conflicting if against else ()]
    return (
        book.name(balance.one),
        book.name(balance.other),
        round(balance.strength, 2),
        f"{balance.tie_one.closeness:.1f}, {_volume(balance.tie_one.score)}",
        f"{balance.tie_other.closeness:.1f}, {_volume(balance.tie_other.score)}",
        round(against.score.conflict, 1) if against else None,
        {"scores": "what they do to each other", "rebels": "rebels and their state"}[balance.basis],
        " | ".join(_sentence(held[0])[:70] for held in quoted if held),
    )


def balance_json(book: Book, balance: Balance) -> dict[str, Any]:
    held: dict[str, Any] = plain(balance)
    for key in ("tie_one", "tie_other", "opposition"):
        tie = getattr(balance, key)
        held[key] = tie_json(book, tie) if tie else None
    return held


def entry_table(book: Book, entries: Sequence[Entry]) -> Table:
    """A row for each act; a day that is only the report's has "reported" with it."""
    return Table("acts", _ENTRIES, tuple(_entry_row(book.name, entry) for entry in entries))


def _entry_row(name: Callable[[str], str], entry: Entry) -> tuple[Any, ...]:
    return (
        _day(entry),
        " ".join((entry.event_type, *entry.modes)),
        f"{entry.modality}, looking back" if entry.historical else entry.modality,
        ", ".join(map(name, entry.actor_ids)),
        ", ".join(map(name, entry.recipient_ids)),
        round(entry.confidence, 2),
        _sentence(entry.evidence),
        entry.evidence.outlet,
    )


def _day(entry: Entry) -> str:
    if entry.first_on is None:
        return "no day"
    if entry.reported:
        return f"{entry.first_on}, reported"
    return str(entry.first_on) if entry.first_on == entry.last_on else f"{entry.first_on} to {entry.last_on}"


def entry_json(entry: Entry) -> dict[str, Any]:
    """An act; its surest place stands in it as document_id, start, end, text."""
    evidence = entry.evidence
    place = {"document_id": evidence.document_id, "start": evidence.start, "end": evidence.end, "text": evidence.text}
    return {**plain(entry), **place}
