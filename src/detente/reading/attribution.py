"""Who says so: statements, beliefs and intentions ascribed to a source, in a document's parsed text.

The model of what an attribution is: PolNeAR (Newell, Margolin and Ruths, LREC 2018). A source is the whole noun
phrase with its apposition but without a trailing relative clause; a content keeps its quotation marks and "that".
A network trained on PolNeAR finds what a passage says in so many words; rules add what its form or the passages around it
tell. With a pipeline whose vectors the network does not know, rules do both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from detente.actors.cast import Appearance, Cast
from detente.language.passages import Passage
from detente.reading.acts import act_of
from detente.reading.attributor import Told, attributor
from detente.reading.cues import find
from detente.reading.drafts import Draft, draft
from detente.reading.grid import Stand
from detente.reading.nested import speech_within
from detente.reading.parsed import parsed
from detente.reading.said_on import said_on
from detente.reading.scene import Attribution, Scene
from detente.reading.sources import head_of, source_actors, with_subject
from detente.reading.speakers import Stage, unspoken
from detente.reading.statement_kinds import kind_of
from detente.records import Act, ActorKind, Statement, record_id

Spoken = dict[Attribution, Draft | None]
"""The attributions of a passage, each with its spans where the network drew them."""


def extract_statements(passages: Sequence[Passage], cast: Cast, on: date | None = None) -> Iterator[Statement]:
    """The statements of a document in text order; `on` is the document's date, kept where the sentence names no other."""
    stands = stands_of(passages, cast)
    yield from statements_of(stands, spoken_in(stands), cast, on)


def statements_of(stands: Sequence[Stand], spoken_here: Sequence[Spoken], cast: Cast, on: date | None) -> Iterator[Statement]:
    """The statements of a document, of whose passages it is known already what they say in so many words."""
    stage = Stage([s.passage for s in stands], cast)
    for number, (stand, spoken) in enumerate(zip(stands, spoken_here, strict=True)):
        stage.enter()
        statements = []
        for found in unspoken(tuple(spoken), stand.scene, number, stage):
            drafted = spoken.get(found) or draft(found, stand.scene)
            if drafted is None:
                continue
            speakers = (found.speaker,) if found.speaker else source_actors(drafted.source, number, stand.passage.doc, cast)
            if not speakers and found.source is not None:
                speakers = tuple(filter(None, [stage.pronoun(found.source)]))
            speaker = speakers[0] if speakers else None
            if found.cue[0] not in stand.scene.in_quote or found.speaker is not None:
                stage.spoke(speaker, found, stand.scene)
            statements.append(_statement(drafted, stand, speakers, on))
        stage.leave(number, told=bool(statements))
        yield from _nested(statements)


def stands_of(passages: Sequence[Passage], cast: Cast) -> list[Stand]:
    """The passages with their quotations, and the mentions of persons and of other actors."""
    persons: list[list[Appearance]] = [[] for _ in passages]
    others: list[list[Appearance]] = [[] for _ in passages]
    for mention in cast.appearances:
        kind = cast.actor(mention).kind
        (persons if kind is ActorKind.PERSON else others)[mention.passage].append(mention)
    return [
        Stand(passage, Scene.of(passage.doc, passage.text), tuple(persons[number]), tuple(others[number]))
        for number, passage in enumerate(passages)
    ]


def spoken_in(stands: Sequence[Stand]) -> list[Spoken]:
    """What each passage ascribes to somebody in so many words, in order; passages of many documents together are cheaper."""
    network = attributor()
    if network is None or not all(network.knows(s.passage.doc) for s in stands):
        return [dict.fromkeys(find(s.scene)) if s.passage.doc.has_annotation("DEP") else {} for s in stands]
    return [_with_speech_within(stand, told) for stand, told in zip(stands, network.read(stands), strict=True)]


def _with_speech_within(stand: Stand, told: Sequence[Told]) -> Spoken:
    """What the network found, and the speech that it passes over because it stands in another's words."""
    if not told:
        return {}
    heads = {m.head for m in (*stand.persons, *stand.others)}
    told = [with_subject(t, heads, stand.passage.doc) for t in told if _says(t, stand)]
    drawn: Spoken = {_attribution(t, stand): Draft(t.cue, t.source, t.spans) for t in told}
    within = dict.fromkeys(speech_within(tuple(drawn), heads, stand.scene)) if drawn else {}
    if not within:
        return drawn
    both = drawn | within
    return {found: both[found] for found in sorted(both, key=lambda a: a.cue)}


def _says(told: Told, stand: Stand) -> bool:
    """Whether there is a content and the cue is more than a bare "is", "has" or "did not"."""
    return bool(told.spans) and not all(t.pos_ in {"AUX", "PART"} for t in parsed(stand.passage.doc).tokens[slice(*told.cue)])


def _attribution(told: Told, stand: Stand) -> Attribution:
    doc = stand.passage.doc
    source = head_of(doc, told.source) if told.source is not None else None
    content = frozenset(i for span in told.spans for i in range(*span))
    return Attribution(told.cue, Act.ASSERT, source, content, told.source)


def _statement(drafted: Draft, stand: Stand, speakers: tuple[str, ...], on: date | None) -> Statement:
    passage = stand.passage
    cue = passage.place(*drafted.cue)
    spans = tuple(passage.place(*span) for span in drafted.spans)
    source = passage.place(*drafted.source) if drafted.source is not None else None
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
        kind=kind_of(drafted.cue, drafted.spans, stand.scene),
        act=act_of(drafted.cue, drafted.spans, passage.doc),
        source_actor_id=speakers[0] if speakers else None,
        source_actor_ids=speakers,
        source_start=source[0] if source else None,
        source_end=source[1] if source else None,
        said_on=said_on(drafted.cue, drafted.spans, passage.doc, on),
    )


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
