"""Schemas in words: the type with links to named schemas, and its constraints."""

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

_BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "maxProperties": "at most {} properties",
    "pattern": "pattern {}",
    "format": "format {}",
    "default": "defaults to {}",
}
_LINK = Markup('<a href="#schema-{0}">{0}</a>')
_CODE = Markup("<code>{}</code>")


def describe_type(schema: Mapping[str, Any]) -> Markup:
    """Return the type as HTML, for example "array of Voice" with a link to Voice."""
    if "$ref" in schema:
        return _LINK.format(schema["$ref"].rpartition("/")[2])
    if "const" in schema:
        return _value(schema["const"])
    if "enum" in schema:
        return Markup(" | ").join(map(_value, schema["enum"]))
    if choices := schema.get("anyOf"):
        return Markup(" or ").join(map(describe_type, choices))
    kinds = schema.get("type", "bytes")
    names = [kinds] if isinstance(kinds, str) else kinds
    return Markup(" or ").join(_kind(name, schema) for name in names)


def constraints(schema: Mapping[str, Any]) -> Iterator[str]:
    """Yield the constraints of a schema, for example "at most 500 characters"."""
    for keyword, text in _BOUNDS.items():
        # Almost every integer is a count or an index.
        if keyword in schema and (keyword, schema[keyword]) != ("minimum", 0):
            value = schema[keyword]
            yield text.format(str(value).lower() if isinstance(value, bool) else value)


def _kind(name: str, schema: Mapping[str, Any]) -> Markup:
    if name == "array":
        return Markup("array of {}").format(describe_type(schema["items"]))
    values = schema.get("additionalProperties")
    if name == "object" and isinstance(values, Mapping):
        return Markup("object, values: {}").format(describe_type(values))
    return Markup(name)


def _value(value: object) -> Markup:
    return _CODE.format("null" if value is None else value)
