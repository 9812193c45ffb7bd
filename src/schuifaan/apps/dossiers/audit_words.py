"""What the trail says about dossiers."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.dossiers.models import Dossier

VERBS: dict[str, str | Promise] = {
    "dossier.started": _("is een dossier begonnen"),
    "dossier.imported": _("heeft een dossier uit een bestand overgenomen"),
    "dossier.variant_made": _("heeft een variant gemaakt"),
    "dossier.handbook_taken_over": _("heeft het nieuwe handboek overgenomen"),
    "dossier.archived": _("heeft het dossier weggezet"),
    "dossier.restored": _("heeft het dossier teruggehaald"),
    "dossier.member_invited": _("heeft iemand uitgenodigd om mee te werken"),
    "dossier.member_removed": _("heeft iemand uit het dossier gehaald"),
    "dossier.member_role_changed": _("heeft iemand een andere rol gegeven"),
    "dossier.support_changed": _("heeft vanuit de helpdesk iets veranderd"),
    "dossier.support_deleted": _("heeft vanuit de helpdesk het dossier gewist"),
    "dossier.reminded": _("De mensen van dit dossier kregen een herinnering"),
    "dossier.link_made": _("heeft een link gemaakt om te delen"),
    "dossier.link_revoked": _("heeft een link ingetrokken"),
    "dossier.questionnaire_opened": _("heeft een vragenlijst voor bewoners geopend"),
    "dossier.questionnaire_closed": _("heeft de vragenlijst gesloten"),
    "handbook.own_item_saved": _("heeft iets eigens in het handboek gezet"),
    "handbook.own_item_removed": _("heeft iets eigens uit het handboek gehaald"),
    "handbook.own_items_imported": _("heeft eigen regels uit een bestand overgenomen"),
    "handbook.local_rule_saved": _("heeft vastgelegd hoe het in een gemeente zit"),
    "handbook.local_rule_removed": _("heeft een regel van een gemeente weggehaald"),
    "handbook.fund_proposed": _("heeft een fonds voorgesteld"),
    "handbook.fund_accepted": _("heeft een voorgesteld fonds in het handboek gezet"),
    "handbook.fund_refused": _("heeft een voorgesteld fonds niet overgenomen"),
    "handbook.role_policy_saved": _("heeft de eigen rol per soort plek vastgelegd"),
}
FIELDS: dict[str, str | Promise] = {"dossier.role": _("rol"), "dossier.month": _("maand")}
MODELS: dict[str, type[Model]] = {"dossier": Dossier}
WORDS: dict[str, Callable[[Any], str]] = {}
