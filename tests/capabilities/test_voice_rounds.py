"""Feedback and what was done: D04, U01–U07 and T07 of the feature table, with the numbers of their examples."""

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions.rounds_points import Said, note_point
from schuifaan.apps.voice.actions.rounds_versions import PointsOpen, add_version, mark_final
from schuifaan.apps.voice.importing.points import guess, read_file, rows_of
from schuifaan.apps.voice.models import Meeting, Point, Round
from schuifaan.apps.voice.queries.burden import forms_asked
from schuifaan.apps.voice.queries.rounds import compared, points_of, versions_of
from schuifaan.core.private_words import findings
from tests.apps.pages import html, words_of
from tests.apps.voice.test_rounds_import import NINE

pytestmark = pytest.mark.django_db
PLAN, VISITS, HOURS = "plan-voor-ontmoetingsplekken", "gesprekken-in-vijf-stadsdelen", "nieuwe-openingstijden"


@pytest.fixture
def city(db) -> None:
    call_command("load_demo", "maastricht", verbosity=0)


def of(slug: str) -> Round:
    return Round.objects.get(slug=slug)


@pytest.mark.usefixtures("city")
def test_rounds_of_maastricht(client: Client) -> None:
    """D04, U02–U07, T07: one city, loaded once."""
    _d04_twelve_reactions_without_names_and_three_changes()
    _u02_final_is_refused_while_one_has_no_answer()
    _u03_resident_finds_more_for_men(client)
    _u04_three_changed_sentences_are_linked()
    _u05_five_district_dates(client)
    _u06_street_barbecue_three_times_in_three_years()
    _u07_para_commerce_runs_elsewhere()
    _t07_new_places_are_wishes_with_a_status(client)


def test_u01_nine_rows_import() -> None:
    sheet = read_file(NINE)
    rows = rows_of(sheet, guess(sheet))
    assert len(rows) == 9
    assert not any(row.problems for row in rows)


def _d04_twelve_reactions_without_names_and_three_changes() -> None:
    first, second = versions_of(of(HOURS))
    reactions = points_of(of(HOURS)).shown
    assert len(reactions) == 12
    # Nobody's name: not in what was said, and who said it is a group or nothing.
    assert [findings(f"{one.point.topic}\n{one.point.text}\n{one.point.said_by}") for one in reactions] == [
        ()
    ] * 12
    assert {field.related_model.__name__ for field in Point._meta.fields if field.related_model} == {
        "Round", "Meeting", "DocumentVersion", "Matter",
    }  # fmt: skip
    found = compared(first, second).sentences
    assert len(found) == 3
    assert all(one.landings for one in found)


def _u02_final_is_refused_while_one_has_no_answer() -> None:
    manager = User.objects.get(email="beheerder@example.org")
    now, round_ = timezone.now(), of(HOURS)
    point = note_point(of=round_, said=Said("Nog iets", "Mag de hond mee?"), by=manager, now=now)
    version = add_version(
        of=round_, label="Laatste", dated_on=date(2026, 11, 1), text="", by=manager, now=now
    )
    with pytest.raises(PointsOpen) as refused:
        mark_final(version=version, by=manager, now=now)
    assert [one.pk for one in refused.value.points] == [point.pk]


def _u03_resident_finds_more_for_men(client: Client) -> None:
    words = words_of(html(client, reverse("voice:round", args=[VISITS]) + "?zoek=meer+voor+mannen"))
    assert "1 punt gevonden." in words
    assert "Meer voor mannen, en meer om uit te kiezen Wordt uitgevoerd" in words


def _u04_three_changed_sentences_are_linked() -> None:
    september, december = versions_of(of(PLAN))
    found = compared(september, december).sentences
    assert [len(one.landings) for one in found] == [1, 1, 1]
    assert [one.landings[0].point.number for one in found] == [2, 4, 9]


def _u05_five_district_dates(client: Client) -> None:
    days = Meeting.objects.filter(round__slug=VISITS, kind="district_visit").values_list("on", flat=True)
    told = [date(2025, 10, 30), *(date(2025, 11, day) for day in (12, 13, 19, 20))]
    assert list(days) == told
    page = html(client, reverse("voice:round", args=[VISITS]))
    assert "donderdag 30 oktober 2025" in page
    assert "donderdag 20 november 2025" in page


def _u06_street_barbecue_three_times_in_three_years() -> None:
    town = of(PLAN).municipality
    assert town is not None
    barbecue = forms_asked(town, today=timezone.localdate())[0]
    assert (barbecue.form.casefold(), len(barbecue.times)) == ("straatbarbecue", 3)
    assert barbecue.waits


def _u07_para_commerce_runs_elsewhere() -> None:
    running = points_of(of(PLAN), outcome="running").shown
    assert [one.point.topic for one in running] == ["Af en toe een feest of koffietafel"]


def _t07_new_places_are_wishes_with_a_status(client: Client) -> None:
    words = words_of(
        html(client, reverse("voice:round", args=[VISITS]) + "?zoek=Hazendans+Randwyck+Wyckerpoort")
    )
    assert "Een kleine plek waar die nog ontbreekt Wordt uitgevoerd" in words
    assert Place.objects.filter(name__icontains="Hazendans").count() == 0
