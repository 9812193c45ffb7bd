"""A dossier, who works on it, and the links by which residents read or answer along."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.enums import DossierKind, DossierRole
from schuifaan.apps.geography.models import Neighbourhood
from schuifaan.apps.people.models import Invitation, Organisation
from schuifaan.apps.places.models import Place


class Dossier(models.Model):
    """A journey through the method: for an idea, or for a room that has fallen silent.

    A variant is a dossier of its own that came from another; both can then be laid side by side.
    """

    key = models.UUIDField(_("kenmerk"), default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("naam"), max_length=160)
    kind = models.CharField(_("soort"), max_length=12, choices=DossierKind, default=DossierKind.IDEA)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="dossiers",
        verbose_name=_("organisatie"),
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("buurt")
    )
    place = models.ForeignKey(
        Place, models.SET_NULL, null=True, blank=True, related_name="dossiers", verbose_name=_("plek")
    )
    variant_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="variants", verbose_name=_("variant van")
    )
    variant_name = models.CharField(_("naam van de variant"), max_length=80, blank=True)
    # The handbook as it was when this dossier last took it over: item id -> print.
    knowledge_version = models.CharField(max_length=40, editable=False)
    knowledge_prints = models.JSONField(default=dict, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("begonnen door"),
    )
    created_at = models.DateTimeField(_("begonnen op"))
    changed_at = models.DateTimeField(_("laatst veranderd"), db_index=True)
    archived_at = models.DateTimeField(_("weggezet op"), null=True, blank=True)

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="dossier_has_title"),
            models.CheckConstraint(
                condition=Q(variant_of__isnull=True) | ~Q(variant_of=F("pk")), name="dossier_not_own_variant"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.variant_name})" if self.variant_name else self.title

    @property
    def audit_scope(self) -> str:
        return f"dossier:{self.pk}"


class DossierMember(models.Model):
    """Someone who works on a dossier: with an account, or invited to make one."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="dossier_roles"
    )
    invitation = models.OneToOneField(
        Invitation, models.SET_NULL, null=True, blank=True, related_name="dossier_member"
    )
    role = models.CharField(_("rol"), max_length=8, choices=DossierRole)
    since_at = models.DateTimeField(_("sinds"))

    class Meta:
        verbose_name = _("deelnemer aan een dossier")
        verbose_name_plural = _("deelnemers aan dossiers")
        ordering = ["dossier", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "user"], name="one_role_per_person_and_dossier"),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.invitation} – {self.get_role_display()}"


class ShareLink(models.Model):
    """A link for people without an account. `step` empty: the whole dossier, to read.

    The secret itself is kept, as it must be possible to hand out the same link again and to print it.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="links")
    token = models.CharField(max_length=64, unique=True, editable=False)
    label = models.CharField(_("voor wie"), max_length=80)
    step = models.CharField(_("stap"), max_length=80, blank=True)
    may_answer = models.BooleanField(_("mag antwoorden"), default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("gemaakt op"))
    expires_at = models.DateTimeField(_("geldig tot"))
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    class Meta:
        verbose_name = _("deellink")
        verbose_name_plural = _("deellinks")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(may_answer=False) | ~Q(step=""), name="answering_link_names_a_step"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="share_link_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.label
