"""The programme of requirements on its page."""

from django.urls import reverse

from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.programme_page import programme_page
from tests.factories.dossiers import answer, make_dossier

KITCHEN = {
    "priority": "must",
    "chosen": "yes",
    "why": "Er wordt elke week gekookt.",
    "evidence": "Zo gezien in Heerlen",
    "reactions": "8",
    "said": "De keuken is te krap.",
    "changed": "De keuken wordt een meter breder.",
}


def seniors(professional):
    dossier = make_dossier(professional)
    answer(dossier, "type.choice", {"type": "place_type.senior_complex_room"})
    return dossier


def page_of(dossier):
    return programme_page(dossier, answers_of(dossier), shipped())


def shown(client, dossier):
    return client.get(reverse("dossiers:programme", kwargs={"key": dossier.key})).content.decode()


def part_about(html, item):
    start = html.index(f'<li class="requirement" id="{item}"')
    return html[start : html.index("requirement__tail", start)]


def test_no_thresholds_is_a_must_in_a_seniors_complex(professional):
    lines = [line for group in page_of(seniors(professional)).groups for line in group.lines]
    musts = [line.line.text.nl for line in lines if line.priority == "Moet"]
    assert any("drempel" in text for text in musts)


def test_without_a_type_nothing_is_advised(client, professional):
    dossier = make_dossier(professional)
    client.force_login(professional)
    assert "Jullie kozen nog geen soort plek." in shown(client, dossier)
    assert {line.priority for group in page_of(dossier).groups for line in group.lines} == {""}


def test_requirements_stand_by_strategy_under_one_heading_a_group(professional):
    groups = page_of(seniors(professional)).groups
    strategies = [group.strategy.id for group in groups if group.strategy]
    assert len(strategies) == len(set(strategies)) == 12
    assert [group.heading for group in groups if group.heading] == [
        "Het gebouw en de plek",
        "De inrichting",
        "Wat deze soort plek nodig heeft en wat jullie wensen",
    ]


def test_what_residents_said_and_what_it_changed_stands_with_the_item(client, professional):
    dossier = seniors(professional)
    item = page_of(dossier).groups[0].lines[0].line.id
    answer(dossier, "design.requirements", KITCHEN, item=item)
    client.force_login(professional)
    told = part_about(shown(client, dossier), item)
    for words in (
        "8 reacties van bewoners",
        KITCHEN["said"],
        KITCHEN["changed"],
        KITCHEN["why"],
        KITCHEN["evidence"],
        "Nemen we op",
    ):
        assert words in told


def test_own_wish_says_where_it_comes_from_and_leads_to_its_row(client, professional):
    dossier = seniors(professional)
    wish = {"text": "Een muziekkamer", "priority": "could", "origin": "gesprekken aan de deur"}
    answer(dossier, "design.wishes", wish, item="w1")
    line = next(one for group in page_of(dossier).groups for one in group.lines if one.line.id == "w1")
    assert (line.priority, line.item, line.url.split("/vraag/")[1]) == ("Mag", None, "design.wishes/w1/")
    client.force_login(professional)
    told = part_about(shown(client, dossier), "w1")
    assert "Een muziekkamer" in told
    assert "gesprekken aan de deur" in told


def test_must_that_is_not_wanted_is_named_apart_with_its_reason(client, professional):
    dossier = seniors(professional)
    must = next(
        one.line.id for group in page_of(dossier).groups for one in group.lines if one.line.advised == "must"
    )
    answer(dossier, "design.requirements", {"chosen": "no", "why": "Het is een monument."}, item=must)
    assert [one.line.id for one in page_of(dossier).left_out] == [must]
    client.force_login(professional)
    html = shown(client, dossier)
    assert "Het is een monument." in part_about(html, must)
    assert html.index("Hoort bij deze soort plek, maar jullie doen het niet") < html.index(f'id="{must}"')


def test_other_priority_than_the_handbook_is_said(professional):
    dossier = seniors(professional)
    must = page_of(dossier).groups[0].lines[0].line
    answer(dossier, "design.requirements", {"priority": "could"}, item=must.id)
    line = next(one for group in page_of(dossier).groups for one in group.lines if one.line.id == must.id)
    assert (line.priority, line.advised) == ("Mag", "Moet")


def test_process_tips_ask_their_question(client, professional):
    dossier = seniors(professional)
    client.force_login(professional)
    html = shown(client, dossier)
    assert [one.tip.tip.id for one in page_of(dossier).tips] == [f"tip.D{n}" for n in range(1, 6)]
    assert html.count("Vraag jezelf af:") == 5
