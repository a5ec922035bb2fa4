"""What a worker can be told."""

from dataclasses import dataclass
from pathlib import Path

from audio_cache.settings import Settings, setting


@dataclass(frozen=True)
class WorkerConfig(Settings):
    engines: tuple[str, ...] = setting(
        ("hibari", "gtts", "espeak"), "Engines that this worker loads, of those in worker/engines/."
    )
    stall_seconds: float = setting(
        60.0,
        "A worker that makes no progress on a job for this long is ended, and replaced.",
        min_value=1,
    )

    sentence_cache_mb: int = setting(
        512,
        "Megabytes of sentences that are kept, so that an edited article is made quickly.",
        min_value=0,
    )

    voices_dir: str = setting(
        "", "Folder of the voices of piper and kokoro; none: `voices` in the data directory."
    )
    gtts_tld: str = setting(
        "com", "gtts: the domain of Google that is asked; accents differ, e.g. co.uk."
    )
    gtts_requests_per_second: float = setting(
        1.0,
        "gtts: requests that all workers together make in the long run, after a burst of 60.",
        min_value=0.001,
    )
    openai_url: str = setting(
        "", "openai: the server whose /audio/speech is asked, e.g. http://127.0.0.1:8880/v1."
    )
    openai_key: str = setting("", "openai: the key that the server wants, if any.")
    openai_model: str = setting("", "openai: the model that is asked for.")
    openai_voices: tuple[str, ...] = setting((), "openai: the voices of that model to offer.")
    openai_languages: tuple[str, ...] = setting(("en",), "openai: the languages that they speak.")
    openai_format: str = setting("wav", "openai: what is asked for: wav, flac, mp3 or opus.")

    def sentence_bytes(self) -> int:
        return self.sentence_cache_mb * 1024 * 1024

    def voices_folder(self) -> Path:
        return Path(self.voices_dir) if self.voices_dir else self.data_dir / "voices"

    @classmethod
    def is_workers(cls) -> bool:
        return True
