"""Municipalities, districts and neighbourhoods with official codes, outlines and published figures."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.geography.enums import INDICATORS, Indicator, Missing, Outline


class Area(models.Model):
    """What the three levels share. Outlines are WGS84 (EPSG:4326), longitude first, as WKB."""

    name = models.CharField(_("naam"), max_length=120, db_index=True)
    year = models.PositiveSmallIntegerField(_("jaar van de indeling"), default=2024)
    outline = models.CharField(_("grens"), max_length=10, choices=Outline, default=Outline.NONE)
    outline_wkb = models.BinaryField(_("grens (WKB)"), null=True, blank=True)
    centre_lat = models.FloatField(_("breedtegraad"), null=True, blank=True)
    centre_lon = models.FloatField(_("lengtegraad"), null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def slug(self) -> str:
        return slugify(self.name) or str(self.pk).lower()


def _code(pattern: str) -> Any:
    return models.CharField(
        _("code"),
        primary_key=True,
        max_length=10,
        validators=[RegexValidator(rf"^{pattern}$", _("Dit is geen officiële code."))],
    )


class Municipality(Area):
    code = _code(r"GM\d{4}")
    province = models.CharField(_("provincie"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(code__startswith="GM"), name="municipality_code_is_official")
        ]


class District(Area):
    code = _code(r"WK\d{4}[0-9A-Z]{2}")
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="districts", verbose_name=_("gemeente")
    )

    class Meta:
        verbose_name = _("wijk")
        verbose_name_plural = _("wijken")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(code__startswith="WK"), name="district_code_is_official")
        ]


class Neighbourhood(Area):
    code = _code(r"BU\d{4}[0-9A-Z]{4}")
    district = models.ForeignKey(
        District, models.CASCADE, related_name="neighbourhoods", verbose_name=_("wijk"), null=True, blank=True
    )
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="neighbourhoods", verbose_name=_("gemeente")
    )
    # CBS names one postcode area per neighbourhood: the one most of its addresses have.
    main_postcode = models.CharField(_("meest voorkomende postcode"), max_length=4, blank=True, db_index=True)

    class Meta:
        verbose_name = _("buurt")
        verbose_name_plural = _("buurten")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(code__startswith="BU"), name="neighbourhood_code_is_official"),
            models.CheckConstraint(
                condition=(Q(centre_lat__isnull=True) & Q(centre_lon__isnull=True))
                | (Q(centre_lat__range=(-90, 90)) & Q(centre_lon__range=(-180, 180))),
                name="neighbourhood_centre_on_earth",
            ),
        ]


class Source(models.Model):
    """Where figures or outlines come from, shown beside every one of them."""

    key = models.SlugField(_("kenmerk"), max_length=60, unique=True)
    title = models.CharField(_("titel"), max_length=200)
    publisher = models.CharField(_("uitgever"), max_length=120)
    licence = models.CharField(_("licentie"), max_length=60, blank=True)
    url = models.URLField(_("adres"), blank=True)

    class Meta:
        verbose_name = _("bron")
        verbose_name_plural = _("bronnen")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Statistic(models.Model):
    """One published figure of one area in one year; either a value or the reason there is none."""

    area_code = models.CharField(_("gebied"), max_length=10)
    indicator = models.CharField(_("cijfer"), max_length=40)
    year = models.PositiveSmallIntegerField(_("jaar"))
    value = models.DecimalField(_("waarde"), max_digits=14, decimal_places=4, null=True, blank=True)
    missing = models.CharField(_("waarom leeg"), max_length=16, choices=Missing, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="statistics", verbose_name=_("bron"))

    class Meta:
        verbose_name = _("cijfer")
        verbose_name_plural = _("cijfers")
        ordering = ["area_code", "indicator", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["area_code", "indicator", "year"], name="one_figure_per_area_indicator_year"
            ),
            models.CheckConstraint(
                condition=(Q(value__isnull=False) & Q(missing="")) | (Q(value__isnull=True) & ~Q(missing="")),
                name="figure_is_a_value_or_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_code} {self.indicator} {self.year}"

    @property
    def definition(self) -> Indicator:
        return INDICATORS[self.indicator]
