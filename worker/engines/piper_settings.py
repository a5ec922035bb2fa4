"""Settings of the engine piper, in a module of their own: loading them must not load Piper."""

from dataclasses import dataclass

from audio_cache.settings import setting


@dataclass(frozen=True)
class PiperSettings:
    """The table [engines.piper], and LISTEN_WORKER_PIPER_*."""

    url: str = setting(
        "https://huggingface.co/rhasspy/piper-voices/resolve/"
        "c10ece1aade47bb51c153c893d14e5bf8e5b7117",
        "piper: folder of voices.json and the voices that `listen voices get` downloads.",
    )
