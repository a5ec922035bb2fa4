"""manage.py listen_sync: sends all live pages, also those that were imported without signals."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Page

from wagtail_listen.articles import synchronize
from wagtail_listen.client import ListenError


class Command(BaseCommand):
    """Sends the pages one after the other. The exit status is 1 if one could not be sent."""

    help = "Register all live pages with the Listen server."

    def handle(self, *args: Any, **options: Any) -> None:
        sent = failed = 0
        for page_id in Page.objects.live().values_list("pk", flat=True).iterator():
            try:
                sent += synchronize(page_id)
            except ListenError as error:
                failed += 1
                self.stderr.write(f"page {page_id}: {error}")
        self.stdout.write(f"{sent} registered, {failed} failed")
        if failed:
            raise CommandError(f"{failed} pages could not be sent.", returncode=1)
