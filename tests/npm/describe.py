"""Write the descriptions of <listen-article> in the npm package, from the JSDoc of element.js.

`python -m tests.npm.describe` writes custom-elements.json, which editors and catalogs read (schema
2.1.0 of https://github.com/webcomponents/custom-elements-manifest), and element.d.ts.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "packages" / "npm"
MODULES = ROOT / "listen" / "web" / "static" / "player"

_CLASS = re.compile(r"/\*\*\n(?P<doc>(?: \*.*\n)+?) \*/\nexport class (?P<name>\w+)")
_TAG = re.compile(r"^@(?P<tag>\w+) (?P<text>.*(?:\n(?!@|\n).*)*)", re.MULTILINE)
_TYPED = re.compile(r"\{(?P<type>.*?)\} (?P<name>[\w-]+) - (?P<description>.*)")
_NAMED = re.compile(r"\[?(?P<name>[\w-]+)(?:=(?P<default>.*)\])? - (?P<description>.*)")
_METHOD = re.compile(
    r"^  /\*\* (?P<doc>(?:(?!\*/).|\n)*?) \*/\n  (?P<name>[a-z]\w+)\((?P<names>[\w, ]*)\) \{$",
    re.MULTILINE,
)
_PARAM = re.compile(r"@param \{(?P<type>\w+)\} (?P<name>\w+)")
_STATE = re.compile(r'^  [A-Z]+: "(?P<value>[a-z]+)",$', re.MULTILINE)
_CALLBACK = re.compile(r"Callback$")
_READ_ONLY = " Read-only."
_DTS_HEAD = """\
// Made by `python -m tests.npm.describe` from the JSDoc of element.js.
"""


@dataclass(frozen=True)
class Element:
    """The JSDoc of the class: its lines by tag, as dictionaries of name, type and description."""

    name: str
    tag: str
    description: str
    attributes: list[dict[str, str]]
    properties: list[dict[str, str]]
    events: list[dict[str, str]]
    parts: list[dict[str, str]]
    css_properties: list[dict[str, str]]
    methods: list[dict[str, Any]]
    states: list[str]


def read_element() -> Element:
    """Return what the JSDoc says."""
    source = (MODULES / "element.js").read_text("utf-8")
    found = _CLASS.search(source)
    assert found, "element.js has a class with JSDoc"
    doc = re.sub(r"^ \* ?", "", found["doc"], flags=re.MULTILINE)
    tags: dict[str, list[str]] = {}
    for tag in _TAG.finditer(doc):
        tags.setdefault(tag["tag"], []).append(" ".join(tag["text"].split()))
    states = (MODULES / "state.js").read_text("utf-8").partition("};")[0]
    return Element(
        name=found["name"],
        tag=tags["element"][0],
        description=doc.partition("\n\n")[0].strip(),
        attributes=_parse(_TYPED, tags["attr"]),
        properties=_parse(_TYPED, tags["prop"]),
        events=_parse(_TYPED, tags["fires"]),
        parts=_parse(_NAMED, tags["csspart"]),
        css_properties=_parse(_NAMED, tags["cssprop"]),
        methods=[_method(method) for method in _METHOD.finditer(source) if _is_public(method)],
        states=_STATE.findall(states),
    )


def manifest(element: Element) -> str:
    """Return custom-elements.json."""
    module, definition = "player/element.js", "player.js"
    document = {
        "schemaVersion": "2.1.0",
        "readme": "README.md",
        "modules": [
            {
                "kind": "javascript-module",
                "path": module,
                "declarations": [_declaration(element)],
                "exports": [
                    {
                        "kind": "js",
                        "name": element.name,
                        "declaration": {"name": element.name, "module": module},
                    }
                ],
            },
            {
                "kind": "javascript-module",
                "path": definition,
                "declarations": [],
                "exports": [
                    {
                        "kind": "custom-element-definition",
                        "name": element.tag,
                        "declaration": {"name": element.name, "module": module},
                    }
                ],
            },
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def types(element: Element) -> str:
    """Return element.d.ts."""
    events = "".join(
        f"  /** {each['description']} */\n"
        f'  "{each["name"]}": CustomEvent<{{ {_detail(each["type"])} }}>;\n'
        for each in element.events
    )
    attributes = "".join(
        f'  /** {each["description"]} */\n  "{each["name"]}"?: {_attribute_type(each["type"])};\n'
        for each in element.attributes
        if not each["description"].startswith("Set by the player")
    )
    members = "".join(
        f"  /** {each['description'].removesuffix(_READ_ONLY)} */\n  {_property(each)};\n"
        for each in element.properties
    )
    methods = "".join(
        f"  /** {each['description']} */\n  {each['name']}("
        + ", ".join(f"{name}: {kind}" for name, kind in each["parameters"].items())
        + "): void;\n"
        for each in element.methods
    )
    states = " | ".join(f'"{state}"' for state in element.states)
    return f"""{_DTS_HEAD}
export type ListenState = {states};

/** An article to play after another one, with its `key` or its `url`. */
export interface ListenQueueItem {{
  key?: string;
  url?: string;
  title?: string;
  image?: string;
  token?: string;
}}

/** A string is a key or a URL. */
export type ListenQueue = (ListenQueueItem | string)[];

/** {element.description} */
export declare class {element.name} extends HTMLElement {{
{members}{methods}}}

/** Attributes that a page sets. */
export interface {element.name}Attributes {{
{attributes}}}

/** Events by name. They bubble and are composed. */
export interface {element.name}EventMap {{
{events}}}

declare global {{
  interface HTMLElementTagNameMap {{
    "{element.tag}": {element.name};
  }}
  interface HTMLElementEventMap extends {element.name}EventMap {{}}
  interface DocumentEventMap extends {element.name}EventMap {{}}
  interface WindowEventMap extends {element.name}EventMap {{}}
}}
"""


def main() -> None:
    """Write both files."""
    element = read_element()
    (PACKAGE / "custom-elements.json").write_text(manifest(element), "utf-8")
    (PACKAGE / "element.d.ts").write_text(types(element), "utf-8")


def _parse(pattern: re.Pattern[str], lines: list[str]) -> list[dict[str, str]]:
    matches = [pattern.fullmatch(line) or _refuse(line) for line in lines]
    return [
        {name: text for name, text in match.groupdict().items() if text is not None}
        for match in matches
    ]


def _refuse(line: str) -> re.Match[str]:
    raise ValueError(f"element.js: the JSDoc cannot be read: {line!r}.")


def _method(found: re.Match[str]) -> dict[str, Any]:
    doc = re.sub(r"\n +", "\n", found["doc"])
    parameters = {each["name"]: each["type"] for each in _PARAM.finditer(doc)}
    if list(parameters) != [name for name in found["names"].split(", ") if name]:
        _refuse(found[0])
    description = " ".join(_PARAM.sub("", doc).split())
    return {"name": found["name"], "description": description, "parameters": parameters}


def _is_public(method: re.Match[str]) -> bool:
    return not _CALLBACK.search(method["name"])


def _declaration(element: Element) -> dict[str, Any]:
    fields = [
        {
            "kind": "field",
            **_described(each),
            **({"readonly": True} if each["description"].endswith(_READ_ONLY) else {}),
        }
        for each in element.properties
    ]
    methods = [
        {
            "kind": "method",
            "name": each["name"],
            "description": each["description"],
            "parameters": [
                {"name": name, "type": {"text": kind}} for name, kind in each["parameters"].items()
            ],
            "return": {"type": {"text": "void"}},
        }
        for each in element.methods
    ]
    events = [
        {**each, "type": {"text": f"CustomEvent<{{ {_detail(each['type'])} }}>"}}
        for each in element.events
    ]
    return {
        "kind": "class",
        "customElement": True,
        "name": element.name,
        "tagName": element.tag,
        "description": element.description,
        "superclass": {"name": "HTMLElement"},
        "attributes": [_described(each) for each in element.attributes],
        "members": [*fields, *methods],
        "events": events,
        "cssParts": element.parts,
        "cssProperties": element.css_properties,
    }


def _described(each: dict[str, str]) -> dict[str, Any]:
    return {**each, "type": {"text": each["type"]}}


def _detail(fields: str) -> str:
    """Return the members of an event's `detail`."""
    return "; ".join(["key: string | undefined", *(field for field in fields.split(", ") if field)])


def _attribute_type(kind: str) -> str:
    return {"boolean": "boolean", "number": "number | string"}.get(kind, kind)


def _property(each: dict[str, str]) -> str:
    if each["description"].endswith(_READ_ONLY):
        return f"readonly {each['name']}: {each['type']}"
    return f"{each['name']}: {each['type']}"


if __name__ == "__main__":
    main()
