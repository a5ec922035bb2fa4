"""The callback that a request for audio names: only a publisher's key may, for its own site."""

from typing import NamedTuple

from flask import request

from listen.publishing.audio_callbacks import check_callback_url
from listen.request.schema import SpeechRequest
from listen.sites.site import Site
from listen.web.body import SITE_OPTION
from listen.web.services import services


class Callback(NamedTuple):
    """A URL that must hear how an audio ends, and the site that signs the message."""

    site: Site
    url: str


def find_callback(speech: SpeechRequest) -> Callback | None:
    """Return the callback of a request; None if it names none.

    Raises Unauthorized and Forbidden without a key of the site, UnknownSite, UrlNotAllowed, and
    Unprocessable if the site cannot sign.
    """
    if speech.callback_url is None:
        return None
    site = services().sites.get(services().access.require_site(request.args.get(SITE_OPTION)))
    return Callback(site, check_callback_url(site, speech.callback_url))
