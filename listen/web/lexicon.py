"""/v1/lexicon: the pronunciations that editors give a site."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, jsonify, request
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from audio_cache.excerpt import excerpt
from audio_cache.spec import LexiconEntry
from listen.article.text.clean import one_line
from listen.database.tables import ArticleRow
from listen.errors import Unprocessable
from listen.lexicon.entries import LexiconError, make_entry, parse_entries
from listen.library.audio import Audio
from listen.library.resource import audio_resource
from listen.publishing.pronunciations.holders import find_holders
from listen.publishing.pronunciations.trial import AudibleTrial, request_trial
from listen.sites.lexicon_edits import LexiconEdit
from listen.sites.site import Site
from listen.web.articles import find_article
from listen.web.body import read_json
from listen.web.paging import read_cursor, read_limit
from listen.web.services import services

lexicon = Blueprint("lexicon", __name__, url_prefix="/v1/lexicon")

MAX_BODY = 20_000
"""Bytes."""
ENTRY_FIELDS = ("say", "ipa", "case", "whole", "language")
_TRIAL_FIELDS = ("word", *ENTRY_FIELDS, "article", "sentence")


@lexicon.get("/entries")
def show_entries() -> Response:
    """List the entries, newest first. `cursor` of an answer continues the list."""
    site, limit = current_site(), read_limit()
    part = request.args.get("q")
    found = services().lexicon_edits.current(site.name, read_cursor(), limit + 1, part)
    cursor = str(found[limit - 1].id) if len(found) > limit else None
    return no_store(jsonify(entries=[_entry(edit) for edit in found[:limit]], cursor=cursor))


@lexicon.get("/entries/<path:word>")
def show_entry(word: str) -> Response:
    """Show the entries of a word, and all edits of them."""
    site = current_site()
    history = services().lexicon_edits.history(site.name, word)
    if not history:
        raise NotFound(f"The lexicon of the site {site.name!r} never had the word {word[:80]!r}.")
    newest = {edit.language: edit for edit in reversed(history)}.values()
    return no_store(
        jsonify(
            word=history[0].word,
            entries=[_entry(edit) for edit in newest if edit.entry],
            history=[_entry(edit) for edit in history],
        )
    )


@lexicon.put("/entries/<path:word>")
def save_entry(word: str) -> Response:
    """Add an entry, or replace it. New audio of the site uses it."""
    site, fields = current_site(), read_json(request, MAX_BODY)
    entry = parse_entry(word, fields)
    editor = services().access.publishing_key().name
    edit = services().lexicon_edits.save(site.name, entry, editor)
    services().sites.refresh()
    return no_store(jsonify(_entry(edit)))


@lexicon.delete("/entries/<path:word>")
def remove_entry(word: str) -> Response:
    """Remove an entry. The lexicon in listen.toml counts again."""
    site, language = current_site(), request.args.get("language", "")
    editor = services().access.publishing_key().name
    if not services().lexicon_edits.remove(site.name, word, language, editor):
        raise NotFound(f"The lexicon of the site {site.name!r} has no word {word[:80]!r}.")
    services().sites.refresh()
    return Response(status=204)


@lexicon.get("/articles")
def show_articles() -> Response:
    """List the articles that hold a word, newest first, with their number."""
    site, limit, before = current_site(), read_limit(), read_cursor()
    entry = sought_entry(site, request.args.get("word", ""), request.args.get("language", ""))
    holders = find_holders(services().publishing, site.name, entry)
    shown = [holder for holder in holders if holder.id < before]
    counts = {holder.id: holder.count for holder in shown[:limit]}
    query = select(ArticleRow).where(ArticleRow.id.in_(counts)).order_by(ArticleRow.id.desc())
    rows = services().publishing.database.read(lambda session: session.scalars(query).all())
    cursor = str(shown[limit - 1].id) if len(shown) > limit else None
    articles = [
        {
            "id": row.source_id,
            "title": row.title,
            "url": row.url,
            "language": row.language,
            "state": row.state,
            "occurrences": counts[row.id],
        }
        for row in rows
    ]
    return no_store(jsonify(word=entry.word, count=len(holders), articles=articles, cursor=cursor))


@lexicon.post("/try")
def try_entry() -> Response:
    """Request the audio of a sentence as it is spoken now, and with an entry."""
    site, fields = current_site(), read_json(request, MAX_BODY)
    if unknown := sorted(fields.keys() - {*_TRIAL_FIELDS}):
        raise Unprocessable(
            f"Unknown field {excerpt(unknown[0])}. The fields are: {', '.join(_TRIAL_FIELDS)}."
        )
    word, article, sentence = (read_text(fields, name) for name in ("word", "article", "sentence"))
    entry = parse_entry(word or "", {name: fields[name] for name in ENTRY_FIELDS if name in fields})
    row = find_article(article) if article else None
    trial = request_trial(services().publishing, site, entry, sentence, row)
    return no_store(jsonify(_trial(trial)))


def current_site() -> Site:
    """Return the site that the client publishes for. Raises ApiError."""
    return services().sites.get(services().access.require_site(request.args.get("site")))


def parse_entry(word: str, fields: dict[str, Any]) -> LexiconEntry:
    """Return the entry of a word. Raises Unprocessable."""
    given = fields.get("word", word)
    if not isinstance(given, str) or one_line(given) != one_line(word):
        raise Unprocessable(f"'word' must be {excerpt(word)}, got {excerpt(given)}.")
    try:
        return parse_entries([{**fields, "word": word}], 1)[0]
    except LexiconError as error:
        raise Unprocessable(f"The pronunciation is invalid: {error}.") from None


def sought_entry(site: Site, word: str, language: str = "") -> LexiconEntry:
    """Return the entry by which articles are searched: the word's latest, or one of any case.

    Raises Unprocessable.
    """
    for edit in services().lexicon_edits.history(site.name, word):
        if edit.entry and (not language or edit.language == language):
            return edit.entry
    try:
        return make_entry(word=word, say=word, language=language)
    except LexiconError as error:
        raise Unprocessable(f"The word is invalid: {error}.") from None


def read_text(fields: dict[str, Any], name: str) -> str | None:
    """Return a field, cleaned to one line; None if it is missing or blank. Raises Unprocessable."""
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise Unprocessable(f"{name!r} must be a string, got {excerpt(value)}.")
    return one_line(value or "") or None


def no_store(response: Response) -> Response:
    """Keep caches from storing a response."""
    response.headers["Cache-Control"] = "no-store"
    return response


def time_text(time: datetime | None) -> str | None:
    """Return a time as ISO 8601 writes it."""
    return time.isoformat().replace("+00:00", "Z") if time else None


def _entry(edit: LexiconEdit) -> dict[str, Any]:
    entry = edit.entry
    return {
        "word": edit.word,
        "language": edit.language,
        "say": entry.say if entry else "",
        "ipa": entry.ipa if entry else "",
        "case": entry.case if entry else False,
        "whole": entry.whole if entry else True,
        "removed": entry is None,
        "editor": edit.editor,
        "edited_at": time_text(edit.created_at),
    }


def _trial(trial: AudibleTrial) -> dict[str, Any]:
    return {
        "sentence": trial.sentence,
        "applied": trial.before.key != trial.after.key,
        "before": _audio(trial.before, trial.is_signed),
        "after": _audio(trial.after, trial.is_signed),
    }


def _audio(audio: Audio, is_signed: bool) -> dict[str, Any]:
    token = services().signer.token(audio.key) if is_signed else None
    superseding = services().library.superseding_spec
    return {**audio_resource(audio, superseding, request.root_path, token)}
