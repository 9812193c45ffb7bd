"""What an activity is, whatever its dates."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.enums import ActivityKind, ActivityStatus, OrganiserKind, Professional
from schuifaan.apps.geography.models import Neighbourhood
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place


def picture_path(activity: Any, filename: str) -> str:
    """A name of our own: uploaded names may tell more than people mean to."""
    return f"activities/{activity.place_id}/{uuid4().hex}{PurePosixPath(filename).suffix.lower()[:6]}"


class ActivityQuerySet(models.QuerySet["Activity"]):
    def shown(self) -> ActivityQuerySet:
        """What residents may see: published, at a place that is itself to be seen.

        "Exists" because nearly every place is published: SQLite would otherwise begin with all of them.
        """
        to_be_seen = Place.objects.filter(pk=OuterRef("place"), status=PlaceStatus.PUBLISHED)
        return self.filter(Exists(to_be_seen), status=ActivityStatus.PUBLISHED)


class Activity(models.Model):
    """Something people can join. `place` runs it; where it happens is said by its series.

    Texts are in `language`; `translations` maps another language to the same names of texts. Null on a
    yes/no field means "not known".
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    slug = models.SlugField(_("kenmerk in adres"), max_length=140, unique=True)
    place = models.ForeignKey(Place, models.CASCADE, related_name="activities", verbose_name=_("plek"))
    status = models.CharField(
        _("status"), max_length=10, choices=ActivityStatus, default=ActivityStatus.DRAFT
    )
    kind = models.CharField(_("soort"), max_length=24, choices=ActivityKind, default=ActivityKind.DROP_IN)

    language = models.CharField(_("taal van de tekst"), max_length=8, default="nl")
    title = models.CharField(_("naam"), max_length=120)
    description = models.TextField(_("wat is het"), max_length=2000, blank=True)
    # For whom it is meant describes the offer; nobody is asked or counted.
    audience = models.CharField(_("voor wie"), max_length=200, blank=True)
    bring = models.CharField(_("wat neem je mee"), max_length=240, blank=True)
    leave_note = models.CharField(_("hoe kun je tussendoor weg"), max_length=240, blank=True)
    access_note = models.CharField(_("goed om te weten over binnenkomen"), max_length=400, blank=True)
    cost_note = models.CharField(_("bij de prijs"), max_length=160, blank=True)
    translations = models.JSONField(_("in andere talen"), default=dict, blank=True)

    # 0 is free; null is not known yet, and then nobody sees the activity.
    cost_cents = models.PositiveIntegerField(_("prijs in centen"), null=True, blank=True)
    open_to_everyone = models.BooleanField(_("voor iedereen"), default=True)
    professional = models.CharField(
        _("iemand met een vak erbij"), max_length=20, choices=Professional, blank=True
    )
    can_leave = models.BooleanField(_("je kunt altijd weg"), null=True, blank=True)
    languages = models.JSONField(_("talen die er gesproken worden"), default=list, blank=True)
    welcomed_by = models.CharField(_("wie je ontvangt"), max_length=80, blank=True)
    organiser_kind = models.CharField(
        _("wie organiseert het"), max_length=10, choices=OrganiserKind, default=OrganiserKind.PLACE
    )
    organiser_name = models.CharField(_("naam van wie het organiseert"), max_length=120, blank=True)

    picture = models.ImageField(_("foto"), upload_to=picture_path, blank=True, max_length=200)
    picture_alt = models.CharField(_("wat je op de foto ziet"), max_length=240, blank=True)
    picture_credit = models.CharField(_("maker van de foto"), max_length=120, blank=True)

    # Nobody has to register, unless the organiser asks it: for a meal, or when seats are few.
    sign_up = models.BooleanField(_("aanmelden nodig"), default=False)
    seats = models.PositiveSmallIntegerField(
        _("aantal plaatsen"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(2000)],
    )
    sign_up_phone = models.CharField(_("telefoon om je aan te melden"), max_length=30, blank=True)

    # A trial ends; then the question is: stop, change or keep.
    pilot_until = models.DateField(_("proef tot en met"), null=True, blank=True)

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), editable=False)
    changed_at = models.DateTimeField(_("veranderd op"), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects: ClassVar[models.Manager[Activity]] = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activiteit")
        verbose_name_plural = _("activiteiten")
        ordering = ["title", "id"]
        indexes = [models.Index(fields=["place", "status", "title"])]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="activity_has_a_title"),
            models.CheckConstraint(
                condition=~Q(status=ActivityStatus.PUBLISHED) | Q(cost_cents__isnull=False),
                name="published_activity_says_its_price",
            ),
            models.CheckConstraint(
                condition=Q(seats__isnull=True) | (Q(seats__gt=0) & Q(sign_up=True)),
                name="seats_only_with_sign_up",
            ),
            models.CheckConstraint(
                condition=Q(picture="") | ~Q(picture_alt=""), name="activity_picture_has_words"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return self.status == ActivityStatus.PUBLISHED


class Spot(models.Model):
    """Where people meet without a building: a bench, a square, a van. `place` looks after it."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="spots", verbose_name=_("plek"))
    name = models.CharField(_("naam"), max_length=120)
    where = models.CharField(_("waar precies"), max_length=240)
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.SET_NULL, null=True, blank=True, related_name="spots", verbose_name=_("buurt")
    )
    lat = models.FloatField(_("breedtegraad"), null=True, blank=True)
    lon = models.FloatField(_("lengtegraad"), null=True, blank=True)
    rain_plan = models.CharField(_("als het regent"), max_length=240, blank=True)
    # One thing a line: what goes along in the van or the trolley.
    kit_list = models.TextField(_("wat er mee moet"), max_length=2000, blank=True)
    is_active = models.BooleanField(_("in gebruik"), default=True)

    class Meta:
        verbose_name = _("plek buiten")
        verbose_name_plural = _("plekken buiten")
        ordering = ["place", "name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(where=""), name="spot_says_where"),
            models.CheckConstraint(
                condition=(Q(lat__isnull=True) & Q(lon__isnull=True))
                | (Q(lat__range=(-90, 90)) & Q(lon__range=(-180, 180))),
                name="spot_on_earth_or_unknown",
            ),
        ]

    def __str__(self) -> str:
        return self.name
