"""How the mentions of a sentence are tied to a word by grammar: subject, object, phrases, possessors, the carrier of a noun."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from spacy.tokens import Token

from detente.reading.clauses import objects, phrases, subjects
from detente.reading.parsed import parsed
from detente.reading.participants import Stage, actors_of, referent
from detente.reading.syntax import children

_Tie = Callable[[str, Iterable[Token]], None]
Place = tuple[int, int]
"""First token and end token of a mention."""
_PASSED_OVER = frozenset({"conj", "appos", "flat", "fixed", "nmod:desc"})
_LONGEST = 12
Way = tuple[list[str], list[str]]
_CARRIED = frozenset({"obj", "nsubj:pass", "obl", "nsubj", "nmod", "conj", "xcomp"})


def ties(trigger: Token, stage: Stage) -> dict[Place, list[str]]:
    """For each mention its ties to the trigger, such as S (logical subject), O, P:with, OP:of (a phrase of the object)."""
    held: dict[Place, list[str]] = {}

    def tie(name: str, tokens: Iterable[Token]) -> None:
        for token in tokens:
            for appearance in actors_of(stage, token):
                held.setdefault((appearance.start, appearance.end), []).append(name)
            place = stage.place(token) if stage.at(token) is None else None
            if place is not None:
                held.setdefault((place.start, place.end), []).append(name)

    if trigger.tag_[:2] == "NN":
        _noun_ties(trigger, tie)
    else:
        _verb_ties(trigger, stage, tie)
    return held


def _verb_ties(verb: Token, stage: Stage, tie: _Tie) -> None:
    own = objects(verb)
    tie("S", [referent(stage, s) for s in subjects(verb)])
    tie("O", own)
    tie("I", children(verb, "iobj"))
    for marker, noun in phrases(verb):
        tie(f"P:{marker}", [noun])
    for noun in own:
        if stage.at(noun) is None:
            for marker, below in phrases(noun):
                tie(f"OP:{marker}", [below])
            tie("OG", children(noun, "nmod:poss"))
            tie("OM", children(noun, "amod", "compound"))
        for clause in children(noun, "acl"):
            tie("AO", objects(clause))
    for clause in children(verb, "xcomp", "ccomp", "advcl"):
        tie("XO", objects(clause))
        tie("XS", children(clause, "nsubj", "nsubj:pass"))
        for marker, noun in phrases(clause):
            tie(f"XP:{marker}", [noun])


def _noun_ties(noun: Token, tie: _Tie) -> None:
    tie("G", children(noun, "nmod:poss"))
    tie("M", children(noun, "amod", "compound"))
    for marker, below in phrases(noun):
        tie(f"N:{marker}", [below])
    head = noun.head
    if head.i == noun.i or noun.dep_ not in _CARRIED or not (head.pos_ == "VERB" or head.tag_[:2] == "VB"):
        return
    tie(f"CS:{noun.dep_}", subjects(head))
    tie(f"CO:{noun.dep_}", [o for o in objects(head) if o.i != noun.i])
    for marker, below in phrases(head):
        tie(f"CP:{marker}", [below])


def way(head: Token, trigger: Token) -> Way | None:
    """The relations up from a mention's head to what it shares with a trigger, and down from there; None across trees."""
    held = parsed(head.doc)
    heads, names = held.heads, held.relations
    above = [head.i]
    while heads[above[-1]] != above[-1] and len(above) < _LONGEST:
        above.append(heads[above[-1]])
    down: list[str] = []
    at = trigger.i
    while at not in above:
        if heads[at] == at or len(down) > _LONGEST:
            return None
        down.append(names[at])
        at = heads[at]
    return [names[i] for i in above[: above.index(at)]], down[::-1]


def shown(up: Sequence[str], down: Sequence[str]) -> str:
    """A way as a feature tells it, without coordination and the like."""
    rising = [r for r in up if r not in _PASSED_OVER][:4]
    return "^".join(rising) + "|" + "_".join([r for r in down if r not in _PASSED_OVER][:3])
