"""Answers from phones and from piles of paper: what is counted, and that nothing is kept of who said it."""

from datetime import timedelta

import pytest
from django.test import Client

from schuifaan.apps.people.domain_errors import NotAllowed
from schuifaan.apps.people.models import AuditEvent, User
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions import poll_answers as answers
from schuifaan.apps.voice.actions.poll_answers import PollClosed, Said
from schuifaan.apps.voice.actions.wishing import WishError
from schuifaan.apps.voice.models import FreeLine, OnlineAnswer, Poll, PollEntry, PollOption, WishCount
from schuifaan.apps.voice.queries.poll_results import outcomes
from tests.apps.pages import html, queries_of
from tests.factories import NOW, TODAY
from tests.factories.voice import make_poll


@pytest.fixture
def poll(place: Place) -> Poll:
    return make_poll(place, "samen koken", "biljarten", closes_on=TODAY + timedelta(days=7))


def option(poll: Poll, text: str) -> int:
    return PollOption.objects.get(question__poll=poll, text=text).pk


def said(poll: Poll, *lines: str, **times: int) -> Said:
    names = {"koken": "samen koken", "biljarten": "biljarten"}
    return Said(
        times={option(poll, names[name]): number for name, number in times.items()},
        lines={poll.questions.get().pk: lines},
    )


def taken(poll: Poll, told: Said, form: str = "een") -> bool:
    return answers.take_answer(poll=poll, said=told, form_token=form, today=TODAY)


def typed(poll: Poll, told: Said, by: User, way: str = "paper") -> PollEntry:
    return answers.type_over(poll=poll, way=way, forms=14, said=told, form_token="stapel", by=by, now=NOW)


def counted(poll: Poll) -> dict[str, int]:
    return {wish.text: wish.times for one in outcomes(poll, for_team=True) for wish in one.wishes}


def test_answers_add_up_in_one_pile(poll: Poll) -> None:
    taken(poll, said(poll, koken=1, biljarten=1), "een")
    taken(poll, said(poll, koken=1), "twee")
    assert counted(poll) == {"samen koken": 2, "biljarten": 1}
    assert PollEntry.objects.get().entered_at is None


def test_the_same_form_twice_counts_once(poll: Poll) -> None:
    assert taken(poll, said(poll, koken=1))
    assert not taken(poll, said(poll, koken=1))
    assert counted(poll)["samen koken"] == 1


def test_one_phone_counts_a_wish_once_whatever_it_sends(poll: Poll) -> None:
    taken(poll, said(poll, koken=500))
    assert counted(poll)["samen koken"] == 1


def test_wish_of_another_poll_does_not_count(poll: Poll, place: Place) -> None:
    other = make_poll(place, "elders")
    taken(poll, Said(times={option(other, "elders"): 1}))
    assert not WishCount.objects.exists()


@pytest.mark.parametrize("state", ["closed", "over"])
def test_closed_poll_takes_nothing(poll: Poll, state: str) -> None:
    changed = (
        {"state": "closed", "closed_at": NOW}
        if state == "closed"
        else {"closes_on": TODAY - timedelta(days=1)}
    )
    Poll.objects.filter(pk=poll.pk).update(**changed)
    with pytest.raises(PollClosed):
        taken(poll, said(poll, koken=1))
    assert not OnlineAnswer.objects.exists()


def test_last_day_still_counts(poll: Poll) -> None:
    assert answers.take_answer(
        poll=poll, said=said(poll, koken=1), form_token="een", today=TODAY + timedelta(days=7)
    )


def test_host_types_over_a_pile(poll: Poll, host: User) -> None:
    typed(poll, said(poll, "soep", koken=9, biljarten=5), host)
    assert counted(poll) == {"samen koken": 9, "biljarten": 5}
    assert AuditEvent.objects.get().verb == "poll.typed_over"


def test_stranger_types_nothing_over(poll: Poll, stranger: User) -> None:
    with pytest.raises(NotAllowed):
        typed(poll, said(poll, koken=9), stranger)


def test_draft_takes_no_pile_and_no_pile_is_online(poll: Poll, host: User, place: Place) -> None:
    draft = make_poll(place, state="draft", opened_at=None)
    with pytest.raises(WishError):
        typed(draft, said(draft, koken=9), host)
    with pytest.raises(WishError):
        typed(poll, said(poll, koken=9), host, way="online")


def test_the_same_pile_twice_is_one(poll: Poll, host: User) -> None:
    assert typed(poll, said(poll, koken=9), host) == typed(poll, said(poll, koken=9), host)
    assert counted(poll)["samen koken"] == 9


def test_pile_taken_back_counts_again_when_put_back(poll: Poll, host: User) -> None:
    pile = typed(poll, said(poll, "soep", koken=9), host)
    answers.take_back_entry(entry=pile, by=host, now=NOW)
    assert (counted(poll)["samen koken"], outcomes(poll, for_team=True)[0].lines) == (0, [])
    answers.put_back_entry(entry=pile, by=host, now=NOW)
    assert counted(poll)["samen koken"] == 9


def test_corrected_pile_keeps_what_was_said_of_a_line(poll: Poll, host: User) -> None:
    pile = typed(poll, said(poll, "soep", "brood", koken=9), host)
    FreeLine.objects.filter(text="soep").update(state="shown")
    answers.correct_entry(entry=pile, way="door", forms=13, said=said(poll, "soep", "thee", koken=8), by=host, now=NOW)  # fmt: skip
    assert counted(poll)["samen koken"] == 8
    assert set(FreeLine.objects.values_list("text", "state")) == {("soep", "shown"), ("thee", "new")}


def test_pile_of_phones_is_not_taken_back(poll: Poll, host: User) -> None:
    taken(poll, said(poll, koken=1))
    with pytest.raises(WishError):
        answers.take_back_entry(entry=PollEntry.objects.get(), by=host, now=NOW)


def test_lines_end_at_some_point_and_nothing_of_that_form_counts(
    poll: Poll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST_LINES_OF_A_POLL", 1)
    with pytest.raises(WishError):
        taken(poll, said(poll, "een", "twee", koken=1))
    assert not WishCount.objects.exists()


# -- On a phone -----------------------------------------------------------------------------------


on_a_phone = pytest.mark.usefixtures("that_saturday")


def filled(client: Client, poll: Poll, **typed: object) -> dict[str, object]:
    page = client.get(f"/wensen/{poll.token}/")
    return {"key": page.context["form"]["key"].value(), **typed}


@on_a_phone
def test_resident_answers_without_account_or_cookie(client: Client, poll: Poll) -> None:
    question = poll.questions.get()
    sent = filled(client, poll, **{f"v{question.pk}": [option(poll, "samen koken")], f"r{question.pk}": "Brood bakken\n\nZingen 🎶"})  # fmt: skip
    response = client.post(f"/wensen/{poll.token}/", sent)
    assert response["Location"] == f"/wensen/{poll.token}/dank/"
    assert client.cookies == {}
    assert counted(poll)["samen koken"] == 1
    assert set(FreeLine.objects.values_list("text", "state", "entry")) == {("Brood bakken", "new", None), ("Zingen 🎶", "new", None)}  # fmt: skip
    thanks = html(client, response["Location"])
    assert "Dank je wel" in thanks
    # The outcome is there only after the last day: no main button leads to it before.
    assert thanks.index("Kijk wat er te doen is") < thanks.index("Naar de uitkomst")


@on_a_phone
def test_name_is_warned_of_kindly_and_may_be_sent_all_the_same(client: Client, poll: Poll) -> None:
    field = f"r{poll.questions.get().pk}"
    sent = filled(client, poll, **{field: "Vraag mevrouw Jansen, bel 06 12345678"})
    response = client.post(f"/wensen/{poll.token}/", sent)
    page = " ".join(response.content.decode().split())
    assert response.status_code == 422
    assert "Er staat een naam in: “mevrouw Jansen”. Wil je dat weghalen?" in page
    assert "Er staat een telefoonnummer in: “06 12345678”." in page
    assert not FreeLine.objects.exists()
    assert client.post(f"/wensen/{poll.token}/", {**sent, "anyway": "on"}).status_code == 302
    assert FreeLine.objects.get().state == "new"


@on_a_phone
def test_name_of_the_place_is_no_name(client: Client, poll: Poll) -> None:
    field = f"r{poll.questions.get().pk}"
    assert client.post(f"/wensen/{poll.token}/", filled(client, poll, **{field: "Meer soep in ’t Atrium"})).status_code == 302  # fmt: skip


@on_a_phone
def test_pressed_twice_counts_once(client: Client, poll: Poll) -> None:
    sent = filled(client, poll, **{f"v{poll.questions.get().pk}": [option(poll, "samen koken")]})
    for _press in range(2):
        assert client.post(f"/wensen/{poll.token}/", sent).status_code == 302
    assert counted(poll)["samen koken"] == 1


@on_a_phone
@pytest.mark.parametrize(
    "typed",
    [{}, {"website": "x"}, {"key": "verzonnen"}, {"v": ["999999"]}, {"v": ["abc"]}, {"r": "z" * 301}, {"r": "a\n" * 6}],
)  # fmt: skip
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    client: Client, poll: Poll, typed: dict[str, object]
) -> None:
    pk = poll.questions.get().pk
    named = {f"{name}{pk}" if name in ("v", "r") else name: value for name, value in typed.items()}
    assert client.post(f"/wensen/{poll.token}/", {**filled(client, poll), **named}).status_code == 422
    assert not WishCount.objects.exists()


@on_a_phone
def test_machine_is_slowed_down_and_what_it_typed_stays(client: Client, poll: Poll) -> None:
    question = f"v{poll.questions.get().pk}"
    seen = []
    for _time in range(32):
        sent = filled(client, poll, **{question: [option(poll, "biljarten")]})
        seen.append(client.post(f"/wensen/{poll.token}/", sent).status_code)
    assert seen == [302] * 30 + [429] * 2
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert other.post(f"/wensen/{poll.token}/", filled(other, poll, **{question: [option(poll, "biljarten")]})).status_code == 302  # fmt: skip


@on_a_phone
def test_poll_that_is_over_says_so(client: Client, poll: Poll) -> None:
    Poll.objects.filter(pk=poll.pk).update(state="closed", closed_at=NOW)
    for response in (client.get(f"/wensen/{poll.token}/"), client.post(f"/wensen/{poll.token}/", {})):
        assert response.status_code == 410
        assert "Deze vragenlijst is gesloten." in response.content.decode()


@on_a_phone
def test_draft_and_unknown_address_are_not_there(client: Client, place: Place) -> None:
    draft = make_poll(place, state="draft", opened_at=None)
    for token in (draft.token, "bestaat-niet"):
        for path in ("", "dank/", "uitkomst/", "uitkomst/1/"):
            assert client.get(f"/wensen/{token}/{path}").status_code == 404


# -- What came out --------------------------------------------------------------------------------


@on_a_phone
def test_counts_are_not_shown_before_the_last_day_is_past(client: Client, poll: Poll) -> None:
    taken(poll, said(poll, koken=1))
    assert "1 keer" not in html(client, f"/wensen/{poll.token}/uitkomst/")
    Poll.objects.filter(pk=poll.pk).update(closes_on=TODAY - timedelta(days=1))
    assert "1 keer" in html(client, f"/wensen/{poll.token}/uitkomst/")


@on_a_phone
def test_result_the_team_keeps_is_not_shown(client: Client, poll: Poll) -> None:
    taken(poll, said(poll, koken=1))
    Poll.objects.filter(pk=poll.pk).update(state="closed", closed_at=NOW, shows_result=False)
    assert "1 keer" not in html(client, f"/wensen/{poll.token}/uitkomst/")
    assert client.get(f"/wensen/{poll.token}/uitkomst/1/").status_code == 404


@on_a_phone
def test_only_lines_everybody_may_read_are_shown_and_leafed_through(client: Client, poll: Poll) -> None:
    question = poll.questions.get()
    FreeLine.objects.bulk_create(
        FreeLine(question=question, text=f"wens {n:03}", state="shown") for n in range(60)
    )
    FreeLine.objects.create(question=question, text="alleen team", state="kept")
    Poll.objects.filter(pk=poll.pk).update(state="closed", closed_at=NOW)
    result = html(client, f"/wensen/{poll.token}/uitkomst/")
    assert ("wens 019" in result, "wens 020" in result, "alleen team" in result) == (True, False, False)
    first = client.get(f"/wensen/{poll.token}/uitkomst/1/")
    following = first.context["page"].following
    assert "wens 059" in html(client, f"/wensen/{poll.token}/uitkomst/1/?na={following}")
    for odd in ("abc", "-1", "9" * 30, "٣"):
        assert "wens 000" in html(client, f"/wensen/{poll.token}/uitkomst/1/?na={odd}")


@on_a_phone
def test_ten_thousand_answers_ask_the_same_of_the_database(client: Client, poll: Poll) -> None:
    Poll.objects.filter(pk=poll.pk).update(state="closed", closed_at=NOW)
    taken_before = queries_of(client, f"/wensen/{poll.token}/uitkomst/")
    pile = PollEntry.objects.create(poll=poll, way="online")
    WishCount.objects.create(entry=pile, option_id=option(poll, "samen koken"), times=10_000)
    question = poll.questions.get()
    FreeLine.objects.bulk_create(
        (FreeLine(question=question, text=f"wens {n}", state="shown") for n in range(10_000)), batch_size=2000
    )
    assert queries_of(client, f"/wensen/{poll.token}/uitkomst/") == taken_before
    assert len(client.get(f"/wensen/{poll.token}/uitkomst/").content) < 60_000


@on_a_phone
@pytest.mark.parametrize("forms", ["", "0", "abc", "1000"])
def test_pile_without_a_right_number_is_refused(client: Client, host: User, poll: Poll, forms: str) -> None:
    client.force_login(host)
    sent = {"way": "paper", "forms_in": forms, f"v{option(poll, 'samen koken')}": "3"}
    response = client.post(f"/beheer/plek/t-atrium/wensen/{poll.pk}/overtypen/", sent)
    assert response.status_code == 422
    assert 'value="3"' in response.content.decode()


@on_a_phone
def test_wish_more_often_than_there_are_papers_is_asked_about(client: Client, host: User, poll: Poll) -> None:
    client.force_login(host)
    sent = {"way": "paper", "forms_in": "14", f"v{option(poll, 'samen koken')}": "15"}
    response = client.post(f"/beheer/plek/t-atrium/wensen/{poll.pk}/overtypen/", sent)
    assert "Dit is vaker dan er blaadjes zijn: het zijn er 14." in response.content.decode()
