"""The situation as conditions read it: a name for each fact, its value when it is known, and the answer it is in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from schuifaan.core.method.answers import Answers, Row, as_number, is_filled
from schuifaan.core.method.finance.floor import percent_of_floor
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.reasons import Ref, phrase

Value = Decimal | str | bool
FactKind = Literal["number", "choice", "yes_no"]


@dataclass(frozen=True)
class Fact:
    """A name that expressions may use; `ref` is where people fill it in."""

    name: str
    kind: FactKind
    ref: Ref
    label: Text  # "het aantal woningen", for "we weten nog niet …"


def _fact(name: str, kind: FactKind, question: str, nl: str, en: str) -> Fact:
    return Fact(name, kind, Ref(question), Text(nl=nl, en=en))


FACTS: Mapping[str, Fact] = {
    fact.name: fact
    for fact in (
        _fact("place_type", "choice", "type.choice", "wat voor plek het wordt", "what kind of place it will be"),
        _fact("owner", "choice", "money.room", "van wie het gebouw is", "whose building it is"),
        _fact("building", "choice", "money.room", "of het nieuw of bestaand is", "whether it is new or existing"),
        _fact("gross_m2", "number", "money.room", "de bruto oppervlakte", "the gross floor area"),
        _fact("usable_m2", "number", "money.room", "de oppervlakte die je kunt gebruiken", "the floor area you can use"),
        _fact("used_by_landlord", "yes_no", "money.room", "of de verhuurder de ruimte zelf gebruikt", "whether the landlord uses the room"),
        _fact("dwellings", "number", "money.homes", "het aantal woningen", "the number of homes"),
        _fact("addresses", "number", "money.homes", "het aantal adressen dat de ruimte mag gebruiken", "the number of addresses that may use the room"),
        _fact("share_55", "number", "money.homes", "het deel van de bewoners van 55 jaar of ouder", "the share of residents aged 55 or over"),
        _fact("distance_m", "number", "money.homes", "de afstand tot de woningen", "the distance to the homes"),
        _fact("wlz_share", "number", "money.homes", "het deel van de bewoners met een Wlz-indicatie", "the share of residents with a Wlz indication"),
        _fact("care_homes", "yes_no", "money.homes", "of het zorgwoningen zijn", "whether they are care homes"),
        _fact("access", "choice", "money.use", "voor wie de deur open is", "for whom the door is open"),
        _fact("entrepreneur", "yes_no", "money.use", "of er een ondernemer werkt", "whether an entrepreneur works there"),
        _fact("day_care", "yes_no", "money.use", "of er dagbesteding is", "whether there is day care"),
        _fact("alcohol", "yes_no", "money.use", "of er alcohol wordt geschonken", "whether alcohol is served"),
        _fact("catering", "yes_no", "money.use", "of er horeca is", "whether there is catering"),
        _fact("social_prices", "yes_no", "money.use", "of de prijzen lager zijn dan bij een bedrijf", "whether prices are lower than those of a business"),
        _fact("back_to_room", "yes_no", "money.use", "of wat overblijft naar de ruimte gaat", "whether what is left over goes to the room"),
        _fact("commercial_share", "number", "money.parties", "welk deel van het vastgoed bedrijven huren", "which share of the real estate businesses rent"),
        _fact("unfit_renter", "yes_no", "money.parties", "wat voor huurders het zijn", "what kind of renters they are"),
        _fact("paying_outsiders", "yes_no", "money.parties", "of anderen dan de huurders voor de ruimte betalen", "whether others than the tenants pay for the room"),
        _fact("day_care_share", "number", "money.parties", "welk deel van de dagdelen dagbesteding is", "which share of the day-parts is day care"),
        _fact("money_leaves", "yes_no", "money.costs", "of er geld uit de pot van de ruimte gaat", "whether money leaves the room's own fund"),
        _fact("net_profit", "yes_no", "money.costs", "of er winst overblijft", "whether a profit is left"),
        _fact("over_granted", "yes_no", "money.grants", "of er meer subsidie is dan de uitgave kost", "whether there is more grant than the expense costs"),
        _fact("biggest_share", "number", "money.sources", "hoe groot de grootste inkomst is", "how large the largest income is"),
        _fact("soo_granted", "yes_no", "money.soo", "of er SOO-subsidie is toegekend", "whether a SOO grant was awarded"),
        _fact("soo_duty", "yes_no", "money.soo", "of de vijf jaar van de SOO nog lopen", "whether the five years of the SOO still run"),
        _fact("wmo_bought", "choice", "money.use", "of de gemeente collectieve dagbesteding inkoopt", "whether the municipality buys collective day care"),
        _fact("bylaw", "choice", "money.use", "of de gemeente regels heeft voor drank in buurthuizen", "whether the municipality has rules for drinks in community houses"),
    )
}  # fmt: skip

DIRECT = {
    "money.room": ("owner", "building", "gross_m2", "usable_m2", "used_by_landlord"),
    "money.homes": ("dwellings", "addresses", "share_55", "distance_m", "wlz_share", "care_homes"),
    "money.use": (
        "access",
        "entrepreneur",
        "day_care",
        "alcohol",
        "catering",
        "social_prices",
        "back_to_room",
    ),
}
# Facts that only the sums tell.
FROM_SUMS = ("net_profit", "over_granted", "biggest_share")
# Who may rent social real estate of a housing association, apart from the tenth for businesses.
FIT_RENTERS = frozenset({"public_interest", "public_body", "social_person", "residents", "care_welfare"})
DAY_CARE = frozenset({"day_care_wlz", "day_care_wmo"})


@dataclass(frozen=True)
class Local:
    """What is known of the municipality: yes, no or unknown, with its note ("2 dagdelen per week")."""

    wmo_bought: str = "unknown"
    bylaw: str = "unknown"
    notes: Mapping[str, str] = field(default_factory=dict)
    name: str = ""


@dataclass(frozen=True)
class Running:
    """What is known of a place that runs already, where nobody filled it in."""

    open_hours: Decimal | None = None  # in a usual week


@dataclass(frozen=True)
class Situation:
    """The facts that are known; a name that is not in `values` is unknown."""

    values: Mapping[str, Value]
    used: frozenset[str] = frozenset()  # the ids of the sources that are counted on

    def get(self, name: str) -> Value | None:
        return self.values.get(name)

    def number(self, name: str) -> Decimal | None:
        value = self.values.get(name)
        return value if isinstance(value, Decimal) else None

    def knowing(self, **facts: Value | None) -> "Situation":
        """The same with some facts known, changed, or (None) unknown."""
        values = {**self.values, **facts}
        return Situation({name: value for name, value in values.items() if value is not None}, self.used)

    def without_sums(self) -> "Situation":
        """What follows from the sums of one plan says nothing of another."""
        return self.knowing(**dict.fromkeys(FROM_SUMS))

    def using(self, used: frozenset[str]) -> "Situation":
        return Situation(self.values, used)


def situation_of(answers: Answers, *, local: Local | None = None, soo_duty: bool | None = None) -> Situation:
    """The facts in the answers. What follows from the sums (`FROM_SUMS`) is added by `case`."""
    values: dict[str, Value] = {}
    for question, names in DIRECT.items():
        row = answers.one(question)
        for name in names:
            value = _value(FACTS[name], row)
            if value is not None:
                values[name] = value
    place_type = answers.text("type.choice", "type")
    if place_type:
        values["place_type"] = place_type.removeprefix("place_type.")
    if "addresses" not in values and "dwellings" in values:
        values["addresses"] = values["dwellings"]
    granted = answers.text("money.soo", "granted")
    if granted in {"yes", "no"}:
        values["soo_granted"] = granted == "yes"
    if soo_duty is not None:
        values["soo_duty"] = soo_duty
    values["money_leaves"] = any(
        row.get("kind") == "transfer_out" for row in answers.rows("money.costs").values()
    )
    if local is not None:
        values |= {
            name: value
            for name, value in (("wmo_bought", local.wmo_bought), ("bylaw", local.bylaw))
            if value in {"yes", "no"}
        }
    return Situation(values | _of_parties(answers), counted_on(answers))


def counted_on(answers: Answers) -> frozenset[str]:
    """The ids of the sources of income that people count on.

    Who fills in a renter, a grant or the price of coffee counts on it, until they say otherwise. What tenants
    pay and the SOO count only when people say so: there the law decides.
    """
    said = {source: row.get("use") for source, row in answers.rows("money.sources").items()}
    implied = {
        f"income.{row['pays_as']}"
        for question in ("money.parties", "money.grants")
        for row in answers.rows(question).values()
        if row.get("pays_as") not in {None, "own"}
    }
    if answers.value("money.sales", "cups"):
        implied.add("income.drinks")
    if answers.value("money.sales", "activities"):
        implied.add("income.activities")
    return frozenset(
        {source for source in implied if source not in said}
        | {source for source, use in said.items() if use == "count_on"}
    )


def _value(fact: Fact, row: Row) -> Value | None:
    raw = row.get(fact.name)
    if not is_filled(raw):
        return None
    if fact.kind == "number":
        return as_number(raw)
    if fact.kind == "yes_no":
        return {"yes": True, "no": False}.get(str(raw))
    return str(raw)


def _of_parties(answers: Answers) -> dict[str, Value]:
    """What the renters together say; without renters there is nothing to say yet."""
    rows = list(answers.rows("money.parties").values())
    if not rows:
        return {}
    values: dict[str, Value] = {
        "paying_outsiders": any(row.get("kind") != "residents" for row in rows),
    }
    # A business with rooms of its own falls under the tenth part; one that hires the hall does not.
    if any(row.get("kind") == "commercial" and not as_number(row.get("own_m2")) for row in rows):
        values["unfit_renter"] = True
    elif all(row.get("kind") in FIT_RENTERS | {"commercial"} for row in rows):
        values["unfit_renter"] = False
    estate = answers.value("money.room", "estate_m2") or answers.value("money.room", "gross_m2")
    commercial = sum(
        (as_number(row.get("own_m2")) for row in rows if row.get("kind") == "commercial"), Decimal(0)
    )
    if is_filled(estate):
        values["commercial_share"] = percent_of_floor(commercial, as_number(estate))
    elif not any(row.get("kind") == "commercial" for row in rows):
        values["commercial_share"] = Decimal(0)
    booked = day_parts_a_year(rows)
    if booked:
        care = day_parts_a_year(row for row in rows if row.get("pays_as") in DAY_CARE)
        values["day_care_share"] = care * 100 / booked
    return values


def day_parts_a_year(renters: Iterable[Row]) -> Decimal:
    """Of these rows of `money.parties` together."""
    return sum((as_number(row.get("day_parts")) * as_number(row.get("weeks")) for row in renters), Decimal(0))


def not_known(name: str) -> Text:
    """What a condition waits for, as people read it."""
    return phrase("We weten nog niet: {label}.", "We do not know yet: {label}.", label=FACTS[name].label)
