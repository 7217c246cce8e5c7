"""What a text calls a person, read out: the title, the organisation and the state served."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from detente.actors.agents import FORMER, Agents, Noun
from detente.actors.appositions import Appositions, Found
from detente.actors.cast import Appearance, Cast
from detente.actors.forms import words
from detente.actors.stage import Stage, Title
from detente.actors.wordlists import listed
from detente.records import Actor, ActorKind, MentionForm, Origin

_HYPHENS = frozenset({"-", "–", "‑"})
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’"})
_PAST = frozenset({"former", "ex", "ousted", "late", "then", "onetime", "retired"})
_NOT = frozenset({"not", "n't", "no", "never", "neither", "nor"})
_VAGUE = listed("vague")
_AFFILIATION = frozenset({"at", "of", "with", "in", "for", "from"})
_BODIES = frozenset(ActorKind) - {ActorKind.PERSON, ActorKind.STATE, ActorKind.GOVERNMENT}


@dataclass(frozen=True, slots=True)
class Description:
    """Tokens start to end describe a person; the title noun ends before `head_end`, and what it serves follows from the cast.

    `past`: the text calls the person a former one. The title has no "former" in it.
    """

    start: int
    end: int
    noun_start: int
    head_end: int
    noun: Noun
    title: str
    organization: str | None
    country: str | None
    sectors: tuple[str, ...]
    past: bool = False


def descriptions(doc: Doc, cast: Cast, person: Appearance, agents: Agents) -> Iterator[Description]:
    """The descriptions around one mention of a person, in the order of the text."""
    around = Appositions(doc, agents)
    reader = _Describer(doc, cast, person.passage, agents)
    for found in around.before(person.start, person.end):
        own = reader.own(found, person) if person.start >= found.head_end else None
        if own is not None:
            yield reader.describe(own)
    for found in around.after(person.end):
        own = reader.own(found, person)
        if own is None:
            return
        yield reader.describe(own)


class _Describer:
    """Reads out what a description says, with the cast's help."""

    def __init__(self, doc: Doc, cast: Cast, passage: int, agents: Agents) -> None:
        self.doc, self.cast, self.passage, self.agents = doc, cast, passage, agents
        known = (a for a in cast.actors.values() if a.kind in _BODIES and a.origin is Origin.TEXT)
        self.bodies = {a.name.split()[0].lower() for a in known if " " in a.name} - listed("generic") - {"the"}

    def own(self, found: Found, person: Appearance) -> Found | None:
        """What of a description is about this person and not about another one named in it; None when nothing is."""
        doc = self.doc
        if any(t.lower_ in _NOT for t in doc[found.start : found.noun_start]):
            return None
        others = [m for m in self.cast.within(self.passage, found.start, found.end) if self._names_other(m, person)]
        if found.end <= person.start:
            return None if any(m.end > found.noun_start for m in others) else found
        if found.head_end < len(doc) and doc[found.head_end].pos_ == "PROPN":
            return None
        for other in others:
            if other.start <= found.head_end and other.end > found.noun_start:
                return None
            joined = next((i for i in range(other.start - 1, found.head_end - 1, -1) if doc[i].lower_ in {"and", ","}), None)
            if joined is not None and other.start > found.head_end:
                return replace(found, end=joined)
        return found

    def _names_other(self, mention: Appearance, person: Appearance) -> bool:
        named = mention.mention.form is MentionForm.NAME and self.cast.actor(mention).kind is ActorKind.PERSON
        return named and mention.actor_id != person.actor_id

    def describe(self, found: Found) -> Description:
        doc, start, noun_start, noun = self.doc, found.start, found.noun_start, found.noun
        while start < noun_start and (doc[start].pos_ in {"DET", "PRON"} and not self._mention(start)):
            start += 1
        title_start, country = self._country_before(start, noun_start)
        organization, owner, title_end = self._organization(title_start, noun_start, found.head_end, found.end)
        if owner is not None and owner.country:
            country = country or (owner.country if owner.kind in {ActorKind.ORGAN, ActorKind.STATE} else None)
        if organization and title_start < noun_start and doc[title_start:noun_start].text.startswith(organization):
            after = doc[title_start].idx + len(organization)
            while title_start < noun_start and doc[title_start].idx < after:
                title_start += 1
        while title_start < noun_start and self._is_no_title(title_start):
            title_start += 1
        past = any(t.lower_ in _PAST for t in doc[start:noun_start])
        title = doc[title_start : self._without_names(found.head_end, title_end)].text.strip()
        return Description(
            start,
            found.end,
            noun_start,
            found.head_end,
            noun,
            title,
            organization,
            country,
            self._sectors(noun, owner, past=past),
            past,
        )

    def _is_no_title(self, i: int) -> bool:
        """Whether a word before a title says only how or when: "former", "new", "now the"."""
        token = self.doc[i]
        return (
            token.tag_ == "POS"
            or token.text in _HYPHENS | _QUOTES
            or token.lower_ in _VAGUE | _PAST
            or token.pos_ in {"ADV", "DET"}
        )

    def _without_names(self, head_end: int, end: int) -> int:
        """Where a title ends before a person's name: "adviser [to President X]"."""
        for i in range(head_end, end):
            mention = self._mention(i)
            if (
                mention is not None
                and mention.mention.form is MentionForm.NAME
                and self.cast.actor(mention).kind is ActorKind.PERSON
            ):
                return next((k for k in range(i - 1, head_end - 1, -1) if self.doc[k].pos_ == "ADP"), head_end)
        return end

    def _mention(self, i: int) -> Appearance | None:
        return self.cast.at(self.passage, i)

    def _country_before(self, start: int, noun_start: int) -> tuple[int, str | None]:
        """The state served, named before the title, and where the title itself begins."""
        country, at = None, start
        for i in range(start, noun_start):
            mention = self._mention(i)
            if mention is None:
                continue
            actor = self.cast.actor(mention)
            if actor.kind is ActorKind.STATE and actor.country and not self._mid_word(mention.end):
                country, at = actor.country, mention.end
            elif actor.kind is ActorKind.PERSON:
                possessor = self.doc[min(mention.end, len(self.doc) - 1)].tag_ == "POS"
                country, at = (actor.country if possessor else None) or country, mention.end + possessor
        return at, country

    def _mid_word(self, i: int) -> bool:
        return i < len(self.doc) and self.doc[i].text in _HYPHENS and not self.doc[i - 1].whitespace_

    def _organization(self, title_start: int, noun_start: int, head_end: int, end: int) -> tuple[str | None, Actor | None, int]:
        """The body that a title belongs to, its actor when it is known, and where the title's own words end."""
        doc = self.doc
        for i in range(head_end, end):
            mention = self._mention(i)
            if mention is not None and i == mention.start:
                actor = self.cast.actor(mention)
                link = self._preposition(head_end, i)
                if actor.kind in _BODIES and link is not None:
                    return mention.mention.text, actor, link
                if actor.kind is ActorKind.STATE and link is not None and doc[link].lower_ == "of" and link == head_end:
                    return None, actor, link
        if head_end < end and doc[head_end].lower_ in _AFFILIATION:
            first = head_end + 1
            while first < end and doc[first].pos_ in {"DET"}:
                first += 1
            if (
                first < end
                and doc[first].pos_ == "PROPN"
                and doc[head_end].lower_ in {"at", "of", "with"}
                and doc[first].ent_type_ in {"ORG", ""}
            ):
                return doc[first:end].text, None, head_end
        for i in range(title_start, noun_start):
            mention = self._mention(i)
            if mention is not None and self.cast.actor(mention).kind in _BODIES:
                return mention.mention.text, self.cast.actor(mention), end
        office = self._office(title_start, noun_start)
        if office:
            return office, None, end
        lead = [
            t
            for t in doc[title_start:noun_start]
            if t.ent_type_ == "ORG" or (t.text.isupper() and len(t) > 1) or t.lower_ in self.bodies
        ]
        return (doc[lead[0].i : lead[-1].i + 1].text if lead else None), None, end

    def _office(self, start: int, end: int) -> str | None:
        """A body's noun right before a title: the Foreign Ministry of "Foreign Ministry official"."""
        pieces = [(w, t.i) for t in self.doc[start:end] for w in words(t.text)]
        noun = self.agents.ending([w for w, _ in pieces], len(pieces)) if pieces and pieces[-1][1] == end - 1 else None
        if noun is None or noun.person or not self.doc[pieces[-len(noun.key)][1]].text[0].isupper():
            return None
        return self.doc[pieces[-len(noun.key)][1] : end].text

    def _preposition(self, first: int, before: int) -> int | None:
        """The last preposition of belonging between the title noun and an organisation."""
        for i in range(before - 1, first - 1, -1):
            if self.doc[i].lower_ in _AFFILIATION:
                return i
            if self.doc[i].pos_ not in {"DET", "ADJ", "PROPN", "NOUN", "PART", "PUNCT"}:
                return None
        return None

    def _sectors(self, noun: Noun, owner: Actor | None, *, past: bool) -> tuple[str, ...]:
        own = noun.part.sectors if noun.part else ()
        if owner is not None and owner.sectors and (not own or (owner.kind is not ActorKind.ORGAN and own == ("GOV",))):
            own = owner.sectors
        return (FORMER,) if past and own[:1] == ("GOV",) else own


def describe_persons(stage: Stage) -> None:
    """Give the persons that the text brought in the country and sectors of their descriptions, and note who holds which title."""
    cast = stage.cast()
    for appearance in cast.appearances:
        if appearance.mention.form is not MentionForm.NAME or cast.actor(appearance).kind is not ActorKind.PERSON:
            continue
        doc = stage.passages[appearance.passage].doc
        for found in descriptions(doc, cast, appearance, stage.registry.agents):
            at = min(found.start, appearance.start)
            stage.titles.append(Title(appearance.passage, at, appearance.actor_id, found.noun.key[-1], found.noun.part))
            _enrich(stage, appearance.actor_id, found)


def _enrich(stage: Stage, actor_id: str, found: Description) -> None:
    actor = stage.actor(actor_id)
    if actor.origin is Origin.TEXT:
        stage.actors[actor_id] = replace(actor, country=actor.country or found.country, sectors=actor.sectors or found.sectors)
