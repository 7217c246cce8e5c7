"""What a page says of itself: title, outlet, authors, date of publication. What it does not say stays unknown.

The date comes from a byline or date line of the head or foot, from a dateline with its year, or from the page's
address: never from the article's sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from detente.intake.bylines import author_of_bio, authors_of
from detente.intake.dates import PartialDate, find_date, from_url
from detente.intake.mastheads import find_masthead, outlet_of_dateline
from detente.intake.outlets import host_of, looks_like_outlet, split_title
from detente.intake.words import word_set
from detente.records import Block, BlockRole, DateBasis, Precision

_NAME = r"(?P<name>(?:The\s)?[^\W\d_a-z][\w&'’.-]*(?:\s(?:of\s|the\s|and\s|&\s|in\s)?[^\W\d_a-z][\w&'’-]*){0,5})"
_OWN_WORDS = (
    re.compile(rf"(?i:a message from|by supporting|journalists of|support|subscribe to|welcome to)\s{_NAME}"),
    re.compile(
        rf"(?i:©|\(c\)|copyright)\s*(?:(?i:©|\(c\)|copyright)\s*)?(?:\d{{4}}(?:\s*[-–]\s*(?:\d{{4}}|present))?,?\s*)?(?i:by\s)?{_NAME}"
    ),
    re.compile(rf"(?i:more (?:stories |news |articles |coverage )?from|go to|skip to more)\s{_NAME}"),
)
_FIRST_PUBLISHED = re.compile(rf"(?i:first|originally) (?i:published|appeared|posted) (?i:by|in|on|at)\s(?:the\s)?{_NAME}")
_ABOUT_SITE = re.compile(r"\b(?:the site|this site|founded|(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d)\b|©|copyright", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated|modified|edited)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|posted|first published)\b", re.IGNORECASE)
_DATELINE = re.compile(r"[^\W\d_]*[A-Z]{3}[A-Z ,./'’-]*[^.!?]{0,60}?(?:\([^)]{2,30}\)\s*)?[—–-]+\s")
_HEADER_LINES, _MOST_WORDS = 8, 5


@dataclass(frozen=True, slots=True)
class Metadata:
    """Title without the outlet's name, outlet, authors, and the date with its precision and where it was found."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    precision: Precision = Precision.NONE
    basis: DateBasis = DateBasis.NONE


def find_metadata(text: str, blocks: Sequence[Block], url: str | None = None) -> Metadata:
    """The metadata that the blocks of a page give. `url` is its address, where known."""
    title, outlet = _title(text, blocks, url)
    known = Metadata(title, outlet or _outlet(text, blocks, url), _authors(text, blocks))
    found, basis = _date(text, blocks, url)
    return replace(known, published=found.date, precision=found.precision, basis=basis) if found else known


def _of(text: str, blocks: Sequence[Block], *roles: BlockRole) -> Iterator[str]:
    return (text[b.start : b.end] for b in blocks if b.role in roles)


def _title(text: str, blocks: Sequence[Block], url: str | None) -> tuple[str | None, str | None]:
    """The first title and the outlet after any of them."""
    splits = [split_title(" ".join(line.lstrip("#* ").split()), host_of(url)) for line in _of(text, blocks, BlockRole.TITLE)]
    if not splits:
        return None, None
    return splits[0][0], next((outlet for _, outlet in splits if outlet), None)


def _outlet(text: str, blocks: Sequence[Block], url: str | None) -> str | None:
    """The outlet by what the page's furniture says, its header repeated in the foot, or where it first appeared."""
    aside = (BlockRole.NOTICE, BlockRole.NAVIGATION, BlockRole.TEASER)
    lines = list(_of(text, blocks, *aside))
    for form in _OWN_WORDS:
        for line in lines:
            match = form.search(line)
            name = _clean(match["name"]) if match else None
            if name and (looks_like_outlet(name, host_of(url)) or form is _OWN_WORDS[1]) and len(line) < 400:
                return name
    about = [line for line in lines if _ABOUT_SITE.search(line) and len(line) < 400]
    for b in blocks[:_HEADER_LINES]:
        header = text[b.start : b.end]
        capitalised = header[:1].isupper() and 1 < len(header.split()) <= _MOST_WORDS
        if b.role in aside and capitalised and any(f'"{header}"' in line or f"“{header}”" in line for line in about):
            return header
    masthead = find_masthead(text, blocks, url)
    if masthead:
        return masthead
    by_wire = next((line for line in _of(text, blocks, BlockRole.BYLINE)), "")
    wire = re.split(r"\s+(?=[^\W\d_]{3,9}\.? \d)|\s[-|•·/]\s", re.sub(r"^(?i:by)\s", "", by_wire), maxsplit=1)[0].strip()
    if wire.lower() in word_set("outlets"):
        return wire
    origin = next(
        (m for line in _of(text, blocks, BlockRole.NOTICE, BlockRole.BODY) if (m := _FIRST_PUBLISHED.search(line))), None
    )
    if origin and (first := _clean(origin["name"])):
        return first
    return outlet_of_dateline(next(_of(text, blocks, BlockRole.LEAD, BlockRole.BODY), ""))


def _clean(name: str) -> str | None:
    """The outlet's name without what follows it and without its owner's legal form; None where that leaves no name."""
    name = re.split(r"(?i:\.?\s+all rights|,|\.\s)", name)[0].strip(" .,-")
    words = name.split()
    while words and words[-1].lower().strip(".") in word_set("legal_forms"):
        words.pop()
    if (
        not words
        or any(w.lower() in word_set("not_outlets") for w in words[:1] if w.lower() != "the")
        or (len(words) == 1 and name != words[0])
    ):
        return None
    return " ".join(words)


def _authors(text: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    """The authors of the first byline that names any, else the person whom a bio introduces."""
    bylines = list(_of(text, blocks, BlockRole.BYLINE))
    named = next((names for line in bylines if author_of_bio(line) is None and (names := authors_of(line))), ())
    if named:
        return named
    bio = next((name for line in bylines if (name := author_of_bio(line))), None)
    return (bio,) if bio else ()


def _date(text: str, blocks: Sequence[Block], url: str | None) -> tuple[PartialDate | None, DateBasis]:
    lines = [line for line in _of(text, blocks, BlockRole.DATE, BlockRole.BYLINE) if author_of_bio(line) is None]
    dated = [(line, d) for line in lines if (d := find_date(line)) is not None]
    ranks = {Precision.DAY: 0, Precision.MONTH: 1, Precision.YEAR: 2}
    if dated:
        best = min(range(len(dated)), key=lambda i: (ranks[dated[i][1].precision], _is_update(dated[i][0]), i))
        return dated[best][1], DateBasis.BYLINE
    first = next(_of(text, blocks, BlockRole.LEAD, BlockRole.BODY), "")
    dateline = _DATELINE.match(first[:150])
    stated = find_date(dateline.group()) if dateline else None
    if stated is not None and stated.precision is Precision.DAY:
        return stated, DateBasis.TEXT
    in_url = from_url(url) if url else None
    return (in_url, DateBasis.URL) if in_url else (None, DateBasis.NONE)


def _is_update(line: str) -> bool:
    return bool(_UPDATED.search(line)) and not _PUBLISHED.search(line)
