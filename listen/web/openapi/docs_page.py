"""The document as the template of /docs shows it: sections of operations, and fields of schemas."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from listen.web.openapi.build import SAMPLE_SERVER
from listen.web.openapi.errors import EVERYWHERE
from listen.web.openapi.types import constraints, describe_type

_EVENTS = "text/event-stream"
_METHODS = ("get", "head", "post", "put", "patch", "delete")

_markdown = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True)
class Field:
    """A property of a schema, a parameter, a header, or the data of an event."""

    name: str
    """Path of the property, such as `segments.total` or `blocks[].kind`."""
    type: Markup
    notes: tuple[str, ...]
    """Constraints, such as "required" or "at most 500 characters"."""
    description: Markup


@dataclass(frozen=True)
class Response:
    status: str
    description: Markup
    content: tuple[tuple[str, Markup], ...]
    """Media types, each with the type of its body."""
    headers: tuple[Field, ...]
    events: tuple[Field, ...]
    """Names of server-sent events, each with the type of its data."""


@dataclass(frozen=True)
class Operation:
    id: str
    method: str
    path: str
    summary: str
    description: Markup
    sample: str
    """A curl command."""
    parameters: tuple[tuple[str, tuple[Field, ...]], ...]
    """Locations ("path", "query", "header"), each with its parameters."""
    body: Response | None
    responses: tuple[Response, ...]
    errors: tuple[tuple[str, tuple[str, ...]], ...]
    """Statuses, each with its codes. Codes of every operation are left out."""


@dataclass(frozen=True)
class Section:
    tag: str
    description: Markup
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class SchemaPage:
    name: str
    description: Markup
    type: Markup
    fields: tuple[Field, ...]


def sections(document: Mapping[str, Any], server: str) -> list[Section]:
    """Return the operations by tag. `server` is the URL in samples, without a slash at its end."""
    return [
        Section(
            tag["name"],
            markdown(tag["description"]),
            tuple(
                _operation(method, path, item, server)
                for path, item in document["paths"].items()
                for method in _METHODS
                if tag["name"] in item.get(method, {}).get("tags", ())
            ),
        )
        for tag in document["tags"]
    ]


def schema_pages(document: Mapping[str, Any]) -> list[SchemaPage]:
    """Return the schemas of the components, by name."""
    return [
        SchemaPage(
            name,
            markdown(schema.get("description", "")),
            describe_type(schema),
            tuple(_fields(schema)),
        )
        for name, schema in document["components"]["schemas"].items()
    ]


def markdown(text: str) -> Markup:
    """Render CommonMark without raw HTML."""
    return Markup(_markdown.render(text))


def _operation(method: str, path: str, item: Mapping[str, Any], server: str) -> Operation:
    operation = item[method]
    parameters = [*item.get("parameters", ()), *operation.get("parameters", ())]
    places = ("path", "query", "header")
    body = operation.get("requestBody")
    samples = operation.get("x-codeSamples", [{"source": ""}])
    responses = operation["responses"]
    return Operation(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=markdown(operation.get("description", "")),
        sample=samples[0]["source"].replace(SAMPLE_SERVER, server),
        parameters=tuple(
            (place, tuple(_parameter(each) for each in parameters if each["in"] == place))
            for place in places
            if any(each["in"] == place for each in parameters)
        ),
        body=_response("", body) if body else None,
        responses=tuple(
            _response(status, each) for status, each in responses.items() if "x-codes" not in each
        ),
        errors=tuple(
            (status, codes)
            for status, each in responses.items()
            if (codes := tuple(code for code in each.get("x-codes", ()) if code not in EVERYWHERE))
        ),
    )


def _response(status: str, response: Mapping[str, Any]) -> Response:
    content = response.get("content", {})
    return Response(
        status,
        markdown(response.get("description", "")),
        tuple(
            (
                media_type,
                Markup("events") if media_type == _EVENTS else describe_type(each["schema"]),
            )
            for media_type, each in content.items()
        ),
        tuple(_parameter({"name": n, **each}) for n, each in response.get("headers", {}).items()),
        tuple(_events(content.get(_EVENTS, {}))),
    )


def _events(stream: Mapping[str, Any]) -> Iterator[Field]:
    for event in stream.get("schema", {}).get("anyOf", ()):
        data = event["properties"]["data"]["contentSchema"]
        yield Field(event["title"], describe_type(data), (), Markup())


def _parameter(parameter: Mapping[str, Any]) -> Field:
    return _field(parameter["name"], parameter, parameter["schema"], parameter.get("required"))


def _fields(schema: Mapping[str, Any], prefix: str = "") -> Iterator[Field]:
    """Yield the properties of an object, also those of objects inside it."""
    required = schema.get("required", ())
    for name, each in schema.get("properties", {}).items():
        yield _field(prefix + name, each, each, name in required)
        yield from _fields(each, f"{prefix}{name}.")
        yield from _fields(each.get("items", {}), f"{prefix}{name}[].")


def _field(
    name: str, described: Mapping[str, Any], schema: Mapping[str, Any], is_required: bool | None
) -> Field:
    notes = (*(["required"] if is_required else []), *constraints(schema))
    text = _markdown.renderInline(described.get("description", ""))
    return Field(name, describe_type(schema), notes, Markup(text))
