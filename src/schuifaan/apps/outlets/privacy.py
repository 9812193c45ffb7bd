"""What the outlets know about people: who asked for the newsletter, and who reads bookings in an own calendar."""

from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.outlets.models import CalendarKey, Letter, Subscription
from schuifaan.apps.people.privacy_register import (
    Declaration,
    Delete,
    Erasure,
    LegalBasis,
    Retention,
    tied_by,
)

UNCONFIRMED_DAYS: Final = 7
LETTER_DAYS: Final = 30


def _midnight(today: date, days: int) -> datetime:
    return timezone.make_aware(datetime.combine(today - timedelta(days=days), time.min))


def _never_confirmed(today: date) -> QuerySet[Subscription]:
    """On the seventh day after the day of asking nothing is left."""
    return Subscription.objects.filter(
        confirmed_at__isnull=True, asked_at__lt=_midnight(today, UNCONFIRMED_DAYS - 1)
    )


def _old_letters(today: date) -> QuerySet[Letter]:
    return Letter.objects.filter(written_at__lt=_midnight(today, LETTER_DAYS))


DECLARATIONS = [
    Declaration(
        model=Letter,
        fields=("kind", "state", "written_at", "sent_at"),
        label=_("Dat we je een nieuwsbrief hebben gestuurd"),
        purpose=_("Je krijgt elke nieuwsbrief één keer, en niet twee keer."),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(_("30 dagen."), due=_old_letters, then=Delete()),
        erase=Erasure(
            lambda person: Letter.objects.filter(subscription__email__iexact=person.email), then=Delete()
        ),
    ),
    Declaration(
        model=Subscription,
        fields=("email", "language", "neighbourhood", "district", "asked_at", "confirmed_at"),
        label=_("Je e-mailadres, als je de nieuwsbrief van een buurt wilt krijgen"),
        purpose=_("Elke week krijg je een mail met wat er in je buurt te doen is."),
        legal_basis=LegalBasis.CONSENT,
        retention=Retention(
            _("Tot je je afmeldt. Bevestig je niet, dan 7 dagen."), due=_never_confirmed, then=Delete()
        ),
        erase=Erasure(lambda person: Subscription.objects.filter(email__iexact=person.email), then=Delete()),
    ),
    Declaration(
        model=CalendarKey,
        fields=("user", "place", "made_at"),
        label=_("Dat je de reserveringen van je plek in je eigen agenda leest"),
        purpose=_("Het geheime adres werkt alleen zolang je bij de plek werkt."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(_("Tot je het stopt of je account verdwijnt.")),
        erase=Erasure(tied_by(CalendarKey, "user"), then=Delete()),
    ),
]
