"""/episodes: the files of a podcast, which are audio behind an ID3 tag."""

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from audio_cache.manifest import Manifest
from listen.library.audio import Audio
from listen.plays.downloads import Episode
from listen.provenance.mark_file import Splice
from listen.web.delivery import FileOptions, deliver
from listen.web.downloads import count_sent
from listen.web.file_version import FileVersion, spliced_version
from listen.web.find_audio import find_audio
from listen.web.http.file import OnSent
from listen.web.limits import limit_streams
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
    splice = Splice(head=tag)

    def version(audio: Audio, manifest: Manifest) -> FileVersion:
        return spliced_version(audio, manifest, splice)

    def count(manifest: Manifest, splice: Splice) -> OnSent | None:
        start, size = len(splice.head), splice.size(manifest.size)
        return count_sent(Episode(file.site, file.source_id, size, start, manifest.duration))

    options = FileOptions(version, count, is_live=False)
    return limit_streams(lambda: deliver(audio, options=options))
