"""What single texts tell of matters: events, statements in whose words an act stands, accusations and "alleged" acts.

accounts(book) -> list[Account]; denials that only point back ("denied the accusation") are tied in `denials`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations, product
from typing import Final

from detente.analysis.book import Book, Evidence
from detente.analysis.casting import Page, cast, is_negated, is_real, is_unreal, own_bloc
from detente.analysis.matters import ActWord, family, family_of_trigger, family_of_type, phrases, words
from detente.analysis.stands import Account, Matter, Stand
from detente.records import Act, ActorKind, Event, EventType, Modality, Statement

BY_WORDS: Final = 0.55
"""The weight of what is read by words and mentions alone."""
BY_TYPE: Final = 0.6
"""What is left of an event's confidence where only its type makes it of a family, not its word."""
ACCUSED: Final = 0.7
"""That of "accused A of doing", where the parties have fixed places."""
_MOST_PARTIES: Final = 4
_NO_ACT: Final = frozenset({
    EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.PROTEST,
})  # fmt: skip
ACCUSING: Final = re.compile(r"\b(?:accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing)|suspect(?:s|ed)?|charg(?:es|ed))\b", re.IGNORECASE)
OF_DOING: Final = re.compile(r"\b(?:of|for)\s+(?:secretly\s+|deliberately\s+|openly\s+)?([a-z]+ing)\b")
_NAMED: Final = re.compile(r"[A-Z]\w|['’]s\b")
_PRONOUN: Final = re.compile(r"\b(?:its?|they|their|he|his|she|her)\b")
_EMPTY_GERUNDS: Final = frozenset({"having", "being", "doing"})
_TOLD: Final = frozenset({Act.ASSERT, Act.BELIEVE, Act.DENY, Act.ACCUSE, Act.EVALUATE})
_NAMELESS: Final = (".REB", ".UAF")
_MARKED: Final = 45
_SAME_PLACE: Final = 25
_PARTIES_OF_STATE: Final = frozenset({
    ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ORGAN, ActorKind.ARMED_GROUP, ActorKind.IGO, ActorKind.PARTY,
})  # fmt: skip


def accounts(book: Book, pages: Mapping[str, Page]) -> list[Account]:
    """All accounts of a book, by document and place."""
    found: list[Account] = []
    for event in book.events:
        found.extend(_of_event(book, pages[event.document_id], event))
    _add(found, (a for s in book.statements for a in _of_statement(book, pages[s.document_id], s)))
    _add(found, (a for page in pages.values() for a in (*_accusations(page), *_marked(page))))
    found = [_as_owned(book, pages, a) for a in found]
    return sorted(found, key=lambda a: (a.evidence.document_id, a.at, a.stand))


def _add(found: list[Account], new: Iterable[Account]) -> None:
    """Adds what is not told yet of the same act at the same place; where both agree the surer one stays."""
    held: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, account in enumerate(found):
        held[account.evidence.document_id, account.matter.act].append(number)
    for account in new:
        numbers = held[account.evidence.document_id, account.matter.act]
        same = [n for n in numbers if abs(found[n].at - account.at) <= _SAME_PLACE]
        if not same:
            numbers.append(len(found))
            found.append(account)
        for n in same:
            agreed = (found[n].matter.parties, found[n].stand) == (account.matter.parties, account.stand)
            if agreed and found[n].weight < account.weight:
                found[n] = account


def _as_owned(book: Book, pages: Mapping[str, Page], account: Account) -> Account:
    """What a party says of itself with a word like "admitted" is an admission, whoever accused it."""
    statement = book.statement_of.get(account.evidence.record_id)
    if statement is None or account.stand is not Stand.ASSERTED or not book.blocs(account.by) & account.matter.parties:
        return account
    cue = pages[statement.document_id].text[statement.cue_start : statement.cue_end].casefold()
    return account if words("admitting").isdisjoint(cue.split()) else replace(account, stand=Stand.ADMITTED)


def _of_event(book: Book, page: Page, event: Event) -> Iterator[Account]:
    kind_word = _word_of(page, event)
    kind = kind_word.family if kind_word else family_of_type(event.event_type)
    if kind is None or event.event_type in _NO_ACT or (kind.topical and not (kind_word and kind_word.topic)):
        return
    by = book.speakers(event)
    stand = _stand_of(book, page, event, kind.grave)
    if stand is None or (event.historical and stand is Stand.ASSERTED):
        return
    if _is_left_open(page, event):
        by = ()
    statement = book.statement_of.get(event.statement_id or "")
    evidence = book.evidence(statement or event)
    for actor, recipient in _pairs(book, event, kind.mutual):
        if recipient is None and (kind.mutual or not (kind.lone or stand is Stand.DENIED)):
            continue
        matter = Matter(kind.act, actor, recipient, kind_word.topic if kind_word else None)
        weight = event.confidence * (1.0 if kind_word or stand is not Stand.ASSERTED else BY_TYPE)
        yield Account(matter, stand, by, weight, evidence, event.trigger_start)


def _word_of(page: Page, event: Event) -> ActWord | None:
    """The act word at an event's trigger."""
    first, last = page.sentence(event.trigger_start, event.trigger_end)
    for word in page.act_words(first, last):
        if word.start < event.trigger_end and event.trigger_start < word.end:
            return word
    trigger = family_of_trigger(page.text[event.trigger_start : event.trigger_end].casefold())
    return ActWord(trigger, event.trigger_start, event.trigger_end) if trigger else None


def _stand_of(book: Book, page: Page, event: Event, grave: bool) -> Stand | None:
    """What an event's modality and speaker make of it; nothing of what only adds to the words of a denial."""
    if event.modality == Modality.DENIED:
        return Stand.DENIED
    statement = book.statement_of.get(event.statement_id or "")
    if statement is not None and statement.act == Act.DENY and event.modality in {Modality.ACTUAL, Modality.ALLEGED}:
        cue = page.text[statement.cue_start : statement.cue_end].casefold()
        before = page.act_words(statement.content_start, event.trigger_start)
        return Stand.DENIED if not words("denying").isdisjoint(cue.split()) and not before else None
    if event.modality == Modality.ALLEGED:
        return Stand.ALLEGED
    if event.modality != Modality.ACTUAL:
        return Stand.RAISED
    by = book.speakers(event)
    others = bool(by) and book.blocs(by).isdisjoint(book.blocs((*event.actor_ids, *event.recipient_ids)))
    return Stand.ALLEGED if grave and others and _speaks_for_a_party(book, by) else Stand.ASSERTED


def _speaks_for_a_party(book: Book, actor_ids: tuple[str, ...]) -> bool:
    known = [book.actors.get(book.bloc(i)) for i in actor_ids]
    return any(a is not None and a.kind in _PARTIES_OF_STATE for a in known)


def _is_left_open(page: Page, event: Event) -> bool:
    """Whether the speaker only does not deny it: "would not refute reports that …"."""
    first, _ = page.sentence(event.trigger_start, event.trigger_end)
    return phrases("undenied").search(page.text, first, event.trigger_start) is not None


def _pairs(book: Book, event: Event, mutual: bool) -> list[tuple[str, str | None]]:
    """Who does it to whom, by bloc; of mutual acts each two, where they are few."""
    actors = list(dict.fromkeys(map(book.bloc, event.actor_ids)))
    if len(actors) > 1:
        actors = [b for b in actors if not b.endswith(_NAMELESS)] or actors
    recipients = [b for b in dict.fromkeys(map(book.bloc, event.recipient_ids)) if b not in actors]
    if len(actors) + len(recipients) > _MOST_PARTIES:
        return []
    if mutual:
        return list(combinations([*actors, *recipients], 2))
    held: list[str | None] = [*recipients] or [None]
    return list(product(actors, held))


def _of_statement(book: Book, page: Page, statement: Statement) -> Iterator[Account]:
    """The acts in a statement's content, by its words."""
    if statement.act not in _TOLD or (statement.act == Act.EVALUATE and not _is_reproach(page, statement)):
        return
    region = (statement.content_start, statement.content_end)
    if statement.act == Act.ACCUSE:
        yield from _accused(page, region, book.speakers(statement), book.evidence(statement))
        return
    cue = page.text[statement.cue_start : statement.cue_end].casefold()
    denies = statement.act == Act.DENY
    if denies and words("denying").isdisjoint(cue.split()):
        return
    own = own_bloc(book, statement)
    for word in words_in(page, region)[: 1 if denies else None]:
        matter = cast(page, word, region, own=own)
        if matter is None and denies and own and _is_own(page.text[region[0] : word.start]):
            matter = cast(page, word, region, accused=own)
        stand = _stand_in(page, word, region, denies)
        if matter is not None and stand is not None:
            by = book.speakers(statement)
            if stand is Stand.ASSERTED and _is_alleging(book, by, cue, word, matter):
                stand = Stand.ALLEGED
            yield Account(matter, stand, by, BY_WORDS, book.evidence(statement), word.start)


def _is_alleging(book: Book, by: tuple[str, ...], cue: str, word: ActWord, matter: Matter) -> bool:
    """Whether what is said is an accusation: a grave act told of another party, or only "reports" of it."""
    if not by:
        return not words("accusations").isdisjoint(cue.split())
    return word.family.grave and not book.blocs(by) & matter.parties and _speaks_for_a_party(book, by)


def _is_own(before: str) -> bool:
    """Whether what stands before a denied act leaves it the denier's own: nobody is named, or by a pronoun alone."""
    return _NAMED.search(before) is None or _PRONOUN.search(before) is not None


def _is_reproach(page: Page, statement: Statement) -> bool:
    """Whether an evaluation's content speaks of an alleged act: only then it tells of one."""
    content = page.text[statement.content_start : statement.content_end].casefold().split()
    return not words("alleging").isdisjoint(content)


def _stand_in(page: Page, word: ActWord, region: tuple[int, int], denies: bool) -> Stand | None:
    if denies or is_negated(page, word, *region):
        return Stand.DENIED if denies or not is_unreal(page, word, region[0]) else None
    return Stand.ASSERTED if is_real(page, word, region[0]) else None


def words_in(page: Page, region: tuple[int, int]) -> list[ActWord]:
    """The act words of a stretch, with offsets of the document."""
    return list(page.act_words(*region))


def _accused(page: Page, region: tuple[int, int], by: tuple[str, ...], evidence: Evidence) -> Iterator[Account]:
    """An accusation by its content: "A of selling arms to B", "alleged talks that A held with B", "that A breaks the truce"."""
    named = page.within(*region)
    what = OF_DOING.search(page.text, *region)
    if what is not None:
        accused = [m for m in named if m.end <= what.start()]
        if accused:
            bloc, person = page.book.bloc(accused[-1].actor_id), accused[-1].actor_id
            named_as = person if bloc in page.book.blocs(by) else bloc
            yield from doing(page, (what.start(1), region[1]), named_as, by, evidence)
        return
    content = page.text[slice(*region)].casefold()
    marked = not words("alleging").isdisjoint(content.split())
    if not marked and not content.startswith("that "):
        return
    for word in words_in(page, region)[:1]:
        matter = cast(page, word, region)
        if matter is not None and (marked or (word.family.grave and is_real(page, word, region[0]))):
            yield Account(matter, Stand.ALLEGED, by, ACCUSED, evidence, word.start)


def doing(page: Page, region: tuple[int, int], accused: str, by: tuple[str, ...], evidence: Evidence) -> Iterator[Account]:
    """What an accused bloc is said to be doing; by the verb itself where it is of no family."""
    gerund, _, _ = page.text[slice(*region)].partition(" ")
    _, end = page.sentence(region[0], region[0])
    region = (region[0], min(end, region[1]))
    near = [w for w in words_in(page, region) if w.start - region[0] < _MARKED]
    if near:
        matter = cast(page, near[0], region, accused=accused)
        if matter is not None:
            yield Account(matter, Stand.ALLEGED, by, ACCUSED, evidence, near[0].start)
            return
    if gerund in _EMPTY_GERUNDS or family(gerund):
        return
    after = [b for m in page.within(region[0], region[1]) if (b := page.book.bloc(m.actor_id)) != accused]
    direct = after[0] if after and len(page.text[slice(*region)].split()) <= 6 else None
    yield Account(Matter(gerund, accused, direct), Stand.ALLEGED, by, ACCUSED, evidence, region[0])


def _accusations(page: Page) -> Iterator[Account]:
    """Accusations by their verb, where no statement was read: "A accuses B of doing"."""
    for cue in ACCUSING.finditer(page.text):
        first, last = page.sentence(cue.start(), cue.end())
        before, after = page.within(first, cue.start()), page.within(cue.end(), last)
        if not before or not after or after[0].start - cue.end() > _MARKED or before[-1].end < cue.start() - _MARKED:
            continue
        by = (before[-1].actor_id,)
        evidence = quoted(page, first, last, by)
        yield from (a for a in _accused(page, (after[0].start, last), by, evidence) if page.book.bloc(by[0]) != a.matter.actor)


def _marked(page: Page) -> Iterator[Account]:
    """Acts that the text itself calls alleged: "A's alleged sales of arms to B", "rumours that A supports B"."""
    marker = re.compile(rf"\b(?:{'|'.join(sorted(words('alleging')))})\b", re.IGNORECASE)
    for mark in marker.finditer(page.text):
        first, last = page.sentence(mark.start(), mark.end())
        near = [w for w in words_in(page, (first, last)) if 0 <= w.start - mark.end() < _MARKED]
        matter = cast(page, near[0], (first, last)) if near else None
        if matter is not None:
            yield Account(matter, Stand.ALLEGED, (), BY_WORDS, quoted(page, first, last, ()), near[0].start)


def quoted(page: Page, start: int, end: int, by: tuple[str, ...]) -> Evidence:
    """A sentence of a text as evidence of its own."""
    source = page.book.sources[page.document_id]
    key = f"{page.document_id}:account:{start}-{end}"
    on = source.published
    text = page.text[start:end]
    return Evidence("account", key, page.document_id, start, end, text, on, on, source.outlet, source.story_id, by)
