"""Making a poll, opening and closing it, and what may still be changed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent, User
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions import polls
from schuifaan.apps.voice.actions.polls import Asked, QuestionsStay
from schuifaan.apps.voice.actions.wishing import ColleagueWasFirst, WishError
from schuifaan.apps.voice.models import FreeLine, Poll, PollQuestion
from schuifaan.apps.voice.queries.polls import ideas
from tests.apps.pages import html, queries_of
from tests.factories import NOW, TODAY
from tests.factories.voice import make_poll

DESK = "/beheer/plek/t-atrium/wensen/"
TWO = [Asked("Wat wil je doen?", ("koken", "zingen")), Asked("Wat moet blijven?")]


@pytest.fixture
def draft(place: Place, manager: User) -> Poll:
    return polls.make_poll(place=place, title="Wat wil je?", questions=TWO, by=manager, now=NOW)


def opened(poll: Poll, by: User, closes_on: date = TODAY + timedelta(days=7)) -> Poll:
    return polls.open_poll(poll=poll, closes_on=closes_on, by=by, now=NOW, today=TODAY)


def change(poll: Poll, by: User, **changes: Any) -> Poll:
    usual = {
        "title": poll.title, "intro": "", "closes_on": poll.closes_on, "shows_result": True,
        "questions": polls.asked_by(poll), "version": poll.version,
    }  # fmt: skip
    return polls.change_poll(poll=poll, by=by, now=NOW, **{**usual, **changes})


def test_make_poll_writes_questions_and_wishes_in_order(draft: Poll) -> None:
    assert draft.state == "draft"
    assert polls.asked_by(draft) == TWO
    assert list(draft.questions.values_list("kind", flat=True)) == ["choose", "free"]
    assert AuditEvent.objects.get().verb == "poll.made"


def test_address_is_short_enough_to_type_over(draft: Poll) -> None:
    assert len(draft.token) == 10


def test_host_makes_no_poll(place: Place, host: User) -> None:
    with pytest.raises(NotAllowed):
        polls.make_poll(place=place, title="Wat wil je?", questions=TWO, by=host, now=NOW)


def test_more_than_twelve_questions_are_refused(place: Place, manager: User) -> None:
    many = [Asked(f"Vraag {number}") for number in range(13)]
    with pytest.raises(WishError):
        polls.make_poll(place=place, title="Wat wil je?", questions=many, by=manager, now=NOW)
    assert not Poll.objects.exists()


def test_other_questions_replace_those_there(draft: Poll, manager: User) -> None:
    change(draft, manager, questions=[Asked("Iets heel anders?")])
    assert list(PollQuestion.objects.values_list("text", flat=True)) == ["Iets heel anders?"]


def test_questions_stay_once_something_came_in(draft: Poll, manager: User) -> None:
    FreeLine.objects.create(question=draft.questions.get(position=2), text="de koffie")
    with pytest.raises(QuestionsStay):
        change(draft, manager, questions=[Asked("Iets heel anders?")])
    assert change(draft, manager, title="Andere naam").title == "Andere naam"


def test_change_over_a_colleague_is_refused(draft: Poll, manager: User) -> None:
    with pytest.raises(ColleagueWasFirst):
        change(draft, manager, version=draft.version + 1)


def test_opened_closed_and_opened_again(draft: Poll, manager: User) -> None:
    assert opened(draft, manager).state == "open"
    closed = polls.close_poll(poll=draft, by=manager, now=NOW)
    assert (closed.state, closed.closed_at) == ("closed", NOW)
    again = opened(draft, manager)
    assert (again.state, again.closed_at, again.opened_at) == ("open", None, NOW)


@pytest.mark.parametrize("closes", [TODAY - timedelta(days=1), TODAY + timedelta(days=367)])
def test_day_that_cannot_be_is_refused(draft: Poll, manager: User, closes: date) -> None:
    with pytest.raises(WishError) as refused:
        opened(draft, manager, closes)
    assert refused.value.field == "closes_on"


def test_poll_without_questions_does_not_open(place: Place, manager: User) -> None:
    empty = polls.make_poll(place=place, title="Leeg", questions=[], by=manager, now=NOW)
    with pytest.raises(WishError):
        opened(empty, manager)


def test_open_poll_keeps_a_last_day(draft: Poll, manager: User) -> None:
    now_open = opened(draft, manager)
    with pytest.raises(WishError):
        change(now_open, manager, closes_on=None)


def test_copy_asks_the_same_as_a_draft(draft: Poll, manager: User) -> None:
    copy = polls.copy_poll(poll=opened(draft, manager), by=manager, now=NOW)
    assert (copy.state, polls.asked_by(copy)) == ("draft", TWO)
    assert copy.token != draft.token


def test_only_a_draft_is_thrown_away(draft: Poll, manager: User) -> None:
    now_open = opened(draft, manager)
    with pytest.raises(WishError):
        polls.drop_draft(poll=now_open, by=manager)
    polls.drop_draft(poll=polls.copy_poll(poll=draft, by=manager, now=NOW), by=manager)
    assert Poll.objects.get() == draft


# -- At the desk ----------------------------------------------------------------------------------

pages = pytest.mark.usefixtures("that_saturday")


@pages
def test_ideas_that_are_picked_become_questions(at_work: Client) -> None:
    picked = ideas()[:2]
    response = at_work.post(f"{DESK}nieuw/", {"title": "Wensen", "ideas": [one.key for one in picked]})
    poll = Poll.objects.get()
    assert response["Location"] == f"{DESK}{poll.pk}/vragen/"
    assert polls.asked_by(poll) == [Asked(one.text, one.wishes) for one in picked]


@pages
def test_words_own_questions_and_order_are_changed_on_one_page(at_work: Client, draft: Poll) -> None:
    page = at_work.get(f"{DESK}{draft.pk}/vragen/")
    sent = {bound.html_name: bound.value() or "" for bound in page.context["form"]}
    sent |= {"text1": "Wat doe je graag?", "wishes1": "koken\n\nKoken\nsjoelen ", "place1": "2", "text3": "En verder?", "place3": "1"}  # fmt: skip
    assert at_work.post(f"{DESK}{draft.pk}/vragen/", {**sent, "text2": ""}).status_code == 302
    assert polls.asked_by(draft) == [Asked("En verder?"), Asked("Wat doe je graag?", ("koken", "sjoelen"))]


@pages
@pytest.mark.parametrize(
    "typed",
    [
        {"text1": "", "wishes1": "koken"},
        {"wishes1": "k" * 161},
        {"wishes1": "\n".join(f"wens {number}" for number in range(21))},
        {"place1": "abc"},
        {"place1": "-1"},
        {"title": " "},
        {"closes_on": "31 februari"},
        {"version": "999"},
    ],
)
def test_what_was_typed_stays_when_it_is_refused(at_work: Client, draft: Poll, typed: dict[str, str]) -> None:
    page = at_work.get(f"{DESK}{draft.pk}/vragen/")
    sent = {bound.html_name: bound.value() or "" for bound in page.context["form"]}
    response = at_work.post(f"{DESK}{draft.pk}/vragen/", {**sent, "intro": "Mijn woorden", **typed})
    assert response.status_code == 422
    assert "Mijn woorden" in response.content.decode()
    assert polls.asked_by(draft) == TWO


@pages
def test_poll_is_opened_and_closed_at_the_desk(at_work: Client, draft: Poll) -> None:
    assert at_work.post(f"{DESK}{draft.pk}/openen/", {"closes_on": "2026-11-20"}).status_code == 422
    assert at_work.post(f"{DESK}{draft.pk}/openen/", {"closes_on": "2026-12-01"}).status_code == 302
    assert "Open tot en met dinsdag 1 december" in html(at_work, f"{DESK}{draft.pk}/")
    at_work.post(f"{DESK}{draft.pk}/afsluiten/")
    draft.refresh_from_db()
    assert draft.state == "closed"


@pages
def test_preview_shows_the_questions_and_sends_nothing(at_work: Client, draft: Poll) -> None:
    page = html(at_work, f"{DESK}{draft.pk}/voorbeeld/")
    assert "Wat moet blijven?" in page
    assert "Verstuur" not in page


@pages
def test_host_sees_no_draft(client: Client, host: User, draft: Poll) -> None:
    client.force_login(host)
    assert client.get(f"{DESK}{draft.pk}/").status_code == 404
    assert "Wat wil je?" not in html(client, DESK)


@pages
def test_list_asks_the_same_of_the_database_however_many_polls(at_work: Client, place: Place) -> None:
    make_poll(place)
    once = queries_of(at_work, DESK)
    for number in range(4):
        make_poll(place, title=f"Nog {number}")
    assert queries_of(at_work, DESK) == once


@pages
@pytest.mark.parametrize("path", ["formulier.pdf", "formulier.pdf?maat=a5", "formulier.pdf?maat=x", "notitieblad.pdf"])  # fmt: skip
def test_poll_is_printed(at_work: Client, place: Place, path: str) -> None:
    poll = make_poll(place, "samen koken", "🎈 vrolijk & “gek” #a", intro="Welkom *hier*", closes_on=TODAY)
    response = at_work.get(f"{DESK}{poll.pk}/{path}")
    assert response.content[:5] == b"%PDF-"


@pages
def test_table_of_wishes_runs_nothing_in_a_spreadsheet(at_work: Client, place: Place) -> None:
    poll = make_poll(place, "=1+1")
    FreeLine.objects.create(question=poll.questions.get(), text="+31 soep")
    table = at_work.get(f"{DESK}{poll.pk}/wensen.csv").content.decode()
    assert [line.split(",")[1] for line in table.splitlines()] == ["wens", "'=1+1", "'+31 soep"]
