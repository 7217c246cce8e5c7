"""Who does what to whom in a clause: the logical subject and object of a verb, its prepositional phrases, and those of a noun.

Built on `syntax`; knows passives, relative clauses, control, coordination and headlines. Walks are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.reading.syntax import agent, child, children, is_passive, lemma, marker_of, relative_target
from detente.reading.words import grammar

_SUBJECTS = ("nsubj", "csubj")
_OBJECT_CONTROL = grammar("object_control")
_LIGHT_NOUNS = grammar("light_nouns")
_INTRANSITIVE = grammar("intransitive")
_PARTICLES = grammar("particles")
REACH = 8


def subjects(verb: Token) -> list[Token]:
    """The heads of the logical subject: of an active verb its subject, of a passive one the "by" phrase."""
    if is_passive_verb(verb):
        doer = agent(verb)
        return [] if doer is None else [doer]
    return _surface_subjects(verb)


def objects(verb: Token) -> list[Token]:
    """The heads of the logical object: of a passive verb its surface subject, also where a participle follows its noun."""
    if not is_passive_verb(verb):
        own = children(verb, "obj") or children(verb, "iobj") or _after_particle(verb)
        if not own and verb.dep_ == "acl:relcl" and children(verb, *_SUBJECTS) and _gap(verb):
            own = [verb.head]
        if not own and verb.dep_ in {"amod", "compound"} and children(verb, "nsubj"):
            own = [verb.head]
        if not own and verb.dep_ == "conj" and verb.i < verb.head.i + REACH:
            own = [o for o in children(verb.head, "obj") if o.i > verb.i]
        if own:
            return [relative_target(o) for o in own]
        shared = [o for c in children(verb, "conj") for o in children(c, "obj") if not children(c, *_SUBJECTS)]
        return [o for o in shared if all(t.dep_ in {"cc", "conj", "punct"} for t in verb.children if verb.i < t.i < o.i)][:1]
    passive = children(verb, "nsubj:pass")
    if passive:
        return [relative_target(s) for s in passive]
    if verb.dep_ in {"acl", "acl:relcl", "amod"}:
        return [verb.head]
    return _surface_subjects(verb)


def is_passive_verb(verb: Token) -> bool:
    """`is_passive`, also for a participle joined to a passive and for a headline's ("Envoy expelled by Russia")."""
    if lemma(verb) in _INTRANSITIVE and agent(verb) is None and child(verb, "aux:pass") is None:
        return False
    if is_passive(verb):
        return True
    if verb.tag_ not in {"VBN", "VBD"} or child(verb, "aux") is not None:
        return False
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not children(verb, *_SUBJECTS):
        return is_passive(verb.head)
    return agent(verb) is not None and not children(verb, "obj")


def _after_particle(verb: Token) -> list[Token]:
    """The object of "handed over a suspect", where the parser took the particle for a preposition."""
    after = verb.i + 1
    if after >= len(verb.doc) or verb.doc[after].lower_ not in {"over", "out", "off"}:
        return []
    return [c for c in children(verb, "obl") if marker_of(c) == verb.doc[after].lower_]


def _gap(verb: Token) -> bool:
    """Whether a relative clause has no object of its own, so that the noun before it is the object."""
    words = [c for c in verb.children if c.dep_ in {"obj", "ccomp", "xcomp"}]
    relative = [c for c in verb.children if c.tag_ in {"WP", "WDT"} and c.dep_ in {"nsubj", "nsubj:pass"}]
    return not words and not relative


def _surface_subjects(verb: Token) -> list[Token]:
    token = verb
    for _ in range(REACH):
        own = children(token, "nsubj", "csubj", "nsubj:pass")
        if own:
            return [relative_target(s) for s in [*_called(own[0]), *own]]
        if token.dep_ == "ROOT" and (found := headline_subjects(token)):
            return found
        if token.pos_ == "ADJ" and token.dep_ in {"amod", "acl"} and token.i > token.head.i:
            return [token.head]
        if token.dep_ == "acl" and (token.tag_ in {"VBG", "VB"} or lemma(token) in _INTRANSITIVE):
            return _owner(token.head)
        if token.dep_ in {"conj", "advcl", "xcomp", "ccomp", "parataxis"} and token.head.i != token.i:
            if token.dep_ == "xcomp" or (token.dep_ in {"advcl", "ccomp"} and token.tag_ in {"VB", "VBG"}):
                controlled = children(token.head, "obj", "iobj")
                if controlled and lemma(token.head) in _OBJECT_CONTROL:
                    return controlled
                if is_passive_verb(token.head):
                    return _surface_subjects_of_passive(token.head)
            if token.dep_ in {"advcl", "ccomp"} and token.tag_ not in {"VB", "VBG", "VBN"}:
                return []
            token = token.head
            continue
        return []
    return []


def _called(subject: Token) -> list[Token]:
    """The first of "Peru, Chile agree": parsers take it for somebody spoken to."""
    before = [c for c in children(subject.head, "vocative") if c.i < subject.i and c.pos_ == "PROPN"]
    return [c for c in before if c.right_edge.i + 2 == subject.left_edge.i or c.doc[c.right_edge.i].text == ","]


def headline_subjects(verb: Token) -> list[Token]:
    """The names before a headline's verb that the parser took for parts of a compound: "Chad and Niger pledge to …"."""
    before = [c for c in children(verb, "compound", "vocative", "nmod", "appos") if c.i < verb.i and c.pos_ in {"PROPN", "NOUN"}]
    return [c for c in before if marker_of(c) == ""] if verb.i - verb.sent.start <= REACH else []


def is_headline_verb(token: Token) -> bool:
    """Whether the root of a sentence, tagged as a noun, can be its verb: names stand before it and no other verb is about."""
    if token.dep_ != "ROOT" or token.tag_ not in {"NN", "NNS", "NNP", "NNPS"} or not token.is_lower:
        return False
    names = headline_subjects(token)
    after = [c for c in token.children if c.i > token.i and (c.dep_ == "obj" or marker_of(c) in {"to", "on", "for", "with"})]
    follows = token.i + 1 < len(token.doc) and token.nbor(1).lower_ in {"to", "on", "for", "with", "over"}
    return any(c.pos_ == "PROPN" for c in names) and bool(after) and follows and child(token, "nsubj", "cop", "det") is None


def _surface_subjects_of_passive(verb: Token) -> list[Token]:
    found = children(verb, "nsubj:pass", "nsubj")
    return [relative_target(s) for s in found]


def _owner(noun: Token) -> list[Token]:
    """Who would act in "Iran's plan to attack", "Iran has a plan to attack": the owner, the verb's subject or the noun."""
    owner = children(noun, "nmod:poss")
    if owner:
        return owner
    if noun.dep_ == "obj" and noun.head.pos_ == "VERB" and noun.tag_ in {"NN", "NNS"}:
        above = children(noun.head, "nsubj")
        if above and lemma(noun.head) not in _OBJECT_CONTROL | {"accuse", "see", "find"}:
            return [relative_target(s) for s in above]
    return [noun]


def phrases(head: Token) -> Iterator[tuple[str, Token]]:
    """The prepositional phrases of a verb or noun, as preposition and head of the phrase; "into" and "onto" as they are."""
    for c in head.children:
        if c.dep_ in {"obl", "nmod", "obl:tmod", "advcl", "advmod", "dep", "acl"}:
            marker = marker_of(c)
            if marker and c.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "X", "DET"}:
                yield marker.rsplit(" ", maxsplit=1)[-1] if " " in marker else marker, c


def particle(verb: Token) -> str:
    """The particle of a phrasal verb in lower case, "" if none; adverbs directly after the verb count ("pulled back")."""
    for c in verb.children:
        if c.dep_ == "compound:prt":
            return c.lower_
    after = verb.i + 1
    if after < len(verb.doc):
        follower = verb.doc[after]
        if follower.head.i == verb.i and follower.lower_ in _PARTICLES and follower.dep_ in {"advmod", "compound:prt"}:
            return follower.lower_
        if follower.tag_ == "RP" or (follower.lower_ in {"out", "over", "off"} and follower.tag_ in {"RP", "IN"}):
            return follower.lower_
    return ""


def is_light(noun: Token) -> bool:
    """Whether a noun only measures or groups what follows "of" ("dozens of soldiers")."""
    return lemma(noun) in _LIGHT_NOUNS
