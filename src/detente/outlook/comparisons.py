"""Where the parties stand on the issues of the topic, as evidence: what they agree on speaks for, what they differ on against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.analysis.book import Evidence
from detente.analysis.issues import Issue
from detente.analysis.positions import positions
from detente.analysis.same_page import Comparison, Verdict, same_page
from detente.analysis.standing import Backing, Standing
from detente.outlook.question import Question
from detente.outlook.relation import AGAINST, FOR, other_side
from detente.outlook.weighing import Factor, Piece, Scale, numbers
from detente.terms import Modality, PositionBasis


def comparisons(question: Question, scale: Scale, issues: Sequence[Issue]) -> list[Comparison]:
    """The same-page table of the parties, of the issues on which at least one of them is told to stand on the topic."""
    book, topic = scale.book, question.topic
    asked = [topic.issue] if topic.issue else list(issues)
    if question.wish:
        topic = replace(topic, issue=None, issue_terms=None)
    scale = replace(scale, topic=topic)
    table = same_page(book, positions(book, asked), asked, question.parties)
    return [c for c in table if any(scale.nearness(b.evidence) for s in c.standings for b in s.backings)]


def comparison_pieces(question: Question, scale: Scale, compared: Sequence[Comparison]) -> Iterator[Piece]:
    """The issues on which all agree, or differ; the piece stands in the sentence of the first, the others' are beside it."""
    kind = question.relation
    if kind is None or not kind.issues:
        return
    for one in compared:
        if one.verdict not in {Verdict.AGREE, Verdict.DIFFER}:
            continue
        told = [speaking(s).evidence for s in one.standings if not s.silent]
        near = [n for e in told if (n := scale.nearness(e)) is not None]
        if len(near) < len(told) or _are_apart(told, not question.topic.is_open):
            continue
        side = FOR if one.verdict == Verdict.AGREE else AGAINST
        days = [e.on for e in told if e.on]
        factors = (
            scale.certainty("position"),
            scale.recency(min(days) if len(days) == len(told) else None),
            scale.stories(len({e.story_id for e in told})),
            Factor("bearing", kind.issues, f"an issue bears on '{kind.phrase}'"),
            min(near, key=lambda n: n.value),
        )
        best, *others = told
        yield Piece(
            other_side(side) if kind.inverse else side,
            f"they {one.verdict} on: {one.issue.question}",
            Modality.ACTUAL,
            best,
            scale.book.sentence(best),
            factors,
            tuple(dict.fromkeys(e.story_id for e in told)),
            tuple(others),
        )


def _are_apart(told: Sequence[Evidence], on_topic: bool) -> bool:
    """Whether positions of different stories lie years apart, or, without a topic, may do: about different matters then."""
    days = [e.on for e in told if e.on]
    if len({e.story_id for e in told}) == 1 or not days:
        return False
    years = (max(days) - min(days)).days / 365.25
    return (len(days) < len(told) and not on_topic) or years > float(numbers()["apart_years"])


def speaking(standing: Standing) -> Backing:
    """The position that speaks most for where a party stands: on its side, its own before what others say, of most weight."""
    stance = standing.stance or 0.0

    def rank(backing: Backing) -> tuple[bool, bool, float]:
        return backing.value * stance > 0, backing.position.basis != PositionBasis.ATTRIBUTION, backing.weight

    return max(standing.backings, key=rank)
