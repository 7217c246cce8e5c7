"""From a document to its Reading: the extractors, in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language

from detente.actors.cast import Cast
from detente.actors.mentions import cast_passages
from detente.actors.registry import Registry
from detente.language.matrices import one_thread
from detente.language.passages import Passage, parse
from detente.reading.attribution import extract_statements, spoken_in, stands_of, statements_of
from detente.reading.conditions import extract_conditions
from detente.reading.events import extract_events
from detente.reading.quantities import extract_quantities
from detente.reading.roles import extract_roles
from detente.records import Actor, Document, Event, Reading, Statement


class Reader:
    """Reads documents with one pipeline and one registry; the same document always gives the same Reading."""

    def __init__(self, nlp: Language, registry: Registry) -> None:
        self.nlp = nlp
        self.registry = registry

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Reading]]:
        """Each document with its Reading, in order. The documents given are parsed together: give them in batches."""
        with one_thread():
            parsed = [(d, p, cast_passages(p, self.registry, d.published)) for d, p in parse(documents, self.nlp)]
            stands = [stands_of(passages, cast) for _, passages, cast in parsed]
            spoken = iter(spoken_in([stand for here in stands for stand in here]))
        for (document, passages, cast), here in zip(parsed, stands, strict=True):
            told = [next(spoken) for _ in here]
            yield document, self._reading(document, passages, cast, statements_of(here, told, cast, document.published))

    def extract(self, document: Document, passages: list[Passage]) -> Reading:
        """The Reading of one parsed document."""
        cast = cast_passages(passages, self.registry, document.published)
        return self._reading(document, passages, cast, extract_statements(passages, cast, document.published))

    def _reading(self, document: Document, passages: list[Passage], cast: Cast, told: Iterator[Statement]) -> Reading:
        roles = tuple(extract_roles(passages, cast, document.published))
        statements = tuple(told)
        events = tuple(extract_events(passages, cast, statements, document))
        conditions = tuple(extract_conditions(passages, cast, statements, events, document.published))
        quantities = tuple(extract_quantities(passages, cast, statements, events, document.published))
        return Reading(
            document.document_id,
            actors=self._actors(cast, events),
            roles=roles,
            mentions=tuple(a.mention for a in cast.appearances),
            statements=statements,
            events=events,
            conditions=conditions,
            quantities=quantities,
        )

    def _actors(self, cast: Cast, events: tuple[Event, ...]) -> tuple[Actor, ...]:
        """Everybody who is mentioned, and the states that an event names by a place ("withdrew from Mali")."""
        found = {a.actor_id: cast.actors[a.actor_id] for a in cast.appearances}
        for actor_id in {i for event in events for i in _named(event)} - found.keys():
            found[actor_id] = cast.actors.get(actor_id) or self.registry.get(actor_id)
        return tuple(found[i] for i in sorted(found))


def _named(event: Event) -> tuple[str, ...]:
    """The ids of all that an event names."""
    host = () if event.host_id is None else (event.host_id,)
    return (*event.actor_ids, *event.recipient_ids, *event.absent_ids, *host)
