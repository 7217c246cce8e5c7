"""Acts that their own sentence takes back: "did not support", "cooperation remains elusive".

    takes_back(book, event) -> bool

Only acts of cooperation told as facts are looked at: what is negated there was not done, and does not become conflict by that.
"""

from __future__ import annotations

import re
from typing import Final

from detente.analysis.book import Book
from detente.reading.plover import quad_class
from detente.records import Event, Modality

TAKEN_BACK: Final = "taken back"
"""What such an act is instead of its modality."""

_COOPERATION: Final = {"verbal_cooperation", "material_cooperation"}
_BEFORE: Final = re.compile(
    r"\b(?:(?:do|does|did|has|have|had|is|are|was|were|will|would|could)(?:\s+not|n[’']t)|cannot|never|no longer"
    r"|(?:refus|declin|fail)\w*\s+to)\s+(?!only\b)(?:\w+\s+)?(?:(?:the|an?|any|its|their)\s+)?$",
    re.IGNORECASE,
)
"""What stands right before the word of an act, or one word and an article before it."""
_AFTER: Final = re.compile(
    r"(?:(?!\b(?:that|whether|which|who|but|while|although|though|as|because|since|if)\b)[^,;:.]){0,150}?"
    r"\b(?:remain(?:s|ed)?|is|was|stay(?:s|ed)?|prov(?:es|ed)|seem(?:s|ed)?)\s+(?:\w+\s+)?"
    r"(?:elusive|out of reach|unlikely|impossible|uncertain|doubtful|far off)\b",
    re.IGNORECASE,
)
"""What is said of it in the same clause."""


def takes_back(book: Book, event: Event) -> bool:
    """Whether an act of cooperation is negated right before its word, or called out of reach in its clause."""
    if event.modality != Modality.ACTUAL or quad_class(event.event_type) not in _COOPERATION:
        return False
    sentence, text = book.sentence(event), book.source(event).text
    before = text[sentence.start : event.trigger_start]
    return bool(_BEFORE.search(before) or _AFTER.match(text, event.trigger_end, max(event.trigger_end, sentence.end)))
