"""Months, flyers, faces, invitations, neighbourhoods and what goes along outside, on paper."""

import io
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from schuifaan.apps.agenda.enums import ActivityKind, ActivityStatus, OccurrenceState
from schuifaan.apps.agenda.models import Activity, Spot
from schuifaan.apps.outlets.paper.choosing import week_form
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.team import withdraw_consent
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place
from tests.apps.outlets.test_paper_week import fetched, smallest_letter, words_of
from tests.factories import NOW, TODAY, make_neighbourhood, make_place, make_team_member
from tests.factories.agenda import MONDAY, make_activity, make_occurrence, make_series

# Paper is set from what the lists give, and those have tests of their own.
pytestmark = [pytest.mark.once, pytest.mark.usefixtures("that_saturday")]

WEEK = "week=2026-W48"


def jpeg(width: int = 900, height: int = 600) -> ContentFile[bytes]:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#a63d23").save(out, "JPEG")
    return ContentFile(out.getvalue(), "foto.jpg")


@pytest.fixture
def house(db: None) -> Place:
    area = make_neighbourhood()
    return make_place(
        name="Buurthuis ’t Atrium",
        neighbourhood=area,
        municipality=area.municipality,
        street="Markt",
        house_number="1",
    )


@pytest.fixture
def soup(house: Place, settings: Any, tmp_path: Path) -> Activity:
    settings.MEDIA_ROOT = str(tmp_path)
    activity = make_activity(
        house, title="Soeplunch", slug="soep", kind=ActivityKind.MEAL, cost_cents=300, cost_note="met brood",
        description="We koken samen. Schuif aan.", bring="Een bakje", leave_note="De deur blijft open.",
        welcomed_by="Truus van Dam", picture=jpeg(), picture_alt="Een pan soep",
    )  # fmt: skip
    make_series(activity, first_on=date(2026, 12, 14), at=time(12), minutes=90, rule="FREQ=MONTHLY;BYDAY=2MO")
    return activity


# -- The month


def test_a_month_with_three_a_day_holds_every_title_on_one_sheet(client: Client, house: Place) -> None:
    titles = []
    for number in range(90):
        titles.append(f"Avond{number}x")
        activity = make_activity(house, title=titles[-1], slug=f"m-{number}")
        make_occurrence(
            activity, first_on=date(2026, 11, 1) + timedelta(days=number // 3), at=time(9 + number % 3 * 4)
        )
    pdf = fetched(client, f"/plek/{house.slug}/maand.pdf?maand=2026-11")
    words = words_of(pdf)
    assert [title for title in titles if title not in words] == []
    assert len(pdf.pages) == 1
    assert smallest_letter(pdf) >= 9.0


def test_a_month_has_a_real_table_with_headers(client: Client, house: Place) -> None:
    pdf = fetched(client, f"/plek/{house.slug}/maand.pdf?maand=2026-11")
    assert "maandag dinsdag woensdag" in words_of(pdf)
    assert kinds_of(pdf).count("/TH") == 7


def kinds_of(pdf: pypdf.PdfReader) -> list[str]:
    """The kinds of all tags in a document."""
    found: list[str] = []
    waiting = [pdf.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            found += [one["/S"]] if "/S" in one else []
            waiting += [one["/K"]] if "/K" in one else []
    return found


@pytest.mark.parametrize("month", ["nee", "2026-13", "2026-00", "0000-01", "😀", ""])
def test_a_wrong_month_is_this_month(client: Client, house: Place, month: str) -> None:
    path = f"/plek/{house.slug}/maand.pdf"
    assert client.get(path, {"maand": month})["ETag"] == client.get(path)["ETag"]


@pytest.mark.parametrize("word", ["Verstandelijkebeperkingscafé", "X" * 28, "W" * 20 + "café"])
def test_a_long_word_is_broken_within_its_cell(client: Client, house: Place, word: str) -> None:
    # On a Sunday, where a cell ends with the table.
    make_occurrence(make_activity(house, title=word, slug="lang"), first_on=date(2026, 11, 29))
    made = client.get(f"/plek/{house.slug}/maand.pdf?maand=2026-11").content
    page = pypdfium2.PdfDocument(made)[0]
    words = page.get_textpage()
    right = max(words.get_charbox(number)[2] for number in range(words.count_chars()))
    margin = 11 / 25.4 * 72
    assert right <= page.get_width() - margin


def test_a_month_in_large_letters_is_a_list(client: Client, house: Place) -> None:
    make_series(make_activity(house, title="Koffie"), rule="FREQ=DAILY;COUNT=8")
    pdf = fetched(client, f"/plek/{house.slug}/maand.pdf?maand=2026-11&groot=1")
    assert words_of(pdf).count("Koffie") == 8
    assert smallest_letter(pdf) >= 16.0


def test_very_full_months_run_on_with_their_headers(client: Client, house: Place) -> None:
    for number in range(12):
        title = f"Een flink lange naam voor nummer {number}x die niet past"
        make_series(
            make_activity(house, title=title, slug=f"v-{number}"), first_on=date(2026, 11, 1), at=time(8 + number),
            rule="FREQ=DAILY;COUNT=30",
        )  # fmt: skip
    pdf = fetched(client, f"/plek/{house.slug}/maand.pdf?maand=2026-11")
    words = words_of(pdf)
    assert [words.count(f"nummer {number}x") for number in range(12)] == [30] * 12
    assert all("maandag" in page.extract_text() for page in pdf.pages)


# -- The flyer


@pytest.mark.parametrize("paper", ["", "?formaat=a5", "?groot=1"])
def test_a_flyer_says_all_one_wants_to_know(client: Client, soup: Activity, paper: str) -> None:
    pdf = fetched(client, f"/activiteit/{soup.slug}/flyer.pdf{paper}")
    words = words_of(pdf)
    wanted = [
        "Soeplunch", "We koken samen.", "12.00–13.30 uur", "maandag 14 december", "€ 3,00 per keer (met brood)", "Markt 1",
        "Een bakje", "De deur blijft open.", "Truus van Dam", f"activiteit/{soup.slug}",
    ]  # fmt: skip
    plain = words.replace("\u00a0", " ")
    assert [one for one in wanted if one not in plain] == []
    assert len(pdf.pages) == 1


def test_the_pictures_of_a_flyer_are_said_in_words(client: Client, soup: Activity) -> None:
    response = client.get(f"/activiteit/{soup.slug}/flyer.pdf")
    assert kinds_of(pypdf.PdfReader(io.BytesIO(response.content))).count("/Figure") == 2


def test_a_flyer_survives_a_lost_photo_and_a_long_story(client: Client, soup: Activity) -> None:
    soup.picture.storage.delete(soup.picture.name)
    soup.description, soup.title = "Een heel verhaal. " * 100, "Naam " * 24
    soup.save()
    pdf = fetched(client, f"/activiteit/{soup.slug}/flyer.pdf?formaat=a5")
    assert len(pdf.pages) == 1
    assert "Kosten" in words_of(pdf)


def test_an_activity_without_days_says_so(client: Client, house: Place) -> None:
    activity = make_activity(house)
    assert "Er is nu geen nieuwe datum." in words_of(
        fetched(client, f"/activiteit/{activity.slug}/flyer.pdf")
    )


def test_a_draft_has_no_flyer(client: Client, house: Place) -> None:
    activity = make_activity(house, status=ActivityStatus.DRAFT)
    assert client.get(f"/activiteit/{activity.slug}/flyer.pdf").status_code == 404


# -- Faces


def test_only_who_agreed_hangs_on_the_wall_and_is_gone_when_withdrawn(
    client: Client, house: Place, administrator: User
) -> None:
    member = make_team_member(house, name="Truus", role=PlaceRole.HOST, consent_on=TODAY)
    make_team_member(house, name="Gerda", role=PlaceRole.HOST)
    path = f"/plek/{house.slug}/team.pdf"
    first = client.get(path)
    words = words_of(pypdf.PdfReader(io.BytesIO(first.content)))
    assert ("Truus" in words, "Gerda" in words) == (True, False)
    withdraw_consent(member=member, by=administrator, now=NOW)
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert "Truus" not in words_of(pypdf.PdfReader(io.BytesIO(again.content)))


def test_a_wall_without_faces_is_a_friendly_sheet(client: Client, house: Place) -> None:
    assert "Hier hangt nog niemand." in words_of(fetched(client, f"/plek/{house.slug}/team.pdf"))


# -- Invitations


def test_twelve_cards_with_place_time_and_first_name(client: Client, soup: Activity, house: Place) -> None:
    """G13: nothing about who is invited is asked, so nothing can be kept."""
    pdf = fetched(client, f"/plek/{house.slug}/uitnodigingen.pdf")
    words = words_of(pdf)
    counted = [
        words.count(one)
        for one in (
            "Buurthuis ’t Atrium, Markt 1",
            "14 december, 12.00–13.30 uur",
            "Vraag naar Truus",
            "Voor",
        )
    ]
    assert counted == [12, 12, 12, 12]
    assert len(pdf.pages) == 1
    assert "van Dam" not in words


def test_another_first_name_is_printed_and_kept_nowhere(client: Client, soup: Activity, house: Place) -> None:
    path = f"/plek/{house.slug}/uitnodigingen.pdf"
    response = client.get(path, {"keer": str(soup.series.get().occurrences.first().pk), "naam": "Mo"})
    assert words_of(pypdf.PdfReader(io.BytesIO(response.content))).count("Vraag naar Mo") == 12
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["bel 0612345678", "x" * 40, "https://example.org", "<b>", "😀"])
def test_what_is_no_first_name_is_not_printed(
    client: Client, soup: Activity, house: Place, name: str
) -> None:
    response = client.get(f"/plek/{house.slug}/uitnodigingen.pdf", {"naam": name, "keer": "😀"})
    assert words_of(pypdf.PdfReader(io.BytesIO(response.content))).count("Vraag naar Truus") == 12


def test_cards_without_anything_on_have_lines_to_write_on(client: Client, house: Place) -> None:
    words = words_of(fetched(client, f"/plek/{house.slug}/uitnodigingen.pdf"))
    assert words.count("Kom eens langs") == 12


# -- The neighbourhood


def test_a_neighbourhood_sheet_has_all_places_with_their_addresses_once(client: Client, house: Place) -> None:
    area = make_neighbourhood()
    other = make_place(
        "de-linde",
        name="De Linde",
        neighbourhood=area,
        municipality=area.municipality,
        street="Laan",
        house_number="3",
    )
    for number, place in enumerate((house, other)):
        make_series(
            make_activity(place, title=f"Samen {number}", slug=f"n-{number}"), rule="FREQ=DAILY;COUNT=3"
        )
    words = words_of(fetched(client, f"/buurt/{area.code}/week.pdf?{WEEK}"))
    assert [words.count(one) for one in ("Samen 0", "Samen 1", "Laan 3", "Markt 1")] == [3, 3, 1, 1]


def test_an_empty_or_unknown_neighbourhood(client: Client, house: Place) -> None:
    words = words_of(fetched(client, f"/buurt/{make_neighbourhood().code}/week.pdf?{WEEK}&rondom=1"))
    assert "Deze week staat er niets op het programma." in words
    assert client.get("/buurt/BU99999999/week.pdf").status_code == 404


# -- Outside


def test_a_spot_without_address_prints_four_dates_its_rain_plan_and_kit(client: Client, house: Place) -> None:
    """R02."""
    spot = Spot.objects.create(
        place=house,
        name="Bankje",
        where="Bij de kastanje",
        rain_plan="Dan in de kerk.",
        kit_list="Tafel\n\nBekers",
    )
    activity = make_activity(house, title="Koffie buiten", kind=ActivityKind.OUTDOORS)
    make_series(activity, first_on=date(2096, 11, 5), rule="FREQ=WEEKLY;COUNT=4", spot=spot)
    path = f"/plek/{house.slug}/buiten/{spot.pk}/meenemen.pdf"
    words = words_of(fetched(client, path))
    assert [
        one for one in ("Bij de kastanje", "Dan in de kerk.", "Tafel", "Bekers") if one not in words
    ] == []
    Spot.objects.filter(pk=spot.pk).update(is_active=False)
    assert client.get(f"/plek/andere/buiten/{spot.pk}/meenemen.pdf").status_code == 404


def test_cancelled_days_are_not_among_the_days_to_pack_for(client: Client, house: Place) -> None:
    spot = Spot.objects.create(place=house, name="Bankje", where="Bij de kastanje")
    series = make_series(make_activity(house, title="Koffie buiten"), rule="FREQ=WEEKLY;COUNT=4", spot=spot)
    one = series.occurrences.all()[0]
    one.state, one.by_hand = OccurrenceState.CANCELLED, True
    one.save()
    words = words_of(fetched(client, f"/plek/{house.slug}/buiten/{spot.pk}/meenemen.pdf"))
    assert words.count("Koffie buiten") == 3


# -- Choosing


@pytest.mark.parametrize(
    ("day", "monday"), [(date(2026, 11, 20), "2026-W47"), (date(2026, 11, 21), "2026-W48")]
)
def test_in_the_weekend_the_week_to_come_is_chosen(day: date, monday: str) -> None:
    assert week_form(day, "nl")["week"].value() == monday


def test_the_page_to_choose_paper_leads_to_papers(client: Client, soup: Activity, house: Place) -> None:
    page = client.get(f"/plek/{house.slug}/printen/")
    assert page.status_code == 200
    assert "Soeplunch" in page.content.decode()
    to_flyer = client.get(
        f"/plek/{house.slug}/printen/flyer/", {"activiteit": soup.slug, "formaat": "a5", "groot": "on"}
    )
    assert to_flyer["Location"] == f"/activiteit/{soup.slug}/flyer.pdf?formaat=a5&groot=1"
    nothing = client.get(f"/plek/{house.slug}/printen/flyer/", {"activiteit": "😀"})
    assert nothing["Location"] == f"/plek/{house.slug}/printen/"


def test_the_page_asks_a_fixed_number_of_questions(client: Client, house: Place) -> None:
    asked = []
    for number in range(3):
        make_occurrence(make_activity(house, title=f"K{number}", slug=f"k-{number}"), first_on=MONDAY)
        client.get(f"/plek/{house.slug}/printen/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/plek/{house.slug}/printen/")
        asked.append(len(queries))
    assert asked == [asked[0]] * 3


def test_around_is_said_in_the_name_of_the_sheet(client: Client, house: Place) -> None:
    pdf = fetched(client, f"/buurt/{make_neighbourhood().code}/week.pdf?{WEEK}&rondom=1")
    assert "Binnenstad en de buurten eromheen" in words_of(pdf)
