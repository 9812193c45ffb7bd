import re
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schuifaan.apps.agenda.enums import ActivityStatus, OccurrenceState, OrganiserKind, Professional
from schuifaan.apps.agenda.forms.programme import Programme
from schuifaan.apps.agenda.models import Activity, Occurrence, Spot
from schuifaan.apps.agenda.queries.activity_page import ActivityPage, activity_page
from schuifaan.apps.places import slots
from schuifaan.apps.places.enums import PlaceStatus
from tests.apps.pages import html
from tests.factories import NOW, make_place
from tests.factories.agenda import MONDAY, make_activity, make_occurrence, make_series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


def words(page: str) -> str:
    """What a reader sees of the page itself."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", "", main)).split())


def dates(page: str) -> list[str]:
    found = re.findall(r'class="dates__day">([^<]*)</span> <span class="dates__time">([^<]*)<', page)
    return [f"{day} {at}" for day, at in found]


def coffee(**fields: object) -> Activity:
    return make_activity(
        title="Koffie",
        slug="koffie",
        description="Schuif aan.",
        translations={
            "en": {"title": "Coffee", "description": "Pull up a chair."},
            "ar": {"title": "قهوة", "description": "اجلس معنا."},
        },
        **fields,
    )


# -- Texts --------------------------------------------------------------------------------------------


def test_an_activity_in_three_languages_is_told_in_each(client: Client) -> None:
    make_series(coffee())
    shown = {code: html(client, f"/activiteit/koffie/?tekst={code}") for code in ("nl", "en", "ar")}
    headings = {code: re.findall(r"<h1[^>]*>[^<]*</h1>", page)[0] for code, page in shown.items()}
    assert headings == {
        "nl": '<h1 class="utrecht-heading-1">Koffie</h1>',
        "en": '<h1 class="utrecht-heading-1" lang="en" dir="ltr">Coffee</h1>',
        "ar": '<h1 class="utrecht-heading-1" lang="ar" dir="rtl">قهوة</h1>',
    }
    assert [code for code, page in shown.items() if "Deze tekst is er" in page] == []


def test_a_missing_language_falls_back_and_says_so(client: Client) -> None:
    make_series(coffee())
    page = html(client, "/activiteit/koffie/?tekst=tr")
    assert "Deze tekst is er niet in het Turks. Je leest hem in het Nederlands." in page
    assert "Schuif aan." in page


def test_a_text_in_one_language_says_that_it_is_the_only_one() -> None:
    make_activity(slug="koffie")
    page = activity_page("koffie", now=NOW, language="nl", text_language="en")
    assert page is not None
    assert page.fallback_words == "Deze tekst is er alleen in het Nederlands."
    assert page.text_languages == ()


def test_a_text_that_was_not_translated_says_its_own_language() -> None:
    activity = coffee(bring="Een mok")
    make_series(activity)
    page = activity_page("koffie", now=NOW, language="nl", text_language="ar")
    assert page is not None
    assert (page.texts["title"].lang, page.texts["bring"].text, page.texts["bring"].language) == (
        "ar",
        "Een mok",
        "nl",
    )


@pytest.mark.parametrize("query", ["tekst=%F0%9F%98%80", "tekst=zzzz", "datums=nooit", "datums=alle&na=%00", "na=eyJ"])  # fmt: skip
def test_what_nobody_understands_is_left_out(client: Client, query: str) -> None:
    make_series(coffee())
    page = html(client, f"/activiteit/koffie/?{query}")
    assert '<h1 class="utrecht-heading-1">Koffie</h1>' in page
    assert "Deze tekst is er" not in page


# -- What it says -------------------------------------------------------------------------------------


def test_everything_that_is_known_is_said(client: Client) -> None:
    place = make_place(street="Plein", house_number="1", city="Maastricht")
    make_series(
        make_activity(
            place,
            slug="eten",
            kind="meal",
            description="Soep en brood.",
            cost_cents=300,
            cost_note="kinderen gratis",
            audience="Ook voor wie hier niet woont.",
            welcomed_by="Ahmed",
            professional=Professional.DELIBERATELY_NOT,
            can_leave=True,
            leave_note="Er is een eigen tafel bij de deur.",
            languages=["nl", "ar"],
            bring="Honger",
            access_note="De bel zit laag.",
            organiser_kind=OrganiserKind.PARTNER,
            organiser_name="De Bibliotheek",
        )
    )
    said = words(html(client, "/activiteit/eten/"))
    expected = (
        "Samen eten",
        "Elke maandag, 10.00–12.00 uur",
        "’t Atrium, Plein 1",
        "€ 3,00 per keer (kinderen gratis)",
        "Je hoeft je niet aan te melden.",
        "Soep en brood.",
        "Voor iedereen. Ook voor wie hier niet woont.",
        "Ahmed ontvangt je.",
        "Bewust zonder hulpverleners: je bent hier onder elkaar.",
        "Je kunt altijd even weg, of eerder naar huis. Er is een eigen tafel bij de deur.",
        "Er wordt Nederlands en Arabisch gesproken.",
        "Honger",
        "De bel zit laag.",
        "Lees hoe je binnenkomt bij ’t Atrium",
        "De Bibliotheek, bij ’t Atrium",
    )
    spaced = said.replace("( ", "(").replace(" )", ")")
    assert [words for words in expected if words not in spaced and words not in said] == []


def test_what_is_not_known_is_left_out(client: Client) -> None:
    make_series(make_activity(slug="kaal"))
    said = words(html(client, "/activiteit/kaal/"))
    assert [
        part for part in ("ontvangt", "hulpverleners", "weg", "gesproken", "Wat neem je mee") if part in said
    ] == []


def test_a_professional_is_announced(client: Client) -> None:
    make_series(make_activity(slug="raad", professional=Professional.PRESENT))
    assert "Er is iemand met een vak bij" in html(client, "/activiteit/raad/")


def test_a_picture_has_its_words(client: Client) -> None:
    make_series(
        make_activity(
            slug="foto", picture="activities/1/a.jpg", picture_alt="Een lange tafel", picture_credit="An"
        )
    )
    page = html(client, "/activiteit/foto/")
    assert '<img src="/media/activities/1/a.jpg" alt="Een lange tafel">' in page
    assert "Foto: An" in page


# -- When ---------------------------------------------------------------------------------------------


def test_the_next_eight_dates_are_shown_and_all_of_them_on_request(client: Client) -> None:
    make_series(make_activity(slug="koffie"), rule="FREQ=WEEKLY;COUNT=12")
    page = html(client, "/activiteit/koffie/")
    assert dates(page) == [
        f"{said} 10.00–12.00 uur"
        for said in (
            "Maandag 23 november",
            "Maandag 30 november",
            "Maandag 7 december",
            "Maandag 14 december",
            "Maandag 21 december",
            "Maandag 28 december",
            "Maandag 4 januari 2027",
            "Maandag 11 januari 2027",
        )
    ]
    assert '<a class="more" href="?datums=alle#dates">Alle data</a>' in page
    everything = html(client, "/activiteit/koffie/?datums=alle")
    assert len(dates(everything)) == 12
    assert "Alle data" not in everything


def test_a_daily_activity_goes_on_behind_a_link(client: Client) -> None:
    make_series(make_activity(slug="dagelijks"), rule="FREQ=DAILY;COUNT=130", public_holidays="keep")
    first = html(client, "/activiteit/dagelijks/?datums=alle")
    following = re.search(r'class="more" href="([^"]*)" rel="next nofollow"', first)
    assert following is not None
    second = html(client, "/activiteit/dagelijks/" + following[1].replace("&amp;", "&"))
    assert (len(dates(first)), len(dates(second))) == (100, 30)
    assert set(dates(first)) & set(dates(second)) == set()


def test_cancelled_and_moved_dates_say_so(client: Client) -> None:
    series = make_series(make_activity(slug="koffie"), rule="FREQ=WEEKLY;COUNT=3")
    first, second, _third = series.occurrences.order_by("original_at")
    Occurrence.objects.filter(pk=first.pk).update(state=OccurrenceState.CANCELLED, note="Truus is ziek.")
    Occurrence.objects.filter(pk=second.pk).update(
        state=OccurrenceState.MOVED,
        starts_at=second.starts_at + timedelta(hours=1),
        ends_at=second.ends_at + timedelta(hours=1),
    )
    said = words(html(client, "/activiteit/koffie/"))
    assert "Maandag 23 november 10.00–12.00 uur gaat niet door Truus is ziek." in said
    assert "Maandag 30 november 11.00–13.00 uur verplaatst van 10.00 uur naar 11.00 uur" in said


def test_without_new_dates_the_way_leads_to_the_agenda(client: Client) -> None:
    make_occurrence(make_activity(slug="geweest"), first_on=date(2026, 11, 2))
    page = html(client, "/activiteit/geweest/")
    assert "Er staan nu geen nieuwe data." in page
    assert 'href="/plek/t-atrium/agenda/">Kijk wat er wel is.' in page


def test_only_who_asks_it_has_a_sign_up_link_for_each_date(client: Client) -> None:
    soup = make_activity(slug="soep", kind="meal", sign_up=True, seats=24, sign_up_phone="043 123 45 67")
    series = make_series(soup, rule="FREQ=WEEKLY;COUNT=2")
    make_series(make_activity(soup.place, slug="koffie"))
    page = html(client, "/activiteit/soep/")
    assert re.findall(r'href="(/activiteit/soep/aanmelden/\d+/)"', page) == [
        f"/activiteit/soep/aanmelden/{pk}/"
        for pk in series.occurrences.order_by("starts_at").values_list("pk", flat=True)
    ]
    assert page.count('href="tel:0431234567"') == 2
    assert "/aanmelden/" not in html(client, "/activiteit/koffie/")


# -- Along places -------------------------------------------------------------------------------------


def test_a_roadshow_lists_its_stops_with_their_dates(client: Client) -> None:
    home = make_place("thuis", name="Thuis")
    bus = make_activity(home, slug="bus", title="De bus")
    for n, day in enumerate((date(2026, 11, 16), MONDAY, date(2026, 11, 30))):
        make_occurrence(bus, place=make_place(f"p{n}", name=f"Halte {n}"), first_on=day, at=time(15))
    spot = Spot.objects.create(place=home, name="Bankje", where="Dorpstraat")
    make_occurrence(bus, place=home, spot=spot, first_on=date(2026, 12, 7), at=time(15))
    page = html(client, "/activiteit/bus/")
    stops = re.findall(r'<li class="stops__item[^"]*">.*?</h3>.*?(?=<li class="stops__item|</ol>)', page)
    assert [" ".join(re.sub(r"<[^>]+>", " ", stop).split()) for stop in stops] == [
        "Halte 0 Hier was het maandag 16 november.",
        "Halte 1 Maandag 23 november 15.00–17.00 uur",
        "Halte 2 Maandag 30 november 15.00–17.00 uur",
        "Bankje Dorpstraat Maandag 7 december 15.00–17.00 uur",
    ]


def test_a_stop_nobody_agreed_to_is_not_told(client: Client) -> None:
    bus = make_activity(slug="bus")
    make_occurrence(bus)
    make_series(bus, place=make_place("p1", name="Halte 1"), agreed=False)
    assert "Halte 1" not in html(client, "/activiteit/bus/")


# -- As a page ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "place_status", "code"),
    [
        (ActivityStatus.DRAFT, PlaceStatus.PUBLISHED, 404),
        (ActivityStatus.STOPPED, PlaceStatus.PUBLISHED, 410),
        (ActivityStatus.PUBLISHED, PlaceStatus.DRAFT, 404),
        (ActivityStatus.STOPPED, PlaceStatus.DRAFT, 404),
    ],
)
def test_what_is_not_shown_is_not_there(client: Client, status: str, place_status: str, code: int) -> None:
    make_activity(make_place(status=place_status), slug="x", status=status)
    assert client.get("/activiteit/x/").status_code == code


@pytest.mark.parametrize(("fields", "expected"), [({}, 3), ({"sign_up": True}, 4)])
def test_the_page_takes_as_many_queries_however_much_it_holds(fields: dict[str, bool], expected: int) -> None:
    activity = make_activity(slug="koffie", **fields)
    counts = []
    for n in range(3):
        make_series(activity, place=make_place(f"p{n}"), at=time(10 + n))
        with CaptureQueriesContext(connection) as queries:
            assert activity_page("koffie", now=NOW, language="nl") is not None
        counts.append(len(queries))
    assert counts == [expected] * 3


def test_only_who_may_change_it_gets_a_way_to_the_desk(client: Client, place, manager, host) -> None:
    make_series(make_activity(place, slug="koffie"))
    found = []
    for user in (None, host, manager):
        if user:
            client.force_login(user)
        found.append("Verander deze activiteit" in html(client, "/activiteit/koffie/"))
    assert found == [False, False, True]


def test_other_apps_can_fill_the_head_of_the_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_series(make_activity(slug="koffie"))
    monkeypatch.setattr(slots, "_fillers", {name: list(fillers) for name, fillers in slots._fillers.items()})
    told = []

    def fill(_request: object, *, about: ActivityPage | Programme, **_rest: object) -> str:
        told.append(len(about.items))
        return ""

    slots.fill("activity", fill)
    slots.fill("agenda", fill)
    html(client, "/activiteit/koffie/")
    html(client, "/agenda/")
    assert told == [8, 1]
