"""The blueprint of /newsroom, which joins those of its pages."""

from flask import Blueprint
from redis import RedisError
from werkzeug.exceptions import HTTPException

from listen.errors import ApiError
from listen.web.newsroom.actions import actions
from listen.web.newsroom.article import article
from listen.web.newsroom.articles import articles
from listen.web.newsroom.error_pages import show_error, show_http_error, show_outage
from listen.web.newsroom.guard import begin, finish
from listen.web.newsroom.home import home
from listen.web.newsroom.mend import mend
from listen.web.newsroom.most_played import most_played
from listen.web.newsroom.page import protect
from listen.web.newsroom.reading import reading
from listen.web.newsroom.remakes import remakes
from listen.web.newsroom.reports import reports
from listen.web.newsroom.sign_in import sign_in
from listen.web.newsroom.words import words

PAGES = (
    home,
    sign_in,
    articles,
    article,
    reading,
    actions,
    most_played,
    words,
    mend,
    remakes,
    reports,
)

newsroom = Blueprint("newsroom", __name__, url_prefix="/newsroom")
newsroom.before_request(begin)
newsroom.after_request(finish)
newsroom.after_request(protect)
newsroom.register_error_handler(ApiError, show_error)
newsroom.register_error_handler(RedisError, show_outage)
newsroom.register_error_handler(HTTPException, show_http_error)
for each in PAGES:
    newsroom.register_blueprint(each)
