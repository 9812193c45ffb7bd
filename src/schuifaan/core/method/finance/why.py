"""Why one set comes before another: the first place in the order where they differ, with the figure."""

from decimal import Decimal

from schuifaan.core.method.finance.amounts import rounded
from schuifaan.core.method.finance.fund_words import said_euros
from schuifaan.core.method.finance.solving import Aim, Choice
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.reasons import phrase

LAST = Text(
    nl="Na deze is er geen andere combinatie meer waarmee het uitkomt.",
    en="After this there is no other combination that works out.",
)
ALIKE = Text(
    nl="Verder is er geen verschil met de volgende. Kies zelf wat het beste past.",
    en="There is no other difference with the next one. Choose what suits you best.",
)


def said_cents(cents: int) -> Text:
    return said_euros(Decimal(cents) / 100)


def why_before(choice: Choice, after: Choice | None, aim: Aim, *, homes: Decimal | None, years: int) -> Text:
    """In plain words; money in whole cents, so that a small difference is not said to be none."""
    if after is None:
        return LAST
    if choice.aim_value != after.aim_value:
        return _by_aim(after.aim_value - choice.aim_value, aim, homes=homes, years=years)
    if choice.open != after.open:
        fewer = after.open - choice.open
        return phrase(
            "Er {is} {count} {what} minder waarvan we nog niet weten of het klopt dan bij de volgende.",
            "There {is_en} {count} {what_en} fewer that we do not know yet than with the next one.",
            count=str(fewer),
            **{"is": "is" if fewer == 1 else "zijn", "is_en": "is" if fewer == 1 else "are"},
            what="voorwaarde" if fewer == 1 else "voorwaarden",
            what_en="condition" if fewer == 1 else "conditions",
        )
    if len(choice.keys) != len(after.keys):
        fewer = len(after.keys) - len(choice.keys)
        return phrase(
            "Het kan met {count} {what} minder dan bij de volgende.",
            "It takes {count} {what_en} fewer than the next one.",
            count=str(fewer),
            what="inkomst" if fewer == 1 else "inkomsten",
            what_en="source of income" if fewer == 1 else "sources of income",
        )
    if choice.end != after.end:
        return phrase(
            "Aan het eind is er {amount} meer over dan bij de volgende.",
            "At the end {amount} more is left than with the next one.",
            amount=said_cents(choice.end - after.end),
        )
    return ALIKE


def _by_aim(less: int, aim: Aim, *, homes: Decimal | None, years: int) -> Text:
    if aim == "fewest_parties":
        return phrase(
            "Er {is} {count} {what} minder nodig dan bij de volgende.",
            "It needs {count} {what_en} fewer than the next one.",
            count=str(less),
            **{"is": "is" if less == 1 else "zijn"},
            what="partij" if less == 1 else "partijen",
            what_en="party" if less == 1 else "parties",
        )
    if aim == "least_temporary":
        return phrase(
            "Er is over alle jaren {amount} minder tijdelijk geld nodig dan bij de volgende.",
            "Over all years it needs {amount} less temporary money than the next one.",
            amount=said_cents(less),
        )
    a_month = rounded(Decimal(less) / homes / years / 12) if homes and years else 0
    if a_month:
        return phrase(
            "De bewoners betalen {amount} per woning per maand minder dan bij de volgende.",
            "Residents pay {amount} per home a month less than with the next one.",
            amount=said_cents(a_month),
        )
    return phrase(
        "De bewoners betalen over alle jaren samen {amount} minder dan bij de volgende.",
        "Over all years together residents pay {amount} less than with the next one.",
        amount=said_cents(less),
    )
