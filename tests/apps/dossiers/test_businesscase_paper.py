"""The business case on paper and as JSON: every sum adds up, and a combination that cannot be is never said to close."""

import io
import json
import re
from copy import deepcopy
from decimal import Decimal

import docx
import openpyxl
import pytest
from django.utils.translation import override

from schuifaan.apps.dossiers.paper.business_shape import BusinessCaseFile
from schuifaan.apps.dossiers.paper.case import Case
from schuifaan.apps.dossiers.paper.catalog import BY_SLUG
from schuifaan.core.method.finance.facts import Local
from schuifaan.ui.paper.blocks import Box, Bullets, Heading, Paper, Table, Words, as_data
from schuifaan.ui.paper.word import as_docx
from tests.apps.dossiers.paper_cases import PRINTED_AT, case_with, printed, text_of
from tests.apps.dossiers.results_cases import example

pytestmark = pytest.mark.once

WITH_MONEY = [
    "seniors-sixty-homes-care",
    "coffee-corner-one-volunteer",
    "community-house-district",
    "foundation-with-eating-cafe",
]
ODD = "'t Atrium <b>🎉 #strong[x]"
# Open to the whole district, with an entrepreneur: tenants cannot be asked to pay for it.
OPEN_TO_ALL = "community-house-district"


def report(case: Case) -> Paper:
    with override(case.language):
        return BY_SLUG["businesscase"].build(case)


def filed(case: Case) -> dict:
    with override(case.language):
        return json.loads(BY_SLUG["businesscase"].made["json"](case))


def cents(said: str) -> int:
    """€ 1.234,56 back to 123456."""
    number = said.replace("\xa0", "").replace(".", "").replace(",", ".")
    return int(Decimal(number.replace("€", "").replace("−", "-").replace("+", "")) * 100)


def table_under(paper: Paper, title: str) -> Table:
    """The first table after that heading."""
    at = paper.blocks.index(
        next(one for one in paper.blocks if isinstance(one, Heading) and one.text == title)
    )
    return next(one for one in paper.blocks[at:] if isinstance(one, Table))


def column(table: Table, number: int) -> list[int]:
    return [cents(row[number]) for row in table.rows]


def every_text(paper: Paper) -> str:
    return json.dumps(as_data(paper), ensure_ascii=False).replace("\xa0", " ")


# ------------------------------------------------------------------ sums


@pytest.mark.parametrize("name", WITH_MONEY)
def test_lines_of_the_sheet_add_up_to_its_totals(name):
    paper = report(case_with(example(name)["answers"]))
    costs, income = (table_under(paper, f"Wat {what} in 2027") for what in ("het kost", "er binnenkomt"))
    result = table_under(paper, "Wat er overblijft in 2027")
    assert sum(column(costs, 2)[:-1]) == column(costs, 2)[-1]
    for number in (3, 4):
        assert sum(column(income, number)[:-1]) == column(income, number)[-1]
    assert column(result, 1) == [
        column(income, 4)[-1],
        column(costs, 2)[-1],
        column(income, 4)[-1] - column(costs, 2)[-1],
    ]
    if any(
        line.text == "Wat het kost om de plek te maken" for line in paper.blocks if isinstance(line, Heading)
    ):
        prices = table_under(paper, "Wat het kost om de plek te maken")
        assert sum(column(prices, 3)[:-1]) == column(prices, 3)[-1]


@pytest.mark.parametrize("name", ["seniors-sixty-homes-care", "community-house-district"])
def test_what_pays_for_the_investment_and_what_is_left_add_up(name):
    paper = report(case_with(example(name)["answers"]))
    table = table_under(paper, "Wie dat betaalt")
    *paid, together, price, left = column(table, 3)
    assert (sum(paid), price - together) == (together, left)
    whole = [cents(row[2]) for row in table.rows[:-2]]
    assert sum(whole[:-1]) == whole[-1]
    assert price == column(table_under(paper, "Wat het kost om de plek te maken"), 3)[-1]


def test_money_for_the_investment_that_may_come_counts_for_its_chance():
    plain = deepcopy(example("seniors-sixty-homes-care")["answers"])
    for grant in plain["money.grants"].values():
        grant["chance"] = 50
    *paid, together, price, left = table_under(report(case_with(plain)), "Wie dat betaalt").rows
    assert [cents(row[3]) * 2 for row in (*paid, together)] == [cents(row[2]) for row in (*paid, together)]
    assert cents(left[3]) == cents(price[3]) - cents(together[3])


@pytest.mark.parametrize("name", WITH_MONEY)
def test_every_year_adds_up_and_runs_on_into_the_next(name):
    plain = example(name)["answers"]
    paper = report(case_with(plain))
    years = table_under(paper, "Jaar voor jaar")
    in_hand = plain["money.assumptions"][""].get("in_hand", 0)
    for row in years.rows:
        income, costs, result, balance = (cents(one) for one in row[1:])
        assert (income - costs, in_hand + result) == (result, balance)
        in_hand = balance
    horizons = table_under(paper, "Inkomsten naar hoe lang ze blijven")
    for row, year in zip(horizons.rows, years.rows, strict=True):
        assert sum(cents(one) for one in row[1:-1]) == cents(row[-1]) == cents(year[1])
    key = dict(table_under(paper, "In cijfers").rows)
    assert cents(key["Kosten in 2027"]) == cents(years.rows[0][2])
    assert cents(key["Inkomsten in 2027"]) == cents(years.rows[0][1])


@pytest.mark.parametrize("name", WITH_MONEY)
def test_json_holds_the_shape_and_adds_up(name):
    made = filed(case_with(example(name)["answers"]))
    BusinessCaseFile.model_validate(made)
    assert (made["format"], made["version"], made["made_at"]) == (
        "schuifaan-businesscase",
        1,
        "2026-11-21T12:00:00Z",
    )
    for number, year in enumerate(made["years"]):
        assert year["income"] == sum(line["counted"][number] for line in made["income"])
        assert year["income"] == year["structural"] + year["multi_year"] + year["incidental"]
        assert year["costs"] == sum(
            line["counted"][number] for line in (*made["investments"], *made["costs"])
        )
        assert year["result"] == year["income"] - year["costs"]
    for number, year in enumerate(made["scenarios"]["hopeful"]):
        assert year["income"] == sum(line["years"][number] for line in made["income"])
    first = made["years"][0]
    assert made["totals"]["investment"] == sum(line["at_once"] for line in made["investments"])
    assert [made["totals"][one] for one in ("costs", "income", "result")] == [
        first[one] for one in ("costs", "income", "result")
    ]
    named = {source["number"] for source in made["sources"]}
    assert {number for one in _amounts(made) for number in one["sources"]} <= named


@pytest.mark.parametrize("name", WITH_MONEY)
def test_json_and_report_name_the_same_totals(name):
    case = case_with(example(name)["answers"])
    made, paper = filed(case), report(case)
    assert made["totals"]["costs"] == column(table_under(paper, "Wat het kost in 2027"), 2)[-1]
    assert made["totals"]["income"] == column(table_under(paper, "Wat er binnenkomt in 2027"), 4)[-1]
    assert [year["balance"] for year in made["years"]] == column(table_under(paper, "Jaar voor jaar"), 4)


def _amounts(made: dict):
    def within(one):
        yield one
        for part in one.get("inputs", ()):
            yield from within(part)

    for line in (*made["investments"], *made["costs"], *made["income"], *made["not_counted_on"]):
        yield from within(line["amount"])


@pytest.mark.parametrize("name", WITH_MONEY)
def test_every_amount_of_the_sheet_says_why(name):
    case = case_with(example(name)["answers"])
    told = [row[0].split("\n")[0] for row in table_under(report(case), "Bijlage: waarom dit bedrag?").rows]
    made = filed(case)
    assert [one["name"]["nl"] for one in _amounts(made) if one["kind"] == "amount" and one["name"]["nl"] not in told] == []  # fmt: skip
    assert [
        row for row in table_under(report(case), "Bijlage: waarom dit bedrag?").rows if not all(row)
    ] == []


# ------------------------------------------------------------------ the answer


def _rich(*, tenants_pay: str) -> dict:
    plain = deepcopy(example(OPEN_TO_ALL)["answers"])
    plain["money.costs"]["energie"]["in_service_costs"] = "yes"
    plain["money.sources"] = {"income.service_costs": {"use": tenants_pay}}
    plain["money.assumptions"][""]["in_hand"] = 10**11
    return plain


def test_combination_that_cannot_be_is_never_said_to_close():
    case = case_with(_rich(tenants_pay="count_on"))
    paper = report(case)
    assert (paper.blocks[0].title, paper.blocks[1].text) == (
        "Deze combinatie kan zo niet",
        "Waarom het zo niet kan",
    )
    assert "komt uit" not in every_text(paper)
    assert "komt uit" not in text_of(printed("businesscase", case))
    made = filed(case)
    assert (made["answer"]["runs_out"], made["answer"]["is_lawful"], made["answer"]["closes"]) == (
        None,
        False,
        False,
    )


def test_lawful_combination_with_the_same_money_does_close():
    case = case_with(_rich(tenants_pay="not"))
    assert "komt uit" in report(case).blocks[0].title
    assert filed(case)["answer"]["closes"] is True


def test_first_page_answers_and_gives_the_figures():
    case = case_with(example("seniors-sixty-homes-care")["answers"])
    first = printed("businesscase", case).pages[0].extract_text()
    assert [words for words in ("Dit komt uit, tot en met 2041.", "In cijfers", "Kosten per woning per maand") if words not in first] == []  # fmt: skip


def test_report_is_a_tagged_pdf_with_charts_that_are_told():
    case = case_with(example(OPEN_TO_ALL)["answers"])
    drawings = report(case).extra["drawings"].values()
    assert len(drawings) == 2
    assert all(one["svg"].startswith("<svg") and len(one["alt"]) > 60 for one in drawings)
    pdf = printed("businesscase", case)
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert 5 <= len(pdf.pages) <= 16


def test_empty_dossier_gives_one_page_with_what_to_begin_with():
    case = case_with({})
    paper = report(case)
    assert paper.blocks[0] == Box("Vul eerst kosten in")
    assert isinstance(paper.blocks[2], Bullets)
    assert len(paper.blocks[2].items) == 4
    pdf = printed("businesscase", case)
    assert len(pdf.pages) == 1
    assert "Dit document is een hulpmiddel" in text_of(pdf)
    assert "€" not in text_of(pdf)
    made = filed(case)
    assert (made["answer"]["has_sums"], made["answer"]["closes"], made["costs"]) == (False, False, [])


def test_costs_alone_are_already_a_report():
    paper = report(case_with({"money.costs": {"a": {"what": "Stroom", "amount": 120000, "per": "year"}}}))
    assert paper.blocks[0].title.replace("\xa0", " ") == "Er ontbreekt € 1.200 in het eerste jaar."
    assert table_under(paper, "In cijfers").rows[2][0] == "Tekort in 2027"


# ------------------------------------------------------------------ what is typed, and what is never said


def test_odd_names_come_out_as_they_were_typed_everywhere():
    plain = deepcopy(example("seniors-sixty-homes-care")["answers"])
    plain["money.parties"]["koor"]["name"] = ODD
    plain["money.costs"]["energie"]["what"] = ODD
    plain["partners.parties"] = {"p": {"name": ODD, "hours": "4", "goods": [ODD]}}
    case = case_with(plain, title=ODD)
    assert text_of(printed("businesscase", case)).count("'t Atrium <b>") > 5
    word = docx.Document(io.BytesIO(as_docx(report(case), at=PRINTED_AT)))
    assert word.core_properties.title == f"Businesscase: {ODD}"
    assert ODD in [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    made = filed(case)
    assert made["title"] == ODD
    assert {ODD} == {line["name"]["nl"] for line in made["costs"] if line["key"] == "cost:energie"}
    with override("nl"):
        book = openpyxl.load_workbook(io.BytesIO(BY_SLUG["rekenblad"].made["xlsx"](case)))
    assert any(cell.value == ODD for page in book for row in page.iter_rows() for cell in row)


def test_hours_and_goods_stand_apart_and_never_in_euros():
    plain = deepcopy(example("seniors-sixty-homes-care")["answers"])
    plain["partners.parties"] = {"p": {"name": "Buurtclub", "hours": "4", "goods": ["20 stoelen"]}}
    with_help, without_help = (report(case_with(one)) for one in (plain, {**plain, "partners.parties": {}}))
    assert table_under(with_help, "Wat mensen geven in tijd en spullen").rows == (("Buurtclub", "4 uur per week", "20 stoelen"),)  # fmt: skip
    assert table_under(with_help, "Jaar voor jaar") == table_under(without_help, "Jaar voor jaar")
    assert "Wat mensen geven" not in every_text(without_help)


@pytest.mark.parametrize("name", WITH_MONEY)
def test_report_judges_no_law_and_counts_no_people(name):
    text = every_text(report(case_with(example(name)["answers"]))).lower()
    for words in ("toegestaan", "bespaar", "bezoekers per", "aantal bezoekers", "zorgkosten"):
        assert words not in text


def test_room_with_soo_tells_its_duties_and_their_end():
    plain = deepcopy(example("seniors-sixty-homes-care")["answers"])
    plain["money.soo"] = {"": {"granted": "yes", "amount": 10000000, "delivered_on": "2025-03-01"}}
    paper = report(case_with(plain))
    at = paper.blocks.index(Heading("Wat de SOO-subsidie van jullie vraagt"))
    assert paper.blocks[at + 1] == Words(
        "De ruimte was klaar op 1 maart 2025. De plichten lopen tot 1 maart 2030."
    )
    assert len(paper.blocks[at + 3].items) == 3
    assert all(item.note.startswith("Stand: ") and "Bron" in item.note for item in paper.blocks[at + 3].items)
    assert filed(case_with(plain))["duty"] == {
        "delivered_on": "2025-03-01",
        "until": "2030-03-01",
        "runs": True,
    }


def test_what_is_known_of_the_municipality_changes_the_report():
    plain = deepcopy(example("seniors-sixty-homes-care")["answers"])
    plain["money.parties"]["zorg"]["pays_as"] = "day_care_wmo"

    def stand(local: Local) -> set[str]:
        found = filed(case_with(plain, local=local))["income_sources"]
        wmo = next(one for one in found if one["id"] == "income.day_care_wmo")
        return {one["result"] for one in wmo["conditions"]}

    assert stand(Local(wmo_bought="no")) != stand(Local(wmo_bought="yes"))


# ------------------------------------------------------------------ English

DUTCH = re.compile(
    r"\b(de|het|een|van|wat|jullie|bedrag|samen|kosten|inkomst|inkomsten|jaar|niet|bijlage)\b", re.IGNORECASE
)


def test_english_report_has_no_dutch_label():
    plain = {
        "type.choice": {"": {"type": "place_type.senior_complex_room"}},
        "money.opening": {"": {"day_parts": 10, "weeks": 48, "open_hours": "20", "tariff": 3000}},
        "money.homes": {"": {"dwellings": 30}},
        "money.investment": {"a": {"what": "Chairs", "amount": 100000, "lifetime": 8}},
        "money.costs": {"a": {"what": "Power", "amount": 120000, "per": "year"}},
        "money.parties": {"a": {"name": "Choir", "kind": "public_interest", "pays_as": "room_hire_structural", "day_parts": "1", "weeks": 40, "price": 2000, "chance": 80}},
        "money.grants": {"a": {"what": "A fund", "pays_as": "funds", "amount": 50000, "often": "once", "pays_for": "furnishing"}},
        "partners.parties": {"a": {"name": "Club", "hours": "4", "goods": ["chairs"]}},
    }  # fmt: skip
    paper = report(case_with(plain, title="Room", language="en"))
    texts = []
    for block in paper.blocks:
        if isinstance(block, Heading) and block.text in {"Bronnen", "Sources"}:
            break
        if isinstance(block, Table):
            texts += [*block.head, *(cell for row in block.rows for cell in row)]
        elif isinstance(block, (Heading, Words)):
            texts.append(block.text)
        elif isinstance(block, Box):
            texts += [block.title, block.text]
        elif isinstance(block, Bullets):
            texts += [part for item in block.items for part in (item.text, item.note)]
    texts += [one["alt"] for one in paper.extra["drawings"].values()]
    assert [text for text in texts if DUTCH.search(text)] == []
