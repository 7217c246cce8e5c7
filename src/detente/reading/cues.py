"""Attributions in one parsed block: which cue, whose words, which content, in tokens; `attribution.py` makes records of them.

Here are the finders for phrases, nouns, adverbs and asides; verbs are in `verbal_cues.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from detente.reading import syntax
from detente.reading.idioms import idiom
from detente.reading.nested import passed_on
from detente.reading.saying import Frame, Lexicon, lexicon
from detente.reading.scene import Attribution, Scene
from detente.reading.source_spans import source_span
from detente.reading.verbal_cues import NO_SPEAKER, verbal
from detente.records import Act

_SPEAKERS = frozenset({"i", "you", "we", "me", "us", "let", "'s", "’s"})


def find(scene: Scene) -> list[Attribution]:
    """The attributions of a block, in the order of their cues, without those in somebody's words that pass nothing on."""
    return passed_on(list(_all(scene)), scene)


def _all(scene: Scene) -> Iterator[Attribution]:
    """All attributions in the order of their cues; the first finder to claim a cue keeps it."""
    words = lexicon()
    taken: set[int] = set()
    told: set[frozenset[int]] = set()
    for token in scene.doc:
        for finder in _finders(token, words):
            found = finder(token, scene)
            if found is None or not found.content or _is_talk(found) or not taken.isdisjoint(range(*found.cue)):
                continue
            if found.source is None and found.content in told:
                continue
            if found.source is not None and found.source_span is None:
                found = replace(found, source_span=source_span(found.source, found.cue))
            taken.update(range(*found.cue))
            told.add(found.content)
            yield found


def _is_talk(found: Attribution) -> bool:
    """Whether the words are the speaker's or reader's own: "I think", "you know"."""
    return found.source is not None and found.source.lower_ in _SPEAKERS


def _finders(token: Token, words: Lexicon) -> list[Callable[[Token, Scene], Attribution | None]]:
    lower = token.lower_
    if lower == "according":
        return [_according]
    if token.tag_.startswith("VB") or token.pos_ in {"VERB", "AUX"}:
        return [_as_put, idiom, _phrase, verbal]
    if lower in words.adverbs:
        return [_adverb]
    if token.pos_ in {"NOUN", "PROPN"}:
        return [_in_view, _nominal]
    return [_phrase] if token.pos_ == "ADJ" else []


def _phrase(token: Token, _: Scene) -> Attribution | None:
    """ "made it clear that", "is convinced that", "is ready to"."""
    word = syntax.lemma(token)
    for phrase in lexicon().phrases:
        if word not in phrase.words and token.lower_ not in phrase.words:
            continue
        be = syntax.child(token, "cop", "aux:pass", "aux") if "be" in phrase.verbs else None
        verb = be if be is not None else token.head
        if syntax.lemma(verb) not in phrase.verbs:
            continue
        holder = token if be is not None else verb
        source = syntax.subject(holder)
        if source is None or source.lower_ in NO_SPEAKER:
            continue
        end = token.i + 1
        clause = next((c for h in {token, holder} for c in syntax.children(h, "ccomp", "xcomp", "advcl") if c.i > token.i), None)
        if clause is not None and syntax.marker_of(clause) in phrase.takes | {""}:
            content = {t.i for t in syntax.subtree(clause)}
        else:
            content = _governed(token, phrase.takes)
            end += 1
        if content:
            helpers = (c.i for c in syntax.children(holder, "aux", "cop", "aux:pass"))
            start = min(verb.i, syntax.verb_group(holder)[0], *helpers, token.i)
            return Attribution((start, end), phrase.act, source, frozenset(content))
    return None


def _governed(word: Token, takes: frozenset[str]) -> set[int]:
    """What the preposition right after a word governs, where the word takes it."""
    case = word.nbor() if word.i + 1 < len(word.doc) else word
    if f"{case.lower_}:" not in takes or case.head.i <= case.i or case.dep_ not in {"case", "mark"}:
        return set()
    return {t.i for t in syntax.subtree(case.head)} - {case.i}


def _nominal(noun: Token, _: Scene) -> Attribution | None:
    """ "X's claim that", "warning by X that", "X issued a call for"."""
    for frame in lexicon().nouns.get(syntax.lemma(noun), ()):
        end = noun.i + 1
        clause = next(
            (c for c in syntax.children(noun, "acl", "ccomp", "xcomp", "acl:relcl") if _opens_with(c, frame) and c.i > noun.i),
            None,
        )
        if clause is None:
            clause = next(
                (c for c in noun.head.children if c.i > noun.i and _hangs_above(c, noun) and _opens_with(c, frame)), None
            )
        if clause is not None:
            content = {t.i for t in syntax.subtree(clause)}
        else:
            content, end = _governed(noun, frame.takes), end + 1
        source, light = _owner(noun)
        if not content or (source is None and clause is None and "unowned" not in frame.takes):
            continue
        start = syntax.verb_group(light)[0] if light is not None and light.i < noun.i else noun.i
        return Attribution((start, end), frame.act, source, frozenset(content - set(range(start, end))))
    return None


def _hangs_above(clause: Token, noun: Token) -> bool:
    """Whether a clause that a parse hung on the verb above belongs to the noun: right after it where it is an infinitive."""
    return clause.dep_ in {"ccomp", "acl"} or (clause.dep_ in {"xcomp", "advcl"} and clause.left_edge.i == noun.i + 1)


def _opens_with(clause: Token, frame: Frame) -> bool:
    own = syntax.child(clause, "nsubj", "nsubj:pass", "expl")
    if clause.left_edge.lower_ == "that" and own is not None and own.lower_ != "that" and "that" in frame.takes:
        made = _MADE.intersection(syntax.forms(clause)) and all(c.lower_ == "that" for c in syntax.children(clause, "obj"))
        return not made
    if clause.dep_ == "acl:relcl":
        return False
    mark = syntax.marker_of(clause)
    return (mark == "that" and "that" in frame.takes) or (mark == "to" and "to" in frame.takes and clause.tag_ == "VB")


_MADE = frozenset(
    {"make", "issue", "give", "voice", "express", "repeat", "publish", "deliver", "release", "have", "hear", "send", "write"}
)
_LIGHT = frozenset({"make", "issue", "voice", "express", "repeat", "deliver", "give", "have", "renew", "raise", "hold"})
_VOICING = frozenset({"voice", "express", "raise", "have", "make", "issue"})


def _owner(noun: Token) -> tuple[Token | None, Token | None]:
    """Whose claim it is: possessor, "by" phrase, or subject of "make", "issue", "express"; with that light verb."""
    owner = syntax.child(noun, "nmod:poss")
    if owner is None:
        owner = next((c for c in syntax.children(noun, "nmod") if syntax.marker_of(c) in {"by", "from"}), None)
    if owner is None and noun.i + 2 < len(noun.doc) and noun.nbor().lower_ == "by" and noun.nbor().dep_ == "case":
        owner = noun.nbor().head
    if owner is not None:
        return owner, None
    verb = noun.head
    if noun.dep_ == "obj" and syntax.lemma(verb) in _LIGHT:
        return syntax.subject(verb), verb if syntax.lemma(verb) in _VOICING else None
    return None, None


def _according(token: Token, scene: Scene) -> Attribution | None:
    doc = token.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return None
    source = token.head if token.dep_ in {"case", "mark"} and token.head.i > token.i else None
    if source is None:
        source = next((c for c in [*token.children, *doc[token.i + 1].children] if c.i > token.i + 1), None)
    if source is None:
        return None
    content = _rest_of_clause(source if source.head != token else token, {token.i, token.i + 1}, scene)
    return Attribution((token.i, token.i + 2), Act.ASSERT, source, content)


def _rest_of_clause(aside: Token, cue: set[int], scene: Scene) -> frozenset[int]:
    """The clause around an aside such as "according to X", without the aside and with its quotations whole."""
    host = next((a for a in syntax.ancestors(aside) if syntax.is_clause(a) or a.dep_ in syntax.CLAUSAL), None)
    if host is None:
        return frozenset()
    sentence = syntax.sentence_bounds(aside)
    if aside.left_edge.i <= sentence[0] + 1:
        host = next((a for a in [host, *syntax.ancestors(host)] if a.head.i == a.i), host)
    inside = set(range(*syntax.bounds(aside))) | cue
    content = {t.i for t in syntax.subtree(host) if t.i not in inside}
    for q in scene.touched(content):
        if inside.isdisjoint(q):
            content |= set(q)
    return frozenset(content)


def _in_view(noun: Token, scene: Scene) -> Attribution | None:
    """ "in X's view", "in the opinion of X"."""
    if syntax.lemma(noun) not in lexicon().frame_nouns or noun.dep_ != "obl" or syntax.marker_of(noun) not in {"in", "by"}:
        return None
    source = syntax.child(noun, "nmod:poss")
    source = source or next((c for c in syntax.children(noun, "nmod") if syntax.marker_of(c) == "of"), None)
    if source is None:
        return None
    content = _rest_of_clause(noun, set(), scene)
    if source.i < noun.i:
        return Attribution((noun.i, noun.i + 1), Act.BELIEVE, source, content)
    preposition = syntax.child(noun, "case") or noun
    return Attribution((preposition.i, syntax.noun_phrase(source)[0]), Act.BELIEVE, source, content)


def _as_put(verb: Token, scene: Scene) -> Attribution | None:
    """ "as X put it", "as X said": the clause around it is the content."""
    as_clause = verb.dep_ in {"advcl", "parataxis"} and any(
        c.lower_ == "as" and c.dep_ in {"mark", "advmod", "case"} for c in verb.children
    )
    it = syntax.child(verb, "obj")
    puts = syntax.lemma(verb) == "put" and it is not None and it.lower_ == "it"
    says = puts or ("that" in _takes(verb) and it is None)
    source = syntax.child(verb, "nsubj")
    if not as_clause or not says or source is None or syntax.child(verb, "ccomp", "xcomp") is not None:
        return None
    start, end = syntax.verb_group(verb)
    end = it.i + 1 if it is not None and it.i == end else end
    return Attribution((start, end), Act.ASSERT, source, _rest_of_clause(verb, set(), scene))


def _takes(verb: Token) -> frozenset[str]:
    frames = [f for f in lexicon().verbs.get(syntax.lemma(verb), ()) if f.act in {Act.ASSERT, Act.BELIEVE, Act.EXPECT}]
    return frozenset().union(*(f.takes for f in frames))


def _adverb(token: Token, _: Scene) -> Attribution | None:
    if token.dep_ != "advmod":
        return None
    host = token.head
    content = frozenset(t.i for t in syntax.subtree(host)) - {token.i}
    return Attribution((token.i, token.i + 1), lexicon().adverbs[token.lower_][0].act, None, content)
