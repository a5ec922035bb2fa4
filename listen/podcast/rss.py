"""A feed in RSS 2.0, with the elements of Apple, Podcasting 2.0, Podlove and RFC 5005.

https://www.rssboard.org/rss-specification, https://help.apple.com/itc/podcasts_connect/#/itcb54353390,
https://github.com/Podcastindex-org/podcast-namespace, https://podlove.org/simple-chapters

lxml writes it. feedgen, the library for feeds, lacks Podcasting 2.0, refuses artwork without a
suffix and titles with control characters, and writes the time of the build into each document.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from lxml import etree

from listen.podcast.channel import Channel
from listen.podcast.episode import Episode

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_MEDIA = "http://search.yahoo.com/mrss/"
_PODCAST = "https://podcastindex.org/namespace/1.0"
_PSC = "http://podlove.org/simple-chapters"
_NAMESPACES = {
    "atom": _ATOM,
    "content": _CONTENT,
    "dc": _DC,
    "itunes": _ITUNES,
    "media": _MEDIA,
    "podcast": _PODCAST,
    "psc": _PSC,
}

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
"""As everybody writes it: lxml's has single quotes."""

MEDIA_TYPE = "application/rss+xml"
_AUDIO, _CAPTIONS, _CHAPTERS = "audio/mpeg", "text/vtt", "application/json+chapters"


def rss(channel: Channel, episodes: Iterable[Episode]) -> bytes:
    """Return the document. Equal values give equal bytes."""
    root = etree.Element("rss", nsmap=_NAMESPACES, version="2.0")
    parent = etree.SubElement(root, "channel")
    _describe(parent, channel)
    for episode in episodes:
        _item(etree.SubElement(parent, "item"), channel, episode)
    document: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
    return _DECLARATION + document + b"\n"


def _describe(parent: etree._Element, channel: Channel) -> None:
    _add(parent, "title", channel.title)
    _add(parent, "link", channel.link)
    _add(parent, "description", channel.description)
    _add(parent, "language", channel.language)
    _add(parent, "generator", "Listen")
    if channel.updated:
        _add(parent, "lastBuildDate", _date(channel.updated))
    _add(parent, f"{{{_ATOM}}}link", rel="self", type=MEDIA_TYPE, href=channel.address.url())
    for relation, url in channel.linked_pages().items():
        _add(parent, f"{{{_ATOM}}}link", rel=relation, type=MEDIA_TYPE, href=url)
    if channel.image:
        image = _add(parent, "image")
        for name, value in zip(
            ("url", "title", "link"), (channel.image, channel.title, channel.link), strict=True
        ):
            _add(image, name, value)
        _add(parent, f"{{{_ITUNES}}}image", href=channel.image)
    _describe_to_directories(parent, channel)


def _describe_to_directories(parent: etree._Element, channel: Channel) -> None:
    _add(parent, f"{{{_ITUNES}}}author", channel.author)
    category, *subcategories = channel.categories
    outer = _add(parent, f"{{{_ITUNES}}}category", text=category)
    for subcategory in subcategories:
        _add(outer, f"{{{_ITUNES}}}category", text=subcategory)
    _add(parent, f"{{{_ITUNES}}}explicit", _boolean(channel.explicit))
    _add(parent, f"{{{_ITUNES}}}type", "episodic")
    owner = {}
    if channel.owner_email:
        element = _add(parent, f"{{{_ITUNES}}}owner")
        _add(element, f"{{{_ITUNES}}}name", channel.author)
        _add(element, f"{{{_ITUNES}}}email", channel.owner_email)
        owner = {"owner": channel.owner_email}
    _add(parent, f"{{{_PODCAST}}}guid", channel.guid)
    _add(parent, f"{{{_PODCAST}}}locked", "yes" if channel.locked else "no", **owner)
    _add(parent, f"{{{_PODCAST}}}medium", "podcast")


def _item(parent: etree._Element, channel: Channel, episode: Episode) -> None:
    _add(parent, "title", episode.title)
    _add(parent, "link", episode.link)
    _add(parent, "guid", episode.guid, isPermaLink="false")
    _add(parent, "pubDate", _date(episode.published))
    _add(parent, "description", episode.excerpt)
    _add(parent, f"{{{_CONTENT}}}encoded", _notes(episode))
    _add(parent, "enclosure", url=episode.url, length=str(episode.size), type=_AUDIO)
    for tag in episode.tags:
        _add(parent, "category", tag)
    if episode.author:
        _add(parent, f"{{{_DC}}}creator", episode.author)
        _add(parent, f"{{{_ITUNES}}}author", episode.author)
    _add(parent, f"{{{_ITUNES}}}duration", str(round(episode.duration)))
    _add(parent, f"{{{_ITUNES}}}explicit", _boolean(channel.explicit))
    _add(parent, f"{{{_ITUNES}}}episodeType", "full")
    if episode.image:  # not itunes:image, which must be square
        _add(parent, f"{{{_MEDIA}}}thumbnail", url=episode.image)
    _add(
        parent,
        f"{{{_PODCAST}}}transcript",
        url=episode.transcript_url,
        type=_CAPTIONS,
        language=episode.language,
        rel="captions",
    )
    if episode.chapters:
        _add(parent, f"{{{_PODCAST}}}chapters", url=episode.chapters_url, type=_CHAPTERS)
        chapters = _add(parent, f"{{{_PSC}}}chapters", version="1.2")
        for start, title in episode.chapters:
            _add(chapters, f"{{{_PSC}}}chapter", start=_time(start), title=title)


def _notes(episode: Episode) -> str:
    """Return the notes in HTML, with a link to the article: audio needs a text alternative."""
    link = escape(episode.link)
    return f'<p>{escape(episode.excerpt)}</p><p><a href="{link}">{escape(episode.title)}</a></p>'


def _add(
    parent: etree._Element, name: str, content: str = "", /, **attributes: str
) -> etree._Element:
    element = etree.SubElement(parent, name, attributes)
    if content:
        element.text = content
    return element


def _date(time: datetime) -> str:
    """Return the time as RFC 2822 has it."""
    return format_datetime(time.astimezone(UTC).replace(microsecond=0), usegmt=True)


def _time(seconds: float) -> str:
    """Return a Normal Play Time, as Podlove's chapters have it: 00:01:30.250."""
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest / 1000:06.3f}"


def _boolean(value: bool) -> str:
    return "true" if value else "false"
