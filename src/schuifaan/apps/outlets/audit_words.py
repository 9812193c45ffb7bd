"""What the trail says about calendars that people read elsewhere."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "calendar.key_given": _("leest de reserveringen nu in een eigen agenda, onder een nieuw adres"),
    "calendar.key_taken": _("leest de reserveringen niet meer in een eigen agenda"),
}
