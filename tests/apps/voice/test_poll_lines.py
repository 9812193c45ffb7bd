"""Written lines: looked at before others read them, masked, joined to a wish, made an activity."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from schuifaan.apps.agenda.models import Activity
from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.directory import raise_version
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions import poll_lines as lines
from schuifaan.apps.voice.actions.poll_lines import TellsWho
from schuifaan.apps.voice.actions.wishing import ColleagueWasFirst, WishError
from schuifaan.apps.voice.models import FreeLine, Poll, PollOption
from schuifaan.apps.voice.privacy import DECLARATIONS
from schuifaan.apps.voice.queries.poll_results import became, times_of
from tests.apps.pages import html, queries_of, words_of
from tests.factories import NOW, TODAY, make_place
from tests.factories.voice import make_poll

DESK = "/beheer/plek/t-atrium/wensen/"
TELLS = "Vraag mevrouw Jansen, 06 12345678"

pytestmark = pytest.mark.usefixtures("that_saturday")


@pytest.fixture
def poll(place: Place) -> Poll:
    return make_poll(place, "samen koken", "biljarten")


def line(poll: Poll, text: str = "Vaker samen soep koken", **fields: object) -> FreeLine:
    return FreeLine.objects.create(question=poll.questions.get(), text=text, **fields)


def wish(poll: Poll) -> PollOption:
    return PollOption.objects.get(question__poll=poll, text="samen koken")


def test_line_is_shown_and_kept_again(poll: Poll, manager: User) -> None:
    one = line(poll)
    lines.show_line(line=one, by=manager, now=NOW)
    assert FreeLine.objects.get().state == "shown"
    lines.keep_line(line=one, by=manager, now=NOW)
    assert FreeLine.objects.get().state == "kept"


def test_host_decides_nothing_about_a_line(poll: Poll, host: User) -> None:
    with pytest.raises(NotAllowed):
        lines.show_line(line=line(poll), by=host, now=NOW)


def test_line_that_tells_who_is_not_shown_unless_somebody_says_it_does_not(poll: Poll, manager: User) -> None:
    one = line(poll, TELLS)
    with pytest.raises(TellsWho):
        lines.show_line(line=one, by=manager, now=NOW)
    assert FreeLine.objects.get().state == "new"
    lines.show_line(line=one, by=manager, now=NOW, seen=True)
    assert FreeLine.objects.get().state == "shown"


def test_masking_puts_words_in_the_place_of_what_was_caught(poll: Poll, manager: User) -> None:
    lines.mask_line(line=line(poll, TELLS), was=TELLS, by=manager, now=NOW)
    assert FreeLine.objects.get().text == "Vraag [naam], [telefoonnummer]"


def test_masking_what_a_colleague_changed_meanwhile_is_refused(poll: Poll, manager: User) -> None:
    one = line(poll, TELLS)
    FreeLine.objects.update(text="Vraag het eens")
    with pytest.raises(ColleagueWasFirst):
        lines.mask_line(line=one, was=TELLS, by=manager, now=NOW)
    assert FreeLine.objects.get().text == "Vraag het eens"


def test_name_put_into_a_line_that_is_shown_takes_it_off_the_page(poll: Poll, manager: User) -> None:
    one = line(poll, state="shown")
    lines.reword_line(line=one, text=TELLS, was=one.text, by=manager, now=NOW)
    assert FreeLine.objects.get().state == "new"


def test_line_that_belongs_to_a_wish_counts_there_once_until_it_is_taken_off(
    poll: Poll, manager: User
) -> None:
    one = line(poll)
    lines.join_line(line=one, option=wish(poll), by=manager)
    assert times_of(wish(poll)) == 1
    lines.join_line(line=one, option=None, by=manager)
    assert times_of(wish(poll)) == 0


def test_line_belongs_to_no_wish_of_another_poll(poll: Poll, manager: User) -> None:
    other = make_poll(make_place("elders", name="Elders"), "iets anders")
    with pytest.raises(WishError):
        lines.join_line(line=line(poll), option=PollOption.objects.get(question__poll=other), by=manager)


def test_wish_becomes_one_draft_with_how_often_and_the_way_back(poll: Poll, manager: User) -> None:
    line(poll, option=wish(poll))
    made = lines.wish_to_activity(option=wish(poll), by=manager, now=NOW)
    assert (made.title, made.status) == ("Samen koken", "draft")
    assert "Dit is 1 keer gewenst." in made.description
    assert f"/wensen/{poll.token}/uitkomst/" in made.description
    assert lines.wish_to_activity(option=wish(poll), by=manager, now=NOW) == made
    assert Activity.objects.count() == 1


def test_line_becomes_an_activity_without_a_name(poll: Poll, manager: User) -> None:
    made = lines.line_to_activity(line=line(poll, TELLS), by=manager, now=NOW)
    assert made.title == "Vraag [naam], [telefoonnummer]"


def test_line_of_a_wish_becomes_what_the_wish_becomes(poll: Poll, manager: User) -> None:
    made = lines.line_to_activity(line=line(poll, option=wish(poll)), by=manager, now=NOW)
    assert wish(poll).activity == made


def test_who_asked_sees_it_once_it_is_published(poll: Poll, manager: User, client: Client) -> None:
    made = lines.wish_to_activity(option=wish(poll), by=manager, now=NOW)
    assert became(poll) == []
    assert "Je vroeg om" not in html(client, "/plek/t-atrium/")
    made.cost_cents, made.status = 0, "published"
    made.save()
    said = "Je vroeg om: samen koken. Dat is er nu: Samen koken"
    assert said in words_of(html(client, "/plek/t-atrium/"))
    assert said in words_of(html(client, f"/wensen/{poll.token}/uitkomst/"))


# -- At the desk ----------------------------------------------------------------------------------


def test_list_marks_what_was_caught_and_asks_to_look_first(at_work: Client, poll: Poll) -> None:
    one = line(poll, TELLS)
    page = html(at_work, f"{DESK}{poll.pk}/regels/")
    assert '<mark class="caught">mevrouw Jansen</mark>' in page
    assert f'href="{DESK}{poll.pk}/regels/{one.pk}/"' in page
    assert 'value="show"' not in page


def test_buttons_do_what_they_say(at_work: Client, poll: Poll) -> None:
    one = line(poll)
    at = f"{DESK}{poll.pk}/regels/{one.pk}/"
    assert at_work.post(at, {"do": "show", "from": "list"})["Location"] == f"{DESK}{poll.pk}/regels/"
    assert FreeLine.objects.get().state == "shown"
    at_work.post(at, {"do": "keep"})
    at_work.post(at, {"do": "join", "option": wish(poll).pk})
    assert at_work.post(at, {"do": "reword", "was": one.text, "text": "Soep"}).status_code == 302
    found = FreeLine.objects.get()
    assert (found.state, found.option, found.text) == ("kept", wish(poll), "Soep")
    at_work.post(at, {"do": "join", "option": ""})
    assert FreeLine.objects.get().option is None


def test_what_cannot_be_is_refused_without_breaking(at_work: Client, poll: Poll) -> None:
    one = line(poll, TELLS)
    at = f"{DESK}{poll.pk}/regels/{one.pk}/"
    assert at_work.post(at, {"do": "join", "option": "999"}).status_code == 422
    assert at_work.post(at, {"do": "join", "option": "abc"}).status_code == 422
    assert at_work.post(at, {"do": "reword", "was": one.text, "text": ""}).status_code == 422
    assert at_work.post(at, {"do": "reword", "was": "iets anders", "text": "Soep"}).status_code == 422
    for does in ("show", "onzin", ""):
        assert at_work.post(at, {"do": does}).status_code == 302
    assert at_work.post(at, {"do": "mask", "was": "iets anders"}).status_code == 302
    assert FreeLine.objects.get().text == TELLS
    assert at_work.get(f"{DESK}{poll.pk}/regels/{one.pk + 1}/").status_code == 404
    assert at_work.post(f"{DESK}{poll.pk}/wens/999/activiteit/").status_code == 404


def test_list_is_leafed_through_with_the_same_questions_to_the_database(at_work: Client, poll: Poll) -> None:
    address = f"{DESK}{poll.pk}/regels/"
    line(poll)
    once = queries_of(at_work, address)
    question = poll.questions.get()
    FreeLine.objects.bulk_create(FreeLine(question=question, text=f"wens {n:03}") for n in range(120))
    assert queries_of(at_work, address) == once
    following = at_work.get(address).context["following"]
    assert "wens 049" in html(at_work, f"{address}?welke=new&na={following}")
    assert at_work.get(f"{address}?welke=onzin&na=x").status_code == 200


def test_waiting_lines_are_told_at_the_desk_of_who_may_look(
    at_work: Client, poll: Poll, place: Place, host: User
) -> None:
    line(poll)
    words = "1 regel van een vragenlijst is nog niet bekeken."
    assert words in html(at_work, "/beheer/plek/t-atrium/")
    hosting = Client()
    hosting.force_login(host)
    assert words not in html(hosting, "/beheer/plek/t-atrium/")


@pytest.mark.parametrize(
    ("ended", "gone"),
    [
        ({"state": "closed", "closed_at": NOW}, [False, True]),
        ({"closes_on": TODAY}, [False, True]),
        ({"closes_on": TODAY + timedelta(days=5)}, [False, False]),
    ],
)
def test_lines_go_two_years_after_the_poll_ended(
    place: Place, ended: dict[str, Any], gone: list[bool]
) -> None:
    line(make_poll(place, **ended))
    due = next(one.retention.due for one in DECLARATIONS if one.model is FreeLine)
    assert due is not None
    assert [due(TODAY + timedelta(days=days)).exists() for days in (729, 732)] == gone


def test_line_that_is_for_the_team_is_not_read_beside_what_it_became(poll: Poll, manager: User) -> None:
    one = line(poll, TELLS, state="kept")
    made = lines.line_to_activity(line=one, by=manager, now=NOW)
    made.cost_cents, made.status = 0, "published"
    made.save()
    assert became(poll) == []
    FreeLine.objects.update(state="shown")
    assert [found.activity for found in became(poll)] == [made]


def test_page_of_the_place_leads_to_what_came_out_only_where_everybody_may_read_it(
    client: Client, poll: Poll
) -> None:
    Poll.objects.filter(pk=poll.pk).update(state="closed", closed_at=NOW, shows_result=False)
    assert f"/wensen/{poll.token}/" not in html(client, "/plek/t-atrium/")
    Poll.objects.filter(pk=poll.pk).update(shows_result=True)
    raise_version()
    assert f"/wensen/{poll.token}/uitkomst/" in html(client, "/plek/t-atrium/")
