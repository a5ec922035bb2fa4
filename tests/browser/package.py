"""The npm package as a publisher's engineer has it: packed, installed, and bundled with an app."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.browser.recipe import HOST, recipe
from tests.npm.describe import PACKAGE

NAME = "listen-to-article"
_HERE = Path(__file__).parent
MODULES = _HERE / "node_modules"
APPS = _HERE / "apps"
_NEXT = "Next.js, and other navigation by a script"


def run(*command: str | Path, cwd: Path) -> str:
    """Return the output of a program, which must not fail."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def pack(folder: Path) -> dict[str, Any]:
    """Pack the package into a folder; return what npm says of the archive."""
    output = run("npm", "pack", "--json", "--pack-destination", folder, cwd=PACKAGE)
    packed: dict[str, Any] = json.loads(output[output.index("[") :])[0]
    return packed


def install(folder: Path) -> Path:
    """Pack the package and install the archive in a new project with the frameworks."""
    archive = folder / str(pack(folder)["filename"])
    (folder / "package.json").write_text('{"private": true, "type": "module"}')
    options = ("--offline", "--no-save", "--no-package-lock", "--no-audit", "--no-fund")
    run("npm", "install", *options, archive, cwd=folder)
    for module in MODULES.iterdir():
        if not module.name.startswith("."):
            (folder / "node_modules" / module.name).symlink_to(module)
    for app in APPS.iterdir():
        (folder / app.name).write_text(app.read_text("utf-8"), "utf-8")
    (code,) = recipe("player-recipes.md", _NEXT, "jsx")
    (folder / "listen.jsx").write_text(code.replace(f'"{HOST}"', "{listen.server}"), "utf-8")
    (folder / "bundle.mjs").write_text((_HERE / "bundle.mjs").read_text("utf-8"), "utf-8")
    return folder


def bundle(project: Path, entry: str) -> dict[str, str]:
    """Bundle an app; return the scripts by name. `app.js` is the first one."""
    out = project / "out" / Path(entry).stem
    run("node", "bundle.mjs", entry, out, cwd=project)
    return {path.name: path.read_text("utf-8") for path in out.glob("*.js")}
