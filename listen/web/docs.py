"""/openapi.json and /docs: the description of the API, for programs and for people."""

from flask import Blueprint, Response, current_app

docs = Blueprint("docs", __name__)


@docs.get("/openapi.json")
def show_openapi() -> Response:
    return current_app.send_static_file("openapi.json")
