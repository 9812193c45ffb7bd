"""What the trail says about rooms."""

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.rooms.models import Room

VERBS: dict[str, str | Promise] = {
    "room.added": _("heeft een ruimte toegevoegd"),
    "room.changed": _("heeft een ruimte veranderd"),
    "room.retired": _("heeft een ruimte uit gebruik genomen"),
    "room.support_changed": _("heeft vanuit de helpdesk een ruimte veranderd"),
}
FIELDS: dict[str, str | Promise] = {"room.made_of": _("bestaat uit")}
MODELS: dict[str, type[Model]] = {"room": Room}
