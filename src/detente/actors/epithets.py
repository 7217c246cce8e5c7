"""Nouns that refer back to a person by title: "the envoy", "the expert", "the president"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from detente.actors.forms import words
from detente.actors.scene import Scene
from detente.actors.stage import Stage, Title
from detente.records import MentionForm

_ALIKE = frozenset({"EDU", "MED"})


class Epithets:
    """Who has been called what so far, and which known officials have been named."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.noted = [*stage.titles, *self._offices()]

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

    def claim(self, scene: Scene, token: Token) -> None:
        """Claim "the expert" for the one person who was called that, or a word of the same sector, close before."""
        noun = self.stage.registry.agents.noun(words(token.text))
        if noun is None or not noun.person or noun.plural or _has_complement(token):
            return
        if not self.stage.free(scene, token.i - 1, token.i + 1):
            return
        before = [t for t in self.noted if (t.passage, t.at) < (scene.index, token.i)]
        alike = {
            t.actor_id
            for t in before
            if t.word == noun.key[-1] or (t.part == noun.part and noun.part and noun.part.code in _ALIKE)
        }
        if not alike:
            return
        exact = {t.actor_id for t in before if t.word == noun.key[-1]}
        near = alike & self._named_near(scene, token.i)
        found = near if len(near) == 1 else exact if len(exact) == 1 and alike == exact else set()
        if found:
            self.stage.claim(scene, token.i - 1, token.i + 1, next(iter(found)), MentionForm.NOMINAL, 0.8)

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


def _has_complement(token: Token) -> bool:
    """Whether more words narrow the noun down, so that it may mean somebody else."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is not None and (after.lower_ in {"of", "for", "to", "from", "who", "at"}):
        return True
    return token.dep_ in {"compound", "amod", "nmod"} and token.head.i == token.i + 1
