"""What somebody who signed up must hear: by mail, or from the host by phone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.enums import ContactBy
from schuifaan.apps.people.models import Outgoing
from schuifaan.apps.places.models import Place


class Notice(Outgoing):
    """One letter or one call. It stands by itself: what it is about may be deleted by the time it goes.

    Its text and address go the moment it is sent.
    """

    # Of one change to one person there is one notice.
    key = models.CharField(max_length=90, unique=True, editable=False)
    place = models.ForeignKey(Place, models.CASCADE, related_name="+", verbose_name=_("plek"))
    by = models.CharField(_("langs"), max_length=6, choices=ContactBy)
    first_name = models.CharField(_("voornaam"), max_length=40, blank=True)
    contact = models.CharField(_("e-mail of telefoon"), max_length=254, blank=True)
    subject = models.CharField(_("onderwerp"), max_length=250)
    text = models.TextField(_("wat er te vertellen is"), blank=True)
    written_at = models.DateTimeField(_("geschreven op"), editable=False)

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering = ["written_at", "id"]
        indexes = [
            models.Index(
                fields=["try_at", "id"],
                name="letters_to_send",
                condition=Q(by=ContactBy.EMAIL, taken_at__isnull=True),
            ),
            models.Index(fields=["place", "by", "done_at"], name="calls_of_a_place"),
        ]

    def __str__(self) -> str:
        return self.subject
