"""Fixed choices about dossiers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DossierKind(models.TextChoices):
    IDEA = "idea", _("een idee voor een plek")
    SILENT_ROOM = "silent_room", _("een ruimte die stil is gevallen")


class DossierRole(models.TextChoices):
    OWNER = "owner", _("eigenaar")
    EDITOR = "editor", _("werkt mee")
    READER = "reader", _("leest mee")


class OwnKind(models.TextChoices):
    """What an organisation may add to the handbook; the values are the kinds of the knowledge."""

    INGREDIENTS = "ingredients", _("taak")
    REQUIREMENTS = "requirements", _("wens voor het gebouw")
    FUNDS = "funds", _("fonds")
    HOUSE_RULES = "house_rules", _("huisregel")
    TIPS = "tips", _("tip")
    TREES = "trees", _("beslisboom")


class ProposalState(models.TextChoices):
    """A fund that somebody proposed for the handbook of an organisation."""

    WAITING = "waiting", _("wacht op controle")
    ACCEPTED = "accepted", _("staat in het handboek")
    REFUSED = "refused", _("niet overgenomen")


class WishState(models.TextChoices):
    NEW = "new", _("nieuw")
    KEPT = "kept", _("in het dossier")
    REMOVED = "removed", _("weggehaald")


class LocalSubject(models.TextChoices):
    """What a municipality may do differently, as far as the money of a place depends on it."""

    WMO_DAY_CARE = "wmo_day_care", _("koopt de gemeente collectieve dagbesteding in?")
    DRINKS_BYLAW = "drinks_bylaw", _("heeft de gemeente regels voor drank in buurthuizen?")


class LocalAnswer(models.TextChoices):
    YES = "yes", _("ja")
    NO = "no", _("nee")
    UNKNOWN = "unknown", _("weten we niet")
