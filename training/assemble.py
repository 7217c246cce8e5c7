"""Put the trained parts together as the installable package models/en_detente.

python training/assemble.py SYNTAX NAMES OUT [VERSION]
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# Penn tags say number, tense and verb form; the lemmatizer needs them to leave base forms alone.
MORPHOLOGY = {
    "NN": "Number=Sing", "NNP": "Number=Sing", "NNS": "Number=Plur", "NNPS": "Number=Plur",
    "VB": "VerbForm=Inf", "VBD": "Tense=Past|VerbForm=Fin", "VBG": "Aspect=Prog|Tense=Pres|VerbForm=Part",
    "VBN": "Aspect=Perf|Tense=Past|VerbForm=Part", "VBP": "Tense=Pres|VerbForm=Fin",
    "VBZ": "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "JJR": "Degree=Cmp", "JJS": "Degree=Sup",
    "JJ": "Degree=Pos", "MD": "VerbForm=Fin",
}  # fmt: skip

# The lemma tables have no closed classes.
AUXILIARIES = {
    "aux": {
        "be": "am is are was were be been being 's 'm 're ’s ’m ’re ai",
        "have": "has had have having 've ’ve",
        "do": "does did do done doing",
        "will": "will wo 'll ’ll",
        "would": "would 'd ’d",
        "can": "can ca",
        "get": "gets got get getting gotten",
    },
    "part": {"not": "not n't n’t nt", "to": "to na"},
    "pron": {
        "he": "he him",
        "she": "she her",
        "they": "they them",
        "I": "i me",
        "we": "we us",
        "this": "this these",
        "that": "that those",
    },
}


def assemble(syntax: Path, names: Path, version: str) -> Language:
    """Tags, parse, lemmas and names in one pipeline."""
    nlp = spacy.load(syntax)
    follow_ud_tokens(nlp)
    ruler = nlp.add_pipe("attribute_ruler")
    for tag, morph in MORPHOLOGY.items():
        ruler.add([[{"TAG": tag}]], {"MORPH": morph})  # type: ignore[attr-defined]
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize()  # type: ignore[attr-defined]
    exceptions = lemmatizer.lookups.get_table("lemma_exc")  # type: ignore[attr-defined]
    for pos, forms in AUXILIARIES.items():
        exceptions[pos] = {form: [lemma] for lemma, line in forms.items() for form in line.split()}
    nlp.add_pipe("ner", source=spacy.load(names))
    nlp.meta.update(
        name="detente",
        version=version,
        description="Tags, Universal Dependencies, lemmas and names of English news.",
        author="The Détente developers",
        license="CC BY-NC-SA 4.0",
        url="",
        email="",
        performance={},
    )
    return nlp


def follow_ud_tokens(nlp: Language) -> None:
    """Let the tokenizer keep a run of signs ("*****", "!!!") as one token and part "and/or", as UD English does."""
    rules = nlp.Defaults
    runs = [r"[*=_~#-]{3,}", r"[*=_~]{2,}", r"[!?]{2,}", r"<{2,}", r">{2,}"]
    nlp.tokenizer.rules = {form: parts for form, parts in nlp.tokenizer.rules.items() if form != "and/or"}
    nlp.tokenizer.prefix_search = compile_prefix_regex([*runs, *rules.prefixes]).search
    nlp.tokenizer.suffix_search = compile_suffix_regex([*runs, *rules.suffixes]).search
    nlp.tokenizer.infix_finditer = compile_infix_regex([*runs, r"(?<=[A-Za-z])/(?=[A-Za-z])", *rules.infixes]).finditer


def package(nlp: Language, out: Path) -> None:
    """The pipeline as a Python package folder that pip installs, its weights in half precision (load() widens them)."""
    for _, pipe in nlp.pipeline:
        for node in getattr(getattr(pipe, "model", None), "walk", list)():
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, node.get_param(name).astype("float16"))
    version = nlp.meta["version"]
    inner = out / "en_detente"
    data = inner / f"en_detente-{version}"
    for old in inner.glob("en_detente-*"):
        shutil.rmtree(old)
    data.mkdir(parents=True)
    nlp.to_disk(data)
    (inner / "meta.json").write_text(json.dumps(nlp.meta, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    made = assemble(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[4] if len(sys.argv) > 4 else "0.1.0")
    package(made, Path(sys.argv[3]))
