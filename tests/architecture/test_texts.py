"""Both languages are whole: the catalogues agree, English pages are English, Dutch reads easily."""

import re
from collections import defaultdict
from html import unescape
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.test import Client
from django.utils import translation

from schuifaan.apps.places.models import Place
from tests.factories import make_neighbourhood

pytestmark = pytest.mark.once

SOURCE = Path(__file__).resolve().parents[2] / "src/schuifaan"
CATALOGUES = {po.parents[3].name: po for po in sorted(SOURCE.rglob("en/LC_MESSAGES/django.po"))}
HEADERS = {
    "Project-Id-Version": "Schuif aan 0.1",
    "Language": "en",
    "Language-Team": "English",
    "Last-Translator": "Schuif aan",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
# Words a Dutch page cannot do without and an English one has no use for.
DUTCH = frozenset({
    "alle", "bekijk", "bij", "buurt", "deze", "dicht", "een", "het", "je", "jouw", "kaart", "met", "naar", "niet", "nog",
    "plek", "plekken", "uur", "van", "vandaag", "voor", "zoek", "zonder",
})  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|%[a-z]")
PUBLIC_TEMPLATES = (
    *sorted(SOURCE.glob("apps/places/templates/places/directory/*.html")),
    *(SOURCE / "ui/templates/ui" / name for name in ("accessibility.html", "base.html")),
)
AVERAGE_WORDS, MOST_WORDS, MOST_LETTERS = 15, 20, 25


def messages_of(name: str) -> list[Message]:
    with CATALOGUES[name].open("rb") as source:
        return [message for message in read_po(source, locale="en") if message.id]


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """The text, or its singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def test_every_part_with_texts_has_a_catalogue() -> None:
    assert sorted(CATALOGUES) == [
        "agenda", "api", "demo", "dossiers", "geography", "outlets", "people", "places", "rooms", "ui", "voice",
    ]  # fmt: skip


@pytest.mark.parametrize("name", CATALOGUES)
def test_catalogue_header_is_complete(name: str) -> None:
    lines = CATALOGUES[name].read_text().split("\n\n")[0].splitlines()
    found = dict(line.strip('"').removesuffix("\\n").split(": ", 1) for line in lines if line.startswith('"'))
    assert {key: found.get(key) for key in HEADERS} == HEADERS
    assert "#, fuzzy" not in lines


@pytest.mark.parametrize("name", CATALOGUES)
def test_english_keeps_the_placeholders_and_the_space_around_a_text(name: str) -> None:
    unlike = []
    for message in messages_of(name):
        dutch, english = forms(message.id), forms(message.string)
        names = {found for text in dutch for found in PLACEHOLDER.findall(text) if found != "%%"}
        kept = {found for text in english for found in PLACEHOLDER.findall(text) if found != "%%"}
        edges = [(text != text.lstrip(), text != text.rstrip()) for text in (dutch[0], english[0])]
        if names != kept or edges[0] != edges[1]:
            unlike.append(dutch[0])
    assert unlike == []


def test_a_text_is_said_the_same_way_everywhere() -> None:
    """Django reads all catalogues as one: of two different translations a reader sees only the last."""
    said: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for name in CATALOGUES:
        for message in messages_of(name):
            said[message.context, forms(message.id)[0]].add(forms(message.string)[0])
    assert {text: sorted(ways) for text, ways in said.items() if len(ways) > 1} == {}


def test_dutch_stays_as_it_was_written() -> None:
    """Django's own Dutch must not take a text of ours for one of its English texts."""
    texts = {forms(message.id)[0] for name in CATALOGUES for message in messages_of(name)}
    with translation.override("nl"):
        taken = {text for text in texts if translation.gettext(text) != text}
    assert taken == set()


def words_on(page: str) -> list[str]:
    """The words a visitor sees; addresses of pages and what is said to be in Dutch do not count."""
    page = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    page = re.sub(r"<(\w+)[^>]*\blang=\"nl\"[^>]*>.*?</\1>", " ", page, flags=re.DOTALL)
    labels = " ".join(re.findall(r"\b(?:aria-label|alt|title|placeholder|data-label)=\"([^\"]*)\"", page))
    seen = unescape(re.sub(r"<[^>]+>", " ", page) + " " + labels)
    return re.findall(r"[^\W\d_]+", re.sub(r"\S*/\S*", " ", seen).lower())


PAGES = [
    "/",
    "/plekken/",
    "/plekken/?open=nu&taal=tr",
    "/kaart/",
    "/gemeente/GM0935/",
    "/buurt/BU09350000/",
    "/plek/t-atrium/",
    "/plek/t-atrium/team/",
    "/privacy/",
    "/toegankelijkheid/",
]


def busy_place(place: Place) -> None:
    """Something in every part of the page."""
    place.neighbourhood = make_neighbourhood(name="Centre")
    place.municipality = place.neighbourhood.municipality
    place.lat, place.lon = 50.85, 5.69
    place.opening_hours = "Mo-Fr 09:00-17:00"
    place.free_coffee = place.own_drinks = place.has_kitchen = place.rooms_to_rent = place.quiet_day_open = (
        True
    )
    place.languages, place.focus = ["nl", "tr"], ["women"]
    place.name = "Atrium"
    place.organisation = None
    place.save()
    place.texts.create(language="en", summary="One long table.", character="Pull up a chair.")


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_page_in_english_has_no_dutch_words(place: Place, path: str) -> None:
    busy_place(place)
    response = Client(headers={"accept-language": "en"}).get(path)
    assert response.status_code == 200
    assert sorted(DUTCH.intersection(words_on(response.content.decode()))) == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/plek/t-atrium/"])
def test_the_same_words_are_on_the_page_in_dutch(place: Place, path: str) -> None:
    """Or the test above would find nothing in any page."""
    busy_place(place)
    words = words_on(
        Client(headers={"accept-language": "nl"}).get(path).content.decode().replace('lang="nl"', "")
    )
    assert len(DUTCH.intersection(words)) > 5


def public_texts() -> list[str]:
    """What residents read: texts of four words and more that stand in the templates of the public pages."""
    written = "\n".join(template.read_text() for template in PUBLIC_TEMPLATES)
    texts = [form for name in ("places", "ui") for message in messages_of(name) for form in forms(message.id)]
    return [
        text
        for text in texts
        if len(text.split()) > 3 and re.sub(r"%\((\w+)\)s", r"{{ \1 }}", text) in written
    ]


def test_dutch_of_public_pages_has_short_sentences() -> None:
    texts = public_texts()
    sentences = [part.split() for text in texts for part in re.split(r"(?<=[.!?:])\s+", text)]
    assert len(texts) >= 20
    assert sum(map(len, sentences)) / len(sentences) <= AVERAGE_WORDS
    assert [" ".join(words) for words in sentences if len(words) > MOST_WORDS] == []


def test_dutch_of_public_pages_has_no_very_long_words() -> None:
    plain = re.compile(rf"[^\W\d_]{{{MOST_LETTERS + 1},}}")
    assert [text for text in public_texts() if plain.search(text)] == []
