"""The same form again and again; and the themes of a municipality."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions.burden import BurdenError, answer_rule, note_rule, take_back
from schuifaan.apps.voice.actions.themes import ThemeError, add_theme, remove_theme, rename_theme
from schuifaan.apps.voice.models import OwnTheme, PointTheme, RuleAsked
from schuifaan.apps.voice.queries.burden import forms_asked, forms_of, known_forms
from tests.apps.pages import html
from tests.factories import (
    NOW,
    TODAY,
    make_membership,
    make_municipality,
    make_organisation,
    make_place,
    make_team_member,
    make_user,
)
from tests.factories.voice import make_point, make_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(db):
    user = make_user("gemeente@example.org")
    kind = {"kind": "municipality", "municipality_code": "GM0935"}
    make_membership(user, make_organisation("gemeente", name="Gemeente", **kind), "municipal_officer")
    return user


@pytest.fixture
def town():
    return make_municipality()


@pytest.fixture
def here(place: Place, town) -> Place:
    place.municipality = town
    place.save()
    return place


def ask(place, by, days=0, form="Straatbarbecue", **more):
    return note_rule(place=place, form=form, asked_on=TODAY - timedelta(days=days), by=by, now=NOW, **more)


def test_three_times_in_three_years_is_a_proposal_whatever_the_spelling(here, host, town):
    for days, form in ((1000, "Straatbarbecue"), (500, "straat-barbecue"), (3, " STRAATBARBECUE ")):
        ask(here, host, days, form)
    ask(here, host, form="Iets anders")
    first, second = forms_asked(town, today=TODAY)
    assert (len(first.times), first.is_proposed, first.waits) == (3, True, True)
    assert (second.form, second.is_proposed) == ("Iets anders", False)
    # Longer ago than three years counts no more.
    assert not forms_asked(town, today=TODAY + timedelta(days=100))[0].is_proposed


def test_place_sees_what_others_were_asked_and_the_answer(here, host, officer, town):
    other = make_place("ander", name="Ander", municipality=town)
    colleague = make_user("collega@example.org")
    make_team_member(other, user=colleague, role="host")
    for days in (10, 20):
        ask(other, colleague, days)
    assert forms_of(here, today=TODAY) == []
    ask(here, host)
    answer_rule(
        municipality=town, form="straatbarbecue", state="asked_once", answer="Eén keer.", by=officer, now=NOW
    )
    (found,) = forms_of(here, today=TODAY)
    assert (len(found.times), found.proposal.answer, found.waits) == (3, "Eén keer.", False)
    answer_rule(
        municipality=town, form="straatbarbecue", state="stays", answer="Toch niet.", by=officer, now=NOW
    )
    assert forms_of(here, today=TODAY)[0].proposal.state == "stays"


def test_only_who_may_notes_and_answers(here, host, officer, town, stranger):
    with pytest.raises(NotAllowed):
        ask(here, stranger)
    asked = ask(here, host)
    with pytest.raises(NotAllowed):
        take_back(asked=asked, by=stranger, now=NOW)
    with pytest.raises(NotAllowed):
        answer_rule(municipality=town, form="x", state="stays", answer="Nee.", by=host, now=NOW)
    take_back(asked=asked, by=host, now=NOW)
    assert not RuleAsked.objects.exists()


@pytest.mark.parametrize("more", [{"form": "  "}, {"form": "!!"}, {"days": -1}])
def test_form_without_a_name_or_on_a_day_to_come_is_refused(here, host, more):
    with pytest.raises(BurdenError):
        ask(here, host, **more)


def test_place_without_a_municipality_says_what_to_do(place, host):
    with pytest.raises(BurdenError):
        ask(place, host)


def test_answer_is_given_in_words(town, officer):
    for told in ({"state": "open", "answer": "Ja"}, {"state": "stays", "answer": " "}):
        with pytest.raises(BurdenError):
            answer_rule(municipality=town, form="x", by=officer, now=NOW, **told)


def test_host_notes_a_form_and_takes_it_back(client: Client, here, host):
    client.force_login(host)
    url = reverse("voice:place_rules", args=[here.slug])
    said = {"form": "Straatbarbecue", "asked_on": "2026-11-01", "asked_for": "het zomerfeest"}
    assert client.post(url, said).status_code == 302
    assert known_forms(here.municipality) == ["Straatbarbecue"]
    assert "het zomerfeest" in html(client, url)
    assert client.post(url, said | {"effort": "Gebeld met mevrouw Jansen"}).status_code == 422
    assert client.post(url, {"form": "", "asked_on": "gisteren"}).status_code == 422
    pk = RuleAsked.objects.get().pk
    assert client.post(reverse("voice:take_back_rule", args=[here.slug, pk])).status_code == 302
    assert client.post(reverse("voice:take_back_rule", args=[here.slug, pk])).status_code == 404


def test_officer_answers_on_the_page_and_the_place_reads_it(client: Client, here, host, officer, town):
    for days in (1, 2, 3):
        asked = ask(here, host, days)
    client.force_login(officer)
    page = html(client, reverse("voice:municipality_rules", args=[town.pk]))
    assert "Voorstel: vraag dit één keer, met één vergunning." in page
    url = reverse("voice:answer_rule", args=[town.pk, asked.pk])
    page = html(client, url)
    assert "’t Atrium" in page
    assert page.index(f'href="{reverse("voice:municipality_rules", args=[town.pk])}"') < page.index("<h1")
    assert client.post(url, {"state": "asked_once", "answer": ""}).status_code == 422
    assert client.post(url, {"state": "asked_once", "answer": "Vanaf nu één keer."}).status_code == 302
    client.force_login(host)
    assert "Vanaf nu één keer." in html(client, reverse("voice:place_rules", args=[here.slug]))


def test_own_theme_is_added_renamed_and_removed_as_long_as_nothing_was_said(town, officer, host):
    theme = add_theme(municipality=town, name="  Aan   de Maas ", by=officer, now=NOW)
    assert theme.name == "Aan de Maas"
    with pytest.raises(ThemeError):
        add_theme(municipality=town, name="Aan de Maas", by=officer, now=NOW)
    with pytest.raises(ThemeError):
        add_theme(municipality=town, name=" ", by=officer, now=NOW)
    with pytest.raises(NotAllowed):
        rename_theme(theme=theme, name="Anders", by=host, now=NOW)
    point = make_point(make_round(municipality=town))
    said = PointTheme.objects.create(point=point, theme=f"own.{theme.pk}")
    rename_theme(theme=theme, name="Langs de Maas", by=officer, now=NOW)
    with pytest.raises(ThemeError):
        remove_theme(theme=theme, by=officer, now=NOW)
    said.delete()
    remove_theme(theme=theme, by=officer, now=NOW)
    assert not OwnTheme.objects.exists()


def test_themes_page_keeps_what_was_typed(client: Client, town, officer):
    client.force_login(officer)
    url = reverse("voice:themes", args=[town.pk])
    assert client.post(url, {"name": "Aan de Maas"}).status_code == 302
    again = client.post(url, {"name": "Aan de Maas"})
    assert again.status_code == 422
    assert "Dit thema staat er al." in again.content.decode()
    pk = OwnTheme.objects.get().pk
    assert (
        client.post(reverse("voice:theme", args=[town.pk, pk]), {"name": "Langs de Maas"}).status_code == 302
    )
    assert client.post(reverse("voice:remove_theme", args=[town.pk, pk])).status_code == 302
    assert client.get(reverse("voice:theme", args=[town.pk, pk])).status_code == 404
