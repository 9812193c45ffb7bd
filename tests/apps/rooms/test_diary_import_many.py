"""Taking over thousands of rows: in bulk, all or nothing, and never two in one room."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.rooms.actions import diary as doing
from schuifaan.apps.rooms.actions import diary_writing
from schuifaan.apps.rooms.actions.asking import Wish, ask
from schuifaan.apps.rooms.enums import PartyKind, Use
from schuifaan.apps.rooms.models import Booking, BookingTime, Claim, ClaimPart, DiaryImport, Party
from schuifaan.apps.rooms.queries.diary import dry_run
from tests.factories import NOW
from tests.factories.rooms import make_claim, make_party, make_rate_card, make_room, make_terms

FIRST = date(2027, 1, 4)
TUESDAY = datetime(2027, 1, 5, 18, tzinfo=UTC)


def diary_of_days(days, rooms):
    lines = [
        f"{FIRST + timedelta(days=day)};{hour}.00;{hour + 2}.00;{room};Club {day % 7}"
        for day in range(days)
        for room in rooms
        for hour in (9, 19)
    ]
    return "\n".join(["dag;van;tot;ruimte;wie", *lines]).encode()


def offer(place, manager, content, rooms):
    offered = doing.offer_diary(place=place, content=content, filename="x", by=manager, now=NOW)
    return doing.match_rooms(
        offered=offered,
        rooms={room.name: room for room in rooms},
        party_kind=PartyKind.ASSOCIATION,
        by=manager,
    )


def take_over(offered, by, **more):
    return doing.take_over_diary(offered=offered, seen=dry_run(offered).seen, by=by, now=NOW, **more)


@pytest.mark.django_db
def test_ten_times_as_many_rows_take_hardly_more_statements(
    place, manager, hall, kitchen, django_assert_max_num_queries
):
    make_rate_card(place, first_time_free=True)
    offered = offer(place, manager, diary_of_days(100, ["Grote zaal", "Keuken"]), [hall, kitchen])
    with django_assert_max_num_queries(70 if connection.vendor == "sqlite" else 60):
        take_over(offered, manager)
    assert (Booking.objects.count(), BookingTime.objects.count(), Claim.objects.count()) == (14, 400, 400)
    # Of each club the first time only is free, and all of it is in the trail.
    assert BookingTime.objects.filter(price_cents=0).count() == 7
    assert AuditEvent.objects.filter(verb="booking.confirmed").count() == 14
    assert AuditEvent.objects.filter(verb="booking.noted").count() == 14
    assert sorted(Booking.objects.values_list("number", flat=True)) == list(range(1, 15))


@pytest.mark.django_db
def test_parts_and_time_for_cleaning_are_held_as_of_any_booking(place, manager, hall):
    hall.after_minutes = 30
    hall.save()
    take_over(offer(place, manager, diary_of_days(1, ["Grote zaal"]), [hall]), manager)
    claim = Claim.objects.order_by("starts_at").first()
    assert claim.ends_at == datetime(2027, 1, 4, 10, 30, tzinfo=UTC)
    assert claim.claim_parts.count() == hall.room_parts.count()
    assert ClaimPart.objects.exclude(starts_at__in=Claim.objects.values("starts_at")).count() == 0


@pytest.mark.django_db
def test_a_claim_that_nobody_saw_coming_leaves_nothing_behind_and_is_told_by_its_row(
    place, manager, hall, monkeypatch
):
    """Held between our look and our writing, by what does not wait for the place."""
    offered = offer(place, manager, diary_of_days(3, ["Grote zaal"]), [hall])
    usual = diary_writing.hold_all

    def late(*, claims):
        make_claim(hall, TUESDAY, TUESDAY + timedelta(hours=1), label="Kwam ertussen")
        usual(claims=claims)

    monkeypatch.setattr(diary_writing, "hold_all", late)
    with pytest.raises(doing.DiaryChanged):
        take_over(offered, manager)
    assert (Booking.objects.count(), BookingTime.objects.count(), Party.objects.count()) == (0, 0, 0)
    assert DiaryImport.objects.get().applied_at is None


@pytest.mark.django_db
def test_businesses_are_judged_together_as_if_one_came_after_the_other(
    place, manager, board_member, hall, kitchen
):
    """Each alone takes less than a tenth of the building; both together take more."""
    for room in (hall, kitchen):
        room.area_m2 = 60
        room.save()
    make_terms(place, is_social_real_estate=True, gross_floor_m2=1000)
    rooms = ["Grote zaal", "Keuken"]
    offered = offer(place, manager, diary_of_days(1, rooms), [hall, kitchen])
    offered.party_kind = PartyKind.COMMERCIAL
    offered.save()
    with pytest.raises(doing.DiaryNotAllowed) as error:
        take_over(offered, manager)
    assert [one.split(":")[0] for one in error.value.problems] == ["Club 0, Keuken"]
    take_over(offered, board_member, why="Was zo afgesproken.")
    assert Booking.objects.filter(overrulings__reason="Was zo afgesproken.").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_diary_and_an_ordinary_booking_race_for_one_hour(place, manager):
    """One of them has it; of the diary there is all or nothing, and nothing overlaps."""
    hall = make_room(place, "Grote zaal")
    offered = offer(place, manager, diary_of_days(40, ["Grote zaal"]), [hall])
    seen = dry_run(offered).seen
    party, start = make_party(place, "Snel"), Barrier(2)

    def read_in():
        doing.take_over_diary(offered=offered, seen=seen, by=manager, now=NOW)

    def book():
        wish = Wish(room=hall, periods=[(TUESDAY, TUESDAY + timedelta(hours=1))], use=Use.OTHER, title="Snel")
        ask(place=place, party=party, wish=wish, by=manager, now=NOW, quiet=True)

    def tried(work):
        start.wait(timeout=30)
        try:
            work()
        except PlaceError:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(tried, [read_in, book]))
    assert sorted(outcomes) == [False, True]
    assert BookingTime.objects.count() == (80 if outcomes[0] else 1)
    assert Claim.objects.count() == BookingTime.objects.count()
