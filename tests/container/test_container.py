"""The image, whose steps are executed in Debian roots: make test-container."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.container

RUN = Path(__file__).parent / "run.sh"


@pytest.mark.skipif(os.getuid() != 0, reason="only root may change its root")
@pytest.mark.skipif(shutil.which("debootstrap") is None, reason="apt-get install debootstrap")
def test_the_image_makes_audio_with_a_read_only_root() -> None:
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "listen-container"
    done = subprocess.run([RUN, cache], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    assert "with a read-only root" in done.stdout
