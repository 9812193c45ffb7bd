"""The pages about money: the business case as it was worked out, and any of them as people read it."""

from django.test import Client

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.money_page import MoneyPage, money_page
from tests.apps.dossiers.conftest import address
from tests.factories import TODAY


def money_of(dossier: Dossier, language: str = "nl") -> MoneyPage:
    return money_page(dossier, answers_of(dossier), shipped(), language=language, today=TODAY)


def shown(client: Client, dossier: Dossier, name: str = "money", **asked: str) -> str:
    response = client.get(address(dossier, name), asked)
    assert response.status_code == 200
    return response.content.decode()
