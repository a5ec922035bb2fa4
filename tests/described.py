"""Checks real responses against the OpenAPI document."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import jsonschema_rs

from listen.web.openapi.document import openapi_document

Seen = tuple[str, str, str]
"""Method, path template and status."""


def check_response(
    method: str, path: str, status: int, headers: Mapping[str, str], body: bytes | None
) -> Seen | None:
    """Assert that the document describes the response. `body` is None for a stream.

    Returns the described response that it is, or None for an error of a path or a method that the
    document does not have.
    """
    found = find_operation(method, path)
    media_type = headers.get("Content-Type", "").partition(";")[0]
    where = f"{method} {path}: {status} {media_type}"
    if found is None:
        assert status in (403, 404, 405), f"{where} is not in the document"
        return None
    template, operation = found
    described = operation["responses"].get(str(status))
    assert described, f"{where} is not in the document"
    for name, header in described.get("headers", {}).items():
        assert not header["required"] or name in headers, f"{where} has no {name}"
    content = described.get("content", {})
    if method != "HEAD" and status != 304:
        assert (media_type in content) == bool(content), f"{where} is not in the document"
    if body and status != 206 and media_type.endswith("json") and media_type in content:
        errors = validator(json.dumps(content[media_type]["schema"])).iter_errors(json.loads(body))
        assert [f"{each.instance_path}: {each.message}" for each in errors] == [], where
    return method, template, str(status)


def check_events(schemas: Mapping[str, Any], stream: str) -> list[str]:
    """Assert that the data of server-sent events is as described. Returns the events' names."""
    names = []
    for event in re.findall(r"(?:event: (.*)\n)?data: (.*)\n\n", stream):
        data = json.loads(event[1])
        name = event[0] or data["type"]
        validator(json.dumps(schemas[name])).validate(data)
        names.append(name)
    return names


def find_operation(method: str, path: str) -> tuple[str, dict[str, Any]] | None:
    """Return the template of a path and its operation. GET describes HEAD too."""
    paths = openapi_document()["paths"]
    for template in sorted(paths, key=lambda each: (each.count("{"), -len(each))):
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template))
        if re.fullmatch(pattern, path):
            item = paths[template]
            fallback = item.get("get") if method == "HEAD" else None
            operation = item.get(method.lower(), fallback)
            return (template, operation) if operation else None
    return None


@cache
def validator(schema: str) -> jsonschema_rs.Draft202012Validator:
    """Return the validator of a schema, given as JSON, with the components that it refers to."""
    root = {"allOf": [json.loads(schema)], "components": openapi_document()["components"]}
    return jsonschema_rs.Draft202012Validator(root)
