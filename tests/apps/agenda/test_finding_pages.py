import re
from datetime import date, time

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from schuifaan.apps.agenda.actions.planning import cancel_occurrence
from schuifaan.apps.agenda.enums import ActivityStatus, OccurrenceState, Professional
from schuifaan.apps.agenda.models import Occurrence, Spot
from schuifaan.apps.places.models import AccessFact
from tests.apps.pages import html, queries_of
from tests.factories import NOW, TODAY, make_neighbourhood, make_place
from tests.factories.agenda import MONDAY, make_activity, make_occurrence, make_series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]
HEER = "BU09350501"


def titles(page: str) -> list[str]:
    """What stands on the page, in that order."""
    found = re.findall(r'class="happening__title">(?:<s>)?<a [^>]*>([^<]*)<', page)
    return [re.sub(r"&#x27;", "'", title) for title in found]


def happening(page: str, title: str) -> str:
    """The words of one line."""
    lines = re.findall(r'<li class="happening[ "].*?</div> </li>', page)
    line = next(line for line in lines if f">{title}</a>" in line)
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", "", line)).split())


def heer(**fields: object):
    return make_neighbourhood(HEER, "Heer", **fields)


# -- Whose programme ----------------------------------------------------------------------------------


def test_house_with_three_sites_shows_their_activities_and_each_site_only_its_own(client: Client) -> None:
    house = make_place("huis", name="Huis van de Wijk")
    for n in range(3):
        site = make_place(f"deel-{n}", name=f"Deel {n}", part_of=house)
        make_occurrence(make_activity(site, title=f"Doen {n}"), at=time(10 + n))
    make_occurrence(make_activity(house, title="Feest"), at=time(20))
    assert titles(html(client, "/plek/huis/agenda/")) == ["Doen 0", "Doen 1", "Doen 2", "Feest"]
    assert [titles(html(client, f"/plek/deel-{n}/agenda/")) for n in range(3)] == [
        ["Doen 0"],
        ["Doen 1"],
        ["Doen 2"],
    ]


def test_neighbourhood_shows_three_places_and_a_street_spot_in_one_list(client: Client) -> None:
    area = heer()
    elsewhere = make_place("elders", name="Elders")
    spot = Spot.objects.create(place=elsewhere, name="Bankje", where="Dorpstraat", neighbourhood=area)
    for n in range(3):
        make_occurrence(
            make_activity(make_place(f"p{n}", neighbourhood=area), title=f"Binnen {n}"), at=time(10 + n)
        )
    make_occurrence(make_activity(elsewhere, title="Op de bank"), spot=spot, at=time(15))
    make_occurrence(make_activity(elsewhere, title="Niet hier"), at=time(16))
    page = html(client, f"/buurt/{HEER}/agenda/")
    assert titles(page) == ["Binnen 0", "Binnen 1", "Binnen 2", "Op de bank"]
    assert "Bankje , Dorpstraat" in happening(page, "Op de bank")
    assert page.count("data-print") == 1
    assert page.count('class="print-foot print-only"') == 1


@pytest.mark.parametrize("path", ["/agenda/", "/wijk/WK093505/agenda/", "/gemeente/GM0935/agenda/"])
def test_wider_areas_hold_what_is_in_them(client: Client, path: str) -> None:
    area = heer()
    make_occurrence(make_activity(make_place(neighbourhood=area, municipality=area.municipality)))
    assert titles(html(client, path)) == ["Koffieochtend"]


@pytest.mark.parametrize(
    "path", ["/buurt/BU00000000/agenda/", "/wijk/GM0935/agenda/", "/plek/bestaat-niet/agenda/"]
)
def test_an_unknown_place_or_area_is_not_there(client: Client, path: str) -> None:
    heer()
    assert client.get(path).status_code == 404


def test_around_adds_the_neighbourhoods_nearby(client: Client) -> None:
    heer(centre_lat=50.84, centre_lon=5.73)
    next_door = make_neighbourhood(
        "BU09350502", "Scharn", centre_lat=50.85, centre_lon=5.73, district=heer().district
    )
    make_occurrence(make_activity(make_place(neighbourhood=next_door)))
    assert titles(html(client, f"/buurt/{HEER}/agenda/")) == []
    assert titles(html(client, f"/buurt/{HEER}/agenda/?rondom=1")) == ["Koffieochtend"]


# -- Filters ------------------------------------------------------------------------------------------


def test_without_professionals_hides_the_hour_of_the_social_worker(client: Client) -> None:
    place = make_place()
    make_occurrence(make_activity(place, title="Spreekuur", professional=Professional.PRESENT), at=time(9))
    make_occurrence(
        make_activity(place, title="Onder ons", professional=Professional.DELIBERATELY_NOT), at=time(10)
    )
    make_occurrence(make_activity(place, title="Breien"), at=time(11))
    assert titles(html(client, "/agenda/")) == ["Spreekuur", "Onder ons", "Breien"]
    assert titles(html(client, "/agenda/?zonder-hulpverleners=1")) == ["Onder ons", "Breien"]


def test_prices_are_always_said_and_chosen_free_or_low(client: Client) -> None:
    place = make_place()
    for n, (title, cents) in enumerate((("Gratis", 0), ("Goedkoop", 250), ("Gewoon", 1250))):
        make_occurrence(make_activity(place, title=title, cost_cents=cents, kind="creative"), at=time(10 + n))
    page = html(client, "/agenda/")
    assert [re.findall(r"(gratis|€ [\d,]+ per keer)", happening(page, title)) for title in titles(page)] == [
        ["gratis"],
        ["€ 2,50 per keer"],
        ["€ 12,50 per keer"],
    ]
    assert titles(html(client, "/agenda/?prijs=gratis")) == ["Gratis"]
    assert titles(html(client, "/agenda/?prijs=laag")) == ["Gratis", "Goedkoop"]
    assert titles(html(client, "/agenda/?prijs=gratis&prijs=laag")) == ["Gratis", "Goedkoop"]


def test_an_activity_without_a_price_cannot_be_published() -> None:
    make_activity(cost_cents=None, status=ActivityStatus.DRAFT)
    with pytest.raises(IntegrityError, match="published_activity_says_its_price"), transaction.atomic():
        make_activity(make_place("ander"), cost_cents=None)


def test_kind_language_part_of_day_and_access_narrow_the_list(client: Client) -> None:
    flat, steps = make_place("vlak"), make_place("trap")
    AccessFact.objects.create(place=flat, key="step_free", value=True)
    make_occurrence(make_activity(flat, title="Soep", kind="meal", languages=["nl", "ar"]), at=time(12))
    make_occurrence(make_activity(steps, title="Kaarten", kind="games", languages=["nl"]), at=time(19))
    found = {
        query: titles(html(client, f"/agenda/?{query}"))
        for query in ("soort=meal", "soort=meal&soort=games", "taal=ar", "dagdeel=avond", "drempelvrij=1")
    }
    assert found == {
        "soort=meal": ["Soep"],
        "soort=meal&soort=games": ["Soep", "Kaarten"],
        "taal=ar": ["Soep"],
        "dagdeel=avond": ["Kaarten"],
        "drempelvrij=1": ["Soep"],
    }


def test_filters_offer_only_what_somebody_has(client: Client) -> None:
    make_occurrence(make_activity(kind="meal", languages=["ar"]))
    page = html(client, "/agenda/")
    assert re.findall(r'name="soort" value="(\w+)"', page) == ["meal"]
    assert re.findall(r'name="taal" value="(\w+)"', page) == ["ar"]


@pytest.mark.parametrize(
    "query",
    [
        "dag=2026-02-30",
        "dag=%F0%9F%98%80",
        "dag=9999-12-31",
        "vanaf=0001-01-01",
        "dag=week&vanaf=nooit",
        "soort=onzin&prijs=veel&taal=%D7%A9&dagdeel=nacht&na=%00%F0%9F%98%80",
        "na=eyJhIjoxfQ",
        "onbekend=1&drempelvrij=misschien",
        "dag=%E2%80%AE%D7%A9",
    ],
)
def test_what_nobody_understands_is_left_out(client: Client, query: str) -> None:
    make_occurrence()
    assert titles(html(client, f"/agenda/?{query}")) == ["Koffieochtend"]


# -- Days ---------------------------------------------------------------------------------------------


def test_days_can_be_chosen(client: Client) -> None:
    place = make_place()
    for title, day in (
        ("Nu", TODAY),
        ("Morgen", date(2026, 11, 22)),
        ("Maandag", MONDAY),
        ("Later", date(2026, 11, 28)),
    ):
        make_occurrence(make_activity(place, title=title), first_on=day, at=time(14))
    found = {
        query: titles(html(client, f"/agenda/?{query}"))
        for query in ("", "dag=vandaag", "dag=morgen", "dag=weekend", "dag=2026-11-23", "vanaf=2026-11-28")
    }
    assert found == {
        "": ["Nu", "Morgen", "Maandag"],
        "dag=vandaag": ["Nu"],
        "dag=morgen": ["Morgen"],
        "dag=weekend": ["Nu", "Morgen"],
        "dag=2026-11-23": ["Maandag"],
        "vanaf=2026-11-28": ["Later"],
    }


def test_days_are_named_as_people_say_them(client: Client) -> None:
    place = make_place()
    for day in (TODAY, date(2026, 11, 22), date(2026, 11, 24)):
        make_occurrence(make_activity(place, title=f"Op {day.day}"), first_on=day, at=time(14))
    page = html(client, "/agenda/")
    headings = re.findall(r'<h3 class="utrecht-heading-3 day__name" id="[^"]*">(.*?)</h3>', page)
    assert [" ".join(re.sub(r"<[^>]+>", "", said).split()) for said in headings] == [
        "Vandaag zaterdag 21 november",
        "Morgen zondag 22 november",
        "Dinsdag 24 november",
    ]


def test_weeks_are_leafed_through_both_ways_with_the_filters_kept(client: Client) -> None:
    make_series(make_activity(kind="games"), first_on=date(2026, 10, 5))
    page = html(client, "/agenda/?soort=games")
    assert re.findall(r'<a href="([^"]*)" rel="(prev|next)">', page) == [
        ("/agenda/?vanaf=2026-11-14&amp;soort=games", "prev"),
        ("/agenda/?vanaf=2026-11-28&amp;soort=games", "next"),
    ]
    later = html(client, "/agenda/?vanaf=2026-11-28&soort=games")
    assert titles(later) == ["Koffieochtend"]
    assert '<a href="/agenda/?soort=games" rel="prev">' in later


def test_what_is_over_today_is_off_the_list(client: Client) -> None:
    place = make_place()
    make_occurrence(make_activity(place, title="Ontbijt"), first_on=TODAY, at=time(8), minutes=60)
    make_occurrence(make_activity(place, title="Bezig"), first_on=TODAY, at=time(10))
    assert titles(html(client, "/agenda/")) == ["Bezig"]


def test_a_long_list_goes_on_behind_a_link(client: Client) -> None:
    place = make_place()
    for n in range(103):
        make_occurrence(make_activity(place, title=f"N{n}", slug=f"n{n}"), at=time(8 + n // 10, n % 10))
    first = html(client, "/agenda/?dag=2026-11-23")
    assert titles(first) == [f"N{n}" for n in range(100)]
    following = re.search(r'class="more" href="([^"]*)" rel="next"', first)
    assert following is not None
    second = html(client, following[1].replace("&amp;", "&"))
    assert titles(second) == ["N100", "N101", "N102"]


# -- One line -----------------------------------------------------------------------------------------


def test_walk_in_stands_on_top_of_its_day_with_its_host(client: Client) -> None:
    place = make_place()
    wednesday = date(2026, 11, 25)
    make_occurrence(make_activity(place, title="Gym", kind="movement"), first_on=wednesday, at=time(9))
    make_series(
        make_activity(place, title="Inloop met koffie", welcomed_by="Truus"),
        first_on=wednesday,
        rule="FREQ=WEEKLY",
    )
    page = html(client, "/plek/t-atrium/agenda/")
    assert titles(page) == ["Inloop met koffie", "Gym"]
    assert happening(page, "Inloop met koffie") == (
        "10.00–12.00 uur Inloop met koffie Loop zo binnen, Truus ontvangt je gratis"
    )


def test_cancelled_is_struck_and_says_why(client: Client) -> None:
    occurrence = make_occurrence()
    Occurrence.objects.filter(pk=occurrence.pk).update(
        state=OccurrenceState.CANCELLED, note="De verwarming is stuk."
    )
    page = html(client, "/agenda/")
    assert '<s><a href="/activiteit/koffieochtend-1/">Koffieochtend</a></s>' in page
    assert happening(page, "Koffieochtend") == (
        "10.00–12.00 uur Koffieochtend gaat niet door De verwarming is stuk."
    )


def test_moved_says_from_when_to_when(client: Client) -> None:
    occurrence = make_occurrence()
    Occurrence.objects.filter(pk=occurrence.pk).update(
        state=OccurrenceState.MOVED,
        starts_at=occurrence.starts_at.replace(day=24),
        ends_at=occurrence.ends_at.replace(day=24),
    )
    said = happening(html(client, "/agenda/"), "Koffieochtend")
    assert "verplaatst van maandag 23 november, 10.00 uur naar dinsdag 24 november, 10.00 uur" in said


def test_full_says_that_there_is_a_waiting_list(client: Client) -> None:
    occurrence = make_occurrence(make_activity(kind="meal", sign_up=True, seats=1))
    assert "met aanmelden" in happening(html(client, "/agenda/"), "Koffieochtend")
    occurrence.sign_ups.create(
        first_name="An", contact_by="none", state="placed", seat=1, asked_at=NOW, changed_at=NOW
    )
    assert "vol, wel een wachtlijst" in happening(html(client, "/agenda/"), "Koffieochtend")


def test_text_in_another_language_says_so_to_a_reader(client: Client) -> None:
    make_occurrence(make_activity(title="صباح القهوة", slug="qahwa", language="ar"))
    assert 'href="/activiteit/qahwa/" lang="ar" dir="rtl">صباح القهوة</a>' in html(client, "/agenda/")


# -- Nothing ------------------------------------------------------------------------------------------


def test_an_empty_day_leads_to_what_comes_next(client: Client) -> None:
    make_series()
    page = html(client, "/agenda/?dag=morgen")
    assert "Hier staat dan niets op het programma." in page
    assert re.findall(r'<ul class="coming"><li><a href="([^"]*)">([^<]*)</a> <span>([^<]*)<', page) == [
        ("/activiteit/koffieochtend-1/", "Koffieochtend", "maandag 23 november, 10.00–12.00 uur")
    ]
    assert '<a class="chip" href="/agenda/"><span>De komende zeven dagen</span></a>' in page


def test_an_empty_list_offers_only_what_gives_something(client: Client) -> None:
    make_occurrence(make_activity(cost_cents=900))
    page = html(client, "/agenda/?prijs=gratis")
    assert re.findall(r'<ul class="tries">(.*?)</ul>', page) == [
        '<li><a class="chip" href="/agenda/"><span>Alle filters weg</span></a></li>'
    ]
    assert '<ul class="tries">' not in html(client, "/agenda/?prijs=gratis&vanaf=2026-01-01")


# -- As a page ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/agenda/", f"/buurt/{HEER}/agenda/", "/plek/p0/agenda/", f"/buurt/{HEER}/agenda/maand/2026-11/"])  # fmt: skip
def test_pages_take_as_many_queries_for_one_time_as_for_ten(client: Client, path: str) -> None:
    area = heer()
    place = make_place("p0", neighbourhood=area)
    make_occurrence(make_activity(place, sign_up=True, seats=5))
    one = queries_of(client, path)
    for n in range(9):
        make_occurrence(make_activity(place, sign_up=True, seats=5), at=time(10 + n))
    assert queries_of(client, path) == one
    assert one <= 11


def test_kept_pages_answer_without_cookie_and_show_a_change_at_once(client: Client, place, manager) -> None:
    occurrence = make_occurrence(make_activity(place))
    first = client.get("/agenda/")
    again = client.get("/agenda/", headers={"if-none-match": first.headers["ETag"]})
    assert (first.cookies, again.status_code) == ({}, 304)
    cancel_occurrence(occurrence=occurrence, reason="Ziek", by=manager, now=NOW)
    changed = client.get("/agenda/", headers={"if-none-match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert "gaat niet door" in changed.content.decode()


def test_with_htmx_only_the_list_comes(client: Client) -> None:
    make_occurrence()
    page = html(client, "/agenda/", **{"hx-request": "true"})
    assert titles(page) == ["Koffieochtend"]
    assert "<html" not in page


def test_whole_programme_leads_to_the_neighbourhoods_with_the_same_wishes(client):
    heer()
    page = html(client, "/agenda/?prijs=gratis")
    assert f'<a href="/buurt/{HEER}/agenda/?prijs=gratis">Heer</a>' in page


def test_empty_neighbourhood_leads_further_away(client):
    area = heer()
    page = html(client, f"/buurt/{HEER}/agenda/?prijs=gratis")
    municipality = area.district.municipality_id
    assert f'<a class="chip" href="/gemeente/{municipality}/agenda/?prijs=gratis">' in page
