"""The folder where setup.sh assembles Kokoro."""

import os
from pathlib import Path

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "listen-kokoro")
