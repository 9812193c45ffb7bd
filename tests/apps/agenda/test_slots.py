import re
from datetime import date, time

import pytest
from django.test import Client

from schuifaan.apps.agenda.enums import OccurrenceState
from schuifaan.apps.agenda.models import Occurrence, Suggestion
from tests.apps.pages import html
from tests.factories import NOW, TODAY, make_neighbourhood, make_place
from tests.factories.agenda import make_activity, make_occurrence, make_series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


def section(page: str, heading: str) -> str:
    """The words of the section under this heading."""
    found = re.search(rf'<section[^>]*aria-labelledby="{heading}">(.*?)</section>', page)
    if found is None:
        return ""
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", "", found[1])).split())


def test_start_tells_what_is_on_today_by_the_hour(client: Client) -> None:
    place = make_place(name="De Tafel")
    for title, at in (("Breien", time(14)), ("Inloop", time(10)), ("Kaarten", time(14))):
        make_occurrence(make_activity(place, title=title, kind="games"), first_on=TODAY, at=at)
    make_occurrence(make_activity(place, title="Morgen"), first_on=date(2026, 11, 22))
    assert section(html(client, "/"), "happening-today") == (
        "Te doen bij jou 10.00 uur Inloop De Tafel, nu bezig, gratis "
        "14.00 uur Breien De Tafel, gratis Kaarten De Tafel, gratis "
        "Kies met filters De komende zeven dagen"
    )


def test_start_keeps_silent_on_a_day_without_anything(client: Client) -> None:
    make_series()
    assert section(html(client, "/"), "happening-today") == ""


def test_start_of_several_municipalities_keeps_to_the_chosen_one(client: Client) -> None:
    here = make_neighbourhood("BU09350501", "Heer")
    there = make_neighbourhood("BU03440101", "Elders")
    for n, area in enumerate((here, there)):
        place = make_place(f"p{n}", name=f"Plek {n}", neighbourhood=area, municipality=area.municipality)
        make_occurrence(make_activity(place, title=f"Doen {n}"), first_on=TODAY, at=time(14))
    assert "Doen 0" in section(html(client, "/?gemeente=GM0935"), "happening-today")
    assert "Doen 1" not in section(html(client, "/?gemeente=GM0935"), "happening-today")
    assert "Doen 1" in section(html(client, "/"), "happening-today")


def test_a_neighbourhood_tells_its_week_and_leads_to_all_of_it(client: Client) -> None:
    area = make_neighbourhood("BU09350501", "Heer")
    make_series(make_activity(make_place(neighbourhood=area)), rule="FREQ=DAILY", first_on=TODAY)
    make_series(make_activity(make_place("b", neighbourhood=area)), rule="FREQ=DAILY", first_on=TODAY)
    page = html(client, "/buurt/BU09350501/")
    assert page.count('class="by-day__line') == 8
    assert '<a href="/buurt/BU09350501/agenda/">' in page


def test_a_neighbourhood_without_anything_this_week_leads_further(client: Client) -> None:
    make_neighbourhood("BU09350501", "Heer")
    assert section(html(client, "/buurt/BU09350501/"), "happening") == (
        "Wat er te doen is De komende zeven dagen staat er niets op het programma. Kijk wat er daarna komt"
    )


def test_a_place_tells_its_week_with_walk_in_on_top(client: Client) -> None:
    place = make_place()
    day = date(2026, 11, 25)
    make_occurrence(make_activity(place, title="Gym", kind="movement"), first_on=day, at=time(9))
    make_occurrence(make_activity(place, title="Inloop met koffie", welcomed_by="Truus"), first_on=day)
    said = section(html(client, "/plek/t-atrium/"), "happening")
    assert said.startswith(
        "Deze week Woensdag 25 november "
        "10.00–12.00 uur Inloop met koffie Truus ontvangt je gratis 9.00–11.00 uur Gym gratis"
    )


def test_a_change_is_on_the_page_of_the_place_at_once(client: Client) -> None:
    occurrence = make_occurrence()
    assert "gaat niet door" not in section(html(client, "/plek/t-atrium/"), "happening")
    occurrence.state = OccurrenceState.CANCELLED
    occurrence.save()
    assert "gaat niet door" in section(html(client, "/plek/t-atrium/"), "happening")


def test_the_desk_tells_what_is_on_today_and_what_asks(client: Client, place, manager, host) -> None:
    make_occurrence(make_activity(place, title="Soep", sign_up=True, seats=4), first_on=TODAY, at=time(8))
    holiday = make_occurrence(make_activity(place, title="Kerstkoffie"), first_on=date(2026, 12, 25))
    Occurrence.objects.filter(pk=holiday.pk).update(state=OccurrenceState.ASK)
    Suggestion.objects.create(place=place, kind="idea", title="Schaken", asked_at=NOW)
    client.force_login(manager)
    said = section(html(client, f"/beheer/plek/{place.slug}/"), "agenda-today")
    assert "8.00–10.00 uur Soep nog 4 plaatsen vrij" in said
    assert "Gaat ‘Kerstkoffie’ door op vrijdag 25 december? Dat is een feestdag." in said
    assert "Iemand heeft een idee voor de agenda." in said
    client.force_login(host)
    said = section(html(client, f"/beheer/plek/{place.slug}/"), "agenda-today")
    assert "8.00–10.00 uur Soep nog 4 plaatsen vrij" in said
    assert ("Kerstkoffie" in said, "idee" in said) == (False, False)


def test_an_empty_day_at_the_desk_says_so(client: Client, place, manager) -> None:
    client.force_login(manager)
    said = section(html(client, f"/beheer/plek/{place.slug}/"), "agenda-today")
    assert said.startswith("Vandaag in huis Vandaag staat er niets op het programma.")
