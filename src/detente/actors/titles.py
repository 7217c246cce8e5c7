"""What a text calls a person: "Russian envoy X", "X, an analyst at Y", "the head of Y, X,", "X, who serves as Z".

The patterns follow tokens and tags more than the parse, because appositions are where parsers fail most.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from detente.actors.agents import FORMER, Agents, Noun
from detente.actors.cast import Appearance, Cast
from detente.actors.forms import words
from detente.actors.stage import Stage, Title
from detente.records import Actor, ActorKind, MentionForm, Origin

_BEFORE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PART", "X"})
_WITHIN = _BEFORE | {"DET", "ADP", "SYM"}
_HYPHENS = frozenset({"-", "–", "‑"})
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’"})
_SERVING = frozenset({"serve", "work", "act"})
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december today".split()
)
_PAST = frozenset({"former", "ex", "ousted", "late", "then", "onetime", "retired"})
_VAGUE = frozenset(
    "new current prominent longtime leading top veteran influential outgoing incoming well-known famous noted present".split()
)
_AFFILIATION = frozenset({"at", "of", "with", "in", "for", "from"})
_BODIES = frozenset(
    {
        ActorKind.ORGAN,
        ActorKind.IGO,
        ActorKind.NGO,
        ActorKind.MEDIA,
        ActorKind.COMPANY,
        ActorKind.PARTY,
        ActorKind.ARMED_GROUP,
        ActorKind.GROUP,
    }
)


@dataclass(frozen=True, slots=True)
class Description:
    """Tokens start to end describe a person; the title noun ends before `head_end`, and what it serves follows from the cast."""

    start: int
    end: int
    noun_start: int
    head_end: int
    noun: Noun
    title: str
    organization: str | None
    country: str | None
    sectors: tuple[str, ...]


def descriptions(doc: Doc, cast: Cast, person: Appearance, agents: Agents) -> Iterator[Description]:
    """The descriptions around one mention of a person, in the order of the text."""
    reader = _Reader(doc, cast, person.passage, agents)
    spans = [*reader.before(person.start, person.end), *reader.after(person.end)]
    for start, noun_start, head_end, end, noun in spans:
        if noun_start < person.end and person.start < head_end:
            continue
        yield reader.describe(start, noun_start, head_end, end, noun)


_Span = tuple[int, int, int, int, Noun]


class _Reader:
    def __init__(self, doc: Doc, cast: Cast, passage: int, agents: Agents) -> None:
        self.doc, self.cast, self.passage, self.agents = doc, cast, passage, agents
        known = (a for a in cast.actors.values() if a.kind in _BODIES and a.origin is Origin.TEXT)
        self.bodies = {a.name.split()[0].lower() for a in known if " " in a.name} - {
            "the",
            "center",
            "centre",
            "institute",
            "university",
            "national",
        }

    def noun_ending(self, end: int) -> tuple[int, Noun] | None:
        """The title noun whose last token is the one before `end`, with its first token."""
        if end < 1 or self.doc[end - 1].pos_ not in {"NOUN", "PROPN"}:
            return None
        first = max(0, end - 6)
        pieces = [(w, t.i) for t in self.doc[first:end] for w in (words(t.text) or ("",)) if t.text not in _HYPHENS]
        if not pieces or pieces[-1][1] != end - 1:
            return None
        noun = self.agents.ending([w for w, _ in pieces], len(pieces))
        return (pieces[-len(noun.key)][1], noun) if noun and noun.person and not noun.plural else None

    def before(self, start: int, end: int) -> Iterator[_Span]:
        """Descriptions that end right before a name, with a comma between only if one follows the name too."""
        comma = start > 1 and self.doc[start - 1].text == ","
        stop = start - 1 if comma else start
        if comma and end < len(self.doc) and self.doc[end].text not in {",", ".", ")", ":", "—"}:
            return
        for head_end in range(stop, max(0, stop - 12), -1):
            if head_end < stop and not self._inside(head_end):
                return
            found = self.noun_ending(head_end)
            if found:
                noun_start, noun = found
                if (
                    head_end < stop
                    and not comma
                    and not (self.doc[noun_start].text[0].isupper() and self.doc[head_end].pos_ == "ADP")
                ):
                    return
                left = self._left(noun_start)
                if (
                    not comma
                    or left == 0
                    or self.doc[left].is_sent_start
                    or self.doc[left - 1].pos_ in {"ADP", "VERB", "SCONJ", "CCONJ", "DET", "PUNCT", "AUX"}
                ):
                    yield left, noun_start, head_end, stop, noun
                return

    def _inside(self, i: int) -> bool:
        token = self.doc[i]
        return token.pos_ in _WITHIN or token.tag_ == "POS" or token.text in _HYPHENS or token.text in _QUOTES

    def _left(self, start: int) -> int:
        i = start
        while i > 0 and start - i < 9:
            token = self.doc[i - 1]
            hyphenated = i - 2 >= 0 and self.doc[i - 2].text in _HYPHENS and not self.doc[i - 2].whitespace_
            if not (hyphenated or token.pos_ in _BEFORE or token.text in _HYPHENS or token.tag_ == "POS") or token.tag_ == "TO":
                break
            i -= 1
        return i

    def after(self, end: int) -> Iterator[_Span]:
        """Descriptions that follow a name: in apposition, after "who serves as", or as the predicate of "is"."""
        at = end
        if at < len(self.doc) and self.doc[at].text in {",", "–", "—", "("}:
            at += 1
            found = list(self._phrases(at, apposition=True))
            yield from found
            if found:
                at = found[-1][3]
        yield from self._serving(at, end)

    def _serving(self, at: int, end: int) -> Iterator[_Span]:
        doc = self.doc
        if at < len(doc) and doc[at].text == ",":
            at += 1
        relative = at < len(doc) and doc[at].lower_ == "who"
        i = at + 1 if relative else end
        while i < len(doc) and doc[i].pos_ in {"ADV", "AUX"} and doc[i].lemma_ != "be" and i - at < 5:
            i += 1
        if i + 1 >= len(doc):
            return
        if relative and doc[i].lemma_ in _SERVING and doc[i + 1].lower_ == "as":
            yield from self._phrases(i + 2, apposition=False)
        elif doc[i].lemma_ == "be" and doc[i].lower_ != "be":
            yield from self._phrases(i + 1, apposition=False)

    def _phrases(self, at: int, *, apposition: bool) -> Iterator[_Span]:
        """The noun phrase with a title noun that starts at a token, and those joined to it by "and"."""
        doc = self.doc
        while at < len(doc):
            found = self._phrase(at, apposition=apposition)
            if found is None:
                return
            yield found
            at = found[3]
            if at < len(doc) and doc[at].lower_ == "and":
                at += 1
            else:
                return

    def _phrase(self, at: int, *, apposition: bool) -> _Span | None:
        doc = self.doc
        i = at
        while i < len(doc) and i - at < 12:
            token = doc[i]
            if not (
                token.pos_ in _BEFORE | {"DET", "PRON", "ADV"}
                or token.text in _HYPHENS
                or token.tag_ == "POS"
                or token.tag_ in {"VBG", "VBN"}
            ):
                break
            if token.pos_ == "PRON" and token.tag_ != "PRP$":
                break
            i += 1
        # Titles of several words hold an "of", so the longest one that starts inside is tried first.
        for head_end in range(min(len(doc), i + 3), at, -1):
            found = self.noun_ending(head_end)
            if found and at <= found[0] < i:
                noun_start, noun = found
                if apposition and doc[head_end - 1].dep_ in {"nsubj", "nsubj:pass"} and self._verb_follows(head_end):
                    return None
                start = at
                return start, noun_start, head_end, self._right(head_end), noun
        return None

    def _verb_follows(self, i: int) -> bool:
        return i < len(self.doc) and self.doc[i].pos_ in {"VERB", "AUX"}

    def _right(self, end: int) -> int:
        """Where the complements of a title end: "envoy [to Afghanistan]", "director [of the Centre for X (CX)]"."""
        doc, i = self.doc, end
        while i < len(doc) and i - end < 25:
            token = doc[i]
            if token.lower_ == "and" and self._new_title(i + 1):
                break
            following = doc[i + 1].lower_ if i + 1 < len(doc) else ""
            if token.pos_ == "ADP" and (
                following in _CALENDAR or following[:2] in {"19", "20"} or token.lower_ in {"during", "since", "after", "before"}
            ):
                break
            hyphenated = i > end and doc[i - 1].text in _HYPHENS and not doc[i - 1].whitespace_
            inside = hyphenated or token.pos_ in _WITHIN or token.text in _HYPHENS or token.text in _QUOTES or token.tag_ == "POS"
            bracket = token.text == "(" and i + 2 < len(doc) and doc[i + 2].text == ")"
            if bracket:
                i += 3
                continue
            if not inside and not (token.lower_ in {"and", "&"} and i + 1 < len(doc) and doc[i + 1].pos_ in _WITHIN):
                break
            i += 1
        while i > end and (doc[i - 1].pos_ in {"ADP", "DET"} or doc[i - 1].lower_ == "and" or doc[i - 1].text in _QUOTES | {"-"}):
            i -= 1
        return i

    def _new_title(self, at: int) -> bool:
        return self._phrase(at, apposition=True) is not None

    def describe(self, start: int, noun_start: int, head_end: int, end: int, noun: Noun) -> Description:
        doc = self.doc
        while start < noun_start and (doc[start].pos_ in {"DET", "PRON"} and not self._mention(start)):
            start += 1
        title_start, country = self._country_before(start, noun_start)
        organization, owner, title_end = self._organization(title_start, noun_start, head_end, end)
        if owner is not None and owner.country:
            country = country or (owner.country if owner.kind in {ActorKind.ORGAN, ActorKind.STATE} else None)
        if organization and title_start < noun_start and doc[title_start:noun_start].text.startswith(organization):
            title_start += len(organization.split())
        while title_start < noun_start and (doc[title_start].tag_ == "POS" or doc[title_start].text in _HYPHENS | _QUOTES):
            title_start += 1
        while title_start < noun_start and doc[title_start].lower_ in _VAGUE:
            title_start += 1
        past = any(t.lower_ in _PAST for t in doc[start:noun_start])
        title = doc[title_start:title_end].text.strip()
        return Description(
            start, end, noun_start, head_end, noun, title, organization, country, self._sectors(noun, owner, past=past)
        )

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
            elif actor.kind is ActorKind.PERSON and self.doc[min(mention.end, len(self.doc) - 1)].tag_ == "POS":
                country, at = actor.country or country, mention.end + 1
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
        if owner is not None and owner.sectors and (not own or owner.kind is not ActorKind.ORGAN and own == ("GOV",)):
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
