"""What the trail says about places."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.places.access import FACTS
from schuifaan.apps.places.enums import PlaceTier
from schuifaan.apps.places.models import ContactPerson, Place, TeamMember
from schuifaan.core.timeline.hours_form import from_expression
from schuifaan.ui.speech import spoken_period

VERBS: dict[str, str | Promise] = {
    "place.created": _("heeft deze plek toegevoegd"),
    "place.basics_changed": _("heeft naam, adres of ligging veranderd"),
    "place.offer_changed": _("heeft veranderd voor wie de plek is en wat er is"),
    "place.texts_changed": _("heeft de woorden van de plek veranderd"),
    "place.hours_changed": _("heeft de openingstijden veranderd"),
    "place.exception_added": _("heeft dagen met andere tijden toegevoegd"),
    "place.exception_removed": _("heeft dagen met andere tijden weggehaald"),
    "place.prices_changed": _("heeft de prijzen veranderd"),
    "place.access_recorded": _("heeft opgeschreven hoe je binnenkomt"),
    "place.confirmed": _("heeft nagekeken of alles nog klopt"),
    "place.type_changed": _("heeft de soort plek veranderd"),
    "place.type_began": _("De nieuwe soort is begonnen"),
    "place.steward_changed": _("heeft veranderd wie de plek draaiend houdt"),
    "place.published": _("heeft de plek zichtbaar gemaakt"),
    "place.unpublished": _("heeft de plek weer een concept gemaakt"),
    "place.archived": _("heeft de plek gesloten"),
    "place.restored": _("heeft de plek teruggehaald"),
    "place.house_rules_published": _("heeft huisregels vastgesteld"),
    "place.photo_added": _("heeft een foto toegevoegd"),
    "place.photo_described": _("heeft een foto anders beschreven"),
    "place.photo_first": _("heeft een foto vooraan gezet"),
    "place.photo_removed": _("heeft een foto verwijderd"),
    "place.reminded": _("Het beheer kreeg een herinnering"),
    "place.support_changed": _("heeft vanuit de helpdesk iets veranderd"),
    "place.support_deleted": _("heeft vanuit de helpdesk de plek gewist"),
    "contact.set": _("heeft de contactpersoon veranderd"),
    "tier_names.changed": _("heeft de namen voor kleine en grote plekken veranderd"),
    "team.member_added": _("heeft iemand aan het team toegevoegd"),
    "team.member_invited": _("heeft iemand voor het team uitgenodigd"),
    "team.invitation_accepted": _("heeft de uitnodiging voor het team aangenomen"),
    "team.invitation_renewed": _("heeft een uitnodiging voor het team opnieuw gestuurd"),
    "team.consent_given": _("heeft toestemming voor naam en foto genoteerd"),
    "team.consent_withdrawn": _("heeft de toestemming voor naam en foto ingetrokken"),
    "team.photo_removed": _("heeft de foto van een teamlid verwijderd"),
    "team.role_ended": _("heeft een rol in het team gestopt"),
    "team.role_resumed": _("heeft een rol in het team weer laten lopen"),
}
FIELDS: dict[str, str | Promise] = {
    "place.type_from": _("geldt vanaf"),
    "place.why": _("waarom"),
    "place.prices": _("prijzen"),
    "place.exception": _("andere tijden"),
    "place.house_rules": _("versie van de huisregels"),
    "place.valid_from": _("geldt vanaf"),
    "place.photo": _("foto"),
    "place.month": _("maand"),
    "place.organisation_id": _("organisatie"),
    "place.part_of_id": _("onderdeel van"),
    **{
        f"tier_names.{tier.value}.{language}": format_lazy("{} ({})", tier.label, language)
        for tier in PlaceTier
        for language, _name in settings.LANGUAGES
    },
    "contact.place": _("contactpersoon van de plek"),
    "contact.association": _("contactpersoon bij de woningcorporatie"),
    **{f"place.{key}": definition.label for key, definition in FACTS.items()},
}
MODELS: dict[str, type[Model]] = {"place": Place, "team": TeamMember, "contact": ContactPerson}


def hours_in_words(expression: str) -> str:
    """“maandag 9.00–17.00 uur, dinsdag 9.00–12.00 uur; op feestdagen dicht”."""
    week = from_expression(expression)
    if week is None:
        return gettext("tijden die per week of per seizoen verschillen")
    open_days = (
        f"{WEEKDAYS[number]} {gettext(' en ').join(spoken_period(span.start, span.end) for span in spans)}"
        for number, spans in enumerate(week.days)
        if spans
    )
    on_holidays = {
        "closed": gettext("op feestdagen dicht"),
        "as_usual": gettext("op feestdagen ook"),
        "not_known": "",
    }[week.public_holidays]
    return "; ".join(part for part in (", ".join(open_days), on_holidays) if part)


WORDS: dict[str, Callable[[Any], str]] = {"place.opening_hours": hours_in_words}
