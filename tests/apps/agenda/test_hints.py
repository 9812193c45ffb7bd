"""What the offer lacks, from the offer alone."""

from datetime import datetime, time

from schuifaan.apps.agenda.enums import OccurrenceState
from schuifaan.apps.agenda.queries.hints import Lack, OfferedTime, hints, hints_for
from tests.factories import TODAY
from tests.factories.agenda import make_activity, make_series


def offered(day, starts, ends, *, cents=0, sign_up=False):
    """A day of November 2026; the 23rd is a Monday."""
    return OfferedTime(datetime(2026, 11, day, starts), datetime(2026, 11, day, ends), cents, sign_up)


MORNING, AFTERNOON = offered(23, 10, 12), offered(23, 14, 16)
EVENING, SATURDAY = offered(23, 19, 21), offered(28, 10, 12)
ALL = [MORNING, AFTERNOON, EVENING, SATURDAY]


def lacks(*times):
    return {hint.lack for hint in hints(times)}


def test_nothing_after_six_is_nothing_for_who_works_by_day():
    (hint,) = hints([MORNING, AFTERNOON, SATURDAY])
    assert (hint.lack, hint.text) == (
        Lack.EVENING, "De komende maand is er niets na 18.00 uur: niets voor wie overdag werkt.",
    )  # fmt: skip


def test_a_whole_offer_gives_no_hints():
    assert hints(ALL) == []


def test_an_empty_agenda_speaks_for_itself():
    assert hints([]) == []


def test_each_lack_is_seen():
    assert lacks(MORNING, AFTERNOON, EVENING) == {Lack.WEEKEND}
    assert lacks(MORNING, EVENING, SATURDAY) == {Lack.AFTERNOON}
    paid = [OfferedTime(one.starts, one.ends, 250, one.sign_up) for one in ALL]
    assert lacks(*paid) == {Lack.FREE}
    asked = [OfferedTime(one.starts, one.ends, 0, sign_up=True) for one in ALL]
    assert lacks(*asked) == {Lack.WALK_IN}


def test_what_lasts_into_the_evening_counts():
    assert Lack.EVENING not in lacks(MORNING, offered(23, 16, 20), SATURDAY)


def test_only_what_residents_can_see_counts(place):
    make_series(make_activity(place), at=time(10))
    hidden = make_activity(place, status="draft")
    make_series(hidden, at=time(19))
    called_off = make_series(make_activity(place), at=time(20))
    called_off.occurrences.update(state=OccurrenceState.CANCELLED)
    assert Lack.EVENING in {hint.lack for hint in hints_for(place, today=TODAY)}
    make_series(make_activity(place), at=time(20))
    assert Lack.EVENING not in {hint.lack for hint in hints_for(place, today=TODAY)}
