"""The trees as drawings: every word inside its box, the way taken marked and said, in both languages."""

import re

import pytest
from django.urls import reverse

from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.tree_svg import BOX_WIDTH, PADDING, picture, text_width, wrapped
from schuifaan.core.method.walking import walk
from tests.apps.dossiers.results_cases import case_dossier
from tests.apps.dossiers.test_revival_pages import TREES, leaves
from tests.factories.dossiers import make_dossier

pytestmark = pytest.mark.once

QUARREL = "silent-room-quarrelling-board"
BOTH = pytest.mark.parametrize("language", ["nl", "en"])
EACH = pytest.mark.parametrize("tree", TREES.values(), ids=TREES)


def words_of(box):
    return " ".join(line.text for line in box.lines)


def unbroken(text):
    return re.sub(r"-\s*", "", text)


@EACH
@BOTH
def test_every_question_and_outcome_is_drawn_with_all_its_words(tree, language):
    drawn = {box.id: words_of(box) for box in picture(tree, language=language).boxes}
    for item in (*tree.nodes, *tree.outcomes):
        # A word that was too long was cut at a hyphen.
        assert unbroken(drawn[item.id]) == unbroken(item.text.said(language))


@EACH
@BOTH
def test_words_stay_inside_their_boxes_and_boxes_inside_the_picture(tree, language):
    drawn = picture(tree, language=language)
    for box in drawn.boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= drawn.width
        assert box.y + box.height <= drawn.height
        for line in (box.head, *box.lines):
            assert text_width(line.text) <= BOX_WIDTH - 2 * PADDING + 1
            assert box.y < line.y < box.y + box.height


@EACH
@BOTH
def test_no_box_and_no_label_covers_another(tree, language):
    drawn = picture(tree, language=language)
    areas = [(box.x, box.y, box.x + box.width, box.y + box.height) for box in drawn.boxes]
    areas += [
        (one.label_x, one.label_y, one.label_x + one.label_width, one.label_y + one.label_height)
        for one in drawn.arrows
    ]
    for number, (left, top, right, bottom) in enumerate(areas):
        for other in areas[number + 1 :]:
            across = min(right, other[2]) - max(left, other[0])
            down = min(bottom, other[3]) - max(top, other[1])
            # A hair's breadth of a label's empty edge may.
            assert across <= 12 or down <= 12, (tree.id, language, areas[number], other)


@EACH
@BOTH
def test_every_way_can_be_drawn_and_says_what_was_chosen(tree, language):
    chosen = {"nl": "gekozen", "en": "chosen"}
    for way in leaves(tree):
        drawn = picture(tree, language=language, walked=walk(tree, dict(way)))
        taken = [arrow for arrow in drawn.arrows if arrow.on_path]
        assert len(taken) >= len(way)
        assert {box.id for box in drawn.boxes if box.on_path} >= {node for node, _said in way}
        assert {arrow.lines[-1].text for arrow in taken} <= {chosen[language], "gekozen"}
        assert not any(box.is_next for box in drawn.boxes)


def test_question_to_ask_now_is_marked():
    tree = TREES["tree.T1"]
    drawn = picture(tree, language="nl", walked=walk(tree, {"tree.T1.T1_1": "no"}))
    now = [box for box in drawn.boxes if box.is_next]
    assert [(box.id, box.head.text) for box in now] == [("tree.T1.T1_2", "Vraag 2 · nu aan de beurt")]


def test_long_words_are_cut_rather_than_run_over():
    lines = wrapped("Een " + "x" * 200 + " 👋🏽 einde", 100)
    assert all(text_width(line) <= 100 for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == "Een" + "x" * 200 + "👋🏽einde"


@EACH
@BOTH
def test_drawing_of_a_dossier_has_words_a_name_and_the_same_tree_as_a_list(
    client, professional, tree, language
):
    dossier = case_dossier(professional, QUARREL)
    client.force_login(professional)
    client.cookies["taal"] = language
    address = reverse("dossiers:tree_drawing", kwargs={"key": dossier.key, "tree": tree.id})
    html = client.get(address).content.decode()
    svg = html[html.index('<svg class="tree-svg"') :]
    svg = svg[: svg.index("</svg>")]
    assert f'<title id="tree-title">{tree.name.said(language)}</title>' in svg
    assert '<desc id="tree-desc">' in svg
    assert "foreignObject" not in svg
    assert "style=" not in svg
    # Numbers with a point, whatever the language: a comma would break the drawing.
    assert not re.search(r' (?:x|y|x1|y1|x2|y2|width|height)="[^"]*,', svg)
    assert html.count('class="outline__node"') == len(tree.nodes)
    taken = {"tree.T1": True}.get(tree.id, False)
    assert ("tree-arrow--taken" in svg) == taken
    assert 'role="region" tabindex="0"' in html


@EACH
@BOTH
def test_handbook_shows_the_tree_to_everybody(client, db, tree, language):
    client.cookies["taal"] = language
    page = client.get(reverse("dossiers:handbook_tree", kwargs={"tree": tree.id}))
    html = page.content.decode()
    assert page.status_code == 200
    assert f'<h1 class="utrecht-heading-1">{tree.name.said(language)}</h1>' in html
    assert html.count('<g class="tree-node ') >= len(tree.nodes) + len(tree.outcomes)
    assert "tree-arrow--taken" not in html


def test_handbook_page_is_kept(client, db):
    address = reverse("dossiers:handbook_tree", kwargs={"tree": "tree.T1"})
    first = client.get(address)
    assert "public" in first["Cache-Control"]
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_tree_nobody_knows_is_not_found(client, professional):
    assert client.get(reverse("dossiers:handbook_tree", kwargs={"tree": "tree.T9"})).status_code == 404
    dossier = make_dossier(professional)
    client.force_login(professional)
    address = reverse("dossiers:tree_drawing", kwargs={"key": dossier.key, "tree": "tree.T9"})
    assert client.get(address).status_code == 404


def test_there_are_five_trees():
    assert len(shipped().trees) == 5
