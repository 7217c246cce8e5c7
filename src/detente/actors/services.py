"""Whom a title serves: the organisation that its words name, before the title noun or after it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from detente.actors import bodies
from detente.actors.agents import Noun
from detente.actors.cast import Appearance
from detente.actors.forms import words
from detente.actors.registry import Registry
from detente.actors.states_served import AIDES, HYPHENS, StatesServed, state_named, state_or_seat
from detente.actors.title_words import title_noun, title_words
from detente.actors.wordlists import listed
from detente.records import Actor, ActorKind, MentionForm, Origin

_BELONGING = frozenset({"at", "of", "with", "in", "for", "from"})
_MEMBER = frozenset({"at", "of", "with", "from"})
_BODIES = frozenset(ActorKind) - {ActorKind.PERSON, ActorKind.STATE, ActorKind.GOVERNMENT}
_ABROAD = frozenset({ActorKind.MEDIA, ActorKind.IGO})
_CHAINED = frozenset({"of", "for", "the", "&", "'s", "’s", "-", "at", "de"})
_ENVOYS = frozenset({"envoy", "representative"})
_OFFICES = frozenset({"ministry", "office", "department"})


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation in a description: its tokens, its name and the actor, when it is one."""

    start: int
    end: int
    name: str
    actor: Actor | None = None
    country: str | None = None


class Services(StatesServed):
    """Reads organisations and states out of descriptions, with the cast's help."""

    def body_after(self, head_end: int, end: int, noun: Noun | None) -> tuple[Body, int] | None:
        """The organisation in the complements of a title, and the preposition that joins it."""
        doc = self.doc
        links = _BELONGING | ({"to"} if noun is not None and noun.key[-1] in AIDES - _ENVOYS else set())
        for i in range(head_end, end):
            if doc[i].lower_ not in links or doc[i].pos_ not in {"ADP", "PART", "SCONJ"}:
                continue
            first = i + 1
            while first < end and (_is_small(doc[first]) or doc[first].tag_ == "PRP$" or doc[first].text in {"“", '"'}):
                first += 1
            based = self.based(first, end) if first < end else None
            found = self._body_at(based[0] if based else first, end, i)
            if found is not None:
                return found, i
        return None

    def _body_at(self, first: int, end: int, link: int) -> Body | None:
        if first >= end:
            return None
        chained = self._chain(first, end)
        mention = self.mention(first) or next((m for k in range(first, chained) if (m := self.mention(k))), None)
        member = self.doc[link].lower_ in _MEMBER
        if mention is not None and mention.start <= max(first, mention.start) and mention.end <= end:
            actor = self.cast.actor(mention)
            whole = mention.start <= first or all(state_named(self.doc[k].text) for k in range(first, mention.start))
            longer = mention.end < chained and self.doc[mention.end].text[:1].isupper()
            if actor.kind in _BODIES and mention.mention.form is not MentionForm.PRONOUN and self._is_name(mention):
                if whole and not longer:
                    return self._known(mention, actor)
                found = self._unknown(first, chained, member=member)
                return replace(found, country=found.country or actor.country) if found and longer else found
            if self.person_at(mention.start) is not None or (actor.kind is ActorKind.STATE and mention.end >= chained):
                return None
        return self._unknown(first, chained, member=member)

    def _is_name(self, mention: Appearance) -> bool:
        """Whether a body is named, and not only described ("Swiss delegation")."""
        form, organ = mention.mention.form, self.cast.actor(mention).kind is ActorKind.ORGAN
        return form is MentionForm.NAME or (organ and self.doc[mention.end - 1].text[:1].isupper())

    def _known(self, mention: Appearance, actor: Actor) -> Body:
        text = mention.mention.text
        return Body(mention.start, mention.end, actor.name if actor.origin is not Origin.TEXT else _bare(text), actor)

    def _unknown(self, first: int, end: int, *, member: bool) -> Body | None:
        """Capitalised words that are written as a body's name is."""
        doc = self.doc
        if end <= first or not doc[first].text[:1].isupper() or doc[first].lower_ in listed("calendar"):
            return None
        span = doc[first:end]
        head = bodies.head_word(doc, first, end) or (doc[end - 1].text if _heads(doc[end - 1]) else None)
        acronym = len(span) == 1 and span.text.isupper() and 2 < len(span.text) < 8
        organised = any(t.ent_type_ == "ORG" for t in span) or acronym
        place = state_named(span.text) is not None or (head is None and not acronym and all(t.ent_type_ == "LOC" for t in span))
        if place or (head is None and not acronym and "&" not in span.text and any(t.ent_type_ == "PERSON" for t in span)):
            return None
        firm = first > 0 and doc[first - 1].lower_ == "at" and len(span) > 1
        subject = first > 0 and doc[first - 1].lower_ == "in" and head is None
        if not ((head is not None and len(span) > 1) or (organised and not subject and (member or len(span) > 1)) or firm):
            return None
        owner = next((i for i in range(first + 1, min(end, first + 4)) if doc[i].tag_ == "POS"), None)
        country = state_or_seat(doc[first:owner].text) if owner is not None else None
        start = owner + 1 if owner is not None and country is not None else first
        return Body(start, end, _bare(doc[start:end].text), None, country)

    def _chain(self, first: int, end: int) -> int:
        """Where the capitalised words of a name end, with the small words that names hold."""
        doc, i, last = self.doc, first, first
        while i < end:
            token = doc[i]
            if token.text[:1].isupper() and (token.tag_ in {"NNP", "NNPS"} or token.pos_ not in {"VERB", "AUX", "PRON"}):
                last = i + 1
            elif token.lower_ == "and" and self._joins(first, i, end):
                pass
            elif not self._links(first, i):
                break
            i += 1
        return last

    def _links(self, first: int, i: int) -> bool:
        """Whether a small word stands inside one name; "at" only after the word for a body: "University of Texas at Austin"."""
        word = self.doc[i].lower_
        return word in _CHAINED and (word != "at" or bodies.head_word(self.doc, first, i) is not None)

    def _joins(self, first: int, i: int, end: int) -> bool:
        """Whether an "and" stands inside one name: "Institute for Economics and Peace"."""
        if i + 1 >= end or not self.doc[i + 1].text[:1].isupper() or self.mention(i + 1) is not None:
            return False
        inner = any(t.lower_ in {"of", "for"} for t in self.doc[first:i])
        return inner or not bodies.is_head(self.doc[i - 1].lower_)

    def body_before(self, start: int, noun_start: int, country: str | None) -> Body | None:
        """The organisation that stands before a title: "NATO [spokesman]", "Platte River Networks [engineer]"."""
        doc = self.doc
        for i in range(start, noun_start):
            mention = self.mention(i)
            if mention is None or mention.end > noun_start or not self._is_name(mention):
                continue
            actor = self.cast.actor(mention)
            if actor.kind in _BODIES:
                return self._known(mention, actor)
        office = self._office(start, noun_start, country)
        if office is not None:
            return office
        first = next((i for i in range(start, noun_start) if self._is_named(i)), None)
        if first is None:
            return self._headed(start, noun_start)
        last = first
        while last < noun_start and (self._is_named(last) or doc[last].text in HYPHENS):
            last += 1
        return Body(first, last, doc[first:last].text)

    def _is_named(self, i: int) -> bool:
        """Whether a word before a title is in a body's name that the casting has no actor for."""
        token = self.doc[i]
        if not token.text[:1].isupper() or self.person_at(i) is not None:
            return False
        acronym = token.text.isupper() and len(token.text) > 2 and state_named(token.text) is None
        joined = i > 0 and self.doc[i - 1].text in HYPHENS and self.doc[i - 2].ent_type_ == "ORG"
        genitive = i + 1 < len(self.doc) and self.doc[i + 1].tag_ == "POS"
        return token.ent_type_ == "ORG" or (token.ent_type_ == "PERSON" and not genitive) or acronym or joined

    def _headed(self, start: int, noun_start: int) -> Body | None:
        """Capitalised words before a title of which the last one heads names: "Internal Revenue Service [commissioner]"."""
        doc, first = self.doc, noun_start
        while first > start and doc[first - 1].text[:1].isupper():
            first -= 1
        return (
            Body(first, noun_start, doc[first:noun_start].text)
            if noun_start - first > 1 and _heads(doc[noun_start - 1])
            else None
        )

    def _office(self, start: int, end: int, country: str | None) -> Body | None:
        """A body's noun right before a title: the Foreign Ministry of "Foreign Ministry official"."""
        pieces = [(w, t.i) for t in self.doc[start:end] for w in words(t.text)]
        noun = self.agents.ending([w for w, _ in pieces], len(pieces)) if pieces and pieces[-1][1] == end - 1 else None
        if noun is None or noun.person or noun.part is None:
            return None
        first = pieces[-len(noun.key)][1]
        registry, code = Registry.load(), f"{country}.{noun.part.code}"
        if country is not None and noun.key[-1] in _OFFICES and code in registry:
            return Body(first, end, registry.get(code).name, registry.get(code))
        if not self.doc[first].text[0].isupper():
            return None
        while first > start and self.doc[first - 1].text[:1].isupper():
            first -= 1
        return Body(first, end, self.doc[first:end].text)

    def ministry_end(self, noun_start: int, noun: Noun | None, head_end: int) -> int:
        """Where the title proper begins in "foreign ministry [spokesman]", which the casting knows as one noun."""
        if noun is None or len(noun.key) < 3 or head_end - noun_start != len(noun.key):
            return noun_start
        return next((noun_start + k + 1 for k, word in enumerate(noun.key[:-1]) if word in _OFFICES), noun_start)

    def genitive_before(self, start: int, noun_start: int) -> int:
        """Where a title begins after the one whose it is: "the chancellor's [chief of staff]"."""
        for i in range(noun_start - 1, start, -1):
            if self.doc[i].tag_ == "POS":
                pieces = [w for t in self.doc[start:i] for w in words(t.text)]
                named = self.mention(i - 1) is not None or self.doc[i - 1].ent_type_ == "PERSON"
                if named or (pieces and title_noun(self.agents, pieces) is not None):
                    return i + 1
        return start


def serves(body: Body | None) -> str | None:
    """The country of an organisation, where being of one says something about the other; media and world bodies have none."""
    if body is None or (body.actor is not None and body.actor.kind in _ABROAD):
        return None
    return body.country or (body.actor.country if body.actor is not None else None)


def _is_small(token: Token) -> bool:
    """Whether a word before a body's name is no part of it: "the centrist [Tax Policy Center]"."""
    return token.pos_ == "DET" or (token.pos_ == "ADJ" and token.text.islower() and token.i + 1 < len(token.doc))


def _heads(token: Token) -> bool:
    return bodies.is_head(token.lower_) or token.lower_ in title_words("body_heads")


def _bare(name: str) -> str:
    plain = " ".join(name.split()).strip("“”\"' ,")
    return plain[4:] if plain.lower().startswith("the ") else plain
