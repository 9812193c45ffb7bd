"""Dutch public holidays: dates that agree with "PH", names in two languages."""

from datetime import date

from schuifaan.core.timeline.dutch_holidays import HolidayName, holiday_on, public_holidays


def test_public_holidays_of_2026():
    assert {day.isoformat(): name.nl for day, name in public_holidays(2026).items()} == {
        "2026-01-01": "Nieuwjaarsdag",
        "2026-04-05": "Eerste paasdag",
        "2026-04-06": "Tweede paasdag",
        "2026-04-27": "Koningsdag",
        "2026-05-14": "Hemelvaartsdag",
        "2026-05-24": "Eerste pinksterdag",
        "2026-05-25": "Tweede pinksterdag",
        "2026-12-25": "Eerste kerstdag",
        "2026-12-26": "Tweede kerstdag",
    }


def test_public_holidays_have_a_key_and_two_names():
    assert public_holidays(2026)[date(2026, 4, 27)] == HolidayName("kings_day", "Koningsdag", "King's Day")


def test_kings_day_moves_off_a_sunday():
    assert [day for day, name in public_holidays(2025).items() if name.key == "kings_day"] == [
        date(2025, 4, 26)
    ]


def test_every_public_holiday_has_its_own_name():
    assert {
        name.key
        for year in range(2020, 2060)
        for name in public_holidays(year).values()
        if "public" in name.key
    } == set()


def test_holiday_on_an_ordinary_day_is_none():
    assert holiday_on(date(2026, 4, 28)) is None
