"""Which actors the source of a statement is: the mention at its head, or the body in whose name it speaks."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from detente.actors.cast import Appearance, Cast
from detente.reading import syntax
from detente.reading.attributor import Told
from detente.reading.drafts import Stretch
from detente.reading.parsed import parsed
from detente.reading.words import grammar
from detente.records import ActorKind, MentionForm

_MOUTHPIECES = grammar("mouthpieces")
_LINKS = frozenset({"", "of", "by", "for", "from", "with", "in"})
_OWNED = frozenset({"nmod", "nmod:poss", "compound", "amod", "flat"})


def head_of(doc: Doc, span: Stretch) -> Token:
    """The token of a span whose head lies outside of it; the last such one."""
    start, end = span
    held = parsed(doc)
    heads = held.heads
    outside = (i for i in range(end - 1, start - 1, -1) if not start <= heads[i] < end or heads[i] == i)
    return held.tokens[next(outside, end - 1)]


def with_subject(told: Told, mentions: set[int], doc: Doc) -> Told:
    """What is told, with the subject of its cue as source where the network saw none and an actor stands there."""
    if told.source is not None:
        return told
    verb = head_of(doc, told.cue)
    subject = next((c for c in syntax.children(verb, "nsubj") if c.i in mentions), None) or _after_comma(told.cue, mentions, doc)
    if subject is None:
        return told
    start, end = syntax.noun_phrase(subject)
    if start < told.cue[1] and end > told.cue[0]:
        return told
    inside = {i for a, b in told.spans for i in range(a, b)} - set(range(start, end))
    spans = tuple(syntax.runs(doc[i] for i in inside))
    return replace(told, source=(start, end), spans=spans) if spans else told


def _after_comma(cue: Stretch, mentions: set[int], doc: Doc) -> Token | None:
    """The speaker of "…, believes Ann Berg.", also where the parse takes him for an object."""
    start, end = cue
    if start == 0 or doc[start - 1].text not in {",", "”", '"', "’"}:
        return None
    return next((t for t in doc[end : end + 4] if t.i in mentions and t.left_edge.i == end), None)


def source_actors(span: Stretch | None, number: int, doc: Doc, cast: Cast) -> tuple[str, ...]:
    """The actors that a source means, in order; none where nobody is named or known."""
    if span is None:
        return ()
    head = syntax.relative_target(head_of(doc, span))
    heads = [head, *(t for t in syntax.coordinated(head) if t != head and span[0] <= t.i < span[1])]
    found = [actor for token in heads for actor in _meant(token, number, cast)]
    if not found:
        one = _described(head, span, number, cast)
        found = [one] if one is not None else []
    return tuple(dict.fromkeys(found))


def _meant(head: Token, number: int, cast: Cast) -> list[str]:
    """Who a noun means: the mention at it, or at a name that is part of it."""
    for token in [head, *syntax.children(head, "flat", "appos", "compound")]:
        meant = cast.all_at(number, token)
        if meant and (token == head or token.dep_ != "compound" or meant[0].end > head.i):
            return [m.actor_id for m in meant]
    return []


def _described(head: Token, span: Stretch, number: int, cast: Cast) -> str | None:
    """The one actor whom a source names elsewhere than at its head."""
    if head.text[:1].isupper():
        titled = _titled(head, span, number, cast)
        if titled is not None:
            return titled
    named = _named(span, number, head.doc, cast)
    if named is None and (syntax.lemma(head) in _MOUTHPIECES or head.lower_ in _MOUTHPIECES):
        return _on_behalf(head, span, number, cast)
    return named


def _titled(title: Token, span: Stretch, number: int, cast: Cast) -> str | None:
    """The person of a title with "of" in it ("Secretary of State A B"), where the parse hangs the name below the "of"."""
    persons = {a.actor_id for a in cast.within(number, *span) if cast.actor(a).kind is ActorKind.PERSON and a.start > title.i}
    return persons.pop() if len(persons) == 1 else None


def _named(span: Stretch, number: int, doc: Doc, cast: Cast) -> str | None:
    """The one person whom a source names in apposition or at its beginning, where the parse tells another head."""
    start, end = span
    last = end - (doc[end - 1].text == ",")
    persons = {
        found.actor_id
        for found in cast.within(number, start, end)
        if cast.actor(found).kind is ActorKind.PERSON and found.mention.form is MentionForm.NAME
        if not _is_owner(doc, found)
        and doc[found.head].dep_ != "conj"
        and (found.start == start or doc[found.start - 1].text == "," or _ends(doc, found, last))
    }
    return persons.pop() if len(persons) == 1 else None


def _is_owner(doc: Doc, found: Appearance) -> bool:
    """Whether a mention owns what follows: "Berg's advisers"."""
    return doc[found.head].dep_ == "nmod:poss" or doc[min(found.end, len(doc) - 1)].tag_ == "POS"


def _ends(doc: Doc, found: Appearance, last: int) -> bool:
    return found.end == last and doc[found.start - 1].pos_ != "ADP"


def _on_behalf(head: Token, span: Stretch, number: int, cast: Cast) -> str | None:
    """The one body whose mouthpiece speaks: "a Foreign Ministry spokesman", "a report by the United Nations".

    Never a person: advisers are not those whom they advise.
    """
    bodies: dict[str, Appearance] = {}
    for found in cast.within(number, *span):
        token = head.doc[found.head]
        owns = token.head == head and token.dep_ in _OWNED and syntax.marker_of(token) in _LINKS
        if owns and cast.actor(found).kind is not ActorKind.PERSON:
            bodies.setdefault(found.actor_id, found)
    if len(bodies) > 1:
        bodies = {i: f for i, f in bodies.items() if cast.actor(f).kind is not ActorKind.STATE}
    return next(iter(bodies)) if len(bodies) == 1 else None
