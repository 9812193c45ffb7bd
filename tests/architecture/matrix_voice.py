"""One row of everything about being heard that an address may name. Each area fills its own."""

from typing import Any

from schuifaan.apps.places.models import Place


def welcome_rows(place: Place) -> dict[str, dict[str, Any]]:
    del place
    return {}


def poll_rows(place: Place) -> dict[str, dict[str, Any]]:
    del place
    return {}


def signal_rows(place: Place) -> dict[str, dict[str, Any]]:
    del place
    return {}


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
