"""What numbers measure: units, hedges and the nouns that are counted. Numbers that count nothing are `uncounted.py`'s."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from detente.reading import syntax
from detente.reading.numerals import Numeral, knowledge, numerals, scale_of
from detente.reading.parsed import parsed
from detente.reading.quantity_compounds import Compound, compound
from detente.reading.quantity_phrases import after, head_of, is_share, noun_phrase, on_one_line, past_hyphens, past_of, spent_on
from detente.reading.quantity_shares import Share, shares
from detente.reading.uncounted import is_address, is_dating, is_label, is_pronominal, is_year

_FRACTIONS = frozenset({"third", "thirds", "quarter", "quarters", "fifth", "fifths", "half", "halves", "tenth", "tenths"})
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
    alone: bool = False
    """Whether a number without a noun stands for people or things all the same ("hundreds were hurt")."""


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
    parts = {s.number.start: s for s in shares(doc)}
    covered = {i for s in parts.values() for i in range(s.number.start, s.number.end)}
    found = [n for n in numerals(doc) if covered.isdisjoint(range(n.start, n.end))]
    for number in sorted([*found, *(s.number for s in parts.values())], key=lambda n: n.start):
        if number.start < taken:
            continue
        if number.start in parts:
            measure: Measure | None = _share(doc, parts[number.start])
        elif (joined := compound(doc, number)) is not None:
            measure = _compound(doc, joined)
        else:
            measure = None if is_label(doc, number) else _measure(doc, number)
        if measure is not None:
            taken = measure.end
            yield measure


def _share(doc: Doc, share: Share) -> Measure:
    """ "A third of the army", "one in five Syrians", "twice as many ships"."""
    number = share.number
    start, approximate = _hedge_before(doc, number.start)
    item = None
    if 0 <= share.whole < len(doc):
        of = doc[share.whole].lower_ == "of"
        item = after(doc, share.whole, {"of"}) if of else noun_phrase(doc, share.whole)
    return Measure(number, start, item[1] if item else number.end, item, head_of(doc, item), share.unit, approximate)


def _compound(doc: Doc, joined: Compound) -> Measure:
    start, currency = _currency_before(doc, joined.number.start)
    start, approximate = _hedge_before(doc, start)
    return Measure(joined.number, start, joined.end, joined.item, head_of(doc, joined.item), joined.unit or currency, approximate)


def _measure(doc: Doc, number: Numeral) -> Measure | None:
    """What the number counts; None when it is a date, an age, a name. Without unit and item it may still be carried over."""
    start, currency = _currency_before(doc, number.start)
    start, approximate = _hedge_before(doc, start)
    unit, end = _unit_after(doc, number.end, currency)
    approximate = approximate or number.vague
    if unit in knowledge()["times"]:
        if is_dating(doc, start, end) or (number.value == 1 and not number.figure):
            return None
        return Measure(number, start, end, after(doc, end, {"of"}), None, unit, approximate)
    if unit is not None:
        item = after(doc, end, {"of", "in"}) or spent_on(doc, end, unit)
        if item is None and unit == "percent" and end < len(doc) and doc[end].tag_ == "NN":
            item = noun_phrase(doc, end)
        return Measure(number, start, item[1] if item else end, item, head_of(doc, item), unit, approximate)
    if end < len(doc) and doc[end].lower_ == "of" and (number.vague or (number.value != 1 and is_share(doc, end))):
        item = after(doc, end, {"of"})
        if item is None:
            return None
        noun = syntax.lemma(doc[item[1] - 1])
        money = (knowledge()["currencies"].get(noun) or knowledge()["units"].get(noun)) if number.vague else None
        if money is not None:
            more = after(doc, item[1], {"in", "of"})
            return Measure(number, start, more[1] if more else item[1], more, head_of(doc, more), str(money), approximate)
        item = item[0], past_of(doc, item[1]) if number.vague else item[1]
        whole = item if number.vague else (end, item[1])
        return Measure(number, start, item[1], whole, head_of(doc, item), None, approximate)
    item = _counted(doc, number) or _casualties(doc, end)
    alone = item is None and _stands_alone(doc, number)
    if item is None and not number.figure and not alone and [t.lower_ for t in doc[end : end + 2]] != ["of", "them"]:
        return None
    if item is not None and doc[item[1] - 1].lower_ in {"figures", "digits"}:
        return None
    if item is not None and (is_pronominal(doc, number, head_of(doc, item)) or (is_year(number, currency) and not approximate)):
        return None
    if item is not None and (doc[item[0]].lower_ in _FRACTIONS or is_address(doc, item)):
        return None
    last = item[1] if item else number.end
    return Measure(number, start, last, item, head_of(doc, item), None, approximate, alone)


def _casualties(doc: Doc, place: int) -> tuple[int, int] | None:
    """ "14 dead, 30 wounded"."""
    return (place, place + 1) if place < len(doc) and doc[place].lower_ in knowledge()["casualties"] else None


def _stands_alone(doc: Doc, number: Numeral) -> bool:
    """ "Thousands marched", "they expelled eighteen", "24 were captured"."""
    token = doc[number.end - 1]
    if number.value < 2 or token.head.i == token.i or token.head.pos_ not in {"VERB", "AUX", "PROPN", "NOUN", "ADJ"}:
        return False
    if number.start and doc[number.start - 1].pos_ in {"DET", "PRON"}:
        return False
    if token.dep_ in {"nsubj", "nsubj:pass"} and token.head.i > token.i:
        return token.tag_ != "CD" or not is_year(number, None)
    return token.dep_ == "obj" and token.head.pos_ == "VERB" and not _harming().isdisjoint(syntax.forms(token.head))


@cache
def _harming() -> frozenset[str]:
    return frozenset(knowledge()["losses"] | {"expel", "evacuate", "deport", "bury"})


def carried(measure: Measure, before: Measure | None, doc: Doc) -> Measure | None:
    """A bare number takes over what the one before it counts: "from 8,600 troops to 2,500", "5,000 rifles, 400 of them new"."""
    if measure.item is not None or measure.unit is not None:
        return measure
    number, start = measure.number, measure.start
    if measure.alone:
        near = before is not None and before.item is not None and before.unit is None and not number.vague
        same = near and before is not None and syntax.sentence_bounds(doc[start])[0] <= before.start
        return replace(measure, item=before.item, head=before.head) if same and before is not None else measure
    if is_year(number, None) or start == 0:
        return None
    opened = doc[start - 1].lower_
    if opened == "from" or (opened in {"to", "at"} and (before is None or start - before.end > 3)):
        item = _counted_above(doc[start])
        return replace(measure, item=item, head=head_of(doc, item)) if item is not None else None
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
    if of is None:
        return count.left_edge.i + (count.left_edge.pos_ == "DET"), count.i + 1
    return after(token.doc, of.left_edge.i, {"of"})


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
        if start >= length and " ".join(lower[start - length : start]) in hedges and not _is_particle(doc, start - 1):
            return start - length, True
    return start, False


def _is_particle(doc: Doc, place: int) -> bool:
    """The "over" of "hand over 40 rifles", which is no hedge."""
    before = syntax.lemma(doc[place - 1]) if place else ""
    return doc[place].dep_ == "compound:prt" or (doc[place].lower_ == "over" and before in knowledge()["particled"])


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


def _counted(doc: Doc, number: Numeral) -> tuple[int, int] | None:
    """The noun that follows the number with the words between: by the parse, else the run of nouns right after it."""
    last = doc[number.end - 1]
    heads = [
        t.head
        for t in doc[number.start : number.end]
        if t.head.i >= number.end and t.dep_ in {"nummod", "compound", "amod", "det"}
    ]
    head = heads[0] if heads else None
    verbal = head is not None and head.i == last.i + 1 and head.tag_ == "VBZ" and last.dep_ == "nummod"
    if head is None or head.i - last.i > 6 or (head.pos_ not in {"NOUN", "PROPN", "ADJ"} and not verbal):
        return None
    between = doc[number.end : head.i]
    if any(t.is_space or t.text in {",", ";", ":", "(", ")", "."} for t in between[:1]) or (
        number.value == 1 and head.pos_ == "PROPN"
    ):
        return None
    while head.dep_ in {"compound", "amod"} and head.i < head.head.i <= head.i + 3 and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
    return number.end, on_one_line(doc, number.end, past_of(doc, past_hyphens(doc, head.i + 1)))
