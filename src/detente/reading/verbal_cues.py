"""Attributions by verbs: "X said that", "X was accused by Y of", "X vowed to", and quotations beside a verb of saying.

Cues keep their auxiliaries and contents their "that" and quotation marks, as in PolNeAR (Newell, Margolin and Ruths 2018).
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading import syntax
from detente.reading.contents import astray, filled, is_infinitive, rest, tagged, trailing, with_quotes
from detente.reading.givers import giver_of, gives_words
from detente.reading.passive_cues import passive, raised
from detente.reading.saying import Frame, lexicon
from detente.reading.scene import Attribution, Scene

_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "parataxis"})
_QUOTED = frozenset({"quote", "cite", "paraphrase"})
_WRITERS = frozenset({"although", "though", "while", "as", "after", "before", "whereas", "even though"})
_EVIDENCE = frozenset(
    {"poll", "survey", "study", "report", "figure", "analysis", "research", "document", "record", "result", "audit"}
)
_THINGS = frozenset(
    {"show", "suggest", "imply", "indicate", "find", "go", "begin", "read", "continue", "remind", "post", "refer", "point"}
)
_OBJECTS = frozenset({"object", "object_as", "object_for", "object_of", "object_to", "person_object", "utterance"})
_ATTRIBUTES = frozenset({"for", "of", "between", "against"})
NO_SPEAKER = frozenset({"it", "there", "this", "what"})


def verbal(verb: Token, scene: Scene) -> Attribution | None:
    words = lexicon()
    if gives_words(verb):
        return None
    particle = syntax.child(verb, "compound:prt")
    name = next((f for f in syntax.forms(verb) if f in words.verbs), syntax.lemma(verb))
    frames = words.verbs.get(f"{syntax.lemma(verb)} {particle.lower_}", ()) if particle is not None else ()
    if particle is None:
        frames = words.verbs.get(name, ())
    for frame in sorted(frames, key=lambda f: "object" in f.takes):
        if "raised" in frame.takes:
            found = raised(verb, frame)
        else:
            found = passive(verb, frame, scene) if _is_passive(verb, frame) else _active(verb, frame, scene)
        if found is not None:
            return found
    return None


def _is_passive(verb: Token, frame: Frame) -> bool:
    """The passive, also of a participle that opens a sentence: "Asked whether …"."""
    if syntax.is_passive(verb):
        return not (_is_misread(verb) and (frame.prepositions or syntax.child(verb, "ccomp") is not None))
    return verb.tag_ == "VBN" and verb.dep_ == "advcl" and syntax.child(verb, "aux", *syntax.SUBJECTS) is None


def _is_misread(verb: Token) -> bool:
    """A past tense after the only noun of its sentence that a parse took for a participle: "The judges called for …"."""
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and syntax.agent(verb) is None


def _active(verb: Token, frame: Frame, scene: Scene) -> Attribution | None:
    source = _speaker(verb) or _inverted_subject(verb, frame, scene)
    if source is not None and not _may_speak(source, verb, scene):
        source = None
    start, end = _cue(verb)
    content: set[int] = set()
    obj = syntax.child(verb, "obj")
    if frame.takes & _OBJECTS and obj is not None and obj.i > verb.i:
        content = _complement(verb, frame, scene)
    if not content and frame.takes & {"that", "quote", "person_that"}:
        content = _clause(verb, frame, source, scene)
    if not content:
        content = _complement(verb, frame, scene)
    if not content:
        prepared = _prepositional(verb, frame, end)
        if prepared is not None:
            content, end = prepared
    if not content and source is not None and {"quote", "that"} <= frame.takes and verb.i not in scene.in_quote:
        content = tagged(verb, source, scene) or rest(verb, source, scene)
    if not content or (frame.takes == {"quote"} and scene.in_quote.isdisjoint(content)):
        return None
    if source is None and not (content & scene.in_quote and {"quote", "that"} <= frame.takes):
        return None
    if scene.in_quote.isdisjoint(content) and not _is_aside(verb):
        content |= trailing(verb, content)
    content = filled(verb, end, content, scene) - set(range(start, end))
    return Attribution((start, end), frame.act, source, frozenset(content))


def _may_speak(source: Token, verb: Token, scene: Scene) -> bool:
    """Not a subject that a preposition opens, a day of the week, a word of the quotation, nor an "it" that stands for a thing."""
    if source.dep_ in syntax.SUBJECTS and (syntax.child(source, "case") is not None or syntax.is_time(source)):
        return False
    if source.i in scene.in_quote and verb.i not in scene.in_quote:
        return False
    if source.lower_ == "it":
        return source.dep_ in {"nsubj", "expl"} and not _THINGS.intersection(syntax.forms(verb))
    return source.lower_ not in NO_SPEAKER or source.dep_ == "obl"


def _speaker(verb: Token) -> Token | None:
    """The subject; for ", adding that …" at the end of what somebody said, the one who said it."""
    head = verb.head
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and head.i < verb.i and syntax.after_comma(verb):
        while head.dep_ in {"ccomp", "conj", "advcl", "xcomp"} and head.head.i != head.i:
            if head.dep_ == "ccomp" and head.head.i < head.i and lexicon().verbs.keys() & syntax.forms(head.head):
                return syntax.subject(head.head)
            head = head.head
    giver = giver_of(verb)
    found = verb.head if _is_misread(verb) else syntax.subject(giver or verb)
    if found is None and syntax.child(verb, "ccomp") is not None and not syntax.is_passive(verb):
        found = next((c for c in syntax.children(verb, "expl") if c.lower_ == "it" and c.i < verb.i), None)
    return found


def _inverted_subject(verb: Token, frame: Frame, scene: Scene) -> Token | None:
    """ "…,” answered the consul": the speaker that a parse took for the object, after a quotation and a verb without subject."""
    after = syntax.child(verb, "obj")
    start = syntax.verb_group(verb)[0]
    quote = scene.around(start - 1) if start > 0 and after is not None and after.i > verb.i and "quote" in frame.takes else None
    return after if quote is not None and quote[-1] == start - 1 else None


def _cue(verb: Token) -> tuple[int, int]:
    """The verb group, and "is quoted as" before "saying"."""
    start, end = syntax.verb_group(verb)
    if verb.tag_ == "VBG" and syntax.lemma(verb.head) in _QUOTED and syntax.marker_of(verb) == "as":
        start = syntax.verb_group(verb.head)[0]
    giver = giver_of(verb)
    if giver is not None:
        start = syntax.verb_group(giver)[0]
    return start, end


def _clause(verb: Token, frame: Frame, source: Token | None, scene: Scene) -> set[int]:
    """A content clause, quoted words, or both."""
    finite = [c for c in syntax.children(verb, "ccomp") if c.i in scene.in_quote or _is_told(c, frame)]
    heads = [c for c in finite if frame.takes & {"that", "person_that"} or c.i in scene.in_quote]
    listener = syntax.child(verb, "obj", "iobj")
    if not heads and "person_that" in frame.takes and listener is not None:
        told = syntax.child(listener, "acl:relcl", "acl", "ccomp")
        heads = (
            [told] if told is not None and syntax.child(told, "nsubj") and told.left_edge.tag_ not in {"WP", "WDT", "WRB"} else []
        )
    if not heads:
        heads = [c for c in syntax.children(verb, "parataxis") if c.i > verb.i and _follows_colon(c)]
    if not heads and "that" in frame.takes:
        heads = astray(verb)
    content = {t.i for head in heads for t in syntax.subtree(head, leaving=_afterthoughts(head, scene))}
    content = {i for i in content if i > verb.i or i in scene.in_quote} if heads and heads[0].i > verb.i else content
    if not heads and _is_aside(verb):
        inside = set(range(*syntax.bounds(verb)))
        content = {t.i for t in syntax.subtree(syntax.first_conjunct(verb.head)) if t.i not in inside}
    elif content and source is not None and source.head == verb and all(syntax.child(h, *syntax.SUBJECTS) is None for h in heads):
        content |= {t.i for c in syntax.children(verb, "nsubj") if c != source and c.i < source.i for t in syntax.subtree(c)}
    if "quote" in frame.takes or content:
        content = with_quotes(verb, content, source, scene, "quote" in frame.takes)
    own = {t.i for t in syntax.subtree(source, leaving=[verb])} if source is not None and source.head == verb else set()
    return content - own


def _afterthoughts(head: Token, scene: Scene) -> list[Token]:
    """Clauses that trail what is said after a comma and are the writer's: ", although …", ", while …"."""
    last = [
        c
        for c in syntax.children(head, "advcl")
        if c.i > head.i and c.right_edge.i == head.right_edge.i and c.i not in scene.in_quote
    ]
    return [
        c for c in last if syntax.after_comma(c) and (syntax.marker_of(c) in _WRITERS or scene.doc[c.left_edge.i].text == ",")
    ]


def _follows_colon(clause: Token) -> bool:
    first = clause.left_edge.i
    return (first > 0 and clause.doc[first - 1].text == ":") or any(t.text == ":" for t in clause.doc[clause.head.i : first + 1])


def _is_aside(verb: Token) -> bool:
    """Whether the verb is a speaker's tag in what it reports: "…, he said", "…, sources say", set off by a mark."""
    if verb.dep_ not in {"parataxis", "ccomp", "advcl"} or verb.head.i == verb.i or syntax.child(verb, "nsubj") is None:
        return False
    first, end = syntax.bounds(verb)
    if verb.dep_ != "parataxis" and (
        verb.i < verb.head.i or syntax.marker_of(verb) or syntax.child(verb, "obj", "xcomp") is not None
    ):
        return False
    return first == 0 or verb.doc[first].is_punct or verb.doc[first - 1].is_punct or verb.doc[end - 1].text == ","


def _is_told(clause: Token, frame: Frame) -> bool:
    """A finite clause, not "how to heal", nor "found it useful"."""
    found = "finding" in frame.takes and clause.pos_ == "ADJ" and syntax.child(clause, "cop", "mark", "aux") is None
    return not is_infinitive(clause) and not found


def _complement(verb: Token, frame: Frame, scene: Scene) -> set[int]:
    """Infinitives, gerunds, objects, and objects with what is said of them."""
    takes = frame.takes
    obj = syntax.child(verb, "obj") or (syntax.child(verb, "iobj") if "person_to" in takes else None)
    within = syntax.children(obj, "acl", "xcomp") if obj is not None and "person_to" in takes else []
    below = (
        syntax.children(verb, "xcomp", "ccomp") or syntax.children(verb, "advcl")
        if obj is not None
        else [
            *syntax.children(verb, "xcomp", "ccomp"),
            *(c for c in syntax.children(verb, "advcl") if c.left_edge.i == verb.i + 1),
        ]
    )
    open_clause = next(
        (c for c in [*below, *within] if c.i > verb.i and (c.dep_ not in {"advcl", "acl"} or is_infinitive(c))), None
    )
    heads: list[Token] = []
    if open_clause is not None and is_infinitive(open_clause):
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
        if "object_as" in takes:
            return _named(verb, obj, heads, scene)
    return {t.i for head in heads for t in syntax.subtree(head, leaving=[verb])}


def _is_person(source: Token | None) -> bool:
    """Whether one person, no army and no state, does it: only then "attacked" means words."""
    return source is not None and (source.ent_type_ == "PERSON" or source.lower_ in {"he", "she"})


def _named(verb: Token, obj: Token, heads: list[Token], scene: Scene) -> set[int]:
    """ "called the plan a gift", also where what it is called stands in quotation marks."""
    content = {t.i for head in heads for t in syntax.subtree(head, leaving=[verb])}
    near = scene.touched(set(range(obj.i + 1, obj.right_edge.i + 4)))
    quote = next((q for q in near if verb.i not in q and obj.i < q[0] <= obj.right_edge.i + 3), None)
    if quote is not None and verb.sent.end > quote[0]:
        content |= set(range(obj.left_edge.i, quote[-1] + 1))
    return content


def _object_and_more(verb: Token, obj: Token, takes: frozenset[str]) -> list[Token]:
    after = [c for c in verb.children if c.i > obj.i]
    of = [
        c for c in [*after, *obj.children] if c.i > obj.i and c.dep_ in _CLAUSES | {"obl", "nmod"} and syntax.marker_of(c) == "of"
    ]
    if "object_of" in takes and of:
        return [obj, of[0]]
    if "object_as" in takes:
        who = syntax.child(verb, "nsubj")
        if who is not None and who.left_edge.i and verb.doc[who.left_edge.i - 1].lower_ == "what":
            return [obj]
        seen = [c for c in after if c.dep_ in {"xcomp", "obj"} or (c.dep_ in {"obl", "advcl"} and syntax.marker_of(c) == "as")]
        seen += [c for c in syntax.children(obj, "nmod") if syntax.marker_of(c) == "as"]
        return [obj, seen[0]] if seen and not is_infinitive(seen[0]) else []
    if "object_to" in takes:
        return [obj, *(c for c in [*after, *obj.children] if c.i > obj.i and syntax.marker_of(c) == "to")][:2]
    if "person_object" in takes and not _is_person(syntax.subject(verb)):
        return []
    if "utterance" in takes and syntax.lemma(obj) not in lexicon().utterances:
        return []
    if "finding" in takes and syntax.lemma(syntax.subject(verb) or verb) in _EVIDENCE:
        return [obj]
    if takes & {"object", "person_object", "utterance"}:
        reasons = [c for c in after if c.dep_ in {"obl", "advcl"} and syntax.marker_of(c) in {"for", "as"}]
        if "object_for" in takes:
            return [obj, *reasons]
        return [
            obj,
            *(
                c
                for c in after
                if c.dep_ == "obl" and syntax.marker_of(c) in _ATTRIBUTES and c.left_edge.i == obj.right_edge.i + 1
            ),
        ]
    return []


def _prepositional(verb: Token, frame: Frame, end: int) -> tuple[set[int], int] | None:
    """The tokens of "of Z" after "spoke", and where the cue then ends."""
    for phrase in syntax.children(verb, "obl", "advcl", "xcomp", "nmod"):
        case = syntax.child(phrase, "case", "mark")
        if case is None or case.lower_ not in frame.prepositions or phrase.i < verb.i:
            continue
        tokens = {t.i for t in syntax.subtree(phrase)}
        wish = next((c for c in syntax.children(verb, "xcomp", "advcl") if c.i > phrase.i and is_infinitive(c)), None)
        if wish is not None:
            tokens |= {t.i for t in syntax.subtree(wish)}
        if case.i == end:
            return tokens - {case.i}, end + 1
        return tokens, end
    return None
