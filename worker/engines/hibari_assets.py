"""The files of hibari's package."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hibari.tts import ASSETS


def load(name: str, object_pairs_hook: Callable[..., Any] | None = None) -> Any:
    """Return the content of a JSON file, which may be compressed."""
    data = Path(ASSETS, name).read_bytes()
    if name.endswith(".gz"):
        data = gzip.decompress(data)
    return json.loads(data, object_pairs_hook=object_pairs_hook)
