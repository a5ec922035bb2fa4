"""Downloads the model of Kokoro-82M and its voices, from the releases of kokoro-onnx."""

from functools import partial
from pathlib import Path

from worker.downloads.client import Client
from worker.downloads.download import Announce, RemoteFile, Report, download

_FILES = (
    (
        "voices-v1.0.bin",
        28_214_398,
        "bca610b8308e8d99f32e6fe4197e7ec01679264efed0cac9140fe9c29f1fbf7d",
    ),
    (
        "kokoro-v1.0.int8.onnx",
        92_361_271,
        "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
    ),
)
"""Names, bytes and SHA-256. The model, quantized to 8 bits, comes last."""

SIZE = sum(size for _, size, _ in _FILES)
"""Bytes of both files."""

LANGUAGES = ("en", "es", "fr", "hi", "it", "pt")
"""Languages of the voices that the engine offers."""

LICENCE = "Apache-2.0"


def download_model(client: Client, url: str, folder: Path, announce: Announce) -> Path:
    """Put the files into a folder. Returns the path of the model.

    `url` is the folder of the files. Raises DownloadError.
    """
    report = announce(f"Kokoro-82M v1.0: {SIZE / 1e6:.1f} MB, licence: {LICENCE}", SIZE)
    done, path = 0, folder
    for file in files(url):
        path = folder / file.url.rpartition("/")[2]
        download(client, file, path, partial(_report_after, report, done))
        done += file.size
    return path


def files(url: str) -> list[RemoteFile]:
    """Return the files in the folder `url`: the voices, then the model."""
    return [
        RemoteFile(f"{url.rstrip('/')}/{name}", size, "sha256", sha256)
        for name, size, sha256 in _FILES
    ]


def _report_after(report: Report, done: int, received: int) -> None:
    report(done + received)
