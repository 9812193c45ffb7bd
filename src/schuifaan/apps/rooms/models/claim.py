"""Who holds which piece of a place, and when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.rooms.enums import ClaimKind
from schuifaan.apps.rooms.models.room import Part, Room

LABEL_LENGTH = 120


class Claim(models.Model):
    """Somebody or something holds a room, from `starts_at` until just before `ends_at`."""

    room = models.ForeignKey(
        Room, models.CASCADE, related_name="claims", verbose_name=_("ruimte"), db_index=False
    )
    starts_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("einde"))
    kind = models.CharField(_("waarvoor"), max_length=12, choices=ClaimKind)
    # What it is for, such as "koor"; never a person.
    label = models.CharField(_("omschrijving"), max_length=LABEL_LENGTH, blank=True)
    is_private = models.BooleanField(_("alleen “bezet” tonen"), default=False)
    created_at = models.DateTimeField(_("vastgelegd op"))

    class Meta:
        verbose_name = _("bezetting")
        verbose_name_plural = _("bezettingen")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["room", "starts_at"], name="claims_of_room_in_time")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="claim_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"{self.room}: {self.label}"


class ClaimPart(models.Model):
    """One part a claim occupies, over the claim's own period: `no_overlap` keeps both true in the database."""

    # Both are found through the indexes below.
    claim = models.ForeignKey(
        Claim, models.CASCADE, related_name="claim_parts", verbose_name=_("bezetting"), db_index=False
    )
    part = models.ForeignKey(
        Part, models.CASCADE, related_name="claim_parts", verbose_name=_("stuk"), db_index=False
    )
    starts_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("einde"))

    class Meta:
        verbose_name = _("bezet stuk")
        verbose_name_plural = _("bezette stukken")
        ordering = ["part", "starts_at"]
        indexes = [models.Index(fields=["part", "starts_at"], name="parts_held_in_time")]
        constraints = [
            models.UniqueConstraint(fields=["claim", "part"], name="each_part_once_per_claim"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="held_part_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim} {self.part_id}"
