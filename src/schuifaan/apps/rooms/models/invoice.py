"""What was asked to be paid, under numbers without gaps."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import InvoiceKind, InvoiceStatus, Vat
from schuifaan.apps.rooms.models.booking import BookingTime, Party, new_token


class InvoiceCounter(models.Model):
    """The last number given in a year; raised in the same transaction that keeps the invoice."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="invoice_counters", verbose_name=_("plek"))
    year = models.PositiveSmallIntegerField(_("jaar"))
    last = models.PositiveIntegerField(_("laatste nummer"), default=0)

    class Meta:
        verbose_name = _("teller van facturen")
        verbose_name_plural = _("tellers van facturen")
        constraints = [models.UniqueConstraint(fields=["place", "year"], name="one_invoice_counter_a_year")]

    def __str__(self) -> str:
        return f"{self.year} {self.last}"


class Invoice(models.Model):
    """Never changed once it is out: what was wrong is credited. Names and addresses as they were then."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="invoices", verbose_name=_("plek"))
    party = models.ForeignKey(
        Party, models.SET_NULL, null=True, related_name="invoices", verbose_name=_("huurder")
    )
    kind = models.CharField(_("soort"), max_length=7, choices=InvoiceKind, default=InvoiceKind.INVOICE)
    year = models.PositiveSmallIntegerField(_("jaar"))
    number = models.PositiveIntegerField(_("nummer"))
    reference = models.CharField(_("factuurnummer"), max_length=24)
    issued_on = models.DateField(_("datum"))
    due_on = models.DateField(_("betalen voor"))
    credits = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="credited_by",
        verbose_name=_("bij factuur"),
    )
    # {"name", "address", "postcode", "town", "iban", …} of either side.
    seller = models.JSONField()
    buyer = models.JSONField()
    # Below zero on a credit note.
    net_cents = models.IntegerField(_("bedrag zonder btw, in centen"))
    vat_cents = models.IntegerField(_("btw in centen"))
    status = models.CharField(_("status"), max_length=8, choices=InvoiceStatus, default=InvoiceStatus.OPEN)
    paid_on = models.DateField(_("betaald op"), null=True, blank=True)
    reminded_on = models.DateField(_("herinnerd op"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(_("herinneringen"), default=0)
    # Name of the payment at the provider, when it is paid online.
    payment_reference = models.CharField(max_length=64, blank=True, editable=False)
    # Whoever has it can pay this invoice, and see nothing else of the party.
    pay_token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)

    class Meta:
        verbose_name = _("factuur")
        verbose_name_plural = _("facturen")
        ordering = ["place", "-year", "-number"]
        indexes = [models.Index(fields=["place", "status", "due_on"], name="invoices_to_be_paid")]
        constraints = [
            models.UniqueConstraint(fields=["place", "year", "number"], name="one_invoice_of_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="invoices_count_from_one"),
            models.CheckConstraint(condition=Q(due_on__gte=F("issued_on")), name="invoice_due_after_issue"),
            models.CheckConstraint(
                condition=Q(status=InvoiceStatus.PAID, paid_on__isnull=False)
                | (~Q(status=InvoiceStatus.PAID) & Q(paid_on__isnull=True)),
                name="invoice_paid_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(kind=InvoiceKind.CREDIT, credits__isnull=False)
                | Q(kind=InvoiceKind.INVOICE, credits__isnull=True),
                name="credit_note_has_its_invoice",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def total_cents(self) -> int:
        return self.net_cents + self.vat_cents


class InvoiceLine(models.Model):
    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="lines", verbose_name=_("factuur"))
    position = models.PositiveSmallIntegerField(_("regel"))
    text = models.CharField(_("wat"), max_length=240)
    quantity = models.DecimalField(_("aantal"), max_digits=9, decimal_places=2, default=1)
    unit_cents = models.IntegerField(_("prijs per stuk, in centen"))
    # Without VAT. Equals quantity × unit, rounded once.
    net_cents = models.IntegerField(_("bedrag in centen"))
    vat = models.CharField(_("btw"), max_length=6, choices=Vat)
    # A time is paid for once; a credited one may be asked for again.
    booked_time = models.ForeignKey(
        BookingTime, models.SET_NULL, null=True, blank=True, related_name="invoice_lines", editable=False
    )
    still_counts = models.BooleanField(default=True, editable=False)

    class Meta:
        verbose_name = _("regel van een factuur")
        verbose_name_plural = _("regels van een factuur")
        ordering = ["invoice", "position"]
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="one_invoice_line_of_a_position"),
            models.UniqueConstraint(
                fields=["booked_time"],
                condition=Q(still_counts=True, booked_time__isnull=False),
                name="a_time_is_invoiced_once",
            ),
        ]

    def __str__(self) -> str:
        return self.text
