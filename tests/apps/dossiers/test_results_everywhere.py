"""Every page with results, on every worked case, in both languages."""

import pytest
from django.urls import reverse

from schuifaan.apps.dossiers.models import Answer
from schuifaan.apps.dossiers.queries.handbook import shipped
from tests.apps.dossiers.results_cases import CASES, case_dossier
from tests.factories.dossiers import make_dossier

pytestmark = pytest.mark.once

PAGES = (
    "quickscan",
    "types",
    "management",
    "without_party",
    "programme",
    "photos",
    "revival",
    "without_room",
    "money",
    "money_sources",
    "money_best",
)


def every_address(dossier):
    addresses = [reverse(f"dossiers:{page}", kwargs={"key": dossier.key}) for page in PAGES]
    for row in Answer.objects.filter(dossier=dossier, question="partners.parties"):
        addresses.append(f"{addresses[3]}?partij={row.item}")
    for tree in shipped().trees:
        at = {"key": dossier.key, "tree": tree.id}
        addresses += [reverse("dossiers:tree", kwargs=at), reverse("dossiers:tree_drawing", kwargs=at)]
    return addresses


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("case", CASES)
def test_every_page_opens(client, professional, case, language):
    dossier = case_dossier(professional, case)
    client.force_login(professional)
    client.cookies["taal"] = language
    for address in every_address(dossier):
        response = client.get(address)
        assert (address, response.status_code) == (address, 200)
        assert f'<html lang="{language}"' in response.content.decode()


def test_every_page_opens_with_nothing_in_it(client, professional):
    dossier = make_dossier(professional)
    client.force_login(professional)
    for address in every_address(dossier):
        assert (address, client.get(address).status_code) == (address, 200)


def test_stranger_sees_none_of_it(client, professional, stranger):
    dossier = make_dossier(professional)
    client.force_login(stranger)
    for address in every_address(dossier):
        assert (address, client.get(address).status_code) == (address, 403)


def test_what_was_put_away_can_be_read_but_not_changed(client, professional):
    dossier = case_dossier(professional, "silent-room-quarrelling-board")
    dossier.archived_at = dossier.created_at
    dossier.save(update_fields=["archived_at"])
    client.force_login(professional)
    for address in every_address(dossier):
        page = client.get(address)
        assert (address, page.status_code) == (address, 200)
        assert "Maak er een taak van" not in page.content.decode()
        assert "walk-answer" not in page.content.decode()
