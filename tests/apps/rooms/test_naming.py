"""Which rooms there are, and what a hall is made of."""

from decimal import Decimal

import pytest

from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.actions.saving import NotAllowed, PlaceError
from schuifaan.apps.rooms.actions import (
    NameTaken,
    PiecesTaken,
    RoomNeeded,
    add_room,
    change_room,
    retire_room,
)
from schuifaan.apps.rooms.models import Claim, ClaimPart, Part, Room, RoomPart
from schuifaan.apps.rooms.queries.holding import made_of, possible_pieces, room_lines
from tests.factories import make_place
from tests.factories.rooms import at, make_claim, make_room

NOW = at(8, day=2)


@pytest.fixture
def add(place, manager):
    return lambda name, **facts: add_room(place=place, name=name, by=manager, now=NOW, **facts)


@pytest.fixture
def change(manager):
    return lambda room, **facts: change_room(
        room=room, by=manager, now=NOW, name=facts.pop("name", room.name), **facts
    )


def parts(room):
    return set(RoomPart.objects.filter(room=room).values_list("part", flat=True))


@pytest.mark.django_db
def test_adding_keeps_what_was_said_and_tells_the_trail(place, add, manager):
    room = add("  Grote   zaal ", area_m2=Decimal("82.5"), capacity=60, step_free=True, note="Vloer niet nat")
    room.refresh_from_db()
    kept = (room.name, room.area_m2, room.capacity, room.step_free, room.note, room.is_active)
    assert kept == ("Grote zaal", Decimal("82.5"), 60, True, "Vloer niet nat", True)
    assert len(parts(room)) == 1
    event = AuditEvent.objects.get(verb="room.added")
    assert (event.scope, event.subject, event.actor) == (place.audit_scope, "Grote zaal", manager)
    assert event.changes["area_m2"] == [None, "82.5"]


@pytest.mark.django_db
def test_rooms_stand_in_the_order_they_were_added(place, add):
    rooms = [add("Zaal"), add("Atelier")]
    assert [line.room for line in room_lines(place)] == rooms


@pytest.mark.django_db
def test_only_who_may_change_the_place_names_its_rooms(place, hall, host):
    for work in (
        lambda: add_room(place=place, name="Zolder", by=host, now=NOW),
        lambda: change_room(room=hall, name="Zolder", by=host, now=NOW),
        lambda: retire_room(room=hall, by=host, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            work()
    assert set(Room.objects.values_list("name", flat=True)) == {"Grote zaal", "Linkerhelft", "Rechterhelft"}


@pytest.mark.django_db
def test_a_name_is_used_once_per_place(place, add, change, kitchen):
    with pytest.raises(NameTaken, match="Er is hier al een ruimte die Keuken heet"):
        add("keuken")
    other = add("Zaal")
    with pytest.raises(NameTaken):
        change(other, name="Keuken")
    change(kitchen, name="KEUKEN")
    make_room(make_place("elders"), "Zaal")


@pytest.mark.django_db
def test_hall_has_the_parts_of_its_halves(place, add, left, right):
    hall = add("Grote zaal", made_of=[left, right])
    assert parts(hall) == parts(left) | parts(right)
    lines = {line.room: line for line in room_lines(place)}
    assert list(lines[hall].made_of) == [left, right]
    assert list(lines[left].piece_of) == [hall]
    assert made_of(hall) == [left, right]


@pytest.mark.django_db
def test_room_within_a_room_leaves_a_rest(add, left):
    hall = add("Zaal met hoek", made_of=[left])
    assert parts(hall) > parts(left)


@pytest.mark.django_db
def test_room_that_turns_out_to_be_divided_takes_its_plans_along(add, change, left, right):
    hall, before = add("Grote zaal"), Part.objects.count()
    over = make_claim(hall, at(9, day=1), at(11, day=1))
    coming = make_claim(hall, at(9), at(11))
    old = parts(hall)
    change(hall, made_of=[left, right])
    assert parts(hall) == parts(left) | parts(right)
    held = {claim: set(claim.claim_parts.values_list("part", flat=True)) for claim in (over, coming)}
    assert held == {over: old, coming: parts(hall)}
    assert Part.objects.count() == before
    change(hall, made_of=[])
    assert parts(hall).isdisjoint(parts(left) | parts(right))
    assert set(coming.claim_parts.values_list("part", flat=True)) == parts(hall)


@pytest.mark.django_db
def test_what_contains_a_divided_room_grows_along(add, change, left, right, kitchen):
    hall = add("Zaal")
    floor = add("Begane grond", made_of=[hall, kitchen])
    change(hall, made_of=[left, right])
    assert parts(floor) == parts(left) | parts(right) | parts(kitchen)


@pytest.mark.django_db
def test_dividing_is_refused_when_plans_would_overlap(add, change, left, right):
    hall = add("Zaal")
    before = parts(hall)
    make_claim(hall, at(9), at(11))
    make_claim(left, at(10), at(12))
    with pytest.raises(PiecesTaken) as caught:
        change(hall, made_of=[left, right])
    told = (
        "Dan zouden deze ruimtes dubbel bezet zijn: dinsdag 6 januari 10.00–12.00 uur (Zaal en Linkerhelft)."
    )
    assert (str(caught.value), caught.value.field) == (told, "made_of")
    assert parts(hall) == before
    assert ClaimPart.objects.count() == 2


@pytest.mark.django_db
def test_no_room_is_made_of_itself(place, change, hall, left, right, kitchen):
    assert set(possible_pieces(place, left)) == {right, kitchen}
    assert set(possible_pieces(place, hall)) == {left, right, kitchen}
    assert set(possible_pieces(place)) == {hall, left, right, kitchen}
    with pytest.raises(PlaceError, match="niet uit zichzelf"):
        change(left, made_of=[hall])


@pytest.mark.django_db
def test_changing_nothing_leaves_no_trace(change, hall, left, right):
    change(hall, made_of=[left, right])
    assert not AuditEvent.objects.exists()
    change(hall, made_of=[left])
    assert AuditEvent.objects.get().changes == {"made_of": ["Linkerhelft, Rechterhelft", "Linkerhelft"]}


@pytest.mark.django_db
def test_room_with_plans_is_not_retired(manager, kitchen):
    coming = make_claim(kitchen, at(9), at(11))
    with pytest.raises(RoomNeeded, match="nog 1 keer iets gepland in Keuken") as caught:
        retire_room(room=kitchen, by=manager, now=NOW)
    assert caught.value.claims == [coming]
    assert Room.objects.get().is_active


@pytest.mark.django_db
def test_retired_room_keeps_its_past_and_can_come_back(manager, change, kitchen):
    make_claim(kitchen, at(9, day=1), at(11, day=1))
    retire_room(room=kitchen, by=manager, now=NOW)
    assert not Room.objects.get().is_active
    assert Claim.objects.count() == 1
    change(kitchen)
    assert Room.objects.get().is_active


@pytest.mark.django_db
def test_room_never_used_goes_altogether(manager, hall, left, right):
    retire_room(room=left, by=manager, now=NOW)
    assert set(Room.objects.all()) == {hall, right}
    assert len(parts(hall)) == 2
    retire_room(room=hall, by=manager, now=NOW)
    assert Part.objects.count() == 1


@pytest.mark.django_db
def test_piece_out_of_use_stays_a_piece(manager, change, hall, left, right):
    make_claim(left, at(9, day=1), at(11, day=1))
    retire_room(room=left, by=manager, now=NOW)
    change(hall, made_of=[right])
    assert parts(hall) == parts(left) | parts(right)
