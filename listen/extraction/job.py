"""The messages between an extraction process and its pool, as JSON."""

from typing import Any, Literal, NotRequired, TypedDict

Task = Literal["spec", "preview"]


class ExtractionJob(TypedDict):
    """A job: the arguments of `build_spec`, as their `to_dict` returns them."""

    task: Task
    request: dict[str, Any]
    selector: dict[str, Any]
    profile: dict[str, Any]


class SpecAnswer(TypedDict):
    """The answer to the task `spec`. The answer to the task `preview` is a `Preview`."""

    spec: str
    """The spec's canonical JSON."""
    facts: dict[str, Any]
    """Fields of SpecFacts."""


class ExtractionResult(TypedDict):
    """The result of a job: an answer, or the name of an ApiError with its message."""

    answer: NotRequired[Any]
    error: NotRequired[str]
    detail: NotRequired[str]
