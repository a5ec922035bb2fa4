"""The descriptions of <listen-article> in the npm package are those of element.js."""

import json
import re
from pathlib import Path

import jsonschema_rs
import pytest

from audio_cache.distribution import installed_version
from tests.npm.describe import PACKAGE, ROOT, manifest, read_element, types

_SCHEMA = ROOT / "tests/browser/node_modules/custom-elements-manifest/schema.json"
_MODULES = ROOT / "listen" / "web" / "static" / "player"


def test_the_written_descriptions_are_current() -> None:
    element = read_element()
    again = "Run: python -m tests.npm.describe"
    assert (PACKAGE / "custom-elements.json").read_text("utf-8") == manifest(element), again
    assert (PACKAGE / "element.d.ts").read_text("utf-8") == types(element), again


def test_the_manifest_obeys_its_schema() -> None:
    if not _SCHEMA.exists():
        pytest.fail("Run: npm ci --prefix tests/browser (make test does).", False)
    document = json.loads((PACKAGE / "custom-elements.json").read_text("utf-8"))
    jsonschema_rs.validate(json.loads(_SCHEMA.read_text("utf-8")), document)
    assert document["schemaVersion"] == "2.1.0"


def test_every_public_member_of_the_class_is_described() -> None:
    source = (_MODULES / "element.js").read_text("utf-8").partition("export class")[2]
    element = read_element()
    getters = set(re.findall(r"^  get (\w+)\(\)", source, re.MULTILINE))
    methods = set(re.findall(r"^  (?!get |set )([a-z]\w+)\(.*\) \{$", source, re.MULTILINE))
    assert getters <= {each["name"] for each in element.properties}
    public = {name for name in methods if not name.endswith("Callback")}
    assert public == {each["name"] for each in element.methods}


def test_the_states_are_those_of_the_state_machine() -> None:
    assert read_element().states[0] == "idle"
    assert len(read_element().states) == 8


def test_a_line_of_the_jsdoc_that_cannot_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("element.js", "state.js"):
        text = (_MODULES / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace("@attr {string} token", "@attr token"), "utf-8")
    monkeypatch.setattr("tests.npm.describe.MODULES", tmp_path)
    with pytest.raises(ValueError, match="token"):
        read_element()


def test_the_package_has_the_version_of_the_server() -> None:
    package = json.loads((PACKAGE / "package.json").read_text("utf-8"))
    assert package["version"] == installed_version()
