"""Answering: saved to the next question, refused in words, and never over somebody else's answer."""

from typing import Any

import pytest
from django.test import Client

from schuifaan.apps.dossiers.models import Answer, Dossier, Version
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from tests.apps.dossiers.conftest import desk
from tests.factories.dossiers import answer

pytestmark = pytest.mark.django_db


def send(client: Client, dossier: Dossier, rest: str, sent: dict[str, Any], revision: int = 0) -> Any:
    return client.post(desk(dossier, f"vraag/{rest}/"), {**sent, "revision": str(revision)})


def value(dossier: Dossier, question: str, item: str = "") -> Any:
    return Answer.objects.get(dossier=dossier, question=question, item=item).value


# -- One answer ----------------------------------------------------------------------------------


def test_a_kept_answer_leads_to_the_next_question_without_one(team: Client, dossier: Dossier) -> None:
    answer(dossier, "goal.role", {"role": "Wij verhuren de woningen in deze buurt."})
    response = send(team, dossier, "goal.area", {"scale": "complex", "name": "De flat"})
    assert response["Location"] == desk(dossier, "vraag/goal.kinds/")
    assert value(dossier, "goal.area") == {"scale": "complex", "name": "De flat"}


def test_after_the_last_question_comes_the_step(team: Client, dossier: Dossier) -> None:
    response = send(team, dossier, "location.choice", {"outcome": "none_suitable"})
    assert response["Location"] == desk(dossier, "stap/location/")


def test_no_kind_of_goal_is_refused_plainly(team: Client, dossier: Dossier) -> None:
    response = send(team, dossier, "goal.kinds", {})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["kinds"]
    assert 'href="#id_kinds_0"' in response.content.decode()


def test_a_refused_answer_keeps_every_word(team: Client, dossier: Dossier) -> None:
    response = send(team, dossier, "goal.role", {"role": "Te kort"})
    assert response.status_code == 422
    assert "Te kort</textarea>" in response.content.decode()
    assert Answer.objects.count() == 0


@pytest.mark.parametrize(
    ("question", "sent", "field"),
    [
        ("goal.area", {"scale": "planeet", "name": "De flat"}, "scale"),
        ("partners.parties/nieuw", {"name": "Huurders", "kind": "residents", "euros": "veel"}, "euros"),
        ("partners.parties/nieuw", {"name": "Huurders", "kind": "residents", "talk_date": "ooit"}, "talk_date"),
        ("needs.evidence/nieuw", {"kind": "evidence.cbs", "title": "x", "says": "y", "direction": "neutral",
                                  "link": "javascript:alert(1)"}, "link"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_beside_its_field(
    team: Client, dossier: Dossier, question: str, sent: dict[str, str], field: str
) -> None:
    response = send(team, dossier, question, sent)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_what_was_kept_stands_in_the_form_as_people_type_it(team: Client, dossier: Dossier) -> None:
    kept = {"name": "Huurders", "kind": "residents", "euros": 125050, "hours": "4.5", "goods": ["20 stoelen"]}
    answer(dossier, "partners.parties", kept, item="p1")
    form = team.get(desk(dossier, "vraag/partners.parties/p1/")).context["form"]
    assert [form[name].value() for name in ("euros", "hours", "goods")] == ["1250,50", "4,5", "20 stoelen"]
    typed = {name: form[name].value() for name in ("name", "kind", "euros", "hours", "goods")}
    send(team, dossier, "partners.parties/p1", typed, revision=1)
    assert value(dossier, "partners.parties", "p1") == kept


# -- Rows and items ------------------------------------------------------------------------------


def test_a_row_is_added_once_however_often_it_is_sent(team: Client, dossier: Dossier) -> None:
    page = team.get(desk(dossier, "vraag/goal.assumptions/nieuw/"))
    sent = {"text": "Buren kennen elkaar niet.", "row": page.context["asked"].item}
    for _time in range(2):
        response = send(team, dossier, "goal.assumptions/nieuw", sent)
        assert response["Location"] == desk(dossier, "vraag/goal.assumptions/")
    assert [row.value for row in dossier.answers.all()] == [{"text": "Buren kennen elkaar niet."}]


def test_a_row_is_taken_away_and_its_history_stays(team: Client, dossier: Dossier) -> None:
    answer(dossier, "goal.assumptions", {"text": "Weg"}, item="a1")
    team.post(desk(dossier, "vraag/goal.assumptions/a1/weg/"), {"revision": "1"})
    assert dossier.answers.count() == 0
    assert dossier.history.get().before == {"text": "Weg"}


def test_a_row_somebody_changed_is_not_taken_away(team: Client, dossier: Dossier) -> None:
    answer(dossier, "goal.assumptions", {"text": "Eerst"}, item="a1")
    answer(dossier, "goal.assumptions", {"text": "Nieuw"}, item="a1")
    response = team.post(desk(dossier, "vraag/goal.assumptions/a1/weg/"), {"revision": "1"})
    assert response["Location"] == desk(dossier, "vraag/goal.assumptions/a1/")
    assert value(dossier, "goal.assumptions", "a1") == {"text": "Nieuw"}


def test_rows_are_not_answered_on_their_list(team: Client, dossier: Dossier) -> None:
    assert send(team, dossier, "goal.assumptions", {"text": "x"}).status_code == 405


def test_a_kept_item_leads_to_the_next_one_without_an_answer(team: Client, dossier: Dossier) -> None:
    for key in ("a1", "a2", "a3"):
        answer(dossier, "goal.assumptions", {"text": f"Aanname {key}"}, item=key)
    answer(dossier, "reflection.assumptions", {"verdict": "holds"}, item="a2")
    response = send(team, dossier, "reflection.assumptions/a1", {"verdict": "unknown"})
    assert response["Location"] == desk(dossier, "vraag/reflection.assumptions/a3/")
    response = send(team, dossier, "reflection.assumptions/a3", {"verdict": "unknown"})
    assert response["Location"] == desk(dossier, "vraag/reflection.assumptions/")


def test_only_tasks_of_the_chosen_type_are_asked(team: Client, dossier: Dossier) -> None:
    everything = team.get(desk(dossier, "vraag/management.tasks/")).context["items"]
    answer(dossier, "type.choice", {"type": "place_type.coffee_corner"})
    needed = team.get(desk(dossier, "vraag/management.tasks/")).context["items"]
    assert 0 < len(needed) < len(everything)


# -- Beside the question -------------------------------------------------------------------------


def test_evidence_stands_beside_the_assumption_it_is_about(team: Client, dossier: Dossier) -> None:
    answer(dossier, "goal.assumptions", {"text": "Ouderen zijn eenzaam."}, item="a1")
    answer(dossier, "goal.assumptions", {"text": "Iedereen wil koffie."}, item="a2")
    row = {
        "kind": "evidence.resilience_map", "title": "Veerkrachtkaart", "date": "2025-03-01",
        "says": "Buren kennen elkaar.", "direction": "contradicts", "about": ["a1"],
    }  # fmt: skip
    answer(dossier, "needs.evidence", row, item="e1")
    first = team.get(desk(dossier, "vraag/reflection.assumptions/a1/")).context["evidence"]
    other = team.get(desk(dossier, "vraag/reflection.assumptions/a2/")).context["evidence"]
    assert [(one.source, one.direction) for one in first] == [("Veerkrachtkaart 2025", "contradicts")]
    assert other == ()


def test_many_figures_are_folded_and_what_was_ticked_stays_in_sight(team: Client, dossier: Dossier) -> None:
    answer(dossier, "goal.assumptions", {"text": "Veel mensen zijn alleen"}, item="a1")
    answer(dossier, "needs.evidence", {"kind": "evidence.own_vision", "title": "Visie"}, item="v")
    for key in ("e1", "e2", "e3"):
        answer(dossier, "needs.evidence", {"kind": "evidence.cbs", "title": key}, item=key)
    address = desk(dossier, "vraag/reflection.assumptions/a1/")
    assert "Cijfers van het CBS" not in team.get(address).content.decode()
    answer(dossier, "needs.evidence", {"kind": "evidence.cbs", "title": "e4"}, item="e4")
    answer(
        dossier, "reflection.assumptions", {"verdict": "holds", "evidence": ["needs.evidence:e2"]}, item="a1"
    )
    seen, folded = team.get(address).content.decode().split("Cijfers van het CBS")
    for key, is_seen in {"v": True, "e1": False, "e2": True, "e3": False, "e4": False}.items():
        value = f'value="needs.evidence:{key}"'
        assert (value in seen, value in folded) == (is_seen, not is_seen)


def test_talks_without_unheard_people_are_kept_with_a_caution(team: Client, dossier: Dossier) -> None:
    url = desk(dossier, "vraag/needs.conversations/")
    assert not team.get(url).context["nobody_unheard"]
    response = send(team, dossier, "needs.conversations/nieuw", {"form": "door", "voices": ["active"]})
    assert response.status_code == 302
    assert team.get(url).context["nobody_unheard"]
    answer(dossier, "needs.conversations", {"form": "street", "voices": ["unheard"]}, item="g2")
    assert not team.get(url).context["nobody_unheard"]


@pytest.mark.parametrize("outcome", ["none_suitable", "flexible", None])
def test_no_location_leads_to_meeting_without_a_room_with_the_area_filled_in(
    team: Client, dossier: Dossier, outcome: str | None
) -> None:
    answer(dossier, "goal.area", {"scale": "neighbourhood", "name": "Malberg"})
    if outcome is not None:
        answer(dossier, "location.choice", {"outcome": outcome})
    page = team.get(desk(dossier, "stap/location/")).content.decode()
    roomless = desk(dossier, "vraag/without_room.situations/")
    assert (roomless in page) is (outcome is not None)
    assert team.get(roomless).context["form"]["area"].value() == "Malberg"


# -- The decision --------------------------------------------------------------------------------


def test_a_decision_that_differs_needs_a_reason(team: Client, dossier: Dossier) -> None:
    response = send(team, dossier, "reflection.decision", {"decision": "no_room"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason"]
    sent = {"decision": "no_room", "reason": "De buurt heeft al drie ruimtes."}
    assert send(team, dossier, "reflection.decision", sent).status_code == 302


def test_adapting_the_goal_goes_back_to_step_one_and_keeps_the_old_goal(
    team: Client, dossier: Dossier
) -> None:
    answer(dossier, "goal.area", {"scale": "complex", "name": "De flat"})
    sent = {"decision": "adapt_goal", "reason": "We begonnen te groot."}
    response = send(team, dossier, "reflection.decision", sent)
    assert response["Location"] == desk(dossier, "vraag/goal.area/")
    kept = Version.objects.get()
    assert kept.answers["goal.area"][""] == {"scale": "complex", "name": "De flat"}
    assert value(dossier, "goal.area") == {"scale": "complex", "name": "De flat"}
    # Sent again without anything new, there is nothing to keep.
    send(team, dossier, "reflection.decision", sent, revision=1)
    assert Version.objects.count() == 1
    answer(dossier, "goal.area", {"scale": "complex", "name": "Een gang"})
    send(team, dossier, "reflection.decision", sent, revision=1)
    assert Version.objects.count() == 2


# -- Somebody was earlier ------------------------------------------------------------------------


def test_who_comes_second_sees_both_answers_and_loses_nothing(
    team: Client, dossier: Dossier, officer: User
) -> None:
    answer(dossier, "goal.area", {"scale": "complex", "name": "De flat"})
    answer(dossier, "goal.area", {"scale": "complex", "name": "Van een collega"}, by=officer)
    mine = {"scale": "district", "name": "Van mij"}
    response = send(team, dossier, "goal.area", mine, revision=1)
    page = response.content.decode()
    assert response.status_code == 409
    assert value(dossier, "goal.area") == {"scale": "complex", "name": "Van een collega"}
    assert ["Van mij" in page, "Van een collega" in page, str(officer) in page] == [True, True, True]
    assert response.context["revision"] == 2
    response = send(team, dossier, "goal.area", mine, revision=2)
    assert response.status_code == 302
    assert value(dossier, "goal.area") == mine


def test_two_first_answers_end_with_one_kept_and_one_told(team: Client, dossier: Dossier) -> None:
    send(team, dossier, "goal.area", {"scale": "complex", "name": "Eerst"})
    response = send(team, dossier, "goal.area", {"scale": "complex", "name": "Daarna"})
    assert response.status_code == 409
    assert value(dossier, "goal.area")["name"] == "Eerst"


def test_a_row_that_was_taken_away_meanwhile_can_still_be_kept(team: Client, dossier: Dossier) -> None:
    response = send(team, dossier, "goal.assumptions/a1", {"text": "Niet kwijtraken"}, revision=3)
    assert response.status_code == 409
    assert "Niet kwijtraken" in response.content.decode()
    assert response.context["revision"] == 0
    send(team, dossier, "goal.assumptions/a1", {"text": "Niet kwijtraken"})
    assert value(dossier, "goal.assumptions", "a1") == {"text": "Niet kwijtraken"}


def test_the_same_answer_twice_is_no_conflict(team: Client, dossier: Dossier) -> None:
    sent = {"scale": "complex", "name": "De flat"}
    send(team, dossier, "goal.area", sent)
    assert send(team, dossier, "goal.area", sent).status_code == 302


def test_a_question_page_asks_a_fixed_number_of_queries(
    team: Client, dossier: Dossier, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        answer(dossier, "goal.assumptions", {"text": f"Aanname {number}"}, item=f"a{number}")
    # session, user, dossier, memberships, dossier roles, answers, revision
    with django_assert_num_queries(7):
        team.get(desk(dossier, "vraag/goal.area/"))
    with django_assert_num_queries(6):
        team.get(desk(dossier, "vraag/goal.assumptions/"))


# -- What is filled in already -------------------------------------------------------------------


def test_sign_of_a_unit_never_gets_a_capital(team: Client, dossier: Dossier) -> None:
    fields = team.get(desk(dossier, "vraag/money.room/")).context["form"].fields
    assert fields["usable_m2"].help_text.endswith("m².")
    assert "M²" not in "".join(str(one.help_text) for one in fields.values())
    assert (
        team.get(desk(dossier, "vraag/money.homes/")).context["form"].fields["share_55"].help_text
        == "Procent."
    )


def test_opening_hours_come_from_the_place_and_say_so(team: Client, dossier: Dossier, place: Place) -> None:
    def form() -> Any:
        return team.get(desk(dossier, "vraag/money.opening/")).context["form"]

    assert form()["open_hours"].value() is None
    Place.objects.filter(pk=place.pk).update(opening_hours="Mo-Fr 09:00-12:30")
    Dossier.objects.filter(pk=dossier.pk).update(place=place)
    assert form()["open_hours"].value() == "17,5"
    assert form()["open_hours"].help_text == (
        f"Dit komt van de openingstijden van {place.name}. Klopt het niet? Verander het hier gerust."
    )
    answer(dossier, "money.opening", {"open_hours": "20"})
    assert form()["open_hours"].value() == "20"
    assert form()["open_hours"].help_text == ""


def test_round_hours_are_whole_and_hours_nobody_understands_stay_out(
    team: Client, dossier: Dossier, place: Place
) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(place=place)
    for hours, said in (("Mo-Fr 09:00-17:00", "40"), ("meestal wel", None), ("", None)):
        Place.objects.filter(pk=place.pk).update(opening_hours=hours)
        page = team.get(desk(dossier, "vraag/money.opening/"))
        assert page.context["form"]["open_hours"].value() == said


def test_application_begins_with_the_fund_of_the_address(team: Client, dossier: Dossier) -> None:
    fund = shipped().funds[0].id
    page = team.get(desk(dossier, f"vraag/funding.applications/nieuw/?fund={fund}"))
    assert page.context["form"]["fund"].value() == fund
    assert f'<option value="{fund}" selected>' in page.content.decode()
    broken = team.get(desk(dossier, "vraag/funding.applications/nieuw/?fund=%3Cb%3E"))
    assert " selected>" not in broken.content.decode()
    assert "<b>" not in broken.content.decode()


def test_fund_of_the_address_never_changes_an_application_that_is_there(
    team: Client, dossier: Dossier
) -> None:
    first, other = shipped().funds[0].id, shipped().funds[1].id
    answer(dossier, "funding.applications", {"what": "Stoelen", "fund": first, "status": "idea"}, item="a")
    page = team.get(desk(dossier, f"vraag/funding.applications/a/?fund={other}"))
    assert page.context["form"]["fund"].value() == first
