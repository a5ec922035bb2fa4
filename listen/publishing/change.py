"""Changes of a site's articles, as a content management system or a client reports them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Save:
    """An article was published or edited."""

    source_id: str
    """The site's own id of the article, which stays the same when the URL changes."""
    fields: Mapping[str, Any]
    """Fields of PUT /v1/articles/SOURCE_ID, not validated."""
    time: int
    """Microseconds since 1970, by the sender's clock. An article ignores changes that are older
    than its latest one."""


@dataclass(frozen=True)
class Withdraw:
    """An article is no longer public, or was deleted."""

    source_id: str
    time: int
    """Microseconds, as `Save.time`."""


@dataclass(frozen=True)
class Compare:
    """Articles of the site changed, and the sender does not say which."""


@dataclass(frozen=True)
class Ignore:
    """Nothing that is heard has changed, or the event is unknown."""

    reason: str
    """A sentence for the log."""


Change = Save | Withdraw | Compare | Ignore
