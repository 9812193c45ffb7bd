"""Fixed choices about places."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceType(models.TextChoices):
    """The five types; source: the Aedes guide of 2025, part II (reference/typologies.md)."""

    COFFEE_CORNER = "coffee_corner", _("koffiehoek")
    CO_HOUSING_ROOM = "co_housing_room", _("ruimte van een woongroep")
    MULTIFUNCTIONAL_PLACE = "multifunctional_place", _("multifunctionele ontmoetingsplek")
    COMMUNITY_HOUSE = "community_house", _("buurthuis")
    SENIOR_COMPLEX_ROOM = "senior_complex_room", _("ontmoetingsruimte in een seniorencomplex")


class PlaceTier(models.TextChoices):
    """How large the task is. A municipality may give these its own names (`TierName`)."""

    SMALL_SCALE = "small_scale", _("kleine ontmoetingsplek")
    MEETING_CENTRE = "meeting_centre", _("ontmoetingscentrum")
    DISTRICT_HOUSE = "district_house", _("Huis van de Wijk")


class PlaceStatus(models.TextChoices):
    DRAFT = "draft", _("concept")
    PUBLISHED = "published", _("zichtbaar")
    ARCHIVED = "archived", _("niet meer in gebruik")


class StewardKind(models.TextChoices):
    VOLUNTEER_BOARD = "volunteer_board", _("bestuur van vrijwilligers")
    PROFESSIONAL_INTERIM = "professional_interim", _("tijdelijk een organisatie")


class PlaceRole(models.TextChoices):
    HOST = "host", _("gastvrouw of gastheer")
    VOLUNTEER = "volunteer", _("vrijwilliger")
    MANAGER = "manager", _("beheerder")
    BOARD = "board", _("bestuur")


class ContactKind(models.TextChoices):
    PLACE = "place", _("van de plek")
    ASSOCIATION = "association", _("bij de woningcorporatie")


class Focus(models.TextChoices):
    """For whom a place makes extra room. It describes the offer; nobody is asked or counted."""

    WOMEN = "women", _("vrouwen")
    MEN = "men", _("mannen")
    YOUNG_PEOPLE = "young_people", _("jongeren")
    CHILDREN = "children", _("kinderen")
    FAMILIES = "families", _("gezinnen")
    STUDENTS = "students", _("studenten")
    OLDER_PEOPLE = "older_people", _("ouderen")
    NEWCOMERS = "newcomers", _("nieuwe buren en mensen die Nederlands leren")
    CARERS = "carers", _("mantelzorgers")
    MEMORY = "memory", _("mensen met geheugenproblemen en hun naasten")
    MAKERS = "makers", _("makers en klussers")


class Colour(models.TextChoices):
    """A place's own colour, from a set that stays readable on every background."""

    BRICK = "brick", _("baksteen")
    TEAL = "teal", _("groenblauw")
    MOSS = "moss", _("mosgroen")
    AMBER = "amber", _("amber")
    PLUM = "plum", _("pruim")


class CheckedBy(models.TextChoices):
    """Who checked a fact: a role, never a name."""

    MANAGER = "manager", _("beheerder")
    HOST = "host", _("gastvrouw of gastheer")
    VISITOR = "visitor", _("een bezoeker die het zelf ervoer")
    EXPERT = "expert", _("een deskundige")
    IMPORT = "import", _("overgenomen uit een lijst")


class ImportStatus(models.TextChoices):
    UPLOADED = "uploaded", _("ingelezen")
    REFUSED = "refused", _("geweigerd")
    READY = "ready", _("klaar om over te nemen")
    APPLIED = "applied", _("overgenomen")
