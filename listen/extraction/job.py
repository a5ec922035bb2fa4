"""The messages between an extraction process and its pool (listen/processes/messages.py)."""

from typing import Any, Literal, TypedDict

Task = Literal["spec", "preview"]


class ArticleJob(TypedDict):
    """A job with an article: the arguments of `build_spec`, as their `to_dict` or `json` tells.

    The request's text or HTML is the document of the message. The document of the answer is the
    JSON of the spec, or of the preview.
    """

    task: Task
    source: Literal["text", "html"]
    """The field of the request that the document belongs to."""
    request: dict[str, Any]
    selector: str
    profile: dict[str, Any]


class SpecAnswer(TypedDict):
    """The answer to the task `spec`. The answer to the task `preview` has no fields."""

    facts: dict[str, Any]
    """Fields of SpecFacts."""
    dropped: str
    """JSON of DroppedParts."""


class PageJob(TypedDict):
    """A job whose document is a page."""

    task: Literal["page"]
    url: str
    profile: dict[str, Any]


class PageAnswer(TypedDict):
    """Fields of PageFacts."""

    canonical: str | None
    is_article: bool


class JsonJob(TypedDict):
    """A job whose document is a JSON object."""

    task: Literal["json"]


class JsonAnswer(TypedDict):
    """The fields of the object. The longest string among them is the document of the answer."""

    fields: dict[str, Any]
    longest: str | None
    """Name of the field that the document belongs to; None if no field is a string."""


class DecodeJob(TypedDict):
    """A job whose document is a text in any charset. The document of the answer is it in UTF-8."""

    task: Literal["decode"]
    charset: str
    """As the client declares it; may be empty."""
    is_page: bool


class WordJob(TypedDict):
    """A job whose document is the compressed specs of articles, one after the other."""

    task: Literal["word"]
    entry: dict[str, Any]
    """Fields of the LexiconEntry whose word is looked for."""
    sizes: list[int]
    """Bytes of each spec."""


class WordAnswer(TypedDict):
    """The answer to a WordJob."""

    counts: list[int]
    """Occurrences in each article."""


class TrialJob(TypedDict):
    """A job whose document is the compressed spec of an article: the arguments of `try_entry`."""

    task: Literal["trial"]
    sentence: str | None
    entry: dict[str, Any]
    lexicons: dict[str, Any]
    voices: list[dict[str, Any]]


class TrialAnswer(TypedDict):
    """Fields of a Trial. The specs are JSON."""

    sentence: str
    before: str
    after: str


class AgainJob(TypedDict):
    """A job whose document is the compressed spec of an article: arguments of `pronounce_again`.

    The document of the answer, a SpecAnswer, is the JSON of the new spec.
    """

    task: Literal["again"]
    lexicons: list[list[dict[str, Any]]]
    voices: list[dict[str, Any]]
    max_chars: int


class ErrorAnswer(TypedDict):
    """The answer to a job that raised an ApiError."""

    error: str
    """The name of the class."""
    detail: str


Job = ArticleJob | PageJob | JsonJob | DecodeJob | WordJob | TrialJob | AgainJob
