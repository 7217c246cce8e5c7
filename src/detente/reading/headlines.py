"""Verbs that a tagger takes for nouns or adjectives, mostly in headlines: "Peru backs Chile", "police disperse crowd".

The tree of such a sentence is of no use, so who does it to whom is read off the order of the words: English headlines are
subject, verb, object.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading.frames import lexicon
from detente.reading.parsed import Parsed, parsed
from detente.reading.words import grammar, irregular_pasts

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MISTAKEN = _NOUNS | {"JJ"}
_BEFORE = _NOUNS | {"JJ", "CD", "POS", ",", "CC", "HYPH", "DT", "IN", "VBN", "FW", "-LRB-", "-RRB-"}
_INSIDE = _NOUNS | {"JJ", "JJR", "JJS", "CD", "DT", "PRP$", "POS", "HYPH", "VBN", "$"}
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PLURALS = frozenset({"NNS", "NNPS"})
_COLLECTIVE = grammar("collectives")
_OWN = frozenset({"cop", "det", "amod", "nmod:poss", "nummod"})
_MOST = 9


def is_headline_verb(token: Token) -> bool:
    """Whether a word tagged as noun or adjective is the verb of its sentence, by its own subject or by the order of words."""
    held = parsed(token.doc)
    i = token.i
    tag = held.tags[i]
    if tag not in _MISTAKEN or i == 0 or not token.is_lower:
        return False
    if tag in _NOUNS and _has_subject(held, i):
        return True
    before = held.tags[i - 1]
    if before not in _NOUNS and not (before == "JJ" and token.dep_ == "ROOT" and tag == "NNS"):
        return False
    if not _agrees(held, i) or not _opens(held, i, token.sent.start):
        return False
    return _is_object_next(held, i) or (held.lower[i].endswith("s") and _is_only_verb(held, i))


def _has_subject(held: Parsed, i: int) -> bool:
    """Whether the parser, against the tagger, gave the word a subject right before it, or an auxiliary."""
    names = held.relations
    below = held.below[i]
    if any(names[c] in _OWN for c in below):
        auxiliary = any(names[c] == "cop" and held.tags[c][:2] == "VB" for c in below)
        return auxiliary and held.lower[i].endswith("ing") and not any(names[c] in {"det", "amod"} for c in below)
    subjects = [c for c in below if names[c] in {"nsubj", "nsubj:pass"} and c < i]
    if not subjects:
        return False
    word, last = held.lower[i], held.tokens[subjects[-1]].right_edge.i
    if last != i - 1 and not (last == i - 2 and held.tags[i - 1] == "RB"):
        return False
    return word.endswith("s") or word in irregular_pasts()


def _agrees(held: Parsed, i: int) -> bool:
    """Whether the word can be a verb after the noun before it: "junta lifts", "bombers overfly", "Dublin, Belfast link"."""
    word, before, tag = held.lower[i], held.tags[i - 1], held.tags[i]
    if tag == "JJ" and word.endswith("ed"):
        head = held.tokens[i].head
        return held.relations[i] == "amod" and head.i > i and not any(held.relations[c] == "det" for c in held.below[head.i])
    plural = before in _PLURALS or held.lower[i - 1] in _COLLECTIVE
    if word.endswith("s") and not word.endswith("ss"):
        return tag != "JJ" and not plural
    if tag in _PLURALS:
        return False
    return plural or (before in _NOUNS and any(held.lower[k] in {",", "and"} for k in range(max(0, i - 4), i - 1)))


def _is_object_next(held: Parsed, i: int) -> bool:
    """Whether a direct object follows, at once or after a particle."""
    at = i + 1
    if at < len(held.tags) and held.lower[at] in grammar("particles") and held.tags[at] in {"RP", "IN", "RB"}:
        at += 1
    if at >= len(held.tags):
        return False
    tag = held.tags[at]
    return tag in {"NNP", "NNPS", "DT", "PRP$", "PRP", "CD", "JJ", "NNS", "NN", "FW", "$"}


def _is_only_verb(held: Parsed, i: int) -> bool:
    """Whether a word that ends a headline, or has a preposition after it, is no noun of the lexicon: "minister quits over …"."""
    if i + 1 < len(held.tags) and held.tags[i + 1] not in {"IN", "TO"}:
        return False
    known = held.lower[i] not in lexicon().nouns and held.lower[i] in lexicon().verbs
    return known and not any(t.tag_ in _FINITE for t in held.tokens[i].sent)


def _opens(held: Parsed, i: int, start: int) -> bool:
    """Whether only the subject stands before the word, and no other finite verb right behind its object."""
    if i - start > _MOST or i == start or held.tags[start] == "IN":
        return False
    before = held.tags[start:i]
    if any(tag not in _BEFORE for tag in before) or (held.tags[i - 1] == "NN" and "IN" in before and held.tags[i] == "NN"):
        return False
    _, end = _span(held, i)
    return not (end < len(held.tags) and held.tags[end] in _FINITE - {"VBP"} and held.lower[end - 1] != ",")


def _span(held: Parsed, i: int) -> tuple[int, int]:
    """Where the object's noun phrase begins and ends."""
    at = i + 1
    if at < len(held.tags) and held.lower[at] in grammar("particles"):
        at += 1
    end = at
    while end < len(held.tags) and (held.tags[end] in _INSIDE or held.lower[end] == "and"):
        end += 1
    return at, end


def headline_sides(verb: Token) -> tuple[list[Token], list[Token]]:
    """The heads of subject and object around a headline's verb, by position; conjuncts each by themselves."""
    held = parsed(verb.doc)
    start, i = verb.sent.start, verb.i
    subjects = [i - 1] if i > start else []
    for k in range(i - 2, start, -1):
        if held.lower[k] in {",", "and"} and held.tags[k - 1] in _NOUNS | {"JJ"} and held.lower[k - 1] not in {",", "and"}:
            subjects.insert(0, k - 1)
    if len(subjects) == 1 and i - 2 >= start and not held.below[i - 1] and held.tags[i - 2] in {"NNP", "JJ"}:
        subjects.append(i - 2)
    at, end = _span(held, i)
    nouns = [k for k in range(at, end) if held.tags[k] in _NOUNS]
    return [held.tokens[k] for k in subjects], [held.tokens[nouns[-1]]] if nouns else []
