"""A few sources, conditions and rules to try the engine on, apart from what is shipped."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.facts import Situation, Value
from schuifaan.core.method.knowledge import Citation, Knowledge, Text
from schuifaan.core.method.knowledge.money import Condition, IncomeRule, IncomeSource

TODAY = date(2026, 11, 21)
CITED = (Citation(document="doc.handbook", part="Bijlage 2"),)
SOO, POINTS, SERVICE = "income.soo", "income.rent_points", "income.service_costs"
LETTING, DRINKS = "income.room_hire_structural", "income.drinks"


def text(nl: str) -> Text:
    return Text(nl=nl, en=f"{nl} (en)")


def condition(name: str, test: str | None = None, **more: Any) -> Condition:
    said = {
        "kind": "legal",
        "text": text(f"Voorwaarde {name}."),
        "if_not": text(f"Niet zo: {name}.") if test else None,
        "would_change": text(f"Doe iets aan {name}.") if test else None,
    }
    return Condition(id=f"condition.{name}", source=CITED, code=name.upper(), test=test, **{**said, **more})


def source(item_id: str, name: str, *conditions: Condition, **more: Any) -> IncomeSource:
    types = {"senior_complex_room": "structural", "community_house": "structural"}
    return IncomeSource(
        id=item_id,
        source=CITED,
        name=text(name),
        conditions=conditions,
        **{"code": "F0", "description": text(name), "types": types, **more},
    )


def rule(code: str, severity: str = "conflict", **more: Any) -> IncomeRule:
    said = {"text": text(f"Regel {code}."), "advice": text(f"Raad {code}.")}
    return IncomeRule(
        id=f"rule.{code.lower()}", source=CITED, code=code, severity=severity, **{**said, **more}
    )


def some_sources() -> tuple[IncomeSource, ...]:
    return (
        source(
            SOO,
            "SOO",
            condition("near", "distance_m <= 100"),
            condition("homes", "dwellings >= 5"),
            condition("older", "share_55 >= 50"),
            condition("opened", "access == 'neighbourhood'"),
            types={"senior_complex_room": "incidental"},
            closed_since=date(2025, 9, 20),
        ),
        source(
            POINTS,
            "Huur via de punten",
            condition("inside", "access == 'residents'"),
            condition("quiet", "not entrepreneur and not day_care"),
        ),
        source(SERVICE, "Servicekosten", condition("shared", "access == 'residents'"), condition("agreed")),
        source(
            LETTING,
            "Vaste verhuur",
            condition("renter", "not unfit_renter"),
            condition("tenth", "commercial_share <= 10"),
            condition("network", kind="social"),
        ),
        source(DRINKS, "Koffie"),
    )


def some_rules() -> tuple[IncomeRule, ...]:
    return (
        rule("IC14", "warning", test="biggest_share > 50"),
        rule("IC2", "have_it_checked", between=[(SOO, SERVICE)]),
        rule("IC1", between=[(SOO, POINTS)], test="soo_duty or not soo_granted"),
        rule("IC3", about=[POINTS, SERVICE], test="access == 'neighbourhood'"),
        rule("IC4", about=[POINTS, SERVICE], test="entrepreneur or day_care"),
    )


def knowledge(**more: Any) -> Knowledge:
    return Knowledge.model_construct(
        **{"income_sources": some_sources(), "income_rules": some_rules(), "questions": (), **more}
    )


def situation(*used: str, **values: Value | int) -> Situation:
    """Whole numbers may be written plainly; a yes or no is an int to Python, and stays what it is."""
    plain = {
        name: Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
        for name, value in values.items()
    }
    return Situation(plain, frozenset(used))


def answers(**questions: Mapping[str, Any]) -> Answers:
    """Single answers: `homes={"dwellings": "5"}` is the answer to money.homes."""
    return Answers({f"money.{name}": {"": row} for name, row in questions.items()})
