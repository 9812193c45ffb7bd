"""Loading the demo's dossiers where they are not yet there."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.management import call_command

from schuifaan.demo.content import read
from schuifaan.demo.dossiers import load_dossiers
from schuifaan.demo.loading import dossiers_are_loaded, load_city
from tests.factories import NOW

Captured = Callable[..., AbstractContextManager[list[Callable[[], None]]]]


def test_a_demo_of_before_gets_its_dossiers(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    load_city(city="maastricht", now=NOW)
    assert dossiers_are_loaded("maastricht") is False
    call_command("load_demo", "maastricht")
    activities = len(read("maastricht", "agenda")["activities"])
    assert capsys.readouterr().out.splitlines() == [
        f"maastricht: {activities} activities", "maastricht: 12 bookings", "maastricht: 6 wishes for a season",
        "maastricht: 4 polls and goals", "maastricht: 8 self-checks", "maastricht: 11 things that people let know",
        "maastricht: 3 rounds of feedback", "maastricht: 3 looks back on a year", "maastricht: 6 dossiers",
    ]  # fmt: skip
    assert dossiers_are_loaded("maastricht") is True


def test_nobody_gets_a_letter_about_it(
    db: None, mailoutbox: list[object], django_capture_on_commit_callbacks: Captured
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        load_city(city="maastricht", now=NOW)
        load_dossiers(city="maastricht", now=NOW)
    assert mailoutbox == []
