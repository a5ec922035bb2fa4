"""The index of Piper's voices, voices.json: what it offers, and the files of each voice.

Its contents come from another server and are checked: no name in it leads out of a folder.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any
from urllib.parse import quote

from worker.downloads.download import RemoteFile
from worker.errors import DownloadError

INDEX = "voices.json"
INDEX_BYTES = 8 * 1024 * 1024
"""The largest index that is read. The public one has 180 KB."""

_SIMILAR = 5
"""Names that an error lists."""

_NAME = re.compile(r"[\w+-][\w.+-]*")
"""Matches the key of a voice and each part of a path: never "..", never empty."""

_MD5 = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class IndexedVoice:
    """A voice of the index."""

    key: str
    """Language, name and quality, as in de_DE-thorsten-medium; the name of its files."""
    language: str
    """Primary subtag."""
    language_name: str
    """English name of the language, with that of the country."""
    quality: str
    model: RemoteFile
    config: RemoteFile
    card_url: str
    """URL of its model card, which states the licence; empty if there is none."""

    @property
    def size(self) -> int:
        """Bytes of the model and its configuration."""
        return self.model.size + self.config.size


class PiperIndex:
    """A parsed index."""

    def __init__(self, content: bytes, url: str) -> None:
        """`url` is the folder of the index and of its paths. Raises DownloadError."""
        self._url = url.rstrip("/")
        try:
            entries = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise DownloadError(f"{self._url}/{INDEX} is not JSON") from error
        if not isinstance(entries, dict) or not entries:
            raise DownloadError(f"{self._url}/{INDEX} must be an object with a key for each voice")
        self._entries: Mapping[str, Any] = {
            unicodedata.normalize("NFC", key): entry for key, entry in entries.items()
        }

    def voice(self, name: str) -> IndexedVoice:
        """Return the voice with a key or an alias. Raises DownloadError, which names near ones."""
        name = unicodedata.normalize("NFC", name)
        key = name if name in self._entries else self._aliases().get(name)
        if key is None:
            raise DownloadError(f"the index has no voice of this name{self._similar(name)}")
        try:
            return self._parse(key)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise DownloadError(f"the entry of {key} in the index is not valid") from error

    def voices(self, language: str = "") -> Iterator[IndexedVoice]:
        """Yield the voices, of one language if it is given, sorted. Invalid ones are left out."""
        for key in sorted(self._entries):
            try:
                voice = self._parse(key)
            except (KeyError, TypeError, ValueError, AttributeError):
                continue
            if language in ("", voice.language):
                yield voice

    def languages(self) -> list[str]:
        """Return the languages of the valid voices, sorted."""
        return sorted({voice.language for voice in self.voices()})

    def _parse(self, key: str) -> IndexedVoice:
        """Raises KeyError, TypeError, ValueError or AttributeError for an invalid entry."""
        entry = self._entries[key]
        language = entry["language"]
        paths = {path.rpartition("/")[2]: path for path in entry["files"] if _is_safe(path)}
        if not _NAME.fullmatch(key):
            raise ValueError(key)
        return IndexedVoice(
            key=key,
            language=str(language["family"]).lower(),
            language_name=_language_name(language),
            quality=_printable(entry["quality"]),
            model=self._file(entry, paths[f"{key}.onnx"]),
            config=self._file(entry, paths[f"{key}.onnx.json"]),
            card_url=self._url_of(paths["MODEL_CARD"]) if "MODEL_CARD" in paths else "",
        )

    def _file(self, entry: Mapping[str, Any], path: str) -> RemoteFile:
        size, checksum = entry["files"][path]["size_bytes"], entry["files"][path]["md5_digest"]
        if not isinstance(size, int) or size <= 0 or not _MD5.fullmatch(checksum):
            raise ValueError(path)
        return RemoteFile(self._url_of(path), size, "md5", checksum)

    def _url_of(self, path: str) -> str:
        return f"{self._url}/{quote(path)}"

    def _aliases(self) -> dict[str, str]:
        found = {}
        for key, entry in self._entries.items():
            aliases = entry.get("aliases") if isinstance(entry, dict) else None
            for alias in aliases if isinstance(aliases, list) else ():
                if isinstance(alias, str):
                    found[unicodedata.normalize("NFC", alias)] = key
        return found

    def _similar(self, name: str) -> str:
        """Return a clause with the keys that are spelt like the name, or have its language."""
        by_case = {key.casefold(): key for key in self._entries if _NAME.fullmatch(key)}
        near = get_close_matches(name.casefold(), by_case, _SIMILAR)
        language = re.split("[-_]", name.casefold())[0]
        near = near or [key for key in by_case if re.split("[-_]", key)[0] == language][:_SIMILAR]
        return f"; near ones: {', '.join(by_case[key] for key in near)}" if near else ""


def _language_name(language: Mapping[str, str]) -> str:
    name = _printable(language.get("name_english", "") or language["family"])
    country = _printable(language.get("country_english", ""))
    return f"{name} ({country})" if country else name


def _is_safe(path: str) -> bool:
    return all(_NAME.fullmatch(part) for part in path.split("/"))


def _printable(text: str) -> str:
    """Return a text of the index without what would control a terminal."""
    return "".join(character for character in text if character.isprintable())[:80]
