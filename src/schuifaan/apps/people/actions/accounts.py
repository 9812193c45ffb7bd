"""What somebody does with the own account."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from schuifaan.apps.people import signals
from schuifaan.apps.people.actions.privacy import erase_person
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.people.privacy_register import Person


class AddressDiffers(Exception):  # noqa: N818 - says what is wrong
    """What was typed to confirm is not the account's own address."""


def _check_own(user: User, by: User) -> None:
    if user.pk != by.pk or not by.has_perm("people.manage_own_account"):
        raise PermissionDenied


@transaction.atomic
def change_account(*, user: User, name: str, language: str, by: User, now: datetime) -> User:
    _check_own(user, by)
    changed = [
        field for field, value in (("name", name), ("language", language)) if getattr(user, field) != value
    ]
    if not changed:
        return user
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    # Which fields, not which values: a name is nobody's decision but one's own.
    record(verb="account.changed", scope=f"account:{user.pk}", by=by, now=now, changes=dict.fromkeys(changed))
    return user


@transaction.atomic
def end_session(*, session: UserSession, by: User, now: datetime) -> None:
    """Sign out one device of one's own, from wherever one is now."""
    _check_own(session.user, by)
    # The session itself goes along with its row.
    session.end()
    record(verb="account.session_ended", scope=f"account:{by.pk}", by=by, now=now)


@transaction.atomic
def erase_account(*, user: User, typed_email: str, by: User, now: datetime) -> dict[str, int]:
    """Forget this person, everywhere. Cannot be undone, so the own address is typed to confirm."""
    _check_own(user, by)
    if typed_email.strip().lower() != user.email.lower():
        raise AddressDiffers(
            _("Dit is niet het e-mailadres van je account. Kijk of je het goed hebt getypt.")
        )
    signals.account_will_be_erased.send(sender=User, user=user, now=now)
    return erase_person(person=Person(email=user.email, user=user), now=now)
