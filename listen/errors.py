"""What the web answers when it cannot do what it was asked.

    ApiError                     status, code, the sentence that callers read
    ├── Malformed                400 malformed
    ├── Forbidden                403 forbidden
    │   ├── OriginNotAllowed     403 origin_not_allowed
    │   └── UrlNotAllowed        403 url_not_allowed
    ├── UnknownAudio             404 unknown_audio
    ├── UploadTimeout            408 upload_timeout
    ├── NotFinished              409 not_finished
    ├── TooLong                  413 too_long
    ├── UnsupportedMediaType     415 unsupported_media_type
    ├── Unprocessable            422 invalid_field
    │   ├── EmptyArticle         422 empty_article
    │   ├── NoArticleFound       422 no_article_found
    │   ├── NotText              422 not_text
    │   ├── InvalidSpeed         422 invalid_speed
    │   ├── UnknownVoice         422 unknown_voice
    │   └── UnsupportedLanguage  422 unsupported_language
    ├── FetchFailed              502 fetch_failed
    ├── Unavailable              503 unavailable, with Retry-After
    └── AudioFailed              the status of the failure's own code

problems.py answers them.
"""


class ApiError(Exception):
    status = 500
    code = "error"
    retry_after: int | None = None
    """Seconds."""


class Malformed(ApiError):
    status, code = 400, "malformed"


class Forbidden(ApiError):
    status, code = 403, "forbidden"


class OriginNotAllowed(Forbidden):
    code = "origin_not_allowed"


class UrlNotAllowed(Forbidden):
    code = "url_not_allowed"


class UnknownAudio(ApiError):
    status, code = 404, "unknown_audio"


class UploadTimeout(ApiError):
    status, code = 408, "upload_timeout"


class NotFinished(ApiError):
    status, code = 409, "not_finished"


class TooLong(ApiError):
    status, code = 413, "too_long"


class UnsupportedMediaType(ApiError):
    status, code = 415, "unsupported_media_type"


class Unprocessable(ApiError):
    status, code = 422, "invalid_field"


class EmptyArticle(Unprocessable):
    code = "empty_article"


class NoArticleFound(Unprocessable):
    code = "no_article_found"


class NotText(Unprocessable):
    code = "not_text"


class InvalidSpeed(Unprocessable):
    code = "invalid_speed"


class UnknownVoice(Unprocessable):
    code = "unknown_voice"


class UnsupportedLanguage(Unprocessable):
    code = "unsupported_language"


class FetchFailed(ApiError):
    status, code = 502, "fetch_failed"


class Unavailable(ApiError):
    status, code = 503, "unavailable"
    retry_after = 5


class AudioFailed(ApiError):
    """The audio was asked for, and its making failed."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.status = _STATUS_OF_FAILURE.get(code, 502)
        self.retry_after = Unavailable.retry_after if self.status == Unavailable.status else None


_STATUS_OF_FAILURE = {
    "engine_failed": 502,
    "voice_changed": 502,
    "unavailable": 503,
    "storage_full": 507,
}
