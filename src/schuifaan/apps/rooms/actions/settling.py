"""One yes for a whole season: all series at once, and one letter to each party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError, require
from schuifaan.apps.rooms import wording_seasons as wording
from schuifaan.apps.rooms.actions.asking import Wish, ask
from schuifaan.apps.rooms.actions.deciding import confirm
from schuifaan.apps.rooms.actions.keeping import in_turn
from schuifaan.apps.rooms.actions.seasons import SeasonClosed, hold_season
from schuifaan.apps.rooms.actions.writing import address, language_of, write
from schuifaan.apps.rooms.enums import SeasonState, Use
from schuifaan.apps.rooms.models import Booking, Letter, Party, Season, SeasonWish
from schuifaan.apps.rooms.queries.letter_facts import contact_of, facts_of
from schuifaan.apps.rooms.queries.season_plan import SeasonPlan, SeriesLine, plan_of
from schuifaan.apps.rooms.queries.warnings import warnings_for

RULE_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class NotSettled(PlaceError):  # noqa: N818 - it says what happened
    """Nothing was made; `problems` has all reasons at once, each a sentence."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of it: the series, and who was mailed."""

    bookings: Sequence[Booking]
    told: Sequence[Party]


def settle(
    *, season: Season, by: User, now: datetime, version: int, skip_holidays: bool = True, why: str = ""
) -> Settled:
    """Every hour that was given becomes a confirmed series, or none does.

    `why`: the reason of somebody who may overrule, for whatever warns. Dates that others hold are left out.
    """
    require(by, "rooms.let_rooms", season.place)

    def work() -> Settled:
        current = hold_season(season, version)
        if current.state == SeasonState.SETTLED:
            raise SeasonClosed(_("Dit seizoen is al verdeeld."))
        plan = plan_of(current, now=now, skip_holidays=skip_holidays)
        if not plan.lines:
            raise NotSettled([_("Er is nog geen uur gegeven.")])
        made = _make_all(plan, by=by, now=now, why=why)
        current.state = SeasonState.SETTLED
        current.save(update_fields=["state"])
        told = _tell_all(plan, made, now=now)
        record(
            verb="season.settled", scope=current.place.audit_scope, by=by, now=now, subject=current.name,
            changes={"season": [None, len(made)]},
        )  # fmt: skip
        return Settled(list(made.values()), told)

    return in_turn(work)


# -- How --------------------------------------------------------------------------------------------


def _make_all(plan: SeasonPlan, *, by: User, now: datetime, why: str) -> dict[int, Booking]:
    """By the wish. What goes wrong is looked for in all of them before anything is said."""
    made, problems = dict[int, Booking](), list(plan.problems)
    for line in [] if problems else plan.lines:
        try:
            with transaction.atomic():
                made[line.wish.pk] = _make(line, by=by, now=now, why=why)
        except PlaceError as error:
            problems.append(f"{line.party.name}, {line.room.name}: {error}")
    if problems:
        raise NotSettled(problems)
    return made


def _make(line: SeriesLine, *, by: User, now: datetime, why: str) -> Booking:
    wish = line.wish
    booking = ask(
        place=line.room.place, party=wish.party, by=by, now=now,
        wish=Wish(
            room=line.room, periods=line.going, use=Use(wish.use), title=wish.party.name, note=wish.note,
            rule=f"FREQ=WEEKLY;BYDAY={RULE_DAYS[line.slot.weekday - 1]}",
        ),
        leave_out=[one.period for one in line.left_out],
    )  # fmt: skip
    reasons = {one.rule: why for one in warnings_for(booking)} if why.strip() else {}
    confirmed = confirm(booking=booking, by=by, now=now, reasons=reasons)
    SeasonWish.objects.filter(pk=wish.pk).update(booking=confirmed)
    return confirmed


def _tell_all(plan: SeasonPlan, made: dict[int, Booking], *, now: datetime) -> list[Party]:
    """One letter for all of it, in the place of those each series would have had; nobody has seen these yet."""
    ours = Q()
    for booking in made.values():
        ours |= Q(key__startswith=f"asked:{booking.pk}:") | Q(key__startswith=f"confirmed:{booking.pk}:")
    Letter.objects.filter(ours).delete()
    for party in plan.told:
        mine = [made[line.wish.pk] for line in plan.lines if line.wish.party_id == party.pk]
        lost = [wish for wish in plan.without if wish.party_id == party.pk]
        with translation.override(language_of(party)):
            words = wording.settled(
                plan.season, party, series=[facts_of(booking, now=now) for booking in mine], lost=lost,
                contact=contact_of(plan.season.place), url=address("rooms:party", party.token),
            )  # fmt: skip
            key = f"season:{plan.season.pk}:{party.pk}"
            write(key=key, place=plan.season.place, to=party.email, words=words, now=now)
    return plan.told
