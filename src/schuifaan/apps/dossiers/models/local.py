"""What differs per municipality, as an organisation found it out."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.enums import LocalAnswer, LocalSubject
from schuifaan.apps.people.models import Organisation

MUNICIPALITY_CODE = RegexValidator(r"^GM\d{4}$", _("Een gemeentecode is GM en vier cijfers."))


class LocalRule(models.Model):
    """One subject in one municipality: is it so there, where is it written, and when was that read."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="local_rules")
    # The official code, kept even when that municipality is not loaded.
    municipality_code = models.CharField(_("gemeente"), max_length=6, validators=[MUNICIPALITY_CODE])
    subject = models.CharField(_("onderwerp"), max_length=16, choices=LocalSubject)
    answer = models.CharField(_("antwoord"), max_length=8, choices=LocalAnswer)
    note = models.CharField(_("hoe zit het precies?"), max_length=300, blank=True)
    url = models.URLField(_("waar staat dat?"), max_length=500, blank=True)
    checked_on = models.DateField(_("nagekeken op"))
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("regel van een gemeente")
        verbose_name_plural = _("regels van gemeenten")
        ordering = ["organisation", "municipality_code", "subject"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "municipality_code", "subject"], name="one_local_rule_per_subject"
            ),
            models.CheckConstraint(
                condition=Q(municipality_code__startswith="GM"), name="local_rule_has_official_code"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=LocalAnswer.values) & Q(subject__in=LocalSubject.values),
                name="local_rule_has_known_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_code} {self.get_subject_display()}: {self.get_answer_display()}"
