"""What the quickscan says, on its page."""

import pytest
from django.urls import reverse

from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.scan_page import scan_page
from schuifaan.core.method.progress import progress
from tests.apps.dossiers.results_cases import case_dossier
from tests.factories.dossiers import answer, make_dossier


def page_of(dossier, language="nl"):
    answers = answers_of(dossier)
    return scan_page(dossier, answers, shipped(), progress(answers, shipped()), language=language)


def shown(client, dossier):
    return client.get(reverse("dossiers:quickscan", kwargs={"key": dossier.key})).content.decode()


@pytest.mark.parametrize(
    ("case", "title"),
    [
        ("seniors-sixty-homes-care", "Werk het plan uit"),
        ("no-need", "Een ruimte is hier niet het antwoord"),
        ("two-good-initiatives", "Steun wat er al is"),
        ("goal-does-not-hold", "Pas het doel aan"),
        ("not-yet-known", "Dat weten we nog niet"),
    ],
)
def test_conclusion_is_the_first_thing_said(client, professional, case, title):
    client.force_login(professional)
    page = shown(client, case_dossier(professional, case))
    assert page.index("<h2") == page.index(f'<h2 class="verdict__title" id="slotsom">{title}')


def test_every_reason_leads_to_an_answer_and_a_source(professional):
    dossier = case_dossier(professional, "seniors-sixty-homes-care")
    page = page_of(dossier)
    reasons = (*page.reasons_for, *page.reasons_against, *page.cautions)
    assert len(page.reasons_for) > 5
    for reason in reasons:
        assert [bool(ref.url) for ref in reason.refs] == [True] * len(reason.refs)
        assert reason.refs
    with_item = [reason for reason in page.reasons_for if reason.source_lines]
    assert len(with_item) >= 7
    named = {ref.label for reason in reasons for ref in reason.refs}
    assert "Kerncijfers 2024" in named


def test_yes_without_evidence_counts_as_unknown_and_says_so(client, professional):
    dossier = case_dossier(professional, "not-yet-known")
    second = page_of(dossier).reflected[1]
    assert (second.said, second.counts) == ("Ja", "Weten we nog niet")
    client.force_login(professional)
    assert "want er staat nog geen gesprek of bron bij" in shown(client, dossier)


def test_what_is_missing_says_where_each_answer_would_lead(professional):
    changes = page_of(case_dossier(professional, "not-yet-known")).would_change
    assert [(one.if_yes, one.if_no) for one in changes] == [
        ("Werk het plan uit", "Een ruimte is hier niet het antwoord"),
        ("Werk het plan uit, met een let-op", "Werk het plan uit"),
    ]


def test_nothing_is_tried_out_once_there_is_a_conclusion(professional):
    assert page_of(case_dossier(professional, "no-need")).would_change == ()


def test_empty_dossier_tries_out_every_open_question(professional):
    changes = page_of(make_dossier(professional)).would_change
    assert len(changes) == 6
    assert {one.if_yes for one in changes[:5]} == {"Werk het plan uit"}


def test_own_decision_stands_beside_the_proposal_with_its_reason(client, professional):
    dossier = case_dossier(professional, "no-need")
    decided = {"decision": "go_on", "reason": "De flat ernaast is nog niet gevraagd."}
    answer(dossier, "reflection.decision", decided)
    client.force_login(professional)
    page = shown(client, dossier)
    assert "Jullie besloten: <strong>Werk het plan uit</strong>" in page
    assert "De flat ernaast is nog niet gevraagd." in page
    assert "Dat is iets anders dan de scan voorstelt" in page


def test_location_is_called_safe_only_with_both(client, professional):
    dossier = case_dossier(professional, "seniors-sixty-homes-care")
    client.force_login(professional)
    sentence = "“Veilig” schrijven we pas"
    assert sentence not in shown(client, dossier)
    row = dossier.answers.get(question="location.candidates")
    row.value = {**row.value, "felt_safe": "unknown"}
    row.save()
    assert sentence in shown(client, dossier)
