"""Ready texts for papers, magazines and other sites."""

import io
from datetime import date
from html.parser import HTMLParser

import pytest
from docx import Document

from schuifaan.apps.agenda.enums import ActivityKind, OccurrenceState
from schuifaan.apps.outlets.forms import asked_of
from schuifaan.apps.outlets.text_block import Asked
from tests.factories import TODAY, make_neighbourhood, make_place
from tests.factories.agenda import make_activity, make_occurrence

pytestmark = pytest.mark.django_db

CODE = "BU09350000"
DAYS = "van=2026-11-23&tot=2026-11-29"
VOID = {"br", "hr", "img", "input", "link", "meta"}


@pytest.fixture
def programme(db):
    area = make_neighbourhood()
    place = make_place(
        neighbourhood=area,
        municipality=area.municipality,
        street="Markt",
        house_number="1",
        city="Maastricht",
    )
    coffee = make_activity(
        place,
        title="Koffie",
        slug="koffie",
        kind=ActivityKind.DROP_IN,
        description="Er is taart. En nog veel meer.",
    )
    make_occurrence(coffee)
    soup = make_occurrence(
        make_activity(
            place, title="Soep <& brood> 🥣", slug="soep", kind=ActivityKind.MEAL, cost_cents=350, sign_up=True,
            sign_up_phone="043 123 45 67",
        ),
        first_on=date(2026, 11, 24),
    )  # fmt: skip
    quiz = make_occurrence(
        make_activity(place, title="Quiz", slug="quiz", kind=ActivityKind.GAMES), first_on=date(2026, 11, 24)
    )
    type(quiz).objects.filter(pk=quiz.pk).update(state=OccurrenceState.CANCELLED, note="Te weinig vragen")
    del soup
    return place


def words(client, query="", where=f"buurt/{CODE}") -> str:
    answer = client.get(f"/{where}/tekstblok.txt?{DAYS}{query}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return answer.content.decode()


def test_the_short_text_has_a_line_for_each_activity(client, programme):
    assert words(client) == (
        "Te doen in Binnenstad\n"
        "Maandag 23 november tot en met zondag 29 november\n"
        "\n"
        "Maandag 23 november\n"
        "10.00–12.00 uur: Koffie. ’t Atrium, Markt 1. Gratis. Loop zo binnen.\n"
        "\n"
        "Dinsdag 24 november\n"
        "10.00–12.00 uur: Soep <& brood> 🥣. ’t Atrium, Markt 1. € 3,50 per keer."
        " Aanmelden: bel 043 123 45 67.\n"
        "10.00–12.00 uur: Quiz. ’t Atrium, Markt 1. Gaat niet door. Te weinig vragen.\n"
        "\n"
        "Alles wat er te doen is, ook later: 127.0.0.1:8000/buurt/BU09350000/agenda\n"
    )


def test_the_long_text_also_says_what_it_is(client, programme):
    assert "Loop zo binnen.\nEr is taart.\n" in words(client, "&lengte=lang")


def test_addresses_can_be_left_out(client, programme):
    assert "Markt" not in words(client, "&adressen=zonder")


def test_an_empty_fortnight_says_so(client, programme):
    said = client.get(f"/buurt/{CODE}/tekstblok.txt?van=2027-03-01").content.decode()
    assert "In deze dagen staat er niets op het programma." in said


@pytest.mark.parametrize("where", [f"buurt/{CODE}", "wijk/WK093500", "plek/t-atrium"])
def test_neighbourhood_district_and_place_each_have_their_text(client, programme, where):
    assert "Koffie." in words(client, where=where)
    for end in ("tekstblok/", "tekstblok.docx", "tekstblok.html"):
        assert client.get(f"/{where}/{end}?{DAYS}").status_code == 200


@pytest.mark.parametrize("where", ["buurt/BU99999999", "buurt/WK093500", "wijk/BU09350000", "plek/nergens"])
def test_what_is_not_there_has_no_text(client, programme, where):
    assert client.get(f"/{where}/tekstblok/").status_code == 404
    assert client.get(f"/{where}/tekstblok.docx").status_code == 404


def test_the_word_file_has_real_headings_and_lists(client, programme):
    answer = client.get(f"/buurt/{CODE}/tekstblok.docx?{DAYS}&lengte=lang")
    assert answer["Content-Disposition"] == 'attachment; filename="programma-bu09350000.docx"'
    document = Document(io.BytesIO(answer.content))
    found = [(one.style.name, one.text.split("\n")[0][:22]) for one in document.paragraphs]
    assert found[0] == ("Title", "Te doen in Binnenstad")
    assert ("Heading 1", "Maandag 23 november") in found
    assert ("List Bullet", "10.00–12.00 uur: Koffi") in found
    assert document.core_properties.language == "nl-NL"


class Nesting(HTMLParser):
    """Every element is closed by its own end."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_piece_of_html_is_whole_and_bare(client, programme):
    answer = client.get(f"/buurt/{CODE}/tekstblok.html?{DAYS}&lengte=lang")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    html = answer.content.decode()
    parser = Nesting()
    parser.feed(html)
    assert parser.open == []
    assert {tag for tag, _attributes in parser.seen} <= {
        "section", "h2", "h3", "p", "ul", "li", "a", "s", "strong", "span", "br",
    }  # fmt: skip
    assert {name for _tag, found in parser.seen for name in found} <= {"href", "lang", "dir"}
    hrefs = [found["href"] or "" for tag, found in parser.seen if tag == "a"]
    assert [href for href in hrefs if not href.startswith("http://127.0.0.1:8000/")] == []
    assert "Soep &lt;&amp; brood&gt; 🥣" in html
    assert "<s>Quiz</s>" in html


def test_the_page_offers_copy_files_html_and_feed(client, programme):
    page = client.get(f"/buurt/{CODE}/tekstblok/?{DAYS}").content.decode()
    assert "10.00–12.00 uur: Soep &lt;&amp; brood&gt; 🥣." in page
    for end in (
        f"/buurt/{CODE}/tekstblok.docx?van=2026-11-23&amp;tot=2026-11-29&amp;lengte=kort&amp;adressen=met",
        f"/buurt/{CODE}/tekstblok.html",
        f"/buurt/{CODE}/agenda.atom",
    ):
        assert end in page


def test_a_change_is_in_the_text_on_the_next_request(client, programme):
    path = f"/buurt/{CODE}/tekstblok/?{DAYS}"
    assert "Koffie" in client.get(path).content.decode()
    activity = programme.activities.get(slug="koffie")
    activity.title = "Thee"
    activity.save()
    assert "Thee" in client.get(path).content.decode()


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ({}, TODAY, date(2026, 12, 4)),
        ({"van": "2026-12-01"}, date(2026, 12, 1), date(2026, 12, 14)),
        ({"van": "2026-12-01", "tot": "2026-12-01"}, date(2026, 12, 1), date(2026, 12, 1)),
        ({"van": "2026-12-01", "tot": "2026-11-01"}, date(2026, 12, 1), date(2026, 12, 14)),
        ({"van": "2026-12-01", "tot": "2029-11-01"}, date(2026, 12, 1), date(2027, 1, 31)),
        ({"van": "onzin", "tot": "31-02-2026"}, TODAY, date(2026, 12, 4)),
        ({"van": "9999-12-31"}, TODAY, date(2026, 12, 4)),
        ({"van": "0001-01-01", "tot": "\u202e😀"}, TODAY, date(2026, 12, 4)),
    ],
)
def test_wrong_days_in_an_address_become_the_next_fortnight(query, first, last):
    assert asked_of(query, today=TODAY) == Asked(first, last)


def test_length_and_addresses_come_from_the_address():
    asked = asked_of({"lengte": "lang", "adressen": "zonder"}, today=TODAY)
    assert (asked.is_long, asked.with_addresses) == (True, False)
