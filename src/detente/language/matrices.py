"""Matrix products by NumPy in the pipeline's networks: the BLAS that comes with it is a half faster than the one spaCy brings.

One thread is enough for matrices of this size; more only keep each other, and other processes, waiting.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

Matrix = NDArray[np.float32]


class NumpyProducts(NumpyOps):  # type: ignore[misc]
    """thinc's operations on the processor, but for the product of matrices."""

    name = "detente"

    def gemm(self, x: Matrix, y: Matrix, out: Matrix | None = None, trans1: bool = False, trans2: bool = False) -> Matrix:
        """The product of two matrices, either of them transposed first."""
        left, right = x.T if trans1 else x, y.T if trans2 else y
        product: Matrix = np.matmul(left, right, out=out)
        return product


def multiply_with_numpy(nlp: Language) -> None:
    """Makes the networks of a pipeline multiply with NumPy, those that run with thinc's plain operations."""
    products = NumpyProducts()
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if model is not None and hasattr(model, "walk"):
            for layer in model.walk():
                if type(layer.ops) is NumpyOps:
                    layer.ops = products


def one_thread() -> AbstractContextManager[object]:
    """While it is entered, NumPy's BLAS runs on one thread."""
    context: AbstractContextManager[object] = _controller().limit(limits=1, user_api="blas")
    return context


@cache
def _controller() -> ThreadpoolController:
    """The libraries that are loaded; looked for once, for that takes milliseconds."""
    return ThreadpoolController()
