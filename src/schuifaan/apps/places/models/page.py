"""What a place's page is made of: words, hours that differ, prices, access facts, photos, rules."""

from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.enums import CheckedBy
from schuifaan.apps.places.models.place import Place


class PlaceText(models.Model):
    """A place's own words in one language."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="texts", verbose_name=_("plek"))
    language = models.CharField(_("taal"), max_length=8)
    summary = models.CharField(_("in één zin"), max_length=240, blank=True)
    character = models.TextField(_("zo is het hier"), max_length=4000, blank=True)
    getting_here = models.TextField(_("zo kom je er"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("tekst")
        verbose_name_plural = _("teksten")
        ordering = ["place", "language"]
        constraints = [
            models.UniqueConstraint(fields=["place", "language"], name="one_text_per_place_and_language")
        ]

    def __str__(self) -> str:
        return f"{self.place} ({self.language})"


class OpeningException(models.Model):
    """Days on which other hours hold. Both days count. No hours means closed."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="exceptions", verbose_name=_("plek"))
    date_from = models.DateField(_("van"))
    date_until = models.DateField(_("tot en met"))
    hours = models.CharField(_("tijden"), max_length=120, blank=True)
    reason = models.JSONField(_("reden, per taal"), default=dict, blank=True)

    class Meta:
        verbose_name = _("andere tijden")
        verbose_name_plural = _("andere tijden")
        ordering = ["place", "date_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_until__gte=F("date_from")), name="exception_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.date_from}–{self.date_until}"


class Price(models.Model):
    """What something costs: 0 is free, null is "ask us". `what` and `per` map language to text."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="prices", verbose_name=_("plek"))
    what = models.JSONField(_("wat"), default=dict)
    amount_cents = models.PositiveIntegerField(_("bedrag in centen"), null=True, blank=True)
    per = models.JSONField(_("per"), default=dict, blank=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        verbose_name = _("prijs")
        verbose_name_plural = _("prijzen")
        ordering = ["place", "position", "id"]

    def __str__(self) -> str:
        return str(self.what.get("nl") or next(iter(self.what.values()), ""))


class AccessFact(models.Model):
    """One fact about getting in, with when and by whom it was checked. `value` null: not known."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="access_facts", verbose_name=_("plek"))
    key = models.CharField(_("feit"), max_length=32)
    value = models.JSONField(_("waarde"), null=True, blank=True)
    checked_on = models.DateField(_("gecontroleerd op"), null=True, blank=True)
    checked_by = models.CharField(_("gecontroleerd door"), max_length=10, choices=CheckedBy, blank=True)

    class Meta:
        verbose_name = _("feit over binnenkomen")
        verbose_name_plural = _("feiten over binnenkomen")
        ordering = ["place", "key"]
        constraints = [models.UniqueConstraint(fields=["place", "key"], name="one_access_fact_per_key")]

    def __str__(self) -> str:
        return f"{self.place} {self.key}"


class HouseRules(models.Model):
    """One version of the house rules; `text` maps language to text. Older versions stay."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="house_rules", verbose_name=_("plek"))
    version = models.PositiveSmallIntegerField(_("versie"))
    text = models.JSONField(_("tekst, per taal"), default=dict)
    valid_from = models.DateField(_("geldt vanaf"))

    class Meta:
        verbose_name = _("huisregels")
        verbose_name_plural = _("huisregels")
        ordering = ["place", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["place", "version"], name="house_rules_version_once"),
            models.UniqueConstraint(fields=["place", "valid_from"], name="house_rules_one_start_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.place} v{self.version}"


def photo_path(photo: Any, filename: str) -> str:
    """A name of our own: uploaded names may tell more than people mean to."""
    return f"places/{photo.place_id}/{uuid4().hex}{PurePosixPath(filename).suffix.lower()[:6]}"


class Photo(models.Model):
    place = models.ForeignKey(Place, models.CASCADE, related_name="photos", verbose_name=_("plek"))
    image = models.ImageField(
        _("foto"), upload_to=photo_path, width_field="width", height_field="height", max_length=200
    )
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    # What someone who cannot see the photo should know.
    alternative_text = models.CharField(_("wat je ziet"), max_length=240)
    credit = models.CharField(_("maker"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("foto")
        verbose_name_plural = _("foto’s")
        ordering = ["place", "position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(alternative_text=""), name="photo_has_alternative_text")
        ]

    def __str__(self) -> str:
        return self.alternative_text
