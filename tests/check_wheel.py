"""Check that a wheel contains every file of the three packages, and nothing else.

Usage: python tests/check_wheel.py WHEEL
"""

import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[1]
PACKAGES = ("audio_cache", "listen", "worker")


def source_files() -> set[str]:
    """Return the paths of the packages' files, relative to the checkout."""
    return {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def wheel_files(wheel: Path) -> set[str]:
    """Return the paths of the wheel's files without its metadata."""
    with ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def main() -> int:
    """Print the differences; return 1 if there are any."""
    sources, packed = source_files(), wheel_files(Path(sys.argv[1]))
    for name in sorted(sources - packed):
        print(f"The wheel lacks {name}. See [tool.setuptools.package-data] in pyproject.toml.")
    for name in sorted(packed - sources):
        print(f"The wheel contains {name}, which is not part of the packages.")
    return int(packed != sources)


if __name__ == "__main__":
    sys.exit(main())
