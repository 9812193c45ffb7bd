"""What was said and done, of a place, an area or a round."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from schuifaan.apps.voice.models import Answer, Meeting, PointTheme
from schuifaan.apps.voice.queries.said_and_done import said_and_done
from tests.apps.pages import html
from tests.factories import NOW, TODAY, make_district, make_municipality, make_neighbourhood, make_place
from tests.factories.voice import make_matter, make_point, make_round

pytestmark = pytest.mark.django_db


def answered(of, number=1, **fields):
    said = {"outcome": "adopted", "response": "Dat doen we.", "answered_at": NOW, **fields}
    return make_point(of, number, **said)


def public(place=None, **fields):
    shown = {"is_public": True, "public_text": "Vaker soep", "public_response": "Elke week.", **fields}
    matter = make_matter(place, state="answered", answered_at=NOW, **shown)
    Answer.objects.create(matter=matter, number=1, outcome="adopted", text="Beste buur, ja.", given_at=NOW)
    return matter


@pytest.fixture
def here():
    hood = make_neighbourhood()
    return make_place(neighbourhood=hood, municipality=hood.municipality)


def said(scope):
    return [one.said for one in said_and_done(scope).entries]


def test_public_matters_and_answered_points_of_public_rounds_are_shown(here):
    public(here)
    public(here, is_public=False)
    answered(make_round(here, is_public=True), text="Biljarten")
    answered(make_round(here), text="Niet openbaar")
    make_point(make_round(here, is_public=True), text="Nog open")
    assert sorted(said(here)) == ["Biljarten", "Vaker soep"]
    hood = here.neighbourhood
    for scope in (hood, hood.district, here.municipality):
        assert sorted(said(scope)) == ["Biljarten", "Vaker soep"]
    elsewhere = make_place("elders", neighbourhood=make_neighbourhood("BU03440000", "Elders"))
    assert said(elsewhere) == said(elsewhere.neighbourhood) == []


def test_what_everybody_reads_is_not_the_letter_to_who_said_it(here):
    public(here)
    (entry,) = said_and_done(here).entries
    assert (entry.response, entry.outcome, entry.address) == ("Elke week.", "adopted", "")


def test_matter_that_is_a_point_of_a_public_round_is_shown_once(here):
    matter = public(here)
    answered(make_round(here, is_public=True), matter=matter, text="Soep")
    assert said(here) == ["Soep"]


def test_talk_in_a_district_is_shown_there(here):
    town, district = make_municipality(), make_district("WK093503", "Wijk 03 Noord")
    of = make_round(municipality=town, is_public=True)
    answered(of, meeting=Meeting.objects.create(round=of, on=TODAY, kind="district_visit", district=district))
    answered(of, 2)
    assert len(said(district)) == 1
    assert len(said(town)) == 2
    assert len(said(of)) == 2


def test_pages_follow_each_other_without_a_gap_or_a_double(here):
    of = make_round(here, is_public=True)
    for number in range(1, 8):
        answered(of, number, text=f"punt {number}", answered_at=NOW - timedelta(days=number % 3))
    for number in range(6):
        public(here, public_text=f"zaak {number}")
    every, after = [], ""
    for _page in range(9):
        page = said_and_done(here, after=after, size=2)
        every += [one.key for one in page.entries]
        after = page.next
        if not after:
            break
    assert len(every) == len(set(every)) == 13
    assert every == [one.key for one in said_and_done(here, size=50).entries]


@pytest.mark.parametrize("after", ["x", "🙂", "W10", "WzEsMiwzXQ", "bnVsbA", "é" * 50])
def test_place_in_the_list_that_cannot_be_is_the_beginning(client: Client, here, after):
    public(here)
    assert client.get(reverse("voice:said_place", args=[here.slug]), {"na": after}).status_code == 200


def test_number_of_questions_does_not_grow(here, django_assert_num_queries):
    for number in range(1, 4):
        of = make_round(here, slug=f"r{number}", is_public=True)
        PointTheme.objects.create(point=answered(of), theme="theme.T1")
        public(here)
    with django_assert_num_queries(7):
        assert len(said_and_done(here).entries) == 6


def test_page_without_anything_says_what_to_do(client: Client, here):
    page = html(client, reverse("voice:said_place", args=[here.slug]))
    assert "Hier staat nog niets" in page
    assert "Laat iets weten" in page


def test_pages_and_papers_of_every_kind(client: Client, here):
    public(here)
    hood = here.neighbourhood
    for kind, called in (
        ("place", here.slug), ("neighbourhood", hood.pk), ("district", hood.district_id), ("municipality", "GM0935"),
    ):  # fmt: skip
        assert "Vaker soep" in html(client, reverse(f"voice:said_{kind}", args=[called]))
        assert client.get(reverse(f"voice:said_{kind}_pdf", args=[called])).content[:5] == b"%PDF-"
        assert client.get(reverse(f"voice:said_{kind}", args=["is-er-niet"])).status_code == 404


def test_place_that_is_not_shown_says_nothing(client: Client):
    hidden = make_place("verborgen", status="draft", municipality=make_municipality())
    public(hidden)
    assert client.get(reverse("voice:said_place", args=[hidden.slug])).status_code == 404
    assert said(make_municipality()) == []
