"""Answers and everything they ever were."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.models.dossier import Dossier, ShareLink


class Answer(models.Model):
    """One answer: of a question, or of one row or item of it. See `core/method/answers.py` for its shape."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="answers")
    question = models.CharField(_("vraag"), max_length=80)
    item = models.CharField(_("regel"), max_length=80, blank=True)
    value = models.JSONField(_("antwoord"), default=dict)
    revision = models.PositiveIntegerField(default=1)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    via_link = models.ForeignKey(ShareLink, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("beantwoord op"))

    class Meta:
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        ordering = ["dossier", "question", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "question", "item"], name="one_answer_per_question"),
            models.CheckConstraint(condition=~Q(question=""), name="answer_names_its_question"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="answer_revision_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.item}".strip()


class AnswerChange(models.Model):
    """What an answer was and became. Written along with every change, never changed itself."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="history")
    question = models.CharField(max_length=80)
    item = models.CharField(max_length=80, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    via_link = models.ForeignKey(ShareLink, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("verandering in een dossier")
        verbose_name_plural = _("veranderingen in dossiers")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["dossier", "-at", "-id"], name="dossier_history")]

    def __str__(self) -> str:
        return f"{self.question} {self.item}".strip()


class Version(models.Model):
    """All answers as they were when the goal was adapted or somebody kept a version on purpose."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("nummer"))
    reason = models.CharField(_("waarom"), max_length=300, blank=True)
    answers = models.JSONField(default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("gemaakt op"))

    class Meta:
        verbose_name = _("versie")
        verbose_name_plural = _("versies")
        ordering = ["dossier", "-number"]
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="dossier_version_number")]

    def __str__(self) -> str:
        return str(self.number)
