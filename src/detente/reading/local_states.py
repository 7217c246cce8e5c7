"""The states that a sentence names, as clues to whose police, rebels or students it means.

A clue is a place ("in Dhaka", "the siege of Goma") or a party with what it is: a state, its army, a body or people at home.
Embassies and foreign ministries are no clues: they stand for their state where it is a stranger.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from weakref import WeakKeyDictionary

from spacy.tokens import Span, Token

from detente.actors.cast import Appearance, Cast
from detente.reading.local_nouns import words_of
from detente.reading.parsed import parsed
from detente.reading.participants import Stage
from detente.reading.syntax import child, children, marker_of
from detente.reading.where import adjective_of, place_at
from detente.records import Actor, ActorKind, MentionForm

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "acl:relcl", "parataxis", "csubj"})
_WITHIN = frozenset({"nmod:poss", "compound", "amod", "appos", "conj", "flat", "nmod:desc", "det"})
_ABROAD = frozenset({"EMB", "MFA"})
_HOME = frozenset({"LEG", "JUD", "COP", "OPP", "PTY", "LAB", "MOI", "MOJ"})
_PEOPLE = frozenset({"CVL", "EDU", "REL", "BUS", "LAB"})
_PLACING = frozenset({"conj", "appos", "nmod:poss", "compound"})
_DONE_TO = frozenset({"obj", "nsubj:pass"})
_NAMING = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})
_SILENT = frozenset({ActorKind.MEDIA, ActorKind.COMPANY, ActorKind.NGO, ActorKind.IGO})
_LEAST, _SHARE = 3, 0.7
_counted: WeakKeyDictionary[Cast, Counter[str]] = WeakKeyDictionary()


class Clue(Enum):
    """What names a state."""

    PLACE = "place"
    STATE = "state"
    FORCE = "force"
    HOME = "home"
    PEOPLE = "people"
    REBEL = "rebel"


@dataclass(frozen=True, slots=True)
class Named:
    """A clue in a sentence: its state's country, its token, the head of its clause, and whether it acts there."""

    country: str
    clue: Clue
    token: Token
    clause: int
    acts: bool
    firm: bool = True
    """Of places: whether something is said to be there. "Left for Rome" and "the Berlin talks" are not firm."""
    scene: bool = False
    """Of places: whether the clause tells what is done there, and not only something in it."""
    official: bool = True
    """Whether it is a state or one of its bodies, and no single person or political party."""


def states_in(sentence: Span, stage: Stage) -> list[Named]:
    """The clues of a sentence in text order."""
    held = parsed(sentence.doc)
    found: list[Named] = []
    last: Appearance | None = None
    for i in range(sentence.start, sentence.end):
        token = held.tokens[i]
        appearance = stage.at(token)
        if appearance is not None:
            if appearance != last:
                last = appearance
                found += _party(stage, appearance, held.tokens[appearance.head])
        elif held.tags[i] in _NAMING and token.text[:1].isupper():
            place = _place(token)
            if place is not None:
                found.append(place)
    return found


def _party(stage: Stage, appearance: Appearance, head: Token) -> list[Named]:
    """The clue that a mention is; none for bodies of no state, for those abroad and for single persons of a people."""
    if appearance.mention.form is MentionForm.PRONOUN:
        return []
    actor = stage.actor(appearance)
    clue = _clue(actor)
    if actor.country is None or clue is None:
        return []
    if clue is Clue.PEOPLE and head.tag_ not in {"NNS", "NNPS"}:
        return []
    if clue in {Clue.HOME, Clue.FORCE} and any(c.lower_ in {"a", "an"} for c in children(head, "det")):
        return []
    if clue is Clue.STATE and (is_located(head) or _makes_place(head)):
        return [Named(actor.country, Clue.PLACE, head, clause_of(head), acts=False, scene=_is_scene(head))]
    official = actor.kind not in {ActorKind.PERSON, ActorKind.PARTY} or "GOV" in actor.sectors
    return [Named(actor.country, clue, head, clause_of(head), acts=acts_in_clause(head), official=official)]


def _clue(actor: Actor) -> Clue | None:
    code = actor.actor_id.rpartition(".")[2]
    if actor.kind in _SILENT or code in _ABROAD:
        return None
    sectors = set(actor.sectors)
    if actor.kind is ActorKind.ARMED_GROUP or "CRM" in sectors:
        return Clue.REBEL
    if actor.kind is ActorKind.PERSON:
        return Clue.STATE if "GOV" in sectors else Clue.FORCE if "MIL" in sectors else Clue.HOME if sectors & _HOME else None
    if code in _HOME or (sectors & _HOME and "GOV" not in sectors):
        return Clue.HOME
    if code == "MIL":
        return Clue.FORCE
    return Clue.PEOPLE if sectors & _PEOPLE else Clue.STATE if sectors & {"GOV", "MIL"} or not sectors else None


def _place(token: Token) -> Named | None:
    if token.ent_type_ == "PERSON" or (token.dep_ in {"compound", "flat"} and token.head.tag_[:3] == "NNP"):
        return None
    named = place_at(token) if token.tag_ != "JJ" else None
    country = (region_after(token) or named[1]) if named else adjective_of(token.text)
    if country is None or token.lower_ in words_of("of_all"):
        return None
    if named is None and not _makes_place(token):
        return Named(country, Clue.STATE, token, clause_of(token), acts=acts_in_clause(token))
    firm = (is_located(token) and not _is_of_somebody(token)) or _makes_place(token)
    return Named(country, Clue.PLACE, token, clause_of(token), acts=False, firm=firm, scene=_is_scene(token))


def region_after(token: Token) -> str | None:
    """The state of the region after a town of many namesakes: "Manchester, Iowa"."""
    after = token.i + 2
    if after >= len(token.doc) or token.doc[after - 1].text != "," or not token.doc[after].text[:1].isupper():
        return None
    named = place_at(token.doc[after])
    return named[1] if named is not None else None


def _is_of_somebody(place: Token) -> bool:
    """Whether a place only says where somebody is who speaks or acts: ", an insurer in London noted", "by groups in Paris"."""
    above = place.head
    if place.dep_ != "nmod":
        return False
    return (above.dep_ == "nsubj" and child(above.head, "ccomp", "parataxis") is not None) or marker_of(above) == "by"


def is_told_at(clue: Named) -> bool:
    """Whether a clue only says where something was said: "…, the company announced in Paris"."""
    saying = clue.token.doc[clue.clause]
    return clue.clue is Clue.PLACE and (saying.dep_ == "parataxis" or child(saying, "ccomp") is not None)


def _top(token: Token) -> Token:
    """The head of the phrase that a place stands in: the streets of "in the streets of Goma", the airport of "Goma's airport"."""
    for _ in range(4):
        marker = marker_of(token)
        inner = marker == "of" and token.dep_ == "nmod"
        if token.head.i == token.i or not (inner or (not marker and token.dep_ in _PLACING)):
            break
        token = token.head
    return token


def is_located(token: Token) -> bool:
    """Whether something is in or at a place: "in Goma", "outside Goma's airport", "the streets of Goma were empty"."""
    top = _top(token)
    return marker_of(top) in words_of("locative") or (top is not token and token.dep_ == "nmod:poss" and top.dep_ in _DONE_TO)


def _makes_place(adjective: Token) -> bool:
    """Whether an adjective tells whose a place is: "in the Tunisian town of Redeyef"."""
    noun = adjective.head
    if adjective.dep_ not in {"amod", "compound"} or noun.lower_ not in words_of("place_nouns"):
        return False
    return marker_of(_top(noun)) in words_of("locative") or noun.dep_ in _DONE_TO


def _is_scene(token: Token) -> bool:
    top = _top(token)
    return top.dep_ == "obl" or (top.dep_ == "amod" and top.head.dep_ == "obl")


def clause_of(token: Token) -> int:
    """The head of the finite clause that a token stands in, as its index; infinitives belong to the clause above."""
    while token.head.i != token.i:
        if token.dep_ in _CLAUSES or (token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"}):
            return token.i
        token = token.head
    return token.i


def acts_in_clause(token: Token) -> bool:
    """Whether a token belongs to a subject, to the "by" of a passive, or to the head of a headline without a verb."""
    while token.head.i != token.i and (token.dep_ in _WITHIN or (token.dep_ == "nmod" and marker_of(token) == "by")):
        token = token.head
    return token.dep_ in _SUBJECTS or token.head.i == token.i or (token.dep_ == "obl" and marker_of(token) == "by")


def counts(cast: Cast) -> Counter[str]:
    """How often a document mentions parties of each state."""
    found = _counted.get(cast)
    if found is None:
        countries = {i: a.country for i, a in cast.actors.items() if a.kind not in _SILENT}
        found = Counter(c for a in cast.appearances if (c := countries.get(a.actor_id)) is not None)
        _counted[cast] = found
    return found


def dominant(cast: Cast) -> str | None:
    """The state that a document is clearly about, None where it is about several or names too few."""
    held = counts(cast)
    if not held:
        return None
    country, count = held.most_common(1)[0]
    return country if count >= _LEAST and count >= _SHARE * held.total() else None
