"""Asking for the newsletter, confirming it, leaving it; and making the edition of a week, once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from schuifaan.apps.outlets.enums import LetterKind
from schuifaan.apps.outlets.models import Edition, Letter, Subscription
from schuifaan.apps.outlets.queries.newsletters import area_of, digest
from schuifaan.apps.places.queries.areas import Area, Level
from schuifaan.core.timeline.wallclock import AMSTERDAM, from_wall

# A link to confirm works this long; the night after it the address is forgotten.
TO_CONFIRM: Final = timedelta(days=6)
# To one address, whatever the areas: nobody's letter box is filled by somebody else.
MOST_A_DAY: Final = 3
# After a day off the edition still goes; later than that the week is half over.
LATEST: Final = timedelta(days=2)
# Pages and letters say so.
THURSDAY: Final = 3
IN_THE_MORNING: Final = time(7)
_BATCH: Final = 500


def subscribe(*, area: Area, email: str, language: str, now: datetime) -> Letter | None:
    """One letter, asking to confirm or saying that it is so already; none when this address had enough today.

    Whoever asked is told the same in all cases: the page gives away nobody's subscription.
    """
    address = email.strip().lower()
    lately = Letter.objects.filter(subscription__email=address, written_at__gt=now - timedelta(days=1))
    if lately.exclude(kind=LetterKind.WEEK).count() >= MOST_A_DAY:
        return None
    with transaction.atomic():
        found, _is_new = Subscription.objects.get_or_create(
            **_of(area), email=address, defaults={"language": language, "asked_at": now}
        )
        if found.confirmed_at is None:
            Subscription.objects.filter(pk=found.pk).update(language=language, asked_at=now)
        kind = LetterKind.KNOWN if found.confirmed_at else LetterKind.CONFIRM
        return Letter.objects.create(subscription=found, kind=kind, written_at=now, try_at=now)


def confirm(*, token: str, now: datetime) -> Subscription | None:
    """None when the link is too old, or is none of ours. A second time changes nothing."""
    asked = Subscription.objects.filter(token=token, confirmed_at__isnull=True)
    asked.filter(asked_at__gt=now - TO_CONFIRM).update(confirmed_at=now)
    return Subscription.objects.filter(token=token, confirmed_at__isnull=False).first()


def unsubscribe(*, token: str) -> bool:
    """Gone at once, with every letter still waiting. Whether there was anything."""
    return Subscription.objects.filter(token=token).delete()[0] > 0


def week_due(now: datetime) -> date | None:
    """The day from which an edition should have gone by now; None when the next one is still to come."""
    today = timezone.localdate(now, AMSTERDAM)
    day = today - timedelta(days=(today.weekday() - THURSDAY) % 7)
    goes_at = from_wall(datetime.combine(day, IN_THE_MORNING))
    return day if goes_at <= now < goes_at + LATEST else None


def make_editions(*, now: datetime) -> int:
    """Write the letters of this week for every area that has none yet. How many letters."""
    week_start = week_due(now)
    if week_start is None:
        return 0
    made = set(Edition.objects.filter(week_start=week_start).values_list("neighbourhood", "district"))
    asked = set(_readers(now).order_by().values_list("neighbourhood", "district").distinct())
    return sum(_make(code, week_start, now) for code in _codes(asked - made))


def _make(code: str, week_start: date, now: datetime) -> int:
    area = area_of(code)
    if area is None:
        return 0
    try:
        with transaction.atomic():
            edition = Edition.objects.create(**_of(area), week_start=week_start, made_at=now)
            # A week in which nothing is on has an edition without letters.
            if not digest(area, week_start=week_start, language=settings.LANGUAGE_CODE, now=now).days:
                return 0
            readers = list(_readers(now).filter(**_of(area)).values_list("pk", flat=True))
            Letter.objects.bulk_create(
                [Letter(edition=edition, subscription_id=pk, written_at=now, try_at=now) for pk in readers],
                batch_size=_BATCH,
            )
    except IntegrityError:
        # Another worker made it, or somebody left at this very moment: then the next round makes it.
        return 0
    return len(readers)


def _readers(now: datetime) -> Any:
    return Subscription.objects.filter(confirmed_at__lte=now)


def _codes(areas: Iterable[tuple[str | None, str | None]]) -> list[str]:
    return sorted(neighbourhood or district or "" for neighbourhood, district in areas)


def _of(area: Area) -> dict[str, str]:
    return {
        "district_id" if area.level is Level.DISTRICT else "neighbourhood_id": area.code,
    }
