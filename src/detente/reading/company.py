"""What the parts of the others say about a player's part: a second look once everybody has a first chance.

Parts are first learned for each mention by itself (`parts`); but a sentence has seldom two unrelated doers, members of one
coordination share a part, and the state whose minister acts need not act beside him. A small regression over the chances
of all players (data/company.npz, which training/events.py makes from the chances of other folds) decides anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

_STEP = 5
_SIDES = (("A", 1), ("R", 2))
Chances = Sequence[float]
"""Of no part, actor, recipient."""


@dataclass(frozen=True, slots=True)
class Member:
    """What the second look needs of a player: whom it means, of which country and kind, and where it stands in the tree."""

    means: frozenset[str]
    country: str | None
    kind: str
    head: int
    above: int
    chain: int
    """The first member of its coordination."""


def features(event_type: str, trigger: int, here: Sequence[Member], chances: Sequence[Chances]) -> list[list[str]]:
    """The features of each player for the second look, as readable strings."""
    return [_features(event_type, trigger, i, here, chances) for i in range(len(here))]


def _features(event_type: str, trigger: int, at: int, here: Sequence[Member], chances: Sequence[Chances]) -> list[str]:
    me = here[at]
    others = [i for i, m in enumerate(here) if i != at and m.means.isdisjoint(me.means)]
    again = [i for i, m in enumerate(here) if i != at and not m.means.isdisjoint(me.means)]
    own = {name: _bin(chances[at][part]) for name, part in _SIDES}
    top = {name: _bin(max((chances[i][part] for i in others), default=0.0)) for name, part in _SIDES}
    logs = [_log(chances[at][part]) for _, part in _SIDES]
    before = me.head < trigger
    found = ["b", f"la={logs[0]}", f"lr={logs[1]}", f"l={logs[0]},{logs[1]}", f"n={min(len(here), 6)}"]
    found.append(f"side={before}&A={own['A']}&ma={top['A']}")
    for name, part in _SIDES:
        ahead = sum(chances[i][part] > chances[at][part] for i in others)
        found += [f"{name}={own[name]}", f"m{name}={top[name]}", f"rank{name}={min(ahead, 2)}&{own[name]}"]
        found += [f"{name}={own[name]}&mA={top['A']}", f"{name}={own[name]}&mR={top['R']}"]
        found += [
            f"t={event_type}&{name}={own[name]}",
            f"t={event_type}&m{name}={top[name]}",
            f"kind={me.kind}&{name}={own[name]}",
        ]
    found += _of_group("j", [i for i in others if here[i].chain == me.chain], own, chances)
    found += _of_group("up", [i for i in others if here[i].head == me.above], own, chances)
    found += _of_group("dn", [i for i in others if here[i].above == me.head], own, chances)
    found += _of_group("cs", [i for i in others if me.country and here[i].country == me.country], own, chances)
    for name, part in _SIDES if again else ():
        best = max(chances[i][part] for i in again)
        found += [f"s{name}={_bin(best)}", f"s{name}={best > chances[at][part]}"]
    return found


def _of_group(name: str, group: Sequence[int], own: dict[str, str], chances: Sequence[Chances]) -> list[str]:
    """What the likeliest of a group says: those joined by "and", what one hangs on, what hangs on one, those of one country."""
    if not group:
        return [f"no{name}"]
    found = []
    for side, part in _SIDES:
        best = _bin(max(chances[i][part] for i in group))
        found += [f"{name}{side}={best}", f"{name}{side}={best}&{own[side]}"]
    return found


def _bin(chance: float) -> str:
    if 0.1 < chance < 0.9:
        return str(int(chance * 10))
    if chance >= 0.5:
        return "hi" if chance >= 0.97 else "9"
    return "1" if chance > 0.03 else "0"


def _log(chance: float) -> int:
    kept = min(max(chance, 1e-6), 1 - 1e-6)
    return max(-_STEP, min(_STEP, round(log(kept / (1 - kept)))))
