"""The day sheet: what the person at the door reads on a phone and on one A4."""

import io
from datetime import UTC, date, datetime, timedelta

import pypdf
import pytest
from django.urls import reverse

from schuifaan.apps.rooms.enums import AccessKind, ClaimKind, SetUpKind
from schuifaan.apps.rooms.models import Access, BookedEquipment, DoorDuty, Equipment, KeyLoan, KeySet
from schuifaan.apps.rooms.queries.day_sheet import day_sheet
from tests.apps.pages import queries_of, words_of
from tests.factories import NOW, TODAY
from tests.factories.rooms import make_booking, make_claim, make_party, make_room

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]

AT_TWO = datetime(2026, 11, 21, 13, tzinfo=UTC)
HOUR = timedelta(hours=1)


def address(place, name="day_sheet", asked=""):
    return reverse(f"rooms:{name}", kwargs={"slug": place.slug}) + asked


def words(response):
    said = response.content.decode()
    return words_of(said[said.index("<main") : said.index("</main>")])


def paper(client, place, asked=""):
    response = client.get(address(place, "day_sheet_pdf", asked))
    assert response["Content-Type"] == "application/pdf"
    return pypdf.PdfReader(io.BytesIO(response.content))


def text_of(pdf):
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.fixture
def hall(place):
    return make_room(place, "Voorzaal")


@pytest.fixture
def rehearsal(place, hall):
    party = make_party(place, phone="043 321 00 00")
    booking = make_booking(
        hall, (AT_TWO, AT_TWO + 2 * HOUR), party=party, title="Repetitie", set_up=SetUpKind.CIRCLE, coffee=True,
        note="Piano open, graag",
    )  # fmt: skip
    chairs = Equipment.objects.create(place=place, name="Klapstoelen", count=40)
    BookedEquipment.objects.create(booking=booking, equipment=chairs, count=12)
    return booking


def test_day_sheet_tells_who_comes_and_what_stands_ready(at_work, place, hall, rehearsal):
    make_claim(hall, AT_TWO - 3 * HOUR, AT_TWO - HOUR, label="Soeplunch")
    make_claim(hall, AT_TWO + 4 * HOUR, AT_TWO + 5 * HOUR, kind=ClaimKind.CLOSING, label="Vloer in de was")
    said = words(at_work.get(address(place)))
    assert said.index("11.00–13.00 uur Voorzaal Soeplunch") < said.index(
        "14.00–16.00 uur Voorzaal Koor De Lijster"
    )
    for piece in (
        "Repetitie",
        "043 321 00 00",
        "In een kring",
        "Koffie en thee",
        "12 × Klapstoelen",
        "Piano open",
    ):
        assert piece in said
    assert "Vloer in de was gesloten" in said
    on_paper = text_of(paper(at_work, place))
    for piece in (
        "Soeplunch",
        "Koor De Lijster",
        "043 321 00 00",
        "in een kring",
        "12 × Klapstoelen",
        "14.00–16.00",
    ):
        assert piece in on_paper


def test_booking_without_anybody_who_opens_is_marked_until_somebody_is_named(at_work, place, rehearsal):
    assert "nog iemand nodig die opent" in words(at_work.get(address(place)))
    assert "nog iemand nodig die opent" in text_of(paper(at_work, place))
    sent = at_work.post(address(place, "door_duty"), {"dag": str(TODAY), "opens": "Net", "closes": "Wiel"})
    assert sent["Location"] == address(place, asked=f"?dag={TODAY}")
    said = words(at_work.get(address(place)))
    assert "nog iemand nodig" not in said
    assert DoorDuty.objects.values_list("day", "opens", "closes").get() == (TODAY, "Net", "Wiel")
    on_paper = text_of(paper(at_work, place))
    assert "Open Net" in on_paper
    assert "Dicht Wiel" in on_paper
    at_work.post(address(place, "door_duty"), {"dag": str(TODAY)})
    assert not DoorDuty.objects.exists()


@pytest.mark.parametrize(
    ("kind", "marked"), [(AccessKind.PERSON, True), (AccessKind.KEY, False), (AccessKind.SELF_SERVICE, False)]
)
def test_whether_somebody_opens_follows_how_one_gets_in(place, rehearsal, kind, marked):
    Access.objects.create(place=place, kind=kind, told="Bel aan bij de buren")
    [line] = day_sheet(place, TODAY).lines
    assert (line.needs_opener, line.ways) == (marked, ("Bel aan bij de buren",))


def test_activity_needs_nobody_to_open(place, hall):
    make_claim(hall, AT_TWO, AT_TWO + HOUR)
    assert not day_sheet(place, TODAY).needs_opener


def test_opener_of_one_booking_goes_before_the_day(place, rehearsal):
    rehearsal.times.update(opens="Carla")
    [line] = day_sheet(place, TODAY).lines
    assert (line.opens, line.needs_opener) == ("Carla", False)


def test_keys_that_are_out_stand_below_and_beside_who_has_them(at_work, place, rehearsal):
    for number, due in (("Bos 2", TODAY - timedelta(days=3)), ("Bos 3", None)):
        key = KeySet.objects.create(place=place, number=number)
        KeyLoan.objects.create(
            key_set=key,
            party=rehearsal.party if due else None,
            holder="Wil",
            out_at=NOW - 90 * 24 * HOUR,
            due_on=due,
        )
    said = words(at_work.get(address(place)))
    assert "heeft sleutel Bos 2" in said
    assert "Bos 2: Wil , terug woensdag 18 november te laat" in said
    assert said.count("te laat") == 1
    assert "te laat" in text_of(paper(at_work, place))


def test_empty_day_says_so_on_both(at_work, place, hall):
    assert "Er is die dag niets in huis" in words(at_work.get(address(place, asked="?dag=2026-12-01")))
    pdf = paper(at_work, place, "?dag=2026-12-01")
    assert (len(pdf.pages), "niets in huis" in text_of(pdf)) == (1, True)


@pytest.mark.parametrize("asked", ["gisteren", "2026-02-31", "9999-12-31", "%00", ""])
def test_day_that_is_none_is_today(at_work, place, asked):
    assert at_work.get(address(place, asked=f"?dag={asked}")).context["day"] == TODAY
    assert at_work.get(address(place, "day_sheet_pdf", f"?dag={asked}")).status_code == 200


def test_steps_lead_to_the_day_before_and_after(at_work, place):
    page = at_work.get(address(place, asked="?dag=2026-12-01"))
    assert (page.context["previous"], page.context["next"]) == (date(2026, 11, 30), date(2026, 12, 2))


def full_day(place, count, **party):
    for number in range(count):
        room = make_room(place, f"Zaal {number}")
        who = make_party(place, f"{party.pop('name', 'Vereniging')} {number}", phone="043 321 00 00")
        make_booking(
            room, (AT_TWO, AT_TWO + HOUR), party=who, title=who.name, set_up=SetUpKind.ROWS, coffee=True
        )


def test_twenty_five_lines_are_all_there_and_tagged(at_work, place):
    full_day(place, 25)
    pdf = paper(at_work, place)
    on_paper = text_of(pdf)
    assert all(f"Vereniging {number}" in on_paper for number in range(1, 25))
    assert len(pdf.pages) == 1
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == "nl"


def test_long_right_to_left_and_strange_names_fit(at_work, place, hall):
    for number, name in enumerate(
        ("Ondersteuningsvereniging" * 5, "جوقة الحي السعيد في وسط المدينة", "D’n 🎶 o'clock <b>")
    ):
        party = make_party(place, name, phone="+31 43 321 00 00")
        start = AT_TWO + 2 * number * HOUR
        make_booking(hall, (start, start + HOUR), party=party, title=name, note="Graag " + "heel " * 150)
    assert at_work.get(address(place)).status_code == 200
    pdf = paper(at_work, place)
    assert len(pdf.pages) == 1


def test_day_sheet_asks_as_much_for_one_line_as_for_many(at_work, place):
    full_day(place, 1)
    few = queries_of(at_work, address(place))
    full_day_rooms = [make_room(place, f"Meer {number}") for number in range(5)]
    for room in full_day_rooms:
        make_booking(room, (AT_TWO, AT_TWO + HOUR))
    assert queries_of(at_work, address(place)) == few


def test_stranger_stays_outside(client, stranger, place):
    client.force_login(stranger)
    assert client.get(address(place)).status_code == 403
    assert client.get(address(place, "day_sheet_pdf")).status_code == 403


def test_name_too_long_stays_in_its_field(at_work, place):
    wrong = at_work.post(address(place, "door_duty"), {"dag": "2026-12-01", "opens": "N" * 61})
    assert wrong.status_code == 422
    assert "N" * 61 in wrong.content.decode()
    assert wrong.context["day"] == date(2026, 12, 1)
