"""Fixed choices about rooms."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClaimKind(models.TextChoices):
    """Whatever holds a room, holds it in the same way."""

    ACTIVITY = "activity", _("activiteit")
    BOOKING = "booking", _("verhuur")
    CLOSING = "closing", _("gesloten")
    MAINTENANCE = "maintenance", _("onderhoud")
