"""Looking back once a year, in words; and whom to call with a worry."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import PointKind


class Evaluation(models.Model):
    """How a year went. No grades: there is no field for one."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="evaluations", verbose_name=_("plek"))
    year = models.PositiveSmallIntegerField(_("over het jaar"))
    begun_on = models.DateField(_("begonnen op"))
    # Said with residents: when, and in what way.
    agreed_on = models.DateField(_("besproken met bewoners op"), null=True, blank=True)
    agreed_how = models.CharField(_("hoe dat ging"), max_length=400, blank=True)
    finished_at = models.DateTimeField(_("klaar op"), null=True, blank=True, editable=False)
    next_on = models.DateField(_("volgende keer"), null=True, blank=True)
    is_public = models.BooleanField(_("iedereen kan het lezen"), default=False)
    # Once, that a year has gone by since.
    reminded_on = models.DateField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("jaarlijkse terugblik")
        verbose_name_plural = _("jaarlijkse terugblikken")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["place", "year"], name="one_evaluation_a_year"),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100), name="evaluation_of_a_real_year"
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | (Q(agreed_on__isnull=False) & ~Q(agreed_how="")),
                name="finished_after_agreed_with_residents",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(finished_at__isnull=False),
                name="public_evaluation_is_finished",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class EvaluationAnswer(models.Model):
    """What is said to one question (`question`: its id in the knowledge)."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="answers", editable=False)
    question = models.CharField(max_length=40)
    text = models.TextField(_("antwoord"), max_length=2000)

    class Meta:
        verbose_name = _("antwoord in een terugblik")
        verbose_name_plural = _("antwoorden in een terugblik")
        ordering = ["evaluation", "question"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "question"], name="one_answer_per_evaluation_question"
            )
        ]

    def __str__(self) -> str:
        return self.question


class EvaluationPoint(models.Model):
    """What we keep, change or stop: who sees to it, and when that is looked at again."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="points", editable=False)
    kind = models.CharField(_("soort"), max_length=6, choices=PointKind)
    text = models.CharField(_("wat"), max_length=300)
    who = models.CharField(_("wie"), max_length=120, blank=True)
    look_on = models.DateField(_("terugkijken op"), null=True, blank=True)
    done_on = models.DateField(_("gedaan op"), null=True, blank=True)
    done_note = models.CharField(_("hoe het ging"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("afspraak uit een terugblik")
        verbose_name_plural = _("afspraken uit een terugblik")
        ordering = ["evaluation", "kind", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="evaluation_point_says_something")]

    def __str__(self) -> str:
        return self.text


class CareContact(models.Model):
    """Whom to call with a worry about a neighbour or about noise: agreed beforehand, on the wall and on the page.

    There is no field for the worry itself, and there must never be one.
    """

    place = models.ForeignKey(Place, models.CASCADE, related_name="care_contacts", verbose_name=_("plek"))
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    name = models.CharField(_("wie"), max_length=120)
    when = models.CharField(_("waarvoor je belt"), max_length=240)
    phone = models.CharField(_("telefoon"), max_length=40, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    reachable = models.CharField(_("wanneer bereikbaar"), max_length=160, blank=True)
    checked_on = models.DateField(_("nagekeken op"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("wie je belt bij zorgen")
        verbose_name_plural = _("wie je belt bij zorgen")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(phone="", email=""), name="care_contact_can_be_reached"),
            models.CheckConstraint(condition=~Q(name=""), name="care_contact_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
