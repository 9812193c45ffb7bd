"""Diaries with anybody's columns: what a file looks like, what we guess, and the page on which somebody says it."""

import io
import zipfile
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from schuifaan.apps.places.importing.table import FileRefused
from schuifaan.apps.rooms.importing.cells import hour_of, minutes_of, moment_of
from schuifaan.apps.rooms.importing.reading import DiaryFile, read_diary, read_file
from schuifaan.apps.rooms.importing.sheet import Sheet
from schuifaan.apps.rooms.models import BookingTime, DiaryImport
from tests.apps.pages import words_of
from tests.factories import NOW

EVENING = (datetime(2027, 2, 1, 18, tzinfo=UTC), datetime(2027, 2, 1, 21, tzinfo=UTC))


def read(text: str) -> DiaryFile:
    return read_file(text.encode(), now=NOW)


def book(*rows: tuple[Any, ...], title: str = "Blad1") -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def refused(content: bytes) -> str:
    with pytest.raises(FileRefused) as error:
        read_file(content, now=NOW)
    return str(error.value)


# -- Cells ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "day", "rest"),
    [
        ("1-2-2027", date(2027, 2, 1), ""),
        ("2027-02-01T19:00", date(2027, 2, 1), "19:00"),
        ("ma 1 feb 2027 19.00-22.00", date(2027, 2, 1), "19.00-22.00"),
        ("1 feb 2027, om 19.00 uur", date(2027, 2, 1), "19.00 uur"),
        ("19.30", None, "19.30"),
        ("31-2-2027 19.00", None, "31-2-2027 19.00"),
        ("", None, ""),
    ],
)
def test_a_day_may_have_its_time_behind_it(cell, day, rest):
    assert moment_of(cell) == (day, rest)


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        ("7 PM", 19),
        ("7:00 pm", 19),
        ("12 am", 0),
        ("12.00 p.m.", 12),
        ("1900", 19),
        ("13 PM", None),
        ("0 am", None),
    ],
)
def test_an_hour_on_a_dial_of_twelve_and_closed_up(cell, hour):
    assert hour_of(cell) == (None if hour is None else time(hour))


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [("2", 120), ("2,5", 150), ("90", 90), ("2:30", 150), ("2 uur", 120), ("1,5 uur", 90), ("90 min", 90),
     ("1 uur en 30 minuten", 90), ("1h30m", 90), ("0", None), ("lang", None), ("", None)],
)  # fmt: skip
def test_how_long_it_lasts(cell, minutes):
    assert minutes_of(cell) == minutes


# -- Guessing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "datum;begin;eind;zaal;naam\n1-2-2027;19.00;22.00;Hal;Koor",
        "Datum,Begintijd,Duur,Zaal,Naam\n2027-02-01,19:00,3 uur,Hal,Koor",
        "Start\tEnd\tRoom\tName\n2027-02-01 19:00\t2027-02-01 22:00\tHal\tKoor",
        "\ufeffDatum en tijd;Ruimte;Wie\n1 feb 2027 19.00 - 22.00;Hal;Koor",
        "sep=;\ndag;tijd;zaal;wie\n1-2-2027;7 PM - 10 PM;Hal;Koor",
        "Verhuur 2027;;;;\n;;;;\nDag;Van;Tot;Ruimte;Wie\n1-2-2027;19:00;22:00;Hal;Koor",
        # Names we do not know: what stands in the column tells.
        "Op;Vanaf wanneer;Klaar om;Ruimte;Wie\n1-2-2027;19.00;22.00;Hal;Koor",
    ],
)
def test_columns_are_recognised_by_their_names_and_by_what_stands_in_them(text):
    file = read(text)
    assert [(one.room, one.who, one.periods) for one in file.diary.entries] == [("Hal", "Koor", (EVENING,))]
    assert not file.is_doubtful


def test_without_names_above_the_columns_somebody_says_who_is_who():
    file = read("1-2-2027;19.00;22.00;Hal;Koor\n2-2-2027;19.00;22.00;Hal;Koor")
    assert (file.columns, file.is_doubtful) == ({0: "day", 1: "from", 2: "till"}, True)
    assert file.sheet is not None
    assert (file.sheet.has_names, len(file.sheet.rows)) == (False, 2)
    assert file.sheet.examples(0) == ["1-2-2027", "2-2-2027"]


def test_a_file_of_which_most_rows_say_nothing_is_doubtful():
    assert read(
        "dag;van;tot;wie\n1-2-2027;laat;later;Koor\n2-2-2027;19.00;22.00;Koor\n3-2-2027;x;y;Koor"
    ).is_doubtful


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("1-2-2027;19.00;;", "Er staat niet bij tot hoe laat."),
        ("1-2-2027;;22.00;", "Er staat niet bij vanaf hoe laat."),
        (";19.00;22.00;", "‘19.00’ is geen dag. Schrijf hem zo: 6-1-2027."),
        ("1-2-2027;19.00;;lang", "‘lang’ zegt niet hoe lang het duurt. Schrijf het zo: 2,5 uur."),
        ("1-2-2027;19.00;;20 uur", "Dit duurt langer dan 16 uur."),
        ("1-2-2027;19.00;3-2-2027 19.00;", "Dit duurt langer dan 16 uur."),
        ("1-2-2027;19.00;31-1-2027 19.00;", "Het einde moet na het begin liggen."),
        ("28-3-2027;2.30;3.00;", "Die nacht gaat de klok een uur vooruit: deze tijd bestaat niet."),
        ("2/13/2027;19.00;22.00;", "‘2/13/2027’ is geen dag. Schrijf hem zo: 6-1-2027."),
    ],
)
def test_each_row_that_is_no_time_is_told_with_its_reason(row, why):
    text = f"dag;van;tot;duur;wie\n{row};Koor\n1-2-2027;19.00;22.00;;Koor"
    assert [(one.row, one.reason) for one in read(text).diary.unread] == [(2, why)]


def test_formulas_emoji_and_right_to_left_text_are_only_text():
    entry = read("dag;van;tot;wie\n1-2-2027;19.00;22.00;=1+1 🎷 \u202eنادي").diary.entries[0]
    assert entry.title == "=1+1 🎷 نادي"


# -- Excel ----------------------------------------------------------------------------------------


def test_a_workbook_with_days_and_times_of_its_own_is_read():
    content = book(
        ("Datum", "Van", "Tot", "Zaal", "Naam", "Bezoekers"),
        (date(2027, 2, 1), time(19), time(22), "Hal", "Koor", 12),
        (datetime(2027, 2, 8, 19), None, datetime(2027, 2, 8, 22), "Hal", "Koor", None),
        (None, None, None, None, None, None),
    )
    diary = read_diary(content, now=NOW)
    week = timedelta(days=7)
    assert [(one.row, one.periods) for one in diary.entries] == [
        (2, (EVENING,)),
        (3, ((EVENING[0] + week, EVENING[1] + week),)),
    ]


def test_a_zip_that_is_no_workbook_or_far_too_large_is_refused():
    no_workbook = "Dit is geen rekenblad dat we kunnen lezen. Bewaar het als .xlsx of als CSV."
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("brief.txt", "dag")
    assert refused(plain.getvalue()) == no_workbook
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (25 * 1024 * 1024))
    assert len(bomb.getvalue()) < 100_000
    assert refused(bomb.getvalue()).startswith("Dit rekenblad is uitgepakt te groot.")
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("xl/workbook.xml", "<nee")
    assert refused(broken.getvalue()) == no_workbook
    assert refused(book()) == "Dit bestand is leeg."
    assert refused(book(("dag", "van", "tot", "wie"))) == (
        "Er staan geen rijen in dit bestand, alleen kolomnamen."
    )


def test_too_many_columns_are_refused():
    wide = ";".join(["1-2-2027"] * 41)
    assert refused(wide.encode()).startswith("Dit bestand heeft meer dan 40 kolommen.")


# -- There and back -------------------------------------------------------------------------------

MOMENT = st.datetimes(datetime(2027, 1, 1), datetime(2029, 12, 31)).map(
    lambda one: one.replace(second=0, microsecond=0)
)
LENGTH = st.integers(1, 14 * 60)


@given(
    st.lists(st.tuples(MOMENT, LENGTH), min_size=1, max_size=8),
    st.sampled_from([";", ",", "\t"]),
    st.booleans(),
)
def test_what_is_written_as_people_write_it_is_read_as_the_same_times(rows, separator, together):
    """Every hour of every night, as a clock on the wall says it: but for those that the clock skips or has twice."""
    wanted, lines = (
        [],
        [separator.join(["Begin", "Einde", "Wie"] if together else ["Dag", "Van", "Tot", "Wie"])],
    )
    for begins, minutes in rows:
        start = timezone.make_aware(begins).astimezone(UTC)
        end = start + timedelta(minutes=minutes)
        first, last = timezone.localtime(start), timezone.localtime(end)
        if (
            first.replace(tzinfo=None) != begins
            or first.fold
            or last.fold
            or last.utcoffset() != first.utcoffset()
        ):
            continue
        wanted.append((start, end))
        cells = (
            [f"{first:%Y-%m-%d %H:%M}", f"{last:%Y-%m-%d %H:%M}"]
            if together
            else [f"{first.day}-{first.month}-{first.year}", f"{first:%H.%M}", f"{last:%H.%M}"]
        )
        lines.append(separator.join([*cells, "Koor"]))
    if wanted:
        diary = read_diary("\n".join(lines).encode(), now=NOW)
        assert ([one.periods[0] for one in diary.entries], diary.unread) == (wanted, ())


# -- The page -------------------------------------------------------------------------------------

STRANGE = (
    b"Kolom;Dinges;Nog iets;Waar;Club\n"
    b"1-2-2027;19.00;22.00;Grote zaal;Koor\n"
    b"2-2-2027;19.00;22.00;Grote zaal;<b>Yoga</b>\n"
)


def address(name, place, **more):
    return reverse(f"rooms:{name}", kwargs={"slug": place.slug, **more})


def words(response):
    said = response.content.decode()
    return words_of(said[said.index("<main") : said.index("</main>")])


@pytest.fixture
def strange(at_work, place, hall):
    content = STRANGE.replace(b"Club", b"Iemand")
    at_work.post(address("diary_imports", place), {"file": SimpleUploadedFile("x.csv", content)})
    return DiaryImport.objects.get()


pages = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


class TestThePage:
    pytestmark = pages

    def test_columns_we_do_not_know_are_asked_with_what_stands_in_them(self, at_work, place, strange):
        assert (strange.columns, strange.diary) == ({}, {})
        for name in ("diary_rooms", "diary_check"):
            sent = at_work.get(address(name, place, pk=strange.pk))
            assert sent["Location"] == address("diary_columns", place, pk=strange.pk)
        page = at_work.get(address("diary_columns", place, pk=strange.pk))
        said = words(page)
        assert "Zeg bij elke kolom van x.csv wat erin staat." in said
        assert "Bijvoorbeeld 1-2-2027 2-2-2027" in said
        assert "Rij 2 Er staat niet bij wie er komt." in said
        assert [one.field.initial for one in page.context["form"].asked()] == ["day", "from", "till", "", ""]
        assert "&lt;b&gt;Yoga&lt;/b&gt;" in page.content.decode()

    def test_a_choice_can_be_looked_at_before_it_is_made(self, at_work, place, strange):
        path = address("diary_columns", place, pk=strange.pk)
        told = {
            "column_0": "day",
            "column_1": "from",
            "column_2": "till",
            "column_3": "room",
            "column_4": "who",
        }
        page = at_work.post(path, {**told, "bekijk": "1"})
        assert page.status_code == 200
        assert "maandag 1 februari 2027 19.00–22.00 uur Koor Grote zaal" in words(page)
        assert DiaryImport.objects.get().columns == {}
        sent = at_work.post(path, told)
        assert sent["Location"] == address("diary_rooms", place, pk=strange.pk)
        # It is remembered.
        again = at_work.get(path)
        assert [one.field.initial for one in again.context["form"].asked()] == list(told.values())

    @pytest.mark.parametrize(
        ("told", "errors"),
        [
            ({"column_0": "x"}, {"column_0": ["Kies iets uit de lijst."]}),
            ({"column_0": "day", "column_1": "day", "column_4": "who"},
             {"column_1": ["Dit koos je al bij een andere kolom. Kies er één."]}),
            ({"column_4": "day"}, {"__all__": ["Kies in welke kolom staat wie er komt, of wat er is."]}),
            ({"column_4": "who"}, {"__all__": ["Kies in welke kolom de dag staat, of het begin met dag en tijd."]}),
            ({"column_3": "day", "column_4": "who"},
             {"__all__": ["Zo kunnen we geen enkele rij lezen. Kijk bij elke kolom of de keus klopt."]}),
        ],
    )  # fmt: skip
    def test_what_cannot_be_is_told_and_what_was_chosen_stays(self, at_work, place, strange, told, errors):
        page = at_work.post(address("diary_columns", place, pk=strange.pk), told)
        found = {name: list(said) for name, said in page.context["form"].errors.items()}
        assert page.status_code == 422
        assert {name: found[name] for name in errors} == errors

    def test_from_a_strange_file_to_the_diary(self, at_work, place, strange, hall):
        told = {
            "column_0": "day",
            "column_1": "from",
            "column_2": "till",
            "column_3": "room",
            "column_4": "who",
        }
        at_work.post(address("diary_columns", place, pk=strange.pk), told)
        at_work.post(
            address("diary_rooms", place, pk=strange.pk), {"room_0": hall.pk, "party_kind": "association"}
        )
        path = address("diary_check", place, pk=strange.pk)
        at_work.post(path, {"seen": at_work.get(path).context["run"].seen})
        assert BookingTime.objects.count() == 2
        assert at_work.get(address("diary_columns", place, pk=strange.pk))["Location"] == path

    def test_a_calendar_has_no_columns(self, at_work, place, strange):
        DiaryImport.objects.update(sheet={}, diary={"entries": []})
        sent = at_work.get(address("diary_columns", place, pk=strange.pk))
        assert sent["Location"] == address("diary_check", place, pk=strange.pk)


def test_a_sheet_is_kept_as_it_was_read():
    sheet = read("dag;van;tot;wie\n1-2-2027;19.00;22.00;Koor").sheet
    assert sheet is not None
    assert Sheet.from_json(sheet.as_json()) == sheet
