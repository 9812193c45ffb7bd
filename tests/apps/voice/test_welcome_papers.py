"""The self-check on paper: the cards, and the poster with a team's own answers, to read from two metres."""

import io

import pypdfium2
import pytest
from django.test import Client
from django.utils import translation
from pypdfium2 import raw

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.models import OwnTip, TipChoice
from schuifaan.apps.voice.paper.welcome import MOST_CHARACTERS, cards_pdf, poster_pdf, short
from schuifaan.apps.voice.queries.welcome import all_shown, tip_words
from schuifaan.apps.voice.queries.welcome_page import elements
from tests.capabilities.test_voice_welcome import plain, size_of
from tests.factories import NOW
from tests.factories.voice import make_check, make_try_out

pytestmark = pytest.mark.django_db


def read(content: bytes) -> tuple[list[str], float]:
    """The words of each sheet, and the smallest letter in points."""
    with pypdfium2.PdfDocument(io.BytesIO(content)) as pdf:
        words = [plain(sheet.get_textpage().get_text_bounded()) for sheet in pdf]
        sizes = [size_of(one) for sheet in pdf for one in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])]
    assert b"/MarkInfo" in content or b"/StructTreeRoot" in content
    return words, min(sizes)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_there_is_a_card_for_each_element_with_all_that_is_said_of_it(place: Place, language: str) -> None:
    with translation.override(language):
        sheets, smallest = read(cards_pdf(place, language=language, now=NOW))
    assert len(sheets) == 3
    assert smallest >= 9
    shown = all_shown(language)
    for number, element in enumerate(shown):
        on_it = (
            element.name,
            element.statement,
            element.question,
            element.why,
            *(text for _id, text in element.tips),
        )
        assert [text for text in on_it if plain(text) not in sheets[number // 2]] == []


def on_a_wall(language: str) -> dict[str, str]:
    """Tip → the few words for it."""
    return dict(tip for element in all_shown(language) for tip in element.in_short)


def test_a_poster_tells_what_the_team_does_and_tries_and_nothing_else(place: Place) -> None:
    check = make_check(place)
    for tip, choice in (
        ("E1.tip4", "doing"),
        ("E1.tip1", "not_for_us"),
        ("E2.tip1", "unknown"),
        ("E2.tip2", "trying"),
    ):
        TipChoice.objects.create(check_of=check, tip=f"element.{tip}", choice=choice)
    make_try_out(check, "element.E2.tip2", spot=1, who="Truus")
    OwnTip.objects.create(check_of=check, element="element.E3", line=1, text="Samen afwassen", choice="doing")
    OwnTip.objects.create(check_of=check, element="element.E3", line=2, text="Misschien ooit")
    words = on_a_wall("nl")
    for size, sheets_of_it, least in (("a3", 1, 16), ("a4", 6, 24)):
        sheets, smallest = read(poster_pdf(check, size=size, language="nl", now=NOW))
        text = "".join(sheets)
        assert (len(sheets), smallest >= least) == (sheets_of_it, True)
        there = [words["element.E1.tip4"], words["element.E2.tip2"], "Samen afwassen"]
        assert [one for one in there if plain(one) not in text] == []
        # A wall tells nobody what is not done here, nor who does it.
        away = [words["element.E1.tip1"], words["element.E2.tip1"], "Misschien ooit", "Truus"]
        assert [one for one in away if plain(one) in text] == []
        # With nothing to tell of an element, what it is about stands there.
        assert plain(elements()[4].statement.nl) in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_poster_of_a_team_that_does_everything_still_fits(place: Place, language: str) -> None:
    place.name = "Huis van de Wijk De Drie Deuren aan de Maas 'مرحبا' 🫖"
    place.save()
    check = make_check(place)
    TipChoice.objects.bulk_create(TipChoice(check_of=check, tip=tip, choice="doing") for tip in tip_words())
    for element in elements():
        for line in (1, 2):
            text = f"Regel {line} bij {element.id} " + "heel lang " * 37
            OwnTip.objects.create(check_of=check, element=element.id, line=line, text=text, choice="doing")
    large, smallest = read(poster_pdf(check, size="a3", language=language, now=NOW))
    assert (len(large), smallest >= 16) == (1, True)
    small, smallest = read(poster_pdf(check, size="a4", language=language, now=NOW))
    assert smallest >= 24
    told = list(on_a_wall(language).values())
    assert [text for text in told if plain(text) not in "".join(small)] == []


def test_a_long_text_is_cut_at_a_word() -> None:
    assert short("Zet de deur open. Kan dat niet?") == "Zet de deur open."
    cut = short("woord, " * 40)
    assert cut.endswith("woord …")
    assert len(cut) <= MOST_CHARACTERS + 2
    assert short("x" * 300)


@pytest.mark.parametrize("asked", ["", "?formaat=a3", "?formaat=a4", "?formaat=a9&x=1"])
def test_papers_open_in_the_browser_and_an_unknown_size_is_the_large_one(
    at_work: Client, place: Place, asked: str
) -> None:
    check = make_check(place)
    answer = at_work.get(f"/beheer/plek/t-atrium/welkom/{check.pk}/poster.pdf{asked}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'inline; filename="poster.pdf"'
    with pypdfium2.PdfDocument(io.BytesIO(answer.content)) as pdf:
        assert len(pdf) == (6 if asked == "?formaat=a4" else 1)
