"""/v1/preview: the parts of an article that would be read or skipped. No audio is generated."""

from flask import Blueprint, Response

from listen.web.body import read_speech_request
from listen.web.limits import begin_synthesis
from listen.web.services import services

preview = Blueprint("preview", __name__, url_prefix="/v1")


@preview.post("/preview")
def show_preview() -> Response:
    begin_synthesis()
    speech = read_speech_request()
    preview_json = services().extractor.preview(speech, services().catalog.selector())
    return Response(preview_json, mimetype="application/json")
