"""How the desk says what is wrong with an agreement, what it asks for, and what is still to do."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from babel.dates import format_date
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from schuifaan.core.letting.agreements import Problem

PROBLEMS: Final[Mapping[str, Promise]] = {
    "loan_with_rent": gettext_lazy(
        "Bruikleen is gratis. Vraag je geld voor het gebruik, dan is het voor de wet huur. Zet hier 0 neer, of maak een gebruikersovereenkomst."
    ),
    "indexation_of_nothing": gettext_lazy(
        "Een bedrag van € 0 kun je niet elk jaar verhogen. Haal het vinkje weg of vul een bedrag in."
    ),
    "ends_before_start": gettext_lazy("De laatste dag ligt voor de eerste."),
    "evaluates_before_start": gettext_lazy("Terugkijken kan pas na de eerste dag."),
    "nameless": gettext_lazy("Hier ontbreekt nog een naam."),
    "without_address": gettext_lazy("Hier ontbreekt nog een adres."),
    "nobody_signs": gettext_lazy("Een organisatie tekent niet zelf. Schrijf hier wie dat namens haar doet."),
    "without_room": gettext_lazy("Schrijf om welke ruimte het gaat."),
    "without_purpose": gettext_lazy("Schrijf waarvoor de ruimte is."),
    "banned_but_lets": gettext_lazy(
        "De gebruiker verhuurt zelf ruimtes, maar mag dat volgens deze tekst niet. Sta het toe, of spreek af dat het stopt."
    ),
    "loan_without_end": gettext_lazy("Bruikleen heeft een laatste dag nodig."),
    "extends_unseen": gettext_lazy(
        "Kies een dag om terug te kijken, voordat de overeenkomst vanzelf doorgaat."
    ),
    "paid_is_rent": gettext_lazy(
        "Wie betaalt voor een ruimte, is voor de wet al gauw huurder, met de bescherming die daarbij hoort. Laat een jurist meekijken."
    ),
    "advance_in_loan": gettext_lazy(
        "Bij bruikleen mag een voorschot alleen voor kosten die echt gemaakt worden. Laat een jurist meekijken."
    ),
    "evaluates_after_end": gettext_lazy("Jullie kijken pas terug als de overeenkomst al voorbij is."),
    "no_notice": gettext_lazy("Zonder opzegtermijn kan het van de ene op de andere dag voorbij zijn."),
    "rent_in_loan": gettext_lazy(
        "In deze tekst staan woorden over huur: %(detail)s. Dat past niet bij bruikleen."
    ),
}
DUE: Final[Mapping[str, Promise]] = {
    "sign": gettext_lazy("nog niet getekend"),
    "evaluate_on": gettext_lazy("samen terugkijken"),
    "ends_on": gettext_lazy("loopt af"),
    "hand_back": gettext_lazy("afgelopen, nog niet teruggegeven"),
    "close": gettext_lazy("teruggegeven, nog niet afgerond"),
    "insured_until": gettext_lazy("verzekering loopt af"),
    "board": gettext_lazy("wie tekende, is weg"),
    "starts_on": gettext_lazy("begint"),
}
OPEN_POINTS: Final[Mapping[str, Promise]] = {
    "keys_back": gettext_lazy("nog niet alle sleutels zijn terug"),
    "emptied": gettext_lazy("de ruimte is nog niet leeg"),
    "clean": gettext_lazy("de ruimte is nog niet schoon"),
    "inventory_there": gettext_lazy("nog niet alle spullen zijn er"),
    "damage_settled": gettext_lazy("de schade is nog niet geregeld"),
}


def problem_words(problem: Problem) -> str:
    return str(PROBLEMS[problem.code]) % {"detail": problem.detail}


def open_point_words(point: str) -> str:
    return str(OPEN_POINTS[point])


def due_words(what: str, who: Sequence[str] = ()) -> str:
    """“loopt af”; “wie tekende, is weg (Wil)”."""
    return f"{DUE[what]} ({', '.join(who)})" if who else str(DUE[what])


def gap_words(names: Sequence[str], *, for_place: bool) -> str:
    said = {"names": ", ".join(names)}
    gone = ngettext("%(names)s is weg.", "%(names)s zijn weg.", len(names)) % said
    wanted = (
        _("Schrijf op wie er nu over gaat namens wie de ruimte geeft.")
        if for_place
        else _("Schrijf op wie er nu over gaat namens de gebruiker.")
    )
    return f"{gone} {wanted}"


def board_words(last: date | None) -> str:
    """`last`: by which day the successor has to be known; None when that was not agreed."""
    stands = _("De overeenkomst blijft gewoon gelden.")
    if last is None:
        return stands
    known = _("Volgens de overeenkomst is de opvolger uiterlijk %(day)s bekend.") % {"day": day_in_full(last)}
    return f"{known} {stands}"


def death_words(last: date) -> str:
    """Of a loan to one person."""
    return _(
        "Is de gebruiker overleden? Dan stopt de bruikleen op %(day)s, behalve als jullie voor die dag op papier een opvolger afspreken."
    ) % {"day": day_in_full(last)}


def day_in_full(day: date) -> str:
    """“28 februari 2027”: in an agreement the year is never left out."""
    return format_date(day, "d MMMM y", locale="en_GB" if (get_language() or "nl").startswith("en") else "nl")
