"""What a source does with its words: asserts, denies, accuses, asks, promises, threatens, judges, expects, believes, intends.

The word that says so is found in the cue, its act in acts.yaml or, by the shape of the content, in the lexicon of cues;
the words of the content then decide between a plain assertion, a demand ("must"), a plan ("would") and a threat. It works
for any cue, also for one that no lexicon has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml
from spacy.tokens import Doc, Token

from detente.actors.schema import Loader
from detente.reading import syntax
from detente.reading.content_shapes import shape_of
from detente.reading.intentions import demands, plans, threatens
from detente.reading.parsed import parsed
from detente.reading.saying import Frame, lexicon
from detente.records import Act

_VERBAL = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_HELPING = frozenset({"aux", "aux:pass", "cop"})
_PREFIXES = ("re", "over", "mis", "out")
_CLAUSES = frozenset({"that", "quote"})
_NEGATED: Mapping[Act, Act] = {Act.BELIEVE: Act.DENY, Act.ASSERT: Act.DENY, Act.DENY: Act.ASSERT, Act.ACCUSE: Act.ASSERT}
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_KINDS: Mapping[str, frozenset[str]] = {
    "that": frozenset({"that", "person_that"}),
    "quote": frozenset({"quote", "that"}),
    "to": frozenset({"to"}),
    "person_to": frozenset({"person_to"}),
    "ing": frozenset({"ing"}),
    "as": frozenset({"object_as", "object_to"}),
    "np": frozenset({"object", "object_for", "object_of", "utterance", "person_object", "finding"}),
}


@dataclass(frozen=True, slots=True)
class _Acts:
    """The acts of words (or "word shape"), and the verbs that leave theirs to another word."""

    words: Mapping[str, Act]
    light: frozenset[str]


@cache
def _acts() -> _Acts:
    raw = yaml.load(files("detente.reading").joinpath("data/acts.yaml").read_text(encoding="utf-8"), Loader=Loader)
    words = {word: Act(act) for act, group in raw["words"].items() for word in group}
    return _Acts(words, frozenset(raw["light"]))


def act_of(cue: tuple[int, int], spans: Sequence[tuple[int, int]], doc: Doc) -> Act:
    """The act of an attribution by its cue and the stretches of its content (tokens, end exclusive); ASSERT if nothing tells."""
    tokens = parsed(doc).tokens
    return _act_of(tokens[cue[0] : cue[1]], [t for start, end in spans for t in tokens[start:end]])


def _act_of(cue: Sequence[Token], content: Sequence[Token]) -> Act:
    fixed = _idiom(cue)
    if fixed is not None:
        return fixed
    shape = shape_of(cue, content)
    word = _word(cue, shape)
    if word is None:
        return _by_content(Act.ASSERT, None, content, shape)
    found = _act(word, shape)
    act = found or (Act.INTEND if shape == "to" and word.pos_ == "VERB" else Act.ASSERT)
    if found is not None and any(t.lower_ in _NEGATIONS for t in cue):
        return _NEGATED.get(act, act)
    return _by_content(act, word, content, shape)


def _by_content(act: Act, word: Token | None, content: Sequence[Token], shape: str) -> Act:
    """The act where the words of the content tell more: demands, plans and threats of whoever asserts, warns or promises."""
    if (
        word is not None
        and syntax.lemma(word) in {"warn", "caution", "warning"}
        and act in {Act.ASSERT, Act.THREATEN, Act.EXPECT}
    ):
        if shape in _CLAUSES and (plans(word, content) or threatens(content)):
            return Act.THREATEN
        return Act.EXPECT
    if act is Act.PROMISE:
        return Act.THREATEN if threatens(content) else act
    if act is not Act.ASSERT or shape not in _CLAUSES:
        return act
    if demands(content):
        return Act.REQUEST
    if plans(word, content):
        return Act.THREATEN if threatens(content) else Act.INTEND
    return act


@cache
def _idioms() -> Mapping[str, tuple[tuple[int, tuple[str, ...], Act], ...]]:
    """The idioms without their blanks, by their first word, each with its rank: longest first."""
    held = []
    for words, act in lexicon().idioms:
        parts = tuple(w for w in words.split() if w.islower())
        parts = parts[:-1] if parts[-1] == "that" else parts
        if len(parts) > 1:
            held.append((parts, act))
    found: dict[str, tuple[tuple[int, tuple[str, ...], Act], ...]] = {}
    for rank, (parts, act) in enumerate(sorted(held, key=lambda p: -len(p[0]))):
        found[parts[0]] = (*found.get(parts[0], ()), (rank, parts, act))
    return found


def _idiom(cue: Sequence[Token]) -> Act | None:
    """The act of a fixed phrase whose words all stand in the cue in their order."""
    if len(cue) < 2:
        return None
    words = [{t.lower_, syntax.lemma(t)} for t in cue]
    known = _idioms()
    begun = [idiom for word in set().union(*words) for idiom in known.get(word, ())]
    return next((act for _, parts, act in sorted(begun) if _in_order(parts, words)), None)


def _in_order(parts: Sequence[str], words: Sequence[set[str]]) -> bool:
    left = iter(words)
    return all(any(part in forms for forms in left) for part in parts)


def _word(cue: Sequence[Token], shape: str) -> Token | None:
    """The word of a cue that says what is done: the first known one that is not light, else the first known, else a verb."""
    tokens = [t for t in cue if t.pos_ in _VERBAL and t.dep_ not in _HELPING and not t.is_punct]
    if len(tokens) < 2:
        return next(iter(tokens), None)
    known = [t for t in tokens if _act(t, shape) is not None]
    known = [t for t in known if t.pos_ != "ADV"] or known
    heavy = [t for t in known if syntax.lemma(t) not in _acts().light]
    first = next(iter(heavy or known), None)
    return first or next((t for t in tokens if t.pos_ == "VERB"), tokens[0])


def _act(token: Token, shape: str) -> Act | None:
    """The act of a word with a shape of content, by its own forms and without a prefix ("reassert", "overpromise")."""
    particle = syntax.child(token, "compound:prt")
    names = () if particle is None else (f"{syntax.lemma(token)} {particle.lower_}",)
    return _act_of_names((*names, *syntax.forms(token)), len(names), token.pos_ in _NOUNS, shape)


@lru_cache(maxsize=8192)
def _act_of_names(names: tuple[str, ...], own: int, noun: bool, shape: str) -> Act | None:
    """The act of the first of a word's names that has one; the lemma, `names[own]`, also without its prefix."""
    bare = [p for p in _PREFIXES if names[own].startswith(p) and len(names[own]) > len(p) + 3]
    for name in dict.fromkeys([*names, *(names[own].removeprefix(p) for p in bare)]):
        found = _named(name, noun, shape)
        if found is not None:
            return found
    return None


def _named(name: str, noun: bool, shape: str) -> Act | None:
    words, known = _acts().words, lexicon()
    own = words.get(f"{name} {shape}")
    if own is not None:
        return own
    frames = (known.nouns if noun else known.verbs).get(name, ()) or (known.verbs if noun else known.nouns).get(name, ())
    fitting = [f for f in frames if _fits(f, shape)]
    if fitting and name not in words:
        return fitting[0].act
    if name in words:
        return words[name]
    if frames:
        return frames[0].act
    if name in known.adverbs:
        return known.adverbs[name][0].act
    return next((p.act for p in known.phrases if name in p.words), None)


def _fits(frame: Frame, shape: str) -> bool:
    return shape in frame.takes or bool(frame.takes & _KINDS.get(shape, frozenset()))
