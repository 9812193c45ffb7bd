"""Who works on a dossier: inviting people, giving them a role, letting them go."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.actions.saving import DossierError, require, require_open
from schuifaan.apps.dossiers.actions.starting import forget_roles
from schuifaan.apps.dossiers.enums import DossierRole
from schuifaan.apps.dossiers.models import Dossier, DossierMember
from schuifaan.apps.dossiers.queries.members import account_with
from schuifaan.apps.people.actions.invitations import close_invitation, create_invitation
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User

MOST_MEMBERS = 200


class LastOwner(DossierError):  # noqa: N818 - it says what is wrong
    """Nobody would be left who may invite people or put the dossier away."""


@transaction.atomic
def invite_member(*, dossier: Dossier, email: str, role: str, by: User, now: datetime) -> DossierMember:
    """Somebody with an account works along at once and hears so by mail; anybody else gets an invitation."""
    require(by, "dossiers.lead_dossier", dossier)
    require_open(dossier)
    # One at a time per dossier: two people inviting the same person end with one invitation.
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    address = email.strip().lower()
    if dossier.members.count() >= MOST_MEMBERS:
        raise DossierError(_("Er doen al %(most)d mensen mee.") % {"most": MOST_MEMBERS}, field="email")
    user = account_with(address)
    if user is not None:
        member = _add(dossier, user, role, now=now)
        _send_mail(member, by)
    else:
        member = _invite(dossier, address, role, by=by, now=now)
    record(
        verb="dossier.member_invited",
        scope=dossier.audit_scope,
        by=by,
        now=now,
        subject=address,
        changes={"role": [None, str(DossierRole(role).label)]},
    )
    return member


def _add(dossier: Dossier, user: User, role: str, *, now: datetime) -> DossierMember:
    if dossier.members.filter(user=user).exists():
        raise DossierError(_("Deze persoon doet al mee."), field="email")
    forget_roles(user)
    return DossierMember.objects.create(dossier=dossier, user=user, role=role, since_at=now)


def _invite(dossier: Dossier, email: str, role: str, *, by: User, now: datetime) -> DossierMember:
    invited = dossier.members.filter(user__isnull=True, invitation__email__iexact=email)
    if invited.filter(invitation__withdrawn_at__isnull=True, invitation__expires_at__gt=now).exists():
        raise DossierError(
            _("Deze persoon is al uitgenodigd. De link in de e-mail werkt nog."), field="email"
        )
    invited.delete()
    what_for = _("%(dossier)s (%(role)s)") % {"dossier": dossier, "role": DossierRole(role).label}
    invitation, _token = create_invitation(email=email, name="", what_for=what_for, by=by, now=now)
    return DossierMember.objects.create(dossier=dossier, invitation=invitation, role=role, since_at=now)


def _send_mail(member: DossierMember, by: User) -> None:
    """After commit, in the language of who receives it."""
    user = member.user
    if user is None:
        return
    address = f"{settings.BASE_URL}{reverse('dossiers:dossier', kwargs={'key': member.dossier.key})}"
    with translation.override(user.language):
        context = {"member": member, "user": user, "by": by, "dossier": member.dossier, "url": address}
        subject = " ".join(render_to_string("dossiers/email/member_added_subject.txt", context).split())
        message = render_to_string("dossiers/email/member_added_message.txt", context)
    to = [user.email]
    transaction.on_commit(lambda: send_mail(subject, message, settings.DEFAULT_FROM_EMAIL, to) and None)


@transaction.atomic
def change_role(*, member: DossierMember, role: str, by: User, now: datetime) -> None:
    dossier = member.dossier
    require(by, "dossiers.lead_dossier", dossier)
    require_open(dossier)
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    before = DossierMember.objects.get(pk=member.pk).role
    if before == role:
        return
    if role != DossierRole.OWNER:
        _keep_an_owner(member)
    DossierMember.objects.filter(pk=member.pk).update(role=role)
    if member.user is not None:
        forget_roles(member.user)
    forget_roles(by)
    record(
        verb="dossier.member_role_changed",
        scope=dossier.audit_scope,
        by=by,
        now=now,
        subject=_called(member),
        changes={"role": [str(DossierRole(before).label), str(DossierRole(role).label)]},
    )


@transaction.atomic
def remove_member(*, member: DossierMember, by: User, now: datetime) -> None:
    """Let somebody go, or go oneself. An invitation that is still open stops working."""
    dossier = member.dossier
    if member.user_id is None or member.user_id != by.pk:
        require(by, "dossiers.lead_dossier", dossier)
    elif not by.has_perm("dossiers.view_dossier", dossier):
        raise PermissionDenied
    # Two owners letting each other go at the same moment must not leave nobody.
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    _keep_an_owner(member)
    called, invitation = _called(member), member.invitation
    DossierMember.objects.filter(pk=member.pk).delete()
    if member.user is None and invitation and not (invitation.accepted_at or invitation.withdrawn_at):
        close_invitation(invitation=invitation, now=now)
    for user in (by, member.user):
        if user is not None:
            forget_roles(user)
    record(verb="dossier.member_removed", scope=dossier.audit_scope, by=by, now=now, subject=called)


def _keep_an_owner(member: DossierMember) -> None:
    if member.role != DossierRole.OWNER or member.user_id is None:
        return
    others = member.dossier.members.filter(role=DossierRole.OWNER, user__is_active=True)
    if not others.exclude(pk=member.pk).exists():
        raise LastOwner(_("Dit is de laatste eigenaar. Maak eerst iemand anders eigenaar."))


def _called(member: DossierMember) -> str:
    if member.user is not None:
        return str(member.user)
    return member.invitation.email if member.invitation else ""
