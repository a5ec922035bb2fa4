"""The settings of limits."""

from dataclasses import dataclass

from audio_cache.settings import setting


@dataclass(frozen=True)
class LimitSettings:
    """Settings of the web process that bound what clients may have."""

    max_queued: int = setting(
        10_000,
        "Audio files that may wait to be made, of each priority together with the higher ones. "
        "Beyond it, new ones are refused. 0: no limit.",
        min_value=0,
    )
    requests_per_minute: int = setting(
        0,
        "Requests for speech and previews in a moving minute, for each API key, or each address "
        "without a key. Keys can have a limit of their own. 0: no limit.",
        min_value=0,
    )
    characters_per_day: int = setting(
        0,
        "Characters of new audio a day for each API key that has no limit of its own. 0: no limit.",
        min_value=0,
    )
    streams_per_address: int = setting(
        0,
        "Audio and event streams that one address may receive at once, from each web process. "
        "0: no limit.",
        min_value=0,
    )
