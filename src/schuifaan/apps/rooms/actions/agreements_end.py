"""How an agreement ends: notice, handing back the room, and closing it when everything is done."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.rooms.actions.agreements import RUNNING, DayCannotBe, begin, change, only
from schuifaan.apps.rooms.enums import AgreementStatus
from schuifaan.apps.rooms.models import Agreement
from schuifaan.apps.rooms.queries.agreements import keys_due, keys_out, terms_of_agreement
from schuifaan.apps.rooms.wording_agreements import day_in_full, open_point_words
from schuifaan.core.letting.agreements import HandedBack, earliest_end, open_points


class TooSoon(PlaceError):  # noqa: N818 - it says what happened
    """The period of notice is longer."""

    def __init__(self, earliest: date) -> None:
        super().__init__(
            _("Met deze opzegtermijn kan het op zijn vroegst op %(day)s.") % {"day": day_in_full(earliest)},
            field="ends_on",
        )
        self.earliest = earliest


class KeysOut(PlaceError):  # noqa: N818 - it says what happened
    """According to the list of keys not all have come back."""

    def __init__(self, numbers: list[str]) -> None:
        super().__init__(
            _("Deze sleutels zijn volgens de sleutellijst nog niet terug: %(keys)s.")
            % {"keys": ", ".join(numbers)},
            field="keys_back",
        )
        self.numbers = numbers


class NotFinished(PlaceError):  # noqa: N818 - it says what happened
    """Something of the list for handing back is still open."""

    def __init__(self, points: tuple[str, ...]) -> None:
        super().__init__(
            _("Dit moet nog gebeuren: %(points)s.") % {"points": ", ".join(map(open_point_words, points))}
        )
        self.points = points


@transaction.atomic
def give_notice(
    *,
    agreement: Agreement,
    notice_on: date,
    by: User,
    now: datetime,
    ends_on: date | None = None,
    at_once: bool = False,
) -> Agreement:
    """Ends on the earliest day, or later; earlier only `at_once`, on grounds the agreement names.

    An end that was agreed already does not move away by giving notice.
    """
    current = begin(agreement, by)
    only(current, AgreementStatus.SIGNED, _("Alleen een lopende overeenkomst kun je opzeggen."))
    if notice_on > timezone.localdate(now):
        raise DayCannotBe(_("Deze dag moet nog komen."), field="notice_on")
    assert current.signed_on is not None  # noqa: S101 - a constraint of the table
    if notice_on < current.signed_on:
        raise DayCannotBe(_("Toen was de overeenkomst nog niet getekend."), field="notice_on")
    earliest = earliest_end(notice_on, terms_of_agreement(current).notice_months)
    wanted = ends_on or (notice_on if at_once else earliest)
    if wanted < (notice_on if at_once else earliest):
        raise TooSoon(notice_on if at_once else earliest)
    if current.ends_on is not None:
        wanted = min(wanted, current.ends_on)
    changes = {
        "notice_on": notice_on,
        "ends_on": max(wanted, current.starts_on),
        "status": AgreementStatus.NOTICE,
    }
    return change(current, "agreement.notice", changes, by=by, now=now)


@transaction.atomic
def hand_back(*, agreement: Agreement, seen: HandedBack, by: User, now: datetime) -> Agreement:
    """Keep what was seen; may be done again until everything is settled."""
    current = begin(agreement, by)
    only(current, (*RUNNING, AgreementStatus.ENDED), _("Deze overeenkomst loopt niet."))
    if seen.on > timezone.localdate(now):
        raise DayCannotBe(_("Deze dag moet nog komen."), field="on")
    if seen.on < current.starts_on:
        raise DayCannotBe(_("Toen was de overeenkomst nog niet begonnen."), field="on")
    due, out = keys_due(current), keys_out(current)
    seen = seen.model_copy(update={"keys_due": due, "keys_back": min(seen.keys_back, due)})
    if seen.keys_back > due - len(out):
        raise KeysOut(out)
    changes = {
        "handed_back": seen.model_dump(mode="json"),
        "handed_back_on": seen.on,
        "ends_on": current.ends_on or seen.on,
        "status": AgreementStatus.ENDED,
    }
    return change(current, "agreement.handed_back", changes, by=by, now=now)


@transaction.atomic
def close(*, agreement: Agreement, by: User, now: datetime) -> Agreement:
    """Nothing is left to do between the two."""
    current = begin(agreement, by)
    only(current, AgreementStatus.ENDED, _("De ruimte is nog niet teruggegeven."))
    points = open_points(HandedBack.model_validate(current.handed_back))
    if points:
        raise NotFinished(points)
    out = keys_out(current)
    if out:
        raise KeysOut(out)
    return change(current, "agreement.closed", {"status": AgreementStatus.CLOSED}, by=by, now=now)
