"""/episodes: the files of a podcast, which are audio behind an ID3 tag."""

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from listen.web.delivery import deliver
from listen.web.find_audio import find_audio
from listen.web.services import services

episodes = Blueprint("episodes", __name__, url_prefix="/episodes")


@episodes.get("/<key>/<digest>.mp3")
def send_episode(key: str, digest: str) -> Response:
    """Send a file whole or in part. Its audio is that of /audio/KEY.mp3, with the same answers."""
    audio = find_audio(key)
    found = services().feeds.episode_file(key, digest)
    if found is None:
        raise NotFound("No feed has named this file.")
    _, tag = found
    return deliver(audio, tag_of=lambda _audio, _manifest: tag, is_live=False)
