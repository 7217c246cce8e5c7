"""Numbers that count nothing: dates, times, ages, labels, names, and "the two sides"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from detente.reading import syntax
from detente.reading.numerals import Numeral, knowledge

_TIME_MARKS = frozenset({"a.m.", "p.m.", "am", "pm", "o'clock", "o’clock", "gmt", "utc", "cet", "est"})
_STREETS = frozenset({"Street", "Avenue", "Road", "Lane", "Square", "Boulevard", "Drive", "St.", "Ave."})


def is_label(doc: Doc, number: Numeral) -> bool:
    """Dates, times, list numbers, telephone numbers, "Resolution 2254", "G 20", "No. 5", "zero chance"."""
    known = knowledge()
    before = doc[number.start - 1] if number.start else None
    after = doc[number.end] if number.end < len(doc) else None
    follows = after.lower_ if after is not None else ""
    if before is not None and before.lower_.rstrip(".") in known["months"] and before.text[0].isupper() and number.value <= 31:
        return True
    if follows.rstrip(".") in known["months"] and after is not None and after.text[0].isupper() and number.value <= 31:
        return True
    if number.value == 0 and not number.figure:
        return True
    if number.start > 1 and doc[number.start - 1].text == "." and doc[number.start - 2].lower_ in {"no", "nos"}:
        return True
    labelled = before is not None and before.lower_ in known["labels"] and before.lower_ != "no"
    if labelled or (before is not None and before.text != before.lower_ and _names(doc, number, before)):
        return True
    if follows in _TIME_MARKS or (follows in {"'s", "’s"} and number.figure.endswith("0")):
        return True
    if follows == "to" and doc[number.end + 1 : number.end + 2].text in {"1", "one"}:
        return True
    if before is not None and before.lower_ == "to" and number.value == 1:
        return True
    touching = (
        before is not None
        and not before.whitespace_
        and before.text in {"-", "–", "/", ":", "#", "+", ".", "("}
        and number.figure
    )
    if touching and before is not None and (before.text not in {"(", "–"} or (number.figure and len(number.figure) == 4)):
        return True
    if follows in {"-", "–", "/", ":"} and after is not None and not doc[number.end - 1].whitespace_ and not after.whitespace_:
        return True
    opens_line = number.start == 0 or (before is not None and before.is_space)
    return opens_line and follows in {".", ")"} and bool(number.figure)


def _names(doc: Doc, number: Numeral, before: Token) -> bool:
    """Whether a number after a proper noun is part of its name ("Boeing 737"), not the count of what follows."""
    token = doc[number.start]
    return (
        token.head.i < number.start
        and before.pos_ == "PROPN"
        and token.dep_ in {"nummod", "flat", "nmod", "appos", "compound", "dep"}
        and token.head == before
    )


def is_year(number: Numeral, currency: str | None) -> bool:
    return currency is None and len(number.figure) == 4 and number.end - number.start == 1 and 1500 <= number.value <= 2100


def is_pronominal(doc: Doc, number: Numeral, head: Token | None) -> bool:
    """ "one official", "one day", "the two sides": nobody counts there."""
    token = doc[number.start]
    if number.value == 1 and not number.figure:
        return head is None or syntax.lemma(head.head) not in knowledge()["losses"]
    definite = number.start > 0 and doc[number.start - 1].lower_ in {"the", "these", "those", "both", "their", "its", "our"}
    return definite and number.value <= 10 and not number.figure and token.lower_ in knowledge()["words"]


def is_dating(doc: Doc, start: int, end: int) -> bool:
    """ "three days ago", "the last ten years", "45 years old", "aged 3 months"."""
    known = knowledge()
    after = [t.lower_ for t in doc[end : end + 2]]
    before = doc[start - 1].lower_ if start else ""
    if before == "-" or after[:1] == ["-"]:
        return True
    return (after[:1] != [] and after[0] in known["dating_after"]) or before in known["dating_before"]


def is_address(doc: Doc, item: tuple[int, int]) -> bool:
    """ "10 Downing Street", "5G network"."""
    first, last = doc[item[0]], doc[item[1] - 1]
    return (last.text in _STREETS and len(doc[item[0] : item[1]]) > 1) or (len(first.text) == 1 and first.is_upper)
