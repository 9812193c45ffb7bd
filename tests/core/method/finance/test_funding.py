"""Which funds fit and why; and what applications ask of people, and when."""

from datetime import date
from typing import Any

import pytest

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.finance.funding import (
    FundMatch,
    FundSearch,
    applications_of,
    due,
    match,
    matches,
    search_of,
)
from schuifaan.core.method.knowledge import Knowledge, Text
from schuifaan.core.method.knowledge.item import Citation
from schuifaan.core.method.knowledge.money import Fund

TODAY = date(2026, 11, 21)
ZOETERMEER: dict[str, str] = {"municipality": "Zoetermeer", "code": "GM0637", "province": "Zuid-Holland"}
AMERSFOORT: dict[str, str] = {"municipality": "Amersfoort", "code": "GM0307", "province": "Utrecht"}


def fund(knowledge: Knowledge, name: str) -> Fund:
    (found,) = [one for one in knowledge.funds if one.id == f"fund.{name}"]
    return found


def asked(knowledge: Knowledge, name: str, **search: Any) -> FundMatch:
    return match(fund(knowledge, name), FundSearch(**search), today=TODAY)


def said(found: FundMatch) -> list[str]:
    return [reason.text.nl for reason in found.reasons]


# ------------------------------------------------------------------ the worked cases


def test_residents_in_zoetermeer_see_fonds_1818_and_vsbfonds_not_janivo(knowledge: Knowledge) -> None:
    found = matches(knowledge, FundSearch(applicant="residents_group", **ZOETERMEER), today=TODAY)  # type: ignore[arg-type]
    open_to_them = {one.fund.name for one in found if one.verdict != "no"}
    assert {"Fonds 1818", "VSBfonds"} <= open_to_them
    (janivo,) = [one for one in found if one.fund.name == "Janivo Stichting"]
    assert (janivo.verdict, said(janivo)[0]) == ("no", "Een groep bewoners kan hier niet aanvragen.")


def test_furnishing_for_older_people_at_sluyterman_is_excluded(knowledge: Knowledge) -> None:
    found = asked(
        knowledge,
        "sluyterman_van_loo",
        applicant="foundation_association",
        purposes=("furnishing", "older_people"),
    )
    assert (found.verdict, said(found)) == ("no", ["Dit fonds betaalt niet voor inrichting."])
    assert found.reasons[0].text.en == "This fund does not pay for furnishing."
    assert found.reasons[0].source == fund(knowledge, "sluyterman_van_loo").source


def test_association_with_furnishing_for_older_people_is_refused_twice_by_sluyterman(
    knowledge: Knowledge,
) -> None:
    found = asked(
        knowledge,
        "sluyterman_van_loo",
        applicant="housing_association",
        purposes=("furnishing", "older_people"),
    )
    assert (found.verdict, said(found)) == (
        "no",
        ["Een woningcorporatie kan hier niet aanvragen.", "Dit fonds betaalt niet voor inrichting."],
    )


@pytest.mark.parametrize(
    ("cents", "verdict", "reason"),
    [
        (40_000, "no", "Een straatfeest krijgt hier hoogstens € 250; jullie vragen € 400."),
        (25_001, "no", "Een straatfeest krijgt hier hoogstens € 250; jullie vragen € 250,01."),
        (25_000, "match", "Een groep bewoners kan hier geld vragen voor een activiteit."),
        (None, "maybe", "Dit fonds geeft hoogstens € 250. Vul in hoeveel jullie vragen."),
    ],
)
def test_street_party_of_residents_in_zoetermeer_gets_250_euros_at_most(
    knowledge: Knowledge, cents: int | None, verdict: str, reason: str
) -> None:
    found = asked(
        knowledge, "fonds_1818", applicant="residents_group", purposes=("activity",), amount=cents,
        street_party=True, **ZOETERMEER,
    )  # fmt: skip
    assert (found.verdict, said(found)) == (verdict, [reason])


def test_foundation_in_amersfoort_with_a_neighbourhood_party_may_ask_kf_hein(knowledge: Knowledge) -> None:
    party: dict[str, Any] = {
        "applicant": "foundation_association",
        "purposes": ("activity",),
        "amount": 50_000,
    }
    found = asked(knowledge, "kf_hein", **party, **AMERSFOORT)
    assert (found.verdict, said(found)) == (
        "maybe",
        ["We weten niet of dit fonds betaalt voor een activiteit."],
    )


@pytest.mark.parametrize(
    ("contract", "verdict"), [("short", "no"), ("none", "no"), ("long", "match"), ("own_building", "match"), (None, "maybe")]
)  # fmt: skip
def test_vsbfonds_asks_a_long_term_contract_or_ownership(
    knowledge: Knowledge, contract: str | None, verdict: str
) -> None:
    found = asked(
        knowledge, "vsbfonds", applicant="foundation_association", purposes=("furnishing",), contract=contract
    )
    assert found.verdict == verdict
    if verdict == "no":
        assert [one.text.en for one in found.reasons] == [
            "This fund asks for a long-term contract or ownership."
        ]


@pytest.mark.parametrize(
    ("contract", "verdict"), [("own_building", "match"), ("long", "no"), ("short", "no"), (None, "maybe")]
)
def test_vsbfonds_pays_for_building_only_to_the_owner(
    knowledge: Knowledge, contract: str | None, verdict: str
) -> None:
    found = asked(
        knowledge,
        "vsbfonds",
        applicant="foundation_association",
        purposes=("furnishing", "building"),
        contract=contract,
    )
    owner = "Dit fonds betaalt alleen voor bouw of verbouwing als het gebouw van de aanvrager is."
    assert (found.verdict, owner in said(found)) == (verdict, contract != "own_building")


@pytest.mark.parametrize(
    ("start", "verdict", "reason"),
    [
        (date(2027, 3, 21), "match", "Vraag uiterlijk 7 februari 2027 aan."),
        (date(2027, 1, 2), "match", "Vraag uiterlijk 21 november 2026 aan."),
        (
            date(2027, 1, 1),
            "maybe",
            (
                "Voor jullie begindatum was 20 november 2026 de laatste dag om aan te vragen. "
                "Begin later, of vraag het fonds wat nog kan."
            ),
        ),
    ],
)
def test_fonds_1818_wants_organisations_to_apply_six_weeks_before_the_start(
    knowledge: Knowledge, start: date, verdict: str, reason: str
) -> None:
    plan: dict[str, Any] = {"purposes": ("activity",), "amount": 20_000, "start": start, **ZOETERMEER}
    found = asked(knowledge, "fonds_1818", applicant="foundation_association", **plan)
    assert (found.verdict, said(found)[-1]) == (verdict, reason)
    residents = asked(knowledge, "fonds_1818", applicant="residents_group", **plan)
    assert (residents.verdict, len(residents.reasons)) == ("match", 1)


def test_fonds_21_wants_four_months(knowledge: Knowledge) -> None:
    found = asked(
        knowledge,
        "fonds_21",
        applicant="foundation_association",
        purposes=("activity",),
        start=date(2027, 3, 20),
    )
    assert found.verdict == "maybe"
    assert found.reasons[-1].text.en == (
        "For your starting date 20 November 2026 was the last day to apply. Begin later, or ask the fund what can "
        "still be done."
    )


def test_last_day_is_not_said_to_who_cannot_apply(knowledge: Knowledge) -> None:
    found = asked(
        knowledge, "fonds_21", applicant="residents_group", purposes=("activity",), start=date(2028, 1, 1)
    )
    assert (found.verdict, [one for one in said(found) if "uiterlijk" in one]) == ("no", [])


def test_senior_coffee_corner_is_not_for_boschuysen(knowledge: Knowledge) -> None:
    found = asked(
        knowledge, "boschuysen", applicant="foundation_association", purposes=("furnishing", "older_people")
    )
    assert (found.verdict, said(found)[0]) == ("no", "Dit fonds geeft alleen geld voor jongeren.")


# ------------------------------------------------------------------ the rule


def test_a_fund_the_handbook_names_and_the_fund_does_not_is_to_be_asked(knowledge: Knowledge) -> None:
    found = asked(
        knowledge,
        "fonds_1818",
        applicant="housing_association",
        purposes=("activity",),
        amount=1,
        **ZOETERMEER,
    )
    assert (found.verdict, said(found)) == (
        "maybe",
        ["Vraag het fonds eerst of een woningcorporatie mag aanvragen: dat is niet zeker."],
    )


@pytest.mark.parametrize(
    ("where", "verdict"),
    [
        (ZOETERMEER, "match"),
        ({"municipality": "Leiden", "code": "GM0546", "province": "Zuid-Holland"}, "maybe"),
        (AMERSFOORT, "no"),
        ({"municipality": "Nergenshuizen"}, "maybe"),
        ({}, "maybe"),
    ],
    ids=["named", "same province", "elsewhere", "nobody knows it", "not filled in"],
)
def test_region_is_sure_for_the_towns_named_and_asked_about_in_the_rest_of_the_province(
    knowledge: Knowledge, where: dict[str, str], verdict: str
) -> None:
    found = asked(
        knowledge, "fonds_1818", applicant="foundation_association", purposes=("activity",), **where
    )
    assert found.verdict == verdict


def test_province_alone_decides_for_a_fund_of_one_province(knowledge: Knowledge) -> None:
    hein = asked(knowledge, "kf_hein", applicant="residents_group", purposes=("activity",), **ZOETERMEER)
    assert (hein.verdict, said(hein)[0]) == (
        "no",
        "Dit fonds werkt niet in Zoetermeer, wel hier: Provincie Utrecht.",
    )


def test_nothing_filled_in_refuses_nothing(knowledge: Knowledge) -> None:
    found = matches(knowledge, FundSearch(), today=TODAY)
    assert {one.verdict for one in found} == {"maybe"}
    assert [one.fund.name for one in found] == sorted((one.fund.name for one in found), key=str.casefold)


def test_funds_stand_by_verdict_and_then_by_name(knowledge: Knowledge) -> None:
    search = FundSearch(applicant="residents_group", purposes=("activity",), amount=20_000, **ZOETERMEER)  # type: ignore[arg-type]
    found = matches(knowledge, search, today=TODAY)
    order = ["match", "maybe", "no"]
    assert [one.verdict for one in found] == sorted((one.verdict for one in found), key=order.index)
    assert found[0].fund.name == "Fonds 1818"
    refused = [one.fund.name for one in found if one.verdict == "no"]
    assert refused == sorted(refused, key=str.casefold)


def test_conditions_nobody_could_check_are_never_a_match(knowledge: Knowledge) -> None:
    for one in matches(knowledge, FundSearch(applicant="housing_association"), today=TODAY):
        if one.fund.status == "unknown":
            assert one.verdict != "match"
            assert "De voorwaarden van dit fonds konden we niet nagaan." in said(one)


def test_fund_whose_time_is_over_is_left_out(knowledge: Knowledge) -> None:
    over = fund(knowledge, "janivo").model_copy(update={"valid_to": date(2026, 11, 20)})
    with_over = Knowledge.model_construct(**{**knowledge.__dict__, "funds": (over,)})
    assert matches(with_over, FundSearch(), today=TODAY) == ()
    assert len(matches(with_over, FundSearch(), today=date(2026, 11, 20))) == 1


def test_a_town_that_is_not_named_and_no_province_is_a_no() -> None:
    town = Fund(
        id="own.funds.stad", name="Stadspot", applicants=("residents_group",), municipalities=("GM0637",),
        region=Text(nl="Zoetermeer", en="Zoetermeer"), supports=Text(nl="Alles.", en="All."),
        source=(Citation(document="own", heading="ons"),),
    )  # fmt: skip
    verdicts = [
        match(town, FundSearch(applicant="residents_group", **where), today=TODAY).verdict  # type: ignore[arg-type]
        for where in (ZOETERMEER, AMERSFOORT, {"municipality": "Onbekend"})
    ]
    assert verdicts == ["maybe", "no", "maybe"]


def test_every_fund_says_what_to_prepare_and_none_pretends_to_be_checked(knowledge: Knowledge) -> None:
    assert [one.id for one in knowledge.funds if not one.prepare] == []
    assert {one.checked_on for one in knowledge.funds} == {None}


def test_search_is_read_from_the_answer() -> None:
    row: dict[str, Any] = {
        "applicant": "residents_group", "purposes": ["older_people", "furnishing"], "amount": 0,
        "street_party": "no", "contract": "long", "start": "2027-03-01",
    }  # fmt: skip
    assert search_of(Answers({"funding.search": {"": row}}), municipality="Zoetermeer") == FundSearch(
        applicant="residents_group",
        municipality="Zoetermeer",
        purposes=("furnishing", "older_people"),
        amount=0,
        street_party=False,
        contract="long",
        start=date(2027, 3, 1),
    )
    assert search_of(Answers()) == FundSearch()


# ------------------------------------------------------------------ applications


def test_applications_are_called_after_their_fund_or_their_own_name(knowledge: Knowledge) -> None:
    rows: dict[str, dict[str, Any]] = {
        "a": {
            "what": "Stoelen",
            "fund": "fund.vsbfonds",
            "name": "anders",
            "status": "sent",
            "amount": 250_000,
        },
        "b": {"what": "Feest", "name": "Buurtpot", "status": "idea", "papers": ["plan"]},
        "c": {"what": "Iets", "fund": "own.funds.weg", "status": "idea"},
    }
    found = applications_of(Answers({"funding.applications": rows}), knowledge)
    assert [(one.name.nl, one.what, one.amount) for one in found] == [
        ("VSBfonds", "Stoelen", 250_000),
        ("Buurtpot", "Feest", None),
        ("een fonds", "Iets", None),
    ]
    assert found[1].papers == ("plan",)


def test_due_is_what_closes_within_a_month_and_still_asks_something(knowledge: Knowledge) -> None:
    def row(status: str, day: str) -> dict[str, str]:
        return {"what": status, "status": status, "deadline": day}

    rows = {
        "soon": row("preparing", "2026-12-22"),
        "later": row("preparing", "2026-12-23"),
        "late": row("asked_more", "2026-11-20"),
        "today": row("idea", "2026-11-21"),
        "sent": row("sent", "2026-11-22"),
        "refused": row("refused", "2026-11-22"),
        "granted": row("granted", "2026-12-01"),
        "done": row("accounted", "2026-11-22"),
        "without": {"what": "x", "status": "idea"},
    }
    found = due(applications_of(Answers({"funding.applications": rows}), knowledge), TODAY)
    assert [(one.application.key, one.is_late) for one in found] == [
        ("late", True),
        ("today", False),
        ("granted", False),
        ("soon", False),
    ]
