"""Places in the Open Referral shape, held against the standard's own schemas."""

import json
from pathlib import Path

import jsonschema
import pytest
from referencing import Registry, Resource

from tests.factories import make_place

pytestmark = pytest.mark.django_db


def listed(client):
    return json.loads(b"".join(client.get("/plekken-hsds.json").streaming_content))


def validator_for(folder: Path, name: str) -> jsonschema.Draft202012Validator:
    resources = [
        (path.name, Resource(contents=json.loads(path.read_text()), specification=DRAFT))
        for path in folder.glob("*.json")
    ]
    return jsonschema.Draft202012Validator(
        json.loads((folder / name).read_text()),
        registry=Registry().with_resources(resources),
        format_checker=jsonschema.FormatChecker(),
    )


DRAFT = Resource.from_contents({"$schema": "https://json-schema.org/draft/2020-12/schema"})._specification


@pytest.mark.shared
def test_every_service_validates(client, full_place, shared_data):
    make_place("kaal", name="Kaal")
    services = listed(client)["contents"]
    hsds = validator_for(shared_data / "vectors" / "hsds" / "schema", "service.json")
    united_kingdom = jsonschema.Draft7Validator(
        json.loads(
            (shared_data / "vectors" / "open_referral_uk" / "Schemas__service.schema.json").read_text()
        )
    )
    problems = [
        error.message
        for one in services
        for checker in (hsds, united_kingdom)
        for error in checker.iter_errors(one)
    ]
    assert (len(services), problems) == (2, [])


def test_the_week_becomes_weekly_rules(client, full_place):
    [service] = listed(client)["contents"]
    weekly = [
        (rule["byday"], rule["opens_at"], rule["closes_at"])
        for rule in service["schedules"]
        if rule.get("freq") == "WEEKLY"
    ]
    assert weekly == [("MO,TU,TH,FR", "10:00", "17:00"), ("WE", "19:00", "22:00")]
    assert [
        (rule["valid_from"], rule["valid_to"], rule["description"]) for rule in service["schedules"][2:]
    ] == [("2026-12-25", "2026-12-26", "closed")]


def test_prices_languages_and_the_day_it_was_checked_go_along(client, full_place):
    [service] = listed(client)["contents"]
    assert [(cost["option"], cost["amount"], cost["currency"]) for cost in service["cost_options"]] == [
        ("Koffie", 0.0, "EUR"),
        ("Soep", 2.5, "EUR"),
    ]
    assert [language["code"] for language in service["languages"]] == ["nl", "ar"]
    assert service["assured_date"] == "2026-03-01"


def test_no_names_or_numbers_of_people(client, full_place):
    assert "Truus" not in json.dumps(listed(client))
    assert "123 45 67" not in json.dumps(listed(client))
