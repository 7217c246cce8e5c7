"""What numbers measure: units, hedges and the nouns that are counted. Numbers that count nothing are `uncounted.py`'s."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from detente.reading import syntax
from detente.reading.numerals import Numeral, knowledge, numerals, scale_of
from detente.reading.parsed import parsed
from detente.reading.uncounted import is_dating, is_label, is_pronominal, is_year

_FRACTIONS = frozenset({"third", "thirds", "quarter", "quarters", "fifth", "fifths", "half", "halves", "tenth", "tenths"})
_STOPS = frozenset({",", ".", ";", ":"})
_JOINED = frozenset({"ADJ", "CCONJ", "VERB", "PUNCT", "ADV"})
_COUNTS = frozenset({"number", "total", "count", "figure", "size", "strength", "toll"})


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
    """The measures of a text in order; "$500 to $2,000" is one."""
    held: Measure | None = None
    for measure in _single(doc):
        joined = _joined(doc, held, measure) if held is not None else None
        if held is not None and joined is None:
            yield held
        held = joined or measure
    if held is not None:
        yield held


def _joined(doc: Doc, low: Measure, high: Measure) -> Measure | None:
    """The range that two sums of money make: "$500 to $2,000", "between $4 and $5 billion"; a change "from … to" makes none."""
    if low.unit is None or low.unit != high.unit or low.item or high.start != low.end + 1 or not _is_money(high):
        return None
    joint, before = doc[low.end].lower_, doc[low.start - 1].lower_ if low.start else ""
    if joint not in {"to", "and", "-", "–"} or before == "from" or (joint == "and") != (before == "between"):
        return None
    first, second = low.number.value, high.number.value
    if low.number.end == low.number.start + 1 and first < 1000 <= second and first * scale_of(doc, high.number) < second:
        first *= scale_of(doc, high.number)
    if first >= second or low.number.value_high is not None or high.number.value_high is not None:
        return None
    number = replace(low.number, end=high.number.end, value=first, value_high=second)
    return replace(high, number=number, start=low.start, approximate=low.approximate or high.approximate)


def _is_money(measure: Measure) -> bool:
    return measure.unit in set(knowledge()["currencies"].values())


def _single(doc: Doc) -> Iterator[Measure]:
    taken = 0
    for number in numerals(doc):
        if number.start < taken or is_label(doc, number):
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
        if is_dating(doc, start, end) or (number.value == 1 and not number.figure):
            return None
        return Measure(number, start, end, _after(doc, end, {"of"}), None, unit, approximate)
    if unit is not None:
        item = _after(doc, end, {"of", "in"})
        return Measure(number, start, item[1] if item else end, item, _head(doc, item), unit, approximate)
    if end < len(doc) and doc[end].lower_ == "of" and (number.vague or (number.value != 1 and _is_share(doc, end))):
        item = _after(doc, end, {"of"})
        if item is None:
            return None
        noun = syntax.lemma(doc[item[1] - 1])
        money = (knowledge()["currencies"].get(noun) or knowledge()["units"].get(noun)) if number.vague else None
        if money is not None:
            more = _after(doc, item[1], {"in", "of"})
            return Measure(number, start, more[1] if more else item[1], more, _head(doc, more), str(money), approximate)
        whole = item if number.vague else (end, item[1])
        return Measure(number, start, item[1], whole, _head(doc, item), None, approximate)
    item = _counted(doc, number)
    if item is None and not number.figure:
        return None
    if item is not None and doc[item[1] - 1].lower_ in {"figures", "digits"}:
        return None
    if item is not None and (is_pronominal(doc, number, _head(doc, item)) or (is_year(number, currency) and not approximate)):
        return None
    if item is not None and doc[item[0]].lower_ in _FRACTIONS:
        return None
    last = item[1] if item else number.end
    return Measure(number, start, last, item, _head(doc, item), None, approximate)


def carried(measure: Measure, before: Measure | None, doc: Doc) -> Measure | None:
    """A bare number takes over what the one before it counts: "from 8,600 troops to 2,500", "5,000 rifles, 400 of them new"."""
    if measure.item is not None or measure.unit is not None:
        return measure
    number, start = measure.number, measure.start
    if is_year(number, None) or start == 0:
        return None
    opened = doc[start - 1].lower_
    if opened == "from":
        item = _counted_above(doc[start])
        return replace(measure, item=item, head=_head(doc, item)) if item is not None else None
    if before is None:
        return None
    again = opened == "to" and start - before.end <= 3 and before.start > 0 and doc[before.start - 1].lower_ == "from"
    of_them = [t.lower_ for t in doc[number.end : number.end + 2]] == ["of", "them"] and start - before.end <= 4
    return replace(measure, item=before.item, head=before.head, unit=before.unit) if again or of_them else None


def _counted_above(token: Token) -> tuple[int, int] | None:
    """The troops of "the number of troops fell from 13,000 to 8,600"."""
    verb = next((a for a in syntax.ancestors(token) if syntax.child(a, *syntax.SUBJECTS) is not None), None)
    count = syntax.child(verb, *syntax.SUBJECTS) if verb is not None else None
    if count is None or count.i > token.i or syntax.lemma(count) not in _COUNTS:
        return None
    of = next((c for c in syntax.children(count, "nmod") if syntax.marker_of(c) == "of"), None)
    return _after(token.doc, of.left_edge.i, {"of"}) if of is not None else None


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
    lower, hedges = parsed(doc).lower, knowledge()["hedges"]
    for length in (3, 2, 1):
        if start >= length and " ".join(lower[start - length : start]) in hedges:
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
    if doc[place].lower_ == "in" and (
        doc[place + 1].pos_ in {"DET", "NUM"} or doc[place + 1].ent_type_ == "LOC" or syntax.is_time(doc[place + 1])
    ):
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
    while head.dep_ in {"compound", "amod"} and head.i < head.head.i <= head.i + 3 and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
    end = _past_hyphens(doc, head.i + 1)
    if end + 1 < len(doc) and doc[end].lower_ == "of" and doc[end + 1].tag_ in {"NN", "NNS"} and head.tag_ == "NNS":
        end += 2
        while end < len(doc) and doc[end].tag_ in {"NN", "NNS"}:
            end += 1
    return number.end, end


def _past_hyphens(doc: Doc, end: int) -> int:
    """Where the noun ends whose first part stops at a hyphen: "coal- and gas-fired plants"."""
    if not (doc[end - 1].text.endswith("-") or (end < len(doc) and doc[end].text == "-")):
        return end
    last = end
    for token in doc[end : end + 8]:
        if token.pos_ in {"NOUN", "PROPN"}:
            last = token.i + 1
        elif token.text in _STOPS or token.tag_ in {"VBD", "VBZ", "VBP"} or (token.text != "-" and token.pos_ not in _JOINED):
            break
    return last


def _head(doc: Doc, item: tuple[int, int] | None) -> Token | None:
    return doc[item[0] : item[1]].root if item is not None else None
