"""The pages of a round: at the desk, and for everybody."""

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from schuifaan.apps.voice.actions.answering import answer as answer_matter
from schuifaan.apps.voice.models import Answer, Landing, Letter, Meeting, Point, PointTheme, Round
from tests.apps.pages import html, words_of
from tests.factories import NOW, TODAY
from tests.factories.voice import make_matter, make_point, make_round, make_signal, make_version

pytestmark = pytest.mark.django_db
ANSWERED = {"outcome": "carrying_out", "response": "We zoeken een biljart.", "answered_at": NOW}


@pytest.fixture
def of(place):
    return make_round(place, slug="een-ronde", is_public=True)


def address(name, of, *numbers):
    return reverse(f"voice:{name}", args=[of.slug, *numbers])


def test_manager_begins_a_round_and_changes_it(at_work: Client, place):
    url = reverse("voice:new_place_round", args=[place.slug])
    said = {"title": "Het plan", "kind": "document", "began_on": "2026-11-01", "is_public": "on"}
    assert at_work.post(url, said | {"title": "", "began_on": "gisteren"}).status_code == 422
    assert at_work.post(url, said).status_code == 302
    made = Round.objects.get()
    assert "Het plan" in html(at_work, reverse("voice:place_rounds", args=[place.slug]))
    change = address("change_round", made)
    assert at_work.post(change, said | {"title": "Ons plan", "version": 1}).status_code == 302
    late = at_work.post(change, said | {"title": "Anders", "version": 1})
    assert late.status_code == 422
    assert "Intussen heeft iemand anders dit veranderd." in late.content.decode()
    assert 'value="Anders"' in late.content.decode()


def test_meeting_is_noted_changed_and_removed(at_work: Client, of):
    said = {"on": "2026-10-30", "kind": "team", "where": "De Buurtkamer", "about": "de tijden"}
    assert at_work.post(address("new_meeting", of), said).status_code == 302
    assert at_work.post(address("new_meeting", of), said | {"about": "Bel 06 12345678"}).status_code == 422
    meeting = Meeting.objects.get()
    assert at_work.post(address("meeting", of, meeting.pk), said | {"where": "de tuin"}).status_code == 302
    assert "de tuin" in html(at_work, address("round_desk", of))
    assert at_work.post(address("remove_meeting", of, meeting.pk)).status_code == 302
    assert at_work.get(address("meeting", of, meeting.pk)).status_code == 404


def test_name_in_a_point_is_asked_about_and_masked(at_work: Client, of):
    url = address("new_point", of)
    said = {"topic": "Meer voor mannen", "text": "Mevrouw Jansen wil een biljart.", "themes": ["theme.T3"]}
    asked = at_work.post(url, said)
    assert asked.status_code == 422
    assert "We zien hier een naam (Mevrouw Jansen)." in asked.content.decode()
    assert at_work.post(url, said | {"names": "mask"}).status_code == 302
    assert at_work.post(url, said | {"names": "keep"}).status_code == 302
    assert list(Point.objects.values_list("text", flat=True)) == [
        "[naam] wil een biljart.", "Mevrouw Jansen wil een biljart.",
    ]  # fmt: skip
    assert PointTheme.objects.filter(theme="theme.T3").count() == 2


def test_name_in_what_a_round_is_about_is_asked_about_and_masked(at_work: Client, place):
    url = reverse("voice:new_place_round", args=[place.slug])
    said = {"title": "Het plan", "kind": "document", "began_on": "2026-11-01", "intro": "Bel 06-12345678."}
    asked = at_work.post(url, said)
    assert asked.status_code == 422
    assert "We zien hier een telefoonnummer (06-12345678)." in asked.content.decode()
    assert "Bel 06-12345678.</textarea>" in asked.content.decode()
    assert not Round.objects.exists()
    assert at_work.post(url, said | {"names": "mask"}).status_code == 302
    made = Round.objects.get()
    assert made.intro == "Bel [telefoonnummer]."
    change = address("change_round", made)
    assert at_work.post(change, said | {"version": made.version}).status_code == 422
    assert at_work.post(change, said | {"version": made.version, "names": "keep"}).status_code == 302
    made.refresh_from_db()
    assert made.intro == "Bel 06-12345678."


def test_what_no_longer_fits_once_masked_stays_as_typed(at_work: Client, of):
    """“[telefoonnummer]” is longer than a number."""
    topic = f"06-12345678 {'x' * 148}"
    told = {"topic": topic, "text": "Graag.", "names": "mask"}
    refused = at_work.post(address("new_point", of), told)
    page = refused.content.decode()
    assert (refused.status_code, len(topic), topic in page) == (422, 160, True)
    assert "Als we dit onherkenbaar maken, past het niet meer." in page
    assert 'name="names"' in page
    assert not Point.objects.exists()
    assert at_work.post(address("new_point", of), told | {"topic": topic[:-5]}).status_code == 302
    assert Point.objects.get().topic.startswith("[telefoonnummer] xxx")


def test_point_is_changed_answered_and_then_stays(at_work: Client, of):
    version = make_version(of, text="Een zin.")
    point = make_point(of)
    said = {"topic": "Biljarten", "text": "Graag.", "version": 1}
    assert at_work.post(address("change_point", of, 1), said).status_code == 302
    url = address("answer_point", of, 1)
    answer = {"outcome": "adopted", "response": "Dat doen we.", "landed": version.pk, "version": 2}
    assert at_work.post(url, answer).status_code == 422
    assert at_work.post(url, answer | {"paragraph": "0"}).status_code == 422
    assert at_work.post(url, answer | {"paragraph": "1", "became": "Een zin."}).status_code == 302
    page = html(at_work, address("point", of, 1))
    assert "Dat doen we." in page
    assert "alinea 1" in page
    assert at_work.post(address("remove_landing", of, Landing.objects.get().pk)).status_code == 302
    at_work.post(address("remove_point", of, 1))
    assert Point.objects.filter(pk=point.pk).exists()
    make_point(of, 2)
    at_work.post(address("remove_point", of, 2))
    assert Point.objects.count() == 1


def test_reaction_of_a_resident_becomes_a_point(at_work: Client, of, place):
    matter = make_matter(place, round=of)
    make_signal(matter, "Doe iets aan de tijden.")
    assert "Doe iets aan de tijden." in html(at_work, address("reactions", of))
    url = address("take_up", of, matter.pk)
    assert at_work.post(url).headers["Location"] == address("change_point", of, 1)
    assert at_work.post(url).headers["Location"] == address("reactions", of)
    said = {"outcome": "adopted", "response": "x" * 2001, "version": 1}
    assert at_work.post(address("answer_point", of, 1), said).status_code == 422
    assert at_work.post(address("answer_point", of, 1), said | {"response": "Ja."}).status_code == 302
    matter.refresh_from_db()
    assert matter.state == "answered"


@pytest.mark.parametrize(
    ("text", "choice", "response"),
    [
        ("Vanaf maart.\nElke week.", {}, "Vanaf maart.\r\nElke week."),
        ("Vraag het mevrouw Jansen.", {"names": "mask"}, "Vraag het [naam]."),
    ],
)
def test_answer_given_at_the_desk_becomes_that_of_the_point_and_nobody_hears_it_twice(
    at_work: Client, of, place, manager, text, choice, response
):
    matter = make_matter(place, round=of)
    make_signal(matter, contact_by="email", contact="buur@example.org")
    at_work.post(address("take_up", of, matter.pk))
    assert "Neem dit antwoord over" not in html(at_work, address("point", of, 1))
    answer_matter(matter=matter, outcome="adopted", text=text, by=manager, now=NOW)
    page = html(at_work, address("point", of, 1))
    shown = f'name="response" value="{" ".join(text.split())}"'
    assert ("Neem dit antwoord over" in page, shown in page) == (True, True)
    said = {"outcome": "adopted", "response": text.replace("\n", "\r\n"), "version": 1}
    # Everybody reads a round: what seems to be a name is asked about here too.
    assert at_work.post(address("answer_point", of, 1), said).status_code == (422 if choice else 302)
    at_work.post(address("answer_point", of, 1), said | choice)
    assert Point.objects.get().response == response
    assert (Answer.objects.count(), Letter.objects.count()) == (1, 1)
    assert "Neem dit antwoord over" not in html(at_work, address("point", of, 1))


def test_final_is_refused_with_links_to_what_is_open(at_work: Client, of):
    make_version(of)
    make_point(of)
    refused = at_work.post(address("mark_final", of, 1))
    assert refused.status_code == 409
    assert address("answer_point", of, 1) in refused.content.decode()
    Point.objects.update(**ANSWERED)
    assert at_work.post(address("mark_final", of, 1)).status_code == 302
    said = {"label": "Anders", "dated_on": "2026-11-01", "text": ""}
    assert at_work.post(address("change_version", of, 1), said).status_code == 422
    late = at_work.post(address("new_point", of), {"topic": "Te laat", "text": "Nog iets."})
    assert late.status_code == 422
    assert "Zet eerst een nieuwe versie klaar" in late.content.decode()


def test_versions_are_added_compared_and_linked(at_work: Client, of):
    make_point(of)
    said = {"label": "Een", "dated_on": "2026-11-01", "text": "De deur is om tien uur open."}
    assert at_work.post(address("new_version", of), said | {"link": "geen adres"}).status_code == 422
    assert at_work.post(address("new_version", of), said).status_code == 302
    said = said | {"label": "Twee", "text": "De deur is om negen uur open."}
    assert at_work.post(address("new_version", of), said).status_code == 302
    for told in (
        {"punt": "1", "zin": "1"},
        {"punt": "", "zin": "1"},
        {"punt": "1", "zin": "9"},
        {"punt": "²"},
    ):
        assert at_work.post(address("link_sentence", of, 2), told).status_code == 302
    landing = Landing.objects.get()
    assert (landing.was, landing.became) == ("De deur is om tien uur open.", "De deur is om negen uur open.")
    assert at_work.post(address("link_sentence", of, 2), {"punt": "7", "zin": "1"}).status_code == 404
    assert "punt 1: Meer voor mannen" in html(Client(), address("round_version", of, 2))


# -- For everybody ----------------------------------------------------------------------------------


def test_resident_finds_a_point_by_words_theme_and_outcome(client: Client, of):
    PointTheme.objects.create(point=make_point(of, **ANSWERED), theme="theme.T3")
    make_point(of, 2, topic="Soep", text="Op vrijdag.")
    url = address("round", of)
    for asked in (
        "?zoek=meer+voor+mannen",
        "?thema=theme.T3",
        "?status=carrying_out",
        "?zoek=biljart&status=carrying_out",
    ):
        words = words_of(html(client, f"{url}{asked}"))
        assert "Meer voor mannen Wordt uitgevoerd" in words
        assert "Soep" not in words
    assert "Soep" in words_of(html(client, f"{url}?status=open"))
    assert 'id="punt-1"' in html(client, url)


@pytest.mark.parametrize(
    "query", ["?zoek=%F0%9F%99%82", "?thema=x&status=y", "?zoek=%00", "?status=%D8%A7", "?x=1"]
)
def test_page_bears_whatever_is_asked(client: Client, of, query):
    make_point(of, topic="نقاش", text="مرحبا & <b>")
    assert client.get(f"{address('round', of)}{query}").status_code == 200


def test_round_that_is_not_public_is_only_there_for_who_leads_it(
    client: Client, at_work: Client, place, host
):
    hidden = make_round(place, slug="niet-openbaar")
    make_version(hidden)
    for url in (address("round", hidden), address("round_version", hidden, 1), address("round_pdf", hidden)):
        assert Client().get(url).status_code == 404
        assert at_work.get(url).status_code == 200
    client.force_login(host)
    assert client.get(address("round_desk", hidden)).status_code == 403


def test_reacting_is_offered_only_where_reactions_are_taken(client: Client, of, place):
    tell = f"{reverse('voice:tell_place', args=[place.slug])}?ronde=een-ronde"
    assert tell not in html(client, address("round", of))
    Round.objects.update(takes_reactions=True)
    assert tell in html(client, address("round", of))


def test_number_of_questions_does_not_grow(client: Client, of, django_assert_max_num_queries):
    for number in range(1, 12):
        point = make_point(of, number, meeting=Meeting.objects.create(round=of, on=TODAY, kind="team"))
        PointTheme.objects.create(point=point, theme="theme.T1")
    with django_assert_max_num_queries(9):
        client.get(address("round", of))


def test_paper_has_every_point_also_the_longest(client: Client, of):
    make_point(of, text="Een lange zin. " * 190)
    make_point(of, 2, topic="🙂 نقاش", **ANSWERED)
    with pypdfium2.PdfDocument(client.get(address("round_pdf", of)).content) as pdf:
        # A4 on its side.
        sides = {(round(sheet.get_width()), round(sheet.get_height())) for sheet in pdf}
        words = " ".join(sheet.get_textpage().get_text_bounded() for sheet in pdf)
    assert sides == {(842, 595)}
    assert " ".join(words.split()).count("lange") == 190
    assert "We zoeken een biljart." in " ".join(words.split())
