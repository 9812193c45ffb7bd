"""One row of everything about being heard that an address may name. Each area fills its own."""

from typing import Any

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.models import Answer
from tests.factories import NOW
from tests.factories.voice import make_matter, make_signal


def welcome_rows(place: Place) -> dict[str, dict[str, Any]]:
    del place
    return {}


def poll_rows(place: Place) -> dict[str, dict[str, Any]]:
    del place
    return {}


def signal_rows(place: Place) -> dict[str, dict[str, Any]]:
    signal = make_signal(make_matter(place, state="answered"))
    Answer.objects.create(matter=signal.matter, number=1, outcome="adopted", text="Ja.", given_at=NOW)
    return {"voice:signal": {"token": signal.token}}


def matter_rows(place: Place) -> dict[str, dict[str, Any]]:
    del place
    return {}


def round_rows(place: Place) -> dict[str, dict[str, Any]]:
    del place
    return {}


def evaluation_rows(place: Place) -> dict[str, dict[str, Any]]:
    del place
    return {}


def make_voice_rows(place: Place) -> dict[str, dict[str, Any]]:
    return (
        welcome_rows(place)
        | poll_rows(place)
        | signal_rows(place)
        | matter_rows(place)
        | round_rows(place)
        | evaluation_rows(place)
    )
