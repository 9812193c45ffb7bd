"""The management plan, and what falls away with a party."""

from django.urls import reverse

from schuifaan.apps.dossiers.models import Task
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.management_page import leaving_page, management_page
from tests.apps.dossiers.results_cases import case_dossier
from tests.factories import NOW, TODAY
from tests.factories.dossiers import answer, make_dossier

SENIORS = "seniors-sixty-homes-care"


def page_of(dossier, today=TODAY):
    return management_page(dossier, answers_of(dossier), shipped(), language="nl", today=today)


def shown(client, dossier):
    return client.get(reverse("dossiers:management", kwargs={"key": dossier.key})).content.decode()


def test_task_without_a_party_comes_first_and_plainly(client, professional):
    dossier = case_dossier(professional, SENIORS)
    answer(dossier, "management.tasks", {"frequency": "elke week"}, item="ingredient.cleaning")
    page = page_of(dossier)
    assert "ingredient.cleaning" in [one.task.id for one in page.open_tasks]
    client.force_login(professional)
    html = shown(client, dossier)
    assert html.index("Deze taken heeft nog niemand") < html.index("Wie doet wat")
    address = reverse(
        "dossiers:row",
        kwargs={"key": dossier.key, "question": "management.tasks", "item": "ingredient.cleaning"},
    )
    assert address in [one.url for one in page.open_tasks]


def test_own_task_leads_to_its_own_row(professional):
    dossier = case_dossier(professional, SENIORS)
    answer(dossier, "management.own_tasks", {"name": "De tuin"}, item="tuin")
    task = next(one for one in page_of(dossier).open_tasks if one.task.id == "tuin")
    assert task.url.endswith("/vraag/management.own_tasks/tuin/")


def test_all_given_is_said(client, professional):
    dossier = case_dossier(professional, SENIORS)
    for one in page_of(dossier).open_tasks:
        answer(dossier, "management.tasks", {"party_name": "De huismeester"}, item=one.task.id)
    client.force_login(professional)
    assert "Elke taak is van iemand." in shown(client, dossier)


def test_warning_comes_with_its_pitfall_advice_and_source(professional):
    warnings = page_of(case_dossier(professional, SENIORS)).warnings
    assert warnings
    for one in warnings:
        assert one.advice
        assert one.reason.source_lines
        assert one.reason.refs
    assert any(one.pitfall for one in warnings)


def test_ladder_says_no_level_is_better(client, professional):
    dossier = case_dossier(professional, SENIORS)
    client.force_login(professional)
    html = shown(client, dossier)
    assert "Geen van de vijf is beter dan de andere." in html
    assert html.count('class="ladder__one"') == 5
    levels = {one.topic.topic.id: one.topic.level for one in page_of(dossier).ladder}
    assert len(levels) == len(shipped().ladder_topics)
    assert levels["topic.programme"].id == "ladder.co_decide"


def test_safeguard_says_when_to_look_again(client, professional):
    dossier = case_dossier(professional, SENIORS)
    done = {"status": "done", "done_on": "2027-01-05"}
    answer(dossier, "management.safeguards", done, item="safeguard.B8")
    client.force_login(professional)
    assert "opnieuw kijken op 5 januari 2028" in shown(client, dossier)


def test_safeguard_becomes_a_task_once(client, professional):
    dossier = case_dossier(professional, SENIORS)
    client.force_login(professional)
    safeguard = shipped().item("safeguard.B1")
    assert '<input type="hidden" name="origin" value="safeguard.B1">' in shown(client, dossier)
    sent = {"what": safeguard.text.nl, "origin": safeguard.id, "step": "step.management"}
    assert client.post(reverse("dossiers:tasks", kwargs={"key": dossier.key}), sent).status_code == 302
    assert list(Task.objects.values_list("what", "origin", "step")) == [
        (safeguard.text.nl, "safeguard.B1", "step.management")
    ]
    html = shown(client, dossier)
    assert '<input type="hidden" name="origin" value="safeguard.B1">' not in html
    assert html.count("Staat al bij de taken.") == 1


def test_partner_cards_go_by_type(professional):
    dossier = make_dossier(professional)
    counted = {}
    for code in ("community_house", "coffee_corner"):
        answer(dossier, "type.choice", {"type": f"place_type.{code}"})
        counted[code] = len(page_of(dossier).partners)
    assert counted == {"community_house": 6, "coffee_corner": 2}


def test_round_with_residents_says_what_changed(client, professional):
    dossier = make_dossier(professional)
    said = {
        "topic": "Openingstijden",
        "version": "2",
        "proposal": "Ook op zondag open.",
        "reactions": "12",
        "changes": ["Zondag vanaf 11 uur", "Muziek uit om 21 uur", "Een sleutel erbij"],
    }
    answer(dossier, "management.consultations", said, item="r1")
    client.force_login(professional)
    html = shown(client, dossier)
    assert "Openingstijden (versie 2)" in html
    assert "12 reacties." in html
    assert all(f"<li>{change}</li>" in html for change in said["changes"])


# ------------------------------------------------------------------ a party leaves


def with_entrepreneur(professional):
    dossier = make_dossier(professional)
    answer(dossier, "type.choice", {"type": "place_type.multifunctional_place"})
    answer(
        dossier,
        "partners.parties",
        {"name": "Eetcafé Zon", "kind": "entrepreneur", "euros": 600_000, "hours": "12"},
        item="z",
    )
    for task in ("ingredient.keys", "ingredient.cleaning", "ingredient.stock"):
        answer(dossier, "management.tasks", {"party": "partners.parties:z"}, item=task)
    return dossier


def test_party_that_leaves_shows_the_gap_and_its_tasks(client, professional):
    dossier = with_entrepreneur(professional)
    client.force_login(professional)
    address = reverse("dossiers:without_party", kwargs={"key": dossier.key})
    html = client.get(f"{address}?partij=z").content.decode()
    assert "Stel dat Eetcafé Zon weggaat" in html
    assert "−&nbsp;€\xa06.000,00" in html
    assert "3 taken" in html
    left = leaving_page(dossier, answers_of(dossier), shipped(), party="z", language="nl", today=TODAY)
    assert [one.task.id for one in left.tasks] == [
        "ingredient.keys",
        "ingredient.cleaning",
        "ingredient.stock",
    ]
    # And nothing was changed.
    assert page_of(dossier).open_tasks != page_of(dossier).given_tasks
    assert len(page_of(dossier).given_tasks) == 3


def test_unknown_party_is_no_error(client, professional):
    dossier = with_entrepreneur(professional)
    client.force_login(professional)
    address = reverse("dossiers:without_party", kwargs={"key": dossier.key})
    for asked in ("", "niemand", "x" * 500):
        page = client.get(address, {"partij": asked})
        assert page.status_code == 200
        assert "Zonder Eetcafé Zon" in page.content.decode()


def test_tasks_of_one_page_cost_a_fixed_number_of_queries(client, professional, django_assert_num_queries):
    few, many = case_dossier(professional, SENIORS), case_dossier(professional, SENIORS)
    for number in range(5):
        Task.objects.create(
            dossier=many, what=f"Taak {number}", origin=f"safeguard.B{number}", created_at=NOW
        )
    with django_assert_num_queries(2):
        page_of(few)
    with django_assert_num_queries(2):
        page_of(many)
