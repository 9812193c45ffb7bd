"""Numbers, euros, dates and links the way people type them."""

import pytest

from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.typed_values import NotReadable, typed_number
from tests.core.method.keeping import keep, refused


def source(**more: object) -> dict[str, object]:
    return {"kind": "evidence.cbs", "title": "Cijfers", "says": "Veel", "direction": "neutral", **more}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("4,5", "4.5"),
        ("4.5", "4.5"),
        (4.5, "4.5"),
        (4, "4"),
        ("40", "40"),
        ("1.250", "1250"),
        ("1.250,5", "1250.5"),
        ("1,250.5", "1250.5"),
        ("1 250", "1250"),
        ("4,50", "4.5"),
        ("0", "0"),
        ("100.0", "100"),
        ("4 uur", "4"),
        ("4,5 uren", "4.5"),
        ("4 hours", "4"),
    ],
)
def test_number_with_decimals_is_read_either_way(knowledge: Knowledge, typed: object, kept: str) -> None:
    party = {"name": "Buren", "kind": "residents", "hours": typed}
    assert keep(knowledge, "partners.parties", party, item="p1")["hours"] == kept


WHOLE = [
    ("450", 450),
    (450, 450),
    ("1.200", 1200),
    (" 12 ", 12),
    (0, 0),
]


@pytest.mark.parametrize(("typed", "kept"), WHOLE)
def test_whole_number_is_a_number(knowledge: Knowledge, typed: object, kept: int) -> None:
    assert (
        keep(knowledge, "location.candidates", {"name": "Kerk", "metres": typed}, item="l1")["metres"] == kept
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("60 %", 60),
        ("60%", 60),
        ("60 procent", 60),
        ("60 percent", 60),
        ("90 m²", 90),
        ("90 m2", 90),
        ("90m2", 90),
        ("1.200 M²", 1200),
        ("100 m", 100),
        ("100 meter", 100),
        ("100 metres", 100),
        ("180\N{NO-BREAK SPACE}cm", 180),
        ("48 weken", 48),
        ("10 jaar", 10),
        ("10 years", 10),
    ],
)
def test_number_is_read_with_its_unit_behind_it(typed: str, kept: int) -> None:
    assert typed_number(typed, decimals=0) == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("-3", "A number below zero cannot stand here."),
        (-3, "A number below zero cannot stand here."),
        ("veel", "We do not know “veel” as a number. Write figures only, for example 12."),
        ("١٢", "We do not know “١٢” as a number. Write figures only, for example 12."),
        ("9" * 5000, f"We do not know “{'9' * 60}…” as a number. Write figures only, for example 12."),
        ("9" * 12, "This number is too large. It can be 999,999,999 at most."),
        ("4,5", "Round it to a whole number."),
        ("-60 %", "A number below zero cannot stand here."),
        ("12 stoelen", "We do not know “12 stoelen” as a number. Write figures only, for example 12."),
        ("%", "We do not know “%” as a number. Write figures only, for example 12."),
        ("12 m 3 cm", "We do not know “12 m 3 cm” as a number. Write figures only, for example 12."),
        ("60 % %", "We do not know “60 % %” as a number. Write figures only, for example 12."),
        (True, "We do not know “True” as a number. Write figures only, for example 12."),
        (["3"], "We do not know “['3']” as a number. Write figures only, for example 12."),
        (float("nan"), "We do not know “nan” as a number. Write figures only, for example 12."),
        (1e30, "We do not know “1e+30” as a number. Write figures only, for example 12."),
    ],
)
def test_number_that_is_none_is_refused(knowledge: Knowledge, typed: object, said: str) -> None:
    value = {"name": "Kerk", "metres": typed}
    assert refused(knowledge, "location.candidates", value, item="l1") == {"metres": said}


@pytest.mark.parametrize(("typed", "unit"), [("2 m", "cm"), ("2 weken", "uur per week"), ("60 %", "m²")])
def test_number_in_another_unit_is_to_be_converted(typed: str, unit: str) -> None:
    with pytest.raises(NotReadable) as refusal:
        typed_number(typed, decimals=0, unit=Text(nl=unit, en=unit))
    assert refusal.value.text.en == f"This number must be in {unit}. Convert “{typed}” first."


@pytest.mark.parametrize(
    ("typed", "unit"), [("2 CM", "cm"), ("2 uur", "uur per week"), ("2 weken", "per jaar")]
)
def test_number_in_its_own_unit_is_kept(typed: str, unit: str) -> None:
    assert typed_number(typed, decimals=0, unit=Text(nl=unit, en=unit)) == 2


def test_number_too_large_for_its_field_says_so_with_its_unit_behind_it(knowledge: Knowledge) -> None:
    assert refused(knowledge, "money.assumptions", {"index": "140 %"}) == {"index": "This can be 25 at most."}


@pytest.mark.parametrize("typed", ["4,25", "0.125", "0,125"])
def test_number_with_too_many_decimals_is_refused(knowledge: Knowledge, typed: str) -> None:
    party = {"name": "Buren", "kind": "residents", "hours": typed}
    problems = refused(knowledge, "partners.parties", party, item="p1")
    assert problems == {"hours": "Round it: at most 1 digits after the decimal sign."}


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("12,50", 1250),
        ("1.250", 125_000),
        ("€ 6.000", 600_000),
        (1250, 1250),
        ("0", 0),
        (0, 0),
        ("10.000.000,50", 1_000_000_050),
        ("€ 1.000.000.000", 10**11),
        ("1,000,000,000", 10**11),
    ],
)
def test_euros_become_cents(knowledge: Knowledge, typed: object, cents: int) -> None:
    party = {"name": "Buren", "kind": "residents", "euros": typed}
    assert keep(knowledge, "partners.parties", party, item="p1")["euros"] == cents


@pytest.mark.parametrize(
    "typed", [True, 12.5, "veel", "-", "- veel", "1.25.0", "10000000000,505", "9" * 5000, ["3"]]
)
def test_euros_that_are_no_amount_are_refused(knowledge: Knowledge, typed: object) -> None:
    party = {"name": "Buren", "kind": "residents", "euros": typed}
    said = refused(knowledge, "partners.parties", party, item="p1")
    assert said["euros"].endswith("as an amount. Write for example 1250 or 12.50.")


@pytest.mark.parametrize("typed", ["-5", "− 5", "€ -5", "-€ 5", -5])
def test_euros_below_zero_are_called_that(knowledge: Knowledge, typed: object) -> None:
    party = {"name": "Buren", "kind": "residents", "euros": typed}
    said = refused(knowledge, "partners.parties", party, item="p1")
    assert said == {"euros": "An amount below zero cannot stand here."}


@pytest.mark.parametrize(
    "typed", [10**12, "1.000.000.000,01", "1000000000000", "€ 1.000.000.000.000", "9" * 60]
)
def test_euros_too_large_are_told_how_many_fit(knowledge: Knowledge, typed: object) -> None:
    party = {"name": "Buren", "kind": "residents", "euros": typed}
    said = refused(knowledge, "partners.parties", party, item="p1")
    assert said == {"euros": "This amount is too large. It can be €1,000,000,000 at most."}


@pytest.mark.parametrize(
    "typed",
    [
        "2026-10-14",
        "14-10-2026",
        "14/10/2026",
        "14.10.26",
        " 14 10 2026 ",
        "14 oktober 2026",
        "Woensdag 14 okt. 2026",
        "14 October 2026",
    ],
)
def test_date_is_read_the_dutch_way_and_the_plain(knowledge: Knowledge, typed: str) -> None:
    kept = keep(knowledge, "needs.conversations", {"form": "door", "date": typed}, item="t1")
    assert kept["date"] == "2026-10-14"


@pytest.mark.parametrize(
    "typed",
    [
        "31-02-2026",
        "14-13-2026",
        "morgen",
        "14 foo 2026",
        "x" * 90,
        20261014,
        ["x"],
    ],
)
def test_date_that_is_none_is_refused(knowledge: Knowledge, typed: object) -> None:
    said = refused(knowledge, "needs.conversations", {"form": "door", "date": typed}, item="t1")
    assert said["date"].endswith("as a date. Write the day like this: 14-10-2026.")


@pytest.mark.parametrize("typed", ["01-01-1025", "31-12-1899", "1-1-2200", "01-01-9025"])
def test_date_far_away_is_told_which_years_can_be(knowledge: Knowledge, typed: str) -> None:
    said = refused(knowledge, "needs.conversations", {"form": "door", "date": typed}, item="t1")
    assert said == {"date": "Choose a day in the years 1900 to 2199."}


@pytest.mark.parametrize(("typed", "kept"), [("1-1-1900", "1900-01-01"), ("31-12-2199", "2199-12-31")])
def test_first_and_last_day_that_can_be_are_kept(knowledge: Knowledge, typed: str, kept: str) -> None:
    value = {"form": "door", "date": typed}
    assert keep(knowledge, "needs.conversations", value, item="t1")["date"] == kept


def test_every_month_has_its_name(knowledge: Knowledge) -> None:
    names = "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905 - reads better
    for number, name in enumerate(names, 1):
        kept = keep(knowledge, "needs.conversations", {"form": "door", "date": f"3 {name} 2026"}, item="t1")
        assert kept["date"] == f"2026-{number:02}-03"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://cbs.nl/buurt?id=1", "https://cbs.nl/buurt?id=1"),
        ("www.cbs.nl", "https://www.cbs.nl"),
        (" http://bücher.example ", "http://bücher.example"),
    ],
)
def test_link_is_an_address(knowledge: Knowledge, typed: str, kept: str) -> None:
    assert keep(knowledge, "needs.evidence", source(link=typed), item="e1") == source(link=kept)


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "cbs",
        "https://",
        "http://[",
        "https://a b.nl",
        "ftp://a.nl",
        "data:text/html,x",
    ],
)
def test_link_that_is_none_is_refused(knowledge: Knowledge, typed: str) -> None:
    said = refused(knowledge, "needs.evidence", source(link=typed), item="e1")
    assert said["link"].endswith("is no web address. An address begins with https://.")
