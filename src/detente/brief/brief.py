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
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from detente.brief import words
from detente.brief.acts import UNDATED, Acts, month_of, pairs_of, tell_once
from detente.brief.charts import Calendar, calendar, month_anchor
from detente.brief.citations import OUTLET_UNKNOWN, Citations
from detente.brief.model import Act, Figure, Pair, Person, Saying, Section, Source, Story, Term, anchor
from detente.brief.names import Names, Stories
from detente.brief.people import outlets_of, people_of, skipped, stories_of
from detente.brief.sayings import Sayings
from detente.brief.selection import Scope, Selection, select
from detente.ledger.ledger import Ledger

LIMIT: Final = 120
"""Entries of a kind that a brief shows; the rest is counted, with the command that lists it."""

MOST_PEOPLE: Final = 40
MOST_PAIRS: Final = 10


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything on the page."""

    title: str
    drawn_on: str | None
    selection: Selection
    period: str
    stories: tuple[Story, ...]
    acts: Section[Act]
    modalities: Counter[str]
    pairs: tuple[Pair, ...]
    calendar: Calendar
    months: list[tuple[str, str, list[Act]]]
    sayings: Section[Saying]
    terms: Section[Term]
    figures: Section[Figure]
    people: tuple[Person, ...]
    sources: tuple[Source, ...]
    numbers: dict[str, int]
    outlets: list[tuple[str, int, int]]
    skipped: list[tuple[str, list[str]]]
    limit: int

    @property
    def named_outlets(self) -> int:
        return sum(outlet != OUTLET_UNKNOWN for outlet, _, _ in self.outlets)

    @property
    def anchors(self) -> frozenset[str]:
        """The months that have a list to link to."""
        return frozenset(anchor for anchor, _, _ in self.months)


def write_brief(
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
    with ledger.reading():  # holds the file, so that all queries see one state and need not wait for it again
        brief = compose(select(ledger, scope or Scope()), ledger, title, limit, drawn_on)
    return (
        page_environment()
        .get_template("brief.html.j2")
        .render(brief=brief, style=page_style("style.css"), spans=span_rules(brief.sources))
    )


def compose(selection: Selection, ledger: Ledger, title: str | None, limit: int, drawn_on: date | None) -> Brief:
    """The page's content."""
    names, stories = Names(selection.actors), Stories(selection.documents)
    citations = Citations(ledger.document, {str(d["document_id"]): d for d in selection.documents})
    options = selection.scope.options
    says = Sayings(citations, names, stories, ledger.statements() if options else selection.statements)
    told = [tellings for tellings in tell_once(selection.events, stories) if tellings[0]["actor_ids"]]
    acts = Acts(citations, names, says.author).section(told, limit, f"detente events{options}")
    sayings = says.statements(selection.statements, limit, f"detente statements{options}")
    terms = says.conditions(selection.conditions, limit, f"detente conditions{options}")
    figures = says.quantities(selection.quantities, limit, f"detente quantities{options}")
    people = people_of(Counter(_taking_part(selection)), names, selection.roles, citations, MOST_PEOPLE)
    return Brief(
        title=title or _title(selection.scope, names),
        drawn_on=words.day(drawn_on) if drawn_on else None,
        selection=selection,
        period=_period(selection),
        stories=stories_of(stories, citations),
        acts=acts,
        modalities=Counter(str(tellings[0]["modality"]) for tellings in told),
        pairs=pairs_of(told, names, MOST_PAIRS),
        calendar=calendar((month_of(tellings[0]), str(tellings[0]["modality"])) for tellings in told),
        months=_months(acts.entries),
        sayings=sayings,
        terms=terms,
        figures=figures,
        people=people,
        sources=citations.sources(),
        numbers=citations.numbers(),
        outlets=outlets_of(selection.documents, stories),
        skipped=skipped(selection.skips),
        limit=limit,
    )


def _title(scope: Scope, names: Names) -> str:
    return words.series(names.all(scope.actors)) if scope.actors else "What the ledger holds"


def _period(selection: Selection) -> str:
    """The days between the first and the last dated document."""
    dated = [d["published"] for d in selection.documents if d["published"] is not None]
    return words.days(min(dated), max(dated)) if dated else ""


def _months(acts: Sequence[Act]) -> list[tuple[str, str, list[Act]]]:
    """Anchor, name and acts of each month, those of no one month last."""
    months: dict[str, tuple[str, list[Act]]] = {}
    for act in sorted(acts, key=lambda a: (a.month or UNDATED, a.day or UNDATED)):
        name = words.day(act.month, "month") if act.month else "Longer spans, and undated"
        months.setdefault(month_anchor(act.month), (name, []))[1].append(act)
    return [(anchor, name, held) for anchor, (name, held) in months.items()]


def _taking_part(selection: Selection) -> Iterator[str]:
    """The actor of each entry, as often as it takes part."""
    for event in selection.events:
        yield from {*event["actor_ids"], *event["recipient_ids"]}
    for statement in selection.statements:
        if statement["source_actor_id"]:
            yield statement["source_actor_id"]
    for condition in selection.conditions:
        yield from {*condition["antecedent_actor_ids"], *condition["consequent_actor_ids"]}


def span_rules(sources: Sequence[Source]) -> Markup:
    """Style that marks the whole span of an entry when its anchor is the target; codes are ours, letters and digits."""
    codes = dict.fromkeys(code for source in sources for passage in source.passages for code in passage.codes)
    if not codes:
        return Markup("")
    rules = ",".join(f"#p-{anchor(code)}:target~.{anchor(code)}" for code in codes)
    return Markup(f"{rules}{{background:#ffd977!important;box-shadow:0 0 0 2px #ffd977;border-bottom:2px solid #5a3a00}}")


@cache
def page_style(name: str) -> Markup:
    """A style sheet among the templates."""
    return Markup((files("detente.brief") / "templates" / name).read_text(encoding="utf-8"))


@cache
def page_environment() -> Environment:
    """What pages are made with: values are escaped, and a missing one is an error."""
    environment = Environment(
        loader=PackageLoader("detente.brief"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"anchor": anchor, "series": words.series, "count": words.count, "reported": words.reported}
    environment.filters["signed"] = words.signed
    environment.globals |= {"MODALITIES": words.MODALITIES, "MONTHS": words.MONTHS}
    return environment
