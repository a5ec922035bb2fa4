"""The channel of a feed: what it says of the podcast as a whole."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID, uuid5

from listen.podcast.artwork import Artwork
from listen.podcast.text import ascii_url, line
from listen.sites.site import Podcast, Site

_NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""Namespace of podcast:guid.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/guid.md
"""

XML, JSON = "xml", "json"


@dataclass(frozen=True)
class Address:
    """The address of one document of a feed."""

    root: str
    """URL of the server, with a slash at its end."""
    site: str
    form: str
    """XML or JSON."""
    tag: str | None = None
    page: int = 1

    def url(self, page: int | None = None) -> str:
        """Return the URL of a page; None: of this one."""
        page = page or self.page
        fields = {"tag": self.tag, "page": str(page) if page > 1 else None}
        query = urlencode({name: value for name, value in fields.items() if value is not None})
        return f"{self.root}feeds/{self.site}.{self.form}" + (f"?{query}" if query else "")


@dataclass(frozen=True)
class Channel:
    """The values of a channel. The texts are lines that XML can hold."""

    address: Address
    has_next: bool
    title: str
    description: str
    language: str
    author: str
    owner_email: str | None
    link: str
    image: str | None
    """URL."""
    categories: tuple[str, ...]
    """The category, and its subcategory if there is one."""
    explicit: bool
    locked: bool
    guid: str
    updated: datetime | None
    """Time of the latest change of what is listed; None if nothing is."""

    def linked_pages(self) -> dict[str, str]:
        """Return the relations of paged feeds (RFC 5005, section 3) with the URLs."""
        page = self.address.page
        numbers = {"first": 1, "previous": page - 1} if page > 1 else {}
        if self.has_next:
            numbers |= {"first": 1, "next": page + 1}
        return {name: self.address.url(number) for name, number in numbers.items()}


def channel_of(
    site: Site,
    podcast: Podcast,
    address: Address,
    has_next: bool,
    languages: Sequence[str],
    artwork: Artwork | None,
    updated: datetime | None,
) -> Channel:
    """Return the channel of a feed. `languages` are those of its articles."""
    title = line(podcast.title) or site.hosts[0]
    tagged = f"{title}: {line(address.tag)}" if address.tag else title
    common = Counter(languages).most_common(1)
    subcategories = (podcast.subcategory,) if podcast.subcategory else ()
    return Channel(
        address=address,
        has_next=has_next,
        title=tagged,
        description=line(podcast.description) or tagged,
        language=podcast.language or (common[0][0] if common else "en"),
        author=line(podcast.author) or title,
        owner_email=podcast.owner_email,
        link=ascii_url(podcast.link or f"https://{site.hosts[0]}/"),
        image=_image_url(podcast, address, artwork),
        categories=(podcast.category, *subcategories),
        explicit=podcast.explicit,
        locked=podcast.locked,
        guid=_guid(podcast, address),
        updated=updated,
    )


def _image_url(podcast: Podcast, address: Address, artwork: Artwork | None) -> str | None:
    if artwork:
        return f"{address.root}feeds/artwork/{artwork.sha256}.{artwork.extension}"
    return ascii_url(podcast.image) if podcast.image and "://" in podcast.image else None


def _guid(podcast: Podcast, address: Address) -> str:
    """Return the id of the podcast, which is that of its first page in RSS."""
    if podcast.guid and address.tag is None:
        return podcast.guid
    feed = Address(address.root, address.site, XML, address.tag)
    return str(uuid5(_NAMESPACE, feed.url().partition("://")[2].rstrip("/")))
