"""/newsroom/SITE/words/mend: a word gets another pronunciation, which can be heard first."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, request
from redis import RedisError
from werkzeug.wrappers import Response as BaseResponse

from audio_cache.spec import LexiconEntry
from listen.article.text.clean import one_line
from listen.database.tables import ArticleRow
from listen.errors import ApiError
from listen.library.audio import Audio
from listen.publishing.article_rows import find_row_by_number
from listen.publishing.pronunciations.reports import DONE, find_report, set_report_state
from listen.publishing.pronunciations.trial import request_trial
from listen.sites.site import Site
from listen.web.lexicon import parse_entry
from listen.web.newsroom.editor import current_editor
from listen.web.newsroom.page import page, see
from listen.web.paging import MAX_ID
from listen.web.services import services

mend = Blueprint("mend", __name__)

_NO_QUEUE = "The server cannot reach its queue, so it can make no audio now. Try again in a minute."


@dataclass(frozen=True)
class Heard:
    """A sentence that can be heard before and after the change."""

    sentence: str
    before: str
    after: str
    """URLs."""
    is_applied: bool


@mend.get("/<site>/words/mend")
def show_form(site: str) -> Response:
    """Show the form. Links name the word, the article and the sentence."""
    chosen = current_editor().site(site)
    fields = _fields(request.args)
    if fields["word"] and not fields["say"] and not fields["ipa"]:
        fields |= _saved_fields(chosen, fields["word"])
    return _form(chosen, fields)


@mend.post("/<site>/words/mend")
def send_form(site: str) -> BaseResponse:
    """Make the sentence audible, or save the pronunciation."""
    chosen = current_editor().site(site)
    fields = _fields(request.form)
    try:
        entry = _entry(fields)
        if request.form.get("do") == "save":
            return _save(chosen, fields, entry)
        return _form(chosen, fields, heard=_hear(chosen, fields, entry))
    except RedisError:
        return _form(chosen, fields, 503, problem=_NO_QUEUE)
    except ApiError as error:
        return _form(chosen, fields, error.status, problem=str(error))


def _form(site: Site, fields: dict[str, str], status: int = 200, **context: Any) -> Response:
    article = _article(site, fields)
    return page(
        "newsroom/mend.html",
        site,
        status,
        has_player=True,
        fields=fields,
        article=article,
        **{"heard": None, "problem": "", **context},
    )


def _save(site: Site, fields: dict[str, str], entry: LexiconEntry) -> BaseResponse:
    services().lexicon_edits.save(site.name, entry, current_editor().name)
    services().sites.refresh()
    _close_report(site, fields["report"])
    return see(
        "newsroom.words.show_word",
        "Saved. All new audio says it so. Below are the articles that hold the word: have their "
        "sentences made again.",
        site=site.name,
        word=entry.word,
        language=entry.language or None,
    )


def _close_report(site: Site, report: str) -> None:
    """Close the readers' report that led to the form."""
    number = int(report) if report.isascii() and report.isdigit() else 0
    database = services().publishing.database
    found = database.read(lambda session: find_report(session, min(number, MAX_ID)))
    if found and found[0].site == site.name:
        database.write(lambda session: set_report_state(session, found[0].id, DONE))


def _hear(site: Site, fields: dict[str, str], entry: LexiconEntry) -> Heard:
    """Raises ApiError and RedisError."""
    sentence = one_line(fields["sentence"]) or None
    trial = request_trial(services().publishing, site, entry, sentence, _article(site, fields))
    before, after = (_url(audio, trial.is_signed) for audio in (trial.before, trial.after))
    return Heard(trial.sentence, before, after, trial.before.key != trial.after.key)


def _url(audio: Audio, is_signed: bool) -> str:
    query = f"?token={services().signer.token(audio.key)}" if is_signed else ""
    return f"{request.root_path}{audio.rendition.url}{query}"


def _article(site: Site, fields: dict[str, str]) -> ArticleRow | None:
    """Return the article that the form names by its number; None without one."""
    number = fields["article"]
    if not (number.isascii() and number.isdigit()):
        return None
    return services().publishing.database.read(
        lambda session: find_row_by_number(session, site.name, min(int(number[:12]), MAX_ID))
    )


def _entry(fields: dict[str, str]) -> LexiconEntry:
    """Return the entry of the form. Raises Unprocessable."""
    return parse_entry(
        fields["word"],
        {
            **{name: fields[name] for name in ("say", "ipa", "language")},
            **({"case": fields["case"] == "same"} if fields["case"] else {}),
            "whole": fields["parts"] != "yes",
        },
    )


_NAMES = ("word", "say", "ipa", "language", "case", "parts", "sentence", "article", "report")


def _fields(sent: Any) -> dict[str, str]:
    """Return the fields of the form, each at most some thousand characters."""
    return {name: sent.get(name, "")[:3000].strip() for name in _NAMES}


def _saved_fields(site: Site, word: str) -> dict[str, str]:
    """Return what is saved for a word."""
    for edit in services().lexicon_edits.history(site.name, word):
        if edit.entry:
            entry = edit.entry
            return {
                "say": entry.say,
                "ipa": entry.ipa,
                "language": entry.language,
                "case": "same" if entry.case else "any",
                "parts": "" if entry.whole else "yes",
            }
    return {}
