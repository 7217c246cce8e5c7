"""The same page: issue by issue where the parties stand, whether they agree, and the sentence that says most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from detente.analysis.same_page import Comparison, Verdict
from detente.analysis.standing import Backing, Standing
from detente.brief.cites import Cited, Cites
from detente.brief.matter import Matter
from detente.brief.parts.wording import when
from detente.brief.svg.drawing import Drawing
from detente.brief.svg.model import StripIssue, StripPoint, StripPole, StripRow
from detente.brief.svg.positions import position_strip
from detente.brief.words import count, day, series, signed
from detente.outlook.comparisons import speaking

SHOWN: Final = 8
OTHERS_NAMED: Final = 12
BASES: Final = {"statement": "says so", "event": "did it", "attribution": "others say so"}
VERDICTS: Final = {
    Verdict.AGREE: "they agree",
    Verdict.DIFFER: "they differ",
    Verdict.MIXED: "mixed",
    Verdict.SILENT: "silence on one side",
}


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a party stands on an issue, with the sentence that speaks most for it, and how it changed sides."""

    party: str
    words: str
    basis: str
    when: str
    told: str
    cited: Cited | None
    shift: str = ""
    turned: Cited | None = None


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue. `compared` is whether two parties or more were asked for."""

    question: str
    verdict: str
    verdict_words: str
    stands: tuple[Stand, ...]
    strip: Drawing
    compared: bool


@dataclass(frozen=True, slots=True)
class SamePage:
    """`lonely` names issues on which one alone is told to stand, `left` counts those that are not shown."""

    rows: tuple[IssueRow, ...]
    counts: str
    lonely: tuple[str, ...]
    left: int


def same_page(matter: Matter, cites: Cites) -> SamePage:
    """The issues on which two are told to stand first; those on which only one is are named."""
    compared = len(matter.parties) > 1
    every = [c for c in matter.comparisons if c.voiced]
    told = [c for c in every if c.verdict != Verdict.SILENT] if compared else every
    if compared and not told:
        told = every[:2]
    shown = told[: matter.most(SHOWN)]
    rows = tuple(_row(c, n, cites, compared) for n, c in enumerate(shown, 1))
    lonely = tuple(_lonely(c) for c in every if c not in told) if compared else ()
    return SamePage(rows, _counts(told) if compared else "", lonely[:OTHERS_NAMED], len(told) - len(shown))


def _counts(told: Sequence[Comparison]) -> str:
    """How many issues they agree and differ on."""
    found = [(v, sum(c.verdict == v for c in told)) for v in (Verdict.AGREE, Verdict.DIFFER, Verdict.MIXED)]
    words = {Verdict.AGREE: "agree", Verdict.DIFFER: "differ", Verdict.MIXED: "are partly at one"}
    return series([f"{words[v]} on {count(n, 'issue')}" for v, n in found if n])


def _lonely(comparison: Comparison) -> str:
    names = [s.party.name for s in comparison.standings if not s.silent]
    return f"{comparison.issue.question} ({series(names)} only)"


def _row(comparison: Comparison, number: int, cites: Cites, compared: bool) -> IssueRow:
    stands, strips = [], []
    for standing in comparison.standings:
        codes = {b.evidence.record_id: cites.cite("P", b.evidence) for b in _quoted(standing)}
        stands.append(_stand(standing, codes))
        strips.append(_strip_row(standing, codes))
    poles = tuple(StripPole(p.name, p.value) for p in comparison.issue.poles)
    strip = position_strip(StripIssue(f"strip-{number}", comparison.issue.question, poles), strips)
    return IssueRow(comparison.issue.question, str(comparison.verdict), in_words(comparison), tuple(stands), strip, compared)


def in_words(comparison: Comparison) -> str:
    """The verdict, of those who are heard where somebody is silent."""
    words = VERDICTS[comparison.verdict]
    return words.replace("they", "those heard") if comparison.silent else words


def _quoted(standing: Standing) -> list[Backing]:
    """The position that speaks most for where a party stands, and those by which it changed sides."""
    if standing.silent:
        return []
    best = speaking(standing)
    turned = {s.evidence.record_id for s in standing.shifts[-1:]}
    return [best, *(b for b in standing.backings if b.evidence.record_id in turned and b is not best)]


def _stand(standing: Standing, codes: dict[str, Cited]) -> Stand:
    if standing.silent or standing.stance is None:
        return Stand(standing.party.name, "silent", "", "", "", None)
    best = speaking(standing)
    side = "for" if best.position.stance > 0 else "against"
    words = f"{side} “{best.position.pole}”" + (", and on the other side too" if standing.torn else "")
    by = [b for b in standing.backings if b.position.basis == "statement"]
    told = count(len(standing.backings), "position") + (f", {len(by)} in own words" if by else ", none in own words")
    shift = standing.shifts[-1] if standing.shifts else None
    words_on = f"Changed sides by {day(shift.on)}, from {signed(shift.before)} to {signed(shift.after)}" if shift else ""
    turned = codes.get(shift.evidence.record_id) if shift else None
    basis = BASES.get(str(best.position.basis), "")
    cited = codes[best.evidence.record_id]
    return Stand(
        standing.party.name, words, basis, when(best.evidence), told, cited, words_on, None if turned is cited else turned
    )


def _strip_row(standing: Standing, codes: dict[str, Cited]) -> StripRow:
    points = tuple(
        StripPoint(
            b.value,
            b.position.held_on,
            b.position.basis == "attribution",
            codes[b.evidence.record_id].ref if b.evidence.record_id in codes else None,
        )
        for b in standing.backings
    )
    shift = standing.shifts[-1] if standing.shifts else None
    moved = (shift.before, shift.after) if shift else None
    return StripRow(standing.party.name, standing.stance, points, moved, shift.on if shift else None, standing.torn)
