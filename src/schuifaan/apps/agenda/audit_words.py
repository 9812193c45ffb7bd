"""What the trail says about the agenda."""

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.models import Activity

VERBS: dict[str, str | Promise] = {
    "agenda.begun": _("heeft een activiteit bedacht"),
    "agenda.changed": _("heeft een activiteit veranderd"),
    "agenda.published": _("heeft een activiteit zichtbaar gemaakt"),
    "agenda.hidden": _("heeft een activiteit weer een concept gemaakt"),
    "agenda.stopped": _("heeft een activiteit gestopt"),
    "agenda.deleted": _("heeft een activiteit verwijderd"),
    "agenda.picture_set": _("heeft een foto bij een activiteit gezet"),
    "agenda.picture_removed": _("heeft de foto bij een activiteit weggehaald"),
    "agenda.planned": _("heeft een activiteit gepland"),
    "agenda.replanned": _("heeft de tijden van een activiteit veranderd"),
    "agenda.cancelled": _("heeft een keer afgezegd"),
    "agenda.restored": _("heeft een afgezegde keer weer door laten gaan"),
    "agenda.moved": _("heeft een keer verplaatst"),
    "agenda.ended": _("heeft een keer en alle volgende afgezegd"),
    "agenda.holiday_decided": _("heeft gezegd of het op een feestdag doorgaat"),
    "agenda.stop_agreed": _("heeft ja gezegd tegen een bezoek"),
    "agenda.stop_refused": _("heeft nee gezegd tegen een bezoek"),
    "agenda.calendar_followed": _("volgt een agenda van elders"),
    "agenda.calendar_uploaded": _("heeft een agenda ingelezen"),
    "agenda.calendar_left": _("volgt een agenda van elders niet meer"),
    "agenda.announced": _("heeft een mededeling geplaatst"),
    "agenda.announcement_removed": _("heeft een mededeling weggehaald"),
    "agenda.spot_added": _("heeft een plek buiten toegevoegd"),
    "agenda.spot_changed": _("heeft een plek buiten veranderd"),
    "agenda.spot_retired": _("gebruikt een plek buiten niet meer"),
    "agenda.pause_added": _("heeft een pauze ingevuld"),
    "agenda.pause_removed": _("heeft een pauze weggehaald"),
    "agenda.school_holidays_loaded": _("heeft schoolvakanties ingelezen"),
}
FIELDS: dict[str, str | Promise] = {
    "agenda.day": _("dag"),
    "agenda.starts_at": _("begint"),
    "agenda.cost_cents": _("prijs in centen"),
    "agenda.pause": _("pauze"),
    "agenda.announcement": _("mededeling"),
}
MODELS: dict[str, type[Model]] = {"agenda": Activity}
