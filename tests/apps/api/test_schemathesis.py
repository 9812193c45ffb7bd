"""Somebody else's program calls the API in every way its own document allows, and in some that it does not."""

from datetime import timedelta

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from schuifaan.apps.api import rate_limit
from schuifaan.apps.api.definition import document
from tests.factories import NOW, make_neighbourhood, make_place
from tests.factories.agenda import make_activity, make_series
from tests.factories.rooms import make_booking, make_rate_card, make_room, make_terms
from tests.factories.voice import make_goal, make_matter, make_point, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.once]

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
api = schemathesis.openapi.from_dict(document())
api.app = WSGIHandler()


@pytest.fixture
def _something_to_find(monkeypatch):
    # Whoever tries everything asks more often than people do.
    monkeypatch.setattr(rate_limit, "BURST", 1e9)
    # Each call is a request of its own, all of them within the one transaction of this test.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    area = make_neighbourhood()
    place = make_place(neighbourhood=area, municipality=area.municipality)
    make_series(make_activity(place, translations={"en": {"title": "Coffee"}}), rule="FREQ=DAILY;COUNT=5")
    room = make_room(place, is_let=True, capacity=30)
    make_terms(place)
    make_rate_card(place)
    make_booking(room, (NOW + timedelta(days=2), NOW + timedelta(days=2, hours=2)))
    make_goal(place)
    make_matter(place, is_public=True, public_text="Vaker samen eten")
    make_point(make_round(place, is_public=True)).themes.create(theme="theme.T3")
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@api.parametrize()
@settings(
    max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@pytest.mark.usefixtures("_something_to_find")
def test_whatever_is_asked_the_answer_is_one_that_is_promised(case):
    # Its client within one process does not unpack what it says it can.
    case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})


def test_every_operation_is_tried():
    assert sorted(document()["paths"]) == [
        "/activities", "/activities/{activity}", "/answers", "/municipalities", "/neighbourhoods",
        "/neighbourhoods/{code}", "/occurrences", "/places", "/places/{place}", "/places/{place}/goals", "/rooms",
        "/rooms/{room}", "/rooms/{room}/free-times", "/rounds", "/rounds/{round}", "/themes",
    ]  # fmt: skip
