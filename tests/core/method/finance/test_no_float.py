"""Money is whole cents or exact decimals: no number with a floating point anywhere in the sums."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from schuifaan.core.method import finance

# What a solver proposes in fractions is checked in whole cents before it counts; only there fractions are at home.
PROPOSES = {"proposing"}
HANDED_TO_IT = {"solving": {"0.5"}}
MODULES = sorted(one for one in Path(finance.__file__).parent.glob("*.py") if one.stem not in PROPOSES)
INEXACT_MODULES = {"math", "cmath", "statistics", "random"}
EXACT_OF_MATH = {"ceil", "floor", "gcd", "isqrt", "lcm", "comb"}


def inexact(tree: ast.AST) -> Iterator[str]:
    """What could bring a floating point number into the sums, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield f"{node.lineno}: {node.value}"
        elif isinstance(node, ast.Name) and node.id in {"float", "complex"}:
            yield f"{node.lineno}: {node.id}"
        elif isinstance(node, ast.ImportFrom) and node.module in INEXACT_MODULES:
            yield from (f"{node.lineno}: {one.name}" for one in node.names if one.name not in EXACT_OF_MATH)
        elif isinstance(node, ast.Import):
            yield from (f"{node.lineno}: {one.name}" for one in node.names if one.name in INEXACT_MODULES)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_sums_hold_no_float(module: Path) -> None:
    found = inexact(ast.parse(module.read_text()))
    kept = HANDED_TO_IT.get(module.stem, set())

    assert [one for one in found if one.partition(": ")[2] not in kept] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("a = 0.5", ["1: 0.5"]),
        ("a = Decimal('0.5')", []),
        ("a = float(b)", ["1: float"]),
        ("def a(b: float) -> None: ...", ["1: float"]),
        ("import math", ["1: math"]),
        ("from math import ceil, sqrt", ["1: sqrt"]),
        ("a = 1e3", ["1: 1000.0"]),
        ("a = 2 * 3 // 4", []),
    ],
)
def test_floats_are_found(code: str, found: list[str]) -> None:
    assert list(inexact(ast.parse(code))) == found
