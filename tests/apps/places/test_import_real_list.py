"""The real list of some eight hundred Dutch places: in, refused when broken, mended, out, and in again."""

import csv
import io
from pathlib import Path

import pytest

from schuifaan.apps.places.actions.imports import ImportRefused, import_list
from schuifaan.apps.places.importing.columns import Doubles, ListReading, guess_columns
from schuifaan.apps.places.models import Place
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

ROWS = 822
DOUBLES = 3


@pytest.fixture
def real_list(shared_data: Path) -> bytes:
    return (shared_data / "places" / "nl_places_combined.csv").read_bytes()


def reading_of(content: bytes, **options) -> ListReading:
    header = content.split(b"\r\n", 1)[0].decode().split(",")
    return ListReading(guess_columns(header), **options)


def take_over(content: bytes, **options):
    return import_list(
        content=content,
        filename="plekken.csv",
        source="nederland",
        reading=reading_of(content, **options),
        by=None,
        now=NOW,
    )


def broken_rows() -> list[tuple[bytes, str, str]]:
    """Twenty rows that each break one thing: the row, its column and the start of the reason."""
    return [
        (row, column, reason)
        for row, column, reason in (
            (b"x,Plek 01,k,False,Straat 1,1234 AB,Stad,noord,5.7,,", "lat", "“noord” is geen coördinaat."),
            (
                b"x,Plek 02,k,False,Straat 2,1234 AB,Stad,5.69,50.85,,",
                "lat",
                "Breedtegraad en lengtegraad zijn verwisseld.",
            ),
            (b"x,Plek 03,k,False,Straat 3,1234 AB,Stad,52.1,,,", "lon", "Hier staat wel een breedtegraad"),
            (b"x,Plek 04,k,False,Straat 4,1234 AB,Stad,,5.1,,", "lat", "Hier staat wel een lengtegraad"),
            (b"x,Plek 05,k,False,Straat 5,1234 AB,Stad,0,0,,", "lat", "Dit punt ligt buiten Europa"),
            (b"x,Plek 06,k,False,Straat 6,1234 AB,Stad,318000,176000,,", "lat", "Dit lijken meters (RD"),
            (b"x,Plek 07,k,False,Straat 7,1234 AB,Stad,,,,,meer", "", "Deze rij heeft meer cellen"),
            (
                b"x,Caf\xe9 08,k,False,Straat 8,1234 AB,Stad,,,,",
                "name",
                "Hier staan tekens die geen UTF-8 zijn.",
            ),
            (
                b"x,Plek 09,k,False,Stra\xdfe 9,1234 AB,Stad,,,,",
                "address",
                "Hier staan tekens die geen UTF-8 zijn.",
            ),
            (
                b"x,AH Osdorpplein XL,k,False,Osdorpplein,,Amsterdam,52.35925,4.803017,,",
                "name",
                "Deze plek staat ook op rij 2.",
            ),
            (
                b"x,ah osdorpplein x.l.,k,False,Elders 1,,Amsterdam,52.3594,4.8031,,",
                "name",
                "Deze plek staat ook op rij 2.",
            ),
            (
                b"x," + b"a" * 5 * 2**20 + b",k,False,Straat 12,1234 AB,Stad,,,,",
                "name",
                "Deze cel is te lang: 5242880 tekens.",
            ),
            (
                b"x,Plek 13,k,False,Straat 13,1234 AB,Stad,,," + b"b" * 10_001 + b",",
                "extra",
                "Deze cel is te lang: 10001 tekens.",
            ),
            (
                b'x,"=HYPERLINK(""https://example.org"")",k,False,Straat 14,1234 AB,Stad,,,,',
                "name",
                "Deze tekst begint als een formule.",
            ),
            (
                b"x,Plek 15,k,False,=cmd|' /C calc'!A0,1234 AB,Stad,,,,",
                "address",
                "Deze tekst begint als een formule.",
            ),
            (b"x,@SUM(1+1),k,False,Straat 16,1234 AB,Stad,,,,", "name", "Deze tekst begint als een formule."),
            (
                b"x,-2+3+cmd|calc,k,False,Straat 17,1234 AB,Stad,,,,",
                "name",
                "Deze tekst begint als een formule.",
            ),
            (b"x,,k,False,,1234 AB,Stad,,,,", "name", "Deze plek heeft geen naam."),
            (b"x,Plek 19,k,False,Straat 19,postcode?,Stad,,,,", "postcode", "“postcode?” is geen postcode."),
            (
                b"x," + b"n" * 201 + b",k,False,Straat 20,1234 AB,Stad,,,,",
                "name",
                "Dit is te lang: 201 tekens.",
            ),
        )
    ]


def test_the_real_list_is_taken_over(real_list):
    report = take_over(real_list, doubles=Doubles.FIRST)
    assert (len(report.new), len(report.skipped), report.refused) == (ROWS - DOUBLES, DOUBLES, [])
    assert Place.objects.published().count() == ROWS - DOUBLES
    valk = Place.objects.get(name="Buurtcentrum De Valk")
    assert (valk.street, valk.house_number, valk.postcode, valk.city) == (
        "IJplein",
        "3",
        "1021 LA",
        "Amsterdam",
    )
    assert valk.place_type == ""


def test_doubles_are_refused_unless_somebody_says_keep_the_first(real_list):
    with pytest.raises(ImportRefused) as refusal:
        take_over(real_list)
    assert len(refusal.value.refused) == DOUBLES
    assert Place.objects.count() == 0


def test_a_broken_list_is_refused_whole_and_taken_over_once_mended(real_list):
    broken = broken_rows()
    with pytest.raises(ImportRefused) as refusal:
        # The first kept double would hide the two broken rows that repeat a row.
        take_over(without_doubles(real_list) + b"\r\n".join(row for row, _, _ in broken))
    expected = [(column, reason) for _, column, reason in broken]
    assert [
        (found.column, found.reason[: len(reason)])
        for found, (_, reason) in zip(refusal.value.refused, expected, strict=True)
    ] == expected
    assert Place.objects.count() == 0

    report = take_over(without_doubles(real_list))
    assert (len(report.new), report.refused) == (ROWS - DOUBLES, [])


@pytest.mark.parametrize("path", ["/plekken.csv", "/plekken.geojson"])
def test_what_went_out_comes_back_equal(real_list, client, path):
    take_over(real_list, doubles=Doubles.FIRST)
    before = rows_of_database()
    content = b"".join(client.get(path).streaming_content)

    again = bring_back(content)
    assert (again.same, len(again.new), len(again.changed), again.refused) == (ROWS - DOUBLES, 0, 0, [])
    assert rows_of_database() == before

    Place.objects.all().delete()
    assert len(bring_back(content).new) == ROWS - DOUBLES
    assert rows_of_database() == before


def bring_back(content: bytes):
    return import_list(content=content, filename="plekken", source="terug", reading=None, by=None, now=NOW)


def rows_of_database() -> list[dict]:
    """Every field but the number; the moments are equal because the test's clock stands still."""
    return [
        {key: value for key, value in row.items() if key != "id"}
        for row in Place.objects.order_by("slug").values()
    ]


def without_doubles(content: bytes) -> bytes:
    """The list as its keeper would mend it: each place once."""
    with pytest.raises(ImportRefused) as refusal:
        take_over(content)
    doubles = {found.row for found in refusal.value.refused}
    rows = list(csv.reader(io.StringIO(content.decode())))
    out = io.StringIO(newline="")
    csv.writer(out).writerows(row for number, row in enumerate(rows, start=1) if number not in doubles)
    return out.getvalue().encode()
