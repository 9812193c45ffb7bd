"""Diaries of elsewhere as they really look: from Google, from Outlook with zones of its own, from a Dutch Excel."""

from contextlib import suppress
from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.apps.places.importing.table import FileRefused
from schuifaan.apps.rooms.importing.cells import day_of, hour_of, hours_of
from schuifaan.apps.rooms.importing.entry import Diary
from schuifaan.apps.rooms.importing.reading import read_diary
from tests.factories import NOW
from tests.factories.calendars import calendar_file, event
from tests.factories.diaries import EXCEL, GOOGLE, OUTLOOK

MORE = ",".join(f"202701{day:02}T180000" for day in range(1, 31))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def read(content: bytes | str) -> Diary:
    return read_diary(content.encode() if isinstance(content, str) else content, now=NOW)


def refused(content: bytes | str) -> str:
    with pytest.raises(FileRefused) as error:
        read(content)
    return str(error.value)


def reasons(rows: str) -> list[tuple[int, str]]:
    return [(one.row, one.reason) for one in read(f"dag;van;tot;ruimte;wie\n{rows}").unread]


@pytest.mark.parametrize(
    "cell",
    ["6-1-2027", "06/01/2027", "6.1.27", "2027-01-06", "2027-01-06 00:00:00", "6 januari 2027", "wo 6 jan. 2027",
     "woensdag 6 januari 2027", "Wednesday 6 January 2027", " 6  JANUARI  2027 "],
)  # fmt: skip
def test_a_day_is_read_in_whatever_way_it_is_written(cell):
    assert day_of(cell) == utc(2027, 1, 6).date()


@pytest.mark.parametrize(
    "cell", ["", "30-2-2027", "volgende week", "6 januarie 2027", "2027", "١-١-٢٠٢٧x", "6-1-20277"]
)
def test_what_is_no_day_is_none(cell):
    assert day_of(cell) is None


@pytest.mark.parametrize("cell", ["19.30", "19:30", "19u30", "19:30:00", "19h30", "19.30 uur", " 19 : 30 "])
def test_an_hour_is_read_in_whatever_way_it_is_written(cell):
    assert hour_of(cell) == time(19, 30)


def test_hours_without_minutes_midnight_and_none_at_all():
    assert [hour_of(one) for one in ("9", "9 uur", "24:00", "0:00")] == [time(9), time(9), time(0), time(0)]
    assert [hour_of(one) for one in ("25:00", "12.70", "avond", "", "24:30")] == [None] * 5


def test_two_hours_in_one_cell():
    assert hours_of("19.30 - 22.00 uur") == ("19.30", "22.00 uur")
    assert hours_of("19.30 tot 22.00") == ("19.30", "22.00")
    assert hours_of("19.30") == ("19.30", "")


def test_a_dutch_excel_file_in_windows_1252_is_read_whole():
    diary = read(EXCEL)
    first = diary.entries[0]
    assert (first.row, first.room, first.who, first.title) == (2, "Grote zaal", "Café Één", "Repetitie")
    assert first.periods == ((utc(2027, 1, 5, 18, 30), utc(2027, 1, 5, 21)),)
    assert (first.phone, first.email, first.note) == ("06-12345678", "een@example.org", "sleutel bij de bar")
    assert [(one.row, one.reason) for one in diary.unread] == [
        (5, "‘31-2-2027’ is geen dag. Schrijf hem zo: 6-1-2027."),
        (6, "‘halfacht’ is geen tijd. Schrijf hem zo: 19.30."),
    ]
    assert diary.over == 1
    assert Diary.from_json(diary.as_json()) == diary


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_each_separator_and_english_headers(separator):
    lines = (("Date", "Start", "End", "Room", "Group"), ("6-1-2027", "19:30", "22:00", "Hall", "Choir"))
    diary = read("\n".join(separator.join(line) for line in lines))
    assert [(one.room, one.who, one.title) for one in diary.entries] == [("Hall", "Choir", "Choir")]


def test_what_ends_after_midnight_ends_the_day_after_and_swapped_hours_are_told():
    diary = read("dag;van;tot;ruimte;wie\n6-1-2027;20.00;1.00;Zaal;Feest\n6-1-2027;20.00;24.00;Zaal;Kort")
    assert [one.periods[0][1] for one in diary.entries] == [utc(2027, 1, 7, 0), utc(2027, 1, 6, 23)]
    assert reasons("6-1-2027;19.30;17.00;Zaal;Koor") == [(2, "Het einde moet na het begin liggen.")]


def test_nights_in_which_the_clock_changes_have_their_real_length():
    """28 March 2027 goes from two to three, 31 October from three to two."""
    diary = read("dag;van;tot;ruimte;wie\n27-3-2027;23.00;4.00;Zaal;Nacht\n30-10-2027;23.00;4.00;Zaal;Nacht")
    lengths = [(end - start).total_seconds() / 3600 for one in diary.entries for start, end in one.periods]
    assert lengths == [4, 6]


def test_a_row_without_a_name_and_a_year_far_away_are_told():
    assert reasons("6-1-2027;19.30;22.00;Zaal;\n6-1-2207;19.30;22.00;Zaal;Koor") == [
        (2, "Er staat niet bij wie er komt."),
        (3, "2207 is te ver weg. Klopt het jaar?"),
    ]


def test_what_is_no_number_or_address_goes_to_the_remark():
    diary = read("dag;van;tot;wie;telefoon;e-mail\n6-1-2027;19.30;22.00;Koor;bel Wil;geen")
    entry = diary.entries[0]
    assert (entry.phone, entry.email, entry.note, entry.room) == ("", "", "geen bel Wil", "")


def test_files_that_are_no_diary_are_refused_in_words():
    assert refused(b"") == "Dit bestand is leeg."
    assert (
        refused(b"x" * (5 * 1024 * 1024 + 1))
        == "Dit bestand is groter dan 5 MB. Deel het op, bijvoorbeeld per jaar."
    )
    other = "Dit is geen agenda. We lezen .ics-bestanden, en Excel (.xlsx) of CSV uit een rekenblad."
    assert [refused(one) for one in (b"%PDF-1.7 x", b"\x89PNG\r\n", b"a\0b\0\0c", b"\x7fELF\0")] == [
        other
    ] * 4
    no_workbook = "Dit is geen rekenblad dat we kunnen lezen. Bewaar het als .xlsx of als CSV."
    assert refused(b"PK\x03\x04\0\0") == no_workbook
    assert refused(b"\xd0\xcf\x11\xe0\0") == (
        "Dit is een oud Excel-bestand, of het heeft een wachtwoord. Bewaar het als .xlsx of als CSV."
    )
    assert refused("naam;adres\nKoor;Straat 1") == (
        "We vinden in dit bestand geen enkele dag. Schrijf een dag zo: 6-1-2027. En elke keer op een eigen rij."
    )
    assert refused("dag;van;tot;wie\n;;;\n") == "Er staan geen rijen in dit bestand, alleen kolomnamen."
    assert refused("BEGIN:VCALENDAR\nVERSION:2.0\n") == (
        "Dit bestand houdt halverwege op. Haal het opnieuw op uit je agenda."
    )
    assert refused("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n") == "In deze agenda staat niets."


def test_more_than_five_thousand_rows_are_too_many():
    rows = "6-1-2027;19.30;22.00;Zaal;Koor\n"
    assert len(read("dag;van;tot;ruimte;wie\n" + rows * 5000).entries) == 5000
    assert (
        refused("dag;van;tot;ruimte;wie\n" + rows * 5001)
        == refused("dag;van;tot;ruimte;wie\n" + rows * 40_000)
        == "Dit bestand heeft meer dan 5.000 rijen. Deel het op, bijvoorbeeld per jaar."
    )


def test_a_google_calendar_keeps_its_series_together():
    diary = read(GOOGLE)
    choir = next(one for one in diary.entries if one.title == "Koor De Lijster")
    assert (choir.room, choir.rule, choir.uid) == (
        "Grote zaal",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=6",
        "choir@google.com",
    )
    # The third is left out, the fourth begins an hour later.
    assert choir.periods == (
        (utc(2026, 12, 1, 18, 30), utc(2026, 12, 1, 20, 30)),
        (utc(2026, 12, 8, 18, 30), utc(2026, 12, 8, 20, 30)),
        (utc(2026, 12, 22, 19, 30), utc(2026, 12, 22, 21, 30)),
        (utc(2026, 12, 29, 18, 30), utc(2026, 12, 29, 20, 30)),
        (utc(2027, 1, 5, 18, 30), utc(2027, 1, 5, 20, 30)),
    )
    private = next(one for one in diary.entries if one.uid == "family@google.com")
    assert (private.title, private.is_private) == ("Familie Öz", True)
    assert [(one.what, one.reason) for one in diary.unread] == [
        ("Bar open", "In de agenda staat dat deze tijd vrij blijft.")
    ]
    assert diary.over == 1


def test_an_outlook_calendar_with_a_zone_of_its_own_is_on_our_clock():
    diary = read(OUTLOOK)
    entry = diary.entries[0]
    assert (entry.title, entry.room) == ("Bestuur VvE", "Keuken")
    assert entry.periods == ((utc(2027, 1, 6, 18), utc(2027, 1, 6, 20)),)
    endless = diary.entries[1]
    assert (endless.rule, len(endless.periods)) == ("FREQ=WEEKLY;BYDAY=MO", 52)
    # Summer and winter alike at half past nine on our wall.
    assert {one[0].hour for one in endless.periods} == {7, 8}


def test_what_was_this_morning_is_over_and_a_long_series_is_told():
    lines = [
        event("a", "Ontbijt", "20261121T080000", "20261121T100000"),
        event("b", "Dagelijks", "20261121T080000", "20261121T100000", "RRULE:FREQ=DAILY"),
        event("c", "Vaker", "20261201T080000", "20261201T100000", "RRULE:FREQ=DAILY", f"RDATE:{MORE}"),
    ]
    diary = read(calendar_file(*lines))
    assert [(one.title, one.periods[0][0]) for one in diary.entries] == [("Dagelijks", utc(2026, 11, 22, 7))]
    assert [(one.what, one.reason) for one in diary.unread] == [
        ("Vaker", "Dit komt te vaak terug. Noteer het zelf.")
    ]
    assert diary.over == 1


@given(st.binary(max_size=300))
def test_no_bytes_whatsoever_break_the_reader(content):
    with suppress(FileRefused):
        diary = read(content)
        assert Diary.from_json(diary.as_json()) == diary


CELL = st.one_of(
    st.text(max_size=20), st.sampled_from(["6-1-2027", "0-0-0000", "99-99-99", "24:00", "19u30", "19.30", "=1+1", "\u202ex", "’s"])
)  # fmt: skip


@given(st.lists(st.lists(CELL, min_size=1, max_size=9), min_size=1, max_size=6), st.sampled_from(";,\t"))
def test_no_cells_whatsoever_break_the_reader(rows, separator):
    text = "\n".join(
        [f"dag{separator}van{separator}tot{separator}ruimte{separator}wie", *map(separator.join, rows)]
    )
    with suppress(FileRefused):
        diary = read_diary(text.encode("utf-8", "replace"), now=NOW)
        assert Diary.from_json(diary.as_json()) == diary
        assert all(one.reason for one in diary.unread)
