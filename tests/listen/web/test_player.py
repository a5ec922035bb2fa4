"""/player.js, as pages load it."""

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import listen.web.player
from listen.article.disclosure_sentences import SENTENCES

_MAX_BYTES = 14 * 1024
_MODULES = Path(listen.web.player.__file__).parent / "static" / "player"
_LABELS = _MODULES / "labels"
_EXTENSIONS = _MODULES / "extensions"
_FEATURES = _MODULES / "features"
_PLAYER_PAGE = Path(__file__).parents[3] / "docs" / "player.md"
_HIGHLIGHTS = {"listen-sentence", "listen-word"}
_OFFICIAL_IN_THE_EU = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
_FURTHER_LANGUAGES = "ar hi ja ko tr uk zh zh-Hant"
_ALSO_ENGLISH = {"Pause", "Position", "Volume", "Send", "Link", "Articles"}
"""Words of other languages that are written as in English."""
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
    modules = {_MODULES / f"{name}.js" for name in ("languages", "read_along")}
    return {*modules, *_FEATURES.glob("*.js"), *_LABELS.glob("*.js")} - _core()


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
            if not name.isupper():  # constants have short names
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
    assert set(_MODULES.rglob("*.js")) - set(_EXTENSIONS.rglob("*.js")) <= bundled


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
        assert re.search(r"\bexport (const|class|async function|function) ", loaded)
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


def test_no_key_of_an_object_has_the_name_of_a_constant() -> None:
    for bundle in (_MODULES.parent / "player.js", *_on_demand()):
        source = "".join(module.read_text("utf-8") for module in _modules_of(bundle))
        for name in filter(str.isupper, _TOP_LEVEL_NAME.findall(source)):
            assert not re.search(rf"[{{,]\s*{name}\s*:", source), name


def test_it_is_sent_without_comments_and_indentation(client: FlaskClient) -> None:
    script = client.get("/player.js").get_data(as_text=True)
    assert not re.search(r"(^|\s)//|/\*|^ |\n\n", script, re.MULTILINE)


def _labels(folder: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the labels of each table: a text, or its plural forms."""
    return {
        module.stem: {
            name: tuple(re.findall(r'(?:: |^)"([^"]+)",?', forms, re.MULTILINE))
            for name, forms in re.findall(
                r'^  (\w+): (\{$.+?^  \}|"[^\n]+"),$', module.read_text("utf-8"), re.M | re.S
            )
        }
        for module in folder.glob("*.js")
    }


@pytest.mark.parametrize("folder", [_LABELS, _EXTENSIONS / "report"])
def test_every_language_has_every_label(folder: Path) -> None:
    tables = _labels(folder)
    if folder == _LABELS:
        tables["en"] |= _labels(_FEATURES)["labels"]
    assert tables.keys() >= {*_OFFICIAL_IN_THE_EU.split(), *_FURTHER_LANGUAGES.split()}
    for language, labels in tables.items():
        assert labels.keys() == tables["en"].keys(), language
        assert _names(folder / f"{language}.js") == [language.replace("-", "")]
        for name, forms in labels.items():
            (english,) = tables["en"][name]
            assert forms, (language, name)
            for form in forms[-1:]:  # those of one and two may say it with a word
                assert form.count("{}") == english.count("{}"), (language, form)


@pytest.mark.parametrize("folder", [_LABELS, _EXTENSIONS / "report"])
def test_no_language_has_english_labels(folder: Path) -> None:
    tables = _labels(folder)
    english = tables.pop("en") | (_labels(_FEATURES)["labels"] if folder == _LABELS else {})
    for language, labels in tables.items():
        same = {forms[0] for name, forms in labels.items() if forms == english[name]}
        assert same <= _ALSO_ENGLISH, language


@pytest.mark.parametrize("language", sorted(SENTENCES.keys() - {"no", "zh-HK", "zh-TW"}))
def test_the_player_speaks_every_language_of_the_disclosure(language: str) -> None:
    assert language in _labels(_LABELS)


def test_the_player_knows_every_table_by_its_path() -> None:
    known = re.findall(
        r'^  "?([\w-]+)"?: \(\) => import\("\./labels/([\w-]+)\.js"\),$',
        (_MODULES / "languages.js").read_text("utf-8"),
        re.MULTILINE,
    )
    assert known == [(tag, tag) for tag in sorted(_labels(_LABELS)) if tag != "en"]
    assert _labels(_LABELS).keys() == _labels(_EXTENSIONS / "report").keys()


def test_the_player_knows_the_frame_layout_only_from_the_audio_resource() -> None:
    for module in _MODULES.rglob("*.js"):
        assert not re.search(r"\b(192|529|576|24000)\b", module.read_text("utf-8")), module


def test_attributes_events_parts_and_properties_are_documented() -> None:
    def found(pattern: str, path: Path) -> set[str]:
        return set(re.findall(pattern, path.read_text("utf-8")))

    element, constants = _MODULES / "element.js", _MODULES / "constants.js"
    documented = {
        "attributes": found(r"@attr \{\w+\} ([\w-]+)", element),
        "events": found(r"@fires \{.*?\} ([\w-]+)", element),
        "parts": found(r"@csspart ([\w-]+)", element),
        "properties": found(r"@cssprop \[?(--[\w-]+)", element),
        "members": found(r"@prop \{.*?\} (\w+)", element),
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
