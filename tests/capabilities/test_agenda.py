"""Rows A02, G01, G05–G10, G15, K06, R02 and V11 of the feature table: each example, with its own numbers."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pypdf
import pytest
import time_machine
from django.test import Client

from schuifaan.apps.agenda.models import Activity, Series, Spot
from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place
from tests.capabilities.conftest import Fill, Read, signed_in
from tests.factories import NOW, make_neighbourhood, make_place, make_team_member
from tests.factories.agenda import MONDAY, make_activity, make_occurrence

DESK = "/beheer/plek/t-atrium/agenda/"
WEDNESDAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _saturday_at_eleven() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def planned(fill_in: Fill, user: User, title: str, **typed: Any) -> Activity:
    """Entered at the desk: free, on Monday from ten to twelve, unless said otherwise."""
    usual = {"first_on": str(MONDAY), "starts": "10:00", "ends": "12:00", "price": "free"}
    response = fill_in(user, f"{DESK}nieuw/", **{**usual, "title": title, **typed})
    assert response.status_code == 302, response.context["form"].errors
    return Activity.objects.get(title=title)


def told(fill_in: Fill, user: User, activity: Activity, **typed: Any) -> None:
    """What there is to tell besides."""
    response = fill_in(user, f"{DESK}{activity.pk}/", **typed)
    assert response.status_code == 302, response.context["form"].errors


def titles(page: str) -> list[str]:
    """What is on, in the order of the page."""
    return re.findall(r'class="happening__title"><a [^>]*>([^<]*)<', page)


def said(page: str) -> str:
    """The words of a page, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def desk(user: User, path: str = "") -> str:
    return " ".join(signed_in(user).get(f"{DESK}{path}").content.decode().split())


def test_a02_one_calendar_shows_what_three_sites_do_and_each_keeps_its_own_page(read: Read) -> None:
    house = make_place("huis", name="Huis van Heer", tier="district_house")
    for number in (1, 2, 3):
        site = make_place(f"deel-{number}", name=f"Deel {number}", part_of=house)
        make_occurrence(make_activity(site, title=f"Samen {number}"), at=time(9 + number))
    assert titles(read("/plek/huis/agenda/")) == ["Samen 1", "Samen 2", "Samen 3"]
    assert re.findall(r"Samen \d", read("/plek/huis/agenda.ics")) == ["Samen 1", "Samen 2", "Samen 3"]
    for number in (1, 2, 3):
        assert titles(read(f"/plek/deel-{number}/agenda/")) == [f"Samen {number}"]
        assert set(re.findall(r"Samen \d", read(f"/plek/deel-{number}/"))) == {f"Samen {number}"}


def test_g01_without_professionals_hides_the_hour_of_the_social_worker(
    manager: User, fill_in: Fill, read: Read
) -> None:
    hour = planned(fill_in, manager, "Spreekuur", kind="other", price="amount", amount="2,50")
    told(
        fill_in, manager, hour, professional="present", audience_nl="Wie vragen heeft over geld.",
        description_nl="De maatschappelijk werker denkt met je mee.",
    )  # fmt: skip
    among = planned(fill_in, manager, "Onder ons", starts="14:00", ends="16:00")
    told(fill_in, manager, among, professional="deliberately_not")
    page = said(read("/activiteit/spreekuur/"))
    wanted = [
        "Spreekuur", "De maatschappelijk werker denkt met je mee.", "Maandag 23 november, 10.00–12.00 uur",
        "’t Atrium", "€ 2,50 per keer", "Voor iedereen. Wie vragen heeft over geld.", "Er is iemand met een vak bij",
    ]  # fmt: skip
    assert [one for one in wanted if one not in page.replace("\u00a0", " ")] == []
    # Walk-in stands on top of its day.
    assert titles(read("/agenda/")) == ["Onder ons", "Spreekuur"]
    assert titles(read("/agenda/?zonder-hulpverleners=1")) == ["Onder ons"]


def test_g05_twenty_ideas_and_weekly_breakfast_copies_a_draft(manager: User, fill_in: Fill) -> None:
    page = desk(manager, "ideeen/")
    keys = re.findall(r'name="idee" value="(\w+)"', page)
    assert len(set(keys)) == len(keys) >= 20
    chosen = re.search(
        r'<h2[^>]*>Samen ontbijten</h2>(?:(?!</li>).)*name="idee" value="(\w+)"', page, re.DOTALL
    )
    assert chosen
    copied = signed_in(manager).post(f"{DESK}ideeen/", {"idee": chosen[1]})
    fill_in(manager, copied["Location"])
    activity = Activity.objects.get()
    assert (activity.title, activity.status, activity.cost_cents) == ("Samen ontbijten", "draft", None)
    assert Series.objects.get().rule == "FREQ=WEEKLY;BYDAY=WE"
    assert Client().get(f"/activiteit/{activity.slug}/").status_code == 404


def test_g06_walk_in_with_coffee_on_wednesday_from_ten_to_twelve_stands_on_top_of_its_day(
    manager: User, fill_in: Fill, read: Read
) -> None:
    """Who is host is said with the activity; a roster comes with the people at work."""
    early = {"first_on": str(WEDNESDAY), "starts": "9:00", "ends": "11:00", "kind": "course"}
    planned(fill_in, manager, "Naailes", **early)
    coffee = planned(
        fill_in, manager, "Inloop met koffie", kind="drop_in", first_on=str(WEDNESDAY), how_often="weekly"
    )
    told(fill_in, manager, coffee, welcomed_by="Truus")
    page = read(f"/plek/t-atrium/agenda/?dag={WEDNESDAY}")
    assert titles(page) == ["Inloop met koffie", "Naailes"]
    assert "10.00–12.00 uur" in page[: page.index(">Naailes<")]
    assert "Loop zo binnen, Truus ontvangt je" in page


def test_g07_nothing_after_six_this_month_is_nothing_for_people_who_work_by_day(
    manager: User, fill_in: Fill
) -> None:
    hint = "De komende maand is er niets na 18.00 uur: niets voor wie overdag werkt."
    planned(fill_in, manager, "Thee", how_often="weekly", starts="16:00", ends="18:00")
    assert hint in desk(manager)
    planned(fill_in, manager, "Samen koken", starts="18:00", ends="20:00")
    assert hint not in desk(manager)


def test_g08_in_three_languages_and_a_missing_one_falls_back_to_dutch_with_a_label(
    manager: User, fill_in: Fill, read: Read
) -> None:
    coffee = planned(fill_in, manager, "Koffie")
    asked = fill_in(manager, f"{DESK}{coffee.pk}/", add_language="1", new_language="en")
    assert 'name="title_en"' in asked.content.decode()
    told(
        fill_in, manager, coffee, text_languages="nl en ar", description_nl="Schuif aan.",
        title_en="Coffee", description_en="Pull up a chair.", title_ar="قهوة", description_ar="اجلس معنا.",
    )  # fmt: skip
    for code, words in (("nl", "Schuif aan."), ("en", "Pull up a chair."), ("ar", "اجلس معنا.")):
        page = read(f"/activiteit/koffie/?tekst={code}")
        assert (f"<p>{words}</p>" in page, "Deze tekst is er niet" in page) == (True, False)
    turkish = read("/activiteit/koffie/?tekst=tr")
    assert "<p>Schuif aan.</p>" in turkish
    assert "Deze tekst is er niet in het Turks. Je leest hem in het Nederlands." in turkish


def test_g09_a_quiz_is_offered_to_four_houses_on_four_dates_in_one_go(
    manager: User, fill_in: Fill, read: Read
) -> None:
    houses = [make_place(f"huis-{n}", name=f"Huis {n}") for n in range(4)]
    days = [MONDAY + timedelta(days=7 * n) for n in range(4)]
    quiz = make_activity(Place.objects.get(slug="t-atrium"), title="Quiz", slug="quiz")
    lines = {
        f"{name}_{n}": value
        for n in range(4)
        for name, value in (
            ("place", f"place:{houses[n].pk}"), ("day", str(days[n])), ("starts", "19:30"), ("ends", "21:30"),
        )
    }  # fmt: skip
    assert fill_in(manager, f"{DESK}{quiz.pk}/tournee/", **lines).status_code == 302
    offered = list(quiz.series.order_by("first_on").values_list("place", "first_on", "agreed"))
    assert offered == [(house.pk, day, False) for house, day in zip(houses, days, strict=True)]
    for series in quiz.series.all():
        make_team_member(series.place, user=manager, role=PlaceRole.MANAGER)
        own = f"/beheer/plek/{series.place.slug}/agenda/"
        assert "Quiz van ’t Atrium wil langskomen" in signed_in(manager).get(own).content.decode()
        signed_in(manager).post(f"{own}bezoek/{series.pk}/", {"answer": "yes"})
    page = read("/activiteit/quiz/")
    assert re.findall(r'<li class="stops__item">.*?>(Huis \d)<.*?class="dates__day">([^<]*)<', page) == [
        ("Huis 0", "Maandag 23 november"),
        ("Huis 1", "Maandag 30 november"),
        ("Huis 2", "Maandag 7 december"),
        ("Huis 3", "Maandag 14 december"),
    ]


def test_g10_heer_has_three_places_and_a_spot_in_the_street_in_one_list_to_print(
    manager: User, fill_in: Fill, read: Read
) -> None:
    heer = make_neighbourhood("BU09350501", "Heer")
    Place.objects.update(neighbourhood=heer, municipality=heer.municipality)
    planned(fill_in, manager, "Binnen 0", starts="9:00", ends="11:00")
    for n in (1, 2):
        house = make_place(f"huis-{n}", name=f"Huis {n}", neighbourhood=heer, municipality=heer.municipality)
        make_occurrence(make_activity(house, title=f"Binnen {n}"), at=time(9 + n))
    fill_in(manager, f"{DESK}buiten/", name="Bankje", where="Dorpstraat, bij de kerk")
    bench = f"spot:{Spot.objects.get().pk}"
    planned(fill_in, manager, "Op de bank", starts="15:00", ends="16:00", room=bench)
    page = read("/buurt/BU09350501/agenda/")
    assert titles(page) == ["Binnen 0", "Binnen 1", "Binnen 2", "Op de bank"]
    assert re.findall(r'class="happening__where"[^>]*>([^<]*)<', page) == [
        "’t Atrium", "Huis 1", "Huis 2", "Bankje",
    ]  # fmt: skip
    assert "data-print" in page
    sheet = pypdf.PdfReader(io.BytesIO(Client().get("/buurt/BU09350501/week.pdf?week=2026-W48").getvalue()))
    printed = " ".join(one.extract_text() for one in sheet.pages)
    assert [title for title in titles(page) if title not in printed] == []


def test_g15_at_least_eight_occasions_each_with_its_lead_time(manager: User, fill_in: Fill) -> None:
    rows = [
        said(row) for row in re.findall(r'<li class="desk-row occasion">(.*?)</li>', desk(manager, "dagen/"))
    ]
    lead = re.compile(r"begin \d+ we(ek|ken) ervoor, op \w+dag \d+ \w+|nu beginnen")
    assert len(rows) >= 8
    assert [row for row in rows if not lead.search(row)] == []
    assert [name for name in ("Burendag", "Iftar", "Kerst") if not any(name in row for row in rows)] == []


def test_k06_free_low_and_normal_and_nothing_is_shown_without_a_price(
    manager: User, fill_in: Fill, read: Read
) -> None:
    for n, (title, typed) in enumerate(
        (("Gratis", {}), ("Laag", {"amount": "2,50"}), ("Gewoon", {"amount": "12,50"}))
    ):
        price = {"price": "amount", **typed} if typed else {"price": "free"}
        planned(fill_in, manager, title, kind="creative", starts=f"{10 + n}:00", ends=f"{12 + n}:00", **price)
    page = read("/agenda/")
    assert re.findall(r"<span>(gratis|€\s[\d,]+ per keer)</span>", page) == [
        "gratis",
        "€ 2,50 per keer",
        "€ 12,50 per keer",
    ]
    assert titles(read("/agenda/?prijs=gratis")) == ["Gratis"]
    assert titles(read("/agenda/?prijs=laag")) == ["Gratis", "Laag"]
    without = {"title": "Zonder", "first_on": str(MONDAY), "starts": "10:00", "ends": "12:00"}
    refused = fill_in(manager, f"{DESK}nieuw/", **without)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["price"])
    draft = make_activity(Place.objects.get(), title="Concept", status="draft", cost_cents=None)
    signed_in(manager).post(f"{DESK}{draft.pk}/zichtbaar/")
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_r02_a_spot_without_an_address_has_four_dates_and_a_rain_plan(
    manager: User, fill_in: Fill, read: Read
) -> None:
    fill_in(
        manager, f"{DESK}buiten/", name="Bankje bij de vijver", where="In het park, rechts van de brug",
        rain_plan="Dan zitten we onder het afdak.", kit_list="Koffiekan\nZes krukjes",
    )  # fmt: skip
    spot = Spot.objects.get()
    planned(
        fill_in,
        manager,
        "Koffie buiten",
        room=f"spot:{spot.pk}",
        how_often="weekly",
        ending="times",
        times="4",
    )
    assert (spot.lat, spot.lon) == (None, None)
    page = read("/activiteit/koffie-buiten/")
    assert re.findall(r'class="dates__day">([^<]*)<', page) == [
        "Maandag 23 november", "Maandag 30 november", "Maandag 7 december", "Maandag 14 december",
    ]  # fmt: skip
    words = said(page)
    assert "Bankje bij de vijver, In het park, rechts van de brug" in words
    assert "Als het regent: Dan zitten we onder het afdak." in words
    kit = said(desk(manager, f"buiten/{spot.pk}/lijst/"))
    assert [
        one for one in ("Koffiekan", "Zes krukjes", "Dan zitten we onder het afdak.") if one not in kit
    ] == []
    assert kit.count("Koffie buiten") == 4


def test_r02_a_van_along_four_spots_says_at_each_what_happens_when_it_rains(
    manager: User, fill_in: Fill, read: Read
) -> None:
    for n in range(4):
        fill_in(manager, f"{DESK}buiten/", name=f"Plein {n}", where="Bij de boom", rain_plan=f"Afdak {n}.")
    van = make_activity(Place.objects.get(), title="De bus", slug="bus")
    lines = {
        f"{name}_{n}": value
        for n, spot in enumerate(Spot.objects.order_by("name"))
        for name, value in (
            ("place", f"spot:{spot.pk}"), ("day", str(MONDAY + timedelta(days=n))), ("starts", "14:00"), ("ends", "16:00"),
        )
    }  # fmt: skip
    assert fill_in(manager, f"{DESK}{van.pk}/tournee/", **lines).status_code == 302
    stops = re.findall(
        r'<li class="stops__item">.*?(?=<li class="stops__item|</ol>)', read("/activiteit/bus/")
    )
    assert [said(re.sub(r"<svg.*?</svg>", "", stop)) for stop in stops] == [
        f"Plein {n} Bij de boom {day} november 14.00–16.00 uur Als het regent: Afdak {n}."
        for n, day in enumerate(("Maandag 23", "Dinsdag 24", "Woensdag 25", "Donderdag 26"))
    ]


def test_v11_a_trial_that_ends_on_1_may_is_asked_stop_change_or_keep(manager: User, fill_in: Fill) -> None:
    trial = planned(fill_in, manager, "Filmavond", how_often="weekly")
    told(fill_in, manager, trial, pilot_until="2027-05-01")
    found = []
    for month, day in ((4, 16), (5, 1), (5, 2)):
        with time_machine.travel(datetime(2027, month, day, 10, tzinfo=UTC), tick=False):
            page = desk(manager)
        asked = re.search(r"De proef met Filmavond (?:loopt|liep) tot en met [^<]*", page)
        found.append((asked[0] if asked else "", "Stoppen, veranderen of doorgaan?" in page))
    assert found == [
        ("", False),
        ("De proef met Filmavond loopt tot en met vandaag", True),
        ("De proef met Filmavond liep tot en met gisteren", True),
    ]
    with time_machine.travel(datetime(2027, 5, 2, 10, tzinfo=UTC), tick=False):
        signed_in(manager).post(f"{DESK}{trial.pk}/doorgaan/")
        assert "De proef met Filmavond" not in desk(manager)
