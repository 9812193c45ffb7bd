"""What is offered: beginning an activity, telling more about it, showing it, stopping it, taking it away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.actions.joining import fill_seats
from schuifaan.apps.agenda.actions.planning import OnClash, When, add_series, cancel_following
from schuifaan.apps.agenda.actions.saving import AgendaError, begin_change, note, require
from schuifaan.apps.agenda.actions.telling import telling
from schuifaan.apps.agenda.actions.version import raise_agenda_version
from schuifaan.apps.agenda.enums import ActivityStatus, OccurrenceState
from schuifaan.apps.agenda.models import Activity, Occurrence
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.creating import slugs_for
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions import holding as rooms
from schuifaan.apps.rooms.models import Claim

# What the form about an activity may change.
FIELDS: Final = frozenset({
    "kind", "title", "description", "audience", "bring", "leave_note", "access_note", "cost_note",
    "translations", "cost_cents", "open_to_everyone", "professional", "can_leave", "languages",
    "welcomed_by", "organiser_kind", "organiser_name", "sign_up", "seats", "sign_up_phone", "pilot_until",
})  # fmt: skip
_NAMELESS = "activiteit"
_LONGEST_SLUG = 130
_TRIES = 5


@transaction.atomic
def begin_activity(*, place: Place, by: User, now: datetime, title: str, **values: Any) -> Activity:
    """A draft, without a time yet."""
    require(by, "agenda.change_agenda", place)
    if not title.strip():
        raise AgendaError(_("Hoe heet het? Een of twee woorden is genoeg."), field="title")
    if unknown := values.keys() - FIELDS - {"language"}:
        raise TypeError(f"not a field of an activity: {sorted(unknown)}")
    activity = Activity(
        place=place, title=title.strip(), created_at=now, changed_at=now, made_by=by,
        **{"cost_cents": None, **values},
    )  # fmt: skip
    activity = _with_free_slug(activity)
    note(verb="agenda.begun", activity=activity, by=by, now=now)
    return activity


@transaction.atomic
def plan_new_activity(
    *,
    place: Place,
    when: When,
    by: User,
    now: datetime,
    publish: bool,
    on_clash: OnClash = "refuse",
    **values: Any,
) -> Activity:
    """All in one go: what it is, when it is, and whether people see it. Raises RoomNotFree, AgendaError."""
    activity = begin_activity(place=place, by=by, now=now, **values)
    add_series(activity=activity, when=when, by=by, now=now, on_clash=on_clash)
    if publish:
        publish_activity(activity=activity, by=by, now=now)
    return activity


@transaction.atomic
def change_activity(
    *, activity: Activity, by: User, now: datetime, version: int | None = None, **values: Any
) -> Activity:
    """Everything but when. Raises ChangedMeanwhile, AgendaError."""
    require(by, "agenda.change_agenda", activity.place)
    if unknown := values.keys() - FIELDS:
        raise TypeError(f"not a field of an activity: {sorted(unknown)}")
    if activity.is_published and "cost_cents" in values and values["cost_cents"] is None:
        raise AgendaError(_no_price(), field="price")
    before = Activity.objects.get(pk=activity.pk)
    changes = {
        name: [_plain(getattr(before, name)), _plain(value)]
        for name, value in values.items()
        if getattr(before, name) != value
    }
    if not changes:
        return activity
    begin_change(activity, version, now)
    for name, value in values.items():
        setattr(activity, name, value)
    activity.save()
    note(verb="agenda.changed", activity=activity, by=by, now=now, changes=_told(changes))
    if "seats" in changes or "sign_up" in changes:
        # More seats: who waited moves up.
        fill_seats(activity=activity, now=now)
    if "title" in changes:
        rooms.rename(claims=Claim.objects.filter(occurrence__activity=activity), label=activity.title)
    return activity


@transaction.atomic
def publish_activity(*, activity: Activity, by: User, now: datetime) -> Activity:
    """From now on people see it. Without a price it stays a draft."""
    require(by, "agenda.change_agenda", activity.place)
    if activity.cost_cents is None:
        raise AgendaError(_no_price(), field="price")
    return _set_status(activity, ActivityStatus.PUBLISHED, "agenda.published", by, now)


@transaction.atomic
def unpublish_activity(*, activity: Activity, by: User, now: datetime) -> Activity:
    """Back to a draft: out of sight, its times and sign-ups stay."""
    require(by, "agenda.change_agenda", activity.place)
    return _set_status(activity, ActivityStatus.DRAFT, "agenda.hidden", by, now)


@transaction.atomic
def stop_activity(*, activity: Activity, reason: str, by: User, now: datetime) -> list[Occurrence]:
    """All that is still to come is called off. What people may count on stays visible as such."""
    require(by, "agenda.change_agenda", activity.place)
    told: list[Occurrence] = []
    for series in activity.series.select_related("activity__place"):
        coming = series.occurrences.filter(ends_at__gt=now).order_by("original_at").first()
        if coming is not None:
            told += cancel_following(occurrence=coming, reason=reason, by=by, now=now)
    if not any(row.state == OccurrenceState.CANCELLED for row in told):
        # Nothing is left to tell anybody.
        _set_status(activity, ActivityStatus.STOPPED, "agenda.stopped", by, now)
    return told


@transaction.atomic
def end_trial(*, activity: Activity, by: User, now: datetime) -> Activity:
    """The trial was a success: it just goes on."""
    return change_activity(activity=activity, by=by, now=now, pilot_until=None)


@transaction.atomic
def delete_activity(*, activity: Activity, by: User, now: datetime) -> None:
    """Gone for good, with its times; the rooms are free again, and who signed up hears that it is off."""
    require(by, "agenda.change_agenda", activity.place)
    note(verb="agenda.deleted", activity=activity, by=by, now=now)
    rows = activity.occurrences.filter(claim__isnull=False).select_related("claim")
    claims = [row.claim for row in rows if row.claim is not None]
    with telling(activity.occurrences.all(), now=now):
        Activity.objects.get(pk=activity.pk).delete()
    rooms.release(claims=claims)
    raise_agenda_version()


def _set_status(activity: Activity, status: ActivityStatus, verb: str, by: User, now: datetime) -> Activity:
    if activity.status == status:
        return activity
    begin_change(activity, None, now)
    activity.status = status
    activity.save(update_fields=["status"])
    note(verb=verb, activity=activity, by=by, now=now)
    return activity


def _no_price() -> str:
    return _("Zeg eerst wat het kost: gratis of een bedrag. Dan kan iedereen het zien.")


def _told(changes: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """Long texts are not repeated in the trail, nor are names and numbers of people."""
    left_out = {"description", "translations", "languages", "welcomed_by", "organiser_name", "sign_up_phone"}
    return {name: pair for name, pair in changes.items() if name not in left_out}


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | bool | list | dict) or value is None else str(value)


def _with_free_slug(activity: Activity) -> Activity:
    base = next(slugs_for(activity.title))[:_LONGEST_SLUG]
    if base == "plek":
        base = _NAMELESS
    taken = set(Activity.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    free = (
        slug
        for number in range(1, 10**6)
        if (slug := base if number == 1 else f"{base}-{number}") not in taken
    )
    for attempt in range(_TRIES):
        activity.slug = next(free)
        try:
            # Somebody may take the same address at this very moment: then the next one.
            with transaction.atomic():
                activity.save(force_insert=True)
        except IntegrityError:
            activity.pk = None
            if attempt == _TRIES - 1:
                raise
        else:
            break
    return activity
