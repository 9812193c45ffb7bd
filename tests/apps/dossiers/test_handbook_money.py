"""The money chapter: the table of income and types, a factsheet for each source, figures in words."""

import html
import re

import pytest
from django.test import Client
from django.utils import translation

from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.handbook_money import (
    figure_groups,
    matrix,
    rent_rows,
    rules_of,
    said_value,
    sources_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def chapter(client: Client, asked: str = "") -> str:
    response = client.get(f"/handboek/money/{asked}", headers={"accept-language": "nl"})
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def sheet(page: str, name: str) -> str:
    return " ".join(page.split(f'id="income.{name}"')[1].split("</article>", maxsplit=1)[0].split())


def said(key: str, language: str = "nl") -> str:
    figure = next(one for one in shipped().figures if one.key == key)
    with translation.override(language):
        return said_value(figure, language=language).replace("\N{NO-BREAK SPACE}", " ")


def test_every_income_has_a_row_and_every_type_a_column(client: Client) -> None:
    table = chapter(client).split('<table class="money-matrix"')[1].split("</table>")[0]
    assert table.count('role="columnheader"') == 5
    assert table.count('role="rowheader"') == len(shipped().income_sources)
    assert len(re.findall(r"<td role=\"cell\"[^>]*><span class=\"money-matrix__label\"", table)) == 70


def test_a_cell_says_how_long_why_and_whether_it_is_doubtful() -> None:
    rows = {row.source.code: row.cells for row in matrix(shipped().income_sources)}
    with translation.override("nl"):
        cells = [
            (str(cell.words), cell.basis.mark if cell.basis else "", cell.is_doubtful) for cell in rows["F9"]
        ]
    assert cells == [
        ("", "", False),
        ("waarschijnlijk niet", "○", True),
        ("vast, elk jaar", "●", False),
        ("vast, elk jaar", "●", False),
        ("vast, elk jaar", "◐", False),
    ]


def test_the_table_is_for_all_types_together_only(client: Client) -> None:
    page = chapter(client, "?type=coffee_corner")
    assert "money-matrix" not in page
    assert 'id="income.soo"' not in page
    assert 'id="income.drinks"' in page


def test_a_factsheet_says_conditions_pros_cons_and_what_clashes(client: Client) -> None:
    soo = sheet(chapter(client), "soo")
    assert "Gesloten sinds vrijdag 19 september 2025" in soo
    headings = re.findall(r"<h4>([^<]+)</h4>", soo)
    assert headings == [
        "Wat er volgens de regels moet kloppen",
        "Wat er nodig is om het te laten werken",
        "Voordelen",
        "Nadelen",
        "Wat er niet mee samengaat",
    ]
    clashes = re.findall(r'href="#(income_rule\.\w+)"', soo)
    assert clashes == [f"income_rule.ic{number}" for number in (1, 2, 6, 7, 12)]
    assert "vdsf.nl/subsidie/soo" in soo


def test_nothing_is_called_allowed(client: Client) -> None:
    assert re.findall(r"toegestaan|toegelaten|\ballowed\b", chapter(client)) == []


def test_a_rule_leads_to_its_sources_and_back() -> None:
    knowledge = shipped()
    rule = next(one for one in knowledge.income_rules if one.code == "IC3")
    assert [one.code for one in sources_of(rule, knowledge)] == ["F8a", "F8b"]
    wmo = next(one for one in knowledge.income_sources if one.code == "F10")
    assert [one.code for one in rules_of(wmo, knowledge)] == ["IC5", "IC9"]


def test_a_figure_is_said_with_its_unit() -> None:
    assert said("soo.per_m2") == "€ 2.500 per m²"
    assert said("soo.cap") == "vanaf 5: € 100.000; vanaf 21: € 150.000; vanaf 51: € 175.000"
    assert said("rent.social_limit") == "€ 900,07 per maand"
    assert said("orientation.energy_per_m2") == "€ 12 tot € 15 per m²"
    assert said("wws.hanging_toilet") == "3,75 punten"
    assert said("wws.basin") == "1 punt"
    assert said("wws.counter") == "vanaf 0: 0 punten; vanaf 100: 4 punten; vanaf 200: 7 punten"
    assert said("day_part.hours") == "4 uur"


def test_a_figure_is_said_in_english_too() -> None:
    assert said("wws.basin", "en") == "1 point"
    assert said("day_part.hours", "en") == "4 hours"
    assert said("rent.social_limit", "en") == "€ 900.07 a month"
    assert said("orientation.energy_per_m2", "en") == "€ 12 to € 15 per m²"
    assert said("soo.cap", "en") == "from 5: € 100,000; from 21: € 150,000; from 51: € 175,000"


def test_every_figure_stands_in_one_group() -> None:
    groups = figure_groups(shipped().figures)
    assert [one for group in groups for one in group.figures] == list(shipped().figures)
    assert len({str(group.title) for group in groups}) == len(groups)


def test_the_rents_of_the_years_stand_side_by_side() -> None:
    rows = {row.points: row.rents for row in rent_rows(shipped().rent_tables, language="nl")}
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in rows[143]] == ["€ 900,07", "€ 932,93"]
