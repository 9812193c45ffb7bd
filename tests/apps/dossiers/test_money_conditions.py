"""Saying whether a condition of a source holds, where it stands, and never over somebody else's answer."""

import html as html_of
import re

import pytest

from schuifaan.apps.dossiers.models import AnswerChange
from tests.apps.dossiers.conftest import address
from tests.apps.dossiers.money_cases import money_dossier
from tests.apps.dossiers.money_pages import shown
from tests.apps.dossiers.source_cards import (
    AGREED,
    CLUBS,
    HIRE,
    cards_of,
    form_of,
    keep,
    open_in,
    said_of,
    send,
    sources_of,
)
from tests.factories import make_user
from tests.factories.dossiers import answer

pytestmark = pytest.mark.once


def test_conditions_are_answered_where_they_stand(team, professional):
    dossier = money_dossier(professional)
    response = keep(team, dossier, mog_3="yes", mog_4a="no", mog_4b="unknown")
    page = address(dossier, "money_sources")
    assert (response.status_code, response["Location"]) == (
        302, f"{page}?bron=room_hire_incidental#income.room_hire_incidental"
    )  # fmt: skip
    assert said_of(dossier) == {
        AGREED: ({"holds": "yes"}, 1),
        CLUBS: ({"holds": "no"}, 1),
        "income.room_hire_incidental.mog_4b": ({"holds": "unknown"}, 1),
    }
    html = team.get(response["Location"]).content.decode()
    assert open_in(html) == ["room_hire_incidental"]
    assert html.count("<p>Bewaard.</p>") == 1
    assert "<p>Bewaard.</p>" in html.split(f'id="{HIRE}"')[1].split("</article>")[0]


def test_what_did_not_change_is_not_written_and_notes_stay(team, professional):
    dossier = money_dossier(professional)
    answer(dossier, "money.conditions", {"holds": "yes", "note": "Map 3"}, item=AGREED)
    answer(dossier, "money.conditions", {"holds": "yes", "note": "Van het plein"}, item=CLUBS)
    keep(team, dossier, mog_4a="no")
    assert said_of(dossier) == {
        AGREED: ({"holds": "yes", "note": "Map 3"}, 1),
        CLUBS: ({"holds": "no", "note": "Van het plein"}, 2),
    }
    assert AnswerChange.objects.filter(dossier=dossier).count() == 1
    assert "Van het plein" in shown(team, dossier, "money_sources")
    assert keep(team, dossier).status_code == 302
    assert AnswerChange.objects.filter(dossier=dossier).count() == 1


def test_somebody_elses_answer_is_shown_and_nothing_is_lost(team, professional):
    dossier = money_dossier(professional)
    card = cards_of(sources_of(dossier))[HIRE]
    before = form_of(card)
    answer(dossier, "money.conditions", {"holds": "no"}, item=CLUBS, by=make_user("anna@example.org"))
    response = send(team, dossier, card, before, {"mog_3": "yes", "mog_4a": "yes"})
    assert response.status_code == 409
    assert said_of(dossier) == {CLUBS: ({"holds": "no"}, 1)}
    html = html_of.unescape(response.content.decode())
    assert "Iemand was je voor" in html
    assert "antwoordde intussen “Nee”" in html
    assert "Jij koos “Ja”" in html
    assert open_in(html) == ["room_hire_incidental"]
    checked = re.findall(r'name="([a-z0-9_.]+)" value="(\w+)" id="[^"]+" checked', html)
    assert checked == [(AGREED, "yes"), (CLUBS, "yes")]
    # Sent once more as the page has it, one's own choice is kept: it was made knowingly.
    again = dict(re.findall(rf'<input type="hidden" name="({HIRE}[^"]+)" value="(\w*)"', html))
    again = {name: again.get(name, "") for name in before if "-" in name}
    send(team, dossier, card, again, {"mog_3": "yes", "mog_4a": "yes"})
    assert said_of(dossier) == {AGREED: ({"holds": "yes"}, 1), CLUBS: ({"holds": "yes"}, 2)}


def test_answer_nobody_touched_does_not_undo_somebody_elses(team, professional):
    dossier = money_dossier(professional)
    answer(dossier, "money.conditions", {"holds": "yes"}, item=CLUBS)
    card = cards_of(sources_of(dossier))[HIRE]
    before = form_of(card)
    answer(dossier, "money.conditions", {"holds": "no"}, item=CLUBS)
    assert send(team, dossier, card, before, {"mog_3": "yes"}).status_code == 302
    assert said_of(dossier) == {AGREED: ({"holds": "yes"}, 1), CLUBS: ({"holds": "no"}, 2)}


def test_choice_that_does_not_exist_is_refused_as_a_whole(team, professional):
    dossier = money_dossier(professional)
    response = keep(team, dossier, mog_3="yes", mog_4a="bijna")
    assert response.status_code == 422
    assert "Dit is niet bewaard" in response.content.decode()
    assert said_of(dossier) == {}


def test_conditions_of_another_source_are_not_taken(team, professional):
    dossier = money_dossier(professional)
    card = cards_of(sources_of(dossier))[HIRE]
    url = address(dossier, "money_source", source="soo")
    team.post(url, form_of(card) | {AGREED: "yes"})
    assert said_of(dossier) == {}
    unknown = address(dossier, "money_source", source="loterij")
    assert team.post(unknown, {}).status_code == 404
