"""Walking the trees, one question a page, and the overview they come to."""

from collections.abc import Iterator

import pytest
from django.urls import reverse

from schuifaan.apps.dossiers.enums import DossierRole
from schuifaan.apps.dossiers.models import Answer, Task
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.tree_walk import walk_of
from schuifaan.core.method.knowledge.shaping import Tree
from schuifaan.core.method.walking import walk
from tests.apps.dossiers.results_cases import case_dossier
from tests.factories import NOW, make_place, make_user
from tests.factories.dossiers import answer, make_dossier, make_member

pytestmark = pytest.mark.once

QUARREL = "silent-room-quarrelling-board"
TREES = {tree.id: tree for tree in shipped().trees}


def every_walk(tree: Tree) -> Iterator[list[tuple[str, str]]]:
    """Every way from the start to an end, as (node, answer)."""
    waiting: list[list[tuple[str, str]]] = [[]]
    while waiting:
        way = waiting.pop()
        following = walk(tree, dict(way)).next
        if following is None:
            yield way
        else:
            waiting += [[*way, (following.id, one)] for one in following.answers]


def leaves(tree: Tree) -> list[list[tuple[str, str]]]:
    """One way to each different end: the last answer, with what was found on the way."""
    ends = {(way[-1], tuple(o.id for o in walk(tree, dict(way)).outcomes)): way for way in every_walk(tree)}
    return list(ends.values())


def address(dossier, tree="tree.T1", **query):
    return reverse("dossiers:tree", kwargs={"key": dossier.key, "tree": tree}, query=query or None)


def send(client, dossier, node, said, *, revision=0, note="", tree="tree.T1"):
    sent = {"node": node, "answer": said, "note": note, "revision": revision}
    return client.post(address(dossier, tree), sent, follow=True)


def revival_page(client, dossier):
    return client.get(reverse("dossiers:revival", kwargs={"key": dossier.key})).content.decode()


# ------------------------------------------------------------------ walking


@pytest.mark.parametrize("tree", TREES.values(), ids=TREES)
def test_every_leaf_is_reached_through_the_page(client, professional, tree):
    client.force_login(professional)
    reached = set()
    for way in leaves(tree):
        dossier = make_dossier(professional)
        for node, said in way:
            page = send(client, dossier, node, said, tree=tree.id)
            assert page.status_code == 200
        html = page.content.decode()
        walked = walk_of(tree, answers_of(dossier))
        assert walked.is_finished
        assert "Hier kom je op uit" in html
        assert "walk-answer" not in html
        for outcome in walked.outcomes:
            assert f'<p class="outcomes__text">{outcome.text.nl}</p>' in html.replace("&#x27;", "'")
        for _outcome, suggestion in walked.suggestions:
            assert f'value="{suggestion.id}"' in html
        reached |= {outcome.id for outcome in walked.outcomes}
    assert reached == {outcome.id for outcome in tree.outcomes}


def test_page_asks_one_question_with_why_and_source(client, professional):
    dossier = make_dossier(professional)
    client.force_login(professional)
    html = client.get(address(dossier)).content.decode()
    first = TREES["tree.T1"].node("tree.T1.T1_1")
    assert html.count('class="walk-answer"') == 2
    assert f'id="vraag">{first.text.nl}</h1>' in html
    assert "Waarom we dit vragen:" in html
    assert "Bron" in html
    assert "Vorige vraag" not in html


def test_answer_and_note_are_kept_with_their_history(client, professional):
    dossier = make_dossier(professional)
    client.force_login(professional)
    page = send(client, dossier, "tree.T1.T1_1", "no", note="Drie mensen, en zij zijn moe.")
    kept = Answer.objects.get(dossier=dossier)
    assert (kept.question, kept.item, kept.value) == (
        "revival.tree",
        "tree.T1.T1_1",
        {"answer": "no", "note": "Drie mensen, en zij zijn moe."},
    )
    assert kept.answered_by == professional
    assert dossier.history.count() == 1
    html = page.content.decode()
    assert TREES["tree.T1"].node("tree.T1.T1_2").text.nl in html
    assert "Drie mensen, en zij zijn moe." in html
    assert f"{address(dossier, vraag='tree.T1.T1_1')}" in html


def test_changing_an_earlier_answer_keeps_the_others(client, professional):
    dossier = case_dossier(professional, QUARREL)
    client.force_login(professional)
    html = client.get(address(dossier, vraag="tree.T1.T1_3")).content.decode()
    assert html.count("zo staat het nu") == 1
    page = send(client, dossier, "tree.T1.T1_3", "no", revision=1)
    given = {row.item: row.value["answer"] for row in dossier.answers.filter(question="revival.tree")}
    assert given == {
        "tree.T1.T1_1": "no",
        "tree.T1.T1_2": "yes",
        "tree.T1.T1_3": "no",
        "tree.T1.T1_3a": "yes",
        "tree.T1.T1_4": "no",
        "tree.T1.T1_5": "no",
    }
    assert "Hier kom je op uit" in page.content.decode()
    # What is no longer on the way does not count, and counts again once it is.
    walked = walk_of(TREES["tree.T1"], answers_of(dossier))
    assert "tree.T1.O2" not in {outcome.id for outcome in walked.outcomes}
    send(client, dossier, "tree.T1.T1_3", "yes", revision=2)
    walked = walk_of(TREES["tree.T1"], answers_of(dossier))
    assert "tree.T1.O2" in {outcome.id for outcome in walked.outcomes}


def said_first(html):
    """The heading of what takes the focus and is read out, as with any refused form."""
    _before, found, after = html.partition('<div class="error-summary" role="alert" tabindex="-1"')
    assert found
    summary = after.partition("</div>")[0]
    assert "data-focus-first" in summary
    return summary.partition("<span>")[2].partition("</span>")[0]


def test_nothing_is_overwritten_when_somebody_was_earlier(client, professional):
    dossier = case_dossier(professional, QUARREL)
    client.force_login(professional)
    page = send(client, dossier, "tree.T1.T1_4", "yes", revision=0, note="Mijn notitie")
    html = page.content.decode()
    assert page.status_code == 409
    assert said_first(html) == "Iemand was je voor"
    assert ">Mijn notitie</textarea>" in html
    assert dossier.answers.get(item="tree.T1.T1_4").value == {"answer": "no"}
    assert 'name="revision" value="1"' in html


@pytest.mark.parametrize("said", ["", "maybe", "done", "yes" * 100])
def test_answer_the_question_does_not_have_is_refused(client, professional, said):
    dossier = make_dossier(professional)
    client.force_login(professional)
    page = send(client, dossier, "tree.T1.T1_1", said, note="Bewaar mij")
    assert page.status_code == 422
    assert said_first(page.content.decode()) == "Dit is nog niet bewaard"
    assert ">Bewaar mij</textarea>" in page.content.decode()
    assert not dossier.answers.exists()


def test_refusal_leads_to_the_answers(client, professional):
    client.force_login(professional)
    html = send(client, make_dossier(professional), "tree.T1.T1_1", "").content.decode()
    assert html.count('href="#antwoord"') == 1
    assert html.count('<button id="antwoord"') == 1


def test_refusal_is_also_said_when_the_tree_has_an_outcome(client, professional):
    dossier = case_dossier(professional, QUARREL)
    client.force_login(professional)
    html = send(client, dossier, "tree.T2.T2_0", "done").content.decode()
    assert "Hier kom je op uit" in html
    assert said_first(html) == "Dit is nog niet bewaard"


def test_tree_or_question_that_does_not_exist_is_not_found(client, professional):
    dossier = make_dossier(professional)
    client.force_login(professional)
    assert client.get(address(dossier, "tree.T9")).status_code == 404
    for node in ("tree.T2.T2_0", ""):
        page = send(client, dossier, node, "done")
        assert page.status_code == 422
        assert "Deze vraag hoort niet bij deze boom." in page.content.decode()
    assert not dossier.answers.exists()
    # An old link to a question that is no longer on the way shows the one that is.
    html = client.get(address(dossier, vraag="tree.T1.T1_5")).content.decode()
    assert TREES["tree.T1"].node("tree.T1.T1_1").text.nl in html


def test_reader_reads_but_does_not_answer(client, professional):
    dossier = case_dossier(professional, QUARREL)
    reader = make_user("lezer@example.org")
    make_member(dossier, reader, DossierRole.READER)
    client.force_login(reader)
    html = client.get(address(dossier, vraag="tree.T1.T1_2")).content.decode()
    assert "Over de kas en de sleutel." in html
    assert "walk-answer" not in html
    assert send(client, dossier, "tree.T1.T1_2", "no", revision=1).status_code == 403


def test_dossier_that_was_put_away_is_not_answered(client, professional):
    dossier = make_dossier(professional, archived_at=NOW)
    client.force_login(professional)
    assert send(client, dossier, "tree.T1.T1_1", "yes").status_code == 403


# ------------------------------------------------------------------ hints


def test_what_the_place_says_is_shown_with_figures_and_chooses_nothing(client, professional):
    place = make_place("stil", name="De Linde", opening_hours="Tu 10:00-12:00")
    dossier = make_dossier(professional, place=place)
    client.force_login(professional)
    for node in ("tree.T4.T4_0a", "tree.T4.T4_0b", "tree.T4.T4_0c"):
        answer(dossier, "revival.tree", {"answer": "done"}, item=node)
    html = client.get(address(dossier, "tree.T4")).content.decode()
    hint = html[html.index("Wat we al weten") :]
    assert "De Linde de komende week 2 uur open" in hint
    assert "zo staat het nu" not in html


def test_without_a_place_there_is_no_hint(client, professional):
    dossier = make_dossier(professional)
    for node in ("tree.T4.T4_0a", "tree.T4.T4_0b", "tree.T4.T4_0c"):
        answer(dossier, "revival.tree", {"answer": "done"}, item=node)
    client.force_login(professional)
    assert "Wat we al weten" not in client.get(address(dossier, "tree.T4")).content.decode()


# ------------------------------------------------------------------ the overview


def test_six_parties_stand_with_their_role_then_and_now(client, professional):
    dossier = case_dossier(professional, QUARREL)
    client.force_login(professional)
    html = revival_page(client, dossier)
    table = html[html.index("<tbody>") : html.index("</tbody>")]
    assert table.count("<tr>") == 6
    assert "<td>soep op dinsdag</td><td>gestopt</td>" in table


def test_causes_say_what_was_heard_and_what_was_chosen(client, professional):
    dossier = case_dossier(professional, QUARREL)
    client.force_login(professional)
    html = revival_page(client, dossier)
    part = html[html.index('<ul class="causes">') : html.index("Zoek uit wat helpt")]
    assert part.count("causes__one") == 2
    assert "genoemd in 2 gesprekken" in part
    assert "genoemd in 1 gesprek<" in part
    assert "Het is altijd hetzelfde groepje." in part


def test_example_comes_to_mediation_and_other_management_as_tasks(client, professional):
    dossier = case_dossier(professional, QUARREL)
    client.force_login(professional)
    html = revival_page(client, dossier)
    assert "Vraag buurtbemiddeling om te helpen." in html
    assert "Kijk naar een andere vorm van beheer." in html
    sent = {
        "what": "Vraag buurtbemiddeling om te helpen.",
        "origin": "tree.T1.O1.mediation",
        "step": "step.revival",
    }
    assert client.post(reverse("dossiers:tasks", kwargs={"key": dossier.key}), sent).status_code == 302
    assert list(Task.objects.values_list("origin", "step")) == [("tree.T1.O1.mediation", "step.revival")]
    assert revival_page(client, dossier).count("Staat al bij de taken.") == 1


def test_several_causes_have_their_trees_side_by_side(client, professional):
    dossier = make_dossier(professional)
    answer(dossier, "revival.causes", {"causes": ["cause.A", "cause.D"]})
    client.force_login(professional)
    html = revival_page(client, dossier)
    chosen = html[html.index("Zoek uit wat helpt") : html.index("Vragen over andere oorzaken")]
    assert [tree for tree in TREES if f'id="{tree}"' in chosen] == ["tree.T1", "tree.T4"]


def test_decision_to_revive_says_when_to_look_back(client, professional):
    dossier = case_dossier(professional, QUARREL)
    client.force_login(professional)
    html = revival_page(client, dossier)
    assert "We geven de ruimte nieuw leven" in html
    assert "Kijk samen terug tussen 10 februari 2027 en 10 mei 2027." in html


def test_not_now_says_when_to_look_again(client, professional):
    dossier = case_dossier(professional, "silent-room-lost-bus")
    client.force_login(professional)
    html = revival_page(client, dossier)
    assert "Nu niet; we kijken later opnieuw" in html
    assert "Jullie kijken opnieuw op 1 juni 2027." in html


def test_stopping_is_as_easy_and_shows_the_closing_plan(client, professional):
    dossier = make_dossier(professional)
    client.force_login(professional)
    html = revival_page(client, dossier)
    part = html[html.index('<ul class="decisions">') :]
    assert [part.index(word) > 0 for word in ("Nieuw leven geven", "Nu niet", "Stoppen")] == [True] * 3
    said = {"decision": "stop", "keys": "Terug naar de corporatie", "money": "Naar de buurttuin"}
    answer(dossier, "revival.decision", said)
    html = revival_page(client, dossier)
    assert "We stoppen met deze ruimte" in html
    assert "Terug naar de corporatie" in html
    assert "Naar de buurttuin" in html
