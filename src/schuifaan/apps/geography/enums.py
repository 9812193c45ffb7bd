"""Fixed choices of geography, and the catalogue of figures it knows."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Outline(models.TextChoices):
    OFFICIAL = "official", _("officiële grens")
    SCHEMATIC = "schematic", _("schematisch getekend")
    NONE = "none", _("geen grens bekend")


class Missing(models.TextChoices):
    """Why a figure is not there. Never the same thing as nought."""

    NOT_PUBLISHED = "not_published", _("niet gepubliceerd")
    NOT_APPLICABLE = "not_applicable", _("niet van toepassing")


class Unit(models.TextChoices):
    COUNT = "count", _("aantal")
    PERCENT = "percent", _("%")
    THOUSAND_EURO = "thousand_euro", _("× € 1.000")
    KILOMETRE = "kilometre", _("km")
    HECTARE = "hectare", _("hectare")
    PER_KM2 = "per_km2", _("per km²")
    PERSONS = "persons", _("personen")
    CLASS_1_5 = "class_1_5", _("klasse 1 (zeer stedelijk) tot 5 (niet stedelijk)")


@dataclass(frozen=True)
class Indicator:
    """One published figure: `key` is ours, `unit` says how to read the number."""

    key: str
    label: Promise
    unit: Unit


INDICATORS: dict[str, Indicator] = {
    key: Indicator(key, label, unit)
    for key, label, unit in (
        ("population", _("Inwoners"), Unit.COUNT),
        ("population_0_14", _("Inwoners tot 15 jaar"), Unit.COUNT),
        ("population_15_24", _("Inwoners van 15 tot 25 jaar"), Unit.COUNT),
        ("population_25_44", _("Inwoners van 25 tot 45 jaar"), Unit.COUNT),
        ("population_45_64", _("Inwoners van 45 tot 65 jaar"), Unit.COUNT),
        ("population_65_plus", _("Inwoners van 65 jaar en ouder"), Unit.COUNT),
        ("households", _("Huishoudens"), Unit.COUNT),
        ("single_person_households", _("Huishoudens van één persoon"), Unit.COUNT),
        ("household_size", _("Personen per huishouden"), Unit.PERSONS),
        ("population_density", _("Inwoners per km²"), Unit.PER_KM2),
        ("address_density", _("Adressen per km²"), Unit.PER_KM2),
        ("urbanity_class", _("Stedelijkheid"), Unit.CLASS_1_5),
        ("woz_value", _("Gemiddelde woningwaarde (WOZ)"), Unit.THOUSAND_EURO),
        ("owner_occupied", _("Koopwoningen"), Unit.PERCENT),
        ("single_family_homes", _("Eengezinswoningen"), Unit.PERCENT),
        ("income_per_person", _("Inkomen per inwoner"), Unit.THOUSAND_EURO),
        ("land_area", _("Oppervlakte land"), Unit.HECTARE),
        ("education_low", _("Laag opgeleid"), Unit.PERCENT),
        ("education_middle", _("Middelbaar opgeleid"), Unit.PERCENT),
        ("education_high", _("Hoog opgeleid"), Unit.PERCENT),
        ("distance_gp", _("Afstand tot de huisarts"), Unit.KILOMETRE),
        ("distance_supermarket", _("Afstand tot de supermarkt"), Unit.KILOMETRE),
        ("distance_school", _("Afstand tot de basisschool"), Unit.KILOMETRE),
        ("lonely_18", _("Voelt zich eenzaam (18+)"), Unit.PERCENT),
        ("severely_lonely_18", _("Voelt zich ernstig eenzaam (18+)"), Unit.PERCENT),
        ("emotionally_lonely_18", _("Mist een hechte band (18+)"), Unit.PERCENT),
        ("socially_lonely_18", _("Mist contacten (18+)"), Unit.PERCENT),
        ("lonely_65", _("Voelt zich eenzaam (65+)"), Unit.PERCENT),
        ("severely_lonely_65", _("Voelt zich ernstig eenzaam (65+)"), Unit.PERCENT),
        ("emotionally_lonely_65", _("Mist een hechte band (65+)"), Unit.PERCENT),
        ("socially_lonely_65", _("Mist contacten (65+)"), Unit.PERCENT),
        ("volunteering_18", _("Doet vrijwilligerswerk (18+)"), Unit.PERCENT),
        ("informal_care_18", _("Geeft mantelzorg (18+)"), Unit.PERCENT),
        ("making_ends_meet_hard_18", _("Heeft moeite met rondkomen (18+)"), Unit.PERCENT),
        ("good_health_18", _("Ervaart de gezondheid als goed (18+)"), Unit.PERCENT),
        ("volunteering_65", _("Doet vrijwilligerswerk (65+)"), Unit.PERCENT),
        ("informal_care_65", _("Geeft mantelzorg (65+)"), Unit.PERCENT),
        ("making_ends_meet_hard_65", _("Heeft moeite met rondkomen (65+)"), Unit.PERCENT),
        ("good_health_65", _("Ervaart de gezondheid als goed (65+)"), Unit.PERCENT),
    )
}
