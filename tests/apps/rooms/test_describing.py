"""What a room is like, as the people of the place say it; and a room that is closed for a while."""

from datetime import time, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from schuifaan.apps.people.audit_words import label, sentence
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.actions.photos import NotAPhoto
from schuifaan.apps.places.actions.saving import NotAllowed, PlaceError
from schuifaan.apps.places.queries.version import directory_version
from schuifaan.apps.rooms.actions import RoomTaken
from schuifaan.apps.rooms.actions.describing import (
    Letting,
    StillAskedFor,
    WayIn,
    WindowSpan,
    block_room,
    copy_windows,
    remove_room_picture,
    set_equipment,
    set_facts,
    set_room_picture,
    set_ways_in,
    set_windows,
    unblock,
)
from schuifaan.apps.rooms.enums import AccessKind, Audience, ClaimKind, FacilityKind, SetUpKind
from schuifaan.apps.rooms.models import Access, BookedEquipment, Claim, Equipment, Room, Window
from tests.factories import NOW, make_place
from tests.factories.rooms import make_booking, make_claim, make_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(manager):
    """Every action is done by the manager, now."""
    return {"by": manager, "now": NOW}


def photo(name="IMG_2031.png"):
    written = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(written, "PNG")
    return SimpleUploadedFile(name, written.getvalue(), "image/png")


def trail():
    """All of it; told at one moment, so in the order of the alphabet."""
    told = [(event.verb, event.subject, event.changes) for event in AuditEvent.objects.all()]
    return sorted(told, key=lambda one: (one[0], one[1]))


def set_ups(room):
    return dict(room.set_ups.values_list("kind", "capacity"))


# -- Facts ----------------------------------------------------------------------------------------


def test_set_ups_and_facilities_are_said_anew(hall, told):
    set_facts(room=hall, set_ups={SetUpKind.ROWS: 40, SetUpKind.TABLES: 24}, **told)
    set_facts(room=hall, set_ups={SetUpKind.ROWS: 45}, facilities=[FacilityKind.SCREEN], **told)
    assert set_ups(hall) == {"rows": 45}
    assert [one.kind for one in hall.facilities.all()] == ["screen"]
    assert {
        "set_ups": ["stoelen in rijen 40, aan tafels 24", "stoelen in rijen 45"],
        "facilities": [None, "beamer of scherm"],
    } in [changes for _verb, _subject, changes in trail()]


def test_what_is_left_out_stays(hall, told):
    letting = Letting(is_let=True, audience=Audience.NEIGHBOURHOOD, in_residents_rent=True)
    set_facts(room=hall, letting=letting, set_ups={SetUpKind.ROWS: 40}, **told)
    set_facts(room=hall, minutes=(15, 30), **told)
    hall.refresh_from_db()
    kept = (hall.is_let, hall.audience, hall.in_residents_rent, hall.before_minutes, hall.after_minutes)
    assert kept == (True, "neighbourhood", True, 15, 30)
    assert set_ups(hall) == {"rows": 40}


def test_saying_the_same_again_tells_nobody(hall, told):
    for _twice in range(2):
        set_facts(room=hall, set_ups={SetUpKind.ROWS: 40}, minutes=(0, 15), **told)
        set_windows(room=hall, windows=[WindowSpan(1, time(9), time(12))], **told)
        set_equipment(place=hall.place, room=hall, items=[("Piano", 1)], **told)
        set_ways_in(place=hall.place, room=hall, ways=[WayIn(AccessKind.KEY)], **told)
    verbs = [verb for verb, _subject, _changes in trail()]
    assert verbs == ["room.described", "room.equipment_set", "room.ways_in_set", "room.windows_set"]


def test_kept_pages_hear_of_what_is_written_in_bulk(hall, told):
    before = directory_version()
    set_windows(room=hall, windows=[WindowSpan(1, time(9), time(12))], **told)
    assert directory_version() > before


# -- Hours ----------------------------------------------------------------------------------------


def test_windows_are_all_said_anew(hall, told):
    evening = WindowSpan(2, time(19), time(22), Audience.RESIDENTS)
    set_windows(room=hall, windows=[WindowSpan(1, time(9), time(12))], **told)
    set_windows(room=hall, windows=[evening, evening], **told)
    [kept] = Window.objects.all()
    assert (kept.weekday, kept.starts, kept.ends, kept.audience) == (2, time(19), time(22), "residents")


def test_window_that_ends_before_it_begins_is_refused(hall, told):
    with pytest.raises(PlaceError, match=r"De eindtijd ligt voor de begintijd\."):
        set_windows(room=hall, windows=[WindowSpan(1, time(12), time(12))], **told)


def test_windows_are_copied_to_another_room_of_the_place(hall, kitchen, told):
    set_windows(room=hall, windows=[WindowSpan(1, time(9), time(12), Audience.NEIGHBOURHOOD)], **told)
    set_windows(room=kitchen, windows=[WindowSpan(5, time(9), time(12))], **told)
    copy_windows(source=hall, to=kitchen, **told)
    assert list(kitchen.windows.values_list("weekday", "audience")) == [(1, "neighbourhood")]
    with pytest.raises(ValueError, match="one place"):
        copy_windows(source=make_room(make_place("elders")), to=kitchen, **told)


# -- Things and ways in ---------------------------------------------------------------------------


def test_things_of_a_room_and_of_the_place_are_apart(place, hall, told):
    set_equipment(place=place, room=None, items=[("Beamer", 2)], **told)
    set_equipment(place=place, room=hall, items=[("Piano", 1), ("Statafel", 6)], **told)
    beamer = Equipment.objects.get(name="Beamer")
    set_equipment(place=place, room=None, items=[("beamer", 3)], **told)
    assert Equipment.objects.get(pk=beamer.pk).count == 3
    assert sorted(Equipment.objects.values_list("name", "room")) == [
        ("Piano", hall.pk),
        ("Statafel", hall.pk),
        ("beamer", None),
    ]
    assert ("room.equipment_set", place.name, {"equipment": ["2 × Beamer", "3 × beamer"]}) in trail()


def test_thing_that_somebody_counts_on_stays_until_then(place, hall, told):
    set_equipment(place=place, room=None, items=[("Beamer", 2)], **told)
    booking = make_booking(hall, (NOW + timedelta(days=1), NOW + timedelta(days=2)))
    BookedEquipment.objects.create(booking=booking, equipment=Equipment.objects.get())
    with pytest.raises(StillAskedFor, match="Iemand rekent nog op: Beamer"):
        set_equipment(place=place, room=None, items=[], **told)
    told["now"] = NOW + timedelta(days=3)
    set_equipment(place=place, room=None, items=[], **told)
    assert not Equipment.objects.exists()


def test_ways_in_are_told_without_their_code(place, hall, told):
    ways = [WayIn(AccessKind.PERSON), WayIn(AccessKind.CODE, "Code 1234", 6, time(9), time(12))]
    set_ways_in(place=place, room=hall, ways=ways, **told)
    assert list(Access.objects.order_by("pk").values_list("kind", "told", "weekday", "starts")) == [
        ("person", "", None, None),
        ("code", "Code 1234", 6, time(9)),
    ]
    assert [changes for _verb, _subject, changes in trail()] == [
        {"ways_in": [None, "iemand doet open, met een deurcode"]}
    ]
    set_ways_in(place=place, room=hall, ways=[], **told)
    assert not Access.objects.exists()


# -- The picture ----------------------------------------------------------------------------------


def test_picture_is_made_anew_and_takes_the_place_of_the_one_before(
    own_media, hall, told, django_capture_on_commit_callbacks
):
    set_room_picture(room=hall, photo=photo(), alternative_text=" Een hoge zaal ", **told)
    first = hall.picture.name
    assert "IMG" not in first
    with django_capture_on_commit_callbacks(execute=True):
        set_room_picture(room=hall, photo=photo(), alternative_text="Met podium", **told)
    kept = Room.objects.get(pk=hall.pk)
    assert (kept.picture_alt, kept.picture.storage.exists(first)) == ("Met podium", False)
    with django_capture_on_commit_callbacks(execute=True):
        remove_room_picture(room=kept, **told)
    assert (kept.picture.name, kept.picture_alt) == ("", "")
    remove_room_picture(room=kept, **told)
    verbs = [verb for verb, _subject, _changes in trail()]
    assert verbs == ["room.picture_removed", "room.picture_set", "room.picture_set"]


def test_picture_of_a_room_that_goes_is_gone_too(own_media, hall, told, django_capture_on_commit_callbacks):
    set_room_picture(room=hall, photo=photo(), alternative_text="Een hoge zaal", **told)
    storage, name = hall.picture.storage, hall.picture.name
    with django_capture_on_commit_callbacks(execute=True):
        hall.delete()
    assert not storage.exists(name)


def test_picture_without_words_or_that_is_none_is_refused(own_media, hall, told):
    with pytest.raises(PlaceError, match="Schrijf op wat er op de foto staat"):
        set_room_picture(room=hall, photo=photo(), alternative_text="  ", **told)
    with pytest.raises(NotAPhoto):
        set_room_picture(
            room=hall, photo=SimpleUploadedFile("x.jpg", b"niets"), alternative_text="Zaal", **told
        )


# -- Closed for a while ---------------------------------------------------------------------------


def test_host_closes_a_room_and_gives_it_free_again(hall, left, host):
    start = NOW + timedelta(days=1)
    end = start + timedelta(hours=2)
    claim = block_room(
        room=hall, starts_at=start, ends_at=end, kind=ClaimKind.MAINTENANCE, label="Vloer", by=host, now=NOW
    )
    assert (claim.kind, claim.label, claim.claim_parts.count()) == ("maintenance", "Vloer", 2)
    with pytest.raises(RoomTaken):
        block_room(
            room=left, starts_at=start, ends_at=end, kind=ClaimKind.CLOSING, label="", by=host, now=NOW
        )
    unblock(claim=claim, by=host, now=NOW)
    assert not Claim.objects.exists()
    said = "zondag 22 november 11.00–13.00 uur"
    assert trail() == [
        ("room.blocked", "Grote zaal", {"blocked": [None, said]}),
        ("room.unblocked", "Grote zaal", {"blocked": [said, None]}),
    ]


def test_only_a_closing_is_put_in_or_taken_away_like_that(hall, told):
    start, end = NOW, NOW + timedelta(hours=1)
    with pytest.raises(ValueError, match="booking"):
        block_room(room=hall, starts_at=start, ends_at=end, kind=ClaimKind.BOOKING, label="", **told)
    with pytest.raises(ValueError, match="activity"):
        unblock(claim=make_claim(hall, start, end), **told)


# -- Who may --------------------------------------------------------------------------------------


def test_host_does_not_change_what_a_room_is_like(own_media, place, hall, host):
    by = {"by": host, "now": NOW}
    for act in (
        lambda: set_facts(room=hall, minutes=(1, 1), **by),
        lambda: set_windows(room=hall, windows=[], **by),
        lambda: set_equipment(place=place, room=None, items=[], **by),
        lambda: set_ways_in(place=place, room=None, ways=[], **by),
        lambda: set_room_picture(room=hall, photo=photo(), alternative_text="Zaal", **by),
        lambda: remove_room_picture(room=hall, **by),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_stranger_closes_nothing(hall, stranger):
    claim = make_claim(hall, NOW, NOW + timedelta(hours=1), kind=ClaimKind.CLOSING)
    with pytest.raises(NotAllowed):
        unblock(claim=claim, by=stranger, now=NOW)
    with pytest.raises(NotAllowed):
        block_room(
            room=hall, starts_at=NOW, ends_at=NOW + timedelta(hours=1), kind=ClaimKind.CLOSING, label="",
            by=stranger, now=NOW,
        )  # fmt: skip


def test_trail_says_it_in_words():
    assert sentence("room.blocked") == "heeft een ruimte een tijd gesloten"
    assert (label("room.described", "set_ups"), label("room.described", "audience")) == (
        "opstellingen",
        "voor",
    )
