"""Sentences that say how the parties stand to each other, without any act: "cooperation between the two remains elusive".

A clause that names both parties and has a word of data/relations.yaml speaks for or against; a spoiler turns it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from detente.analysis.book import Book, Evidence, Party
from detente.outlook.clauses import Clause, clauses, names_both, sentences_naming, tied
from detente.outlook.question import Question
from detente.outlook.relation import AGAINST, FOR, Relation, other_side, shades
from detente.outlook.weighing import Factor, Piece, Scale, former, numbers
from detente.records import Statement
from detente.terms import Modality

_NEAR: Final = 60
"""Characters before a word within which a negation turns it."""


_COPIED: Final = 0.7
"""Share of their words that sentences in copies of a story have in common to be the same sentence."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a clause says of a relation: the side that it speaks for, how, and the word that says so, as an offset."""

    clause: Clause
    side: str
    modality: str
    at: int
    word: str
    spoiler: str = ""


def judgements(question: Question, scale: Scale) -> Iterator[Piece]:
    """The judgements of the relation, or of what one party alone does; each sentence at most once for either side, and the
    same sentence of a story's copies once."""
    kind, book = question.relation, scale.book
    if kind is None:
        return
    seen: dict[tuple[str, str], list[Clause]] = {}
    alone = [(p, p) for p in question.parties[:1] if len(question.parties) == 1]
    for one, other in alone or pairs(question):
        for sentence in sentences_naming(book, one.ids, other.ids):
            for judged in _judged(kind, book, sentence, one, other):
                told = seen.setdefault((judged.side, book.sources[sentence.document_id].story_id), [])
                if any(_is_same(sentence, other) for other in told):
                    continue
                if (piece := _piece(question, scale, judged)) is not None:
                    told.append(sentence)
                    yield piece


def _is_same(one: Clause, other: Clause) -> bool:
    """Whether two sentences of one story are one: the same place, or nearly the same words in two copies."""
    if one.document_id == other.document_id:
        return one.start == other.start
    these, those = set(one.text.casefold().split()), set(other.text.casefold().split())
    return len(these & those) >= _COPIED * len(these | those)


def pairs(question: Question) -> list[tuple[Party, Party]]:
    """The pairs of parties between which a relation is asked for: the first with each other one where it is directed."""
    first, *rest = question.parties
    if question.relation and question.relation.directed:
        return [(first, other) for other in rest]
    return [(one, other) for n, one in enumerate(question.parties) for other in question.parties[n + 1 :]]


def _judged(kind: Relation, book: Book, sentence: Clause, one: Party, other: Party) -> Iterator[Judged]:
    if sentence.asks:
        return
    for clause in clauses(sentence):
        if not names_both(book, clause, one, other) or _is_antecedent(book, clause):
            continue
        found = judge(kind, clause)
        if found is None:
            continue
        ids = tied(book, clause, found.at, found.at + len(found.word))
        if ids & one.ids and ids & other.ids:
            yield found


def judge(kind: Relation, clause: Clause) -> Judged | None:
    """What a clause says of a relation; None where it has no word of it, one that parts after one that joins, or asks."""
    text = clause.text
    friendly, hostile = (AGAINST, FOR) if kind.inverse else (FOR, AGAINST)
    joins, parts = _word(kind.words[friendly], text), _word(kind.words[hostile], text)
    word = parts or joins
    if word is None or (parts and joins and joins.start() < parts.start()) or shades().asking.search(text, 0, word.start()):
        return None
    at = clause.start + word.start()
    spoilers = _spoilers(text, word)
    if len(spoilers) > 1:
        return None
    if parts:
        return None if spoilers else Judged(clause, hostile, _modality(text), at, word[0])
    if spoilers:
        return Judged(clause, other_side(friendly), _modality(text), at, word[0], spoilers[0])
    return Judged(clause, friendly, _modality(text), at, word[0])


def _spoilers(text: str, word: re.Match[str]) -> list[str]:
    """What turns a word: anywhere in its clause, or shortly before it."""
    found = [
        *shades().spoilers.finditer(text),
        *shades().spoilers_before.finditer(text, max(0, word.start() - _NEAR), word.start()),
    ]
    return list({m.start(): m[0] for m in found if not word.start() <= m.start() < word.end()}.values())


def _word(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first word of a pattern that is no part of a name."""
    return next((m for m in pattern.finditer(text) if m.start() == 0 or not m[0][0].isupper()), None)


def _modality(text: str) -> str:
    if shades().open_words.search(text):
        return Modality.POSSIBLE
    return Modality.PLANNED if shades().intended.search(text) else Modality.ACTUAL


def _is_antecedent(book: Book, clause: Clause) -> bool:
    """Whether most of a clause is what something else hangs on: told by nobody as being so."""
    middle = (clause.start + clause.end) // 2
    return any(c.document_id == clause.document_id and c.antecedent_start <= middle < c.antecedent_end for c in book.conditions)


def _piece(question: Question, scale: Scale, judged: Judged) -> Piece | None:
    book, clause = scale.book, judged.clause
    statement = _statement(book, judged)
    speakers = book.speakers(statement) if statement else ()
    kind = "statement" if statement else "mention"
    record_id = statement.statement_id if statement else f"{clause.document_id}:sentence:{clause.start}-{clause.end}"
    source = book.sources[clause.document_id]
    on = (statement.said_on if statement else None) or source.published
    evidence = Evidence(
        kind, record_id, clause.document_id, clause.start, clause.end, clause.text, on, source.published, source.outlet,
        source.story_id, speakers,
    )  # fmt: skip
    near = scale.nearness(evidence)
    if near is None:
        return None
    voice, why = _voice(question, speakers, book)
    factors = (
        scale.certainty(kind), scale.modality(judged.modality), scale.recency(on), scale.stories(1),
        Factor("voice", float(numbers()["voice"][voice]), why), *_crowd(question, scale, clause), *former(clause.text), near,
    )  # fmt: skip
    whom = f"{', '.join(map(book.name, speakers))}" if speakers else "the text"
    turned = f", turned by “{judged.spoiler}”" if judged.spoiler else ""
    how = "" if judged.modality == Modality.ACTUAL else f" ({judged.modality})"
    kind_of = question.relation.phrase if question.relation else ""
    matter = "how they stand" if len(question.parties) > 1 else f"whether they will {kind_of}"
    gist = f"{whom} on {matter}{how}: “{judged.word}”{turned}"
    return Piece(judged.side, gist, judged.modality, evidence, book.sentence(evidence), factors, (source.story_id,), judges=True)


def _statement(book: Book, judged: Judged) -> Statement | None:
    """The innermost statement with a source whose content has the word; none where its cue stands under another clause."""
    document_id, at = judged.clause.document_id, judged.at
    holding = [
        s for s in book.statements
        if s.document_id == document_id and any(low <= at < high for low, high in s.content_spans) and book.speakers(s)
    ]  # fmt: skip
    best = min(holding, key=lambda s: (s.end - s.start, s.start), default=None)
    if best is None or judged.clause.start <= best.cue_start < judged.clause.end:
        return best
    quoted = book.sentence(best)
    sentence = Clause(document_id, quoted.start, quoted.end, quoted.text)
    under = any(c.fronted and c.start <= best.cue_start < c.end for c in clauses(sentence))
    return None if under else best


def _voice(question: Question, speakers: Sequence[str], book: Book) -> tuple[str, str]:
    if not speakers:
        return "text", "the text's own word"
    if any(set(speakers) & p.ids for p in question.parties):
        return "party", f"the word of {', '.join(map(book.name, speakers))}, of a party"
    return "other", f"the word of {', '.join(map(book.name, speakers))}"


def _crowd(question: Question, scale: Scale, clause: Clause) -> Sequence[Factor]:
    """Less weight to a clause that names others too, who may be meant."""
    book = scale.book
    parties = frozenset[str]().union(*(p.ids for p in question.parties))
    named = book.named(clause.document_id, clause.start, clause.end) - parties - scale.topic.place_ids
    others = sorted({book.name(book.bloc(i)) for i in named})
    return (Factor("crowd", float(numbers()["crowd"]["others"]), f"also names {', '.join(others)}"),) if others else ()
