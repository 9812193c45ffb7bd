"""Fixed choices about newsletters."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterKind(models.TextChoices):
    CONFIRM = "confirm", _("vraag om te bevestigen")
    # To who asked again: the page says the same to everybody, the letter tells.
    KNOWN = "known", _("je was al ingeschreven")
    WEEK = "week", _("de nieuwsbrief")


class LetterState(models.TextChoices):
    WAITING = "waiting", _("wacht")
    SENDING = "sending", _("onderweg naar de mailserver")
    SENT = "sent", _("verstuurd")
    FAILED = "failed", _("geweigerd")
    # Taken by a worker that never came back: the mail server may have had it.
    UNSURE = "unsure", _("misschien verstuurd")
