"""Import rules: which package may import which, and which library is imported where."""

import ast
import re
import subprocess
import sys
from collections.abc import Collection, Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

from audio_cache.queue import JOB

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/*.md")]
OURS = ("audio_cache", "worker", "listen")

ENGINE_LIBRARIES = ("hibari", "gtts", "piper", "kokoro_onnx", "phonemizer", "pydub")
ALLOWED = {
    "audio_cache": ("audio_cache",),
    "worker": ("worker", "audio_cache"),
    "worker/script": ("worker.script", "audio_cache"),
    "worker/documents": ("worker.documents", "worker.script", "audio_cache"),
    "listen": ("listen", "audio_cache", "worker.script", "worker.documents"),
}
"""Package to the packages of this project that it may import."""

FORBIDDEN = {
    "audio_cache": ("flask", "gunicorn", "gevent", "onnxruntime", *ENGINE_LIBRARIES, "numpy"),
    "worker": ("flask", "werkzeug", "gunicorn", "gevent"),
    "worker/script": ("redis", "rq", "numpy", "flask", "soundfile"),
    "worker/documents": ("redis", "rq", "numpy", "flask", "soundfile"),
    "listen": ("numpy", *ENGINE_LIBRARIES, "onnxruntime", "lameenc", "soundfile"),
}
LAYERS = (
    *(
        "failures",
        "errors",
        "id3",
        "host",
        "public_url",
        "internal_location",
        "page_url",
        "salt",
        "processes",
        "metrics",
        "database",
        "keys",
        "limits",
        "article",
        "lexicon",
        "sites",
        "host_settings",
        "fetch",
        "feeds",
        "voices",
    ),
    *("request", "provenance", "extraction", "library", "plays", "publishing", "podcast", "cache"),
    "config",
    "compose",
    *("publish", "web", "up", "cli", "__main__"),
)
"""Files and packages of listen/, lowest first: each imports only itself and those before it."""
HEAVY = {
    "gtts": "worker/engines/gtts.py",
    "pydub": "worker/engines/decode.py",
    "piper": "worker/engines/piper.py",
    "kokoro_onnx": "worker/engines/kokoro.py",
    "phonemizer": "worker/engines/kokoro_phonemes.py",
    "hibari": "worker/engines/hibari.py",
    "lameenc": "worker/encoders/mp3.py",
    "obstore": "audio_cache/stores/s3_connection.py",
}


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def imported_modules(file: Path, modules: Collection[str]) -> Iterator[str]:
    """Those of the modules that the file imports at its top level."""
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                names = (f"{node.module}.{alias.name}", node.module or "")
                yield from next(([name] for name in names if name in modules), [])


def name_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def layer_of(file: Path) -> str:
    """The package or the file directly below listen/ that a file belongs to."""
    return file.relative_to(ROOT / "listen").parts[0].removesuffix(".py")


def is_in(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    for file in (ROOT / room).rglob("*.py"):
        for module in imports(file):
            assert not is_in(module, OURS) or is_in(module, ALLOWED[room]), f"{file}: {module}"
            assert not is_in(module, FORBIDDEN[room]), f"{file}: {module}"


def test_every_file_of_listen_imports_only_from_its_own_layer_and_those_below() -> None:
    files = [
        path for path in (ROOT / "listen").rglob("*.py") if path != ROOT / "listen/__init__.py"
    ]
    assert {layer_of(path) for path in files} == {*LAYERS}
    for file in files:
        above = LAYERS[LAYERS.index(layer_of(file)) + 1 :]
        for module in imports(file):
            assert not is_in(module, tuple(f"listen.{layer}" for layer in above)), (
                f"{file}: {module}"
            )


def test_only_publishing_imports_rq() -> None:
    for file in (ROOT / "listen").rglob("*.py"):
        if layer_of(file) not in ("publishing", "publish"):
            assert not [name for name in imports(file) if is_in(name, ("rq",))], file


def test_only_the_web_imports_flask() -> None:
    for file in (ROOT / "listen").rglob("*.py"):
        if layer_of(file) != "web":
            assert not [name for name in imports(file) if is_in(name, ("flask", "werkzeug"))], file


def test_no_modules_import_each_other_in_a_circle() -> None:
    modules = {name_of(path): path for package in OURS for path in (ROOT / package).rglob("*.py")}
    graph = {module: {*imported_modules(path, modules)} for module, path in modules.items()}
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


@pytest.mark.parametrize(("library", "home"), HEAVY.items())
def test_a_heavy_library_is_imported_in_its_files_only(library: str, home: str) -> None:
    files = [path for room in OURS for path in (ROOT / room).rglob("*.py")]
    users = {path.relative_to(ROOT).as_posix() for path in files if _uses(path, library)}
    assert home in users
    assert all(user.startswith(home.removesuffix(".py")) for user in users)


def test_the_job_that_the_web_names_is_there() -> None:
    module, _, function = JOB.rpartition(".")
    assert callable(getattr(import_module(module), function))


def test_patterns_of_re_have_no_possessive_groups() -> None:
    """Python 3.11.2 matches possessive groups wrongly. Atomic groups mean the same."""
    files = {path for package in OURS for path in (ROOT / package).rglob("*.py")}
    users = {path for path in files if {"re", "regex"} & {*imports(path)} == {"re"}}
    assert len(users) > 20
    for path in users:
        found = re.search(r"(?<=[^(\\])\)(?:[*+?]|\{+\d*,?\d*\}+)\+", path.read_text("utf-8"))
        assert not found, f"{path}: {found}"


def test_the_environment_is_read_at_the_composition_roots_only() -> None:
    roots = {
        "listen/web/app.py",
        "listen/cli/main.py",
        "listen/cli/publishers.py",
        "listen/processes/child_logs.py",
        "worker/__main__.py",
    }
    for room in OURS:
        for path in (ROOT / room).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            assert "os.environ" not in path.read_text("utf-8") or name in roots, name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_names_only_files_that_are_there(document: Path) -> None:
    named = re.findall(r"`(\w[\w/]*(?:\.py|\.js|/))`", document.read_text("utf-8"))
    there = [
        f"/{path.relative_to(ROOT).as_posix()}"
        for room in (*OURS, "bench", "integrations", "packages", "tests")
        for path in (ROOT / room).rglob("*")
    ]
    assert [name for name in named if not any(f"/{name}" in path for path in there)] == []


def _uses(file: Path, library: str) -> bool:
    return any(is_in(module, (library,)) for module in imports(file))


def test_serving_loads_nothing_that_gevent_must_patch_first() -> None:
    code = "import sys, listen.web.serve; print({'flask', 'redis', 'requests'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
