"""/v1/pages: the audio of a page, which its player asks for."""

import logging

from flask import Blueprint, Response, request
from redis import RedisError

from listen.errors import ApiError, UnknownArticle, Unprocessable
from listen.host import host_of
from listen.library.audio import Audio
from listen.publishing.readers_audio import UNKNOWN
from listen.request.schema import parse_speech_request, with_page
from listen.sites.site import ANY
from listen.web.audio import resource_by_state
from listen.web.client_address import client_address
from listen.web.extensions import extensions_for_page
from listen.web.page_origin import check_page_origin
from listen.web.services import services

log = logging.getLogger(__name__)

page_audio = Blueprint("page_audio", __name__, url_prefix="/v1")

PAGE_OPTIONS = ("language", "voice", "speed")
"""Query parameters, which only clients that may have any text spoken can choose."""


@page_audio.get("/pages")
def show_page_audio() -> Response:
    """Find the audio of a page, or request it. HEAD requests nothing."""
    url = request.args.get("url", "")
    if not url:
        raise Unprocessable("'url' must be the URL of a page.")
    is_wanted = request.method == "GET"
    found = services().page_audio.find(url, is_wanted=is_wanted)
    if found is None and is_wanted:
        found = _request(url)
    if found is None:
        raise UnknownArticle(UNKNOWN)
    response = resource_by_state(found, extensions_for_page(found.key, url))
    if is_wanted:
        _check_later(response, url)
    return response


def _check_later(response: Response, url: str) -> None:
    """Let the page be read again when its reader has the answer."""
    page_audio = services().page_audio

    def check() -> None:
        try:
            page_audio.queue_check(url)
        except (ApiError, RedisError) as error:
            log.info("the page is not checked: %s", error)

    response.call_on_close(check)


def _request(url: str) -> Audio:
    """Request the audio of a page that is not registered. Raises ApiError."""
    site = services().sites.of_url(url)
    if site is not None:
        check_page_origin(site)
        return services().page_audio.request(url, site, client_address())
    hosts = services().sites.fetched_hosts()
    if not (host_of(url) in hosts or ANY in hosts) or not services().access.may_synthesize():
        raise UnknownArticle(UNKNOWN)
    check_page_origin(None)
    return _request_any(url)


def _request_any(url: str) -> Audio:
    """Request the audio of a page for a client that may have any text spoken. Raises ApiError."""
    options = {name: request.args[name] for name in PAGE_OPTIONS if name in request.args}
    speech = parse_speech_request({"url": url, **options}, services().config.max_chars)
    speech = with_page(speech, services().fetcher.fetch(url))
    spec, facts, _ = services().extractor.build_spec(speech, services().catalog.selector())
    return services().library.request(spec, speech.priority, facts=facts)
