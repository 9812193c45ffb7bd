"""Remarks at a step."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from schuifaan.apps.dossiers.actions import commenting
from schuifaan.apps.dossiers.actions.saving import DossierError, LinkClosed
from schuifaan.apps.dossiers.enums import DossierRole
from schuifaan.apps.dossiers.models import Comment, Dossier, ShareLink
from schuifaan.apps.dossiers.queries.comments import comments_of
from schuifaan.apps.people.models import User
from tests.apps.dossiers.conftest import address, sign_in
from tests.factories import NOW, make_user
from tests.factories.dossiers import make_dossier, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(dossier: Dossier) -> User:
    user = make_user("lezer@example.org")
    make_member(dossier, user, DossierRole.READER)
    return user


def at_goal(dossier: Dossier, name: str, **keys: object) -> str:
    return address(dossier, name, **{"step": "goal", **keys})


def remark(dossier: Dossier, by: User, text: str = "Goed idee") -> Comment:
    return commenting.comment_on_step(dossier=dossier, step="step.goal", text=text, by=by, now=NOW)


def make_link(dossier: Dossier, **fields: object) -> ShareLink:
    said = {"token": "t", "label": "bewoners", "created_at": NOW, "expires_at": NOW + timedelta(days=1)}
    return ShareLink.objects.create(dossier=dossier, **{**said, **fields})


def test_remark_stands_at_its_step(dossier: Dossier, professional: User) -> None:
    remark(dossier, professional)
    shown = comments_of(dossier, "step.goal")
    assert [(one.who, one.text, one.is_removed) for one in shown] == [(str(professional), "Goed idee", False)]
    assert comments_of(dossier, "step.needs") == ()


def test_reader_may_remark_through_the_page(dossier: Dossier, reader: User, client: Client) -> None:
    response = sign_in(client, reader).post(at_goal(dossier, "comment"), {"text": "Denk aan de lift"})
    assert response.url == address(dossier, "step", step="goal") + "#opmerkingen"
    assert Comment.objects.get().text == "Denk aan de lift"


def test_empty_remark_comes_back_with_the_page(dossier: Dossier, professional: User, client: Client) -> None:
    response = sign_in(client, professional).post(at_goal(dossier, "comment"), {"text": "  "})
    assert response.status_code == 422
    assert list(response.context["comment_form"].errors) == ["text"]
    assert not Comment.objects.exists()


def test_unknown_step_is_not_there(dossier: Dossier, professional: User, client: Client) -> None:
    url = address(dossier, "comment", step="onzin")
    assert sign_in(client, professional).post(url, {"text": "x"}).status_code == 404


def test_removed_remark_says_only_that_and_can_come_back(
    dossier: Dossier, professional: User, client: Client
) -> None:
    comment = remark(dossier, professional)
    sign_in(client, professional)
    client.post(at_goal(dossier, "comment_remove", pk=comment.pk))
    assert [(one.text, one.is_removed) for one in comments_of(dossier, "step.goal")] == [("", True)]
    client.post(at_goal(dossier, "comment_restore", pk=comment.pk))
    assert [one.text for one in comments_of(dossier, "step.goal")] == ["Goed idee"]


def test_only_the_writer_and_who_leads_take_a_remark_away(
    dossier: Dossier, professional: User, reader: User, client: Client
) -> None:
    theirs = remark(dossier, professional)
    mine = remark(dossier, reader)
    sign_in(client, reader)
    assert client.post(at_goal(dossier, "comment_remove", pk=theirs.pk)).status_code == 403
    assert client.post(at_goal(dossier, "comment_remove", pk=mine.pk)).status_code == 302
    assert client.post(at_goal(dossier, "comment_restore", pk=theirs.pk)).status_code == 403
    commenting.restore_comment(comment=mine, by=professional)
    mine.refresh_from_db()
    assert mine.removed_at is None


def test_remark_of_another_step_or_dossier_is_not_here(
    dossier: Dossier, professional: User, stranger: User, client: Client
) -> None:
    elsewhere = remark(make_dossier(stranger), stranger)
    sign_in(client, professional)
    assert client.post(at_goal(dossier, "comment_remove", pk=elsewhere.pk)).status_code == 404
    mine = remark(dossier, professional)
    assert client.post(at_goal(dossier, "comment_remove", pk=mine.pk, step="needs")).status_code == 404


def test_stranger_says_nothing(dossier: Dossier, stranger: User, client: Client) -> None:
    assert sign_in(client, stranger).post(at_goal(dossier, "comment"), {"text": "x"}).status_code == 403
    with pytest.raises(PermissionDenied):
        remark(dossier, stranger)


@pytest.mark.parametrize(
    "fields",
    [{"revoked_at": NOW}, {"expires_at": NOW, "created_at": NOW - timedelta(days=1)}, {"step": "step.needs"}],
    ids=["revoked", "expired", "another step"],
)
def test_closed_link_says_nothing(dossier: Dossier, fields: dict[str, object]) -> None:
    link = make_link(dossier, **fields)
    with pytest.raises(LinkClosed):
        commenting.comment_on_step(dossier=dossier, step="step.goal", text="x", via=link, now=NOW)


def test_link_of_another_dossier_says_nothing_here(dossier: Dossier, stranger: User) -> None:
    link = make_link(make_dossier(stranger))
    with pytest.raises(LinkClosed):
        commenting.comment_on_step(dossier=dossier, step="step.goal", text="x", via=link, now=NOW)


def test_no_flood_through_one_link(dossier: Dossier, monkeypatch) -> None:
    monkeypatch.setattr(commenting, "MOST_THROUGH_A_LINK", 1)
    link = make_link(dossier)
    said = {"dossier": dossier, "step": "step.goal", "text": "x", "via": link}
    commenting.comment_on_step(**said, now=NOW)
    with pytest.raises(commenting.TooMuchAtOnce):
        commenting.comment_on_step(**said, now=NOW + timedelta(minutes=59))
    commenting.comment_on_step(**said, now=NOW + timedelta(minutes=61))


def test_dossier_that_was_put_away_takes_no_remark(dossier: Dossier, professional: User) -> None:
    dossier.archived_at = NOW
    with pytest.raises(DossierError):
        remark(dossier, professional)


@pytest.mark.parametrize("count", [1, 3])
def test_remarks_ask_the_database_once(
    dossier: Dossier, professional: User, count: int, django_assert_num_queries
) -> None:
    for _ in range(count):
        remark(dossier, professional)
    with django_assert_num_queries(1):
        comments_of(dossier, "step.goal")
