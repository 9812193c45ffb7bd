"""The place itself, its type over time and what a municipality calls its tier."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.geography.models import Municipality, Neighbourhood
from schuifaan.apps.people.models import Organisation
from schuifaan.apps.places.enums import CheckedBy, Colour, PlaceStatus, PlaceTier, PlaceType, StewardKind


class PlaceQuerySet(models.QuerySet["Place"]):
    def published(self) -> PlaceQuerySet:
        return self.filter(status=PlaceStatus.PUBLISHED)

    def in_neighbourhood(self, code: str) -> PlaceQuerySet:
        return self.filter(neighbourhood_id=code)

    def in_municipality(self, code: str) -> PlaceQuerySet:
        return self.filter(municipality_id=code)


class Place(models.Model):
    """A meeting place. Only the name is required: a page need not be finished to be true.

    Null on a yes/no field means "not known", which pages say as such.
    """

    name = models.CharField(_("naam"), max_length=200)
    slug = models.SlugField(_("kenmerk in adres"), max_length=120, unique=True)
    status = models.CharField(_("status"), max_length=10, choices=PlaceStatus, default=PlaceStatus.DRAFT)
    place_type = models.CharField(_("soort plek"), max_length=24, choices=PlaceType, blank=True)
    tier = models.CharField(_("omvang"), max_length=16, choices=PlaceTier, blank=True)
    # A district house may be several places together; each keeps its own page.
    part_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="sites", verbose_name=_("onderdeel van")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="places",
        verbose_name=_("organisatie"),
    )
    colour = models.CharField(_("eigen kleur"), max_length=8, choices=Colour, default=Colour.BRICK)
    is_demo = models.BooleanField(_("voorbeeld met verzonnen gegevens"), default=False)

    street = models.CharField(_("straat"), max_length=120, blank=True)
    house_number = models.CharField(_("huisnummer"), max_length=20, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True, db_index=True)
    city = models.CharField(_("plaats"), max_length=80, blank=True)
    lat = models.FloatField(
        _("breedtegraad"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    lon = models.FloatField(
        _("lengtegraad"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.SET_NULL, null=True, blank=True, related_name="places", verbose_name=_("buurt")
    )
    municipality = models.ForeignKey(
        Municipality,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="places",
        verbose_name=_("gemeente"),
    )

    # OpenStreetMap's opening_hours syntax; people fill in a form, never this.
    opening_hours = models.CharField(_("openingstijden"), max_length=1000, blank=True)
    quiet_day_open = models.BooleanField(_("ook open op een stille dag"), null=True, blank=True)
    free_coffee = models.BooleanField(_("gratis koffie of thee"), null=True, blank=True)
    own_drinks = models.BooleanField(_("eigen drinken meenemen mag"), null=True, blank=True)
    has_kitchen = models.BooleanField(_("keuken"), null=True, blank=True)
    rooms_to_rent = models.BooleanField(_("ruimtes te huur"), null=True, blank=True)
    languages = models.JSONField(_("talen die we spreken"), default=list, blank=True)
    focus = models.JSONField(_("extra aandacht voor"), default=list, blank=True)
    website = models.URLField(_("website"), blank=True)

    steward_kind = models.CharField(
        _("wie houdt de plek draaiend"), max_length=24, choices=StewardKind, blank=True
    )
    steward_since = models.DateField(_("sinds"), null=True, blank=True)
    steward_plan = models.TextField(_("plan om het weer van bewoners te maken"), blank=True)

    checked_on = models.DateField(_("gecontroleerd op"), null=True, blank=True)
    checked_by = models.CharField(_("gecontroleerd door"), max_length=10, choices=CheckedBy, blank=True)
    # Raised at each save; a form that started from an older one is told so.
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), editable=False)
    changed_at = models.DateTimeField(_("veranderd op"), editable=False)
    published_at = models.DateTimeField(_("zichtbaar sinds"), null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[Place]] = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("ontmoetingsplek")
        verbose_name_plural = _("ontmoetingsplekken")
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["status", "name", "id"])]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="place_has_a_name"),
            models.CheckConstraint(
                condition=(Q(lat__isnull=True) & Q(lon__isnull=True))
                | (Q(lat__range=(-90, 90)) & Q(lon__range=(-180, 180))),
                name="place_location_on_earth_or_unknown",
            ),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("id")), name="place_not_part_of_itself"
            ),
            models.CheckConstraint(
                condition=~Q(steward_kind=StewardKind.PROFESSIONAL_INTERIM) | ~Q(steward_plan=""),
                name="interim_steward_has_a_plan",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_scope(self) -> str:
        return f"place:{self.pk}"

    @property
    def address_line(self) -> str:
        first = f"{self.street} {self.house_number}".strip()
        second = f"{self.postcode} {self.city}".strip()
        return ", ".join(part for part in (first, second) if part)

    @property
    def is_published(self) -> bool:
        return self.status == PlaceStatus.PUBLISHED


class PlaceTypePeriod(models.Model):
    """Which type a place had from a day on; the last one that has begun counts."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="type_periods", verbose_name=_("plek"))
    place_type = models.CharField(_("soort plek"), max_length=24, choices=PlaceType)
    from_date = models.DateField(_("vanaf"))

    class Meta:
        verbose_name = _("soort vanaf een dag")
        verbose_name_plural = _("soorten door de tijd")
        ordering = ["place", "from_date"]
        constraints = [
            models.UniqueConstraint(fields=["place", "from_date"], name="one_type_per_place_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.place} – {self.get_place_type_display()} – {self.from_date}"


class TierName(models.Model):
    """A municipality's own word for a tier ("Villa van de wijk"), in one language."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="tier_names", verbose_name=_("gemeente")
    )
    tier = models.CharField(_("omvang"), max_length=16, choices=PlaceTier)
    language = models.CharField(_("taal"), max_length=8, default="nl")
    name = models.CharField(_("naam"), max_length=60)

    class Meta:
        verbose_name = _("eigen naam voor een omvang")
        verbose_name_plural = _("eigen namen voor een omvang")
        ordering = ["municipality", "tier", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "tier", "language"], name="one_name_per_tier_and_language"
            )
        ]

    def __str__(self) -> str:
        return self.name


class DirectoryVersion(models.Model):
    """One row, raised whenever anything a directory page shows has changed; caches hang on it."""

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        verbose_name = _("versie van de gids")
        verbose_name_plural = _("versie van de gids")

    def __str__(self) -> str:
        return str(self.number)
