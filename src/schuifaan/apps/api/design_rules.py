"""What the NL API Design Rules (2.1) ask of the document that describes the API, and ours on top of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

KEBAB: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*|\{[a-z][A-Za-z0-9]*\}")
CAMEL: Final = re.compile(r"_?[a-z][A-Za-z0-9]*")
VERSION: Final = re.compile(r"\d+\.\d+\.\d+")
STATUSES: Final = ("200", "400", "404", "405", "406", "429", "500")
PROBLEM: Final = "application/problem+json"


def broken(document: Mapping[str, Any]) -> list[str]:
    """Every rule that is broken, as a sentence with where; none when all is in order."""
    return [*_of_the_whole(document), *_of_paths(document), *_of_names(document)]


def _of_the_whole(document: Mapping[str, Any]) -> Iterator[str]:
    if not str(document.get("openapi", "")).startswith("3."):
        yield "the document is not OpenAPI 3"
    info = document.get("info", {})
    if not VERSION.fullmatch(str(info.get("version", ""))):
        yield "info.version is not a semantic version"
    if not {"name", "url"} <= set(info.get("contact", {})):
        yield "info.contact has no name and address"
    servers = [server.get("url", "") for server in document.get("servers", ())]
    if not servers or not all(re.search(r"/v\d+$", url) for url in servers):
        yield "the major version is not the end of the server's address"


def _of_paths(document: Mapping[str, Any]) -> Iterator[str]:
    for path, methods in document.get("paths", {}).items():
        if path.endswith("/"):
            yield f"{path}: a slash at the end"
        yield from (
            f"{path}: “{part}” is not kebab-case"
            for part in path.strip("/").split("/")
            if not KEBAB.fullmatch(part)
        )
        yield from (f"{path}: {method}, but this API only reads" for method in methods if method != "get")
        for operation in methods.values():
            yield from (f"{path}: {said}" for said in _of_operation(operation))


def _of_operation(operation: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"no {name}" for name in ("operationId", "summary", "tags") if not operation.get(name))
    responses = operation.get("responses", {})
    yield from (f"no answer {status}" for status in STATUSES if status not in responses)
    for status, answer in responses.items():
        if "API-Version" not in answer.get("headers", {}):
            yield f"{status} has no API-Version header"
        kind = "application/json" if status.startswith("2") else PROBLEM
        if list(answer.get("content", {})) != [kind]:
            yield f"{status} is not {kind}"
    for parameter in operation.get("parameters", ()):
        told = parameter.get("description") or parameter.get("schema", {}).get("description")
        if parameter["in"] == "query" and not told:
            yield f"parameter {parameter['name']} is not explained"


def _of_names(document: Mapping[str, Any]) -> Iterator[str]:
    for path, methods in document.get("paths", {}).items():
        for operation in methods.values():
            yield from (
                f"{path}: parameter {one['name']} is not camelCase"
                for one in operation.get("parameters", ())
                if not CAMEL.fullmatch(one["name"])
            )
    for shape, schema in document.get("components", {}).get("schemas", {}).items():
        yield from (
            f"{shape}.{name} is not camelCase"
            for name in schema.get("properties", {})
            if not CAMEL.fullmatch(name)
        )
