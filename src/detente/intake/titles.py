"""The title of a page among its stretches: a short line above the article that speaks of the same things."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from detente.intake.bylines import has_byline_form, is_name_line
from detente.intake.dates import find_date
from detente.intake.mastheads import is_masthead
from detente.intake.words import phrases, word_set
from detente.records import BlockRole

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BULLET = re.compile(r"[*+•»›▪]|[o-]\s|\d{1,2}[.)]\s")
_TRAIL = re.compile(r"\s[»›>]\s")
_FULL_STOP = re.compile(r"[^.]\.[\"”’')]?$")
_MOST_WORDS = 30
_FARTHEST = 40
_ENOUGH = 0.75
_PACKAGE, _RIVAL = 3, 0.7
_STAMP = re.compile(r"\W*(?:published|updated|posted|last updated|original)\b", re.IGNORECASE)


def find_title(lines: Sequence[str], roles: Sequence[BlockRole | None]) -> list[int]:
    """The places of the title: the best line first, then its repetitions. Empty where no line will do.

    A standfirst speaks of the article as much as its title does; of rivals close together the upper one is the title.
    """
    body = [i for i, role in enumerate(roles) if role is BlockRole.BODY]
    if not body:
        return []
    used = Counter(w for i in body for w in set(_words(lines[i])))
    counts = Counter(_key(line) for line in lines)
    first = body[0]
    candidates = [i for i in range(max(0, first - _FARTHEST), first) if roles[i] is None]
    scores = {i: _score(lines, i, first, used, counts) for i in candidates}
    if (
        max(scores.values(), default=0.0) < _ENOUGH
        and len(body) > 1
        and ":" not in lines[first]
        and not _FULL_STOP.search(lines[first])
    ):
        scores[first] = _score(lines, first, first, used, counts)
    best = max(scores, key=lambda i: (scores[i], i), default=None)
    if best is None or scores[best] < _ENOUGH:
        return []
    above = [i for i in range(max(0, best - _PACKAGE), best) if scores.get(i, 0.0) >= _RIVAL * scores[best]]
    best = above[0] if above else best
    key = _key(lines[best])
    again = [
        i
        for i, line in enumerate(lines)
        if i != best
        and roles[i] in (None, BlockRole.BODY)
        and len(key) > 12
        and not _BULLET.match(line)
        and (_key(line) == key or (_key(line).startswith(key) and len(line) < len(lines[best]) + 60))
    ]
    return [best, *again]


def _score(lines: Sequence[str], i: int, first: int, used: Counter[str], counts: Counter[str]) -> float:
    """Up to about 4; what a title must not look like makes it negative."""
    line = lines[i]
    count = len(line.split())
    if not 2 <= count <= _MOST_WORDS or _BULLET.match(line) or _TRAIL.search(line) or line.endswith((":", "...", "…")):
        return -1.0
    if has_byline_form(line) or (is_name_line(line) and i > 0) or _is_stamp(line, count) or "@" in line or "©" in line:
        return -1.0
    if is_masthead(line):
        return -1.0
    content = [w for w in _words(line) if w not in word_set("stop_words")]
    if not any((len(w) > 2 and w.isalpha()) or not w.isascii() for w in content):
        return -1.0
    likeness = sum(min(used[w], 2) for w in content) / (2 * len(content))
    score = 2.0 * likeness * min(1.0, len(content) / 3) + 1.0 / (1 + 0.25 * (first - i)) + 0.04 * min(count, 12)
    if counts[_key(line)] > 1:
        score += 0.3
    if (phrases("navigation").search(line) and count <= 5) or phrases("notice").search(line):
        score -= 1.0
    if phrases("teaser").match(line) or phrases("caption").search(line):
        score -= 1.0
    if _FULL_STOP.search(line):
        score -= 0.9
    followers = lines[i + 1 : i + 3]
    if any(has_byline_form(f) or is_name_line(f) or (find_date(f) and len(f.split()) <= 12) for f in followers):
        score += 0.5
    return score


def _is_stamp(line: str, count: int) -> bool:
    """Whether a line gives a date and little else."""
    found = find_date(line)
    return found is not None and (count <= 6 or bool(_STAMP.match(line)) or found.end - found.start > 0.4 * len(line))


def _words(line: str) -> list[str]:
    return _WORD.findall(line.lower())


def _key(line: str) -> str:
    return " ".join(_words(line))
