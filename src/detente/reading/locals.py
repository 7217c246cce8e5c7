"""Parties that a sentence names without their state: "Khartoum barred a columnist and *the police* arrested *students*".

    local_parties(passage_index, sentence, stage, on) -> list[Appearance]

Each gets the id that the registry composes for "Kenyan police" (KEN.COP), where owner, place, the other parties of its clause or
sentence, or the document as a whole leave one state only. Where two states compete there is no party: a wrong state costs more
than a missing side. The appearances are no mentions of the cast.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from spacy.tokens import Span

from detente.actors.cast import Appearance, Cast
from detente.actors.registry import Registry
from detente.language.passages import Passage
from detente.reading.local_nouns import Local, Nature, is_of, local_nouns, words_of
from detente.reading.local_owners import OPEN, owner_of
from detente.reading.local_states import Clue, Named, acts_in_clause, clause_of, counts, dominant, is_told_at, states_in
from detente.reading.participants import Stage
from detente.reading.syntax import lemma
from detente.records import Actor, Mention, MentionForm

SCORE = 0.6
_ANY_ROLE = {
    Nature.RULING: frozenset({Clue.HOME, Clue.REBEL}),
    Nature.HOME: frozenset({Clue.HOME}),
    Nature.PEOPLE: frozenset({Clue.HOME}),
    Nature.ARMED: frozenset({Clue.HOME, Clue.FORCE}),
    Nature.WILD: frozenset({Clue.HOME}),
    Nature.FORCE: frozenset({Clue.HOME, Clue.REBEL}),
}
_ACTING = {
    Nature.RULING: frozenset({Clue.PEOPLE, Clue.FORCE}),
    Nature.HOME: frozenset({Clue.PEOPLE, Clue.FORCE, Clue.REBEL}),
    Nature.PEOPLE: frozenset({Clue.PEOPLE, Clue.FORCE, Clue.REBEL}),
    Nature.ARMED: frozenset({Clue.STATE}),
    Nature.WILD: frozenset[Clue](),
    Nature.FORCE: frozenset({Clue.PEOPLE}),
}
_KINDS = {
    Nature.RULING: Clue.STATE,
    Nature.HOME: Clue.HOME,
    Nature.PEOPLE: Clue.PEOPLE,
    Nature.ARMED: Clue.REBEL,
    Nature.FORCE: Clue.FORCE,
}
_GOVERNED = frozenset({Nature.HOME, Nature.PEOPLE, Nature.FORCE})


def populated(passages: Sequence[Passage], cast: Cast, on: date | None) -> Cast:
    """A cast with the local parties of all sentences in which somebody of the cast appears; for events alone."""
    found: list[Appearance] = []
    known = dict(cast.actors)
    named = {a.passage for a in cast.appearances}
    for index, passage in enumerate(passages):
        if index not in named or not passage.doc.has_annotation("DEP"):
            continue
        stage = Stage(cast, index)
        for sentence in passage.doc.sents:
            for party in local_parties(index, sentence, stage, on):
                known.setdefault(party.actor_id, actor_of(party.actor_id))
                found.append(party)
    return Cast([*cast.appearances, *found], known) if found else cast


def local_parties(passage_index: int, sentence: Span, stage: Stage, on: date | None = None) -> list[Appearance]:
    """The parties of a sentence that are named by a bare noun and whose state is clear; `on` is the document's date."""
    nouns = local_nouns(sentence, stage)
    if not nouns:
        return []
    clues = states_in(sentence, stage)
    owners = [owner_of(local, clues, stage) for local in nouns]
    clues += [n for local, owner in zip(nouns, owners, strict=True) if owner and (n := _as_clue(local, owner)) is not None]
    found: list[Appearance] = []
    for local, owner in sorted(zip(nouns, owners, strict=True), key=lambda pair: is_of(pair[0].noun, "everyday")):
        country = owner if owner is not None else _by_others(local, clues, stage)
        if not country:
            continue
        if owner is None and (clue := _as_clue(local, country)) is not None:
            clues.append(clue)
        actor_id = _composed(local, country, on)
        if actor_id is not None:
            found.append(_appearance(local, actor_id, passage_index))
    return sorted(found, key=lambda a: a.start)


def _as_clue(local: Local, country: str) -> Named | None:
    """A party whose phrase tells its state, as a clue to the state of others."""
    kind = _KINDS.get(local.nature)
    if kind is None or not local.definite or (kind is Clue.PEOPLE and not local.noun.plural):
        return None
    return Named(country, kind, local.head, clause_of(local.head), acts=acts_in_clause(local.head))


def actor_of(actor_id: str) -> Actor:
    """The actor of a composed id such as KEN.COP, or of a known person. Raises UnknownActor."""
    return Registry.load().get(actor_id)


def _composed(local: Local, country: str, on: date | None) -> str | None:
    """The holder of an office at the date, else the part of the state; None for an office that nobody is known to have held."""
    registry, noun = Registry.load(), local.noun
    state = registry.state(country)
    if state is None or noun.part is None:
        return None
    if noun.person and not noun.plural and local.nature is Nature.RULING:
        holder = registry.holder(" ".join(noun.key), country, on) if local.plain else None
        if holder is not None or (on is not None and noun.key[-1] in words_of("offices") and len(noun.key) == 1):
            return holder
    return registry.compose(state.actor_id, noun.part).actor_id


def _appearance(local: Local, actor_id: str, passage: int) -> Appearance:
    head = local.head
    words = head.doc[local.start : head.i + 1]
    mention = Mention("", words.start_char, words.end_char, words.text, actor_id, MentionForm.NOMINAL, SCORE)
    return Appearance(mention, passage, local.start, head.i + 1, head.i)


def _by_others(local: Local, clues: Sequence[Named], stage: Stage) -> str | None:
    """The country of a party by its clause, its sentence, its document, in this order."""
    clause = clause_of(local.head)
    here = [c for c in clues if c.clause == clause]
    if local.noun.plural and local.nature is Nature.RULING and is_of(local.noun, "travelling"):
        return OPEN
    if is_of(local.noun, "everyday"):
        if local.head.dep_ == "nmod:poss":
            return OPEN
        return _settled(local, [c for c in here if c.scene or (c.official and c.acts)], clues, clause)
    wider = [c for c in clues if c.clause == clause or not is_told_at(c)]
    for scope in (here, wider) if local.definite else (here,):
        settled = _settled(local, scope, clues, clause)
        if settled is not None:
            return settled if local.nature is not Nature.FORCE or _is_at_home(settled, scope, stage) else None
    return _by_document(local, clues, clause, stage) if local.definite and not local.strange else None


def _settled(local: Local, scope: Sequence[Named], clues: Sequence[Named], clause: int) -> str | None:
    """The one state that the clues of a scope leave, `OPEN` where they compete (places with all clues), None without any."""
    places = {c.country for c in scope if c.clue is Clue.PLACE and (c.firm or _is_struck(c))}
    fits = set() if local.strange else {c.country for c in scope if _fits(local, c, clause)}
    if len(places) == 1:
        if local.nature in {Nature.PEOPLE, Nature.WILD}:
            return places.pop()
        return OPEN if _rivals(local, clues, fits) - places else places.pop()
    if places:
        return next(iter(fits)) if len(fits) == 1 and fits <= places else OPEN
    if len(fits) > 1 or (fits and _is_contested(local, scope, clause)):
        return OPEN
    return fits.pop() if fits else None


def _rivals(local: Local, clues: Sequence[Named], fits: set[str]) -> set[str]:
    """The states whose party it may be though it is elsewhere: soldiers and rebels go abroad, and so do ministers."""
    if local.nature in {Nature.FORCE, Nature.ARMED}:
        return {c.country for c in clues if c.clue in {Clue.STATE, Clue.FORCE}}
    if is_of(local.noun, "travelling"):
        return fits | {c.country for c in clues if c.clue is Clue.STATE and c.acts}
    return fits


def _is_contested(local: Local, scope: Sequence[Named], clause: int) -> bool:
    """Whether only a state itself speaks for a party being its own, and other states are about."""
    fitting = {c.clue for c in scope if _fits(local, c, clause)}
    return fitting == {Clue.STATE} and len({c.country for c in scope if c.clue is not Clue.PLACE}) > 1


def _is_at_home(country: str, scope: Sequence[Named], stage: Stage) -> bool:
    """Whether soldiers told of at a place are likely those of its state: not in a document that is more about another state."""
    if any(c.country == country and c.clue is not Clue.PLACE for c in scope):
        return True
    held = counts(stage.cast)
    return all(count < 2 or count <= held[country] for other, count in held.items() if other != country)


def _fits(local: Local, clue: Named, clause: int) -> bool:
    """Whether a party of a state tells that a local one is of the same state."""
    if clue.clue in _ANY_ROLE[local.nature] or (clue.acts and clue.clue in _ACTING[local.nature]):
        return not (local.nature is Nature.PEOPLE and clue.clue is Clue.FORCE and _strikes(clue))
    if clue.clue is not Clue.STATE or not clue.acts or local.nature not in _GOVERNED:
        return False
    together = clue.clause == clause
    if not together and (local.nature is Nature.FORCE or clue.token.doc[clue.clause].dep_ == "advcl"):
        return False
    return not (together and acts_in_clause(local.head)) and not _strikes(clue)


def _strikes(clue: Named) -> bool:
    """Whether the clause of a party tells of force, as states use it abroad too."""
    return lemma(clue.token.doc[clue.clause]) in words_of("strikes")


def _is_struck(place: Named) -> bool:
    """Whether force is used on a place: "recaptured Goma"."""
    token = place.token
    return token.dep_ in {"obj", "nsubj:pass"} and lemma(token.head).removeprefix("re") in words_of("strikes")


def _by_document(local: Local, clues: Sequence[Named], clause: int, stage: Stage) -> str | None:
    """The state that the whole document is about, unless the sentence speaks of others or of this one as the other side."""
    if local.nature in {Nature.ARMED, Nature.WILD} or not is_of(local.noun, "by_document"):
        return None
    if local.nature is Nature.RULING and not local.plain:
        return None
    country = dominant(stage.cast)
    if country is None:
        return None
    states = [c for c in clues if c.clue in {Clue.STATE, Clue.FORCE}]
    if any(c.country != country and (c.acts or local.nature is Nature.FORCE) for c in states):
        return None
    if local.nature is Nature.RULING and any(c.country == country and c.clause == clause for c in states):
        return None
    return country
