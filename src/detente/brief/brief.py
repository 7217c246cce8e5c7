"""A brief: one HTML page that holds together what a ledger says, each entry with its date, its source and its sentence.

The page needs nothing but itself: style and charts stand inside, there is no script, and it prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from detente.brief import words
from detente.brief.acts import Acts
from detente.brief.charts import Calendar, calendar, month_anchor
from detente.brief.citations import Citations
from detente.brief.model import Act, Figure, Person, Saying, Section, Source, Story, Term
from detente.brief.names import Names, Stories
from detente.brief.people import outlets_of, people_of, skipped, stories_of
from detente.brief.sayings import Sayings
from detente.brief.selection import Scope, Selection, select
from detente.ledger.ledger import Ledger

LIMIT: Final = 120
"""Entries of a kind that a brief shows; the rest is counted, with the command that lists it."""

MOST_PEOPLE: Final = 40


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything on the page."""

    title: str
    drawn_on: str | None
    selection: Selection
    stories: tuple[Story, ...]
    acts: Section[Act]
    calendar: Calendar
    sayings: Section[Saying]
    terms: Section[Term]
    figures: Section[Figure]
    people: tuple[Person, ...]
    sources: tuple[Source, ...]
    numbers: dict[str, int]
    outlets: list[tuple[str, int, int]]
    skipped: list[tuple[str, list[str]]]


def write_brief(  # noqa: PLR0913 (what the command line offers)
    ledger: Ledger,
    out: Path,
    actors: Sequence[str] = (),
    title: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = LIMIT,
) -> Path:
    """Writes the brief on a ledger to `out` and gives the path. For the rest see `render_brief`."""
    page = render_brief(ledger, Scope(tuple(actors), since, until), title, limit, date.today())
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page, encoding="utf-8")
    return out


def render_brief(
    ledger: Ledger,
    scope: Scope | None = None,
    title: str | None = None,
    limit: int = LIMIT,
    drawn_on: date | None = None,
) -> str:
    """The brief as HTML: all of the ledger, or what `scope` asks for, at most `limit` entries of a kind.

    The same ledger and arguments give the same page. Raises UnknownActor, BadInput and what the ledger raises.
    """
    brief = compose(select(ledger, scope or Scope()), ledger, title, limit, drawn_on)
    return _environment().get_template("brief.html.j2").render(brief=brief, style=_style(), spans=_span_rules(brief.sources))


def compose(selection: Selection, ledger: Ledger, title: str | None, limit: int, drawn_on: date | None) -> Brief:
    """The page's content."""
    names, stories = Names(selection.actors), Stories(selection.documents)
    citations = Citations(ledger.document, {str(d["document_id"]): d for d in ledger.documents()})
    options = selection.scope.options
    says = Sayings(citations, names, stories, ledger.statements())
    acts = Acts(citations, names, stories, says.authors()).section(selection.events, limit, f"detente events{options}")
    sayings = says.statements(selection.statements, limit, f"detente statements{options}")
    terms = says.conditions(selection.conditions, limit, f"detente conditions{options}")
    figures = says.quantities(selection.quantities, limit, f"detente quantities{options}")
    people = people_of(Counter(_taking_part(selection)), names, selection.roles, citations, MOST_PEOPLE)
    return Brief(
        title=title or _title(selection, names),
        drawn_on=words.day(drawn_on) if drawn_on else None,
        selection=selection,
        stories=stories_of(stories, citations),
        acts=acts,
        calendar=calendar(acts.entries),
        sayings=sayings,
        terms=terms,
        figures=figures,
        people=people,
        sources=citations.sources(),
        numbers=citations.numbers(),
        outlets=outlets_of(selection.documents, stories),
        skipped=skipped(selection.skips),
    )
