from concurrent.futures import ThreadPoolExecutor

import pytest
import shapely
from django.core.cache import cache

from schuifaan.apps.geography import locate
from schuifaan.apps.geography.locate import How, Located, neighbourhood_at, neighbourhoods_at
from schuifaan.apps.geography.models import Neighbourhood
from schuifaan.core.earth import distance_m

IN_DORPSKERN = (52.403, 4.605)


def test_inside_exactly_one(schuifdam):
    assert neighbourhood_at(*IN_DORPSKERN) == Located("BU99990000", How.INSIDE)
    assert neighbourhood_at(*IN_DORPSKERN).message == ""


def test_on_a_shared_border_the_smaller_code_and_the_other_beside_it(schuifdam):
    located = neighbourhood_at(52.403, 4.61)
    assert located == Located("BU99990000", How.BORDER, also=("BU99990001",))
    assert located.message == "Dit punt ligt op de grens van twee buurten."


def test_on_a_corner_all_four_are_told(schuifdam):
    assert neighbourhood_at(52.406, 4.61) == Located(
        "BU99990000", How.BORDER, also=("BU99990001", "BU99990100", "BU99990101")
    )


def test_on_the_outer_border_is_the_only_neighbourhood(schuifdam):
    located = neighbourhood_at(52.4, 4.605)
    assert (located, located.message) == (Located("BU99990000", How.BORDER), "")


def test_where_coarse_outlines_overlap_the_deepest_counts(schuifdam):
    wider = shapely.box(4.6, 52.4, 4.6112, 52.406).wkb
    area = Neighbourhood.objects.get(code="BU99990000")
    area.outline_wkb = wider
    area.save()
    assert neighbourhood_at(52.403, 4.6108) == Located("BU99990001", How.BORDER, also=("BU99990000",))
    assert neighbourhood_at(52.403, 4.6102) == Located("BU99990000", How.BORDER, also=("BU99990001",))


def test_just_outside_is_the_nearest(schuifdam):
    located = neighbourhood_at(52.399, 4.605)
    assert (located.neighbourhood, located.how) == ("BU99990000", How.NEAREST)
    assert located.distance_m == pytest.approx(distance_m(52.399, 4.605, 52.4, 4.605), abs=0.2)
    assert "dichtstbijzijnde buurt" in located.message


def test_nearest_is_measured_in_metres_not_degrees(schuifdam):
    # 0.0021 degrees north is 234 m, 0.0034 degrees east is 231 m: east is nearer.
    Neighbourhood.objects.exclude(code__in=["BU99990000", "BU99990001"]).delete()
    north = Neighbourhood.objects.get(code="BU99990000")
    north.outline_wkb = shapely.box(4.59, 52.5021, 4.61, 52.51).wkb
    north.save()
    east = Neighbourhood.objects.get(code="BU99990001")
    east.outline_wkb = shapely.box(4.6034, 52.49, 4.62, 52.5021).wkb
    east.save()
    assert neighbourhood_at(52.5, 4.6).neighbourhood == "BU99990001"


def test_too_far_off_is_outside(schuifdam):
    located = neighbourhood_at(52.397, 4.605)
    assert (located.neighbourhood, located.how, located.distance_m) == (None, How.OUTSIDE, None)
    assert located.message == "Dit punt ligt niet in een buurt die we kennen. Klopt de plek op de kaart?"


@pytest.mark.parametrize(
    "point", [(50.846, 4.352), (0, 0), (95, 5), (52, 400), (float("nan"), 4.6), (52.4, float("inf"))]
)
def test_abroad_or_nowhere_is_outside(schuifdam, point):
    assert neighbourhood_at(*point).how is How.OUTSIDE


def test_swapped_coordinates_are_guessed(schuifdam):
    located = neighbourhood_at(4.605, 52.403)
    assert located.message == "Dit punt ligt niet in Nederland. Zijn breedte en lengte verwisseld?"


def test_without_any_outline_everything_is_outside(db):
    assert neighbourhood_at(*IN_DORPSKERN).how is How.OUTSIDE


def test_batch_answers_in_order_and_as_one_by_one(schuifdam):
    points = [
        IN_DORPSKERN,
        (50.8, 4.3),
        (52.403, 4.61),
        (52.399, 4.605),
        (float("nan"), 0),
        (52.409, 4.625),
        (4.6, 52.4),
    ]
    assert neighbourhoods_at(points) == [neighbourhood_at(*point) for point in points]
    assert neighbourhoods_at([]) == []


def test_index_is_built_once(schuifdam, django_assert_num_queries):
    neighbourhood_at(*IN_DORPSKERN)
    with django_assert_num_queries(0):
        neighbourhood_at(*IN_DORPSKERN)


def test_batch_takes_the_same_queries_for_any_number(schuifdam, django_assert_num_queries):
    for count in (1, 1000):
        cache.clear()
        locate._index = None
        with django_assert_num_queries(4):
            neighbourhoods_at([IN_DORPSKERN] * count)


def test_saved_outline_is_noticed_at_once(schuifdam):
    assert neighbourhood_at(52.5, 4.7).how is How.OUTSIDE
    Neighbourhood.objects.create(
        code="BU99990200",
        name="Erbij",
        municipality=schuifdam,
        outline_wkb=shapely.box(4.69, 52.49, 4.71, 52.51).wkb,
    )
    assert neighbourhood_at(52.5, 4.7).neighbourhood == "BU99990200"


def test_import_of_another_process_is_noticed_when_the_version_runs_out(schuifdam):
    assert neighbourhood_at(*IN_DORPSKERN).how is How.INSIDE
    Neighbourhood.objects.filter(code="BU99990000").update(
        outline_wkb=shapely.box(4.69, 52.49, 4.71, 52.51).wkb, centre_lat=52.5, centre_lon=4.7
    )
    assert neighbourhood_at(*IN_DORPSKERN).how is How.INSIDE
    cache.delete(locate.VERSION_KEY)
    assert neighbourhood_at(52.5, 4.7).neighbourhood == "BU99990000"


def test_one_point_asks_nothing_of_the_database_once_the_outlines_are_known(
    schuifdam, django_assert_num_queries
):
    neighbourhood_at(*IN_DORPSKERN)
    with django_assert_num_queries(0):
        assert neighbourhood_at(52.405, 4.606) == Located("BU99990000", How.INSIDE)


def test_many_threads_ask_at_once(schuifdam):
    # The index is made here; threads have no database of their own in a test.
    neighbourhood_at(*IN_DORPSKERN)
    with ThreadPoolExecutor(8) as threads:
        answers = set(threads.map(lambda _number: neighbourhood_at(*IN_DORPSKERN), range(400)))
    assert answers == {Located("BU99990000", How.INSIDE)}
