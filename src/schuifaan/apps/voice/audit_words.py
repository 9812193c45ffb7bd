"""What the trail says about being heard."""

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "welcome.begun": _("is aan de zelfcheck begonnen"),
    "welcome.finished": _("heeft de zelfcheck afgerond"),
    "welcome.tip_shared": _("heeft een tip gedeeld met andere plekken"),
    "welcome.tip_taken_back": _("heeft een gedeelde tip teruggenomen"),
    "poll.made": _("heeft een vragenlijst over wensen gemaakt"),
    "poll.opened": _("heeft een vragenlijst opengezet"),
    "poll.closed": _("heeft een vragenlijst afgesloten"),
    "poll.typed_over": _("heeft antwoorden van papier overgetypt"),
    "poll.entry_taken_back": _("heeft overgetypte antwoorden weggehaald"),
    "poll.became_activity": _("heeft van een wens een activiteit gemaakt"),
    "goal.set": _("heeft een gezamenlijk doel opgeschreven"),
    "goal.changed": _("heeft een gezamenlijk doel veranderd"),
    "goal.asked_again": _("heeft gevraagd of een doel nog leeft"),
    "signal.noted": _("heeft genoteerd wat iemand zei"),
    "matter.let_through": _("heeft een tegengehouden bericht doorgelaten"),
    "matter.looked_at": _("heeft bekeken wat iemand liet weten"),
    "matter.assigned": _("heeft gezegd wie iets oppakt"),
    "matter.combined": _("heeft berichten over hetzelfde samengevoegd"),
    "matter.taken_apart": _("heeft een bericht weer apart gezet"),
    "matter.passed_on": _("heeft een bericht doorgegeven"),
    "matter.answered": _("heeft antwoord gegeven"),
    "matter.closed": _("heeft iets afgerond"),
    "matter.published": _("heeft op de pagina gezet wat er is gezegd en gedaan"),
    "matter.unpublished": _("heeft van de pagina gehaald wat er is gezegd en gedaan"),
    "round.begun": _("is een ronde begonnen"),
    "round.changed": _("heeft een ronde veranderd"),
    "round.meeting_noted": _("heeft een gesprek genoteerd"),
    "round.point_noted": _("heeft een punt genoteerd"),
    "round.point_answered": _("heeft een punt beantwoord"),
    "round.points_imported": _("heeft een tabel met punten ingelezen"),
    "round.version_added": _("heeft een versie van de tekst toegevoegd"),
    "round.version_final": _("heeft een versie vastgesteld"),
    "rule.noted": _("heeft genoteerd dat een formulier weer gevraagd werd"),
    "rule.answered": _("heeft antwoord gegeven over een formulier"),
    "evaluation.begun": _("is aan de jaarlijkse terugblik begonnen"),
    "evaluation.changed": _("heeft de jaarlijkse terugblik aangevuld"),
    "evaluation.finished": _("heeft de jaarlijkse terugblik afgerond"),
    "evaluation.dropped": _("heeft een lege terugblik weggehaald"),
    "evaluation.reopened": _("heeft de jaarlijkse terugblik weer geopend"),
    "evaluation.published": _("heeft de jaarlijkse terugblik voor iedereen laten zien"),
    "evaluation.unpublished": _("heeft de jaarlijkse terugblik weer alleen voor het team gemaakt"),
    "evaluation.looked_again": _("heeft opgeschreven hoe het ging met een afspraak uit de terugblik"),
    "care.changed": _("heeft veranderd wie je kunt bellen bij zorgen"),
}
FIELDS: dict[str, str | Promise] = {}
MODELS: dict[str, type[Model]] = {}
