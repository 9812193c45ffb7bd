"""A place over the border, in no neighbourhood we know: it is on wherever areas are not asked for."""

import pytest

from tests.factories import make_place
from tests.factories.agenda import make_activity, make_series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


ADDRESSES = (
    "/agenda/", "/plek/t-stukske/agenda/", "/plek/t-stukske/agenda/maand/2026-11/", "/activiteit/koffie-over-de-grens/",
    "/plek/t-stukske/agenda.ics", "/plek/t-stukske/agenda.atom", "/plek/t-stukske/week.pdf", "/plek/t-stukske/scherm/",
    "/insluiten/plek/t-stukske/", "/plek/t-stukske/tekstblok/", "/api/v1/occurrences",
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_place_in_another_country_is_on_like_any_other(client, address):
    place = make_place(
        "t-stukske", name="’t Stukske", street="Rijksweg", house_number="1", postcode="3620", city="Lanaken (België)",
        lat=50.89, lon=5.65,
    )  # fmt: skip
    make_series(make_activity(place, title="Koffie over de grens", slug="koffie-over-de-grens"))
    response = client.get(address)
    assert response.status_code == 200
    said = b"".join(response) if response.streaming else response.content
    if not address.endswith(".pdf"):
        assert "Koffie over de grens" in said.decode()
