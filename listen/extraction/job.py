"""The messages between an extraction process and its pool (listen/processes/messages.py)."""

from typing import Any, Literal, TypedDict

Task = Literal["spec", "preview"]


class ExtractionJob(TypedDict):
    """A job: the arguments of `build_spec`, as their `to_dict` returns them.

    The request's text or HTML is the document of the message.
    """

    task: Task
    source: Literal["text", "html"]
    """The field of the request that the document belongs to."""
    request: dict[str, Any]
    selector: dict[str, Any]
    profile: dict[str, Any]


class SpecAnswer(TypedDict):
    """The answer to the task `spec`. The answer to the task `preview` is a `Preview`."""

    spec: str
    """The spec's canonical JSON."""
    facts: dict[str, Any]
    """Fields of SpecFacts."""


class ErrorAnswer(TypedDict):
    """The answer to a job that raised an ApiError."""

    error: str
    """The name of the class."""
    detail: str
