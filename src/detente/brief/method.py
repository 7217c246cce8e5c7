"""How the figures of a brief on a matter are made, in words that travel with the page; docs/method.md says more."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from detente.analysis.claims import LEAST_WEIGHT
from detente.analysis.same_page import APART
from detente.analysis.scores import DOUBT
from detente.analysis.standing import HALF_LIFE


def method(parts: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Heading and words on the parts that a brief has, in the order of data/method.yaml."""
    numbers = {"half_life": f"{HALF_LIFE:.0f}", "apart": APART, "doubt": f"{DOUBT:.0f}", "least": LEAST_WEIGHT}
    return tuple((told["heading"], told["words"].format(**numbers)) for name, told in _told().items() if name in parts)


@cache
def _told() -> Mapping[str, Any]:
    import yaml

    text = (files("detente.brief") / "data" / "method.yaml").read_text(encoding="utf-8")
    told: Mapping[str, Any] = yaml.safe_load(text)
    return told
