"""Détente's English pipeline: `en_detente.load()` or `spacy.load("en_detente")`.

The weights lie on disk in half precision and are widened here, so load the package, not its data folder.
"""

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.util import get_model_meta, load_model_from_init_py

__version__ = get_model_meta(Path(__file__).parent)["version"]


def load(**overrides: Any) -> Language:
    """The pipeline, ready for use; `overrides` are those of spacy.load."""
    nlp = load_model_from_init_py(__file__, **overrides)
    for _, pipe in nlp.pipeline:
        for node in getattr(getattr(pipe, "model", None), "walk", list)():
            for name in node.param_names:
                if node.has_param(name) and node.get_param(name).dtype == "float16":
                    node.set_param(name, node.get_param(name).astype("float32"))
    return nlp
