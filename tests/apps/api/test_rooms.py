"""Rooms over the API: those anyone can ask for, what they cost and when they are free."""

import json
from datetime import UTC, datetime, time, timedelta

import pytest

from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.rooms.enums import Audience, BookingStatus, PartyKind, RateUnit, ShownAs, Vat
from schuifaan.apps.rooms.models import Equipment, Facility, Rate, SetUp, Window
from tests.factories import make_neighbourhood, make_place
from tests.factories.rooms import make_booking, make_party, make_rate_card, make_room, make_terms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]
# Tuesday 24 November 2026; Amsterdam is an hour later.
EVENING = datetime(2026, 11, 24, 18, tzinfo=UTC), datetime(2026, 11, 24, 20, tzinfo=UTC)


def get(client, path, **options):
    response = client.get(f"/api/v1{path}", **options)
    return response, json.loads(response.content)


def names(client, query=""):
    return [one["name"] for one in get(client, f"/rooms?{query}")[1]["results"]]


@pytest.fixture
def hall(place):
    make_terms(place)
    return make_room(place, "Zaal", is_let=True)


def test_only_rooms_that_anyone_can_ask_for_are_there(client, hall):
    make_room(hall.place, "Kantoor")
    make_room(hall.place, "Oud", is_let=True, is_active=False)
    make_room(hall.place, "Bewoners", is_let=True, audience=Audience.RESIDENTS)
    draft, closed = make_place("concept", status=PlaceStatus.DRAFT), make_place("dicht")
    make_terms(draft)
    make_terms(closed, is_open=False)
    hidden = [make_room(one, "Verborgen", is_let=True) for one in (draft, closed, make_place("zonder"))]
    assert names(client) == ["Zaal"]
    for one in hidden:
        assert get(client, f"/rooms/{one.pk}")[0].status_code == 404
        assert get(client, f"/rooms/{one.pk}/free-times")[0].status_code == 404


@pytest.mark.parametrize("asked", ["0", "x", "99999999999999999999", "%C2%B2", "%D9%A1"])
def test_what_is_no_number_of_a_room_is_not_there(client, hall, asked):
    assert get(client, f"/rooms/{asked}")[0].status_code == 404


def test_filters_narrow_the_list(client, place):
    area = make_neighbourhood()
    here = make_place(
        "hier",
        neighbourhood=area,
        municipality=area.municipality,
        lat=50.85,
        lon=5.69,
    )
    for one in (here, place):
        make_terms(one)
    kitchen = make_room(here, "Keuken", is_let=True, capacity=12, step_free=True)
    hall = make_room(place, "Zaal", is_let=True)
    SetUp.objects.create(room=hall, kind="rows", capacity=80)
    Facility.objects.create(room=kitchen, kind="kitchen")
    Facility.objects.create(room=kitchen, kind="wifi")
    Facility.objects.create(room=hall, kind="wifi")
    assert names(client) == ["Keuken", "Zaal"]
    assert names(client, "place=hier") == ["Keuken"]
    assert names(client, f"neighbourhood={area.code}") == ["Keuken"]
    assert names(client, f"municipality={area.municipality_id}") == ["Keuken"]
    assert names(client, "neighbourhood=BU99999999") == []
    assert names(client, "minCapacity=12") == ["Keuken", "Zaal"]
    assert names(client, "minCapacity=13") == ["Zaal"]
    assert names(client, "facility=wifi") == ["Keuken", "Zaal"]
    assert names(client, "facility=wifi&facility=kitchen") == ["Keuken"]
    assert names(client, "stepFree=true") == ["Keuken"]
    assert names(client, "bbox=5.6,50.8,5.7,50.9") == ["Keuken"]
    assert names(client, "near=50.85,5.68") == ["Keuken"]
    assert names(client, "near=50.85,5.68&distance=500") == []


def test_every_page_is_reached_by_its_links_and_no_room_twice(client, place):
    make_terms(place)
    for number in range(5):
        make_room(place, f"Zaal {number}", is_let=True)
    seen, path = [], "/rooms?pageSize=2"
    while path:
        body = get(client, path)[1]
        seen += [one["name"] for one in body["results"]]
        following = body["_links"]["next"]
        path = following["href"].split("/api/v1")[1] if following else ""
    assert seen == [f"Zaal {number}" for number in range(5)]


@pytest.mark.parametrize("size", [1, 3])
def test_a_list_of_rooms_asks_the_database_the_same_number_of_times(
    client, place, django_assert_num_queries, size
):
    make_terms(place)
    for number in range(size):
        make_room(place, f"Zaal {number}", is_let=True)
    with django_assert_num_queries(4):
        get(client, "/rooms")


def test_all_that_cannot_be_used_is_said_at_once(client, hall):
    """Of a parameter with several values the number of the wrong one is said."""
    response, body = get(client, "/rooms?facility=zwembad&minCapacity=0&near=hier&distance=1&colour=red")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert sorted(error["name"] for error in body["errors"]) == [
        "0", "colour", "distance", "minCapacity", "near",
    ]  # fmt: skip


def test_a_room_in_full(client, hall, settings):
    hall.capacity, hall.area_m2, hall.note, hall.before_minutes = 40, "62.5", "Met piano", 15
    hall.save()
    SetUp.objects.create(room=hall, kind="rows", capacity=60)
    Facility.objects.create(room=hall, kind="piano")
    Equipment.objects.create(place=hall.place, name="Statafel", count=8)
    Window.objects.create(room=hall, weekday=2, starts=time(9), ends=time(23, 59))
    Window.objects.create(room=hall, weekday=7, starts=time(9), ends=time(12), audience=Audience.RESIDENTS)
    make_rate_card(hall.place, kinds=(PartyKind.ASSOCIATION,), cents=3000)
    root, page = settings.BASE_URL, f"/plek/{hall.place.slug}/ruimtes/{hall.pk}/"
    assert get(client, f"/rooms/{hall.pk}")[1] == {
        "id": hall.pk, "name": "Zaal", "place": hall.place.slug, "placeName": hall.place.name, "location": None,
        "neighbourhood": None, "areaM2": 62.5, "capacity": 40, "setUps": [{"kind": "rows", "capacity": 60}],
        "facilities": ["piano"], "stepFree": None, "note": "Met piano",
        "hours": [{"weekday": 2, "startsAt": "09:00:00", "endsAt": "00:00:00"}],
        "equipment": [{"name": "Statafel", "count": 8}], "beforeMinutes": 15, "afterMinutes": 0,
        "noticeHours": 24, "aheadDays": 400,
        "dayParts": [
            {"kind": "morning", "startsAt": "08:00:00", "endsAt": "12:00:00"},
            {"kind": "afternoon", "startsAt": "13:00:00", "endsAt": "17:00:00"},
            {"kind": "evening", "startsAt": "18:00:00", "endsAt": "22:00:00"},
        ],
        "rates": [{
            "partyKind": "association", "unit": "day_part", "cents": 3000, "unitMinutes": None,
            "minimumMinutes": None, "stepMinutes": 30, "coffeeIncluded": False, "firstTimeFree": False,
            "depositCents": 0, "vat": "exempt", "vatPercentage": 0.0,
        }],
        "_links": {
            "self": {"href": f"{root}/api/v1/rooms/{hall.pk}"}, "page": {"href": f"{root}{page}"},
            "ask": {"href": f"{root}{page}vragen/"},
            "freeTimes": {"href": f"{root}/api/v1/rooms/{hall.pk}/free-times"},
            "place": {"href": f"{root}/api/v1/places/{hall.place.slug}"},
        },
    }  # fmt: skip


def test_a_place_leads_to_its_rooms(client, hall):
    place = get(client, f"/places/{hall.place.slug}")[1]
    rooms = place["_links"]["rooms"]["href"].split("/api/v1")[1]
    assert [one["name"] for one in get(client, rooms)[1]["results"]] == ["Zaal"]


# -- Free times -----------------------------------------------------------------------------------


def test_free_is_what_is_open_and_not_held(client, hall):
    make_booking(hall, EVENING)
    hall.before_minutes = 15
    hall.save()
    body = get(client, f"/rooms/{hall.pk}/free-times?from=2026-11-24&until=2026-11-25")[1]
    assert (body["from"], body["until"], body["room"]) == ("2026-11-24", "2026-11-25", hall.pk)
    assert body["free"] == [
        # Cleaning after the next one needs nothing, setting up before it a quarter of an hour.
        {"startsAt": "2026-11-24T07:00:00Z", "endsAt": "2026-11-24T18:00:00Z", "rate": None},
        {"startsAt": "2026-11-24T20:15:00Z", "endsAt": "2026-11-24T22:00:00Z", "rate": None},
    ]
    assert body["taken"] == [
        {"startsAt": "2026-11-24T18:00:00Z", "endsAt": "2026-11-24T20:00:00Z", "label": "Koor De Lijster"}
    ]


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"shown_as": ShownAs.TAKEN}, "bezet"),
        ({"status": BookingStatus.REQUESTED}, "al gevraagd"),
        ({"status": BookingStatus.REQUESTED, "shown_as": ShownAs.TAKEN}, "bezet"),
    ],
)
def test_who_has_it_is_told_only_where_they_chose_so_and_the_place_said_yes(client, hall, fields, label):
    party = make_party(hall.place, "Geheim", contact_name="Truus")
    make_booking(hall, EVENING, party=party, title="Geheim", **fields)
    response, body = get(client, f"/rooms/{hall.pk}/free-times?from=2026-11-24")
    assert [one["label"] for one in body["taken"]] == [label]
    assert "Geheim" not in response.content.decode()


def test_a_stretch_says_what_the_party_would_pay(client, hall):
    card = make_rate_card(hall.place, kinds=(PartyKind.ASSOCIATION,), cents=3000)
    Rate.objects.create(
        card=card, party_kind=PartyKind.COMMERCIAL, room=hall, unit=RateUnit.HOUR, cents=2500, vat=Vat.HIGH
    )

    def rate(kind):
        [free] = get(
            client, f"/rooms/{hall.pk}/free-times?from=2026-11-24&until=2026-11-25&partyKind={kind}"
        )[1]["free"]
        told = free["rate"]
        return told and tuple(told[name] for name in ("unit", "cents", "unitMinutes", "vat", "vatPercentage"))

    assert rate("association") == ("day_part", 3000, 240, "exempt", 0.0)
    assert rate("commercial") == ("hour", 2500, 60, "high", 21.0)
    assert rate("resident") is None


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ("from=2026-11-24&until=2026-11-24", ["until"]),
        ("from=2026-11-24&until=2026-12-26", ["until"]),
        ("until=2026-11-21", ["until"]),
        ("until=2027-11-21", ["until"]),
        ("from=0001-01-01&until=9999-12-31", ["from", "until"]),
        ("from=morgen&partyKind=club&x=1", ["from", "partyKind", "x"]),
    ],
)
def test_days_that_cannot_be_asked_for_are_refused(client, hall, asked, wrong):
    response, body = get(client, f"/rooms/{hall.pk}/free-times?{asked}")
    assert response.status_code == 400
    assert sorted(error["name"] for error in body["errors"]) == wrong


def test_a_month_is_the_most_and_a_week_the_usual(client, hall):
    body = get(client, f"/rooms/{hall.pk}/free-times?from=2026-11-24&until=2026-12-25")[1]
    assert len(body["free"]) == 31
    body = get(client, f"/rooms/{hall.pk}/free-times")[1]
    assert (body["from"], body["until"], len(body["free"])) == ("2026-11-21", "2026-11-28", 6)


def test_what_was_and_what_is_too_far_is_not_free(client, hall):
    for day in ("2026-10-01", "2028-10-01", "2199-12-31"):
        assert get(client, f"/rooms/{hall.pk}/free-times?from={day}")[1]["free"] == []


def test_the_night_the_clock_changes_keeps_its_hours(client, hall):
    """28 March 2027: at two it is three. From eight until eleven at night, local time, is an hour earlier in UTC."""
    body = get(client, f"/rooms/{hall.pk}/free-times?from=2027-03-27&until=2027-03-29")[1]
    assert [(one["startsAt"], one["endsAt"]) for one in body["free"]] == [
        ("2027-03-27T07:00:00Z", "2027-03-27T22:00:00Z"), ("2027-03-28T06:00:00Z", "2027-03-28T21:00:00Z"),
    ]  # fmt: skip


def test_free_times_that_did_not_change_are_not_sent_again(client, hall):
    path = f"/rooms/{hall.pk}/free-times?from=2026-11-24"
    etag = get(client, path)[0]["ETag"]
    assert client.get(f"/api/v1{path}", headers={"if-none-match": etag}).status_code == 304
    make_booking(hall, EVENING)
    assert client.get(f"/api/v1{path}", headers={"if-none-match": etag}).status_code == 200


def test_reading_a_month_costs_the_same_however_much_is_held(client, hall, django_assert_num_queries):
    asked = f"/rooms/{hall.pk}/free-times?from=2026-11-23&until=2026-12-24&partyKind=association"
    make_rate_card(hall.place)
    for number in range(3):
        make_booking(hall, tuple(at + timedelta(days=number) for at in EVENING))
    with django_assert_num_queries(13):
        get(client, asked)
