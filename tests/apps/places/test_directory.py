import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schuifaan.apps.geography.models import Source, Statistic
from schuifaan.apps.places.models import AccessFact
from tests.apps.pages import html, queries_of
from tests.factories import make_district, make_neighbourhood, make_place

pytestmark = pytest.mark.usefixtures("that_saturday")

ADDRESSES = ("/", "/plekken/", "/kaart/", "/gemeente/GM0935/", "/wijk/WK093500/", "/buurt/BU09350000/")


def card_names(page: str) -> list[str]:
    return re.findall(r'class="place-card__link" href="[^"]*">([^<]*)<', page)


def several(number: int, **fields: object) -> None:
    area = make_neighbourhood(centre_lat=50.85, centre_lon=5.69, main_postcode="6211")
    for n in range(number):
        place = make_place(f"p{n}", name=f"Plek {n}", neighbourhood=area, municipality=area.municipality, lat=50.85, lon=5.69, **fields)  # fmt: skip
        place.texts.create(language="nl", summary="Fijn")
        place.photos.create(image="a.jpg", width=4, height=3, alternative_text="Een tafel")
        AccessFact.objects.create(place=place, key="step_free", value=True)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ADDRESSES)
def test_public_pages_answer_without_cookie_and_set_none(client: Client, path: str) -> None:
    several(1)
    response = client.get(path)
    assert response.status_code == 200
    assert response.cookies == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", [*ADDRESSES, "/plekken/?bij=6211&open=nu", "/plekken/?q=plek", "/kaart/plekken.json"]
)
def test_pages_take_as_many_queries_for_one_place_as_for_three(client: Client, path: str) -> None:
    several(1, opening_hours="Sa 09:00-17:00")
    one = queries_of(client, path)
    for number in range(3):
        make_place(f"meer-{number}", name=f"Plek meer {number}", opening_hours="Sa 09:00-17:00")
    assert queries_of(client, path) == one
    # Two for the name under which a page is kept, up to seven for the page, and what the agenda and being heard add.
    assert 2 <= one <= 14


@pytest.mark.django_db
def test_from_start_to_open_now_step_free_near_a_postcode_in_three_steps(client: Client) -> None:
    area = make_neighbourhood(
        "BU09350206", "Mariaberg", centre_lat=50.85, centre_lon=5.67, main_postcode="6217"
    )
    place = make_place(
        "keuken", name="De Keuken", neighbourhood=area, lat=50.85, lon=5.67, opening_hours="Sa 10:00-12:00"
    )
    make_place("dicht", name="Dicht", neighbourhood=area, lat=50.85, lon=5.67, opening_hours="Mo 10:00-12:00")
    AccessFact.objects.create(place=place, key="step_free", value=True)
    start = html(client, "/")
    assert 'name="bij"' in start
    assert 'name="open" value="nu"' in start
    assert 'name="drempel" value="vrij"' in start
    listed = html(client, "/plekken/?bij=6217&open=nu&drempel=vrij")
    assert "Plekken dicht bij 6217 (Mariaberg)" in listed
    assert card_names(listed) == ["De Keuken"]
    assert "<h1" in html(client, "/plek/keuken/")


@pytest.mark.django_db
def test_house_with_three_sites_is_listed_once_with_its_sites(client: Client) -> None:
    house = make_place("huis", name="Huis van de Wijk", tier="district_house")
    for n in range(3):
        make_place(f"deel-{n}", name=f"Deel {n}", part_of=house, lat=50.85 + n / 100, lon=5.69)
    page = html(client, "/plekken/")
    assert card_names(page) == ["Huis van de Wijk"]
    assert [page.count(f">Deel {n}</a>") for n in range(3)] == [1, 1, 1]
    assert "1 plek gevonden." in page


@pytest.mark.django_db
def test_a_list_can_be_leafed_through(client: Client) -> None:
    several(30)
    first = html(client, "/plekken/")
    assert len(card_names(first)) == 24
    following = re.search(r'rel="next" href="([^"]*)"', first)
    assert following is not None
    second = html(client, following[1].replace("&amp;", "&"))
    assert len(card_names(second)) == 6
    assert set(card_names(first)) & set(card_names(second)) == set()


@pytest.mark.django_db
def test_no_result_says_what_to_try(client: Client) -> None:
    several(1, free_coffee=True)
    page = html(client, "/plekken/?bij=6211&koffie=gratis&keuken=ja")
    assert "Geen plek gevonden die hierbij past." in page
    assert 'href="/plekken/?bij=6211&amp;koffie=gratis"><span>Zonder ‘Met keuken’' in page
    assert "Wel dichtbij" in page
    assert "Bedoelde je “Plek”?" in html(client, "/plekken/?q=plekk&koffie=gratis&keuken=ja&taal=tr")


@pytest.mark.django_db
def test_htmx_gets_the_results_only(client: Client) -> None:
    several(1)
    page = html(client, "/plekken/?open=nu", **{"hx-request": "true"})
    assert page.startswith('<p id="finder-said" hx-swap-oob="innerHTML">')
    assert "<html" not in page
    assert 'id="finder"' in page


@pytest.mark.django_db
def test_switching_to_the_map_keeps_the_filters(client: Client) -> None:
    several(1, free_coffee=True)
    page = html(client, "/plekken/?koffie=gratis&bij=6211")
    assert 'href="/kaart/?bij=6211&amp;koffie=gratis"' in page


@pytest.mark.django_db
def test_what_was_typed_is_never_trusted(client: Client) -> None:
    page = html(client, "/plekken/?bij=<script>alert(1)</script>&x=<b>")
    assert "<script>alert" not in page
    assert "<b>" not in page


@pytest.mark.django_db
def test_start_says_when_the_first_place_opens_if_none_is_open(client: Client) -> None:
    make_place("middag", name="Middag", opening_hours="Sa 13:30-17:00")
    page = html(client, "/")
    assert "Op dit moment is er niets open. Vandaag gaat de eerste plek open om 13.30 uur." in page
    assert '<p class="by-hour__time">13.30 uur</p>' in page


@pytest.mark.django_db
def test_start_lists_what_is_open_by_closing_time(client: Client) -> None:
    make_place("laat", name="Laat", opening_hours="Sa 09:00-22:00")
    make_place("vroeg", name="Vroeg", opening_hours="Sa 09:00-12:00")
    page = html(client, "/")
    assert re.findall(r'class="lines__name" href="[^"]*">([^<]*)<', page) == ["Vroeg", "Laat"]


@pytest.mark.django_db
def test_start_lets_you_choose_between_municipalities(client: Client) -> None:
    several(1)
    utrecht = make_neighbourhood("BU03440000", "Wijk C", district=make_district("WK034400", "Binnenstad"))
    make_place("dom", name="Domplek", neighbourhood=utrecht, municipality=utrecht.municipality)
    page = html(client, "/")
    assert 'href="/gemeente/GM0344/"' in page
    assert 'href="/gemeente/GM0935/"' in page


@pytest.mark.django_db
def test_a_neighbourhood_without_a_place_shows_what_is_near_and_whom_to_ask(client: Client) -> None:
    several(1)
    make_neighbourhood("BU09350001", "Jekerkwartier", centre_lat=50.845, centre_lon=5.69)
    page = html(client, "/buurt/BU09350001/")
    assert "Hier is nog geen plek." in page
    assert "Bel de gemeente of je woningcorporatie" in page
    assert "Plek 0" in page


@pytest.mark.django_db
def test_figures_say_year_and_source_and_withheld_is_not_nought(client: Client) -> None:
    area = make_neighbourhood()
    source = Source.objects.create(key="kwb", title="Kerncijfers", publisher="CBS")
    Statistic.objects.create(
        area_code=area.code, indicator="population", year=2024, value=2330, source=source
    )
    Statistic.objects.create(area_code=area.code, indicator="woz_value", year=2024, value=314, source=source)
    Statistic.objects.create(
        area_code=area.code, indicator="income_per_person", year=2024, missing="not_published", source=source
    )
    page = html(client, f"/buurt/{area.code}/")
    rows = re.findall(r'<th scope="row">([^<]*)</th> <td class="number">([^<]*)</td> <td>([^<]*)</td>', page)
    assert rows == [
        ("Inwoners", "2.330", "2024, CBS"),
        ("Gemiddelde woningwaarde (WOZ)", "€ 314.000", "2024, CBS"),
        ("Inkomen per inwoner", "niet gepubliceerd", "2024, CBS"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/buurt/BU00000000/", "/wijk/BU09350000/", "/buurt/niets/"])
def test_areas_nobody_knows_are_not_found(client: Client, path: str) -> None:
    make_neighbourhood()
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_a_change_is_seen_at_once_on_pages_that_were_kept(client: Client) -> None:
    several(1)
    assert card_names(html(client, "/plekken/")) == ["Plek 0"]
    make_place("nieuw", name="Nieuwe plek")
    assert card_names(html(client, "/plekken/")) == ["Nieuwe plek", "Plek 0"]
    with CaptureQueriesContext(connection) as queries:
        html(client, "/plekken/")
    assert len(queries) == 1
