"""Who reads what somebody says, known before it is said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.people.enums import OrganisationKind, OrganisationRole
from schuifaan.apps.people.models import Membership
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place, TeamMember
from schuifaan.apps.voice.enums import AboutPerson, Desk


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


def municipality_hears(municipality: Municipality | None) -> bool:
    """Is there somebody who reads what is said to it?"""
    return municipality is not None and bool(_officers(municipality.pk))


def who_reads(
    *,
    to: str,
    place: Place | None = None,
    municipality: Municipality | None = None,
    about_person: str = AboutPerson.NO,
    about_member: TeamMember | None = None,
) -> Reader:
    """Never who it is about. Where nobody is left to read it: the municipality, else who leads the organisation."""
    found = readers_of(place, municipality)
    return found.first(to=to, about_person=about_person, about_member=about_member)


@dataclass(frozen=True, slots=True)
class Readers:
    """Who may read what is said about a place, or to a municipality; accounts by their number."""

    # None: it is about no place in particular.
    place: int | None
    team: frozenset[int]
    board: frozenset[int]
    # Everybody of the team, hosts and volunteers too.
    staff: frozenset[int]
    leaders: frozenset[int]
    officers: frozenset[int]

    def first(
        self, *, to: str, about_person: str = AboutPerson.NO, about_member: TeamMember | None = None
    ) -> Reader:
        is_named = about_member is not None and about_person == AboutPerson.MEMBER
        whom: set[int | None] = set()
        if is_named and about_member:
            whom = {about_member.user_id}
        elif about_person != AboutPerson.NO:
            # Whoever was named is no longer there: then it is about anybody of the team, too.
            about_person, whom = AboutPerson.UNNAMED, set(self.staff)
        heard = bool(self.officers - whom)
        if self.place is None or (to == Desk.MUNICIPALITY and heard):
            return Reader(Desk.MUNICIPALITY, Reads.MUNICIPALITY)
        nearest = self._nearest(about_person, whom)
        if nearest:
            return Reader(Desk.PLACE, nearest)
        if heard:
            return Reader(Desk.MUNICIPALITY, Reads.MUNICIPALITY)
        return Reader(Desk.PLACE, Reads.ORGANISATION if self.leaders - whom else Reads.SITE)

    def _nearest(self, about_person: str, whom: set[int | None]) -> Reads | None:
        """Of the place itself; None when nobody is left."""
        if about_person == AboutPerson.UNNAMED:
            return Reads.BOARD if self.board or self.leaders else None
        if self.team - whom:
            return Reads.OTHERS if about_person == AboutPerson.MEMBER else Reads.TEAM
        return Reads.ORGANISATION if about_person == AboutPerson.NO and self.leaders else None


def readers_of(place: Place | None, municipality: Municipality | None = None) -> Readers:
    """Three queries at most."""
    code = municipality.pk if municipality else place.municipality_id if place else None
    team = _team(place) if place else []
    return Readers(
        place=place.pk if place else None,
        team=frozenset(user for user, role in team if role in (PlaceRole.MANAGER, PlaceRole.BOARD)),
        board=frozenset(user for user, role in team if role == PlaceRole.BOARD),
        staff=frozenset(user for user, _role in team),
        leaders=_leaders(place.organisation_id) if place and place.organisation_id else frozenset(),
        officers=_officers(code) if code else frozenset(),
    )


def _team(place: Place) -> list[tuple[int, str]]:
    rows = TeamMember.objects.filter(running(), place=place, user__is_active=True)
    return [(user, role) for user, role in rows.values_list("user", "role") if user is not None]


def _leaders(organisation: int) -> frozenset[int]:
    rows = Membership.objects.filter(
        running(),
        organisation=organisation,
        role__in=(OrganisationRole.BOARD, OrganisationRole.MANAGER),
        user__is_active=True,
    )
    return frozenset(user for user in rows.values_list("user", flat=True) if user is not None)


def _officers(code: str) -> frozenset[int]:
    rows = _all_officers().filter(organisation__municipality_code=code)
    return frozenset(user for user in rows.values_list("user", flat=True) if user is not None)


def _all_officers() -> QuerySet[Membership]:
    return Membership.objects.filter(
        running(),
        role=OrganisationRole.MUNICIPAL_OFFICER,
        organisation__kind=OrganisationKind.MUNICIPALITY,
        user__is_active=True,
    )


def running() -> Q:
    """Of a role: today."""
    today = timezone.localdate()
    return Q(since_date__lte=today) & (Q(until_date__isnull=True) | Q(until_date__gte=today))


def hearing_codes() -> set[str]:
    """Of municipalities that have somebody who reads."""
    rows = _all_officers().values_list("organisation__municipality_code", flat=True)
    return set(rows.distinct()) - {""}


# ------------------------------------------------------------------ in words


def reads_words(reader: Reader, place: Place | None, municipality: Municipality | None) -> str:
    """A whole sentence, for before and after it is said."""
    said = _names(place, municipality)
    match reader.who:
        case Reads.TEAM:
            return _("Het team van %(place)s leest het als eerste: de beheerder en het bestuur.") % said
        case Reads.OTHERS:
            return (
                _("Iemand anders van het team van %(place)s leest het. Niet degene over wie het gaat.") % said
            )
        case Reads.BOARD:
            return _("Alleen het bestuur van %(place)s leest het. De rest van het team niet.") % said
        case Reads.ORGANISATION:
            return _("%(organisation)s leest het als eerste: de organisatie van %(place)s.") % said
        case Reads.MUNICIPALITY:
            return _("De gemeente %(municipality)s leest het als eerste.") % said
        case _:
            return _("Wie deze site beheert, leest het. Op de plek zelf is er niemand anders voor.")


def then_reads_words(reader: Reader, place: Place | None, municipality: Municipality | None) -> str:
    """What follows from a choice on the form."""
    said = _names(place, municipality)
    match reader.who:
        case Reads.TEAM | Reads.OTHERS:
            return _("Dan leest iemand anders van het team het.")
        case Reads.BOARD:
            return _("Dan leest alleen het bestuur het.")
        case Reads.ORGANISATION:
            return _("Dan leest %(organisation)s het.") % said
        case Reads.MUNICIPALITY:
            return _("Dan leest de gemeente het, en niet de plek.")
        case _:
            return _("Dan leest de beheerder van deze site het, en niet de plek.")


def _names(place: Place | None, municipality: Municipality | None) -> dict[str, str]:
    of = municipality or (place.municipality if place else None)
    organisation = place.organisation if place else None
    return {
        "place": place.name if place else "",
        "municipality": of.name if of else "",
        "organisation": organisation.name if organisation else "",
    }
