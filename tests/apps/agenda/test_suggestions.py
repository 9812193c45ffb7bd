"""An idea from a resident: sent in without an account, seen by nobody but the manager, and answered."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from schuifaan.apps.agenda.actions.suggesting import (
    AlreadyAnswered,
    accept_suggestion,
    decline_suggestion,
    suggest,
)
from schuifaan.apps.agenda.enums import ActivityStatus, OrganiserKind, SuggestionState
from schuifaan.apps.agenda.models import Activity, Notice, Suggestion
from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def make_idea(place: Place, **told: str) -> Suggestion:
    fields = {
        "kind": "offer",
        "title": "Fietsen repareren",
        "first_name": "Aicha",
        "contact": "a@example.org",
    }
    return suggest(place=place, now=NOW, **{**fields, **told})


def send(client: Client, place: Place, **told: str) -> object:
    address = reverse("agenda:suggest", args=[place.slug])
    key = re.search(r'name="key" value="([^"]+)"', client.get(address).content.decode())
    assert key
    return client.post(address, {"key": key[1], "kind": "idea", "title": "Soep koken", **told}, follow=True)


def test_idea_reaches_the_manager_and_nobody_else(client: Client, place: Place, manager: User) -> None:
    answer = send(client, place, when="dinsdag")
    assert "Je idee ligt bij de beheerder" in answer.content.decode()  # type: ignore[attr-defined]
    assert answer.cookies == {}  # type: ignore[attr-defined]
    assert Activity.objects.count() == 0
    for public in (reverse("places:place", args=[place.slug]), reverse("agenda:place", args=[place.slug])):
        assert "Soep koken" not in client.get(public).content.decode()
    client.force_login(manager, backend="django.contrib.auth.backends.ModelBackend")
    assert "Soep koken" in client.get(reverse("agenda:suggestions", args=[place.slug])).content.decode()


def test_sent_twice_is_one_idea(client: Client, place: Place) -> None:
    send(client, place)
    send(client, place)
    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize("told", [{"title": ""}, {"website": "x"}, {"kind": "bevel"}, {"contact": "@"}])
def test_what_is_wrong_is_said(client: Client, place: Place, told: dict[str, str]) -> None:
    assert send(client, place, **told).status_code == 422  # type: ignore[attr-defined]
    assert Suggestion.objects.count() == 0


def test_place_that_is_not_visible_takes_no_ideas(client: Client, place: Place) -> None:
    Place.objects.update(status=PlaceStatus.DRAFT)
    assert client.get(reverse("agenda:suggest", args=[place.slug])).status_code == 404


def test_accepted_offer_becomes_a_draft_of_the_resident(place: Place, manager: User) -> None:
    idea = accept_suggestion(suggestion=make_idea(place), answer="Kom eens langs!", by=manager, now=NOW)
    activity = idea.activity
    assert activity is not None
    assert (activity.title, activity.status) == ("Fietsen repareren", ActivityStatus.DRAFT)
    assert (activity.organiser_kind, activity.organiser_name) == (OrganiserKind.RESIDENT, "Aicha")
    letter = Notice.objects.get()
    assert letter.subject == "Je idee wordt een activiteit: Fietsen repareren"
    assert "Kom eens langs!" in letter.text


def test_declined_idea_gets_a_friendly_letter_with_the_managers_words(place: Place, manager: User) -> None:
    decline_suggestion(suggestion=make_idea(place), answer="De zaal is te klein.", by=manager, now=NOW)
    letter = Notice.objects.get()
    assert letter.contact == "a@example.org"
    assert "De zaal is te klein." in letter.text
    assert Activity.objects.count() == 0


def test_who_left_no_way_to_be_reached_gets_no_letter(place: Place, manager: User) -> None:
    decline_suggestion(suggestion=make_idea(place, contact=""), by=manager, now=NOW)
    assert Notice.objects.count() == 0


def test_second_answer_is_refused(place: Place, manager: User) -> None:
    idea = make_idea(place)
    decline_suggestion(suggestion=idea, by=manager, now=NOW)
    with pytest.raises(AlreadyAnswered):
        accept_suggestion(suggestion=idea, by=manager, now=NOW)
    assert Suggestion.objects.get().state == SuggestionState.DECLINED


def test_host_does_not_answer_ideas(place: Place, host: User) -> None:
    with pytest.raises(NotAllowed):
        decline_suggestion(suggestion=make_idea(place), by=host, now=NOW)


def test_buttons_on_the_desk_do_what_they_say(client: Client, place: Place, manager: User) -> None:
    client.force_login(manager, backend="django.contrib.auth.backends.ModelBackend")
    one, two = make_idea(place), make_idea(place, title="Soep koken")
    page = reverse("agenda:suggestion", args=[place.slug, one.pk])
    assert "Aicha wil dit zelf doen." in client.get(page).content.decode()
    for idea, what in ((one, "accept"), (two, "decline")):
        address = reverse("agenda:answer_suggestion", args=[place.slug, idea.pk])
        assert client.post(address, {"what": what, "answer": "Fijn"}).status_code == 302
    assert list(Suggestion.objects.order_by("pk").values_list("state", flat=True)) == ["accepted", "declined"]
