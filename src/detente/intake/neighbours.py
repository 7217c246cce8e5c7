"""Pairs of texts that locality-sensitive hashing brings together, found without looking at all pairs.

MinHash minima are cut into bands; texts that agree on all rows of a band share a bucket. `pairs` names every pair once.
`unite_alike` joins what is alike into groups and looks at a group again only until one member is found alike, so that a
thousand nearly identical texts cost a thousand comparisons and not half a million; its groups are those that comparing
all pairs would give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from detente.intake.sketches import Sketch

Bands = tuple[int, int]
"""How many bands, and how many minima each has."""


class Groups:
    """Union-find over the numbers from 0; a group's root is its smallest number."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, number: int) -> int:
        parent = self._parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def join(self, one: int, other: int) -> int:
        """The root of both from now on."""
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first
        return first


def pairs(sketches: Sequence[Sketch], bands: Bands) -> Iterator[tuple[int, int]]:
    """Places of the sketches of every pair with a bucket in common: each pair once, smaller place first, in order."""
    members: dict[int, list[int]] = defaultdict(list)
    for number, buckets in enumerate(_buckets(sketches, bands)):
        for other in sorted(set().union(*(members[bucket] for bucket in buckets))):
            yield other, number
        for bucket in buckets:
            members[bucket].append(number)


def unite_alike(sketches: Sequence[Sketch], bands: Bands, alike: Callable[[Sketch, Sketch], bool]) -> Groups:
    """The groups that arise when all pairs with a bucket in common and alike are joined. `alike` is symmetric."""
    groups = Groups(len(sketches))
    members: dict[int, dict[int, list[int]]] = defaultdict(dict)
    for number, buckets in enumerate(_buckets(sketches, bands)):
        seen: set[int] = set()
        for bucket in buckets:
            for root in _roots(members[bucket], groups):
                if groups.root(root) == groups.root(number):
                    continue
                for other in members[bucket][root]:
                    if other not in seen and alike(sketches[other], sketches[number]):
                        groups.join(other, number)
                        break
                    seen.add(other)
        for bucket in buckets:
            members[bucket].setdefault(groups.root(number), []).append(number)
    return groups


def _roots(members: dict[int, list[int]], groups: Groups) -> list[int]:
    """The groups in a bucket, after those that were joined meanwhile are put together."""
    for old in [root for root in members if groups.root(root) != root]:
        moved = members.pop(old)
        kept = members.setdefault(groups.root(old), [])
        kept += moved
    return list(members)


def _buckets(sketches: Sequence[Sketch], bands: Bands) -> list[list[int]]:
    """For each sketch the numbers of the buckets that it shares with another; one that nobody shares is left out."""
    count, rows = bands
    found: list[list[int]] = [[] for _ in sketches]
    if not sketches:
        return found
    minima = np.frombuffer(b"".join(sketch.minima() for sketch in sketches), dtype="<u4")
    table = minima.reshape(len(sketches), -1)[:, : count * rows].reshape(len(sketches), count, rows)
    bucket = 0
    for band in range(count):
        _, places, sizes = np.unique(table[:, band], axis=0, return_inverse=True, return_counts=True)
        places = places.reshape(-1)
        for number in np.flatnonzero(sizes[places] > 1).tolist():
            found[number].append(bucket + int(places[number]))
        bucket += len(sizes)
    return found
