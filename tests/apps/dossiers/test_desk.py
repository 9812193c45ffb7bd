"""The desk of dossiers: who sees which, a new one with what is known of the neighbourhood, and its pages."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from schuifaan.apps.dossiers.enums import DossierKind, DossierRole
from schuifaan.apps.dossiers.models import Dossier, RolePolicy
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.listing import PAGE
from schuifaan.apps.geography.models import Neighbourhood, Source, Statistic
from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import Organisation, User
from schuifaan.apps.places.models import Place
from tests.apps.dossiers.conftest import desk, enter
from tests.factories import NOW, make_membership, make_neighbourhood, make_place
from tests.factories.dossiers import answer, make_dossier, make_member

pytestmark = pytest.mark.django_db
MALBERG = "BU09350106"


@pytest.fixture
def malberg() -> Neighbourhood:
    area = make_neighbourhood(MALBERG, "Malberg", centre_lat=50.86, centre_lon=5.66)
    source = Source.objects.create(
        key="kwb", title="Kerncijfers wijken en buurten", publisher="CBS", url="https://www.cbs.nl/kwb"
    )
    Statistic.objects.create(
        area_code=MALBERG, indicator="population", year=2024, value=Decimal(4310), source=source
    )
    Statistic.objects.create(
        area_code=MALBERG, indicator="households", year=2024, missing="not_published", source=source
    )
    return area


# -- The list ------------------------------------------------------------------------------------


def test_list_without_a_dossier_says_what_one_is(stranger: User) -> None:
    page = enter(stranger).get("/beheer/dossiers/").content.decode()
    assert "In een dossier zoek je stap voor stap uit" in page
    assert "/beheer/dossiers/nieuw/" in page


def test_list_shows_mine_and_my_organisations_and_nobody_elses(professional: User, stranger: User) -> None:
    mine = make_dossier(professional, title="Van mij")
    ours = make_dossier(stranger, title="Van ons", organisation=Organisation.objects.get(slug="woonvrij"))
    make_dossier(stranger, title="Van een ander")
    shown = enter(professional).get("/beheer/dossiers/").context["page"].rows
    assert set(shown) == {mine, ours}


def test_list_goes_on_where_the_page_before_ended(stranger: User) -> None:
    made = [
        make_dossier(stranger, title=f"Dossier {number}", changed_at=NOW - timedelta(minutes=number // 2))
        for number in range(PAGE + 3)
    ]
    client = enter(stranger)
    first = client.get("/beheer/dossiers/").context["page"]
    second = client.get("/beheer/dossiers/", {"voor": first.next_cursor}).context["page"]
    assert len(first.rows) == PAGE
    assert second.next_cursor == ""
    assert {one.pk for one in (*first.rows, *second.rows)} == {one.pk for one in made}


def test_list_with_a_broken_cursor_shows_the_first_page(stranger: User) -> None:
    dossier = make_dossier(stranger)
    shown = enter(stranger).get("/beheer/dossiers/", {"voor": "gisteren_x"}).context["page"].rows
    assert shown == (dossier,)


def test_list_keeps_what_was_put_away_apart(stranger: User) -> None:
    running = make_dossier(stranger)
    away = make_dossier(stranger, archived_at=NOW)
    client = enter(stranger)
    assert client.get("/beheer/dossiers/").context["page"].rows == (running,)
    assert client.get("/beheer/dossiers/?weggezet").context["page"].rows == (away,)


def test_list_leads_to_the_own_handbook_of_your_organisation(professional: User, stranger: User) -> None:
    address = "/beheer/organisaties/woonvrij/handboek/"
    assert f'href="{address}"' in enter(professional).get("/beheer/dossiers/").content.decode()
    assert enter(professional).get(address).status_code == 200
    assert address not in enter(stranger).get("/beheer/dossiers/").content.decode()


def test_list_asks_as_many_queries_for_many_as_for_one(
    stranger: User, django_assert_num_queries: Any
) -> None:
    area = make_neighbourhood()
    make_dossier(stranger, neighbourhood=area)
    client = enter(stranger)
    with django_assert_num_queries(4):  # session, user, memberships, dossiers
        client.get("/beheer/dossiers/")
    for number in range(10):
        make_dossier(stranger, title=f"Nog {number}", neighbourhood=area)
    with django_assert_num_queries(4):
        client.get("/beheer/dossiers/")


# -- A new one -----------------------------------------------------------------------------------


def test_new_dossier_needs_no_more_than_a_name(stranger: User) -> None:
    response = enter(stranger).post("/beheer/dossiers/nieuw/", {"title": "Malberg", "kind": "idea"})
    dossier = Dossier.objects.get()
    assert response["Location"] == desk(dossier)
    assert (dossier.title, dossier.organisation, dossier.answers.count()) == ("Malberg", None, 0)
    assert dossier.members.get().role == DossierRole.OWNER


def test_new_dossier_without_a_name_is_refused_and_keeps_what_was_chosen(stranger: User) -> None:
    response = enter(stranger).post("/beheer/dossiers/nieuw/", {"title": " ", "kind": "silent_room"})
    assert response.status_code == 422
    assert response.context["form"]["kind"].value() == "silent_room"
    assert Dossier.objects.count() == 0


def test_new_dossier_cannot_be_put_with_somebody_elses_organisation(
    stranger: User, professional: User
) -> None:
    theirs = Organisation.objects.get(slug="woonvrij")
    enter(stranger).post(
        "/beheer/dossiers/nieuw/", {"title": "Malberg", "kind": "idea", "organisation": theirs.pk}
    )
    assert [dossier.organisation for dossier in Dossier.objects.all()] == [None]
    assert professional.memberships.get().organisation == theirs


def test_figures_and_places_of_the_neighbourhood_come_along(
    professional: User, malberg: Neighbourhood
) -> None:
    make_place("dichtbij", name="De Romein", lat=50.861, lon=5.661, street="Dorpsstraat", house_number="1")
    make_place("ver-weg", name="Ver weg", lat=50.90, lon=5.66)
    sent = {"title": "Malberg", "kind": "idea", "buurt": MALBERG, "bring": "on"}
    enter(professional).post("/beheer/dossiers/nieuw/", sent)
    dossier = Dossier.objects.get()
    answers = answers_of(dossier)
    assert dossier.neighbourhood == malberg
    assert dict(answers.rows("needs.evidence")) == {
        "population": {
            "kind": "evidence.cbs",
            "title": "Inwoners",
            "says": "4.310 in Malberg (2024, Kerncijfers wijken en buurten, CBS)",
            "direction": "neutral",
            "link": "https://www.cbs.nl/kwb",
        }
    }
    assert [row["name"] for row in answers.rows("needs.existing").values()] == ["De Romein"]


def test_nothing_comes_along_when_people_do_not_want_it(professional: User, malberg: Neighbourhood) -> None:
    enter(professional).post(
        "/beheer/dossiers/nieuw/", {"title": "Malberg", "kind": "idea", "buurt": malberg.code}
    )
    assert Dossier.objects.get().answers.count() == 0


def test_from_a_place_comes_its_name_its_neighbourhood_and_a_silent_room(
    manager: User, place: Place, malberg: Neighbourhood
) -> None:
    Place.objects.filter(pk=place.pk).update(neighbourhood=malberg)
    client = enter(manager)
    form = client.get(f"/beheer/dossiers/nieuw/?plek={place.slug}").context["form"]
    assert (form["title"].value(), form["kind"].value()) == (place.name, DossierKind.SILENT_ROOM)
    client.post("/beheer/dossiers/nieuw/", {"title": "Stil", "kind": "silent_room", "plek": place.slug})
    dossier = Dossier.objects.get()
    assert (dossier.place, dossier.neighbourhood) == (place, malberg)


def test_who_does_not_work_at_a_place_does_not_get_to_know_what_its_desk_knows(
    stranger: User, place: Place
) -> None:
    enter(stranger).post("/beheer/dossiers/nieuw/", {"title": "Stil", "kind": "idea", "plek": place.slug})
    assert Dossier.objects.get().place is None


def test_neighbourhoods_are_found_by_the_start_of_their_name(stranger: User, malberg: Neighbourhood) -> None:
    page = enter(stranger).get("/beheer/dossiers/nieuw/?zoek=malb")
    assert [area.code for area in page.context["found"]] == [malberg.code]
    assert f"?buurt={malberg.code}" in page.content.decode()


def test_a_place_is_found_by_a_part_of_its_name_once_it_is_published(stranger: User, place: Place) -> None:
    client, address = enter(stranger), "/beheer/dossiers/nieuw/?zoek=atrium"
    assert [one.slug for one in client.get(address).context["found_places"]] == [place.slug]
    assert f"?plek={place.slug}" in client.get(address).content.decode()
    Place.objects.filter(pk=place.pk).update(status="draft")
    assert client.get(address).context["found_places"] == []


def test_a_professional_of_the_organisation_keeps_the_place(stranger: User, place: Place) -> None:
    assert place.organisation is not None
    make_membership(stranger, place.organisation, OrganisationRole.ASSOCIATION_PROFESSIONAL)
    enter(stranger).post("/beheer/dossiers/nieuw/", {"title": "Stil", "kind": "idea", "plek": place.slug})
    assert Dossier.objects.get().place == place


# -- One dossier ---------------------------------------------------------------------------------


def test_every_step_and_question_has_a_page(stranger: User) -> None:
    client, dossier = enter(stranger), make_dossier(stranger)
    slugs = [step.id.removeprefix("step.").replace("_", "-") for step in shipped().steps]
    urls = [desk(dossier), *(desk(dossier, f"stap/{slug}/") for slug in slugs)]
    for question in shipped().questions:
        urls.append(desk(dossier, f"vraag/{question.id}/"))
        if question.shape == "rows":
            urls.append(desk(dossier, f"vraag/{question.id}/nieuw/"))
    assert [url for url in urls if client.get(url).status_code != 200] == []


@pytest.mark.parametrize(
    "rest", ["stap/niets/", "vraag/goal.niets/", "vraag/partners.parties/weg/", "vraag/goal.area/x/"]
)
def test_what_does_not_exist_is_not_found(stranger: User, rest: str) -> None:
    assert enter(stranger).get(desk(make_dossier(stranger), rest)).status_code == 404


def test_overview_asks_the_same_however_much_was_answered(
    professional: User, django_assert_num_queries: Any
) -> None:
    dossier = make_dossier(professional, organisation=Organisation.objects.get(slug="woonvrij"))
    answer(dossier, "type.choice", {"type": "place_type.community_house"})
    client = enter(professional)
    client.get(desk(dossier))
    # session, user, dossier, dossier roles, memberships, own handbook, answers, tasks, roles per type
    with django_assert_num_queries(9):
        client.get(desk(dossier))
    for number in range(12):
        answer(dossier, "goal.assumptions", {"text": f"Aanname {number}"}, item=f"a{number}")
    with django_assert_num_queries(9):
        client.get(desk(dossier))


def test_overview_leads_to_the_first_question_without_an_answer(stranger: User) -> None:
    client, dossier = enter(stranger), make_dossier(stranger)
    assert client.get(desk(dossier)).context["so_far"].next.url == desk(dossier, "vraag/goal.area/")
    answer(dossier, "goal.area", {"scale": "complex", "name": "De flat"})
    assert client.get(desk(dossier)).context["so_far"].next.url == desk(dossier, "vraag/goal.role/")


def test_a_silent_room_begins_with_its_own_questions(stranger: User) -> None:
    dossier = make_dossier(stranger, kind=DossierKind.SILENT_ROOM)
    context = enter(stranger).get(desk(dossier)).context
    assert context["so_far"].next.url.startswith(desk(dossier, "vraag/revival."))
    assert context["path"][0].steps[0].id == "step.revival"


def test_a_silent_room_says_nothing_of_a_quickscan_nobody_began(stranger: User) -> None:
    client, dossier = enter(stranger), make_dossier(stranger, kind=DossierKind.SILENT_ROOM)
    response = client.get(desk(dossier))
    page = response.content.decode()
    assert (response.context["says"], "says-quickscan" in page, "says-type" in page) == ("", False, False)
    answer(dossier, "needs.wanted", {"wanted": "yes"})
    response = client.get(desk(dossier))
    assert (response.context["says"] != "", "says-quickscan" in response.content.decode()) == (True, True)


def test_path_says_in_words_how_far_each_step_is(stranger: User) -> None:
    dossier = make_dossier(stranger)
    answer(dossier, "goal.area", {"scale": "complex", "name": "De flat"})
    first, second = enter(stranger).get(desk(dossier)).context["path"][0].steps[:2]
    assert [(one.slug, one.state_label) for one in (first, second)] == [
        ("goal", "begonnen"),
        ("needs", "nog leeg"),
    ]


def test_step_leads_to_its_first_empty_question_and_then_to_the_next_step(stranger: User) -> None:
    client, dossier = enter(stranger), make_dossier(stranger)
    fresh = client.get(desk(dossier, "stap/goal/")).context
    assert (fresh["begun"], fresh["open_url"]) == (False, desk(dossier, "vraag/goal.area/"))
    assert fresh["onward"].url == desk(dossier, "vraag/needs.conversations/")
    answer(dossier, "goal.area", {"scale": "complex", "name": "De flat"})
    begun = client.get(desk(dossier, "stap/goal/")).context
    assert (begun["begun"], begun["open_url"]) == (True, desk(dossier, "vraag/goal.role/"))


def test_last_step_of_the_way_leads_back_to_what_was_skipped(stranger: User) -> None:
    client, dossier = enter(stranger), make_dossier(stranger)
    assert client.get(desk(dossier, "stap/funding/")).context["onward"].url == desk(
        dossier, "vraag/goal.area/"
    )


def test_overview_tells_three_reasons_and_leads_to_the_rest(stranger: User) -> None:
    client, dossier = enter(stranger), make_dossier(stranger)
    for name in ("Perron", "Taofel", "Hofje", "Waterkant"):
        found = {"kind": "evidence.cbs", "title": name, "says": "veel", "direction": "supports"}
        answer(dossier, "needs.evidence", found, item=name.lower())
    response = client.get(desk(dossier))
    assert len(response.context["so_far"].reasons_for) == 4
    page = response.content.decode()
    assert [name in page for name in ("Perron", "Taofel", "Hofje", "Waterkant")] == [True, True, True, False]
    assert f'href="{desk(dossier, "quickscan/")}">Alle redenen</a>' in page


def test_overview_says_what_the_organisation_does_itself_in_the_chosen_type(professional: User) -> None:
    ours = Organisation.objects.get(slug="woonvrij")
    dossier = make_dossier(professional, organisation=ours)
    RolePolicy.objects.create(
        organisation=ours, place_type="community_house", text="Wij verhuren de ruimte.", changed_at=NOW
    )
    answer(dossier, "type.choice", {"type": "place_type.community_house"})
    client = enter(professional)
    assert "Wij verhuren de ruimte." in client.get(desk(dossier)).content.decode()
    assert "Wij verhuren de ruimte." in client.get(desk(dossier, "vraag/type.choice/")).content.decode()


def test_a_changed_handbook_is_told(stranger: User) -> None:
    client = enter(stranger)
    old, new = make_dossier(stranger), make_dossier(stranger, knowledge_version=shipped().version)
    assert client.get(desk(old)).context["so_far"].handbook_changed
    assert not client.get(desk(new)).context["so_far"].handbook_changed


def test_a_reader_reads_and_is_not_asked_to_answer(stranger: User, host: User) -> None:
    dossier = make_dossier(stranger)
    make_member(dossier, host, DossierRole.READER)
    answer(dossier, "goal.area", {"scale": "complex", "name": "De flat"})
    client = enter(host)
    page = client.get(desk(dossier, "vraag/goal.area/")).content.decode()
    assert "De flat" in page
    assert "Bewaar en ga verder" not in page
    sent = {"scale": "complex", "name": "Anders", "revision": "1"}
    assert client.post(desk(dossier, "vraag/goal.area/"), sent).status_code == 403


def test_a_dossier_put_away_is_read_only(stranger: User) -> None:
    dossier = make_dossier(stranger, archived_at=NOW)
    client = enter(stranger)
    assert client.get(desk(dossier, "stap/goal/")).status_code == 200
    sent = {"scale": "complex", "name": "De flat", "revision": "0"}
    assert client.post(desk(dossier, "vraag/goal.area/"), sent).status_code == 403
    assert dossier.answers.count() == 0


# -- The money of a running place ----------------------------------------------------------------


def test_money_of_a_place_begins_a_dossier_and_leads_to_the_questions(manager: User, place: Place) -> None:
    client, address = enter(manager), f"/beheer/dossiers/nieuw/?plek={place.slug}&geld"
    page = client.get(address)
    form = page.context["form"]
    assert (form["title"].value(), form["kind"].value()) == (f"Het geld van {place.name}", DossierKind.IDEA)
    assert '<input type="hidden" name="kind" value="idea"' in page.content.decode()
    sent = {"title": "Geld", "kind": "idea", "plek": place.slug, "geld": ""}
    response = client.post("/beheer/dossiers/nieuw/", sent)
    dossier = Dossier.objects.get()
    assert dossier.place == place
    assert response["Location"] == desk(dossier, "stap/money/")


def test_money_of_a_place_with_a_dossier_leads_to_its_money(
    manager: User, stranger: User, place: Place
) -> None:
    client, address = enter(manager), f"/beheer/dossiers/nieuw/?plek={place.slug}&geld"
    with_money = make_dossier(manager, place=place)
    answer(with_money, "money.assumptions", {"years": "10"})
    Dossier.objects.filter(pk=with_money.pk).update(changed_at=NOW - timedelta(days=9))
    newer = make_dossier(manager, place=place)
    make_dossier(stranger, place=place)
    assert client.get(address)["Location"] == desk(with_money, "geld/")
    Dossier.objects.filter(pk=with_money.pk).update(archived_at=NOW)
    assert client.get(address)["Location"] == desk(newer, "geld/")
    Dossier.objects.filter(pk=newer.pk).delete()
    assert client.get(address).status_code == 200


def test_money_of_no_place_is_a_dossier_like_any_other(stranger: User) -> None:
    form = enter(stranger).get("/beheer/dossiers/nieuw/?plek=bestaat-niet&geld")
    assert form.context["form"]["kind"].value() == DossierKind.IDEA
    response = enter(stranger).post("/beheer/dossiers/nieuw/", {"title": "A", "kind": "idea", "geld": ""})
    assert response["Location"] == desk(Dossier.objects.get())


def test_refused_name_keeps_the_way_to_the_money(manager: User, place: Place) -> None:
    sent = {"title": "", "kind": "idea", "plek": place.slug, "geld": ""}
    page = enter(manager).post("/beheer/dossiers/nieuw/", sent)
    assert page.status_code == 422
    assert '<input type="hidden" name="geld" value="">' in page.content.decode()
