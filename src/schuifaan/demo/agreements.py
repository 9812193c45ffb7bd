"""The agreements of a demo city: some run, one ends, one asks to look back, one was signed by who has left."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place, TeamMember
from schuifaan.apps.rooms.actions import agreements as actions
from schuifaan.apps.rooms.actions.agreements_end import give_notice
from schuifaan.apps.rooms.enums import AgreementKind
from schuifaan.apps.rooms.models import Agreement, Booking
from schuifaan.apps.rooms.queries.agreements import last_version, terms_of_agreement
from schuifaan.core.letting.agreements import Terms, evaluation_day, last_day_of_year
from schuifaan.demo.here import Here


def add_agreement(row: dict[str, Any], here: Here) -> Agreement:
    booking = Booking.objects.filter(place=here.place, title=row.get("booking", "")).first()
    agreement = actions.draft_agreement(
        place=here.place,
        party=here.parties[row["party"]],
        kind=row.get("kind", AgreementKind.USE),
        room=here.rooms[row["room"]] if "room" in row else None,
        booking=booking,
        by=here.worker,
        now=here.now - timedelta(weeks=row["drafted_weeks_ago"], hours=2),
    )
    for weeks, changes in enumerate(row.get("versions", ())):
        _write(agreement, row, changes, here, weeks=weeks)
    if "signed" in row:
        _sign(agreement, row["signed"], here)
        _live(agreement, row, here)
    return agreement


def _write(
    agreement: Agreement, row: dict[str, Any], changes: dict[str, Any], here: Here, *, weeks: int
) -> None:
    """A next version, so many weeks after the draft."""
    terms = terms_of_agreement(agreement)
    starts_on = here.today - timedelta(weeks=row["starts_weeks_ago"])
    signed = row["signed"]["place"]
    provider = terms.provider.model_copy(update={"represented_by": signed["name"], "role": signed["role"]})
    days = {"starts_on": starts_on}
    days |= (
        {"ends_on": last_day_of_year(starts_on)}
        if agreement.kind == AgreementKind.LOAN
        else {"evaluate_on": evaluation_day(starts_on)}
    )
    whole = terms.model_dump(mode="json") | {"provider": provider.model_dump()} | days | changes
    actions.change_draft(
        agreement=agreement,
        terms=Terms.model_validate(whole),
        seen=last_version(agreement).number,
        by=here.worker,
        now=here.now - timedelta(weeks=row["drafted_weeks_ago"] - weeks, hours=1),
    )


def _sign(agreement: Agreement, signed: dict[str, Any], here: Here) -> None:
    at = here.now - timedelta(weeks=signed["weeks_ago"])
    place, party = signed["place"], signed["party"]
    actions.sign(
        agreement=agreement,
        version=last_version(agreement).number,
        signed_on=timezone.localdate(at),
        signers=(
            actions.Signer(True, place["name"], place["role"], _who(place, here)),
            actions.Signer(False, party["name"], party["role"]),
        ),
        by=here.worker,
        now=at,
    )


def _who(row: dict[str, Any], here: Here) -> User:
    """Of somebody who has left there is an account no more to sign in with, and a role that is over."""
    if "left_weeks_ago" not in row:
        return User.objects.get(email=row["email"])
    user = User.objects.create_user(row["email"], None, name=row["name"], is_active=False)
    _leave(here.place, user, row, here)
    return user


def _leave(place: Place, user: User, row: dict[str, Any], here: Here) -> None:
    TeamMember.objects.create(
        place=place,
        user=user,
        name=row["name"],
        role=PlaceRole.BOARD,
        since_date=here.today - timedelta(weeks=200),
        until_date=here.today - timedelta(weeks=row["left_weeks_ago"]),
    )


def _live(agreement: Agreement, row: dict[str, Any], here: Here) -> None:
    """What happened since it was signed."""
    if "looks_back_in_weeks" in row:
        actions.look_back(
            agreement=agreement,
            next_on=here.today + timedelta(weeks=row["looks_back_in_weeks"]),
            by=here.worker,
            now=here.now - timedelta(weeks=6),
        )
    if "insured_in_weeks" in row:
        actions.record_insurance(
            agreement=agreement,
            until=here.today + timedelta(weeks=row["insured_in_weeks"]),
            by=here.worker,
            now=here.now - timedelta(weeks=8),
        )
    if "notice_weeks_ago" in row:
        at = here.now - timedelta(weeks=row["notice_weeks_ago"])
        give_notice(agreement=agreement, notice_on=timezone.localdate(at), by=here.worker, now=at)
