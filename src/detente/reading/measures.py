"""What numbers measure: units, hedges and the nouns that are counted, and the numbers that count nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from detente.reading import syntax
from detente.reading.numerals import Numeral, knowledge, numerals

_TIME_MARKS = frozenset({"a.m.", "p.m.", "am", "pm", "o'clock", "o’clock", "gmt", "utc", "cet", "est"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity as tokens: its whole stretch, what is counted, the noun that heads it."""

    number: Numeral
    start: int
    end: int
    item: tuple[int, int] | None
    head: Token | None
    unit: str | None
    approximate: bool


def measures(doc: Doc) -> Iterator[Measure]:
    taken = 0
    for number in numerals(doc):
        if number.start < taken or _is_label(doc, number):
            continue
        measure = _measure(doc, number)
        if measure is not None:
            taken = measure.end
            yield measure


def _measure(doc: Doc, number: Numeral) -> Measure | None:
    """What the number counts; None when it is a date, an age, a name. Without unit and item it may still be carried over."""
    start, currency = _currency_before(doc, number.start)
    start, approximate = _hedge_before(doc, start)
    unit, end = _unit_after(doc, number.end, currency)
    approximate = approximate or number.vague
    if unit in knowledge()["times"]:
        if _is_dating(doc, start, end) or (number.value == 1 and not number.figure):
            return None
        return Measure(number, start, end, _after(doc, end, {"of"}), None, unit, approximate)
    if unit is not None:
        item = _after(doc, end, {"of", "in"})
        return Measure(number, start, item[1] if item else end, item, _head(doc, item), unit, approximate)
    if end < len(doc) and doc[end].lower_ == "of" and (number.vague or (number.value != 1 and _is_share(doc, end))):
        item = _after(doc, end, {"of"})
        if item is None:
            return None
        whole = item if number.vague else (end, item[1])
        return Measure(number, start, item[1], whole, _head(doc, item), None, approximate)
    item = _counted(doc, number)
    if item is None and not number.figure:
        return None
    if item is not None and doc[item[1] - 1].lower_ in {"figures", "digits"}:
        return None
    if item is not None and (_is_pronominal(doc, number, item) or (_is_year(number, currency) and not approximate)):
        return None
    last = item[1] if item else number.end
    return Measure(number, start, last, item, _head(doc, item), None, approximate)


def carried(measure: Measure, before: Measure | None, doc: Doc) -> Measure | None:
    """A bare number right after "to" takes over what the one before it counts: "from 8,600 troops to 2,500"."""
    if measure.item is not None or measure.unit is not None:
        return measure
    start = measure.number.start
    if before is None or start == 0 or doc[start - 1].lower_ != "to" or start - before.end > 3 or _is_year(measure.number, None):
        return None
    opener = doc[before.start - 1].lower_ if before.start else ""
    if opener != "from":
        return None
    return Measure(measure.number, measure.start, measure.end, before.item, before.head, before.unit, measure.approximate)


# What is no quantity -----------------------------------------------------------------------------------------------------


def _is_label(doc: Doc, number: Numeral) -> bool:
    """Dates, times, list numbers, telephone numbers, "Resolution 2254", "G 20", "No. 5", "one of the"."""
    known = knowledge()
    before = doc[number.start - 1] if number.start else None
    after = doc[number.end] if number.end < len(doc) else None
    follows = after.lower_ if after is not None else ""
    if before is not None and before.lower_.rstrip(".") in known["months"] and before.text[0].isupper() and number.value <= 31:
        return True
    if follows.rstrip(".") in known["months"] and after is not None and after.text[0].isupper() and number.value <= 31:
        return True
    labelled = before is not None and before.lower_ in known["labels"] and before.lower_ != "no"
    if labelled or (before is not None and before.text != before.lower_ and _names(doc, number, before)):
        return True
    if follows in _TIME_MARKS or (follows == "'s" and number.figure.endswith("0")):
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


def _is_year(number: Numeral, currency: str | None) -> bool:
    return currency is None and len(number.figure) == 4 and number.end - number.start == 1 and 1500 <= number.value <= 2100


def _is_pronominal(doc: Doc, number: Numeral, item: tuple[int, int]) -> bool:
    """ "one official", "one day", "the two sides": nobody counts there."""
    token = doc[number.start]
    head = _head(doc, item)
    if number.value == 1 and not number.figure:
        subject = head is not None and head.dep_ in syntax.SUBJECTS
        return subject or head is None or syntax.lemma(head) in knowledge()["one_idioms"]
    definite = number.start > 0 and doc[number.start - 1].lower_ in {"the", "these", "those", "both", "their", "its", "our"}
    return definite and number.value <= 10 and not number.figure and token.lower_ in knowledge()["words"]


def _is_dating(doc: Doc, start: int, end: int) -> bool:
    """ "three days ago", "the last ten years", "45 years old", "aged 3 months"."""
    known = knowledge()
    after = [t.lower_ for t in doc[end : end + 2]]
    before = doc[start - 1].lower_ if start else ""
    if before == "-" or after[:1] == ["-"]:
        return True
    return (after[:1] != [] and after[0] in known["dating_after"]) or before in known["dating_before"]


# Units, hedges and items ---------------------------------------------------------------------------------------------------


def _currency_before(doc: Doc, start: int) -> tuple[int, str | None]:
    if start and doc[start - 1].text in knowledge()["currencies"]:
        code = knowledge()["currencies"][doc[start - 1].text]
        first = start - 1
        if first and doc[first - 1].text in {"US", "U.S."} and doc[first].text == "$":
            first -= 1
        return first, code
    return start, None


def _hedge_before(doc: Doc, start: int) -> tuple[int, bool]:
    """Where the number begins with its hedge ("more than 40"), and whether it has one."""
    for length in (3, 2, 1):
        if start >= length and " ".join(t.lower_ for t in doc[start - length : start]) in knowledge()["hedges"]:
            return start - length, True
    return start, False


def _unit_after(doc: Doc, end: int, currency: str | None) -> tuple[str | None, int]:
    """The unit that follows the number and where it ends; national adjectives before a currency belong to it."""
    known = knowledge()
    if currency is not None:
        return currency, end
    if end >= len(doc):
        return None, end
    if doc[end].lower_ == "per" and end + 1 < len(doc) and doc[end + 1].lower_ == "cent":
        return "percent", end + 2
    if doc[end].lower_ == "percentage" and end + 1 < len(doc) and doc[end + 1].lower_.startswith("point"):
        return "percent", end + 2
    place = (
        end + 1
        if doc[end].lower_ in {"us", "u.s.", "american", "square", "cubic", "nautical", "swiss"} and end + 1 < len(doc)
        else end
    )
    word, name = doc[place].text, syntax.lemma(doc[place])
    for key in (word, name, word.lower().removesuffix("s")):
        if key in known["currencies"] and place >= end:
            return known["currencies"][key], place + 1
        if key in known["units"]:
            unit = known["units"][key]
            return (f"{doc[end].lower_} {unit}" if place > end else unit), place + 1
    return None, end


def _after(doc: Doc, place: int, prepositions: set[str]) -> tuple[int, int] | None:
    """The noun phrase after "of" (or "in"), up to its head noun: "45% of the island", "$3 million in aid"."""
    if place + 1 >= len(doc) or doc[place].lower_ not in prepositions:
        return None
    if doc[place].lower_ == "in" and (doc[place + 1].pos_ in {"DET", "NUM"} or doc[place + 1].ent_type_ == "LOC"):
        return None
    end = place + 1
    while end < len(doc) and doc[end].pos_ in {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"} and not doc[end].is_punct:
        end += 1
    while end > place + 1 and doc[end - 1].pos_ not in {"NOUN", "PROPN"}:
        end -= 1
    return (place + 1, end) if end > place + 1 else None


def _is_share(doc: Doc, of: int) -> bool:
    """ "25 of 34 provinces", "six of the nine judges"."""
    for token in doc[of + 1 : of + 7]:
        if token.like_num or token.pos_ == "NUM":
            return True
        if token.pos_ not in {"DET", "PRON", "PROPN", "PART", "ADJ"}:
            return False
    return False


def _counted(doc: Doc, number: Numeral) -> tuple[int, int] | None:
    """The noun that follows the number with the words between: by the parse, else the run of nouns right after it."""
    last = doc[number.end - 1]
    heads = [
        t.head
        for t in doc[number.start : number.end]
        if t.head.i >= number.end and t.dep_ in {"nummod", "compound", "amod", "det"}
    ]
    head = heads[0] if heads else None
    if head is None or head.i - last.i > 6 or head.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return None
    between = doc[number.end : head.i]
    if any(t.is_space or t.text in {",", ";", ":", "(", ")", "."} for t in between[:1]) or (
        number.value == 1 and head.pos_ == "PROPN"
    ):
        return None
    end = head.i + 1
    if end + 1 < len(doc) and doc[end].lower_ == "of" and doc[end + 1].tag_ in {"NN", "NNS"} and head.tag_ == "NNS":
        end += 2
        while end < len(doc) and doc[end].tag_ in {"NN", "NNS"}:
            end += 1
    return number.end, end


def _head(doc: Doc, item: tuple[int, int] | None) -> Token | None:
    return doc[item[0] : item[1]].root if item is not None else None
