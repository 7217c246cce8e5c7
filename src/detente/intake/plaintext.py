"""Plain-text dumps of pages, and plain articles: every non-blank stretch with its role, nothing deleted.

    >>> [b.role.value for b in segment("The two sides signed a ceasefire in Doha on Friday.")]
    ['body']

A block is a line (the paragraph of a dump), or a paragraph where the file is hard-wrapped. Each entry of a dated
list of headlines is a block of its own. What counts as the article's text is `lead`, `body` and `quote`.
"""

from __future__ import annotations

from detente.intake.body import THRESHOLD, BodyModel, shipped_model
from detente.intake.metadata import find_metadata
from detente.intake.page import Page
from detente.intake.roles import name_roles
from detente.intake.stretches import find_stretches
from detente.records import Block


def segment(text: str, model: BodyModel | None = None) -> tuple[Block, ...]:
    """The blocks of a text in order; they do not overlap and have no white space at their ends.

    `model` is for measuring; by default the weights of the package decide.
    """
    stretches = find_stretches(text)
    chances = (model or shipped_model()).chances(text, stretches)
    roles = name_roles(text, stretches, chances, THRESHOLD)
    return tuple(Block(s.start, s.end, role) for s, role in zip(stretches, roles, strict=True))


def read_plaintext(text: str, source: str, model: BodyModel | None = None) -> Page:
    """The page of a dump, its text as given. `source` is where it came from; an address may give the date."""
    blocks = segment(text, model)
    url = source if source.startswith(("http://", "https://")) else None
    found = find_metadata(text, blocks, url)
    return Page(
        text=text,
        blocks=blocks,
        title=found.title,
        outlet=found.outlet,
        authors=found.authors,
        published=found.published,
        precision=found.precision,
        basis=found.basis,
        url=url,
    )
