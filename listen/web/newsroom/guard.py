"""Decides who may see the pages, and which forms are accepted.

The cookie is SameSite=Strict, and a form must come from a page of this server (`Origin` and
`Sec-Fetch-Site`) with the token of its session. So no page of another site can send one.
"""

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from listen.errors import Forbidden, OriginNotAllowed, Unauthorized
from listen.keys.api_key import PUBLISH
from listen.web.base_url import received
from listen.web.newsroom.editor import Editor, Visit, begin_visit, current_visit, find_visit
from listen.web.newsroom.page import plain_page
from listen.web.newsroom.session import LIFETIME, Session
from listen.web.services import services

COOKIE = "listen_newsroom"
FORM_TOKEN = "form_token"

SIGN_IN = "newsroom.sign_in.show_form"
_OPEN_TO_ALL = (SIGN_IN, "newsroom.sign_in.sign_in_with_key")
"""Endpoints of pages that nobody has to sign in for."""


def begin() -> BaseResponse | None:
    """Find the editor of a request. Answer those that no editor sends."""
    cookie = services().newsroom_sessions.loads(request.cookies.get(COOKIE, ""))
    if cookie and services().ended_sessions.include(cookie):
        cookie = None
    begin_visit(Visit((cookie or Session.new()).renewed(), _editor(cookie), cookie))
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        _check_form()
    if current_visit().editor or request.endpoint in _OPEN_TO_ALL:
        return None
    if cookie is None and request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        # Browsers send no strict cookie when a link of another site is followed. A step within
        # this site has it.
        return plain_page("newsroom/continue.html", address=_address())
    return redirect(url_for(SIGN_IN, next=_address() if request.method == "GET" else None), 303)


def finish(response: Response) -> Response:
    """Send the session, if it has changed."""
    visit = find_visit()
    if visit and visit.is_kept and visit.session != visit.received:
        response.set_cookie(
            COOKIE,
            services().newsroom_sessions.dumps(visit.session),
            max_age=LIFETIME,
            path=url_for("newsroom.home.show"),
            secure=request.is_secure,
            httponly=True,
            samesite="Strict",
        )
    return response


def _editor(session: Session | None) -> Editor | None:
    """Return the editor of a session. A session ends with its key. Raises Unavailable."""
    access = services().access
    if access.is_private_without_keys():
        return Editor(None)
    if session is None or session.key_id is None:
        return None
    try:
        key = access.keys.find_by_id(session.key_id)
    except Unauthorized:
        return None
    return Editor(key) if key.allows(PUBLISH) else None


def _check_form() -> None:
    """Raise OriginNotAllowed or Forbidden for a form that is not of this session's page."""
    origin = request.headers.get("Origin")
    own_origins = (request.host_url.rstrip("/"), received().origin)
    is_foreign = request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin"
    if is_foreign or (origin is not None and origin not in own_origins):
        raise OriginNotAllowed("The form was sent from a page of another site.")
    token = request.form.get(FORM_TOKEN, "")
    if not services().newsroom_sessions.is_form_token(current_visit().session, token):
        raise Forbidden(
            "The page with this form is too old, or your browser accepts no cookies. "
            "Go back, load the page again, and repeat what you did. Nothing has changed."
        )


def _address() -> str:
    """Return the path and the query of the current page."""
    return request.root_path + request.full_path.rstrip("?")
