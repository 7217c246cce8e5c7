"""Who would act on a condition's side: the subjects of its clauses, or who owns what it names ("a Russian attack")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from detente.actors.cast import Cast
from detente.language.passages import Passage
from detente.reading import syntax
from detente.reading.condition_markers import lexicon

_SPEAKERS = frozenset({"we", "i", "our", "my", "us"})


@dataclass(frozen=True, slots=True)
class Stage:
    """Where actors are looked up: a passage and its number in the document, the cast, who is meant by "we"."""

    passage: Passage
    number: int
    cast: Cast
    speakers: Sequence[str] = ()

    def acting(self, side: tuple[int, int] | None) -> tuple[str, ...]:
        """The actors who would act in the tokens of a side."""
        if side is None:
            return ()
        tokens = self.passage.doc[side[0] : side[1]]
        tops = [t for t in tokens if not side[0] <= t.head.i < side[1] or t.head.i == t.i]
        tops = [t for t in tops if t == tops[0] or not (t.dep_ in {"obl", "nmod"} and syntax.child(t, "case") is not None)]
        later = [t for t in tops[1:] if not (syntax.marker_of(t) == "to" and syntax.child(t, *syntax.SUBJECTS) is None)]
        found = [a for top in [*tops[:1], *later] for a in self._doers(top, side)]
        if not found and all(syntax.child(t, *syntax.SUBJECTS) is None for t in tops):
            found = self._first(side)
        return tuple(dict.fromkeys(found))

    def _doers(self, top: Token, side: tuple[int, int]) -> list[str]:
        if not syntax.is_clause(top):
            return self._owners(top) if top.pos_ in {"NOUN", "PROPN", "PRON"} else []
        clauses = [top, *(c for c in syntax.children(top, "conj") if c.i < side[1] and syntax.is_clause(c))]
        return [a for clause in clauses for a in self._subjects(clause)]

    def _subjects(self, clause: Token) -> list[str]:
        """The actors in a clause's subject; of a passive, in its agent."""
        bare = clause.tag_ == "VBN" and syntax.child(clause, "aux", "nsubj") is None
        if bare or syntax.is_passive(clause) or syntax.child(clause, "nsubj:pass") is not None:
            doer = syntax.agent(clause)
        else:
            doer = syntax.subject(clause)
        return [a for t in syntax.coordinated(doer) for a in self._owners(t)] if doer is not None else []

    def _owners(self, noun: Token) -> list[str]:
        """The actor that a noun means, else those whose it is: "Turkish troops", "Moscow's veto", "an attack by Russia"."""
        if noun.lower_ in _SPEAKERS:
            return self._meant(noun) or list(self.speakers)
        own = self._meant(noun)
        if own:
            return own
        held = syntax.children(noun, "nmod:poss", "amod", "compound")
        if any(h.lower_ in _SPEAKERS for h in held):
            return list(self.speakers)
        by = {"by", "from", *(("of",) if syntax.lemma(noun) in lexicon().undergone else ())}
        held += [c for c in syntax.children(noun, "nmod") if syntax.marker_of(c) in by]
        near = [a for h in held for a in (self._meant(h) or (self._owners(h) if h.dep_ == "nmod" else []))]
        if near or not syntax.child(noun, "acl"):
            return near
        clause = syntax.child(noun, "acl")
        return self._subjects(clause) if clause is not None and syntax.child(clause, "nsubj") is not None else []

    def _meant(self, token: Token) -> list[str]:
        return [a.actor_id for a in self.cast.all_at(self.number, token)]

    def _first(self, side: tuple[int, int]) -> list[str]:
        """The actor with whom a side begins, where the parse finds no clause in it."""
        doc, start = self.passage.doc, side[0]
        while start < side[1] and doc[start].pos_ in {"DET", "ADP", "AUX"}:
            start += 1
        named = start + 2 < side[1] and doc[start].pos_ == "PROPN" and doc[start + 1].tag_ == "NNS"
        verb = named or any(t.pos_ in {"VERB", "AUX"} or syntax.child(t, "obj") is not None for t in doc[start : side[1]])
        return self._meant(doc[start]) if start < side[1] and verb else []
