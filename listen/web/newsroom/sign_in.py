"""/newsroom/sign-in and /newsroom/sign-out."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from listen.errors import Unauthorized
from listen.keys.api_key import PUBLISH
from listen.web.newsroom.editor import current_visit
from listen.web.newsroom.page import page
from listen.web.newsroom.session import Session
from listen.web.services import services

sign_in = Blueprint("sign_in", __name__)


@sign_in.get("/sign-in")
def show_form() -> BaseResponse:
    if current_visit().editor:
        return redirect(_next(), 303)
    return _form()


@sign_in.post("/sign-in")
def sign_in_with_key() -> BaseResponse:
    """Begin a session for a key that may publish."""
    text = "".join(request.form.get("key", "").split())  # of a mail, with line breaks
    try:
        key = services().access.keys.find(text)
    except Unauthorized:
        return _form("This is no key of this server, or it was revoked.", 401)
    if not key.allows(PUBLISH):
        return _form(f"The key {key.name!r} is not for publishing. Ask for one that is.", 403)
    current_visit().keep(Session.new(key.id))
    return redirect(_next(), 303)


@sign_in.post("/sign-out")
def sign_out() -> BaseResponse:
    """End the session, also for somebody who has copied the cookie."""
    visit = current_visit()
    services().ended_sessions.end(visit.session)
    visit.keep(Session.new())
    return redirect(url_for("newsroom.sign_in.show_form"), 303)


def _form(problem: str = "", status: int = 200) -> Response:
    address = request.values.get("next", "")
    return page("newsroom/sign_in.html", status=status, problem=problem, next=address)


def _next() -> str:
    """Return the page that the editor wanted to see: one of the newsroom."""
    home = url_for("newsroom.home.show")
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted)
    is_ours = not parts.scheme and not parts.netloc and f"{parts.path}/".startswith(f"{home}/")
    return wanted if is_ours and wanted.isprintable() and "\\" not in wanted else home
