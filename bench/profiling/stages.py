"""The stages of a worker and of a web process, by the code that does them.

A stage is named for beginnings of paths and for single functions. The innermost frame that a table
names decides about a stack, by its longest name in the table. So a library counts to the module
that uses it, unless the table names the library: Redis's client is not named, because it matters
who asks Redis. A frame of ours that a table does not name ends
the search: the stack is of the stage OTHER.
"""

from bench.profiling.stacks import Frame, Stack

OTHER = "other"
WAITING = "waiting"
"""Threads that wait. py-spy leaves them out while they sleep, but not from when they are woken
until they get a core, which is long on a busy machine."""

_WAITS = (
    "Condition.wait (threading.py)",
    "Event.wait (threading.py)",
    "_worker (concurrent/futures/thread.py)",
    "Future.result (concurrent/futures/_base.py)",
    "_exit_with_parent (listen/web/serve.py)",
    "Hub.run (gevent/hub.py)",
    "SocketBuffer._read_from_socket (redis/_parsers/socket.py)",
)
"""Functions that do nothing else, when they are innermost: the event loop and blocking reads take
little of the processor, but are seen as often as they wait for a core."""

Stages = dict[str, tuple[str, ...]]

_EVERYWHERE: Stages = {
    "Redis: state": ("audio_cache/state",),
    "Redis: live stream": ("audio_cache/live.py",),
    "Redis: counters": ("audio_cache/counters.py",),
    "Redis: workers and voices": ("audio_cache/registry.py", "audio_cache/breakers.py"),
    "logging": ("logging/", "audio_cache/logs.py"),
    "garbage collection": ("<GC>",),
}

WORKER: Stages = {
    **_EVERYWHERE,
    "engine: model": ("hibari/tts.py", "worker/engines/", "worker/engines/hibari_model"),
    "engine: vocoder": ("hibari/dsp.py", "worker/engines/hibari_noise"),
    "g2p": ("hibari/g2p/", "worker/engines/hibari_", "worker/names/", "worker/script/homographs/"),
    "segments": ("worker/script/",),
    "spoken form": ("worker/script/normalize/",),
    "level": ("worker/level.py",),
    "loudness and true peaks": ("worker/loudness.py",),
    "MP3": ("worker/encoders/mp3.py",),
    "other encoders": ("worker/encoders/",),
    "hand-over to the encoder": ("worker/encoders/thread.py", "concurrent/futures/"),
    "FLAC": ("soundfile.py", "worker/encoders/segment_codec.py"),
    "sentence cache": (
        *("worker/sentence_cache.py", "worker/shared_sentence_cache.py"),
        "worker/sentence_file.py",
    ),
    "silence and joins": ("worker/audio.py", "worker/stitch.py"),
    "documents": ("worker/documents/", "audio_cache/documents.py", "audio_cache/timing.py"),
    "store": ("audio_cache/stores/", "audio_cache/atomic_file.py", "audio_cache/manifest.py"),
    "Redis: queue": ("rq/", "audio_cache/queue", "worker/worker.py", "worker/bucket.py"),
    "heartbeat": ("worker/heartbeat.py", "worker/watchdog.py"),
    "course of a job": (
        *("worker/jobs.py", "worker/job_run.py", "worker/job_context.py", "worker/session.py"),
        *("worker/pipeline.py", "worker/stages.py", "worker/synthesize.py", "worker/prefetch.py"),
        *("worker/voices.py", "worker/voice_plan.py", "worker/breaker.py", "audio_cache/spec.py"),
    ),
}

WEB: Stages = {
    **_EVERYWHERE,
    "event loop": ("gevent/hub.py", "gevent/threadpool.py", "gevent/_threading.py"),
    "sockets": ("write (gunicorn/util.py)", "MeteredSocket."),
    "sendfile": ("MeteredSocket.sendfile ", "Response.sendfile "),
    "HTTP": ("gunicorn/", "listen/web/gunicorn_", "listen/web/upload.py"),
    "Flask": ("flask/", "werkzeug/", "blinker/", "jinja2/", "listen/web/app.py"),
    "JSON": ("json/", "flask/json/"),
    "store": ("audio_cache/stores/", "audio_cache/manifest.py", "listen/library/finder.py"),
    "audio's resource": ("listen/library/", "listen/web/audio.py", "audio_cache/timing.py"),
    "delivery": (
        *("listen/web/http/", "listen/web/delivery.py", "listen/web/file_version.py"),
        *("listen/web/store_redirect.py", "listen/web/offset.py", "listen/web/find_audio.py"),
    ),
    "validation": (
        *("listen/request/", "listen/article/", "listen/lexicon/", "listen/web/body.py"),
        *("audio_cache/spec.py", "audio_cache/key.py", "listen/voices/", "listen/errors.py"),
    ),
    "spoken form": ("worker/script/",),
    "extraction's process": ("listen/extraction/", "listen/processes/", "subprocess.py"),
    "Redis: queue": ("audio_cache/queue", "audio_cache/priorities.py"),
    "metrics": ("prometheus_client/", "listen/metrics/", "listen/web/measure"),
    "limits": ("listen/limits/", "listen/web/limits.py", "limits/"),
    "checks and headers of each request": (
        *("listen/web/security_headers.py", "listen/web/origins.py", "listen/web/hosts.py"),
        *("listen/web/base_url.py", "listen/web/cache_tags.py", "listen/web/proxy_watch.py"),
        *("listen/web/client_address.py", "listen/web/opt_out.py", "listen/web/access.py"),
        *("listen/host", "audio_cache/origin.py", "listen/web/problems.py"),
        *("listen/web/services.py", "listen/web/extensions.py"),
    ),
    "keys, sites and database": (
        *("sqlalchemy/", "listen/database/", "listen/keys/", "listen/sites/"),
        "listen/publishing/",
    ),
    "plays": ("listen/plays/", "listen/web/plays.py"),
}


def stage_of(stack: Stack, stages: Stages) -> str:
    """Return the stage of a stack: WAITING, one of the stages, or OTHER if they do not name it."""
    if str(stack.leaf).startswith(_WAITS):
        return WAITING
    names = {name: stage for stage, prefixes in stages.items() for name in prefixes}
    for frame in stack.frames:
        if matches := [name for name in names if _is_named(frame, name)]:
            return names[max(matches, key=len)]
        if frame.is_ours:
            break
    return OTHER


def _is_named(frame: Frame, name: str) -> bool:
    return frame.file.startswith(name) or str(frame).startswith(name)
