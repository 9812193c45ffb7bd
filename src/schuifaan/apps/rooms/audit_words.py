"""What the trail says about rooms."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.rooms.enums import DayPartKind, PartyKind, Use
from schuifaan.apps.rooms.models import (
    Agreement,
    Booking,
    Invoice,
    LettingTerms,
    Party,
    RateCard,
    Room,
    Waiting,
)
from schuifaan.apps.rooms.wording_prices import rates_in_words

VERBS: dict[str, str | Promise] = {
    "room.added": _("heeft een ruimte toegevoegd"),
    "room.changed": _("heeft een ruimte veranderd"),
    "room.retired": _("heeft een ruimte uit gebruik genomen"),
    "room.described": _("heeft verteld hoe een ruimte is"),
    "room.windows_set": _("heeft veranderd wanneer een ruimte te vragen is"),
    "room.equipment_set": _("heeft veranderd welk materiaal er is"),
    "room.ways_in_set": _("heeft veranderd hoe je binnenkomt"),
    "room.picture_set": _("heeft een foto bij een ruimte gezet"),
    "room.picture_removed": _("heeft de foto van een ruimte weggehaald"),
    "room.blocked": _("heeft een ruimte een tijd gesloten"),
    "room.unblocked": _("heeft een ruimte weer vrijgegeven"),
    "terms.changed": _("heeft de afspraken over verhuur veranderd"),
    "day_parts.changed": _("heeft de dagdelen veranderd"),
    "rate_card.added": _("heeft een tarievenlijst gemaakt"),
    "rate_card.changed": _("heeft een tarievenlijst veranderd"),
    "rate_card.removed": _("heeft een tarievenlijst weggehaald"),
    "room.support_changed": _("heeft vanuit de helpdesk een ruimte veranderd"),
    "booking.asked": _("heeft een ruimte gevraagd"),
    "booking.noted": _("heeft een reservering genoteerd"),
    "booking.confirmed": _("heeft een reservering bevestigd"),
    "booking.overruled": _("heeft een reservering toegestaan tegen een waarschuwing in"),
    "booking.option_given": _("heeft een optie gegeven"),
    "booking.declined": _("heeft nee gezegd tegen een reservering"),
    "booking.expired": _("heeft een reservering laten verlopen"),
    "booking.cancelled": _("heeft een reservering geannuleerd"),
    "booking.times_cancelled": _("heeft keren van een reservering geannuleerd"),
    "booking.moved": _("heeft een keer van een reservering verplaatst"),
    "booking.swapped": _("heeft twee keren van reserveringen geruild"),
    "booking.added_back": _("heeft keren van een reservering weer toegevoegd"),
    "booking.series_changed": _("heeft een keer en alle volgende van een reservering veranderd"),
    "booking.shown_changed": _("heeft gekozen wat anderen van een reservering zien"),
    "booking.door_set": _("heeft bij een reservering gezegd hoe men binnenkomt"),
    "duty.set": _("heeft gezegd wie op een dag open doet en afsluit"),
    "booking.no_show": _("heeft genoteerd dat er niemand kwam"),
    "waiting.added": _("heeft iemand op de wachtlijst gezet"),
    "waiting.offered": _("heeft een vrijgekomen tijd aangeboden"),
    "waiting.accepted": _("heeft een vrijgekomen tijd aangenomen"),
    "waiting.given_up": _("heeft iemand van de wachtlijst gehaald"),
    "party.added": _("heeft een huurder toegevoegd"),
    "party.changed": _("heeft een huurder veranderd"),
    "party.merged": _("heeft twee huurders samengevoegd"),
    "party.link_sent": _("heeft een huurder de eigen link gestuurd"),
    "party.link_renewed": _("heeft een huurder een nieuwe link gegeven"),
    "agreement.drafted": _("heeft een overeenkomst opgesteld"),
    "agreement.changed": _("heeft een nieuwe versie van een overeenkomst gemaakt"),
    "agreement.discarded": _("heeft een concept van een overeenkomst weggedaan"),
    "agreement.signed": _("heeft genoteerd wie een overeenkomst tekende"),
    "agreement.insured": _("heeft genoteerd tot wanneer de verzekering loopt"),
    "agreement.looked_back": _("heeft genoteerd dat er samen is teruggekeken"),
    "agreement.successor": _("heeft genoteerd dat iemand die tekende weg is"),
    "agreement.notice": _("heeft genoteerd dat een overeenkomst is opgezegd"),
    "agreement.handed_back": _("heeft genoteerd hoe een ruimte is teruggegeven"),
    "agreement.closed": _("heeft een overeenkomst afgerond"),
    "invoice.made": _("heeft een factuur gemaakt"),
    "invoice.credited": _("heeft een factuur ingetrokken"),
    "invoice.paid": _("heeft genoteerd dat een factuur is betaald"),
    "invoice.unpaid": _("heeft genoteerd dat een factuur toch niet is betaald"),
    "invoice.reminded": _("heeft een herinnering aan een factuur gestuurd"),
}
FIELDS: dict[str, str | Promise] = {
    "room.made_of": _("bestaat uit"),
    "rate_card.copy_of": _("gemaakt van"),
    "rate_card.percentage": _("omhoog met procent"),
    **{f"rate_card.{kind}": kind.label for kind in PartyKind},
    **{f"day_parts.{kind}": kind.label for kind in DayPartKind},
    "room.set_ups": _("opstellingen"),
    "room.facilities": _("voorzieningen"),
    "room.windows": _("te vragen op (1 is maandag)"),
    "room.equipment": _("materiaal"),
    "room.ways_in": _("hoe je binnenkomt"),
    "room.blocked": _("gesloten"),
    "booking.times": _("keren"),
    "booking.rule": _("waarschuwing"),
    "booking.why": _("waarom toch"),
    "agreement.version": _("versie"),
    "agreement.left_on": _("weg sinds"),
    "invoice.total": _("bedrag in centen"),
    "invoice.credit": _("creditfactuur"),
    "invoice.reason": _("waarom"),
}
MODELS: dict[str, type[Model]] = {
    "agreement": Agreement,
    "invoice": Invoice,
    "room": Room,
    "booking": Booking,
    "waiting": Waiting,
    "party": Party,
    "terms": LettingTerms,
    "rate_card": RateCard,
}


def _labels(choices: type[TextChoices]) -> Callable[[list[str]], str]:
    return lambda values: ", ".join(str(choices(value).label) for value in values)


WORDS: dict[str, Callable[[Any], str]] = {
    "terms.at_once": _labels(PartyKind),
    "terms.excluded_uses": _labels(Use),
    **{f"rate_card.{kind}": rates_in_words for kind in PartyKind},
}
