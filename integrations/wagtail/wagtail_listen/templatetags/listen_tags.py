"""{% load listen_tags %} and {% listen_player %}: the player."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wagtail_listen.conf import listen_settings

register = template.Library()


@register.simple_tag
def listen_player() -> SafeString:
    """Return the player of the page that it stands in."""
    return format_html(
        '<script type="module" src="{}/player.js"></script><listen-article></listen-article>',
        listen_settings().server.rstrip("/"),
    )
