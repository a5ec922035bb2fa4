"""Security headers of every response, by what it is and who may use it.

| header | pages | audio, scripts, pictures | all else |
|---|---|---|---|
| X-Content-Type-Options | nosniff | nosniff | nosniff |
| Referrer-Policy | a page's own, or strict-origin-when-cross-origin | the same | the same |
| Content-Security-Policy | a page's own, or nothing at all | none | nothing at all |
| Permissions-Policy | no devices | none | none |
| Cross-Origin-Opener-Policy | same-origin, except in frames of others | none | none |
| Cross-Origin-Resource-Policy | cross-origin for what others may use, else same-origin | = | = |
"""

from flask import Flask, Response, request

from listen.web.origins import READABLE_ANYWHERE

EMBED = "/embed/"
"""Beginning of the pages that other sites show in frames."""

NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""Policy of what is no page: a browser that shows it all the same loads nothing for it."""

NO_DEVICES = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "browsing-topics", "camera", "display-capture"),
        *("geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment"),
        *("publickey-credentials-get", "serial", "usb", "xr-spatial-tracking"),
    )
)
"""The player needs none of these."""

_SHOWN_ALONE = ("audio/", "image/", "text/css", "text/javascript")
"""Types whose own policy would stop a browser from playing or showing them in a tab."""


def add_security_headers(app: Flask) -> None:
    """Send the headers of the table with every response."""

    def add(response: Response) -> Response:
        for name, value in headers_of(request.path, response.mimetype or "").items():
            response.headers.setdefault(name, value)
        return response

    app.after_request(add)


def headers_of(path: str, media_type: str) -> dict[str, str]:
    """Return the headers of a response that has none of its own."""
    is_page, is_framed = media_type == "text/html", path.startswith(EMBED)
    is_for_all = is_framed or path.startswith(READABLE_ANYWHERE)
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cross-Origin-Resource-Policy": "cross-origin" if is_for_all else "same-origin",
    }
    if not media_type.startswith(_SHOWN_ALONE):
        headers["Content-Security-Policy"] = NOTHING
    if is_page:
        headers["Permissions-Policy"] = NO_DEVICES
    if is_page and not is_framed:
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return headers
