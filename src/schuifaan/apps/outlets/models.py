"""The newsletter of a neighbourhood: who asked for it, and which letter went to whom; and keys to private calendars."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.geography.models import District, Neighbourhood
from schuifaan.apps.outlets.enums import LetterKind, LetterState
from schuifaan.apps.people.models import TriedAgain
from schuifaan.apps.places.models import Place


def new_token() -> str:
    return secrets.token_urlsafe(24)


class OfArea(models.Model):
    """A neighbourhood, or a whole district: one of the two."""

    neighbourhood = models.ForeignKey(
        Neighbourhood, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("buurt")
    )
    district = models.ForeignKey(
        District, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("wijk")
    )

    class Meta:
        abstract = True

    @property
    def area_code(self) -> str:
        return str(self.neighbourhood_id or self.district_id)


_ONE_AREA = Q(neighbourhood__isnull=True) ^ Q(district__isnull=True)


class Subscription(OfArea):
    """Somebody who asked for the newsletter. Until it is confirmed from their own letter box nothing is sent.

    It is deleted the moment somebody leaves; there is no list of who left.
    """

    email = models.EmailField(_("e-mailadres"))
    language = models.CharField(_("taal"), max_length=8, default=settings.LANGUAGE_CODE)
    # Opens the pages of confirming and leaving, and nothing else.
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    asked_at = models.DateTimeField(_("gevraagd op"), editable=False)
    confirmed_at = models.DateTimeField(_("bevestigd op"), null=True, blank=True, editable=False)
    # Letters in a row for which the mail server said there is no such letter box.
    refused = models.PositiveSmallIntegerField(_("achter elkaar geweigerd"), default=0, editable=False)

    class Meta:
        verbose_name = _("inschrijving op de nieuwsbrief")
        verbose_name_plural = _("inschrijvingen op de nieuwsbrief")
        ordering = ["id"]
        indexes = [models.Index(fields=["email"], name="newsletters_of_an_address")]
        constraints = [
            models.CheckConstraint(condition=_ONE_AREA, name="subscription_of_one_area"),
            models.UniqueConstraint(
                fields=["neighbourhood", "email"], name="one_subscription_a_neighbourhood"
            ),
            models.UniqueConstraint(fields=["district", "email"], name="one_subscription_a_district"),
        ]

    def __str__(self) -> str:
        return self.area_code


class Edition(OfArea):
    """The newsletter of one area for the seven days from `week_start`; made once, by whoever comes first."""

    week_start = models.DateField(_("vanaf"))
    made_at = models.DateTimeField(_("gemaakt op"), editable=False)

    class Meta:
        verbose_name = _("nieuwsbrief")
        verbose_name_plural = _("nieuwsbrieven")
        ordering = ["-week_start", "id"]
        constraints = [
            models.CheckConstraint(condition=_ONE_AREA, name="edition_of_one_area"),
            models.UniqueConstraint(
                fields=["neighbourhood", "week_start"], name="one_edition_a_neighbourhood_a_week"
            ),
            models.UniqueConstraint(fields=["district", "week_start"], name="one_edition_a_district_a_week"),
        ]

    def __str__(self) -> str:
        return f"{self.area_code} {self.week_start}"


class Letter(TriedAgain):
    """One letter to one person. It is taken before the mail server sees it, and marked when that said yes.

    One that was taken and never marked may have gone: it is not sent again.
    """

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="letters")
    kind = models.CharField(_("soort"), max_length=8, choices=LetterKind, default=LetterKind.WEEK)
    edition = models.ForeignKey(Edition, models.CASCADE, null=True, blank=True, related_name="letters")
    state = models.CharField(_("status"), max_length=8, choices=LetterState, default=LetterState.WAITING)
    written_at = models.DateTimeField(_("geschreven op"), editable=False)
    claimed_at = models.DateTimeField(_("gepakt op"), null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("verstuurd op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("nieuwsbrief aan iemand")
        verbose_name_plural = _("nieuwsbrieven aan iemand")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["try_at", "id"],
                name="newsletters_to_send",
                condition=Q(state__in=[LetterState.WAITING, LetterState.SENDING]),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["edition", "subscription"], name="one_letter_an_edition"),
            models.CheckConstraint(
                condition=Q(kind=LetterKind.WEEK, edition__isnull=False)
                | (~Q(kind=LetterKind.WEEK) & Q(edition__isnull=True)),
                name="letter_of_a_week_has_an_edition",
            ),
            models.CheckConstraint(
                condition=~Q(state=LetterState.SENT) | Q(sent_at__isnull=False),
                name="sent_letter_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class CalendarKey(models.Model):
    """Opens the bookings of a place in the calendar program of somebody who works there, for as long as they do."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", editable=False)
    place = models.ForeignKey(Place, models.CASCADE, related_name="+", editable=False)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    made_at = models.DateTimeField(_("gemaakt op"), editable=False)

    class Meta:
        verbose_name = _("adres van een eigen agenda")
        verbose_name_plural = _("adressen van eigen agenda’s")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["user", "place"], name="one_calendar_key_a_place")]

    def __str__(self) -> str:
        return f"{self.place} {self.pk}"
