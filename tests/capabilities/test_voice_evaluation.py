"""Rows E05 and E08 of the feature table: a year in words without grades, and a worry that goes to people."""

import re
from datetime import date

import pytest
from django import forms
from django.apps import apps
from django.db import models
from django.test import Client

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.forms.evaluation import AgreedForm, AnswersForm, PointsForm
from schuifaan.apps.voice.models import CareContact, Evaluation, EvaluationAnswer, EvaluationPoint
from schuifaan.apps.voice.queries.evaluation import look_back, questions_for
from tests.capabilities.conftest import Read, signed_in
from tests.factories import TODAY
from tests.factories.voice import make_care_contact, make_evaluation

pytestmark = pytest.mark.django_db

WORDS_AND_DAYS = {forms.CharField, forms.DateField}


def test_e05_form_of_the_year_has_no_rating_and_nothing_to_choose_from(place: Place, manager: User) -> None:
    found = look_back(make_evaluation(place))
    made = [
        AnswersForm(questions=questions_for(place), seen=""),
        PointsForm(agreed=found.agreed, seen=""),
        AgreedForm(today=TODAY, seen=""),
    ]
    for form in made:
        for name, field in form.fields.items():
            kinds = {kind for kind in type(field).__mro__ if kind in WORDS_AND_DAYS}
            assert kinds, name
            assert not isinstance(field, forms.ChoiceField | forms.IntegerField | forms.BooleanField), name
    desk = signed_in(manager)
    for step in ("vragen/1/", "vragen/4/", "afspraken/", "bewoners/"):
        page = desk.get(f"/beheer/plek/{place.slug}/terugblik/2026/{step}").content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        kinds_shown = set(re.findall(r'<input[^>]*type="(\w+)"', main))
        assert kinds_shown <= {"hidden", "text", "date"}, step
        assert "<select" not in main
        assert "<textarea" in main


def test_e05_a_year_is_kept_in_words_and_days_alone() -> None:
    """The only number is the year itself; `version` and keys are the machine's."""
    numbers = {
        f"{model.__name__}.{field.name}"
        for model in (Evaluation, EvaluationAnswer, EvaluationPoint)
        for field in model._meta.concrete_fields
        if isinstance(field, models.IntegerField | models.FloatField | models.DecimalField)
        and not field.primary_key
        and field.editable
    }
    assert numbers == {"Evaluation.year"}


def test_e08_button_shows_whom_to_call_and_nothing_about_a_person_is_typed(read: Read, place: Place) -> None:
    make_care_contact(place, name="Sociaal team Daalhof", phone="14 043")
    assert f'href="/plek/{place.slug}/zorgen/"' in read(f"/plek/{place.slug}/")
    page = read(f"/plek/{place.slug}/zorgen/")
    main = page[page.index("<main") : page.index("</main>")]
    assert 'href="tel:14043"' in main
    assert "Sociaal team Daalhof" in main
    assert not re.search(r"<(form|textarea|input|select)\b", main)


def test_e08_the_page_takes_nothing_and_keeps_nothing(place: Place) -> None:
    make_care_contact(place)
    before = {model: model._default_manager.count() for model in apps.get_models()}
    client = Client()
    assert client.post(f"/plek/{place.slug}/zorgen/", {"text": "Mijn buurman valt vaak."}).status_code in {
        403,
        405,
    }
    assert client.get(f"/plek/{place.slug}/zorgen/?over=buurman").status_code == 200
    assert {model: model._default_manager.count() for model in apps.get_models()} == before
    assert client.cookies == {}


def test_e08_no_field_for_a_worry() -> None:
    """Whom to call, for what in general, and how: all written beforehand by the place."""
    assert {field.name for field in CareContact._meta.get_fields()} == {
        "id", "place", "position", "name", "when", "phone", "email", "reachable", "checked_on", "checked_by",
    }  # fmt: skip
    pointing = [one for one in CareContact._meta.get_fields() if one.auto_created and not one.concrete]
    assert pointing == []


def test_e05_next_year_has_last_year_beside_it(manager: User, place: Place) -> None:
    shown = {"agreed_on": date(2025, 12, 17), "agreed_how": "Aan tafel.", "finished_at": "2025-12-18T10:00Z"}
    make_evaluation(place, 2025, **shown).points.create(kind="stop", text="Losse briefjes")
    make_evaluation(place, 2026)
    page = signed_in(manager).get(f"/beheer/plek/{place.slug}/terugblik/2026/afspraken/").content.decode()
    assert "In de terugblik op 2025" in page
    assert "Losse briefjes" in page
