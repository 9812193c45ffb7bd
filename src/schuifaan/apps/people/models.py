"""Accounts, organisations, memberships, invitations and the trail of who changed what."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.people.enums import OrganisationKind, OrganisationRole


class UserManager(DjangoUserManager["User"]):
    """Accounts are known by their e-mail address; there is no user name."""

    def _create_user(self, email: str, password: str | None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:  # type: ignore[override]
        return self._create_user(email, password, **fields)

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:  # type: ignore[override]
        return self._create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """Someone who helps run places. Visitors never need one of these."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=120, blank=True)
    language = models.CharField(_("taal"), max_length=8, choices=settings.LANGUAGES, default="nl")

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_email_address")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]


class Organisation(models.Model):
    name = models.CharField(_("naam"), max_length=160)
    slug = models.SlugField(_("kenmerk in adres"), max_length=80, unique=True)
    kind = models.CharField(_("soort"), max_length=24, choices=OrganisationKind)
    website = models.URLField(_("website"), blank=True)
    # The municipality this organisation is, or works in; official code, kept even when not loaded.
    municipality_code = models.CharField(_("gemeentecode"), max_length=6, blank=True)

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_scope(self) -> str:
        return f"organisation:{self.pk}"


class Invitation(models.Model):
    """A personal link that gives someone an account and the role it was made for.

    Only a hash of the link's secret is kept.
    """

    email = models.EmailField(_("e-mailadres"))
    name = models.CharField(_("naam"), max_length=120, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    what_for = models.CharField(_("waarvoor"), max_length=200)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="invitations_sent"
    )
    created_at = models.DateTimeField(_("gemaakt op"))
    expires_at = models.DateTimeField(_("geldig tot"))
    accepted_at = models.DateTimeField(_("aangenomen op"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="invitations_accepted"
    )
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, blank=True)

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")), name="invitation_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} – {self.what_for}"


class Membership(models.Model):
    """What someone may do for an organisation, from and until when."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="memberships",
        null=True,
        blank=True,
        verbose_name=_("account"),
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships", verbose_name=_("organisatie")
    )
    role = models.CharField(_("rol"), max_length=28, choices=OrganisationRole)
    invitation = models.OneToOneField(
        Invitation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="membership",
        verbose_name=_("uitnodiging"),
    )
    since_date = models.DateField(_("sinds"))
    until_date = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        ordering = ["organisation", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(until_date__isnull=True, user__isnull=False),
                name="one_running_membership_per_role",
            ),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=models.F("since_date")),
                name="membership_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(invitation__isnull=False),
                name="membership_has_someone_or_an_invitation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.invitation} – {self.get_role_display()} – {self.organisation}"


class AuditEvent(models.Model):
    """Who changed what and when, in words a board understands. Decisions, never visitors."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(_("wanneer"), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("wie"),
    )
    # Kept when the account is gone, so that the trail stays readable; erased with it on request.
    actor_name = models.CharField(_("naam toen"), max_length=120, blank=True)
    verb = models.CharField(_("wat"), max_length=60)
    # "place:12", "organisation:3": whose board may read this.
    scope = models.CharField(_("waarbij"), max_length=60, db_index=True)
    subject = models.CharField(_("onderwerp"), max_length=200, blank=True)
    changes = models.JSONField(_("veranderingen"), default=dict, blank=True)

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["scope", "-at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject}"


class JobRun(models.Model):
    """When a job that comes back is due, and until when a worker holds it. See people/jobs.py."""

    job = models.CharField(max_length=60, unique=True)
    due_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("terugkerend werk")
        verbose_name_plural = _("terugkerend werk")
        ordering = ["job"]

    def __str__(self) -> str:
        return self.job


class TriedAgain(models.Model):
    """What is sent, and again when nobody took it. See people/post.py."""

    try_at = models.DateTimeField(editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        abstract = True


class Outgoing(TriedAgain):
    """A letter as the post keeps it. One that was taken and never done may have gone, and is not sent again."""

    taken_at = models.DateTimeField(null=True, blank=True, editable=False)
    done_at = models.DateTimeField(_("verteld op"), null=True, blank=True, editable=False)
    refused = models.BooleanField(_("niet aangekomen"), default=False, editable=False)

    class Meta:
        abstract = True
