"""Trains a logistic regression with a hidden layer beside it (JAX), for models of many sparse features."""

from __future__ import annotations

from collections.abc import Sequence

import jax
import jax.numpy as jnp
import numpy as np
import optax

from detente.reading.linear import Hidden, Linear

WIDTH, EPOCHS, DROPPED, DECAY, RATE, BATCH, RIDGE = 64, 9, 0.4, 1e-2, 3e-3, 256, 2e-5


def train(
    names: Sequence[str], told: Sequence[Sequence[int]], labels: Sequence[str], wanted: np.ndarray, weights: np.ndarray
) -> Linear:
    """The network for examples given by the numbers of their features; features are dropped at random while it learns."""
    longest, count = max(map(len, told)), len(names)
    grid = np.full((len(told), longest), count, np.int32)
    for row, held in enumerate(told):
        grid[row, : len(held)] = held
    random = np.random.RandomState(0)
    values = {
        "inner": jnp.array(random.randn(count + 1, WIDTH) * 0.05, jnp.float32),
        "inner_bias": jnp.zeros(WIDTH),
        "outer": jnp.array(random.randn(WIDTH, len(labels)) * 0.1, jnp.float32),
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

    key = jax.random.PRNGKey(0)
    for _ in range(EPOCHS):
        order = random.permutation(len(told))
        for first in range(0, len(told), BATCH):
            chosen = np.resize(order[first : first + BATCH], BATCH)
            key, now = jax.random.split(key)
            values, state = step(values, state, grid[chosen], wanted[chosen], weights[chosen], now)
    held = {name: np.asarray(value, np.float32) for name, value in values.items()}
    rounded = held["inner"][:count].astype(np.float16).astype(np.float32)
    hidden = Hidden(rounded, held["inner_bias"], held["outer"])
    skip = held["skip"][:count].astype(np.float16).astype(np.float32)
    return Linear(tuple(labels), {name: i for i, name in enumerate(names)}, skip, held["bias"], hidden)
