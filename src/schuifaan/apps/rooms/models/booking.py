"""Who asks for a room, for what, and each time it is asked for."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import (
    BookingStatus,
    PartyKind,
    SetUpKind,
    ShownAs,
    TimeState,
    Use,
    Vat,
    WaitingState,
)
from schuifaan.apps.rooms.models.claim import Claim
from schuifaan.apps.rooms.models.room import Room

NAME_LENGTH = 120


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Party(models.Model):
    """A club, a family, a company: whoever has a room here now and then. Whoever has `token` speaks for it."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="parties", verbose_name=_("plek"))
    name = models.CharField(_("naam"), max_length=NAME_LENGTH)
    kind = models.CharField(_("soort huurder"), max_length=12, choices=PartyKind)
    contact_name = models.CharField(_("wie"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    language = models.CharField(max_length=8, default="nl")
    # The place knows them: they may have a yes at once, where its terms say so.
    is_known = models.BooleanField(_("vaste huurder"), default=False)
    lives_here = models.BooleanField(_("woont in dit gebouw"), null=True, blank=True)

    # For invoices and agreements.
    legal_name = models.CharField(_("naam op de factuur"), max_length=NAME_LENGTH, blank=True)
    address = models.CharField(_("straat en nummer"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("woonplaats"), max_length=80, blank=True)
    trade_number = models.CharField(_("KvK-nummer"), max_length=12, blank=True)
    # Of a public body: where its electronic invoices go.
    oin = models.CharField(_("OIN"), max_length=20, blank=True)
    buyer_reference = models.CharField(_("jullie kenmerk voor facturen"), max_length=60, blank=True)
    monthly_invoice = models.BooleanField(_("één factuur per maand"), default=False)
    storage = models.CharField(_("eigen kast of hok"), max_length=160, blank=True)

    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="parties",
        editable=False,
    )
    added_at = models.DateTimeField(_("toegevoegd op"), editable=False)

    class Meta:
        verbose_name = _("huurder")
        verbose_name_plural = _("huurders")
        ordering = ["place", "name", "id"]
        indexes = [models.Index(fields=["place", "email"], name="party_by_address")]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="party_has_a_name")]

    def __str__(self) -> str:
        return self.name


class Booking(models.Model):
    """One question for a room: one time, or a series. Its times hold the room while it is open or confirmed."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="bookings", verbose_name=_("plek"))
    party = models.ForeignKey(Party, models.RESTRICT, related_name="bookings", verbose_name=_("huurder"))
    room = models.ForeignKey(Room, models.RESTRICT, related_name="bookings", verbose_name=_("ruimte"))
    # What one says on the phone.
    number = models.PositiveIntegerField(_("nummer"), editable=False)
    use = models.CharField(_("waarvoor"), max_length=12, choices=Use)
    title = models.CharField(_("wat er op de agenda staat"), max_length=NAME_LENGTH)
    shown_as = models.CharField(_("anderen zien"), max_length=5, choices=ShownAs, default=ShownAs.NAME)
    set_up = models.CharField(_("opstelling"), max_length=8, choices=SetUpKind, blank=True)
    coffee = models.BooleanField(_("koffie en thee"), default=False)
    alcohol = models.BooleanField(_("er wordt alcohol geschonken"), default=False)
    # What visitors pay at the door, if anything.
    entry_cents = models.PositiveIntegerField(_("wat bezoekers betalen, in centen"), default=0)
    note = models.TextField(_("bericht aan de plek"), max_length=1000, blank=True)
    # RRULE without DTSTART, for the sentence; the times themselves are rows.
    rule = models.CharField(max_length=200, blank=True, editable=False)

    status = models.CharField(_("status"), max_length=9, choices=BookingStatus)
    # Until when a request or an option holds the room.
    held_until = models.DateTimeField(_("vastgehouden tot"), null=True, blank=True)
    door_code = models.CharField(_("deurcode"), max_length=40, blank=True)
    answer = models.TextField(_("antwoord aan de huurder"), max_length=1000, blank=True)
    by_host = models.BooleanField(_("door de plek genoteerd"), default=False)
    # Pressed twice, it is asked once.
    form_token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    asked_at = models.DateTimeField(_("gevraagd op"), editable=False)
    decided_at = models.DateTimeField(_("besloten op"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    # How it stood before the last answer, while that can be taken back.
    before = models.JSONField(null=True, blank=True, default=None, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("reservering")
        verbose_name_plural = _("reserveringen")
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["place", "status", "asked_at"], name="bookings_of_a_place"),
            models.Index(
                fields=["held_until"],
                name="bookings_that_run_out",
                condition=Q(status__in=["requested", "option"]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["place", "number"], name="one_booking_of_a_number"),
            models.CheckConstraint(
                condition=Q(status__in=["requested", "option"], held_until__isnull=False)
                | (~Q(status__in=["requested", "option"]) & Q(held_until__isnull=True)),
                name="open_booking_runs_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class BookingTime(models.Model):
    """One time of a booking. The room is held by `claim`, a little longer than the party has it when that needs time."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="times", verbose_name=_("reservering"))
    room = models.ForeignKey(Room, models.RESTRICT, related_name="booked_times", verbose_name=_("ruimte"))
    starts_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("einde"))
    state = models.CharField(_("status"), max_length=9, choices=TimeState, default=TimeState.PLANNED)
    claim = models.OneToOneField(
        Claim, models.RESTRICT, null=True, blank=True, related_name="booked_time", editable=False
    )
    # As it was agreed: rates may change, this does not. Each line as core.letting.rates.PriceLine says it.
    price_cents = models.PositiveIntegerField(_("prijs in centen"), default=0)
    price_lines = models.JSONField(default=list, blank=True, editable=False)
    vat = models.CharField(_("btw"), max_length=6, choices=Vat, default=Vat.EXEMPT)
    deposit_cents = models.PositiveIntegerField(_("borg in centen"), default=0)
    # First names or a function, for the sheet at the door.
    opens = models.CharField(_("wie doet open"), max_length=60, blank=True)
    closes = models.CharField(_("wie sluit af"), max_length=60, blank=True)
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("keer van een reservering")
        verbose_name_plural = _("keren van een reservering")
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["room", "starts_at"], name="booked_times_of_room")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="booked_time_ends_after_start"
            ),
            # Whatever goes on holds its room, whatever does not holds nothing.
            models.CheckConstraint(
                condition=Q(state=TimeState.PLANNED, claim__isnull=False)
                | (~Q(state=TimeState.PLANNED) & Q(claim__isnull=True)),
                name="planned_time_holds_its_room",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booking} {self.starts_at:%Y-%m-%d %H:%M}"


class BookedEquipment(models.Model):
    """What is asked for beside the room, at every time of a booking."""

    booking = models.ForeignKey(
        Booking, models.CASCADE, related_name="equipment", verbose_name=_("reservering")
    )
    equipment = models.ForeignKey(
        "rooms.Equipment", models.CASCADE, related_name="booked", verbose_name=_("wat")
    )
    count = models.PositiveSmallIntegerField(_("hoeveel"), default=1)

    class Meta:
        verbose_name = _("gevraagd materiaal")
        verbose_name_plural = _("gevraagd materiaal")
        ordering = ["booking", "equipment"]
        constraints = [
            models.UniqueConstraint(fields=["booking", "equipment"], name="equipment_once_per_booking"),
            models.CheckConstraint(condition=Q(count__gte=1), name="equipment_asked_for"),
        ]

    def __str__(self) -> str:
        return f"{self.count} × {self.equipment.name}"


class Overruling(models.Model):
    """The board let a booking go on although a rule speaks against it, and said why."""

    booking = models.ForeignKey(
        Booking, models.CASCADE, related_name="overrulings", verbose_name=_("reservering")
    )
    rule = models.CharField(_("regel"), max_length=40)
    # As it was said then, with its figures and its source.
    told = models.TextField(_("wat de regel zei"))
    reason = models.TextField(_("waarom het toch mag"), max_length=1000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    by_name = models.CharField(_("door"), max_length=150, editable=False)
    at = models.DateTimeField(_("op"), editable=False)

    class Meta:
        verbose_name = _("besluit tegen een waarschuwing in")
        verbose_name_plural = _("besluiten tegen een waarschuwing in")
        ordering = ["booking", "at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["booking", "rule"], name="one_overruling_of_a_rule"),
            models.CheckConstraint(condition=~Q(reason=""), name="overruling_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.booking} {self.rule}"


class Waiting(models.Model):
    """Somebody would like a time that is taken; who asked first is offered it first when it comes free."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="waiting", verbose_name=_("huurder"))
    room = models.ForeignKey(Room, models.CASCADE, related_name="waiting", verbose_name=_("ruimte"))
    starts_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("einde"))
    use = models.CharField(_("waarvoor"), max_length=12, choices=Use)
    state = models.CharField(_("status"), max_length=7, choices=WaitingState, default=WaitingState.WAITING)
    # While it is offered, this holds the room.
    booking = models.ForeignKey(
        Booking, models.SET_NULL, null=True, blank=True, related_name="waited", editable=False
    )
    asked_at = models.DateTimeField(_("gevraagd op"), editable=False)

    class Meta:
        verbose_name = _("wachtende")
        verbose_name_plural = _("wachtenden")
        ordering = ["asked_at", "id"]
        indexes = [models.Index(fields=["room", "state", "starts_at"], name="waiting_for_a_room")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="waiting_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.starts_at:%Y-%m-%d %H:%M}"
