"""Who speaks where the sentence does not say it: the speaker of the passage before, a label, a signature.

    stage = Stage(passages, cast)
    for each passage: stage.enter(); unspoken(found, scene, number, stage); stage.spoke(...); stage.leave(...)

A quotation whose speaker another passage names has him as `Attribution.speaker`, or nobody where he is no known actor;
its cue is its own opening mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from detente.actors.cast import Cast
from detente.language.passages import Passage
from detente.reading.cues import find
from detente.reading.free_quotes import beside, free_quotes, grown, is_all_quoted, signature_alone, stands_alone, subject_of
from detente.reading.labels import labels, tail_of
from detente.reading.scene import Attribution, Scene
from detente.reading.statement_kinds import QUOTE_MARKS
from detente.reading.turns import turns
from detente.records import Act, ActorKind, BlockRole

_PRONOUNS = frozenset({"he", "she"})
_VOICES = _PRONOUNS | {"they", "who", "i", "we"}
_NAMED = frozenset({"PERSON", "ORG", "NORP"})
_STRANGER = ""
"""Somebody unknown among those who have spoken: "a shopkeeper said"."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """Who spoke: an actor where he is known, and whether in quotation marks."""

    actor_id: str | None
    quoted: bool


class Stage:
    """The passages of a document as they follow each other: who spoke last, and who may speak next."""

    def __init__(self, passages: Sequence[Passage], cast: Cast) -> None:
        self.passages = passages
        self.cast = cast
        self._floor = turns(passages, cast)
        self._here: list[str] = []
        self._before: list[str] = []
        self._turns: list[_Turn] = []
        self._last: _Turn | None = None

    def enter(self) -> None:
        """Begins the next passage."""
        self._before, self._here = self._here, []
        self._turns = []

    def leave(self, number: int, told: bool) -> None:
        """Ends a passage; where nothing was `told`, the subject of its last sentence may speak next."""
        said = [t for t in self._turns if t.quoted] or self._turns
        self._last = said[-1] if said else None
        if not told and self.passages[number].block.role is not BlockRole.TITLE:
            self._last = self._subject(number)
            if self._last is not None and self._last.actor_id is not None:
                self._here.append(self._last.actor_id)

    def spoke(self, actor_id: str | None, found: Attribution, scene: Scene) -> None:
        """Notes the source of a statement that is not itself inside a quotation."""
        self._turns.append(_Turn(actor_id, not scene.in_quote.isdisjoint(found.content)))
        if actor_id is not None and self.cast.actors[actor_id].kind is ActorKind.PERSON:
            self._here.append(actor_id)
        elif actor_id is None and _is_stranger(found.source):
            self._here.append(_STRANGER)

    def formed(self, number: int) -> list[Attribution]:
        """What the form of a passage tells: a turn of a transcript, a label, the source at the end of a headline."""
        passage = self.passages[number]
        turn = self._floor.at(passage, number)
        return [turn] if turn is not None else labels(passage, number, self.cast, alone=len(self.passages) == 1)

    @property
    def has_spoken(self) -> bool:
        """Whether somebody, known or not, spoke at the end of the passage before."""
        return self._last is not None

    @property
    def last(self) -> str | None:
        """The actor who spoke at the end of the passage before."""
        return self._last.actor_id if self._last is not None else None

    def pronoun(self, head: Token) -> str | None:
        """Whom "he" or "she" means when only one person, and no stranger, has spoken in this passage and the one before."""
        persons = {*self._before, *self._here}
        return next(iter(persons)) if head.lower_ in _PRONOUNS and len(persons) == 1 and _STRANGER not in persons else None

    def speaks(self, number: int, token: Token) -> bool:
        """Whether a token means somebody who can be quoted: an actor, a name, "he" and "she"."""
        if self.cast.at(number, token) is not None:
            return True
        return token.ent_type_ in _NAMED or token.lower_ in _VOICES or (token.pos_ == "NOUN" and token.ent_type_ == "")

    def _subject(self, number: int) -> _Turn | None:
        """The person who is the subject of a passage's last sentence; anybody where it ends with a colon."""
        doc = self.passages[number].doc
        head = subject_of(doc[len(doc) - 1]) if len(doc) else None
        if head is None:
            return None
        appearance = self.cast.at(number, head)
        person = head.ent_type_ == "PERSON" or head.lower_ in _PRONOUNS
        if appearance is not None:
            person = self.cast.actor(appearance).kind is ActorKind.PERSON
        if not person and doc[len(doc) - 1].text != ":":
            return None
        return _Turn(appearance.actor_id if appearance is not None else None, quoted=False)


def _is_stranger(source: Token | None) -> bool:
    """Whether a source brings in somebody unknown, whom "he" and "she" can mean from here on."""
    return source is not None and source.tag_ == "NN" and any(c.lower_ in {"a", "an"} for c in source.lefts)


def unspoken(found: Sequence[Attribution], scene: Scene, number: int, stage: Stage) -> list[Attribution]:
    """The attributions of a passage by its words, with those that its form or the words around it give."""
    found = _with_form(list(found), number, stage)
    if not scene.quotes:
        return found
    found = list(grown(found, scene))
    free = free_quotes(scene, found)
    if free and is_all_quoted(scene) and len(free) == len(scene.quotes):
        return [*_of_another_passage(range(free[0][0], free[-1][-1] + 1), scene, number, stage), *found]
    if free:
        found += beside(scene, free, found, lambda token: stage.speaks(number, token))
        first = next(iter(free_quotes(scene, found)), None)
        if first is not None and not any(t.is_alpha for t in scene.doc[: first[0]]) and stands_alone(first, scene):
            found += _of_another_passage(first, scene, number, stage)
        found.sort(key=lambda a: a.cue)
    return found


def _with_form(found: list[Attribution], number: int, stage: Stage) -> list[Attribution]:
    """Attributions with those by the passage's form; the outlet at the end of a headline is no content."""
    formed = stage.formed(number)
    passage = stage.passages[number]
    if passage.block.role is BlockRole.TITLE and found:
        tail = tail_of(passage, number, stage.cast)
        if tail is not None:
            outlet = frozenset(range(tail, len(passage.doc)))
            found = [replace(a, content=a.content - outlet) for a in found if not outlet.issuperset(a.content)]
    formed = [a for a in formed if not any(a.source == b.source or set(range(*a.cue)) & set(range(*b.cue)) for b in found)]
    return sorted([*formed, *found], key=lambda a: a.cue) if formed else found


def _of_another_passage(quote: range, scene: Scene, number: int, stage: Stage) -> list[Attribution]:
    """A quotation whose speaker signs below, spoke above, or is named where the quotation goes on."""
    speaker = None
    following = stage.passages[number + 1] if number + 1 < len(stage.passages) else None
    signature = signature_alone(following.doc) if following is not None else None
    if signature is not None:
        signer = stage.cast.at(number + 1, signature)
        speaker = signer.actor_id if signer is not None else None
    elif stage.has_spoken:
        speaker = stage.last
    elif is_open(scene):
        ahead = _ahead(number + 1, stage)
        if ahead is None:
            return []
        speaker = ahead.actor_id
    else:
        return []
    return [Attribution((quote[0], quote[0] + 1), Act.ASSERT, None, frozenset(quote), None, speaker)]


def is_open(scene: Scene) -> bool:
    """Whether a passage ends inside a quotation that its own last mark does not close."""
    last = len(scene.doc) - 1
    return bool(scene.quotes) and scene.quotes[-1][-1] >= last - 1 and scene.doc[scene.quotes[-1][-1]].text not in QUOTE_MARKS


def _ahead(number: int, stage: Stage) -> _Turn | None:
    """Who speaks the quotation that goes on at the beginning of the following passages."""
    for k in range(number, len(stage.passages)):
        passage = stage.passages[k]
        scene = Scene.of(passage.doc, passage.text)
        if not scene.quotes or scene.quotes[0][0] > 1:
            return None
        if is_all_quoted(scene) and is_open(scene):
            continue
        for told in find(scene) if passage.doc.has_annotation("DEP") else ():
            if told.source is not None and scene.quotes[0][0] in told.content:
                appearance = stage.cast.at(k, told.source)
                return _Turn(appearance.actor_id if appearance is not None else None, quoted=True)
        return None
    return None
