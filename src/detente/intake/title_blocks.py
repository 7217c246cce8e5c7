"""Title blocks cut down to the title: the outlet behind it, a mark before it and its repetitions are not read as headline.

"Envoys meet in Doha - Lake Herald" is the title "Envoys meet in Doha" and a byline "- Lake Herald".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.intake.outlets import host_of, title_end
from detente.records import Block, BlockRole

_MARK = re.compile(r"(?:#{1,6}|[*+])\s+")
_WORD = re.compile(r"[^\W_]+")


def cut_titles(text: str, blocks: Sequence[Block], outlet: str | None, url: str | None) -> tuple[Block, ...]:
    """The blocks with every title block cut; a title that stands again is navigation from its second time on."""
    host = host_of(url)
    seen: set[str] = set()
    cut: list[Block] = []
    for block in blocks:
        if block.role is not BlockRole.TITLE:
            cut.append(block)
            continue
        parts = list(_parts(text, block, outlet, host))
        key = " ".join(_WORD.findall(next(text[b.start : b.end] for b in parts if b.role is BlockRole.TITLE).lower()))
        cut += [Block(block.start, block.end, BlockRole.NAVIGATION)] if key in seen else parts
        seen.add(key)
    return tuple(cut)


def _parts(text: str, block: Block, outlet: str | None, host: str | None) -> Iterator[Block]:
    line = text[block.start : block.end]
    mark = _MARK.match(line)
    start = mark.end() if mark and mark.end() < len(line) else 0
    end = start + title_end(line[start:], outlet, host)
    if mark and start:
        yield Block(block.start, block.start + len(mark.group().rstrip()), BlockRole.NAVIGATION)
    yield Block(block.start + start, block.start + end, BlockRole.TITLE)
    rest = line[end:]
    if rest.strip():
        yield Block(block.start + end + len(rest) - len(rest.lstrip()), block.end, BlockRole.BYLINE)
