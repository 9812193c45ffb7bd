"""The page to look for a room on: questions that are an address, rooms with dates and prices, and no dead ends."""

import re
from datetime import date, datetime, time
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from schuifaan.apps.rooms.enums import Audience, FacilityKind
from schuifaan.apps.rooms.models import Facility, SetUp
from schuifaan.core.timeline.wallclock import from_wall
from tests.apps.pages import html, queries_of, words_of
from tests.factories import make_place
from tests.factories.rooms import make_claim, make_rate_card, make_room, make_terms

ONCE = {"hoe_vaak": "een", "dag": "2026-12-01", "dagdeel": "avond"}
SERIES = {
    "hoe_vaak": "week", "dag": "2026-12-01", "tot": "2026-12-22", "dagdeel": "uren", "begin": "19:00", "einde": "21:00",
}  # fmt: skip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


def wall(day, hour):
    return from_wall(datetime.combine(day, time(hour)))


def address(asked=None, **more):
    query = {name: value for name, value in {**(asked or {}), **more}.items() if value is not None}
    return reverse("rooms:search") + (f"?{urlencode(query, doseq=True)}" if query else "")


def main_of(page):
    return page[page.index("<main") : page.index("</main>")]


def words(client, asked=None, **more):
    return words_of(main_of(html(client, address(asked, **more))))


def refusals(client, asked=None, **more):
    response = client.get(address(asked, **more))
    assert response.status_code == 422
    return {name: [str(one) for one in errors] for name, errors in response.context["form"].errors.items()}


@pytest.fixture
def hall(place):
    place.lat, place.lon, place.city = 50.85, 5.69, "Maastricht"
    place.save()
    make_terms(place)
    make_rate_card(place, cents=3000)
    return make_room(place, "Zaal", is_let=True, capacity=40)


def test_first_visit_asks_and_finds_nothing_yet(client, hall):
    page = main_of(html(client, address()))
    assert "Voor hoeveel mensen?" in words_of(page)
    assert "gevonden" not in page
    assert "error-summary" not in page
    assert re.search(r'name="hoe_vaak" value="een"[^>]*checked', page)


def test_once_tells_day_hours_and_price(client, hall):
    said = words(client, ONCE, mensen=30)
    assert "Dinsdag 1 december, voor 30 mensen." in said
    assert "1 ruimte gevonden." in said
    assert "Zaal ’t Atrium , Maastricht" in said
    assert "Vrij dinsdag 1 december 18.00–22.00 uur" in said
    assert "€ 30,00" in said.replace("\xa0", " ")


def test_series_tells_what_is_free_what_is_not_and_what_instead(client, hall):
    make_room(hall.place, "Atelier", is_let=True)
    make_claim(hall, wall(date(2026, 12, 8), 20), wall(date(2026, 12, 8), 22))
    said = words(client, SERIES, mensen=40).replace("\xa0", " ")
    assert "3 van de 4 keer vrij, 19.00–21.00 uur" in said
    assert "€ 30,00 per keer , samen € 90,00" in said
    assert (
        "Dan kan het niet Dinsdag 8 december : bezet. In plaats daarvan: dezelfde ruimte, 18.00–20.00 uur"
        in said
    )
    assert said.count("Dinsdag 8 december") == 1
    assert "2 ruimtes gevonden." in words(client, SERIES)
    assert "Atelier" in words(client, SERIES).split("In plaats daarvan:")[1]


def test_other_place_is_named_with_how_far_it_is(client, hall):
    make_claim(hall, wall(date(2026, 12, 8), 8), wall(date(2026, 12, 8), 22))
    near = make_place("noord", name="Noord", lat=50.855, lon=5.69)
    make_terms(near)
    make_room(near, "Noordzaal", is_let=True)
    said = words(client, SERIES)
    assert "Noordzaal bij Noord , 550 m verderop" in said


def test_number_of_people_is_in_the_address_and_nowhere_else(client, hall):
    before = hall.place.__class__.objects.count()
    assert "1 ruimte" in words(client, ONCE, mensen=40)
    assert "Geen ruimte gevonden" in words(client, ONCE, mensen=41)
    assert hall.place.__class__.objects.count() == before
    assert client.get(address(ONCE, mensen=40)).cookies == {}


def test_answers_stay_in_the_form(client, hall):
    page = main_of(
        html(client, address(SERIES, mensen=12, met=["kitchen", "piano"], op=["2", "4"], buurt="on"))
    )
    for piece in ('value="12"', 'value="2026-12-01"', 'value="2026-12-22"', 'value="19:00"'):
        assert piece in page
    for name, value in (("met", "piano"), ("op", "4"), ("hoe_vaak", "week"), ("dagdeel", "uren")):
        assert re.search(rf'name="{name}" value="{value}"[^>]*checked', page), name


def test_answers_an_address_leaves_out_are_shown_as_they_are_meant(client, hall):
    page = main_of(html(client, address(ONCE)))
    assert re.findall(r'<option value="([^"]*)" selected', page) == ["", "2000", "association"]


def test_series_whose_rates_change_tells_only_the_total(client, hall):
    make_rate_card(hall.place, cents=4000, name="Nieuw", first_on=date(2026, 12, 15))
    said = words(client, SERIES).replace("\xa0", " ")
    assert "19.00–21.00 uur samen € 140,00" in said
    assert "per keer" not in said


def test_near_a_place_tells_the_distance(client, hall):
    far = make_place("ver", name="Ver", lat=50.87, lon=5.69)
    make_terms(far)
    make_room(far, "Verre zaal", is_let=True)
    said = words(client, ONCE, bij="’t Atrium")
    assert "Zaal ’t Atrium , Maastricht, vlakbij" in said
    assert "Verre zaal" not in said
    said = words(client, ONCE, bij="’t Atrium", binnen="5000")
    assert "De dichtstbijzijnde staat bovenaan." in said
    assert "Verre zaal Ver , 2,2 km" in said


def test_neighbours_find_more(client, hall):
    make_room(hall.place, "Huiskamer", is_let=True, audience=Audience.NEIGHBOURHOOD)
    assert "Huiskamer" not in words(client, ONCE)
    assert "Huiskamer" in words(client, ONCE, buurt="on")


# -- Nothing found --------------------------------------------------------------------------------


def test_nothing_found_offers_only_what_finds_something(client, hall):
    Facility.objects.create(room=hall, kind=FacilityKind.KITCHEN)
    page = main_of(html(client, address(ONCE, met="piano")))
    tries = re.findall(r'class="chip" href="([^"]+)"><span>([^<]+)', page)
    assert [label for _, label in tries] == ["Zonder wat er moet zijn"]
    assert "1 ruimte gevonden" in words_of(
        html(client, tries[0][0].replace("&amp;", "&").replace("?", address() + "?"))
    )
    make_claim(hall, wall(date(2026, 12, 1), 18), wall(date(2026, 12, 1), 22))
    page = main_of(html(client, address(ONCE)))
    assert re.findall(r'class="chip" href="[^"]+"><span>([^<]+)', page) == ["In de ochtend", "In de middag"]


def test_nothing_anywhere_still_says_what_to_do(client):
    assert "Probeer een andere dag, een ander dagdeel of een andere buurt." in words(client, ONCE)


# -- What is typed wrongly ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "more", "field", "told"),
    [
        (ONCE, {"dag": None}, "dag", "Kies een dag."),
        (ONCE, {"dag": "morgen 🌻"}, "dag", "Schrijf een dag, zoals 14-10-2027."),
        (ONCE, {"dag": "2026-11-20"}, "dag", "Deze dag is al geweest."),
        (ONCE, {"dag": "9999-12-31"}, "dag", "Dat is te ver vooruit."),
        (ONCE, {"dagdeel": None}, "dagdeel", "Kies een dagdeel of eigen tijden."),
        (ONCE, {"mensen": "veel"}, "mensen", "Schrijf een getal, zoals 30."),
        (
            ONCE,
            {"bij": "xqzwv’s"},
            "bij",
            "We weten niet waar ‘xqzwv’s’ is. Probeer een postcode, een buurt of een plek.",
        ),
        (SERIES, {"tot": None}, "tot", "Kies tot en met welke dag."),
        (SERIES, {"tot": "2026-11-30"}, "tot", "De laatste dag komt na de eerste."),
        (SERIES, {"tot": "2028-11-30"}, "tot", "Kies hoogstens een jaar."),
        (
            SERIES,
            {"tot": "2027-11-30", "op": ["1", "2"]},
            "tot",
            "Dat zijn te veel keren. Kies hoogstens 53 keer.",
        ),
        (
            SERIES,
            {"tot": "2026-12-02", "op": "5"},
            "op",
            "Zo'n dag is er niet tussen de eerste en de laatste dag.",
        ),
        (SERIES, {"begin": None}, "begin", "Schrijf een tijd, zoals 19:30."),
        (SERIES, {"einde": "26:00"}, "einde", "Schrijf een tijd, zoals 19:30."),
        (SERIES, {"einde": "19:00"}, "einde", "Het einde moet na het begin liggen."),
    ],
)
def test_what_is_wrong_is_said_beside_the_question(client, hall, asked, more, field, told):
    assert refusals(client, asked, **more) == {field: [told]}


@pytest.mark.parametrize(
    "more",
    [
        {"onbekend": "ja"}, {"na": "x"}, {"na": "²"}, {"na": "9" * 30}, {"met": ["wifi", "raket"]}, {"bij": "   "},
    ],
)  # fmt: skip
def test_what_nobody_knows_does_no_harm(client, hall, more):
    Facility.objects.create(room=hall, kind=FacilityKind.WIFI)
    assert "1 ruimte gevonden" in words(client, ONCE, **more)


@pytest.mark.parametrize(
    "more",
    [
        {"wie": "koning"}, {"binnen": "10.5"}, {"opstelling": "slinger"}, {"op": "9", "hoe_vaak": "week"},
        {"mensen": "0"}, {"mensen": "9" * 400}, {"bij": "a\x00b"}, {"hoe_vaak": "\u202eelke"},
    ],
)  # fmt: skip
def test_wrong_choices_are_refused_with_words(client, hall, more):
    assert refusals(client, ONCE, **more)


# -- Pages, links, cost ---------------------------------------------------------------------------


def test_next_page_goes_on_where_this_one_ends(client, hall):
    for number in range(12):
        make_room(hall.place, f"Hoek {number:02}", is_let=True, position=1)
    page = main_of(html(client, address(ONCE, met=None)))
    assert "13 ruimtes gevonden" in words_of(page)
    onward = re.search(r'href="(\?[^"]*na=\d+)"', page)[1].replace("&amp;", "&")
    page = main_of(html(client, reverse("rooms:search") + onward))
    assert "Hoek 11" in words_of(page)
    assert "Zaal" not in words_of(page).split("gevonden")[1]
    assert "na=" not in re.search(r'href="(\?hoe_vaak[^"]*)"', page)[1]


def test_room_leads_to_its_own_page(client, hall):
    page = html(client, address(ONCE))
    assert reverse("rooms:offered_room", kwargs={"slug": hall.place.slug, "pk": hall.pk}) in page


def test_what_was_found_is_asked_for_with_day_and_hours(client, hall):
    make_claim(hall, wall(date(2026, 12, 8), 20), wall(date(2026, 12, 8), 22))
    ask = reverse("rooms:ask", kwargs={"slug": hall.place.slug, "pk": hall.pk})
    page = main_of(html(client, address(SERIES)))
    assert re.findall(rf'href="{ask}([^"]*)"', page) == [
        "?dag=2026-12-08&amp;van=18:00&amp;tot=20:00",
        "?dag=2026-12-01&amp;van=19:00&amp;tot=21:00&amp;herhaal=weekly&amp;eind=2026-12-22&amp;wie=association",
    ]


@pytest.mark.parametrize(
    ("asked", "carried"),
    [
        (ONCE | {"wie": "resident"}, "&amp;wie=resident"),
        # The question itself knows one day of the week.
        (SERIES | {"op": ["2", "4"]}, "&amp;wie=association"),
    ],
)
def test_what_no_question_can_be_is_not_carried(client, hall, asked, carried):
    ask = reverse("rooms:ask", kwargs={"slug": hall.place.slug, "pk": hall.pk})
    hours = r"\?dag=2026-12-01&amp;van=\d\d:00&amp;tot=\d\d:00"
    assert re.findall(rf'href="{ask}{hours}([^"]*)"', main_of(html(client, address(asked)))) == [carried]


def test_page_is_not_kept_for_others(client, hall):
    assert client.get(address(ONCE)).headers["Cache-Control"] == "private, max-age=0, must-revalidate"


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_as_often_for_however_many_rooms(client, count):
    for number in range(count):
        place = make_place(f"plek-{number}", name=f"Plek {number}")
        make_terms(place)
        make_rate_card(place)
        room = make_room(place, "Zaal", is_let=True)
        make_claim(room, wall(date(2026, 12, 8), 20), wall(date(2026, 12, 8), 22))
    assert queries_of(client, address(SERIES)) == 12


def test_tries_stop_at_three(client, hall):
    lacks = {"drempel": "step_free", "piano": "piano", "rijen": "rows", "avond": ""}
    for name, lacking in lacks.items():
        room = make_room(hall.place, name, is_let=True, step_free=lacking != "step_free")
        if lacking != "piano":
            Facility.objects.create(room=room, kind=FacilityKind.PIANO)
        SetUp.objects.create(room=room, kind="tables" if lacking == "rows" else "rows", capacity=30)
        if not lacking:
            make_claim(room, wall(date(2026, 12, 1), 18), wall(date(2026, 12, 1), 22))
    page = main_of(html(client, address(ONCE, met="piano", opstelling="rows", drempelvrij="on")))
    assert re.findall(r'class="chip" href="[^"]+"><span>([^<]+)', page) == [
        "Zonder wat er moet zijn",
        "Hoe je zit maakt niet uit",
        "Ook met drempels",
    ]
