"""Lines inside an article that are none of it and say so: "Read more: ...", "ALSO READ", "Skip next section ...".

The model learned from whole pages and takes such a line, alone between paragraphs, for one of them. These rules stand
upon it; they ask for the words a line begins with, never for words inside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from detente.intake.stretches import Stretch
from detente.intake.words import openings
from detente.records import BlockRole

_SKIP = re.compile(r"[^\w\"“‘']*(?:\d+[.)]\s*)?skip (?:(?:to|past|next|this|over)\b|advert)", re.IGNORECASE)
_ENDED = re.compile(r"[.!:…][\"”’')\]]*$")
_BULLET = re.compile(r"[*+•»›▪►▸-]\s*\S")
_LABEL_END = r"\s*(?:[:|»›>►▸]|[–—-]\s|$)"
_USES_COOKIES = re.compile(r"(?:[^\W\d_a-z][\w.’'&-]*\s){1,6}(?:uses?|and its partners use|stores?) cookies\b")
_MOST_TEASED, _MOST_NOTED, _BARE = 32, 60, 4
_MOST_OFFERED, _FEWEST, _LONGEST = 5, 3, 22


def mark_inline(lines: Sequence[str], stretches: Sequence[Stretch], roles: list[BlockRole | None]) -> None:
    """Sets the roles of such lines among the body, unless nothing of the body would be left."""
    found: dict[int, BlockRole] = {}
    body = [i for i, role in enumerate(roles) if role is BlockRole.BODY]
    for i in range(body[0], body[-1] + 1) if body else ():
        line = lines[i]
        if roles[i] in (BlockRole.BODY, None) and i not in found:
            role = aside(line)
            if role is not None:
                found[i] = role
            if role is BlockRole.TEASER and len(line.split()) <= _BARE and not line.endswith("."):
                found |= dict.fromkeys(_offered(lines, stretches, roles, i + 1), BlockRole.TEASER)
    if any(i not in found for i in body):
        for i, role in found.items():
            roles[i] = role


def aside(line: str) -> BlockRole | None:
    """What a line is that begins like a teaser, a notice or a mark for screen readers; None for any other."""
    count = len(line.split())
    if count <= _MOST_TEASED and _SKIP.match(line):
        return BlockRole.NAVIGATION
    if count <= _MOST_TEASED and _teaser().match(line):
        return BlockRole.TEASER
    if count <= _MOST_NOTED and (openings("inline_notice").match(line) or _USES_COOKIES.match(line)):
        return BlockRole.NOTICE
    return None


@cache
def _teaser() -> re.Pattern[str]:
    return re.compile(
        rf"{openings('inline_teaser').pattern}|{openings('inline_label').pattern}{_LABEL_END}",
        re.IGNORECASE,
    )


def _offered(lines: Sequence[str], stretches: Sequence[Stretch], roles: Sequence[BlockRole | None], start: int) -> list[int]:
    """The titles that follow a bare "Also read": the first line without a full stop, and those that stand right under it."""
    found: list[int] = []
    for i in range(start, min(start + _MOST_OFFERED, len(lines))):
        count = len(lines[i].split())
        attached = i == start or stretches[i].gap == 0 or bool(_BULLET.match(lines[i]))
        if roles[i] is not BlockRole.BODY or not attached or not _FEWEST <= count <= _LONGEST or _ENDED.search(lines[i]):
            break
        found.append(i)
    return found
