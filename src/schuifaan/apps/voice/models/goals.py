"""What people of a place want together."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.enums import GoalState


class Goal(models.Model):
    """What people of a place want together. After half a year it is asked whether it still lives."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="goals", verbose_name=_("plek"))
    text = models.CharField(_("doel"), max_length=240)
    set_how = models.CharField(_("hoe we dit samen kozen"), max_length=240, blank=True)
    set_on = models.DateField(_("gekozen op"))
    state = models.CharField(
        _("hoe het ermee staat"), max_length=8, choices=GoalState, default=GoalState.LIVES
    )
    is_public = models.BooleanField(_("staat op de pagina"), default=True)
    ask_on = models.DateField(_("opnieuw vragen op"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("gezamenlijk doel")
        verbose_name_plural = _("gezamenlijke doelen")
        ordering = ["set_on", "id"]
        indexes = [models.Index(fields=["place", "state"], name="goals_of_a_place")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="goal_says_something"),
            models.CheckConstraint(condition=Q(ask_on__gt=F("set_on")), name="goal_asked_after_set"),
        ]

    def __str__(self) -> str:
        return self.text


class GoalMoment(models.Model):
    """One time it was asked: does this still live?"""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="moments", verbose_name=_("doel"))
    on = models.DateField(_("gevraagd op"))
    state = models.CharField(_("antwoord"), max_length=8, choices=GoalState)
    note = models.CharField(_("wat erover gezegd is"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("keer dat een doel besproken is")
        verbose_name_plural = _("keren dat een doel besproken is")
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return str(self.on)
