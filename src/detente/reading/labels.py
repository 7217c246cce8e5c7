"""Who speaks by the form of a headline or line: "Poll: most want peace", "Talks to resume: report", "KARIMOV: We are ready"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from detente.actors.cast import Cast
from detente.language.passages import Passage
from detente.reading.saying import lexicon
from detente.reading.scene import Attribution
from detente.reading.statement_kinds import QUOTE_MARKS
from detente.records import Act, ActorKind, BlockRole

_LONGEST_HEAD = 10
_LONGEST_TAIL = 6
_SEPARATORS = frozenset({":", "-", "–", "—", "|"})
_ADDRESSING = frozenset({"to", "on", "at", "in", "after", "about"})
_OWN_WORDS = frozenset({"we", "our", "us", "must", "should", "won't", "not", "i", "my", "your", "you"})
_SAYS = frozenset(
    {"say", "says", "said", "report", "reports", "claim", "claims", "warn", "warns", "find", "finds", "show", "shows"}
)
_RUBRICS = frozenset(
    {
        "exclusive", "watch", "analysis", "opinion", "live", "video", "photos", "update", "updates", "breaking", "interview",
        "explainer", "factbox", "timeline", "review", "editorial", "comment", "transcript", "podcast", "more", "read", "note",
        "correction", "related", "photo", "image", "caption", "listen", "listing",
    }
)  # fmt: skip


def labels(passage: Passage, number: int, cast: Cast, alone: bool) -> list[Attribution]:
    """What the label before a colon or the source at the end of a headline tells.

    `alone` says that the document is nothing but this headline: then an outlet at its end is who reports it.
    """
    if passage.block.role is not BlockRole.TITLE:
        found = _line(passage, number, cast)
        return [found] if found is not None else []
    return list(_headline(passage, number, cast, alone))


def tail_of(passage: Passage, number: int, cast: Cast) -> int | None:
    """The mark before the source or outlet at the end of a headline: its last colon, dash or bar."""
    doc = passage.doc
    mark = next((t.i for t in reversed(doc[-_LONGEST_TAIL - 1 :]) if t.text in _SEPARATORS), None)
    if mark is None or mark < 2 or mark + 1 >= len(doc):
        return None
    tail = doc[mark + 1 :]
    named = _actor_kind(tail, number, cast) is not None or _is_label(tail) or tail[-1].ent_type_ == "PERSON"
    return mark if named and _tells(doc[:mark]) and not _has_verb(tail) else None


def _tells(span: Span) -> bool:
    """Whether the words of a headline tell something: a verb, an infinitive, or an adjective that is no attribute."""
    return any(t.pos_ in {"VERB", "AUX"} or t.lower_ == "to" or (t.pos_ == "ADJ" and t.dep_ != "amod") for t in span)


def _headline(passage: Passage, number: int, cast: Cast, alone: bool) -> Iterator[Attribution]:
    doc = passage.doc
    tail = tail_of(passage, number, cast)
    end = tail if tail is not None else len(doc)
    colon = next((t.i for t in doc[: min(_LONGEST_HEAD, end)] if t.text == ":"), None)
    first = max((t.i + 1 for t in doc[: colon or 0] if t.text in _SEPARATORS), default=0)
    first = next((t.i for t in doc[first : colon or 0] if t.text not in QUOTE_MARKS), 0)
    if colon and colon + 1 < end and _opens_speech(doc[first:colon], doc[colon + 1 : end], number, cast):
        source = _before_preposition(doc[first:colon])
        content = frozenset(range(colon + 1, end))
        yield Attribution((colon, colon + 1), Act.ASSERT, source.root, content, (source.start, source.end))
    elif tail is not None and _reports(doc, tail, _actor_kind(doc[tail + 1 :], number, cast), alone):
        source = _interviewed(doc[tail + 1 :])
        yield Attribution((tail, tail + 1), Act.ASSERT, source.root, frozenset(range(tail)), (source.start, source.end))
    closing = _says_last(doc[:end])
    if closing is not None:
        yield closing


def _says_last(title: Span) -> Attribution | None:
    """ "Deal near, says Berg", "Deal near, Berg says": a comma, a verb of saying and a name, to the end."""
    comma = next((t.i for t in reversed(title[-_LONGEST_TAIL - 2 :]) if t.text == ","), None)
    if not comma or comma + 2 >= title.end or not any(t.is_alpha for t in title.doc[:comma]):
        return None
    rest = title.doc[comma + 1 : title.end]
    for verb, source in ((rest[0], rest[1:]), (rest[-1], rest[:-1])):
        noun = source[-1].pos_ in {"PROPN", "NOUN"}
        if verb.lower_ in _SAYS and noun and not _has_verb(source) and not any(t.is_quote for t in source):
            content = frozenset(range(comma))
            return Attribution((verb.i, verb.i + 1), Act.ASSERT, source.root, content, (source.start, source.end))
    return None


def _reports(doc: Doc, mark: int, kind: ActorKind | None, alone: bool) -> bool:
    """Whether what ends a headline is who tells it, not the site that it stands on."""
    if kind is ActorKind.MEDIA:
        return alone or doc[mark].text == ":"
    return doc[mark].text != "|"


def _opens_speech(head: Span, rest: Span, number: int, cast: Cast) -> bool:
    """Whether a short head before a colon speaks the rest of the headline."""
    if not len(head) or _has_verb(head) or head[-1].lower_ in _RUBRICS or not any(t.is_alpha for t in rest):
        return False
    who = _before_preposition(head)
    if any(t.pos_ == "ADP" and t.lower_ != "of" for t in who) or head[-1].pos_ in {"ADP", "ADV"}:
        return False
    if rest[0].text in QUOTE_MARKS and who[-1].pos_ in {"PROPN", "NOUN"}:
        return True
    if any(t.lower_ in {"and", "v", "vs", "versus"} for t in who):
        return False
    if _is_label(who) or who[-1].ent_type_ == "PERSON":
        return True
    kind = _actor_kind(who, number, cast)
    if kind is not ActorKind.STATE:
        return kind is not None
    return rest[-1].text != "?" and any(t.lower_ in _OWN_WORDS and not (len(t) > 1 and t.text.isupper()) for t in rest)


def _before_preposition(head: Span) -> Span:
    """ "Trump to Iran", "Berg on trade": who speaks, without whom to or what about."""
    cut = next((t.i for t in head[1:-1] if t.lower_ in _ADDRESSING), head.end)
    return head.doc[head.start : cut]


def _interviewed(tail: Span) -> Span:
    """ "interview with Berg": Berg."""
    cut = next((t.i + 1 for t in tail[:-1] if t.lower_ == "with"), tail.start)
    return tail.doc[cut : tail.end]


def _is_label(span: Span) -> bool:
    return span[-1].lower_ in lexicon().labels


def _has_verb(span: Span) -> bool:
    return any(t.pos_ in {"VERB", "AUX"} and not t.text.isupper() for t in span)


def _actor_kind(span: Span, number: int, cast: Cast) -> ActorKind | None:
    """The kind of the actor whose mention ends with a span and begins near its start."""
    appearance = cast.at(number, span.end - 1)
    near = appearance is not None and appearance.end == span.end and appearance.start <= span.start + 3
    return cast.actor(appearance).kind if near and appearance is not None else None


def _line(passage: Passage, number: int, cast: Cast) -> Attribution | None:
    """ "KARIMOV: We are ready": a name in capitals; not a rubric, nor the place that a dispatch comes from."""
    doc = passage.doc
    colon = next((t.i for t in doc[:7] if t.text == ":"), None)
    if not colon or colon + 3 > len(doc):
        return None
    start = next((t.i for t in doc[:colon] if t.text not in QUOTE_MARKS), 0)
    head = doc[start:colon]
    capital = any(t.is_alpha for t in head) and all(t.text.isupper() for t in head if t.is_alpha)
    if not capital or not any(len(t) > 2 for t in head) or any(t.lower_ in _RUBRICS for t in head):
        return None
    kind = _actor_kind(head, number, cast)
    person = head[-1].ent_type_ == "PERSON" or any(t.lower_ in _OWN_WORDS and not t.text.isupper() for t in doc[colon + 1 :])
    if kind is ActorKind.STATE or not (kind is not None or person or _is_label(head)):
        return None
    return Attribution((colon, colon + 1), Act.ASSERT, head[-1], frozenset(range(colon + 1, len(doc))), (start, colon))
