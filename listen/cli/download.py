"""Downloads the feeds and sitemaps that a command names. Pages are fetched by the server."""

import requests

from audio_cache.distribution import installed_version
from listen.feeds.articles import FeedError
from listen.feeds.download import Download
from listen.feeds.sitemap import MAX_SITEMAP_BYTES

_TIMEOUT = (10.0, 60.0)
"""Seconds to connect, and between two parts of the response."""
_HEADERS = {
    "User-Agent": f"Listen/{installed_version()} (text to speech)",
    "Accept": "application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.5",
}


def download(url: str) -> Download:
    """Download a URL. Raises FeedError if no response arrives, or one that is too long."""
    try:
        with requests.get(url, headers=_HEADERS, timeout=_TIMEOUT, stream=True) as response:
            body = bytearray()
            for chunk in response.iter_content(1 << 16):
                body += chunk
                if len(body) > MAX_SITEMAP_BYTES:
                    raise FeedError(f"It must not be longer than {MAX_SITEMAP_BYTES} bytes.")
            media_type, _, parameters = response.headers.get("Content-Type", "").partition(";")
    except requests.Timeout:
        raise FeedError("It did not arrive in time.") from None
    except (requests.RequestException, ValueError) as error:
        raise FeedError(f"It cannot be downloaded: {_reason(error)}.") from None
    charset = parameters.partition("charset=")[2].partition(";")[0].strip(" \"'")
    return Download(
        response.url, bytes(body), media_type.strip().lower(), charset, response.status_code
    )


def _reason(error: Exception) -> str:
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is invalid"
    if isinstance(error, requests.TooManyRedirects):
        return "it redirects too often"
    if isinstance(error, requests.ConnectionError):
        return "its host does not answer"
    return "the URL or the response is invalid"
