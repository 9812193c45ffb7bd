"""The shipped knowledge about income: complete after the factsheets, and every figure on the day it holds."""

from datetime import date
from decimal import Decimal

import pytest

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.expressions import parse
from schuifaan.core.method.finance.facts import FACTS, Situation
from schuifaan.core.method.finance.laws import figure, rent_table
from schuifaan.core.method.finance.rule_checks import misfits
from schuifaan.core.method.finance.rules import conflicts
from schuifaan.core.method.finance.sources import judged
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.knowledge.coverage import counts, headings
from schuifaan.core.method.knowledge.item import PLACE_TYPE_CODES
from schuifaan.core.method.knowledge.money import Condition, IncomeSource

KH, WV, MF, BH, S55 = PLACE_TYPE_CODES
NOVEMBER = date(2026, 11, 21)
LETTERS = {"both": "●", "overview": "M", "factsheet": "F", "overview_only": "m", "own_rule": "+"}
# The eight factsheets of Bijlage 2, with how many legal and social conditions each has here.
SHEETS = {
    "Stimuleringsregeling Ontmoetingsruimten ouderenhuisvesting": ("income.soo", 11, 2),
    "Huur van externe partijen/buurtclubs/bewoners zelf": ("income.room_hire_structural", 3, 4),
    "Opbrengsten van activiteiten": ("income.activities", 5, 1),
    "Opbrengsten Koffie, thee of andere dranken": ("income.drinks", 5, 5),
    "Huur bewoners, via WWS of servicekosten": ("income.rent_points", 9, 4),
    "Verhuur ten behoeve van dagbesteding": ("income.day_care_wlz", 3, 2),
    "Meerjarig opbouwwerk (gefinancierd door gemeente)": ("income.community_work", 3, 5),
    "Collectieve dagbesteding": ("income.day_care_wmo", 3, 1),
}


def source(knowledge: Knowledge, name: str) -> IncomeSource:
    return next(one for one in knowledge.income_sources if one.id == f"income.{name}")


def told(income: IncomeSource) -> str:
    """One row of the table in the reference: a mark for each type, with ! where it is doubtful."""
    return " ".join(
        LETTERS[income.basis[code]] + ("!" if code in income.doubtful else "")
        if code in income.basis
        else "–"
        for code in PLACE_TYPE_CODES
    )


def speaking(knowledge: Knowledge, *used: str, **facts: Decimal | str | bool) -> list[tuple[str, str]]:
    situation = Situation(facts, frozenset(f"income.{one}" for one in used))
    return [(one.rule.code, one.rule.severity) for one in conflicts(situation, knowledge, today=NOVEMBER)]


def test_the_matrix_is_the_one_of_the_reference(knowledge: Knowledge) -> None:
    assert [(one.code, told(one)) for one in knowledge.income_sources] == [
        ("F1a", "– M ● F ●"),
        ("F1b", "– M ● ● ●"),
        ("F2", "– – – – ●"),
        ("F3", "– m m m –"),
        ("F4", "M M ● ● ●"),
        ("F5", "● ● ● M! ●"),
        ("F6", "m m m m m"),
        ("F7", "– – M ● –"),
        ("F8a", "● ● ● M! M!"),
        ("F8b", "● ● ● M! M!"),
        ("F8c", "m m m m m"),
        ("F9", "– M! ● ● F"),
        ("F10", "– M! ● ● F"),
        ("F11", "+ + + + +"),
    ]


def test_a_type_has_a_horizon_where_there_is_a_basis_that_is_not_a_slip(knowledge: Knowledge) -> None:
    slips = {("income.day_care_wlz", WV), ("income.day_care_wmo", WV)}
    without = {(one.id, code) for one in knowledge.income_sources for code in set(one.basis) - set(one.types)}
    assert without == slips
    assert [one.id for one in knowledge.income_sources if set(one.types) - set(one.basis)] == []


def test_a_seniors_complex_has_the_grant_and_day_care_and_a_coffee_corner_no_room_hire(
    knowledge: Knowledge,
) -> None:
    assert source(knowledge, "soo").basis == {S55: "both"}
    assert source(knowledge, "day_care_wlz").basis[S55] == "factsheet"
    assert KH not in source(knowledge, "room_hire_incidental").types
    assert KH not in source(knowledge, "room_hire_structural").types


@pytest.mark.parametrize("heading", SHEETS)
def test_every_factsheet_has_its_conditions_pros_and_cons(knowledge: Knowledge, heading: str) -> None:
    name, legal, social = SHEETS[heading]
    income = next(one for one in knowledge.income_sources if one.id == name)
    assert ("Bijlage 2", heading) in {(one.part, one.heading) for one in income.source}
    kinds = [one.kind for one in income.conditions]
    assert (kinds.count("legal"), kinds.count("social")) == (legal, social)
    assert income.pros
    assert income.cons


def test_the_pages_of_money_are_all_covered(knowledge: Knowledge) -> None:
    found = {place for document, place in headings(knowledge) if document == "doc.handbook"}
    overview = (
        "Incidentele financiering",
        "Meerjarige financiering",
        "Structurele financiering",
        "Financiën",
    )
    wanted = {f"Bijlage 2, {one}" for one in SHEETS} | {f"Deel IV, {one}" for one in overview}
    assert wanted - found == set()
    counted = counts(knowledge)
    assert counted["income_sources.conditions"] == sum(
        len(one.conditions) for one in knowledge.income_sources
    )
    assert (counted["income_sources"], counted["income_rules"], counted["rent_tables"]) == (14, 16, 2)


def test_no_source_can_be_counted_on_without_a_legal_condition(knowledge: Knowledge) -> None:
    free = [
        one.id for one in knowledge.income_sources if "legal" not in {part.kind for part in one.conditions}
    ]
    assert free == []


def test_every_condition_and_rule_can_be_judged(knowledge: Knowledge) -> None:
    assert list(misfits(knowledge)) == []
    tests = [part.test for one in knowledge.income_sources for part in one.conditions if part.test]
    tests += [one.test for one in knowledge.income_rules if one.test]
    used = {name for text in tests for name in parse(text).facts}
    assert used <= set(FACTS)
    social = [
        part.id
        for one in knowledge.income_sources
        for part in one.conditions
        if part.kind == "social" and part.test
    ]
    assert social == []


ASSOCIATION: dict[str, Decimal | str | bool] = {"owner": "housing_association"}


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ("soo.soo_1", {"distance_m": Decimal(100)}, "met"),
        ("soo.soo_1", {"distance_m": Decimal(101)}, "not_met"),
        ("soo.soo_2", {"dwellings": Decimal(4)}, "not_met"),
        ("soo.soo_2", {"dwellings": Decimal(5)}, "met"),
        ("soo.soo_5", {"share_55": Decimal(49)}, "not_met"),
        ("soo.soo_5", {"share_55": Decimal(50)}, "met"),
        ("soo.soo_5", {}, "unknown"),
        ("soo.soo_12a", {"wlz_share": Decimal(51)}, "not_met"),
        ("room_hire_structural.mog_1", {"owner": "municipality"}, "met"),
        ("room_hire_structural.mog_1", {"owner": "housing_association", "unfit_renter": True}, "not_met"),
        ("room_hire_structural.mog_2", ASSOCIATION | {"commercial_share": Decimal("9.52")}, "met"),
        ("room_hire_structural.mog_2", ASSOCIATION | {"commercial_share": Decimal(10)}, "met"),
        ("room_hire_structural.mog_2", ASSOCIATION | {"commercial_share": Decimal("10.24")}, "not_met"),
        ("room_hire_structural.mog_2", {"owner": "foundation", "commercial_share": Decimal(60)}, "met"),
        ("rent_points.res_4", {"access": "neighbourhood"}, "not_met"),
        ("service_costs.res_5", {"entrepreneur": True}, "not_met"),
        ("service_costs.res_5", {"entrepreneur": False, "day_care": False}, "met"),
        ("drinks.kof_3", {"alcohol": False}, "met"),
        ("drinks.kof_3", {"alcohol": True}, "unknown"),
        ("drinks.kof_3", {"alcohol": True, "bylaw": "no"}, "met"),
        ("day_care_wmo.wmo_3", {"wmo_bought": "no"}, "not_met"),
    ],
)
def test_a_condition_turns_at_its_limit(
    knowledge: Knowledge, condition: str, facts: dict[str, Decimal | str | bool], expected: str
) -> None:
    item = knowledge.item(f"income.{condition}")
    assert isinstance(item, Condition)
    assert judged(item, Situation(facts), Answers({})).result == expected


def test_the_grant_is_closed_and_says_since_when(knowledge: Knowledge) -> None:
    soo = source(knowledge, "soo")
    assert (soo.closed_since, soo.once_for_building) == (date(2025, 9, 19), True)
    assert soo.closed_note is not None
    burden = [one.code for one in knowledge.income_sources if one.burdens_residents]
    assert burden == ["F8a", "F8b", "F8c"]


def test_the_rules_stand_in_the_order_of_the_reference_and_ours_comes_last(knowledge: Knowledge) -> None:
    assert [one.code for one in knowledge.income_rules] == [f"IC{number}" for number in range(1, 17)]


def test_what_tenants_pay_clashes_with_the_grant_and_with_outsiders(knowledge: Knowledge) -> None:
    assert speaking(knowledge, "soo", "rent_points") == [("IC1", "conflict")]
    assert speaking(knowledge, "soo", "service_costs") == [("IC2", "conflict")]
    assert speaking(knowledge, "service_costs", access="residents") == []
    assert speaking(knowledge, "service_costs", access="neighbourhood") == [
        ("IC3", "conflict"),
        ("IC13", "warning"),
    ]
    assert speaking(knowledge, "service_costs", entrepreneur=True) == [("IC4", "conflict")]
    assert speaking(knowledge, "rent_points", "room_hire_incidental", paying_outsiders=False) == []
    assert speaking(knowledge, "rent_points", "room_hire_incidental", paying_outsiders=True) == [
        ("IC5", "conflict"),
        ("IC13", "warning"),
    ]


def test_more_grant_than_the_expense_costs_clashes(knowledge: Knowledge) -> None:
    assert speaking(knowledge, over_granted=True) == [("IC15", "conflict")]
    assert speaking(knowledge, over_granted=False) == []


def test_tenants_do_not_pay_for_a_surplus(knowledge: Knowledge) -> None:
    assert speaking(knowledge, "service_costs", net_profit=True) == [("IC16", "warning")]
    assert speaking(knowledge, "service_costs", net_profit=False) == []


def test_a_room_with_the_grant_stays_open_for_meeting_and_without_profit(knowledge: Knowledge) -> None:
    after: dict[str, Decimal | str | bool] = {
        "access": "residents",
        "net_profit": True,
        "day_care_share": Decimal(51),
    }
    expected = [("IC6", "conflict"), ("IC12", "conflict"), ("IC7", "have_it_checked")]
    assert speaking(knowledge, "soo", **after) == expected
    assert speaking(knowledge, soo_duty=True, **after) == expected
    assert speaking(knowledge, soo_duty=False, **after) == []


@pytest.mark.parametrize(
    ("key", "day", "value"),
    [
        ("soo.per_m2", NOVEMBER, "2500"),
        ("soo.per_m2", date(2027, 1, 1), None),
        ("soo.duty_years", date(2024, 4, 1), "5"),
        ("soo.duty_years", date(2029, 4, 1), "5"),
        ("rent.social_limit", date(2024, 12, 31), None),
        ("rent.social_limit", date(2025, 6, 1), "900.07"),
        ("rent.social_limit", NOVEMBER, "932.93"),
        ("rent.middle_limit", date(2025, 6, 1), "1184.82"),
        ("rent.middle_limit", NOVEMBER, "1228.07"),
        ("rent.middle_limit", date(2027, 1, 1), None),
        ("wws.other_per_m2", NOVEMBER, "0.75"),
        ("dependency.percent", NOVEMBER, "50"),
    ],
)
def test_a_figure_holds_in_its_period_only(
    knowledge: Knowledge, key: str, day: date, value: str | None
) -> None:
    found = figure(knowledge, key, on=day)
    assert (found.value if found is not None else None) == (Decimal(value) if value is not None else None)


def test_the_highest_grant_goes_by_the_number_of_homes(knowledge: Knowledge) -> None:
    cap = figure(knowledge, "soo.cap", on=NOVEMBER)
    assert cap is not None
    homes = (4, 5, 20, 21, 50, 51)
    assert [cap.at(Decimal(one)) for one in homes] == [None, 100000, 100000, 150000, 150000, 175000]


def test_a_figure_has_one_value_on_a_day(knowledge: Knowledge) -> None:
    days = [date(year, month, 1) for year in range(2024, 2028) for month in (1, 6, 12)]
    twice = [
        (key, day)
        for key in {one.key for one in knowledge.figures}
        for day in days
        if sum(one.key == key and one.holds_on(day) for one in knowledge.figures) > 1
    ]
    assert twice == []


def test_the_rent_tables_are_the_official_ones(knowledge: Knowledge) -> None:
    points = (40, 80, 100, 120, 130, 136, 138, 140, 142, 143, 144, 160, 180, 186, 187, 200, 250)
    rents = "250.26 500.38 637.67 774.94 843.62 884.79 898.56 912.26 925.98 932.93 939.73 1049.57 1186.84 1228.07 1234.92 1324.18 1667.40"  # fmt: skip
    table = rent_table(knowledge, on=NOVEMBER)
    assert table is not None
    assert [table.rent(one) for one in points] == [Decimal(one) for one in rents.split()]
    for day in (date(2025, 6, 1), NOVEMBER):
        every = rent_table(knowledge, on=day)
        social, middle = (figure(knowledge, f"rent.{one}_limit", on=day) for one in ("social", "middle"))
        assert every is not None
        assert social is not None
        assert middle is not None
        assert (every.rent(143), every.rent(186), every.rent(39)) == (social.value, middle.value, None)
        assert (len(every.rents), list(every.rents)) == (211, sorted(every.rents))
    assert rent_table(knowledge, on=date(2027, 1, 1)) is None
    assert rent_table(knowledge, on=date(2024, 12, 31)) is None
