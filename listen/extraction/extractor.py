"""Builds specs and previews. A large article never stalls the live audio of other requests.

A short text is extracted in this process, because sending it to another one would take longer.
"""

from dataclasses import asdict, replace
from typing import Any, cast

from audio_cache.facts import SpecFacts
from audio_cache.spec import SpeechSpec
from listen.errors import TooLong
from listen.extraction.job import ExtractionJob, SpecAnswer, Task
from listen.extraction.scheduler import ExtractionScheduler
from listen.processes.pool import NoAnswer
from listen.publishers.profile import SiteProfile, SiteProfiles
from listen.request.build_spec import build_spec, warm_up
from listen.request.preview import Preview, preview
from listen.request.schema import SpeechRequest
from listen.voices.selector import VoiceSelector
from worker.script.facts import derive_facts

_MAX_INLINE = 8_000
"""Characters of a text that is extracted in this process, which takes some milliseconds."""


class Extractor:
    """Extracts articles with the profiles of their sites."""

    def __init__(self, profiles: SiteProfiles, scheduler: ExtractionScheduler) -> None:
        self._profiles = profiles
        self._scheduler = scheduler

    def build_spec(
        self, request: SpeechRequest, selector: VoiceSelector
    ) -> tuple[SpeechSpec, SpecFacts]:
        """Return the spec of a request and its facts. Raises ApiError."""
        if _is_inline(request):
            built = build_spec(request, selector, self._profile(request))
            return built.spec, derive_facts(built.spec, built.voice)
        answer = cast(SpecAnswer, self._run("spec", request, selector))
        return SpeechSpec.from_json(answer["spec"]), SpecFacts(**answer["facts"])

    def preview(self, request: SpeechRequest, selector: VoiceSelector) -> Preview:
        """Return the preview of a request, as docs/api.md describes it. Raises ApiError."""
        if _is_inline(request):
            return preview(build_spec(request, selector, self._profile(request)))
        return cast(Preview, self._run("preview", request, selector))

    def warm_up(self) -> None:
        """Load the data that the first article needs, here and in a separate process."""
        self._scheduler.warm_up()
        warm_up()

    def close(self) -> None:
        """End the processes."""
        self._scheduler.close()

    def _run(self, task: Task, request: SpeechRequest, selector: VoiceSelector) -> Any:
        job: ExtractionJob = {
            "task": task,
            "source": "text" if request.html is None else "html",
            "request": asdict(replace(request, text=None, html=None)),
            "selector": selector.to_dict(),
            "profile": self._profile(request).to_dict(),
        }
        document = request.text if request.html is None else request.html
        try:
            answer, _ = self._scheduler.pool_for(task, request).run(job, document)
        except NoAnswer:
            raise TooLong("The article takes too long to extract. Shorten it.") from None
        return answer

    def _profile(self, request: SpeechRequest) -> SiteProfile:
        return self._profiles.for_url(request.source_url)


def _is_inline(request: SpeechRequest) -> bool:
    return request.text is not None and request.size <= _MAX_INLINE
