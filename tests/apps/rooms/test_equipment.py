"""What stands beside a room is promised no more often than it is there, whatever becomes of a booking."""

import pytest

from schuifaan.apps.rooms.actions.asking import NotToLet, Wish, ask
from schuifaan.apps.rooms.actions.changing import add_back, cancel_times, change_following, move_time, swap
from schuifaan.apps.rooms.actions.deciding import confirm
from schuifaan.apps.rooms.actions.keeping import NotEnough
from schuifaan.apps.rooms.enums import Use
from schuifaan.apps.rooms.models import BookedEquipment, Equipment
from schuifaan.apps.rooms.queries.parties import why_not_to
from tests.apps.rooms.series import NOW, WEEK, plan, times
from tests.factories.rooms import at, make_booking, make_party, make_room
from tests.racing import at_once, names_of

EVENING = (at(18), at(20))
LATE = (at(20), at(22))


def beside(booking, what, count=1):
    BookedEquipment.objects.create(booking=booking, equipment=what, count=count)
    return booking


@pytest.fixture
def beamer(place):
    return Equipment.objects.create(place=place, name="beamer", count=1)


@pytest.fixture
def theirs(kitchen, beamer):
    """The only one is in the kitchen in the evening, this week and the next."""
    return beside(make_booking(kitchen, EVENING, tuple(one + WEEK for one in EVENING)), beamer)


@pytest.fixture
def ours(room, terms, beamer, theirs):
    """It is ours late in the evening, this week and the next two."""
    terms.free_until_days = 0
    terms.save()
    return beside(make_booking(room, *[tuple(one + n * WEEK for one in LATE) for n in range(3)]), beamer)


@pytest.mark.django_db
def test_moved_to_when_others_have_it_says_so_and_moves_nothing(ours, manager):
    before, first = plan(ours), times(ours)[0]
    for by in (manager, None):
        with pytest.raises(NotEnough) as caught:
            move_time(time=first, starts_at=at(19), ends_at=at(21), by=by, now=NOW)
        assert caught.value.field == "equipment"
        assert str(caught.value) == (
            "beamer is dan niet vrij: dinsdag 6 januari 20.00–22.00 uur. "
            "Vraag het er niet bij, of kies een andere tijd."
        )
    assert plan(ours) == before
    assert why_not_to(first, first.room, (at(19), at(21)), NOW) == str(caught.value)
    assert why_not_to(first, first.room, (at(20), at(21)), NOW) == ""
    move_time(time=first, starts_at=at(20), ends_at=at(21), by=manager, now=NOW)


@pytest.mark.django_db
def test_two_times_of_one_booking_at_once_want_it_twice(ours, theirs, kitchen, manager):
    other = times(ours)[1]
    with pytest.raises(NotEnough):
        move_time(time=other, starts_at=at(20), ends_at=at(22), room=kitchen, by=manager, now=NOW)
    beamers = Equipment.objects.get()
    beamers.count = 2
    beamers.save()
    move_time(time=other, starts_at=at(20), ends_at=at(22), room=kitchen, by=manager, now=NOW)


@pytest.mark.django_db
def test_moved_to_another_room_leaves_behind_what_stands_in_this_one(room, kitchen, manager):
    piano = Equipment.objects.create(place=room.place, room=room, name="piano", count=1)
    booking = beside(make_booking(room, EVENING), piano)
    with pytest.raises(NotEnough) as caught:
        move_time(time=times(booking)[0], starts_at=at(18), ends_at=at(20), room=kitchen, by=manager, now=NOW)
    assert str(caught.value) == (
        "piano hoort bij Achterzaal, niet bij Keuken. Vraag het er niet bij, of kies Achterzaal."
    )


@pytest.mark.django_db
def test_a_series_that_goes_to_when_others_have_it_stays(ours, manager):
    before = plan(ours)
    told = {"starts": at(18).time(), "ends": at(20).time()}
    for by in (manager, None):
        with pytest.raises(NotEnough, match="beamer"):
            change_following(time=times(ours)[0], by=by, now=NOW, **told)
    assert plan(ours) == before
    starts, ends = (one.astimezone().time() for one in (at(18), at(20)))
    change_following(time=times(ours)[2], by=manager, now=NOW, starts=starts, ends=ends)


@pytest.mark.django_db
def test_added_back_only_while_it_is_there(room, beamer, kitchen, manager):
    booking = beside(make_booking(room, EVENING, LATE), beamer)
    first = times(booking)[0]
    cancel_times(times=[first], by=manager, now=NOW)
    beside(make_booking(kitchen, EVENING), beamer)
    with pytest.raises(NotEnough):
        add_back(times=[first], by=manager, now=NOW)
    assert times(booking)[0].state == "cancelled"


@pytest.mark.django_db
def test_swapped_each_takes_its_own_along(room, kitchen, place, beamer, manager):
    """The one that goes to the evening would have it beside a third."""
    third = make_room(place, "Zolder")
    beside(make_booking(third, EVENING), beamer)
    one, other = make_booking(kitchen, EVENING), beside(make_booking(room, LATE), beamer)
    with pytest.raises(NotEnough):
        swap(one=times(one)[0], other=times(other)[0], by=manager, now=NOW)
    assert [plan(one)[0][0], plan(other)[0][0]] == [at(18), at(20)]
    BookedEquipment.objects.filter(booking=other).delete()
    swap(one=times(one)[0], other=times(other)[0], by=manager, now=NOW)


@pytest.mark.django_db
def test_two_who_have_it_one_after_another_may_swap(room, kitchen, beamer, manager):
    one, other = (beside(make_booking(*told), beamer) for told in ((kitchen, EVENING), (room, LATE)))
    swap(one=times(one)[0], other=times(other)[0], by=manager, now=NOW)
    assert [plan(one)[0][0], plan(other)[0][0]] == [at(20), at(18)]


@pytest.mark.django_db
def test_yes_is_not_said_to_what_has_gone_meanwhile(room, beamer, manager):
    asked = beside(make_booking(room, EVENING, status="requested"), beamer, 1)
    chairs = Equipment.objects.create(place=room.place, name="klapstoelen", count=40)
    beside(asked, chairs, 40)
    chairs.count = 30
    chairs.save()
    with pytest.raises(NotEnough) as caught:
        confirm(booking=asked, by=manager, now=NOW)
    assert str(caught.value) == (
        "Van klapstoelen zijn er dan nog 30 vrij: dinsdag 6 januari 19.00–21.00 uur. "
        "Vraag er minder, of kies een andere tijd."
    )
    asked.refresh_from_db()
    assert asked.status == "requested"
    chairs.count = 40
    chairs.save()
    assert confirm(booking=asked, by=manager, now=NOW).status == "confirmed"


@pytest.mark.django_db
def test_what_is_over_needs_nothing_any_more(room, kitchen, beamer, manager):
    beside(make_booking(kitchen, EVENING), beamer)
    asked = beside(make_booking(room, EVENING, status="requested"), beamer)
    with pytest.raises(NotEnough):
        confirm(booking=asked, by=manager, now=NOW)
    assert confirm(booking=asked, by=manager, now=at(21)).status == "confirmed"


@pytest.mark.django_db(transaction=True)
def test_the_last_one_goes_to_one_of_all_who_want_it_at_once(place, manager):
    beamer = Equipment.objects.create(place=place, name="beamer", count=1)
    rooms = [make_room(place, name, is_let=True) for name in ("Links", "Midden", "Rechts", "Boven")]
    moving = beside(make_booking(rooms[3], LATE), beamer)
    party = make_party(place, "Soepgroep")

    def asks(room):
        wish = Wish(room=room, periods=[EVENING], use=Use.CLUB, title="Soep", equipment={beamer: 1})
        ask(place=place, party=party, wish=wish, by=manager, now=NOW)

    def moves(_room):
        move_time(time=moving.times.get(), starts_at=at(18), ends_at=at(20), by=manager, now=NOW)

    work = [(asks, rooms[0]), (asks, rooms[1]), (asks, rooms[2]), (moves, rooms[3])]
    outcomes = at_once(lambda one: one[0](one[1]), work)
    assert names_of(outcomes) == ["NoneType", "NotEnough", "NotEnough", "NotEnough"]
    assert all(isinstance(one, NotToLet) for one in outcomes if one)
    at_evening = BookedEquipment.objects.filter(booking__times__starts_at=EVENING[0])
    assert at_evening.count() == 1
