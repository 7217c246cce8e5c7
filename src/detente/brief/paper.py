"""The brief on a question, on parties or on an issue: one page that an analyst hands on, as HTML or as Markdown.

    write_paper(ledger, Path("brief.html"), Asked(question="Will Norland and Ostia come together on Vell?"))

It stands on all the analyses, and every line of it opens its sentence. Like the brief on a ledger (brief.py) it needs nothing but
itself: no network, no script, and it prints.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from detente.brief import words
from detente.brief.brief import page_environment, page_style, span_rules
from detente.brief.citations import Citations
from detente.brief.cites import Cites
from detente.brief.markdown import to_markdown
from detente.brief.matter import Asked, Matter
from detente.brief.method import method
from detente.brief.model import Source
from detente.brief.parts.changed import Changed, changed
from detente.brief.parts.claims import Chains, chains
from detente.brief.parts.conditions import Conditions, conditions
from detente.brief.parts.counts import Counts, counts
from detente.brief.parts.coverage import Ground, ground
from detente.brief.parts.page import SamePage, same_page
from detente.brief.parts.summary import summary
from detente.brief.parts.tables import Tables, tables
from detente.brief.parts.ties import PairPart, Ties, pair_parts, ties
from detente.brief.parts.verdict import Line, Verdict, verdict
from detente.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything on the page. `summary` is what the head of desk reads, `nothing` why there is no more than that."""

    title: str
    kicker: str
    about: str
    as_of: str
    drawn_on: str | None
    nothing: str
    summary: tuple[Line, ...]
    verdict: Verdict | None
    changed: Changed | None
    page: SamePage
    pairs: tuple[PairPart, ...]
    claims: Chains
    conditions: Conditions
    tables: Tables
    counts: Counts
    ties: Ties | None
    ground: Ground
    sources: tuple[Source, ...]
    numbers: dict[str, int]

    @property
    def contents(self) -> tuple[tuple[str, str], ...]:
        """Anchor and heading of each part that has something to show, in their order."""
        held = (
            ("verdict", "For and against", bool(self.verdict and self.verdict.answered)),
            ("changed", f"What changed since {self.changed.since}" if self.changed else "", self.changed is not None),
            ("page", "On the same page?" if self.compared else "Where they stand", bool(self.page.rows)),
            ("pairs", "Relations over time", bool(self.pairs)),
            ("claims", "Claims and denials", bool(self.claims.chains)),
            ("conditions", "Conditions: who must move first", self.conditions.total > 0),
            ("tables", "Who sat at which table", bool(self.tables.sittings or self.tables.gatherings or self.tables.away)),
            ("counts", "Numbers over time", bool(self.counts.series)),
            ("ties", "Who is near to whom", self.ties is not None),
            ("ground", "What this stands on", True),
            ("method", "How the figures are made", True),
            ("sources", "The passages", bool(self.sources)),
        )
        return tuple((name, heading) for name, heading, there in held if there)

    @property
    def method(self) -> tuple[tuple[str, str], ...]:
        """How the figures of its parts are made: headings and words."""
        return method([name for name, _ in self.contents])

    @property
    def compared(self) -> bool:
        return any(row.compared for row in self.page.rows)


def write_paper(ledger: Ledger, out: Path, asked: Asked, title: str | None = None, form: str = "html") -> Path:
    """Writes the brief on a matter as `html` or `markdown` to `out` and gives the path. For the rest see `compose_paper`."""
    paper = compose_paper(ledger, asked, title, date.today())
    page = to_markdown(paper) if form == "markdown" else render_paper(paper)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page, encoding="utf-8")
    return out


def render_paper(paper: Paper) -> str:
    """The page as HTML."""
    from detente.brief.svg.drawing import STYLE

    template = page_environment().get_template("paper.html.j2")
    return template.render(
        paper=paper, style=page_style("style.css") + page_style("paper.css"), charts=STYLE, spans=span_rules(paper.sources)
    )


def compose_paper(ledger: Ledger, asked: Asked, title: str | None = None, drawn_on: date | None = None) -> Paper:
    """The page's content; the same ledger and arguments give the same. Raises UnknownActor, BadInput, and as the ledger does."""
    with ledger.reading():
        matter = Matter.of(ledger, asked)
        documents = {str(d["document_id"]): d for d in ledger.documents()}
        return _composed(matter, ledger, Citations(ledger.document, documents), title, drawn_on)


def _composed(matter: Matter, ledger: Ledger, citations: Citations, title: str | None, drawn_on: date | None) -> Paper:
    cites = Cites(citations)
    made: dict[str, Any] = {"verdict": verdict(matter, cites)}
    parts: dict[str, Callable[[Matter, Cites], Any]] = {
        "page": same_page, "pairs": pair_parts, "claims": chains, "conditions": conditions, "tables": tables, "counts": counts,
        "ties": ties,
    }  # fmt: skip
    made |= {name: part(matter, cites) for name, part in parts.items()}
    made |= {"changed": changed(matter, ledger, cites), "ground": ground(matter, cites)}
    return Paper(
        title=title or matter.title,
        kicker="Brief on a question" if matter.question.text else "Brief on an issue" if matter.topic.issue else "Brief",
        about=_about(matter),
        as_of=words.day(matter.as_of),
        drawn_on=words.day(drawn_on) if drawn_on else None,
        nothing=_nothing(matter),
        summary=summary(matter, cites, made),
        **made,
        sources=citations.sources(),
        numbers=citations.numbers(),
    )


def _about(matter: Matter) -> str:
    """How a question was understood, or who is compared on what."""
    if matter.answer is not None:
        return "" if matter.question.problem else matter.question.understood
    return words.series([p.name for p in matter.parties])


def _nothing(matter: Matter) -> str:
    """Why the page has nothing to say; empty where it has."""
    if matter.question.problem:
        return matter.question.problem
    return "" if matter.parties else "The ledger has no position of anybody on this issue."
