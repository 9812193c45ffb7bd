"""The register of keys: which there are, who goes off with one, and when it comes back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError, require
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions import telling
from schuifaan.apps.rooms.actions.keeping import in_turn
from schuifaan.apps.rooms.enums import KeyKind
from schuifaan.apps.rooms.models import KeyLoan, KeySet, Party
from schuifaan.apps.rooms.queries.keys import MOST_SIGNED, SIGNED, open_loan, overdue_everywhere

MOST_KEYS: Final = 1000
HOLDER_LENGTH: Final = 80


class NumberTaken(PlaceError):  # noqa: N818 - it says what happened
    """Another key of the place is called that."""

    def __init__(self, number: str) -> None:
        super().__init__(_("Er is al een sleutel die %(number)s heet.") % {"number": number}, field="number")


class TooManyKeys(PlaceError):  # noqa: N818 - it says what happened
    def __init__(self) -> None:
        super().__init__(
            _("Een plek kan %(most)s sleutels hebben. Haal er eerst weg wat er niet meer is.")
            % {"most": MOST_KEYS},
            field="number",
        )


class KeyIsOut(PlaceError):  # noqa: N818 - it says what happened
    """Somebody has it: `loan` says who."""

    def __init__(self, loan: KeyLoan) -> None:
        self.loan = loan
        said = {"key": loan.key_set.number, "holder": loan.holder}
        super().__init__(_("Sleutel %(key)s is nu bij %(holder)s. Neem hem eerst terug.") % said)


class KeyNotThere(PlaceError):  # noqa: N818 - it says what happened
    """Lost, or not in use any more."""

    def __init__(self, key_set: KeySet) -> None:
        said = {"key": key_set.number}
        super().__init__(
            _("Sleutel %(key)s is kwijt. Is hij er weer? Zeg dan eerst dat hij gevonden is.") % said
            if key_set.lost_on
            else _("Sleutel %(key)s is niet meer in gebruik.") % said
        )


class NobodyNamed(PlaceError):  # noqa: N818 - it says what happened
    def __init__(self) -> None:
        super().__init__(_("Zeg wie de sleutel meeneemt."), field="holder")


class NotASignature(PlaceError):  # noqa: N818 - it says what happened
    def __init__(self) -> None:
        super().__init__(
            _("Deze handtekening kunnen we niet bewaren. Teken opnieuw, of teken op papier."),
            field="signature",
        )


class DayIsOver(PlaceError):  # noqa: N818 - it says what happened
    def __init__(self) -> None:
        super().__init__(_("Kies vandaag of een dag daarna."), field="due_on")


# -- Which there are ------------------------------------------------------------------------------


def add_key(*, place: Place, number: str, kind: KeyKind, opens: str, by: User, now: datetime) -> KeySet:
    require(by, "rooms.let_rooms", place)
    if KeySet.objects.filter(place=place).count() >= MOST_KEYS:
        raise TooManyKeys

    def work() -> KeySet:
        key_set = KeySet(place=place, number=number, kind=kind, opens=opens)
        _save(key_set)
        _note(key_set, "key.added", by=by, now=now)
        return key_set

    return in_turn(work)


def change_key(*, key_set: KeySet, number: str, kind: KeyKind, opens: str, by: User, now: datetime) -> KeySet:
    require(by, "rooms.let_rooms", key_set.place)

    def work() -> KeySet:
        current = _hold(key_set)
        wanted = {"number": number, "kind": str(kind), "opens": opens}
        changes = {
            name: [getattr(current, name), value]
            for name, value in wanted.items()
            if getattr(current, name) != value
        }
        if changes:
            for name, (_before, after) in changes.items():
                setattr(current, name, after)
            _save(current)
            _note(current, "key.changed", by=by, now=now, changes=changes)
        return current

    return in_turn(work)


def retire_key(*, key_set: KeySet, by: User, now: datetime) -> KeySet:
    """Its past stays to be read. What somebody still has, comes back first, unless it is lost."""
    require(by, "rooms.let_rooms", key_set.place)

    def work() -> KeySet:
        current = _hold(key_set)
        loan = open_loan(current)
        if loan is not None and current.lost_on is None:
            raise KeyIsOut(loan)
        return _set(current, "key.retired", by=by, now=now, is_active=False)

    return in_turn(work)


def use_key_again(*, key_set: KeySet, by: User, now: datetime) -> KeySet:
    """The undo of taking it out of use."""
    require(by, "rooms.let_rooms", key_set.place)
    return in_turn(lambda: _set(_hold(key_set), "key.used_again", by=by, now=now, is_active=True))


def note_lost(*, key_set: KeySet, on: date, by: User, now: datetime) -> KeySet:
    """Who had it stays written down; nobody is asked to bring it back."""
    require(by, "rooms.run_rooms", key_set.place)

    def work() -> KeySet:
        current = _hold(key_set)
        return current if current.lost_on else _set(current, "key.lost", by=by, now=now, lost_on=on)

    return in_turn(work)


def note_found(*, key_set: KeySet, by: User, now: datetime) -> KeySet:
    require(by, "rooms.run_rooms", key_set.place)
    return in_turn(lambda: _set(_hold(key_set), "key.found", by=by, now=now, lost_on=None))


# -- Who has which --------------------------------------------------------------------------------


def hand_out(
    *,
    key_set: KeySet,
    by: User,
    now: datetime,
    today: date,
    holder: str = "",
    party: Party | None = None,
    due_on: date | None = None,
    signature: str = "",
    on_paper: bool = False,
) -> KeyLoan:
    """`holder` may stay empty when a party is named: then it is whoever speaks for it."""
    require(by, "rooms.run_rooms", key_set.place)
    if party is not None and party.place_id != key_set.place_id:
        raise ValueError("This party is known at another place.")
    name = holder or (party.contact_name or party.name if party else "")
    if not name:
        raise NobodyNamed
    if due_on is not None and due_on < today:
        raise DayIsOver
    if signature and (len(signature) > MOST_SIGNED or not SIGNED.fullmatch(signature)):
        raise NotASignature

    def work() -> KeyLoan:
        current = _hold(key_set)
        if current.lost_on or not current.is_active:
            raise KeyNotThere(current)
        loan = KeyLoan(
            key_set=current, party=party, holder=name[:HOLDER_LENGTH], out_at=now, due_on=due_on,
            signature=signature, on_paper=on_paper and not signature, given_by=by,
        )  # fmt: skip
        _go_out(loan)
        _note(current, "key.handed_out", by=by, now=now)
        return loan

    return in_turn(work)


def take_back(*, loan: KeyLoan, by: User, now: datetime) -> KeyLoan:
    """Pressed twice, it came back once. What comes back is not lost."""
    require(by, "rooms.run_rooms", loan.key_set.place)

    def work() -> KeyLoan:
        key_set = _hold(loan.key_set)
        current = KeyLoan.objects.select_related("key_set").get(pk=loan.pk)
        if current.in_at is None:
            current.in_at, current.taken_by = now, by
            current.save(update_fields=["in_at", "taken_by"])
            _note(key_set, "key.taken_back", by=by, now=now)
            if key_set.lost_on:
                _set(key_set, "key.found", by=by, now=now, lost_on=None)
        return current

    return in_turn(work)


def undo_take_back(*, loan: KeyLoan, by: User, now: datetime) -> KeyLoan:
    """It did not come back after all. Not once it went to somebody else."""
    require(by, "rooms.run_rooms", loan.key_set.place)

    def work() -> KeyLoan:
        key_set = _hold(loan.key_set)
        current = KeyLoan.objects.select_related("key_set").get(pk=loan.pk)
        if current.in_at is not None:
            if key_set.lost_on or not key_set.is_active:
                raise KeyNotThere(key_set)
            current.in_at, current.taken_by = None, None
            _go_out(current)
            _note(key_set, "key.not_back", by=by, now=now)
        return current

    return in_turn(work)


def remind_of_keys(*, today: date, now: datetime) -> int:
    """Ask for what should have been back. Done every night, nobody hears of it twice in fourteen days: so long is a
    letter kept, and what is kept is not written again.
    """
    loans = list(overdue_everywhere(today))
    for loan in loans:
        with transaction.atomic():
            telling.key_due(loan=loan, now=now)
    return len(loans)


# -- How ------------------------------------------------------------------------------------------


def _hold(key_set: KeySet) -> KeySet:
    """As it is now, and nobody else changes it."""
    rows = KeySet.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("place").get(pk=key_set.pk)


def _save(key_set: KeySet) -> None:
    try:
        with transaction.atomic():
            key_set.save()
    except IntegrityError:
        raise NumberTaken(key_set.number) from None


def _go_out(loan: KeyLoan) -> None:
    """The database lets one go at a time."""
    try:
        with transaction.atomic():
            loan.save()
    except IntegrityError:
        other = open_loan(loan.key_set)
        if other is None:
            raise
        raise KeyIsOut(other) from None


def _set(key_set: KeySet, verb: str, *, by: User, now: datetime, **fields: Any) -> KeySet:
    changed = {name: value for name, value in fields.items() if getattr(key_set, name) != value}
    for name, value in changed.items():
        setattr(key_set, name, value)
    if changed:
        key_set.save(update_fields=list(changed))
        _note(key_set, verb, by=by, now=now)
    return key_set


def _note(
    key_set: KeySet, verb: str, *, by: User, now: datetime, changes: dict[str, Any] | None = None
) -> None:
    """Which key, not with whom: the register keeps that for a year, the trail for longer."""
    record(
        verb=verb, scope=key_set.place.audit_scope, by=by, now=now, subject=key_set.number, changes=changes
    )
