"""The files of the WordPress plug-in. tests/cms/wordpress runs it in WordPress."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from audio_cache.distribution import installed_version

FOLDER = Path(__file__).parents[2] / "integrations" / "wordpress"
PLUGIN = FOLDER / "listen"
PHP = sorted(FOLDER.rglob("*.php"))
INCLUDES = sorted((PLUGIN / "includes").glob("*.php"))


def read(name: str) -> str:
    return (PLUGIN / name).read_text("utf-8")


@pytest.mark.skipif(shutil.which("php") is None, reason="php not found: apt-get install php-cli")
def test_every_file_is_valid_php() -> None:
    for path in PHP:
        done = subprocess.run(["php", "-l", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_plugin_has_the_version_of_the_server() -> None:
    version = installed_version()
    assert f"\n * Version:           {version}\n" in read("listen.php")
    assert f"const VERSION     = '{version}';" in read("listen.php")
    assert f"Stable tag: {version}\n" in read("readme.txt")


def test_every_module_is_loaded_and_describes_itself() -> None:
    loaded = re.findall(r"^\t\t'([\w-]+)',$", read("includes/load.php"), re.MULTILINE)
    assert {*loaded, "load"} == {path.stem for path in INCLUDES}
    for path in PHP:
        assert re.match(r"<\?php\n/\*\*\n \* [A-Z]", path.read_text("utf-8")), path


def test_every_module_that_adds_hooks_is_registered() -> None:
    registered = set(re.findall(r"^(\w+)\\register\(\);$", read("listen.php"), re.MULTILINE))
    found = set()
    for path in INCLUDES:
        source = path.read_text("utf-8")
        if "\nfunction register(): void" in source:
            found |= set(re.findall(r"^namespace Listen\\(\w+);$", source, re.MULTILINE))
    assert registered == found


def test_the_uninstallation_removes_all_options_and_meta() -> None:
    """Each name that the plug-in stores is one of the constants that lifecycle.php names."""
    sources = "".join(path.read_text("utf-8") for path in INCLUDES)
    written = set(re.findall(r"(?:update|add)_option\( (\w+),", sources))
    assert written <= {"OPTION", "SINCE", "LAST"}
    owners = {
        path.stem
        for path in INCLUDES
        if re.search(r"^const (OPTION|SINCE|LAST)\b", path.read_text("utf-8"), re.MULTILINE)
    }
    assert owners == {"settings", "outage", "backfill", "sweep", "lock"}


def test_the_block_is_described_by_valid_json() -> None:
    block = json.loads(read("blocks/player/block.json"))
    assert block["name"] == "listen/player"
    assert (PLUGIN / "blocks" / "player" / block["editorScript"].removeprefix("file:")).exists()
