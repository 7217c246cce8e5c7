"""Trains the attributor on PolNeAR's training articles: python training/attribution.py EXAMPLES OUT [--epochs N].

EXAMPLES is what training/attribution_examples.py wrote, OUT the weights (npz) that src/detente/reading/attributor.py reads.
Needs JAX and optax (training/requirements.lock); running the weights needs neither. About ten minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
import pickle
import time
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from attribution_examples import Example
from detente.reading.attributor import DILATIONS, ENTRY, SIGHT
from detente.reading.grid import FLAGS, Vocabulary
from detente.reading.tagging import FORBIDDEN, FORBIDDEN_START

SIZES = [24, 48, 72, 100, 140, 200, 320]
EMBEDDED = {"lemma": 48, "tag": 12, "dep": 12, "ent": 4}
SEEN = {"level": (14, 10), "branch_dep": (0, 10), "up_dep": (0, 8), "distance": (24, 10), "sentence": (7, 4)}
TENSOR = 48
Weights = dict[str, jax.Array]
Batch = dict[str, np.ndarray]
OPTIONS = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
OPTIONS.add_argument("examples", type=Path)
OPTIONS.add_argument("out", type=Path)
OPTIONS.add_argument("--epochs", type=int, default=12)
OPTIONS.add_argument("--width", type=int, default=88)
OPTIONS.add_argument("--role-width", type=int, default=56)
OPTIONS.add_argument("--layers", type=int, default=3)
OPTIONS.add_argument("--dropout", type=float, default=0.3)
OPTIONS.add_argument("--word-dropout", type=float, default=0.06)
OPTIONS.add_argument("--rate", type=float, default=2e-3)
OPTIONS.add_argument("--threshold", type=float, default=0.45)
OPTIONS.add_argument("--seed", type=int, default=0)


def start(words: dict[str, Vocabulary], vector: int, o: argparse.Namespace) -> Weights:
    """Fresh weights."""
    keys = iter(jax.random.split(jax.random.PRNGKey(o.seed), 100))
    w: Weights = {}

    def table(name: str, rows: int, width: int) -> None:
        w[name] = jax.random.normal(next(keys), (rows, width)) * 0.1

    def line(name: str, size: int, width: int) -> None:
        w[f"{name}.w"] = jax.random.normal(next(keys), (size, width)) * np.sqrt(1.5 / size)
        w[f"{name}.b"] = jnp.zeros(width)

    for name, width in EMBEDDED.items():
        table(name, len(words[name]), width)
    line("tensor", vector, TENSOR)
    line("entry", sum(EMBEDDED.values()) + TENSOR + FLAGS, o.width)
    for layer in range(o.layers):
        line(f"encode{layer}", o.width * 5, o.width)
    line("cue", o.width, 3)
    for name, (rows, width) in SEEN.items():
        table(f"see_{name}", rows or len(words["dep"]), width)
    for name in ("role_token", "role_cue", "role_head"):
        line(name, o.width, o.role_width)
    line("role_sight", sum(width for _, width in SEEN.values()) + 3, o.role_width)
    for layer in range(len(DILATIONS)):
        line(f"role{layer}", o.role_width * 3, o.role_width)
    line("role", o.role_width, 5)
    return w | {"crf_moves": jnp.zeros((5, 5)), "crf_start": jnp.zeros(5), "crf_end": jnp.zeros(5)}


def line(w: Weights, name: str, x: jax.Array) -> jax.Array:
    return x @ w[f"{name}.w"] + w[f"{name}.b"]


def dropped(key: jax.Array, x: jax.Array, rate: float) -> jax.Array:
    return x * jax.random.bernoulli(key, 1 - rate, x.shape) / (1 - rate) if rate else x


def shifted(x: jax.Array, k: int) -> jax.Array:
    if k > 0:
        return jnp.pad(x, ((0, 0), (k, 0), (0, 0)))[:, :-k]
    return jnp.pad(x, ((0, 0), (0, -k), (0, 0)))[:, -k:]


def encoded(w: Weights, b: dict[str, jax.Array], key: jax.Array, o: argparse.Namespace) -> jax.Array:
    """The encoder: (passages, tokens, width). The same as Attributor._encode, with dropout."""
    keys = jax.random.split(key, 3 + o.layers)
    lemma = jnp.where(jax.random.bernoulli(keys[0], o.word_dropout, b["lemma"].shape), 1, b["lemma"])
    parts = [w[name][lemma if name == "lemma" else b[name]] for name in ENTRY]
    parts += [dropped(keys[1], jax.nn.relu(line(w, "tensor", b["tensor"])), o.dropout), b["flags"]]
    real = b["real"][..., None]
    hidden = jax.nn.relu(line(w, "entry", dropped(keys[2], jnp.concatenate(parts, -1), o.dropout / 2))) * real
    rows = jnp.arange(lemma.shape[0])[:, None]
    hangs = (b["head"] != jnp.arange(lemma.shape[1])[None])[..., None]
    for layer in range(o.layers):
        above = jnp.take_along_axis(hidden, b["head"][..., None], 1)
        below = jnp.tanh(jnp.zeros_like(hidden).at[rows, b["head"]].add(hidden * hangs) / 2)
        seen = jnp.concatenate([hidden, *(shifted(hidden, k) for k in (1, -1)), above, below], -1)
        hidden = (hidden + jax.nn.relu(line(w, f"encode{layer}", dropped(keys[3 + layer], seen, o.dropout / 2)))) * real
    return hidden


def emitted(w: Weights, b: dict[str, jax.Array], hidden: jax.Array, key: jax.Array, o: argparse.Namespace) -> jax.Array:
    """Scores of the tags of each cue's view: (cues, tokens, 5). The same as Attributor._emissions, with dropout."""
    keys = jax.random.split(key, 1 + len(DILATIONS))
    held = hidden[b["passage"]]
    inside = b["sight_flags"][..., :1]
    cue = (held * inside).sum(1) / jnp.maximum(1, inside.sum(1))
    head = jnp.take_along_axis(held, b["cue_head"][:, None, None], 1)[:, 0]
    own = line(w, "role_cue", cue) + line(w, "role_head", head)
    sight = jnp.concatenate([*(w[f"see_{name}"][b[f"sight_{name}"]] for name in SIGHT), b["sight_flags"]], -1)
    real = b["sight_real"][..., None]
    state = jax.nn.relu(line(w, "role_token", hidden)[b["passage"]] + own[:, None] + line(w, "role_sight", sight)) * real
    state = dropped(keys[0], state, o.dropout / 2)
    for layer, step in enumerate(DILATIONS):
        wide = jnp.concatenate([state, shifted(state, step), shifted(state, -step)], -1)
        state = (state + jax.nn.relu(line(w, f"role{layer}", dropped(keys[1 + layer], wide, o.dropout / 3)))) * real
    return line(w, "role", state)


def crf_loss(w: Weights, emissions: jax.Array, tags: jax.Array, real: jax.Array) -> jax.Array:
    """The negative log-likelihood of each row's tags."""
    moves, begin = w["crf_moves"] + FORBIDDEN, w["crf_start"] + FORBIDDEN_START

    def step(score: jax.Array, here: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, None]:
        emission, is_real = here
        return jnp.where(is_real[:, None] > 0, jax.nn.logsumexp(score[:, :, None] + moves, 1) + emission, score), None

    score, _ = jax.lax.scan(step, begin + emissions[:, 0], (emissions[:, 1:].swapaxes(0, 1), real[:, 1:].T))
    total = jax.nn.logsumexp(score + w["crf_end"], -1)
    own = (emissions * jax.nn.one_hot(tags, 5) * real[..., None]).sum((1, 2)) + begin[tags[:, 0]]
    own += (moves[tags[:, :-1], tags[:, 1:]] * real[:, 1:]).sum(1)
    lengths = real.sum(1).astype(jnp.int32)
    own += w["crf_end"][jnp.take_along_axis(tags, jnp.maximum(lengths - 1, 0)[:, None], 1)[:, 0]]
    return (total - own) * (lengths > 0)


def batches(examples: list[Example], chance: np.random.Generator, tokens: int = 1800) -> Iterator[Batch]:
    """Batches of passages of about one length, in random order."""
    by_size: dict[int, list[Example]] = {}
    for example in examples:
        by_size.setdefault(next(s for s in SIZES if example.grid.length <= s), []).append(example)
    jobs = []
    for size, held in by_size.items():
        order = chance.permutation(len(held))
        count = max(1, tokens // size)
        jobs += [(size, count, [held[i] for i in order[k : k + count]]) for k in range(0, len(held), count)]
    for k in chance.permutation(len(jobs)):
        yield packed(*jobs[k])


def packed(size: int, count: int, examples: list[Example]) -> Batch:
    """Examples as arrays of one size: (passages, tokens) and (cues, tokens)."""
    wanted = sum(len(e.cues) for e in examples)
    cues = next((n for n in (48, 80) if wanted <= n), -(-wanted // 64) * 64)
    batch: Batch = {name: np.zeros((count, size), np.int32) for name in (*EMBEDDED, "outline")}
    batch |= {"head": np.tile(np.arange(size, dtype=np.int32), (count, 1)), "real": np.zeros((count, size), np.float32)}
    for name in ("flags", "tensor"):
        batch[name] = np.zeros((count, size, getattr(examples[0].grid, name).shape[1]), np.float32)
    batch |= {f"sight_{name}": np.zeros((cues, size), np.int32) for name in SIGHT}
    batch |= {"tags": np.zeros((cues, size), np.int32), "sight_flags": np.zeros((cues, size, 3), np.float32)}
    batch |= {
        "sight_real": np.zeros((cues, size), np.float32),
        "cue_head": np.zeros(cues, np.int32),
        "passage": np.zeros(cues, np.int32),
    }
    at = 0
    for row, example in enumerate(examples):
        length, here = example.grid.length, len(example.cues)
        for name in (*EMBEDDED, "head", "flags", "tensor"):
            batch[name][row, :length] = getattr(example.grid, name)
        batch["outline"][row, :length], batch["real"][row, :length] = example.outline, 1
        if example.view is None:
            continue
        for field in fields(example.view):
            if field.name == "head":
                batch["cue_head"][at : at + here] = example.view.head
            else:
                batch[f"sight_{field.name}"][at : at + here, :length] = getattr(example.view, field.name)
        batch["tags"][at : at + here, :length], batch["sight_real"][at : at + here, :length] = example.tags, 1
        batch["passage"][at : at + here] = row
        at += here
    return batch


def train(examples: list[Example], words: dict[str, Vocabulary], o: argparse.Namespace) -> dict[str, np.ndarray]:
    """The running mean of the weights over the second half of the training."""
    chance = np.random.default_rng(o.seed)
    w = start(words, examples[0].grid.tensor.shape[1], o)
    steps = o.epochs * sum(1 for _ in batches(examples, chance))
    rates = optax.warmup_cosine_decay_schedule(0, o.rate, 200, steps, o.rate * 0.02)
    method = optax.chain(optax.clip_by_global_norm(3.0), optax.adamw(rates, weight_decay=1e-4, b2=0.99))
    state = method.init(w)

    def loss(w: Weights, b: dict[str, jax.Array], key: jax.Array) -> tuple[jax.Array, tuple[jax.Array, jax.Array]]:
        first, second = jax.random.split(key)
        hidden = encoded(w, b, first, o)
        outline = -(jax.nn.one_hot(b["outline"], 3) * jax.nn.log_softmax(line(w, "cue", hidden))).sum(-1) * b["real"]
        roles = crf_loss(w, emitted(w, b, hidden, second, o), b["tags"], b["sight_real"])
        return outline.sum() / 40 + roles.sum() / 120, (outline.sum(), roles.sum())

    @jax.jit
    def update(w: Weights, state: Any, b: dict[str, jax.Array], key: jax.Array) -> tuple[Weights, Any, Any]:
        (_, parts), slope = jax.value_and_grad(loss, has_aux=True)(w, b, key)
        change, state = method.update(slope, state, w)
        return optax.apply_updates(w, change), state, parts

    key, mean = jax.random.PRNGKey(o.seed + 1), w
    for epoch in range(o.epochs):
        began, total = time.time(), np.zeros(2)
        for batch in batches(examples, chance):
            key, here = jax.random.split(key)
            w, state, parts = update(w, state, batch, here)
            total += np.array([float(p) for p in parts])
            mean = jax.tree.map(lambda a, b: a * 0.998 + b * 0.002, mean, w) if epoch >= o.epochs // 2 else w
        print(f"epoch {epoch + 1}: cues {total[0]:.0f}, roles {total[1]:.0f}, {time.time() - began:.0f} s", flush=True)
        save(mean, words, o)
    return {name: np.asarray(value) for name, value in mean.items()}


def save(w: Weights, words: dict[str, Vocabulary], o: argparse.Namespace) -> None:
    """Half precision is enough: the figures are the same to three places."""
    settings = json.dumps({"words": {n: v.words for n, v in words.items()}, "threshold": o.threshold}, ensure_ascii=False)
    arrays = {name: np.asarray(value, np.float16) for name, value in w.items()}
    np.savez_compressed(o.out, settings=np.array(settings), **arrays)


def main() -> None:
    o = OPTIONS.parse_args()
    with o.examples.open("rb") as file:
        raw, examples = pickle.load(file)
    train(examples, {name: Vocabulary(words) for name, words in raw.items()}, o)


if __name__ == "__main__":
    main()
