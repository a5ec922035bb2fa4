"""The settings of stored audio."""

from dataclasses import dataclass

from audio_cache.settings import setting


@dataclass(frozen=True)
class CacheSettings:
    """Settings of what is stored, and how readers get it."""

    redirect_audio: bool = setting(
        False,
        "Redirect readers of public audio to the object store (presigned URLs). Sites override it.",
    )
    cache_max_gb: float = setting(
        0.0,
        "Gigabytes of stored audio beyond which the one played least recently is deleted; 0: none.",
        min_value=0,
    )
    cache_evicts_articles: bool = setting(
        False, "Whether `cache_max_gb` also deletes audio that sites' articles refer to."
    )
