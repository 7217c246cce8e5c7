"""Trains logistic regressions with a hidden layer beside them (JAX), for models of many sparse features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
import optax

from detente.reading.linear import Hidden, Linear

EPOCHS, DROPPED, DECAY, RATE, BATCH, RIDGE = 9, 0.4, 1e-2, 3e-3, 256, 2e-5


Values = dict[str, np.ndarray]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Examples given by the numbers of their features, the number of the label of each, and what each counts."""

    names: Sequence[str]
    told: Sequence[Sequence[int]]
    labels: Sequence[str]
    wanted: np.ndarray
    weights: np.ndarray


def train(lesson: Lesson, width: int, seeds: int) -> Linear:
    """The mean of several networks of `width` hidden units that start from other weights: one network as many times as wide."""
    held = [_train(lesson, width, seed) for seed in range(seeds)]
    inner = np.hstack([values["inner"] for values in held])[: len(lesson.names)]
    outer = np.vstack([values["outer"] for values in held]) / seeds
    hidden = Hidden(_rounded(inner), np.concatenate([values["inner_bias"] for values in held]), outer)
    skip = np.mean([values["skip"] for values in held], axis=0)[: len(lesson.names)]
    bias = np.mean([values["bias"] for values in held], axis=0)
    return Linear(tuple(lesson.labels), {name: i for i, name in enumerate(lesson.names)}, _rounded(skip), bias, hidden)


def _rounded(weights: np.ndarray) -> np.ndarray:
    """In half precision, as they will be saved."""
    return weights.astype(np.float16).astype(np.float32)


def _train(lesson: Lesson, width: int, seed: int) -> Values:
    """One network; features are dropped at random while it learns."""
    told, labels, wanted, weights = lesson.told, lesson.labels, lesson.wanted, lesson.weights
    longest, count = max(map(len, told)), len(lesson.names)
    grid = np.full((len(told), longest), count, np.int32)
    for row, held in enumerate(told):
        grid[row, : len(held)] = held
    random = np.random.RandomState(seed)
    values = {
        "inner": jnp.array(random.randn(count + 1, width) * 0.05, jnp.float32),
        "inner_bias": jnp.zeros(width),
        "outer": jnp.array(random.randn(width, len(labels)) * 0.1, jnp.float32),
        "skip": jnp.zeros((count + 1, len(labels))),
        "bias": jnp.zeros(len(labels)),
    }
    steps = EPOCHS * (len(told) // BATCH + 1)
    optimizer = optax.adamw(optax.linear_schedule(RATE, 0.0, steps), weight_decay=DECAY)
    state = optimizer.init(values)

    def loss(held, rows, targets, importance, key):
        kept = (rows < count) * jax.random.bernoulli(key, 1 - DROPPED, rows.shape) / (1 - DROPPED)
        inner = (held["inner"][rows] * kept[..., None]).sum(1) + held["inner_bias"]
        scores = jax.nn.relu(inner) @ held["outer"] + (held["skip"][rows] * kept[..., None]).sum(1) + held["bias"]
        wrong = optax.softmax_cross_entropy_with_integer_labels(scores, targets) * importance
        return wrong.mean() + RIDGE * (held["skip"] ** 2).sum()

    @jax.jit
    def step(held, state, rows, targets, importance, key):
        gradient = jax.grad(loss)(held, rows, targets, importance, key)
        updates, state = optimizer.update(gradient, state, held)
        return optax.apply_updates(held, updates), state

    key = jax.random.PRNGKey(seed)
    for _ in range(EPOCHS):
        order = random.permutation(len(told))
        for first in range(0, len(told), BATCH):
            chosen = np.resize(order[first : first + BATCH], BATCH)
            key, now = jax.random.split(key)
            values, state = step(values, state, grid[chosen], wanted[chosen], weights[chosen], now)
    return {name: np.asarray(value, np.float32) for name, value in values.items()}
