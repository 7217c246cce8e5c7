"""Claims: what is told of one matter brought together, with who asserts, alleges, denies and admits it, when and where.

    for claim in claims(ledger.book()):
        print(claim.matter, claim.chain)

A matter becomes a claim when somebody is accused of it or denies it. docs/method.md says how.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from detente.analysis.accounts import accounts
from detente.analysis.book import Book, Evidence, Party
from detente.analysis.casting import pages
from detente.analysis.denials import tie
from detente.analysis.matters import families, family
from detente.analysis.plain import plain
from detente.analysis.stands import STANDS, Account, Matter, Side, Stand
from detente.records import Statement, record_id

LEAST_WEIGHT: Final = 0.4
"""What is told less surely is left out, and counted."""
_APART: Final = timedelta(days=92)
_WORDLESS: Final = re.compile(r"[^A-Za-z0-9.]+")
Key = tuple[str, str | None, frozenset[str], str | None]


@dataclass(frozen=True, slots=True)
class Claim:
    """A matter with its sides, by date (undated last).

    `matter` is readable, `act` the family's name; `story_counts` are independent stories by stand. `contradictions` are pairs
    of sides of one bloc that denies and admits, or of two of which one denies what the other says. `left_out` counts what
    was told too unsurely to stand here.
    """

    claim_id: str
    matter: str
    act: str
    actor_ids: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    sides: tuple[Side, ...]
    first_on: date | None
    last_on: date | None
    story_counts: dict[str, int]
    single_publisher: bool
    contradictions: tuple[tuple[Side, Side], ...]
    left_out: int = 0

    @property
    def first_told(self) -> Side:
        """The side that was published first."""
        return _first_told(self.sides)

    @property
    def chain(self) -> tuple[Side, ...]:
        """How it went: of each stand and speaker the first side, in order."""
        seen: set[tuple[str, tuple[str, ...]]] = set()
        found = []
        for side in self.sides:
            if (side.stand, side.by) not in seen:
                seen.add((side.stand, side.by))
                found.append(side)
        return tuple(found)


def claims(book: Book) -> list[Claim]:
    """The claims of a book, by first day (undated last) and place."""
    held = _told(book)
    found = [c for told in held.values() if (c := _claim(book, told)) is not None]
    return sorted(found, key=lambda c: (c.first_on or date.max, c.claim_id))


def claim_row(claim: Claim) -> tuple[Any, ...]:
    """A claim as a row of the ledger's table, in the order of its columns."""
    first = claim.first_told.evidence
    sides = [{"stand": s.stand, "by": list(s.by), "weight": plain(s.weight), **plain(s.evidence)} for s in claim.sides]
    return (
        *(claim.claim_id, claim.matter, claim.act, list(claim.actor_ids), list(claim.recipient_ids)),
        json.dumps(sides, ensure_ascii=False),
        *(claim.first_on, claim.last_on),
        *(claim.story_counts[s] for s in (Stand.ASSERTED, Stand.ALLEGED, Stand.DENIED, Stand.ADMITTED)),
        claim.single_publisher,
        *(first.document_id, first.start, first.end, first.text),
    )


def narrowed(
    found: Iterable[Claim], parties: Iterable[Party] = (), since: date | None = None, source: str | None = None
) -> list[Claim]:
    """The claims that concern or quote all these parties, that were told of since a day, and of which an outlet tells."""
    asked = list(parties)
    return [
        c
        for c in found
        if all(not p.ids.isdisjoint({*c.actor_ids, *c.recipient_ids, *(i for s in c.sides for i in s.by)}) for p in asked)
        and (since is None or any((s.on or s.evidence.published or date.min) >= since for s in c.sides))
        and (source is None or any(source.casefold() in (s.evidence.outlet or "").casefold() for s in c.sides))
    ]


def loose_denials(book: Book) -> tuple[Statement, ...]:
    """Denials of which neither text nor ledger says what is denied."""
    held = pages(book)
    return tie(book, held, accounts(book, held)).loose


def _told(book: Book) -> dict[tuple[Key, int], list[Account]]:
    """All accounts by matter, and by episode where each time is a matter of its own."""
    held = pages(book)
    told = accounts(book, held)
    told += tie(book, held, told).accounts
    grouped: dict[Key, list[Account]] = defaultdict(list)
    for account in told:
        grouped[_key(account.matter)].append(account)
    _join_unspecific(grouped)
    _deny_cases(grouped)
    return {(key, n): part for key, group in grouped.items() for n, part in enumerate(_episodes(key[0], group))}


def _key(matter: Matter) -> Key:
    kind = family(matter.act)
    if kind is not None and kind.mutual:
        return matter.act, None, matter.parties, matter.topic
    return matter.act, matter.actor, frozenset(filter(None, [matter.recipient])), matter.topic


def _join_unspecific(grouped: dict[Key, list[Account]]) -> None:
    """Accounts that name no recipient join the only matter of the same act and actor that has one."""
    specific: dict[tuple[str, str | None, str | None], list[Key]] = defaultdict(list)
    for key in grouped:
        if key[2]:
            specific[key[0], key[1], key[3]].append(key)
    for key in [k for k in grouped if k[1] is not None and not k[2]]:
        fuller = [k for k in specific.get((key[0], key[1], key[3]), ()) if _is_disputed(grouped[k])]
        if len(fuller) == 1:
            grouped[fuller[0]].extend(grouped.pop(key))


def _deny_cases(grouped: dict[Key, list[Account]]) -> None:
    """Who denies an act denies all cases of it: no support, no arms. A denial that has cases stands with them alone."""
    for key in list(grouped):
        act, actor, recipients, _ = key
        denials = [a for a in grouped[key] if a.stand == Stand.DENIED]
        cases = [
            k for f in families() if f.broader == act and _is_alleged(grouped.get(k := (f.act, actor, recipients, None), []))
        ]
        for case in cases:
            grouped[case].extend(_since_charged(denials, grouped[case]))
            if not _is_alleged(grouped[key]):
                gone = set(_since_charged(denials, grouped[case]))
                grouped[key] = [a for a in grouped[key] if a not in gone]


def _since_charged(denials: Iterable[Account], charges: Iterable[Account]) -> list[Account]:
    """The denials that answer: not those dated before the first accusation."""
    first = min((a.evidence.on for a in charges if a.stand == Stand.ALLEGED and a.evidence.on), default=None)
    return [a for a in denials if not first or not a.evidence.on or a.evidence.on >= first]


def _is_alleged(told: Iterable[Account]) -> bool:
    return any(a.stand == Stand.ALLEGED and a.weight >= LEAST_WEIGHT for a in told)


def _is_disputed(told: Iterable[Account]) -> bool:
    """Whether somebody is accused of a matter or denies it in their own name."""
    told = list(told)
    return _is_alleged(told) or any(a.stand == Stand.DENIED and a.by and a.weight >= LEAST_WEIGHT for a in told)


def _episodes(act: str, told: list[Account]) -> list[list[Account]]:
    """The accounts of acts that are done at one time, apart where months lie between them; undated ones are with the first."""
    kind = family(act)
    if kind is None or not kind.single:
        return [told]
    dated = sorted((a for a in told if a.evidence.on), key=lambda a: a.evidence.on or date.max)
    found: list[list[Account]] = [[]]
    for account in dated:
        last = found[-1][-1].evidence.on if found[-1] else None
        if last and account.evidence.on and account.evidence.on - last > _APART:
            found.append([])
        found[-1].append(account)
    found[0].extend(a for a in told if not a.evidence.on)
    return found


def _claim(book: Book, told: list[Account]) -> Claim | None:
    if not _is_disputed(told):
        return None
    held = [a for a in told if a.weight >= LEAST_WEIGHT and a.stand != Stand.RAISED]
    accused = _accused(book, held)
    sides = _sides(book, [_as_admission(book, a, accused) for a in held])
    dates = [s.on for s in sides if s.on]
    matter = next((a.matter for a in held if a.matter.actor in accused), held[0].matter)
    opening = _first_told(sides)
    slug = _WORDLESS.sub("-", " ".join(filter(None, (matter.act, matter.topic, matter.actor, matter.recipient)))).strip("-")[:60]
    return Claim(
        record_id(opening.evidence.document_id, "claim", opening.evidence.start, opening.evidence.end, slug),
        _readable(book, matter, accused),
        matter.act,
        _ids(book, matter.actor),
        _ids(book, matter.recipient) if matter.recipient else (),
        sides,
        min(dates, default=None),
        max(dates, default=None),
        {stand.value: len({s.evidence.story_id for s in sides if s.stand == stand}) for stand in STANDS},
        len({book.source(s.evidence).outlet or s.evidence.story_id for s in sides}) == 1,
        _contradictions(book, sides),
        sum(a.weight < LEAST_WEIGHT and a.stand != Stand.RAISED for a in told),
    )


def _first_told(sides: Sequence[Side]) -> Side:
    return min(sides, key=lambda s: (*_place(s.evidence), s.evidence.start))


def _place(evidence: Evidence) -> tuple[date, str]:
    """By publication, undated last, then by document."""
    return evidence.published or date.max, evidence.document_id


def _accused(book: Book, told: Sequence[Account]) -> frozenset[str]:
    """The blocs of whom a matter is told: of a mutual act those who deny it, else the one accused first."""
    kind = family(told[0].matter.act)
    if kind is not None and kind.mutual:
        for account in (a for a in told if a.stand == Stand.DENIED):
            deniers = book.blocs(account.by) & account.matter.parties
            if deniers:
                return deniers
    charge = next((a for a in told if a.stand == Stand.ALLEGED), told[0])
    return frozenset({charge.matter.actor})


def _as_admission(book: Book, account: Account, accused: frozenset[str]) -> Account:
    """What the accused says of itself is an admission."""
    if account.stand == Stand.ASSERTED and account.by and book.blocs(account.by) & accused:
        return replace(account, stand=Stand.ADMITTED)
    return account


def _sides(book: Book, told: Sequence[Account]) -> tuple[Side, ...]:
    """One side for each stand, speaker and place, the surest."""
    best: dict[tuple[str, frozenset[str], str], list[Account]] = defaultdict(list)
    for account in sorted(told, key=lambda a: -a.weight):
        here = account.evidence
        held = best[account.stand, book.blocs(account.by), here.document_id]
        if all(other.evidence.end <= here.start or here.end <= other.evidence.start for other in held):
            held.append(account)
    kept = [account for held in best.values() for account in held]
    ordered = sorted(kept, key=lambda a: (a.evidence.on or date.max, *_place(a.evidence), a.at, a.stand))
    return tuple(Side(a.stand.value, a.by, a.evidence.on, a.weight, a.evidence) for a in ordered)


def _contradictions(book: Book, sides: Sequence[Side]) -> tuple[tuple[Side, Side], ...]:
    """The first pair of each two blocs: one denies what it admits, or what another says."""
    denials: dict[frozenset[str], Side] = {}
    others: dict[tuple[frozenset[str], bool], Side] = {}
    for side in (s for s in sides if s.by):
        if side.stand == Stand.DENIED:
            denials.setdefault(book.blocs(side.by), side)
        else:
            others.setdefault((book.blocs(side.by), side.stand == Stand.ADMITTED), side)
    found = [
        (denial, other)
        for one, denial in denials.items()
        for (two, admitted), other in others.items()
        if admitted or not one & two
    ]
    return tuple(sorted(found, key=lambda pair: pair[1].stand != Stand.ADMITTED))


def _ids(book: Book, bloc: str) -> tuple[str, ...]:
    """The actor of a bloc; a state that is not in the ledger itself by those who act for it."""
    return (bloc,) if bloc in book.actors else book.acting_for.get(bloc, ())


def _readable(book: Book, matter: Matter, accused: frozenset[str]) -> str:
    kind = family(matter.act)
    act = f"{matter.act} on {matter.topic}" if matter.topic else matter.act
    one, other = matter.actor, matter.recipient
    if kind is not None and kind.mutual and other in accused and one not in accused:
        one, other = other, one
    arrow = "–" if kind is not None and kind.mutual else "→"
    return f"{act}: {_name(book, one)}" + (f" {arrow} {_name(book, other)}" if other else "")


def _name(book: Book, bloc: str) -> str:
    if bloc in book.actors:
        return book.name(bloc)
    ids = _ids(book, bloc)
    return book.name(ids[0]) if len(ids) == 1 else bloc
