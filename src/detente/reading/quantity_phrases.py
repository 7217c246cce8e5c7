"""The noun phrases around a number: what stands after "of", what money goes to, where "rounds of ammunition" ends."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from detente.reading import syntax
from detente.reading.numerals import knowledge

_STOPS = frozenset({",", ".", ";", ":"})
_JOINED = frozenset({"ADJ", "CCONJ", "VERB", "PUNCT", "ADV"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"})


def after(doc: Doc, place: int, prepositions: set[str]) -> tuple[int, int] | None:
    """The noun phrase after "of" (or "in"), up to its head noun: "45% of the island", "$3 million in aid"."""
    if place + 1 >= len(doc) or doc[place].lower_ not in prepositions:
        return None
    if doc[place].lower_ == "in" and (
        doc[place + 1].pos_ in {"DET", "NUM"} or doc[place + 1].ent_type_ == "LOC" or syntax.is_time(doc[place + 1])
    ):
        return None
    end = place + 1
    while end < len(doc) and (doc[end].pos_ in _NOMINAL or doc[end].tag_ == "PRP$" or _is_participle(doc[end])):
        end += 1
    while end > place + 1 and doc[end - 1].pos_ not in {"NOUN", "PROPN"}:
        end -= 1
    return (place + 1, past_hyphens(doc, end)) if end > place + 1 else None


def _is_participle(token: Token) -> bool:
    """ "Enriched" in "enriched uranium"."""
    return token.tag_ in {"VBN", "VBG"} and token.dep_ == "amod" and token.head.i > token.i


def spent_on(doc: Doc, end: int, unit: str) -> tuple[int, int] | None:
    """What money goes to: "€3 billion on frigates", "$10 billion a year on arms"."""
    if unit not in set(knowledge()["currencies"].values()):
        return None
    if end + 1 < len(doc) and doc[end].lower_ in {"a", "per", "each"} and doc[end + 1].lower_ in {"year", "month", "day", "week"}:
        end += 2
    if end + 1 >= len(doc) or doc[end].lower_ != "on" or not doc[end + 1].is_lower or syntax.is_time(doc[end + 1]):
        return None
    return after(doc, end, {"on"})


def noun_phrase(doc: Doc, start: int) -> tuple[int, int] | None:
    """The noun phrase that begins at a place, up to its head noun."""
    end = start
    while end < len(doc) and doc[end].pos_ in {"DET", "PRON", "ADJ", "NOUN", "PROPN", "PART", "ADV"}:
        if end > start and doc[end].pos_ in {"DET", "PRON"} and any(t.pos_ in {"NOUN", "PROPN"} for t in doc[start:end]):
            break
        end += 1
    while end > start and doc[end - 1].pos_ not in {"NOUN", "PROPN"}:
        end -= 1
    return (start, end) if end > start else None


def past_of(doc: Doc, end: int) -> int:
    """Where "rounds of ammunition" ends."""
    if end + 1 < len(doc) and doc[end].lower_ == "of" and doc[end + 1].tag_ in {"NN", "NNS"} and doc[end - 1].tag_ == "NNS":
        end += 2
        while end < len(doc) and doc[end].tag_ in {"NN", "NNS"}:
            end += 1
    return end


def is_share(doc: Doc, of: int) -> bool:
    """ "25 of 34 provinces", "six of the nine judges", "eighteen of the hostages"."""
    for token in doc[of + 1 : of + 7]:
        if token.lower_ == "them":
            return False
        if token.like_num or token.pos_ == "NUM" or token.tag_ in {"NNS", "NNPS"}:
            return True
        if token.pos_ not in {"DET", "PRON", "PROPN", "PART", "ADJ"}:
            return False
    return False


def past_hyphens(doc: Doc, end: int) -> int:
    """Where the noun ends whose first part stops at a hyphen: "coal- and gas-fired plants"."""
    joined = end < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_
    if not (doc[end - 1].text.endswith("-") or joined):
        return end
    last = end
    for token in doc[end : end + 8]:
        if token.pos_ in {"NOUN", "PROPN"}:
            last = token.i + 1
        elif token.text in _STOPS or token.tag_ in {"VBD", "VBZ", "VBP"} or (token.text != "-" and token.pos_ not in _JOINED):
            break
    return last


def on_one_line(doc: Doc, start: int, end: int) -> int:
    """Where a phrase ends at the latest: a heading or caption on the next line is no part of it."""
    return next((i for i in range(start + 1, end) if (doc[i].is_space and "\n\n" in doc[i].text) or _breaks(doc, i)), end)


def _breaks(doc: Doc, i: int) -> bool:
    """Whether a sentence goes on with a capital after a line break: that is another line."""
    return doc[i].is_space and "\n" in doc[i].text and i + 1 < len(doc) and doc[i + 1].is_title and doc[i + 1].tag_ != "NNS"


def head_of(doc: Doc, item: tuple[int, int] | None) -> Token | None:
    return doc[item[0] : item[1]].root if item is not None else None
