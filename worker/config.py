"""Settings of a worker process."""

from dataclasses import dataclass
from pathlib import Path

from audio_cache.settings import Settings, engine_settings, setting
from worker.engines.gtts_settings import GttsSettings
from worker.engines.openai_settings import OpenaiSettings


@dataclass(frozen=True)
class WorkerConfig(Settings):
    """The table [worker] and LISTEN_WORKER_*, with the settings that each engine declares."""

    engines: tuple[str, ...] = setting(
        ("hibari", "gtts", "espeak"), "Engines that this worker loads, of those in worker/engines/."
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
    openai: OpenaiSettings = engine_settings(OpenaiSettings())

    @property
    def sentence_cache_bytes(self) -> int:
        return self.sentence_cache_mb * 1024 * 1024

    @property
    def voices_folder(self) -> Path:
        return Path(self.voices_dir) if self.voices_dir else self.data_dir / "voices"

    @classmethod
    def is_workers(cls) -> bool:
        return True
