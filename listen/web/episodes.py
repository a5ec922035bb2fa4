"""/episodes: the files of a podcast, which are audio behind an ID3 tag."""

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from audio_cache.manifest import Manifest
from listen.plays.downloads import Episode
from listen.web.delivery import FileOptions, deliver
from listen.web.downloads import count_sent
from listen.web.find_audio import find_audio
from listen.web.http.file import OnSent
from listen.web.services import services

episodes = Blueprint("episodes", __name__, url_prefix="/episodes")


@episodes.get("/<key>/<digest>.mp3")
def send_episode(key: str, digest: str) -> Response:
    """Send a file whole or in part. Its audio is that of /audio/KEY.mp3, with the same answers."""
    audio = find_audio(key)
    found = services().feeds.episode_file(key, digest)
    if found is None:
        raise NotFound("No feed has named this file.")
    file, tag = found

    def count(manifest: Manifest, tag: bytes) -> OnSent | None:
        size = len(tag) + manifest.size
        return count_sent(Episode(file.site, file.source_id, size, len(tag), manifest.duration))

    return deliver(audio, options=FileOptions(lambda *_: tag, count, is_live=False))
