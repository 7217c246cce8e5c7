"""From the words of a sentence to candidates for events: what frames say, what was learned about when they hold, who takes part.

    candidates(sentence, stage, lexicon) -> list[Candidate]

Each word that some frame can be told by is tried (`trials_of`): the frame whose conditions fit, after acts have been folded into
what governs them, is evidence like any other; which act a word tells, if any, is decided by what was learned (`triggers`),
and so is who plays which part (`parts`). Without the learned models nothing is coded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Span, Token

from detente.reading import linear
from detente.reading.candidate import Candidate, is_complete
from detente.reading.clauses import is_headline_verb, is_month, phrases, subjects
from detente.reading.demands import MUST, demands
from detente.reading.embedding import fold
from detente.reading.frames import Frame, Lexicon
from detente.reading.home import concerned
from detente.reading.linear import Linear
from detente.reading.matching import fit
from detente.reading.parsed import parsed
from detente.reading.participants import POLITICAL, Stage, actors_of, strangers, unique
from detente.reading.parts import Casting, Player, cast_parts, players
from detente.reading.plover import MUTUAL, inner_mode
from detente.reading.restating import restated
from detente.reading.syntax import ancestors, children, coordinated, lemma
from detente.reading.triggers import Present, Trial, features, kind_of
from detente.reading.words import whole
from detente.records import Actor, ActorKind, EventType

_NOUN_PLACES = frozenset({"nsubj", "nsubj:pass", "csubj", "obj", "obl", "nmod"})
_VERB_PLACES = frozenset({"conj", "ROOT", "ccomp", "advcl", "acl:relcl"})
_LIKELY = 0.3


@dataclass(frozen=True, slots=True)
class Models:
    """What was learned: which act a word tells, who takes part, whether the whole is right."""

    triggers: Linear
    parts: Linear
    company: Linear
    trust: Linear | None = None


@cache
def models() -> Models:
    """The models that ship with the package."""
    return Models(*(linear.load(f"{name}.npz") for name in ("triggers", "parts", "company", "trust")))


@dataclass(slots=True)
class Trials:
    """The words of a sentence that can tell an act, and the mentions that can take part."""

    words: list[Trial]
    here: list[Player]


def candidates(sentence: Span, stage: Stage, lexicon: Lexicon, learned: Models | None = None) -> list[Candidate]:
    """The candidates of a sentence in text order."""
    known = learned or models()
    tried = trials_of(sentence, stage, lexicon)
    found = []
    for trial in tried.words:
        chances = dict(zip(known.triggers.labels, known.triggers.chances(trial.features), strict=True))
        none = chances.pop("none")
        if 1 - none < _LIKELY:
            continue
        kind = max(chances, key=lambda name: chances[name])
        told = _told(trial, EventType(kind))
        told.chance, told.told_by = chances[kind], trial.features
        slots = None if trial.candidate is None else (trial.candidate.actors, trial.candidate.recipients)
        _settle(told, cast_parts(trial.token, kind, tried.here, slots, stage, (known.parts, known.company)), stage)
        told.signs = signs(told, trial, (chances[kind], none, sorted(chances.values())[-2]), tried.here, stage)
        found.append(told)
    ranked = sorted(found, key=lambda c: -c.chance)
    for rank, candidate in enumerate(ranked):
        behind = ranked[0].chance - candidate.chance
        candidate.signs += [f"rank={min(rank, 3)}", f"of={min(len(found), 4)}", f"rank={min(rank, 2)}&behind={int(behind * 5)}"]
    return _without_echoes([c for c in found if any(stage.is_political(a) for a in [*c.actors, *c.recipients])])


@cache
def idle_words() -> frozenset[str]:
    """Words that frames know but that hardly ever tell an act ("have/V"): not even tried, which saves a fourth of the time."""
    return frozenset(files("detente.reading").joinpath("data/idle.txt").read_text(encoding="utf-8").split())


def trials_of(sentence: Span, stage: Stage, lexicon: Lexicon, idle: frozenset[str] | None = None) -> Trials:
    """What can tell an act in a sentence, with the features of each word; nothing where nobody is on stage."""
    here = players(sentence, stage)
    words = [] if not here else _trials(sentence, stage, lexicon, idle_words() if idle is None else idle)
    types_of = {t.token.i: tuple(dict.fromkeys(str(f.event_type) for f in t.frames)) for t in words}
    present = Present([p.head.i for p in here], len({p.country for p in here if p.country}), frozenset(p.kind for p in here))
    for trial in words:
        trial.features = features(trial, types_of, stage, present)
    return Trials(words, here)


def _trials(sentence: Span, stage: Stage, lexicon: Lexicon, idle: frozenset[str]) -> list[Trial]:
    held = parsed(sentence.doc)
    words: dict[int, Trial] = {}
    triggers: list[tuple[Token, tuple[Frame, ...]]] = []
    for i in range(sentence.start, sentence.end):
        word, token = held.lower[i], held.tokens[i]
        if i + 1 < len(held.lower) and held.lower[i + 1] == "-":
            word = whole(held.lower, i)
        verbs, nouns = lexicon.verbs.get(word, ()), lexicon.nouns.get(word, ())
        if (not verbs and not nouns) or is_month(token) or f"{lemma(token)}/{kind_of(held.tags[i])}" in idle:
            continue
        words[i] = Trial(token, (*verbs, *nouns))
        frames = _told_by(token, held.tags[i], held.relations[i], verbs, nouns)
        if frames:
            triggers.append((token, frames))
    found: list[Candidate] = []
    themes: set[int] = set()
    for token, frames in sorted(triggers, key=lambda t: t[1][0].is_noun):
        if token.i in themes or (frames[0].is_noun and stage.at(token) is not None):
            continue
        candidate = fit(token, frames, stage)
        if candidate is not None:
            found.append(candidate)
            itself = not candidate.frame.is_noun and candidate.event_type is not EventType.ACCUSE
            if candidate.theme is not None and itself and is_complete(candidate, stage):
                lit = {t.i for t in coordinated(candidate.theme)}
                themes |= lit
                for i in lit & words.keys():
                    words[i].theme_of = str(candidate.event_type)
    _note(words, found, restated(_with_demands(found, sentence, stage), sentence, stage), stage)
    return [words[i] for i in sorted(words)]


def _note(words: dict[int, Trial], fitting: list[Candidate], found: list[Candidate], stage: Stage) -> None:
    """Write down with each word the frame that fits, and what became of it when acts were folded into what governs them."""
    for candidate in fitting:
        words[candidate.trigger.i].first = str(candidate.event_type)
    for candidate in found:
        words.setdefault(candidate.trigger.i, Trial(candidate.trigger, (candidate.frame,))).candidate = candidate
    for candidate in fold(sorted(found, key=lambda c: c.trigger.i)):
        candidate.recipients = strangers(stage, candidate.actors, candidate.recipients)
        trial = words[candidate.trigger.i]
        trial.kept, trial.complete = True, is_complete(candidate, stage)


def _told_by(token: Token, tag: str, relation: str, verbs: tuple[Frame, ...], nouns: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """The frames that the form of a word allows."""
    if tag == "VBG" and nouns and _is_gerund_noun(token):
        return nouns
    if verbs and (
        tag[:2] == "VB" or is_headline_verb(token) or (tag == "JJ" and relation in _VERB_PLACES and token.lower_[-2:] == "ed")
    ):
        return verbs
    return nouns if tag[:2] == "NN" else ()


def _is_gerund_noun(token: Token) -> bool:
    """Whether an -ing form is used like a noun: "Iran's arming of the rebels", "fighting between …"."""
    if token.dep_ not in _NOUN_PLACES:
        return False
    return bool(children(token, "nmod:poss", "det")) or any(marker in {"of", "between"} for marker, _ in phrases(token))


def _with_demands(found: list[Candidate], sentence: Span, stage: Stage) -> list[Candidate]:
    """Demands in the place of what is demanded."""
    for modal, verb, saying in demands(sentence, stage):
        inner = [c for c in found if c.trigger.i == verb.i or (c.trigger.head.i == verb.i and c.trigger.dep_ == "xcomp")]
        modes = tuple(m for c in inner[:1] if (m := inner_mode(EventType.REQUEST, c.event_type)) is not None)
        actors = unique(a for s in subjects(saying) for a in actors_of(stage, s))
        asked = unique(a for s in children(verb, "nsubj", "nsubj:pass") for a in actors_of(stage, s))
        found = [c for c in found if c not in inner]
        found.append(Candidate(MUST, modal, None, actors, asked, modes, teller=saying))
    return found


def _told(trial: Trial, kind: EventType) -> Candidate:
    """The candidate of a trial for the act that it most likely tells: the frame that fits, another of the word, or none."""
    fitting = trial.candidate
    if fitting is not None and fitting.event_type is kind:
        fitting.rule = "frame" if trial.kept else "folded frame"
        return fitting
    noun = trial.token.tag_[:2] == "NN"
    frame = next((f for f in trial.frames if f.event_type is kind and f.is_noun == noun), None)
    if frame is None:
        return Candidate(Frame(kind, lemma(trial.token), noun, (), ()), trial.token, None, [], [], rule="learned")
    return Candidate(frame, trial.token, None, [], [], (frame.mode,) if frame.mode else (), rule="loose frame")


def _settle(candidate: Candidate, casting: Casting, stage: Stage) -> None:
    """Give the learned parts to a candidate; where both sides do the same, all are actors."""
    actors, recipients = casting.actors, strangers(stage, casting.actors, casting.recipients)
    if candidate.frame.reciprocal == "true" and candidate.event_type in MUTUAL and (recipients or len(actors) > 1):
        actors, recipients = unique([*actors, *recipients]), []
    candidate.actors, candidate.recipients = actors, recipients
    home, candidate.known_by = concerned(candidate, casting.maybe, stage)
    candidate.recipients = candidate.recipients or home
    candidate.signs = [f"least={int(casting.least * 10)}", f"rival={int(casting.rival * 10)}"]


def signs(
    candidate: Candidate, trial: Trial, chances: tuple[float, float, float], here: Sequence[Player], stage: Stage
) -> list[str]:
    """What bears on the trust in a candidate; `chances` are those of its type, of no act, and of the second type."""
    kind, none, second = chances
    token, is_a = trial.token, candidate.event_type
    sides = f"{min(len(candidate.actors), 2)}{min(len(candidate.recipients), 2)}"
    parties = [[stage.actor(a) for a in side] for side in (candidate.actors, candidate.recipients)]
    standing = ">".join(_standing(side) for side in parties)
    lands = [{p.country for p in side if p.country} for side in parties]
    across = _across(*lands)
    depth = next((i for i, above in enumerate((token, *ancestors(token))) if above.dep_ == "ROOT"), 9)
    return [
        *candidate.signs,
        f"event={int((1 - none) * 20)}",
        f"type={int(kind * 20)}",
        f"second={int(second * 10)}",
        f"sides={sides}",
        f"rule={candidate.rule}",
        f"home={candidate.known_by and f'recipient by {candidate.known_by}'}",
        f"is={is_a}",
        f"is={is_a}&sides={sides}",
        f"mutual={candidate.frame.reciprocal}&sides={sides}",
        f"complete={trial.complete}",
        f"noun={token.tag_[:2]}",
        f"standing={standing}",
        f"across={across}",
        f"across={across}&type={int(kind * 5)}",
        f"across={across}&standing={standing}",
        f"standing={standing}&type={int(kind * 5)}",
        f"is={is_a}&across={across}",
        f"lands={min(len({p.country for p in here if p.country}), 4)}",
        f"depth={min(depth, 4)}",
        f"dep={token.dep_}",
        f"here={min(len(here), 6)}",
    ]


def _standing(side: Sequence[Actor]) -> str:
    """What acts on a side: states and their bodies, persons, others, nobody."""
    kinds = {actor.kind for actor in side}
    if not kinds:
        return "nobody"
    return "state" if kinds & POLITICAL else "person" if ActorKind.PERSON in kinds else "other"


def _across(actors: set[str], recipients: set[str]) -> str:
    """Whether an act goes from state to state, stays within one, or leaves it open."""
    if not actors or (not recipients and len(actors) < 2):
        return "open"
    return "abroad" if len(actors | recipients) > 1 else "home"


def _without_echoes(found: list[Candidate]) -> list[Candidate]:
    """Of a light verb and its noun that tell one act ("launched an attack") the likelier."""
    by_place = {c.trigger.i: c for c in found}
    echoes = set()
    for candidate in found:
        above = by_place.get(candidate.trigger.head.i)
        if above is None or above is candidate or above.event_type is not candidate.event_type:
            continue
        if candidate.trigger.dep_ in {"obj", "nsubj:pass", "xcomp"}:
            echoes.add(min((above, candidate), key=lambda c: c.chance).trigger.i)
    return [c for c in found if c.trigger.i not in echoes]
