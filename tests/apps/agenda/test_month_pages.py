import re
from datetime import date, time

import pytest
from django.test import Client

from schuifaan.apps.agenda.enums import OccurrenceState
from schuifaan.apps.agenda.models import Occurrence
from schuifaan.apps.agenda.queries.months import month_page, read_month
from schuifaan.apps.agenda.queries.scope import everything
from tests.apps.pages import html
from tests.factories import TODAY, make_neighbourhood, make_place
from tests.factories.agenda import make_activity, make_occurrence, make_series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


def test_a_month_has_whole_weeks_from_monday(client: Client) -> None:
    page = month_page(everything(), date(2026, 11, 1), today=TODAY, language="nl")
    assert [len(week) for week in page.weeks] == [7] * 6
    assert page.weeks[0][0].day == date(2026, 10, 26)
    assert [day.day for week in page.weeks for day in week if day.is_today] == [TODAY]
    assert sum(not day.is_outside for week in page.weeks for day in week) == 30
    assert (page.previous, page.following) == ("2026-10", "2026-12")


def test_only_this_month_is_filled(client: Client) -> None:
    make_series(first_on=date(2026, 10, 26), rule="FREQ=WEEKLY;COUNT=8")
    page = month_page(everything(), date(2026, 11, 1), today=TODAY, language="nl")
    filled = [day.day.isoformat() for week in page.weeks for day in week if day.items]
    assert filled == ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"]


def test_a_month_of_a_neighbourhood_says_where_and_what_it_costs(client: Client) -> None:
    area = make_neighbourhood("BU09350501", "Heer")
    place = make_place(neighbourhood=area, name="De Tafel")
    make_occurrence(make_activity(place, title="Soep", cost_cents=300), at=time(12))
    page = html(client, "/buurt/BU09350501/agenda/maand/2026-11/")
    line = re.findall(r'<ul class="month__items">(.*?)</ul>', page)
    assert [" ".join(re.sub(r"<[^>]+>", " ", said).split()) for said in line] == [
        "12.00 Soep De Tafel, € 3,00"
    ]
    assert '<span class="month__full">maandag 23 november</span>' in page
    assert "/buurt/BU09350501/agenda/maand/2026-10/" in page
    assert "/buurt/BU09350501/agenda/maand/2026-12/" in page


def test_what_does_not_go_on_is_struck(client: Client) -> None:
    Occurrence.objects.filter(pk=make_occurrence().pk).update(state=OccurrenceState.CANCELLED)
    page = html(client, "/plek/t-atrium/agenda/maand/2026-11/")
    assert "</s> <strong>gaat niet door</strong>" in page


def test_an_empty_month_says_so(client: Client) -> None:
    make_place()
    page = html(client, "/plek/t-atrium/agenda/maand/2027-08/")
    assert "Deze maand staat er niets op het programma." in page
    assert "<table" not in page


@pytest.mark.parametrize(
    "spelled", ["2026-13", "2026-00", "26-11", "nu", "1999-01", "2026-1", "2026-11-21", "٢٠٢٦-11"]
)
def test_what_is_no_month_is_not_there(client: Client, spelled: str) -> None:
    make_place()
    assert read_month(spelled) is None
    assert client.get(f"/plek/t-atrium/agenda/maand/{spelled}/").status_code == 404


def test_the_months_end_where_the_calendar_does() -> None:
    first = month_page(everything(), date(2000, 1, 1), today=TODAY, language="nl")
    last = month_page(everything(), date(2099, 12, 1), today=TODAY, language="nl")
    assert (first.previous, last.following) == ("", "")
