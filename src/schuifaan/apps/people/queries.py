"""Reading organisations, who belongs to them, the trail, and everything about one person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.db.models import Model, Q, QuerySet

from schuifaan.apps.people import audit_words
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import AuditEvent, Invitation, Membership, Organisation, User
from schuifaan.apps.people.privacy_register import Person, declarations
from schuifaan.apps.people.rules import is_administrator, running_roles

PAGE = 50
ENDED_SHOWN = 50


@dataclass(frozen=True)
class OrganisationRow:
    organisation: Organisation
    roles: list[str]


@dataclass(frozen=True)
class OrganisationPage:
    rows: list[OrganisationRow]
    # Hand this back as `after` for the next page; empty when this is the last.
    next_after: str

    @property
    def next_after_quoted(self) -> str:
        return quote(self.next_after)


@dataclass(frozen=True)
class OrganisationTeam:
    running: list[Membership] = field(default_factory=list)
    ended: list[Membership] = field(default_factory=list)
    invited: list[Membership] = field(default_factory=list)


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str
    # Only that it changed is known, not from what into what.
    without_values: bool = False


@dataclass(frozen=True)
class TrailRow:
    at: datetime
    who: str
    sentence: str
    subject: str
    changes: list[Change]


@dataclass(frozen=True)
class TrailPage:
    rows: list[TrailRow]
    # Hand this back as `before` for the next page; empty when this is the last.
    next_before: str

    @property
    def next_before_quoted(self) -> str:
        return quote(self.next_before)


def organisations_for(user: User, *, after: str = "", limit: int = PAGE) -> OrganisationPage:
    """Those the user belongs to today, an administrator all of them. At most two queries."""
    roles: dict[int, list[str]] = defaultdict(list)
    for organisation_id, role in sorted(running_roles(user)):
        roles[organisation_id].append(str(OrganisationRole(role).label))
    rows: QuerySet[Organisation] = Organisation.objects.order_by("name", "pk")
    if not is_administrator(user):
        rows = rows.filter(pk__in=roles)
    if after:
        pk, _separator, name = after.partition("-")
        if pk.isdigit():
            rows = rows.filter(Q(name__gt=name) | Q(name=name, pk__gt=int(pk)))
    found = list(rows[: limit + 1])
    shown = found[:limit]
    more = f"{shown[-1].pk}-{shown[-1].name}" if len(found) > limit else ""
    return OrganisationPage(
        [OrganisationRow(organisation, roles.get(organisation.pk, [])) for organisation in shown], more
    )


def organisation_by_slug(slug: str) -> Organisation | None:
    return Organisation.objects.filter(slug=slug).first()


def team_of(organisation: Organisation, *, today: date) -> OrganisationTeam:
    """Everybody with a role here: now, before and soon. One query."""
    team = OrganisationTeam()
    memberships = (
        Membership.objects.filter(organisation=organisation)
        .select_related("user", "invitation")
        .order_by("role", "user__name", "pk")
    )
    for membership in memberships[:500]:
        if membership.user is None:
            team.invited.append(membership)
        elif membership.until_date is not None and membership.until_date < today:
            team.ended.append(membership)
        else:
            team.running.append(membership)
    team.ended.sort(key=lambda membership: membership.until_date or today, reverse=True)
    del team.ended[ENDED_SHOWN:]
    return team


def membership_at(organisation: Organisation, pk: int) -> Membership | None:
    return Membership.objects.filter(organisation=organisation, pk=pk).first()


def invitation_at(organisation: Organisation, pk: int) -> Invitation | None:
    return Invitation.objects.filter(membership__organisation=organisation, pk=pk).first()


def invitation_by_hash(token_hash: str) -> Invitation | None:
    return Invitation.objects.filter(token_hash=token_hash).select_related("invited_by").first()


def open_invitation_for(emails: Iterable[str], *, now: datetime) -> Invitation | None:
    """The newest invitation that still stands for one of these verified addresses."""
    lowered = [email.lower() for email in emails]
    return (
        Invitation.objects.filter(
            email__in=lowered, accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now
        )
        .order_by("-created_at")
        .first()
    )


def has_account(email: str) -> bool:
    return User.objects.filter(Q(email__iexact=email) | Q(emailaddress__email__iexact=email)).exists()


def session_of(user: User, pk: int) -> UserSession | None:
    """One of this user's own devices."""
    return UserSession.objects.filter(user=user, pk=pk).first()


def language_of(email: str) -> str:
    """The language somebody chose; empty when the address is unknown."""
    return User.objects.filter(email__iexact=email).values_list("language", flat=True).first() or ""


def led_alone(user: User, *, today: date) -> list[Organisation]:
    """Organisations nobody may change any more when this user is gone. Two queries."""
    leading = Membership.objects.filter(
        role__in=[OrganisationRole.BOARD, OrganisationRole.MANAGER],
        since_date__lte=today,
        user__is_active=True,
    ).exclude(until_date__lt=today)
    mine = leading.filter(user=user).values("organisation_id")
    others = leading.exclude(user=user).values("organisation_id")
    return list(Organisation.objects.filter(pk__in=mine).exclude(pk__in=others))


def _cursor(text: str) -> tuple[datetime, UUID] | None:
    at, _separator, pk = text.partition("_")
    try:
        return datetime.fromisoformat(at), UUID(pk)
    except ValueError:
        return None


def _in_words(event: AuditEvent) -> TrailRow:
    changes = []
    for name, change in event.changes.items():
        label = audit_words.label(event.verb, name)
        if isinstance(change, list) and len(change) == 2:  # noqa: PLR2004 - before and after
            before, after = (audit_words.value_in_words(event.verb, name, value) for value in change)
            changes.append(Change(label, before, after))
        else:
            changes.append(Change(label, "", "", without_values=True))
    return TrailRow(event.at, event.actor_name, audit_words.sentence(event.verb), event.subject, changes)


def audit_trail(scope: str, *, before: str = "", limit: int = PAGE) -> TrailPage:
    """What was decided within `scope`, newest first, in words. One query; the caller checks who may read it."""
    events = AuditEvent.objects.filter(scope=scope).order_by("-at", "-pk")
    cursor = _cursor(before) if before else None
    if cursor:
        at, pk = cursor
        events = events.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk))
    found = list(events[: limit + 1])
    shown = found[:limit]
    more = f"{shown[-1].at.isoformat()}_{shown[-1].pk}" if len(found) > limit else ""
    return TrailPage([_in_words(event) for event in shown], more)


def _plain(value: Any) -> Any:
    """A field's value as JSON can say it; files by name, related rows by what they are called."""
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    if isinstance(value, Model):
        return str(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


SECRET_FIELDS = {"password", "session_data"}


def everything_about(person: Person) -> list[dict[str, Any]]:
    """All that is declared and can be tied to this person, ready to be handed over. Secrets are named, not shown."""
    told = []
    for declaration in declarations():
        rows_of = declaration.erase.rows_of
        if rows_of is None:
            continue
        names = [name for name in declaration.fields if name not in SECRET_FIELDS]
        rows = [{name: _plain(getattr(row, name)) for name in names} for row in rows_of(person)]
        told.append(
            {
                "what": str(declaration.label),
                "why": str(declaration.purpose),
                "legal_basis": str(declaration.legal_basis.value),
                "kept": str(declaration.retention.words),
                "rows": rows,
            }
        )
    return told


def person_by_email(email: str) -> Person:
    user = (
        User.objects.filter(Q(email__iexact=email) | Q(emailaddress__email__iexact=email)).distinct().first()
    )
    return Person(email=user.email if user else email.strip().lower(), user=user)
