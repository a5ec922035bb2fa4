"""Piper's voices by name."""

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.worker.downloads.hub import Hub
from worker.downloads.client import Client
from worker.downloads.download import Report
from worker.downloads.piper import download_voice, licences, read_index
from worker.errors import DownloadError

MODEL = random.Random(2).randbytes(200_000)
KEY = "de_DE-anna-medium"
WHOLE = {f"{KEY}.onnx", f"{KEY}.onnx.json", f"{KEY}.MODEL_CARD"}


class Announced:
    """Records what is announced."""

    def __init__(self) -> None:
        self.line = ""
        self.received: list[int] = []

    def __call__(self, line: str, size: int) -> Report:
        self.line = line
        return self.received.append


def accept(_: Mapping[str, Any]) -> None:
    pass


@pytest.fixture(autouse=True)
def _voice(hub: Hub) -> None:
    hub.add(KEY, MODEL, ("de-anna-medium",))
    hub.add("de_DE-bert-low", b"other")
    hub.add("pt_PT-tugão-medium", b"Portuguese")


def get(hub: Hub, client: Client, folder: Path, name: str = KEY) -> Path:
    return download_voice(client, hub.url, name, folder, accept, Announced())


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def test_a_voice_arrives_with_its_configuration_and_its_card(
    hub: Hub, client: Client, folder: Path
) -> None:
    announced = Announced()
    path = download_voice(client, hub.url, KEY, folder, accept, announced)
    assert path == folder / f"{KEY}.onnx"
    assert path.read_bytes() == MODEL
    assert names(folder) == WHOLE
    assert "German (Germany), quality medium, 0.2 MB, licence: CC0; SHA256 " in announced.line
    assert announced.received[-1] == len(MODEL)


@pytest.mark.parametrize(
    "name", ["de-anna-medium", "pt_PT-tugão-medium", "pt_PT-tuga\u0303o-medium"]
)
def test_an_alias_and_a_name_in_any_unicode_form_are_found(
    hub: Hub, client: Client, folder: Path, name: str
) -> None:
    assert get(hub, client, folder, name).is_file()


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("de_DE-ana-medium", KEY),
        ("DE_de-Anna-Medium", KEY),
        ("de_DE-zzzzzzzz-high", "de_DE-bert-low"),
        ("de", KEY),
    ],
)
def test_an_unknown_name_is_answered_with_near_ones(
    hub: Hub, client: Client, folder: Path, name: str, near: str
) -> None:
    with pytest.raises(DownloadError, match=f"no voice of this name; near ones: .*{near}"):
        get(hub, client, folder, name)


@pytest.mark.parametrize(
    "name", ["", "..", "../../etc/passwd", "xx_XX-nobody-low", "\n", "a" * 9999]
)
def test_a_name_that_resembles_none_is_an_error(
    hub: Hub, client: Client, folder: Path, name: str
) -> None:
    with pytest.raises(DownloadError, match=r"^the index has no voice of this name$"):
        get(hub, client, folder, name)
    assert names(folder) == set()


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>", b"[]", b"{}", b"null", b"\xff", b"[" * 100_000, b'{"a": 1, '],
)
def test_an_index_that_is_none_is_an_error(
    hub: Hub, client: Client, folder: Path, content: bytes
) -> None:
    hub.files["voices.json"] = content
    with pytest.raises(DownloadError, match=r"voices\.json (is not JSON|must be an object)"):
        get(hub, client, folder)


def broken_entries() -> list[Any]:
    """Entries whose files, names or types are not what they must be."""
    path = "de/de_DE/anna/medium/"
    good = {"size_bytes": 5, "md5_digest": "0" * 32}
    model, config = f"{path}{KEY}.onnx", f"{path}{KEY}.onnx.json"
    files: list[Any] = [
        {},
        {model: good},
        {config: good},
        {f"../../{KEY}.onnx": good, config: good},
        {f"/etc/{KEY}.onnx": good, config: good},
        {f"a//{KEY}.onnx": good, config: good},
        {f"a\\..\\{KEY}.onnx": good, config: good},
        {f"a/./{KEY}.onnx": good, f"a/..%2f/{KEY}.onnx.json": good},
        {model: good | {"size_bytes": -1}, config: good},
        {model: good | {"size_bytes": "5"}, config: good},
        {model: good | {"md5_digest": "../x"}, config: good},
        {model: good | {"md5_digest": None}, config: good},
        {model: {}, config: good},
        {model: None, config: good},
        [model, config],
        None,
        7,
    ]
    language = {"family": "de", "name_english": "German"}
    entries = [{"language": language, "quality": "low", "files": each} for each in files]
    whole = {model: good, config: good}
    entries += [
        {"language": None, "quality": "low", "files": whole},
        {"language": {}, "quality": "low", "files": whole},
        {"language": language, "quality": 3, "files": whole},
    ]
    return [*entries, None, [], "text", {}]


@pytest.mark.parametrize("entry", broken_entries())
def test_an_invalid_entry_is_an_error_and_no_file_leaves_the_folder(
    hub: Hub, client: Client, folder: Path, entry: Any
) -> None:
    hub.index[KEY] = entry
    with pytest.raises(DownloadError, match=f"the entry of {KEY} in the index is not valid"):
        get(hub, client, folder)
    assert names(folder) == set()
    assert KEY not in [voice.key for voice in read_index(client, hub.url).voices()]
    assert get(hub, client, folder, "de_DE-bert-low").is_file()


@pytest.mark.parametrize("key", ["../../evil", "/evil", ".evil", "a/b", "a b", "a\n", ""])
def test_a_key_that_is_no_file_name_is_refused(
    hub: Hub, client: Client, folder: Path, key: str
) -> None:
    entry = hub.index[KEY]
    files = dict(zip((f"{key}.onnx", f"{key}.onnx.json"), entry["files"].values(), strict=False))
    hub.index[key] = entry | {"files": files}
    with pytest.raises(DownloadError, match="not valid"):
        get(hub, client, folder, key)
    assert names(folder) == set()


def test_control_characters_of_the_index_are_not_shown(hub: Hub, client: Client) -> None:
    hub.index[KEY]["quality"] = "\x1b[31mlow\n"
    hub.index[KEY]["language"]["name_english"] = "Ger\x07man"
    voice = read_index(client, hub.url).voice(KEY)
    assert (voice.quality, voice.language_name) == ("[31mlow", "German (Germany)")


def test_a_model_with_another_sha256_is_not_kept(
    hub: Hub, client: Client, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Client, "sha256", lambda *_: "0" * 64)
    with pytest.raises(DownloadError, match="has the SHA256"):
        get(hub, client, folder)
    assert f"{KEY}.onnx" not in names(folder)


def test_a_server_that_states_no_sha256_is_held_to_the_md5_of_the_index(
    hub: Hub, client: Client, folder: Path
) -> None:
    hub.states_sha256 = False
    path = hub.path_of(KEY)
    hub.files[path] = bytes(len(MODEL))
    with pytest.raises(DownloadError, match="has the MD5"):
        get(hub, client, folder)
    hub.files[path] = MODEL
    assert get(hub, client, folder).read_bytes() == MODEL


def test_a_configuration_with_another_md5_ends_it_before_the_model(
    hub: Hub, client: Client, folder: Path
) -> None:
    hub.files[hub.path_of(KEY, ".json")] = b"{}"
    with pytest.raises(DownloadError, match="MD5"):
        get(hub, client, folder)
    assert names(folder) == set()


def test_a_voice_that_the_engine_cannot_use_is_not_downloaded(
    hub: Hub, client: Client, folder: Path
) -> None:
    def refuse(config: Mapping[str, Any]) -> None:
        raise ValueError(f"unsupported phoneme type {config['phoneme_type']!r}")

    hub.add("zh_CN-cho-medium", b"model", phoneme_type="pinyin")
    with pytest.raises(DownloadError, match="unsupported phoneme type 'pinyin'"):
        download_voice(client, hub.url, "zh_CN-cho-medium", folder, refuse, Announced())
    assert names(folder) == set()


def test_without_a_card_the_licence_is_unknown(hub: Hub, client: Client, folder: Path) -> None:
    announced = Announced()
    del hub.files[hub.path_of(KEY, "MODEL_CARD")]
    download_voice(client, hub.url, KEY, folder, accept, announced)
    assert "licence: see the voice's MODEL_CARD" in announced.line
    voices = list(read_index(client, hub.url).voices("de"))
    assert licences(client, voices) == ["see the voice's MODEL_CARD", "CC0"]


def test_an_earlier_model_never_gets_the_configuration_of_another(
    hub: Hub, client: Client, folder: Path
) -> None:
    path = get(hub, client, folder)
    hub.add(KEY, bytes(1000), sample_rate=7)
    hub.statuses[hub.path_of(KEY)] = [200, 403]
    with pytest.raises(DownloadError):
        get(hub, client, folder)
    config = json.loads(path.with_name(f"{KEY}.onnx.json").read_text())
    assert not path.exists() or "sample_rate" not in config
    assert get(hub, client, folder).read_bytes() == bytes(1000)
