"""Answers in words: a year has no dot, and a label that asks has no colon behind it."""

import pytest
from django.test import Client

from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.speech import said_text
from schuifaan.apps.people.models import User
from schuifaan.core.method.answers import Answers
from tests.apps.dossiers.conftest import desk, enter
from tests.factories.dossiers import answer, make_dossier


@pytest.mark.parametrize(
    ("question", "field", "value", "dutch", "english"),
    [
        ("money.costs", "first_year", 2027, "2027", "2027"),
        ("money.grants", "last_year", 2036, "2036", "2036"),
        ("money.homes", "dwellings", 2027, "2.027", "2,027"),
        ("money.room", "gross_m2", "1250.5", "1.250,5 m²", "1,250.5 m²"),
    ],
)
def test_number_is_said_with_a_dot_and_a_year_without(
    question: str, field: str, value: object, dutch: str, english: str
) -> None:
    asked = shipped().questions_by_id[question]
    said = [
        said_text(asked, field, value, answers=Answers({}), knowledge=shipped(), language=language)
        for language in ("nl", "en")
    ]
    assert said == [dutch, english]


@pytest.mark.django_db
def test_list_of_costs_puts_no_colon_behind_a_question(professional: User) -> None:
    dossier = make_dossier(professional)
    cost = {"what": "Koffie", "kind": "other", "amount": 5000, "per": "month", "first_year": 2027}
    answer(dossier, "money.costs", cost, item="koffie")
    client: Client = enter(professional)
    page = client.get(desk(dossier, "vraag/money.costs/")).content.decode()
    assert "<span>Per wat? " in page
    assert "?:" not in page
    assert "<span>Eerste jaar: 2027</span>" in page
