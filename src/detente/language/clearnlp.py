"""ClearNLP trees (spaCy's en_core_web_*) as Universal Dependencies trees.

Prepositions become `case` of their object, copulas `cop` of their complement, and relations take their UD names.
Source: the label descriptions of spaCy's English models and the UD v2 guidelines.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc

NAME = "detente_clearnlp_to_ud"

_RENAMED = {
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj",
    "auxpass": "aux:pass",
    "neg": "advmod",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "npadvmod": "obl",
    "nn": "compound",
    "predet": "det",
    "preconj": "cc",
    "oprd": "xcomp",
    "acomp": "xcomp",
    "attr": "xcomp",
    "intj": "discourse",
    "quantmod": "advmod",
    "meta": "dep",
    "agent": "obl",
    "prep": "obl",
    "pcomp": "advcl",
    "pobj": "obl",
}
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_OBJECTS = frozenset({"pobj", "pcomp"})


def is_clearnlp(labels: Iterable[str]) -> bool:
    """Whether a parser's label set is ClearNLP's."""
    return "pobj" in set(labels)


def to_universal(doc: Doc) -> Doc:
    """The same Doc with a UD tree; spans and tags stay."""
    heads = [t.head.i for t in doc]
    deps = [t.dep_ for t in doc]
    for token in doc:
        if token.dep_ in _PREPOSITIONS:
            inner = next((c for c in token.children if c.dep_ in _OBJECTS), None)
            if inner is not None:
                _lower(heads, deps, token.i, inner.i, "case" if inner.dep_ == "pobj" else "mark")
                head = doc[heads[inner.i]]
                verbal = head.pos_ in {"VERB", "AUX", "ADJ", "ADV"}
                deps[inner.i] = ("obl" if verbal else "nmod") if inner.dep_ == "pobj" else ("advcl" if verbal else "acl")
    for token in doc:
        if token.lemma_ == "be" and token.pos_ in {"AUX", "VERB"}:
            complement = next((c for c in token.children if c.dep_ in {"attr", "acomp"}), None)
            if complement is not None:
                dep = deps[token.i]
                _lower(heads, deps, token.i, complement.i, "cop")
                deps[complement.i] = dep
                for i in range(len(doc)):
                    if heads[i] == token.i and i != token.i:
                        heads[i] = complement.i
    offsets = numpy.array([head - i for i, head in enumerate(heads)], dtype="int64").astype("uint64")
    labels = numpy.array([doc.vocab.strings.add(_RENAMED.get(dep, dep)) for dep in deps], dtype="uint64")
    return doc.from_array([HEAD, DEP], numpy.stack([offsets, labels], axis=1))  # type: ignore[arg-type]


def _lower(heads: list[int], deps: list[str], upper: int, lower: int, relation: str) -> None:
    """Let `lower` take the place of its head `upper`, which becomes its dependent."""
    heads[lower] = heads[upper] if heads[upper] != upper else lower
    heads[upper], deps[upper] = lower, relation


@Language.component(NAME)
def clearnlp_to_universal(doc: Doc) -> Doc:
    return to_universal(doc)
