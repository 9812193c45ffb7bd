"""Rooms, the pieces they are made of, and who holds which piece when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import ClaimKind

LABEL_LENGTH = 120


class Room(models.Model):
    """A space one can use. Null on a yes/no field means "not known"."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="rooms", verbose_name=_("plek"))
    name = models.CharField(_("naam"), max_length=80)
    area_m2 = models.DecimalField(
        _("oppervlakte in m²"), max_digits=7, decimal_places=1, null=True, blank=True
    )
    capacity = models.PositiveIntegerField(_("hoeveel mensen er passen"), null=True, blank=True)
    step_free = models.BooleanField(_("zonder drempels te bereiken"), null=True, blank=True)
    note = models.TextField(_("goed om te weten"), max_length=1000, blank=True)
    is_active = models.BooleanField(_("in gebruik"), default=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("ruimte")
        verbose_name_plural = _("ruimtes")
        ordering = ["place", "position", "name"]
        constraints = [models.UniqueConstraint(fields=["place", "name"], name="one_room_of_a_name_per_place")]

    def __str__(self) -> str:
        return self.name


class Part(models.Model):
    """A piece of a place that nobody divides further. Rooms that share one cannot be used together."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="parts", verbose_name=_("plek"))

    class Meta:
        verbose_name = _("stuk van een plek")
        verbose_name_plural = _("stukken van een plek")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.place} {self.pk}"


class RoomPart(models.Model):
    """A room occupies this part. A hall has the parts of its halves."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="room_parts", verbose_name=_("ruimte"))
    part = models.ForeignKey(Part, models.CASCADE, related_name="room_parts", verbose_name=_("stuk"))

    class Meta:
        verbose_name = _("stuk van een ruimte")
        verbose_name_plural = _("stukken van een ruimte")
        ordering = ["room", "part"]
        constraints = [models.UniqueConstraint(fields=["room", "part"], name="each_part_once_per_room")]

    def __str__(self) -> str:
        return f"{self.room} {self.part_id}"


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
