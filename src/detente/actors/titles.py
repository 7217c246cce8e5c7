"""What a text calls a person, read out: the title, the organisation and the state served."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc

from detente.actors import bodies
from detente.actors.agents import FORMER, Agents, Noun
from detente.actors.appositions import Appositions, Found
from detente.actors.cast import Appearance, Cast
from detente.actors.service_guesses import serve_body, settle_at_home
from detente.actors.services import Body, Services, serves
from detente.actors.stage import Stage, Title
from detente.actors.states_served import HYPHENS, state_or_seat
from detente.actors.title_words import singular, title_words, written_out
from detente.actors.verbal_offices import AFFILIATED, Offices, affiliation
from detente.records import ActorKind, MentionForm, Origin

_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’"})
_NOT = frozenset({"not", "n't", "no", "never", "neither", "nor"})
_LAWMAKERS = frozenset({"representative", "senator", "congressman", "congresswoman", "governor", "delegate", "lawmaker"})
_ANYBODYS = title_words("anybodys")
"""Titles that government has and others have too, so that alone they tell no sector."""


@dataclass(frozen=True, slots=True)
class Description:
    """Tokens start to end describe a person, with a title in clean words and what it serves.

    `noun` is None where the text only says where a person belongs. `past`: the text calls the person a former one; the title has
    no "former" in it. `place` is where the organisation sits, as the text names it.
    """

    start: int
    end: int
    noun: Noun | None
    title: str
    organization: str | None
    country: str | None
    sectors: tuple[str, ...]
    past: bool = False
    began: date | None = None
    ended: date | None = None
    place: str | None = None


def descriptions(doc: Doc, cast: Cast, person: Appearance, agents: Agents) -> Iterator[Description]:
    """The descriptions around one mention of a person: those before the name, then those after it."""
    around = Appositions(doc, agents)
    reader = _Describer(doc, cast, person, agents)
    before = False
    for found in (*around.before(person.start, person.end), *reader.shared(around)):
        own = reader.own(found) if person.start >= found.head_end else None
        if own is not None:
            before = True
            yield from reader.describe(own)
    if not before:
        yield from reader.describe_owner()
    at = person.end
    for found in around.after(person.end):
        own = reader.own(found)
        if own is None:
            return
        at = found.end
        yield from reader.describe(own)
    belongs = affiliation(around, person.start, person.end) if at == person.end else None
    if belongs is not None:
        yield from reader.describe(belongs)
        at = belongs.end
    for found in Offices(around).after(person.end, around.after_bracket(at)):
        own = reader.own(found)
        if own is None:
            return
        yield from reader.describe(own)


class _Describer:
    """Reads out what a description says of one person."""

    def __init__(self, doc: Doc, cast: Cast, person: Appearance, agents: Agents) -> None:
        self.doc, self.cast, self.person, self.agents = doc, cast, person, agents
        self.services = Services(doc, cast, person.passage, agents)

    def own(self, found: Found) -> Found | None:
        """What of a description is about this person and not about another one named in it; None when nothing is."""
        doc, person = self.doc, self.person
        if any(t.lower_ in _NOT for t in doc[found.start : found.noun_start]):
            return None
        others = [m for m in self.cast.within(person.passage, found.start, found.end) if self._is_other(m)]
        if found.end <= person.start:
            return None if any(m.end > found.noun_start for m in others) else found
        if found.noun is not None and found.head_end < len(doc) and doc[found.head_end].pos_ == "PROPN" and not found.implied:
            return None
        for other in others:
            if other.start <= found.head_end and other.end > found.noun_start:
                return None
            joined = next((i for i in range(other.start - 1, found.head_end - 1, -1) if doc[i].lower_ in {"and", ","}), None)
            if joined is not None and other.start > found.head_end:
                return replace(found, end=joined)
        return found

    def _is_other(self, mention: Appearance) -> bool:
        named = mention.mention.form is MentionForm.NAME and self.cast.actor(mention).kind is ActorKind.PERSON
        return named and mention.actor_id != self.person.actor_id

    def shared(self, around: Appositions) -> Iterator[Found]:
        """The title in the plural before names joined by "and": "foreign ministers X and Y"."""
        doc, at, passage = self.doc, self.person.start, self.person.passage
        while at > 1 and doc[at - 1].lower_ in {",", "and"}:
            step = at - 2 if doc[at - 2].text != "," else at - 3
            named = self.services.person_at(step) if step >= 0 else None
            if named is None or named.passage != passage:
                return
            at = named.start
        plural = around.plural_ending(at)
        if plural is None:
            return
        left, noun_start, noun = plural
        one = singular(self.agents, doc[noun_start:at].text)
        if one is not None:
            yield Found(left, noun_start, at, at, noun, one)

    def describe_owner(self) -> Iterator[Description]:
        """The body whose the person is called: "NBC's [X Y]"."""
        start = self.person.start
        if start < 2 or self.doc[start - 1].tag_ != "POS":
            return
        owner = self.services.mention(start - 2)
        if owner is None or owner.end != start - 1:
            return
        body = self.services.body_before(owner.start, owner.end, None)
        if body is not None and body.actor is not None:
            sectors = body.actor.sectors
            yield Description(owner.start, owner.end, None, AFFILIATED, body.name, serves(body), sectors)

    def describe(self, found: Found) -> Iterator[Description]:
        """What a description says; nothing where no title is left."""
        doc, services = self.doc, self.services
        start = found.start
        while start < found.noun_start and doc[start].pos_ in {"DET", "PRON"} and not services.mention(start):
            start += 1
        if not found.implied:
            found = replace(found, noun_start=services.ministry_end(found.noun_start, found.noun, found.head_end))
        title_start, country = services.country_before(start, found.noun_start, found.noun)
        after = services.body_after(found.head_end, found.end, found.noun)
        body = after[0] if after else None
        if body is None and found.noun is not None and not found.implied:
            body = services.body_before(start, found.noun_start, country)
            title_start = max(title_start, body.end) if body is not None else title_start
        if found.bare and body is None:
            return
        country = country or serves(body) or self._state_after(found)
        title = self._title(found, title_start, after[1] if after else None)
        if not title:
            return
        past = found.past or any(t.lower_ in title_words("past") for t in doc[start : found.noun_start])
        yield Description(
            start,
            body.end if found.bare and body is not None else found.end,
            found.noun,
            title,
            body.name if body else None,
            country or self._by_party(found),
            self._sectors(found.noun, body, past=past, served=country is not None),
            past,
            found.tenure.began,
            found.tenure.ended,
            self._place(body, found.end) if country is None else None,
        )

    def _title(self, found: Found, title_start: int, link: int | None) -> str:
        doc, noun_start = self.doc, found.noun_start
        first = self.services.genitive_before(title_start, noun_start)
        while first < noun_start and self._is_no_title(first):
            first += 1
        end = found.end if link is None else link
        if found.implied is not None:
            if found.implied == AFFILIATED or link is not None or found.noun is None or found.noun.plural:
                return written_out(found.implied)
            rest = doc[found.head_end : self._without_names(found.head_end, end)].text.strip()
            return f"{found.implied} of {rest}" if rest else ""
        end = self._without_names(found.head_end, end)
        whole = end > found.head_end and link is None and doc[found.head_end].lower_ == "of" and end - found.head_end < 5
        if whole and self._state_after(found) and not any(t.tag_ == "POS" for t in doc[found.head_end : end]):
            end = found.head_end
        return written_out(" ".join(doc[first:end].text.split()).strip(' ,-–"“”'))

    def _is_no_title(self, i: int) -> bool:
        """Whether a word before a title says only how or when: "former", "new", "now the"."""
        token = self.doc[i]
        return (
            token.tag_ == "POS"
            or token.text in HYPHENS | _QUOTES
            or token.lower_ in title_words("aside") | title_words("past")
            or token.pos_ in {"ADV", "DET", "NUM"}
        )

    def _without_names(self, head_end: int, end: int) -> int:
        """Where a title ends before a person's name: "adviser [to President X]"."""
        for i in range(head_end, end):
            if self.services.person_at(i) is not None:
                return next((k for k in range(i - 1, head_end - 1, -1) if self.doc[k].pos_ == "ADP"), head_end)
        return end

    def _state_after(self, found: Found) -> str | None:
        """The state of "president of France", or of whom an aide serves: "adviser to President X"."""
        if found.noun is None or found.head_end >= found.end:
            return None
        link = self.doc[found.head_end]
        for i in range(found.head_end + 1, min(found.end, found.head_end + 4)):
            mention = self.services.mention(i)
            if mention is None:
                continue
            actor = self.cast.actor(mention)
            if actor.kind is ActorKind.PERSON:
                whole = mention.end >= found.end and link.lower_ in {"to", "of", "for"}
                return self.services.served_by(mention, found.noun) if whole else None
            if actor.kind is ActorKind.STATE and link.lower_ == "of":
                genitive = mention.end < found.end and self.doc[mention.end].tag_ == "POS"
                return actor.country if mention.end >= found.end or genitive else None
            if found.implied and actor.kind is ActorKind.ORGAN:
                return actor.country
            return None
        if found.implied is None and link.lower_ == "of" and found.end - found.head_end <= 3:
            return state_or_seat(self.doc[found.head_end + 1 : found.end].text) if self._is_office(found) else None
        return None

    def _is_office(self, found: Found) -> bool:
        return found.noun is not None and found.noun.part is not None and found.noun.part.code in {"GOV", "MIL"}

    def _by_party(self, found: Found) -> str | None:
        """USA where party and state stand in brackets after a lawmaker's name: "Sen. X (R-Ohio)"."""
        doc, end = self.doc, self.person.end
        if found.noun is None or found.noun.key[-1] not in _LAWMAKERS or end + 2 >= len(doc) or doc[end].text != "(":
            return None
        return "USA" if doc[end + 1].text.split("-")[0] in {"R", "D", "I"} else None

    def _place(self, body: Body | None, end: int) -> str | None:
        """The place after an organisation: "head of the Centre for X in [Moscow]"."""
        doc = self.doc
        if body is None:
            return None
        if body.start > 1 and doc[body.start - 1].lower_ == "based" and doc[body.start - 2].text in HYPHENS:
            return doc[body.start - 3].text
        if body.end + 1 >= len(doc) or doc[body.end].lower_ != "in" or not doc[body.end + 1].text[:1].isupper():
            return None
        last = body.end + 1
        while last < max(end, body.end + 2) and last < len(doc) and doc[last].pos_ == "PROPN":
            last += 1
        return doc[body.end + 1 : last].text

    def _sectors(self, noun: Noun | None, body: Body | None, *, past: bool, served: bool) -> tuple[str, ...]:
        own = noun.part.sectors if noun is not None and noun.part else ()
        if own[:1] == ("GOV",) and body is None and not served and noun is not None and noun.key[-1] in _ANYBODYS:
            return ()
        owner = body.actor if body is not None else None
        if owner is not None and owner.sectors and (not own or (owner.kind is not ActorKind.ORGAN and own == ("GOV",))):
            own = owner.sectors
        elif body is not None and owner is None and not served and own[:1] in {(), ("GOV",)}:
            own = bodies.sectors_of(self.doc, body.start, body.end)
        return (FORMER,) if past and own[:1] == ("GOV",) else own


def describe_persons(stage: Stage) -> None:
    """Give the persons that the text brought in the country and sectors of their descriptions, and note who holds which title."""
    cast = stage.cast()
    for appearance in cast.appearances:
        if appearance.mention.form is not MentionForm.NAME or cast.actor(appearance).kind is not ActorKind.PERSON:
            continue
        doc = stage.passages[appearance.passage].doc
        for found in descriptions(doc, cast, appearance, stage.registry.agents):
            if found.noun is not None:
                at = min(found.start, appearance.start)
                noun, who, said = found.noun, appearance.actor_id, doc[found.start : found.end].text
                stage.titles.append(Title(appearance.passage, at, who, noun.key[-1], noun.part, found.past, said))
            _enrich(stage, appearance.actor_id, found)
        serve_body(stage, cast, appearance)
    settle_at_home(stage)


def _enrich(stage: Stage, actor_id: str, found: Description) -> None:
    actor = stage.actor(actor_id)
    if actor.origin is Origin.TEXT:
        stage.actors[actor_id] = replace(actor, country=actor.country or found.country, sectors=actor.sectors or found.sectors)
