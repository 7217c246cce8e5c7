"""Finders of attributions in one parsed block: which cue, whose words, which content. Token offsets only.

Each finder yields `Attribution`s; `attribution.py` turns them into records. What counts follows PolNeAR
(Newell, Margolin and Ruths 2018): contents keep their "that" and their quotation marks, cues their auxiliaries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from detente.reading import syntax
from detente.reading.quotations import quotations
from detente.reading.saying import Frame, Lexicon, lexicon
from detente.records import Act

_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "parataxis"})
_QUOTED = frozenset({"quote", "cite", "paraphrase"})
_NO_SPEAKER = frozenset({"it", "there", "this", "what"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue, the head of its source (None when nobody is named) and the tokens of its content."""

    cue: tuple[int, int]
    act: Act
    source: Token | None
    content: frozenset[int]
    source_span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A block with its quotations, each as a range of tokens."""

    doc: Doc
    quotes: tuple[range, ...]
    in_quote: frozenset[int] = field(default=frozenset())

    @classmethod
    def of(cls, doc: Doc, text: str) -> Scene:
        quotes = tuple(r for r in (q.tokens(doc) for q in quotations(text)) if len(r) > 2)
        return cls(doc, quotes, frozenset(i for r in quotes for i in r))


def find(scene: Scene) -> Iterator[Attribution]:
    """All attributions of a block, in the order of their cues; the first finder to claim a cue keeps it."""
    words = lexicon()
    taken: set[int] = set()
    for token in scene.doc:
        for finder in _finders(token, words):
            found = finder(token, words, scene)
            if found is not None and found.content and not taken.intersection(range(*found.cue)):
                taken.update(range(*found.cue))
                yield found


def _finders(token: Token, words: Lexicon) -> list[Callable[[Token, Lexicon, Scene], Attribution | None]]:
    if token.tag_.startswith("VB") or token.pos_ in {"VERB", "AUX"}:
        return [_as_put, _phrase, _verbal]
    lower = token.lower_
    if lower == "according":
        return [_according]
    if lower in words.adverbs:
        return [_adverb]
    if token.pos_ in {"NOUN", "PROPN"}:
        return [_in_view, _nominal]
    return [_phrase] if token.pos_ == "ADJ" else []


# Verbs -----------------------------------------------------------------------------------------------------------------


def _verbal(verb: Token, words: Lexicon, scene: Scene) -> Attribution | None:
    particle = syntax.child(verb, "compound:prt")
    name = syntax.lemma(verb)
    frames = words.verbs.get(f"{name} {particle.lower_}", ()) if particle is not None else ()
    for frame in frames or words.verbs.get(name, ()):
        passive = syntax.is_passive(verb)
        found = _passive(verb, frame, scene) if passive else _active(verb, frame, scene)
        if found is not None:
            return found
    return None


def _active(verb: Token, frame: Frame, scene: Scene) -> Attribution | None:
    source = syntax.subject(verb)
    if source is not None and source.lower_ in _NO_SPEAKER and source.dep_ != "obl":
        source = None
    start, end = _cue(verb)
    content: set[int] = set()
    if frame.takes & {"that", "quote", "person_that"}:
        content = _clause(verb, frame, source, scene)
    if not content:
        content = _complement(verb, frame)
    if not content:
        prepared = _prepositional(verb, frame, end)
        if prepared is not None:
            content, end = prepared
    if not content:
        return None
    if source is None and not (content & scene.in_quote and "quote" in frame.takes):
        return None
    content -= set(range(start, end))
    return Attribution((start, end), frame.act, source, frozenset(content))


def _cue(verb: Token) -> tuple[int, int]:
    """The verb group, and "is quoted as" before "saying"."""
    start, end = syntax.verb_group(verb)
    if verb.tag_ == "VBG" and syntax.lemma(verb.head) in _QUOTED and syntax.marker_of(verb) == "as":
        start = syntax.verb_group(verb.head)[0]
    return start, end


def _clause(verb: Token, frame: Frame, source: Token | None, scene: Scene) -> set[int]:
    """A content clause, quoted words, or both."""
    heads = [c for c in syntax.children(verb, "ccomp") if frame.takes & {"that", "person_that"} or c.i in scene.in_quote]
    if not heads:
        heads = [c for c in syntax.children(verb, "parataxis") if c.i > verb.i and _follows_colon(c)]
    content = {t.i for head in heads for t in syntax.subtree(head)}
    aside = verb.dep_ == "parataxis" and verb.head.i != verb.i
    if not heads and aside and _is_aside(verb):
        inside = set(range(*syntax.bounds(verb)))
        content = {t.i for t in syntax.subtree(syntax.first_conjunct(verb.head)) if t.i not in inside}
    if "quote" in frame.takes or content:
        content = _with_quotes(verb, content, source, scene, "quote" in frame.takes)
    own = {t.i for t in syntax.subtree(source, leaving=[verb])} if source is not None and source.head == verb else set()
    return content - own


def _follows_colon(clause: Token) -> bool:
    first = clause.left_edge.i
    return first > 0 and clause.doc[first - 1].text == ":" or any(t.text == ":" for t in clause.doc[clause.head.i : first + 1])


def _is_aside(verb: Token) -> bool:
    """Whether a parataxis is a speaker's tag: no clause of its own under it, and a comma, dash or mark before it."""
    first = verb.left_edge.i
    return first == 0 or verb.doc[first].is_punct or verb.doc[first - 1].is_punct


def _with_quotes(verb: Token, content: set[int], source: Token | None, scene: Scene, adjacent: bool) -> set[int]:
    """The content with the whole of every quotation it touches; without content, the quotations next to the cue."""
    quotes = [q for q in scene.quotes if verb.i not in q]
    outer = next((q for q in scene.quotes if verb.i in q), None)
    if outer is not None:
        return content
    touched = [q for q in quotes if content & set(q)]
    first = min(content, default=-1)
    for q in touched:
        leads = q[0] <= first and q[-1] < verb.i and scene.doc[q[-1] - 1].text in {",", "?", "!", ".", "..."}
        if leads:
            content = {i for i in content if i > verb.i or i in q}
        content |= set(q)
    if not content and adjacent:
        left, right = _extent(verb, source)
        for q in quotes:
            gap = scene.doc[q[-1] + 1 : left] if q[-1] < left else scene.doc[right : q[0]]
            near = all(t.is_punct or t.is_space or t.dep_ in {"obl", "iobj", "obj", "advmod", "case", "det"} for t in gap)
            if near and len(gap) <= 6 and (q[-1] < left or q[0] >= right):
                content |= set(q)
    return content


def _extent(verb: Token, source: Token | None) -> tuple[int, int]:
    """The stretch of cue and source: quotations are looked for on either side of it."""
    start, end = syntax.verb_group(verb)
    if source is not None and source.head == verb:
        low, high = syntax.bounds(source)
        start, end = min(start, low), max(end, high)
    return start, end


def _is_infinitive(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in clause.children)


def _complement(verb: Token, frame: Frame) -> set[int]:
    """Infinitives, gerunds, objects, and objects with what is said of them."""
    takes = frame.takes
    obj = syntax.child(verb, "obj")
    open_clause = next((c for c in syntax.children(verb, "xcomp", "ccomp") if c.i > verb.i), None)
    heads: list[Token] = []
    if open_clause is not None and _is_infinitive(open_clause):
        if "to" in takes and obj is None:
            heads = [open_clause]
        elif "person_to" in takes and obj is not None:
            heads = [obj, open_clause]
        elif "person_to" in takes and syntax.child(open_clause, "nsubj") is not None:
            heads = [open_clause]
    elif "ing" in takes and open_clause is not None and open_clause.tag_ == "VBG":
        heads = [open_clause]
    if not heads and obj is not None and obj.i > verb.i:
        heads = _object_and_more(verb, obj, takes)
    return {t.i for head in heads for t in syntax.subtree(head, leaving=[verb])}


def _object_and_more(verb: Token, obj: Token, takes: frozenset[str]) -> list[Token]:
    after = [c for c in verb.children if c.i > obj.i]
    of = [c for c in [*after, *obj.children] if c.i > obj.i and c.dep_ in _CLAUSES | {"obl", "nmod"} and syntax.marker_of(c) == "of"]
    if "object_of" in takes and of:
        return [obj, of[0]]
    if "object_as" in takes:
        seen = [c for c in after if c.dep_ in {"obl", "advcl", "xcomp"} and (c.dep_ == "xcomp" or syntax.marker_of(c) == "as")]
        return [obj, seen[0]] if seen and not _is_infinitive(seen[0]) else []
    if "object" in takes:
        reasons = [c for c in after if c.dep_ in {"obl", "advcl"} and syntax.marker_of(c) == "for"]
        return [obj, *reasons] if "object_for" in takes else [obj]
    return []


def _prepositional(verb: Token, frame: Frame, end: int) -> tuple[set[int], int] | None:
    """The tokens of "of Z" after "spoke", and where the cue then ends."""
    for phrase in syntax.children(verb, "obl", "advcl", "xcomp", "nmod"):
        case = syntax.child(phrase, "case", "mark")
        if case is None or case.lower_ not in frame.prepositions or phrase.i < verb.i:
            continue
        tokens = {t.i for t in syntax.subtree(phrase)}
        if case.i == end:
            return tokens - {case.i}, end + 1
        return tokens, end
    return None


def _passive(verb: Token, frame: Frame, scene: Scene) -> Attribution | None:
    """ "X was accused by Y of Z", "it is believed that", "X is said to have": the subject belongs to the content."""
    source = syntax.agent(verb)
    own = syntax.child(verb, "nsubj:pass", "nsubj")
    start, end = syntax.verb_group(verb)
    clause = next((c for c in syntax.children(verb, "ccomp", "xcomp", "csubj", "advcl") if c.i > verb.i), None)
    heads: list[Token] = []
    if clause is not None and clause.dep_ in {"ccomp", "csubj"} and frame.takes & {"that", "person_that", "person_to"}:
        heads = [clause]
    elif clause is not None and _is_infinitive(clause) and frame.takes & {"that", "person_to"} and own is not None:
        heads = [own, clause]
    elif "object_of" in frame.takes and own is not None:
        heads = [own, *(c for c in _under(verb, source) if syntax.marker_of(c) == "of" and c.i > verb.i)][:2]
    elif frame.takes & {"object", "object_as"} and own is not None and source is not None:
        heads = [own]
    content = {t.i for head in heads for t in syntax.subtree(head)} - set(range(start, end))
    content = {i for i in content if i < start} | {i for i in content if i >= end}
    if not content and "quote" in frame.takes and source is not None:
        content = _with_quotes(verb, set(), source, scene, True)
    return Attribution((start, end), frame.act, source, frozenset(content)) if content else None


def _under(verb: Token, source: Token | None) -> list[Token]:
    """What hangs on a passive verb, and on its agent where the parse attached "of …" there."""
    return [*verb.children, *(source.children if source is not None else ())]


# Phrases, nouns, adverbs -------------------------------------------------------------------------------------------------


def _phrase(token: Token, words: Lexicon, scene: Scene) -> Attribution | None:
    """ "made it clear that", "is convinced that", "is ready to"."""
    word = syntax.lemma(token)
    for phrase in words.phrases:
        if word not in phrase.words and token.lower_ not in phrase.words:
            continue
        be = syntax.child(token, "cop", "aux:pass", "aux") if "be" in phrase.verbs else None
        verb = be if be is not None else token.head
        if syntax.lemma(verb) not in phrase.verbs:
            continue
        holder = token if be is not None else verb
        clause = next((c for h in {token, holder} for c in syntax.children(h, "ccomp", "xcomp", "advcl") if c.i > token.i), None)
        source = syntax.subject(holder)
        if clause is None or source is None or source.lower_ in _NO_SPEAKER or syntax.marker_of(clause) not in {"that", "to", ""}:
            continue
        start = min(verb.i, syntax.verb_group(holder)[0], *(c.i for c in syntax.children(holder, "aux", "cop", "aux:pass")), token.i)
        content = frozenset(t.i for t in syntax.subtree(clause))
        return Attribution((start, token.i + 1), phrase.act, source, content)
    return None


def _nominal(noun: Token, words: Lexicon, scene: Scene) -> Attribution | None:
    """ "X's claim that", "warning by X that", "X issued a call for"."""
    for frame in words.nouns.get(syntax.lemma(noun), ()):
        end = noun.i + 1
        clause = next((c for c in syntax.children(noun, "acl", "ccomp", "xcomp") if _opens_with(c, frame) and c.i > noun.i), None)
        if clause is None:
            clause = next((c for c in syntax.children(noun.head, "ccomp", "acl") if _opens_with(c, frame) and c.i > noun.i), None)
        if clause is not None:
            content = {t.i for t in syntax.subtree(clause)}
        else:
            prepared = _prepositional_noun(noun, frame)
            if prepared is None:
                continue
            content, end = prepared
        source, light = _owner(noun)
        if source is None and clause is None:
            continue
        start = light.i if light is not None and light.i < noun.i else noun.i
        return Attribution((start, end), frame.act, source, frozenset(content - set(range(start, end))))
    return None


def _opens_with(clause: Token, frame: Frame) -> bool:
    mark = syntax.marker_of(clause)
    return mark == "that" and "that" in frame.takes or mark == "to" and "to" in frame.takes and clause.tag_ == "VB"


def _prepositional_noun(noun: Token, frame: Frame) -> tuple[set[int], int] | None:
    for phrase in syntax.children(noun, "nmod", "acl"):
        case = syntax.child(phrase, "case", "mark")
        if case is not None and case.lower_ in frame.prepositions and case.i == noun.i + 1:
            return {t.i for t in syntax.subtree(phrase)} - {case.i}, case.i + 1
    return None


_LIGHT = frozenset({"make", "issue", "voice", "express", "repeat", "deliver", "give", "have", "renew", "reject", "raise", "hold"})


def _owner(noun: Token) -> tuple[Token | None, Token | None]:
    """Whose claim it is: possessor, "by" phrase, or subject of "make", "issue", "express"; with that light verb."""
    owner = syntax.child(noun, "nmod:poss")
    if owner is None:
        owner = next((c for c in syntax.children(noun, "nmod") if syntax.marker_of(c) in {"by", "from"}), None)
    if owner is not None:
        return owner, None
    verb = noun.head
    if noun.dep_ == "obj" and syntax.lemma(verb) in _LIGHT - {"reject"}:
        return syntax.subject(verb), None
    return None, None


def _according(token: Token, words: Lexicon, scene: Scene) -> Attribution | None:
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
    inside = set(range(*syntax.bounds(aside))) | cue
    content = {t.i for t in syntax.subtree(host) if t.i not in inside}
    for q in scene.quotes:
        if content & set(q) and not inside & set(q):
            content |= set(q)
    return frozenset(content)


def _in_view(noun: Token, words: Lexicon, scene: Scene) -> Attribution | None:
    """ "in X's view", "in the opinion of X"."""
    if syntax.lemma(noun) not in words.frame_nouns or noun.dep_ != "obl" or syntax.marker_of(noun) not in {"in", "by"}:
        return None
    source = syntax.child(noun, "nmod:poss")
    source = source or next((c for c in syntax.children(noun, "nmod") if syntax.marker_of(c) == "of"), None)
    if source is None:
        return None
    content = _rest_of_clause(noun, set(), scene)
    if source.i < noun.i:
        return Attribution((noun.i, noun.i + 1), Act.BELIEVE, source, content)
    return Attribution((noun.left_edge.i, source.left_edge.i + 1), Act.BELIEVE, source, content)


def _as_put(verb: Token, words: Lexicon, scene: Scene) -> Attribution | None:
    """ "as X put it", "as X said": the clause around it is the content."""
    as_clause = verb.dep_ in {"advcl", "parataxis"} and any(c.lower_ == "as" and c.dep_ in {"mark", "advmod", "case"} for c in verb.children)
    it = syntax.child(verb, "obj")
    says = syntax.lemma(verb) == "put" and it is not None and it.lower_ == "it" or "that" in _takes(verb, words) and it is None
    source = syntax.child(verb, "nsubj")
    if not as_clause or not says or source is None or syntax.child(verb, "ccomp", "xcomp") is not None:
        return None
    start, end = syntax.verb_group(verb)
    end = it.i + 1 if it is not None and it.i == end else end
    return Attribution((start, end), Act.ASSERT, source, _rest_of_clause(verb, set(), scene))


def _takes(verb: Token, words: Lexicon) -> frozenset[str]:
    frames = [f for f in words.verbs.get(syntax.lemma(verb), ()) if f.act in {Act.ASSERT, Act.BELIEVE, Act.EXPECT}]
    return frozenset().union(*(f.takes for f in frames))


def _adverb(token: Token, words: Lexicon, scene: Scene) -> Attribution | None:
    if token.dep_ != "advmod":
        return None
    host = token.head
    content = frozenset(t.i for t in syntax.subtree(host)) - {token.i}
    return Attribution((token.i, token.i + 1), words.adverbs[token.lower_][0].act, None, content)
