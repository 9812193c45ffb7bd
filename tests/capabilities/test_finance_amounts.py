"""Rows J01–J08 of the feature table: what each income brings, by the figures of the law on that day."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine

from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.people.models import User
from schuifaan.core.method.finance import laws
from schuifaan.core.method.finance.points import shared_points, shared_rooms
from schuifaan.core.method.finance.service_costs import per_home_month
from tests.capabilities.dossier_desk import section, words
from tests.capabilities.money_desk import MoneyDesk
from tests.factories import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PER_HOME = "per woning per maand"


@pytest.fixture(autouse=True)
def _on_a_day_in_november() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(professional: User) -> MoneyDesk:
    return MoneyDesk(professional)


# ------------------------------------------------------------------ the grant for building


@pytest.fixture
def seniors(desk: MoneyDesk) -> MoneyDesk:
    """90 m² beside 40 homes, 260,000 euros to build."""
    desk.choose("senior_complex_room")
    desk.answer("money.room", gross_m2="90", building="new")
    desk.answer("money.homes", dwellings="40", share_55="80", distance_m="100")
    desk.answer("money.use", access="neighbourhood")
    desk.add("money.investment", what="Bouw", group="building", amount="260.000", lifetime="30")
    return desk


def test_j01_90_m2_and_40_homes_would_have_brought_150000_and_the_scheme_is_closed(
    seniors: MoneyDesk,
) -> None:
    said = seniors.card("soo")
    assert said.startswith("SOO: rijkssubsidie voor de bouw gesloten")
    assert "Nieuwe aanvragen kunnen niet meer sinds 19 september 2025." in said
    assert "Dit zou het hebben gebracht: € 150.000 één keer" in said
    # SOO-4, the amounts, leads to where they stand.
    page = seniors.get("geld/bronnen/").content.decode()
    card = page.split('id="income.soo">')[1].split("</article>")[0]
    assert (
        'href="https://www.rvo.nl/subsidies-financiering/soo"' in card.split("per vierkante meter (bruto)")[1]
    )


def test_j01_four_homes_get_nothing(seniors: MoneyDesk) -> None:
    seniors.answer("money.homes", dwellings="4", share_55="80", distance_m="100")
    assert seniors.condition("soo", "SOO-2") == "not_met"
    said = seniors.card("soo")
    assert said.startswith("SOO: rijkssubsidie voor de bouw gesloten 1 niet voldaan,")
    assert "gebracht" not in said
    assert [one for one in seniors.case.possible if one.group == "income.soo"] == []


def test_j01_101_metres_is_too_far(seniors: MoneyDesk) -> None:
    assert seniors.condition("soo", "SOO-1") == "met"
    seniors.answer("money.homes", dwellings="40", share_55="80", distance_m="101")
    assert seniors.condition("soo", "SOO-1") == "not_met"
    said = seniors.card("soo")
    assert said.startswith("SOO: rijkssubsidie voor de bouw gesloten 1 niet voldaan,")
    assert "De ruimte ligt verder dan 100 meter van de woningen." in said


def test_j02_delivered_on_1_april_2024_owes_until_1_april_2029(
    seniors: MoneyDesk, professional: User
) -> None:
    seniors.answer("money.soo", granted="yes", delivered_on="2024-04-01", amount="150.000")
    owes = "De ruimte was klaar op 1 april 2024. Tot 1 april 2029 blijft ze open voor de buurt"
    assert owes in section(seniors.get("geld/"), "plicht")
    assert seniors.case.duty is not None
    assert seniors.case.duty.until == date(2029, 4, 1)

    def told_on(day: date) -> str:
        with time_machine.travel(datetime(day.year, day.month, day.day, 10, tzinfo=UTC), tick=False):
            seniors.come_back(professional)
            return section(seniors.get("geld/"), "plicht")

    assert owes in told_on(date(2029, 3, 31))
    assert "De plichten liepen tot 1 april 2029. Ze zijn voorbij." in told_on(date(2029, 4, 1))


# ------------------------------------------------------------------ points for shared rooms


def points(desk: MoneyDesk) -> Decimal | None:
    """What one home gets for the rooms that were filled in."""
    answers = answers_of(desk.dossier)
    addresses = int(desk.case.situation.number("addresses") or 0)
    found = shared_points(shared_rooms(answers), addresses, care_homes=False, knowledge=shipped(), on=TODAY)
    return found.section if found is not None else None


def test_j03_official_example_gives_nine_and_a_half_points(desk: MoneyDesk) -> None:
    """20 m² with a kitchen of its own and extras, 2 m² toilet, 4 addresses: 38.25 ÷ 4 = 9.5625."""
    desk.answer("money.homes", dwellings="4")
    desk.add(
        "money.shared_rooms",
        name="Keuken",
        kind="kitchen",
        m2="20",
        heated="yes",
        counter_cm="200",
        extras="3",
    )
    desk.add("money.shared_rooms", name="Toilet", kind="toilet", m2="2", hanging_toilets="1", basins="1")
    assert points(desk) == Decimal("9.50")


@pytest.mark.parametrize(
    ("room", "homes", "wanted"),
    [
        ({"kind": "kitchen", "m2": "80", "heated": "yes", "counter_cm": "200"}, "40", "2.25"),
        ({"kind": "room", "m2": "6"}, "60", "0"),
    ],
)
def test_j03_points_of_a_large_room_and_of_a_small_one(
    desk: MoneyDesk, room: dict[str, str], homes: str, wanted: str
) -> None:
    desk.answer("money.homes", dwellings=homes)
    desk.add("money.shared_rooms", name="Ruimte", **room)
    assert points(desk) == Decimal(wanted)


# ------------------------------------------------------------------ what tenants pay


@pytest.fixture
def tenants(desk: MoneyDesk) -> MoneyDesk:
    """A corner for 40 homes of 138 points, with a kitchen of 80 m²."""
    desk.choose("coffee_corner")
    desk.answer("money.homes", dwellings="40")
    desk.answer("money.use", access="residents", entrepreneur="no", day_care="no")
    desk.add("money.shared_rooms", name="Keuken", kind="kitchen", m2="80", heated="yes", counter_cm="200")
    return desk


def test_j04_from_138_to_140_points_adds_13_euros_70_a_month_for_each_new_tenant(tenants: MoneyDesk) -> None:
    tenants.answer("money.room", building="existing")
    tenants.answer("money.rent", points="138", turnover="10")
    said = tenants.card("rent_points")
    assert f"Hoogste huur: erbij {PER_HOME}: € 13,70" in said
    assert f"Na aftoppen: erbij {PER_HOME}: € 13,70" in said
    assert "Punten erbij 2,25 uitgerekend" in said
    assert "Dit zou het brengen: € 6.576 per jaar" in said
    # Home by home, as each gets a new tenant: a tenth of them every year.
    line = tenants.line("rent_points")
    assert line.amount.cents == 657600
    assert line.years[0] < line.years[1] < 657600


def test_j04_rents_held_at_713_bring_nothing(tenants: MoneyDesk) -> None:
    tenants.answer("money.room", building="new")
    tenants.answer("money.rent", points="138", cap="713")
    line = tenants.line("rent_points")
    assert (line.amount.cents, set(line.years)) == (0, {0})
    tenants.count_on("rent_points")
    tenants.cost("100")
    said = tenants.money()
    assert f"Hoogste huur: erbij {PER_HOME}: € 13,70" in said
    assert re.search(rf"Na aftoppen: erbij {PER_HOME}: € 0(,00)? ", said)


@pytest.mark.parametrize(("percent", "yearly", "month"), [("", 480000, 1000), ("5", 504000, 1050)])
def test_j05_4800_euros_over_40_homes_is_10_a_month_and_1050_with_administration(
    tenants: MoneyDesk, percent: str, yearly: int, month: int
) -> None:
    tenants.answer("money.rent", admin_percent=percent)
    tenants.cost("4.800", kind="energy", in_service_costs="yes")
    line = tenants.line("service_costs")
    assert line.amount.cents == yearly
    assert per_home_month(line.amount, 40).cents == month


def test_j05_page_says_what_a_home_pays_each_month(tenants: MoneyDesk) -> None:
    tenants.answer("money.rent", admin_percent="5")
    tenants.cost("4.800", kind="energy", in_service_costs="yes")
    tenants.count_on("service_costs")
    said = tenants.card("service_costs") + tenants.money()
    assert f"€ 10,50 {PER_HOME}" in said


@pytest.mark.parametrize("kind", ["large_maintenance", "owner_tax", "building_insurance", "vandalism"])
def test_j05_costs_of_the_owner_are_refused_in_the_service_costs(tenants: MoneyDesk, kind: str) -> None:
    typed = {"what": "Van de eigenaar", "kind": kind, "amount": "400", "per": "year"}
    response = tenants.send("money.costs", "nieuw", **typed, in_service_costs="yes")
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["in_service_costs"]
    assert "Deze kosten blijven bij de eigenaar" in words(response)
    assert tenants.rows("money.costs") == set()
    tenants.add("money.costs", **typed, in_service_costs="no")


# ------------------------------------------------------------------ letting


@pytest.mark.parametrize(("own_m2", "share", "state"), [("40", "9.52", "met"), ("43", "10.24", "not_met")])
def test_j06_tenth_part_of_420_m2_for_businesses(
    desk: MoneyDesk, own_m2: str, share: str, state: str
) -> None:
    desk.choose("multifunctional_place")
    desk.answer("money.room", owner="housing_association", gross_m2="420")
    desk.rent(name="Kapper", kind="commercial", own_m2=own_m2, per_year="6.000")
    found = desk.case.situation.number("commercial_share")
    assert found is not None
    assert round(found, 2) == Decimal(share)
    assert desk.condition("room_hire_structural", "MOG-2") == state
    assert ("IC8" in desk.speaking()) is (state == "not_met")


def test_j07_four_day_parts_of_day_care_bring_10120_and_two_bring_5060_with_a_caution(
    desk: MoneyDesk,
) -> None:
    desk.choose("senior_complex_room")
    desk.cost("10.000")
    care = {
        "name": "Zorg Dichtbij",
        "kind": "care_welfare",
        "pays_as": "day_care_wlz",
        "weeks": "46",
        "price": "55",
    }
    key = desk.rent(**care, day_parts="4")
    line = desk.line("day_care_wlz")
    assert (line.years[0], line.horizon) == (1012000, "structural")
    assert "€ 10.120,00" in desk.money()
    careful = "Wees voorzichtig: dat is alles wat er binnenkomt, en het is niet genoeg."
    assert careful not in desk.money()
    desk.answer("money.parties", key, day_parts="2")
    assert desk.line("day_care_wlz").years[0] == 506000
    assert "€ 5.060,00" in desk.money()
    assert careful in desk.money()


# ------------------------------------------------------------------ figures with a period


def test_j08_figures_of_2025_stay_when_those_of_2026_are_there() -> None:
    for day, limit in ((date(2025, 12, 31), "900.07"), (date(2026, 1, 1), "932.93")):
        figure = laws.figure(shipped(), "rent.social_limit", on=day)
        table = laws.rent_table(shipped(), on=day)
        assert figure is not None
        assert table is not None
        assert figure.value == Decimal(limit)
        assert table.rents[143 - table.first_points] == Decimal(limit)
        assert figure.source
        assert table.source


def test_j08_result_of_2025_is_worked_out_with_the_table_of_2025(professional: User) -> None:
    """140.75 points and 2.25 are 143: the highest rent of that number, by the table of that day."""

    def highest(day: datetime) -> str:
        with time_machine.travel(day, tick=False):
            desk = MoneyDesk(professional)
            desk.choose("coffee_corner")
            desk.answer("money.homes", dwellings="40")
            desk.add(
                "money.shared_rooms", name="Keuken", kind="kitchen", m2="80", heated="yes", counter_cm="200"
            )
            desk.answer("money.room", building="new")
            desk.answer("money.rent", points="140,75")
            found = re.search(r"Hoogste huur bij 143 punten (€ \d+,\d\d)", desk.card("rent_points"))
            assert found is not None
            return found[1]

    assert highest(datetime(2025, 6, 2, 10, tzinfo=UTC)) == "€ 900,07"
    assert highest(datetime(2026, 6, 2, 10, tzinfo=UTC)) == "€ 932,93"
