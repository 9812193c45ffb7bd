from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.timeline.rewriting import Written, rewrite


def wall(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}")


def test_what_stays_the_same_is_kept() -> None:
    found = rewrite([Written("a", wall("12-07T10:00"))], [wall("12-07T10:00"), wall("12-14T10:00")])
    assert (found.keep, found.move, found.add) == (("a",), {}, (wall("12-14T10:00"),))


def test_another_hour_of_the_same_day_is_a_move() -> None:
    found = rewrite([Written("a", wall("12-07T10:00"))], [wall("12-07T14:00")])
    assert (found.move, found.add, found.drop) == ({"a": wall("12-07T14:00")}, (), ())


def test_another_day_of_the_same_week_is_a_move() -> None:
    found = rewrite(
        [Written("mon", wall("12-07T10:00")), Written("next", wall("12-14T10:00"))],
        [wall("12-08T10:00"), wall("12-15T10:00")],
    )
    assert found.move == {"mon": wall("12-08T10:00"), "next": wall("12-15T10:00")}


def test_of_two_in_a_week_the_nearest_is_taken() -> None:
    found = rewrite([Written("a", wall("12-09T10:00"))], [wall("12-07T10:00"), wall("12-10T10:00")])
    assert (found.move, found.add) == ({"a": wall("12-10T10:00")}, (wall("12-07T10:00"),))


def test_what_has_no_place_left_is_dropped_or_stranded_when_touched() -> None:
    found = rewrite(
        [Written("quiet", wall("12-07T10:00")), Written("joined", wall("12-14T10:00"), touched=True)], []
    )
    assert (found.drop, found.strand) == (("quiet",), ("joined",))


def test_a_day_that_matches_goes_before_a_week_that_matches() -> None:
    found = rewrite(
        [Written("mon", wall("12-07T10:00")), Written("tue", wall("12-08T10:00"))], [wall("12-08T11:00")]
    )
    assert (found.move, found.drop) == ({"tue": wall("12-08T11:00")}, ("mon",))


walls = st.integers(0, 40 * 24).map(lambda hours: datetime(2026, 12, 1) + timedelta(hours=hours))


@given(st.lists(st.tuples(walls, st.booleans()), unique_by=lambda pair: pair[0]), st.sets(walls))
def test_every_time_is_accounted_for_once(
    written: list[tuple[datetime, bool]], wanted: set[datetime]
) -> None:
    rows = [Written(number, at, touched) for number, (at, touched) in enumerate(written)]
    found = rewrite(rows, sorted(wanted))
    kept = {rows[key].wall for key in found.keep}
    assert sorted([*found.keep, *found.move, *found.drop, *found.strand]) == [row.key for row in rows]
    assert sorted([*kept, *found.move.values(), *found.add]) == sorted(wanted)
    assert all(rows[key].touched for key in found.strand)
    assert not any(rows[key].touched for key in found.drop)
