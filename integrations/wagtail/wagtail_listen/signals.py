"""Signals of Wagtail and Django after which a page has to be sent."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from wagtail_listen.send import send_later


@receiver((page_published, page_unpublished))
def on_published(instance: Page, **_: Any) -> None:
    send_later(instance.pk)


@receiver(post_delete, sender=Page)
def on_deleted(instance: Page, **_: Any) -> None:
    send_later(instance.pk)


@receiver((page_slug_changed, post_page_move))
def on_moved(instance: Page, **_: Any) -> None:
    """The pages below it have other URLs, too."""
    _send_with_descendants(instance)


@receiver((post_save, post_delete), sender=PageViewRestriction)
def on_restricted(instance: PageViewRestriction, **_: Any) -> None:
    """A page with a password must not be heard, and neither those below it."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        _send_with_descendants(page)


def _send_with_descendants(page: Page) -> None:
    for page_id in page.get_descendants(inclusive=True).live().values_list("pk", flat=True):
        send_later(page_id)
