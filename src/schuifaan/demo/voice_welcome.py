"""Self-checks of a demo city: finished ones, one that is open, and tips that places share."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import Choice, TryState
from schuifaan.apps.voice.models import OwnTip, Reflection, SharedTip, TipChoice, TryOut, WelcomeCheck
from schuifaan.demo.content import has, read

PART = "voice_welcome"


def welcome_is_loaded(city: str) -> bool:
    """Also when somebody changed it since: what people made of it is kept."""
    if not has(city, PART):
        return True
    slugs = {row["place"] for row in read(city, PART)["checks"]}
    return WelcomeCheck.objects.filter(place__slug__in=slugs).exists()


@transaction.atomic
def load_welcome(*, city: str, now: datetime) -> int:
    """How many self-checks there are."""
    content = read(city, PART)
    slugs = {row["place"] for row in (*content["checks"], *content["shared"])}
    places = {place.slug: place for place in Place.objects.filter(slug__in=slugs, is_demo=True)}
    shared = {
        row["place"]: SharedTip.objects.create(
            place=places[row["place"]],
            element=f"element.{row['element']}",
            text=row["text"],
            shared_at=now - timedelta(days=row["days_ago"]),
        )
        for row in content["shared"]
    }
    for row in content["checks"]:
        _check(places[row["place"]], row, shared, now)
    return len(content["checks"])


def _check(place: Place, row: dict[str, Any], shared: dict[str, SharedTip], now: datetime) -> None:
    began = now - timedelta(weeks=row["weeks_ago"])
    check = WelcomeCheck.objects.create(
        place=place, started_at=began, finished_at=began + timedelta(hours=1) if row["finished"] else None
    )
    TipChoice.objects.bulk_create(
        TipChoice(check_of=check, tip=_tip(key), choice=choice)
        for choice in Choice.values
        for key in row.get(choice, ())
    )
    Reflection.objects.bulk_create(
        Reflection(check_of=check, element=f"element.{element}", text=text)
        for element, text in row.get("said", {}).items()
    )
    for own in row.get("own", ()):
        origin = shared.get(own.get("borrowed", ""))
        OwnTip.objects.create(
            check_of=check,
            element=f"element.{own['element']}",
            line=own["line"],
            text=origin.text if origin else own["text"],
            choice=own.get("choice", ""),
            borrowed_from=origin,
        )
    _try_outs(check, row)


def _try_outs(check: WelcomeCheck, row: dict[str, Any]) -> None:
    """What is not spelled out is tried all the same."""
    spot = 0
    for one in row.get("try_outs", [{"tip": key} for key in row.get("trying", ())]):
        state = TryState.DONE if "done" in one else TryState.LATER if "later" in one else TryState.NOW
        spot += state == TryState.NOW
        TryOut.objects.create(
            check_of=check,
            tip=_tip(one["tip"]),
            who=one.get("who", ""),
            when=one.get("when", ""),
            state=state,
            spot=spot if state == TryState.NOW else None,
            done_note=one.get("done", ""),
        )


def _tip(key: str) -> str:
    element, number = key.split(".")
    return f"element.{element}.tip{number}"
