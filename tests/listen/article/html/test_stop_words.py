from unittest.mock import Mock

import pytest
from justext.paragraph import Paragraph
from justext.utils import get_stoplist, get_stoplists
from lxml.html import document_fromstring
from trafilatura import external

from listen.article.html.main_text import main_text
from listen.article.html.stop_words import StopWords

WORDS = StopWords()
ALL = {word for language in get_stoplists() for word in get_stoplist(language)}


def test_it_has_the_words_of_all_languages() -> None:
    assert len(WORDS) == len(ALL) > 100_000
    assert all(word in WORDS for word in ALL)


def test_it_has_no_others() -> None:
    others = [f"{word}{end}" for word in get_stoplist("English") for end in ("q", "zz", "ő")]
    assert [word in WORDS for word in others] == [word in ALL for word in others]


@pytest.mark.parametrize(
    "text", ["The old bridge over the river", "Die alte Brücke am Fluss", "橋 zzqx qqq", ""]
)
def test_justext_counts_as_with_its_own(text: str) -> None:
    paragraph = Paragraph(Mock())
    paragraph.text_nodes.append(text)
    assert paragraph.stopwords_density(WORDS) == paragraph.stopwords_density(ALL)


def test_trafilatura_uses_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Mock(wraps=external.try_justext)
    monkeypatch.setattr(external, "try_justext", asked)
    monkeypatch.setattr(external, "jt_stoplist_init", Mock(side_effect=AssertionError))
    page = "<html><body><div>The old bridge is open again.</div></body></html>"
    main_text(document_fromstring(page), favor_precision=False)
    asked.assert_called()
    assert isinstance(external.JT_STOPLIST, StopWords)
