import pytest
import shapely

from schuifaan.apps.geography.actions import Tally, draw_schematic_outlines
from schuifaan.apps.geography.actions.schematic import schematic_cells
from schuifaan.apps.geography.enums import Outline
from schuifaan.apps.geography.locate import How, neighbourhood_at
from schuifaan.apps.geography.models import District, Municipality, Neighbourhood


@pytest.fixture
def undrawn(schuifdam):
    for level in (Municipality, District, Neighbourhood):
        level.objects.update(outline=Outline.NONE, outline_wkb=None)
    return Municipality.objects.get()


def outlines(level):
    return [
        shapely.from_wkb(bytes(wkb))
        for wkb in level.objects.order_by("code").values_list("outline_wkb", flat=True)
    ]


def test_drawing_marks_everything_schematic(undrawn, now):
    assert draw_schematic_outlines(municipality=undrawn, now=now) == Tally(new=9)
    for level in (Municipality, District, Neighbourhood):
        assert set(level.objects.values_list("outline", flat=True)) == {Outline.SCHEMATIC}


def test_each_centre_lies_in_its_own_cell(undrawn, now):
    draw_schematic_outlines(municipality=undrawn, now=now)
    for area in Neighbourhood.objects.all():
        located = neighbourhood_at(area.centre_lat, area.centre_lon)
        assert (located.neighbourhood, located.how) == (area.code, How.INSIDE)


def test_cells_touch_without_overlap_or_gap(undrawn, now):
    draw_schematic_outlines(municipality=undrawn, now=now)
    cells = outlines(Neighbourhood)
    together = shapely.union_all(cells)
    assert all(cell.is_valid for cell in cells)
    assert together.geom_type == "Polygon"
    assert sum(cell.area for cell in cells) == pytest.approx(together.area)


def test_parents_are_the_union_of_their_parts(undrawn, now):
    draw_schematic_outlines(municipality=undrawn, now=now)
    cells = outlines(Neighbourhood)
    assert shapely.equals(outlines(District)[0], shapely.union_all(cells[:3]))
    assert shapely.equals(outlines(Municipality)[0], shapely.union_all(cells))


def test_drawing_again_gives_the_same(undrawn, now):
    draw_schematic_outlines(municipality=undrawn, now=now)
    before = outlines(Neighbourhood)
    assert draw_schematic_outlines(municipality=undrawn, now=now) == Tally(same=9)
    assert outlines(Neighbourhood) == before


def test_official_outlines_are_left_alone(schuifdam, now):
    Neighbourhood.objects.filter(code="BU99990000").update(outline=Outline.NONE, outline_wkb=None)
    assert draw_schematic_outlines(municipality=schuifdam, now=now) == Tally(new=1, same=8)


def test_moved_centre_is_drawn_anew(undrawn, now):
    draw_schematic_outlines(municipality=undrawn, now=now)
    Neighbourhood.objects.filter(code="BU99990000").update(centre_lat=52.4005)
    assert draw_schematic_outlines(municipality=undrawn, now=now).changed > 0


def test_nothing_to_draw(db, now):
    empty = Municipality.objects.create(code="GM9998", name="Leeg")
    assert draw_schematic_outlines(municipality=empty, now=now) == Tally()


def test_single_centre_is_a_disc():
    (cell,) = schematic_cells([(52.4, 4.6)])
    assert cell.contains(shapely.Point(4.6, 52.4))


@pytest.mark.parametrize("count", [2, 3])
def test_few_centres_or_centres_in_a_row(count):
    cells = schematic_cells([(52.4, 4.6 + 0.01 * place) for place in range(count)])
    assert [cell.contains(shapely.Point(4.6 + 0.01 * place, 52.4)) for place, cell in enumerate(cells)] == [
        True
    ] * count


def test_two_neighbourhoods_with_one_centre_get_a_cell_each():
    cells = schematic_cells([(52.4, 4.6), (52.4, 4.6), (52.41, 4.62), (52.39, 4.6)])
    assert len(cells) == 4
    assert all(cell.area > 0 for cell in cells)
