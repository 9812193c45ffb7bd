"""The handbook on the site: every chapter, every item at its address, in both languages, findable."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.handbook_chapters import address_of, chapter_page, chapter_slug
from schuifaan.apps.dossiers.queries.handbook_search import search
from schuifaan.apps.dossiers.queries.handbook_trees import outlines
from schuifaan.core.method.knowledge import Document, Item, Text
from schuifaan.core.method.knowledge.shaping import Chapter

pytestmark = [pytest.mark.django_db, pytest.mark.once]

CHAPTERS = [chapter_slug(chapter) for chapter in shipped().chapters]


def page_of(client: Client, address: str, language: str = "nl") -> str:
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == 200, address
    return response.content.decode()


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def cards(page: str) -> list[str]:
    return re.findall(r'<article class="item partner" id="partner\.(\w+)"', page)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_front_page_leads_to_every_chapter_and_says_where_it_comes_from(
    client: Client, language: str
) -> None:
    page = page_of(client, reverse("dossiers:handbook"), language)
    for chapter in shipped().chapters:
        assert (
            f'href="/handboek/{chapter_slug(chapter)}/">{chapter.title.said(language)}</a>'
            in html.unescape(page)
        )
    documents = [one for one in shipped().documents if one.id != "own"]
    assert [one.title for one in documents if one.title not in html.unescape(page)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("slug", CHAPTERS)
def test_every_item_of_a_chapter_stands_at_its_anchor_in_the_language_of_the_page(
    client: Client, slug: str, language: str
) -> None:
    page = page_of(client, f"/handboek/{slug}/", language)
    anchors = re.findall(r'\bid="([^"]+)"', page)
    assert sorted(anchors) == sorted(set(anchors))
    mine = [
        item_id
        for item_id in shipped().index
        if (address_of(shipped(), item_id) or "").startswith(f"/handboek/{slug}/#")
    ]
    missing = [item_id for item_id in mine if item_id not in set(anchors) and not item_id.startswith("step.")]
    assert missing == []
    said = text_of(page)
    for section in chapter_page(shipped(), shipped().index[f"chapter.{slug.replace('-', '_')}"]).sections:  # type: ignore[arg-type]
        for item in section.items:
            name = getattr(item, "name", None) or getattr(item, "title", None) or getattr(item, "text", None)
            if isinstance(name, Text):
                assert " ".join(name.said(language).split()) in said


def test_every_item_of_the_handbook_has_an_address() -> None:
    nowhere = [item_id for item_id in shipped().index if address_of(shipped(), item_id) is None]
    assert nowhere == []


def test_every_link_inside_a_chapter_leads_to_something_on_it(client: Client) -> None:
    for slug in CHAPTERS:
        page = page_of(client, f"/handboek/{slug}/")
        anchors = set(re.findall(r'\bid="([^"]+)"', page))
        broken = [one for one in re.findall(r'href="#([^"]+)"', page) if one not in anchors]
        assert (slug, broken) == (slug, [])


def test_every_top_item_says_its_source_and_how_sure_it_is(client: Client) -> None:
    page = page_of(client, "/handboek/people/")
    partner = page.split('id="partner.municipality"')[1].split("</article>")[0]
    assert "Aan de slag met Ontmoetingsruimtes" in partner
    assert "zoals het in de bron staat" in partner
    warning = page.split('id="warning.all_tasks_one_volunteer_party"')[1].split("</article>")[0]
    assert "onze eigen regel" in warning


def test_the_five_types_stand_side_by_side_on_six_aspects(client: Client) -> None:
    page = page_of(client, "/handboek/types/")
    table = page.split('<table class="types-table"')[1].split("</table>")[0]
    assert table.count('role="columnheader"') == 5
    assert table.count('role="rowheader"') == 6
    assert table.count("types-table__label") == 30


def test_six_partners_go_with_a_community_house_and_two_with_a_coffee_corner(client: Client) -> None:
    every = ["association", "residents", "municipality", "care", "welfare", "entrepreneur"]
    assert sorted(cards(page_of(client, "/handboek/people/"))) == sorted(every)
    assert sorted(cards(page_of(client, "/handboek/people/?type=community_house"))) == sorted(every)
    assert len(cards(page_of(client, "/handboek/people/?type=coffee_corner"))) == 2
    # A type nobody knows filters nothing.
    assert len(cards(page_of(client, "/handboek/people/?type=kasteel"))) == 6


def test_no_rung_of_the_ladder_is_called_better(client: Client) -> None:
    for language, words in (("nl", ("hoger is", "beter", "score")), ("en", ("higher is", "better", "score"))):
        page = page_of(client, "/handboek/people/", language)
        ladder = text_of(page.split('id="ladder_levels"')[1].split("</section>")[0]).lower()
        assert [word for word in words if word in ladder] == []


def test_a_tree_is_an_outline_with_every_question_and_outcome_once(client: Client) -> None:
    page = page_of(client, "/handboek/revival/")
    for outline in outlines(shipped()):
        assert outline.nodes[0].node.id == outline.tree.start
        assert {line.number for line in outline.nodes} == set(range(1, len(outline.nodes) + 1))
        for outcome in outline.tree.outcomes:
            assert page.count(f'id="{outcome.id}"') == 1


@pytest.mark.parametrize(
    ("asked", "language", "item"),
    [
        ("gemeente", "nl", "partner.municipality"),
        ("municipality", "en", "partner.municipality"),
        ("koffiehonk", "nl", "place_type.coffee_corner"),
    ],
)
def test_a_search_finds_an_item_in_the_language_of_the_page(
    client: Client, asked: str, language: str, item: str
) -> None:
    page = page_of(client, f"/handboek/zoek/?q={asked}", language)
    assert f'href="{address_of(shipped(), item)}"' in page


def test_a_search_without_a_word_or_without_a_find_says_what_to_try(client: Client) -> None:
    assert "Typ een woord" in page_of(client, "/handboek/zoek/")
    nothing = page_of(client, "/handboek/zoek/?q=xqzzyv")
    assert "Niets gevonden over “xqzzyv”" in nothing
    assert (
        "<script>"
        not in page_of(client, "/handboek/zoek/?q=%3Cscript%3Ealert(1)%3C/script%3E").split("<main")[1]
    )
    assert client.get("/handboek/zoek/", {"q": "sleutel " * 500}).status_code == 200


def test_every_find_leads_to_a_place_in_the_handbook() -> None:
    for word in ("bewoners", "geld", "keuken", "tuin"):
        assert [one for one in search(word, language="nl").found if "/handboek/" not in one.address] == []


@pytest.mark.parametrize("word", ["biljarten", "bingo", "koffietafel", "opbouwwerk", "straatfeest"])
def test_what_residents_are_asked_is_no_find_in_the_handbook(word: str) -> None:
    """Those questions stand on no page of the handbook."""
    addresses = [one.address for one in search(word, language="nl").found]
    assert reverse("dossiers:handbook") not in addresses


def test_the_address_of_an_item_leads_to_where_it_stands(client: Client) -> None:
    response = client.get("/handboek/item/ladder.inform/")
    assert (response.status_code, response["Location"]) == (302, "/handboek/people/#ladder.inform")
    for unknown in ("niets", "own.house_rules.oven", "../admin"):
        assert client.get(f"/handboek/item/{unknown}/").status_code == 404
    assert client.get("/handboek/nergens/").status_code == 404


def test_the_pages_are_kept_until_the_handbook_changes(client: Client) -> None:
    for address in ("/handboek/", "/handboek/people/", "/handboek/zoek/?q=sleutel"):
        assert client.get(address)["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_a_chapter_prints_with_a_code_to_its_address(client: Client) -> None:
    page = page_of(client, "/handboek/money/")
    assert "print-foot print-only" in page
    assert 'aria-label="QR-code naar http://testserver/handboek/money/"' in page


def test_kinds_without_a_page_of_their_own_lead_to_the_handbook() -> None:
    knowledge = shipped()
    for item in knowledge.index.values():
        address = address_of(knowledge, item.id)
        if isinstance(item, Document):
            assert address == f"/handboek/#{item.id}"
        elif isinstance(item, Chapter):
            assert address == f"/handboek/{chapter_slug(item)}/"
        else:
            assert isinstance(item, Item)


def test_titles_of_sources_are_marked_dutch_on_an_english_page_only(client: Client) -> None:
    address = reverse("dossiers:chapter", args=[CHAPTERS[0]])
    marked = re.compile(r'<p><span class="origin__word">[^<]*</span> <a [^>]*lang="nl">Handreiking')
    assert marked.search(page_of(client, address, "en"))
    assert not marked.search(page_of(client, address))
