"""On what terms a place lets its rooms: whom it says yes to, at what rate, and what the law says about the building."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import DayPartKind, PartyKind, RateUnit, Vat
from schuifaan.apps.rooms.models.room import Room


class LettingTerms(models.Model):
    """How one place lets its rooms. Without a row the place does not let any. Null means "not known"."""

    place = models.OneToOneField(Place, models.CASCADE, related_name="letting", verbose_name=_("plek"))
    # Whether strangers can ask on the page; who works here can always write a booking down.
    is_open = models.BooleanField(_("mensen kunnen zelf een ruimte vragen"), default=False)
    # Values of PartyKind: known parties of these kinds have a yes at once.
    at_once = models.JSONField(_("meteen ja voor"), default=list, blank=True)
    answer_days = models.PositiveSmallIntegerField(_("antwoord binnen dagen"), default=5)
    option_days = models.PositiveSmallIntegerField(_("een optie duurt dagen"), default=14)
    ahead_days = models.PositiveSmallIntegerField(_("zo ver vooruit, in dagen"), default=400)
    notice_hours = models.PositiveSmallIntegerField(_("uiterlijk zoveel uur tevoren"), default=24)
    most_per_month = models.PositiveSmallIntegerField(_("hoogstens zo vaak per maand"), null=True, blank=True)
    free_until_days = models.PositiveSmallIntegerField(_("gratis annuleren tot dagen tevoren"), default=7)
    late_percentage = models.PositiveSmallIntegerField(_("daarna dit deel van de prijs"), default=50)
    release_minutes = models.PositiveSmallIntegerField(
        _("niemand gekomen: na zoveel minuten weer vrij"), default=30
    )
    offers_empty = models.BooleanField(_("lege dagdelen laten zien aan anderen"), default=False)
    house_terms = models.TextField(_("wat wij van huurders vragen"), max_length=3000, blank=True)
    summary_to = models.EmailField(_("dagelijks overzicht naar"), blank=True)

    # What the law and the owner say of the building.
    gross_floor_m2 = models.DecimalField(
        _("bruto vloeroppervlak in m²"), max_digits=8, decimal_places=1, null=True, blank=True
    )
    is_social_real_estate = models.BooleanField(
        _("maatschappelijk vastgoed van een corporatie"), null=True, blank=True
    )
    # Values of Use that the agreement about the building forbids.
    excluded_uses = models.JSONField(_("mag niet volgens de overeenkomst"), default=list, blank=True)
    no_letting = models.BooleanField(_("doorverhuren mag niet"), null=True, blank=True)
    serves_alcohol = models.BooleanField(_("er is een vergunning voor alcohol"), null=True, blank=True)
    is_paracommercial = models.BooleanField(
        _("een stichting of vereniging schenkt zelf"), null=True, blank=True
    )
    parties_per_year = models.PositiveSmallIntegerField(
        _("zoveel feesten per jaar mag van de gemeente"), null=True, blank=True
    )
    highest_social_cents = models.PositiveIntegerField(
        _("hoogste prijs per uur die nog niet commercieel is, in centen"), null=True, blank=True
    )

    # What stands on an invoice.
    legal_name = models.CharField(_("naam op de factuur"), max_length=120, blank=True)
    address = models.CharField(_("straat en nummer"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("woonplaats"), max_length=80, blank=True)
    iban = models.CharField(_("IBAN"), max_length=34, blank=True)
    bic = models.CharField(_("BIC"), max_length=11, blank=True)
    trade_number = models.CharField(_("KvK-nummer"), max_length=12, blank=True)
    vat_number = models.CharField(_("btw-nummer"), max_length=20, blank=True)
    invoice_prefix = models.CharField(_("begin van het factuurnummer"), max_length=8, blank=True)
    payment_days = models.PositiveSmallIntegerField(_("betalen binnen dagen"), default=14)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("verhuur van een plek")
        verbose_name_plural = _("verhuur van plekken")
        constraints = [
            models.CheckConstraint(condition=Q(late_percentage__lte=100), name="late_part_at_most_whole"),
        ]

    def __str__(self) -> str:
        return str(self.place)


class DayPart(models.Model):
    """When a part of the day begins and ends here, in local time. Without rows: 8-12, 13-17 and 18-22."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="day_parts", verbose_name=_("plek"))
    kind = models.CharField(_("dagdeel"), max_length=9, choices=DayPartKind)
    starts = models.TimeField(_("van"))
    ends = models.TimeField(_("tot"))

    class Meta:
        verbose_name = _("dagdeel")
        verbose_name_plural = _("dagdelen")
        ordering = ["place", "starts"]
        constraints = [
            models.UniqueConstraint(fields=["place", "kind"], name="one_of_each_day_part_per_place"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="day_part_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class RateCard(models.Model):
    """The rates from a day on, until that of a next card or its own last day."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="rate_cards", verbose_name=_("plek"))
    name = models.CharField(_("naam"), max_length=80)
    first_on = models.DateField(_("geldt vanaf"))
    last_on = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        verbose_name = _("tarievenlijst")
        verbose_name_plural = _("tarievenlijsten")
        ordering = ["place", "-first_on"]
        constraints = [
            models.UniqueConstraint(fields=["place", "first_on"], name="one_rate_card_from_a_day"),
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")),
                name="rate_card_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Rate(models.Model):
    """What a kind of party pays; for one room, or for all that have none of their own."""

    card = models.ForeignKey(RateCard, models.CASCADE, related_name="rates", verbose_name=_("tarievenlijst"))
    party_kind = models.CharField(_("soort huurder"), max_length=12, choices=PartyKind)
    room = models.ForeignKey(
        Room, models.CASCADE, null=True, blank=True, related_name="rates", verbose_name=_("ruimte")
    )
    unit = models.CharField(_("per"), max_length=8, choices=RateUnit, default=RateUnit.DAY_PART)
    cents = models.PositiveIntegerField(_("bedrag in centen"))
    # Null: a whole day-part when that is the unit, else nothing.
    minimum_minutes = models.PositiveSmallIntegerField(_("minstens, in minuten"), null=True, blank=True)
    # What is longer is paid up to the next so many minutes.
    step_minutes = models.PositiveSmallIntegerField(_("afgerond naar minuten"), default=30)
    coffee_included = models.BooleanField(_("koffie en thee inbegrepen"), default=False)
    first_time_free = models.BooleanField(_("de eerste keer gratis"), default=False)
    deposit_cents = models.PositiveIntegerField(_("borg in centen"), default=0)
    vat = models.CharField(_("btw"), max_length=6, choices=Vat, default=Vat.EXEMPT)

    class Meta:
        verbose_name = _("tarief")
        verbose_name_plural = _("tarieven")
        ordering = ["card", "party_kind", F("room").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(fields=["card", "party_kind", "room"], name="one_rate_of_a_kind"),
            models.UniqueConstraint(
                fields=["card", "party_kind"],
                condition=Q(room__isnull=True),
                name="one_general_rate_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(step_minutes__gte=1) & Q(step_minutes__lte=1440), name="rate_step_is_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_party_kind_display()} {self.cents}"
