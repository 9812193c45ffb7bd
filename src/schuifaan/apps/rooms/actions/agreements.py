"""Making an agreement, changing its draft, signing it, and what happens while it runs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError, begin_change, changed_meanwhile, plain, require
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import AgreementStatus
from schuifaan.apps.rooms.models import (
    Agreement,
    AgreementVersion,
    Booking,
    KeySet,
    Party,
    Room,
    Signatory,
)
from schuifaan.apps.rooms.queries.agreements import first_terms, key_sets_of, terms_of_agreement
from schuifaan.apps.rooms.wording_agreements import problem_words
from schuifaan.core.letting.agreements import Problem, SignedBy, Stops, Terms, problems

RUNNING = (AgreementStatus.SIGNED, AgreementStatus.NOTICE)


class DoesNotStand(PlaceError):  # noqa: N818 - it says what happened
    """The terms contradict each other, or are not whole enough to sign."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem_words(problem), field=problem.field)
        self.problem = problem


class NotNow(PlaceError):  # noqa: N818 - it says what happened
    """The agreement is past this, or not yet there."""


class UnknownSigner(PlaceError):  # noqa: N818 - it says what happened
    """One of the two sides has nobody who signed."""


class DayCannotBe(PlaceError):  # noqa: N818 - it says what happened
    """A day that lies in the future, or before something it must follow."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed. `user` of somebody of the place, so that it is seen when they leave."""

    for_place: bool
    name: str
    role: str = ""
    user: User | None = None


@transaction.atomic
def draft_agreement(
    *,
    place: Place,
    party: Party,
    kind: str,
    by: User,
    now: datetime,
    room: Room | None = None,
    booking: Booking | None = None,
    language: str = "",
) -> Agreement:
    """Filled in as far as the place, the party, the booking and the keys tell."""
    require(by, "rooms.let_rooms", place)
    begin_change(place, None)
    if party.place_id != place.pk or (room is not None and room.place_id != place.pk):
        raise ValueError("of another place")
    terms = first_terms(
        place=place,
        party=party,
        kind=kind,
        room=room,
        booking=booking,
        language=language,
        today=timezone.localdate(now),
    )
    agreement = Agreement.objects.create(
        place=place, party=party, kind=kind, room=room, booking=booking, made_at=now, **_days(terms)
    )
    agreement.keys.set(key_sets_of(party))
    _keep_version(agreement, 1, terms, by, now)
    _note(agreement, "agreement.drafted", by=by, now=now)
    return agreement


@transaction.atomic
def change_draft(
    *,
    agreement: Agreement,
    terms: Terms,
    seen: int,
    by: User,
    now: datetime,
    keys: Collection[KeySet] | None = None,
) -> AgreementVersion:
    """A next version. `seen` is the version that was changed from; `keys` None leaves them as they are."""
    current = begin(agreement, by)
    only(current, AgreementStatus.DRAFT, _("Deze overeenkomst is al getekend."))
    last = current.versions.latest("number")
    if seen != last.number:
        raise changed_meanwhile(current.place)
    if keys is not None:
        current.keys.set(keys)
    numbers = tuple(current.keys.order_by("number").values_list("number", flat=True))
    terms = terms.model_copy(update={"keys": numbers, "kind": current.kind})
    refuse(terms, Stops.KEEPING)
    if Terms.model_validate(last.terms) == terms:
        return last
    version = _keep_version(current, last.number + 1, terms, by, now)
    Agreement.objects.filter(pk=current.pk).update(**_days(terms))
    _note(current, "agreement.changed", by=by, now=now, version=[last.number, version.number])
    return version


@transaction.atomic
def discard_draft(*, agreement: Agreement, by: User, now: datetime) -> None:
    """Only what nobody has signed."""
    current = begin(agreement, by)
    only(current, AgreementStatus.DRAFT, _("Deze overeenkomst is al getekend."))
    _note(current, "agreement.discarded", by=by, now=now)
    current.delete()


@transaction.atomic
def sign(
    *,
    agreement: Agreement,
    version: int,
    signed_on: date,
    signers: Collection[Signer],
    by: User,
    now: datetime,
) -> Agreement:
    """Write down that `version` was signed on paper, and by whom; the paper itself stays with the people."""
    current = begin(agreement, by)
    only(current, AgreementStatus.DRAFT, _("Deze overeenkomst is al getekend."))
    if version != current.versions.aggregate(last=Max("number"))["last"]:
        raise changed_meanwhile(current.place)
    refuse(terms_of_agreement(current), Stops.KEEPING, Stops.SIGNING)
    if signed_on > timezone.localdate(now):
        raise DayCannotBe(_("Deze dag moet nog komen."), field="signed_on")
    for for_place, field in ((True, "place_name_0"), (False, "party_name_0")):
        if not any(one.for_place == for_place and one.name.strip() for one in signers):
            raise UnknownSigner(_("Wie heeft er voor deze kant getekend?"), field=field)
    signed_by = [one for one in signers if one.name.strip()]
    Signatory.objects.bulk_create(_row(current, one) for one in signed_by)
    _put_signatures(current, version, signed_on, signed_by)
    changes = {"signed_on": signed_on, "signed_version": version, "status": AgreementStatus.SIGNED}
    return change(current, "agreement.signed", changes, by=by, now=now)


@transaction.atomic
def record_insurance(*, agreement: Agreement, until: date | None, by: User, now: datetime) -> Agreement:
    """Until when the proof that was shown holds."""
    current = begin(agreement, by)
    only(current, (AgreementStatus.DRAFT, *RUNNING), _("Deze overeenkomst loopt niet meer."))
    return change(current, "agreement.insured", {"insured_until": until}, by=by, now=now)


@transaction.atomic
def look_back(*, agreement: Agreement, next_on: date | None, by: User, now: datetime) -> Agreement:
    """The two looked back together; `next_on` is when they do so again."""
    current = begin(agreement, by)
    only(current, RUNNING, _("Deze overeenkomst loopt niet meer."))
    if next_on is not None and next_on <= timezone.localdate(now):
        raise DayCannotBe(_("Kies een dag die nog komt."), field="next_on")
    return change(current, "agreement.looked_back", {"evaluate_on": next_on}, by=by, now=now)


@transaction.atomic
def name_successor(
    *, signatory: Signatory, left_on: date, by: User, now: datetime, successor: Signer | None = None
) -> Signatory | None:
    """Who signed has gone; what was signed stays as it is."""
    current = begin(signatory.agreement, by)
    only(current, RUNNING, _("Deze overeenkomst loopt niet meer."))
    if left_on > timezone.localdate(now):
        raise DayCannotBe(_("Deze dag moet nog komen."), field="left_on")
    Signatory.objects.filter(pk=signatory.pk).update(left_on=left_on)
    made = None
    if successor is not None and successor.name.strip():
        made = _row(current, successor)
        made.for_place = signatory.for_place
        made.save()
    _note(current, "agreement.successor", by=by, now=now, left_on=[None, plain(left_on)])
    return made


# -- Shared with the end of an agreement ----------------------------------------------------------


def begin(agreement: Agreement, by: User) -> Agreement:
    """The agreement as it is now, while nobody else changes anything of this place."""
    require(by, "rooms.let_rooms", agreement.place)
    begin_change(agreement.place, None)
    return Agreement.objects.select_related("place", "party").get(pk=agreement.pk)


def refuse(terms: Terms, *stops: Stops) -> None:
    for problem in problems(terms):
        if problem.stops in stops:
            raise DoesNotStand(problem)


def only(agreement: Agreement, status: AgreementStatus | Collection[AgreementStatus], otherwise: str) -> None:
    wanted = (status,) if isinstance(status, AgreementStatus) else status
    if agreement.status not in wanted:
        raise NotNow(otherwise)


def change(
    agreement: Agreement, verb: str, changes: dict[str, object], *, by: User, now: datetime
) -> Agreement:
    told = {
        name: [plain(getattr(agreement, name)), plain(value)]
        for name, value in changes.items()
        # The list for handing back is read on its own page.
        if name != "handed_back" and getattr(agreement, name) != value
    }
    for name, value in changes.items():
        setattr(agreement, name, value)
    agreement.save(update_fields=list(changes))
    _note(agreement, verb, by=by, now=now, **told)
    return agreement


def _days(terms: Terms) -> dict[str, date | None]:
    """What the lists look for, beside the version that says it."""
    return {"starts_on": terms.starts_on, "ends_on": terms.ends_on, "evaluate_on": terms.evaluate_on}


def _keep_version(
    agreement: Agreement, number: int, terms: Terms, by: User, now: datetime
) -> AgreementVersion:
    return AgreementVersion.objects.create(
        agreement=agreement, number=number, terms=terms.model_dump(mode="json"), made_at=now, made_by=by
    )


def _put_signatures(agreement: Agreement, version: int, signed_on: date, signers: Collection[Signer]) -> None:
    """Into the version itself, so that its paper says for ever who signed it."""
    names = tuple(SignedBy(for_provider=one.for_place, name=one.name, role=one.role) for one in signers)
    row = agreement.versions.get(number=version)
    terms = Terms.model_validate(row.terms).model_copy(update={"signed_on": signed_on, "signed_by": names})
    row.terms = terms.model_dump(mode="json")
    row.save(update_fields=["terms"])


def _row(agreement: Agreement, signer: Signer) -> Signatory:
    return Signatory(
        agreement=agreement,
        for_place=signer.for_place,
        name=signer.name.strip(),
        role=signer.role.strip(),
        user=signer.user,
    )


def _note(agreement: Agreement, verb: str, *, by: User, now: datetime, **changes: list[object]) -> None:
    record(
        verb=verb,
        scope=agreement.place.audit_scope,
        by=by,
        now=now,
        subject=str(agreement),
        changes=changes,
    )
