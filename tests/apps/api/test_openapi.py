"""The document that describes the API: kept, true to the NL API Design Rules, and shown to people."""

import copy
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from schuifaan.apps.api.definition import document
from schuifaan.apps.api.design_rules import broken

KEPT = Path(__file__).resolve().parents[3] / "docs" / "reference" / "openapi-v1.json"


def test_the_kept_document_is_the_one_that_is_served(client):
    response = client.get("/api/v1/openapi.json")
    assert response["Access-Control-Allow-Origin"] == "*"
    # Made anew with: curl -s http://127.0.0.1:8000/api/v1/openapi.json -o docs/reference/openapi-v1.json
    assert json.loads(response.content) == json.loads(KEPT.read_text(encoding="utf-8"))


def test_it_keeps_every_design_rule():
    assert broken(document()) == []


def test_the_check_says_so(capsys):
    call_command("check_api")
    assert capsys.readouterr().out == "The open API keeps the NL API Design Rules.\n"


def _renamed(whole, path):
    whole["paths"] = {path: whole["paths"].pop("/places")}


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda whole: whole.update(openapi="2.0"), ["the document is not OpenAPI 3"]),
        (lambda whole: whole["info"].update(version="v1"), ["info.version is not a semantic version"]),
        (lambda whole: whole["info"].update(contact={}), ["info.contact has no name and address"]),
        (
            lambda whole: whole.update(servers=[{"url": "/api"}]),
            ["the major version is not the end of the server's address"],
        ),
        (lambda whole: _renamed(whole, "/places/"), ["/places/: a slash at the end"]),
        (
            lambda whole: _renamed(whole, "/meeting_places"),
            ["/meeting_places: “meeting_places” is not kebab-case"],
        ),
        (lambda whole: _get(whole).pop("summary"), ["/places: no summary"]),
        (lambda whole: _get(whole)["responses"].pop("429"), ["/places: no answer 429"]),
        (
            lambda whole: _get(whole)["responses"]["400"].update(headers={}),
            ["/places: 400 has no API-Version header"],
        ),
        (
            lambda whole: _get(whole)["responses"]["404"].update(content={"application/json": {}}),
            ["/places: 404 is not application/problem+json"],
        ),
        (
            lambda whole: _get(whole).update(parameters=[{"name": "page_size", "in": "query", "schema": {}}]),
            [
                "/places: parameter page_size is not explained",
                "/places: parameter page_size is not camelCase",
            ],
        ),
        (
            lambda whole: whole["components"]["schemas"]["Place"]["properties"].update(open_now={}),
            ["Place.open_now is not camelCase"],
        ),
        (
            lambda whole: whole["paths"]["/places"].update(post=_get(whole)),
            ["/places: post, but this API only reads"],
        ),
    ],
)
def test_a_rule_that_is_broken_is_named_with_its_place(spoil, said):
    whole = copy.deepcopy(document())
    whole["paths"] = {"/places": whole["paths"]["/places"]}
    spoil(whole)
    assert broken(whole) == said


def _get(whole):
    return whole["paths"]["/places"]["get"]


@pytest.mark.django_db
def test_the_page_for_people_names_every_operation_and_field(client):
    page = client.get("/api/").content.decode()
    whole = document()
    assert [path for path in whole["paths"] if f"/api/v1{path}" not in page] == []
    assert [name for name in whole["components"]["schemas"] if f'id="{name}"' not in page] == []
