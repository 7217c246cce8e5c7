"""Datelines: a sentence begins behind "GENEVA (Reuters) - ", so that the parse does not tie the city to what follows."""

from __future__ import annotations

import re
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

NAME: Final = "detente_datelines"
LINE: Final = re.compile(
    r"^(?P<city>[A-Z][A-Z'.-]+(?: [A-Z][A-Z'.-]+){0,2})(?:, (?P<land>[A-Z][A-Za-z.]+(?: [A-Z][a-z]+)*))?"
    r"(?:, (?:[A-Z][a-z]+\.? \d{1,2}))?\s*(?:\([^)]{2,40}\))?\s*(?:-{1,2}|–|—)\s"
)
"""A dateline at the beginning of a passage: city, land, day, agency, dash."""


@Language.component(NAME)
def mark_datelines(doc: Doc) -> Doc:
    """Begin a sentence behind a dateline. To be run before the parser, which keeps to sentence starts that are set."""
    found = LINE.match(doc.text[:120])
    if found is not None:
        line = doc.char_span(0, found.end(), alignment_mode="expand")
        if line is not None and line.end < len(doc):
            doc[line.end].is_sent_start = True
    return doc
