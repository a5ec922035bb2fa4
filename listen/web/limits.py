"""The limits of the current client."""

from collections.abc import Callable

from flask import Response

from audio_cache.facts import SpecFacts
from audio_cache.key import key_of
from audio_cache.priorities import PUBLISH
from audio_cache.spec import SpeechSpec
from listen.keys.api_key import ApiKey
from listen.web.client_address import client_address
from listen.web.services import services


def begin_synthesis() -> ApiKey | None:
    """Return the key of a client that may have any text spoken, and count the request.

    None: everybody may. Raises Unauthorized, Forbidden and RateLimited.
    """
    key = services().access.require_synthesize()
    per_minute = services().config.requests_per_minute
    if key is not None and key.requests_per_minute is not None:
        per_minute = key.requests_per_minute
    if per_minute:
        client = f"key:{key.id}" if key else f"address:{_digest()}"
        services().requests.take(client, per_minute)
    return key


def take_characters(key: ApiKey | None, spec: SpeechSpec, facts: SpecFacts) -> None:
    """Count the characters of an audio, unless it exists or is being made. Raises QuotaExceeded."""
    budget = services().key_budget
    if budget.limit(key) and not services().library.is_there(key_of(spec)):
        budget.take(key, facts.characters)


def admit_article() -> Callable[[str, SpecFacts], None]:
    """Return what is called with the key and the facts of an article before it is saved.

    It raises QuotaExceeded and QueueFull.
    """
    found = services()
    key = found.access.publishing_key()

    def admit(audio_key: str, facts: SpecFacts) -> None:
        if not found.library.is_there(audio_key):
            found.depth.check(PUBLISH)
            found.key_budget.take(key, facts.characters)

    return admit


def limit_streams(make: Callable[[], Response]) -> Response:
    """Return the response that `make` returns, and count it until it is sent.

    Raises RateLimited.
    """
    release = services().streams.take(client_address())
    try:
        response = make()
    except BaseException:
        release()
        raise
    response.call_on_close(release)
    return response


def _digest() -> str:
    return services().address_digests.digest(client_address())
