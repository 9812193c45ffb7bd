"""What a self-check says: thanks first, in words, beside itself alone. No number, no mark, no colour that judges."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.test import Client

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.models import OwnTip, Reflection, TipChoice, WelcomeCheck
from schuifaan.apps.voice.queries.welcome import since_when, tip_words
from schuifaan.apps.voice.queries.welcome_page import elements
from tests.apps.pages import html, words_of
from tests.factories import NOW, make_place
from tests.factories.voice import make_check, make_shared_tip, make_try_out

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]

# "21 november 2026", "het najaar van 2025": when, and no mark.
DAY = re.compile(r"\b(?:\d{1,2} [A-Za-z]{3,9}|(?:van|of)) \d{4}\b")
PAPER = re.compile(r"pdf(?:, A[34])?")
JUDGING = (
    *("badge--", "utrecht-badge", "utrecht-alert--warning", "utrecht-alert--error", "utrecht-alert--ok"),
    *("<progress", "<meter", 'role="progressbar"', "aria-valuenow", "<canvas", "danger"),
)


def choose(check: WelcomeCheck, **chosen: str) -> None:
    """`e1_2="doing"`: what the team says of the second tip of the first element."""
    for key, choice in chosen.items():
        element, number = key.upper().split("_")
        TipChoice.objects.create(check_of=check, tip=f"element.{element}.tip{number}", choice=choice)


def choose_all(check: WelcomeCheck, choice: str) -> None:
    TipChoice.objects.bulk_create(TipChoice(check_of=check, tip=tip, choice=choice) for tip in tip_words())


def main_of(page: str) -> str:
    """Without the way to it above, and the address for on paper below."""
    return "<h1" + page.split("<h1", 1)[1].split("</main>", 1)[0].split('<p class="page-address', 1)[0]


def marks_in(page: str) -> list[str]:
    """Whatever on a page could be read as a mark: a digit beside a date, a part of a whole, a colour or a bar."""
    main = main_of(page)
    words = PAPER.sub("", DAY.sub("", unescape(words_of(main))))
    found = [sign for sign in JUDGING if sign in main]
    return [*found, *re.findall(r"%|procent|percent|\d+", words)]


def result(client: Client, check: WelcomeCheck) -> str:
    return html(client, f"/beheer/plek/t-atrium/welkom/{check.pk}/")


@pytest.mark.parametrize("choice", ["doing", "not_for_us", "unknown", ""])
def test_no_page_of_a_check_has_a_mark(at_work: Client, place: Place, choice: str) -> None:
    make_check(place, started_at=NOW - timedelta(days=400), finished_at=NOW - timedelta(days=400))
    check = make_check(place)
    if choice:
        choose_all(check, choice)
    make_try_out(check, "element.E1.tip2", spot=1, who="Truus")
    make_try_out(check, "element.E1.tip3")
    make_try_out(check, "element.E1.tip4", state="done", done_note="Leuk")
    shared = make_shared_tip(make_place("elders", name="Elders"))
    OwnTip.objects.create(
        check_of=check, element="element.E1", line=1, text=shared.text, borrowed_from=shared
    )
    here = "/beheer/plek/t-atrium/welkom/"
    pages = [here, f"{here}{check.pk}/", f"{here}{check.pk}/proberen/", f"{here}anderen/e1/", f"{here}delen/"]
    pages += [f"{here}{check.pk}/onderdeel/e{number}/" for number in range(1, 7)]
    for path in pages:
        for language in ("nl", "en"):
            assert marks_in(html(at_work, path, **{"accept-language": language})) == [], path
    asked = at_work.post(f"{here}{check.pk}/onderdeel/e1/", {"tip_1": "prima"})
    assert "progress" not in main_of(asked.content.decode())


def test_marks_are_seen_where_there_are_any() -> None:
    seen = marks_in('<h1></h1><progress></progress><p class="badge--open">80% en 3 van 26</p></main>')
    assert seen == ["badge--", "<progress", "80", "%", "3", "26"]
    assert marks_in("<h1>op 3 mei 2026 (pdf, A3)</h1></main>") == []


def test_everything_not_for_us_ends_in_thanks_as_the_first_line(at_work: Client, place: Place) -> None:
    check = make_check(place)
    choose_all(check, "not_for_us")
    assert check.choices.count() == 26
    done = at_work.post(f"/beheer/plek/t-atrium/welkom/{check.pk}/klaar/", follow=True)
    words = words_of(main_of(done.content.decode()))
    assert words.startswith(
        "Dank jullie wel Fijn dat jullie hier samen voor gingen zitten. "
        "Jullie weten wat bij deze plek past, en wat niet. Daarmee is het klaar. Afgerond op 21 november 2026."
    )


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({}, "Er staat nog niets op papier, en dat geeft niet."),
        ({"e1_1": "unknown"}, "Samen iets niet weten is een goed begin van een gesprek."),
        ({"e1_1": "trying"}, "Jullie hebben iets om mee te beginnen."),
        ({"e1_1": "not_for_us", "e2_1": "doing"}, "Kijk maar wat jullie al doen."),
    ],
)
def test_every_check_begins_with_thanks(
    at_work: Client, place: Place, chosen: dict[str, str], said: str
) -> None:
    check = make_check(place)
    choose(check, **chosen)
    if "trying" in chosen.values():
        make_try_out(check, spot=1)
    words = words_of(main_of(result(at_work, check)))
    assert words.startswith(f"Dank jullie wel Fijn dat jullie hier samen voor gingen zitten. {said}")


def test_own_ideas_that_are_done_work_already(at_work: Client, place: Place) -> None:
    check = make_check(place)
    OwnTip.objects.create(
        check_of=check, element="element.E4", line=2, text="Een bel bij de bar", choice="doing"
    )
    page = words_of(result(at_work, check))
    assert "Kijk maar wat jullie al doen. Dit werkt al Een bel bij de bar" in page
    assert "Jullie eigen ideeën" not in page


def test_the_result_tells_everything_once_with_what_works_first(at_work: Client, place: Place) -> None:
    check = make_check(place)
    choose(check, e1_4="doing", e1_3="trying", e1_6="trying", e2_3="unknown", e1_7="not_for_us")
    make_try_out(check, "element.E1.tip3", spot=1, who="Truus", when="elke woensdag")
    make_try_out(check, "element.E1.tip6")
    shared = make_shared_tip(make_place("elders", name="De Tuin"), "Thee op de stoep")
    OwnTip.objects.create(
        check_of=check, element="element.E1", line=1, text="Thee op de stoep", borrowed_from=shared
    )
    Reflection.objects.create(
        check_of=check, element="element.E3", text="Door te helpen.\n\nEn te luisteren."
    )
    page = result(at_work, check)
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", main_of(page)) == [
        "Dit werkt al", "Dit gaan jullie proberen", "Bewaard voor later", "Jullie eigen ideeën",
        "Dit weten jullie nog niet. Zoek het samen uit.", "Wat jullie erover zeiden", "Klaar voor nu?",
        "Hang het op, of geef het door",
    ]  # fmt: skip
    words = words_of(page)
    assert "Wie: Truus Wanneer: elke woensdag" in words
    assert "Thee op de stoep Geprobeerd bij De Tuin." in words
    assert "Hoe betekenen bezoekers hier iets voor een ander? Door te helpen. En te luisteren." in words
    assert "Maak ruimte voor mensen die hetzelfde meemaken" not in words


def test_a_check_is_compared_with_the_one_before_it_in_words(at_work: Client, place: Place) -> None:
    spring = datetime(2026, 4, 20, 12, tzinfo=UTC)
    before = make_check(place, started_at=spring, finished_at=spring)
    elsewhere = make_check(make_place("elders", name="Elders"), started_at=NOW, finished_at=NOW)
    choose(elsewhere, e1_1="doing")
    choose(before, e1_4="doing", e1_5="doing", e1_2="trying")
    now = make_check(place)
    choose(now, e1_4="doing", e1_2="doing", e1_3="trying")
    page = words_of(main_of(result(at_work, now)))
    words = tip_words()
    since = page.split("Sinds het voorjaar Jullie doen nu ook: ", 1)[1]
    # What is no longer done is not told.
    assert since.startswith(words["element.E1.tip2"] + " Klaar voor nu?")
    assert "Sinds" not in words_of(main_of(result(at_work, before)))


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ((2026, 4, 1), (2026, 11, 1), "het voorjaar"),
        ((2026, 7, 1), (2026, 11, 1), "de zomer"),
        ((2025, 12, 24), (2026, 5, 1), "de winter"),
        ((2026, 1, 24), (2026, 5, 1), "de winter"),
        ((2025, 10, 1), (2026, 5, 1), "het najaar van 2025"),
        ((2025, 4, 1), (2026, 4, 20), "het voorjaar van 2025"),
        ((2026, 4, 1), (2026, 5, 1), "het voorjaar van 2026"),
        ((2025, 12, 24), (2026, 2, 1), "de winter van 2026"),
    ],
)
def test_since_when_is_told_by_season(
    before: tuple[int, int, int], now: tuple[int, int, int], said: str
) -> None:
    assert since_when(datetime(*before, 12, tzinfo=UTC), datetime(*now, 12, tzinfo=UTC)) == said


def test_a_tip_that_left_the_handbook_is_left_out(at_work: Client, place: Place) -> None:
    check = make_check(place)
    TipChoice.objects.create(check_of=check, tip="element.E9.tip1", choice="doing")
    make_try_out(check, "element.E9.tip2", spot=1)
    assert "Er staat nog niets op papier" in result(at_work, check)


def test_nobody_is_reminded_of_it(at_work: Client, place: Place) -> None:
    """The same line for who never did one and for who is halfway."""
    line = "Zelfcheck: hoe welkom voelt het hier?"
    before = html(at_work, "/beheer/plek/t-atrium/")
    make_check(place, started_at=NOW - timedelta(days=900))
    after = html(at_work, "/beheer/plek/t-atrium/")
    assert before.count(line) == after.count(line) == 1
    assert before.split(line)[0][-160:] == after.split(line)[0][-160:]


def test_there_are_six_elements_to_go_through() -> None:
    assert len(elements()) == 6
