"""Whom to call: one person at a time for each kind."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.places.actions.saving import (
    PlaceError,
    begin_change,
    changed_meanwhile,
    require,
    save_place,
)
from schuifaan.apps.places.enums import ContactKind
from schuifaan.apps.places.models import ContactPerson, Place


@transaction.atomic
def set_contact(
    *,
    place: Place,
    kind: ContactKind,
    name: str,
    by: User,
    now: datetime,
    role_text: str = "",
    phone: str = "",
    email: str = "",
    organisation: Organisation | None = None,
    version: int | None = None,
) -> ContactPerson | None:
    """Name the one contact person of this kind; whoever it was before ends. Without a name: nobody any more."""
    require(by, "places.change_place", place)
    name = name.strip()
    if not name and (phone.strip() or email.strip()):
        raise PlaceError(_("Vul de naam in van wie je belt of mailt."), field="name")
    begin_change(place, version)
    today = timezone.localdate(now)
    before = ContactPerson.objects.filter(place=place, kind=kind, is_active=True).first()
    wanted = {
        "name": name,
        "phone": phone.strip(),
        "email": email.strip(),
        "role_text": {"nl": role_text.strip()} if role_text.strip() else {},
        "organisation_id": organisation.pk if organisation else None,
    }
    if (before is None and not name) or (
        before and all(getattr(before, key) == v for key, v in wanted.items())
    ):
        return before
    contact = _replace(place, kind, before, ContactPerson(place=place, kind=kind, since_date=today, **wanted))
    save_place(
        place=place,
        version=version,
        by=by,
        now=now,
        verb="contact.set",
        # The trail says that somebody else is the contact person; their number is not history's business.
        changes={str(kind): [before.name if before else None, name or None]},
    )
    return contact


def _replace(
    place: Place, kind: ContactKind, before: ContactPerson | None, after: ContactPerson
) -> ContactPerson | None:
    try:
        with transaction.atomic():
            if before and before.name == after.name:
                # The same person with another number is no history.
                after.pk, after.since_date = before.pk, before.since_date
            else:
                # Who it was stays as history; how to reach that person does not.
                ContactPerson.objects.filter(place=place, kind=kind, is_active=True).update(
                    is_active=False, phone="", email=""
                )
            if after.name:
                after.save()
                return after
    except IntegrityError as error:
        raise changed_meanwhile(place) from error
    return None
