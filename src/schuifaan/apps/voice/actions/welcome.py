"""Sitting down together for the self-check: begin, save a page, finish, go on after all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import models, transaction
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.domain_errors import NotAllowed, Refused
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import Choice, TryState
from schuifaan.apps.voice.models import OwnTip, Reflection, SharedTip, TipChoice, TryOut, WelcomeCheck
from schuifaan.apps.voice.queries.welcome import open_check
from schuifaan.apps.voice.queries.welcome_page import (
    LINES,
    Merged,
    Values,
    merged,
    page_values,
    tip_fields,
)
from schuifaan.apps.voice.rules import sees_welcome
from schuifaan.core.method.knowledge.shaping import WelcomeElement
from schuifaan.core.method.welcome import MOST_TO_TRY

SPOTS: Final = range(1, MOST_TO_TRY + 1)
# A tip of the handbook by its id, an own one by its words.
_Wish = tuple[str, str]


class WelcomeError(Refused):
    """What was asked of a self-check cannot be."""


class OthersChose(Exception):  # noqa: N818 - it says what happened
    """Somebody of the team said something else here meanwhile; nothing of theirs was overwritten."""

    def __init__(self, found: Merged) -> None:
        super().__init__(found.clashes)
        self.found = found


def require(by: User, place: Place) -> None:
    if not sees_welcome(by, place):
        raise NotAllowed(_("De zelfcheck is van het team van deze plek."))


def trail_of(place: Place) -> str:
    """Not that of the place: who pays for it and who administers the site read that one."""
    return f"welcome:{place.pk}"


def hold(check: WelcomeCheck, by: User) -> WelcomeCheck:
    """One at a time: two people at one check are two people at one table."""
    require(by, check.place)
    rows = WelcomeCheck.objects.select_for_update(of=("self",)).select_related("place__organisation")
    return rows.get(pk=check.pk)


# -- Begin and end --------------------------------------------------------------------------------


@transaction.atomic
def begin(
    *, place: Place, on_paper: bool = False, like: WelcomeCheck | None = None, by: User, now: datetime
) -> WelcomeCheck:
    """The one that is open when there is one: two who begin at once sit at the same table.

    `like`: an earlier one, whose answers are there to begin with.
    """
    require(by, place)
    Place.objects.select_for_update(of=("self",)).only("pk").get(pk=place.pk)
    found = open_check(place)
    if found is not None:
        return found
    check = WelcomeCheck.objects.create(place=place, started_at=now, on_paper=on_paper)
    if like is not None and like.place_id == place.pk:
        _take_along(like, check)
    record(verb="welcome.begun", scope=trail_of(place), by=by, now=now, subject=place.name)
    return check


def _take_along(old: WelcomeCheck, new: WelcomeCheck) -> None:
    """Everything but what has been tried: that is a beginning of its own."""
    for model in (TipChoice, OwnTip, Reflection):
        _copy(model.objects.filter(check_of=old), new)
    _copy(TryOut.objects.filter(check_of=old).exclude(state=TryState.DONE), new)


def _copy(rows: models.QuerySet[Any], new: WelcomeCheck) -> None:
    copies = list(rows)
    for copy in copies:
        copy.pk, copy.check_of = None, new
    rows.model._default_manager.bulk_create(copies)  # noqa: SLF001 - Django's own name


@transaction.atomic
def finish(*, check: WelcomeCheck, by: User, now: datetime) -> None:
    """Complete as it is, however much was left open."""
    held = hold(check, by)
    if held.finished_at is not None:
        return
    held.finished_at = now
    held.save(update_fields=["finished_at"])
    record(verb="welcome.finished", scope=trail_of(held.place), by=by, now=now, subject=held.place.name)


@transaction.atomic
def go_on(*, check: WelcomeCheck, by: User) -> None:
    """Not finished after all. Raises WelcomeError when the team has begun another one since."""
    place = check.place
    require(by, place)
    Place.objects.select_for_update(of=("self",)).only("pk").get(pk=place.pk)
    found = open_check(place)
    if found is not None and found.pk != check.pk:
        raise WelcomeError(_("Jullie zijn al aan een nieuwe zelfcheck begonnen. Ga daar verder."))
    WelcomeCheck.objects.filter(pk=check.pk).update(finished_at=None)


# -- A page ---------------------------------------------------------------------------------------


@transaction.atomic
def save_page(
    *,
    check: WelcomeCheck,
    element: WelcomeElement,
    values: Mapping[str, str],
    was: Mapping[str, str],
    by: User,
) -> list[str]:
    """What was filled in at one element; `was` is how the page stood when it was opened.

    Gives the words or ids of what the team wants to try as well but is kept for later: three at a time is
    enough. Raises OthersChose, WelcomeError.
    """
    held = hold(check, by)
    if held.finished_at is not None:
        raise WelcomeError(_("Deze zelfcheck is al afgerond. Kies eerst: verder met deze zelfcheck."))
    there = page_values(held, element)
    found = merged(element, was=was, mine=values, theirs=there)
    if found.clashes:
        raise OthersChose(found)
    if found.values == there:
        return []
    _write(held, element, found.values)
    WelcomeCheck.objects.filter(pk=held.pk).update(version=models.F("version") + 1)
    return _follow(held, _wished(element, there), _wished(element, found.values))


def _write(check: WelcomeCheck, element: WelcomeElement, values: Values) -> None:
    fields = tip_fields(element)
    TipChoice.objects.filter(check_of=check, tip__in=fields.values()).delete()
    TipChoice.objects.bulk_create(
        TipChoice(check_of=check, tip=tip, choice=values[name])
        for name, tip in fields.items()
        if values[name]
    )
    OwnTip.objects.filter(check_of=check, element=element.id).delete()
    OwnTip.objects.bulk_create(_own_tips(check, element, values))
    Reflection.objects.filter(check_of=check, element=element.id).delete()
    if values["reflection"]:
        Reflection.objects.create(check_of=check, element=element.id, text=values["reflection"])


def _own_tips(check: WelcomeCheck, element: WelcomeElement, values: Values) -> Iterable[OwnTip]:
    origins = {line: int(values[f"own_{line}_from"] or 0) for line in LINES}
    there = set(SharedTip.objects.filter(pk__in=origins.values()).values_list("pk", flat=True))
    for line, origin in origins.items():
        if text := values[f"own_{line}"]:
            yield OwnTip(
                check_of=check,
                element=element.id,
                line=line,
                text=text,
                choice=values[f"own_{line}_choice"],
                borrowed_from_id=origin if origin in there else None,
            )


# -- What follows from it for what the team tries -------------------------------------------------


def _wished(element: WelcomeElement, values: Values) -> dict[str, _Wish]:
    """Field → what the team wants to try there."""
    tips = {name: (tip, "") for name, tip in tip_fields(element).items() if values[name] == Choice.TRYING}
    own = {
        f"own_{line}": ("", text)
        for line in LINES
        if (text := values[f"own_{line}"]) and values[f"own_{line}_choice"] == Choice.TRYING
    }
    return tips | own


def _follow(check: WelcomeCheck, before: dict[str, _Wish], after: dict[str, _Wish]) -> list[str]:
    kept_for_later = []
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        row = _found(check, old) if old else None
        if row is not None and new is not None:
            row.tip, row.text = new
            row.save(update_fields=["tip", "text"])
        elif row is not None:
            row.delete()
        elif new is not None and _found(check, new) is None and _added(check, new).state == TryState.LATER:
            kept_for_later.append(new[0] or new[1])
    return kept_for_later


def _found(check: WelcomeCheck, wish: _Wish) -> TryOut | None:
    """What was tried already stays as it was."""
    return (
        TryOut.objects.filter(check_of=check, tip=wish[0], text=wish[1]).exclude(state=TryState.DONE).first()
    )


def _added(check: WelcomeCheck, wish: _Wish) -> TryOut:
    spot = free_spot(check)
    state = TryState.NOW if spot else TryState.LATER
    return TryOut.objects.create(check_of=check, tip=wish[0], text=wish[1], state=state, spot=spot)


def free_spot(check: WelcomeCheck) -> int | None:
    """Call it while the check is held."""
    taken = set(TryOut.objects.filter(check_of=check, state=TryState.NOW).values_list("spot", flat=True))
    return next((spot for spot in SPOTS if spot not in taken), None)
