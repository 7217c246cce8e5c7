"""Denials that name no matter of their own, tied to the one that they deny: "denied the accusation", "no such talks".

tie(book, pages, accounts) -> Tied; what could be tied to nothing is among `loose`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from detente.analysis.accounts import ACCUSING, BY_WORDS, OF_DOING, doing, quoted, words_in
from detente.analysis.book import Book
from detente.analysis.casting import Page, cast
from detente.analysis.matters import family, phrases, words
from detente.analysis.stands import Account, Matter, Stand
from detente.records import Act, ActorKind, Statement

POINTING: Final = 0.6
"""The weight of a denial whose matter stands before it in the same text."""
FROM_ELSEWHERE: Final = 0.4
"""That of one whose matter only other texts tell, within a month before."""
_MONTH: Final = timedelta(days=31)
_WORD: Final = re.compile(r"[\w’'-]+")
_LONGEST: Final = 90
_FEWEST: Final = 3
_ANSWER: Final = 500
_OPENING: Final = 25
_NOT_SO: Final = re.compile(r"\b(?:not exist|n[’']t exist|never happened|never took place|not take place|(?:not|n[’']t) true)\b")
_THAT: Final = re.compile(r"^(?:that|having|being)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tied:
    """Accounts of denials that point back, with the accusations that they imply; and the denials that were left over."""

    accounts: tuple[Account, ...]
    loose: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class _Denial:
    """A statement that denies, by whom, and whether its content names an accusation."""

    statement: Statement
    page: Page
    by: tuple[str, ...]
    blocs: frozenset[str]
    content: str
    points: bool


class _Charges:
    """The accusations among accounts, found by the day of publication."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        dated = [(a.evidence.published, n, a) for n, a in enumerate(accounts) if a.stand == Stand.ALLEGED]
        self._held = sorted((day, n, a) for day, n, a in dated if day is not None)

    def published(self, first: date, last: date) -> list[Account]:
        """Those of some days, both inclusive, in the order in which they were given."""
        held = self._held
        found = held[bisect_left(held, first, key=lambda c: c[0]) : bisect_right(held, last, key=lambda c: c[0])]
        return [account for _, _, account in sorted(found, key=lambda c: c[1])]


def tie(book: Book, pages: Mapping[str, Page], accounts: Sequence[Account]) -> Tied:
    """Finds the matter of each denial without one: in its sentence, before it in the text, else in texts of the month before."""
    by_document: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        by_document[account.evidence.document_id].append(account)
    charges = _Charges(accounts)
    found: list[Account] = []
    loose: list[Statement] = []
    for denial in _denials(book, pages, by_document):
        target, weight = _target(denial, by_document[denial.page.document_id], charges)
        if target is None:
            own = _in_own_words(denial)
            if own is not None:
                found.append(own)
            else:
                loose.append(denial.statement)
            continue
        evidence = book.evidence(denial.statement)
        where = denial.statement.content_start
        found.append(Account(target.matter, Stand.DENIED, denial.by, weight, evidence, where))
        if target.stand in {Stand.RAISED, Stand.ALLEGED}:
            found.append(replace(target, stand=Stand.ALLEGED, weight=max(target.weight, FROM_ELSEWHERE)))
    found.extend(_spoken_of(book, pages, (*accounts, *found)))
    return Tied(tuple(found), tuple(loose))


def _denials(book: Book, pages: Mapping[str, Page], told: Mapping[str, Sequence[Account]]) -> Iterator[_Denial]:
    """The statements that deny and of which no account tells yet."""
    for statement in book.statements:
        page, by = pages[statement.document_id], book.speakers(statement)
        content = page.text[statement.content_start : statement.content_end]
        points = _names_accusation(content)
        if not by or not _denies(page, statement, content, points):
            continue
        within = [a for a in told.get(statement.document_id, ()) if a.stand == Stand.DENIED]
        if any(statement.start <= a.at < statement.content_end for a in within):
            continue
        yield _Denial(statement, page, by, book.blocs(by), content, points)


def _denies(page: Page, statement: Statement, content: str, points: bool) -> bool:
    cue = set(_WORD.findall(page.text[statement.cue_start : statement.cue_end].casefold()))
    if not words("denying").isdisjoint(cue):
        return statement.act == Act.DENY
    if points and not words("rejecting").isdisjoint(cue) and statement.act == Act.DENY:
        return True
    said = _WORD.findall(content.casefold())
    if points and "if" not in said and not words("untrue").isdisjoint(said):
        return True
    return _NOT_SO.search(content) is not None or _denies_such(content)


def _denies_such(content: str) -> bool:
    """Whether a content begins by denying what was told before: "that no such talks have taken place"."""
    match = phrases("denials").search(content)
    return match is not None and match.group().casefold() == "no such" and match.start() < _FEWEST * 6


def _names_accusation(content: str) -> bool:
    """Whether a content is an accusation spoken of: "the accusation", "reports of bounties", "Islamabad's accusations"."""
    return not words("accusations").isdisjoint(w.casefold() for w in _WORD.findall(content)[: _FEWEST * 2])


def _target(denial: _Denial, here: Sequence[Account], everywhere: _Charges) -> tuple[Account | None, float]:
    own = _in_sentence(denial)
    if own is not None:
        return own, POINTING
    start, end = denial.statement.content_start, denial.statement.content_end
    named = [
        w for w in words_in(denial.page, (start, end)) if denial.page.text[w.start : w.end].casefold() not in words("untrue")
    ]
    acts = {w.family.act for w in named}
    such = _denies_such(denial.content)
    if denial.points or such or _points_back(denial.content):
        charge = _accused_before(denial)
        if charge is not None:
            return charge, POINTING
        before = [a for a in here if a.at < denial.statement.cue_start and _concerns(denial, a, acts)]
        charges = [a for a in before if a.stand in {Stand.ALLEGED, Stand.RAISED}]
        near = [a for a in before if such and denial.statement.start - a.at < _ANSWER]
        for listed in (charges, near, [] if charges else _denied_before(denial, here, acts)):
            if listed:
                return max(listed, key=lambda a: a.at), POINTING
    same = [a for a in here if a.matter.act in acts and a.matter.parties & denial.blocs]
    if same:
        return min(same, key=lambda a: abs(a.at - start)), POINTING
    return (_elsewhere(denial, acts, everywhere) if denial.points else None), FROM_ELSEWHERE


def _concerns(denial: _Denial, account: Account, acts: set[str]) -> bool:
    """Whether a denial can be of an account: of what the denier is said to do, told by another, and of the act that it names."""
    book, matter = denial.page.book, account.matter
    if account.stand == Stand.DENIED or (acts and matter.act not in acts):
        return False
    kind = family(matter.act)
    accused = matter.parties if kind is not None and kind.mutual else {matter.actor}
    told_by = book.blocs(account.by)
    by = book.blocs(_accusers(denial.page, denial.statement))
    if by and told_by and not by & told_by:
        return False
    return bool(denial.blocs & accused) and not (told_by and told_by <= denial.blocs)


def _denied_before(denial: _Denial, here: Sequence[Account], acts: set[str]) -> list[Account]:
    """What others denied before it in the text, if it is about the denier: both may reject one report."""
    found = [a for a in here if a.stand == Stand.DENIED and a.at < denial.statement.cue_start]
    return [a for a in found if denial.points and a.matter.parties & denial.blocs and (not acts or a.matter.act in acts)]


def _accused_before(denial: _Denial) -> Account | None:
    """An accusation in the sentence before, of somebody whom no mention names: who answers it is meant."""
    page, start = denial.page, denial.statement.start
    first, _ = page.sentence(start, start)
    before, end = page.sentence(max(0, first - 2), max(0, first - 2))
    cue = ACCUSING.search(page.text, before, end)
    what = OF_DOING.search(page.text, cue.end(), end) if cue else None
    tellers = page.within(before, cue.start()) if cue else ()
    if cue is None or what is None or len(denial.blocs) != 1 or page.within(cue.end(), what.start()):
        return None
    by = tuple(m.actor_id for m in tellers[-1:])
    evidence = quoted(page, before, end, by)
    return next(doing(page, (what.start(1), end), next(iter(denial.blocs)), by, evidence), None)


def _points_back(content: str) -> bool:
    found = [w.casefold() for w in _WORD.findall(content)]
    return bool(found) and found[0] in words("backward") and len(found) <= _FEWEST


def _elsewhere(denial: _Denial, acts: set[str], charges: _Charges) -> Account | None:
    """The one matter of which other texts accuse the denier in the month before; none where they are several."""
    on = denial.page.book.on(denial.statement)
    found: dict[Matter, Account] = {}
    for account in charges.published(on - _MONTH, on) if on else ():
        if _concerns(denial, account, acts):
            found[account.matter] = account
    return next(iter(found.values())) if len(found) == 1 else None


def _in_sentence(denial: _Denial) -> Account | None:
    """The act of which a sentence says that it does not exist: "The alleged aid for the League “does not exist”, he said"."""
    match = _NOT_SO.search(denial.content)
    if match is None or match.start() > _OPENING:
        return None
    page, statement = denial.page, denial.statement
    first, _ = page.sentence(statement.content_start, statement.content_start)
    accused = next(iter(denial.blocs)) if len(denial.blocs) == 1 else None
    for word in words_in(page, (first, statement.content_end)):
        matter = cast(page, word, (first, statement.content_end), accused=accused)
        if matter is not None and matter.recipient is not None:
            before = page.text[first : word.start].casefold().split()
            stand = Stand.RAISED if not words("alleging").isdisjoint(before) else Stand.DENIED
            evidence = page.book.evidence(statement)
            return Account(matter, stand, (), BY_WORDS, page.widened(evidence, first, evidence.end), word.start)
    return None


def _spoken_of(book: Book, pages: Mapping[str, Page], accounts: Sequence[Account]) -> Iterator[Account]:
    """The accusations of which denials say whose they are."""
    for account in accounts:
        statement = book.statement_of.get(account.evidence.record_id)
        if account.stand == Stand.DENIED and statement is not None:
            by = _accusers(pages[statement.document_id], statement)
            if by and not book.blocs(by) & book.blocs(account.by):
                yield replace(account, stand=Stand.ALLEGED, by=by)


def _accusers(page: Page, statement: Statement) -> tuple[str, ...]:
    """Whose accusation a denial speaks of: "rejects Islamabad's accusations", "denied a report in the Daily"."""
    noun = re.compile(rf"\b(?:{'|'.join(sorted(words('accusations')))})\b", re.IGNORECASE)
    match = noun.search(page.text, statement.content_start, statement.content_end)
    if match is None:
        return ()
    found = []
    for mention in page.mentions:
        if mention.end > page.sentence(match.start(), match.end())[1] or mention.start < statement.content_start:
            continue
        possessive = mention.end <= match.start() and match.start() - mention.end <= _FEWEST
        between = page.text[match.end() : mention.start].casefold().split() if mention.start >= match.end() else None
        by = between is not None and 1 <= len(between) <= _FEWEST and between[0] in {"in", "by", "from"}
        if possessive or (by and _may_tell(page.book, mention.actor_id, between or [])):
            found.append(mention.actor_id)
    return tuple(dict.fromkeys(found[:1]))


def _may_tell(book: Book, actor_id: str, between: Sequence[str]) -> bool:
    actor = book.actors.get(actor_id)
    return between[0] in {"by", "from"} or (actor is not None and actor.kind == ActorKind.MEDIA)


def _in_own_words(denial: _Denial) -> Account | None:
    """A denial in words of its own that name no known act: its matter is these words."""
    statement = denial.statement
    clause = _THAT.match(denial.content)
    if statement.act != Act.DENY or denial.points or clause is None or len(denial.blocs) != 1:
        return None
    said = " ".join(denial.content[clause.end() :].split())
    said = re.split(r"[,;]\s", said)[0]
    if len(said.split()) < _FEWEST or len(said) > _LONGEST or " not " in f" {said} ":
        return None
    matter = Matter(f"“{said}”", next(iter(denial.blocs)))
    return Account(matter, Stand.DENIED, denial.by, BY_WORDS, denial.page.book.evidence(statement), statement.content_start)
