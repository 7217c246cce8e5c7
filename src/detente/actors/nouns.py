"""What common nouns name: a person (man or woman), people, a body, a thing. The words are data (data/reference/nouns.yaml)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from spacy.tokens import Token

from detente.actors.agents import Agents
from detente.actors.discourse import Sort
from detente.actors.genders import FEMALE, MALE, gender_of_given_name
from detente.actors.schema import Loader
from detente.reading.parsed import parsed
from detente.reading.syntax import lemma

_FILE = Path(__file__).parent / "data" / "reference" / "nouns.yaml"


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(found) for name, found in yaml.load(_FILE.read_text("utf-8"), Loader=Loader).items()}


class Nouns:
    """The sorts of nouns, by lemma."""

    def __init__(self, agents: Agents) -> None:
        self._agents = agents
        self._held: dict[int, tuple[Sort, str | None]] = {}

    def sort(self, token: Token) -> tuple[Sort, str | None]:
        """What the head noun of a phrase names, and the gender that the word tells."""
        if parsed(token.doc).pos[token.i] == "PROPN":
            return self._name(token)
        held = self._held.get(token.lemma)
        if held is None:
            held = self._held[token.lemma] = self._of(token.lemma_.lower())
        return held

    def is_time(self, token: Token) -> bool:
        return lemma(token) in _lists()["times"]

    def _of(self, lemma: str) -> tuple[Sort, str | None]:
        lists = _lists()
        if lemma in lists["women"] or lemma.endswith("woman"):
            return Sort.PERSON, FEMALE
        if lemma in lists["men"] or (lemma.endswith("man") and lemma != "human"):
            return Sort.PERSON, MALE
        noun = self._agents.noun((lemma,))
        if lemma in lists["people"] or (noun is not None and noun.person):
            return Sort.PERSON, None
        if lemma in lists["crowds"]:
            return Sort.PEOPLE, None
        return (Sort.BODY if noun is not None or lemma in lists["bodies"] else Sort.THING), None

    def _name(self, token: Token) -> tuple[Sort, str | None]:
        kind = token.ent_type_
        if kind != "PERSON":
            return (Sort.THING if kind == "" else Sort.PEOPLE if kind == "NORP" else Sort.BODY), None
        first = next(iter(token.lefts), token)
        return Sort.PERSON, gender_of_given_name(first.lower_)
