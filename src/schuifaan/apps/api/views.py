"""The document that describes the API, and a page about it for people."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from schuifaan.apps.api.definition import ROOT, VERSION, document
from schuifaan.apps.api.doors import belongs_to_the_place, nothing_here

__all__ = ["belongs_to_the_place", "docs", "nothing_here", "openapi"]


def openapi(request: HttpRequest) -> HttpResponseBase:
    del request
    return HttpResponse(json.dumps(document(), ensure_ascii=False, indent=1), content_type="application/json")


@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """Made from the same document that machines read, so the two never differ."""
    whole = document()
    operations = [
        _operation(path, operation)
        for path, methods in whole["paths"].items()
        for operation in methods.values()
    ]
    shapes = [
        (name, shape.get("description", ""), _fields(shape))
        for name, shape in whole["components"]["schemas"].items()
    ]
    context = {"operations": operations, "shapes": shapes, "root": ROOT, "version": VERSION}
    return render(request, "api/docs.html", context)


def _operation(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": operation["operationId"],
        "path": f"{ROOT}{path}",
        "summary": operation["summary"],
        "description": operation["description"].replace("`", ""),
        "parameters": [
            {
                "name": one["name"],
                "where": one["in"],
                "kind": _kind(one["schema"]),
                "description": one["schema"].get("description", "").replace("`", ""),
            }
            for one in operation.get("parameters", ())
        ],
        "statuses": list(operation["responses"]),
    }


def _fields(shape: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {"name": name, "kind": _kind(field), "description": field.get("description", "")}
        for name, field in shape.get("properties", {}).items()
    ]


def _kind(schema: dict[str, Any]) -> str:
    """`string or null`, `list of Place`: JSON Schema in words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", maxsplit=1)[-1]
    if "anyOf" in schema:
        return " | ".join(_kind(part) for part in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{_kind(schema.get('items', {}))}]"
    if schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        return "{" + _kind(schema["additionalProperties"]) + "}"
    return str(schema.get("format") or schema.get("type") or "any")
