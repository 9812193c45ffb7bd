"""Fixed choices about rooms, who uses them, and what is agreed about that."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClaimKind(models.TextChoices):
    """Whatever holds a room, holds it in the same way."""

    ACTIVITY = "activity", _("activiteit")
    BOOKING = "booking", _("verhuur")
    CLOSING = "closing", _("gesloten")
    MAINTENANCE = "maintenance", _("onderhoud")


# -- What a room is like --------------------------------------------------------------------------


class SetUpKind(models.TextChoices):
    """How tables and chairs stand; how many people fit in depends on it."""

    TABLES = "tables", _("aan tafels")
    CIRCLE = "circle", _("in een kring")
    U_SHAPE = "u_shape", _("in een u-vorm")
    ROWS = "rows", _("stoelen in rijen")
    STANDING = "standing", _("staand")
    EMPTY = "empty", _("lege vloer")


class FacilityKind(models.TextChoices):
    KITCHEN = "kitchen", _("keuken")
    SINK = "sink", _("kraan")
    SCREEN = "screen", _("beamer of scherm")
    SOUND = "sound", _("geluid en microfoon")
    INDUCTION_LOOP = "induction_loop", _("ringleiding")
    WIFI = "wifi", _("wifi")
    WHITEBOARD = "whiteboard", _("bord om op te schrijven")
    PIANO = "piano", _("piano")
    STAGE = "stage", _("podium")
    MIRRORS = "mirrors", _("spiegelwand")
    DARK = "dark", _("kan donker worden")
    GARDEN = "garden", _("deur naar buiten")
    WORKBENCH = "workbench", _("werkbank")
    WHEELCHAIR_TOILET = "wheelchair_toilet", _("rolstoeltoilet vlakbij")


class Audience(models.TextChoices):
    """Whom a room is for; each next one includes those before."""

    RESIDENTS = "residents", _("alleen bewoners van het gebouw")
    NEIGHBOURHOOD = "neighbourhood", _("bewoners en de buurt")
    EVERYONE = "everyone", _("iedereen")


class AccessKind(models.TextChoices):
    """How one gets in."""

    PERSON = "person", _("iemand doet open")
    KEY = "key", _("met een sleutel")
    CODE = "code", _("met een deurcode")
    SELF_SERVICE = "self_service", _("de deur is open")


# -- Who asks, and what for -----------------------------------------------------------------------


class PartyKind(models.TextChoices):
    """The kinds of party a rate card tells apart."""

    RESIDENT = "resident", _("bewoner")
    INITIATIVE = "initiative", _("buurtinitiatief")
    ASSOCIATION = "association", _("vereniging of stichting")
    PUBLIC_BODY = "public_body", _("gemeente of andere overheid")
    WELFARE = "welfare", _("welzijns- of zorgorganisatie")
    COMMERCIAL = "commercial", _("bedrijf")


class Use(models.TextChoices):
    """What a room is used for; the law and the agreement about the building look at it."""

    MEETING = "meeting", _("vergadering of bijeenkomst")
    CLUB = "club", _("club of hobby")
    REHEARSAL = "rehearsal", _("repetitie of oefenen")
    COURSE = "course", _("les of cursus")
    MOVEMENT = "movement", _("bewegen")
    PERFORMANCE = "performance", _("voorstelling of tentoonstelling")
    MEAL = "meal", _("samen koken of eten")
    PARTY = "party", _("feest of familiedag")
    FAREWELL = "farewell", _("afscheid of herdenking")
    CARE = "care", _("dagbesteding of spreekuur")
    SALE = "sale", _("verkoop of markt")
    OTHER = "other", _("iets anders")


class ShownAs(models.TextChoices):
    """What others see on the calendar."""

    NAME = "name", _("de naam van de groep")
    TAKEN = "taken", _("alleen “bezet”")


class BookingStatus(models.TextChoices):
    # Held until somebody of the place has answered, or the time for that is over.
    REQUESTED = "requested", _("aangevraagd")
    # Held until a day the place named.
    OPTION = "option", _("optie")
    CONFIRMED = "confirmed", _("bevestigd")
    DECLINED = "declined", _("niet doorgegaan")
    EXPIRED = "expired", _("verlopen")
    CANCELLED = "cancelled", _("geannuleerd")


# While a booking is one of these, its times hold their room.
HOLDING: Final = (BookingStatus.REQUESTED, BookingStatus.OPTION, BookingStatus.CONFIRMED)


class TimeState(models.TextChoices):
    PLANNED = "planned", _("gaat door")
    # Left out of a series, mostly because the room was taken: it can still be added.
    SKIPPED = "skipped", _("overgeslagen")
    CANCELLED = "cancelled", _("geannuleerd")
    NO_SHOW = "no_show", _("niet gekomen")


class WaitingState(models.TextChoices):
    WAITING = "waiting", _("wacht")
    OFFERED = "offered", _("aangeboden")
    TAKEN = "taken", _("aangenomen")
    GONE = "gone", _("niet meer nodig")


# -- What it costs --------------------------------------------------------------------------------


class RateUnit(models.TextChoices):
    HOUR = "hour", _("per uur")
    DAY_PART = "day_part", _("per dagdeel")
    TIME = "time", _("per keer")


class Vat(models.TextChoices):
    """Letting a room is exempt unless both have chosen otherwise; what is sold beside it is not."""

    EXEMPT = "exempt", _("vrijgesteld van btw")
    HIGH = "high", _("met 21% btw")


class DayPartKind(models.TextChoices):
    MORNING = "morning", _("ochtend")
    AFTERNOON = "afternoon", _("middag")
    EVENING = "evening", _("avond")


# -- Keys, agreements, invoices, seasons ----------------------------------------------------------


class KeyKind(models.TextChoices):
    KEY = "key", _("sleutelbos")
    TAG = "tag", _("druppel of pas")


class AgreementKind(models.TextChoices):
    USE = "use", _("gebruikersovereenkomst")
    LOAN = "loan", _("bruikleenovereenkomst")


class AgreementStatus(models.TextChoices):
    DRAFT = "draft", _("concept")
    SIGNED = "signed", _("ondertekend")
    NOTICE = "notice", _("opgezegd")
    ENDED = "ended", _("afgelopen, nog niet afgerond")
    CLOSED = "closed", _("afgerond")


class InvoiceKind(models.TextChoices):
    INVOICE = "invoice", _("factuur")
    CREDIT = "credit", _("creditfactuur")


class InvoiceStatus(models.TextChoices):
    OPEN = "open", _("open")
    PAID = "paid", _("betaald")
    CREDITED = "credited", _("gecrediteerd")


class PaymentState(models.TextChoices):
    """What the provider last said of one try to pay online."""

    # Ours alone: the provider has not answered yet.
    STARTED = "started", _("begonnen")
    OPEN = "open", _("nog niet betaald")
    PENDING = "pending", _("onderweg")
    PAID = "paid", _("betaald")
    CANCELLED = "cancelled", _("afgebroken")
    EXPIRED = "expired", _("verlopen")
    FAILED = "failed", _("mislukt")


# Of these nobody knows yet how they end.
UNDECIDED: Final = (PaymentState.STARTED, PaymentState.OPEN, PaymentState.PENDING)


class PaymentNews(models.TextChoices):
    """Why somebody of the place should look at a payment."""

    NONE = "", ""
    # The invoice had been paid or taken back already: this money is too much.
    EXTRA = "extra", _("te veel")
    # Less than what was asked: the invoice stays open for the rest.
    PART = "part", _("een deel")
    # The provider gave it back, or the bank took it back.
    RETURNED = "returned", _("teruggegaan")


class SeasonState(models.TextChoices):
    # Clubs say what they wish; the manager divides; everybody has been told.
    OPEN = "open", _("wensen verzamelen")
    DIVIDING = "dividing", _("verdelen")
    SETTLED = "settled", _("verdeeld")
