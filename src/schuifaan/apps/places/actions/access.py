"""Facts about getting in, each with the day and who checked it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.access import FACTS, FactKind
from schuifaan.apps.places.actions.saving import PlaceError, begin_change, require, save_place
from schuifaan.apps.places.enums import CheckedBy
from schuifaan.apps.places.models import AccessFact, Place


@transaction.atomic
def record_access_facts(
    *,
    place: Place,
    facts: Mapping[str, Any],
    checked_on: date,
    by: User,
    now: datetime,
    checked_by: CheckedBy = CheckedBy.MANAGER,
    all_checked: bool = False,
    version: int | None = None,
) -> Place:
    """Set facts; None is "not known", a fact left out stays. Unchanged ones keep their own day.

    With `all_checked` every known fact named here was looked at again and gets the new day.
    """
    require(by, "places.change_place", place)
    if checked_on > timezone.localdate(now):
        raise PlaceError(
            _("Deze dag moet nog komen. Vul in wanneer je het hebt nagekeken."), field="checked_on"
        )
    begin_change(place, version)
    there = {fact.key: fact for fact in AccessFact.objects.filter(place=place)}
    changes: dict[str, list[Any]] = {}
    for key, given in facts.items():
        value = _understood(key, given)
        fact = there.get(key)
        before = fact.value if fact else None
        if before != value:
            changes[key] = [before, value]
        elif not all_checked or value is None or (fact and fact.checked_on == checked_on):
            continue
        else:
            changes[key] = [before, value]
        AccessFact.objects.update_or_create(
            place=place,
            key=key,
            defaults={
                "value": value,
                "checked_on": None if value is None else checked_on,
                "checked_by": "" if value is None else checked_by,
            },
        )
    save_place(place=place, version=version, by=by, now=now, verb="place.access_recorded", changes=changes)
    return place


def _understood(key: str, value: Any) -> Any:
    """The value as this fact is kept; nothing filled in is "not known"."""
    definition = FACTS.get(key)
    if definition is None:
        raise PlaceError(_("Dit feit kennen we niet: %(key)s.") % {"key": key})
    if value is None or value == "":
        return None
    match definition.kind:
        case FactKind.YES_NO:
            good = isinstance(value, bool)
        case FactKind.TEXT:
            value = str(value).strip()
            return value or None
        case _:
            good = isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
    if not good:
        raise PlaceError(_("Dit is geen goed antwoord."), field=key)
    return value
