"""The casting's word lists, from data/words.yaml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from detente.actors.schema import Loader

_FILE = Path(__file__).parent / "data" / "words.yaml"


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    raw = yaml.load(_FILE.read_text("utf-8"), Loader=Loader)
    return {name: frozenset(found) for name, found in raw.items()}


def listed(name: str) -> frozenset[str]:
    """The words of one list."""
    return _lists()[name]
