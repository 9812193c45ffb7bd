"""Waiting for a time that is taken: offered in order when it comes free, held a while, then to the next."""

from datetime import timedelta

import pytest

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.rooms.actions.asking import NotToLet, PartyDetails
from schuifaan.apps.rooms.actions.changing import cancel, cancel_times, move_time
from schuifaan.apps.rooms.actions.deciding import confirm, decline, expire
from schuifaan.apps.rooms.actions.waiting import (
    OfferGone,
    RoomFree,
    accept_offer,
    give_up,
    offer_freed,
    wait_for,
)
from schuifaan.apps.rooms.enums import PartyKind, Use, WaitingState
from schuifaan.apps.rooms.models import Booking, Claim, Room, Waiting
from tests.factories.rooms import (
    at,
    make_booking,
    make_claim,
    make_party,
    make_rate_card,
    make_room,
    make_terms,
)
from tests.racing import at_once, names_of

NOW = at(8, day=2)
SLOT = (at(18, day=9), at(20, day=9))


@pytest.fixture
def terms(place):
    return make_terms(place)


@pytest.fixture
def room(place, terms):
    return make_room(place, "Achterzaal", is_let=True)


@pytest.fixture
def taken(room):
    return make_booking(room, SLOT, party=make_party(room.place, "Soepgroep"), price_cents=3000)


def club(place, number, **fields):
    return make_party(place, f"Club {number}", email=f"club{number}@example.org", **fields)


def wait(room, party, period=SLOT, **fields):
    return wait_for(
        party=party, room=room, starts_at=period[0], ends_at=period[1], use=Use.CLUB, **{"now": NOW, **fields}
    )


def states(*rows):
    for row in rows:
        row.refresh_from_db()
    return [row.state for row in rows]


@pytest.mark.django_db
def test_waiting_is_for_what_is_taken_and_once(room, taken):
    party = club(room.place, 1)
    waiting = wait(room, party)
    assert (waiting.state, waiting.asked_at, waiting.use) == ("waiting", NOW, "club")
    assert wait(room, party, now=NOW + timedelta(hours=1)) == waiting
    assert AuditEvent.objects.values_list("verb", "subject").get() == ("waiting.added", "Achterzaal")
    with pytest.raises(RoomFree, match="Achterzaal is dan vrij"):
        wait(room, party, (at(10, day=9), at(11, day=9)))


@pytest.mark.django_db
def test_waiting_keeps_to_the_terms_unless_somebody_of_the_place_notes_it(room, taken, terms, host, stranger):
    party = club(room.place, 1)
    terms.ahead_days = 3
    terms.save()
    with pytest.raises(NotToLet, match="Zo ver vooruit"):
        wait(room, party)
    with pytest.raises(NotAllowed):
        wait(room, party, by=stranger)
    wait(room, party, by=host)
    terms.is_open, terms.ahead_days = False, 400
    terms.save()
    wait(room, club(room.place, 2))
    with pytest.raises(NotToLet, match="zelf geen ruimte vragen"):
        wait(room, PartyDetails("Nieuw", PartyKind.RESIDENT))
    terms.delete()
    with pytest.raises(NotToLet, match="zelf geen ruimte vragen"):
        wait(room, club(room.place, 3))


@pytest.mark.django_db
def test_who_is_not_known_yet_can_wait(room, taken):
    waiting = wait(room, PartyDetails("Nieuw", PartyKind.RESIDENT, email="nieuw@example.org"))
    assert (waiting.party.name, waiting.party.place) == ("Nieuw", room.place)


@pytest.mark.django_db
def test_freed_it_is_offered_to_who_asked_first_and_held(room, taken):
    make_rate_card(room.place, cents=2000)
    second, first = (wait(room, club(room.place, n), now=NOW + timedelta(hours=-n)) for n in (1, 2))
    cancel(booking=taken, by=None, now=NOW)
    assert states(first, second) == ["offered", "waiting"]
    booking = first.booking
    kept = (booking.status, booking.held_until, booking.number, booking.title, booking.shown_as, booking.use)
    assert kept == ("option", NOW + timedelta(hours=48), 2, "club of hobby", "taken", "club")
    assert booking.party == first.party
    held = booking.times.values_list("starts_at", "ends_at", "state", "price_cents", "claim__is_private")
    assert held.get() == (*SLOT, "planned", 2000, True)
    verbs = AuditEvent.objects.filter(verb="waiting.offered").values_list("subject", flat=True)
    assert list(verbs) == ["2 Achterzaal"]


@pytest.mark.django_db
def test_offer_is_held_until_two_hours_before_and_not_made_after_that(room, taken):
    waiting = wait(room, club(room.place, 1))
    start = SLOT[0]
    assert offer_freed(room=room, starts_at=start, ends_at=SLOT[1], now=NOW) == []
    cancel(booking=taken, by=None, now=start - timedelta(hours=3))
    assert states(waiting) == ["offered"]
    assert waiting.booking.held_until == start - timedelta(hours=2)
    expire(now=start - timedelta(hours=2))
    late = wait_row(room, club(room.place, 2))
    assert offer_freed(room=room, starts_at=start, ends_at=SLOT[1], now=start - timedelta(hours=2)) == []
    assert states(waiting, late) == ["gone", "waiting"]


def wait_row(room, party, period=SLOT):
    return Waiting.objects.create(
        party=party, room=room, starts_at=period[0], ends_at=period[1], use=Use.CLUB, asked_at=NOW
    )


@pytest.mark.django_db
def test_offered_is_the_first_that_fits(room, taken):
    start, end = SLOT
    make_claim(room, end, end + timedelta(hours=2))
    too_long = wait_row(room, club(room.place, 1), (start, end + timedelta(hours=1)))
    fits = wait_row(room, club(room.place, 2), (start, start + timedelta(hours=1)))
    other_day = wait_row(room, club(room.place, 3), (start + timedelta(days=30), end + timedelta(days=30)))
    beside = wait_row(room, club(room.place, 4), (start + timedelta(hours=1), end))
    cancel(booking=taken, by=None, now=NOW)
    assert states(too_long, fits, other_day, beside) == ["waiting", "offered", "waiting", "offered"]


@pytest.mark.django_db
def test_half_of_a_hall_comes_free_with_the_hall(hall, left, right, terms):
    booking = make_booking(hall, SLOT)
    waiting = [wait_row(one, club(hall.place, one.name)) for one in (left, right, hall)]
    cancel(booking=booking, by=None, now=NOW)
    assert states(*waiting) == ["offered", "offered", "waiting"]


@pytest.mark.django_db
def test_room_that_is_out_of_use_is_not_offered(room, taken):
    waiting = wait(room, club(room.place, 1))
    Room.objects.update(is_active=False)
    cancel(booking=taken, by=None, now=NOW)
    assert states(waiting) == ["waiting"]


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["some", "moved", "declined", "expired"])
def test_whatever_frees_it_offers_it(room, taken, manager, how):
    waiting = wait(room, club(room.place, 1))
    if how == "some":
        cancel_times(times=[taken.times.get()], by=manager, now=NOW)
    elif how == "moved":
        move_time(time=taken.times.get(), starts_at=at(9), ends_at=at(10), by=manager, now=NOW)
    else:
        Booking.objects.update(status="requested", held_until=NOW)
        taken.refresh_from_db()
        if how == "declined":
            decline(booking=taken, answer="", by=manager, now=NOW)
        else:
            expire(now=NOW)
    assert states(waiting) == ["offered"]


@pytest.mark.django_db
@pytest.mark.parametrize(("known", "status"), [(True, "confirmed"), (False, "requested")])
def test_taken_up_it_is_answered_like_any_question(room, taken, terms, known, status):
    terms.at_once = [PartyKind.ASSOCIATION]
    terms.save()
    waiting = wait(room, club(room.place, 1, is_known=known))
    with pytest.raises(OfferGone):
        accept_offer(waiting=waiting, now=NOW)
    cancel(booking=taken, by=None, now=NOW)
    booking = accept_offer(waiting=waiting, now=NOW)
    assert (booking.status, states(waiting)) == (status, [WaitingState.TAKEN])
    assert booking.held_until == (None if known else NOW + timedelta(days=5))
    assert accept_offer(waiting=waiting, now=NOW) == booking
    assert Claim.objects.count() == 1


@pytest.mark.django_db
def test_host_takes_it_up_for_who_phones(room, taken, host, stranger):
    waiting = wait(room, club(room.place, 1))
    cancel(booking=taken, by=None, now=NOW)
    for work in (accept_offer, give_up):
        with pytest.raises(NotAllowed):
            work(waiting=waiting, now=NOW, by=stranger)
    assert accept_offer(waiting=waiting, now=NOW, by=host).status == "requested"


@pytest.mark.django_db
def test_offer_that_ran_out_goes_to_the_next(room, taken):
    first, second = (wait(room, club(room.place, n)) for n in (1, 2))
    cancel(booking=taken, by=None, now=NOW)
    late = NOW + timedelta(hours=48)
    with pytest.raises(OfferGone):
        accept_offer(waiting=first, now=late)
    expire(now=late)
    assert states(first, second) == ["gone", "offered"]
    with pytest.raises(OfferGone):
        accept_offer(waiting=first, now=late)


@pytest.mark.django_db
def test_given_up_it_goes_to_the_next(room, taken):
    first, second, third = (wait(room, club(room.place, n)) for n in (1, 2, 3))
    give_up(waiting=second, now=NOW)
    cancel(booking=taken, by=None, now=NOW)
    give_up(waiting=first, now=NOW)
    give_up(waiting=first, now=NOW)
    assert states(first, second, third) == ["gone", "gone", "offered"]
    assert first.booking.status == "cancelled"
    assert first.booking.times.values_list("state", "claim", "price_cents").get() == ("cancelled", None, 0)
    assert AuditEvent.objects.filter(verb="waiting.given_up").count() == 2


@pytest.mark.django_db
def test_place_says_yes_to_an_offer_without_waiting_for_it(room, taken, manager):
    waiting = wait(room, club(room.place, 1))
    cancel(booking=taken, by=None, now=NOW)
    waiting.refresh_from_db()
    confirm(booking=waiting.booking, by=manager, now=NOW)
    assert accept_offer(waiting=waiting, now=NOW).status == "confirmed"
    assert states(waiting) == ["taken"]


@pytest.mark.django_db(transaction=True)
def test_taken_up_and_running_out_at_once_never_leaves_two(place):
    make_terms(place)
    late = NOW + timedelta(hours=48)
    for day in range(9, 13):
        room = make_room(place, f"Zaal {day}")
        booking = make_booking(room, SLOT, party=club(place, f"a{day}"))
        first, second = (wait_row(room, club(place, f"{n}{day}")) for n in "bc")
        cancel(booking=booking, by=None, now=NOW)
        works = [
            lambda first=first: accept_offer(waiting=first, now=late - timedelta(seconds=1)),
            lambda: expire(now=late),
            lambda: expire(now=late),
        ]
        outcomes = at_once(lambda work: work(), works)
        assert set(names_of(outcomes)) <= {"NoneType", "OfferGone"}
        assert states(first, second) in (["taken", "waiting"], ["gone", "offered"])
        assert Claim.objects.filter(room=room).count() == 1
