"""Checks a podcast by the rules of directories. Feeds are served whatever it finds."""

import logging
from pathlib import Path

from listen.errors import ApiError
from listen.fetch.allowed import Allowed
from listen.fetch.client import Client
from listen.fetch.request import Request
from listen.host import host_of
from listen.podcast.artwork import MAX_BYTES, Artwork, ArtworkError, parse_artwork, read_artwork
from listen.sites.site import Podcast, Site
from listen.sites.sites import Sites

log = logging.getLogger(__name__)


def log_podcast_problems(sites: Sites, data_dir: Path, public_url: str, client: Client) -> None:
    """Write a line into the log for each rule that the podcast of a site breaks."""
    for site in sites.all():
        for problem in podcast_problems(site, data_dir, public_url, client):
            log.warning("site %s: %s", site.name, problem)


def podcast_problems(site: Site, data_dir: Path, public_url: str, client: Client) -> list[str]:
    """Return the rules that the podcast of a site breaks; nothing for a site without one."""
    podcast = site.podcast
    if podcast is None:
        return []
    found = []
    if not public_url.startswith("https://"):
        found.append(f"'public_url' must begin with https:// for a podcast, got {public_url!r}.")
    return [*found, *_artwork_problems(site, podcast, data_dir, client)]


def _artwork_problems(site: Site, podcast: Podcast, data_dir: Path, client: Client) -> list[str]:
    if podcast.image is None:
        return [f"'sites.{site.name}.podcast.image' is not set. Directories demand artwork."]
    try:
        if "://" in podcast.image:
            artwork = _fetch(site, podcast.image, client)
        else:
            artwork = read_artwork(data_dir / podcast.image)
    except ArtworkError as error:
        return [f"The artwork {podcast.image} {error}."]
    return [f"The artwork {podcast.image} {problem}." for problem in artwork.problems()]


def _fetch(site: Site, url: str, client: Client) -> Artwork:
    """Raises ArtworkError."""
    allowed = Allowed(frozenset({host_of(url) or ""}), frozenset(site.private_hosts))
    try:
        answer = client.send(Request(url, max_bytes=MAX_BYTES), allowed)
    except ApiError as error:
        raise ArtworkError(f"cannot be fetched: {str(error).rstrip('.')}") from None
    if answer.status != 200:
        raise ArtworkError(f"cannot be fetched: its server answers {answer.status}")
    return parse_artwork(answer.body)
