"""Which part a mention plays in an event: actor, recipient or none; learned from the curriculum, over the parse.

A small network over features of a mention and a trigger: how grammar ties them (`ties`), the way between them in the tree, the
prepositions on it, the kinds and order of the mentions, and what the frame's own slots say. Then a second look, at what the
others most likely play (`company`). The weights (data/parts.npz, data/company.npz) are made by training/events.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from detente.actors.cast import Appearance
from detente.reading import company
from detente.reading.linear import Linear
from detente.reading.parsed import parsed
from detente.reading.participants import Stage
from detente.reading.plover import MUTUAL
from detente.reading.syntax import first_conjunct, is_passive, lemma, marker_of
from detente.reading.ties import shown, ties, way
from detente.records import ActorKind, MentionForm

NONE, ACTOR, RECIPIENT = range(3)
LABELS = ("none", "actor", "recipient")
_WITHIN = frozenset({"amod", "compound", "nmod:poss", "nmod", "flat", "appos", "nmod:desc"})
_DISTANCES = ((2, "1"), (4, "3"), (8, "7"), (16, "15"))
_RANKS = ("first", "second", "third")
_FAINT, _LEAST, _SURE = 0.2, 0.35, 0.6
_BETWEEN = frozenset({"g=N:between", "g=P:between"})

Slots = tuple[list[Appearance], list[Appearance]]


@dataclass(frozen=True, slots=True)
class Player:
    """A mention in a sentence that may play a part: its head, all whom it means, and the features that no trigger changes."""

    head: Token
    means: tuple[Appearance, ...]
    kind: str
    sector: str
    country: str | None
    plain: tuple[str, ...]

    @property
    def place(self) -> tuple[int, int]:
        return self.means[0].start, self.means[0].end


@dataclass(slots=True)
class Casting:
    """Who plays which part: the chance of the least sure of those cast, and of the likeliest of those left out."""

    actors: list[Appearance]
    recipients: list[Appearance]
    least: float = 1.0
    rival: float = 0.0
    maybe: Appearance | None = None
    """Who may be the recipient, of those left out."""


def players(sentence: Span, stage: Stage) -> list[Player]:
    """The mentions of a sentence in order, and the states that it names only as places ("withdrew from Mali")."""
    found: list[tuple[Token, tuple[Appearance, ...]]] = []
    last: tuple[int, int] | None = None
    held = parsed(sentence.doc)
    for i in range(sentence.start, sentence.end):
        means = stage.cast.all_at(stage.passage, i)
        if means:
            span = means[0].start, means[0].end
            if span != last:
                last = span
                found.append((held.tokens[means[0].head], means))
        elif held.tags[i][:3] == "NNP" or held.tags[i] == "JJ":
            token = held.tokens[i]
            place = None if held.tags[i] != "JJ" and _ends_name(token, stage) else stage.place(token)
            if place is not None:
                found.append((token, (place,)))
    known = [stage.actor(means[0]) for _, means in found]
    return [
        Player(
            head,
            means,
            str(actor.kind),
            actor.sectors[0] if actor.sectors else "-",
            actor.country,
            _plain(head, means, actor.country in {a.country for a in known if a is not actor}),
        )
        for (head, means), actor in zip(found, known, strict=True)
    ]


def _ends_name(token: Token, stage: Stage) -> bool:
    """Whether a proper noun goes on with the name of a mention before it: the Mora of "Ana Lucía Mora"."""
    if token.i == token.sent.start:
        return False
    before = token.nbor(-1)
    return before.pos_ == "PROPN" and stage.at(before) is not None and (token.dep_ == "flat" or before.head.i == token.i)


def _plain(head: Token, means: Sequence[Appearance], at_home: bool) -> tuple[str, ...]:
    mention = means[0].mention
    named = mention.form is MentionForm.NAME
    return (
        f"dep={head.dep_}",
        f"mk={marker_of(head)}",
        f"form={mention.form}",
        f"home={at_home}",
        f"place={not mention.document_id}",
        f"n={min(len(means), 3)}",
        "hl=name" if named else f"hl={lemma(head)}",
        f"hh={head.dep_}:{lemma(head.head)}",
        f"hht={head.dep_}:{head.head.tag_[:2]}",
    )


def cast_parts(
    trigger: Token, event_type: str, here: Sequence[Player], slots: Slots | None, stage: Stage, learned: tuple[Linear, Linear]
) -> Casting:
    """The parts of an event of a type; `slots` are the frame's own guesses, None where no frame fits.

    `learned` are the models of the first and of the second look.
    """
    first, second = learned
    told = features(trigger, event_type, here, slots, stage)
    chances = [first.chances(names) for names in told]
    chances = [second.chances(names) for names in company.features(event_type, trigger.i, members(here), chances)]
    if event_type in MUTUAL and len(sides := _between(told)) > 1:
        chances = [known if i in sides else [1.0, 0.0, 0.0] for i, known in enumerate(chances)]
    return choose(here, chances)


def members(here: Sequence[Player]) -> list[company.Member]:
    """The players as the second look knows them."""
    return [
        company.Member(
            frozenset(a.actor_id for a in p.means),
            p.country,
            p.kind,
            p.head.i,
            p.head.head.i,
            first_conjunct(p.head).i,
        )
        for p in here
    ]


def _between(told: Sequence[Sequence[str]]) -> set[int]:
    """The players that stand in the act's "between A and B": then nobody else takes part ("Istanbul talks between A and B")."""
    return {i for i, names in enumerate(told) if any(n in _BETWEEN for n in names)}


def choose(here: Sequence[Player], chances: Sequence[Sequence[float]]) -> Casting:
    """Each actor by its likeliest mention; a part needs a chance of 0.35 and more than that of the other part.

    A second party of one part that is not joined to the first by "and" needs 0.6. One coordination has one part, that of
    its surest member.
    """
    best: dict[str, tuple[float, int, Player, Appearance]] = {}
    for player, (_, actor, recipient) in zip(here, chances, strict=True):
        part, chance = (ACTOR, actor) if actor >= recipient else (RECIPIENT, recipient)
        for appearance in player.means:
            held = best.get(appearance.actor_id)
            if held is None or chance > held[0]:
                best[appearance.actor_id] = chance, part, player, appearance
    cast = [entry for entry in best.values() if entry[0] > _LEAST]
    cast = [e for e in cast if e[0] > _SURE or not any(o[1] == e[1] and o[0] > e[0] and not _joined(e[2], o[2]) for o in cast)]
    cast = [e for e in cast if not any(_is_part_of(e[2], o[2]) for o in cast if o is not e)]
    out = [entry[0] for entry in best.values() if entry not in cast]
    open_to = [e for e in best.values() if e[1] == RECIPIENT and _FAINT < e[0] <= _LEAST]
    maybe = max(open_to, key=lambda e: e[0])[3] if open_to else None
    told = [(max((o for o in cast if _joined(o[2], e[2])), key=lambda o: o[0])[1], e[3]) for e in cast]
    told = _with_fellows(told, here)
    actors, recipients = ([appearance for has, appearance in told if has == part] for part in (ACTOR, RECIPIENT))
    least = min((e[0] for e in cast), default=0.0)
    return Casting(actors, recipients, least, max((c for c in out if c <= _LEAST), default=0.0), maybe)


def _with_fellows(told: Sequence[tuple[int, Appearance]], here: Sequence[Player]) -> list[tuple[int, Appearance]]:
    """With everybody else whom one noun means: the Poles and Germans of "ministers of France, Germany and Poland"."""
    parts = {a.actor_id: (part, a) for part, a in told}
    for player in here:
        leader = _leader(player, here)
        led = [] if leader is None else [parts[a.actor_id][0] for a in leader.means if a.actor_id in parts]
        if led:
            parts |= {a.actor_id: (led[0], a) for a in player.means}
    return list(parts.values())


def _leader(player: Player, here: Sequence[Player]) -> Player | None:
    """The mention that names the noun and the first of its owners, for a mention that is a further owner of it."""
    first = first_conjunct(player.head)
    if first.i == player.head.i:
        return None
    around = (p for p in here if p is not player and p.place[0] <= first.i < p.place[1] and p.head.i != first.i)
    return next(around, None)


def _joined(one: Player, other: Player) -> bool:
    """Whether two players are members of one coordination, or one and the same phrase."""
    return one is other or first_conjunct(one.head).i == first_conjunct(other.head).i


def _is_part_of(state: Player, other: Player) -> bool:
    """Whether a state only says whose the other is: the German of "German minister Petra Wendt"."""
    if state.kind != ActorKind.STATE or other.country != state.country or other.kind == ActorKind.STATE:
        return False
    token = state.head
    for _ in range(4):
        if token.i == other.head.i:
            return True
        if token.dep_ not in _WITHIN:
            return False
        token = token.head
    return False


def slots_rule(player: Player, slots: Slots | None) -> str:
    """What the frame's slots take a player for: A, R or no; norule where no frame fits."""
    if slots is None:
        return "norule"
    if any(a in slots[0] for a in player.means):
        return "A"
    return "R" if any(a in slots[1] for a in player.means) else "no"


def features(trigger: Token, event_type: str, here: Sequence[Player], slots: Slots | None, stage: Stage) -> list[list[str]]:
    """The features of each player beside a trigger."""
    tied = ties(trigger, stage)
    names = {name for held in tied.values() for name in held}
    sides = f"{'S' in names}{'O' in names}"
    voice = ("N" if trigger.tag_[:2] == "NN" else "V") + ("pas" if is_passive(trigger) else "act")
    word = lemma(trigger)
    places = [p.head.i for p in here]
    found = []
    for order, player in enumerate(here):
        low, high = sorted((player.head.i, trigger.i))
        between = sum(low < i < high for i in places)
        held = _by_way(trigger, player, voice, word)
        rule, rank = slots_rule(player, slots), _RANKS[order] if order < len(_RANKS) else "later"
        side = "<" if player.head.i < trigger.i else ">"
        main = (*held[0], f"rule={rule}", f"side={side}", f"rk={rank}", f"kind={player.kind}", f"sec={player.sector}")
        listed = [*player.plain, *main, *held[1], f"tot={min(len(here), 6)}", f"btw={min(between, 3)}"]
        listed += [f"{event_type}&{name}" for name in main]
        listed += [f"{voice}&side={side}", f"{voice}&dep={player.head.dep_}", f"lem={word}&{side}", f"{event_type}&{side}{rank}"]
        listed += [
            f"rule={rule}&{held[0][0]}",
            f"rule={rule}&rk={rank}",
            f"rule={rule}&kind={player.kind}",
            f"side&rk={side}{rank}",
        ]
        for tie in tied.get(player.place, ("-",)):
            listed += [f"g={tie}", f"{event_type}&g={tie}", f"lem={word}&g={tie}", f"{voice}&g={tie}", f"g={tie}&{sides}"]
            listed.append(f"{event_type}&g={tie}&{sides}")
        found.append(listed)
    return found


def _by_way(trigger: Token, player: Player, voice: str, word: str) -> tuple[tuple[str, ...], list[str]]:
    """What the way through the tree says: path, preposition at its top, last step; and these with voice and word."""
    head = player.head
    up, down = way(head, trigger) or ([], [])
    path = "none" if not (up or down) and head.i != trigger.i else shown(up, down)
    at_top = head
    for _ in up[1:]:
        at_top = at_top.head
    top, case = up[-1] if up else "self", marker_of(at_top) if up else ""
    gap = abs(head.i - trigger.i)
    distance = next((name for limit, name in _DISTANCES if gap < limit), "far")
    main = f"p={path}", f"mk2={case}", f"top={top}"
    more = [f"{voice}&{name}" for name in main]
    return main, [*more, f"d={distance}", f"mkp={case}{path}", f"lem={word}&top={top}{case}"]
