"""The sentences that a brief on a matter rests on: a code for each, and the passage that it opens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from detente.analysis.book import Evidence
from detente.brief.citations import Citations
from detente.brief.model import Telling, anchor
from detente.brief.svg.model import Ref

_LETTERS: Final = {"position": "P", "meeting": "MS", "condition": "CU", "quantity": "N"}
"""Parts that show records of a kind as such; a link to their place elsewhere would mislead."""
MOST_OTHERS: Final = 3
"""Other tellings of an entry that are opened too; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Cited:
    """An entry's sentence, with where else it is told; `more` tellings are not opened."""

    code: str
    telling: Telling
    others: tuple[Telling, ...] = ()
    more: int = 0

    @property
    def ref(self) -> Ref:
        """A link to the entry."""
        return Ref(self.code, f"#{anchor(self.code)}")


class Cites:
    """Gives codes, a letter for each part of the brief and a number, and keeps which place has which."""

    def __init__(self, citations: Citations) -> None:
        self._citations = citations
        self._numbers: Counter[str] = Counter()
        self._codes: dict[tuple[str, int, int], list[str]] = {}

    def cite(self, letter: str, evidence: Evidence, others: Sequence[Evidence] = ()) -> Cited:
        """Notes a place as an entry of a part, with other places that tell the same."""
        self._numbers[letter] += 1
        code = f"{letter}{self._numbers[letter]}"
        places = {_place(evidence)}
        rest = [e for e in others if _place(e) not in places and not places.add(_place(e))]  # type: ignore[func-returns-value]
        told = [self._tell(code if n == 0 else f"{code}.{n}", e) for n, e in enumerate([evidence, *rest[:MOST_OTHERS]])]
        for e in (evidence, *rest):
            self._codes.setdefault(_place(e), []).append(code)
        return Cited(code, told[0], tuple(told[1:]), max(0, len(rest) - MOST_OTHERS))

    def refs(self, records: Iterable[Evidence], most: int = 4, first: str = "") -> tuple[Ref, ...]:
        """Links to the entries that show these places already, rather in the parts of `first`; other places are passed over."""
        codes = dict.fromkeys(code for e in records if (code := self._code(e, first)))
        return tuple(Ref(code, f"#{anchor(code)}") for code in list(codes)[:most])

    def _code(self, evidence: Evidence, first: str) -> str | None:
        """The code that shows a record: of the parts asked for, else of the part for its kind, else the first."""
        codes = self._codes.get(_place(evidence), [])
        own = _LETTERS.get(evidence.kind)
        wanted = [c for c in codes if c[0] in first] or [c for c in codes if own is None or c[0] in own]
        return wanted[0] if wanted else None

    def _tell(self, code: str, evidence: Evidence) -> Telling:
        row = {"document_id": evidence.document_id, "start": evidence.start, "end": evidence.end}
        return self._citations.cite(code, row)


def _place(evidence: Evidence) -> tuple[str, int, int]:
    return evidence.document_id, evidence.start, evidence.end
