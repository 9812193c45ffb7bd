"""Roles and kinds of organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    HOUSING_ASSOCIATION = "housing_association", _("woningcorporatie")
    MUNICIPALITY = "municipality", _("gemeente")
    WELFARE_ORGANISATION = "welfare_organisation", _("welzijnsorganisatie")
    CARE_PROVIDER = "care_provider", _("zorgorganisatie")
    SOCIAL_ENTREPRENEUR = "social_entrepreneur", _("sociaal ondernemer")
    FOUNDATION = "foundation", _("stichting")
    ASSOCIATION = "association", _("vereniging")
    RESIDENTS_GROUP = "residents_group", _("bewonersgroep")


class OrganisationRole(models.TextChoices):
    """What someone does for an organisation. Roles at one place are in `places`."""

    BOARD = "board", _("bestuur")
    MANAGER = "manager", _("beheerder")
    ASSOCIATION_PROFESSIONAL = "association_professional", _("medewerker woningcorporatie")
    MUNICIPAL_OFFICER = "municipal_officer", _("medewerker gemeente")
    ADMINISTRATOR = "administrator", _("applicatiebeheerder")
