"""Rows I01–I10 and L07 of the feature table: which income is possible here, under which conditions, what clashes."""

import html
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal

import openpyxl
import pytest
import time_machine
from django.test import Client

from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import User
from tests.capabilities.conftest import Fill, signed_in
from tests.capabilities.dossier_desk import printed, section, words, words_in
from tests.capabilities.money_desk import MoneyDesk
from tests.factories import NOW, make_membership, make_municipality, make_organisation, make_user
from tests.factories.dossiers import answer

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HANDBOOK = "/handboek/money/"
HEADING = "Dit is een hulp, geen advies"
ON_PAPER = "Het besluit nemen jullie zelf. Vraag bij regels en geld altijd na of het nog klopt."
CONFLICT = "Dit gaat niet samen"


@pytest.fixture(autouse=True)
def _on_a_day_in_november() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(professional: User) -> MoneyDesk:
    return MoneyDesk(professional)


def handbook() -> str:
    response = Client().get(HANDBOOK, headers={"accept-language": "nl"})
    return html.unescape(response.content.decode())


# ------------------------------------------------------------------ the handbook


def test_i01_table_of_income_and_types_with_what_it_rests_on() -> None:
    """SOO ● for a seniors' complex, Wlz there by its factsheet alone, no room hire for a coffee corner."""
    table = handbook().split('<table class="money-matrix"')[1].split("</table>")[0]
    columns: list[str] = [one.code for one in shipped().place_types]
    assert columns[0] == "coffee_corner"
    assert columns[-1] == "senior_complex_room"

    def cell(source: str, code: str) -> str:
        (row,) = (one for one in table.split("<tr") if f'href="#income.{source}"' in one)
        cells = re.findall(r'<td role="cell"[^>]*>.*?</td>', row, re.DOTALL)
        assert len(cells) == len(columns) == 5
        return words_in(cells[columns.index(code)].split("</span>", 1)[1])

    assert cell("soo", "senior_complex_room") == "● wisselend of eenmalig (overzicht en factsheet noemen het)"
    assert cell("day_care_wlz", "senior_complex_room") == "◐ vast, elk jaar (alleen de factsheet noemt het)"
    for source in ("room_hire_incidental", "room_hire_structural"):
        assert cell(source, "coffee_corner") == "– niet"
    assert cell("soo", "coffee_corner") == "– niet"


def test_i02_eight_factsheets_each_with_rules_social_conditions_pros_and_cons() -> None:
    page = handbook()
    sheets: dict[str, list[str]] = {}
    for source in shipped().income_sources:
        for heading in {one.heading for one in source.source if one.part == "Bijlage 2"}:
            sheets.setdefault(str(heading), []).append(source.id)
    assert len(sheets) == 8
    for code in (one for codes in sheets.values() for one in codes):
        article = page.split(f'<article class="item source-item" id="{code}"')[-1].split("</article>")[0]
        assert re.findall(r"<h4>([^<]+)</h4>", article)[:4] == [
            "Wat er volgens de regels moet kloppen",
            "Wat er nodig is om het te laten werken",
            "Voordelen",
            "Nadelen",
        ], code


def test_c05_money_that_is_not_for_a_coffee_corner_says_so(desk: MoneyDesk) -> None:
    desk.choose("coffee_corner")
    apart = section(desk.get("geld/bronnen/"), "niet-hier")
    for name in ("SOO: rijkssubsidie voor de bouw", "Zaalhuur per keer"):
        assert f"{name} niet voor deze soort plek" in apart
    assert 'id="income.drinks"' not in apart
    assert desk.card("drinks").startswith("Koffie, thee en andere dranken")
    desk.choose("senior_complex_room")
    assert desk.card("soo").startswith("SOO: rijkssubsidie voor de bouw gesloten")


# ------------------------------------------------------------------ conditions


def test_i03_company_that_sells_telephones_does_not_meet_mog_1(desk: MoneyDesk) -> None:
    desk.choose("multifunctional_place")
    desk.answer("money.room", owner="housing_association", building="existing", gross_m2="420")
    desk.rent(name="Koor", kind="public_interest", per_year="1.200")
    assert desk.condition("room_hire_structural", "MOG-1") == "met"
    desk.rent(name="Belwinkel BV", kind="commercial", day_parts="1", weeks="40", price="60")
    assert desk.condition("room_hire_structural", "MOG-1") == "not_met"
    said = desk.card("room_hire_structural")
    (mog,) = (
        one
        for source in shipped().income_sources
        for one in source.conditions
        if (source.id, one.code) == ("income.room_hire_structural", "MOG-1")
    )
    assert f"niet voldaan {mog.text.nl}" in said
    assert mog.if_not is not None
    assert mog.if_not.nl in said
    assert "Deze combinatie kan zo niet" in desk.money()


def test_i04_grant_and_rent_points_clash_as_ic1(desk: MoneyDesk) -> None:
    rules = {one.code: one for one in shipped().income_rules}
    desk.choose("senior_complex_room")
    desk.count_on("soo")
    said = desk.refused("rent_points")
    assert rules["IC1"].text.nl in said
    assert rules["IC1"].advice.nl in said
    # The other way round is no different.
    desk.answer("money.sources", "income.soo", use="not")
    desk.count_on("rent_points")
    assert rules["IC1"].text.nl in desk.refused("soo")
    # What an imported dossier brings along is said on the page.
    answer(desk.dossier, "money.sources", {"use": "count_on"}, item="income.soo")
    assert desk.speaking()[0] == "IC1"
    assert CONFLICT in desk.money()


def test_i04_entrepreneur_and_service_costs_clash_as_ic4(desk: MoneyDesk) -> None:
    desk.choose("coffee_corner")
    desk.answer("money.use", access="residents", entrepreneur="no", day_care="no")
    desk.count_on("service_costs")
    assert desk.speaking() == []
    desk.answer("money.use", access="residents", entrepreneur="yes", day_care="no")
    assert desk.speaking() == ["IC4"]
    assert CONFLICT in desk.money()


def test_i05_outsider_who_pays_30_euros_for_a_room_with_rent_points_is_warned_about(desk: MoneyDesk) -> None:
    """There are no bookings yet: the rule speaks as soon as the plan has one paying outsider."""
    desk.choose("multifunctional_place")
    desk.answer("money.use", access="residents", entrepreneur="no", day_care="no")
    desk.count_on("rent_points")
    assert "IC5" not in desk.speaking()
    desk.rent(name="Yogaclub", pays_as="room_hire_incidental", day_parts="1", weeks="1", price="30")
    assert desk.case.situation.get("paying_outsiders") is True
    assert "IC5" in desk.speaking()
    assert {one.rule.code for one in desk.case.clashes} == {"IC5"}
    (line,) = desk.case.income
    assert line.years[0] == 3000


# ------------------------------------------------------------------ how lasting the money is


def test_i06_structural_income_of_9000_for_costs_of_24000_covers_038_with_a_caution(desk: MoneyDesk) -> None:
    desk.choose("community_house")
    desk.cost("24.000")
    desk.rent(per_year="9.000")
    page = desk.money()
    assert "Tegenover elke euro kosten staat € 0,38 aan inkomsten die blijven. Wees voorzichtig" in page
    assert desk.case.cover.is_cautious
    (line,) = desk.get("geld/").context["page"].sheet.income.lines
    assert (line.cents, line.lasts) == (900000, "vast")


def test_i07_one_grant_of_14000_in_22000_is_64_percent_with_a_caution(desk: MoneyDesk) -> None:
    desk.choose("community_house")
    desk.rent(per_year="8.000")
    desk.add(
        "money.grants", what="Gemeente", pays_as="operating_subsidy", amount="14.000", often="yearly",
        pays_for="running", chance="100",
    )  # fmt: skip
    desk.cost("20.000")
    case = desk.case
    assert case.years[0].income == 2200000
    assert round(case.situation.number("biggest_share") or Decimal(0)) == 64
    assert "IC14" in desk.speaking()
    assert section(desk.get("geld/"), "let-op").startswith("Let op")
    # Half is not more than half.
    key = desk.rent(name="Thuiszorg", kind="care_welfare", per_year="6.000")
    assert key
    assert "IC14" not in desk.speaking()


# ------------------------------------------------------------------ municipalities


def test_i08_municipality_a_buys_day_care_for_two_day_parts_and_of_b_it_is_not_known(fill_in: Fill) -> None:
    make_municipality("GM0935", "Maastricht")
    make_municipality("GM0637", "Zoetermeer")
    said = {}
    for code, slug in (("GM0935", "wonen-zuid"), ("GM0637", "wonen-west")):
        organisation = make_organisation(slug, name=slug, municipality_code=code)
        user = make_user(f"{slug}@example.org")
        make_membership(user, organisation, OrganisationRole.ASSOCIATION_PROFESSIONAL)
        if code == "GM0935":
            kept = fill_in(
                user,
                f"/beheer/organisaties/{slug}/gemeenteregels/",
                municipality_code=code,
                subject="wmo_day_care",
                answer="yes",
                note="2 dagdelen",
                checked_on="2026-11-02",
            )
            assert kept.status_code == 302
            assert "2 dagdelen" in words(signed_in(user).get(f"/beheer/organisaties/{slug}/gemeenteregels/"))
        desk = MoneyDesk(user)
        desk.choose("community_house")
        desk.dossier.refresh_from_db()
        assert desk.dossier.organisation == organisation
        said[code] = desk.condition("day_care_wmo", "WMO-3")
    assert said == {"GM0935": "met", "GM0637": "unknown"}


# ------------------------------------------------------------------ checked again


def test_i09_opening_the_door_to_the_neighbourhood_brings_ic3(desk: MoneyDesk) -> None:
    desk.choose("coffee_corner")
    desk.answer("money.use", access="residents", entrepreneur="no", day_care="no")
    desk.count_on("service_costs")
    assert "IC3" not in desk.speaking()
    desk.answer("money.use", access="neighbourhood", entrepreneur="no", day_care="no")
    assert "IC3" in desk.speaking()
    assert "IC3" in {one.rule.code for one in desk.case.clashes}


def made(desk: MoneyDesk) -> None:
    desk.choose("community_house")
    desk.cost("24.000")
    desk.rent(per_year="9.000")


def test_i10_every_result_says_that_it_is_a_help_and_no_advice(desk: MoneyDesk) -> None:
    made(desk)
    for rest in ("geld/", "geld/bronnen/", "geld/beste/"):
        said = section_of_disclaimer(desk, rest)
        assert HEADING in said
        assert "Laat een plan nakijken door iemand die er verstand van heeft" in said
    assert ON_PAPER in printed(desk.pdf("businesscase"))
    book = openpyxl.load_workbook(io.BytesIO(desk.file("rekenblad.xlsx")))
    cells = [str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [ON_PAPER in one for one in cells].count(True) == 1


def test_i10_the_json_says_so_too(desk: MoneyDesk) -> None:
    made(desk)
    said = json.loads(desk.file("businesscase.json"))["disclaimer"]
    assert ON_PAPER in said["nl"]
    assert "You make the decision yourselves. With rules and money, always check" in said["en"]


def section_of_disclaimer(desk: MoneyDesk, rest: str) -> str:
    page = desk.get(rest).content.decode()
    (found,) = re.findall(r'<aside class="disclaimer".*?</aside>', page, re.DOTALL)
    return words_in(found)


# ------------------------------------------------------------------ money that leaves


def test_l07_200_euros_out_of_the_fund_of_the_place_need_a_reason_and_are_flagged_as_ic10(
    desk: MoneyDesk,
) -> None:
    desk.choose("coffee_corner")
    desk.answer("money.sales", activities="900")
    assert "IC10" not in desk.speaking()
    transfer = {"what": "Naar het buurtfeest", "kind": "transfer_out", "amount": "200", "per": "year"}
    response = desk.send("money.costs", "nieuw", **transfer)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason"]
    assert desk.rows("money.costs") == set()
    desk.add("money.costs", **transfer, reason="Het bestuur sprak dit af met de bewoners.")
    assert "IC10" in desk.speaking()
    assert [one.sources for one in desk.case.clashes if one.rule.code == "IC10"] == [("income.activities",)]
