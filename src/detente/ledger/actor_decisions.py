"""Decisions on who is meant: two actors are one, some mentions of an actor mean another, an earlier decision was wrong.

They are kept beside what was read and applied to it (`rewriting`), so that taking one back leaves nothing behind.
"""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, TypedDict

from detente.errors import BadInput, UnknownActor
from detente.ledger.anchors import Anchor, anchor
from detente.ledger.decisions import Decision, DecisionKind, all_decisions, keep, standing
from detente.ledger.filters import KnownActor, first_day, last_day, one
from detente.ledger.identities import Seen, Where
from detente.ledger.settling import renew
from detente.ledger.sql import query
from detente.ledger.store import Connection, Store
from detente.records import Actor

_COLUMNS: Final = ("actor_id", "name", "kind", "country", "sectors", "aliases", "origin")

Columns = dict[str, Any]


class Which(TypedDict, total=False):
    """Which mentions of an actor mean another.

    text: their words, one or several, case does not matter. document: an id. span: offsets in that document, of which a
    mention holds some. since, until: when the documents were published: '2016', '2016-03', '2016-03-02', both inclusive.
    """

    text: str | Sequence[str] | None
    document: str | None
    span: tuple[int, int] | None
    since: date | str | None
    until: date | str | None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, and why: `by` is a name, else that of the account; `note` is free text."""

    by: str | None = None
    note: str | None = None

    @property
    def name(self) -> str:
        if self.by:
            return self.by
        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return "unknown"


def decide(store: Store, decision: Decision) -> None:
    """Keeps a decision, and applies it at once if it says who is meant, in one transaction."""
    with store.writing() as connection:
        _keep(connection, decision)


def merge(store: Store, merged: str, kept: str, signature: Signature, force: bool = False) -> Decision:
    """Makes one actor of two, by id or name: what `merged` is said to have done, said and had is `kept`'s.

    `kept` may also be an actor of the registry that no document has mentioned. Raises UnknownActor; BadInput where both
    are one already, and, unless `force`, where a person would become something else or something else a person, or a
    state anything but a state.
    """
    with store.writing() as connection:
        known = known_actors(connection)
        before = _columns(connection, one(merged, known).actor_id)
        after = _kept(connection, kept, known)
        if before["actor_id"] == after["actor_id"]:
            raise BadInput(_one_already(connection, merged, kept, after))
        _check_kinds(before, after, force)
        place = first_mention(connection, before["actor_id"])
        decision = _signed(connection, DecisionKind.MERGE, before, after, signature, place)
        _keep(connection, decision)
    return decision


def split(store: Store, actor: str, to: str | Actor, which: Which, signature: Signature) -> Decision:
    """Says that some mentions of an actor mean another: one of the ledger, by id or name, or a new Actor.

    Pronouns and descriptions go with the name before them, records with their mentions, and so do those of documents that
    are read later. Without `which`, `to` must have been merged into the actor, and the merge is taken back.
    Raises UnknownActor; BadInput where no mention fits, or where the new actor's id is taken.
    """
    where = _where(which)
    with store.writing() as connection:
        known = known_actors(connection)
        before = _columns(connection, one(actor, known).actor_id)
        if where == Where():
            decision = _unmerge(connection, before, to, signature)
        else:
            after = _target(connection, to, known)
            if after["actor_id"] == before["actor_id"]:
                raise BadInput(_one_already(connection, actor, _name(to), after))
            found = _seen(connection, before["actor_id"], where)
            if isinstance(to, Actor):
                names = {seen.text for seen in found if seen.form == "name"} | set(to.aliases)
                after["aliases"] = sorted(names - {to.name})
            place = _anchor(connection, found[0]) if where.document_id is not None else None
            decision = _signed(connection, DecisionKind.SPLIT, before, after | {"where": _told(where)}, signature, place)
        _keep(connection, decision)
    return decision


def undo(store: Store, decision_id: str, signature: Signature) -> Decision:
    """Takes a merge or split back. Raises BadInput for an unknown id, one of another kind, or one that was taken back."""
    with store.writing() as connection:
        decisions = all_decisions(connection)
        found = next((d for d in decisions if d.decision_id == decision_id), None)
        if found is None:
            raise BadInput(f"no decision '{decision_id}'; see: detente decisions")
        if not found.kind.names_actors:
            raise BadInput(f"{decision_id} is no merge and no split, but a {found.kind}; decide anew instead")
        if found not in standing(decisions):
            raise BadInput(f"{decision_id} was taken back before; to have it again, decide anew")
        decision = _undoing(connection, found, signature)
        _keep(connection, decision)
    return decision


def known_actors(connection: Connection) -> list[KnownActor]:
    """The ledger's actors; the ids of those that were merged into one are among its aliases."""
    merged: dict[str, list[str]] = {}
    for decision in standing(all_decisions(connection)):
        if decision.kind is DecisionKind.MERGE and decision.after:
            kept = str(decision.after["actor_id"])
            merged.setdefault(kept, []).extend([decision.target, *merged.pop(decision.target, [])])
    return [
        KnownActor(key, name, kind, country, (*aliases, *merged.get(key, ())))
        for key, name, kind, country, aliases in connection.execute(query("actor_names")).fetchall()
    ]


def _keep(connection: Connection, decision: Decision) -> None:
    keep(connection, decision)
    earlier = {d.decision_id: d for d in all_decisions(connection) if d.kind.names_actors}
    concerned = decision.target if decision.kind is DecisionKind.REJECT else decision.decision_id
    if concerned in earlier:
        renew(connection, on=earlier[concerned])


def _signed(
    connection: Connection, kind: DecisionKind, before: Columns, after: Columns | None, by: Signature, place: Anchor | None
) -> Decision:
    """The decision, later than every other, with an id made of all it says."""
    at = datetime.now(UTC).replace(tzinfo=None)
    earlier = max((d.at for d in all_decisions(connection)), default=datetime.min)
    at = max(at, earlier + timedelta(microseconds=1))
    noted = {"note": by.note} if by.note else {}
    after = after | noted if after is not None else noted or None
    target = str(before.get("decision_id", before.get("actor_id")))
    key = hashlib.sha256(repr((kind.value, target, after, by.name, at)).encode()).hexdigest()[:8]
    return Decision(key, kind, target, by.name, at, place, before, after)


def _undoing(connection: Connection, found: Decision, signature: Signature) -> Decision:
    before = {"decision_id": found.decision_id, "kind": found.kind.value, "target": found.target, "after": found.after}
    return _signed(connection, DecisionKind.REJECT, before, None, signature, found.anchor)


def _unmerge(connection: Connection, kept: Columns, merged: str | Actor, signature: Signature) -> Decision:
    """Takes back the merge by which an actor went into another, directly or by way of others."""
    merges = [d for d in standing(all_decisions(connection)) if d.kind is DecisionKind.MERGE]
    low = _name(merged).casefold()
    for decision in reversed(merges):
        before = decision.before or {}
        names = {decision.target, str(before.get("name", "")), *before.get("aliases", ())}
        if low in {name.casefold() for name in names} and _leads_to(decision, kept["actor_id"], merges):
            return _undoing(connection, decision, signature)
    line = f"'{_name(merged)}' was not merged into {kept['name']}; say which mentions mean it, by their text, document or dates"
    raise BadInput(line)


def _leads_to(decision: Decision, actor_id: str, merges: Sequence[Decision]) -> bool:
    now = str((decision.after or {}).get("actor_id"))
    for later in merges[merges.index(decision) + 1 :]:
        if later.target == now:
            now = str((later.after or {}).get("actor_id"))
    return now == actor_id


def columns_of(connection: Connection, actor_id: str) -> Columns | None:
    """The actor's row; None where the ledger has no such actor."""
    rows = connection.execute(query("actor"), {"actor_id": actor_id}).fetchall()
    return dict(zip(_COLUMNS, rows[0], strict=True)) if rows else None


def _columns(connection: Connection, actor_id: str) -> Columns:
    columns = columns_of(connection, actor_id)
    assert columns is not None
    return columns


def _kept(connection: Connection, asked: str, known: Sequence[KnownActor]) -> Columns:
    """The actor of the ledger, else of the registry, that an id or a name stands for."""
    try:
        return _columns(connection, one(asked, known).actor_id)
    except UnknownActor as error:
        from detente.actors.registry import Registry

        registry = Registry.load()
        form = registry.find(asked)
        if error.candidates or not (asked in registry or form):
            raise
        return _plain(registry.get(asked if asked in registry else form.actor_id if form else asked))


def _target(connection: Connection, to: str | Actor, known: Sequence[KnownActor]) -> Columns:
    if isinstance(to, str):
        return _kept(connection, to, known)
    if any(actor.actor_id == to.actor_id for actor in known):
        raise BadInput(f"there is an actor {to.actor_id} already; name it, and leave out what a new one would be")
    return _plain(to)


def _plain(actor: Actor) -> Columns:
    row = asdict(actor)
    lists = {"sectors": list(actor.sectors), "aliases": list(actor.aliases)}
    return row | lists | {"kind": actor.kind.value, "origin": actor.origin.value}


def _check_kinds(before: Columns, after: Columns, force: bool) -> None:
    old, new = before["kind"], after["kind"]
    if force or old == new or (old not in {"person", "state"} and new != "person"):
        return
    said = f"{before['name']} ({old}) and {after['name']} ({new}) are of different kinds"
    raise BadInput(f"{said}; to merge them all the same: --force")


def _one_already(connection: Connection, asked: str, other: str, actor: Columns) -> str:
    """Why two names are of one actor, and what to do where a merge is the cause."""
    for decision in reversed(standing(all_decisions(connection))):
        if decision.kind is DecisionKind.MERGE and decision.target in {asked, other}:
            undo_it = f"to take that back: detente actors undo {decision.decision_id}"
            return f"{decision.target} was merged into {actor['actor_id']}; {undo_it}"
    return f"'{asked}' and '{other}' are one actor already, {actor['name']} ({actor['actor_id']})"


def _where(which: Which) -> Where:
    text = which.get("text") or ()
    span = which.get("span")
    if span is not None and which.get("document") is None:
        raise BadInput("a span is one of a document; name it too")
    return Where(
        (text,) if isinstance(text, str) else tuple(text),
        which.get("document"),
        (span[0], span[1]) if span is not None else None,
        first_day(which.get("since"), "since"),
        last_day(which.get("until"), "until"),
    )


def _told(where: Where) -> Columns:
    """The part of a decision that says which mentions; what was not asked for is left out."""
    said: Columns = {}
    if where.texts:
        said["texts"] = list(where.texts)
    if where.document_id is not None:
        said["document_id"] = where.document_id
    if where.span is not None:
        said["span"] = list(where.span)
    return said | {name: day.isoformat() for name, day in (("since", where.since), ("until", where.until)) if day}


def _seen(connection: Connection, actor_id: str, where: Where) -> list[Seen]:
    """The mentions that mean another actor; at least one."""
    asked = {"actor_ids": [actor_id], "document_ids": [where.document_id] if where.document_id is not None else None}
    found = [Seen(*row) for row in connection.execute(query("mentions_of"), asked).fetchall()]
    held = [seen for seen in found if where.holds(seen)]
    if not held:
        raise BadInput(f"no mention of {actor_id} is like that; see: detente mentions --actor {actor_id}")
    return held


def _anchor(connection: Connection, seen: Seen) -> Anchor:
    text = connection.execute(query("texts"), {"document_ids": [seen.document_id]}).fetchall()[0][1]
    return anchor(seen.document_id, text, seen.start, seen.end)


def first_mention(connection: Connection, actor_id: str) -> Anchor | None:
    """Where the actor is found again when ids change."""
    found = connection.execute(query("first_mention"), {"actor_id": actor_id}).fetchall()
    if not found:
        return None
    document_id, start, end, text = found[0]
    return anchor(document_id, text, start, end)


def _name(to: str | Actor) -> str:
    return to if isinstance(to, str) else to.name
