"""The patterns of English date expressions, each with its reader, in no order: of matches that overlap the longest counts.

Group names say what is read: day, month, year, part ("early"), number and unit, word ("last"), bound ("since", set before all).
"""

from __future__ import annotations

import re

from detente.reading import when_readers as read
from detente.reading.periods import MONTHS, NUMBERS, ORDINALS, SEASONS, WARS, WEEKDAYS
from detente.reading.when_readers import Reader


def _any(words: dict[str, int] | dict[str, tuple[int, int]]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_MONTH = rf"(?P<month>{_any(MONTHS)})\.?"
_MONTH2 = _MONTH.replace("month", "month2")
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_DAY2 = _DAY.replace("day", "day2")
_WEEKDAY = rf"(?P<weekday>{_any(WEEKDAYS)})"
_WEEKDAY2 = _WEEKDAY.replace("weekday", "weekday2")
_ON_WEEKDAY = rf"(?:(?:{_any(WEEKDAYS)}),? (?:the )?)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?!\d|[.,]\d|\s+(?:troops|soldiers|people|men|dollars|civilians|fighters|refugees))"
_YEAR2 = _YEAR.replace("year", "year2")
_PART = (
    r"(?P<part>[Ee]arly|[Mm]id|[Ll]ate|(?:[Tt]he )?(?:beginning|start|middle|end) of"
    r"|(?:[Bb]eginning|[Ss]tart|[Mm]iddle|[Ee]nd) of)"
)
_NUMBER = rf"(?P<number>\d{{1,3}}|(?i:{_any(NUMBERS)}))(?: of)?"
_BEFORE_NOUN = r"(?:(?<=[Tt]he )|(?<=[Ii]ts )|(?<=[Tt]heir )|(?<=[Hh]is )|(?<=[Hh]er )|(?<=['’]s )|(?<=s['’] )|(?<=\b[Aa] ))"
_UNIT = r"(?P<unit>day|week|month|year|decade)"
_LONG_UNIT = r"(?P<unit>day|week|month|year|decade|century|centurie)"
_DASH = r"\s*(?:to|and|through|until|till|-|–|—)\s*"
_ABOUT = r"(?:nearly |almost |over |more than |about |around |some |at least |the (?:past|last|previous|better part of) )?"
_ORDINAL = rf"(?P<ordinal>{_any(ORDINALS)}|\d{{1,2}}(?=st|nd|rd|th))(?:st|nd|rd|th)?"
_AFTER_THE = r"(?:[Ii]n |[Dd]uring |[Oo]ver |[Tt]hroughout )?(?:the )?"
_BOUND = r"(?P<bound>\b(?:[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Ff]rom)\s+)"

_DAYS_AND_MONTHS: tuple[tuple[str, Reader], ...] = (
    (r"\b(?:September|Sept\.?|Sep\.?) 11(?:th)?(?:,? 2001)?(?=,? (?:terror|attack|hijack))", read.attacks_of_2001),
    (r"\b9/11(?= (?:terror|attack|hijack))", read.attacks_of_2001),
    (r"\b(?P<year>[12]\d{3})-(?P<m>[01]\d)-(?P<d>[0-3]\d)\b", read.iso),
    (rf"\b(?:between )?{_MONTH} {_DAY}{_DASH}(?:{_MONTH2} )?{_DAY2}\b(?:,? {_YEAR})?", read.days),
    (rf"\b(?:[Bb]etween )?{_DAY}{_DASH}{_DAY2} (?:of )?{_MONTH}\b(?:,? {_YEAR})?", read.days),
    (rf"\b{_ON_WEEKDAY}(?<!the ){_MONTH} {_DAY}\b(?:,? {_YEAR})?", read.days),
    (rf"(?<=the ){_MONTH} {_DAY}\b(?! [A-Z])(?:,? {_YEAR})?", read.days),
    (rf"\b{_ON_WEEKDAY}{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?\b", read.days),
    (r"\b[Oo]n the (?P<day>[0-3]?\d)(?:st|nd|rd|th)(?=[,.;:]|$| of (?:this|the|last) month)", read.day_of_month),
    (rf"\b(?:{_PART}[ -])?(?P<word>[Ll]ast|[Nn]ext|[Tt]his) {_MONTH}(?!\w)", read.relative_month),
    (rf"\b(?:{_PART}[ -](?:in )?)?{_MONTH}(?: of)?,? {_YEAR}", read.month),
    (rf"\b(?:{_PART}[ -](?:in )?)?{_MONTH}(?: of)? (?P<word>last|this|next) year", read.month_of_relative_year),
    (rf"\b(?:[Ii]n |[Dd]uring )?{_PART}[ -](?:in )?{_MONTH}(?!\w)(?P<year>)", read.month),
    (rf"\b(?:[Ii]n|[Dd]uring) {_MONTH}(?!\w)(?P<year>)", read.month),
    (rf"\bof {_MONTH}(?!\w|\s[A-Z\d])(?P<year>)", read.month),
    (rf"\b(?:[Ff]rom|[Bb]etween) {_MONTH}{_DASH}{_MONTH2}(?!\w)(?:(?: of)? {_YEAR})?", read.months),
    (rf"\b[Bb]etween {_MONTH} {_YEAR} and {_MONTH2} {_YEAR2}", read.months),
    (rf"\b[Ii]n {_MONTH} and {_MONTH2}(?!\w)(?:(?: of)? {_YEAR})?", read.months),
    (rf"{_BEFORE_NOUN}{_MONTH}(?= [a-z])(?P<year>)", read.month),
    (r"\b(?P<feast>New Year['’]s (?:Day|Eve)|Christmas (?:Day|Eve))\b", read.feast),
)
_YEARS: tuple[tuple[str, Reader], ...] = (
    (rf"{_BEFORE_NOUN}{_YEAR}(?= [a-zA-Z])", read.year),
    (rf"\b(?:[Bb]etween |[Ff]rom )?{_YEAR}{_DASH}{_YEAR2}", read.years),
    (rf"\b(?:[Ii]n|[Ff]rom|[Dd]uring) {_YEAR.split('(?!', maxsplit=1)[0]}[-–/](?P<year2>\d\d)\b", read.years),
    (rf"\b{_PART}[ -]{_YEAR}", read.year),
    (rf"\b(?:[Ii]n|[Dd]uring|[Oo]f|[Tt]hroughout|back in|(?:early|late|recently|far back) as) {_YEAR}", read.year),
    (rf"\b(?:[Ii]n )?the year {_YEAR}", read.year),
)
_NEAR: tuple[tuple[str, Reader], ...] = (
    (rf"\b(?:[Oo]n )?(?:(?P<word>[Ll]ast|[Nn]ext|[Tt]his coming|[Tt]his) )?{_WEEKDAY}\b", read.weekday),
    (rf"\b(?:[Ff]rom |[Bb]etween |[Oo]n )?{_WEEKDAY}{_DASH}{_WEEKDAY2}\b", read.weekdays),
    (r"\b(?:(?:over|at|on|during) )?(?:the |(?P<word>last|past|this|next) )?weekend\b".replace("o", "[Oo]", 1), read.weekend),
    (r"\b(?:(?P<word>[Ll]ast|[Tt]his|[Nn]ext) )weekend\b", read.weekend),
    (r"\b(?:[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight"
     r"|[Ll]ast night|[Ll]ast evening|[Tt]his (?:morning|afternoon|evening)|[Oo]vernight)\b",
     read.near),
    (rf"\b(?:(?P<adverb>[Ee]arlier|[Ll]ater) )?(?:{_PART} )?"
     rf"(?P<word>[Ll]ast|[Tt]his|[Nn]ext|the (?:previous|current|coming)) {_UNIT}\b(?! of (?:the|an?|his|her|its|their)\b)",
     read.unit),
    (r"\b(?:(?P<adverb>[Ee]arlier|[Ll]ater) )in (?P<word>the) (?P<unit>week|month|year)\b", read.unit),
    (rf"\b(?:[Bb]y )?{_PART} (?P<word>the) (?P<unit>week|month|year|decade)\b", read.unit),
    (rf"\b(?:(?P<word>[Ll]ast|[Tt]his|[Nn]ext|[Tt]he|[Ii]n|[Dd]uring|[Oo]ver) (?:the )?)"
     rf"(?P<season>{_any(SEASONS)})\b(?: of)?(?: {_YEAR})?",
     read.season),
    (rf"\b(?:[Ii]n )?the (?P<season>{_any(SEASONS)}) of (?P<word>last|this|next) year", read.season_of_relative_year),
    (r"\b(?:by )?(?:the )?(?P<word>year)(?:['’]s |-)end\b", read.end_of_year),
    (rf"\b(?:[Ii]n )?(?:the )?(?P<ordinal>first|second|third|fourth) (?P<unit>quarter|half)"
     rf" of (?:{_YEAR}|(?P<word>last|this|next|the) year)",
     read.part_of_year),
    (r"\b[Ii]n the (?P<ordinal>first|second|third|fourth) (?P<unit>quarter)\b(?! of)", read.part_of_year),
)  # fmt: skip
_COUNTED: tuple[tuple[str, Reader], ...] = (
    (r"\b[Ii]n recent (?P<unit>day|week|month|year|decade)s\b", read.recent),
    (r"\b(?:[Ii]n|[Oo]ver) the coming (?P<unit>day|week|month|year|decade)s\b", read.coming),
    (
        rf"\b(?:[Ff]or|[Ii]n|[Oo]ver|[Dd]uring) the (?:past|last|previous) (?:{_NUMBER} )?{_UNIT}s?\b(?! (?:and a half )?of\b)",
        read.past,
    ),
    (rf"\b(?:[Ff]or|[Ii]n|[Oo]ver|[Dd]uring) the (?:next|coming) {_NUMBER} {_UNIT}s?\b", read.ahead),
    (rf"\b[Ww]ithin (?:the (?:next|coming) )?{_NUMBER} {_UNIT}s?\b", read.ahead),
)
_FAR: tuple[tuple[str, Reader], ...] = (
    (rf"\b(?:{_PART}[ -])?(?:the )?(?:{_PART.replace('part', 'part2')}[ -])?(?P<decade>1[89]\d0|20\d0)s\b", read.decade),
    (rf"\b{_AFTER_THE}(?:{_PART}[ -])?(?:the )?{_ORDINAL}[ -]century\b", read.century),
    (rf"\b(?:[Dd]uring|[Ii]n|[Tt]hroughout|[Ww]ithin) (?:the )?(?P<war>{_any(WARS)})\b", read.war),
    (
        r"\b(?:(?P<half>[Hh]alf|(?:[Aa] )?quarter of) )?"
        rf"(?:(?P<tens>[A-Za-z][a-z]+ty)-)?{_NUMBER} {_LONG_UNIT}s?(?: and a half)? ago\b",
        read.ago,
    ),
    (r"\b(?:[Mm]any )?(?P<unit>[Yy]ear|[Dd]ecade|[Cc]enturie)s ago\b", read.long_ago),
)
_SPANS: tuple[tuple[str, Reader], ...] = (
    (rf"\b[Ff]or {_ABOUT}{_NUMBER} {_LONG_UNIT}s?\b", read.span),
    (rf"\b[Ii]n {_NUMBER} {_UNIT}s?\b(?! of\b)", read.in_units),
    (r"\b[Ff]or (?:many |several )?(?:week|month|year|decade|centurie)s\b", read.hazy),
)

SPAN, FAR = "span", "far"
PATTERNS: tuple[tuple[re.Pattern[str], Reader, str], ...] = (
    *((re.compile(f"{_BOUND}?{p}"), reader, "") for p, reader in (*_DAYS_AND_MONTHS, *_YEARS, *_NEAR, *_COUNTED)),
    *((re.compile(f"{_BOUND}?{p}"), reader, FAR) for p, reader in _FAR),
    *((re.compile(f"{_BOUND}?{p}"), reader, SPAN) for p, reader in _SPANS),
    (re.compile(rf"{_BOUND}(?:{_PART}[ -])?{_YEAR}"), read.year, ""),
    (re.compile(rf"{_BOUND}{_MONTH}(?!\w)(?P<year>)"), read.month, ""),
)
"""Pattern, reader, and whether it is a span of days that lasts (SPAN) or may look back over years (FAR)."""

OFFSETS = re.compile(
    rf"\b(?:{_NUMBER} {_UNIT}s? (?P<side>earlier|later|before|after|afterwards)"
    r"|(?:on )?[Tt]he (?P<which>next|following|previous|same) day"
    r"|(?:on )?[Tt]he day (?P<day>before|after))\b"
)
"""A day counted from another that the text names: "two days later", "the day before"."""

NEEDS = (
    (" 11(?:th)?", re.compile(" 11")),
    ("9/11", re.compile("9/11")),
    (r" ago\b", re.compile(" ago")),
    (r"weekend\b", re.compile("weekend")),
    ("[Yy]esterday", re.compile("esterday|oday|omorrow|night|evening|morning|afternoon")),
    ("(?P<decade>", re.compile(r"\d0s")),
    ("(?:previous|current|coming)) ", re.compile("(?:ast|his|ext|previous|current|coming) (?:day|week|month|year|decade)")),
    ("(?P<word>the) (?P<unit>", re.compile("the (?:week|month|year|decade)")),
    ("(?P<unit>quarter", re.compile("quarter|half")),
    ("or (?:many |several )?(?:week|month", re.compile("or (?:many |several )?(?:week|month|year|decade|centurie)s")),
    ("[Ii]n recent ", re.compile("recent ")),
    ("the coming (", re.compile("the coming ")),
    ("the (?:past|last|previous) (", re.compile("the (?:past|last|previous) ")),
    ("the (?:next|coming) (?P", re.compile("the (?:next|coming) ")),
    ("[Ww]ithin (?:the (?:next", re.compile("ithin ")),
    ("(?P<month>", re.compile(_any(MONTHS))),
    ("(?P<weekday>", re.compile("|".join(WEEKDAYS))),
    ("(?P<unit>", re.compile("hour|day|week|month|[Yy]ear|[Dd]ecade|[Cc]entur|quarter|half")),
    ("(?P<season>", re.compile("|".join(SEASONS))),
    ("(?P<war>", re.compile("War")),
    ("(?P<feast>", re.compile("New Year|Christmas")),
    ("(?P<word>year)", re.compile("year")),
    ("century", re.compile("century")),
    ("(?P<year>1[5-9]", re.compile(r"1[5-9]\d\d|20\d\d")),
    (r"\d", re.compile(r"\d")),
)
"""A part of a pattern and what every match of it holds; the first part that a pattern has counts."""
OFFSET_NEEDS = re.compile("earlier|later|before|after|[Tt]he (?:next|following|previous|same|day)")
"""What every match of `OFFSETS` holds."""
HINT = re.compile(
    r"\d|day|ago\b|night|morning|omorrow|hour|month|year|week|decade|centur|quarter"
    r"|for (?:many |several )?\w+s|Jan|Feb|Mar|Apr|May|Jun|Jul"
    r"|Aug|Sep|Oct|Nov|Dec|spring|summer|autumn|fall|winter|War|Christmas|New Year"
)
"""What every expression holds."""
