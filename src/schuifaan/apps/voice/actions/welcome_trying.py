"""What the team is going to try: who and when, three at a time, later, and how it went."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.voice.actions.welcome import WelcomeError, free_spot, hold
from schuifaan.apps.voice.enums import TryState
from schuifaan.apps.voice.models import TryOut, WelcomeCheck


class ThreeAlready(WelcomeError):  # noqa: N818 - it says what happened
    """A fourth: one of the three waits for later, or this one does."""


@transaction.atomic
def agree_on(*, check: WelcomeCheck, said: Mapping[int, tuple[str, str]], by: User) -> None:
    """Who and when, for each thing the team tries now: key → (who, when)."""
    held = hold(check, by)
    for row in TryOut.objects.filter(check_of=held, state=TryState.NOW, pk__in=said):
        row.who, row.when = said[row.pk]
        row.save(update_fields=["who", "when"])


@transaction.atomic
def try_now(*, try_out: TryOut, instead_of: TryOut | None = None, by: User) -> None:
    """Raises ThreeAlready unless there is room, or `instead_of` moves to later."""
    held = hold(try_out.check_of, by)
    try_out.refresh_from_db()
    if try_out.state == TryState.NOW:
        return
    if instead_of is not None:
        _release(held, instead_of, TryState.LATER)
    spot = free_spot(held)
    if spot is None:
        raise ThreeAlready(_("Drie tegelijk is genoeg. Welke bewaren jullie voor later?"))
    try_out.state, try_out.spot = TryState.NOW, spot
    try_out.save(update_fields=["state", "spot"])


@transaction.atomic
def keep_for_later(*, try_out: TryOut, by: User) -> None:
    _release(hold(try_out.check_of, by), try_out, TryState.LATER)


@transaction.atomic
def say_how_it_went(*, try_out: TryOut, note: str, by: User) -> None:
    """It was tried; its spot is free for something else."""
    _release(hold(try_out.check_of, by), try_out, TryState.DONE)
    TryOut.objects.filter(pk=try_out.pk).update(done_note=note)


def _release(check: WelcomeCheck, try_out: TryOut, state: TryState) -> None:
    TryOut.objects.filter(check_of=check, pk=try_out.pk).update(state=state, spot=None)
