"""No log line hands out the key to somebody's page."""

import pytest

from schuifaan.apps.rooms.models import new_token
from schuifaan.project.log_secrets import without_secrets


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("GET /huur/MGzXSf7BiJwuG0GUM1RxbtZ6QqkKTDw2/", "GET /huur/…/"),
        ("Not Found: /huur/MGzXSf7BiJwuG0GUM1RxbtZ6QqkKTDw2/8/", "Not Found: /huur/…/8/"),
        (
            "GET /huur/agenda/12.MGzXSf7BiJwuG0GUM1RxbtZ6QqkKTDw2_aKx1-Zw8sE/agenda.ics",
            "GET /huur/agenda/…/agenda.ics",
        ),
        (
            "Not Found: /reserveringen/MGzXSf7BiJwuG0GUM1RxbtZ6QqkKTDw2/agenda.ics",
            "Not Found: /reserveringen/…/agenda.ics",
        ),
        ("GET /d/MGzXSf7BiJwuG0GUM1RxbtZ6QqkKTDw2?x=1", "GET /d/…?x=1"),
        (
            "GET /plek/x/ruimtes/gevraagd/eyJiIjpb:1xUpxU:KsXbclhbRzZWSEbpfWIM/",
            "GET /plek/x/ruimtes/gevraagd/…/",
        ),
        (
            "GET /plek/stichting-buurtkamer-en-ontmoetingsplek-2/",
            "GET /plek/stichting-buurtkamer-en-ontmoetingsplek-2/",
        ),
        ("GET /buurt/BU09350209/agenda/", "GET /buurt/BU09350209/agenda/"),
        ("GET /", "GET /"),
    ],
)
def test_secret_in_an_address_is_left_out(said, kept):
    assert without_secrets(None, "info", {"event": said, "request": said}) == {"event": kept, "request": kept}


def test_every_token_made_is_recognised():
    tokens = {new_token() for _ in range(500)}
    said = {without_secrets(None, "info", {"event": f"/huur/{token}/"})["event"] for token in tokens}
    assert said == {"/huur/…/"}
