"""Downloads Piper's voices by name, from a server with their index."""

import hashlib
import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from worker.downloads.client import Client
from worker.downloads.download import Announce, download, is_there
from worker.downloads.model_card import MAX_BYTES, UNKNOWN, licence_of
from worker.downloads.partial import Partial
from worker.downloads.piper_index import INDEX, INDEX_BYTES, IndexedVoice, PiperIndex
from worker.errors import DownloadError

CARD_SUFFIX = ".MODEL_CARD"

_CONFIG_BYTES = 1024 * 1024
_CARDS_AT_ONCE = 8


def read_index(client: Client, url: str) -> PiperIndex:
    """Read the index in the folder `url`. Raises DownloadError."""
    return PiperIndex(client.read(f"{url.rstrip('/')}/{INDEX}", INDEX_BYTES), url)


def download_voice(
    client: Client,
    url: str,
    name: str,
    folder: Path,
    check_config: Callable[[Mapping[str, Any]], object],
    announce: Announce,
) -> Path:
    """Put the files of a voice into a folder, the model last. Returns the path of the model.

    `name` is a key or an alias of the index in the folder `url`. `check_config` raises ValueError
    for a configuration that the engine cannot use. Raises DownloadError.
    """
    voice = read_index(client, url).voice(name)
    card = read_card(client, voice)
    config = _read_config(client, voice)
    try:
        check_config(json.loads(config))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise DownloadError(f"the engine cannot use {voice.key}: {error}") from error
    sha256 = client.sha256(voice.model.url)
    model = replace(voice.model, algorithm="sha256", checksum=sha256) if sha256 else voice.model
    report = announce(
        f"{voice.key}: {voice.language_name}, quality {voice.quality}, {voice.size / 1e6:.1f} MB, "
        f"licence: {licence_of(card or '')}; {model.algorithm.upper()} {model.checksum}",
        model.size,
    )
    path = folder / f"{voice.key}.onnx"
    config_path = path.with_name(f"{path.name}.json")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if _has_other(config_path, config) and not is_there(model, path):
            path.unlink(missing_ok=True)  # never an earlier model with this configuration
        _write(path.with_suffix(CARD_SUFFIX), card)
        _write(config_path, config)
    except OSError as error:
        raise DownloadError(f"{folder} cannot be written: {error.strerror}") from error
    download(client, model, path, report)
    return path


def licences(client: Client, voices: list[IndexedVoice]) -> list[str]:
    """Return the licence of each voice. A card that cannot be read leaves it unknown."""
    with ThreadPoolExecutor(_CARDS_AT_ONCE) as threads:
        return list(threads.map(lambda voice: _licence(client, voice), voices))


def read_card(client: Client, voice: IndexedVoice) -> str | None:
    """Return the model card of a voice; None if there is none. Raises DownloadError."""
    content = client.read_if_there(voice.card_url, MAX_BYTES) if voice.card_url else None
    return None if content is None else content.decode("utf-8", "replace")


def _licence(client: Client, voice: IndexedVoice) -> str:
    try:
        return licence_of(read_card(client, voice) or "")
    except DownloadError:
        return UNKNOWN


def _read_config(client: Client, voice: IndexedVoice) -> bytes:
    content = client.read(voice.config.url, _CONFIG_BYTES)
    found = hashlib.md5(content, usedforsecurity=False).hexdigest()
    if found != voice.config.checksum:
        raise DownloadError(
            f"{voice.config.url} has the MD5 {found}, not {voice.config.checksum} as in the index"
        )
    return content


def _has_other(path: Path, content: bytes) -> bool:
    """Return whether a file is there with other content. Raises OSError."""
    return path.exists() and path.read_bytes() != content


def _write(path: Path, content: str | bytes | None) -> None:
    if content is not None:
        with Partial.opened(path) as partial:
            partial.clear()
            partial.write(content.encode() if isinstance(content, str) else content)
            partial.finish()
