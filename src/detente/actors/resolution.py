"""What a phrase means, by which rule, and what else it might have meant."""

from __future__ import annotations

from dataclasses import dataclass

from detente.records import Actor


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """An actor that the phrase does not mean, and why not."""

    actor: Actor
    why: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a phrase means: the actor (None when it means none), its country and sectors, the rule, and the runners-up.

    `holder` is the person who held the office that the phrase names, where a date says who did; it is then the actor too.
    """

    text: str
    actor: Actor | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    rule: str = "nothing known in the phrase"
    runners_up: tuple[RunnerUp, ...] = ()
    holder: Actor | None = None

    @property
    def candidates(self) -> tuple[Actor, ...]:
        """The actors among the runners-up; where there is no actor, those between which the phrase stays open."""
        return tuple(runner.actor for runner in self.runners_up)
