"""Builders of schemas, parameters, responses and operations (https://spec.openapis.org/oas/v3.1.1).

`SAMPLE_SERVER` and `KEY` stand in curl samples for the server and for the key of an audio.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Schema = dict[str, Any]

SAMPLE_SERVER = "http://127.0.0.1:8000"
SEND_JSON = "-H 'Content-Type: application/json' -d"


@dataclass(frozen=True)
class Area:
    """A tag of the document, with its paths and the schemas that they define."""

    tag: str
    description: str
    paths: Mapping[str, Any]
    schemas: Mapping[str, Schema] = field(default_factory=dict)


def ref(name: str) -> Schema:
    """Refer to a schema of the document's components."""
    return {"$ref": f"#/components/schemas/{name}"}


def string(description: str = "", **keywords: Any) -> Schema:
    return _typed("string", description, keywords)


def integer(description: str = "", **keywords: Any) -> Schema:
    return _typed("integer", description, {"minimum": 0, **keywords})


def number(description: str = "", **keywords: Any) -> Schema:
    return _typed("number", description, keywords)


def boolean(description: str = "", **keywords: Any) -> Schema:
    return _typed("boolean", description, keywords)


def array(items: Schema, description: str = "", **keywords: Any) -> Schema:
    return _typed("array", description, {"items": items, **keywords})


def nullable(schema: Schema) -> Schema:
    """Return the schema of a simple type with null allowed."""
    return {**schema, "type": [schema["type"], "null"]}


def closed(
    properties: Mapping[str, Schema], description: str = "", optional: Iterable[str] = ()
) -> Schema:
    """Describe an object that has these properties and no others."""
    required = [name for name in properties if name not in set(optional)]
    keywords = {"properties": dict(properties), "additionalProperties": False}
    if required:
        keywords["required"] = required
    return _typed("object", description, keywords)


def mapping(values: Schema, description: str = "", **keywords: Any) -> Schema:
    """Describe an object whose property names are data."""
    return _typed("object", description, {"additionalProperties": values, **keywords})


def parameter(name: str, where: str, description: str, schema: Schema, **fields: Any) -> Schema:
    """Describe a parameter in the "path", the "query" or a "header"."""
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "description": description,
        "schema": schema,
        **fields,
    }


def header(description: str, required: bool = True) -> Schema:
    return {"description": description, "required": required, "schema": {"type": "string"}}


def response(
    description: str,
    content: Mapping[str, Any] | None = None,
    headers: Mapping[str, Schema] | None = None,
) -> dict[str, Any]:
    """Describe a response. `content` is media type to schema or to a media type object."""
    described: dict[str, Any] = {"description": description}
    if headers:
        described["headers"] = dict(headers)
    if content:
        described["content"] = dict(content)
    return described


def json_content(schema: Schema) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def html_content() -> dict[str, Any]:
    return {"text/html": {"schema": string()}}


def event_stream(events: Mapping[str, str], is_named: bool = True) -> dict[str, Any]:
    """Describe server-sent events, by name to the schema of their data.

    The schema is of each event, as `itemSchema` in OpenAPI 3.2.
    """
    variants = []
    for name, schema in events.items():
        data = string(contentMediaType="application/json", contentSchema=ref(schema))
        event = {"event": {"const": name}} if is_named else {}
        variants.append({"title": name, "type": "object", "properties": {**event, "data": data}})
    return {"text/event-stream": {"schema": {"anyOf": variants}}}


def curl(command: str) -> dict[str, Any]:
    """Return the extension field that documentation tools show as a code sample."""
    return {"x-codeSamples": [{"lang": "Shell", "label": "curl", "source": command}]}


def _typed(kind: str, description: str, keywords: Mapping[str, Any]) -> Schema:
    return {"type": kind, **({"description": description} if description else {}), **keywords}
