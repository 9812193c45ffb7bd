"""Rows K01–K05, K07, K08, E07 and the budget of D07: does it close, and what happens when something changes."""

import inspect
import json
import re
from collections.abc import Iterator

import pytest
import time_machine
import yaml
from django.apps import apps
from django.test import Client

from schuifaan.apps.dossiers.paper.business_shape import BusinessCaseFile
from schuifaan.apps.dossiers.queries.handbook import KNOWLEDGE_DIRECTORY
from schuifaan.apps.people.models import User
from schuifaan.core.method.finance.years import YearRow
from tests.capabilities.dossier_desk import printed, section
from tests.capabilities.money_desk import MoneyDesk
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# A figure of what care would have cost otherwise, or of what meeting "brings society".
SAVED_CARE = re.compile(
    r"(bespa\w+|vermeden|vermijd\w*)\W+(\w+\W+){0,4}zorg|zorg\w*\W+(\w+\W+){0,2}(bespa|vermeden)|zorgkosten|zorgbespa|"
    r"maatschappelijk rendement|\bsroi\b|social return|"
    r"(saved|saving|savings|avoided)\W+(\w+\W+){0,3}care|care\W+(cost|saving|saved)",
    re.IGNORECASE,
)


@pytest.fixture(autouse=True)
def _on_a_day_in_november() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(professional: User) -> MoneyDesk:
    return MoneyDesk(professional)


# ------------------------------------------------------------------ one sheet


def test_k01_investment_costs_income_and_financing_stand_in_one_sheet_and_add_up(desk: MoneyDesk) -> None:
    desk.choose("community_house")
    desk.answer("money.room", gross_m2="90", usable_m2="90")
    desk.answer("money.assumptions", first_year="2027", years="5")
    desk.add("money.investment", what="Stoelen", group="furnishing", amount="18.000", lifetime="8")
    for what, kind, price in (
        ("Energie", "energy", "14"),
        ("Schoonmaak", "cleaning", "16"),
        ("Klein onderhoud", "small_maintenance", "15"),
        ("Belasting", "other", "4"),
    ):
        desk.cost(price, what=what, kind=kind, per="m2")
    desk.rent(per_year="2.000")
    desk.add(
        "money.grants", what="VSBfonds", pays_as="funds", amount="8.000", often="once", pays_for="furnishing",
        chance="100",
    )  # fmt: skip
    sheet = desk.get("geld/").context["page"].sheet
    assert sorted(line.cents for line in sheet.costs.lines) == [36000, 126000, 135000, 144000]
    assert sheet.costs.total == 441000
    assert [line.cents for line in sheet.investment.lines] == [1800000]
    assert sheet.left_to_pay == 1000000
    # 18,000 ÷ 8 = 2,250 a year; the 8,000 of the fund pays 1,000 of that.
    assert sheet.capital.total == 225000
    assert sheet.income.total == 200000 + 100000
    assert sheet.all_costs == 441000 + 225000
    assert sheet.result == 300000 - 666000 == -366000
    page = desk.money()
    assert "Dit ontbreekt in 2027 − € 3.660,00" in page
    assert "Er ontbreekt € 3.660 in het eerste jaar." in page


def test_k02_682_day_parts_of_1008_are_needed_to_break_even(desk: MoneyDesk) -> None:
    """(24,000 − 9,000) ÷ (30 − 8) = 681.8, rounded up; 682 of 1 × 21 × 48 is 67.7 percent."""
    desk.choose("multifunctional_place")
    desk.cost("24.000")
    desk.rent(per_year="9.000")
    desk.answer("money.opening", rooms="1", day_parts="21", weeks="48", tariff="30", variable_cost="8")
    said = section(desk.get("geld/"), "verhuren").replace("\N{NO-BREAK SPACE}", " ")
    assert "Je komt uit met 682 dagdelen per jaar." in said
    assert re.search(r"Dat is 67,7 procent van de 1\.?008 dagdelen die er zijn\.", said)


# ------------------------------------------------------------------ things that wear out


def test_k03_and_e07_chairs_of_18000_that_last_8_years_take_2250_a_year(desk: MoneyDesk) -> None:
    desk.choose("coffee_corner")
    desk.answer("money.assumptions", first_year="2027", years="10")
    desk.add(
        "money.investment", what="Stoelen", group="furnishing", amount="18.000", lifetime="8", replace="yes"
    )
    (line,) = desk.case.investments
    assert line.years == (225000,) * 10
    # Without new ones afterwards nothing is laid aside after the eighth year.
    (key,) = desk.rows("money.investment")
    desk.answer("money.investment", key, replace="no")
    (line,) = desk.case.investments
    assert line.years == (225000,) * 8 + (0, 0)
    assert "Stoelen € 2.250,00" in desk.money()


# ------------------------------------------------------------------ years


def test_k04_energy_of_1260_rises_by_2_percent_and_other_costs_by_their_own(desk: MoneyDesk) -> None:
    desk.choose("coffee_corner")
    desk.answer("money.assumptions", first_year="2027", years="10", index="3")
    desk.cost("1.260", what="Energie", kind="energy", index="2")
    desk.cost("100", what="Verzekering", kind="contents_insurance")
    years = {line.name.nl: line.years[:2] for line in desk.case.costs}
    assert years == {"Energie": (126000, 128520), "Verzekering": (10000, 10300)}
    assert len(desk.case.years) == 10
    assert "2028 € 1.388 − € 1.388" in section(desk.get("geld/"), "jaren").replace("\N{NO-BREAK SPACE}", " ")
    desk.answer("money.assumptions", first_year="2027", years="1")
    assert len(desk.case.years) == 1


def test_k04_careful_expected_and_hopeful_stand_beside_each_other(desk: MoneyDesk) -> None:
    desk.choose("community_house")
    desk.cost("1.000")
    desk.rent(per_year="2.000", chance="60")
    rows = {one.name: (one.income, one.result) for one in desk.get("geld/").context["page"].scenarios}
    assert rows == {
        "Voorzichtig": (0, -100000),
        "Verwacht": (120000, 20000),
        "Als het meezit": (200000, 100000),
    }


# ------------------------------------------------------------------ when somebody stops


def test_k05_without_the_largest_source_the_reserve_is_gone_in_2029(desk: MoneyDesk) -> None:
    """Costs 10,000, income 6,000 + 4,000, in hand 15,000: without the 6,000 there is 9,000, 3,000 and then −3,000."""
    desk.choose("community_house")
    desk.answer("money.assumptions", first_year="2027", years="5", in_hand="15.000")
    desk.cost("10.000")
    desk.rent(name="Eetcafé Zon", kind="social_entrepreneur", per_year="6.000")
    desk.rent(name="Koor", per_year="4.000")
    said = section(desk.get("geld/"), "als").replace("\N{NO-BREAK SPACE}", " ")
    told = said.split("Stel dat de grootste inkomst wegvalt")[1]
    assert "is Eetcafé Zon de grootste: € 30.000. In het eerste jaar is dat € 6.000." in told
    assert "Zonder dit geld ontbreekt er in het eerste jaar € 6.000." in told
    assert "Het geld is dan op in 2029." in told
    assert desk.case.runs_out is None


def test_d07_entrepreneur_who_leaves_takes_6000_out_of_the_budget(desk: MoneyDesk) -> None:
    desk.choose("multifunctional_place")
    key = desk.add("partners.parties", name="Eetcafé Zon", kind="entrepreneur", euros="6.000")
    party = desk.option("management.tasks", "ingredient.keys", "party", "Eetcafé Zon")
    for task in ("keys", "cleaning", "stock"):
        desk.answer("management.tasks", f"ingredient.{task}", party=party)
    desk.cost("10.000")
    partner = desk.option("money.parties", "nieuw", "partner", "Eetcafé Zon")
    desk.rent(name="Eetcafé Zon", kind="social_entrepreneur", per_year="6.000", partner=partner)
    desk.rent(name="Koor", per_year="5.000")
    page = desk.read("partij-weg/", partij=key).replace("\N{NO-BREAK SPACE}", " ")
    budget = page.split("In de begroting", 1)[1].split("Uren per week")[0].strip()
    assert budget.startswith("− € 6.000 Zonder dit geld ontbreekt er in het eerste jaar € 5.000.")
    assert "3 taken " in page.split("Taken die open vallen", 1)[1]
    # Only tried out.
    assert desk.case.years[0].result == 100000


# ------------------------------------------------------------------ what is no money


def test_k07_four_hours_a_week_stand_apart_and_change_no_amount(desk: MoneyDesk) -> None:
    desk.choose("community_house")
    desk.cost("10.000")
    desk.rent(per_year="9.000")
    before = desk.case
    desk.add(
        "partners.parties", name="Bewonersgroep De Linde", kind="residents", hours="4", goods="20 stoelen"
    )
    after = desk.case
    assert (before.years, before.income, before.all_costs) == (after.years, after.income, after.all_costs)
    people = section(desk.get("geld/"), "mensen")
    assert "4 uur per week" in people
    assert "20 × stoelen" in people
    assert "€" not in people
    assert "uur per week" not in section(desk.get("geld/"), "begroting")
    gives = json.loads(desk.file("businesscase.json"))["gives"]
    assert gives == {"hours_a_week": "4", "goods": [{"number": 20, "name": "stoelen"}]}
    report = printed(desk.pdf("businesscase"))
    assert "4 uur per week" in report


def test_k08_nothing_asks_for_works_out_or_shows_a_figure_of_saved_care(desk: MoneyDesk) -> None:
    """★ Meeting comes first: no field, fact, line, file or sentence turns it into care that was not needed."""
    for text in (
        "Bespaarde zorgkosten",
        "besparing op de zorg",
        "wat dit aan zorg bespaart",
        "saved care costs",
    ):
        assert SAVED_CARE.search(text), text
    read = [
        f"{path.name}: {found[0]}"
        for path in sorted(KNOWLEDGE_DIRECTORY.rglob("*.yaml"))
        if path.parent.name != "examples"
        for text in texts_of(yaml.safe_load(path.read_text(encoding="utf-8")))
        for found in [SAVED_CARE.search(text)]
        if found
    ]
    assert read == []
    shapes = json.dumps(BusinessCaseFile.model_json_schema())
    fields = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("dossiers").get_models()
        for field in model._meta.get_fields()
    ]
    for words in (shapes.replace("_", " "), " ".join(fields).replace("_", " "), inspect.getsource(YearRow)):
        assert SAVED_CARE.search(words) is None
    desk.choose("senior_complex_room")
    desk.cost("10.000")
    desk.rent(name="Zorg", kind="care_welfare", pays_as="day_care_wlz", day_parts="4", weeks="46", price="55")
    for language in ("nl", "en"):
        desk.client.cookies["taal"] = language
        for rest in ("geld/", "geld/bronnen/", "geld/beste/", "geld/fondsen/", "stap/money/"):
            assert SAVED_CARE.search(desk.read(rest)) is None, rest
        page = Client().get("/handboek/money/", headers={"accept-language": language}).content.decode()
        assert SAVED_CARE.search(page) is None


def texts_of(node: object) -> Iterator[str]:
    """Every text in a file of knowledge, the names of its fields too."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield str(name).replace("_", " ")
            yield from texts_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts_of(value)
    elif isinstance(node, str):
        yield node.replace("_", " ")
