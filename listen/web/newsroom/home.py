"""/newsroom: the sites of the editor, or the only one's articles."""

from flask import Blueprint, redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from listen.web.newsroom.editor import current_editor
from listen.web.newsroom.page import page

home = Blueprint("home", __name__)


@home.get("")
def show() -> BaseResponse:
    sites = current_editor().sites()
    if len(sites) == 1:
        return redirect(url_for("newsroom.articles.show_list", site=sites[0].name), 303)
    return page("newsroom/sites.html", sites=sites)


@home.get("/")
def show_with_slash() -> BaseResponse:
    return redirect(url_for("newsroom.home.show"), 308)


@home.get("/<path:rest>")
def show_nothing(rest: str) -> BaseResponse:
    """Answer a wrong URL with a page of the newsroom, to those who have signed in."""
    raise NotFound
