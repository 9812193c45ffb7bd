"""What a place and a party have agreed about using a room, in versions."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import AgreementKind, AgreementStatus
from schuifaan.apps.rooms.models.booking import Booking, Party
from schuifaan.apps.rooms.models.keys import KeySet
from schuifaan.apps.rooms.models.room import Room


class Agreement(models.Model):
    """One agreement through its life. What it says stands in its versions."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="agreements", verbose_name=_("plek"))
    party = models.ForeignKey(Party, models.RESTRICT, related_name="agreements", verbose_name=_("gebruiker"))
    kind = models.CharField(_("soort"), max_length=4, choices=AgreementKind)
    room = models.ForeignKey(
        Room, models.RESTRICT, null=True, blank=True, related_name="agreements", verbose_name=_("ruimte")
    )
    booking = models.ForeignKey(
        Booking, models.SET_NULL, null=True, blank=True, related_name="agreements", editable=False
    )
    status = models.CharField(
        _("status"), max_length=6, choices=AgreementStatus, default=AgreementStatus.DRAFT
    )
    starts_on = models.DateField(_("begint op"))
    # Null: until somebody ends it.
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)
    evaluate_on = models.DateField(_("samen terugkijken op"), null=True, blank=True)
    signed_on = models.DateField(_("getekend op"), null=True, blank=True)
    # Which version was signed.
    signed_version = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    insured_until = models.DateField(_("verzekering loopt tot"), null=True, blank=True)
    notice_on = models.DateField(_("opgezegd op"), null=True, blank=True)
    handed_back_on = models.DateField(_("opgeleverd op"), null=True, blank=True)
    # What was seen at the end: keys, emptied, clean, damage, goods left.
    handed_back = models.JSONField(default=dict, blank=True, editable=False)
    keys = models.ManyToManyField(KeySet, blank=True, related_name="agreements", verbose_name=_("sleutels"))
    made_at = models.DateTimeField(_("gemaakt op"), editable=False)

    class Meta:
        verbose_name = _("overeenkomst")
        verbose_name_plural = _("overeenkomsten")
        ordering = ["place", "-starts_on", "-id"]
        indexes = [models.Index(fields=["place", "status", "ends_on"], name="agreements_of_a_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(status=AgreementStatus.DRAFT) | Q(signed_on__isnull=False),
                name="agreement_runs_when_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.party}"


class AgreementVersion(models.Model):
    """What an agreement says, as data: the paper is made from it, today or in ten years."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="versions", verbose_name=_("overeenkomst")
    )
    number = models.PositiveSmallIntegerField(_("versie"))
    # core.letting.agreements.Terms as JSON: parties, room, clauses, amounts, signatures.
    terms = models.JSONField()
    made_at = models.DateTimeField(_("gemaakt op"), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("versie van een overeenkomst")
        verbose_name_plural = _("versies van een overeenkomst")
        ordering = ["agreement", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_agreement_version_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.number}"


class Signatory(models.Model):
    """Who signed for one side. Who leaves a board later, still stands under what was signed."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="signatories", verbose_name=_("overeenkomst")
    )
    for_place = models.BooleanField(_("namens de plek"))
    name = models.CharField(_("naam"), max_length=80)
    role = models.CharField(_("functie"), max_length=80, blank=True)
    # Of somebody with an account: when the role at the place ends, the agreement asks for a successor.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    left_on = models.DateField(_("weg sinds"), null=True, blank=True)

    class Meta:
        verbose_name = _("ondertekenaar")
        verbose_name_plural = _("ondertekenaars")
        ordering = ["agreement", "-for_place", "id"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="signatory_has_a_name")]

    def __str__(self) -> str:
        return self.name
