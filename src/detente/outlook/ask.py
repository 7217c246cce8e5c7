"""The outlook on a question: evidence for and against, weighed; a verdict in words; what it hangs on; what is not known.

    answer = ask(book, parse_question("Will Norland and Ostia come together on Vell?", book), load_issues())
    answer.degree, answer.text, answer.for_[0].sentence.text

Nothing is said that no record backs, and the degree is no probability.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from detente.analysis.book import Book, Evidence
from detente.analysis.issues import Issue
from detente.analysis.same_page import Comparison, Verdict
from detente.outlook.acts import act_pieces
from detente.outlook.answer import Answer, Said
from detente.outlook.caveats import caveats
from detente.outlook.changed import latest
from detente.outlook.comparisons import comparison_pieces, comparisons
from detente.outlook.disputes import dispute_pieces
from detente.outlook.gatherings import encounters
from detente.outlook.hinges import hinges
from detente.outlook.judgements import judgements
from detente.outlook.question import Question
from detente.outlook.relation import AGAINST, FOR
from detente.outlook.stands import deed_pieces, holders, stand_pieces
from detente.outlook.verdict import NO_ANSWER, verdict
from detente.outlook.weighing import Piece, Scale, as_of
from detente.outlook.wording import nothing_told, sentences, what


def ask(book: Book, question: Question, issues: Sequence[Issue] = ()) -> Answer:
    """The answer to a question; one with the degree "no answer" where it can't be answered from this book."""
    if question.problem:
        return Answer(question, as_of(book), NO_ANSWER, (nothing_told(question.problem),))
    if question.wish and question.wish.anyone:
        question = replace(question, parties=holders(book, question.wish))
    scale = Scale(book, question.topic, as_of(book))
    left_out: dict[str, int] = {}
    compared = comparisons(question, scale, issues)
    pieces = once_a_sentence(_told(question, scale, compared, left_out))
    found = hinges(question, scale)
    met = encounters(question, scale)
    if not pieces:
        said: tuple[Said, ...] = (nothing_told(f"The ledger has nothing that bears on whether {what(question)}."),)
        known = caveats(question, scale, pieces, left_out)
        return Answer(
            question,
            scale.as_of,
            NO_ANSWER,
            said,
            issues=tuple(c for c in compared if c.verdict != Verdict.SILENT),
            conditions=tuple(h for h in found if h.between),
            meetings=tuple(met),
            caveats=tuple(known),
        )
    judged = verdict(book, pieces, sum(h.between for h in found))
    changed = latest(question, scale, pieces)
    said = tuple(sentences(question, pieces, judged, compared, found, met))
    return Answer(
        question,
        scale.as_of,
        judged.degree,
        said,
        judged.rules,
        tuple(p for p in pieces if p.side == FOR),
        tuple(p for p in pieces if p.side == AGAINST),
        tuple(compared),
        tuple(found),
        tuple(met),
        tuple(changed),
        tuple(caveats(question, scale, pieces, left_out)),
    )


def _told(question: Question, scale: Scale, compared: Sequence[Comparison], left_out: dict[str, int]) -> Iterator[Piece]:
    """All that bears on the question: on a party's stand on an issue its positions and acts, else what is between the parties."""
    if question.wish:
        near = Scale(scale.book, replace(scale.topic, issue=None, issue_terms=None), scale.as_of)
        yield from stand_pieces(question, near, compared)
        yield from deed_pieces(question, near, left_out)
        return
    yield from act_pieces(question, scale, left_out)
    yield from dispute_pieces(question, scale)
    yield from judgements(question, scale)
    yield from comparison_pieces(question, scale, compared)


def once_a_sentence(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces by weight, each sentence at most once on either side, also in a copy or as another story's telling.

    An act or a claim goes before a judgement of the same sentence.
    """
    kept: list[Piece] = []
    seen: set[tuple[str, str, str]] = set()
    for piece in sorted(pieces, key=lambda p: (p.judges, -p.weight, p.evidence.document_id, p.evidence.start)):
        key = (piece.side, piece.evidence.story_id, " ".join(piece.sentence.text.split()))
        if key not in seen and not _is_told(piece.evidence, piece.side, kept):
            seen.add(key)
            kept.append(piece)
    return sorted(kept, key=lambda p: -p.weight)


def _is_told(evidence: Evidence, side: str, kept: Sequence[Piece]) -> bool:
    """Whether a record stands already among the other tellings of a piece."""
    return any(
        p.side == side
        and any(o.document_id == evidence.document_id and o.start < evidence.end and evidence.start < o.end for o in p.others)
        for p in kept
    )
