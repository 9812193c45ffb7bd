"""A look back prints as two pages, and the card for the wall as one."""

import io

import pypdfium2
import pytest

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.models import Evaluation
from schuifaan.apps.voice.paper.care import printed_card
from schuifaan.apps.voice.paper.evaluation import printed_look_back
from schuifaan.apps.voice.queries.care import care_of
from schuifaan.apps.voice.queries.evaluation import look_back, questions_for
from tests.factories import NOW, TODAY
from tests.factories.voice import make_care_contact, make_evaluation

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# What people write at a table: three sentences.
ORDINARY = (
    "Met het koor en de dansgroep gaat het goed. De kookgroep en de bridgeclub wilden allebei de dinsdagmiddag. "
    "Ze hebben het zelf geruild, en dat houden we zo."
)


def written(place: Place, answer: str, points: int = 3) -> Evaluation:
    evaluation = make_evaluation(place, agreed_on=TODAY, agreed_how=ORDINARY, finished_at=NOW)
    for one in questions_for(place):
        evaluation.answers.create(question=one.id, text=answer)
    for kind in ("keep", "change", "stop"):
        for number in range(points):
            evaluation.points.create(kind=kind, text=f"Afspraak {number}", who="Fatma", look_on=TODAY)
    return evaluation


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return [page.get_textpage().get_text_bounded() for page in document]


def printed(evaluation: Evaluation, *, for_everybody: bool = False) -> list[str]:
    return pages_of(printed_look_back(look_back(evaluation), for_everybody=for_everybody, now=NOW))


@pytest.mark.parametrize("answer", ["Goed.", ORDINARY, f"{ORDINARY} {ORDINARY}"])
def test_a_look_back_is_two_pages(place: Place, answer: str) -> None:
    assert len(printed(written(place, answer))) == 2


def test_a_look_back_of_an_interim_place_is_two_pages(place: Place) -> None:
    place.steward_kind, place.steward_plan = (
        "professional_interim",
        "Over twee jaar een bestuur uit de buurt.",
    )
    place.save()
    assert len(printed(written(place, ORDINARY))) == 2


def test_a_look_back_with_nothing_in_it_is_two_pages(place: Place) -> None:
    pages = printed(make_evaluation(place))
    assert len(pages) == 2
    assert "Er staat nog geen antwoord op een vraag." in pages[0]
    assert "Dit is nog niet met bewoners besproken." in pages[1]


def test_very_long_answers_run_on_and_lose_nothing(place: Place) -> None:
    long = ("woord " * 330 + "einde.").strip()
    pages = printed(written(place, long, points=15))
    assert len(pages) > 2
    assert "".join(pages).count("einde.") == 10
    assert "".join(pages).count("Afspraak 14") == 3


@pytest.mark.parametrize("answer", ["#strong[x] $1$ *a* \\ @b <c>", "سلام 👋", "a" * 2000])
def test_what_is_written_is_text_and_nothing_else(place: Place, answer: str) -> None:
    assert len(printed(written(place, answer, points=1))) >= 2


def test_who_sees_to_it_is_for_the_team(place: Place) -> None:
    evaluation = written(place, ORDINARY)
    assert "Fatma let erop" in printed(evaluation)[1]
    assert "Fatma" not in "".join(printed(evaluation, for_everybody=True))


def test_a_look_back_is_tagged(place: Place) -> None:
    pdf = printed_look_back(look_back(written(place, ORDINARY)), for_everybody=False, now=NOW)
    assert b"/MarkInfo" in pdf
    assert pypdfium2.PdfDocument(io.BytesIO(pdf)).is_tagged()


@pytest.mark.parametrize(("size", "width"), [("a4", 595), ("a5", 420)])
@pytest.mark.parametrize("contacts", [0, 1, 4])
def test_the_card_is_one_page_with_the_emergency_number_first(
    place: Place, size: str, width: int, contacts: int
) -> None:
    for number in range(contacts):
        make_care_contact(place, phone=f"043 000 00 7{number}", reachable="Op werkdagen.", position=number)
    pdf = printed_card(care_of(place), size=size, now=NOW)
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    assert (len(document), round(document[0].get_width())) == (1, width)
    text = pages_of(pdf)[0]
    assert [text.find("112") < text.find(f"043 000 00 7{number}") for number in range(contacts)] == [
        True
    ] * contacts


def test_the_card_of_a_place_that_named_nobody_says_so(place: Place) -> None:
    text = pages_of(printed_card(care_of(place), size="a4", now=NOW))[0]
    assert "Deze plek heeft nog niemand genoemd." in text
