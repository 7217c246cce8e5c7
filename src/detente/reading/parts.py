"""Which part a mention plays in an event: actor, recipient or none; learned from the curriculum, over the parse.

A multinomial logistic regression over features of a mention and a trigger: the way between them in the tree, the prepositions
on it, the kinds and order of the mentions, and what the frame's own slots say. The weights (data/parts.json) are made by
training/parts.py from training/curriculum; each feature is a readable string with three weights.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from spacy.tokens import Span, Token

from detente.actors.cast import Appearance
from detente.reading.participants import Stage
from detente.reading.syntax import is_passive, lemma, marker_of

NONE, ACTOR, RECIPIENT = range(3)
_PASSED_OVER = frozenset({"conj", "appos", "flat", "fixed", "nmod:desc"})
_LONGEST = 12
_DISTANCES = ((2, "1"), (4, "3"), (8, "7"), (16, "15"))
_RANKS = ("first", "second", "third")

Way = tuple[list[str], list[str]]


@dataclass(frozen=True, slots=True)
class Player:
    """A mention in a sentence that may play a part: its head, and all whom it means."""

    head: Token
    means: tuple[Appearance, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of each feature for none, actor and recipient."""

    bias: tuple[float, float, float]
    of: Mapping[str, tuple[float, float, float]]

    def chances(self, features: Sequence[str]) -> tuple[float, float, float]:
        none, actor, recipient = self.bias
        known = self.of
        for feature in dict.fromkeys(features):
            found = known.get(feature)
            if found is not None:
                none += found[0]
                actor += found[1]
                recipient += found[2]
        top = max(none, actor, recipient)
        none, actor, recipient = exp(none - top), exp(actor - top), exp(recipient - top)
        total = none + actor + recipient
        return none / total, actor / total, recipient / total


@cache
def weights() -> Weights:
    """The weights that ship with the package."""
    raw = json.loads(files("detente.reading").joinpath("data/parts.json").read_text(encoding="utf-8"))
    return Weights(tuple(raw["bias"]), {name: tuple(values) for name, values in raw["weights"].items()})


def players(sentence: Span, stage: Stage) -> list[Player]:
    """The mentions of a sentence in order, and the states that it names only as places ("withdrew from Mali")."""
    found: list[Player] = []
    last: tuple[int, int] | None = None
    for token in sentence:
        means = stage.all_at(token)
        if means:
            span = means[0].start, means[0].end
            if span != last:
                last = span
                found.append(Player(sentence.doc[means[0].head], means))
        elif token.pos_ == "PROPN" or token.tag_ == "JJ":
            place = stage.place(token)
            if place is not None:
                found.append(Player(token, (place,)))
    return found


def cast_parts(
    trigger: Token, event_type: str, all_players: Sequence[Player], slots: tuple[list[Appearance], list[Appearance]], stage: Stage
) -> list[tuple[float, float, float]]:
    """For each player the chances of playing no part, of acting, of being acted upon; `slots` are the frame's own guesses."""
    places = [p.head.i for p in all_players]
    known = weights()
    return [
        known.chances(
            features(
                trigger,
                event_type,
                player,
                slots_rule(player, slots),
                (order, len(places), _between(places, player, trigger)),
                stage,
            )
        )
        for order, player in enumerate(all_players)
    ]


def slots_rule(player: Player, slots: tuple[list[Appearance], list[Appearance]]) -> str:
    """What the frame's slots take a player for: A, R or no."""
    if any(a in slots[0] for a in player.means):
        return "A"
    return "R" if any(a in slots[1] for a in player.means) else "no"


def _between(places: Sequence[int], player: Player, trigger: Token) -> int:
    low, high = sorted((player.head.i, trigger.i))
    return sum(low < i < high for i in places)


def features(trigger: Token, event_type: str, player: Player, rule: str, order: tuple[int, int, int], stage: Stage) -> list[str]:
    """The features of a mention and a trigger; `order` is its rank, how many mentions there are, and how many lie between."""
    head = player.head
    up, down = way(head, trigger) or ([], [])
    path = "none" if not (up or down) and head.i != trigger.i else _shown(up, down)
    at_top = head
    for _ in up[1:]:
        at_top = at_top.head
    top, case = up[-1] if up else "self", marker_of(at_top) if up else ""
    side = "<" if head.i < trigger.i else ">"
    rank = _RANKS[order[0]] if order[0] < len(_RANKS) else "later"
    kind = stage.actor(player.means[0]).kind.value
    gap = abs(head.i - trigger.i)
    distance = next((name for limit, name in _DISTANCES if gap < limit), "far")
    voice = ("N" if trigger.tag_[:2] == "NN" else "V") + ("pas" if is_passive(trigger) else "act")
    main = {"p": path, "mk2": case, "top": top, "rule": rule, "side": side, "rk": rank, "kind": kind}
    plain = main | {
        "dep": head.dep_,
        "mk": marker_of(head),
        "d": distance,
        "form": player.means[0].mention.form.value,
        "tot": str(min(order[1], 6)),
        "btw": str(min(order[2], 3)),
    }
    found = [f"{name}={value}" for name, value in plain.items()]
    found += [f"{event_type}&{name}={value}" for name, value in main.items()]
    found += [f"{voice}&{name}={value}" for name, value in main.items() if name not in {"rule", "rk", "kind"}]
    found += [
        f"{voice}&dep={head.dep_}",
        f"mkp={case}{path}",
        f"lem={lemma(trigger)}&{side}",
        f"lem={lemma(trigger)}&top={top}{case}",
    ]
    found += [f"rule={rule}&p={path}", f"rule={rule}&rk={rank}", f"rule={rule}&kind={kind}"]
    return [*found, f"side&rk={side}{rank}", f"{event_type}&{side}{rank}"]


def way(head: Token, trigger: Token) -> Way | None:
    """The relations up from a mention's head to what it shares with a trigger, and down from there; None across trees."""
    above = [head]
    while above[-1].head.i != above[-1].i and len(above) < _LONGEST:
        above.append(above[-1].head)
    places = {t.i: k for k, t in enumerate(above)}
    down: list[str] = []
    at = trigger
    while at.i not in places:
        if at.head.i == at.i or len(down) > _LONGEST:
            return None
        down.append(at.dep_)
        at = at.head
    return [t.dep_ for t in above[: places[at.i]]], down[::-1]


def is_in_adverbial_clause(head: Token, trigger: Token) -> bool:
    """Whether a mention stands in a clause of its own beside the trigger's: "*if Iran attacked*, they would impose sanctions"."""
    found = way(head, trigger)
    return found is None or "advcl" in found[0]


def _shown(up: Sequence[str], down: Sequence[str]) -> str:
    rising = [r for r in up if r not in _PASSED_OVER][:4]
    return "^".join(rising) + "|" + "_".join([r for r in down if r not in _PASSED_OVER][:3])
