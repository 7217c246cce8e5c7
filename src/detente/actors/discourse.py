"""Who and what has been spoken of so far, most recent last: what a pronoun can mean.

A referent is an actor that the casting claimed, a coordination of several, or something that nobody claimed ("a woman", "the
plan"). The latter are kept because a pronoun that means one of them means no actor.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from spacy.tokens import Token

from detente.actors.syntax import SUBJECTS, first_conjunct
from detente.actors.wordlists import listed

_SAYING = listed("saying") | {"tell", "ask", "write", "warn", "call", "think"}


_HANGING = frozenset({"flat", "appos"})
_CLOSING = frozenset({"”", '"', "''", "’", ","})


class Role(IntEnum):
    """What a mention is in its clause."""

    SUBJECT = 0
    PASSIVE = 1
    OBJECT = 2
    OBLIQUE = 3
    OWNER = 4
    INNER = 5
    OTHER = 6


class Form(IntEnum):
    """How a mention is made: by name, by a claimed noun, by a pronoun, by a noun that nobody claimed, by a lost pronoun."""

    NAMED = 0
    DESCRIBED = 1
    REFERRED = 2
    UNCLAIMED = 3
    UNKNOWN = 4


class Sort(IntEnum):
    """What a referent is: one person, several people, a body such as a state, a thing."""

    PERSON = 0
    PEOPLE = 1
    BODY = 2
    THING = 3


_ROLES = {
    "nsubj": Role.SUBJECT,
    "csubj": Role.SUBJECT,
    "nsubj:pass": Role.PASSIVE,
    "obj": Role.OBJECT,
    "iobj": Role.OBJECT,
    "obl": Role.OBLIQUE,
    "nmod:poss": Role.OWNER,
    "nmod": Role.INNER,
    "compound": Role.INNER,
    "amod": Role.INNER,
    "appos": Role.INNER,
    "flat": Role.INNER,
}


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something spoken of, as its last mention left it.

    `sentence` counts through the document; `group` is a coordination, `joined` says that the last mention is a member of one.
    """

    actors: tuple[str, ...]
    sort: Sort
    gender: str | None = None
    plural: bool = False
    form: Form = Form.UNCLAIMED
    passage: int = 0
    head: int = 0
    sentence: int = 0
    quotation: int = 0
    role: Role = Role.OTHER
    joined: bool = False
    group: bool = False
    speaking: bool = False
    count: int = 0
    first: int = 0


class Place(NamedTuple):
    """Where a mention stands: its head token, passage, sentence and quotation (0 outside of any)."""

    token: Token
    passage: int
    sentence: int
    quotation: int


def top_of(token: Token) -> Token:
    """The head of a name that hangs on other words: the "Mr." of "Mr. Haddad", the "envoy" of "the envoy, Omar Haddad"."""
    while token.dep_ in _HANGING and token.head.i < token.i:
        token = token.head
    return token


def role_of(token: Token) -> Role:
    return _ROLES.get(token.dep_, Role.OTHER)


def speaks(token: Token) -> bool:
    """Whether a token is the subject of a verb of saying."""
    return token.dep_ == "nsubj" and token.head.lemma_ in _SAYING


def _is_new(token: Token) -> bool:
    """Whether somebody unknown is brought in: "a shopkeeper"; "the businessman" may be somebody named before."""
    return token.pos_ == "PROPN" or any(c.lower_ in {"a", "an", "one", "another"} for c in token.lefts)


def _floor_rank(token: Token) -> int:
    """How much a sentence is about somebody: 3 who speaks, 2 the main subject, 1 another one, 0 no subject.

    After a quotation the speaker may follow the verb, and is then at times parsed as its object.
    """
    verb = token.head
    if token.dep_ == "obj":
        after_quote = verb.i and verb.nbor(-1).text in _CLOSING and verb.lemma_ in _SAYING
        return 3 if after_quote else 0
    if token.dep_ not in SUBJECTS:
        return 0
    main = verb.dep_ in {"ROOT", "parataxis"}
    return 1 if not main else 3 if verb.lemma_ in _SAYING else 2


class Discourse:
    """The referents of a document in the order of their last mention."""

    def __init__(self) -> None:
        self._known: dict[object, Referent] = {}
        self._recent: dict[Referent, None] = {}
        self.most = 0
        self.floor: Referent | None = None
        self.floor_sentence = -1
        self._floor_rank = 0

    def recent(self) -> list[Referent]:
        """The referents, last mentioned first."""
        return list(reversed(self._recent))

    def meet(self, key: object, fresh: Referent, place: Place) -> Referent:
        """One more mention of what a key stands for; form, sort and number are those of this mention."""
        held = self._known.setdefault(key, fresh)
        if held is not fresh:
            held.form, held.sort, held.plural, held.gender = fresh.form, fresh.sort, fresh.plural, held.gender or fresh.gender
        self.mention(held, place)
        return held

    def mention(self, referent: Referent, place: Place) -> None:
        """Note a mention, so that its referent is the most recent."""
        token = place.token
        relation = token.dep_
        if relation in _HANGING:
            token = top_of(token)
            relation = token.dep_
        anchor = first_conjunct(token) if relation == "conj" else token
        if not referent.count:
            referent.first = place.sentence
        referent.count += 1
        self.most = max(self.most, referent.count)
        referent.passage, referent.head = place.passage, token.i
        referent.sentence, referent.quotation = place.sentence, place.quotation
        referent.role, referent.joined = role_of(anchor), anchor is not token
        referent.speaking = referent.sort is not Sort.THING and speaks(anchor)
        self._recent.pop(referent, None)
        self._recent[referent] = None
        if referent.sort is Sort.PERSON and not place.quotation:
            self._take_floor(referent, place, anchor)

    def _take_floor(self, referent: Referent, place: Place, anchor: Token) -> None:
        """Note the person whom a sentence is about: who speaks in it, else the subject of its main verb, else any subject.

        Nobody has it where that is left open: "the businessman", a pronoun that nothing explains.
        """
        rank = _floor_rank(anchor)
        if rank and (place.sentence > self.floor_sentence or rank > self._floor_rank):
            self.floor = referent if referent.actors or _is_new(anchor) else None
            self.floor_sentence, self._floor_rank = place.sentence, rank
