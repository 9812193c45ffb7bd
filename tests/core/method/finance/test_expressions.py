"""Conditions: what may stand in them, and what they say when not everything is known."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.method.finance.expressions import DEEPEST, NotAnExpression, Outcome, parse
from schuifaan.core.method.finance.facts import Situation
from tests.core.method.finance.small_incomes import SOO, situation

T, F, UNKNOWN = Outcome(True), Outcome(False), None


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("dwellings >= 5", T),
        ("dwellings > 5", F),
        ("5 <= dwellings <= 20", T),
        ("5 < dwellings <= 20", F),
        ("dwellings != 6 and 4 < dwellings", T),
        ("dwellings in (4, 5)", T),
        ("share_55 >= 49.5", T),
        ("share_55 == 49.6", T),  # through a float it would not be
        ("share_55 < dwellings", F),
        ("access == 'neighbourhood'", F),
        ("access != 'neighbourhood'", T),
        ("access in ('residents', 'neighbourhood')", T),
        ("day_care", T),
        ("not day_care or alcohol", F),
        ("uses('income.soo')", T),
        ("uses('income.drinks')", F),
        # What is not known: distance_m, gross_m2, usable_m2, catering, owner.
        ("distance_m <= 100", Outcome(None, ("distance_m",))),
        ("10 <= distance_m <= 100", Outcome(None, ("distance_m",))),
        ("not catering", Outcome(None, ("catering",))),
        ("owner in ('municipality', 'other')", Outcome(None, ("owner",))),
        ("gross_m2 >= usable_m2", Outcome(None, ("gross_m2", "usable_m2"))),
        ("gross_m2 >= dwellings", Outcome(None, ("gross_m2",))),
        ("distance_m <= 100 and dwellings > 5", F),
        ("dwellings > 5 and distance_m <= 100", F),
        ("distance_m <= 100 and dwellings == 5", Outcome(None, ("distance_m",))),
        ("distance_m <= 100 or day_care", T),
        ("distance_m <= 100 or alcohol", Outcome(None, ("distance_m",))),
        ("(catering and alcohol) or distance_m <= 100", Outcome(None, ("distance_m",))),
        ("not (catering and distance_m < 5) and catering", Outcome(None, ("catering", "distance_m"))),
    ],
)
def test_an_expression_is_true_false_or_waits_for_what_is_missing(text: str, outcome: Outcome) -> None:
    here = situation(
        SOO, dwellings=5, share_55=Decimal("49.6"), access="residents", day_care=True, alcohol=False
    )
    assert parse(text).holds(here) == outcome


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("", 1, "invalid syntax"),
        ("dwellings > > 5", 13, "invalid syntax"),
        ("dwellings >", 12, "invalid syntax"),
        ("dwelings > 5", 1, "there is no fact dwelings"),
        ("day_care and homes > 5", 14, "there is no fact homes"),
        ("dwellings", 1, "dwellings is no yes or no: compare it with something"),
        ("not access", 5, "access is no yes or no: compare it with something"),
        ("day_care == 'yes'", 1, "day_care is yes or no: it stands by itself, or behind `not`"),
        ("alcohol and 5 > day_care", 17, "day_care is yes or no: it stands by itself, or behind `not`"),
        ("access == 5", 11, "access is compared with texts only"),
        ("access == owner", 11, "access is compared with texts only"),
        ("dwellings == '5'", 14, "dwellings is compared with numbers only"),
        ("dwellings > access", 13, "dwellings is compared with numbers only"),
        ("access > 'a'", 10, "a choice cannot be compared in this way"),
        ("access not in ('a', 'b')", 15, "a choice cannot be compared in this way"),
        ("dwellings is 5", 14, "a number cannot be compared in this way"),
        ("access in ('residents')", 12, "several values stand behind `in`, and nothing else does"),
        ("access == ('a', 'b')", 11, "several values stand behind `in`, and nothing else does"),
        ("('a', 'b') == access", 15, "several values stand behind `in`, and nothing else does"),
        ("access in ()", 11, "no fact, number or text"),
        ("dwellings in (5, 'a')", 14, "numbers and texts do not go together"),
        ("'é' == 'a'", 8, "nothing is asked here: this is always the same"),
        ("dwellings > -1", 13, "no fact, number or text"),
        ("dwellings > True", 13, "no fact, number or text"),
        ("dwellings > 0x10", 13, "no fact, number or text"),
        ("dwellings > 1e9", 13, "no fact, number or text"),
        ("dwellings + 1 > 5", 1, "no fact, number or text"),
        ("f'{access}' == 'a'", 1, "no fact, number or text"),
        ("access.upper() == 'a'", 1, "no fact, number or text"),
        ("True", 1, "no condition"),
        ("5 and day_care", 1, "no condition"),
        ("day_care if alcohol else catering", 1, "no condition"),
        ("lambda: day_care", 1, "no condition"),
        ("[day_care for alcohol in owner]", 1, "no condition"),
        ("(day_care and\n  alcohol and 5)", 29, "no condition"),
        ("uses(access)", 1, "the only thing to call is uses('income.…')"),
        ("uses('a', 'b')", 1, "the only thing to call is uses('income.…')"),
        ("uses('a', x='b')", 1, "the only thing to call is uses('income.…')"),
        ("__import__('os')", 1, "the only thing to call is uses('income.…')"),
        ("access == '\\x61'", 12, "a backslash has no place here"),
        ("not " * DEEPEST + "day_care", 4 * DEEPEST + 1, f"nested deeper than {DEEPEST}"),
        ("day_care or " * 25 + "day_care", 301, "longer than 300 characters"),
    ],
)
def test_whatever_else_stands_there_is_refused_with_its_place(text: str, place: int, reason: str) -> None:
    with pytest.raises(NotAnExpression) as refused:
        parse(text)
    assert (refused.value.reason, refused.value.place) == (reason, place)
    assert str(refused.value) == f"{reason} (character {place})"


@pytest.mark.parametrize("text", ["(" * 300, "(" * 250 + "day_care" + ")" * 40, "day_care\0", "\ud800"])
def test_what_python_itself_cannot_read_is_refused(text: str) -> None:
    with pytest.raises(NotAnExpression):
        parse(text)


def test_an_expression_tells_what_it_asks() -> None:
    read = parse(
        "dwellings >= 5 and 5 <= dwellings < 20 and access in ('residents', 'x') and not uses('income.soo')"
    )
    assert read.facts == ("dwellings", "access")
    assert read.sources == ("income.soo",)
    assert read.compared == (
        ("dwellings", Decimal(5)),
        ("dwellings", Decimal(20)),
        ("access", "residents"),
        ("access", "x"),
    )


# ------------------------------------------------------------------ whatever people write

YES_NO = ("day_care", "alcohol", "catering")
NUMBERS = ("dwellings", "distance_m", "share_55")
figures = st.integers(0, 8).map(lambda half: str(Decimal(half) / 2))
options = st.sampled_from(["residents", "neighbourhood"])
atoms = st.one_of(
    st.sampled_from(YES_NO),
    st.just("uses('income.soo')"),
    st.builds(
        "{} {} {}".format,
        st.sampled_from(NUMBERS),
        st.sampled_from(["==", "!=", "<", "<=", ">", ">="]),
        figures | st.sampled_from(NUMBERS),
    ),
    st.builds("{} in ({}, {})".format, st.sampled_from(NUMBERS), figures, figures),
    st.builds("access {} '{}'".format, st.sampled_from(["==", "!="]), options),
)
# A chain is read as its links: ("and", link, link) with the text of the chain.
chains = st.builds(
    lambda low, name, high: (f"{low} <= {name} < {high}", "and", f"{low} <= {name}", f"{name} < {high}"),
    figures | st.sampled_from(NUMBERS),
    st.sampled_from(NUMBERS),
    figures | st.sampled_from(NUMBERS),
)
Tree = str | tuple[Any, ...]
trees: st.SearchStrategy[Tree] = st.recursive(
    atoms | chains,
    lambda smaller: st.one_of(
        st.builds(lambda one: (f"not ({_text(one)})", "not", one), smaller),
        st.builds(
            lambda word, one, other: (f"({_text(one)}) {word} ({_text(other)})", word, one, other),
            st.sampled_from(["and", "or"]),
            smaller,
            smaller,
        ),
    ),
    max_leaves=5,
)
known = {
    **{name: st.booleans() for name in YES_NO},
    **{name: st.integers(0, 4).map(Decimal) for name in NUMBERS},
    "access": options,
}
full = st.fixed_dictionaries(known)
partly = st.fixed_dictionaries({}, optional=known)
used = st.sampled_from([frozenset(), frozenset({SOO})])


def _text(tree: Tree) -> str:
    return tree if isinstance(tree, str) else tree[0]


def _kleene(tree: Tree, here: Situation) -> int:
    """2 true, 1 unknown, 0 false: `and` is the least, `or` the most."""
    if isinstance(tree, tuple):
        values = [_kleene(one, here) for one in tree[2:]]
        if tree[1] == "not":
            return 2 - values[0]
        return min(values) if tree[1] == "and" else max(values)
    asks = [name for name in known if name in tree]
    return 2 * _python(tree, here) if all(name in here.values for name in asks) else 1


def _python(text: str, here: Situation) -> bool:
    names = {**here.values, "uses": lambda source: source in here.used}
    return bool(eval(text, {"__builtins__": {}}, names))  # noqa: S307 - texts made above


@given(tree=trees, values=partly, used=used)
def test_random_expressions_follow_the_three_valued_tables(
    tree: Tree, values: dict[str, Any], used: frozenset[str]
) -> None:
    here = Situation(values, used)
    assert parse(_text(tree)).holds(here).value is {2: True, 1: None, 0: False}[_kleene(tree, here)]


@given(tree=trees, values=full, used=used)
def test_with_everything_known_it_says_what_python_says(
    tree: Tree, values: dict[str, Any], used: frozenset[str]
) -> None:
    here = Situation(values, used)
    assert parse(_text(tree)).holds(here) == Outcome(_python(_text(tree), here))


@given(tree=trees, values=partly, later=full, used=used)
def test_what_is_missing_is_all_that_is_still_needed(
    tree: Tree, values: dict[str, Any], later: dict[str, Any], used: frozenset[str]
) -> None:
    read = parse(_text(tree))
    now = read.holds(Situation(values, used))
    assert (now.value is None) == bool(now.missing)
    assert set(now.missing) <= set(read.facts) - set(values)
    filled = read.holds(Situation({**values, **{name: later[name] for name in now.missing}}, used))
    # Known once those are filled in, and the rest, whatever it turns out to be, changes nothing.
    assert filled == read.holds(Situation({**later, **values}, used))
    assert filled.missing == ()
