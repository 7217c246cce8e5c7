"""Who has the word in a transcript or interview: labels that return, "Q:" and "A:", or paragraphs that ask and answer in turn.

A paragraph without a label belongs to the turn before it; its cue is the mark that ends it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.actors.cast import Cast
from detente.language.passages import Passage
from detente.reading.scene import Attribution
from detente.records import Act, ActorKind, BlockRole

_LABEL = re.compile(
    r"[\"“]?(?P<name>(?:Q|A)(?= ?[:.])|[A-Z][\w.’'-]*(?: (?:[A-Z(][\w.’'()-]*|of|de|bin|al|el|van|von)){0,4}(?= ?:)) ?[:.](?=\s)"
)
_ASKING = frozenset({"q", "question", "interviewer", "moderator"})
_ANSWERING = frozenset({"a", "answer", "interviewee"})
_INTERVIEW = re.compile(
    r"\b(?:interview\w*|Q&A|spoke (?:to|with)|speaks? (?:to|with)|talk(?:s|ed) (?:to|with)|in conversation|sat down with|"
    r"answers? (?:our |your )?questions|asked)\b",
    re.IGNORECASE,
)
_RUBRIC = re.compile(
    r"(?:Read|More|Watch|See|Also|Photo|Image|Source|Note|Update|Video|Related|Tags|Date|Contact)\b", re.IGNORECASE
)
_FEWEST = 3
_LONGEST_QUESTION = 90


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of a document: label spans (characters of the passage) and who holds the word in each passage."""

    labels: Mapping[int, tuple[int, int]]
    holders: Mapping[int, str | None]

    def at(self, passage: Passage, number: int) -> Attribution | None:
        """What a passage says by holding the word; None where it holds none or is a bare question of the interviewer."""
        doc = passage.doc
        if number not in self.holders or len(doc) < 2:
            return None
        speaker = self.holders[number]
        if number in self.labels:
            span = doc.char_span(*self.labels[number], alignment_mode="expand")
            cue = span.end if span is not None else len(doc)
            if span is None or cue + 1 >= len(doc):
                return None
            content = frozenset(range(cue + 1, len(doc)))
            act = Act.REQUEST if doc[len(doc) - 1].text == "?" else Act.ASSERT
            return Attribution((cue, cue + 1), act, span[-1], content, (span.start, span.end), speaker)
        last = len(doc) - 1
        if not doc[last].is_punct:
            return None
        return Attribution((last, last + 1), Act.ASSERT, None, frozenset(range(last)), None, speaker)


def turns(passages: Sequence[Passage], cast: Cast) -> Turns:
    """The turns of a document; none where it is no transcript and no interview."""
    labels = _labels(passages)
    if not labels:
        return _alternating(passages, cast)
    names = {k: passages[k].text[a:b] for k, (a, b) in labels.items()}
    guest = _guest(passages, cast)
    actors = {name: _actor_of(name, k, labels[k], passages, cast, guest) for k, name in reversed(names.items())}
    holders: dict[int, str | None] = {}
    holder: str | None = None
    for k in range(min(labels), len(passages)):
        if k > max(labels) and passages[k - 1].text.rstrip()[-1:] != "?":
            break
        holder = actors[names[k]] if k in names else holder
        if passages[k].block.role is not BlockRole.TITLE:
            holders[k] = holder
    return Turns(labels, holders)


def _labels(passages: Sequence[Passage]) -> dict[int, tuple[int, int]]:
    """Passages that begin with the name of a speaker, where such names return in the document."""
    found = {
        k: m.span("name")
        for k, p in enumerate(passages)
        if p.block.role is not BlockRole.TITLE and (m := _LABEL.match(p.text)) is not None and not _RUBRIC.match(m["name"])
    }
    if len(found) < _FEWEST:
        return {}
    names = Counter(passages[k].text[a:b] for k, (a, b) in found.items())
    people = {t.text for p in passages for t in p.doc if t.ent_type_ == "PERSON"}
    spoken = {n for n in names if _is_speaker(n, people)}
    kept = {k: span for k, span in found.items() if passages[k].text[slice(*span)] in spoken}
    said = sum(any(t.pos_ in {"VERB", "AUX"} for t in passages[k].doc) for k in kept)
    return kept if len(kept) >= _FEWEST and max(names[n] for n in spoken) > 1 and 2 * said >= len(kept) else {}


def _is_speaker(name: str, people: set[str]) -> bool:
    if name.lower() in _ASKING | _ANSWERING or (name.isupper() and len(name) > 1):
        return True
    return any(word in people for word in name.split())


def _actor_of(
    name: str, number: int, span: tuple[int, int], passages: Sequence[Passage], cast: Cast, guest: str | None
) -> str | None:
    """The actor whom a label means: the one mentioned in it, the only person of that surname, or the guest for "A"."""
    if name.lower() in _ANSWERING:
        return guest
    if name.lower() in _ASKING:
        return None
    stretch = passages[number].doc.char_span(*span, alignment_mode="expand")
    appearance = cast.at(number, stretch.end - 1) if stretch is not None else None
    if appearance is not None:
        return appearance.actor_id
    last = name.rsplit(maxsplit=1)[-1].lower()
    same = [a.actor_id for a in cast.actors.values() if a.kind is ActorKind.PERSON and a.name.lower().split()[-1:] == [last]]
    return same[0] if len(same) == 1 else None


def _guest(passages: Sequence[Passage], cast: Cast) -> str | None:
    """The only person named in the title and first paragraphs; the one named oftenest in the title where there are several."""
    early = [a for a in cast.appearances if a.passage <= _FEWEST and cast.actor(a).kind is ActorKind.PERSON]
    for group in (early, [a for a in early if passages[a.passage].block.role is BlockRole.TITLE]):
        named = {a.actor_id for a in group}
        if len(named) == 1:
            return named.pop()
    return None


def _alternating(passages: Sequence[Passage], cast: Cast) -> Turns:
    """An interview without labels: a lead that tells of an interview, then questions with answers between them."""
    none = Turns({}, {})
    bodies = [k for k, p in enumerate(passages) if p.block.role is not BlockRole.TITLE]
    asked = [k for k in bodies if _is_question(passages[k].text)]
    if len(asked) < _FEWEST or not any(_INTERVIEW.search(p.text) for p in passages[: asked[0] + 1]):
        return none
    answered = sum(k + 1 < len(passages) and k + 1 not in asked for k in asked)
    between = asked[-1] - asked[0]
    if answered < _FEWEST or between > 5 * len(asked):
        return none
    guest = _guest(passages, cast)
    last = asked[-1] + 1
    return none if guest is None else Turns({}, {k: guest for k in bodies if asked[0] < k <= last and k not in asked})


def _is_question(text: str) -> bool:
    """Whether a paragraph is a question put to somebody: its end, its length, and no quotation marks."""
    text = text.strip()
    return text.endswith("?") and len(text.split()) <= _LONGEST_QUESTION and text[0] not in "\"“‘'"
