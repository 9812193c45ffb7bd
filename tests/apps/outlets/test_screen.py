"""The screen in the hall: what stands on it, who may see it, and what it may load."""

import re
from datetime import datetime, time, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schuifaan.apps.agenda.enums import OccurrenceState
from schuifaan.apps.agenda.models import Announcement, Occurrence
from schuifaan.apps.outlets.queries.screens import Screen, screen_of
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place, Price
from tests.factories import NOW, TODAY, make_place
from tests.factories.agenda import make_activity, make_occurrence
from tests.factories.rooms import make_room

pytestmark = pytest.mark.usefixtures("that_saturday")

PATH = "/plek/t-atrium/scherm/"


def put(place: Place, title: str, at: time, *, days: int = 0, **fields: Any) -> Occurrence:
    activity = make_activity(place, title=title, **{k: fields.pop(k) for k in ("cost_cents",) if k in fields})
    return make_occurrence(activity, first_on=TODAY + timedelta(days=days), at=at, **fields)


def shown(place: Place, room: int | None = None, now: datetime = NOW) -> Screen:
    found = screen_of(place.slug, room=room, now=now, language="nl")
    assert found is not None
    return found


def titles(lines: Any) -> list[str]:
    return [line.item.title for line in lines]


def words(client: Client, path: str = PATH) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_what_is_on_now_stands_apart_from_later_and_from_other_days(place: Place) -> None:
    put(place, "Over", time(8), minutes=60)
    put(place, "Bezig", time(10, 30))
    put(place, "Straks", time(14))
    put(place, "Maandag", time(9), days=2)
    put(place, "Over een week", time(9), days=8)
    put(place, "Over drie weken", time(9), days=21)
    found = shown(place)
    assert (titles(found.current), titles(found.later)) == (["Bezig"], ["Straks"])
    assert [(line.item.title, line.day, line.is_in_reserve) for line in found.week] == [
        ("Maandag", "maandag 23 nov", False),
        ("Over een week", "zondag 29 nov", True),
    ]


def test_something_of_several_days_is_still_on_after_its_first_day(place: Place) -> None:
    put(place, "Kerstmarkt", time(0), days=-2, minutes=4 * 24 * 60, all_day=True)
    assert titles(shown(place).current) == ["Kerstmarkt"]


def test_a_cancelled_time_is_said_in_words_and_never_on_now(client: Client, place: Place) -> None:
    occurrence = put(place, "Koor", time(10))
    Occurrence.objects.filter(pk=occurrence.pk).update(state=OccurrenceState.CANCELLED, note="Truus is ziek")
    assert (titles(shown(place).current), titles(shown(place).later)) == ([], ["Koor"])
    assert "Gaat niet door : Truus is ziek" in words(client).replace("door:", "door :")


def test_a_screen_of_one_hall_shows_that_hall_only(place: Place) -> None:
    hall, kitchen = make_room(place, "Grote zaal"), make_room(place, "Keuken")
    put(place, "Dansen", time(14), room=hall)
    put(place, "Soep", time(14), room=kitchen)
    found = shown(place, room=hall.pk)
    assert (found.room, titles(found.later)) == (hall, ["Dansen"])
    assert [line.where for line in shown(place).later] == ["Grote zaal", "Keuken"]


def test_a_hall_of_another_place_means_the_whole_place(place: Place) -> None:
    elsewhere = make_room(make_place("ander"), "Zaal")
    put(place, "Soep", time(14))
    assert (shown(place, room=elsewhere.pk).room, titles(shown(place).later)) == (None, ["Soep"])


def test_empty_day_says_one_is_welcome_and_when_the_door_is_open(client: Client, place: Place) -> None:
    Place.objects.filter(pk=place.pk).update(opening_hours="Mo-Fr 10:00-17:00")
    said = words(client)
    assert "Kom gerust langs" in said
    assert "ma t/m vr 10.00–17.00 uur" in said


def test_announcements_of_today_are_shown_and_those_to_come_wait(client: Client, place: Place) -> None:
    for text, first, last in (("Gisteren", -2, -1), ("Vandaag", 0, 0), ("Morgen", 1, 1), ("Verder", 30, 31)):
        Announcement.objects.create(
            place=place,
            text=text,
            first_on=TODAY + timedelta(days=first),
            last_on=TODAY + timedelta(days=last),
        )
    assert [(news.text, news.is_today) for news in shown(place).news] == [
        ("Vandaag", True),
        ("Morgen", False),
    ]
    page = client.get(PATH).content.decode()
    assert re.findall(r'<p class="notice[^>]*?( hidden)?>(\w+)</p>', page) == [
        ("", "Vandaag"),
        (" hidden", "Morgen"),
    ]


def test_prices_are_said_and_unknown_ones_left_out(client: Client, place: Place) -> None:
    Price.objects.create(place=place, what={"nl": "Koffie"}, amount_cents=0)
    Price.objects.create(
        place=place, what={"nl": "Soep"}, amount_cents=250, per={"nl": "per kom"}, position=1
    )
    Price.objects.create(place=place, what={"nl": "Zaal"}, amount_cents=None, position=2)
    put(place, "Eten", time(14), cost_cents=300)
    said = words(client).replace("\xa0", " ")
    assert "Koffie gratis Soep € 2,50 per kom" in said
    assert "Zaal" not in said
    assert "Eten € 3,00 per keer" in said


def test_a_change_is_on_the_screen_at_the_next_request(client: Client, place: Place) -> None:
    occurrence = put(place, "Koor", time(14))
    assert "Gaat niet door" not in words(client)
    occurrence.state = OccurrenceState.CANCELLED
    occurrence.save()
    assert "Gaat niet door" in words(client)


def test_language_is_the_addresss_and_not_the_devices(client: Client, place: Place) -> None:
    put(place, "Koor", time(14))
    dutch = client.get(PATH, headers={"Accept-Language": "en-US,en"})
    assert '<html lang="nl"' in dutch.content.decode()
    assert dutch["Content-Language"] == "nl"
    english = client.get(f"{PATH}?taal=en", headers={"Accept-Language": "nl"})
    assert '<html lang="en"' in english.content.decode()
    assert "14:00–16:00" in english.content.decode()


def test_parts_can_be_left_out(client: Client, place: Place) -> None:
    put(place, "Koor", time(14), days=1)
    whole, spare = (client.get(PATH + query).content.decode() for query in ("", "?week=0&klok=0"))
    assert [("data-clock>" in page, 'class="week" data-off hidden' in page) for page in (whole, spare)] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize(
    "query",
    ["?ruimte=x", "?ruimte=99999999999999999999", "?ruimte=-1", "?week=%F0%9F%92%A9&taal=xx&zomaar=1"],
)
def test_odd_addresses_give_the_ordinary_screen(client: Client, place: Place, query: str) -> None:
    assert words(client, PATH + query) == words(client)


@pytest.mark.parametrize("address", ["", "uitleg/"])
def test_a_place_that_is_not_shown_has_no_screen(client: Client, db: None, address: str) -> None:
    make_place(status=PlaceStatus.DRAFT)
    assert client.get(PATH + address).status_code == 404


def test_screen_sets_no_cookie_and_loads_nothing_of_its_own_kind_inline(client: Client, place: Place) -> None:
    put(place, "Koor", time(14))
    response = client.get(PATH)
    page = response.content.decode()
    assert dict(response.cookies) == {}
    assert re.findall(r"<style|style=|<script(?![^>]* src=)|\son\w+=", page) == []
    # In whatever order: they are kept without one.
    rules = {one.strip() for one in response["Content-Security-Policy"].split(";")}
    assert rules >= {"default-src 'self'", "object-src 'none'"}
    assert response["X-Frame-Options"] == "DENY"


def test_worker_lives_in_the_folder_it_looks_after(client: Client, place: Place) -> None:
    response = client.get(f"{PATH}werker.js")
    assert (response.status_code, response["Content-Type"], response["Cache-Control"]) == (
        200,
        "text/javascript; charset=utf-8",
        "no-cache",
    )
    assert f'data-worker="{PATH}werker.js"' in client.get(PATH).content.decode()


def test_explanation_says_the_address_and_the_halls(client: Client, place: Place) -> None:
    hall = make_room(place, "Grote zaal")
    said = client.get(f"{PATH}uitleg/").content.decode()
    assert f'href="{PATH}?ruimte={hall.pk}"' in said


def test_number_of_queries_stays_the_same_with_more_lines(place: Place) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            shown(place)
        return len(queries)

    put(place, "Koor", time(12))
    shown(place)
    first = asked()
    for hour in range(13, 20):
        put(place, "Koor", time(hour))
    assert (len(shown(place).later), asked()) == (8, first)


def test_dot_between_facts_stands_before_one_and_is_cut_off_where_a_line_begins() -> None:
    """The dot lies as far before a fact as the facts begin before the edge of what is seen."""
    sheet = finders.find("outlets/screen.css")
    rules = dict(re.findall(r"^(\.line__[\w: ]+) \{ (.+) \}$", Path(sheet).read_text(), re.MULTILINE))
    assert [name for name in rules if "::after" in name] == []
    assert rules[".line__what"] == "overflow-x: clip;"
    assert "margin-inline-start: -1.6rem;" in rules[".line__facts"]
    assert rules[".line__facts span"] == "position: relative; padding-inline-start: 1.6rem;"
    assert (
        'content: "·"; position: absolute; inset-inline-start: 0; inline-size: 1.6rem;'
        in rules[".line__facts span::before"]
    )
