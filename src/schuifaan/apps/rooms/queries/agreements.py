"""The agreements of a place: each with its versions, what they ask for, and what a new one starts from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place, TeamMember
from schuifaan.apps.rooms.enums import AgreementKind, AgreementStatus, PartyKind
from schuifaan.apps.rooms.models import (
    Agreement,
    AgreementVersion,
    Booking,
    KeyLoan,
    KeySet,
    LettingTerms,
    Party,
    Room,
    Signatory,
)
from schuifaan.core.letting.agreements import (
    REMINDERS,
    OwnClause,
    Side,
    Terms,
    evaluation_day,
    insurance_reminder,
    last_day_of_year,
    months_later,
    reminder_days,
)

RUNNING: Final = (AgreementStatus.SIGNED, AgreementStatus.NOTICE)
# Who may sign for a place.
SIGNING_ROLES: Final = (PlaceRole.BOARD, PlaceRole.MANAGER)
# As often as agreements in the field set it; everyone may choose another amount.
PENALTY_CENTS: Final = {AgreementKind.USE: 100_00, AgreementKind.LOAN: 50_00}
COMING_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Due:
    """`what` is a key of `wording_agreements.DUE`. `reminds`: today is a day on which to say so again."""

    agreement: Agreement
    what: str
    on: date
    reminds: bool = False
    # Whom it is about, by name.
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """A side for which somebody who signed is gone, and nobody was named after them."""

    for_place: bool
    since: date
    signatories: tuple[Signatory, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.signatories)


# -- Reading --------------------------------------------------------------------------------------


def agreements_of(place: Place) -> QuerySet[Agreement]:
    return (
        Agreement.objects.filter(place=place)
        .select_related("party", "room", "place")
        .prefetch_related("signatories")
        .order_by("-starts_on", "-id")
    )


def agreement_at(place: Place, pk: int) -> Agreement | None:
    versions = AgreementVersion.objects.select_related("made_by").order_by("-number")
    return (
        agreements_of(place)
        .prefetch_related(Prefetch("versions", versions), "signatories__user", "keys")
        .filter(pk=pk)
        .first()
    )


def version_of(agreement: Agreement, number: int) -> AgreementVersion | None:
    return next((one for one in agreement.versions.all() if one.number == number), None)


def last_version(agreement: Agreement) -> AgreementVersion:
    """What was signed, or what is to be signed now."""
    versions = sorted(agreement.versions.all(), key=lambda one: one.number)
    return next((one for one in versions if one.number == agreement.signed_version), versions[-1])


def terms_of_agreement(agreement: Agreement) -> Terms:
    return Terms.model_validate(last_version(agreement).terms)


def keys_due(agreement: Agreement) -> int:
    """How many sets have to come back; what is lost cannot."""
    return agreement.keys.filter(lost_on__isnull=True).count()


def keys_out(agreement: Agreement) -> list[str]:
    """The sets of this agreement that its party still has. What has gone to others since does not count."""
    loans = KeyLoan.objects.filter(
        Q(party=agreement.party) | Q(party=None),
        key_set__in=agreement.keys.all(),
        key_set__lost_on__isnull=True,
        in_at__isnull=True,
    )
    return list(loans.order_by("key_set__number").values_list("key_set__number", flat=True))


def key_sets_of(party: Party) -> QuerySet[KeySet]:
    """What the party has at this moment."""
    return KeySet.objects.filter(loans__party=party, loans__in_at__isnull=True, is_active=True).order_by(
        "number"
    )


def key_sets_to_choose(place: Place, agreement: Agreement | None = None) -> QuerySet[KeySet]:
    usable = Q(is_active=True, lost_on__isnull=True)
    chosen = Q(agreements=agreement) if agreement is not None else Q(pk=None)
    return KeySet.objects.filter(usable | chosen, place=place).distinct().order_by("number")


def parties_to_choose(place: Place) -> QuerySet[Party]:
    return Party.objects.filter(place=place).order_by("name", "id")


def rooms_to_choose(place: Place) -> QuerySet[Room]:
    return Room.objects.filter(place=place, is_active=True).order_by("name", "id")


def may_sign(place: Place, today: date) -> QuerySet[TeamMember]:
    """Who manages the place or is on its board, with an account."""
    return (
        TeamMember.objects.filter(
            Q(until_date__isnull=True) | Q(until_date__gte=today),
            place=place,
            role__in=SIGNING_ROLES,
            user__isnull=False,
        )
        .select_related("user")
        .order_by("name", "id")
    )


# -- What asks for attention ----------------------------------------------------------------------


def due_agreements(place: Place, today: date) -> list[Due]:
    """Everything that somebody has to do something about, the soonest first. Two queries, three with boards."""
    found = agreements_of(place).exclude(status=AgreementStatus.CLOSED)
    return due_of(list(found), place, today)


def due_of(agreements: Sequence[Agreement], place: Place, today: date) -> list[Due]:
    gone = _gone(place, agreements, today)
    due = [one for agreement in agreements for one in _due(agreement, gone, today)]
    return sorted(due, key=lambda one: (one.on, one.agreement.pk))


def _due(agreement: Agreement, gone: frozenset[int], today: date) -> Iterable[Due]:
    if agreement.status == AgreementStatus.DRAFT:
        yield Due(agreement, "sign", agreement.starts_on)
    if agreement.status == AgreementStatus.ENDED:
        yield Due(agreement, "close", agreement.handed_back_on or today)
    if agreement.status not in RUNNING:
        return
    for what in ("evaluate_on", "ends_on"):
        on = getattr(agreement, what)
        if on is not None and today >= on - timedelta(days=max(REMINDERS)):
            is_over = what == "ends_on" and on < today
            yield Due(agreement, "hand_back" if is_over else what, on, today in reminder_days(on))
    until = agreement.insured_until
    if until is not None and today >= insurance_reminder(until):
        yield Due(agreement, "insured_until", until, today == insurance_reminder(until))
    gaps = gaps_in(agreement, gone, today)
    if gaps:
        who = tuple(name for gap in gaps for name in gap.names)
        yield Due(agreement, "board", min(gap.since for gap in gaps), who=who)


def gaps_in(agreement: Agreement, gone: frozenset[int], today: date) -> list[Gap]:
    """Where nobody stands for one of the sides, or somebody left unnoticed."""
    found = []
    for for_place in (True, False):
        side = [one for one in agreement.signatories.all() if one.for_place == for_place]
        unnoticed = tuple(one for one in side if one.left_on is None and one.pk in gone)
        if unnoticed:
            found.append(Gap(for_place, today, unnoticed))
        elif side and all(one.left_on is not None for one in side):
            since = max(one.left_on for one in side if one.left_on is not None)
            found.append(Gap(for_place, since, tuple(one for one in side if one.left_on == since)))
    return found


def named_after(agreement: Agreement, pk: int) -> Signatory | None:
    """Whom somebody can be named after: who still stands for a side, or the last who did."""
    gaps = gaps_in(agreement, frozenset(), agreement.starts_on)
    last = {one.pk for gap in gaps for one in gap.signatories}
    return next(
        (one for one in agreement.signatories.all() if one.pk == pk and (not one.left_on or pk in last)), None
    )


def gone_from(agreement: Agreement, today: date) -> frozenset[int]:
    return _gone(agreement.place, [agreement], today)


def _gone(place: Place, agreements: Sequence[Agreement], today: date) -> frozenset[int]:
    """Signatories with an account whose role at the place is over, and of whom nobody said so yet."""
    signed = [
        one
        for agreement in agreements
        if agreement.status in RUNNING
        for one in agreement.signatories.all()
        if one.for_place and one.user_id is not None and one.left_on is None
    ]
    if not signed:
        return frozenset()
    there = set(may_sign(place, today).values_list("user_id", flat=True))
    return frozenset(one.pk for one in signed if one.user_id not in there)


def coming(agreements: Iterable[Agreement], today: date) -> list[Due]:
    """What the next twelve months bring, day by day."""
    last = months_later(today, COMING_MONTHS)
    names = ("starts_on", "evaluate_on", "ends_on", "insured_until")
    found = [
        Due(agreement, name, on)
        for agreement in agreements
        if agreement.status in RUNNING
        for name in names
        if (on := getattr(agreement, name)) is not None and today <= on <= last
    ]
    return sorted(found, key=lambda one: (one.on, one.agreement.pk))


# -- What a new one starts from -------------------------------------------------------------------


def first_terms(
    *,
    place: Place,
    party: Party,
    kind: str,
    room: Room | None,
    booking: Booking | None,
    language: str,
    today: date,
) -> Terms:
    """As much as is known; the rest is empty and asked for. Own clauses are those of the last agreement here."""
    is_loan = kind == AgreementKind.LOAN
    starts_on = _first_day(booking) or _next_month(today)
    letting = LettingTerms.objects.filter(place=place).first()
    provider, user = _provider(place, letting), _user(party)
    # The organisation of the place gets the room from somebody else, such as a housing association.
    runs_place = _same(user.name, provider.name)
    room = room or (booking.room if booking else None)
    return Terms(
        kind="loan" if is_loan else "use",
        language="en" if (language or party.language) == "en" else "nl",
        provider=Side() if runs_place else provider,
        user=user,
        place=place.name,
        address=place.address_line,
        room=room.name if room else "",
        purpose=booking.title if booking else "",
        starts_on=starts_on,
        ends_on=last_day_of_year(starts_on) if is_loan else None,
        evaluate_on=None if is_loan else evaluation_day(starts_on),
        tacit_extension=not is_loan,
        keys=tuple(one.number for one in key_sets_of(party)),
        insure_contents=is_loan,
        insure_liability=is_loan,
        penalty_cents=PENALTY_CENTS[AgreementKind(kind)],
        user_lets=runs_place and letting is not None and letting.is_open,
        reports_board=not user.is_person,
        own_clauses=_own_clauses(place),
    )


def _provider(place: Place, letting: LettingTerms | None) -> Side:
    """As the place names itself on its invoices, or its organisation."""
    organisation = place.organisation
    name = (letting.legal_name if letting else "") or (organisation.name if organisation else "")
    if letting and letting.address:
        address = _address(letting.address, letting.postcode, letting.town)
    else:
        address = place.address_line
    town = (letting.town if letting else "") or place.city
    number = letting.trade_number if letting else ""
    return Side(name=name, address=address, number=number, signs_at=town)


def _user(party: Party) -> Side:
    is_person = party.kind == PartyKind.RESIDENT
    return Side(
        name=party.legal_name or (is_person and party.contact_name) or party.name,
        address=_address(party.address, party.postcode, party.town),
        number=party.trade_number,
        represented_by="" if is_person else party.contact_name,
        is_person=is_person,
        signs_at=party.town,
    )


def _address(street: str, postcode: str, town: str) -> str:
    return ", ".join(part for part in (street, f"{postcode} {town}".strip()) if part)


def _same(one: str, other: str) -> bool:
    return bool(one) and one.casefold() == other.casefold()


def _own_clauses(place: Place) -> tuple[OwnClause, ...]:
    last = AgreementVersion.objects.filter(agreement__place=place).order_by("-made_at", "-id").first()
    return Terms.model_validate(last.terms).own_clauses if last else ()


def _first_day(booking: Booking | None) -> date | None:
    first = booking.times.order_by("starts_at").first() if booking else None
    return timezone.localdate(first.starts_at) if first else None


def _next_month(today: date) -> date:
    return months_later(today.replace(day=1), 1)
