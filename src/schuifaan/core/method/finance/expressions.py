"""Conditions as small readable expressions, true, false or unknown: `dwellings >= 5 and access == 'neighbourhood'`."""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any, Protocol

from schuifaan.core.method.finance.facts import FACTS, FactKind, Situation

MOST_CHARACTERS = 300
DEEPEST = 12
NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")


class NotAnExpression(ValueError):  # noqa: N818 - it says what it is
    """What cannot be read as a condition, and at which character (1 is the first)."""

    def __init__(self, reason: str, *, place: int) -> None:
        super().__init__(f"{reason} (character {place})")
        self.reason = reason
        self.place = place


@dataclass(frozen=True)
class Outcome:
    """None: not known yet; `missing` then names the facts that could still change that, as they stand in the text."""

    value: bool | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Expression:
    """A condition that was read and found in order."""

    text: str
    root: "_Part"
    facts: tuple[str, ...]  # names of FACTS, as they stand in the text
    sources: tuple[str, ...]  # what `uses()` asks about
    compared: tuple[tuple[str, Decimal | str], ...]  # (fact, number or option) for every comparison

    def holds(self, situation: Situation) -> Outcome:
        """Three-valued: what is false whatever the unknown turns out to be, is false, and nothing is missing."""
        return self.root.outcome(situation)


@lru_cache(maxsize=1024)
def parse(text: str) -> Expression:
    """Read a condition; NotAnExpression says where and why it is none.

    It may hold: and, or, not, == != < <= > >= in (chained too), the names of FACTS, numbers, texts, tuples of
    those behind `in`, and uses('income.soo'). A fact that is a number is compared with numbers, a choice with the
    ids of options, and a yes or no stands by itself.
    """
    if len(text) > MOST_CHARACTERS:
        raise NotAnExpression(f"longer than {MOST_CHARACTERS} characters", place=MOST_CHARACTERS + 1)
    if "\\" in text:  # an escape in a text would only hide what stands there
        raise NotAnExpression("a backslash has no place here", place=text.index("\\") + 1)
    try:
        tree = ast.parse(text, mode="eval")
    except SyntaxError as broken:
        raise NotAnExpression(broken.msg, place=broken.offset or len(text) + 1) from None
    except (ValueError, MemoryError, RecursionError) as broken:
        raise NotAnExpression(str(broken) or "nested too deeply", place=1) from None
    reader = _Reader(text)
    root = reader.condition(tree.body, depth=1)
    return Expression(
        text,
        root,
        tuple(dict.fromkeys(reader.facts)),
        tuple(dict.fromkeys(reader.sources)),
        tuple(dict.fromkeys(reader.compared)),
    )


# ------------------------------------------------------------------ what an expression is made of


class _Part(Protocol):
    def outcome(self, situation: Situation) -> Outcome: ...


@dataclass(frozen=True)
class _Joined:
    """`and` (decided by one that is false) or `or` (decided by one that is true)."""

    parts: tuple[_Part, ...]
    decisive: bool

    def outcome(self, situation: Situation) -> Outcome:
        missing: list[str] = []
        for part in self.parts:
            found = part.outcome(situation)
            if found.value is self.decisive:
                return Outcome(self.decisive)
            missing += found.missing
        return Outcome(None, tuple(dict.fromkeys(missing))) if missing else Outcome(not self.decisive)


@dataclass(frozen=True)
class _Not:
    part: _Part

    def outcome(self, situation: Situation) -> Outcome:
        found = self.part.outcome(situation)
        return found if found.value is None else Outcome(not found.value)


@dataclass(frozen=True)
class _YesNo:
    fact: str

    def outcome(self, situation: Situation) -> Outcome:
        value = situation.get(self.fact)
        return Outcome(None, (self.fact,)) if value is None else Outcome(value is True)


@dataclass(frozen=True)
class _Uses:
    source: str

    def outcome(self, situation: Situation) -> Outcome:
        return Outcome(self.source in situation.used)


@dataclass(frozen=True)
class _Operand:
    """One side of a comparison: the name of a fact, or else a number, a text or several of one kind."""

    kind: FactKind
    fact: str = ""
    values: tuple[Decimal | str, ...] = ()
    is_tuple: bool = False

    def value(self, situation: Situation) -> Any:
        if self.fact:
            return situation.get(self.fact)
        return self.values if self.is_tuple else self.values[0]


@dataclass(frozen=True)
class _Comparison:
    left: _Operand
    compare: Callable[[Any, Any], bool]
    right: _Operand

    def outcome(self, situation: Situation) -> Outcome:
        sides = (self.left, self.right)
        missing = tuple(dict.fromkeys(one.fact for one in sides if one.value(situation) is None))
        if missing:
            return Outcome(None, missing)
        return Outcome(self.compare(self.left.value(situation), self.right.value(situation)))


def _is_among(value: Any, several: Any) -> bool:
    return value in several


EQUALS: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {ast.Eq: operator.eq, ast.NotEq: operator.ne}
ORDERS: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


# ------------------------------------------------------------------ reading


@dataclass
class _Reader:
    """Turns Python's tree into ours, and refuses whatever it does not know."""

    text: str
    facts: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    compared: list[tuple[str, Decimal | str]] = field(default_factory=list)

    def condition(self, node: ast.expr, *, depth: int) -> _Part:
        if depth > DEEPEST:
            raise self.refused(node, f"nested deeper than {DEEPEST}")
        match node:
            case ast.BoolOp():
                parts = tuple(self.condition(value, depth=depth + 1) for value in node.values)
                return _Joined(parts, decisive=isinstance(node.op, ast.Or))
            case ast.UnaryOp(op=ast.Not()):
                return _Not(self.condition(node.operand, depth=depth + 1))
            case ast.Compare():
                return self.comparison(node)
            case ast.Call():
                return self.uses(node)
            case ast.Name():
                if self.kind_of(node) != "yes_no":
                    raise self.refused(node, f"{node.id} is no yes or no: compare it with something")
                return _YesNo(node.id)
        raise self.refused(node, "no condition")

    def comparison(self, node: ast.Compare) -> _Part:
        """A chain is each of its links: `5 <= dwellings <= 20`."""
        sides = [self.operand(one) for one in (node.left, *node.comparators)]
        links = tuple(
            self.link(left, op, right, at=at)
            for (left, right), op, at in zip(pairwise(sides), node.ops, node.comparators, strict=True)
        )
        return links[0] if len(links) == 1 else _Joined(links, decisive=False)

    def link(self, left: _Operand, op: ast.cmpop, right: _Operand, *, at: ast.expr) -> _Part:
        if not left.fact and not right.fact:
            raise self.refused(at, "nothing is asked here: this is always the same")
        if left.kind != right.kind:
            name = left.fact or right.fact
            raise self.refused(at, f"{name} is compared with {_WITH[FACTS[name].kind]} only")
        if left.kind == "choice" and left.fact and right.fact:
            raise self.refused(at, f"{left.fact} is compared with {_WITH['choice']} only")
        compare = self.operator(op, left.kind, at)
        if left.is_tuple or right.is_tuple != isinstance(op, ast.In):
            raise self.refused(at, "several values stand behind `in`, and nothing else does")
        for fact, other in ((left.fact, right), (right.fact, left)):
            self.compared += [(fact, value) for value in other.values if fact]
        return _Comparison(left, compare, right)

    def operator(self, op: ast.cmpop, kind: FactKind, at: ast.expr) -> Callable[[Any, Any], bool]:
        if isinstance(op, ast.In):
            return _is_among
        known = EQUALS if kind == "choice" else {**EQUALS, **ORDERS}
        if type(op) not in known:
            raise self.refused(at, f"a {kind} cannot be compared in this way")
        return known[type(op)]

    def operand(self, node: ast.expr) -> _Operand:
        match node:
            case ast.Name():
                kind = self.kind_of(node)
                if kind == "yes_no":
                    raise self.refused(node, f"{node.id} is yes or no: it stands by itself, or behind `not`")
                return _Operand(kind, fact=node.id)
            case ast.Tuple(elts=[_, *_]):
                values = [self.constant(one) for one in node.elts]
                if len({type(one) for one in values}) > 1:
                    raise self.refused(node, "numbers and texts do not go together")
                return _Operand(_kind(values[0]), values=tuple(values), is_tuple=True)
        value = self.constant(node)
        return _Operand(_kind(value), values=(value,))

    def constant(self, node: ast.expr) -> Decimal | str:
        """A number as it is written: through a float 0.1 would become something else."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        written = ast.get_source_segment(self.text, node) or ""
        if not isinstance(node, ast.Constant) or not NUMBER.fullmatch(written):
            raise self.refused(node, "no fact, number or text")
        return Decimal(written)

    def uses(self, node: ast.Call) -> _Part:
        match node:
            case ast.Call(func=ast.Name(id="uses"), args=[ast.Constant(value=str(source))], keywords=[]):
                self.sources.append(source)
                return _Uses(source)
        raise self.refused(node, "the only thing to call is uses('income.…')")

    def kind_of(self, node: ast.Name) -> FactKind:
        if node.id not in FACTS:
            raise self.refused(node, f"there is no fact {node.id}")
        self.facts.append(node.id)
        return FACTS[node.id].kind

    def refused(self, node: ast.expr, reason: str) -> NotAnExpression:
        """Python counts bytes, people characters; and only brackets can hold more than one line."""
        before = self.text.encode().split(b"\n")[: node.lineno]
        return NotAnExpression(
            reason,
            place=sum(len(line.decode()) + 1 for line in before[:-1])
            + len(before[-1][: node.col_offset].decode())
            + 1,
        )


_WITH: Mapping[FactKind, str] = {"number": "numbers", "choice": "texts", "yes_no": "nothing"}


def _kind(value: Decimal | str) -> FactKind:
    return "choice" if isinstance(value, str) else "number"
