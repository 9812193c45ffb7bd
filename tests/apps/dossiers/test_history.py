"""Who answered what, when, from what into what; and putting one back."""

from datetime import timedelta

import pytest
from django.test import Client

from schuifaan.apps.dossiers.actions.saving import keep_answer, remove_answer
from schuifaan.apps.dossiers.enums import DossierRole
from schuifaan.apps.dossiers.models import Answer, AnswerChange, Dossier, ShareLink
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.history import HistoryPage, SaidChange, history_of
from schuifaan.apps.people.models import User
from tests.apps.dossiers.conftest import address, sign_in
from tests.factories import NOW, make_user
from tests.factories.dossiers import make_dossier, make_member

pytestmark = pytest.mark.django_db


def page_of(dossier: Dossier, **wanted: object) -> HistoryPage:
    return history_of(dossier, answers=answers_of(dossier), knowledge=shipped(), language="nl", **wanted)  # type: ignore[arg-type]


def said(dossier: Dossier, by: User, scale: str, revision: int, name: str = "Malberg") -> Answer:
    return keep_answer(
        dossier=dossier,
        question_id="goal.area",
        value={"scale": scale, "name": name},
        revision=revision,
        by=by,
        now=NOW + timedelta(minutes=revision),
    )


def test_history_says_who_and_from_what_into_what(dossier: Dossier, professional: User) -> None:
    said(dossier, professional, "complex", 0)
    said(dossier, professional, "district", 1)
    newest, first = page_of(dossier).rows
    assert (newest.who, newest.what) == (str(professional), "heeft dit veranderd")
    assert first.what == "heeft dit ingevuld"
    area = shipped().questions_by_id["goal.area"]
    options = {option.id: option.text.nl for option in area.field("scale").options}
    assert newest.changes == (
        SaidChange(area.field("scale").label.nl, (options["complex"],), (options["district"],)),
    )


def test_row_that_is_gone_keeps_its_name(dossier: Dossier, professional: User) -> None:
    keep_answer(
        dossier=dossier,
        question_id="goal.assumptions",
        item="r1",
        value={"text": "Mensen willen koffie"},
        revision=0,
        by=professional,
        now=NOW,
    )
    remove_answer(
        dossier=dossier, question_id="goal.assumptions", item="r1", revision=1, by=professional, now=NOW
    )
    removed, added = page_of(dossier).rows
    assert (removed.item, removed.what) == ("Mensen willen koffie", "heeft dit weggehaald")
    assert [(change.before, change.after) for change in removed.changes] == [(("Mensen willen koffie",), ())]
    assert added.item == "Mensen willen koffie"


def test_answer_through_a_link_names_the_link_and_nobody(dossier: Dossier) -> None:
    link = ShareLink.objects.create(
        dossier=dossier, token="t", label="bewoners", created_at=NOW, expires_at=NOW + timedelta(days=1)
    )
    change = {"question": "needs.wanted", "after": {"wanted": "yes"}, "at": NOW}
    AnswerChange.objects.create(dossier=dossier, via_link=link, **change)
    AnswerChange.objects.create(dossier=dossier, **change)
    assert [row.who for row in page_of(dossier).rows] == [
        "Iemand die niet meer meewerkt",
        "Via de link “bewoners”",
    ]


def test_pages_follow_each_other_without_a_gap(dossier: Dossier, professional: User) -> None:
    for number in range(5):
        AnswerChange.objects.create(
            dossier=dossier,
            question="goal.area",
            after={"name": str(number)},
            by=professional,
            # Two at the very same moment: the number decides.
            at=NOW + timedelta(minutes=number // 2),
        )
    first = page_of(dossier, limit=2)
    second = page_of(dossier, limit=2, before=first.next_before)
    third = page_of(dossier, limit=2, before=second.next_before)
    names = [row.changes[0].after[0] for page in (first, second, third) for row in page.rows]
    assert names == ["4", "3", "2", "1", "0"]
    assert third.next_before == ""


@pytest.mark.parametrize("cursor", ["onzin", "2026-01-01_x", "_5", "2026-13-01T00:00_4", "x_²"])
def test_bad_cursor_shows_the_first_page(dossier: Dossier, professional: User, cursor: str) -> None:
    said(dossier, professional, "complex", 0)
    assert len(page_of(dossier, before=cursor).rows) == 1


def test_filter_shows_one_step(dossier: Dossier, professional: User, client: Client) -> None:
    said(dossier, professional, "complex", 0)
    url = address(dossier, "history")
    sign_in(client, professional)
    assert len(client.get(url, {"stap": "goal"}).context["page"].rows) == 1
    assert len(client.get(url, {"stap": "needs"}).context["page"].rows) == 0
    assert len(client.get(url, {"stap": "bestaat-niet"}).context["page"].rows) == 1


def test_put_back_returns_what_was_there(dossier: Dossier, professional: User, client: Client) -> None:
    said(dossier, professional, "complex", 0)
    said(dossier, professional, "district", 1)
    change = AnswerChange.objects.latest("pk")
    url = address(dossier, "put_back", pk=change.pk)
    response = sign_in(client, professional).post(url, follow=True)
    assert "Teruggezet naar hoe het daarvoor was" in response.content.decode()
    assert Answer.objects.get(dossier=dossier).value["scale"] == "complex"
    assert AnswerChange.objects.filter(dossier=dossier).count() == 3


def test_put_back_that_no_longer_fits_changes_nothing(
    dossier: Dossier, professional: User, client: Client
) -> None:
    change = AnswerChange.objects.create(
        dossier=dossier, question="goal.area", before={"scale": "bestaat-niet"}, after=None, at=NOW
    )
    url = address(dossier, "put_back", pk=change.pk)
    response = sign_in(client, professional).post(url, follow=True)
    assert "past niet meer bij de rest" in response.content.decode()
    assert not Answer.objects.filter(dossier=dossier).exists()


def test_reader_sees_history_and_cannot_put_back(
    dossier: Dossier, professional: User, client: Client
) -> None:
    said(dossier, professional, "complex", 0)
    reader = make_user("lezer@example.org")
    make_member(dossier, reader, DossierRole.READER)
    sign_in(client, reader)
    page = client.get(address(dossier, "history"))
    assert page.status_code == 200
    assert "Zet terug" not in page.content.decode()
    change = AnswerChange.objects.get()
    assert client.post(address(dossier, "put_back", pk=change.pk)).status_code == 403


def test_stranger_sees_no_history(dossier: Dossier, stranger: User, client: Client) -> None:
    url = address(dossier, "history")
    assert sign_in(client, stranger).get(url).status_code == 403


def test_change_of_another_dossier_is_not_here(
    dossier: Dossier, professional: User, stranger: User, client: Client
) -> None:
    other = make_dossier(stranger)
    change = AnswerChange.objects.create(dossier=other, question="goal.area", after={}, at=NOW)
    url = address(dossier, "put_back", pk=change.pk)
    assert sign_in(client, professional).post(url).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_history_asks_the_database_once(
    dossier: Dossier, professional: User, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        said(dossier, professional, "complex", number, name=f"Malberg {number}")
    answers = answers_of(dossier)
    with django_assert_num_queries(1):
        history_of(dossier, answers=answers, knowledge=shipped(), language="nl")
