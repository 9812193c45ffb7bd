"""What somebody must hear of a booking, as the post takes it along."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.people.models import Outgoing
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.models.invoice import Invoice

SUBJECT_LENGTH = 250


class Letter(Outgoing):
    """It stands by itself: what it is about may be another way by the time it goes.

    Its address and what it says go the moment it is sent.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="+", verbose_name=_("plek"))
    # Of one change there is one letter to one party; of one day one summary to a place.
    key = models.CharField(max_length=90, unique=True, editable=False)
    to = models.CharField(_("aan"), max_length=254, blank=True)
    subject = models.CharField(_("onderwerp"), max_length=SUBJECT_LENGTH, blank=True)
    text = models.TextField(_("wat erin staat"), blank=True)
    html = models.TextField(blank=True, editable=False)
    # Its paper goes along, made at the moment the letter is sent.
    invoice = models.ForeignKey(Invoice, models.CASCADE, null=True, editable=False, related_name="+")
    written_at = models.DateTimeField(_("geschreven op"), editable=False)

    class Meta:
        verbose_name = _("brief over een ruimte")
        verbose_name_plural = _("brieven over ruimtes")
        ordering = ["written_at", "id"]
        indexes = [
            models.Index(
                fields=["try_at", "id"],
                name="room_letters_to_send",
                condition=Q(taken_at__isnull=True, done_at__isnull=True, refused=False),
            ),
        ]

    def __str__(self) -> str:
        return self.subject or self.key
