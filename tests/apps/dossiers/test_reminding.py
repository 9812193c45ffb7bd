"""Once a month at most: an agreement, a decision or a revival that wants another look."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.core.management import call_command

from schuifaan.apps.dossiers.actions.reminding import remind_dossiers
from schuifaan.apps.people.models import User
from tests.apps.people.test_reminding import Refusing
from tests.factories import make_user
from tests.factories.dossiers import answer, make_dossier, make_member

pytestmark = pytest.mark.django_db

JANUARY_2028 = datetime(2028, 1, 5, 9, tzinfo=UTC)


def _evaluated(by: User, done_on: str = "2027-01-05"):
    dossier = make_dossier(by, title="Buurtkamer d’Uil")
    value = {"status": "done", "done_on": done_on}
    answer(dossier, "management.safeguards", value, item="safeguard.B8")
    return dossier


@pytest.mark.parametrize(("day", "letters"), [(4, 0), (5, 1), (6, 1)])
def test_yearly_evaluation_is_asked_about_a_year_later(manager, day, letters):
    _evaluated(manager)
    assert remind_dossiers(now=JANUARY_2028.replace(day=day)) == (letters, 0)


def test_the_letter_says_what_and_where(manager):
    dossier = _evaluated(manager)
    remind_dossiers(now=JANUARY_2028)
    letter = mail.outbox[0]
    assert letter.subject == "Kijken jullie nog eens naar Buurtkamer d’Uil?"
    assert f"/beheer/dossier/{dossier.key}/beheerplan/" in letter.body
    assert "&" not in letter.body


def test_once_a_month_to_whoever_works_on_it(manager, host, stranger):
    dossier = _evaluated(manager)
    make_member(dossier, host, "editor")
    make_member(dossier, stranger, "reader")
    assert remind_dossiers(now=JANUARY_2028) == (2, 0)
    assert remind_dossiers(now=JANUARY_2028.replace(day=20)) == (0, 0)
    assert remind_dossiers(now=JANUARY_2028.replace(month=2)) == (2, 0)


def test_one_letter_that_fails_does_not_send_the_others_twice(manager, host, settings):
    """Also when it is the last one."""
    settings.EMAIL_BACKEND = f"{Refusing.__module__}.{Refusing.__name__}"
    dossier = _evaluated(manager)
    make_member(dossier, host, "editor")
    make_member(dossier, make_user("weg@example.net"), "editor")
    assert remind_dossiers(now=JANUARY_2028) == (2, 0)
    assert remind_dossiers(now=JANUARY_2028) == (0, 0)


def test_when_nobody_is_reached_the_next_run_tries_again(settings):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{Refusing.__module__}.{Refusing.__name__}"
    _evaluated(make_user("weg@example.net"))
    assert remind_dossiers(now=JANUARY_2028) == (0, 1)
    settings.EMAIL_BACKEND = working
    assert remind_dossiers(now=JANUARY_2028) == (1, 0)


def test_a_decision_put_off_comes_back_on_its_day(manager):
    dossier = make_dossier(manager)
    answer(dossier, "revival.decision", {"decision": "not_now", "recheck_date": "2028-01-05"})
    assert remind_dossiers(now=JANUARY_2028.replace(day=4)) == (0, 0)
    assert remind_dossiers(now=JANUARY_2028) == (1, 0)


def test_a_dossier_that_was_put_away_is_left_alone(manager):
    dossier = _evaluated(manager)
    dossier.archived_at = JANUARY_2028
    dossier.save(update_fields=["archived_at"])
    assert remind_dossiers(now=JANUARY_2028) == (0, 0)


def test_the_daily_round_reaches_dossiers(manager, capsys):
    _evaluated(manager, done_on="2020-01-05")
    call_command("remind")
    assert "1 berichten over dossiers." in capsys.readouterr().out
