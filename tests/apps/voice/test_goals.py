"""What a place wants together: set, asked again after half a year, and taken back."""

from datetime import date, timedelta

import pytest
from django.test import Client

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent, User
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions import goals
from schuifaan.apps.voice.actions.wishing import ColleagueWasFirst, WishError
from schuifaan.apps.voice.models import Goal, GoalMoment
from schuifaan.apps.voice.queries.goals import half_a_year_after
from tests.apps.pages import html, queries_of
from tests.factories import NOW, TODAY
from tests.factories.voice import make_goal

DESK = "/beheer/plek/t-atrium/doelen/"

pytestmark = pytest.mark.usefixtures("that_saturday")


@pytest.mark.parametrize(
    ("day", "then"),
    [
        (date(2026, 1, 15), date(2026, 7, 15)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 7, 1), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_half_a_year_after(day: date, then: date) -> None:
    assert half_a_year_after(day) == then


def made(place: Place, by: User, set_on: date = TODAY) -> Goal:
    return goals.set_goal(
        place=place, text=" Iedereen  kent iemand ", set_how="aan tafel", set_on=set_on, is_public=True, by=by, now=NOW,
        today=TODAY,
    )  # fmt: skip


def answered(goal: Goal, state: str, by: User) -> Goal:
    return goals.answer_goal(
        goal=goal, state=state, note_of_it="", version=goal.version, by=by, now=NOW, today=TODAY
    )


def test_goal_is_asked_again_half_a_year_after_it_was_set(place: Place, manager: User) -> None:
    goal = made(place, manager)
    assert (goal.text, goal.ask_on) == ("Iedereen kent iemand", date(2027, 5, 21))
    assert AuditEvent.objects.get().verb == "goal.set"


def test_goal_is_not_set_tomorrow_without_words_or_by_a_host(place: Place, manager: User, host: User) -> None:
    with pytest.raises(WishError):
        made(place, manager, TODAY + timedelta(days=1))
    with pytest.raises(NotAllowed):
        made(place, host)
    assert not Goal.objects.exists()


@pytest.mark.parametrize("state", ["lives", "reached", "let_go"])
def test_answer_is_kept_and_taken_back(place: Place, manager: User, state: str) -> None:
    goal = answered(made(place, manager, date(2026, 5, 1)), state, manager)
    assert (goal.state, goal.ask_on) == (state, date(2027, 5, 21))
    assert GoalMoment.objects.get().state == state
    back = goals.undo_answer(goal=goal, by=manager, now=NOW)
    assert (back.state, back.ask_on, back.moments.count()) == ("lives", date(2026, 11, 1), 0)


def test_nothing_to_take_back_is_said(place: Place, manager: User) -> None:
    with pytest.raises(WishError):
        goals.undo_answer(goal=made(place, manager), by=manager, now=NOW)


def test_answer_over_a_colleague_is_refused(place: Place, manager: User) -> None:
    goal = made(place, manager)
    answered(goal, "reached", manager)
    with pytest.raises(ColleagueWasFirst):
        answered(goal, "let_go", manager)


def test_goal_asks_on_the_desk_after_half_a_year_and_not_before(at_work: Client, place: Place) -> None:
    make_goal(place, text="Nieuwe buren", set_on=date(2026, 5, 20), ask_on=date(2026, 11, 22))
    assert "Leeft dit doel nog?" not in html(at_work, "/beheer/plek/t-atrium/")
    Goal.objects.update(ask_on=TODAY)
    assert "“Nieuwe buren”." in html(at_work, "/beheer/plek/t-atrium/")
    assert "Leeft dit doel nog?" in html(at_work, "/beheer/?alle")


def test_goal_is_set_asked_and_taken_back_at_the_desk(at_work: Client) -> None:
    assert at_work.post(f"{DESK}nieuw/", {"text": "Licht aan", "set_on": "2026-04-01", "is_public": "on"}).status_code == 302  # fmt: skip
    goal = Goal.objects.get()
    assert "Leeft dit nog?" in html(at_work, DESK)
    sent = {"state": "reached", "note": "De lamp brandt", "version": goal.version}
    assert at_work.post(f"{DESK}{goal.pk}/leeft/", sent).status_code == 302
    assert "De lamp brandt" in html(at_work, DESK)
    at_work.post(f"{DESK}{goal.pk}/terug/")
    assert "De lamp brandt" not in html(at_work, DESK)


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("nieuw/", {"text": "", "set_on": "2026-04-01"}),
        ("nieuw/", {"text": "Licht", "set_on": "2026-13-01"}),
        ("nieuw/", {"text": "Licht", "set_on": "2027-01-01"}),
        ("nieuw/", {"text": "x" * 241, "set_on": "2026-04-01"}),
        ("{pk}/leeft/", {"state": "", "version": "1"}),
        ("{pk}/leeft/", {"state": "onzin", "version": "1"}),
        ("{pk}/leeft/", {"state": "lives", "version": "7"}),
        ("{pk}/", {"text": "Licht", "set_on": "2026-04-01", "version": ""}),
    ],
)
def test_what_cannot_be_is_said(at_work: Client, place: Place, path: str, sent: dict[str, str]) -> None:
    goal = make_goal(place)
    assert at_work.post(f"{DESK}{path.format(pk=goal.pk)}", sent).status_code == 422


def test_page_of_the_place_shows_what_lives_and_is_public(client: Client, place: Place) -> None:
    make_goal(place, text="Nieuwe buren")
    make_goal(place, text="Alleen van ons", is_public=False)
    make_goal(place, text="Losgelaten", state="let_go")
    make_goal(place, text="Gelukt doel", state="reached")
    page = html(client, "/plek/t-atrium/")
    assert [text in page for text in ("Nieuwe buren", "Alleen van ons", "Losgelaten", "Gelukt doel")] == [
        True, False, False, False,
    ]  # fmt: skip
    together = html(client, "/plek/t-atrium/doelen/")
    assert [text in together for text in ("Nieuwe buren", "Alleen van ons", "Losgelaten", "Gelukt doel")] == [
        True, False, False, True,
    ]  # fmt: skip
    Place.objects.update(status="draft")
    assert client.get("/plek/t-atrium/doelen/").status_code == 404


def test_name_in_a_goal_is_asked_about_and_nothing_is_lost(at_work: Client) -> None:
    """A goal and how it was chosen are read by everybody."""
    said = {"text": "Koken met mevrouw Jansen", "set_how": "Bel 06-12345678", "set_on": "2026-04-01"}
    asked = at_work.post(f"{DESK}nieuw/", said)
    page = asked.content.decode()
    assert asked.status_code == 422
    assert [word in page for word in ("een naam (mevrouw Jansen)", "een telefoonnummer (06-12345678)")] == [
        True,
        True,
    ]
    assert ('value="Koken met mevrouw Jansen"' in page, 'value="Bel 06-12345678"' in page) == (True, True)
    assert not Goal.objects.exists()
    at_work.post(f"{DESK}nieuw/", said | {"names": "mask"})
    goal = Goal.objects.get()
    assert (goal.text, goal.set_how) == ("Koken met [naam]", "Bel [telefoonnummer]")
    kept = {"text": "Buurman Piet kookt", "set_on": "2026-04-01", "version": goal.version}
    assert at_work.post(f"{DESK}{goal.pk}/", kept).status_code == 422
    assert at_work.post(f"{DESK}{goal.pk}/", kept | {"names": "keep"}).status_code == 302
    assert Goal.objects.get().text == "Buurman Piet kookt"


def test_name_of_the_place_may_stand_in_its_goal(at_work: Client, place: Place) -> None:
    Place.objects.update(name="Huiskamer Mevrouw Smit")
    said = {"text": "Iedereen kent Huiskamer Mevrouw Smit", "set_on": "2026-04-01"}
    assert at_work.post(f"{DESK}nieuw/", said).status_code == 302


def test_no_bar_and_no_percentage(client: Client, at_work: Client, place: Place) -> None:
    make_goal(place)
    for page in (html(client, "/plek/t-atrium/doelen/"), html(at_work, DESK)):
        assert ("<progress" in page, "<meter" in page, "%" in page.partition("<main")[2]) == (
            False,
            False,
            False,
        )


def test_list_asks_the_same_of_the_database_however_many_goals(at_work: Client, place: Place) -> None:
    make_goal(place)
    once = queries_of(at_work, DESK)
    for _goal in range(4):
        GoalMoment.objects.create(goal=make_goal(place), on=TODAY, state="lives")
    assert queries_of(at_work, DESK) == once


def test_talk_sheets_are_read_and_printed(at_work: Client) -> None:
    page = html(at_work, "/beheer/plek/t-atrium/gesprekken/")
    assert page.count("Print dit blad") == 5
    for name in ("alle", "door", "little-dutch"):
        response = at_work.get(f"/beheer/plek/t-atrium/gesprekken/{name}.pdf")
        assert response.content[:5] == b"%PDF-"
    assert at_work.get("/beheer/plek/t-atrium/gesprekken/onzin.pdf").status_code == 404
