"""Inviting somebody by a personal link, and what becomes of that link."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from schuifaan.apps.people import signals
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import Invitation, Membership, Organisation, User
from schuifaan.apps.people.rules import roles_to_give

VALID_FOR = timedelta(days=14)
TOKEN_BYTES = 32


class InvitationError(Exception):
    """Why an invitation cannot be made or accepted; the message is for the person."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))


class InvitationUnknown(InvitationError):  # noqa: N818 - says what is wrong
    """No invitation has this link."""


class InvitationClosed(InvitationError):  # noqa: N818 - says what is wrong
    """Expired, withdrawn or already used."""


class SignInFirst(InvitationError):  # noqa: N818 - says what is wrong
    """There is an account with this address: only its owner may use it."""


class AlreadyInvited(InvitationError):  # noqa: N818 - says what is wrong
    """The same person already has this role, or an open invitation for it."""


class RoleNotYours(InvitationError):  # noqa: N818 - says what is wrong
    """The role cannot be given at this kind of organisation, or not by this person."""


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_url(token: str) -> str:
    return f"{settings.BASE_URL}{reverse('people:invitation', kwargs={'token': token})}"


def _send_by_mail(invitation: Invitation, token: str) -> None:
    """After commit, in Dutch: of somebody without an account we do not know another language."""
    context = {"invitation": invitation, "url": invitation_url(token), "valid_days": VALID_FOR.days}
    with translation.override(settings.LANGUAGE_CODE):
        subject = " ".join(render_to_string("people/email/invitation_subject.txt", context).split())
        message = render_to_string("people/email/invitation_message.txt", context)
    transaction.on_commit(
        lambda: send_mail(subject, message, settings.DEFAULT_FROM_EMAIL, [invitation.email]) and None
    )


@transaction.atomic
def create_invitation(
    *, email: str, name: str, what_for: str, by: User, now: datetime
) -> tuple[Invitation, str]:
    """Make a link and mail it. Whoever calls has checked that `by` may give what the link is for."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation.objects.create(
        email=email.strip().lower(),
        name=name.strip(),
        token_hash=hash_token(token),
        what_for=what_for[:200],
        invited_by=by,
        created_at=now,
        expires_at=now + VALID_FOR,
    )
    _send_by_mail(invitation, token)
    return invitation, token


@transaction.atomic
def reissue_invitation(*, invitation: Invitation, now: datetime) -> str:
    """A new link, valid again from now; the old link stops working. The caller has checked the right."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    changed = Invitation.objects.filter(
        pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).update(token_hash=hash_token(token), created_at=now, expires_at=now + VALID_FOR)
    if not changed:
        raise InvitationClosed(_("Deze uitnodiging is al aangenomen of ingetrokken."))
    invitation.refresh_from_db()
    _send_by_mail(invitation, token)
    return token


@transaction.atomic
def close_invitation(*, invitation: Invitation, now: datetime) -> None:
    """The link stops working, and so does what was promised with it. The caller has checked the right."""
    changed = Invitation.objects.filter(
        pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).update(withdrawn_at=now)
    if not changed:
        raise InvitationClosed(_("Deze uitnodiging is al aangenomen of ingetrokken."))
    invitation.refresh_from_db()
    Membership.objects.filter(invitation=invitation, user__isnull=True).delete()
    signals.invitation_withdrawn.send(sender=Invitation, invitation=invitation, now=now)


@transaction.atomic
def invite_to_organisation(
    *,
    organisation: Organisation,
    email: str,
    name: str,
    role: str,
    by: User,
    now: datetime,
    since_date: date | None = None,
    until_date: date | None = None,
) -> Invitation:
    if not by.has_perm("people.lead_organisation", organisation):
        raise PermissionDenied
    if role not in roles_to_give(by, organisation):
        raise RoleNotYours(_("Deze rol kun je hier niet geven."))
    # One at a time per organisation: two leaders inviting the same person end with one invitation.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    today = timezone.localdate(now)
    same_role = Membership.objects.filter(organisation=organisation, role=role).exclude(until_date__lt=today)
    if same_role.filter(user__email__iexact=email.strip()).exists():
        raise AlreadyInvited(_("Deze persoon heeft deze rol al."))
    if same_role.filter(user__isnull=True, invitation__email__iexact=email.strip()).exists():
        raise AlreadyInvited(
            _("Deze persoon is al uitgenodigd. Stuur de uitnodiging opnieuw als dat nodig is.")
        )
    label = OrganisationRole(role).label
    invitation, _token = create_invitation(
        email=email, name=name, what_for=f"{organisation.name} ({label})", by=by, now=now
    )
    Membership.objects.create(
        organisation=organisation,
        role=role,
        invitation=invitation,
        since_date=since_date or today,
        until_date=until_date,
    )
    record(
        verb="invitation.sent",
        scope=organisation.audit_scope,
        by=by,
        now=now,
        subject=invitation.name or invitation.email,
        changes={"role": [None, role]},
    )
    return invitation


def _check_leads(invitation: Invitation, by: User) -> Organisation:
    membership = getattr(invitation, "membership", None)
    organisation: Organisation | None = membership.organisation if membership else None
    if organisation is None or not by.has_perm("people.lead_organisation", organisation):
        raise PermissionDenied
    return organisation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User, now: datetime) -> None:
    """Withdraw an invitation to an organisation."""
    organisation = _check_leads(invitation, by)
    close_invitation(invitation=invitation, now=now)
    record(
        verb="invitation.withdrawn",
        scope=organisation.audit_scope,
        by=by,
        now=now,
        subject=invitation.name or invitation.email,
    )


@transaction.atomic
def renew_invitation(*, invitation: Invitation, by: User, now: datetime) -> str:
    """Send an invitation to an organisation once more, with a new link."""
    organisation = _check_leads(invitation, by)
    token = reissue_invitation(invitation=invitation, now=now)
    record(
        verb="invitation.renewed",
        scope=organisation.audit_scope,
        by=by,
        now=now,
        subject=invitation.name or invitation.email,
    )
    return token


def check_open(invitation: Invitation, *, now: datetime) -> None:
    if invitation.accepted_at is not None:
        raise InvitationClosed(_("Deze uitnodiging is al gebruikt. Je kunt inloggen."))
    if invitation.withdrawn_at is not None:
        raise InvitationClosed(_("Deze uitnodiging is ingetrokken."))
    if invitation.expires_at <= now:
        raise InvitationClosed(_("Deze uitnodiging is verlopen."))


@transaction.atomic
def accept_invitation(*, token: str, user: User | None, name: str, now: datetime) -> User:
    """Take up what the link was made for: with the account of `user`, or with a new one for the address.

    A link never opens an account that exists: that would be a way around its second factor.
    """
    invitation = Invitation.objects.filter(token_hash=hash_token(token)).first()
    if invitation is None:
        raise InvitationUnknown(_("Deze link kennen we niet."))
    return accept_for(invitation=invitation, user=user, name=name, now=now)


@transaction.atomic
def accept_for(*, invitation: Invitation, user: User | None, name: str, now: datetime) -> User:
    """As `accept_invitation`, for whoever has shown in another way to own the address."""
    check_open(invitation, now=now)
    # Whoever changes this row first has the invitation; the other finds nothing left to change.
    taken = Invitation.objects.filter(
        pk=invitation.pk,
        token_hash=invitation.token_hash,
        accepted_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__gt=now,
    ).update(accepted_at=now)
    if not taken:
        raise InvitationClosed(_("Deze uitnodiging is al gebruikt. Je kunt inloggen."))
    user = user or _new_account(invitation, name)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=user)
    invitation.refresh_from_db()
    _start_membership(invitation, user, now)
    signals.invitation_accepted.send(sender=Invitation, invitation=invitation, user=user, now=now)
    return user


def _new_account(invitation: Invitation, name: str) -> User:
    """The link reached the address, so the address is verified."""
    taken = _("Je hebt al een account. Log eerst in en open de link daarna nog een keer.")
    if EmailAddress.objects.filter(email__iexact=invitation.email, verified=True).exists():
        raise SignInFirst(taken)
    try:
        with transaction.atomic():
            user = User.objects.create_user(invitation.email, name=name.strip() or invitation.name)
    except IntegrityError as error:
        raise SignInFirst(taken) from error
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _start_membership(invitation: Invitation, user: User, now: datetime) -> None:
    membership = Membership.objects.filter(invitation=invitation, user__isnull=True).first()
    if membership is None:
        return
    already = Membership.objects.filter(
        user=user, organisation_id=membership.organisation_id, role=membership.role, until_date__isnull=True
    )
    if membership.until_date is None and already.exists():
        membership.delete()
        return
    membership.user = user
    membership.save(update_fields=["user"])
    record(
        verb="membership.started",
        scope=membership.organisation.audit_scope,
        by=user,
        now=now,
        subject=str(user),
        changes={"role": [None, membership.role]},
    )
