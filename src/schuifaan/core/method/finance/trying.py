"""Every set of sources tried at once, in whole cents, as long as they are few: so that none is overlooked."""

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
# With more sources there are too many sets; with larger sums they do not fit a machine number.
MOST = 16
LARGEST = 2**62


def can_try(size: int, rows: Iterable[Iterable[int]]) -> bool:
    return size <= MOST and all(sum(abs(weight) for weight in row) < LARGEST for row in rows)


class Sets:
    """The sets that are left, each a number whose bits are the places of its sources."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.left: Numbers = np.arange(2**size, dtype=np.int64)

    @classmethod
    def none(cls) -> "Sets":
        sets = cls(0)
        sets.left = sets.left[:0]
        return sets

    def keep_at_least(self, weights: Iterable[int], least: int) -> None:
        if len(self.left) and abs(least) < LARGEST:
            self.left = self.left[self.sums(weights) >= least]

    def drop_together(self, places: Iterable[int]) -> None:
        """Those that hold all of these."""
        mask = sum(1 << place for place in places)
        self.left = self.left[(self.left & mask) != mask]

    def sums(self, weights: Iterable[int]) -> Numbers:
        """Of each set that is left."""
        every: Numbers = np.zeros(1, dtype=np.int64)
        if not len(self.left):
            return every[:0]
        for weight in weights:
            every = np.concatenate([every, every + weight])
        return every[self.left]

    def touched(self, groups: Iterable[Iterable[int]]) -> Numbers:
        """How many of the groups each set has something of."""
        count: Numbers = np.zeros(len(self.left), dtype=np.int64)
        for places in groups:
            count += (self.left & sum(1 << place for place in places)) != 0
        return count

    def first(self, keys: tuple[Numbers, ...], count: int) -> Iterator[frozenset[int]]:
        """The first by these keys, the first key weighing most, with all that are equal to the last of them."""
        if not len(self.left) or not count:
            return
        order = np.lexsort(keys[::-1]) if keys else np.arange(len(self.left))
        last = order[min(count, len(order)) - 1]
        for position in order:
            if count <= 0 and any(key[position] != key[last] for key in keys):
                return
            count -= 1
            number = int(self.left[position])
            yield frozenset(place for place in range(self.size) if number >> place & 1)
