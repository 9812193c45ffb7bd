import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.earth import LocalPlane, distance_m, is_on_earth

dutch_lat = st.floats(50.7, 53.6)
dutch_lon = st.floats(3.3, 7.3)


def test_distance_of_a_known_stretch():
    # Dom tower in Utrecht to Vrijthof in Maastricht: 144 km as the crow flies.
    assert distance_m(52.0907, 5.1214, 50.8489, 5.6880) == pytest.approx(143_700, rel=0.005)


def test_distance_of_a_degree_of_latitude():
    assert distance_m(52, 5, 53, 5) == pytest.approx(111_195, abs=1)


@given(dutch_lat, dutch_lon, dutch_lat, dutch_lon)
def test_distance_is_the_same_both_ways(lat, lon, other_lat, other_lon):
    assert distance_m(lat, lon, other_lat, other_lon) == pytest.approx(
        distance_m(other_lat, other_lon, lat, lon)
    )


@given(dutch_lat, dutch_lon)
def test_distance_to_itself_is_nothing(lat, lon):
    assert distance_m(lat, lon, lat, lon) == 0


@given(dutch_lat, dutch_lon, st.floats(-0.05, 0.05), st.floats(-0.05, 0.05))
def test_plane_there_and_back(lat, lon, north, east):
    plane = LocalPlane(lat, lon)
    assert plane.to_globe(*plane.to_plane(lat + north, lon + east)) == pytest.approx(
        (lat + north, lon + east)
    )


@given(dutch_lat, dutch_lon, st.floats(-0.05, 0.05), st.floats(-0.05, 0.05))
def test_plane_measures_as_the_globe_does(lat, lon, north, east):
    x, y = LocalPlane(lat, lon).to_plane(lat + north, lon + east)
    assert (x**2 + y**2) ** 0.5 == pytest.approx(
        distance_m(lat, lon, lat + north, lon + east), rel=0.001, abs=0.01
    )


def test_plane_around_points_touches_halfway():
    assert LocalPlane.around([(52.0, 5.0), (53.0, 6.0), (52.1, 5.5)]) == LocalPlane(52.5, 5.5)


@pytest.mark.parametrize(
    ("lat", "lon", "answer"),
    [
        (52, 5, True),
        (-90, 180, True),
        (91, 5, False),
        (52, 181, False),
        (float("nan"), 5, False),
        (52, float("inf"), False),
    ],
)
def test_on_earth(lat, lon, answer):
    assert is_on_earth(lat, lon) is answer
