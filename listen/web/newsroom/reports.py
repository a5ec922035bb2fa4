"""/newsroom/SITE/reports: words that readers report as said wrongly."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort, request
from werkzeug.wrappers import Response as BaseResponse

from listen.database.tables import ArticleRow, PronunciationReportRow
from listen.publishing.pronunciations.reports import (
    DISMISSED,
    DONE,
    OPEN,
    STATES,
    find_report,
    list_reports,
    set_report_state,
)
from listen.web.newsroom.editor import current_editor
from listen.web.newsroom.page import page, see
from listen.web.paging import MAX_ID, read_cursor
from listen.web.services import services

reports = Blueprint("reports", __name__)

_LIMIT = 25
LABELS = {OPEN: "Open", DONE: "Done", DISMISSED: "Dismissed"}
_NOTICES = {
    OPEN: "The report is open again.",
    DONE: "The report is done.",
    DISMISSED: "The report is dismissed. It stays so if readers repeat it.",
}


@dataclass(frozen=True)
class ReportLine:
    """A report. The sentence is in three parts, of which the middle one is the word."""

    row: PronunciationReportRow
    article: ArticleRow

    @property
    def parts(self) -> tuple[str, str, str]:
        return self.row.sentence.partition(self.row.word)


@reports.get("/<site>/reports")
def show_list(site: str) -> Response:
    """Show the reports in a state, newest first."""
    chosen, before = current_editor().site(site), read_cursor()
    state = request.args.get("state", OPEN)
    if state not in STATES:
        abort(404)
    found = services().publishing.database.read(
        lambda session: list_reports(session, chosen.name, state, before, _LIMIT + 1)
    )
    return page(
        "newsroom/reports.html",
        chosen,
        lines=[ReportLine(*each) for each in found[:_LIMIT]],
        cursor=found[_LIMIT - 1][0].id if len(found) > _LIMIT else None,
        state=state,
        labels=LABELS,
        is_first=before == MAX_ID,
    )


@reports.post("/<site>/reports/<int:number>")
def change(site: str, number: int) -> BaseResponse:
    """Set the state of a report."""
    chosen, state = current_editor().site(site), request.form.get("state", "")
    database = services().publishing.database
    found = database.read(lambda session: find_report(session, min(number, MAX_ID)))
    if found is None or found[0].site != chosen.name or state not in STATES:
        abort(404)
    database.write(lambda session: set_report_state(session, found[0].id, state))
    return see("newsroom.reports.show_list", _NOTICES[state], site=site)
