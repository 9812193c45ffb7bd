"""The pages of a link: read without an account, answer a step, say something; and never who said what."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from schuifaan.apps.dossiers.actions import sharing
from schuifaan.apps.dossiers.actions.commenting import comment_on_step
from schuifaan.apps.dossiers.actions.saving import LinkClosed
from schuifaan.apps.dossiers.models import Answer, AnswerChange, Comment, Dossier, ShareLink
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.shared import questions_for, without_addresses
from schuifaan.apps.people.models import User
from tests.factories import NOW
from tests.factories.dossiers import answer

pytestmark = pytest.mark.django_db

RESIDENTS = ["needs.wanted", "needs.wished_use", "needs.wished_place", "needs.contribution", "needs.needed"]


def make_link(dossier: Dossier, step: str = "", *, may_answer: bool = False, **fields: object) -> ShareLink:
    now = timezone.now()
    said = {"token": "geheim", "label": "bewoners", "created_at": now, "expires_at": now + timedelta(days=9)}
    return ShareLink.objects.create(dossier=dossier, step=step, may_answer=may_answer, **{**said, **fields})


@pytest.fixture
def answering(dossier: Dossier) -> ShareLink:
    return make_link(dossier, "step.needs", may_answer=True)


def address(name: str = "shared", **keys: str) -> str:
    return reverse(f"dossiers:{name}", kwargs={"token": "geheim", **keys})


def question(question_id: str) -> str:
    return address("shared_question", question=question_id)


# ------------------------------------------------------------------ reading


def test_whole_dossier_reads_in_words(dossier: Dossier, client: Client) -> None:
    make_link(dossier)
    answer(dossier, "goal.area", {"scale": "complex", "name": "Kruisweg"})
    answer(dossier, "partners.parties", {"name": "Huurdersraad", "kind": "residents"}, item="r1")
    response = client.get(address())
    page = response.content.decode()
    goal = shipped().questions_by_id["goal.area"]
    assert response.status_code == 200
    assert goal.text.nl in page
    assert "Kruisweg" in page
    assert "Huurdersraad" in page
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert "no-store" in response.headers["Cache-Control"]


def test_nobody_is_named_and_no_remark_of_the_team_is_shown(
    dossier: Dossier, professional: User, client: Client
) -> None:
    make_link(dossier)
    User.objects.filter(pk=professional.pk).update(name="Saskia Bekker")
    professional.refresh_from_db()
    answer(
        dossier,
        "goal.role",
        {"role": "Vraag het aan jan.jansen@voorbeeld.nl, zei de wijkagent."},
        by=professional,
    )
    comment_on_step(dossier=dossier, step="step.goal", text="Dit blijft onder ons", by=professional, now=NOW)
    page = client.get(address()).content.decode()
    assert "zei de wijkagent" in page
    for secret in ("Saskia", professional.email, "jan.jansen", "@", "onder ons", "bewoners</"):
        assert secret not in re.sub(r"<(script|meta|link)[^>]*>", "", page), secret


def test_no_cookie_but_the_one_against_forgery(dossier: Dossier, client: Client) -> None:
    make_link(dossier)
    assert set(client.get(address()).cookies) == {"csrftoken"}


def test_addresses_in_free_text_are_left_out() -> None:
    assert without_addresses("Mail a.b+c@voorbeeld.co.nl of bel.") == "Mail … of bel."
    assert without_addresses("2 @ 3") == "2 @ 3"


def test_link_to_a_step_shows_that_step_only(dossier: Dossier, client: Client) -> None:
    make_link(dossier, "step.needs")
    answer(dossier, "goal.area", {"scale": "complex", "name": "Kruisweg"})
    answer(dossier, "needs.existing", {"name": "De Brug"}, item="r1")
    page = client.get(address()).content.decode()
    assert "De Brug" in page
    assert "Kruisweg" not in page
    assert client.get(question("needs.wanted")).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"revoked_at": NOW},
        {"expires_at": NOW - timedelta(days=1), "created_at": NOW - timedelta(days=2)},
    ],
    ids=["revoked", "expired"],
)
def test_closed_link_says_so_kindly(dossier: Dossier, client: Client, fields: dict[str, object]) -> None:
    make_link(dossier, "step.needs", may_answer=True, **fields)
    addresses = [
        (client.get, address()),
        (client.get, question("needs.wanted")),
        (client.post, question("needs.wanted")),
        (client.post, address("shared_comment")),
    ]
    for ask, url in addresses:
        response = ask(url)
        assert response.status_code == 410
        assert "Deze link werkt niet meer" in response.content.decode()
        assert dossier.title not in response.content.decode()


def test_link_of_a_dossier_that_was_put_away_is_closed(dossier: Dossier, client: Client) -> None:
    make_link(dossier)
    Dossier.objects.update(archived_at=NOW)
    assert client.get(address()).status_code == 410


def test_unknown_link_is_not_there(client: Client) -> None:
    response = client.get(address())
    assert response.status_code == 404
    assert "Deze link kennen we niet" in response.content.decode()


# ------------------------------------------------------------------ answering


def test_questions_meant_for_residents_are_the_ones_to_answer(answering: ShareLink, client: Client) -> None:
    assert [one.id for one in questions_for(answering, shipped())] == RESIDENTS
    page = client.get(address()).content.decode()
    assert [question(one) in page for one in RESIDENTS] == [True] * len(RESIDENTS)


def test_step_without_such_questions_opens_its_simple_ones(dossier: Dossier) -> None:
    link = make_link(dossier, "step.location", may_answer=True)
    assert "location.candidates" in [one.id for one in questions_for(link, shipped())]
    reflecting = make_link(dossier, "step.reflection", may_answer=True, token="twee")
    assert questions_for(reflecting, shipped()) == ()


def test_answer_through_the_link_is_kept_without_a_name(
    dossier: Dossier, answering: ShareLink, client: Client
) -> None:
    sent = {"wanted": "yes", "note": "Graag koffie", "revision": "0"}
    response = client.post(question("needs.wanted"), sent)
    assert response.url == f"{address()}?dank=antwoord#dank"
    kept = Answer.objects.get()
    assert (kept.value, kept.answered_by, kept.via_link) == (
        {"wanted": "yes", "note": "Graag koffie"},
        None,
        answering,
    )
    page = client.get(response.url).content.decode()
    assert "Dank je wel. Je antwoord is bewaard." in page
    assert "Graag koffie" in page


@pytest.mark.usefixtures("answering")
def test_somebody_elses_answer_is_not_lost_and_neither_is_mine(dossier: Dossier, client: Client) -> None:
    answer(dossier, "needs.wished_use", {"wishes": ["Koken"]})
    response = client.post(question("needs.wished_use"), {"wishes": "Kaarten\nBreien", "revision": "0"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Koken" in page
    assert "Kaarten\nBreien</textarea>" in page
    assert Answer.objects.get().value == {"wishes": ["Koken"]}
    assert '<input type="hidden" name="revision" value="1">' in page
    again = client.post(question("needs.wished_use"), {"wishes": "Koken\nKaarten\nBreien", "revision": "1"})
    assert again.status_code == 302
    assert Answer.objects.get().value == {"wishes": ["Koken", "Kaarten", "Breien"]}


@pytest.mark.usefixtures("answering")
def test_wrong_answer_comes_back_with_what_was_typed(client: Client) -> None:
    response = client.post(question("needs.wanted"), {"wanted": "misschien", "note": "Wel koffie"})
    assert response.status_code == 422
    assert "Wel koffie" in response.content.decode()
    assert not Answer.objects.exists()


@pytest.mark.usefixtures("answering")
def test_question_outside_the_link_stays_closed(
    dossier: Dossier, answering: ShareLink, client: Client
) -> None:
    for closed in ("goal.area", "needs.evidence", "needs.existing_searched", "onzin"):
        assert client.get(question(closed)).status_code == 404
        assert client.post(question(closed), {"searched": "found"}).status_code == 404
    with pytest.raises(LinkClosed):
        sharing.answer_through_link(
            link=answering, question_id="needs.existing_searched", item="", value={"searched": "found"},
            revision=0, now=timezone.now(),
        )  # fmt: skip


def test_row_is_added_once_however_often_it_is_sent(dossier: Dossier, client: Client) -> None:
    make_link(dossier, "step.location", may_answer=True)
    url = address("shared_row", question="location.candidates", item="nieuw")
    key = re.search(r'name="row" value="(\w+)"', client.get(url).content.decode())[1]
    sent = {"row": key, "revision": "0", "name": "De oude school"}
    assert client.post(url, sent).status_code == 302
    assert client.post(url, sent).status_code == 302
    assert Answer.objects.get().item == key
    changed = client.post(
        address("shared_row", question="location.candidates", item=key),
        {"revision": "1", "name": "De oude school", "address": "Schoolplein 1"},
    )
    assert changed.status_code == 302
    assert Answer.objects.get().value["address"] == "Schoolplein 1"
    gone = address("shared_row", question="location.candidates", item="weg")
    assert client.get(gone).status_code == 404


@pytest.mark.usefixtures("answering")
def test_answer_with_an_address_in_it_is_the_teams(dossier: Dossier, client: Client) -> None:
    answer(dossier, "needs.wished_use", {"wishes": ["Mail jan@voorbeeld.nl"]})
    assert client.get(question("needs.wished_use")).status_code == 404
    assert client.post(question("needs.wished_use"), {"wishes": "x", "revision": "1"}).status_code == 404
    page = client.get(address()).content.decode()
    assert "jan@voorbeeld.nl" not in page


@pytest.mark.usefixtures("answering")
def test_what_fills_in_the_hidden_field_is_not_kept(client: Client) -> None:
    response = client.post(question("needs.wanted"), {"wanted": "yes", "website": "http://spam.example"})
    assert response.status_code == 302
    assert not Answer.objects.exists()
    sent = {"step": "step.needs", "text": "Koop nu", "website": "x"}
    assert client.post(address("shared_comment"), sent).status_code == 302
    assert not Comment.objects.exists()


@pytest.mark.usefixtures("answering")
def test_flood_of_answers_stops(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(sharing, "MOST_ANSWERS_THROUGH_A_LINK", 1)
    client.post(question("needs.wanted"), {"wanted": "yes", "revision": "0"})
    response = client.post(question("needs.wanted"), {"wanted": "no", "note": "toch niet", "revision": "1"})
    assert response.status_code == 429
    assert "toch niet" in response.content.decode()
    assert AnswerChange.objects.count() == 1


# ------------------------------------------------------------------ saying something


def test_remark_through_the_link_reaches_the_team(dossier: Dossier, client: Client) -> None:
    link = make_link(dossier)
    response = client.post(address("shared_comment"), {"step": "step.goal", "text": "Denk aan de lift"})
    assert response.url == f"{address()}?dank=opmerking#dank"
    said = Comment.objects.get()
    assert (said.text, said.step, said.by, said.via_link) == ("Denk aan de lift", "step.goal", None, link)
    assert "Denk aan de lift" not in client.get(address()).content.decode()


def test_empty_remark_is_refused_beside_its_field(dossier: Dossier, client: Client) -> None:
    make_link(dossier)
    response = client.post(address("shared_comment"), {"step": "step.goal", "text": " "})
    assert response.status_code == 422
    assert list(response.context["comment_form"].errors) == ["text"]


@pytest.mark.usefixtures("answering")
def test_remark_at_another_step_than_the_link_shows_is_refused(client: Client) -> None:
    assert client.post(address("shared_comment"), {"step": "step.goal", "text": "x"}).status_code == 422
    assert not Comment.objects.exists()


def test_post_without_the_token_against_forgery_is_refused(dossier: Dossier) -> None:
    make_link(dossier)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address("shared_comment"), {"step": "step.goal", "text": "x"}).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_shared_page_asks_the_database_twice(
    dossier: Dossier, client: Client, count: int, django_assert_num_queries
) -> None:
    make_link(dossier)
    for number in range(count):
        answer(dossier, "goal.assumptions", {"text": f"Aanname {number}"}, item=f"r{number}")
    # The link with its dossier, the answers.
    with django_assert_num_queries(2):
        client.get(address())
