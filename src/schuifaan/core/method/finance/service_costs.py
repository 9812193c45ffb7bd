"""What tenants may be asked to pay through the service costs, and what stays with the owner."""

from decimal import Decimal

from schuifaan.core.method.answers import Row
from schuifaan.core.method.finance.amounts import Amount, Input, rounded
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.reasons import Ref, phrase

# Upkeep of the building, its insurance, the owner's tax and damage in shared rooms are the landlord's.
WITH_THE_OWNER = frozenset({"large_maintenance", "building_insurance", "owner_tax", "vandalism"})
MONTHS = 12


def service_cost_refused(row: Row) -> Text | None:
    """Why this row of `money.costs` cannot go through the service costs, for the field `in_service_costs`."""
    if row.get("in_service_costs") != "yes" or row.get("kind") not in WITH_THE_OWNER:
        return None
    return phrase(
        "Deze kosten blijven bij de eigenaar en kunnen niet in de servicekosten. Kies hier ‘Nee’.",
        "These costs stay with the owner and cannot go into the service costs. Choose “No” here.",
    )


def per_home_month(amount: Amount, homes: int) -> Amount:
    """A yearly amount as one home pays it each month, to the cent, half a cent up."""
    return Amount(
        rounded(Decimal(amount.cents) / (homes * MONTHS)),
        phrase("{name} per woning per maand", "{name} per home a month", name=amount.name),
        Text(nl="Bedrag per jaar ÷ adressen ÷ 12.", en="Amount a year ÷ addresses ÷ 12."),
        per="home_month",
        inputs=(
            amount,
            Input(Text(nl="adressen", en="addresses"), Decimal(homes), "homes", ref=Ref("money.homes")),
            Input(Text(nl="maanden", en="months"), Decimal(MONTHS), "month", origin="default"),
        ),
        about=amount.about,
        source=amount.source,
    )
