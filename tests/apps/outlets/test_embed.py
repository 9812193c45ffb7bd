"""A programme on another site: in a frame, themed from our own choices, found by oEmbed."""

import re
from datetime import time, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from schuifaan.apps.agenda.enums import OccurrenceState
from schuifaan.apps.agenda.models import Activity, Occurrence
from schuifaan.apps.outlets.embedding import Look, frame, look_of, size_of, subject_at
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place
from tests.factories import TODAY, make_neighbourhood, make_place
from tests.factories.agenda import make_activity, make_occurrence

pytestmark = pytest.mark.usefixtures("that_saturday")

PLACE = "/insluiten/plek/t-atrium/"
OEMBED = '<link rel="alternate" type="application/json+oembed" href="'


def put(place: Place, title: str = "Koor", *, days: int = 0, **fields: Any) -> Occurrence:
    return make_occurrence(
        make_activity(place, title=title, **fields), first_on=TODAY + timedelta(days=days), at=time(14)
    )


def titles(page: str) -> list[str]:
    return re.findall(r'<p class="title"><a [^>]+>(?:<s>)?([^<]+)<', page)


def asked(client: Client, **query: str) -> Any:
    return client.get("/oembed", query)


def test_week_of_a_place_stands_in_the_frame(client: Client, place: Place) -> None:
    put(place, "Koor")
    put(place, "Soep", days=6)
    put(place, "Later", days=7)
    assert titles(client.get(PLACE).content.decode()) == ["Koor", "Soep"]


def test_neighbourhood_and_activity_have_a_frame_too(client: Client, db: None) -> None:
    area = make_neighbourhood()
    place = make_place(neighbourhood=area, municipality=area.municipality)
    first = put(place, "Koor", days=1)
    put(place, "Feest", days=60)
    feast = Activity.objects.get(title="Feest")
    assert titles(client.get(f"/insluiten/buurt/{area.code}/").content.decode()) == ["Koor"]
    assert titles(client.get(f"/insluiten/activiteit/{feast.slug}/").content.decode()) == ["Feest"]
    assert first.place.name in client.get(f"/insluiten/buurt/{area.code}/").content.decode()


def test_only_this_page_may_be_framed(client: Client, place: Place) -> None:
    put(place)
    framed = client.get(PLACE)
    again = client.get(PLACE)
    for response in (framed, again):
        assert "X-Frame-Options" not in response
        assert "frame-ancestors *;" in f"{response['Content-Security-Policy']};"
        assert "default-src 'self'" in response["Content-Security-Policy"]
        assert dict(response.cookies) == {}
    for path in (f"{PLACE}code/", "/plek/t-atrium/", "/plek/t-atrium/scherm/", "/plek/t-atrium/agenda/"):
        response = client.get(path)
        assert (response.status_code, response["X-Frame-Options"]) == (200, "DENY")
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_frame_leads_out_of_itself_and_has_nothing_inline(client: Client, place: Place) -> None:
    put(place)
    page = client.get(PLACE).content.decode()
    assert re.findall(r"<a (?![^>]*target=\"_top\")", page) == []
    assert re.findall(r"<style|style=|<script(?![^>]* src=)|\son\w+=|https?://", page) == []


def test_a_change_is_in_the_frame_at_the_next_request(client: Client, place: Place) -> None:
    occurrence = put(place)
    assert "Gaat niet door" not in client.get(PLACE).content.decode()
    occurrence.state = OccurrenceState.CANCELLED
    occurrence.save()
    assert "Gaat niet door" in client.get(PLACE).content.decode()


def test_look_is_one_of_our_own_choices(client: Client, place: Place) -> None:
    for title in ("Een", "Twee", "Drie"):
        put(place, title)
    page = client.get(f"{PLACE}?thema=donker&kleur=teal&aantal=2&taal=en").content.decode()
    assert '<html lang="en" dir="ltr" data-theme="donker">' in page
    assert '<body class="place--teal">' in page
    assert titles(page) == ["Een", "Twee"]


@pytest.mark.parametrize(
    "query",
    [
        {"thema": '"><script>', "kleur": "red;} body{", "aantal": "-1", "taal": "xx"},
        {"aantal": "0"}, {"aantal": "²"}, {"aantal": "9" * 30}, {"thema": "💩"}, {"kleur": "مرحبا"}, {},
    ],
)  # fmt: skip
def test_what_is_not_one_of_our_choices_is_not_there(
    client: Client, place: Place, query: dict[str, str]
) -> None:
    assert look_of(query) == Look()
    assert client.get(PLACE, query).status_code == 200


def test_more_lines_than_we_offer_are_cut_to_the_most() -> None:
    assert look_of({"aantal": "400"}).count == 50


def test_look_is_in_the_code_to_copy(client: Client, place: Place) -> None:
    page = client.get(f"{PLACE}code/?thema=licht&aantal=5&kleur=brick&taal=nl").content.decode()
    address = f"{settings.BASE_URL}{PLACE}?thema=licht&amp;amp;aantal=5"
    assert f"&lt;iframe src=&quot;{address}&quot; title=&quot;Agenda van ’t Atrium&quot;" in page
    assert f'src="{PLACE}?thema=licht&amp;aantal=5"' in page


@pytest.mark.parametrize("path", ["plek/geheim/", "buurt/BU99999999/", "activiteit/niets/"])
@pytest.mark.parametrize("tail", ["", "code/"])
def test_what_nobody_may_see_is_not_framed(client: Client, db: None, path: str, tail: str) -> None:
    make_place("geheim", status=PlaceStatus.DRAFT)
    assert client.get(f"/insluiten/{path}{tail}").status_code == 404


def test_oembed_of_a_place(client: Client, place: Place) -> None:
    for page in ("/plek/t-atrium/", "/plek/t-atrium/agenda/?soort=maaltijd", PLACE):
        response = asked(client, url=settings.BASE_URL + page, maxwidth="400")
        assert (response.status_code, response["Content-Type"]) == (200, "application/json")
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response.json() == {
            "version": "1.0",
            "type": "rich",
            "title": "’t Atrium",
            "provider_name": "Schuif aan",
            "provider_url": f"{settings.BASE_URL}/",
            "cache_age": 3600,
            "width": 400,
            "height": 640,
            "html": f'<iframe src="{settings.BASE_URL}{PLACE}" title="Agenda van ’t Atrium" width="400" '
            'height="640" loading="lazy" frameborder="0"></iframe>',
        }


def test_oembed_of_a_neighbourhood_and_an_activity(client: Client, db: None) -> None:
    area = make_neighbourhood()
    activity = make_activity(make_place(neighbourhood=area), title="Koor", slug="koor")
    for page, title in (
        (f"/buurt/{area.code}/agenda/", area.name),
        (f"/activiteit/{activity.slug}/", "Koor"),
    ):
        assert asked(client, url=settings.BASE_URL + page).json()["title"] == title


def test_name_with_markup_stays_a_name() -> None:
    assert frame('<script>"&', "https://x.example/?a=1&b=2", 1, 2) == (
        '<iframe src="https://x.example/?a=1&amp;b=2" title="Agenda van &lt;script&gt;&quot;&amp;" width="1" '
        'height="2" loading="lazy" frameborder="0"></iframe>'
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://elders.example/plek/t-atrium/", "//elders.example/", "javascript:alert(1)", "plek/t-atrium/",
        "http://[::1", "http://testserver@elders.example/plek/t-atrium/", "💩", "\x00", "/plek/t-atrium/",
        f"{settings.BASE_URL}.elders.example/plek/t-atrium/", f"{settings.BASE_URL}/beheer/",
        f"{settings.BASE_URL}/plek/bestaat-niet/", f"{settings.BASE_URL}/niets/",
    ],
)  # fmt: skip
def test_oembed_knows_only_our_own_pages(client: Client, place: Place, address: str) -> None:
    assert asked(client, url=address).status_code == 404


def test_oembed_says_what_it_does_not_do(client: Client, place: Place) -> None:
    url = f"{settings.BASE_URL}/plek/t-atrium/"
    assert [
        asked(client, url=url, format="xml").status_code,
        asked(client).status_code,
        asked(client, url="").status_code,
        asked(client, url=url, format="json").status_code,
    ] == [501, 400, 400, 200]


@pytest.mark.parametrize("size", ["0", "-5", "wide", "1e9", "²", "99999999999"])
def test_odd_sizes_mean_the_usual_one(size: str) -> None:
    assert size_of({"maxwidth": size, "maxheight": size}) == (600, 640)


def test_addresses_of_ours_are_known_whatever_the_scheme() -> None:
    netloc = settings.BASE_URL.split("//")[1]
    assert [subject_at(f"{scheme}://{netloc}/plek/t-atrium/") for scheme in ("http", "https", "ftp")] == [
        ("place", "t-atrium"),
        ("place", "t-atrium"),
        None,
    ]


def test_pages_tell_where_their_oembed_is(client: Client, place: Place) -> None:
    activity = make_activity(place, slug="koor")
    for page in ("/plek/t-atrium/agenda/", f"/activiteit/{activity.slug}/"):
        found = re.findall(re.escape(OEMBED) + '([^"]+)"', client.get(page).content.decode())
        assert len(found) == 1, page
        assert client.get(found[0].replace("&amp;", "&")).json()["type"] == "rich"
    assert OEMBED not in client.get("/agenda/").content.decode()
