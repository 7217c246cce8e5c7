"""The English pipeline that all reading rests on.

    >>> nlp = load_pipeline()                      # doctest: +SKIP
    >>> [t.dep_ for t in nlp("Moscow denies it.")]  # doctest: +SKIP
    ['nsubj', 'ROOT', 'obj', 'punct']

The shipped one is `en_detente` (models/). Any other spaCy English pipeline works by name if its parser speaks
Universal Dependencies or ClearNLP; ClearNLP trees are turned into UD trees on the way.
"""

from __future__ import annotations

import os
from functools import lru_cache

import spacy
from spacy.language import Language

from detente.errors import BadInput
from detente.language import clearnlp, datelines
from detente.language.lemmas import remember_lemmas
from detente.language.matrices import multiply_with_numpy

DEFAULT = "en_detente"
_NEEDED = ("tag", "pos", "dep", "lemma")


def pipeline_name(name: str | None = None) -> str:
    """The pipeline asked for, else $DETENTE_PIPELINE, else the shipped one."""
    return name or os.environ.get("DETENTE_PIPELINE") or DEFAULT


@lru_cache(maxsize=2)
def _load(name: str) -> Language:
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError) as error:
        hint = "run `make install`" if name == DEFAULT else f"install it (pip install {name}) or name another with --pipeline"
        raise BadInput(f"the language pipeline {name!r} could not be loaded: {hint}") from error
    if nlp.lang != "en" or not nlp.has_pipe("parser"):
        raise BadInput(f"the language pipeline {name!r} is not an English one with a parser; name another with --pipeline")
    if clearnlp.is_clearnlp(nlp.get_pipe("parser").labels):  # type: ignore[attr-defined]
        nlp.add_pipe(clearnlp.NAME, last=True)
    nlp.add_pipe(datelines.NAME, before="parser")
    remember_lemmas(nlp)
    multiply_with_numpy(nlp)
    # Pages come block by block, and a block of noise must not stop a run.
    nlp.max_length = 10_000_000
    return nlp


def load_pipeline(name: str | None = None) -> Language:
    """The spaCy pipeline, loaded once per process.

    Errors: BadInput when there is no such pipeline or it cannot parse English.
    """
    return _load(pipeline_name(name))


def pipeline_version(nlp: Language) -> str:
    """Name and version, as `documents.reader_version` writes them."""
    return f"{nlp.meta.get('lang', '')}_{nlp.meta.get('name', '')}-{nlp.meta.get('version', '')}"
