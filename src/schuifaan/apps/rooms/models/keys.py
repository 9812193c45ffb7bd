"""Which keys there are, and who holds which."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import KeyKind
from schuifaan.apps.rooms.models.booking import Party


class KeySet(models.Model):
    """One bunch of keys, or one tag."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="key_sets", verbose_name=_("plek"))
    number = models.CharField(_("nummer of naam"), max_length=40)
    kind = models.CharField(_("soort"), max_length=4, choices=KeyKind, default=KeyKind.KEY)
    opens = models.CharField(_("opent"), max_length=160, blank=True)
    lost_on = models.DateField(_("kwijt sinds"), null=True, blank=True)
    is_active = models.BooleanField(_("in gebruik"), default=True)

    class Meta:
        verbose_name = _("sleutel")
        verbose_name_plural = _("sleutels")
        ordering = ["place", "number"]
        constraints = [
            models.UniqueConstraint(fields=["place", "number"], name="one_key_of_a_number_per_place"),
            models.CheckConstraint(condition=~Q(number=""), name="key_has_a_number"),
        ]

    def __str__(self) -> str:
        return self.number


class KeyLoan(models.Model):
    """Somebody has a key, from a day until they bring it back. One at a time."""

    key_set = models.ForeignKey(KeySet, models.CASCADE, related_name="loans", verbose_name=_("sleutel"))
    party = models.ForeignKey(
        Party, models.SET_NULL, null=True, blank=True, related_name="key_loans", verbose_name=_("huurder")
    )
    holder = models.CharField(_("wie heeft hem"), max_length=80)
    out_at = models.DateTimeField(_("meegegeven op"))
    due_on = models.DateField(_("terug op"), null=True, blank=True)
    in_at = models.DateTimeField(_("terug sinds"), null=True, blank=True)
    # Strokes on a screen, "x,y x,y;x,y": never a picture file. Empty when it was signed on paper.
    signature = models.TextField(_("handtekening"), blank=True, editable=False)
    on_paper = models.BooleanField(_("op papier getekend"), default=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("meegegeven sleutel")
        verbose_name_plural = _("meegegeven sleutels")
        ordering = ["-out_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["key_set"], condition=Q(in_at__isnull=True), name="a_key_is_out_once"
            ),
            models.CheckConstraint(
                condition=Q(in_at__isnull=True) | Q(in_at__gte=models.F("out_at")),
                name="key_comes_in_after_it_goes_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key_set} {self.holder}"


class DoorDuty(models.Model):
    """Who opens and who closes on a day, where the place has said so."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="door_duties", verbose_name=_("plek"))
    day = models.DateField(_("dag"))
    opens = models.CharField(_("wie doet open"), max_length=60, blank=True)
    closes = models.CharField(_("wie sluit af"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("open en dicht")
        verbose_name_plural = _("open en dicht")
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["place", "day"], name="one_door_duty_a_day")]

    def __str__(self) -> str:
        return f"{self.day}"
