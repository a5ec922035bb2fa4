"""Loudness of finished articles, and accuracy of their estimated duration."""

import re
import shutil
import subprocess

import numpy as np

from bench.articles import Newsroom
from bench.bare import BareEngine
from bench.click import click
from bench.machine import Machine
from bench.table import Row

_ARTICLES = 4
_TARGET_LUFS = -19.0
_INTEGRATED = re.compile(r"I:\s+(-[\d.]+) LUFS")
_PEAK = re.compile(r"Peak:\s+(-?[\d.]+) dBFS")


def run(newsroom: Newsroom, _bare: BareEngine) -> list[Row]:
    reported, measured, estimates = [], [], []
    with Machine() as machine:
        for _ in range(newsroom.times(_ARTICLES)):
            key = click(machine, newsroom.article()).key
            audio = machine.wait_until(key, "finished")
            estimates.append(audio["estimated_duration"] / audio["duration"])
            report = machine.get(f"/v1/audio/{key}/report")
            reported.append((report["loudness"], report["true_peak"]))
            if shutil.which("ffmpeg"):
                measured.append(_by_ffmpeg(machine.file(key)))
    off = float(np.abs(np.subtract(estimates, 1)).max())
    figure = f"estimated / real {', '.join(f'{ratio:.3f}' for ratio in estimates)}"
    return [
        *_rows("our manifest", reported),
        *(_rows("ffmpeg", measured) if measured else []),
        Row("estimated duration: relative error", figure, off, 0.1, len(estimates)),
    ]


def _rows(source: str, articles: list[tuple[float, float]]) -> list[Row]:
    loudness, peaks = np.transpose(articles)
    off = float(np.abs(loudness - _TARGET_LUFS).max())
    return [
        Row(f"loudness by {source}: LU off", f"{_listed(loudness)} LUFS", off, 1.0, len(articles)),
        Row(
            f"true peak by {source}: dBTP", _listed(peaks), float(peaks.max()), -1.0, len(articles)
        ),
    ]


def _listed(values: "np.typing.NDArray[np.float64]") -> str:
    return ", ".join(f"{value:.2f}" for value in values)


def _by_ffmpeg(mp3: bytes) -> tuple[float, float]:
    """Measure LUFS and dBTP of the decoded file."""
    command = ["ffmpeg", "-hide_banner", "-i", "-", "-af", "ebur128=peak=true", "-f", "null", "-"]
    stderr = subprocess.run(command, input=mp3, capture_output=True, check=True).stderr.decode()
    return float(_INTEGRATED.findall(stderr)[-1]), float(_PEAK.findall(stderr)[-1])
