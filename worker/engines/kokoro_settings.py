"""Settings of the engine kokoro, in a module of their own: loading them must not load its model."""

from dataclasses import dataclass

from audio_cache.settings import setting


@dataclass(frozen=True)
class KokoroSettings:
    """The table [engines.kokoro], and LISTEN_WORKER_KOKORO_*."""

    url: str = setting(
        "https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0",
        "kokoro: folder of the files that `listen voices get kokoro` downloads.",
    )
