"""/feeds and /episodes: what podcast apps and feed readers ask for."""

from typing import Any

from listen.podcast import json_feed, rss
from listen.podcast.channel import JSON, XML
from listen.web.openapi.audio import KEY_PARAMETER
from listen.web.openapi.build import (
    SAMPLE_SERVER,
    Area,
    Schema,
    array,
    closed,
    header,
    integer,
    number,
    parameter,
    ref,
    response,
    string,
)
from listen.web.openapi.conditions import IF_NONE_MATCH
from listen.web.openapi.errors import AUDIO_ERRORS, problems
from listen.web.openapi.operation import operation

_TAG = "Feeds"
_SHA256 = string(pattern="^[0-9a-f]{64}$")
_TIME = string(format="date-time")
_AUTHORS = array(closed({"name": string(), "url": string()}, optional=["url"]))

_SCHEMAS: dict[str, Schema] = {
    "FeedItem": closed(
        {
            "id": string("The same for all versions of the article."),
            "url": string("The article's page."),
            "title": string(),
            "content_text": string("The beginning of the text."),
            "image": string(),
            "date_published": _TIME,
            "date_modified": _TIME | {"description": "Time since which these words are heard."},
            "authors": _AUTHORS,
            "tags": array(string()),
            "language": string(),
            "attachments": array(
                closed(
                    {
                        "url": string("URL of the episode."),
                        "mime_type": {"const": "audio/mpeg"},
                        "title": string(),
                        "size_in_bytes": integer(),
                        "duration_in_seconds": number(),
                    }
                )
            ),
        },
        "An article with its audio.",
        optional=["image", "authors", "tags"],
    ),
    "Feed": closed(
        {
            "version": {"const": "https://jsonfeed.org/version/1.1"},
            "title": string(),
            "home_page_url": string(),
            "feed_url": string(),
            "description": string(),
            "next_url": string("URL of the next page, with earlier articles."),
            "icon": string("URL of the artwork."),
            "authors": _AUTHORS,
            "language": string(),
            "items": array(ref("FeedItem"), "The newest comes first."),
        },
        "A [JSON Feed](https://www.jsonfeed.org/version/1.1/).",
        optional=["next_url", "icon"],
    ),
}

_ETAG = {"ETag": header("A checksum of the bytes.")}
_HEADERS = {
    **_ETAG,
    "Last-Modified": header("Time of the latest change."),
    "Cache-Control": header("How long a cache may keep it."),
}
_TAGS = {
    "Surrogate-Key": header("The name by which a cache can purge the response."),
    "Cache-Tag": header("The same, for caches that use this name."),
}
_PART = {"Content-Range": header("The bytes that are sent.")}
_PROTOCOL_ERRORS = ("precondition_failed", "range_not_satisfiable")


def _file_responses(
    description: str, content: dict[str, Any], headers: dict[str, Schema], *codes: str
) -> dict[str, Any]:
    """Describe the responses to a GET of a file, by status."""
    return {
        "200": response(description, content, headers),
        "206": response("The part that `Range` requests.", content, headers | _PART),
        "304": response("The client has it already.", headers=_ETAG),
        **problems("not_found", *codes, *_PROTOCOL_ERRORS),
    }


_EPISODE = _file_responses(
    "The file.",
    {"audio/mpeg": {"schema": {}}},
    _HEADERS | _TAGS,
    *("unknown_audio", "gone", "rate_limited", "queue_full"),
    *AUDIO_ERRORS,
)
_RANGE = parameter("Range", "header", "Bytes of the file (RFC 9110).", string())

_PATHS = {
    "/feeds/{name}.{form}": {
        "parameters": [
            parameter("name", "path", "The name of a site with a podcast.", string()),
            parameter("form", "path", "RSS or JSON Feed.", {"enum": [XML, JSON]}),
        ],
        "get": operation(
            "getFeed",
            _TAG,
            "Get the feed of a site's articles",
            _file_responses(
                "RSS 2.0 with the elements of Apple and Podcasting 2.0, or JSON Feed 1.1.",
                {
                    rss.MEDIA_TYPE: {"schema": string()},
                    json_feed.MEDIA_TYPE: {"schema": ref("Feed")},
                },
                _HEADERS
                | _TAGS
                | {"Vary": header("`Accept-Encoding`: a client may get it compressed by gzip.")},
                *("invalid_field", "unavailable"),
            ),
            f"curl '{SAMPLE_SERVER}/feeds/news.xml?tag=politics'",
            "Lists the public articles of a site whose audio everybody may hear, the newest first. "
            "The site must have the table `podcast`.",
            [
                parameter("tag", "query", "Only articles with this tag.", string(maxLength=200)),
                parameter(
                    "page",
                    "query",
                    "Later pages have earlier articles.",
                    integer(minimum=1, maximum=10**6, default=1),
                ),
                IF_NONE_MATCH,
            ],
        ),
    },
    "/feeds/artwork/{sha256}.{extension}": {
        "parameters": [
            parameter("sha256", "path", "The checksum of the picture.", _SHA256),
            parameter("extension", "path", "The format.", {"enum": ["jpg", "png"]}),
        ],
        "get": operation(
            "getArtwork",
            _TAG,
            "Get the artwork that a feed names",
            _file_responses(
                "The picture.",
                {"image/jpeg": {"schema": {}}, "image/png": {"schema": {}}},
                _HEADERS,
            ),
            f"curl {SAMPLE_SERVER}/feeds/artwork/SHA256.png -o artwork.png",
            parameters=[IF_NONE_MATCH],
        ),
    },
    "/episodes/{key}/{digest}.mp3": {
        "parameters": [
            KEY_PARAMETER,
            parameter(
                "digest",
                "path",
                "A checksum of the tag, of the article and of the audio.",
                string(pattern="^[0-9a-f]{32}$"),
            ),
        ],
        "get": operation(
            "getEpisode",
            _TAG,
            "Get the file of an episode",
            _EPISODE
            | {"307": response("The audio was made anew.", headers={"Location": header("Path.")})},
            f"curl {SAMPLE_SERVER}/episodes/KEY/DIGEST.mp3 -o episode.mp3",
            "The audio of `/audio/KEY.mp3` behind an ID3 tag with title, podcast, date, artwork "
            "and chapters. A feed names the URL. The bytes at a URL never change: another title, "
            "artwork or audio has another URL.",
            [_RANGE, IF_NONE_MATCH],
        ),
    },
}

AREA = Area(_TAG, "Offer the articles of a site as a podcast.", _PATHS, _SCHEMAS)
