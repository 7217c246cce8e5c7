"""Questions that extractors ask of a parse: subjects, negation, the tokens under a head, the clause around one.

Labels are Universal Dependencies v2 (de Marneffe et al. 2021) with `nsubj:pass`, `aux:pass`, `acl:relcl`,
`nmod:poss` and `compound:prt`; `ROOT` is the root. Walks are iterative, so that no tree is too deep, and every
function answers something harmless for a token without a parse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Doc, Token

from detente.reading.parsed import Parsed, parsed

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
CLAUSAL = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "nothing", "none", "hardly", "without"})
_BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re", "’re", "am", "'m"})
_TRIMMED = frozenset(",;:—–- ") | {"--", "…", "..."}
_TIMES = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday",
    "tomorrow", "tonight", "month",
    "week", "year", "weekend", "day", "morning", "afternoon", "evening", "night", "january", "february",
    "march", "april", "june",
    "july", "august", "september", "october", "november", "december",
})  # fmt: skip
_MARKERS = frozenset({"case", "mark"})
_PASSIVE = frozenset({"nsubj:pass", "aux:pass"})
_NEGATING = frozenset({"advmod", "det", "cc", "aux"})
_CLAUSE = SUBJECTS | {"cop"}
_HELPERS = frozenset({"aux", "aux:pass", "cop"})
_NOT = frozenset({"not", "n't", "n’t"})
_ASIDES = frozenset({"particular", "addition", "turn", "fact", "general", "part", "interview", "statement"})


def lemma(token: Token) -> str:
    """The lemma in lower case; the word itself where the pipeline gave none."""
    return parsed(token.doc).lemmas[token.i]


def forms(token: Token) -> list[str]:
    """The lemma, then what the word may be a regular form of, for words that the lemmatizer does not know."""
    held = parsed(token.doc)
    return [held.lemmas[token.i], *_regular(held.lower[token.i])]


@lru_cache(maxsize=16384)
def _regular(word: str) -> tuple[str, ...]:
    stems = [word.removesuffix(e) for e in ("s", "d", "ed", "ing") if word.endswith(e)]
    return (word, *stems, *(w + "e" for w in stems if word.endswith("ing")))


def children(token: Token, *relations: str) -> list[Token]:
    """The dependents of a token in text order, only those with one of the relations if any is named."""
    held = parsed(token.doc)
    below = held.below[token.i]
    if not below:
        return []
    tokens = held.tokens
    if not relations:
        return [tokens[i] for i in below]
    names = held.relations
    return [tokens[i] for i in below if names[i] in relations]


def child(token: Token, *relations: str) -> Token | None:
    """The first dependent with one of the relations."""
    held = parsed(token.doc)
    names = held.relations
    for i in held.below[token.i]:
        if names[i] in relations:
            return held.tokens[i]
    return None


def has_child(token: Token, relations: frozenset[str]) -> bool:
    """Whether a dependent has one of the relations."""
    held = parsed(token.doc)
    names = held.relations
    return any(names[i] in relations for i in held.below[token.i])


def subtree(head: Token, without: frozenset[str] = frozenset(), leaving: Iterable[Token] = ()) -> list[Token]:
    """The tokens under a head, in text order; branches with a relation in `without`, or headed in `leaving`, are cut."""
    held = parsed(head.doc)
    names, below = held.relations, held.below
    left = {t.i for t in leaving}
    found = []
    waiting = [head.i]
    while waiting:
        at = waiting.pop()
        found.append(at)
        waiting += [i for i in below[at] if names[i] not in without and i not in left] if without or left else below[at]
    tokens = held.tokens
    return [tokens[i] for i in sorted(found)]


def bounds(head: Token) -> tuple[int, int]:
    """First token and end token (exclusive) of everything under a head."""
    return head.left_edge.i, head.right_edge.i + 1


def runs(tokens: Iterable[Token]) -> list[tuple[int, int]]:
    """The unbroken stretches (start, end exclusive) that the tokens make."""
    found: list[tuple[int, int]] = []
    start = end = -1
    for i in sorted({t.i for t in tokens}):
        if i != end:
            if end >= 0:
                found.append((start, end))
            start = i
        end = i + 1
    if end >= 0:
        found.append((start, end))
    return found


def trim(doc: Doc, start: int, end: int, stops: str = "") -> tuple[int, int]:
    """The stretch without commas, dashes, spaces (and the characters of `stops`) at its ends; may become empty."""
    while start < end and (doc[start].is_space or doc[start].text in _TRIMMED or doc[start].text in stops):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in _TRIMMED or doc[end - 1].text in stops):
        end -= 1
    return start, end


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first."""
    held = parsed(token.doc)
    heads, at = held.heads, token.i
    while heads[at] != at:
        at = heads[at]
        yield held.tokens[at]


def tops(tokens: Sequence[Token]) -> list[Token]:
    """Those of a text's tokens that hang on none of the others."""
    heads = parsed(tokens[0].doc).heads if tokens else []
    inside = {t.i for t in tokens}
    return [t for t in tokens if heads[t.i] not in inside or heads[t.i] == t.i]


def coordinated(head: Token) -> list[Token]:
    """The head and all that is joined to it by "and", "or" or a comma."""
    held = parsed(head.doc)
    names, below = held.relations, held.below
    found = [head.i]
    for at in found:
        found += [i for i in below[at] if names[i] == "conj"]
    return [held.tokens[i] for i in sorted(found)] if len(found) > 1 else [head]


def first_conjunct(token: Token) -> Token:
    """The token that a coordination hangs on."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def subject(predicate: Token) -> Token | None:
    """The subject's head: its own, that of the verb it is joined to ("came and said"), or the controller's ("tried to say").

    A participle that modifies a noun ("officials saying …") has that noun for subject, unless it is passive.
    """
    token = predicate
    for _ in range(6):
        own = children(token, *SUBJECTS)
        if own:
            return relative_target(min(own, key=lambda t: abs(t.i - predicate.i)))
        if token.dep_ == "acl" and token.tag_ == "VBG":
            return token.head
        if token.dep_ not in {"conj", "xcomp", "advcl"} or token.head.i == token.i:
            return None
        if token.dep_ == "advcl" and token.tag_ not in {"VBG", "VB"}:
            return None
        controller = child(token.head, "obj") if token.dep_ == "xcomp" else None
        if controller is not None and not {"promise", "threaten", "vow"} & set(forms(token.head)):
            return controller
        token = token.head
    return None


def relative_target(token: Token) -> Token:
    """For "who", "which", "that": the noun that the relative clause describes; any other token itself."""
    if token.tag_ not in {"WP", "WDT"} and token.lower_ not in {"who", "which", "that"}:
        return token
    clause = next((a for a in ancestors(token) if a.dep_ in CLAUSAL), None)
    return clause.head if clause is not None and clause.dep_ == "acl:relcl" else token


def agent(predicate: Token) -> Token | None:
    """Who does it in a passive: the head of the "by" phrase."""
    return next((c for c in children(predicate, "obl", "nmod") if marker_of(c) == "by"), None)


def marker_of(token: Token) -> str:
    """The preposition or conjunction that introduces a phrase or clause, in lower case ("" if none, "as long as" whole)."""
    return marker_at(parsed(token.doc), token.i)


def marker_at(held: Parsed, at: int) -> str:
    """The same of a token by its place in a parse's lists."""
    names, lower = held.relations, held.lower
    for first in held.below[at]:
        if names[first] in _MARKERS:
            return " ".join([lower[first], *(lower[i] for i in held.below[first] if names[i] == "fixed")])
    return ""


def is_passive(predicate: Token) -> bool:
    """Whether a verb stands in the passive, also as a bare participle after a noun ("troops sent by NATO")."""
    if has_child(predicate, _PASSIVE):
        return True
    return predicate.tag_ == "VBN" and predicate.dep_ in {"acl", "amod", "acl:relcl"} and child(predicate, "aux", "nsubj") is None


def is_negated(token: Token) -> bool:
    """Whether "not", "never", "no" … hangs on the token."""
    held = parsed(token.doc)
    return any(held.lower[i] in NEGATIONS and held.relations[i] in _NEGATING for i in held.below[token.i])


def is_clause(token: Token) -> bool:
    """Whether a token heads something that can be told: a verb, or a noun or adjective with a subject."""
    return parsed(token.doc).pos[token.i] in {"VERB", "AUX"} or has_child(token, _CLAUSE)


def verb_group(predicate: Token) -> tuple[int, int]:
    """The verb with its auxiliaries, negation, adverbs before it and particle: "has not yet made", "carried out"."""
    start, end = predicate.i, predicate.i + 1
    held = parsed(predicate.doc)
    names, below = held.relations, held.below
    before = {i for i in below[start] if names[i] in _HELPERS or held.lower[i] in _NOT or (names[i] == "advmod" and not below[i])}
    while start - 1 in before:
        start -= 1
    particle = child(predicate, "compound:prt")
    if particle is not None and particle.i == end:
        end += 1
    return start, end


def noun_phrase(head: Token, leaving: Iterable[Token] = ()) -> tuple[int, int]:
    """The noun phrase around a head, without the relative clause, participle or aside that trails it.

    An apposition stays ("Omar Nessar, the director of a centre"): it says who the source is. What follows
    a dropped branch is dropped too, so that the phrase is one stretch. When something was said ("a group of doctors in 2015")
    is no part of who said it.
    """
    cut = frozenset({"acl:relcl", "parataxis", "advcl", "cop", "nsubj", "ccomp", "discourse", "mark", "aux", "csubj"})
    doc = head.doc
    asides = [c for c in children(head, "acl", "nmod") if c.i > head.i and after_comma(c) and _is_aside(c)]
    tokens = subtree(head, cut, leaving=[*children(head, "case", "cc"), *asides, *leaving])
    first, last = next((a, b) for a, b in runs(tokens) if a <= head.i < b)
    first, last = trim(doc, first, last, '"“”.')
    return first, _before_time(doc, head.i, last)


def _is_aside(token: Token) -> bool:
    """ ", speaking in Oslo" or ", like Berg" after a name."""
    return token.tag_ == "VBG" if token.dep_ == "acl" else marker_of(token) in {"like", "unlike", "including", "such as", "along"}


def _before_time(doc: Doc, head: int, end: int) -> int:
    """Where a noun phrase ends without the time or aside at its end: "officials on Monday", "the envoy, in particular"."""
    last = doc[end - 1]
    if end - 1 <= head or last.head.i != head or not (is_time(last) or last.lower_ in _ASIDES):
        return end
    first = end - 1
    while first - 1 > head and doc[first - 1].pos_ in {"DET", "ADV", "ADJ", "NUM"}:
        first -= 1
    if doc[first - 1].pos_ == "ADP" and first - 1 > head:
        return trim(doc, head, first - 1)[1] if doc[first - 1].lower_ != "of" else end
    return trim(doc, head, first)[1] if is_time(doc[end - 1]) else end


def after_comma(token: Token) -> bool:
    """Whether all that hangs on a token begins with a comma or right after one."""
    first = token.left_edge
    return first.text == "," or (first.i > 0 and token.doc[first.i - 1].text == ",")


def is_time(token: Token) -> bool:
    """Whether a word names a day, a month, a year or the like: it can stand where a subject stands, but says nothing."""
    return token.lower_ in _TIMES or (len(token) == 4 and token.text.isdigit() and token.text[:2] in {"18", "19", "20"})


def clause_head(token: Token) -> Token:
    """The head of the clause that a token stands in; the token itself if it heads one."""
    if token.dep_ in CLAUSAL or is_clause(token):
        return token
    return next((a for a in ancestors(token) if a.dep_ in CLAUSAL or is_clause(a)), token)


def sentence_bounds(token: Token) -> tuple[int, int]:
    """First token and end token (exclusive) of the sentence; the whole Doc where no sentences are marked."""
    return parsed(token.doc).sentence(token.i)
