"""Asking residents: a short list of questions, and what they wish, without a trace of who said it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.enums import WishState
from schuifaan.apps.dossiers.models.dossier import Dossier


class Questionnaire(models.Model):
    """Questions of step 2 for residents, on paper and on a phone."""

    dossier = models.OneToOneField(Dossier, models.CASCADE, related_name="questionnaire")
    token = models.CharField(max_length=64, unique=True, editable=False)
    intro = models.TextField(_("inleiding"), max_length=1000, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    closes_date = models.DateField(_("tot en met"))
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("vragenlijst voor bewoners")
        verbose_name_plural = _("vragenlijsten voor bewoners")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("created_at")),
                name="questionnaire_closes_after_start",
            )
        ]

    def __str__(self) -> str:
        return str(self.dossier)


class Wish(models.Model):
    """One wish and how often it was said. Lines of one paper or phone are not kept together."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="wishes")
    question = models.CharField(max_length=80)
    text = models.CharField(_("wens"), max_length=300)
    times = models.PositiveIntegerField(_("keer gezegd"), default=1)
    is_idea = models.BooleanField(_("uit de lijst met ideeën"), default=False)
    state = models.CharField(max_length=8, choices=WishState, default=WishState.NEW)

    class Meta:
        verbose_name = _("wens")
        verbose_name_plural = _("wensen")
        ordering = ["question", "-times", "text"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "question", "text"], name="one_row_per_wish"),
            models.CheckConstraint(condition=Q(times__gte=1), name="wish_said_at_least_once"),
        ]

    def __str__(self) -> str:
        return self.text
