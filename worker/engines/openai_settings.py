"""Settings of the engine openai, in a module of their own: loading them must not load decoders."""

from dataclasses import dataclass

from audio_cache.settings import setting


@dataclass(frozen=True)
class OpenaiSettings:
    """The table [engines.openai], and LISTEN_WORKER_OPENAI_*."""

    url: str = setting(
        "", "openai: base URL of the speech server's API, e.g. http://127.0.0.1:8880/v1."
    )
    key: str = setting(
        "", "openai: API key of the speech server, if it requires one.", is_secret=True
    )
    model: str = setting("", "openai: model to request.")
    voices: tuple[str, ...] = setting((), "openai: voices of the model to offer.")
    languages: tuple[str, ...] = setting(("en",), "openai: languages that these voices speak.")
    format: str = setting("wav", "openai: audio format to request: wav, flac, mp3, opus or pcm.")
    pcm_rate: int = setting(
        24_000,
        "openai: sample rate of the format pcm in Hz, unless the response states it.",
        min_value=8000,
        max_value=192_000,
    )
