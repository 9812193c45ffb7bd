"""The workbook with formulas: LibreOffice works out every amount, to the cent, as the engine does."""

import io
import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from schuifaan.apps.dossiers.paper.rekenblad import build
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.case import BusinessCase, business_case
from schuifaan.core.method.finance.shapes import Capital, Once, PassedOn, Released, Reletting, Yearly

pytestmark = pytest.mark.once

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = date(2026, 11, 21)
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
RANDOM_CASES = 20
Plain = dict[str, dict[str, dict[str, Any]]]

BUDGET = "Exploitatie"
NASTY = ("=1+1", "+31 6", "-5", "@home", '=HYPERLINK("x")')


def case_of(plain: Plain) -> BusinessCase:
    return business_case(Answers(plain), shipped(), today=TODAY)


def built(plain: Plain, *, language: str = "nl") -> bytes:
    return build(
        case_of(plain), answers=Answers(plain), language=language, title="Buurtkamer Malberg", now=NOW
    )


def percent(rng: random.Random) -> str:
    return str(rng.choice(["0", "2", "2.5", "10", "20", f"{rng.randrange(0, 2500) / 100:.2f}"]))


def cents(rng: random.Random) -> int:
    """Often odd, so that half a cent comes up with a chance of 50."""
    return rng.randrange(0, rng.choice([500, 50_000, 5_000_000, 500_000_000]))


def maybe(rng: random.Random, value: Any) -> Any:
    return value if rng.random() < 0.6 else None


def random_plain(rng: random.Random) -> Plain:
    first = rng.randrange(2025, 2035)
    years = rng.choice([1, 5, 10, 10, 15, 30])

    def year() -> int | None:
        return maybe(rng, rng.randrange(first - 2, first + years + 2))

    def rows(made: Any) -> dict[str, dict[str, Any]]:
        return {f"{number}": made(number) for number in range(rng.randrange(0, 6))}

    return {
        "money.room": {
            "": {"gross_m2": "90", "usable_m2": "82.5", "building": rng.choice(["new", "existing"])}
        },
        "money.homes": {"": {"dwellings": rng.randrange(5, 80)}},
        "money.use": {"": {"access": "residents"}},
        "money.opening": {"": {"rooms": 1, "day_parts": 21, "weeks": 48, "tariff": 3_000}},
        "money.shared_rooms": {"a": {"name": "Huiskamer", "kind": "room", "m2": "80", "heated": "yes"}},
        "money.rent": {"": {"points": "138", "turnover": percent(rng), "admin_percent": maybe(rng, "5")}},
        "money.sales": {"": {"cups": rng.randrange(0, 300), "weeks": 48, "cup_price": 80}},
        "money.assumptions": {
            "": {
                "first_year": first,
                "years": years,
                "index": maybe(rng, percent(rng)),
                "income_index": maybe(rng, percent(rng)),
                "in_hand": cents(rng),
            }
        },
        "money.investment": rows(
            lambda number: {
                "what": f"Koop {number}",
                "group": rng.choice(["building", "furnishing", "start_up"]),
                "amount": cents(rng),
                "lifetime": maybe(rng, rng.randrange(1, 40)),
                "method": rng.choice(["annuity", "straight"]),
                "interest": maybe(rng, percent(rng)),
                "replace": rng.choice(["yes", "no"]),
            }
        ),
        "money.costs": rows(
            lambda number: {
                "what": f"Post {number}",
                "kind": rng.choice(["energy", "cleaning", "internet"]),
                "amount": cents(rng) // 100,
                "per": rng.choice(["year", "month", "week", "m2"]),
                "index": maybe(rng, percent(rng)),
                "first_year": year(),
                "last_year": year(),
                "in_service_costs": "yes",
            }
        ),
        "money.parties": rows(
            lambda number: {
                "name": f"Huurder {number}",
                "kind": "residents",
                "pays_as": rng.choice(["room_hire_incidental", "room_hire_structural", "day_care_wlz"]),
                "day_parts": "1.5",
                "weeks": 41,
                "price": rng.randrange(500, 9_000),
                "chance": rng.choice([None, 0, 33, 50, 100]),
                "first_year": year(),
                "last_year": year(),
            }
        ),
        "money.grants": rows(
            lambda number: {
                "what": f"Fonds {number}",
                "pays_as": rng.choice(["funds", "operating_subsidy", "own"]),
                "amount": cents(rng),
                "often": rng.choice(["once", "yearly"]),
                "pays_for": rng.choice(["running", "building", "furnishing"]),
                "chance": rng.choice([None, 0, 35, 50, 50, 100]),
                "first_year": year(),
                "last_year": year(),
            }
        ),
        "money.sources": {
            source: {"use": "count_on"}
            for source in ("income.rent_points", "income.service_costs", "income.soo")
        },
    }


PLAINS = [random_plain(random.Random(seed)) for seed in range(RANDOM_CASES)]  # noqa: S311
HALF_CENTS: Plain = {
    "money.assumptions": {"": {"first_year": 2027, "years": 3, "income_index": "10"}},
    "money.grants": {
        f"{odd}": {"what": f"{odd}", "pays_as": "funds", "amount": odd, "often": "yearly", "chance": 50}
        for odd in (2_499, 1, 3, 101, 100_001, 99_999_999, 7_777_777)
    },
    "money.parties": {
        "a": {"name": "Koor", "pays_as": "room_hire_structural", "per_year": 1_250, "chance": 100}
    },
}
NAMED: Plain = {
    "money.costs": {name: {"what": name, "kind": "other", "amount": 100} for name in NASTY},
}
CHANGED: Plain = {
    "money.assumptions": {"": {"first_year": 2027, "index": "2", "income_index": "1", "in_hand": 500_000}},
    "money.costs": {
        "a": {"what": "Huur", "kind": "rent", "amount": 1_200_000},
        "b": {"what": "Gas", "kind": "energy", "amount": 333_333, "index": "4"},
    },
    "money.investment": {
        "a": {"what": "Stoelen", "group": "furnishing", "amount": 1_800_000, "lifetime": 8, "interest": "3", "method": "straight", "replace": "no"}
    },
    "money.parties": {
        "a": {"name": "Koor", "pays_as": "room_hire_structural", "per_year": 600_000, "chance": 80}
    },
    "money.grants": {
        "a": {"what": "Fonds", "pays_as": "funds", "amount": 500_000, "often": "once", "pays_for": "furnishing", "chance": 100}
    },
}  # fmt: skip
# What is changed in the workbook, and in the answers of the same case.
CELLS: dict[tuple[str, str], Any] = {
    ("Eerste jaar", "B"): 2028,
    ("Geld dat er aan het begin is", "B"): 12_345.67,
    ("Kosten stijgen elk jaar met (%)", "B"): 3.5,
    ("Huur en prijzen stijgen elk jaar met (%)", "B"): 2.25,
    ("Huur", "B"): 11_111.11,
    ("Stoelen", "D"): 4,
    ("Stoelen", "E"): 4.4,
    ("Stoelen", "F"): "annuïteit",
    ("Stoelen", "G"): "ja",
    ("Koor", "D"): 55,
}


def changed_answers() -> Answers:
    answers = Answers(CHANGED)
    for question, item, fields in (
        (
            "money.assumptions",
            "",
            {"first_year": 2028, "index": "3.5", "income_index": "2.25", "in_hand": 1_234_567},
        ),
        ("money.costs", "a", {"amount": 1_111_111}),
        ("money.investment", "a", {"lifetime": 4, "interest": "4.4", "method": "annuity", "replace": "yes"}),
        ("money.parties", "a", {"chance": 55}),
    ):
        answers = answers.with_row(question, item, {**answers.one(question, item), **fields})
    return answers


@dataclass(frozen=True)
class Sheet:
    """The budget as LibreOffice worked it out: the words in front of each row, and its years in cents."""

    rows: tuple[tuple[str, tuple[int, ...]], ...]

    def row(self, words: str) -> tuple[int, ...]:
        (found,) = (years for name, years in self.rows if name == words)
        return found

    def after(self, words: str, number: int) -> list[tuple[str, tuple[int, ...]]]:
        at = [name for name, _ in self.rows].index(words)
        return list(self.rows[at + 1 : at + 1 + number])


def read(book: Workbook, count: int) -> Sheet:
    page = book[BUDGET]
    rows = tuple(
        (str(row[0]), tuple(round(value * 100) for value in row[3 : 3 + count]))
        if isinstance(row[3], (int, float))
        else (str(row[0] or ""), ())
        for row in page.iter_rows(min_row=4, values_only=True)
    )
    return Sheet(rows)


def cell_of(page: Worksheet, words: str, column: str) -> Any:
    """The cell in that column of the first row that is called so."""
    row = next(cell.row for cell in page["A"] if cell.value == words)
    return page[f"{column}{row}"]


def change(workbook: bytes) -> bytes:
    book = load_workbook(io.BytesIO(workbook))
    for (words, column), value in CELLS.items():
        cell_of(book["Uitgangspunten"], words, column).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def worked_out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Workbook]]:
    """All workbooks, opened and saved by LibreOffice once: starting it takes longer than all its sums."""
    if SOFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed; on Debian: libreoffice-calc-nogui")
    folder: Path = tmp_path_factory.mktemp("rekenblad")
    files = {f"case{number}": built(plain) for number, plain in enumerate(PLAINS)} | {
        "half": built(HALF_CENTS),
        "empty": built({}),
        "named": built(NAMED),
        "changed": change(built(CHANGED)),
        "english": built(CHANGED, language="en"),
    }
    for name, content in files.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    subprocess.run(
        [
            SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore",
            "--convert-to", "xlsx", "--outdir", str(folder / "out"), *sorted(str(path) for path in folder.glob("*.xlsx")),
        ],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    yield {name: load_workbook(folder / "out" / f"{name}.xlsx", data_only=True) for name in files}
    shutil.rmtree(folder, ignore_errors=True)


def agree(sheet: Sheet, case: BusinessCase) -> None:
    """Every line, total, result and balance of the workbook is that of the engine."""
    lines = [(line.name.nl, line.years) for line in case.all_costs]
    assert sheet.after("Kosten", len(lines)) == lines
    lines = [(line.name.nl, line.years) for line in case.income]
    assert sheet.after("Inkomsten als alles doorgaat", len(lines)) == lines
    lines = [(line.name.nl, line.in_scenario("expected")) for line in case.income]
    assert sheet.after("Inkomsten, gewogen naar de kans", len(lines)) == lines
    careful, expected, hopeful = (case.scenarios[name] for name in ("careful", "expected", "hopeful"))
    for words, years in {
        "Kosten samen": [row.costs for row in expected],
        "Inkomsten samen, als alles doorgaat": [row.income for row in hopeful],
        "waarvan zeker": [row.income for row in careful],
        "Inkomsten samen, gewogen": [row.income for row in expected],
        "waarvan: elk jaar opnieuw": [row.structural for row in expected],
        "waarvan: een paar jaar": [row.multi_year for row in expected],
        "waarvan: wisselend of eenmalig": [row.incidental for row in expected],
        "Resultaat, gewogen naar de kans": [row.result for row in expected],
        "Geld over aan het einde van het jaar": [row.balance for row in expected],
        "Resultaat met alleen wat zeker is": [row.result for row in careful],
        "Geld over, met alleen wat zeker is": [row.balance for row in careful],
        "Resultaat als alles doorgaat": [row.result for row in hopeful],
        "Geld over, als alles doorgaat": [row.balance for row in hopeful],
    }.items():
        assert (words, sheet.row(words)) == (words, tuple(years))


@pytest.mark.parametrize("number", range(RANDOM_CASES))
def test_rekenblad_agrees_with_the_engine(worked_out: dict[str, Workbook], number: int) -> None:
    case = case_of(PLAINS[number])
    agree(read(worked_out[f"case{number}"], case.period.count), case)


def test_rekenblad_random_cases_hold_every_shape() -> None:
    lines = [line for plain in PLAINS for line in (*case_of(plain).all_costs, *case_of(plain).income)]
    working = {type(line.shape) for line in lines if any(line.years)}
    assert working == {Yearly, Once, Reletting, Capital, Released, PassedOn}


def test_rekenblad_rounds_half_a_cent_up(worked_out: dict[str, Workbook]) -> None:
    case = case_of(HALF_CENTS)
    sheet = read(worked_out["half"], 3)
    agree(sheet, case)
    # 12.495 is 12.50, and 12.50 × 1.1² is 15.125: 15.13.
    assert sheet.after("Inkomsten, gewogen naar de kans", 2)[1] == ("2499", (1_250, 1_250, 1_250))
    assert sheet.after("Inkomsten, gewogen naar de kans", 1) == [("Koor", (1_250, 1_375, 1_513))]


def test_rekenblad_of_an_empty_case(worked_out: dict[str, Workbook]) -> None:
    agree(read(worked_out["empty"], 10), case_of({}))


def test_rekenblad_works_out_what_is_changed_in_it(worked_out: dict[str, Workbook]) -> None:
    case = business_case(changed_answers(), shipped(), today=TODAY)
    agree(read(worked_out["changed"], 10), case)
    heads = next(worked_out["changed"][BUDGET].iter_rows(min_row=3, max_row=3, min_col=4, values_only=True))
    assert heads == tuple(range(2028, 2038))


def test_rekenblad_in_english_has_the_same_sums(worked_out: dict[str, Workbook]) -> None:
    case = case_of(CHANGED)
    page = worked_out["english"].worksheets[2]
    totals = [
        tuple(round(value * 100) for value in row[3:13])
        for row in page.iter_rows(min_row=4, values_only=True)
        if isinstance(row[3], (int, float))
    ]
    for name in ("careful", "expected", "hopeful"):
        assert tuple(row.balance for row in case.scenarios[name]) in totals


def test_rekenblad_has_no_cell_with_an_error(worked_out: dict[str, Workbook]) -> None:
    wrong = [
        (name, page.title, cell.coordinate, cell.value)
        for name, book in worked_out.items()
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "e" or (isinstance(cell.value, str) and cell.value.startswith(("#", "Err:")))
    ]
    assert wrong == []


def test_rekenblad_keeps_text_of_people_text(worked_out: dict[str, Workbook]) -> None:
    page = load_workbook(io.BytesIO(built(NAMED)))["Uitgangspunten"]
    cells = [cell for cell in page["A"] if cell.value in NASTY]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [
        (name, "s", True) for name in NASTY
    ]
    shown = [name for name, _ in read(worked_out["named"], 10).after("Kosten", len(NASTY))]
    assert shown == list(NASTY)


def test_rekenblad_years_are_formulas_and_not_numbers() -> None:
    page = load_workbook(io.BytesIO(built(CHANGED)))[BUDGET]
    typed = [
        cell.coordinate
        for row in page.iter_rows(min_row=3, min_col=4)
        for cell in row
        if cell.value is not None and not str(cell.value).startswith("=")
    ]
    assert typed == []


def test_rekenblad_prints_on_a4_and_keeps_its_heads_in_view() -> None:
    book = load_workbook(io.BytesIO(built(CHANGED)))
    assert book.sheetnames == ["Uitgangspunten", "Investering", "Exploitatie", "Bronnen", "Uitleg"]
    for page in book.worksheets:
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (book[BUDGET].freeze_panes, book[BUDGET].print_title_rows) == ("D4", "$3:$3")


def test_rekenblad_says_where_a_number_comes_from() -> None:
    plain: Plain = {
        "money.room": {"": {"usable_m2": "90"}},
        "money.costs": {"a": {"what": "Gas", "kind": "energy", "amount": 1400, "per": "m2"}},
    }
    page = load_workbook(io.BytesIO(built(plain)))["Uitgangspunten"]
    assert cell_of(page, "Gas", "B").value == 1260
    assert "90 m²" in cell_of(page, "Gas", "I").value
    assert cell_of(page, "Gas", "J").value == "zelf ingevuld"
