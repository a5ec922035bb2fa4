"""The error codes of the API, with their statuses and a sentence each.

Run `python -m listen.web.error_codes > docs/errors.md` after a change.
"""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from listen import errors
from listen.errors import ApiError, AudioFailed
from listen.failures import FAILURES
from listen.web.openai.errors import PARAMS, InvalidParam, ModelNotFound
from listen.web.problems import CODE_OF_STATUS

_DESCRIPTION_OF_STATUS = {
    404: "No route, file, format or page has this URL.",
    405: "The route does not support this method. The Allow header lists those that it supports.",
    412: "The file does not match the request's If-Match or If-Unmodified-Since header.",
    416: "The Range header asks for bytes beyond the end of the file. "
    "The Content-Range header has the size.",
    501: "The server does not support this format.",
}
_INTRODUCTION = """# Error codes

<!-- Generated: python -m listen.web.error_codes > docs/errors.md -->

Every error of the API is an `application/problem+json` document (RFC 9457):

```json
{"type": "http://127.0.0.1:8000/docs/errors#unknown_audio", "title": "Not Found", "status": 404,
 "detail": "No audio has this key, or its request has expired.", "code": "unknown_audio"}
```

- `code` is stable. Programs should decide by it.
- `type` is the URL of the code's description on the server's own page `/docs/errors`.
- `detail` is a sentence for people. It may change at any time.

The `error` of an audio that failed has a `code` of this list too.
"""
_OPENAI = """
## OpenAI's endpoints

`/v1/audio/speech`, `/v1/audio/voices` and `/v1/models` answer in OpenAI's form,
`{"error": {"message", "type", "param", "code"}}`, with the codes above and those below. A code of
status 422 has status 400 there.

"""


@dataclass(frozen=True)
class ErrorCode:
    """A code, the HTTP status that it comes with, and its meaning as one sentence or two."""

    code: str
    status: int
    description: str


def problem_codes() -> tuple[ErrorCode, ...]:
    """Return the codes of problems, by status."""
    return tuple(sorted(_problem_codes(), key=lambda each: each.status))


def openai_codes() -> tuple[ErrorCode, ...]:
    """Return the codes that only OpenAI's endpoints have."""
    problems = {each.code for each in _problem_codes()}
    invalid = (
        ErrorCode(error.code, error.status, f"The field '{param}' is missing or invalid.")
        for param in PARAMS
        if (error := InvalidParam(param, "")).code not in problems
    )
    return (*invalid, _of_class(ModelNotFound))


def errors_page() -> str:
    """Return docs/errors.md."""
    return _INTRODUCTION + "\n" + _table(problem_codes()) + _OPENAI + _table(openai_codes())


def _problem_codes() -> Iterator[ErrorCode]:
    known = set()
    for error in vars(errors).values():
        is_code = inspect.isclass(error) and issubclass(error, ApiError)
        if is_code and error is not AudioFailed:  # FAILURES has its codes
            known.add(error.code)
            yield _of_class(error)
    for status, code in CODE_OF_STATUS.items():
        if code not in known:
            yield ErrorCode(code, status, _DESCRIPTION_OF_STATUS[status])
    for code, failure in FAILURES.items():
        if code not in known:
            yield ErrorCode(code, failure.status, failure.sentence)


def _of_class(error: type[ApiError]) -> ErrorCode:
    return ErrorCode(error.code, error.status, _first_paragraph(error))


def _first_paragraph(error: type[ApiError]) -> str:
    """Return the first paragraph of the class's own docstring as one line."""
    paragraph = inspect.cleandoc(error.__doc__ or "").partition("\n\n")[0]
    return re.sub(r"\s+", " ", paragraph)


def _table(codes: tuple[ErrorCode, ...]) -> str:
    rows = (f"| {each.status} | `{each.code}` | {each.description} |\n" for each in codes)
    return "| status | code | meaning |\n|---|---|---|\n" + "".join(rows)


if __name__ == "__main__":
    print(errors_page(), end="")
