"""Who wrote it: names in bylines ("By Ada Byron and Charles Babbage", "Author: Ada Byron / sri") and in bios."""

from __future__ import annotations

import re

from detente.intake.dates import find_dates
from detente.intake.outlets import looks_like_outlet
from detente.intake.words import phrases

_PREFIX = re.compile(
    r"\W*(?:(?:(?:written|posted|published|story|text|reported|analysis|opinion)\s+)?by|authors?|text|story|von)(?:\s*:\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_WIRE = re.compile(
    r"\W*\(?(?:additional )?(?:reporting|editing|writing|compiled) (?:and (?:writing|editing) )?by\b", re.IGNORECASE
)
_SIGN = re.compile(r"\s*/\s*[a-z]{2,4}\b.*$|\s*\([a-z]{2,3}(?:[/,] ?[a-z]{2,3})*\)\s*$")
_TAIL = re.compile(
    r"\s(?:in|for|at|from|on|is|reports?|posted|published|updated|staff|senior|special|correspondent|reporter|editor"
    r"|contributor|associated press)\b.*$|"
    r"\s[|•·–—]\s.*$|\s-\s.*$|[@(\[].*$|\s\w+@.*$",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Sir|Lt|Gen|Col)\.?\s)?[^\W\d_a-z][\w'’.-]*(?:\s(?:de|da|di|del|van|von|der|den|bin|ibn|al|el|le|la|al-[^\W\d_]\w+)){0,2}"
    r"(?:\s(?:[^\W\d_a-z][\w'’-]*\.?|al-[^\W\d_]\w+)){1,3}"
)
_SPLIT = re.compile(r"\s+(?:and|und|with)\s+|\s*[,;&/]\s*")
_BIO = re.compile(
    rf"(?:About the authors?:?\s+)?(?P<name>{_NAME.pattern})\s(?:is|was|has been|works as|serves as)\s"
    r"(?:currently\s|also\s)?(?:an?|the|\w+’s|\w+'s)\s"
    r"[^.]{0,120}?\b(?:candidate|fellow|professor|analyst|journalist|correspondent|director|editor|writer|author|researcher|reporter"
    r"|expert|columnist|associate|lecturer|scholar|historian|contributor|student|commentator|specialist|consultant)\b"
)
_NOT_PERSONS = re.compile(
    r"\b(?:staff|writers?|editors?|editorial|correspondent|reporters?|courtesy|getty|image|photo|team|desk|bureau|agency|agencies|news"
    r"|festival|security|admin|wire|service|united|los|new|north|south|san)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 25


def has_byline_form(line: str) -> bool:
    """Whether a short line opens as a byline and names somebody."""
    if len(line.split()) > _MOST_WORDS:
        return bool(_WIRE.match(line))
    return bool(_WIRE.match(line)) or (bool(_PREFIX.match(line)) and bool(authors_of(line)))


def is_name_line(line: str) -> bool:
    """Whether a line is only a person's name, with an editor's sign or a date at most."""
    if _PREFIX.match(line) or phrases("navigation").search(line) or phrases("notice").search(line):
        return False
    rest = _SIGN.sub("", _without_date(line)).strip(" ,|•·-")
    return _is_person(rest) and len(rest.split()) <= 4


def authors_of(byline: str) -> tuple[str, ...]:
    """The persons a byline names, without offices, places, dates and editors' signs; empty where it names none."""
    if _WIRE.match(byline):
        return ()
    line = _without_date(byline.split("\n", maxsplit=1)[0]).strip(" ,|•·-")
    prefix = _PREFIX.match(line)
    line = _SIGN.sub("", line[prefix.end() :] if prefix else line)
    names = []
    for part in _SPLIT.split(line):
        name = _TAIL.sub("", part).strip(" .,:|•·-")
        if name.isupper():
            name = name.title()
        if _is_person(name) and name not in names:
            names.append(name)
        elif names or not name:
            break
    return tuple(names)


def _is_person(name: str) -> bool:
    """Whether a name has a person's form and nothing of an outlet, an office or a picture credit."""
    return bool(_NAME.fullmatch(name)) and not looks_like_outlet(name) and not _NOT_PERSONS.search(name)


def author_of_bio(paragraph: str) -> str | None:
    """The person whom a paragraph introduces as its author would be: "Ada Byron is a research fellow at …"."""
    match = _BIO.match(paragraph)
    return match["name"] if match else None


def _without_date(line: str) -> str:
    """The line up to its first date, or after it where the date stands in front."""
    dates = find_dates(line)
    if not dates:
        return line
    before = re.sub(
        r"(?:\b(?:on|published|updated|posted|mon|tue|wed|thu|fri|sat|sun)\w*\W*|\d{1,2}:\d{2}\W*(?:[ap]m)?\W*)+$",
        "",
        line[: dates[0].start],
        flags=re.IGNORECASE,
    )
    return before if before.strip(" -–|,([") else line[dates[-1].end :]
