"""Who you meet at a place, who may change its page, and whom to call."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.people.models import Invitation, Organisation
from schuifaan.apps.places.enums import ContactKind, PlaceRole
from schuifaan.apps.places.models.page import photo_path
from schuifaan.apps.places.models.place import Place


class TeamMember(models.Model):
    """Someone of the team. With an account they may do what the role allows; without, they are only a name.

    Name and photo are shown to visitors only while consent stands.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="team", verbose_name=_("plek"))
    name = models.CharField(_("naam"), max_length=120)
    role = models.CharField(_("rol"), max_length=10, choices=PlaceRole)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="place_roles",
        verbose_name=_("account"),
    )
    invitation = models.OneToOneField(
        Invitation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="team_member",
        verbose_name=_("uitnodiging"),
    )
    photo = models.ImageField(_("foto"), upload_to=photo_path, blank=True, max_length=200)
    consent_on = models.DateField(_("toestemming gegeven op"), null=True, blank=True)
    consent_withdrawn_on = models.DateField(_("toestemming ingetrokken op"), null=True, blank=True)
    since_date = models.DateField(_("sinds"))
    until_date = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        verbose_name = _("teamlid")
        verbose_name_plural = _("teamleden")
        ordering = ["place", "role", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("since_date")),
                name="team_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(consent_withdrawn_on__isnull=True) | Q(consent_on__isnull=False),
                name="consent_given_before_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["place", "user", "role"],
                condition=Q(until_date__isnull=True, user__isnull=False),
                name="one_running_role_per_person_and_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"

    @property
    def has_consent(self) -> bool:
        return self.consent_on is not None and self.consent_withdrawn_on is None


class ContactPerson(models.Model):
    """Whom to call. At most one at a time per place and kind; earlier ones stay as history."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="contacts", verbose_name=_("plek"))
    kind = models.CharField(_("soort"), max_length=12, choices=ContactKind, default=ContactKind.PLACE)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisatie")
    )
    name = models.CharField(_("naam"), max_length=120)
    role_text = models.JSONField(_("rol, per taal"), default=dict, blank=True)
    phone = models.CharField(_("telefoon"), max_length=40, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    is_active = models.BooleanField(_("nu"), default=True)
    since_date = models.DateField(_("sinds"))

    class Meta:
        verbose_name = _("contactpersoon")
        verbose_name_plural = _("contactpersonen")
        ordering = ["place", "kind", "-is_active", "-since_date"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "kind"], condition=Q(is_active=True), name="one_contact_person_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.name
