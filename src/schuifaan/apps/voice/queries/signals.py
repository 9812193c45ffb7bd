"""Finding back what somebody said, and who reads it before it is said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.people.enums import OrganisationKind, OrganisationRole
from schuifaan.apps.people.models import Membership, User
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place, TeamMember
from schuifaan.apps.voice.enums import AboutPerson, Desk
from schuifaan.apps.voice.models import CODE_LENGTH, CODE_LETTERS, Answer, Signal

Row = TypeVar("Row", Membership, TeamMember)

# Within so many days there is an answer: said on the form, and the term of the matter.
ANSWER_DAYS: Final = 14


class Reads(StrEnum):
    """Who reads it first, for the sentence that says so beforehand."""

    TEAM = "team"
    # The team, but not the person it is about.
    OTHERS = "others"
    # Anybody of the team may be meant: the board, or who leads the organisation.
    BOARD = "board"
    ORGANISATION = "organisation"
    MUNICIPALITY = "municipality"
    # Nobody nearer can read it: who administers this site.
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Reader:
    to: Desk
    who: Reads


def signal_with_code(code: str) -> Signal | None:
    """However it was typed over: capitals, spaces and hyphens make no difference."""
    plain = plain_code(code)
    if len(plain) != CODE_LENGTH or strange_letters(code):
        return None
    return _whole().filter(code=plain).first()


def signal_with_token(token: str) -> Signal | None:
    return _whole().filter(token=token).first()


def plain_code(code: str) -> str:
    """Without what people put between the letters."""
    return "".join(char for char in code.upper() if char.isalnum())


def strange_letters(code: str) -> list[str]:
    """Letters and figures that no code has; each once, as typed first."""
    return list(dict.fromkeys(char for char in plain_code(code) if char not in CODE_LETTERS))


def _whole() -> QuerySet[Signal]:
    """With all that its page shows."""
    return Signal.objects.select_related(
        "matter__place__organisation", "matter__municipality", "matter__neighbourhood", "matter__round"
    ).prefetch_related("additions", Prefetch("matter__answers", Answer.objects.order_by("number")))


def municipality_hears(municipality: Municipality | None, *, leaving_out: User | None = None) -> bool:
    """Is there somebody who reads what is said to it?"""
    if municipality is None:
        return False
    officers = Membership.objects.filter(
        _running(),
        role=OrganisationRole.MUNICIPAL_OFFICER,
        organisation__kind=OrganisationKind.MUNICIPALITY,
        organisation__municipality_code=municipality.pk,
        user__is_active=True,
    )
    return _but(officers, leaving_out).exists()


def who_reads(
    *,
    to: str,
    place: Place | None = None,
    municipality: Municipality | None = None,
    about_person: str = AboutPerson.NO,
    about_member: TeamMember | None = None,
) -> Reader:
    """Never who it is about. Where nobody is left to read it: the municipality, else who leads the organisation."""
    of = municipality or (place.municipality if place else None)
    whom = about_member.user if about_member and about_person == AboutPerson.MEMBER else None
    heard = municipality_hears(of, leaving_out=whom)
    if place is None or (to == Desk.MUNICIPALITY and heard):
        return Reader(Desk.MUNICIPALITY, Reads.MUNICIPALITY)
    at_place = _at_place(place, about_person, whom)
    if at_place:
        return Reader(Desk.PLACE, at_place)
    if heard:
        return Reader(Desk.MUNICIPALITY, Reads.MUNICIPALITY)
    led = _leads(place, whom)
    return Reader(Desk.PLACE, Reads.ORGANISATION if led else Reads.SITE)


def _at_place(place: Place, about_person: str, whom: User | None) -> Reads | None:
    """The nearest of the place itself; None when nobody is left."""
    if about_person == AboutPerson.NO:
        run = _team(place, PlaceRole.MANAGER, PlaceRole.BOARD).exists()
        return Reads.TEAM if run else Reads.ORGANISATION if _leads(place, None) else None
    if about_person == AboutPerson.MEMBER:
        others = _but(_team(place, PlaceRole.MANAGER, PlaceRole.BOARD), whom)
        return Reads.OTHERS if others.exists() else None
    return Reads.BOARD if _team(place, PlaceRole.BOARD).exists() or _leads(place, None) else None


def _team(place: Place, *roles: PlaceRole) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(_running(), place=place, role__in=roles, user__is_active=True)


def _leads(place: Place, whom: User | None) -> bool:
    leaders = Membership.objects.filter(
        _running(),
        organisation=place.organisation_id,
        role__in=(OrganisationRole.BOARD, OrganisationRole.MANAGER),
        user__is_active=True,
    )
    return _but(leaders, whom).exists()


def _running() -> Q:
    today = timezone.localdate()
    return Q(since_date__lte=today) & (Q(until_date__isnull=True) | Q(until_date__gte=today))


def _but(rows: QuerySet[Row], whom: User | None) -> QuerySet[Row]:
    return rows.exclude(user=whom) if whom else rows
