"""Who says so: statements, beliefs and intentions ascribed to a source, in a document's parsed text.

The model of what an attribution is: PolNeAR (Newell, Margolin and Ruths, LREC 2018). A source is the whole noun
phrase with its apposition but without a trailing relative clause; a content keeps its quotation marks and "that".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc, Token

from detente.actors.cast import Cast
from detente.language.passages import Passage
from detente.reading import syntax
from detente.reading.cues import find
from detente.reading.saying import lexicon
from detente.reading.scene import Attribution, Scene
from detente.reading.speakers import Stage, beside, free_quotes, is_all_quoted, signature_alone, stands_alone
from detente.records import Act, ActorKind, BlockRole, Statement, StatementKind, record_id

_QUOTE_MARKS = frozenset("\"“”„«»'‘’") | {"``", "''"}
_DATED = re.compile(
    r"(?i:yesterday|today|tomorrow|tonight|earlier|ago|recently|previously|last|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?$"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)$"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?$|(?:1[89]|20)\d\d$"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a statement stands: its passage, the number of that passage, and the scene made of it."""

    number: int
    passage: Passage
    scene: Scene


@dataclass(frozen=True, slots=True)
class _Draft:
    """A statement as tokens of one passage; `spans` are the unbroken stretches of its content."""

    found: Attribution
    source: tuple[int, int] | None
    spans: tuple[tuple[int, int], ...]

    @property
    def cue(self) -> tuple[int, int]:
        return self.found.cue


def extract_statements(passages: Sequence[Passage], cast: Cast, on: date | None = None) -> Iterator[Statement]:
    """The statements of a document in text order; `on` is the document's date, kept where the sentence names no other."""
    stage = Stage(cast)
    for number, passage in enumerate(passages):
        place = _Place(number, passage, Scene.of(passage.doc, passage.text))
        stage.next_passage()
        statements = []
        for found in _attributions(place, passages, cast, stage):
            draft = _draft(found, place.scene)
            if draft is None:
                continue
            speaker = found.speaker or _source_actor(draft, number, cast)
            if speaker is None and found.source is not None:
                speaker = stage.pronoun(found.source)
            if found.cue[0] not in place.scene.in_quote or found.speaker is not None:
                stage.spoke(speaker)
            statements.append(_statement(draft, place, speaker, on))
        if not statements:
            stage.spoke(stage.subject(number, passage.doc) if passage.block.role is not BlockRole.TITLE else None)
        yield from _nested(statements)


def _attributions(place: _Place, passages: Sequence[Passage], cast: Cast, stage: Stage) -> list[Attribution]:
    """All that is ascribed to anybody in a passage, by its words or by those around it."""
    doc, scene, number = place.passage.doc, place.scene, place.number
    found = list(find(scene)) if doc.has_annotation("DEP") else []
    label = _label(place, cast)
    if label is not None and not any(a.cue[0] <= label.cue[0] for a in found):
        found.insert(0, label)
    found = list(_with_followers(found, scene))
    free = free_quotes(scene, found) if scene.quotes else []
    if free and len(free) == len(scene.quotes) and is_all_quoted(scene):
        signature = signature_alone(passages[number + 1].doc) if number + 1 < len(passages) else None
        signer = cast.at(number + 1, signature) if signature is not None else None
        speaker = signer.actor_id if signer is not None else stage.last if signature is None else None
        if speaker is None:
            return found
        content = frozenset(range(free[0][0], free[-1][-1] + 1))
        return [Attribution((free[0][0], free[0][0] + 1), Act.ASSERT, None, content, None, speaker), *found]
    if free:
        found = sorted([*found, *beside(scene, free, number, stage)], key=lambda a: a.cue)
    return found


def _draft(found: Attribution, scene: Scene) -> _Draft | None:
    """Trimmed spans; None when nothing but punctuation is left."""
    doc = scene.doc
    source = found.source_span
    if source is None and found.source is not None:
        source = syntax.noun_phrase(found.source)
    content = set(found.content) - set(range(*source or (0, 0)))
    if doc[found.cue[0]].text not in _QUOTE_MARKS:
        content -= set(range(*found.cue))
    spans = []
    for first, last in _joined(content, doc):
        start, end = _trimmed(doc, first, last, scene)
        if any(t.is_alpha or t.like_num for t in doc[start:end]):
            spans.append((start, end))
    return _Draft(found, source, tuple(spans)) if spans else None


def _joined(content: set[int], doc: Doc) -> list[tuple[int, int]]:
    """The runs of content tokens; a gap of mere punctuation does not interrupt."""
    found: list[tuple[int, int]] = []
    for start, end in syntax.runs(doc[i] for i in content):
        if found and all(t.is_punct or t.is_space for t in doc[found[-1][1] : start]):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _trimmed(doc: Doc, start: int, end: int, scene: Scene) -> tuple[int, int]:
    """Without edge commas, the final stop outside quotation marks, and marks whose partner lies outside."""
    while True:
        before = (start, end)
        start, end = syntax.trim(doc, start, end)
        if end - start > 1 and doc[end - 1].text in {".", "(", ")"} and doc[end - 1].i not in scene.in_quote:
            end -= 1
        for edge in (start, end - 1):
            if start < end and doc[edge].text in _QUOTE_MARKS and not _has_partner(edge, start, end, scene):
                start, end = (start + 1, end) if edge == start else (start, end - 1)
        if (start, end) == before or start >= end:
            return start, end


def _has_partner(mark: int, start: int, end: int, scene: Scene) -> bool:
    """Whether a quotation that begins or ends with this mark lies inside the stretch."""
    quote = scene.around(mark)
    return quote is not None and start <= quote[0] and quote[-1] < end


def _with_followers(attributions: Sequence[Attribution], scene: Scene) -> Iterator[Attribution]:
    """Attributions, each with the whole-sentence quotations that follow its own and have no speaker themselves."""
    outer = [a for a in attributions if a.cue[0] not in scene.in_quote]
    taken = set().union(*(a.content for a in outer), *(range(*a.cue) for a in outer))
    free = [q for q in scene.quotes if taken.isdisjoint(q) and stands_alone(q, scene)]
    grown: dict[int, set[int]] = {}
    ends = [
        (k, max(a.content)) for k, a in enumerate(attributions)
        if a.source is not None and a.cue[0] not in scene.in_quote and not scene.in_quote.isdisjoint(a.content)
    ] if free else []  # fmt: skip
    for q in free:
        before = next((k for k, end in reversed(ends) if end < q[0]), None)
        if before is not None and _is_next(attributions[before], grown.get(before, set()), q, scene):
            grown.setdefault(before, set()).update(q)
    for k, found in enumerate(attributions):
        yield replace(found, content=found.content | grown[k]) if k in grown else found


def _is_next(found: Attribution, grown: set[int], quote: range, scene: Scene) -> bool:
    """Whether a quotation follows in the sentence after the attribution, with no words of the text between."""
    last = max([*found.content, *grown, found.cue[1] - 1, found.source.right_edge.i if found.source is not None else 0])
    stop = next((t.i for t in scene.doc[last + 1 : quote[0]] if t.text in {".", "!", "?"}), last)
    return all(t.is_punct or t.is_space for t in scene.doc[stop + 1 : quote[0]]) and quote[0] - last < 60


def _label(place: _Place, cast: Cast) -> Attribution | None:
    """ "Poll: most want peace", "KARIMOV: We are ready": a short head, a colon and a clause, as in headlines and transcripts."""
    doc = place.passage.doc
    colon = next((t.i for t in doc[:7] if t.text == ":"), None)
    if not colon or colon + 3 > len(doc):
        return None
    start = next((t.i for t in doc[:colon] if t.text not in _QUOTE_MARKS), 0)
    head = doc[start:colon]
    if not len(head) or any(t.pos_ in {"VERB", "AUX"} and not t.text.isupper() for t in head):
        return None
    capital = any(t.is_alpha for t in head) and all(t.text.isupper() for t in head if t.is_alpha)
    if place.passage.block.role is not BlockRole.TITLE:
        named = capital and any(len(t) > 2 for t in head)
    else:
        named = any(t.ent_type_ == "PERSON" for t in head) or head[-1].lower_ in lexicon().labels
        named = named or _speaks_in_title(place, cast, colon)
    if not named:
        return None
    return Attribution((colon, colon + 1), Act.ASSERT, head[-1], frozenset(range(colon + 1, len(doc))), (start, colon))


def _speaks_in_title(place: _Place, cast: Cast, colon: int) -> bool:
    """Whether the name before a colon speaks: an actor who is no state; a state only before "we" or what must be."""
    doc = place.passage.doc
    appearance = cast.at(place.number, colon - 1)
    if appearance is None or appearance.end != colon or appearance.start > 1:
        return False
    if cast.actor(appearance).kind is not ActorKind.STATE:
        return True
    own = {"we", "our", "us", "must", "should", "won't", "not"}
    return doc[len(doc) - 1].text != "?" and any(t.lower_ in own for t in doc[colon + 1 :])


def _statement(draft: _Draft, place: _Place, speaker: str | None, on: date | None) -> Statement:
    passage = place.passage
    cue = passage.place(*draft.cue)
    spans = tuple(passage.place(*span) for span in draft.spans)
    source = passage.place(*draft.source) if draft.source is not None else None
    start = min(cue[0], spans[0][0], source[0] if source else cue[0])
    end = max(cue[1], spans[-1][1], source[1] if source else cue[1])
    return Statement(
        statement_id=record_id(passage.document_id, "statement", start, end, str(cue[0])),
        document_id=passage.document_id,
        start=start,
        end=end,
        text=passage.slice(start, end),
        cue_start=cue[0],
        cue_end=cue[1],
        content_start=spans[0][0],
        content_end=spans[-1][1],
        content_spans=spans,
        content=" ".join(passage.slice(*span) for span in spans),
        kind=_kind(draft, place.scene),
        act=draft.found.act,
        source_actor_id=speaker,
        source_start=source[0] if source else None,
        source_end=source[1] if source else None,
        said_on=None if _names_date(draft, passage.doc) else on,
    )


def _source_actor(draft: _Draft, number: int, cast: Cast) -> str | None:
    """Who the source is: the appearance at its head, else at a name that is part of the head ("Minister Ivan Petrov")."""
    head = draft.found.source
    if head is None:
        return None
    for token in [head, *syntax.children(head, "flat", "appos", "compound")]:
        appearance = cast.at(number, token)
        if appearance is not None and (token == head or token.dep_ != "compound" or appearance.end > head.i):
            return appearance.actor_id
    return _titled(head, number, cast) if head.text[:1].isupper() else None


def _titled(title: Token, number: int, cast: Cast) -> str | None:
    """The person of a title with "of" in it ("Secretary of State A B"), where the parse hangs the name below the "of"."""
    persons = [a for c in syntax.children(title, "nmod") if (a := cast.at(number, c)) is not None]
    named = {a.actor_id for a in persons if cast.actor(a).kind is ActorKind.PERSON}
    return named.pop() if len(named) == 1 else None


def _kind(draft: _Draft, scene: Scene) -> StatementKind:
    """Direct when all words stand inside quotation marks, indirect when none, mixed else."""
    doc = scene.doc
    words = [i for span in draft.spans for i in range(*span) if doc[i].is_alpha and doc[i].lower_ != "that"]
    inside = sum(i in scene.in_quote for i in words)
    inner = draft.found.cue[0] in scene.in_quote and doc[draft.found.cue[0]].text not in _QUOTE_MARKS
    if inner or not inside:
        return StatementKind.INDIRECT
    return StatementKind.DIRECT if inside == len(words) else StatementKind.MIXED


def _names_date(draft: _Draft, doc: Doc) -> bool:
    """Whether the sentence of the cue names a date outside the content."""
    content = {i for span in draft.spans for i in range(*span)}
    start, end = syntax.sentence_bounds(doc[draft.cue[0]])
    return any(_DATED.match(t.text) is not None for t in _outside(doc, start, end, content))


def _outside(doc: Doc, start: int, end: int, content: set[int]) -> Iterable[Token]:
    return (t for t in doc[start:end] if t.i not in content)


def _nested(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Each statement with the id of the smallest one whose content holds its cue."""
    for inner in statements:
        around = [
            s for s in statements
            if s is not inner and any(a <= inner.cue_start and inner.cue_end <= b for a, b in s.content_spans)
        ]  # fmt: skip
        if around:
            outer = min(around, key=lambda s: (s.content_end - s.content_start, s.statement_id))
            yield replace(inner, parent_statement_id=outer.statement_id)
        else:
            yield inner
