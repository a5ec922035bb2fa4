"""Renders the pages of the newsroom."""

from dataclasses import dataclass, replace

from flask import Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from listen.sites.site import Site
from listen.web.newsroom.editor import current_visit
from listen.web.newsroom.session import DONE, Notice
from listen.web.services import services
from listen.web.store_redirect import media_sources

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_PLAYER_POLICY = f"{_POLICY}; script-src 'self'; connect-src 'self'; media-src "
"""The player is the only script. Media Source Extensions play from blob: URLs."""

_MAX_NOTICE = 500
"""Characters, as a cookie has 4096 bytes."""


@dataclass(frozen=True)
class Tab:
    """A link of the navigation, which every page of a site has."""

    label: str
    endpoint: str
    """Takes the name of the site as `site`."""
    modules: tuple[str, ...] = ()
    """Names of the blueprints whose pages are below this one."""

    @property
    def current(self) -> str | None:
        """Return the value of aria-current, on this page and on those below it."""
        if request.endpoint == self.endpoint:
            return "page"
        return (
            "true" if request.blueprint in {f"newsroom.{name}" for name in self.modules} else None
        )


TABS = (
    Tab("Articles", "newsroom.articles.show_list", ("article", "reading", "actions")),
    Tab("Plays", "newsroom.most_played.show"),
    Tab("Pronunciations", "newsroom.words.show_list", ("words", "mend", "remakes")),
    Tab("Reports", "newsroom.reports.show_list"),
)


def page(
    template: str,
    site: Site | None = None,
    status: int = 200,
    *,
    has_player: bool = False,
    **context: object,
) -> Response:
    """Render a page of a site, or one that belongs to none. It shows the notice, once."""
    visit = current_visit()
    notice = visit.session.notice
    visit.keep(replace(visit.session, notice=None))
    response = plain_page(
        template,
        status,
        site=site,
        tabs=TABS,
        notice=notice,
        editor=visit.editor,
        has_several_sites=visit.editor is not None and len(visit.editor.sites()) > 1,
        form_token=services().newsroom_sessions.form_token(visit.session),
        has_player=has_player,
        **context,
    )
    if has_player:
        response.headers["Content-Security-Policy"] = _PLAYER_POLICY + media_sources()
    return response


def plain_page(template: str, status: int = 200, **context: object) -> Response:
    """Render a page without session, forms and navigation."""
    return Response(render_template(template, **context), status, mimetype="text/html")


def see(endpoint: str, notice: str, kind: str = DONE, **values: object) -> BaseResponse:
    """Answer a form: go to a page, which shows the notice. So a reload sends nothing again."""
    visit = current_visit()
    visit.keep(replace(visit.session, notice=Notice(kind, notice[:_MAX_NOTICE])))
    return redirect(url_for(endpoint, **values), 303)  # type: ignore[arg-type]


def protect(response: Response) -> Response:
    """Keep a response out of caches, search engines and frames."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _POLICY)
    headers["Cache-Control"] = "no-store"
    headers["X-Robots-Tag"] = "noindex"
    headers["Referrer-Policy"] = "same-origin"
    return response
