"""Rules that ask the same thing again and again."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import BurdenState
from schuifaan.apps.voice.models.signals import Matter


class RuleAsked(models.Model):
    """One time that a permit or a form was asked. The same one again and again becomes a proposal."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="rules_asked", verbose_name=_("gemeente")
    )
    place = models.ForeignKey(
        Place, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("plek")
    )
    form = models.CharField(_("welke vergunning of welk formulier"), max_length=120)
    # The same words, whatever the capitals and spaces.
    folded = models.CharField(max_length=120, editable=False)
    asked_for = models.CharField(_("waarvoor"), max_length=160, blank=True)
    asked_on = models.DateField(_("gevraagd op"))
    effort = models.CharField(_("wat het kostte aan tijd en moeite"), max_length=240, blank=True)
    matter = models.ForeignKey(
        Matter, models.SET_NULL, null=True, blank=True, editable=False, related_name="rules_asked"
    )
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    noted_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("keer dat een formulier gevraagd is")
        verbose_name_plural = _("keren dat een formulier gevraagd is")
        ordering = ["-asked_on", "-id"]
        indexes = [models.Index(fields=["municipality", "folded", "asked_on"], name="same_form_again")]
        constraints = [models.CheckConstraint(condition=~Q(folded=""), name="form_has_a_name")]

    def __str__(self) -> str:
        return self.form


class RuleProposal(models.Model):
    """What the municipality says of the proposal to ask one form only once."""

    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="rule_proposals", verbose_name=_("gemeente")
    )
    folded = models.CharField(max_length=120, editable=False)
    answer = models.TextField(_("antwoord"), max_length=1000, blank=True)
    state = models.CharField(_("status"), max_length=10, choices=BurdenState, default=BurdenState.OPEN)
    answered_at = models.DateTimeField(_("beantwoord op"), null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("voorstel om één keer te vragen")
        verbose_name_plural = _("voorstellen om één keer te vragen")
        ordering = ["municipality", "folded"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "folded"], name="one_proposal_per_form"),
            models.CheckConstraint(
                condition=Q(state=BurdenState.OPEN, answer="") | (~Q(state=BurdenState.OPEN) & ~Q(answer="")),
                name="proposal_answered_in_words",
            ),
        ]

    def __str__(self) -> str:
        return self.folded
