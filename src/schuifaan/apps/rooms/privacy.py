"""What rooms know about people: who speaks for a party, who has a key, who signed. Never who comes."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.people.privacy_register import (
    Blank,
    Declaration,
    Delete,
    Erasure,
    Keep,
    LegalBasis,
    Person,
    Retention,
    tied_by,
)
from schuifaan.apps.rooms.enums import AgreementStatus, InvoiceStatus, PartyKind
from schuifaan.apps.rooms.models import (
    Agreement,
    AgreementVersion,
    Booking,
    BookingTime,
    DiaryImport,
    DoorDuty,
    Invoice,
    KeyLoan,
    Letter,
    LettingTerms,
    Overruling,
    Party,
    Signatory,
)

# Whoever came once, and a club that is known here.
ONCE_DAYS: Final = 30
KNOWN_DAYS: Final = 365
SHEET_DAYS: Final = 30
KEY_DAYS: Final = 365
LETTER_DAYS: Final = 14
DIARY_DAYS: Final = 30
# What the tax office may ask for.
BOOKS_YEARS: Final = 7

NO_CONTACT: Final = {
    "contact_name": "", "email": "", "phone": "", "address": "", "postcode": "", "town": "", "legal_name": "",
}  # fmt: skip


def _midnight(today: date, days: int) -> datetime:
    return timezone.make_aware(datetime.combine(today - timedelta(days=days), time.min))


def _quiet(since: datetime) -> QuerySet[Party]:
    """Nothing of theirs is planned, asked, unpaid, agreed or lent; nothing has been since then."""
    times = BookingTime.objects.filter(booking__party=OuterRef("pk"), ends_at__gte=since)
    asked = Booking.objects.filter(party=OuterRef("pk"), asked_at__gte=since)
    unpaid = Invoice.objects.filter(party=OuterRef("pk"), status=InvoiceStatus.OPEN)
    agreed = Agreement.objects.filter(party=OuterRef("pk")).exclude(status=AgreementStatus.CLOSED)
    lent = KeyLoan.objects.filter(party=OuterRef("pk"), in_at__isnull=True)
    busy = Exists(times) | Exists(asked) | Exists(unpaid) | Exists(agreed) | Exists(lent)
    return Party.objects.filter(~busy, added_at__lt=since)


def _reachable(found: QuerySet[Party]) -> QuerySet[Party]:
    """Those of whom anything is left to blank, so that a second night does nothing."""
    return found.exclude(**NO_CONTACT)


def _came_once(today: date) -> QuerySet[Party]:
    return _reachable(_quiet(_midnight(today, ONCE_DAYS - 1)).filter(is_known=False))


def _long_gone(today: date) -> QuerySet[Party]:
    return _reachable(_quiet(_midnight(today, KNOWN_DAYS - 1)).filter(is_known=True))


def _residents_long_gone(today: date) -> QuerySet[Party]:
    """A resident's party is called after a person; a club's is not."""
    nameless = str(PartyKind.RESIDENT.label)
    return _quiet(_midnight(today, ONCE_DAYS - 1)).filter(kind=PartyKind.RESIDENT).exclude(name=nameless)


def _of(person: Person) -> QuerySet[Party]:
    mine = Q(email__iexact=person.email) if person.email else Q(pk=None)
    return Party.objects.filter(mine | Q(user=person.user) if person.user else mine)


def _old_times(today: date) -> QuerySet[BookingTime]:
    return BookingTime.objects.filter(ends_at__lt=_midnight(today, SHEET_DAYS - 1)).exclude(
        opens="", closes=""
    )


def _old_duties(today: date) -> QuerySet[DoorDuty]:
    return DoorDuty.objects.filter(day__lt=today - timedelta(days=SHEET_DAYS - 1))


def _keys_back(today: date) -> QuerySet[KeyLoan]:
    return KeyLoan.objects.filter(in_at__lt=_midnight(today, KEY_DAYS - 1))


def _old_letters(today: date) -> QuerySet[Letter]:
    return Letter.objects.filter(written_at__lt=_midnight(today, LETTER_DAYS - 1))


def _old_diaries(today: date) -> QuerySet[DiaryImport]:
    return DiaryImport.objects.filter(made_at__lt=_midnight(today, DIARY_DAYS - 1))


def _books_closed(today: date) -> date:
    return date(today.year - BOOKS_YEARS, 1, 1)


def _old_invoices(today: date) -> QuerySet[Invoice]:
    return Invoice.objects.filter(issued_on__lt=_books_closed(today)).exclude(buyer={})


def _old_agreements(today: date) -> QuerySet[Agreement]:
    return Agreement.objects.filter(status=AgreementStatus.CLOSED, handed_back_on__lt=_books_closed(today))


def _of_old_agreements(model: type[Model]) -> Any:
    def due(today: date) -> QuerySet[Any]:
        return model._default_manager.filter(agreement__in=_old_agreements(today))  # noqa: SLF001 - Django's own name

    return due


def _named(model: type[Model], *names: str) -> Any:
    """Only by the name of the account: nobody else's name can be tied to an address."""

    def rows(person: Person) -> QuerySet[Any]:
        found = model._default_manager.all()  # noqa: SLF001 - Django's own name
        name = person.user.name if person.user else ""
        if not name:
            return found.none()
        wanted = Q()
        for field in names:
            wanted |= Q(**{f"{field}__iexact": name})
        return found.filter(wanted)

    return rows


DECLARATIONS = [
    Declaration(
        model=Party,
        fields=(
            "contact_name",
            "email",
            "phone",
            "language",
            "lives_here",
            "legal_name",
            "address",
            "postcode",
            "town",
            "user",
        ),
        label=_("Je naam en hoe je bereikbaar bent, als je een ruimte vraagt"),
        purpose=_("Je krijgt antwoord, en je hoort het als er iets verandert."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(
            _("Tot 30 dagen na de laatste keer dat je een ruimte had."),
            due=_came_once,
            then=Blank(NO_CONTACT | {"user": None}),
        ),
        erase=Erasure(_of, then=Blank(NO_CONTACT | {"user": None})),
    ),
    Declaration(
        model=Party,
        fields=("storage", "added_at"),
        label=_("Wie er namens een vaste groep spreekt"),
        purpose=_("De plek weet wie ze kan bellen over de afspraken met een groep."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(
            _("Tot een jaar na de laatste keer."), due=_long_gone, then=Blank(NO_CONTACT | {"user": None})
        ),
        erase=Erasure(None, then=Keep(_("Zonder naam en adres is niet te zien van wie de groep was."))),
    ),
    Declaration(
        model=Party,
        fields=("name",),
        label=_("Je naam, als je als bewoner een ruimte vraagt"),
        purpose=_("De gastvrouw of gastheer weet wie er komt."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(
            _("Tot 30 dagen na de laatste keer."),
            due=_residents_long_gone,
            then=Blank({"name": str(PartyKind.RESIDENT.label)}),
        ),
        erase=Erasure(
            lambda person: _of(person).filter(kind=PartyKind.RESIDENT),
            then=Blank({"name": str(PartyKind.RESIDENT.label)}),
        ),
    ),
    Declaration(
        model=Booking,
        fields=("decided_by",),
        label=_("Dat je ja of nee zei op een vraag om een ruimte"),
        purpose=_("Het team weet wie ze ernaar kan vragen."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(_("Zolang de reservering bewaard blijft.")),
        erase=Erasure(tied_by(Booking, "decided_by"), then=Blank({"decided_by": None})),
    ),
    Declaration(
        model=BookingTime,
        fields=("opens", "closes"),
        label=_("Je naam, als je opendoet of afsluit voor een groep"),
        purpose=_("Wie komt, staat niet voor een dichte deur."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(
            _("Tot 30 dagen na die dag."), due=_old_times, then=Blank({"opens": "", "closes": ""})
        ),
        erase=Erasure(_named(BookingTime, "opens", "closes"), then=Blank({"opens": "", "closes": ""})),
    ),
    Declaration(
        model=DoorDuty,
        fields=("opens", "closes"),
        label=_("Je naam, als je op een dag opendoet of afsluit"),
        purpose=_("Het team weet wie er die dag de sleutel heeft."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(_("Tot 30 dagen na die dag."), due=_old_duties, then=Delete()),
        erase=Erasure(_named(DoorDuty, "opens", "closes"), then=Blank({"opens": "", "closes": ""})),
    ),
    Declaration(
        model=KeyLoan,
        fields=("holder", "signature", "given_by", "taken_by"),
        label=_("Je naam en je handtekening, als je een sleutel hebt"),
        purpose=_("De plek weet waar haar sleutels zijn."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(_("Tot een jaar nadat de sleutel terug is."), due=_keys_back, then=Delete()),
        erase=Erasure(
            lambda person: _named(KeyLoan, "holder")(person).filter(in_at__isnull=False), then=Delete()
        ),
    ),
    Declaration(
        model=KeyLoan,
        fields=("given_by",),
        label=_("Dat je een sleutel hebt meegegeven"),
        purpose=_("Het team weet wie ze ernaar kan vragen."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(_("Zolang bewaard blijft wie de sleutel had.")),
        erase=Erasure(tied_by(KeyLoan, "given_by"), then=Blank({"given_by": None})),
    ),
    Declaration(
        model=KeyLoan,
        fields=("taken_by",),
        label=_("Dat je een sleutel hebt teruggenomen"),
        purpose=_("Het team weet wie ze ernaar kan vragen."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(_("Zolang bewaard blijft wie de sleutel had.")),
        erase=Erasure(tied_by(KeyLoan, "taken_by"), then=Blank({"taken_by": None})),
    ),
    Declaration(
        model=Letter,
        fields=("to", "subject", "text", "html", "written_at"),
        label=_("Een bericht aan jou over een ruimte die je hebt of die je vroeg"),
        purpose=_("Je hoort het één keer, en niet twee keer."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(
            _("Adres en tekst tot het bericht weg is, de rest 14 dagen."), due=_old_letters, then=Delete()
        ),
        erase=Erasure(
            lambda person: Letter.objects.filter(to__iexact=person.email).exclude(to=""), then=Delete()
        ),
    ),
    Declaration(
        model=DiaryImport,
        fields=("diary", "sheet", "filename", "made_by"),
        label=_("Je naam en hoe je bereikbaar bent, in een agenda die een plek inleest"),
        purpose=_("De plek kijkt eerst wat er in haar oude agenda staat, en neemt het dan pas over."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(
            _("30 dagen. Wat erin stond, gaat weg zodra de plek het heeft overgenomen."),
            due=_old_diaries,
            then=Delete(),
        ),
        erase=Erasure(tied_by(DiaryImport, "made_by"), then=Blank({"made_by": None})),
    ),
    Declaration(
        model=Overruling,
        fields=("by", "by_name"),
        label=_("Dat je als bestuurslid iets toestond waar een regel tegen sprak"),
        purpose=_("Later is na te gaan wie dat besloot, en waarom."),
        legal_basis=LegalBasis.LEGITIMATE_INTEREST,
        retention=Retention(_("Zolang de reservering bewaard blijft.")),
        erase=Erasure(tied_by(Overruling, "by"), then=Blank({"by": None, "by_name": ""})),
    ),
    Declaration(
        model=Signatory,
        fields=("name", "role", "user"),
        label=_("Je naam onder een overeenkomst"),
        purpose=_("Te zien is wie namens wie heeft getekend."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(
            _("Tot zeven jaar na het jaar waarin de overeenkomst afliep."),
            due=_of_old_agreements(Signatory),
            then=Delete(),
        ),
        erase=Erasure(None, then=Keep(_("Wie tekende, hoort bij wat er is afgesproken."))),
    ),
    Declaration(
        model=AgreementVersion,
        fields=("terms", "made_by"),
        label=_("Je naam en adres in een overeenkomst, of dat je die opstelde"),
        purpose=_("Op papier staat wie wat heeft afgesproken."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(
            _("Tot zeven jaar na het jaar waarin de overeenkomst afliep."),
            due=_of_old_agreements(AgreementVersion),
            then=Delete(),
        ),
        erase=Erasure(tied_by(AgreementVersion, "made_by"), then=Blank({"made_by": None})),
    ),
    Declaration(
        model=Invoice,
        fields=("buyer", "seller"),
        label=_("Je naam en adres op een factuur"),
        purpose=_("Een factuur moet zeggen voor wie hij is."),
        legal_basis=LegalBasis.LEGAL_DUTY,
        retention=Retention(
            _("Zeven jaar, voor de belasting."), due=_old_invoices, then=Blank({"buyer": {}})
        ),
        erase=Erasure(None, then=Keep(_("Facturen moeten zeven jaar bewaard blijven."))),
    ),
    Declaration(
        model=LettingTerms,
        fields=("summary_to", "legal_name", "address"),
        label=_("Naar welk adres het dagelijkse overzicht van reserveringen gaat, en wie de facturen stuurt"),
        purpose=_("Wie beslist over reserveringen, krijgt één bericht per dag."),
        legal_basis=LegalBasis.AGREEMENT,
        retention=Retention(_("Zolang de plek ruimtes verhuurt.")),
        erase=Erasure(
            lambda person: LettingTerms.objects.filter(summary_to__iexact=person.email).exclude(
                summary_to=""
            ),
            then=Blank({"summary_to": ""}),
        ),
    ),
]
