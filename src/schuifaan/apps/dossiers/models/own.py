"""What an organisation adds to the handbook, and what it does itself per type of place."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.enums import OwnKind, ProposalState
from schuifaan.apps.dossiers.models.dossier import Dossier
from schuifaan.apps.people.models import Organisation
from schuifaan.apps.places.enums import PlaceType


class OwnItem(models.Model):
    """An item of knowledge of one organisation; `data` has the shape of its kind in the handbook."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="own_items")
    kind = models.CharField(_("soort"), max_length=12, choices=OwnKind)
    key = models.CharField(_("kenmerk"), max_length=80)
    data = models.JSONField(_("inhoud"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("eigen regel in het handboek")
        verbose_name_plural = _("eigen regels in het handboek")
        ordering = ["organisation", "kind", "key"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_own_item_per_key"),
            models.CheckConstraint(condition=Q(key__startswith="own."), name="own_item_key_is_own"),
        ]

    def __str__(self) -> str:
        return self.key


class RolePolicy(models.Model):
    """What an organisation itself does in places of one type: manage, make possible, pay a part."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="role_policies")
    place_type = models.CharField(_("soort plek"), max_length=24, choices=PlaceType)
    text = models.CharField(_("onze rol"), max_length=300)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("rol per soort plek")
        verbose_name_plural = _("rollen per soort plek")
        ordering = ["organisation", "place_type"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "place_type"], name="one_role_policy_per_type"),
        ]

    def __str__(self) -> str:
        return self.text


class FundProposal(models.Model):
    """A fund that somebody who works on a dossier knows of; it waits until a leader of the organisation checks it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="fund_proposals")
    dossier = models.ForeignKey(
        Dossier, models.SET_NULL, null=True, blank=True, related_name="fund_proposals"
    )
    name = models.CharField(_("naam van het fonds"), max_length=160)
    url = models.URLField(_("adres van de site"), max_length=500, blank=True)
    applicants = models.JSONField(_("wie kan aanvragen"), default=list)
    region = models.CharField(_("waar het geldt"), max_length=160)
    supports = models.TextField(_("waar het geld voor geeft"), max_length=2000)
    state = models.CharField(_("stand"), max_length=8, choices=ProposalState, default=ProposalState.WAITING)
    note = models.CharField(_("waarom niet"), max_length=300, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField(_("voorgesteld op"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("beslist op"), null=True, blank=True)

    class Meta:
        verbose_name = _("voorgesteld fonds")
        verbose_name_plural = _("voorgestelde fondsen")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="fund_proposal_has_name"),
            models.CheckConstraint(
                condition=Q(state=ProposalState.WAITING, decided_at__isnull=True)
                | Q(state__in=[ProposalState.ACCEPTED, ProposalState.REFUSED], decided_at__isnull=False),
                name="fund_proposal_decided_when_not_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.name
