"""Matrix products by NumPy give what spaCy's own give."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.language import Language
from thinc.api import NumpyOps

from detente.language.matrices import NumpyProducts, one_thread

TEXT = "The envoys of Norway met the rebels in Oslo on Monday; nobody said what they had agreed on."


@pytest.mark.parametrize(("first", "second"), [(False, False), (True, False), (False, True), (True, True)])
def test_products(first: bool, second: bool) -> None:
    random = np.random.RandomState(1)
    x = random.randn(*((5, 3) if first else (3, 5))).astype(np.float32)
    y = random.randn(*((4, 5) if second else (5, 4))).astype(np.float32)
    ours, theirs = NumpyProducts(), NumpyOps()
    assert ours.gemm(x, y, trans1=first, trans2=second) == pytest.approx(theirs.gemm(x, y, trans1=first, trans2=second), abs=1e-5)
    out = np.zeros((3, 4), np.float32)
    assert ours.gemm(x, y, out=out, trans1=first, trans2=second) is out
    assert out.any()


def test_the_pipeline_reads_as_spacy_loads_it(nlp: Language) -> None:
    assert any(type(layer.ops) is NumpyProducts for layer in nlp.get_pipe("parser").model.walk())
    plain, ours = spacy.load("en_detente")(TEXT), nlp(TEXT)
    assert [(t.tag_, t.dep_, t.head.i) for t in ours] == [(t.tag_, t.dep_, t.head.i) for t in plain]


def test_one_thread_and_back() -> None:
    from threadpoolctl import threadpool_info

    def threads() -> list[int]:
        return [lib["num_threads"] for lib in threadpool_info() if lib["user_api"] == "blas" and "numpy" in lib["filepath"]]

    before = threads()
    with one_thread():
        assert all(n == 1 for n in threads())
    assert threads() == before
