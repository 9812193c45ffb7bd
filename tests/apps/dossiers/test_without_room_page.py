"""Meeting without a room, on its page."""

from django.urls import reverse

from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.without_room_page import without_room_page
from tests.factories.dossiers import answer, make_dossier


def page_of(dossier):
    return without_room_page(dossier, answers_of(dossier), shipped(), language="nl")


def shown(client, dossier):
    return client.get(reverse("dossiers:without_room", kwargs={"key": dossier.key})).content.decode()


def test_no_money_gives_other_rooms_and_new_neighbours_with_the_reason(client, professional):
    dossier = make_dossier(professional)
    answer(
        dossier, "without_room.situations", {"situations": ["situation.no_money"], "area": "Rond de Kruisweg"}
    )
    page = page_of(dossier)
    because = [one.option.strategy.id for one in page.fitting if one.because]
    assert because == ["roomless.W3", "roomless.W6"]
    assert len(page.fitting) == 3
    assert all(reason.source_lines and reason.refs for one in page.fitting for reason in one.because)
    client.force_login(professional)
    html = shown(client, dossier)
    assert html.count("Past bij jullie, want:") == 2
    assert "Rond de Kruisweg" in html


def test_without_a_situation_there_are_three_to_begin_with(client, professional):
    dossier = make_dossier(professional)
    page = page_of(dossier)
    assert (len(page.fitting), len(page.fitting) + len(page.others)) == (3, 8)
    client.force_login(professional)
    assert "Vertel eerst hoe het er bij jullie uitziet." in shown(client, dossier)


def test_mobile_ones_and_those_for_this_week_are_marked(client, professional):
    client.force_login(professional)
    html = shown(client, make_dossier(professional))
    assert html.count(">verplaatsbaar<") == sum(one.mobile for one in shipped().roomless) > 0
    assert html.count("kan deze week al") == sum(one.start_this_week for one in shipped().roomless) > 0


def test_choice_stands_on_top_with_who_and_when(client, professional):
    dossier = make_dossier(professional)
    chosen = {"chosen": "yes", "who": "Opbouwwerker", "when": "elke dinsdag", "note": "Met regenplan"}
    answer(dossier, "without_room.choice", chosen, item="roomless.W7")
    client.force_login(professional)
    html = shown(client, dossier)
    top = html[html.index("Dit gaan jullie doen") : html.index("Dit past bij jullie situatie")]
    assert "Opbouwwerker · elke dinsdag" in top
    assert "Met regenplan" in html
    line = page_of(dossier).chosen[0]
    assert line.url.split("/vraag/")[1] == "without_room.choice/roomless.W7/"
