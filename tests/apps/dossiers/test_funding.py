"""Funds of a dossier: which fit, why others do not, and what of the place that depends on."""

from typing import Any

import pytest
from django.test import Client

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.funds_page import fund_search
from schuifaan.apps.geography.models import Municipality
from tests.apps.dossiers.conftest import address
from tests.apps.dossiers.funds_pages import RESIDENTS, funds_of
from tests.apps.dossiers.money_pages import shown
from tests.factories import make_neighbourhood
from tests.factories.dossiers import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def zoetermeer() -> Municipality:
    return Municipality.objects.create(code="GM0637", name="Zoetermeer", province="Zuid-Holland")


def names(dossier: Dossier) -> dict[str, list[str]]:
    return {group.verdict: [line.fund.name for line in group.lines] for group in funds_of(dossier).groups}


def test_residents_in_zoetermeer_see_fonds_1818_and_vsbfonds_not_janivo(
    team: Client, dossier: Dossier, zoetermeer: Municipality
) -> None:
    answer(dossier, "funding.search", RESIDENTS)
    html = shown(team, dossier, "money_funds")
    fitting = html[html.index('id="fondsen-maybe"') : html.index("fondsen passen niet")]
    for name, is_there in (("Fonds 1818", True), ("VSBfonds", True), ("Janivo Stichting", False)):
        assert (name in fitting) is is_there, name
    assert "Janivo Stichting" in names(dossier)["no"]


def test_furnishing_for_older_people_at_sluyterman_is_a_no_with_its_reason_and_source(
    team: Client, dossier: Dossier
) -> None:
    search = {"applicant": "foundation_association", "purposes": ["furnishing", "older_people"]}
    answer(dossier, "funding.search", search)
    html = shown(team, dossier, "money_funds")
    told = html[html.index('id="fund.sluyterman_van_loo"') :].split('id="fund.', 2)[1]
    assert "<strong>Past niet:</strong> Dit fonds betaalt niet voor inrichting." in told
    assert "https://www.fondssluytermanvanloo.nl/aanvragen/reguliere-aanvraag/" in told


def test_without_a_search_nothing_is_refused_and_the_page_asks_for_it(team: Client, dossier: Dossier) -> None:
    html = shown(team, dossier, "money_funds")
    assert set(names(dossier)) == {"maybe"}
    assert "Vul in wat je zoekt" in html
    assert "fondsen passen niet" not in html


def test_what_holds_for_every_fund_is_said_once_above_them(team: Client, dossier: Dossier) -> None:
    html = shown(team, dossier, "money_funds")
    asked = ["Vul in wie het geld aanvraagt.", "Vul in waarvoor het geld is."]
    assert [html.count(text) for text in asked] == [1, 1]
    (group,) = funds_of(dossier).groups
    assert list(group.shared) == asked
    assert html.index("Bij al deze fondsen:") < html.index(f'id="{group.lines[0].fund.id}"')
    assert html.count("<strong>Misschien:</strong>") == len([one for one in group.lines if one.reasons])


def test_fund_that_does_not_fit_keeps_its_reasons(dossier: Dossier) -> None:
    answer(dossier, "funding.search", {"applicant": "housing_association", "purposes": ["furnishing"]})
    (refused,) = [one for one in funds_of(dossier).groups if one.verdict == "no"]
    assert len(refused.lines) > 1
    assert refused.shared == ()
    assert all(line.reasons for line in refused.lines)


def test_place_comes_from_the_neighbourhood_until_people_fill_one_in(
    dossier: Dossier, zoetermeer: Municipality
) -> None:
    dossier.neighbourhood = make_neighbourhood()
    there = dossier.neighbourhood.municipality
    found = fund_search(dossier, answers_of(dossier))
    assert (found.municipality, found.code) == (there.name, there.pk)
    assert funds_of(dossier).municipality == there.name
    answer(dossier, "funding.search", RESIDENTS | {"municipality": " zoetermeer "})
    found = fund_search(dossier, answers_of(dossier))
    assert (found.municipality, found.code, found.province) == ("zoetermeer", "GM0637", "Zuid-Holland")


def test_the_hague_is_found_by_what_people_call_it(dossier: Dossier) -> None:
    Municipality.objects.create(code="GM0518", name="'s-Gravenhage", province="Zuid-Holland")
    answer(dossier, "funding.search", {"municipality": "Den Haag"})
    assert fund_search(dossier, answers_of(dossier)).code == "GM0518"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_page_opens_in_both_languages(team: Client, dossier: Dossier, language: str) -> None:
    answer(dossier, "funding.search", RESIDENTS)
    answer(dossier, "funding.applications", {"what": "Stoelen", "status": "sent"}, item="a")
    team.cookies["taal"] = language
    assert team.get(address(dossier, "money_funds")).status_code == 200


def test_a_hundred_applications_take_as_many_queries_as_one(
    team: Client, dossier: Dossier, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    answer(dossier, "funding.search", RESIDENTS)
    answer(dossier, "funding.applications", {"what": "Stoelen", "status": "sent"}, item="a")
    with django_assert_max_num_queries(40) as one:
        shown(team, dossier, "money_funds")
    for number in range(100):
        answer(
            dossier, "funding.applications", {"what": f"Ding {number}", "status": "idea"}, item=f"b{number}"
        )
    with django_assert_num_queries(len(one)):
        shown(team, dossier, "money_funds")
