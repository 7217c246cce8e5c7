"""What marked sentences teach the event coder's models: examples of words, of players beside a word, of judged events.

examples(number, read(items)[number]) -> Iterator[Example | Casting]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Span

import curriculum
import marked as marks
from detente.actors.cast import Cast
from detente.actors.mentions import cast_passages
from detente.engines import Setup
from detente.language.passages import Passage, parse
from detente.reading import company
from detente.reading.coding import Trials, trials_of
from detente.reading.frames import lexicon
from detente.reading.linear import Linear
from detente.reading.locals import populated
from detente.reading.participants import Stage
from detente.reading.parts import Player, features, members
from detente.reading.triggers import Trial
from detente.records import Block, BlockRole, Document

JUDGED = -2
"""The number of a judged event: in every fold's training, at full weight."""
Example = tuple[list[str], str, int]
"""Features, label, number of the sentence; -1 for the frames' own examples, which are in every fold's training."""


@dataclass(frozen=True, slots=True)
class Casting:
    """The players beside a marked trigger with their features and parts; no part for further mentions of those who take part."""

    number: int
    event_type: str
    trigger: int
    members: list[company.Member]
    told: list[list[str]]
    parts: list[str | None]

    def examples(self) -> Iterator[Example]:
        """What the first look learns from."""
        for told, part in zip(self.told, self.parts, strict=True):
            if part is not None:
                yield told, part, self.number

    def second(self, first: Linear) -> Iterator[Example]:
        """What the second look learns from, given the model of the first."""
        chances = [first.chances(told) for told in self.told]
        for told, part in zip(company.features(self.event_type, self.trigger, self.members, chances), self.parts, strict=True):
            if part is not None:
                yield told, part, self.number


@dataclass(frozen=True, slots=True)
class Read:
    """A marked sentence, parsed and cast."""

    item: curriculum.Item
    document: Document
    passages: list[Passage]
    cast: Cast

    @property
    def doc(self) -> Doc:
        return self.passages[0].doc


def read(items: Sequence[curriculum.Item]) -> list[Read]:
    """The items as the product would read them, each a document of its own."""
    reader = Setup().reader()
    told = parse([_document(i, item.text) for i, item in enumerate(items)], reader.nlp)
    return [
        Read(
            item,
            document,
            passages,
            populated(passages, cast_passages(passages, reader.registry, document.published), document.published),
        )
        for item, (document, passages) in zip(items, told, strict=True)
    ]


def _document(number: int, text: str) -> Document:
    return Document(f"c{number}", "curriculum", text, "", (Block(0, len(text), BlockRole.BODY),), published=date(2016, 3, 2))


def examples(number: int, held: Read) -> Iterator[Example | Casting]:
    """What a sentence teaches of triggers and parts. Words of a marked trigger beside the one that tells it are left out."""
    stage = Stage(held.cast, 0)
    spans = [span for e in held.item.events if (span := held.doc.char_span(*e.trigger, alignment_mode="expand")) is not None]
    for sentence in held.doc.sents:
        tried = trials_of(sentence, stage, lexicon(), frozenset())
        telling = {
            t.token.i: e for span, e in zip(spans, held.item.events, strict=True) if (t := _telling(span, e, tried)) is not None
        }
        within = {i for span in spans for i in range(span.start, span.end)}
        for trial in tried.words:
            marked = telling.get(trial.token.i)
            if marked is not None:
                yield trial.features, marked.event_type, number
                yield _casting(number, trial, marked, tried.here, stage)
            elif trial.token.i not in within:
                yield trial.features, "none", number


def _telling(span: Span, marked: curriculum.Marked, tried: Trials) -> Trial | None:
    """The word of a marked trigger that tells its act: one whose frame fits, one that has such a frame, its head."""
    inside = [t for t in tried.words if span.start <= t.token.i < span.end]
    fits = (t for t in inside if t.candidate is not None and t.candidate.event_type == marked.event_type)
    can = (t for t in inside if any(f.event_type == marked.event_type for f in t.frames))
    head = (t for t in inside if t.token.i == span.root.i)
    return next(fits, None) or next(can, None) or next(head, None) or next(iter(inside), None)


def _casting(number: int, trial: Trial, marked: curriculum.Marked, here: list[Player], stage: Stage) -> Casting:
    slots = None if trial.candidate is None else (trial.candidate.actors, trial.candidate.recipients)
    parts = [_part(player, marked, here, trial.token.doc) for player in here]
    taking = {a.actor_id for player, part in zip(here, parts, strict=True) if part != "none" for a in player.means}
    known = [
        part if part != "none" or taking.isdisjoint(a.actor_id for a in player.means) else None
        for player, part in zip(here, parts, strict=True)
    ]
    told = features(trial.token, marked.event_type, here, slots, stage)
    return Casting(number, marked.event_type, trial.token.i, members(here), told, known)


def _part(player: Player, marked: curriculum.Marked, here: list[Player], doc: Doc) -> str:
    for name, spans in (("actor", marked.actors), ("recipient", marked.recipients)):
        if any(_covers(player, span, doc) for span in spans):
            return name
    for name, spans in (("actor", marked.actors), ("recipient", marked.recipients)):
        if any(_owns(player, span, doc) for span in spans if not any(_covers(p, span, doc) for p in here)):
            return name
    return "none"


def _covers(player: Player, span: tuple[int, int], doc: Doc) -> bool:
    first, last = doc[player.means[0].start], doc[player.means[0].end - 1]
    return first.idx < span[1] and span[0] < last.idx + len(last)


def _owns(player: Player, span: tuple[int, int], doc: Doc) -> bool:
    """Whether a player stands for a participant that is no mention itself: the Baghdad of "youths in Baghdad"."""
    marked = doc.char_span(*span, alignment_mode="expand")
    token = player.head
    for _ in range(3):
        if marked is not None and token.i == marked.root.i:
            return True
        token = token.head
    return False


def frame_examples() -> Iterator[tuple[str, Example]]:
    """What the frames' own examples teach, their types. In every second one no frame is said to fit, so that words count."""
    listed = lexicon().examples
    items = [curriculum.Item(example.text, (), name) for name, _, example in listed]
    for number, (one, (_, kind, example)) in enumerate(zip(read(items), listed, strict=True)):
        stage = Stage(one.cast, 0)
        for sentence in one.doc.sents:
            tried = trials_of(sentence, stage, lexicon(), frozenset())
            able = [t for t in tried.words if t.candidate is not None and t.kept and t.candidate.event_type == kind]
            if len(able) != 1:
                continue
            trial, slots = able[0], None
            held, trial.features = trial.features, []
            if number % 2:
                slots = (trial.candidate.actors, trial.candidate.recipients) if trial.candidate else None
            else:
                held = [f for f in held if not f.startswith(("fit=", "first=", "frame=", "weight="))]
            yield "triggers", (held, str(kind), -1)
            for player, told in zip(tried.here, features(trial.token, str(kind), tried.here, slots, stage), strict=True):
                part = (
                    "actor"
                    if player.country in example.actors
                    else "recipient"
                    if player.country in example.recipients
                    else "none"
                )
                yield "parts", (told, part, -1)


def judged_examples(rows: Sequence[marks.Judged]) -> Iterator[tuple[str, Example]]:
    """What events that somebody judged teach."""
    items = [curriculum.Item(row.text, (), "judged") for row in rows]
    for row, one in zip(rows, read(items), strict=True):
        yield "trust", (list(row.signs), str(not row.wrong), -1)
        span = one.doc.char_span(*row.trigger, alignment_mode="expand")
        if span is None or "type" in row.wrong:
            continue
        stage = Stage(one.cast, 0)
        tried = [
            t
            for s in one.doc.sents
            for t in trials_of(s, stage, lexicon(), frozenset()).words
            if span.start <= t.token.i < span.end
        ]
        if len(tried) == 1:
            yield "triggers", (tried[0].features, "none" if "event" in row.wrong else row.event_type, JUDGED)
