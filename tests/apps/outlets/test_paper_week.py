"""The programme of a week on paper: everything is on it, whatever somebody filled in."""

import io
import unicodedata
from datetime import date, time, timedelta

import pypdf
import pytest
from django.test import Client

from schuifaan.apps.agenda.enums import ActivityKind, OccurrenceState
from schuifaan.apps.agenda.models import Announcement
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place
from tests.factories import make_place
from tests.factories.agenda import MONDAY, make_activity, make_occurrence

# Paper is set from what the lists give, and those have tests of their own.
pytestmark = [pytest.mark.once, pytest.mark.usefixtures("that_saturday")]

WEEK = "?week=2026-W48"


def fetched(client: Client, path: str) -> pypdf.PdfReader:
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return pypdf.PdfReader(io.BytesIO(response.content))


def words_of(pdf: pypdf.PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def smallest_letter(pdf: pypdf.PdfReader) -> float:
    sizes: list[float] = []
    for page in pdf.pages:
        page.extract_text(
            visitor_text=lambda text, _cm, matrix, _font, size: (
                sizes.append(abs(matrix[3]) * size) if text.strip() else None
            )
        )
    return round(min(sizes), 1)


def fill(place: Place, count: int, *, title: str = "Nummer {}x") -> list[str]:
    """So many activities spread over the week."""
    titles = [title.format(number) for number in range(count)]
    for number, one in enumerate(titles):
        activity = make_activity(
            place, title=one, slug=f"a-{number}", kind=ActivityKind.MEAL, cost_cents=(number % 3) * 150
        )
        make_occurrence(activity, first_on=MONDAY + timedelta(days=number % 7), at=time(8 + number // 7))
    return titles


@pytest.fixture
def house(db: None) -> Place:
    return make_place(name="Buurthuis ’t Atrium", opening_hours="Mo-Fr 10:00-17:00")


def test_twenty_activities_fit_on_one_sheet(client: Client, house: Place) -> None:
    titles = fill(house, 20)
    pdf = fetched(client, f"/plek/{house.slug}/week.pdf{WEEK}")
    words = words_of(pdf)
    assert len(pdf.pages) == 1
    assert [title for title in titles if title not in words] == []
    assert smallest_letter(pdf) >= 9.0


@pytest.mark.parametrize(("asked", "least"), [("", 9.0), ("&formaat=a3", 9.0), ("&groot=1", 16.0)])
def test_forty_activities_all_stand_on_it_in_letters_large_enough(
    client: Client, house: Place, asked: str, least: float
) -> None:
    titles = fill(house, 40)
    pdf = fetched(client, f"/plek/{house.slug}/week.pdf{WEEK}{asked}")
    words = words_of(pdf)
    assert [title for title in titles if title not in words] == []
    assert smallest_letter(pdf) >= least


def test_a_sheet_is_tagged_and_says_its_title_and_language(client: Client, house: Place) -> None:
    fill(house, 1)
    pdf = fetched(client, f"/plek/{house.slug}/week.pdf{WEEK}")
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert bool(root["/MarkInfo"]["/Marked"])
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Buurthuis ’t Atrium: Programma van 23 t/m 29 november 2026"


def test_an_empty_week_is_a_friendly_sheet_with_opening_hours(client: Client, house: Place) -> None:
    words = words_of(fetched(client, f"/plek/{house.slug}/week.pdf{WEEK}"))
    assert "Deze week staat er niets op het programma." in words
    assert "Je kunt wel binnenlopen als we open zijn." in words
    assert "ma t/m vr 10.00–17.00 uur" in words


def test_english_is_english(client: Client, house: Place) -> None:
    fill(house, 1)
    client.cookies["taal"] = "en"
    pdf = fetched(client, f"/plek/{house.slug}/week.pdf{WEEK}")
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    assert "Monday" in words_of(pdf)


def test_cancelled_is_said_in_words_with_why(client: Client, house: Place) -> None:
    one = make_occurrence(make_activity(house, title="Bingo"))
    one.state, one.note, one.by_hand = OccurrenceState.CANCELLED, "De kok is ziek.", True
    one.save()
    words = words_of(fetched(client, f"/plek/{house.slug}/week.pdf{WEEK}"))
    assert "Bingo gaat niet door" in words
    assert "De kok is ziek." in words


def test_walk_in_comes_first_of_its_day(client: Client, house: Place) -> None:
    make_occurrence(make_activity(house, title="Vroege les", kind=ActivityKind.COURSE), at=time(8))
    make_occurrence(make_activity(house, title="Inloop", kind=ActivityKind.DROP_IN), at=time(14))
    words = words_of(fetched(client, f"/plek/{house.slug}/week.pdf{WEEK}"))
    assert words.index("Inloop") < words.index("Vroege les")


def test_announcements_of_that_week_stand_on_top(client: Client, house: Place) -> None:
    for text, day in (("De lift doet het weer.", MONDAY), ("Al lang voorbij.", date(2026, 1, 1))):
        Announcement.objects.create(place=house, text=text, first_on=day, last_on=day)
    words = words_of(fetched(client, f"/plek/{house.slug}/week.pdf{WEEK}"))
    assert ("De lift doet het weer." in words, "Al lang voorbij." in words) == (True, False)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("🎉 Feest 🎶 met soep 🍲", "Feest met soep"),
        ("🍲", "Samen eten"),
        ("W" * 120, "WWWWWWWW"),
        ("Heel lang " * 12, "Heel lang Heel lang"),
        ("#let x = [*nee*] $ \\ @ <b>", "#let x = [*nee*] $ \\ @ <b>"),
        ("\u202eomgekeerd", "omgekeerd"),
    ],
)
def test_strange_titles_print(client: Client, house: Place, title: str, shown: str) -> None:
    make_occurrence(make_activity(house, title=title[:120], slug="vreemd", kind=ActivityKind.MEAL))
    pdf = fetched(client, f"/plek/{house.slug}/week.pdf{WEEK}")
    assert len(pdf.pages) == 1
    assert shown in words_of(pdf).replace("\u200b", "")


def test_arabic_prints_with_its_own_letters(client: Client, house: Place) -> None:
    activity = make_activity(
        house, title="قهوة الصباح", slug="qahwa", language="ar", description="أهلا وسهلا."
    )
    make_occurrence(activity)
    pdf = fetched(client, f"/plek/{house.slug}/week.pdf{WEEK}")
    words = words_of(pdf)
    # Whichever way round a reader gives them, these are its letters, and none became a square.
    assert sorted(set("قهوة") - set(unicodedata.normalize("NFKC", words))) == []
    assert "□" not in words


def test_long_notes_break_nothing(client: Client, house: Place) -> None:
    fill(house, 20)
    one = make_occurrence(make_activity(house, title="Met toelichting", slug="toelichting"))
    one.note = ("Neem een stoel mee. " * 12)[:240]
    one.by_hand = True
    one.save()
    words = words_of(fetched(client, f"/plek/{house.slug}/week.pdf{WEEK}"))
    assert words.count("Neem een stoel mee.") == 12


@pytest.mark.parametrize(
    "week", ["nee", "2026-W99", "2026-W00", "9999-W01", "0000-W01", "٢٠٢٦-W٠١", "😀", ""]
)
def test_a_wrong_week_is_this_week(client: Client, house: Place, week: str) -> None:
    path = f"/plek/{house.slug}/week.pdf"
    asked = client.get(path, {"week": week, "formaat": "a0", "groot": "😀"})
    assert asked.status_code == 200
    assert asked["ETag"] == client.get(path)["ETag"]


def test_who_has_this_very_sheet_gets_no_bytes(client: Client, house: Place) -> None:
    path = f"/plek/{house.slug}/week.pdf{WEEK}"
    first = client.get(path)
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    fill(house, 1)
    changed = client.get(path, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert "Nummer 0x" in words_of(pypdf.PdfReader(io.BytesIO(changed.content)))


def test_a_place_nobody_may_see_has_no_sheet(client: Client, house: Place) -> None:
    Place.objects.filter(pk=house.pk).update(status=PlaceStatus.DRAFT)
    assert client.get(f"/plek/{house.slug}/week.pdf").status_code == 404


def test_the_sites_of_a_house_stand_on_one_sheet(client: Client, house: Place) -> None:
    """A02: one calendar shows what happens at all its sites, and says where."""
    for number in range(3):
        site = make_place(f"locatie-{number}", name=f"Locatie {number}", part_of=house)
        make_occurrence(
            make_activity(site, title=f"Koffie {number}", slug=f"koffie-{number}"), at=time(9 + number)
        )
    words = words_of(fetched(client, f"/plek/{house.slug}/week.pdf{WEEK}"))
    assert [
        number for number in range(3) if f"Koffie {number}" in words and f"Locatie {number}" in words
    ] == [0, 1, 2]
    own = words_of(fetched(client, f"/plek/locatie-1/week.pdf{WEEK}"))
    assert ("Koffie 1" in own, "Koffie 2" in own) == (True, False)
