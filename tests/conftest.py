"""What all tests share: one pipeline a session, and the shared data when it lies beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from detente.language.pipeline import load_pipeline

SHARED = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped English pipeline."""
    return load_pipeline()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared/data; a test that asks for it is skipped where it is not."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared/data beside the checkout")
    return SHARED
