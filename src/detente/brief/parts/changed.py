"""What changed since a day: the matter as it stood then, held against how it stands now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Final

from detente.analysis.book import Evidence
from detente.analysis.claims import claims, narrowed
from detente.analysis.same_page import Verdict
from detente.analysis.seats import seats
from detente.brief.cites import Cited, Cites
from detente.brief.matter import Matter
from detente.brief.parts.page import VERDICTS
from detente.brief.parts.verdict import told_as
from detente.brief.parts.wording import sentence_case, when
from detente.brief.svg.model import Ref
from detente.brief.words import day, days, series
from detente.ledger.filters import first_day
from detente.ledger.ledger import Ledger
from detente.outlook.hinges import hinges
from detente.terms import Modality

SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class News:
    """Something that was not so before, with links to the entries that show it; `cited` where no other part shows it."""

    kind: str
    text: str
    when: str = ""
    refs: tuple[Ref, ...] = ()
    cited: Cited | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """What is new since a day; `documents` were published since."""

    since: str
    documents: int
    news: tuple[News, ...]


def changed(matter: Matter, ledger: Ledger, cites: Cites) -> Changed | None:
    """The changes; None where no day is asked for. To be made after the other parts, which show most of the sentences."""
    since = first_day(matter.asked.changed_since, "changed-since")
    if since is None:
        return None
    before = matter.earlier(ledger, since - timedelta(days=1))
    fresh = sum(1 for s in matter.book.sources.values() if s.published and s.published >= since)
    most = matter.most(SHOWN)
    found: list[News] = []
    for kind in (_degree, _evidence, _issues, _claims, _meetings, _conditions):
        found += list(islice(kind(matter, before, since, cites), most))
    return Changed(day(since), fresh, tuple(found))


def _news(cites: Cites, kind: str, text: str, evidence: Evidence, on: str = "") -> News:
    """A change with the entry that shows its sentence, else with the sentence."""
    refs = cites.refs([evidence], 1)
    return News(kind, text, on or when(evidence), refs, None if refs else cites.cite("Z", evidence))


def _degree(matter: Matter, before: Matter, _: date, __: Cites) -> Iterator[News]:
    if matter.answer and before.answer:
        then, now = before.answer.degree, matter.answer.degree
        yield News("Verdict", f"“{now}”, as before" if then == now else f"“{then}” before, “{now}” now")


def _evidence(matter: Matter, _: Matter, since: date, cites: Cites) -> Iterator[News]:
    """The weightiest pieces that were published since."""
    if matter.answer is None:
        return
    pieces = [p for p in (*matter.answer.for_, *matter.answer.against) if p.evidence.published and p.evidence.published >= since]
    for piece in sorted(pieces, key=lambda p: -p.weight):
        how = "" if piece.modality == Modality.ACTUAL else f" ({piece.modality})"
        yield _news(cites, f"New evidence {piece.side} it", f"{told_as(piece.gist)}{how}", piece.evidence)


def _issues(matter: Matter, before: Matter, since: date, cites: Cites) -> Iterator[News]:
    """Verdicts on issues that are others than before, and turns of a party since."""
    if len(matter.parties) < 2:
        return
    then = {c.issue.issue_id: c.verdict for c in before.comparisons}
    for now in matter.comparisons:
        old = then.get(now.issue.issue_id, Verdict.SILENT)
        if old == now.verdict:
            continue
        backings = [b for s in now.standings for b in s.backings if b.evidence.published and b.evidence.published >= since]
        if backings:
            latest = max(backings, key=lambda b: (b.evidence.published or date.min, b.weight)).evidence
            text = f"{now.issue.question} {sentence_case(VERDICTS[old])} before, {VERDICTS[now.verdict]} now"
            yield _news(cites, "Issue", text, latest)


def _claims(matter: Matter, _: Matter, since: date, cites: Cites) -> Iterator[News]:
    """Stands on claims that were published since."""
    for claim in narrowed(claims(matter.book), matter.parties[:2]):
        new = [s for s in claim.chain if s.evidence.published and s.evidence.published >= since and matter.is_near(s.evidence)]
        if new:
            told = series([f"{s.stand} by {series(matter.names(s.by)) or 'nobody named'}" for s in new])
            first, refs = _news(cites, "Claim", f"{claim.matter}: {told}", new[0].evidence), cites.refs([s.evidence for s in new])
            yield replace(first, refs=refs if first.cited is None else ())


def _meetings(matter: Matter, before: Matter, since: date, cites: Cites) -> Iterator[News]:
    """Meetings of two of the parties that no text told of before."""
    own = {p.actor_id for p in matter.parties}
    for row in seats(matter.book).by_date().rows:
        told = _published(matter, (e.document_id for e in row.evidence))
        if len(own & set(row.parties)) < min(2, len(own)) or told is None or told < since or not matter.is_near(row.evidence[0]):
            continue
        where = f" in {row.meeting.place}" if row.meeting.place else ""
        text = f"{sentence_case(row.meeting.status)}{where}: {series([before.book.name(b) for b in row.parties])}"
        yield _news(cites, "Meeting", text, row.evidence[0], days(row.meeting.date_start, row.meeting.date_end))


def _conditions(matter: Matter, _: Matter, since: date, cites: Cites) -> Iterator[News]:
    """Open conditions between the parties that were told since."""
    for hinge in hinges(matter.question, matter.scale) if matter.parties else ():
        if hinge.between and hinge.evidence.published and hinge.evidence.published >= since:
            first = f"; {series(hinge.first)} first" if hinge.first else ""
            yield _news(cites, "Condition", f"{hinge.antecedent}{first}", hinge.evidence)


def _published(matter: Matter, document_ids: Iterable[str]) -> date | None:
    """The first day on which any of these documents was published; None where one has no day."""
    found = [matter.book.sources[i].published for i in document_ids]
    known = [p for p in found if p is not None]
    return min(known) if known and len(known) == len(found) else None
