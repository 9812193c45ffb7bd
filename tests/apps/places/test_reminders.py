"""Once a month at most: is it still true, and how goes the plan."""

from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.core.management import call_command

from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.actions.reminders import Reminded, remind_managers
from schuifaan.apps.places.enums import PlaceStatus, StewardKind
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.asking import months_before, oldest_look
from tests.apps.people.test_reminding import Refusing
from tests.factories import NOW, make_team_member, make_user


def make_old(place, **fields):
    Place.objects.filter(pk=place.pk).update(**{"checked_on": date(2025, 11, 20), **fields})


@pytest.mark.parametrize(
    ("checked_on", "asked"), [(date(2025, 11, 20), 1), (date(2025, 11, 21), 0), (date(2026, 11, 1), 0)]
)
def test_over_a_year_old_is_asked_about(place, manager, checked_on, asked):
    make_old(place, checked_on=checked_on)
    assert remind_managers(now=NOW).places == asked


def test_an_old_fact_on_a_page_checked_lately_is_asked_about(place, manager):
    make_old(place, checked_on=date(2026, 11, 1))
    place.access_facts.create(key="lift", value=True, checked_on=date(2025, 1, 1))
    assert remind_managers(now=NOW).letters == 1
    assert oldest_look(Place.objects.prefetch_related("access_facts").get(pk=place.pk)) == date(2025, 1, 1)


def test_asked_once_a_month(place, manager):
    make_old(place)
    assert remind_managers(now=NOW) == Reminded(places=1, letters=1)
    assert remind_managers(now=NOW) == Reminded()
    # 30 November, 23.30 UTC is December in Amsterdam.
    assert remind_managers(now=datetime(2026, 11, 30, 23, 30, tzinfo=UTC)).places == 1
    assert len(mail.outbox) == 2
    assert AuditEvent.objects.filter(verb="place.reminded").count() == 2


def test_one_letter_to_a_person_with_two_roles_and_none_to_hosts(place, manager, host):
    make_team_member(place, user=manager, role="board")
    make_old(place)
    remind_managers(now=NOW)
    assert [letter.to for letter in mail.outbox] == [["beheerder@example.org"]]
    assert mail.outbox[0].subject == "Klopt de pagina van ’t Atrium nog?"
    assert "/beheer/plek/t-atrium/" in mail.outbox[0].body
    assert "&" not in mail.outbox[0].body


@pytest.mark.parametrize(("since", "asked"), [(date(2026, 5, 21), 1), (date(2026, 5, 22), 0)])
def test_interim_plan_is_asked_about_after_six_months(place, manager, since, asked):
    """A06: with a plan, a reminder after 6 months."""
    make_old(
        place,
        checked_on=date(2026, 11, 1),
        steward_kind=StewardKind.PROFESSIONAL_INTERIM,
        steward_plan="Plan",
        steward_since=since,
    )
    assert remind_managers(now=NOW).letters == asked


@pytest.mark.parametrize("status", [PlaceStatus.DRAFT, PlaceStatus.ARCHIVED])
def test_pages_nobody_sees_are_not_asked_about(place, manager, status):
    make_old(place, status=status)
    assert remind_managers(now=NOW) == Reminded()


def test_an_empty_but_fresh_page_is_never_asked_about(place, manager):
    """A09."""
    assert remind_managers(now=NOW) == Reminded()


def test_a_place_without_managers_is_passed_over(place):
    make_old(place)
    assert remind_managers(now=NOW) == Reminded()
    assert not AuditEvent.objects.exists()


def test_when_mail_fails_the_next_run_tries_again(place, settings):
    make_team_member(place, user=make_user("weg@example.net"), role="manager")
    make_old(place)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{Refusing.__module__}.{Refusing.__name__}"
    assert remind_managers(now=NOW) == Reminded(failed=1)
    settings.EMAIL_BACKEND = working
    assert remind_managers(now=NOW) == Reminded(places=1, letters=1)


def test_one_letter_that_fails_does_not_send_the_others_twice(place, manager, board_member, settings):
    make_team_member(place, user=make_user("weg@example.net"), role="manager")
    make_old(place)
    settings.EMAIL_BACKEND = f"{Refusing.__module__}.{Refusing.__name__}"
    assert remind_managers(now=NOW) == Reminded(places=1, letters=2)
    assert remind_managers(now=NOW) == Reminded()


def test_letter_is_in_the_language_of_the_reader(place, manager):
    manager.language = "en"
    manager.save()
    make_old(place)
    remind_managers(now=NOW)
    assert len(mail.outbox) == 1


def test_command_says_what_it_did(place, manager, capsys):
    make_old(place, checked_on=date(2020, 1, 1))
    call_command("remind")
    assert (
        capsys.readouterr().out
        == "1 plekken herinnerd met 1 berichten; 0 soorten begonnen.\n0 berichten over dossiers.\n"
    )


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 21), 6, date(2026, 5, 21)),
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2026, 3, 1), 6, date(2025, 9, 1)),
        (date(2024, 8, 30), 6, date(2024, 2, 29)),
    ],
)
def test_months_before_keeps_to_the_calendar(day, months, before):
    assert months_before(day, months) == before
