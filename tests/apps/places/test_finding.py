import pytest
from django.http import QueryDict

from schuifaan.apps.places.forms import finding
from schuifaan.apps.places.models import AccessFact, Place
from schuifaan.apps.places.queries.criteria import Criteria, Point, When
from schuifaan.apps.places.queries.directory import Found, Order, find
from schuifaan.apps.places.queries.snapshot import build_snapshot
from schuifaan.apps.places.queries.whereabouts import Meant, whereabouts
from tests.factories import NOW, make_district, make_neighbourhood, make_place


def found(query: str = "", *, page_size: int = 24) -> Found:
    return find(build_snapshot(1), finding.read(QueryDict(query)).criteria, now=NOW, page_size=page_size)


def names(query: str = "") -> list[str]:
    snapshot = build_snapshot(1)
    result = find(snapshot, finding.read(QueryDict(query)).criteria, now=NOW)
    return [snapshot.places[entry.index].name for entry in result.entries]


@pytest.fixture
def city(db: None) -> None:
    """Mariaberg with two places, Heer further away with one; NOW is a Saturday morning."""
    west = make_district("WK093502", "Wijk 02 Buitenwijk West")
    mariaberg = make_neighbourhood(
        "BU09350206", "Mariaberg", district=west, centre_lat=50.85, centre_lon=5.67, main_postcode="6217"
    )
    heer = make_neighbourhood("BU09350600", "Heer", centre_lat=50.84, centre_lon=5.73, main_postcode="6227")
    near = make_place(
        "keuken", name="De Keuken", lat=50.8501, lon=5.6701, neighbourhood=mariaberg, postcode="6217 AB",
        street="Volksplein", opening_hours="Sa 10:00-12:00", free_coffee=True, languages=["nl", "ar"],
        place_type="community_house", has_kitchen=True,
    )  # fmt: skip
    make_place(
        "atrium", name="’t Atrium", lat=50.852, lon=5.672, neighbourhood=mariaberg, postcode="6217 CD",
        street="Volksplein", opening_hours="Sa 19:00-22:00", free_coffee=True, languages=["nl"], focus=["women"],
    )  # fmt: skip
    make_place(
        "schakel", name="Buurthuis De Schakel", lat=50.84, lon=5.731, neighbourhood=heer, postcode="6227 EF",
        street="Dorpstraat", opening_hours="Mo 10:00-12:00", languages=["tr"],
    )  # fmt: skip
    make_place("nergens", name="Zonder adres")
    AccessFact.objects.create(place=near, key="step_free", value=True)


def test_address_is_read_and_written_back_the_same() -> None:
    query = "bij=6217&open=nu&koffie=gratis&drempel=vrij&taal=ar&taal=tr&voor=women&soort=coffee_corner&gemeente=GM0935"
    asked = finding.read(QueryDict(query))
    assert asked.notes == ()
    assert asked.criteria == Criteria(
        near="6217",
        when=(When.NOW,),
        wishes=("coffee", "step_free"),
        languages=("ar", "tr"),
        focus=("women",),
        kinds=("coffee_corner",),
        municipality="GM0935",
    )
    assert finding.address("/plekken/", asked.criteria) == f"/plekken/?{query}"


def test_what_is_not_understood_is_left_out_with_a_note() -> None:
    asked = finding.read(QueryDict("koffie=lekker&taal=klingonees&kleur=rood&open=ooit&voor=iedereen"))
    assert asked.criteria == Criteria()
    assert len(asked.notes) == 5
    assert asked.notes[-1] == "We kennen het filter ‘kleur’ niet. We laten het weg."


@pytest.mark.parametrize(
    "position", ["lat=50.8&lon=x", "lat=91&lon=5", "lat=nan&lon=5", "lat=5", "lat=1e999&lon=1"]
)
def test_a_position_that_is_nowhere_is_left_out(position: str) -> None:
    asked = finding.read(QueryDict(position))
    assert asked.criteria.position is None
    assert len(asked.notes) == 1


def test_a_position_is_never_kept_more_exact_than_a_hundred_metres() -> None:
    assert finding.read(QueryDict("lat=50.851234&lon=5.691987")).criteria.position == Point(50.851, 5.692)


@pytest.mark.usefixtures("city")
def test_each_filter_narrows_the_list() -> None:
    assert names() == ["’t Atrium", "Buurthuis De Schakel", "De Keuken", "Zonder adres"]
    assert names("open=nu") == ["De Keuken"]
    assert names("open=vanavond") == ["’t Atrium"]
    assert names("koffie=gratis") == ["’t Atrium", "De Keuken"]
    assert names("drempel=vrij") == ["De Keuken"]
    assert names("keuken=ja") == ["De Keuken"]
    assert names("taal=ar") == ["De Keuken"]
    assert names("voor=women") == ["’t Atrium"]
    assert names("soort=community_house") == ["De Keuken"]
    assert names("buurt=BU09350600") == ["Buurthuis De Schakel"]
    assert names("wijk=WK093502") == ["’t Atrium", "De Keuken"]
    assert names("gemeente=GM0935") == ["’t Atrium", "Buurthuis De Schakel", "De Keuken"]


@pytest.mark.usefixtures("city")
def test_options_of_one_kind_widen_and_kinds_narrow() -> None:
    assert names("taal=ar&taal=tr") == ["Buurthuis De Schakel", "De Keuken"]
    assert names("taal=ar&taal=tr&open=nu") == ["De Keuken"]


@pytest.mark.usefixtures("city")
def test_counts_are_given_the_other_filters() -> None:
    counts = found("koffie=gratis&open=nu").counts
    assert counts["now"] == {"yes": 1}
    assert counts["tonight"] == {"yes": 0}
    assert counts["coffee"] == {"yes": 1}
    assert counts["step_free"] == {"yes": 1}
    assert counts["language"] == {"nl": 1, "ar": 1, "tr": 0}


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    ("typed", "meant", "label"),
    [
        ("6217", Meant.POSTCODE, "6217 (Mariaberg)"),
        ("6217ab", Meant.POSTCODE, "6217 AB (Mariaberg)"),
        ("9999", Meant.UNKNOWN_POSTCODE, ""),
        ("atrium", Meant.PLACE, "’t Atrium"),
        ("Mariaberg", Meant.AREA, "Mariaberg"),
        ("buitenwijk west", Meant.AREA, "Buitenwijk West"),
        ("volksplein 12a", Meant.STREET, "Volksplein"),
        ("huis met tuin", Meant.WORDS, ""),
    ],
)
def test_what_was_typed_is_understood_in_this_order(typed: str, meant: Meant, label: str) -> None:
    where = whereabouts(build_snapshot(1), typed)
    assert where.meant is meant
    assert (where.point.name if where.point else "") == label


@pytest.mark.usefixtures("city")
def test_the_nearest_comes_first_and_the_unknown_last() -> None:
    assert names("bij=6217") == ["De Keuken", "’t Atrium", "Buurthuis De Schakel", "Zonder adres"]
    assert [entry.metres for entry in found("bij=6217").entries] == [13, 263, 4424, None]


@pytest.mark.usefixtures("city")
def test_words_forgive_a_typo_and_an_apostrophe() -> None:
    assert names("bij=atruim") == ["’t Atrium"]
    assert names("q='t+atrium") == ["’t Atrium"]
    assert found("q=schakel").order is Order.MATCH


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("query", ["", "bij=6217", "q=nl+de+atrium+keuken+schakel+volksplein"])
def test_leafing_shows_every_place_once(query: str) -> None:
    snapshot = build_snapshot(1)
    whole = find(snapshot, finding.read(QueryDict(query)).criteria, now=NOW)
    seen: list[int] = []
    cursor = ""
    while True:
        page = QueryDict(query, mutable=True)
        page["na"] = cursor
        part = find(snapshot, finding.read(page).criteria, now=NOW, page_size=1)
        seen += [entry.index for entry in part.entries]
        cursor = part.next_cursor
        if not cursor:
            break
    assert seen == [entry.index for entry in whole.entries]
    assert len(seen) == whole.total


@pytest.mark.usefixtures("city")
def test_a_cursor_holds_while_places_come_and_go() -> None:
    first = found(page_size=2)
    Place.objects.filter(slug="schakel").delete()
    make_place("aap", name="Aap")
    rest = names(f"na={first.next_cursor}")
    assert rest == ["De Keuken", "Zonder adres"]


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("cursor", ["onzin", "~", "5~x", "~~~"])
def test_a_strange_cursor_breaks_nothing(cursor: str) -> None:
    assert len(names(f"na={cursor}&bij=6217")) <= 4
    assert len(names(f"na={cursor}")) <= 4


@pytest.mark.usefixtures("city")
def test_a_number_of_places_or_visitors_never_orders_the_list() -> None:
    assert {order.value for order in Order} == {"distance", "match", "name"}
