"""Wishes that cannot go together, and what is free nearest to one."""

from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.letting.seasons import (
    DAY,
    Kind,
    Slot,
    Space,
    alternatives,
    clashes,
    fits_windows,
    is_free,
    overlap,
)

BIG, SMALL, WHOLE, KITCHEN = 1, 2, 3, 4
EVENING = tuple((day, ((9 * 60, 22 * 60),)) for day in range(1, 8))
SPACES = {
    BIG: Space(frozenset({1}), windows=dict(EVENING)),
    SMALL: Space(frozenset({2}), after=15, windows=dict(EVENING)),
    WHOLE: Space(frozenset({1, 2}), windows=dict(EVENING)),
    KITCHEN: Space(frozenset({3}), windows={2: ((18 * 60, 21 * 60),)}),
}


def slot(space: int, starts: float, ends: float, weekday: int = 2) -> Slot:
    return Slot(weekday, round(starts * 60), round(ends * 60), space)


def slots() -> st.SearchStrategy[Slot]:
    return st.builds(
        lambda weekday, starts, minutes, space: Slot(weekday, starts, min(starts + minutes, DAY - 1), space),
        st.integers(1, 7), st.integers(0, 23 * 60), st.integers(15, 240), st.sampled_from(sorted(SPACES)),
    )  # fmt: skip


def test_the_whole_clashes_with_its_halves_and_these_not_with_each_other() -> None:
    wishes = {1: slot(BIG, 19, 21), 2: slot(SMALL, 19, 21), 3: slot(WHOLE, 20, 22)}
    assert clashes(wishes, SPACES) == {1: (3,), 2: (3,), 3: (1, 2)}


def test_back_to_back_goes_together_unless_it_takes_cleaning() -> None:
    assert not overlap(slot(BIG, 18, 20), slot(BIG, 20, 22), SPACES)
    assert overlap(slot(SMALL, 18, 20), slot(SMALL, 20, 22), SPACES)


def test_cleaning_on_sunday_night_reaches_into_monday() -> None:
    late, early = Slot(7, 23 * 60, DAY - 5, SMALL), Slot(1, 5, 60, SMALL)
    assert overlap(late, early, SPACES)
    assert overlap(early, late, SPACES)


def test_the_nearest_of_each_kind_comes_first_and_always_in_the_same_order() -> None:
    found = alternatives(slot(BIG, 19, 21), SPACES, [slot(BIG, 19, 21)])
    assert [(one.kind, one.slot) for one in found] == [
        (Kind.ROOM, slot(SMALL, 19, 21)),
        (Kind.ROOM, slot(KITCHEN, 19, 21)),
        (Kind.HOUR, slot(BIG, 17, 19)),
        (Kind.DAY, slot(BIG, 19, 21, weekday=1)),
        (Kind.HOUR, slot(BIG, 16.5, 18.5)),
        (Kind.DAY, slot(BIG, 19, 21, weekday=3)),
    ]


def test_what_others_hold_for_years_is_not_offered() -> None:
    found = alternatives(slot(BIG, 19, 21), SPACES, [], is_open=lambda one: one.space == KITCHEN)
    assert [one.slot.space for one in found] == [KITCHEN, KITCHEN]


@given(st.dictionaries(st.integers(1, 40), slots(), max_size=12))
def test_a_clash_is_mutual_and_never_with_oneself(wishes: dict[int, Slot]) -> None:
    found = clashes(wishes, SPACES)
    assert all(key in found[other] for key, others in found.items() for other in others)
    assert all(key not in others for key, others in found.items())
    assert set(found) == {
        one
        for one in wishes
        if any(one != two and overlap(wishes[one], wishes[two], SPACES) for two in wishes)
    }


@given(slots(), st.lists(slots(), max_size=12))
def test_whatever_is_offered_is_free_as_long_and_in_order_of_closeness(wish: Slot, taken: list[Slot]) -> None:
    found = alternatives(wish, SPACES, taken)
    assert all(is_free(one.slot, SPACES, taken) for one in found)
    assert all(one.slot.minutes == wish.minutes and one.slot != wish for one in found)
    assert all(fits_windows(one.slot, SPACES[one.slot.space]) for one in found)
    assert [one.away for one in found] == sorted(one.away for one in found)
    # Who asked first or who asks is no part of it.
    assert found == alternatives(wish, dict(reversed(SPACES.items())), list(reversed(taken)))
