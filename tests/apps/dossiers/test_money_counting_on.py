"""Counting on a source or taking it out again, what is refused, and who may."""

import copy
import html as html_of

import pytest

from schuifaan.apps.dossiers.models import AnswerChange
from tests.apps.dossiers.conftest import address
from tests.apps.dossiers.money_cases import FULL, money_dossier
from tests.apps.dossiers.money_pages import shown
from tests.apps.dossiers.source_cards import (
    count,
    keep,
    open_in,
    said_of,
    sources_of,
    uses,
)
from tests.factories import NOW, make_user
from tests.factories.dossiers import answer, make_dossier, make_member

pytestmark = pytest.mark.once


# ------------------------------------------------------------------ counting on it


def summary_of(response):
    html = html_of.unescape(response.content.decode())
    assert "data-focus-first" in html
    return html.split('class="error-summary"')[1].split("</div>")[0]


def test_source_is_counted_on_and_taken_out_again(team, professional):
    dossier = money_dossier(professional)
    response = count(team, dossier, "service_agreement")
    assert response.status_code == 302
    html = team.get(response["Location"]).content.decode()
    assert (
        "Dit telt nu mee in de som." in html.split('id="income.service_agreement"')[1].split("</article>")[0]
    )
    assert uses(dossier) == {"income.service_agreement": {"use": "count_on"}}
    assert "income.service_agreement" in [one.source.id for one in sources_of(dossier).used]
    count(team, dossier, "service_agreement", use="not", revision=1)
    count(team, dossier, "drinks", use="not")
    assert uses(dossier) == {"income.service_agreement": {"use": "not"}, "income.drinks": {"use": "not"}}
    assert "income.drinks" not in [one.source.id for one in sources_of(dossier).used]


def test_note_beside_a_source_stays(team, professional):
    dossier = money_dossier(professional)
    answer(dossier, "money.sources", {"use": "count_on", "note": "Tot de zomer"}, item="income.drinks")
    count(team, dossier, "drinks", use="not", revision=1)
    assert uses(dossier) == {"income.drinks": {"use": "not", "note": "Tot de zomer"}}


def test_grant_and_rent_points_together_are_refused_on_the_page(team, professional):
    dossier = make_dossier(professional)
    answer(dossier, "money.sources", {"use": "count_on"}, item="income.soo")
    response = count(team, dossier, "rent_points")
    assert response.status_code == 422
    said = summary_of(response)
    assert "Dit is niet bewaard" in said
    assert "gaan niet samen" in said
    assert "rent_points" in open_in(response.content.decode())
    assert uses(dossier) == {"income.soo": {"use": "count_on"}}
    assert AnswerChange.objects.filter(dossier=dossier).count() == 0


def test_entrepreneur_and_service_costs_are_refused_on_the_page(team, professional):
    plain = copy.deepcopy(FULL)
    plain["money.use"][""]["entrepreneur"] = "yes"
    dossier = money_dossier(professional, plain)
    response = count(team, dossier, "service_costs")
    assert response.status_code == 422
    assert "Dit is niet bewaard" in summary_of(response)
    assert uses(dossier) == {}


def test_use_somebody_else_changed_meanwhile_stays(team, professional):
    dossier = money_dossier(professional)
    answer(dossier, "money.sources", {"use": "perhaps"}, item="income.drinks")
    response = count(team, dossier, "drinks", use="not")
    assert response.status_code == 409
    assert "Iemand was je voor" in summary_of(response)
    assert uses(dossier) == {"income.drinks": {"use": "perhaps"}}


# ------------------------------------------------------------------ who may


def test_reader_sees_how_it_stands_and_no_form(client, professional):
    dossier = money_dossier(professional)
    reader = make_user("lezer@example.org")
    make_member(dossier, reader, "reader")
    client.force_login(reader)
    html = (
        shown(client, dossier, "money_sources")
        .split('class="dossier__content"')[1]
        .split('class="dossier__path"')[0]
    )
    assert "<form" not in html
    assert "nog niet bekend" in html
    assert keep(client, dossier, mog_3="yes").status_code == 403
    assert count(client, dossier, "drinks", use="not").status_code == 403
    assert (said_of(dossier), uses(dossier)) == ({}, {})


def test_dossier_that_was_put_away_does_not_change(team, professional):
    dossier = money_dossier(professional, archived_at=NOW)
    html = (
        shown(team, dossier, "money_sources")
        .split('class="dossier__content"')[1]
        .split('class="dossier__path"')[0]
    )
    assert "<form" not in html
    assert keep(team, dossier, mog_3="yes").status_code == 403
    assert count(team, dossier, "drinks", use="not").status_code == 403
    assert (said_of(dossier), uses(dossier)) == ({}, {})


def test_address_of_a_source_leads_to_its_place(team, professional):
    dossier = money_dossier(professional)
    page = address(dossier, "money_sources")
    for name in ("money_source", "money_source_use"):
        response = team.get(address(dossier, name, source="soo"))
        assert (response.status_code, response["Location"]) == (302, f"{page}?bron=soo#income.soo")
