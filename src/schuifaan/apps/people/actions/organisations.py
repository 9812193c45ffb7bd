"""Making, changing and staffing organisations."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import Membership, Organisation, User
from schuifaan.apps.people.rules import roles_to_give

LEADING = (OrganisationRole.BOARD, OrganisationRole.MANAGER)
CHANGEABLE = ("name", "website")


class NobodyWouldLead(Exception):  # noqa: N818 - says what would be wrong
    """An organisation keeps at least one person who may change it."""


class MembershipOver(Exception):  # noqa: N818 - idem
    """It had ended already."""


def _free_slug(name: str) -> str:
    stem = slugify(name)[:70] or "organisatie"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


@transaction.atomic
def create_organisation(
    *, name: str, kind: str, by: User, now: datetime, website: str = "", municipality_code: str = ""
) -> Organisation:
    if not by.has_perm("people.add_organisation"):
        raise PermissionDenied
    fields = {"name": name, "kind": kind, "website": website, "municipality_code": municipality_code}
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(slug=_free_slug(name), **fields)
    except IntegrityError:
        # Somebody took the same name in the meantime; the next free one is ours.
        organisation = Organisation.objects.create(slug=_free_slug(name), **fields)
    record(
        verb="organisation.created", scope=organisation.audit_scope, by=by, now=now, subject=organisation.name
    )
    return organisation


@transaction.atomic
def change_organisation(
    *, organisation: Organisation, name: str, website: str, by: User, now: datetime
) -> Organisation:
    if not by.has_perm("people.lead_organisation", organisation):
        raise PermissionDenied
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    new = {"name": name, "website": website}
    changes = {
        field: [getattr(organisation, field), value]
        for field, value in new.items()
        if getattr(organisation, field) != value
    }
    if not changes:
        return organisation
    for field, value in new.items():
        setattr(organisation, field, value)
    organisation.save(update_fields=list(new))
    record(
        verb="organisation.changed",
        scope=organisation.audit_scope,
        by=by,
        now=now,
        subject=organisation.name,
        changes=changes,
    )
    return organisation


def _leaders_left(membership: Membership, on: date) -> bool:
    return (
        Membership.objects.filter(
            organisation_id=membership.organisation_id,
            role__in=LEADING,
            user__is_active=True,
            since_date__lte=on,
        )
        .exclude(pk=membership.pk)
        .exclude(until_date__lte=on)
        .exists()
    )


@transaction.atomic
def end_membership(*, membership: Membership, by: User, now: datetime) -> Membership:
    """Today is the last day; the row stays for the retention period, so that the trail can be understood."""
    organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    if not by.has_perm("people.lead_organisation", organisation):
        raise PermissionDenied
    membership = Membership.objects.select_related("user").get(pk=membership.pk)
    if membership.role not in roles_to_give(by, organisation):
        raise PermissionDenied
    today = timezone.localdate(now)
    if membership.user is None or (membership.until_date is not None and membership.until_date <= today):
        raise MembershipOver(_("Deze rol was al gestopt."))
    if membership.role in LEADING and not by.is_superuser and not _leaders_left(membership, today):
        raise NobodyWouldLead(
            _("Dan is er niemand meer die deze organisatie mag beheren. Nodig eerst een opvolger uit.")
        )
    before = membership.until_date
    membership.until_date = max(today, membership.since_date)
    membership.save(update_fields=["until_date"])
    record(
        verb="membership.ended",
        scope=organisation.audit_scope,
        by=by,
        now=now,
        subject=str(membership.user),
        changes={"until_date": [before and before.isoformat(), membership.until_date.isoformat()]},
    )
    return membership
