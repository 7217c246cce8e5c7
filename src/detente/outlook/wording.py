"""The answer in sentences, each with the records that it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from detente.analysis.book import Evidence
from detente.analysis.same_page import Comparison, Verdict
from detente.analysis.standing import SIDE
from detente.outlook.answer import Said
from detente.outlook.clauses import Clause, clause_at
from detente.outlook.gatherings import LAST, NEXT, OVERDUE, Encounter
from detente.outlook.hinges import Hinge
from detente.outlook.question import Question
from detente.outlook.relation import AGAINST, FOR
from detente.outlook.verdict import Verdict as Judged
from detente.outlook.weighing import Piece
from detente.outlook.wish import Wish

_ARTICLE: Final = re.compile(
    r"(?:United|Union|European|Democratic|Republic|Czech|Central African|Dominican|Soviet)\b|.*\b(?:Islands|Emirates|League)$"
)
_LONG: Final = 140
_QUOTED: Final = 220
"""Characters of a sentence that are quoted in the answer's own text; all of it stands with the evidence."""


def nothing_told(why: str) -> Said:
    """The answer where there is none."""
    return Said(why, ())


def what(question: Question) -> str:
    """What is asked, as it was understood: "Norland and Ostia will come together on Vell"."""
    if question.wish:
        return _wished(question, question.wish)
    names = [with_article(p.name) for p in question.parties]
    about = f", on {question.topic.phrase}" if question.topic.phrase else ""
    phrase = question.relation.phrase if question.relation else ""
    if question.relation and question.relation.directed and len(names) > 1:
        return f"{names[0]} will {phrase} {_and(names[1:])}{about}"
    return f"{_and(names)} will {phrase}{about}"


def _wished(question: Question, wish: Wish) -> str:
    """A question about an issue: "Norland favours “talks” (Should there be talks?)", "there will be no “truce” (…), on Vell"."""
    place = f", on {with_article(question.topic.place)}" if question.topic.place else ""
    about = f"“{wish.pole.name}” ({wish.issue.question}){place}"
    if wish.anyone:
        return f"there will be {'no ' if wish.reversed else ''}{about}"
    one = len(question.parties) == 1
    verb = ("opposes" if one else "oppose") if wish.reversed else ("favours" if one else "favour")
    return f"{_and([with_article(p.name) for p in question.parties])} {verb} {about}"


def with_article(name: str) -> str:
    """A name within a sentence: the United States, the Taliban's own as it stands."""
    return f"the {name}" if _ARTICLE.match(name) else name


def sentences(
    question: Question,
    pieces: Sequence[Piece],
    judged: Judged,
    compared: Sequence[Comparison],
    hinges: Sequence[Hinge],
    met: Sequence[Encounter],
) -> Iterator[Said]:
    """The verdict, the strongest reasons, the issues, what it hangs on, and the meetings."""
    counts = [f"{_pieces(pieces, side)} {word} it" for side, word in ((FOR, "for"), (AGAINST, "against"))]
    yield Said(f"{judged.words.format(what=what(question))}: {', '.join(counts)}.", _all(pieces))
    for side, word in ((FOR, "for"), (AGAINST, "against")):
        best = next((p for p in pieces if p.side == side), None)
        if best is not None:
            yield Said(f"Most weight {word} it has: {quoted(best)} ({origin(best.evidence)}).", (best.evidence, *best.others))
    yield from _stands(question.wish, compared) if question.wish else _issues(compared)
    yield from _hinges(hinges)
    yield from _met(met)
    if judged.recent:
        yield Said(f"Lately that is otherwise ({judged.rules[-1].partition(': ')[2]}).", _all(judged.recent))


def quoted(piece: Piece) -> str:
    """The sentence of a piece; where it is long, the clauses over which the evidence goes, or only that in which it ends."""
    held = piece.sentence
    text = " ".join(held.text.split())
    if len(text) > _LONG:
        whole = Clause(held.document_id, held.start, held.end, held.text)
        last = clause_at(whole, max(piece.evidence.start, piece.evidence.end - 1))
        first = clause_at(whole, max(piece.evidence.start, held.start))
        over = " ".join(held.text[max(0, first.start - held.start) : last.end - held.start].split())
        text = over if 0 < len(over) <= _QUOTED else " ".join(last.text.split())
    if len(text) > _QUOTED:
        text = text[: text.rfind(" ", 0, _QUOTED)] + " …"
    return f"“{text.strip('“”')}”"


def origin(evidence: Evidence) -> str:
    """Outlet and day: "DW, 2016-03-02"; "undated" where nothing says when."""
    return f"{evidence.outlet or 'no outlet named'}, {evidence.published or 'undated'}"


def _pieces(pieces: Sequence[Piece], side: str) -> str:
    held = [p for p in pieces if p.side == side]
    stories = len({s for p in held for s in p.story_ids})
    if not held:
        return "nothing"
    counted = f"{len(held)} {'piece' if len(held) == 1 else 'pieces'} of evidence"
    return f"{counted} in {stories} {'story' if stories == 1 else 'stories'}"


def _issues(compared: Sequence[Comparison]) -> Iterator[Said]:
    words = {Verdict.AGREE: "They agree on", Verdict.DIFFER: "They differ on", Verdict.MIXED: "They are partly at one on"}
    for verdict, opening in words.items():
        found = [c for c in compared if c.verdict == verdict]
        if found:
            asked = "; ".join(f"“{c.issue.question}”" for c in found)
            yield Said(f"{opening}: {asked}.", tuple(b.evidence for c in found for s in c.standings for b in s.backings))


def _stands(wish: Wish, compared: Sequence[Comparison]) -> Iterator[Said]:
    """Who stands for what is asked and who against it, by name."""
    sign = (1 if wish.pole.value >= 0 else -1) * (-1 if wish.reversed else 1)
    for one in compared if wish.pole.value else ():
        stood = [(s, (s.stance or 0) * sign) for s in one.standings if not s.silent]
        for way, side in ((1, "for it"), (-1, "against it")):
            held = [s for s, stance in stood if stance * way > SIDE]
            if held and len(stood) > 1:
                names = _and([with_article(s.party.name) for s in held])
                yield Said(f"By what they say and do, {side}: {names}.", tuple(b.evidence for s in held for b in s.backings))


def _hinges(hinges: Sequence[Hinge]) -> Iterator[Said]:
    between = [h for h in hinges if h.between]
    if not between:
        return
    movers = [f"{name} in {n}" for name, n in _counted(h.first for h in between)]
    first = f"; first to move would be {', '.join(movers)}" if movers else ""
    number = f"{len(between)} open {'condition' if len(between) == 1 else 'conditions'}"
    yield Said(f"It hangs on {number} between them{first}.", tuple(h.evidence for h in between))


def _counted(groups: Iterator[tuple[str, ...]]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for names in groups:
        for name in names:
            counts[name] = counts.get(name, 0) + 1
    return sorted(counts.items(), key=lambda c: (-c[1], c[0]))


def _met(met: Sequence[Encounter]) -> Iterator[Said]:
    for when, opening in ((LAST, "They last met"), (NEXT, "They are next to meet"), (OVERDUE, "A meeting of theirs was planned")):
        found = next((m for m in met if m.when == when), None)
        if found is not None:
            place = f" in {found.place}" if found.place else ""
            day = f" on {found.on}" if found.on else " (no day named)"
            others = f" ({', '.join(found.who)})"
            end = "; the ledger does not tell whether it was held" if when == OVERDUE else ""
            yield Said(f"{opening}{place}{day}{others}{end}.", (found.evidence,))


def _all(pieces: Sequence[Piece]) -> tuple[Evidence, ...]:
    return tuple(e for p in pieces for e in (p.evidence, *p.others))


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
