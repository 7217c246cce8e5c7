"""Who acts in a phrase, and whose they are: the head noun, and the name that owns it."""

from __future__ import annotations

from detente.actors.agents import Noun
from detente.actors.lexicon import Use
from detente.actors.phrase import Found, Phrase

SOVEREIGN = frozenset({"STATE", "MFA", "MOD", "MIL", "EMB", "CBK", "NSC", "SPY", "PRES"})
"""Parts that only a state has, no region or city."""
_LINKS = frozenset({"of", "in", "from", "for", "to", "at", "on", "off", "against", "by", "with", "near", "who", "that", "about"})
_OWNING_LINKS = frozenset({"of", "from"})
_LOCAL_LINKS = frozenset({"in", "off", "near", "at"})


class Heads:
    """The nouns of one phrase."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrase = phrase

    def cut(self, start: int) -> int:
        """Where the head's own words end: at the first preposition that is no part of a name or title."""
        after = (i for i in range(start + 1, len(self.phrase.words)) if self.phrase.words[i] in _LINKS)
        return next((i for i in after if not self._inside(i)), len(self.phrase.words))

    def _inside(self, i: int) -> bool:
        if any(f.start < i < f.end for f in self.phrase.found):
            return True
        for end in range(i + 1, min(len(self.phrase.words), i + 4) + 1):
            noun = self.phrase.registry.agents.ending(self.phrase.words, end)
            if noun is not None and end - len(noun.key) < i:
                return True
        return False

    def head(self, start: int, cut: int) -> tuple[Noun | None, int]:
        """The noun that says who acts, and where it ends: the last before the cut that is no part of a name."""
        agents = self.phrase.registry.agents
        for end in range(cut, start, -1):
            noun = agents.ending(self.phrase.words, end)
            held = next((f for f in self.phrase.found if f.start < end <= f.end and not (f.form and f.form.use.is_short)), None)
            if noun is not None and held is None:
                name = next((f for f in self.phrase.found if f.start < end - len(noun.key) < f.end), None)
                noun = agents.noun(tuple(self.phrase.words[name.end : end])) or noun if name else noun
                if noun.part is None and end > 2 and self.phrase.words[end - 1 - len(noun.key)] == "s":
                    noun = agents.ending(self.phrase.words, end - 1 - len(noun.key)) or noun
                return noun, end
            if end == cut and not any(f.end == cut for f in self.phrase.found):
                return None, cut
        return None, cut

    def owner(self, start: int, cut: int, end: int, noun: Noun) -> Found | None:
        """Whose people they are: the last name before the noun, else the name after "of", "from" or, of locals, "in"."""
        first = end - len(noun.key)
        before = [f for f in self.phrase.found if start <= f.start < first and not f.attached and not self._interrupted(f, first)]
        after = [f for f in self.phrase.found if f.start > cut and not f.attached]
        if before and not (before[-1].form is None and before[-1].country is None and after):
            return before[-1]
        return after[0] if after and self._owns(self.phrase.words[cut], noun, after[0]) else None

    def _interrupted(self, found: Found, first: int) -> bool:
        """Whether a place only begins a longer name: "Boston Tea Party"."""
        return found.is_place and any(part.raised for part in self.phrase.parts[found.end : first])

    def _owns(self, link: str, noun: Noun, after: Found) -> bool:
        """Whether a preposition says whose a noun is: police in Karachi are local, troops in Mali need not be."""
        if link in _OWNING_LINKS:
            return True
        if link == "for":
            return noun.key[-1].startswith("spokes")
        if noun.part is None or link not in _LOCAL_LINKS:
            return False
        seat = after.form is not None and after.form.use in {Use.SEAT, Use.METONYM}
        central = seat and not noun.person and noun.part.code in SOVEREIGN - {"MIL", "EMB"}
        return noun.part.within or noun.part.code == "CRM" or central
