"""The secret address under which somebody who works at a place has its bookings in a calendar program."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from schuifaan.apps.outlets.models import CalendarKey, new_token
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import require
from schuifaan.apps.places.models import Place


@transaction.atomic
def give_key(*, place: Place, by: User, now: datetime) -> CalendarKey:
    """A new one: where there was one, that opens nothing any more."""
    require(by, "rooms.run_rooms", place)
    key, _is_new = CalendarKey.objects.update_or_create(
        user=by, place=place, defaults={"token": new_token(), "made_at": now}
    )
    record(verb="calendar.key_given", scope=place.audit_scope, by=by, now=now)
    return key


@transaction.atomic
def take_key(*, place: Place, by: User, now: datetime) -> None:
    require(by, "rooms.run_rooms", place)
    if CalendarKey.objects.filter(user=by, place=place).delete()[0]:
        record(verb="calendar.key_taken", scope=place.audit_scope, by=by, now=now)
