"""Row T01 of the feature table: a list and a map of one municipality."""

import re

from schuifaan.apps.places.models import Place
from tests.capabilities.conftest import Read
from tests.factories import make_municipality, make_place

CARD = re.compile(r'<a class="place-card__link" href="[^"]*">([^<]*)</a>')


def test_t01_a_house_with_three_sites_is_listed_once_and_is_three_dots(read: Read) -> None:
    here, elsewhere = make_municipality(), make_municipality("GM0344", "Utrecht")
    house = make_place("huis", name="Huis van de Wijk", tier="district_house", municipality=here)
    for number in range(3):
        make_place(
            f"deel-{number}", name=f"Deel {number}", part_of=house, municipality=here,
            lat=50.85 + number / 100, lon=5.69,
        )  # fmt: skip
    make_place("ver-weg", name="Ver weg", municipality=elsewhere, lat=52.09, lon=5.12)
    assert Place.objects.count() == 5
    assert CARD.findall(read("/plekken/?gemeente=GM0935")) == ["Huis van de Wijk"]
    told = read("/kaart/?gemeente=GM0935")
    assert [told.count(f'<a href="/plek/deel-{number}/" aria-label="1. Deel {number}">') for number in range(3)] == [
        1, 1, 1,
    ]  # fmt: skip
    dots = re.findall(r'"name": "([^"]+)"', read("/kaart/plekken.json?gemeente=GM0935"))
    assert dots == ["Deel 0", "Deel 1", "Deel 2"]
