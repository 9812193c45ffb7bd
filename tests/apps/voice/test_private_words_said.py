"""Every page that says that we looked for names says as well what we do not find."""

import pytest
from django.test import Client
from django.urls import reverse

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.models import FreeLine
from schuifaan.apps.voice.queries.private_lines import NOT_RECOGNISED
from tests.apps.pages import html, words_of
from tests.apps.voice.test_evaluation_pages import finished
from tests.factories.voice import make_matter, make_poll

DESK = "/beheer/plek/t-atrium/"
CALLS = "Bel 06 12345678"

pytestmark = pytest.mark.usefixtures("that_saturday")


def says_so(page: str) -> bool:
    return words_of(str(NOT_RECOGNISED)) in words_of(page)


def test_look_back_says_it_when_nothing_was_found_and_when_something_was(
    at_work: Client, place: Place
) -> None:
    evaluation = finished(place)
    page = f"{DESK}terugblik/2025/openbaar/"
    assert says_so(html(at_work, page))
    evaluation.points.create(kind="keep", text=CALLS)
    assert says_so(html(at_work, page))


def test_page_before_an_answer_is_public_says_it(at_work: Client, place: Place) -> None:
    matter = make_matter(place)
    assert says_so(html(at_work, reverse("voice:matter_publish", args=[place.slug, matter.pk])))


def test_written_lines_say_it(at_work: Client, place: Place) -> None:
    poll = make_poll(place)
    FreeLine.objects.create(question=poll.questions.get(), text="Samen zingen")
    assert says_so(html(at_work, f"{DESK}wensen/{poll.pk}/regels/"))


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("welkom/delen/", {"element": "element.E1", "text": CALLS}),
        ("regels/", {"form": CALLS, "asked_on": "20-11-2026"}),
    ],
)
def test_form_that_asks_about_what_was_found_says_it(
    at_work: Client, place: Place, address: str, sent: dict[str, str]
) -> None:
    answer = at_work.post(f"{DESK}{address}", sent)
    assert (answer.status_code, says_so(answer.content.decode())) == (422, True)
