"""The document that describes the API: kept, true to the NL API Design Rules, and shown to people."""

import json
import re
from pathlib import Path

import pytest

from schuifaan.apps.api.definition import document

KEPT = Path(__file__).resolve().parents[3] / "docs" / "reference" / "openapi-v1.json"
KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*|\{[a-z][A-Za-z0-9]*\}")
CAMEL = re.compile(r"_?[a-z][A-Za-z0-9]*")


def test_the_kept_document_is_the_one_that_is_served(client):
    response = client.get("/api/v1/openapi.json")
    assert response["Access-Control-Allow-Origin"] == "*"
    # Made anew with: curl -s http://127.0.0.1:8000/api/v1/openapi.json -o docs/reference/openapi-v1.json
    assert json.loads(response.content) == json.loads(KEPT.read_text(encoding="utf-8"))


def test_it_is_openapi_3_with_a_version_and_a_server():
    whole = document()
    assert whole["openapi"].startswith("3.")
    assert re.fullmatch(r"\d+\.\d+\.\d+", whole["info"]["version"])
    assert whole["servers"] == [{"url": "/api/v1"}]
    assert sorted(whole["info"]["contact"]) == ["name", "url"]


def test_paths_are_kebab_case_without_trailing_slash():
    for path in document()["paths"]:
        assert path.startswith("/")
        assert not path.endswith("/")
        assert [part for part in path[1:].split("/") if not KEBAB.fullmatch(part)] == []


def test_parameters_and_fields_are_camel_case():
    whole = document()
    names = [one["name"] for operation in _operations(whole) for one in operation.get("parameters", ())]
    names += [
        name for shape in whole["components"]["schemas"].values() for name in shape.get("properties", {})
    ]
    assert [name for name in names if not CAMEL.fullmatch(name)] == []


def test_every_operation_only_reads_and_says_what_it_answers():
    whole = document()
    for methods in whole["paths"].values():
        assert list(methods) == ["get"]
    for operation in _operations(whole):
        assert operation["operationId"]
        assert operation["summary"]
        assert operation["tags"]
        assert list(operation["responses"]) == ["200", "400", "404", "405", "406", "429", "500"]
        for status, answer in operation["responses"].items():
            assert list(answer["headers"]) == ["API-Version"]
            kind = "application/json" if status == "200" else "application/problem+json"
            assert list(answer["content"]) == [kind]
        assert "requestBody" not in operation


def test_every_parameter_is_explained():
    silent = [
        (operation["operationId"], one["name"])
        for operation in _operations(document())
        for one in operation.get("parameters", ())
        if one["in"] == "query" and not one["schema"].get("description") and not one.get("description")
    ]
    assert silent == []


@pytest.mark.django_db
def test_the_page_for_people_names_every_operation_and_field(client):
    page = client.get("/api/").content.decode()
    whole = document()
    assert [path for path in whole["paths"] if f"/api/v1{path}" not in page] == []
    assert [name for name in whole["components"]["schemas"] if f'id="{name}"' not in page] == []


def _operations(whole):
    return [operation for methods in whole["paths"].values() for operation in methods.values()]
