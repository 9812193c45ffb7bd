"""How many signals a second are accepted, and how many are found back by their code, through HTTP.

A program of its own beside the server, as JSON: each row, and the addresses of the signals. Everybody comes from an
address of their own; forms were open for longer than a machine takes, so that nothing is held back.
"""

import argparse
import json
import os
import secrets
import sys
import time as clock
from collections.abc import Sequence
from typing import Final

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.core import signing  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.rooms_fill import manager_of  # noqa: E402
from benchmarks.rooms_http import EIGHT, WARM_UP, Sending, sent, somebody  # noqa: E402
from schuifaan.apps.places.enums import PlaceStatus  # noqa: E402
from schuifaan.apps.places.models import Place  # noqa: E402
from schuifaan.apps.voice.enums import MatterState  # noqa: E402
from schuifaan.apps.voice.forms.saying import TOO_QUICK_SECONDS, SignalForm  # noqa: E402
from schuifaan.apps.voice.models import Matter, Signal  # noqa: E402

NAME: Final = "luister"


def places(count: int) -> list[Place]:
    now = timezone.now()
    made = Place.objects.bulk_create(
        Place(
            slug=f"{NAME}-{number}", name=f"Luister {number}", status=PlaceStatus.PUBLISHED, created_at=now,
            changed_at=now,
        )
        for number in range(count)
    )  # fmt: skip
    manager_of(made)
    return made


def signals(at: Sequence[Place], count: int, first: int) -> list[Sending]:
    """Forms filled in, each with a key as its page would have given."""
    return [
        Sending(
            reverse("voice:tell_place", args=[at[number % len(at)].slug]),
            {
                "kind": "wish", "text": f"Een bankje in de zon, nummer {first + number}", "about_whom": "no",
                "to": "place", "contact": "", "website": "",
                "key": signing.dumps(secrets.token_urlsafe(24), salt=SignalForm.salt, compress=False),
            },
            somebody(first + number),
        )
        for number in range(count)
    ]  # fmt: skip


def codes(count: int, first: int) -> list[Sending]:
    path, known = reverse("voice:find"), list(Signal.objects.values_list("code", flat=True)[:count])
    return [
        Sending(path, {"code": known[number % len(known)].lower()}, somebody(first + number))
        for number in range(count)
    ]


def measured(url: str, count: int) -> list[tuple[str, float, float]]:
    everywhere = places(EIGHT)
    rows, first = [], 0
    for told, at, clients in (
        ("one client", everywhere[:1], 1),
        ("eight, one place", everywhere[:1], EIGHT),
        ("eight places", everywhere, EIGHT),
    ):
        forms = signals(at, WARM_UP + count, first)
        first += len(forms)
        clock.sleep(TOO_QUICK_SECONDS + 1)
        sent(url, forms[:WARM_UP], min(clients, 2))
        rows.append((f"a signal, {told}", *sent(url, forms[WARM_UP:], clients)))
    for told, clients in (("one client", 1), ("eight", EIGHT)):
        forms = codes(WARM_UP + count, first)
        first += len(forms)
        sent(url, forms[:WARM_UP], min(clients, 2))
        rows.append((f"finding back by code, {told}", *sent(url, forms[WARM_UP:], clients)))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--times", type=int, default=200)
    options = parser.parse_args()
    rows = measured(options.url, options.times)
    said, received = 3 * (options.times + WARM_UP), Matter.objects.filter(state=MatterState.RECEIVED).count()
    if (Signal.objects.count(), received) != (said, said):
        sys.exit(f"{said} said, {Signal.objects.count()} kept, {received} received")
    tokens = Signal.objects.values_list("token", flat=True)[:40]
    print(json.dumps({"rows": rows, "paths": [reverse("voice:signal", args=[token]) for token in tokens]}))


if __name__ == "__main__":
    main()
