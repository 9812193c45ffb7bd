"""A table of points read in: looked at first, all of it or nothing, and nothing lost."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from schuifaan.apps.places.importing.table import FileRefused
from schuifaan.apps.voice.importing.points import guess, read_file, rows_of
from schuifaan.apps.voice.models import Landing, Point
from tests.factories.voice import make_round, make_version

pytestmark = pytest.mark.django_db
NINE = Path(__file__).with_name("points_nine_rows.csv").read_bytes()


def read(text):
    sheet = read_file(text.encode() if isinstance(text, str) else text)
    return rows_of(sheet, guess(sheet))


def workbook(*rows):
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_nine_rows_are_read_whole():
    rows = read(NINE)
    assert [row.problems for row in rows] == [()] * 9
    assert rows[7].outcome == "running"
    assert rows[0].said_on == date(2025, 9, 10)
    assert {row.where for row in rows} >= {"aanpak", "hoofdstuk 5", ""}


def test_workbook_with_english_names_below_a_title_is_read():
    made = workbook(
        ["Feedback on our plan"], [], ["Topic", "Source group", "Date", "Feedback", "Response", "Status", "Where"],
        ["Longer hours", "residents", date(2026, 3, 1), "Open longer.\nEvenings too.", "We will.", "adopted", "page 2"],
    )  # fmt: skip
    (row,) = read(made)
    assert (row.topic, row.text, row.outcome) == ("Longer hours", "Open longer.\nEvenings too.", "adopted")
    assert (row.said_on, row.where, row.number) == (date(2026, 3, 1), "page 2", 4)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (";Wat is gezegd;;", "Er staat geen onderwerp."),
        ("Koffie;;;", "Er staat niet wat er gezegd is."),
        ("Koffie;Te duur;;overgenomen", "Er staat wat ermee gebeurt, maar geen antwoord."),
        ("Koffie;Te duur;Klopt;", "Er staat een antwoord, maar niet wat ermee gebeurt."),
        (f"Koffie;{'x' * 3001};;", "“Wat er gezegd is” is langer dan 3000 tekens."),
    ],
)
def test_row_that_cannot_be_a_point_says_why(row, problem):
    (found,) = read(f"onderwerp;feedback;antwoord;status\n{row}\n;\n")
    assert found.problems == (problem,)


def test_unknown_status_and_day_are_named():
    (row,) = read("onderwerp;feedback;datum;status\nKoffie;Te duur;binnenkort;misschien\n")
    assert row.problems[0] == "“binnenkort” is geen dag. Schrijf een dag zo: 30-10-2025."
    assert row.problems[1].startswith("“misschien” kennen we niet. Kies uit: overgenomen, deels overgenomen")


@pytest.mark.parametrize(
    "content",
    [b"", b"   ", b"%PDF-1.7", b"PK\x03\x04 no zip", b"\x89PNG", b"\xd0\xcf\x11\xe0", b"alleen een zin", b"a;b\n",
     b"x\0y;z\n1;2", ("a;b\n" + "1;2\n" * 301).encode(), b"a;b\n" + b"x" * 1024 * 1024],
)  # fmt: skip
def test_file_that_is_no_table_is_refused(content):
    with pytest.raises(FileRefused):
        read_file(content)


# -- The pages --------------------------------------------------------------------------------------


@pytest.fixture
def of(place):
    return make_round(place, slug="een-ronde")


@pytest.fixture
def url(of):
    return reverse("voice:import_points", args=[of.slug])


def upload(client, url, content=NINE, name="punten.csv"):
    return client.post(url, {"file": SimpleUploadedFile(name, content)})


def asked(response, **more):
    """What the page would send."""
    form = response.context["form"]
    return {field.html_name: field.value() or "" for field in form} | more


def test_nine_rows_are_looked_at_and_then_taken_over(at_work, of, url):
    make_version(of, 1)
    second = make_version(of, 2)
    looked = upload(at_work, url)
    assert "Zet 9 punten in de ronde" in looked.content.decode()
    assert not Point.objects.exists()
    done = at_work.post(url, asked(looked, **{"neem-over": "1"}))
    assert done.status_code == 302
    assert Point.objects.filter(round=of).exclude(outcome="").count() == 9
    assert set(Landing.objects.values_list("in_version", flat=True)) == {second.pk}
    assert Landing.objects.count() == 7


def test_table_with_one_wrong_row_takes_over_nothing(at_work, of, url):
    looked = upload(at_work, url, b"onderwerp;feedback\nKoffie;Te duur\n;Zonder onderwerp\n")
    page = looked.content.decode()
    assert "Rij 3" in page
    assert "Er staat geen onderwerp." in page
    # Choosing again mends no mistake in the file itself: from here one reads in the better file.
    assert f'href="{url}">Lees het bestand opnieuw in</a>' in page
    done = at_work.post(url, asked(looked, **{"neem-over": "1"}))
    assert (done.status_code, Point.objects.exists()) == (422, False)


def test_column_somebody_names_is_read_that_way(at_work, of, url):
    looked = upload(at_work, url, b"A;B\nKoffie;Te duur\n")
    said = asked(looked, column_0="topic", column_1="text")
    again = at_work.post(url, said | {"bekijk": "1"})
    assert "Zet 1 punt in de ronde" in again.content.decode()
    at_work.post(url, said | {"neem-over": "1"})
    assert Point.objects.values_list("topic", "text").get() == ("Koffie", "Te duur")


def test_name_in_a_row_is_masked_or_kept_as_somebody_says(at_work, of, url):
    looked = upload(at_work, url, b"onderwerp;feedback\nKoffie;Mevrouw Jansen zei: te duur\n")
    assert "iets persoonlijks: Mevrouw Jansen" in looked.content.decode()
    assert at_work.post(url, asked(looked, **{"neem-over": "1"})).status_code == 422
    at_work.post(url, asked(looked, names="mask", **{"neem-over": "1"}))
    at_work.post(url, asked(looked, names="keep", **{"neem-over": "1"}))
    texts = Point.objects.order_by("number").values_list("text", flat=True)
    assert list(texts) == ["[naam] zei: te duur", "Mevrouw Jansen zei: te duur"]


def test_row_that_no_longer_fits_once_masked_is_not_taken_over(at_work, of, url):
    topic = f"06-12345678 {'x' * 148}"
    looked = upload(at_work, url, f"onderwerp;feedback\n{topic};Graag\n".encode())
    refused = at_work.post(url, asked(looked, names="mask", **{"neem-over": "1"}))
    assert refused.status_code == 422
    assert "Als we dit onherkenbaar maken, past het niet meer." in refused.content.decode()
    assert not Point.objects.exists()


def test_where_in_the_text_asks_for_a_version_first(at_work, of, url):
    looked = upload(at_work, url)
    assert "Zet eerst een versie van de tekst in de ronde" in looked.content.decode()


def test_open_points_on_a_final_text_ask_for_a_new_version(at_work, of, url):
    make_version(of, final_at="2026-01-01T12:00Z")
    looked = upload(at_work, url, b"onderwerp;feedback\nKoffie;Te duur\n")
    done = at_work.post(url, asked(looked, **{"neem-over": "1"}))
    assert done.status_code == 422
    assert "Zet eerst een nieuwe versie klaar" in done.content.decode()


@pytest.mark.parametrize("sheet", ["", "onzin", "e30:1tz:x"])
def test_sheet_we_did_not_give_out_is_not_read(at_work, url, sheet):
    assert at_work.post(url, {"sheet": sheet}).status_code == 302


def test_file_that_is_not_what_it_says_stays_on_the_form(at_work, url):
    refused = upload(at_work, url, b"%PDF-1.7", "punten.xlsx")
    assert refused.status_code == 422
    assert "Dit is geen tabel." in refused.content.decode()
    assert at_work.post(url, {}).status_code == 422
