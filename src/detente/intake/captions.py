"""Lines that belong to pictures: credits, descriptions ("This picture shows …") and the lines that stand with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from detente.intake.mastheads import outlet_of_source_line
from detente.intake.stretches import Stretch
from detente.records import BlockRole

_CREDIT = re.compile(
    r"\W*(?:image|photo|picture|photograph|foto|bild)s?\s*(?:source|credits?|by|courtesy|:)|\W*(?:credits?|source):\s|"
    r"[^.]{0,80}(?<!told )(?<!to )(?<!by )\b(?:getty images|picture[- ]alliance|afp|reuters|epa|ap|shutterstock|istock|tass"
    r"|wikimedia commons)(?:/[\w. -]+)?[\s)\]]*$",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    r"\W*(?:(?:in\s+)?(?:this|these|the)\s+(?:\w+\s+)?(?:picture|photo|photograph|image|file photo|screenshot)s?\b"
    r"|(?:pictured|file|above|left|right|below):)"
    r"|.*\b(?:seen|pictured|shown) in (?:this|a) (?:\w+ )?(?:picture|photo|photograph|image)\b"
    r"|.*\(\s*(?:photo|image|picture|credit|file)s?\b[^)]*\)\s*$|.*\[(?:photo|image|credit)\b[^\]]*\]\s*$"
    r"|.*\b(?:photo|image)\s*(?:by|:|credit)[^.]{2,60}$",
    re.IGNORECASE | re.DOTALL,
)
_ENDED = re.compile(r"[.!?:…][\"”’')\]]*$")
_VERB = re.compile(
    r"\b(?:\w{3,}ed|received|shakes?|speaks?|spoke|meets?|met|gave|took|stands?|attends?|walks?|was|were|is|are|has|have)\b"
)
_LONGEST_CREDIT = 25
_DESCRIBED_WORDS = 80
_FEWEST, _MOST = 8, 22
_SETTLED = 0.85
_ABOVE, _BELOW = 8, 4


def mark_credits(lines: Sequence[str], stretches: Sequence[Stretch], roles: list[BlockRole | None]) -> None:
    """Sets the role of captions that show themselves, and of the lines right above a credit."""
    body = [i for i, role in enumerate(roles) if role is BlockRole.BODY]
    if not body:
        return
    reach = range(max(0, body[0] - _ABOVE), min(len(lines), body[-1] + _BELOW))
    open_to_it = [i for i in reach if roles[i] in (None, BlockRole.BODY)]
    for i in open_to_it:
        if not body[0] < i < body[-1] and outlet_of_source_line(lines[i]) and (i == 0 or roles[i - 1] is not BlockRole.CAPTION):
            continue
        count = len(lines[i].split())
        if (count <= _LONGEST_CREDIT and _CREDIT.match(lines[i])) or (count <= _DESCRIBED_WORDS and _DESCRIBED.match(lines[i])):
            roles[i] = BlockRole.CAPTION
    _mark_above_credits(lines, stretches, roles, open_to_it)


def mark_captions(lines: Sequence[str], roles: list[BlockRole | None]) -> None:
    """Sets the role of captions inside the article that only their form or their neighbours give away."""
    _mark_unended(lines, roles)
    _fill_runs(lines, roles)


def _mark_above_credits(
    lines: Sequence[str], stretches: Sequence[Stretch], roles: list[BlockRole | None], open_to_it: Sequence[int]
) -> None:
    """The line right above a credit describes the picture."""
    for i in open_to_it:
        attached = i + 1 < len(lines) and stretches[i + 1].gap == 0 and roles[i + 1] is BlockRole.CAPTION
        if attached and _CREDIT.match(lines[i + 1]) and not _ENDED.search(lines[i]) and 3 <= len(lines[i].split()) <= _MOST + 10:
            roles[i] = BlockRole.CAPTION


def _mark_unended(lines: Sequence[str], roles: list[BlockRole | None]) -> None:
    """A sentence without its full stop, alone among paragraphs that all have theirs, was under a picture."""
    body = [i for i, role in enumerate(roles) if role is BlockRole.BODY]
    long = [i for i in body if len(lines[i].split()) >= _FEWEST]
    if len(long) < 5 or sum(bool(_ENDED.search(lines[i])) for i in long) < _SETTLED * len(long):
        return
    for i in long:
        words = lines[i].split()
        lowered = sum(w[:1].islower() for w in words)
        if (
            not _ENDED.search(lines[i])
            and len(words) <= _MOST
            and lines[i][:1].isupper()
            and lowered >= 0.35 * len(words)
            and _VERB.search(lines[i])
            and not any(mark in lines[i] for mark in '"“”?')
            and body[0] < i < body[-1]
        ):
            roles[i] = BlockRole.CAPTION


def _fill_runs(lines: Sequence[str], roles: list[BlockRole | None]) -> None:
    """In a run of picture descriptions, the ones without a cue of their own: parted by at most one other."""
    cued = [i for i, role in enumerate(roles) if role is BlockRole.CAPTION and _DESCRIBED.match(lines[i])]
    if len(cued) < 4:
        return
    for left, right in pairwise(cued):
        if right - left == 2 and roles[left + 1] is BlockRole.BODY:
            roles[left + 1] = BlockRole.CAPTION
