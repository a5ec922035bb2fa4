"""Headers that keep browsers from guessing media types and from leaking addresses."""

from flask import Flask, Response


def add_security_headers(app: Flask) -> None:
    """Send X-Content-Type-Options and Referrer-Policy with every response."""

    def add(response: Response) -> Response:
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
        return response

    app.after_request(add)
