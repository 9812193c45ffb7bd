"""JSON Schema of one knowledge file, so that an editor completes and checks while one types."""

from typing import Any

from schuifaan.core.method.knowledge.collection import Knowledge
from schuifaan.core.method.knowledge.loading import DEFAULTS


def schema_of_a_file() -> dict[str, Any]:
    """The schema of all knowledge, but with the source and status a file gives to everything in it."""
    schema = Knowledge.model_json_schema()
    definitions: dict[str, Any] = schema["$defs"]
    inherited = [one for one in definitions.values() if set(DEFAULTS) <= set(one.get("properties", {}))]
    defaults = {name: inherited[0]["properties"][name] for name in DEFAULTS}
    for definition in inherited:
        # What an item does not say itself it has from the file, or from the item it stands in.
        definition["required"] = [name for name in definition.get("required", ()) if name not in DEFAULTS]
    schema["properties"] |= defaults
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "A knowledge file of the handbook"
    schema.pop("description", None)
    return schema
