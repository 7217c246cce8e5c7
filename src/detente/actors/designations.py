"""Nouns that refer back to a body by what it is: "the ministry", "the alliance", "the group", "the country", "the government"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from spacy.tokens import Token

from detente.actors.antecedents import governing_subjects
from detente.actors.discourse import Discourse, Form, Referent, Role, Sort
from detente.actors.schema import Loader
from detente.actors.stage import Stage
from detente.actors.syntax import case_of
from detente.reading.parsed import parsed
from detente.reading.syntax import lemma as lemma_of
from detente.records import ActorKind

_FILE = Path(__file__).parent / "data" / "reference" / "designations.yaml"
_REACH = 4
_SHORT_REACH = 12
"""Sentences within which a body's name may be cut short."""
_STATE = frozenset({ActorKind.STATE})
_PLACES = frozenset({"in", "across", "inside", "throughout", "around", "within", "into", "from", "over", "at", "near", "outside"})
_ARTICLES = frozenset({"the", "this", "that"})
_OTHER = frozenset(
    {"other", "another", "same", "first", "second", "third", "next", "new", "such", "own", "neighbouring", "neighboring"}
)
_ANOTHER = _OTHER | {"no", "any", "only"}
_NARROWING = frozenset({"nmod", "acl", "acl:relcl"})


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    held: dict[str, Any] = yaml.load(_FILE.read_text("utf-8"), Loader=Loader)
    return held


@lru_cache(maxsize=1)
def listed_parts() -> frozenset[str]:
    """The nouns for a part of a state that need no owner: "the army" is that of the country spoken of."""
    return frozenset(_tables()["parts"])


@lru_cache(maxsize=1)
def candidatures() -> frozenset[str]:
    """What a text may call somebody by turns who wants an office: "the nominee", "the candidate"."""
    return frozenset(_tables()["candidatures"])


@lru_cache(maxsize=1)
def _mouthpieces() -> frozenset[str]:
    return frozenset(_tables()["mouthpieces"])


def speaks_for_party(noun: str) -> bool:
    """Whether one person so called speaks for a party; a candidate or senator of it is a person."""
    return noun in _mouthpieces()


def narrower(noun: str) -> tuple[str, ...]:
    """The titles that a broader noun takes up: "the lawmaker" may be a senator, not the other way round."""
    return tuple(_tables()["broader"].get(noun, ()))


@lru_cache(maxsize=1)
def _camp_by_word() -> dict[str, int]:
    return {word: number for number, camp in enumerate(_tables()["camps"]) for word in camp}


def camp_of(word: str) -> int | None:
    """The number of the party that a word in lower case names, the same for "gop" and "republican"."""
    return _camp_by_word().get(word)


@lru_cache(maxsize=2)
def kinds_by_noun(table: str) -> dict[str, frozenset[ActorKind]]:
    """For each noun of a table, the kinds of actor that it can mean."""
    found: dict[str, set[ActorKind]] = {}
    for kinds, nouns in _tables()[table].items():
        for noun in nouns:
            found.setdefault(noun, set()).update(ActorKind(kind.strip()) for kind in kinds.split(","))
    return {noun: frozenset(kinds) for noun, kinds in found.items()}


def article_of(token: Token) -> Token | None:
    """The article of a noun that refers back; None where a word says that another one is meant, or a complement says which."""
    held, at = parsed(token.doc), token.i
    below, lower, tags, article = held.below, held.lower, held.tags, None
    if _ARTICLES.isdisjoint(lower[i] for i in below[at]) or not token.text[:1].islower():
        return None
    for i in below[at]:
        if i > at:
            if held.relations[i] in _NARROWING:
                return None
        elif lower[i] in _ARTICLES and held.tokens[i].pos_ in {"DET", "PRON"}:
            article = held.tokens[i]
        elif lower[i] in _ANOTHER or tags[i] in {"JJR", "JJS"} or any(tags[c] in {"RBR", "RBS"} for c in below[i] if c < i):
            return None
    return article


class Designations:
    """What the bodies of a document have been called so far."""

    def __init__(self, stage: Stage, discourse: Discourse) -> None:
        self._stage = stage
        self._discourse = discourse
        self._called: dict[str, dict[Referent, None]] = {}

    def note(self, token: Token, referent: Referent) -> None:
        """Note the head word of a mention: later "the ministry" can mean it."""
        if referent.sort is not Sort.PERSON and not referent.plural:
            held = self._called.setdefault(lemma_of(token), {})
            held.pop(referent, None)
            held[referent] = None

    def find(self, token: Token, sentence: int) -> tuple[str, float] | None:
        """Whom a noun with an article means: who was called by that word, or the one body of that kind close before."""
        lemma = lemma_of(token)
        called = [r for r in self._called.get(lemma, ()) if r.actors]
        if called:
            near = [r for r in called if sentence - r.sentence <= _REACH] or called
            if len({r.actors for r in near}) == 1:
                return near[-1].actors[0], 0.8
            return (near[-1].actors[0], 0.6) if near[-1].sentence > near[-2].sentence else None
        kinds = kinds_by_noun("whole").get(lemma)
        if kinds is not None and ActorKind.STATE in kinds:
            return self._country(token, sentence)
        if kinds is not None:
            return self._of_kind(kinds, sentence)
        return self._part(lemma, token, sentence)

    def short(self, token: Token, sentence: int) -> str | None:
        """The body whose name ends in a capitalised word with an article, the last one named."""
        word = lemma_of(token)
        called = [r for r in self._called.get(word, ()) if r.actors and self._ends_in(r, token)]
        if not called or word in _tables()["no_short"] or any(c.i > token.i and c.dep_ in {"flat", "nmod"} for c in token.rights):
            return None
        last = max(called, key=lambda r: r.sentence)
        others = {r.actors for r in called if r.sentence == last.sentence}
        return last.actors[0] if len(others) == 1 and sentence - last.sentence <= _SHORT_REACH else None

    def _ends_in(self, referent: Referent, token: Token) -> bool:
        """Whether a body is called by a longer name with this last word."""
        name = self._stage.actor(referent.actors[0]).name.split()
        return len(name) > 1 and name[-1] == token.text

    def _country(self, token: Token, sentence: int) -> tuple[str, float] | None:
        """The state spoken of most and last that is not the one which acts on "the country" in the same sentence."""
        if case_of(token) in _PLACES:
            return None
        subjects = governing_subjects(token)
        best, weight = None, 0.0
        for referent in self._near(sentence, _REACH):
            distance = sentence - referent.sentence
            acting = distance == 0 and subjects.get(referent.head, 9) < 2
            if not acting and referent.count > weight * (1 + distance) and self._is_of(referent, _STATE):
                best, weight = referent.actors[0], referent.count / (1 + distance)
        return (best, 0.6) if best else None

    def _of_kind(self, kinds: frozenset[ActorKind], sentence: int) -> tuple[str, float] | None:
        for reach in (0, 1, _REACH - 1):
            near = [r for r in self._near(sentence, reach) if r.form is not Form.DESCRIBED and self._is_of(r, kinds)]
            actors = {r.actors for r in near}
            if len(actors) == 1:
                return near[0].actors[0], 0.7
            if actors:
                subjects = [r for r in near if r.role in {Role.SUBJECT, Role.PASSIVE}]
                return (subjects[0].actors[0], 0.6) if len({r.actors for r in subjects}) == 1 else None
        return None

    def _is_of(self, referent: Referent, kinds: frozenset[ActorKind]) -> bool:
        return self._stage.actor(referent.actors[0]).kind in kinds

    def _part(self, lemma: str, token: Token, sentence: int) -> tuple[str, float] | None:
        """The government, army or police of the one country that the text around speaks of."""
        noun = self._stage.registry.agents.noun((lemma,)) if lemma in listed_parts() else None
        if noun is None or noun.part is None or any(c.dep_ == "compound" for c in token.lefts):
            return None
        countries = {c for r in self._near(sentence, 2) if (c := self._stage.actor(r.actors[0]).country)}
        state = self._stage.registry.state(countries.pop()) if len(countries) == 1 else None
        return (self._stage.registry.compose(state.actor_id, noun.part).actor_id, 0.6) if state else None

    def _near(self, sentence: int, reach: int) -> Iterable[Referent]:
        """The actors mentioned in a sentence and those before it, last mentioned first."""
        for referent in self._discourse.recent():
            if sentence - referent.sentence > reach:
                return
            if referent.actors and not referent.group:
                yield referent
