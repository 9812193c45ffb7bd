"""Links for people without an account: made, listed, printed, taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.actions.sharing import make_link, revoke_link
from schuifaan.apps.dossiers.models import Dossier, ShareLink
from schuifaan.apps.dossiers.queries.finding import open_link
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.links import links_of
from schuifaan.apps.people.models import AuditEvent, User
from tests.apps.dossiers.conftest import address, sign_in
from tests.factories import NOW, TODAY, make_user
from tests.factories.dossiers import make_dossier, make_member

pytestmark = pytest.mark.django_db


def link_for(dossier: Dossier, by: User, **fields: object) -> ShareLink:
    said = {"label": "bewoners", "until_date": TODAY + timedelta(days=60), **fields}
    return make_link(dossier=dossier, by=by, now=NOW, **said)  # type: ignore[arg-type]


def test_link_works_until_the_end_of_its_last_day(dossier: Dossier, professional: User) -> None:
    link = link_for(dossier, professional, until_date=TODAY)
    assert timezone.localtime(link.expires_at).isoformat() == "2026-11-22T00:00:00+01:00"
    assert open_link(link.token, now=link.expires_at - timedelta(seconds=1)) == link
    assert open_link(link.token, now=link.expires_at) is None


def test_secret_of_a_link_is_long_and_its_own(dossier: Dossier, professional: User) -> None:
    tokens = {link_for(dossier, professional).token for _ in range(3)}
    assert len(tokens) == 3
    assert {len(token) for token in tokens} == {32}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"label": "  "}, "label"),
        ({"may_answer": True}, "step"),
        ({"step": "step.bestaat_niet"}, "step"),
        ({"until_date": TODAY - timedelta(days=1)}, "until_date"),
        ({"until_date": TODAY + timedelta(days=367)}, "until_date"),
    ],
)
def test_link_that_cannot_be_is_refused_beside_its_field(
    dossier: Dossier, professional: User, fields: dict[str, object], field: str
) -> None:
    with pytest.raises(DossierError) as refused:
        link_for(dossier, professional, **fields)
    assert refused.value.field == field
    assert not ShareLink.objects.exists()


def test_revoked_link_opens_nothing_and_says_so_once(dossier: Dossier, professional: User) -> None:
    link = link_for(dossier, professional)
    revoke_link(link=link, by=professional, now=NOW)
    revoke_link(link=link, by=professional, now=NOW + timedelta(hours=1))
    assert open_link(link.token, now=NOW) is None
    assert ShareLink.objects.get().revoked_at == NOW
    assert list(
        AuditEvent.objects.filter(scope=dossier.audit_scope).order_by("verb").values_list("verb", "subject")
    ) == [("dossier.link_made", "bewoners"), ("dossier.link_revoked", "bewoners")]


def test_list_shows_what_works_first(dossier: Dossier, professional: User) -> None:
    working = link_for(dossier, professional, label="werkt", step="step.needs", may_answer=True)
    revoked = link_for(dossier, professional, label="ingetrokken")
    revoke_link(link=revoked, by=professional, now=NOW)
    old = link_for(dossier, professional, label="verlopen")
    ShareLink.objects.filter(pk=old.pk).update(expires_at=NOW, created_at=NOW - timedelta(days=9))
    shown = links_of(dossier, knowledge=shipped(), language="nl", now=NOW)
    assert [(link.pk, link.state) for link in shown] == [
        (working.pk, "werkt"),
        (revoked.pk, "ingetrokken"),
        (old.pk, "verlopen"),
    ]
    assert (shown[0].may_answer, shown[0].until) == (True, TODAY + timedelta(days=60))


def test_page_makes_a_link_and_shows_where_it_leads(
    dossier: Dossier, professional: User, client: Client
) -> None:
    sign_in(client, professional)
    until = (timezone.localdate() + timedelta(days=60)).isoformat()
    assert f'value="{until}"' in client.get(address(dossier, "links")).content.decode()
    sent = {"label": "bewoners", "step": "step.needs", "may_answer": "on", "until_date": until}
    page = client.post(address(dossier, "links"), sent, follow=True).content.decode()
    link = ShareLink.objects.get()
    assert f"http://testserver/d/{link.token}/" in page
    assert (link.step, link.may_answer) == ("step.needs", True)
    sheet = client.get(address(dossier, "link_sheet", pk=link.pk))
    assert sheet.status_code == 200
    assert f"http://testserver/d/{link.token}/" in sheet.content.decode()


def test_answering_without_a_step_is_refused_beside_the_field(
    dossier: Dossier, professional: User, client: Client
) -> None:
    sent = {"label": "bewoners", "may_answer": "on", "until_date": timezone.localdate().isoformat()}
    response = sign_in(client, professional).post(address(dossier, "links"), sent)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["step"]


def test_editor_shares_nothing(dossier: Dossier, professional: User, client: Client) -> None:
    anna = make_user("anna@example.org")
    make_member(dossier, anna)
    link = link_for(dossier, professional)
    with pytest.raises(PermissionDenied):
        link_for(dossier, anna)
    with pytest.raises(PermissionDenied):
        revoke_link(link=link, by=anna, now=NOW)
    sign_in(client, anna)
    assert client.get(address(dossier, "links")).status_code == 403
    assert client.get(address(dossier, "link_sheet", pk=link.pk)).status_code == 403
    assert client.post(address(dossier, "link_revoke", pk=link.pk)).status_code == 403


def test_link_of_another_dossier_is_not_here(
    dossier: Dossier, professional: User, stranger: User, client: Client
) -> None:
    link = link_for(make_dossier(stranger), stranger)
    sign_in(client, professional)
    assert client.post(address(dossier, "link_revoke", pk=link.pk)).status_code == 404
    assert client.get(address(dossier, "link_sheet", pk=link.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_link_list_asks_the_database_once(
    dossier: Dossier, professional: User, count: int, django_assert_num_queries
) -> None:
    for _ in range(count):
        link_for(dossier, professional)
    with django_assert_num_queries(1):
        links_of(dossier, knowledge=shipped(), language="nl", now=NOW)
