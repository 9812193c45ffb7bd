"""Rows G02, G03 and G04 of the feature table: each example, with its own numbers."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from schuifaan.apps.agenda.models import Activity
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.models import FreeLine, OnlineAnswer, Poll, PollEntry, PollOption, WishCount
from schuifaan.apps.voice.queries.polls import ideas
from tests.capabilities.conftest import Read, signed_in
from tests.factories import NOW
from tests.factories.voice import make_poll

DESK = "/beheer/plek/t-atrium/wensen/"

pytestmark = pytest.mark.usefixtures("_saturday_at_eleven")


@pytest.fixture
def _saturday_at_eleven() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def of_five_questions(manager: User) -> Poll:
    """Made, opened and shared as a manager does it."""
    at_work = signed_in(manager)
    picked = [one.key for one in ideas()[:4]] + [one.key for one in ideas() if not one.wishes][:1]
    at_work.post(f"{DESK}nieuw/", {"title": "Wat wil je hier doen?", "ideas": picked, "shows_result": "on"})
    poll = Poll.objects.get()
    at_work.post(f"{DESK}{poll.pk}/openen/", {"closes_on": "2026-12-12"})
    poll.refresh_from_db()
    return poll


def send(poll: Poll, *wishes: int, **written: str) -> Client:
    resident = Client()
    key = resident.get(f"/wensen/{poll.token}/").context["form"]["key"].value()
    options = PollOption.objects.filter(pk__in=wishes)
    ticked: dict[str, list[int]] = {}
    for option in options:
        ticked.setdefault(f"v{option.question_id}", []).append(option.pk)
    response = resident.post(f"/wensen/{poll.token}/", {"key": key, **ticked, **written})
    assert response.status_code == 302
    assert response.cookies == {}
    return resident


def test_g02_poll_of_five_questions_gives_counts_of_wishes_and_stores_no_person(
    place: Place, manager: User, read: Read
) -> None:
    poll = of_five_questions(manager)
    assert poll.questions.count() == 5
    first, second = PollOption.objects.order_by("pk")[:2]
    free = poll.questions.get(kind="free")
    for _resident in range(3):
        assert send(poll, first.pk, second.pk).cookies == {}
    send(poll, second.pk, **{f"r{free.pk}": "De koffie"})
    counts = dict(WishCount.objects.values_list("option", "times"))
    assert counts == {first.pk: 3, second.pk: 4}

    signed_in(manager).post(f"{DESK}{poll.pk}/afsluiten/")
    result = read(f"/wensen/{poll.token}/uitkomst/")
    assert result.index(second.text) < result.index(first.text)
    assert "%" not in result.partition("<main")[2].partition("</main>")[0]

    # Nothing in the rows of an answer can hold who, with what or when.
    kept = {
        model.__name__: {field.name for field in model._meta.fields}
        for model in (WishCount, FreeLine, OnlineAnswer)
    }
    assert kept == {
        "WishCount": {"id", "entry", "option", "times"},
        "FreeLine": {"id", "question", "entry", "text", "state", "option", "activity"},
        "OnlineAnswer": {"id", "token", "day"},
    }
    pile = PollEntry.objects.get()
    assert (pile.entered_by, pile.entered_at, pile.forms) == (None, None, 0)
    assert FreeLine.objects.get().entry is None


def test_g03_fourteen_paper_slips_are_typed_over_in_one_screen_as_totals(place: Place, host: User) -> None:
    poll = make_poll(place, "samen koken", "biljarten", "zingen")
    question = poll.questions.get()
    cooking, billiards = question.options.all()[:2]
    at_the_counter = signed_in(host)
    address = f"{DESK}{poll.pk}/overtypen/"
    token = at_the_counter.get(address).context["form"]["form_token"].value()
    sent = {
        "way": "paper", "forms_in": "14", "form_token": token, f"v{cooking.pk}": "9", f"v{billiards.pk}": "5",
        f"r{question.pk}": "soep\nbrood",
    }  # fmt: skip
    for _press in range(2):
        assert at_the_counter.post(address, sent).status_code == 302
    assert dict(WishCount.objects.values_list("option", "times")) == {cooking.pk: 9, billiards.pk: 5}
    assert "14 blaadjes" in at_the_counter.get(address).content.decode()
    pile = PollEntry.objects.get()
    at_the_counter.post(f"{DESK}{poll.pk}/stapel/{pile.pk}/weg/")
    assert PollEntry.objects.get().taken_back_at == NOW


def test_g02_a_wish_counts_the_same_on_a_phone_on_paper_in_a_talk_and_at_the_door(
    place: Place, host: User, manager: User
) -> None:
    poll = make_poll(place, "samen koken")
    wish = PollOption.objects.get()
    send(poll, wish.pk)
    at_the_counter = signed_in(host)
    address = f"{DESK}{poll.pk}/overtypen/"
    for way in ("paper", "talk", "door"):
        token = at_the_counter.get(address).context["form"]["form_token"].value()
        sent = {"way": way, "forms_in": "3", "form_token": token, f"v{wish.pk}": "2"}
        assert at_the_counter.post(address, sent).status_code == 302
    told = dict(WishCount.objects.values_list("entry__way", "times"))
    assert told == {"online": 1, "paper": 2, "talk": 2, "door": 2}
    assert "7 keer" in signed_in(manager).get(f"{DESK}{poll.pk}/").content.decode()


def test_g04_cook_together_23_times_becomes_an_activity_with_a_link_back(
    place: Place, manager: User, read: Read
) -> None:
    poll = make_poll(place, "samen koken")
    wish = PollOption.objects.get()
    for way, times in (("online", 14), ("paper", 9)):
        WishCount.objects.create(entry=PollEntry.objects.create(poll=poll, way=way), option=wish, times=times)
    at_work = signed_in(manager)
    assert "23 keer" in at_work.get(f"{DESK}{poll.pk}/").content.decode()

    response = at_work.post(f"{DESK}{poll.pk}/wens/{wish.pk}/activiteit/")
    activity = Activity.objects.get()
    assert response["Location"] == f"/beheer/plek/t-atrium/agenda/{activity.pk}/"
    assert (activity.title, activity.status) == ("Samen koken", "draft")
    assert "Dit is 23 keer gewenst." in activity.description
    assert f"/wensen/{poll.token}/uitkomst/" in activity.description
    assert response["Location"] in at_work.get(f"{DESK}{poll.pk}/").content.decode()

    assert "Je vroeg om" not in read("/plek/t-atrium/")
    activity.cost_cents, activity.status = 0, "published"
    activity.save()
    assert "Je vroeg om: samen koken. Dat is er nu:" in read("/plek/t-atrium/")
    assert f"/activiteit/{activity.slug}/" in read(f"/wensen/{poll.token}/uitkomst/")
