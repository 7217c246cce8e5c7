"""Lemmas by memory: spaCy's rule lemmatizer, asked once for each word with its tag and features instead of for every token.

The lemmas are the same; what they cost falls from a fourteenth of the pipeline to next to nothing.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

NAME: Final = "detente_lemmas"
_MOST: Final = 500_000
"""Words that are remembered at most; then memory begins anew, so that noise does not fill it."""


class Lemmas:
    """A pipe in the place of a rule lemmatizer (`inner`), which it asks for what it has not met."""

    inner: Lemmatizer

    def __init__(self) -> None:
        self._known: dict[tuple[int, int, int], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of a document; those that are set stay unless the lemmatizer overwrites."""
        rows = doc.to_array([ORTH, POS, MORPH, LEMMA]).tolist()
        known, overwrite = self._known, self.inner.overwrite
        found = []
        for i, (orth, pos, morph, lemma) in enumerate(rows):
            if lemma and not overwrite:
                found.append(lemma)
                continue
            key = orth, pos, morph
            value = known.get(key)
            if value is None:
                value = known[key] = doc.vocab.strings.add(self.inner.lemmatize(doc[i])[0])
            found.append(value)
        if len(known) > _MOST:
            known.clear()
        if found:
            doc.from_array([LEMMA], np.array(found, np.uint64).reshape(-1, 1))  # type: ignore[arg-type]
        return doc


def remember_lemmas(nlp: Language) -> None:
    """Puts `Lemmas` in the place of the pipeline's lemmatizer, if it has one that goes by rules alone."""
    if not nlp.has_pipe("lemmatizer"):
        return
    inner = nlp.get_pipe("lemmatizer")
    if isinstance(inner, Lemmatizer) and inner.mode == "rule":
        lemmas = nlp.add_pipe(NAME, before="lemmatizer")
        lemmas.inner = inner  # type: ignore[attr-defined]
        nlp.remove_pipe("lemmatizer")


@Language.factory(NAME)
def _make(nlp: Language, name: str) -> Lemmas:  # noqa: ARG001 (what spaCy gives a factory)
    return Lemmas()
