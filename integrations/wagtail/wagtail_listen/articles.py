"""The article of a page: what is sent, read from the database at the time of sending."""

import logging
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from wagtail.models import Page

from wagtail_listen.client import ListenError, delete_article, put_article
from wagtail_listen.conf import listen_settings

log = logging.getLogger(__name__)

_NO_ARTICLE = ("no_article_found", "empty_article")


def synchronize(page_id: int) -> bool:
    """Register the page if everybody may read it, else withdraw it. Raises ListenError.

    The state is read now, so that the order of saves does not matter. Return whether the page is
    registered: a list of articles is none itself.
    """
    page = Page.objects.filter(pk=page_id).first()
    page = page and page.specific
    if page is None or not is_public(page):
        delete_article(article_id(page_id))
        return False
    try:
        put_article(article_id(page_id), article_fields(page))
    except ListenError as error:
        if error.code not in _NO_ARTICLE:
            raise
        delete_article(article_id(page_id))
        return False
    return True


def article_id(page_id: int) -> str:
    """Return the id of the article of a page."""
    return f"wagtail-{page_id}"


def is_public(page: Page) -> bool:
    """Return whether everybody may read the page, and its type is one of those in the settings."""
    types = [name.lower() for name in listen_settings().page_types]
    is_type = not types or page._meta.label_lower in types
    return bool(page.live and is_type and page.full_url and not page.get_view_restrictions())


def article_fields(page: Page) -> dict[str, Any]:
    """Return the fields of the API: the page as a stranger sees it, and what is known of it."""
    fields: dict[str, Any] = {"html": render(page), "url": page.full_url}
    if page.owner and page.owner.get_full_name():
        fields["author"] = page.owner.get_full_name()
    if page.first_published_at:
        fields["published_at"] = page.first_published_at.isoformat()
    if page.last_published_at:
        fields["updated_at"] = page.last_published_at.isoformat()
    return fields


def render(page: Page) -> str:
    """Return the HTML of the page for a visitor who is not logged in."""
    parts = urlsplit(page.full_url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    factory = RequestFactory(SERVER_NAME=parts.hostname or "localhost", SERVER_PORT=str(port))
    request = factory.get(parts.path, secure=parts.scheme == "https")
    request.user = AnonymousUser()
    response = page.serve(request)
    if hasattr(response, "render"):
        response.render()
    return str(response.content.decode(response.charset))
