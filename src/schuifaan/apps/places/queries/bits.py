"""Sets of places as the bits of one large number: filters of ten thousand places in microseconds."""

from collections.abc import Iterable, Iterator
from itertools import compress

_FLAGS = bytes.maketrans(b"01", b"\x00\x01")


def bits_of(indexes: Iterable[int], size: int) -> int:
    """The set of these indexes; all are below `size`."""
    flags = bytearray((size + 7) // 8)
    for index in indexes:
        flags[index >> 3] |= 1 << (index & 7)
    return int.from_bytes(flags, "little")


def all_bits(size: int) -> int:
    return (1 << size) - 1


def indexes_of(bits: int) -> Iterator[int]:
    """The members of a set, in order."""
    flags = f"{bits:b}".encode()[::-1].translate(_FLAGS)
    return compress(range(len(flags)), flags)
