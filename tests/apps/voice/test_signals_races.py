"""Two presses at the very same moment: said once, opened again once."""

from datetime import timedelta
from typing import Any

import pytest

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions.saying import add, say, say_helped
from schuifaan.apps.voice.enums import MatterState
from schuifaan.apps.voice.models import Addition, Answer, Letter, Matter, Signal
from tests.factories import NOW
from tests.factories.voice import make_matter, make_signal
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def answered(place: Place) -> Matter:
    matter = make_matter(place, state=MatterState.ANSWERED, answered_at=NOW)
    Answer.objects.create(matter=matter, number=1, outcome="not", text="Dat kan niet.", given_at=NOW)
    return matter


def test_one_form_pressed_five_times_at_once_is_said_once(place: Place) -> None:
    def press(_number: int) -> None:
        say(
            to="place", place=place, kind="wish", text="Vaker samen eten", contact_by="email",
            contact="aicha@example.org", form_token="dezelfde", now=NOW,
        )  # fmt: skip

    assert at_once(press, range(5)) == [None] * 5
    assert (Matter.objects.count(), Signal.objects.count(), Letter.objects.count()) == (1, 1, 1)


def test_two_noes_of_one_person_at_once_open_it_again_once(place: Place) -> None:
    matter = answered(place)
    signal = make_signal(matter)

    def press(_number: int) -> None:
        say_helped(signal=signal, helped=False, now=NOW)

    assert at_once(press, range(2)) == [None, None]
    matter.refresh_from_db()
    assert (matter.state, matter.version) == ("received", 2)


def test_two_people_who_say_no_at_once_open_it_again_once(place: Place) -> None:
    matter = answered(place)
    signals = [make_signal(matter, text) for text in ("Biljarten", "Meer voor mannen")]
    moments = [NOW + timedelta(seconds=number) for number in range(2)]

    def press(one: tuple[Signal, Any]) -> None:
        say_helped(signal=one[0], helped=False, now=one[1])

    assert at_once(press, list(zip(signals, moments, strict=True))) == [None, None]
    matter.refresh_from_db()
    assert (matter.state, matter.version) == ("received", 2)
    # Who came second found it open already, and keeps the one time for the next answer.
    assert [signal.reopened_at is not None for signal in Signal.objects.all()].count(True) == 1
    assert set(Signal.objects.values_list("helped", flat=True)) == {False}


def test_the_same_addition_at_once_is_added_once(place: Place) -> None:
    signal = make_signal(make_matter(place))

    def press(_number: int) -> None:
        add(signal=signal, text="Ook op zaterdag", now=NOW)

    assert at_once(press, range(3)) == [None] * 3
    assert Addition.objects.count() == 1
