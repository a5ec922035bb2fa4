"""Helpers: what Listen makes of the webhooks of a real Ghost."""

import json
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import requests

from listen.publishing.change import Change, Compare, Save, Withdraw
from listen.publishing.ghost.content_api import read_articles
from listen.publishing.hooks.receive import SENDERS
from tests.cms.ghost.ghost_site import GhostSite
from tests.cms.receiver import Hook, Receiver
from tests.conftest import wait_until

GHOST = SENDERS["ghost"]


@dataclass(frozen=True)
class Articles:
    """The changes that hooks report, and the site's own list."""

    hooks: Receiver
    secret: str
    site: GhostSite

    def save_of(self, post: dict[str, Any], event: str, **fields: Any) -> Save:
        """Wait for a hook of an event that leaves an article with these fields; return it."""

        def found() -> Save | None:
            if event not in self.events_of(post):
                return None
            save = self.by_hooks().get(post["id"])
            return save if save and {**save.fields, **fields} == save.fields else None

        wait_until(found, 60)
        return cast(Save, found())

    def wait_for_withdrawal(self, post: dict[str, Any], *events: str) -> None:
        """Wait until hooks of these events came, and the article is not public."""
        wait_until(lambda: not {*events} - {*self.events_of(post)}, 60)
        assert post["id"] not in self.by_hooks()

    def wait_for_comparison(self, after: int) -> None:
        """Wait until a hook after the first ones asks for a comparison."""
        wait_until(
            lambda: Compare() in [self.change(hook) for hook in self.hooks.hooks[after:]], 60
        )

    def events_of(self, post: dict[str, Any]) -> list[str]:
        """Return the events of a post's hooks, in order of arrival."""
        return [event_of(hook) for hook in self.hooks.hooks if post["id"].encode() in hook.body]

    def change(self, hook: Hook) -> Change:
        message = GHOST.verify([self.secret], hook.headers, hook.body)
        assert message.is_time_signed
        return GHOST.read(message, event_of(hook), False)

    def by_hooks(self) -> dict[str, Save]:
        """Return the articles that are public by the hooks alone."""
        latest: dict[str, Save | Withdraw] = {}
        for hook in self.hooks.hooks:
            change = self.change(hook)
            if isinstance(change, Save | Withdraw):
                known = latest.get(change.source_id)
                if known is None or change.time >= known.time:
                    latest[change.source_id] = change
        return {name: change for name, change in latest.items() if isinstance(change, Save)}

    def by_list(self) -> dict[str, Save]:
        """Return the articles by Ghost's Content API."""
        saves = read_articles(self.site.url, self.site.content_key, fetch)
        return {save.source_id: save for save in saves}


def event_of(hook: Hook) -> str:
    [event] = parse_qs(urlsplit(hook.path).query)["event"]
    assert json.loads(hook.body)["event"] == event
    return event


def fetch(url: str) -> bytes:
    response = requests.get(url, timeout=30)
    response.raise_for_status()
    return response.content
