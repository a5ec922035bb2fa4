"""Errors that the HTTP API answers with. `listen.web.problems` turns them into responses.

    ApiError                     status and code; the message is the detail
    ├── Malformed                400 malformed
    ├── Unauthorized             401 unauthorized
    ├── Forbidden                403 forbidden
    │   ├── OriginNotAllowed     403 origin_not_allowed
    │   └── UrlNotAllowed        403 url_not_allowed
    ├── UnknownAudio             404 unknown_audio
    ├── UnknownArticle           404 unknown_article
    ├── UnknownSite              404 unknown_site
    ├── UploadTimeout            408 upload_timeout
    ├── NotFinished              409 not_finished
    ├── Conflict                 409 conflict
    ├── Gone                     410 gone
    ├── Withdrawn                410 withdrawn
    ├── TooLong                  413 too_long
    ├── UnsupportedMediaType     415 unsupported_media_type
    ├── Unprocessable            422 invalid_field
    │   ├── EmptyArticle         422 empty_article
    │   ├── NoArticleFound       422 no_article_found
    │   ├── NotText              422 not_text
    │   ├── InvalidSpeed         422 invalid_speed
    │   ├── UnknownVoice         422 unknown_voice
    │   └── UnsupportedLanguage  422 unsupported_language
    ├── RateLimited              429 rate_limited, with Retry-After
    │   └── QuotaExceeded        429 quota_exceeded, with Retry-After
    ├── FetchFailed              502 fetch_failed
    ├── Unavailable              503 unavailable, with Retry-After
    │   └── QueueFull            503 queue_full, with Retry-After
    └── AudioFailed              status and code of a failure in FAILURES

The docstring of each class is the sentence that documents its code.
"""

from listen.failures import FAILURES


class ApiError(Exception):
    """The server failed in an unexpected way; its log has the details."""

    status = 500
    code = "error"
    retry_after: int | None = None
    """Seconds, for the header Retry-After."""
    limit = ""
    """The name of the limit that was hit, for `listen_limits_hit_total`; empty for other errors."""

    def __init__(
        self, detail: str, retry_after: int | None = None, limit: str | None = None
    ) -> None:
        super().__init__(detail)
        self.retry_after = retry_after or self.retry_after
        self.limit = limit or self.limit


class Malformed(ApiError):
    """The request is malformed: its body is truncated or not in the declared format."""

    status, code = 400, "malformed"


class Unauthorized(ApiError):
    """No API key, an unknown or revoked one, or a wrong signature."""

    status, code = 401, "unauthorized"


class Forbidden(ApiError):
    """The API key, the signed URL or the Host header does not permit the request."""

    status, code = 403, "forbidden"


class OriginNotAllowed(Forbidden):
    """The page's origin may not request audio; the setting `allowed_origins` can allow it."""

    code = "origin_not_allowed"


class UrlNotAllowed(Forbidden):
    """The URL is invalid, its host is not configured, or its address is not public."""

    code = "url_not_allowed"


class UnknownAudio(ApiError):
    """No audio has this key: it was never requested, or its request has expired."""

    status, code = 404, "unknown_audio"


class UnknownArticle(ApiError):
    """The site has no article with this id, or none with this URL."""

    status, code = 404, "unknown_article"


class UnknownSite(ApiError):
    """The server has no site of this name."""

    status, code = 404, "unknown_site"


class UploadTimeout(ApiError):
    """The body of the request arrived too slowly."""

    status, code = 408, "upload_timeout"


class NotFinished(ApiError):
    """The resource exists only for finished audio, and this audio is not finished."""

    status, code = 409, "not_finished"


class Conflict(ApiError):
    """The state of the article or the site does not allow the request."""

    status, code = 409, "conflict"


class Gone(ApiError):
    """The audio belongs to an article that was withdrawn."""

    status, code = 410, "gone"


class Withdrawn(ApiError):
    """The article was withdrawn."""

    status, code = 410, "withdrawn"


class TooLong(ApiError):
    """The article is longer than the server accepts, or takes too long to read."""

    status, code = 413, "too_long"


class UnsupportedMediaType(ApiError):
    """The media type, charset or content encoding of the request is not supported."""

    status, code = 415, "unsupported_media_type"


class Unprocessable(ApiError):
    """A field or query parameter is missing, unknown or invalid."""

    status, code = 422, "invalid_field"


class EmptyArticle(Unprocessable):
    """The text has no words to read."""

    code = "empty_article"


class NoArticleFound(Unprocessable):
    """The HTML contains no article."""

    code = "no_article_found"


class NotText(Unprocessable):
    """The input is a binary file, not text or HTML."""

    code = "not_text"


class InvalidSpeed(Unprocessable):
    """The speed is not a number, or is out of range."""

    code = "invalid_speed"


class UnknownVoice(Unprocessable):
    """The server has no voice of this name."""

    code = "unknown_voice"


class UnsupportedLanguage(Unprocessable):
    """No voice, or not the requested one, speaks the language or the script of the article."""

    code = "unsupported_language"


class RateLimited(ApiError):
    """The client's address or key has requested too much; retry after the time in Retry-After."""

    status, code = 429, "rate_limited"
    limit = "address"


class QuotaExceeded(RateLimited):
    """The pages of the site, or the API key, have used up their new audio for today."""

    code = "quota_exceeded"
    limit = "site_characters"


class FetchFailed(ApiError):
    """The page could not be fetched from its server."""

    status, code = 502, "fetch_failed"


class Unavailable(ApiError):
    """The server cannot complete the request now; retry after the time in Retry-After."""

    status, code = 503, "unavailable"
    retry_after: int | None = 5


class QueueFull(Unavailable):
    """Too much audio waits to be made; retry after the time in Retry-After."""

    code = "queue_full"
    limit = "queue"


class AudioFailed(ApiError):
    """The audio could not be made; the code says why."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.status = FAILURES[code].status if code in FAILURES else 502
        self.retry_after = Unavailable.retry_after if self.status == Unavailable.status else None
