"""Who does what to whom in a clause: the logical subject and object of a verb, its prepositional phrases, and those of a noun.

Built on `syntax`; knows passives, relative clauses, control, coordination and headlines. Walks are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from detente.reading.frames import classes, lexicon
from detente.reading.headlines import headline_sides, is_headline_verb
from detente.reading.parsed import parsed
from detente.reading.syntax import agent, child, children, is_passive, lemma, marker_at, marker_of, relative_target
from detente.reading.words import grammar

_SUBJECTS = ("nsubj", "csubj")
_PHRASAL = ("obl", "nmod", "obl:tmod", "advcl", "advmod", "dep", "acl")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "NUM", "X", "DET"})
_OBJECT_CONTROL = grammar("object_control")
_OBJECT_DOERS = grammar("object_doers")
_LIGHT_NOUNS = grammar("light_nouns")
_INTRANSITIVE = grammar("intransitive")
_PARTICLES = grammar("particles")
_MOTION = grammar("motion")
_SEPARATE = frozenset({"out", "away", "back", "off", "home"})
_GIVING = grammar("giving")
_NOT_VERBAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})
_BEFORE_MONTHS = grammar("before_months")
REACH = 8

__all__ = [
    "REACH",
    "is_headline_verb",
    "is_light",
    "is_month",
    "is_passive_verb",
    "is_phrasal",
    "objects",
    "particle",
    "phrases",
    "subjects",
]


@lru_cache(maxsize=4096)
def subjects(verb: Token) -> list[Token]:
    """The heads of the logical subject: of an active verb its subject, of a passive one the "by" phrase."""
    if verb.tag_ in _NOT_VERBAL and is_headline_verb(verb):
        own = children(verb, "nsubj")
        return [relative_target(s) for s in own] or headline_sides(verb)[0]
    if is_passive_verb(verb):
        doer = agent(verb)
        return [] if doer is None else [doer]
    return _surface_subjects(verb)


@lru_cache(maxsize=4096)
def objects(verb: Token) -> list[Token]:
    """The heads of the logical object: of a passive verb its surface subject, also where a participle follows its noun."""
    if verb.tag_ in _NOT_VERBAL and is_headline_verb(verb):
        return children(verb, "obj") or headline_sides(verb)[1]
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
        kept = children(verb, "obj") if lemma(verb) in _GIVING else []
        return [*kept, *(relative_target(s) for s in passive)]
    if verb.dep_ in {"acl", "acl:relcl", "amod"}:
        return [verb.head]
    return _surface_subjects(verb)


@lru_cache(maxsize=4096)
def is_passive_verb(verb: Token) -> bool:
    """`is_passive`, also for a participle joined to a passive and for a headline's ("Envoy expelled by Russia")."""
    if lemma(verb) in _INTRANSITIVE and agent(verb) is None and child(verb, "aux:pass") is None:
        return False
    if _is_past_with_object(verb):
        return False
    if is_passive(verb) or _is_bare_participle(verb):
        return True
    if verb.tag_ not in {"VBN", "VBD"} or child(verb, "aux") is not None:
        return False
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not children(verb, *_SUBJECTS):
        return is_passive(verb.head)
    return agent(verb) is not None and not children(verb, "obj")


def _is_past_with_object(verb: Token) -> bool:
    """Whether a participle after its noun has an object, so that it is a past tense: "cartel gunmen killed three officers"."""
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or verb.head.dep_ != "ROOT" or lemma(verb) in _GIVING:
        return False
    return child(verb, "obj") is not None and child(verb, "aux", "aux:pass") is None and agent(verb) is None


def _is_bare_participle(verb: Token) -> bool:
    """The verb of "Envoy expelled", where it is taken for an adjective."""
    return verb.dep_ == "ROOT" and verb.tag_ == "JJ" and verb.lower_.endswith("ed") and child(verb, "obj", "cop", "aux") is None


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
        if _is_past_with_object(token):
            return [token.head]
        if token.pos_ == "ADJ" and token.dep_ in {"amod", "acl"} and token.i > token.head.i:
            return [token.head]
        if (blamed := _blamed(token)) is not None:
            return blamed
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


def _blamed(verb: Token) -> list[Token] | None:
    """Who did it in "accused Iran of arming them", "was thanked for freeing him"; None where the clause is no such thing."""
    if verb.tag_ != "VBG" or marker_of(verb) not in {"of", "for", "from"}:
        return None
    if verb.dep_ == "acl" and verb.head.dep_ in {"obj", "nsubj:pass"} and lemma(verb.head.head) in _OBJECT_DOERS:
        return [verb.head]
    above = verb.head
    if verb.dep_ not in {"advcl", "xcomp", "ccomp"} or lemma(above) not in _OBJECT_DOERS:
        return None
    if is_passive_verb(above):
        return _surface_subjects_of_passive(above) or None
    return children(above, "obj") or None


def _called(subject: Token) -> list[Token]:
    """The first of "Peru, Chile agree": parsers take it for somebody spoken to."""
    before = [c for c in children(subject.head, "vocative") if c.i < subject.i and c.pos_ == "PROPN"]
    return [c for c in before if c.right_edge.i + 2 == subject.left_edge.i or c.doc[c.right_edge.i].text == ","]


def headline_subjects(verb: Token) -> list[Token]:
    """The names before a headline's verb that the parser took for parts of a compound: "Chad and Niger pledge to …"."""
    before = [c for c in children(verb, "compound", "vocative", "nmod", "appos") if c.i < verb.i and c.pos_ in {"PROPN", "NOUN"}]
    return [c for c in before if marker_of(c) == ""] if verb.i - verb.sent.start <= REACH else []


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
    held = parsed(head.doc)
    for i in held.below[head.i]:
        if held.relations[i] in _PHRASAL and (marker := marker_at(held, i)) and held.pos[i] in _NOMINAL:
            yield marker.rsplit(" ", maxsplit=1)[-1] if " " in marker else marker, held.tokens[i]


def particle(verb: Token) -> str:
    """The particle of a phrasal verb in lower case, "" if none: "pulled back", also apart from it: "pulled its troops out"."""
    for c in children(verb, "compound:prt"):
        if not _is_way(verb, c):
            return c.lower_
    after = verb.i + 1
    if after < len(verb.doc):
        follower = verb.doc[after]
        word = follower.lower_
        if word in _PARTICLES and _belongs(follower, verb) and not _is_way(verb, follower):
            return word
    return _apart(verb)


def _belongs(follower: Token, verb: Token) -> bool:
    """Whether the word right after a verb is its particle; where the parse is in doubt the lexicon of frames decides."""
    if follower.tag_ == "RP" or (follower.head.i == verb.i and follower.dep_ == "advmod"):
        return True
    if follower.lower_ == "in" and lemma(follower.head) not in classes()["people"] | classes()["troops"]:
        return False
    return follower.tag_ in {"IN", "RB"} and is_phrasal(verb, follower.lower_)


def is_phrasal(verb: Token, word: str) -> bool:
    """Whether the lexicon knows a verb with this particle."""
    return any(frame.particle == word for frame in lexicon().verbs.get(verb.lower_, ()))


def _is_way(verb: Token, word: Token) -> bool:
    """Whether a particle only says where somebody went: "flew on to", "moved up to"."""
    follows = word.i + 1 < len(word.doc) and word.nbor(1).lower_ == "to"
    return follows and word.lower_ in {"on", "up", "over", "down"} and lemma(verb) in _MOTION


def _apart(verb: Token) -> str:
    """The particle behind the object: "drove them back", "pulled its soldiers out of Mali", "pushed them back across …"."""
    held = children(verb, "obj")
    if not held:
        return ""
    end = held[-1].right_edge.i
    for c in children(verb, "advmod", "compound:prt", "obl", "xcomp"):
        first = c.left_edge if c.dep_ in {"obl", "advmod"} else c
        word = first.lower_
        if first.i == end + 1 and word in _PARTICLES and (c.dep_ != "obl" or word in _SEPARATE) and is_phrasal(verb, word):
            return word
    return ""


def is_month(token: Token) -> bool:
    """Whether "March" or "May" is the month: with a number, or after a preposition or word of time and not described itself."""
    if token.text not in {"March", "May"} or token.tag_[:2] == "VB" or token.tag_ == "MD":
        return False
    held = token.doc
    after = held[token.i + 1] if token.i + 1 < len(held) else None
    before = held[token.i - 1] if token.i else None
    if (after is not None and after.tag_ == "CD") or (before is not None and before.tag_ == "CD"):
        return True
    return before is not None and before.lower_ in _BEFORE_MONTHS


def is_light(noun: Token) -> bool:
    """Whether a noun only measures or groups what follows "of" ("dozens of soldiers")."""
    return lemma(noun) in _LIGHT_NOUNS
