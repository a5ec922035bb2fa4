"""The plugin: puts the player below the heading of each page, and registers the pages.

Pages with `listen: false` in their front matter, and pages without a heading, have neither.
"""

import os
import re
from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.pages import Page

from mkdocs_listen.client import ListenError, put_article

log = get_plugin_logger(__name__)

_END_OF_HEADING = re.compile(r"</h1\s*>", re.IGNORECASE)


class ListenConfig(Config):
    """Options of the plugin in mkdocs.yml."""

    server = config_options.URL()
    key = config_options.Type(str, default="")
    """Defaults to the variable LISTEN_API_KEY. Without a key, nothing is registered."""
    strict = config_options.Type(bool, default=False)
    """True: a page that cannot be registered fails the build."""


class ListenPlugin(BasePlugin[ListenConfig]):
    """Registers pages when the site is built, not when it is served for its author."""

    def __init__(self) -> None:
        self._is_build = False
        self._pages: dict[str, Path] = {}

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self._is_build = command != "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if not config.site_url:
            raise PluginError("The plugin 'listen' needs the setting 'site_url'.")
        self._pages.clear()
        return config

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Add the player, and remember the page."""
        if page.meta.get("listen") is False or not _END_OF_HEADING.search(output):
            return output
        if page.canonical_url:
            self._pages[page.canonical_url] = Path(page.file.abs_dest_path)
        player = (
            f'<script type="module" src="{self._server}/player.js"></script>'
            "<listen-article></listen-article>"
        )
        return _END_OF_HEADING.sub(lambda end: end[0] + player, output, count=1)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Register the pages, as the other plugins have left them."""
        key = self.config.key or os.environ.get("LISTEN_API_KEY", "").strip()
        if not self._is_build:
            return
        if not key:
            log.warning("No page is registered: LISTEN_API_KEY is not set.")
            return
        registered = failed = 0
        for url, file in self._pages.items():
            try:
                registered += put_article(self._server, key, url, file.read_text("utf-8"))
            except ListenError as error:
                failed += 1
                log.warning("%s: %s", file, error)
        log.info("%d registered, %d failed", registered, failed)
        if failed and self.config.strict:
            raise PluginError(f"{failed} pages could not be registered with Listen.")

    @property
    def _server(self) -> str:
        return self.config.server.rstrip("/")
