"""Paying an invoice online: the key a place has at the provider, and each try to pay."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import PaymentNews, PaymentState
from schuifaan.apps.rooms.models.booking import new_token
from schuifaan.apps.rooms.models.invoice import Invoice


class PaymentKey(models.Model):
    """Whoever has the key can ask money and give it back in the name of the place: here it lies sealed."""

    place = models.OneToOneField(Place, models.CASCADE, related_name="payment_key", verbose_name=_("plek"))
    sealed = models.TextField(editable=False)
    # All that is ever shown.
    ending = models.CharField(_("laatste tekens"), max_length=4, editable=False)
    # Without: the provider only pretends, and no money moves.
    is_live = models.BooleanField(_("echt geld"), editable=False)
    set_at = models.DateTimeField(_("ingevuld op"), editable=False)

    class Meta:
        verbose_name = _("betaalsleutel")
        verbose_name_plural = _("betaalsleutels")

    def __str__(self) -> str:
        return f"…{self.ending}"


class Payment(models.Model):
    """One try to pay an invoice. What the provider says of it is asked from the provider, never believed of others."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="payments", verbose_name=_("factuur"))
    # Ours: goes along to the provider, comes back from there, and keeps one try from becoming two.
    key = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    # The provider's; empty until it has answered.
    provider_id = models.CharField(max_length=64, blank=True, editable=False)
    checkout_url = models.URLField(max_length=500, blank=True, editable=False)
    is_live = models.BooleanField(_("echt geld"), editable=False)
    state = models.CharField(
        _("status"), max_length=9, choices=PaymentState, default=PaymentState.STARTED, editable=False
    )
    cents = models.PositiveIntegerField(_("gevraagd, in centen"), editable=False)
    paid_cents = models.PositiveIntegerField(_("ontvangen, in centen"), default=0, editable=False)
    returned_cents = models.PositiveIntegerField(_("teruggegaan, in centen"), default=0, editable=False)
    # The invoice was put on paid because of this one.
    settled = models.BooleanField(default=False, editable=False)
    news = models.CharField(
        max_length=8, choices=PaymentNews, default=PaymentNews.NONE, blank=True, editable=False
    )
    started_at = models.DateTimeField(_("begonnen op"), editable=False)
    paid_at = models.DateTimeField(_("betaald op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("online betaling")
        verbose_name_plural = _("online betalingen")
        ordering = ["invoice", "started_at", "id"]
        indexes = [
            models.Index(
                fields=["state", "started_at"],
                name="payments_undecided",
                condition=Q(state__in=["started", "open", "pending"]),
            ),
            models.Index(fields=["news"], name="payments_with_news", condition=~Q(news="")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["provider_id"], condition=~Q(provider_id=""), name="one_payment_of_a_provider_id"
            ),
            # Paid back, it no longer counts; then another may settle the invoice.
            models.UniqueConstraint(
                fields=["invoice"], condition=Q(settled=True), name="an_invoice_is_settled_online_once"
            ),
            models.CheckConstraint(condition=Q(cents__gte=1), name="payment_asks_something"),
            models.CheckConstraint(
                condition=Q(state="paid", paid_cents__gte=1, paid_at__isnull=False)
                | (~Q(state="paid") & Q(paid_cents=0, paid_at__isnull=True)),
                name="payment_paid_has_money",
            ),
            models.CheckConstraint(
                condition=Q(settled=False) | Q(state="paid", is_live=True), name="settled_with_real_money"
            ),
        ]

    def __str__(self) -> str:
        return self.provider_id or self.get_state_display()

    @property
    def kept_cents(self) -> int:
        """What is left of it; more can go back than came in, where the bank charges for it."""
        return max(self.paid_cents - self.returned_cents, 0)
