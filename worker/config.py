"""Settings of a worker process."""

from dataclasses import dataclass
from pathlib import Path

from audio_cache.settings import Settings, engine_settings, setting
from worker.engines.gtts_settings import GttsSettings
from worker.engines.kokoro_settings import KokoroSettings
from worker.engines.openai_settings import OpenaiSettings
from worker.engines.piper_settings import PiperSettings

_ENGINES = ("hibari", "gtts", "espeak")
_WITH_FOLDERS = ("kokoro", "piper")
"""Engines whose voices lie in a folder of `voices_dir` with their name."""


@dataclass(frozen=True)
class WorkerConfig(Settings):
    """The table [worker] and LISTEN_WORKER_*, with the settings that each engine declares."""

    engines: tuple[str, ...] = setting(
        _ENGINES,
        "Engines that this worker loads, of those in worker/engines/. The default includes "
        "`piper` and `kokoro` when their folders in `voices_dir` have a voice.",
    )
    stall_seconds: float = setting(
        60.0,
        "Seconds without progress on a job, or before the first, after which the worker exits and "
        "is replaced.",
        min_value=1,
    )
    sentence_cache_mb: int = setting(
        512,
        "Size of the cache of synthesized sentences, in megabytes; 0 turns it off.",
        min_value=0,
    )
    voices_dir: str = setting(
        "", "Folder of the voices of piper and kokoro; defaults to `voices` in the data directory."
    )
    gtts: GttsSettings = engine_settings(GttsSettings())
    kokoro: KokoroSettings = engine_settings(KokoroSettings())
    openai: OpenaiSettings = engine_settings(OpenaiSettings())
    piper: PiperSettings = engine_settings(PiperSettings())

    @property
    def sentence_cache_bytes(self) -> int:
        return self.sentence_cache_mb * 1024 * 1024

    @property
    def voices_folder(self) -> Path:
        return Path(self.voices_dir) if self.voices_dir else self.data_dir / "voices"

    @property
    def loaded_engines(self) -> tuple[str, ...]:
        """The engines to load: by default also those whose voices were downloaded."""
        if self.engines != _ENGINES:
            return self.engines
        downloaded = [name for name in _WITH_FOLDERS if self._has_models(name)]
        return (*self.engines, *downloaded)

    def _has_models(self, engine: str) -> bool:
        try:
            return any((self.voices_folder / engine).glob("*.onnx"))
        except OSError:
            return False

    @classmethod
    def is_workers(cls) -> bool:
        return True
