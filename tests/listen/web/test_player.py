"""/player.js, as pages load it."""

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import listen.web.player

_MAX_BYTES = 14 * 1024
_MODULES = Path(listen.web.player.__file__).parent / "static" / "player"
_LABELS = _MODULES / "labels"
_EXTENSIONS = _MODULES / "extensions"
_FEATURES = _MODULES / "features"
_PLAYER_PAGE = Path(__file__).parents[3] / "docs" / "player.md"
_HIGHLIGHTS = {"listen-sentence", "listen-word"}
_TOP_LEVEL_NAME = re.compile(
    r"^(?:export )?(?:async )?(?:const|let|function|class) (\w+)", re.MULTILINE
)


_IMPORT = re.compile(r'^import [^;]*? from "(\.{1,2}/[\w/.]+)";$', re.MULTILINE)


def _modules_of(module: Path) -> set[Path]:
    """Return a module and all that it imports."""
    imported = [
        (module.parent / path).resolve() for path in _IMPORT.findall(module.read_text("utf-8"))
    ]
    return {module}.union(*map(_modules_of, imported))


def _core() -> set[Path]:
    return _modules_of(_MODULES.parent / "player.js")


def _on_demand() -> set[Path]:
    """The bundles that the core imports when it needs them."""
    imported = {*_FEATURES.glob("*.js"), *_LABELS.glob("*.js")}
    return {_MODULES / "read_along.js", *imported} - _core()


def _names(module: Path) -> list[str]:
    return _TOP_LEVEL_NAME.findall(module.read_text("utf-8"))


def test_the_player_is_one_file_of_at_most_14_kb_gzipped(client: FlaskClient) -> None:
    response = client.get("/player.js", headers={"Accept-Encoding": "br, gzip"})
    assert (response.status_code, response.mimetype) == (200, "text/javascript")
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.data) <= _MAX_BYTES
    plain = client.get("/player.js")
    assert gzip.decompress(response.data) == plain.data
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == response.headers["Vary"] == "Accept-Encoding"


def test_pages_of_any_origin_may_load_it_and_revalidate_it_by_its_entity_tag(
    client: FlaskClient,
) -> None:
    for encoding in ("", "gzip"):
        headers = {"Origin": "https://example.org", "Accept-Encoding": encoding}
        response = client.get("/player.js", headers=headers)
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cache-Control"] == "no-cache"
        again = client.get(
            "/player.js", headers={**headers, "If-None-Match": response.headers["ETag"]}
        )
        assert (again.status_code, again.data) == (304, b"")


def test_it_contains_every_module_of_the_core(client: FlaskClient) -> None:
    script = client.get("/player.js").get_data(as_text=True)
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    for module in _core():
        for name in _names(module):
            assert re.search(rf"\b(const|let|function|class) {name}\b", script), name


def test_an_extension_is_one_file_that_pages_of_any_origin_may_load(client: FlaskClient) -> None:
    for module in _EXTENSIONS.glob("*.js"):
        assert not re.search(r"^import\b", module.read_text("utf-8"), re.MULTILINE), module
        assert "attach" in _names(module)
        path = f"/static/player/extensions/{module.name}"
        response = client.get(path, headers={"Origin": "https://example.org"}, buffered=True)
        assert (response.status_code, response.mimetype) == (200, "text/javascript")
        assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_every_module_is_in_the_core_or_is_imported_on_demand() -> None:
    bundled = _core().union(*map(_modules_of, _on_demand()))
    assert set(_MODULES.rglob("*.js")) - set(_EXTENSIONS.glob("*.js")) <= bundled


def test_the_core_imports_the_others_with_the_version_that_lets_browsers_keep_them(
    client: FlaskClient,
) -> None:
    script = client.get("/player.js").get_data(as_text=True)
    (version,) = set(re.findall(r'import\([`"]\./player/[^`"]+\?v=(\w+)[`"]\)', script))
    for module in _on_demand():
        path = f"/{module.relative_to(_MODULES.parent)}"
        headers = {"Origin": "https://example.org", "Accept-Encoding": "gzip"}
        kept = client.get(f"{path}?v={version}", headers=headers)
        assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert kept.headers["Access-Control-Allow-Origin"] == "*"
        loaded = gzip.decompress(kept.data).decode()
        assert re.search(r"\bexport (const|class|function) ", loaded)
        assert not re.search(r"^import\b", loaded, re.MULTILINE)
        for query in ("", "?v=other"):
            assert client.get(path + query).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("name", ["nothing", "../player", "..%2f..%2fplayer", ""])
def test_only_modules_of_the_player_are_sent(client: FlaskClient, name: str) -> None:
    assert client.get(f"/player/{name}.js").status_code == 404


def test_top_level_names_are_unique_because_modules_share_one_scope() -> None:
    for bundle in (_MODULES.parent / "player.js", *_on_demand()):
        names = Counter(name for module in _modules_of(bundle) for name in _names(module))
        assert [name for name, times in names.items() if times > 1] == []


def test_it_is_sent_without_comments_and_indentation(client: FlaskClient) -> None:
    script = client.get("/player.js").get_data(as_text=True)
    assert not re.search(r"(^|\s)//|/\*|^ |\n\n", script, re.MULTILINE)


def test_every_language_has_every_label() -> None:
    tables = {
        module.stem: dict(re.findall(r'^  (\w+): "(.+)",$', module.read_text("utf-8"), re.M))
        for module in _LABELS.glob("*.js")
    }
    assert len(tables) == 6
    features = set(re.findall(r'^  (\w+): "', (_FEATURES / "labels.js").read_text("utf-8"), re.M))
    assert not features & tables["en"].keys()
    for language, labels in tables.items():
        expected = tables["en"].keys() | (set() if language == "en" else features)
        assert labels.keys() == expected, language
        assert "{}" in labels["minutes"], language
        assert _names(_LABELS / f"{language}.js") == [language]


def test_the_player_knows_the_frame_layout_only_from_the_audio_resource() -> None:
    for module in _MODULES.rglob("*.js"):
        assert not re.search(r"\b(192|529|576|24000)\b", module.read_text("utf-8")), module


def test_attributes_events_parts_and_properties_are_documented() -> None:
    def found(pattern: str, path: Path) -> set[str]:
        return set(re.findall(pattern, path.read_text("utf-8")))

    element, constants = _MODULES / "element.js", _MODULES / "constants.js"
    documented = {
        "attributes": found(r"@attr \{\w+\} ([\w-]+)", element),
        "events": found(r"@fires ([\w-]+)", element),
        "parts": found(r"@csspart ([\w-]+)", element),
        "properties": found(r"@cssprop \[?(--[\w-]+)", element),
        "members": found(r"@prop \{\w+\} (\w+)", element),
    }
    public = found(r'\n  [A-Z_]+: "([\w-]+)"', constants)
    assert public == documented["attributes"] | documented["events"] | _HIGHLIGHTS
    modules = [_MODULES / "view.js", *_FEATURES.glob("*.js")]
    parts = set[str]().union(*(found(r'class: "([\w-]+)"', module) for module in modules))
    assert documented["parts"] <= parts
    sheets = [_MODULES / "style.js", _MODULES / "highlight_style.js"]
    used = set[str]().union(*(found(r"--listen-[\w-]+", sheet) for sheet in sheets))
    assert documented["properties"] == used
    page = _PLAYER_PAGE.read_text("utf-8")
    for kind, names in documented.items():
        missing = [name for name in names if f"`{name}`" not in page]
        assert not missing, kind
