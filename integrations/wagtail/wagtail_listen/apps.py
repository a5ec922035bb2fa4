"""The app."""

from django.apps import AppConfig


class WagtailListenConfig(AppConfig):
    """Connects the signals when Django is ready."""

    name = "wagtail_listen"
    label = "wagtail_listen"
    verbose_name = "Listen"

    def ready(self) -> None:
        from wagtail_listen import signals  # noqa: F401, PLC0415
