"""The rooms and who may enter which: what the folders promise, the imports keep."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from audio_cache.queue import JOB

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/*.md")]
OURS = ("audio_cache", "worker", "listen")

ENGINE_LIBRARIES = ("hibari", "gtts", "piper", "kokoro_onnx", "pydub")
ALLOWED = {
    "audio_cache": ("audio_cache",),
    "worker": ("worker", "audio_cache"),
    "worker/script": ("worker.script", "audio_cache"),
    "listen": ("listen", "audio_cache", "worker.script"),
}
FOREIGN = {
    "audio_cache": ("flask", "gunicorn", "gevent", "onnxruntime", *ENGINE_LIBRARIES, "numpy"),
    "worker": ("flask", "werkzeug", "gunicorn", "gevent"),
    "worker/script": ("redis", "rq", "numpy", "flask", "soundfile"),
    "listen": ("rq", "numpy", *ENGINE_LIBRARIES, "onnxruntime", "lameenc", "soundfile"),
}
IN_LISTEN = (
    *("article", "lexicon", "sites", "fetch", "voices", "request", "reading", "audio", "openai"),
    *("pages", "commands", "up"),
)
"""Each may import from those before it."""
HEAVY = {
    "gtts": "worker/engines/gtts.py",
    "pydub": "worker/engines/decode.py",
    "piper": "worker/engines/piper.py",
    "kokoro_onnx": "worker/engines/kokoro.py",
    "hibari": "worker/engines/hibari.py",
    "lameenc": "worker/encoders/mp3.py",
}


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def is_in(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    for file in (ROOT / room).rglob("*.py"):
        for module in imports(file):
            assert not is_in(module, OURS) or is_in(module, ALLOWED[room]), f"{file}: {module}"
            assert not is_in(module, FOREIGN[room]), f"{file}: {module}"


def test_data_flows_one_way_through_the_rooms_of_the_web() -> None:
    rooms = {path.parent.name for path in ROOT.glob("listen/*/*.py")}
    assert rooms == {*IN_LISTEN}
    for index, room in enumerate(IN_LISTEN):
        later = tuple(f"listen.{name}" for name in IN_LISTEN[index + 1 :])
        for file in (ROOT / "listen" / room).rglob("*.py"):
            for module in imports(file):
                assert not is_in(module, later), f"{file}: {module}"


@pytest.mark.parametrize(("library", "home"), HEAVY.items())
def test_an_engines_library_is_imported_in_its_file_only(library: str, home: str) -> None:
    files = [path for room in OURS for path in (ROOT / room).rglob("*.py")]
    users = {path.relative_to(ROOT).as_posix() for path in files if _uses(path, library)}
    assert users == {home}


def test_the_job_that_the_web_names_is_there() -> None:
    module, _, function = JOB.rpartition(".")
    assert callable(getattr(import_module(module), function))


def test_the_environment_is_read_at_the_composition_roots_only() -> None:
    roots = {"listen/app.py", "listen/cli.py", "worker/__main__.py"}
    for room in OURS:
        for path in (ROOT / room).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            assert "os.environ" not in path.read_text("utf-8") or name in roots, name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_names_only_files_that_are_there(document: Path) -> None:
    named = re.findall(r"`(\w[\w/]*(?:\.py|\.js|/))`", document.read_text("utf-8"))
    there = [
        f"/{path.relative_to(ROOT).as_posix()}"
        for room in (*OURS, "bench", "tests")
        for path in (ROOT / room).rglob("*")
    ]
    assert [name for name in named if not any(f"/{name}" in path for path in there)] == []


def _uses(file: Path, library: str) -> bool:
    return any(is_in(module, (library,)) for module in imports(file))


def test_what_serves_the_web_loads_nothing_that_gevent_has_to_patch_first() -> None:
    code = "import sys, listen.serve; print({'flask', 'redis', 'requests'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
