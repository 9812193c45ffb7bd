"""The team of a place: who is in it, what they may do, and whether visitors may see name and photo."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.actions.invitations import close_invitation, create_invitation, reissue_invitation
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.creating import forget_roles
from schuifaan.apps.places.actions.photos import FACE_PIXELS, delete_file_at_once, prepared_photo
from schuifaan.apps.places.actions.saving import PlaceError, require
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place, TeamMember

LEADING = frozenset({PlaceRole.MANAGER, PlaceRole.BOARD})


class LastToLead(PlaceError):  # noqa: N818 - it says what is wrong
    """Nobody would be left who may keep the page true."""


@transaction.atomic
def add_team_member(
    *,
    place: Place,
    name: str,
    role: PlaceRole,
    by: User,
    now: datetime,
    since_date: date | None = None,
    email: str = "",
) -> TeamMember:
    """Add someone by name; with an e-mail address they also get a link to make an account."""
    require(by, "places.lead_place", place)
    name, email = name.strip(), email.strip()
    if not name:
        raise PlaceError(_("Vul een naam in."), field="name")
    if email and _already_there(place, role, email, timezone.localdate(now)):
        raise PlaceError(_("Deze persoon heeft deze rol al, of is er al voor uitgenodigd."), field="email")
    invitation = None
    if email:
        what_for = f"{place.name} ({PlaceRole(role).label})"
        invitation, _token = create_invitation(email=email, name=name, what_for=what_for, by=by, now=now)
    member = TeamMember.objects.create(
        place=place,
        name=name,
        role=role,
        invitation=invitation,
        since_date=since_date or timezone.localdate(now),
    )
    _note(
        "team.member_invited" if invitation else "team.member_added", member, by, now, role=[None, str(role)]
    )
    return member


@transaction.atomic
def give_consent(
    *, member: TeamMember, by: User, now: datetime, photo: File[bytes] | None = None
) -> TeamMember:
    """The person agreed that visitors see name (and photo). A new photo takes the place of the old one."""
    require(by, "places.lead_place", member.place)
    if photo is not None:
        face = prepared_photo(photo, longest_side=FACE_PIXELS)
        if member.photo:
            delete_file_at_once(member.photo)
        member.photo = face
    if not member.has_consent:
        member.consent_on, member.consent_withdrawn_on = timezone.localdate(now), None
    member.save()
    _note("team.consent_given", member, by, now)
    return member


@transaction.atomic
def withdraw_consent(*, member: TeamMember, by: User, now: datetime) -> TeamMember:
    """Name and photo are gone from every page and print at once; the file itself too."""
    if member.user_id is None or member.user_id != by.pk:
        require(by, "places.lead_place", member.place)
    if not member.has_consent:
        return member
    if member.photo:
        delete_file_at_once(member.photo)
        member.photo = ""
    member.consent_withdrawn_on = timezone.localdate(now)
    member.save()
    _note("team.consent_withdrawn", member, by, now)
    return member


@transaction.atomic
def remove_face(*, member: TeamMember, by: User, now: datetime) -> TeamMember:
    """Only the photo goes; the name stays as long as there is consent for it."""
    if member.user_id is None or member.user_id != by.pk:
        require(by, "places.lead_place", member.place)
    if member.photo:
        delete_file_at_once(member.photo)
        member.photo = ""
        member.save(update_fields=["photo"])
        _note("team.photo_removed", member, by, now)
    return member


@transaction.atomic
def end_team_role(*, member: TeamMember, by: User, now: datetime) -> TeamMember:
    """Yesterday was the last day: no rights any more from now on, no name or photo on the page."""
    place = member.place
    require(by, "places.lead_place", place)
    # Two managers ending each other's role at the same moment must not leave nobody.
    Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    today = timezone.localdate(now)
    if member.until_date is not None:
        return member
    if member.user_id and member.role in LEADING and not _others_lead(member, today):
        raise LastToLead(
            _("Je bent de laatste die deze plek beheert. Voeg eerst iemand anders toe als beheerder.")
        )
    invitation = member.invitation
    if invitation and invitation.accepted_at is None and invitation.withdrawn_at is None:
        close_invitation(invitation=invitation, now=now)
    yesterday = today - timedelta(days=1)
    # Somebody added by mistake today should not keep the rights until midnight.
    member.since_date, member.until_date = min(member.since_date, yesterday), yesterday
    member.save(update_fields=["since_date", "until_date"])
    _note("team.role_ended", member, by, now, role=[member.role, None])
    for user in (by, member.user):
        if user:
            forget_roles(user)
    return member


@transaction.atomic
def resume_team_role(*, member: TeamMember, by: User, now: datetime) -> TeamMember:
    """Undo of ending a role."""
    require(by, "places.lead_place", member.place)
    member.until_date = None
    try:
        with transaction.atomic():
            member.save(update_fields=["until_date"])
    except IntegrityError as error:
        raise PlaceError(_("Deze persoon heeft deze rol al weer.")) from error
    _note("team.role_resumed", member, by, now, role=[None, member.role])
    return member


@transaction.atomic
def send_invitation_again(*, member: TeamMember, by: User, now: datetime) -> None:
    require(by, "places.lead_place", member.place)
    if member.invitation is None or member.user_id is not None:
        raise PlaceError(_("Voor deze persoon staat geen uitnodiging open."))
    reissue_invitation(invitation=member.invitation, now=now)
    _note("team.invitation_renewed", member, by, now)


def _already_there(place: Place, role: PlaceRole, email: str, today: date) -> bool:
    there = TeamMember.objects.filter(place=place, role=role).exclude(until_date__lt=today)
    invited = there.filter(user=None, invitation__email__iexact=email, invitation__withdrawn_at=None)
    return there.filter(user__email__iexact=email).exists() or invited.exists()


def _others_lead(member: TeamMember, today: date) -> bool:
    if member.place.organisation_id is not None:
        return True
    leading = TeamMember.objects.filter(place=member.place, role__in=LEADING, user__is_active=True)
    return leading.exclude(pk=member.pk).exclude(until_date__lt=today).exists()


def _note(verb: str, member: TeamMember, by: User, now: datetime, **changes: list[Any]) -> None:
    """The name in the trail goes after a year (privacy.py); the decision stays."""
    record(verb=verb, scope=member.place.audit_scope, by=by, now=now, subject=member.name, changes=changes)
