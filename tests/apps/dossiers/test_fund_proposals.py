"""Proposing a fund for the handbook of the organisation: it waits, is taken over or is refused."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from schuifaan.apps.dossiers.actions.proposing import (
    MOST_WAITING,
    ProposalRefused,
    accept_proposal,
    propose_fund,
    refuse_proposal,
)
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.models import Dossier, FundProposal, OwnItem
from schuifaan.apps.dossiers.queries.handbook import knowledge_of
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import AuditEvent, Organisation, User
from tests.apps.dossiers.conftest import address, sign_in
from tests.apps.dossiers.money_pages import shown
from tests.factories import NOW, make_membership, make_user
from tests.factories.dossiers import make_dossier, make_member

pytestmark = pytest.mark.django_db

PROPOSED: dict[str, Any] = {
    "name": "Buurtpot",
    "url": "https://buurtpot.example.org/",
    "applicants": ["residents_group"],
    "region": "Onze stad",
    "supports": "Kleine dingen voor de buurt.",
}


@pytest.fixture
def woonvrij(professional: User) -> Organisation:
    return Organisation.objects.get(slug="woonvrij")


@pytest.fixture
def leader(woonvrij: Organisation) -> User:
    user = make_user("leiding@example.org")
    make_membership(user, woonvrij, OrganisationRole.MANAGER)
    return user


@pytest.fixture
def shared_dossier(professional: User, woonvrij: Organisation) -> Dossier:
    return make_dossier(professional, organisation=woonvrij)


@pytest.fixture
def resident(shared_dossier: Dossier) -> User:
    """Works on the dossier, does not belong to the organisation."""
    user = make_user("bewoner@example.org")
    make_member(shared_dossier, user)
    return user


def test_proposal_waits_and_is_listed_with_its_date_after_the_check(
    client: Client, shared_dossier: Dossier, woonvrij: Organisation, resident: User, leader: User
) -> None:
    sign_in(client, resident)
    assert client.post(address(shared_dossier, "money_funds"), PROPOSED).status_code == 302
    proposal = FundProposal.objects.get()
    assert (proposal.state, proposal.proposed_by) == ("waiting", resident)
    assert "wacht op controle" in shown(client, shared_dossier, "money_funds")
    assert "Buurtpot" not in {fund.name for fund in knowledge_of(woonvrij).funds}

    checking = sign_in(Client(), leader)
    handbook = "/beheer/organisaties/woonvrij/handboek/"
    assert f"{handbook}voorstel/{proposal.pk}/" in checking.get(handbook).content.decode()
    page = checking.get(f"{handbook}voorstel/{proposal.pk}/")
    sent = {bound.html_name: bound.value() or "" for bound in page.context["form"]}
    assert sent["name"] == "Buurtpot"
    done = checking.post(f"{handbook}voorstel/{proposal.pk}/", sent)
    assert (done.status_code, done["Location"]) == (302, handbook)

    (fund,) = [one for one in knowledge_of(woonvrij).funds if one.name == "Buurtpot"]
    assert fund.checked_on == timezone.localdate()
    html = shown(client, shared_dossier, "money_funds")
    assert "staat in het handboek" in html
    assert "Buurtpot" in html[html.index('id="fondsen-maybe"') : html.index('id="voorstellen"')]
    verbs = AuditEvent.objects.filter(scope=woonvrij.audit_scope, verb__startswith="handbook.fund_")
    assert sorted(verbs.values_list("verb", "subject")) == [
        ("handbook.fund_accepted", "Buurtpot"),
        ("handbook.fund_proposed", "Buurtpot"),
    ]


def test_refused_proposal_tells_why(
    client: Client, shared_dossier: Dossier, professional: User, leader: User
) -> None:
    proposal = propose_fund(dossier=shared_dossier, by=professional, now=NOW, **PROPOSED)
    url = f"/beheer/organisaties/woonvrij/handboek/voorstel/{proposal.pk}/"
    checking = sign_in(Client(), leader)
    empty = checking.post(url, {"refuse": "1", "niet-note": ""})
    assert (empty.status_code, FundProposal.objects.get().state) == (422, "waiting")
    assert checking.post(url, {"refuse": "1", "niet-note": "Het fonds is gestopt."}).status_code == 302
    assert OwnItem.objects.count() == 0
    sign_in(client, professional)
    html = shown(client, shared_dossier, "money_funds")
    assert "niet overgenomen" in html
    assert "Het fonds is gestopt." in html


def test_only_who_leads_the_organisation_decides(
    shared_dossier: Dossier, professional: User, resident: User
) -> None:
    proposal = propose_fund(dossier=shared_dossier, by=resident, now=NOW, **PROPOSED)
    url = f"/beheer/organisaties/woonvrij/handboek/voorstel/{proposal.pk}/"
    for user in (professional, resident):
        assert sign_in(Client(), user).get(url).status_code == 403
        with pytest.raises(PermissionDenied):
            refuse_proposal(proposal=proposal, note="Nee", by=user, now=NOW)
        with pytest.raises(PermissionDenied):
            accept_proposal(proposal=proposal, content={}, by=user, now=NOW)
    assert FundProposal.objects.get().state == "waiting"


def test_second_decision_is_told_that_somebody_was_first(
    shared_dossier: Dossier, professional: User, leader: User
) -> None:
    proposal = propose_fund(dossier=shared_dossier, by=professional, now=NOW, **PROPOSED)
    refuse_proposal(proposal=proposal, note="Nee", by=leader, now=NOW)
    with pytest.raises(ProposalRefused, match="Iemand heeft hier al over beslist"):
        accept_proposal(proposal=proposal, content={}, by=leader, now=NOW)


def test_reader_cannot_propose_and_an_incomplete_proposal_keeps_its_text(
    client: Client, shared_dossier: Dossier, professional: User
) -> None:
    reader = make_user("lezer@example.org")
    make_member(shared_dossier, reader, "reader")
    sign_in(client, reader)
    assert client.post(address(shared_dossier, "money_funds"), PROPOSED).status_code == 403
    with pytest.raises(PermissionDenied):
        propose_fund(dossier=shared_dossier, by=reader, now=NOW, **PROPOSED)
    sign_in(client, professional)
    page = client.post(address(shared_dossier, "money_funds"), PROPOSED | {"name": "", "region": "Ergens"})
    assert (page.status_code, FundProposal.objects.count()) == (422, 0)
    assert 'value="Ergens"' in page.content.decode()


def test_dossier_of_nobody_and_dossier_put_away_take_no_proposal(
    team: Client, dossier: Dossier, shared_dossier: Dossier, professional: User
) -> None:
    with pytest.raises(ProposalRefused, match="hoort niet bij een organisatie"):
        propose_fund(dossier=dossier, by=professional, now=NOW, **PROPOSED)
    assert "Stel dit fonds voor" not in shown(team, dossier, "money_funds")
    shared_dossier.archived_at = NOW
    shared_dossier.save(update_fields=["archived_at"])
    with pytest.raises(DossierError, match="weggezet"):
        propose_fund(dossier=shared_dossier, by=professional, now=NOW, **PROPOSED)
    assert "Stel dit fonds voor" not in shown(team, shared_dossier, "money_funds")


def test_more_than_fifty_proposals_do_not_wait(shared_dossier: Dossier, professional: User) -> None:
    for _number in range(MOST_WAITING):
        propose_fund(dossier=shared_dossier, by=professional, now=NOW, **PROPOSED)
    with pytest.raises(ProposalRefused, match="Er wachten al veel voorstellen"):
        propose_fund(dossier=shared_dossier, by=professional, now=NOW, **PROPOSED)
