"""What was read and who appears in it: stories, skips and actors with their roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from detente.brief.citations import OUTLET_UNKNOWN, Citations, title_of
from detente.brief.model import Office, Person, Row, Story
from detente.brief.names import Names, Stories
from detente.brief.words import day, days

OFFICES_SHOWN = 4


def stories_of(stories: Stories, citations: Citations) -> tuple[Story, ...]:
    """Every story once, by its first telling; `copies` are the outlets of the others."""
    return tuple(_story(told, citations) for told in stories.by_story.values())


def _story(documents: Sequence[Row], citations: Citations) -> Story:
    first = documents[0]
    key = first["document_id"]
    return Story(
        document_id=key,
        when=citations.published(key),
        outlet=citations.outlet(key),
        title=title_of(first),
        kind=first["kind"],
        copies=tuple(citations.outlet(d["document_id"]) for d in documents[1:]),
    )


def outlets_of(documents: Iterable[Row], stories: Stories) -> list[tuple[str, int, int]]:
    """Outlet, its documents, and how many of these tell a story that another document tells too; most documents first."""
    shared = {d["document_id"] for told in stories.by_story.values() if len(told) > 1 for d in told}
    held: dict[str, list[str]] = {}
    for document in documents:
        held.setdefault(document["outlet"] or OUTLET_UNKNOWN, []).append(document["document_id"])
    rows = [(outlet, len(ids), sum(i in shared for i in ids)) for outlet, ids in held.items()]
    return sorted(rows, key=lambda r: (-r[1], r[0]))


def skipped(skips: Iterable[Row]) -> list[tuple[str, list[str]]]:
    """Reason and the names of the files skipped for it, the commonest reason first."""
    held: dict[str, list[str]] = {}
    for skip in skips:
        held.setdefault(skip["reason"], []).append(PurePath(skip["source"]).name or skip["source"])
    return sorted(held.items(), key=lambda r: (-len(r[1]), r[0]))


def people_of(
    actor_ids: Counter[str], names: Names, roles: Iterable[Row], citations: Citations, limit: int
) -> tuple[Person, ...]:
    """The actors of a brief's entries, those in most entries first, with the roles that texts and the registry give them."""
    by_actor: dict[str, list[Row]] = {}
    for role in roles:
        by_actor.setdefault(role["actor_id"], []).append(role)
    chosen = sorted(actor_ids.items(), key=lambda a: (-a[1], names.of(a[0])))[:limit]
    people: list[Person] = []
    number = 0
    for actor_id, entries in chosen:
        offices: list[Office] = []
        for role in _told_once(by_actor.get(actor_id, []))[:OFFICES_SHOWN]:
            number += 1
            offices.append(_office(f"R{number}", role, citations))
        row = names.rows.get(actor_id, {})
        people.append(Person(actor_id, names.of(actor_id), names.kind(actor_id), row.get("country"), entries, tuple(offices)))
    return tuple(people)


def _told_once(roles: Iterable[Row]) -> list[Row]:
    """Each office once, from the earliest text that gives it, before those that only the registry knows."""
    held: dict[tuple[str, str], Row] = {}
    for role in sorted(roles, key=lambda r: (r["document_id"] is None, str(r["published"] or ""), r["start"] or 0)):
        held.setdefault((role["title"].lower(), (role["organization"] or "").lower()), role)
    placed = {title for title, organization in held if organization}
    return [role for (title, organization), role in held.items() if organization or title not in placed]


def _office(code: str, role: Row, citations: Citations) -> Office:
    organization = role["organization"]
    title = (
        f"{role['title']}, {organization}"
        if organization and organization.lower() not in role["title"].lower()
        else role["title"]
    )
    title = title[:1].upper() + title[1:]
    told = citations.cite(code, role) if role["document_id"] is not None else None
    when = days(role["start_date"], role["end_date"]) if role["start_date"] or role["end_date"] else ""
    return Office(title, when or (day(role["published"]) if told and role["published"] else ""), told)
