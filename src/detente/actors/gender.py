"""Whether he or she can mean a person: from the registry, a form of address, a title, or a given name; None where nothing tells.

A given name tells when all bearers in the registry agree, or when it is listed as one of men or women.
"""

from __future__ import annotations

from detente.actors.forms import words
from detente.actors.genders import FEMALE, MALE, gender_of_address, gender_of_person
from detente.actors.registry import Registry
from detente.actors.stage import Stage
from detente.records import Actor, MentionForm


class Genders:
    """The genders of one document's persons."""

    def __init__(self, stage: Stage) -> None:
        self._registry: Registry = stage.registry
        self._told: dict[str, str] = {}
        for draft in dict.fromkeys(stage.drafts.values()):
            if draft.form is MentionForm.NAME and draft.start and stage.is_person(draft.actor_id):
                self._note(draft.actor_id, stage.scenes[draft.passage].lowered[draft.start - 1])
        for title in stage.titles:
            self._note(title.actor_id, title.word)

    def _note(self, actor_id: str, word: str) -> None:
        gender = gender_of_address(word) or (FEMALE if word.endswith("woman") else MALE if word.endswith("man") else None)
        if gender:
            self._told.setdefault(actor_id, gender)

    def of(self, actor: Actor) -> str | None:
        """m, f or None."""
        return self._registry.gender(actor.actor_id) or self._told.get(actor.actor_id) or self._by_name(actor)

    def _by_name(self, actor: Actor) -> str | None:
        key = words(actor.name)
        if len(key) < 2:
            return None
        return self._registry.gender_of_name(key[0]) or gender_of_person(key)
