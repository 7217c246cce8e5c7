"""The states that titles name: "Russian envoy", "Moscow's ambassador", "Beirut-based analyst", and not "Iran envoy"."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc

from detente.actors import bodies
from detente.actors.agents import Agents, Noun
from detente.actors.cast import Appearance, Cast
from detente.actors.lexicon import Use
from detente.actors.registry import Registry
from detente.actors.title_words import title_words
from detente.records import ActorKind, MentionForm

HYPHENS = frozenset({"-", "–", "‑"})
_BASED = frozenset({"based", "born", "backed", "trained", "educated", "appointed", "led", "aligned", "installed", "supported"})
AIDES = frozenset(
    {"adviser", "advisor", "aide", "spokesman", "spokeswoman", "spokesperson", "envoy", "secretary", "staff", "representative"}
)
"""Those who serve whom they are named after."""


@lru_cache(maxsize=8192)
def state_named(text: str) -> tuple[str, Use] | None:
    """The country code that a word or two name, and how; None where they name no state."""
    registry = Registry.load()
    form = registry.find(text)
    if form is None or form.actor_id not in registry.entries:
        return None
    actor = registry.get(form.actor_id)
    return (actor.country, form.use) if actor.kind is ActorKind.STATE and actor.country else None


def state_or_seat(text: str) -> str | None:
    """The country that a state's or a capital's name means."""
    form = Registry.load().find(text)
    if form is None or form.use not in {Use.NAME, Use.SEAT, Use.METONYM}:
        return None
    actor = Registry.load().get(form.actor_id)
    return actor.country if form.use is Use.SEAT or actor.kind is ActorKind.STATE else None


class StatesServed:
    """Reads states out of descriptions, with the cast's help."""

    def __init__(self, doc: Doc, cast: Cast, passage: int, agents: Agents) -> None:
        self.doc, self.cast, self.passage, self.agents = doc, cast, passage, agents

    def mention(self, i: int) -> Appearance | None:
        return self.cast.at(self.passage, i)

    def person_at(self, i: int) -> Appearance | None:
        """The person whose name covers a token."""
        found = self.mention(i)
        named = found is not None and found.mention.form is MentionForm.NAME
        return found if found is not None and named and self.cast.actor(found).kind is ActorKind.PERSON else None

    def country_before(self, start: int, noun_start: int, noun: Noun | None) -> tuple[int, str | None]:
        """The state served, named before the title, and the token where the title itself begins."""
        country, at, i = None, start, start
        while i < noun_start:
            person = self.person_at(i)
            if person is not None:
                genitive = self.doc[min(person.end, len(self.doc) - 1)].tag_ == "POS"
                country = (self.served_by(person, noun) if genitive else None) or country
                i = at = person.end + genitive
                continue
            based = self.based(i, noun_start)
            if based is not None:
                country, i = based[1] or country, based[0]
                at = i
                continue
            named = self._state_at(i, noun_start, noun)
            if named is not None:
                country, i = named[1], named[0]
                at = i
                continue
            i += 1
        return min(at, noun_start), country

    def served_by(self, person: Appearance, noun: Noun | None) -> str | None:
        """The state of an office-holder's aide: Putin's envoy serves Russia, Putin's lawyer need not."""
        official = noun is not None and (noun.key[-1] in AIDES or (noun.part is not None and noun.part.code in {"GOV", "MIL"}))
        return self.cast.actor(person).country if official else None

    def based(self, i: int, stop: int) -> tuple[int, str | None] | None:
        """The token after "Moscow-based" and the country that it tells."""
        doc = self.doc
        for k in range(i + 1, min(stop - 1, i + 4)):
            if doc[k].text in HYPHENS and not doc[k].whitespace_ and doc[k + 1].lower_ in _BASED:
                found = state_or_seat(doc[i:k].text) if doc[k + 1].lower_ == "based" else None
                return k + 2, found
        return None

    def _state_at(self, i: int, stop: int, noun: Noun | None) -> tuple[int, str] | None:
        """The token after a state's name or adjective (and its genitive), with the state, unless it is the title's subject."""
        doc = self.doc
        for end in range(min(stop, i + 4), i, -1):
            if not doc[i].text[:1].isupper() and doc[i].lower_ != "then":
                return None
            found = state_named(doc[i:end].text)
            if found is None:
                continue
            if end < len(doc) and doc[end].text in HYPHENS and not doc[end - 1].whitespace_:
                return None
            genitive = doc[end].tag_ == "POS"
            if found[1] is Use.NAME and not genitive and not doc[end - 1].text.isupper() and _is_about(noun):
                return None
            if found[1] is Use.SEAT and not genitive:
                return None
            if bodies.is_head(doc[end].lower_) and doc[end].text[:1].isupper() and doc[end].lower_ not in {"army"}:
                return None
            return end + genitive, found[0]
        return None


def _is_about(noun: Noun | None) -> bool:
    return noun is not None and " ".join(noun.key) in title_words("about")
