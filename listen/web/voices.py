"""/v1/voices: the voices that requests may name, and the engines that are unavailable."""

from flask import Blueprint, Response, jsonify

from listen.voices.suggestions import suggested_voices
from listen.web.revalidation import revalidated
from listen.web.services import services

voices = Blueprint("voices", __name__, url_prefix="/v1")


@voices.get("/voices")
@voices.get("/audio/voices")  # where clients of OpenAI's API look for them
def show_voices() -> Response:
    catalog = services().catalog
    selector, workers = catalog.selector(), catalog.snapshot()
    listed = [
        {
            "id": voice.id,
            **voice.to_dict(),
            "names": selector.aliases_of(voice),
            "works": voice.engine not in workers.degraded,
        }
        for voice in selector.voices
    ]
    response = jsonify(
        voices=listed,
        absent=workers.unavailable,
        troubles=workers.degraded,
        suggested=suggested_voices(selector.voices),
    )
    return revalidated(response)  # voices come and go with workers
