"""Which attributions inside the words of somebody else are worth a record of their own.

Who says that somebody said something passes a statement on. What quoted voices think, want or praise is the colour of
their own words: PolNeAR's annotators mark three in a hundred of those, and a ledger full of them says little.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.reading.parsed import parsed
from detente.reading.scene import Attribution, Scene
from detente.reading.verbal_cues import verbal
from detente.records import Act

_SPEECH = frozenset({Act.ASSERT, Act.DENY, Act.ACCUSE, Act.REQUEST, Act.PROMISE, Act.THREATEN})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VBG", "IN"})


def passed_on(found: Sequence[Attribution], scene: Scene) -> list[Attribution]:
    """The attributions without those that stand in another's content, or in a quotation, and report no speech of a third."""
    within = frozenset().union(*(a.content for a in found))
    return [a for a in found if not (a.cue[0] in within or a.cue[0] in scene.in_quote) or _is_speech(a, scene)]


def speech_within(told: Sequence[Attribution], subjects: Iterable[int], scene: Scene) -> Iterator[Attribution]:
    """Speech of actors inside the words of others: "Lund said that *Kabul had denied it*". `subjects` are heads of mentions."""
    cues = {i for a in told for i in range(*a.cue)}
    held = parsed(scene.doc)
    verbs = {held.heads[t] for t in subjects if held.relations[t] == "nsubj"}
    for verb in (held.tokens[i] for i in sorted(verbs - cues)):
        around = [a for a in told if verb.i in a.content]
        found = verbal(verb, scene) if around and verb.i not in scene.in_quote else None
        if found is None or not cues.isdisjoint(range(*found.cue)) or not _is_speech(found, scene):
            continue
        if any(found.content <= a.content for a in around):
            yield found


def _is_speech(found: Attribution, scene: Scene) -> bool:
    """Whether somebody who is named, not "they", speaks; in a quotation a finite verb must say so."""
    if found.source is None or found.act not in _SPEECH:
        return False
    cue = scene.doc[found.cue[0] : found.cue[1]].root
    if found.cue[0] in scene.in_quote:
        return found.source.pos_ == "PROPN" and cue.tag_ in {"VBD", "VBZ"}
    return found.source.pos_ != "PRON" and cue.tag_ in _FINITE
