"""/: a page to try it on."""

from flask import Blueprint, Response, render_template

player = Blueprint("player", __name__)


@player.get("/")
def show_page() -> Response:
    return Response(render_template("index.html"), mimetype="text/html")
