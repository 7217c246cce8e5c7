"""Nouns that refer back to a person by title: "the envoy", "the expert", "the president"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from detente.actors.agents import Noun
from detente.actors.designations import camp_of, candidatures, narrower
from detente.actors.forms import words
from detente.actors.officeholders import is_leading
from detente.actors.scene import Scene
from detente.actors.stage import Draft, Stage, Title
from detente.actors.syntax import SUBJECTS
from detente.records import MentionForm

_MANY = frozenset({"minister", "secretary", "deputy", "soldier", "fighter"})
"""What several persons of one country are called at a time."""
_PUBLIC = frozenset({"GOV", "LEG", "MIL", "EMB", "EDU", "PTY", "OPP", "JUD", "BUS", "PRES"})
_ALIKE = frozenset({"EDU", "MED"})
_FORMER = frozenset({"former", "ex", "ex-"})
_CANDIDATE = Noun(("candidate",), None, person=True)


class Epithets:
    """Who has been called what so far, and which known officials have been named."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        held = list(self._offices())
        self.noted = [*stage.titles, *held]
        self._camps: dict[str, set[int]] = {}
        for title in stage.titles:
            self._camps.setdefault(title.actor_id, set()).update(_camps(title.said.split()))
        self.past = {(t.actor_id, t.word) for t in stage.titles if t.past} - {(t.actor_id, t.word) for t in held}

    def _offices(self) -> Iterable[Title]:
        """The offices that the registry gives the persons named. An undated text says nothing about who is in office."""
        stage = self.stage
        if stage.on is None:
            return
        for draft in dict.fromkeys(stage.drafts.values()):
            if draft.form is MentionForm.NAME and stage.is_person(draft.actor_id):
                for role in stage.registry.roles(draft.actor_id):
                    started = role.start_date is None or role.start_date <= stage.on
                    ended = role.end_date is not None and role.end_date < stage.on
                    title = words(role.title)
                    if started and not ended and title:
                        cut = next((i for i, word in enumerate(title) if i and word in {"of", "for", "to"}), len(title))
                        noun = stage.registry.agents.noun(title[cut - 1 : cut])
                        yield Title(draft.passage, draft.start, draft.actor_id, title[cut - 1], noun.part if noun else None)

    def find(self, scene: Scene, token: Token) -> tuple[str, float] | None:
        """Whom "the expert" means: the one person who was called that, or a word of the same sector, close before."""
        word = token.lower_
        noun = self.stage.registry.agents.noun(words(token.text))
        if word in candidatures():
            noun = noun or _CANDIDATE
            if any(c.dep_ == "cop" or c.lower_ == "that" for c in token.lefts):
                return None
        if noun is None or not noun.person or noun.plural or _has_complement(token):
            return None
        before = self._in_force([t for t in self.noted if (t.passage, t.at) < (scene.index, token.i)], token)
        same = candidatures() if word in candidatures() else {noun.key[-1], *narrower(noun.key[-1])}
        exact = {t.actor_id for t in before if t.word in same}
        alike = exact | {t.actor_id for t in before if t.part == noun.part and noun.part and noun.part.code in _ALIKE}
        alike = self._of_camp(alike, token)
        exact &= alike
        if not alike:
            only = self._named_near(scene, token.i) if _is_told_apart(token) and self._is_public(noun) else set()
            only = self._of_camp(only, token)
            return (only.pop(), 0.6) if len(only) == 1 else None
        near = alike & self._named_near(scene, token.i)
        found = near if len(near) == 1 else exact if len(exact) == 1 and alike == exact else set()
        return (next(iter(found)), 0.8) if found else None

    def note(self, draft: Draft, token: Token) -> None:
        """Note a person whom only a description names ("the president of Turkey"): the bare noun can mean the same one."""
        noun = self.stage.registry.agents.noun(words(token.text))
        if noun is not None and noun.person and not noun.plural:
            self.noted.append(Title(draft.passage, draft.start, draft.actor_id, noun.key[-1], noun.part))

    def _in_force(self, titles: list[Title], token: Token) -> list[Title]:
        """The titles that a noun can take up. "The former senator" has had one; "the president" is no former president, and "the
        senator" is one only where no other senator is named."""
        former = any(c.lower_ in _FORMER for c in token.lefts)
        if former:
            return [t for t in titles if (t.actor_id, t.word) in self.past]
        now = [t for t in titles if (t.actor_id, t.word) not in self.past]
        lasting = not is_leading(token.lower_) and all(t.word != token.lower_ for t in now)
        return titles if lasting else now

    def _of_camp(self, persons: set[str], token: Token) -> set[str]:
        """Those of some persons whom the text puts in no other party than the noun's: "the Republican nominee" is no Democrat."""
        camps = _camps(c.lower_ for c in token.lefts)
        return {p for p in persons if not self._camps.get(p) or self._camps[p] & camps} if camps else persons

    def _is_public(self, noun: Noun) -> bool:
        """Whether a noun is one by which papers call somebody whom they have named: "the Ohio senator", not "the Ohio driver"."""
        return noun.part is None or noun.part.code in _PUBLIC

    def bearer(self, scene: Scene, draft: Draft) -> str | None:
        """Whom "the Kenyan envoy" means: the one person of that country who was called by that word before, if there is one."""
        token = scene.tokens[draft.head]
        noun = self.stage.registry.agents.noun(words(token.text))
        country = self.stage.actor(draft.actor_id).country
        if noun is None or not noun.person or noun.plural or noun.key[-1] in _MANY or country is None or not _is_definite(token):
            return None
        held = {t.actor_id for t in self.noted if t.word == noun.key[-1] and (t.passage, t.at) < (scene.index, draft.start)}
        fitting = {a for a in held if self.stage.actor(a).country == country}
        if len(fitting) > 1:
            fitting &= self._named_near(scene, draft.start)
        return fitting.pop() if len(fitting) == 1 else None

    def _named_near(self, scene: Scene, before: int) -> set[str]:
        """The persons named in the same passage before a token, or else in the passage before."""
        people = self._people(scene, before)
        if people or not scene.index:
            return people
        earlier = self.stage.scenes[scene.index - 1]
        return self._people(earlier, len(earlier.tokens))

    def _people(self, scene: Scene, end: int) -> set[str]:
        drafts = {d.actor_id for i in range(end) if (d := self.stage.at(scene, i))}
        return {a for a in drafts if self.stage.is_person(a)}


def _camps(told: Iterable[str]) -> set[int]:
    """The parties, numbered, that some words name."""
    return {number for word in told if (number := camp_of(word.lower())) is not None}


def _is_told_apart(token: Token) -> bool:
    """Whether a name before the noun says which one is meant: "the Vermont senator"."""
    return any(c.dep_ in {"compound", "amod", "nmod:poss"} and c.text[:1].isupper() for c in token.lefts)


def _is_definite(token: Token) -> bool:
    """Whether an article or an owner says that a known one is meant."""
    return any(c.lower_ == "the" or c.dep_ == "nmod:poss" for c in token.lefts)


def _has_complement(token: Token) -> bool:
    """Whether more words narrow the noun down, so that it may mean somebody else."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is not None and after.pos_ == "PROPN":
        return True
    if after is not None and (after.lower_ in {"of", "for", "to", "from", "who", "at"}):
        return True
    if token.dep_ == "nmod:poss" and token.head.dep_ == "appos":
        return True
    return _is_named_next(token) or (token.dep_ in {"compound", "amod", "nmod"} and token.head.i == token.i + 1)


def _is_named_next(token: Token) -> bool:
    """Whether the name follows in apposition: "the Republican nominee, Mark Crane"."""
    doc, i = token.doc, token.i + 1
    if i + 1 >= len(doc) or doc[i].text != ",":
        return False
    return doc[i + 1].ent_type_ == "PERSON" and doc[i + 1].dep_ not in SUBJECTS
