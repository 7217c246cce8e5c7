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
from detente.intake.dates import PartialDate, find_date, find_dates, from_url
from detente.intake.inline import aside
from detente.intake.mastheads import find_masthead, is_masthead, outlet_of_dateline
from detente.intake.outlets import host_of, looks_like_outlet, split_title
from detente.intake.words import phrases, word_set
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
_LONGEST_HEADING = 20


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
    """The first title and the outlet after any of them; the heading of a page that is a list of headlines."""
    splits = [split_title(" ".join(line.lstrip("#* ").split()), host_of(url)) for line in _of(text, blocks, BlockRole.TITLE)]
    if not splits:
        return _list_heading(text, blocks), None
    return splits[0][0], next((outlet for _, outlet in splits if outlet), None)


def _list_heading(text: str, blocks: Sequence[Block]) -> str | None:
    """On a page with headlines and no article, the line with most words among those right above the first headline."""
    first = next((i for i, b in enumerate(blocks) if b.role is BlockRole.HEADLINE_LIST), 0)
    if any(b.role.is_read for b in blocks):
        return None
    above = [text[b.start : b.end].lstrip("#* ") for b in blocks[max(0, first - _HEADER_LINES) : first]]
    fit = [line for line in above if 2 <= len(line.split()) <= _LONGEST_HEADING and not _is_talk(line)]
    return " ".join(max(reversed(fit), key=lambda line: len(line.split())).split()) if fit else None


def _is_talk(line: str) -> bool:
    """Whether a line is the site's own: a notice, a menu, a date, an outlet's name."""
    spoken = phrases("notice").search(line) or (phrases("navigation").match(line) and "|" in line)
    return bool(spoken) or find_date(line) is not None or is_masthead(line) or aside(line) is not None


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
    dated = _date_of_publication(lines)
    if dated is not None:
        return dated, DateBasis.BYLINE
    first = next(_of(text, blocks, BlockRole.LEAD, BlockRole.BODY), "")
    dateline = _DATELINE.match(first[:150])
    stated = find_date(dateline.group()) if dateline else None
    if stated is not None and stated.precision is Precision.DAY:
        return stated, DateBasis.TEXT
    in_url = from_url(url) if url else None
    return (in_url, DateBasis.URL) if in_url else (None, DateBasis.NONE)


def _date_of_publication(lines: Sequence[str]) -> PartialDate | None:
    """Of all dates in the lines the one that is called the date of publication, else the most precise that is no update."""
    ranks = {Precision.DAY: 0, Precision.MONTH: 1, Precision.YEAR: 2}
    found: list[tuple[int, int, int, PartialDate]] = []
    for line in lines:
        at = 0
        for when in find_dates(line):
            label = _label(line[at : when.start])
            found.append((int(label > 0), ranks[when.precision], label, when))
            at = when.end
    if any(label < 0 for _, _, label, _ in found):
        found = [entry for entry in found if entry[2] <= 0]
    return min(found, key=lambda entry: (entry[1], entry[0], entry[2]), default=(0, 0, 0, None))[3]


def _label(before: str) -> int:
    """What the words before a date call it: -1 published, 1 updated, 0 neither. The last of them holds."""
    published = max((m.end() for m in _PUBLISHED.finditer(before)), default=0)
    updated = max((m.end() for m in _UPDATED.finditer(before)), default=0)
    return (updated > published) - (published > updated)
