"""Tells robots by their user agent.

The lists of web crawlers that exist name podcast apps too (Overcast, okhttp), because apps fetch
feeds. A robot that says what it is uses one of few words, and a script has its library's name.
"""

import re

_WORDS = re.compile(
    r"(?<!cu)bot(?![a-z])|crawl|rowler|spider|slurp|scrap[ey]|fetcher|monitor|uptime|pingdom"
    r"|checker|validator|preview|archiver|facebookexternalhit|podcastindex",
    re.IGNORECASE,
)
_LIBRARIES = re.compile(
    r"^(?:curl|wget|python|aiohttp|httpx|go-http-client|java|apache-httpclient|libwww|lwp"
    r"|ruby|faraday|php|guzzle|axios|node|undici|got|httpie|postman\w*|insomnia|restsharp|perl)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]")


def is_crawler(user_agent: str) -> bool:
    """Return whether the client says that it is a robot. Some of them run the scripts of pages."""
    return _WORDS.search(user_agent) is not None


def is_robot(user_agent: str) -> bool:
    """Return whether no person listens: a crawler, a script, or a client without a name."""
    return (
        not _LETTERS.search(user_agent)
        or _LIBRARIES.match(user_agent) is not None
        or is_crawler(user_agent)
    )
