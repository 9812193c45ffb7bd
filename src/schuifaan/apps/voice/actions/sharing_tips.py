"""Giving one tip to other places in the place's own words, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions.welcome import WelcomeError, hold, require, save_page, trail_of
from schuifaan.apps.voice.models import SharedTip, WelcomeCheck
from schuifaan.apps.voice.queries.private_lines import found_in
from schuifaan.apps.voice.queries.shared_tips import put_on_a_line
from schuifaan.apps.voice.queries.welcome_page import element_with, page_values
from schuifaan.core.private_words import Finding, Kind

# A number, an address of mail or an account is always somebody's; a name or a street may be no name at all.
CERTAIN = frozenset({Kind.PHONE, Kind.EMAIL, Kind.NUMBER})


class TellsOfPeople(WelcomeError):  # noqa: N818 - it says what happened
    """The words name somebody or tell how to reach them: first the place looks at it again."""

    def __init__(self, text: str, found: Sequence[Finding]) -> None:
        super().__init__(_("Hier staat iets in dat over een persoon lijkt te gaan."), field="text")
        self.text, self.found = text, tuple(found)

    @property
    def is_certain(self) -> bool:
        return any(one.kind in CERTAIN for one in self.found)


@transaction.atomic
def share_tip(
    *, place: Place, element: str, text: str, names_nobody: bool = False, by: User, now: datetime
) -> SharedTip:
    """`names_nobody`: somebody looked, and what seems a name or an address is none. Raises TellsOfPeople."""
    require(by, place)
    found = found_in(text, place)
    if any(one.kind in CERTAIN or not names_nobody for one in found):
        raise TellsOfPeople(text, found)
    # Pressed twice is shared once.
    shared, made = SharedTip.objects.get_or_create(
        place=place, element=element, text=text, taken_back_at=None, defaults={"shared_at": now}
    )
    if made:
        record(verb="welcome.tip_shared", scope=trail_of(place), by=by, now=now, subject=place.name)
    return shared


@transaction.atomic
def take_back(*, shared: SharedTip, by: User, now: datetime) -> None:
    """Others no longer find it. Who borrowed it keeps their own line."""
    require(by, shared.place)
    if SharedTip.objects.filter(pk=shared.pk, taken_back_at__isnull=True).update(taken_back_at=now):
        place = shared.place
        record(verb="welcome.tip_taken_back", scope=trail_of(place), by=by, now=now, subject=place.name)


@transaction.atomic
def share_again(*, shared: SharedTip, by: User, now: datetime) -> None:
    """Taking it back is undone."""
    require(by, shared.place)
    if SharedTip.objects.filter(pk=shared.pk, taken_back_at__isnull=False).update(taken_back_at=None):
        place = shared.place
        record(verb="welcome.tip_shared", scope=trail_of(place), by=by, now=now, subject=place.name)


@transaction.atomic
def borrow(*, check: WelcomeCheck, shared: SharedTip, by: User) -> None:
    """On the first free line of the element it belongs to. Raises WelcomeError when both are filled."""
    element = element_with(shared.element)
    if element is None or shared.taken_back_at is not None:
        raise WelcomeError(_("Deze tip is teruggenomen."))
    there = page_values(hold(check, by), element)
    wanted = dict(there)
    if not put_on_a_line(shared, wanted):
        raise WelcomeError(_("Beide regels zijn al gevuld. Maak er eerst een leeg."))
    save_page(check=check, element=element, values=wanted, was=there, by=by)
