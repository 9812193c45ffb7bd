"""Rooms, and the pieces they are made of."""

from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import Audience


def picture_path(room: Any, filename: str) -> str:
    """A name of our own: uploaded names may tell more than people mean to."""
    return f"rooms/{room.place_id}/{uuid4().hex}{PurePosixPath(filename).suffix.lower()[:6]}"


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
    picture = models.ImageField(_("foto"), upload_to=picture_path, max_length=200, blank=True)
    # What someone who cannot see the picture should know.
    picture_alt = models.CharField(_("wat je ziet"), max_length=240, blank=True)
    is_let = models.BooleanField(_("te vragen door anderen"), default=False)
    audience = models.CharField(_("voor"), max_length=13, choices=Audience, default=Audience.EVERYONE)
    # The room is taken longer than a party has it: before, to set up; after, to clean.
    before_minutes = models.PositiveSmallIntegerField(_("klaarzetten, in minuten"), default=0)
    after_minutes = models.PositiveSmallIntegerField(_("opruimen, in minuten"), default=0)
    # Residents pay for it in their rent: others may not be let in for money.
    in_residents_rent = models.BooleanField(_("zit in de huur van bewoners"), null=True, blank=True)
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
