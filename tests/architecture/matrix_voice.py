"""One row of everything about being heard that an address may name. Each area fills its own."""

from typing import Any

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.models import Answer
from tests.factories import NOW, make_place
from tests.factories.voice import make_check, make_matter, make_shared_tip, make_signal, make_try_out


def welcome_rows(place: Place) -> dict[str, dict[str, Any]]:
    """A check that is open with something to try, a tip of this place, and one of another."""
    check = make_check(place)
    trying = make_try_out(check, spot=1)
    own = make_shared_tip(place)
    elsewhere = make_shared_tip(make_place("geeft-een-tip", name="Geeft een tip"))
    return {
        "voice:welcome": {"check": check.pk, "element": "e1"},
        "voice:welcome_try": {"pk": trying.pk},
        "voice:welcome_tried": {"pk": trying.pk},
        "voice:welcome_take_back": {"pk": own.pk},
        "voice:welcome_share_again": {"pk": own.pk},
        "voice:welcome_borrow": {"pk": elsewhere.pk},
    }


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
