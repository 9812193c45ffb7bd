"""Several people at the very same moment: nothing is lost, and nothing counts twice."""

import pytest

from schuifaan.apps.agenda.models import Activity
from schuifaan.apps.people.models import User
from schuifaan.apps.voice.actions.poll_answers import Said, take_answer, type_over
from schuifaan.apps.voice.actions.poll_lines import wish_to_activity
from schuifaan.apps.voice.models import OnlineAnswer, Poll, PollEntry, PollOption
from schuifaan.apps.voice.queries.poll_results import times_of
from tests.factories import NOW, TODAY, make_organisation, make_place, make_team_member, make_user
from tests.factories.voice import make_poll
from tests.racing import at_once, names_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def poll() -> Poll:
    return make_poll(make_place(organisation=make_organisation()), "samen koken", "biljarten")


def colleagues(poll: Poll) -> list[User]:
    users = [make_user(f"collega{number}@example.org") for number in range(2)]
    for user in users:
        make_team_member(poll.place, user=user)
    return users


def cooking() -> PollOption:
    return PollOption.objects.get(text="samen koken")


def answer(poll: Poll, token: str) -> None:
    wishes = dict.fromkeys(PollOption.objects.values_list("pk", flat=True), 1)
    take_answer(poll=Poll.objects.get(pk=poll.pk), said=Said(times=wishes), form_token=token, today=TODAY)


def test_answers_at_the_same_moment_all_count(poll: Poll) -> None:
    assert (
        names_of(at_once(lambda token: answer(poll, token), [f"f{n}" for n in range(6)])) == ["NoneType"] * 6
    )
    assert times_of(cooking()) == 6


def test_the_same_form_at_the_same_moment_counts_once(poll: Poll) -> None:
    assert names_of(at_once(lambda token: answer(poll, token), ["een"] * 4)) == ["NoneType"] * 4
    assert (times_of(cooking()), OnlineAnswer.objects.count()) == (1, 1)


def test_two_piles_at_the_same_moment_both_count(poll: Poll) -> None:
    pk = cooking().pk

    def type_it(by: User) -> None:
        type_over(
            poll=poll, way="paper", forms=14, said=Said(times={pk: 9}), form_token=by.email, by=by, now=NOW
        )

    assert names_of(at_once(type_it, colleagues(poll))) == ["NoneType"] * 2
    assert times_of(cooking()) == 18


def test_the_same_pile_at_the_same_moment_is_one(poll: Poll) -> None:
    pk = cooking().pk

    def type_it(by: User) -> None:
        type_over(
            poll=poll, way="paper", forms=14, said=Said(times={pk: 9}), form_token="stapel", by=by, now=NOW
        )

    assert names_of(at_once(type_it, colleagues(poll))) == ["NoneType"] * 2
    assert (PollEntry.objects.count(), times_of(cooking())) == (1, 9)


def test_a_wish_becomes_one_activity(poll: Poll) -> None:
    wish = cooking()

    def make_it(by: User) -> None:
        wish_to_activity(option=PollOption.objects.get(pk=wish.pk), by=by, now=NOW)

    assert names_of(at_once(make_it, colleagues(poll))) == ["NoneType"] * 2
    assert Activity.objects.count() == 1
