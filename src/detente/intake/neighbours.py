"""Pairs of texts that locality-sensitive hashing brings together, found without looking at all pairs.

MinHash minima are cut into bands; texts that agree on all rows of a band share a bucket. `pairs` names every pair once.
`unite_alike` joins what is alike into groups and looks at a group again only until one member is found alike, so that a
thousand nearly identical texts cost a thousand comparisons and not half a million; its groups are those that comparing
all pairs would give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

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
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for number, sketch in enumerate(sketches):
        shared = [buckets[key] for key in _keys(sketch, bands)]
        for other in sorted(set().union(*shared)):
            yield other, number
        for bucket in shared:
            bucket.append(number)


def unite_alike(sketches: Sequence[Sketch], bands: Bands, alike: Callable[[Sketch, Sketch], bool]) -> Groups:
    """The groups that arise when all pairs with a bucket in common and alike are joined. `alike` is symmetric."""
    groups = Groups(len(sketches))
    buckets: dict[tuple[int, bytes], dict[int, list[int]]] = defaultdict(dict)
    for number, sketch in enumerate(sketches):
        shared = [buckets[key] for key in _keys(sketch, bands)]
        seen: set[int] = set()
        for bucket in shared:
            for root in _roots(bucket, groups):
                if groups.root(root) == groups.root(number):
                    continue
                for other in bucket[root]:
                    if other not in seen and alike(sketches[other], sketch):
                        groups.join(other, number)
                        break
                    seen.add(other)
        for bucket in shared:
            bucket.setdefault(groups.root(number), []).append(number)
    return groups


def _roots(bucket: dict[int, list[int]], groups: Groups) -> list[int]:
    """The groups in a bucket, after those that were joined meanwhile are put together."""
    for old in [root for root in bucket if groups.root(root) != root]:
        members = bucket.pop(old)
        kept = bucket.setdefault(groups.root(old), [])
        kept += members
    return list(bucket)


def _keys(sketch: Sketch, bands: Bands) -> list[tuple[int, bytes]]:
    count, rows = bands
    minima = sketch.minima()
    width = 4 * rows
    return [(band, minima[band * width : (band + 1) * width]) for band in range(count)]
