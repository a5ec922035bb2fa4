"""The machine of a measurement."""

import os
import platform
import re
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Self

_LIBRARIES = (
    *("hibari-tts", "onnxruntime", "numpy", "rq", "redis", "gevent", "gunicorn", "lameenc"),
    *("piper-tts", "gTTS"),
)
_PROCESSOR = re.compile(r"^model name\s*:\s*(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Facts:
    """Date, hardware and versions. Figures of other machines differ."""

    date: str
    """As in ISO 8601."""
    cores: int
    processor: str
    """Name of the model; empty where the system does not tell it."""
    system: str
    """Name and release."""
    architecture: str
    python: str
    libraries: dict[str, str]
    """Name to version."""

    @classmethod
    def of_this_machine(cls) -> Self:
        return cls(
            date=date.today().isoformat(),
            cores=os.cpu_count() or 1,
            processor=_processor(),
            system=f"{platform.system()} {platform.release()}",
            architecture=platform.machine(),
            python=platform.python_version(),
            libraries={name: version(name) for name in _LIBRARIES},
        )

    @property
    def hardware(self) -> str:
        """The cores and their model: `2 cores (Example 9000)`."""
        cores = "1 core" if self.cores == 1 else f"{self.cores} cores"
        return f"{cores} ({self.processor})" if self.processor else cores

    def __str__(self) -> str:
        """One sentence."""
        libraries = ", ".join(f"{name} {release}" for name, release in self.libraries.items())
        return (
            f"{self.date}: {self.hardware}, {self.system} on {self.architecture}, "
            f"Python {self.python}, {libraries}."
        )


def _processor() -> str:
    try:
        found = _PROCESSOR.search(Path("/proc/cpuinfo").read_text())
    except OSError:
        return platform.processor()
    return found[1].strip() if found else platform.processor()
