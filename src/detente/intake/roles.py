"""The roles of a page's stretches: the article by its chances, everything else by its form and place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.intake.bylines import author_of_bio, has_byline_form, is_name_line
from detente.intake.captions import mark_captions, mark_credits
from detente.intake.dates import find_date, parse_date
from detente.intake.features import Matrix
from detente.intake.headlines import mark_headlines
from detente.intake.inline import mark_inline
from detente.intake.mastheads import is_masthead, outlet_of_source_line
from detente.intake.stretches import Stretch
from detente.intake.titles import find_title
from detente.intake.words import phrases, word_set
from detente.records import BlockRole, Precision

_APPEAL = re.compile(r"\W*(?:a message from|dear readers?\b|(?:please )?(?:support|donate to) )", re.IGNORECASE)
_FIRST_PUBLISHED = re.compile(
    r"\W*(?:this|the) (?:article|piece|essay|story|commentary|analysis|post|text)\b.{0,40}\b(?:published|appeared|produced)\b",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"\W*(?:copyright|©|\(c\))", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?][\"”’')]*$")
_HEAD, _FOOT = 14, 6
_NO_LEAD, _LEAD_CHANCE = 0.1, 0.2
_NO_NOTICE = 0.4
_LEAD_SHARE = 0.6
_HEAD_ROLES = frozenset((BlockRole.TITLE, BlockRole.BYLINE, BlockRole.DATE))
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_SKIP = re.compile(r"(?:\d+[.)]\s*)?skip (?:to|next)\b", re.IGNORECASE)
_PLAIN_SHARE, _FEW = 0.6, 6
_LIST = 3


def name_roles(text: str, stretches: Sequence[Stretch], chances: Matrix, threshold: float) -> list[BlockRole]:
    """One role for every stretch."""
    lines = [text[s.start : s.end] for s in stretches]
    listed = mark_headlines(text, stretches)
    body = _article(lines, chances, listed, threshold)
    roles: list[BlockRole | None] = [
        BlockRole.HEADLINE_LIST if x else BlockRole.BODY if b else None for x, b in zip(listed, body, strict=True)
    ]
    _mark_notices(lines, roles)
    mark_inline(lines, stretches, roles)
    mark_credits(lines, stretches, roles)
    title = find_title(lines, roles)
    for i in title:
        roles[i] = BlockRole.TITLE
    _mark_head_and_foot(lines, roles, chances, title[0] if title else None)
    mark_captions(lines, roles)
    _mark_bios(lines, roles)
    _mark_lead(roles)
    return [role or _furniture(line) for line, role in zip(lines, roles, strict=True)]


def is_sentence(line: str) -> bool:
    """Whether a line is running text: eight words or more and ended like a sentence."""
    return len(line.split()) >= 8 and bool(_SENTENCE.search(line))


def _article(lines: Sequence[str], chances: Matrix, listed: Sequence[bool], threshold: float) -> list[bool]:
    """The stretches of the article. A page without furniture is all article, whatever the model makes of it.

    Beside a dated list of headlines only sentences make an article: the list's heading does not.
    """
    pointers = _pointers(lines)
    free = [i for i, x in enumerate(listed) if not x and i not in pointers]
    prose = [i for i in free if _reads_on(lines[i], chances[i])]
    body = [bool(c >= threshold) for c in chances]
    for i in set(range(len(lines))) - set(free):
        body[i] = False
    if len(prose) >= (_PLAIN_SHARE if len(free) > _FEW else 0.5) * len(free):
        first, last = (prose[0], prose[-1]) if prose else (0, -1)
        for i in free:
            body[i] = body[i] or first <= i <= last
    if any(listed) and not any(b and is_sentence(line) for b, line in zip(body, lines, strict=True)):
        return [False] * len(lines)
    if free and not any(body):
        best = max(free, key=lambda i: (len(lines[i].split()) >= 3, chances[i]))
        body[best] = len(free) == 1 or is_sentence(lines[best])
    return body


def _reads_on(line: str, chance: float) -> bool:
    """Whether a line ends like a sentence and does not speak of the site."""
    ended = len(line.split()) >= 4 and bool(_SENTENCE.search(line)) and not _COPYRIGHT.match(line)
    return ended and (chance >= _NO_NOTICE or not phrases("notice").search(line))


def _pointers(lines: Sequence[str]) -> set[int]:
    """The lines of a list of links marked » or ›: three or more in a row that are no sentences with a quotation."""
    marked = [line.startswith(("»", "›", "▸", "►")) and "«" not in line for line in lines]
    found: set[int] = set()
    for i, is_marked in enumerate(marked):
        if is_marked and all(marked[i : i + _LIST]) and i + _LIST <= len(lines):
            found.update(range(i, i + _LIST))
    return found


def _mark_notices(lines: Sequence[str], roles: list[BlockRole | None]) -> None:
    """Remarks on the article's origin, copyright lines, and everything after the head of an appeal to readers."""
    words = [len(line.split()) for line in lines]
    total, so_far, appealing = sum(words), 0, False
    for i, line in enumerate(lines):
        so_far += words[i]
        late = so_far > 0.4 * total
        appealing = appealing or (late and words[i] <= 10 and bool(_APPEAL.match(line)))
        remark = words[i] <= 45 and (_FIRST_PUBLISHED.match(line) or _COPYRIGHT.match(line))
        if (appealing and roles[i] in (None, BlockRole.BODY)) or remark:
            roles[i] = BlockRole.NOTICE


def _mark_head_and_foot(lines: Sequence[str], roles: list[BlockRole | None], chances: Matrix, title: int | None) -> None:
    """Date, byline and standfirst around the article."""
    body = [i for i, role in enumerate(roles) if role is BlockRole.BODY]
    if not body:
        return
    start = max(0, body[0] - _HEAD) if title is None else max(0, min(title, body[0]) - 3)
    near_title = range(start, min(body[0] + 3, len(lines)))
    for i in [*near_title, *range(body[-1], min(body[-1] + _FOOT, len(lines)))]:
        role = _by_form(lines[i])
        in_head = i < body[0]
        short = len(lines[i].split()) <= 25
        if role is not None and (roles[i] is None or (roles[i] is BlockRole.BODY and short)):
            roles[i] = role
        elif roles[i] is None and in_head and title is not None and i > title:
            if is_name_line(lines[i]) or is_masthead(lines[i]):
                roles[i] = BlockRole.BYLINE
            elif _is_standfirst(lines, i, roles, chances):
                roles[i] = BlockRole.LEAD


def _is_standfirst(lines: Sequence[str], i: int, roles: Sequence[BlockRole | None], chances: Matrix) -> bool:
    """A sentence in the head of the article: likely by the model, or right under the title block and of the same words."""
    if not is_sentence(lines[i]) or phrases("notice").search(lines[i]):
        return False
    if chances[i] < _NO_LEAD:
        return False
    if chances[i] >= _LEAD_CHANCE:
        return True
    words = {w for w in _LONG_WORD.findall(lines[i].lower()) if w not in word_set("stop_words")}
    body = " ".join(line for line, role in zip(lines, roles, strict=True) if role is BlockRole.BODY).lower()
    shared = sum(w in body for w in words)
    return roles[i - 1] in _HEAD_ROLES and len(words) >= 6 and shared >= _LEAD_SHARE * len(words)


def _by_form(line: str) -> BlockRole | None:
    """Date or byline, where the line itself shows it."""
    if len(line) > 300:
        return BlockRole.BYLINE if has_byline_form(line) else None
    if parse_date(line) is not None:
        return BlockRole.DATE
    if has_byline_form(line) or outlet_of_source_line(line):
        return BlockRole.BYLINE
    found = find_date(line)
    if found is None or found.precision is not Precision.DAY or is_sentence(line):
        return None
    rest = line[: found.start] + line[found.end :]
    if is_name_line(line):
        return BlockRole.BYLINE
    return BlockRole.DATE if len(rest.split()) <= 8 else None


def _mark_bios(lines: Sequence[str], roles: list[BlockRole | None]) -> None:
    """Paragraphs at the article's end that introduce somebody whom the article does not mention."""
    body = [i for i, role in enumerate(roles) if role is BlockRole.BODY]
    for i in body[:1:-1][:2]:
        name = author_of_bio(lines[i])
        if name is None or any(name.split()[-1] in lines[j] for j in body if j != i):
            break
        roles[i] = BlockRole.BYLINE


def _mark_lead(roles: list[BlockRole | None]) -> None:
    """The first paragraph is the lead where a caption parts it from the rest."""
    kinds = [(i, role) for i, role in enumerate(roles) if role in (BlockRole.BODY, BlockRole.CAPTION)]
    if len(kinds) > 2 and kinds[0][1] is BlockRole.BODY and kinds[1][1] is BlockRole.CAPTION:
        roles[kinds[0][0]] = BlockRole.LEAD


def _furniture(line: str) -> BlockRole:
    """Notice, teaser or navigation, for what is not the article's."""
    count = len(line.split())
    if _COPYRIGHT.match(line) or (count >= 4 and phrases("notice").search(line)):
        return BlockRole.NOTICE
    if _SKIP.match(line):
        return BlockRole.NAVIGATION
    if count >= 5 or phrases("teaser").search(line):
        return BlockRole.TEASER
    return BlockRole.NAVIGATION
