"""Towns that are called like persons: "Ashton, Md.", "Clinton, Mississippi"."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from detente.actors.scene import Scene
from detente.actors.schema import Loader

_FILE = Path(__file__).parent / "data" / "reference" / "regions.yaml"

_CLOSING = frozenset({",", ".", ";", ":", ")", "-", "–", "—", "--"})
_GOING_ON = frozenset({"ADP", "AUX", "VERB", "SCONJ", "ADV"})


@lru_cache(maxsize=1)
def _regions() -> frozenset[str]:
    return frozenset(str(word) for words in yaml.load(_FILE.read_text("utf-8"), Loader=Loader).values() for word in words)


def is_town(scene: Scene, at: int) -> bool:
    """Whether a comma and a region's name follow a word, and nothing that makes them something else: "Ashton, Md., is calm"."""
    tokens = scene.tokens
    if at + 2 >= len(tokens) or scene.lowered[at + 1] != "," or not tokens[at + 2].text[:1].isupper():
        return False
    for end in range(at + 3, min(at + 6, len(tokens) + 1)):
        if scene.doc[at + 2 : end].text.removesuffix(".").lower() in _regions():
            return end == len(tokens) or scene.lowered[end] in _CLOSING or tokens[end].pos_ in _GOING_ON
    return False
