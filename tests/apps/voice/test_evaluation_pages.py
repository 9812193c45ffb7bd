"""Looking back at the desk: a page at a time, nothing lost, and shown to everybody when the place wants it."""

from datetime import timedelta

import pytest
from django.test import Client

from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.models import Evaluation
from tests.apps.pages import html, queries_of, words_of
from tests.factories import NOW, TODAY, make_place, make_team_member
from tests.factories.voice import make_evaluation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]

NONSENSE = ["💚 goed", "سلام", "’t Atrium & <b>co</b>", "a" * 2000, "{{ x }} {% y %}"]


def desk(place: Place, rest: str = "") -> str:
    return f"/beheer/plek/{place.slug}/terugblik/{rest}"


def finished(place: Place, year: int = 2025, **fields: object) -> Evaluation:
    agreed = {"agreed_on": TODAY, "agreed_how": "Aan tafel.", "finished_at": NOW}
    return make_evaluation(place, year, **{**agreed, **fields})


def hidden(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"', maxsplit=1)[0]


# -- The whole way --------------------------------------------------------------------------------


def test_the_whole_way_from_the_first_question_to_everybody(at_work: Client, place: Place) -> None:
    assert "Begin met 2026" in html(at_work, desk(place))
    begun = at_work.post(desk(place, "2026/begin/"))
    assert begun["Location"] == desk(place, "2026/vragen/1/")
    seen = hidden(html(at_work, desk(place, "2026/vragen/1/")))
    onward = at_work.post(
        desk(place, "2026/vragen/1/"), {"seen": seen, "B1": "Goed.", "B3": "Voor de hele wijk."}
    )
    assert onward["Location"] == desk(place, "2026/vragen/2/")
    later = at_work.post(desk(place, "2026/vragen/2/"), {"B5": "Alles staat op papier.", "later": "1"})
    assert later["Location"] == desk(place, "2026/")
    words = words_of(html(at_work, desk(place, "2026/")))
    assert "Vragen, deel 1 begonnen" in words
    assert "Vragen, deel 3 nog leeg" in words
    at_work.post(desk(place, "2026/vragen/4/"), {"B11": "Met soep."})
    points = {"keep-new1-text": "De soep", "change-new1-text": "De sleutel", "change-new1-who": "Fatma"}
    assert at_work.post(desk(place, "2026/afspraken/"), points)["Location"] == desk(place, "2026/bewoners/")
    assert "Rond af" not in html(at_work, desk(place, "2026/"))
    at_work.post(desk(place, "2026/bewoners/"), {"agreed_on": "2026-11-20", "agreed_how": "Na de soep."})
    assert "Rond af" in html(at_work, desk(place, "2026/"))
    at_work.post(desk(place, "2026/afronden/"))
    at_work.post(desk(place, "2026/openbaar/"), {})
    shown = words_of(html(Client(), f"/plek/{place.slug}/terugblik/2026/"))
    assert "Voor de hele wijk." in shown
    assert "De sleutel" in shown
    assert "Fatma" not in shown


def test_what_was_typed_stays_when_a_colleague_was_earlier(at_work: Client, place: Place) -> None:
    evaluation = make_evaluation(place)
    seen = hidden(html(at_work, desk(place, "2026/vragen/1/")))
    evaluation.answers.create(question="evaluation.B1", text="Van een collega")
    response = at_work.post(desk(place, "2026/vragen/1/"), {"seen": seen, "B1": "Van mij"})
    assert response.status_code == 422
    shown = response.content.decode()
    assert "Van mij" in shown
    assert "Van een collega" in shown
    # Having seen it, the next press saves.
    again = at_work.post(desk(place, "2026/vragen/1/"), {"seen": hidden(shown), "B1": "Van ons samen"})
    assert again.status_code == 302
    assert evaluation.answers.get().text == "Van ons samen"


@pytest.mark.parametrize("said", NONSENSE)
def test_words_of_every_kind_are_kept_and_shown(at_work: Client, place: Place, said: str) -> None:
    evaluation = make_evaluation(place)
    at_work.post(desk(place, "2026/vragen/1/"), {"B1": said})
    at_work.post(desk(place, "2026/afspraken/"), {"keep-new1-text": said[:300], "keep-new1-who": said[:120]})
    at_work.post(desk(place, "2026/bewoners/"), {"agreed_on": "2026-11-20", "agreed_how": said[:400]})
    at_work.post(desk(place, "2026/afronden/"))
    assert evaluation.answers.get().text == said
    assert at_work.get(desk(place, "2026/")).status_code == 200
    assert at_work.get(desk(place, "2026/openbaar/")).status_code == 200
    at_work.post(desk(place, "2026/openbaar/"))
    assert at_work.get(f"/plek/{place.slug}/terugblik/2026/").status_code == 200


@pytest.mark.parametrize(
    ("step", "typed", "said"),
    [
        ("vragen/1/", {"B1": "a" * 2001}, "2000"),
        ("afspraken/", {"keep-new1-who": "Fatma"}, "Schrijf op wat jullie afspreken."),
        ("afspraken/", {"keep-new1-text": "Soep", "keep-new1-look_on": "morgen"}, "Soep"),
        ("bewoners/", {"agreed_on": "2026-11-22"}, "Deze dag moet nog komen."),
        ("bewoners/", {"agreed_on": "gisteren"}, "gisteren"),
        ("bewoners/", {"next_on": "2026-11-21"}, "Kies een dag die nog komt."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    at_work: Client, place: Place, step: str, typed: dict[str, str], said: str
) -> None:
    make_evaluation(place)
    response = at_work.post(desk(place, f"2026/{step}"), typed)
    assert response.status_code == 422
    assert said in response.content.decode()


@pytest.mark.parametrize(
    "rest", ["2031/", "2026/vragen/9/", "2026/vragen/0/", "99999999999999999999/", "2025.pdf"]
)
def test_what_is_not_there_is_not_there(at_work: Client, place: Place, rest: str) -> None:
    make_evaluation(place)
    assert at_work.get(desk(place, rest)).status_code == 404


def test_finishing_takes_residents(at_work: Client, place: Place) -> None:
    make_evaluation(place)
    response = at_work.post(desk(place, "2026/afronden/"))
    assert response.status_code == 422
    assert "Schrijf eerst op wanneer en hoe jullie dit met bewoners bespraken." in response.content.decode()


def test_finishing_and_showing_are_undone(at_work: Client, place: Place) -> None:
    finished(place, is_public=True)
    at_work.post(desk(place, "2025/niet-openbaar/"))
    assert Client().get(f"/plek/{place.slug}/terugblik/2025/").status_code == 404
    at_work.post(desk(place, "2025/heropenen/"))
    assert "Afspraak" in html(at_work, desk(place, "2025/afspraken/"))


def test_what_was_begun_by_mistake_goes(at_work: Client, place: Place) -> None:
    make_evaluation(place)
    assert "Toch niet, gooi weg" in html(at_work, desk(place, "2026/"))
    at_work.post(desk(place, "2026/weg/"))
    assert not Evaluation.objects.exists()


def test_masking_is_offered_for_what_seems_to_be_about_somebody(at_work: Client, place: Place) -> None:
    evaluation = finished(place)
    evaluation.answers.create(question="evaluation.B6", text="De sleutel ligt bij mevrouw Jansen.")
    page = html(at_work, desk(place, "2025/openbaar/"))
    assert "<mark>mevrouw Jansen</mark>" in page
    mark = page.split('name="mask" value="')[1].split('"')[0]
    at_work.post(desk(place, "2025/openbaar/"), {"mask": [mark, "onzin"], "seen": hidden(page)})
    shown = words_of(html(Client(), f"/plek/{place.slug}/terugblik/2025/"))
    assert "De sleutel ligt bij [naam]." in shown


def test_publishing_is_asked_again_when_a_text_changed(at_work: Client, place: Place) -> None:
    evaluation = finished(place)
    seen = hidden(html(at_work, desk(place, "2025/openbaar/")))
    evaluation.points.create(kind="keep", text="De soep van mevrouw Jansen")
    response = at_work.post(desk(place, "2025/openbaar/"), {"seen": seen})
    assert response.status_code == 422
    assert "mevrouw Jansen" in response.content.decode()


def test_looking_again_is_written_down_and_undone(at_work: Client, place: Place) -> None:
    point = finished(place).points.create(kind="change", text="De sleutel", look_on=TODAY)
    page = html(at_work, f"/beheer/plek/{place.slug}/")
    assert "Jullie wilden nog eens kijken naar: De sleutel" in page
    # And the way to the year itself stays.
    assert f'href="{desk(place)}" dir="auto">Terugblik op het jaar</a>' in page
    too_long = at_work.post(desk(place, f"afspraak/{point.pk}/"), {"note": "a" * 301})
    assert too_long.status_code == 422
    at_work.post(desk(place, f"afspraak/{point.pk}/"), {"note": "Gelukt."})
    assert "weer naar gekeken op 21 november 2026: Gelukt." in words_of(html(at_work, desk(place, "2025/")))
    at_work.post(desk(place, f"afspraak/{point.pk}/"), {"undo": "1"})
    assert "Gelukt." not in html(at_work, desk(place, "2025/"))


# -- Who sees what --------------------------------------------------------------------------------


def test_a_host_reads_and_does_not_write(client: Client, host: User, place: Place) -> None:
    make_evaluation(place).answers.create(question="evaluation.B1", text="Het ging goed.")
    client.force_login(host)
    assert "Het ging goed." in html(client, desk(place, "2026/"))
    assert "Rond af" not in html(client, desk(place, "2026/"))
    assert client.get(desk(place, "2026/vragen/1/")).status_code == 403


def test_a_draft_place_shows_no_look_back(client: Client, place: Place) -> None:
    finished(place, is_public=True)
    assert "Lees de terugblik" in html(client, f"/plek/{place.slug}/")
    Place.objects.update(status=PlaceStatus.DRAFT)
    assert client.get(f"/plek/{place.slug}/terugblik/2025/").status_code == 404
    assert client.get(f"/plek/{place.slug}/terugblik/2025.pdf").status_code == 404


def test_papers_are_papers(at_work: Client, place: Place) -> None:
    finished(place, is_public=True)
    for path in (desk(place, "2025.pdf"), f"/plek/{place.slug}/terugblik/2025.pdf"):
        response = at_work.get(path)
        assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")


def test_desk_says_when_it_is_time_again(at_work: Client, manager: User, place: Place) -> None:
    # With one place the desk is that of the place.
    make_team_member(make_place("elders"), user=manager)
    words = f"{place.name}: het is tijd om weer samen terug te kijken."
    finished(place, finished_at=NOW - timedelta(days=364))
    assert words not in words_of(html(at_work, "/beheer/"))
    Evaluation.objects.update(finished_at=NOW - timedelta(days=365))
    assert words in words_of(html(at_work, "/beheer/"))
    make_evaluation(place, 2026)
    assert words not in words_of(html(at_work, "/beheer/"))


def test_a_year_asks_as_little_of_the_database_for_many(at_work: Client, place: Place) -> None:
    evaluation = finished(place)
    evaluation.points.create(kind="keep", text="De soep")
    evaluation.answers.create(question="evaluation.B1", text="Goed.")
    one = queries_of(at_work, desk(place, "2025/"))
    for number in range(5):
        evaluation.points.create(kind="stop", text=f"Briefje {number}")
        evaluation.answers.create(question=f"evaluation.B{number + 3}", text="Goed.")
    assert queries_of(at_work, desk(place, "2025/")) == one
