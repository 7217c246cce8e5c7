"""What hangs on what: conditions, exchanges, demands and consequences, with the actors and events on either side.

The antecedent is what would come first, without its marker; the consequent is what would follow. "Even if" is left
out, because what follows holds either way; so are embedded questions ("asked if") and idioms ("if any").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import yaml
from spacy.tokens import Doc, Token

from detente.actors.cast import Cast
from detente.language.passages import Passage
from detente.reading import syntax
from detente.records import Condition, ConditionKind, Event, Statement, record_id

_MODALS = frozenset({"will", "would", "can", "could", "may", "might", "shall", "should", "'ll", "’ll", "wo", "ca", "'d", "’d"})
_INVERTED = frozenset({"should", "were", "had"})
_VAGUE = frozenset({"this", "that", "it", "which", "he", "she", "they", "i", "we", "you", "what", "who"})


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as data/conditions.yaml describes it; `words` are what to look for in the text, or lemmas for verbs."""

    words: tuple[str, ...]
    kind: ConditionKind
    frame: str
    example: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    markers: tuple[Marker, ...]
    questions: frozenset[str]
    idioms: frozenset[str]
    deontic: frozenset[str]
    wishes: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A condition as tokens of one passage."""

    marker: tuple[int, int]
    kind: ConditionKind
    antecedent: frozenset[int]
    consequent: frozenset[int]


@cache
def lexicon() -> Lexicon:
    """The markers that ship with the package, longest first."""
    raw = yaml.safe_load(files("detente.reading").joinpath("data/conditions.yaml").read_text(encoding="utf-8"))
    found = [
        Marker(tuple(words.split()), ConditionKind(group["kind"]), group["frame"], example)
        for group in raw["conditions"]
        for words, example in group["markers"].items()
    ]
    found.sort(key=lambda m: -len(m.words))
    return Lexicon(tuple(found), *(frozenset(raw[k]) for k in ("questions", "idioms", "deontic", "wishes")))


def extract_conditions(
    passages: Sequence[Passage], cast: Cast, statements: Sequence[Statement] = (), events: Sequence[Event] = ()
) -> Iterator[Condition]:
    """The conditions of a document in text order, tied to the statement that holds them and the events inside them."""
    for number, passage in enumerate(passages):
        if not passage.doc.has_annotation("DEP"):
            continue
        here = [s for s in statements if passage.block.start <= s.cue_start < passage.block.end]
        for draft in _drafts(passage.doc):
            condition = _record(draft, passage, here, events)
            if condition is not None:
                yield _with_actors(condition, number, passage, cast)


def _drafts(doc: Doc) -> Iterator[_Draft]:
    words = lexicon()
    taken: set[int] = set()
    for token in doc:
        if token.i in taken:
            continue
        draft = _inverted(token) or next((d for m in words.markers if (d := _match(token, m, words)) is not None), None)
        if draft is not None and draft.antecedent and draft.consequent:
            taken.update(range(*draft.marker))
            yield draft


def _match(token: Token, marker: Marker, words: Lexicon) -> _Draft | None:
    if marker.frame in {"subject", "depends"}:
        return _consequence(token, marker)
    end = token.i + len(marker.words)
    if tuple(t.lower_ for t in token.doc[token.i : end]) != marker.words:
        return None
    if marker.frame == "phrase":
        return _phrase(token, end, marker)
    return _clause(token, end, marker, words)


# Clauses ---------------------------------------------------------------------------------------------------------------


def _clause(token: Token, end: int, marker: Marker, words: Lexicon) -> _Draft | None:
    doc = token.doc
    if marker.words[-1] == "if" and _is_no_condition(token, end, words):
        return None
    head = _opened_by(doc, token.i, end)
    if head is None or not syntax.is_clause(head) and head.tag_ not in {"VBN", "VBG"}:
        return None
    main = _main(head, token, end)
    if main is None:
        return None
    if marker.words[-1] == "if" and (head.dep_ == "ccomp" and head.i > main.i or _asks(main, token.i, words)):
        return None
    if marker.frame == "negated" and not _is_refused(main):
        return None
    if main.dep_ == "xcomp" and syntax.is_clause(main.head) and main.head.i < main.i:
        main = main.head
    inside = set(range(*syntax.bounds(head))) | set(range(token.i, end))
    consequent = _told(main, inside)
    antecedent = {t.i for t in syntax.subtree(head)} - set(range(0, end)) - consequent
    if doc[end - 1].lower_ == "takes":
        return None
    kind = marker.kind
    if kind is ConditionKind.IF and _is_demand(main, words) and syntax.lemma(head) in words.wishes:
        return _Draft((token.i, end), ConditionKind.DEMAND, frozenset(consequent), frozenset(antecedent))
    return _Draft((token.i, end), kind, frozenset(antecedent), frozenset(consequent))


def _is_no_condition(token: Token, end: int, words: Lexicon) -> bool:
    """ "as if", "even if", "what if", "if any", "if not"."""
    doc = token.doc
    before = doc[token.i - 1].lower_ if token.i else ""
    after = doc[end].lower_ if end < len(doc) else ""
    return before in {"as", "even", "what", "or"} and token.lower_ == "if" or after in words.idioms or after in {",", ".", "?", ""}


def _opened_by(doc: Doc, start: int, end: int) -> Token | None:
    """The head of the clause that a marker opens: the head of one of its words, when it stands after the marker."""
    for i in range(end - 1, start - 1, -1):
        if doc[i].head.i >= end:
            clause = syntax.clause_head(doc[i].head)
            return clause if clause.i >= end else doc[i].head
    last = doc[end - 1]
    for c in [*last.children, *last.head.children]:
        if c.i >= end and (c.dep_ in {"acl", "ccomp", "advcl"} or c.dep_ == "obj" and syntax.child(c, "nsubj") is not None):
            return c
    return None


def _main(head: Token, token: Token, end: int) -> Token | None:
    """The head of the clause that a conditional clause belongs to; where the parse made the two siblings or swapped them, too."""
    if head.head.i != head.i and head.dep_ not in {"conj", "parataxis"}:
        host = head.head
        while token.i <= host.i < end and host.head.i != host.i:
            host = host.head
        main = syntax.clause_head(host)
        own = [c for c in syntax.children(main, "ccomp") if c.i < token.i and c != head]
        return own[-1] if own and main.i < own[-1].i < token.i else main
    return next((c for c in syntax.children(head, "parataxis", "ccomp", "conj") if c.i > head.i and syntax.is_clause(c)), None)


def _asks(main: Token, marker: int, words: Lexicon) -> bool:
    """Whether the clause is what somebody asks, knows or sees: its verb stands right before the marker."""
    near = main.doc[max(main.i, marker - 4) : marker]
    return syntax.lemma(main) in words.questions and main.i < marker and not any(t.is_punct for t in near) and marker - main.i <= 4


def _is_refused(main: Token) -> bool:
    """Whether something is refused for the time being: "will not", "cannot", "refuses to", "no … will"."""
    subject = syntax.child(main, *syntax.SUBJECTS)
    none = subject is not None and (subject.lower_ in syntax.NEGATIONS or syntax.is_negated(subject))
    refuses = any(syntax.lemma(t) in {"refuse", "decline"} for t in (main, main.head))
    return refuses or _has_modal(main) and (syntax.is_negated(main) or none or _no_object(main))


def _no_object(main: Token) -> bool:
    return any(syntax.is_negated(c) for c in syntax.children(main, "obj", "nsubj", "attr"))


def _is_demand(main: Token, words: Lexicon) -> bool:
    start, end = max(0, main.i - 5), main.i
    text = " ".join(t.lower_ for t in main.doc[start:end])
    return any(f" {d} " in f" {text} " for d in words.deontic)


def _inverted(token: Token) -> _Draft | None:
    """ "Should Kabul fall, …", "Were the talks to fail, …", "Had they asked, …"."""
    first = syntax.sentence_bounds(token)[0]
    opens = token.i == first or token.doc[token.i - 1].is_quote or token.doc[token.i - 1].text == ","
    if token.lower_ not in _INVERTED or not opens or token.i + 1 >= len(token.doc):
        return None
    head = token.head if token.head.i > token.i else token
    if token.dep_ == "cop" and syntax.child(head, "acl") is not None:
        return _were_to(token, head)
    subject = syntax.child(head, *syntax.SUBJECTS)
    if subject is None or not token.i < subject.i <= head.i or syntax.sentence_bounds(token)[1] <= head.i:
        return None
    if token.doc[syntax.sentence_bounds(token)[1] - 1].text == "?":
        return None
    main = _main(head, token, token.i + 1)
    if main is None or not _has_modal(main):
        return None
    consequent = {t.i for t in syntax.subtree(main, leaving=[head])}
    antecedent = {t.i for t in syntax.subtree(head, leaving=[main])} - consequent - {token.i}
    return _Draft((token.i, token.i + 1), ConditionKind.IF, frozenset(antecedent), frozenset(consequent))


def _were_to(token: Token, subject: Token) -> _Draft | None:
    """ "Were the talks to fail", where the parse takes "to fail" for an attribute of the talks."""
    main = syntax.clause_head(subject.head)
    if subject.head == subject or main.i < subject.i or not _has_modal(main):
        return None
    antecedent = {t.i for t in syntax.subtree(subject)} - {token.i}
    return _Draft((token.i, token.i + 1), ConditionKind.IF, frozenset(antecedent), frozenset(_told(main, antecedent | {token.i})))


def _told(main: Token, inside: set[int]) -> set[int]:
    """The tokens of a main clause without those of its condition, and without a speaker's tag."""
    tags = [c for c in syntax.children(main, "parataxis") if c.i > main.i or c.i not in inside]
    then = [c for c in syntax.children(main, "advmod", "mark") if c.dep_ == "mark" or c.lower_ == "then" and c.i < main.i]
    return {t.i for t in syntax.subtree(main, leaving=[*tags, *then])} - inside


# Phrases and consequences ------------------------------------------------------------------------------------------------


def _phrase(token: Token, end: int, marker: Marker) -> _Draft | None:
    doc = token.doc
    head = next((doc[i].head for i in range(end - 1, token.i - 1, -1) if doc[i].head.i >= end), None)
    if head is None:
        last = doc[end - 1]
        head = next((c for c in [*last.children, *last.head.children] if c.i >= end), None)
    if head is None:
        return None
    host = next((a for a in syntax.ancestors(head) if a.i < token.i or a.i > head.right_edge.i), None)
    main = syntax.clause_head(host) if host is not None else None
    if main is None or not syntax.is_clause(main):
        return None
    if marker.words == ("without",) and not (_is_refused(main) or _exists_not(main)):
        return None
    inside = set(range(*syntax.bounds(head))) | set(range(token.i, end))
    antecedent = {t.i for t in syntax.subtree(head)} - set(range(token.i, end))
    return _Draft((token.i, end), marker.kind, frozenset(antecedent), frozenset(_told(main, inside)))


def _exists_not(main: Token) -> bool:
    """ "there will be no …"."""
    return _has_modal(main) and any(syntax.is_negated(c) for c in [main, *main.children])


def _has_modal(main: Token) -> bool:
    copula = syntax.child(main, "cop")
    return any(c.lower_ in _MODALS for c in [*main.children, *(copula.children if copula is not None else ())])


def _consequence(token: Token, marker: Marker) -> _Draft | None:
    if marker.words[0] not in {syntax.lemma(token), token.lower_.removesuffix("s")}:
        return None
    subject = syntax.child(token, "nsubj", "csubj")
    if subject is None or subject.lower_ in _VAGUE or subject.i > token.i:
        return None
    end = token.i + 1
    if len(marker.words) == 2:
        follower = next((c for c in [*token.children] if syntax.marker_of(c) == marker.words[1] and c.i > token.i), None)
        if follower is None:
            return None
        heads = [follower]
        end += token.doc[end].lower_ == marker.words[1]
    else:
        heads = [c for c in token.children if c.dep_ in {"ccomp", "obj", "xcomp", "obl"} and c.i > token.i]
        heads = heads if any(h.dep_ != "obl" for h in heads) else []
    modal = any(c.dep_ == "aux" and c.lower_ in _MODALS for c in token.children)
    clause = marker.words == ("mean",) and any(h.dep_ == "ccomp" for h in heads)
    if not heads or marker.frame == "subject" and not (modal or clause) or marker.words == ("mean",) and not clause:
        return None
    after = frozenset(t.i for h in heads for t in syntax.subtree(h)) - set(range(token.i, end))
    before = frozenset(t.i for t in syntax.subtree(subject))
    first, second = (before, after) if marker.frame == "subject" else (after, before)
    return _Draft((token.i, end), marker.kind, first, second)


# Records -----------------------------------------------------------------------------------------------------------------


def _record(draft: _Draft, passage: Passage, statements: Sequence[Statement], events: Sequence[Event]) -> Condition | None:
    marker = passage.place(*draft.marker)
    holder = _holder(marker[0], statements)
    antecedent = _span(draft.antecedent, passage, holder)
    consequent = _span(draft.consequent, passage, holder)
    if antecedent is None or consequent is None:
        return None
    start, end = min(marker[0], antecedent[0], consequent[0]), max(marker[1], antecedent[1], consequent[1])
    return Condition(
        condition_id=record_id(passage.document_id, "condition", start, end, str(marker[0])),
        document_id=passage.document_id,
        start=start,
        end=end,
        text=passage.slice(start, end),
        marker=" ".join(passage.slice(*marker).lower().split()),
        kind=draft.kind,
        antecedent_start=antecedent[0],
        antecedent_end=antecedent[1],
        antecedent=passage.slice(*antecedent),
        consequent_start=consequent[0],
        consequent_end=consequent[1],
        consequent=passage.slice(*consequent),
        antecedent_event_id=_event(antecedent, events),
        consequent_event_id=_event(consequent, events),
        statement_id=holder.statement_id if holder is not None else None,
    )


def _holder(place: int, statements: Sequence[Statement]) -> Statement | None:
    """The smallest statement whose content holds a place."""
    around = [s for s in statements if any(a <= place < b for a, b in s.content_spans)]
    return min(around, key=lambda s: (s.content_end - s.content_start, s.statement_id), default=None)


def _span(tokens: frozenset[int], passage: Passage, holder: Statement | None) -> tuple[int, int] | None:
    """Document offsets of the tokens, trimmed; what the statement's source and cue say of it is left out."""
    kept = {i for i in tokens if holder is None or not _tags(passage.place(i, i + 1), holder)}
    found = [syntax.trim(passage.doc, a, b, '."“”') for a, b in syntax.runs(passage.doc[i] for i in kept)]
    found = [(a, b) for a, b in found if a < b]
    if not found:
        return None
    return passage.place(found[0][0], found[-1][1])


def _tags(place: tuple[int, int], holder: Statement) -> bool:
    inside = any(a <= place[0] < b for a, b in holder.content_spans)
    return not inside and (holder.start <= place[0] < holder.end)


def _event(span: tuple[int, int], events: Sequence[Event]) -> str | None:
    """The first event whose trigger lies in a span."""
    inside = [e for e in events if span[0] <= e.trigger_start and e.trigger_end <= span[1]]
    return min(inside, key=lambda e: e.trigger_start).event_id if inside else None


def _with_actors(condition: Condition, number: int, passage: Passage, cast: Cast) -> Condition:
    def actors(start: int | None, end: int | None) -> tuple[str, ...]:
        if start is None or end is None:
            return ()
        inside = [a for a in cast.appearances if a.passage == number and start <= a.mention.start and a.mention.end <= end]
        return tuple(dict.fromkeys(a.actor_id for a in inside))

    return replace(
        condition,
        antecedent_actor_ids=actors(condition.antecedent_start, condition.antecedent_end),
        consequent_actor_ids=actors(condition.consequent_start, condition.consequent_end),
    )
