"""Text that was copied from a page becomes the article, without the boilerplate around it."""

import pytest

from listen.article.article import Article
from listen.article.text.plain import extract_text
from tests.listen.article.paragraphs import PARAGRAPHS as ALL_PARAGRAPHS

PARAGRAPHS = ALL_PARAGRAPHS[:3]
LEAD = (
    "After a winter without a crossing, a harbour town decides to build its bridge again, and to "
    "pay for the greater part of it."
)
TITLE = "Harbour town will rebuild its bridge"
PAGE = f"""Local news

{TITLE}

{LEAD}

Anna Miller4 min read
Published

Listen to this article

Press play to listen

Share this story:
{TITLE}
{TITLE}

{{}}

Comments (2)

Leave a comment

0/2000 characters
Comments are moderated before they are published.

More in Local news
Ferry service to end in May
"""


def reasons(article: Article) -> dict[str, str]:
    return {line: part.reason for part in article.dropped for line in part.text.split("\n") if line}


def texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def test_a_copied_page_becomes_its_title_once_and_its_article() -> None:
    article = extract_text(PAGE.format("\n\n".join(PARAGRAPHS)))
    assert texts(article) == [TITLE, LEAD, *PARAGRAPHS]
    assert article.blocks[0].kind == "title"
    assert article.title == TITLE
    assert reasons(article) == {
        "Local news": "page furniture",
        "Anna Miller4 min read": "reading time",
        "Published": "byline",
        "Listen to this article": "player label",
        "Press play to listen": "player label",
        "Share this story:": "share bar",
        TITLE: "title repeated",
        "Comments (2)": "comment form",
        "Leave a comment": "comment form",
        "0/2000 characters": "comment form",
        "Comments are moderated before they are published.": "comment form",
        "More in Local news": "related links",
        "Ferry service to end in May": "related links",
    }


def test_a_given_title_is_spoken_once() -> None:
    article = extract_text(PAGE.format("\n\n".join(PARAGRAPHS)), TITLE)
    assert texts(article) == [TITLE, LEAD, *PARAGRAPHS]


def test_short_lines_of_the_article_are_kept() -> None:
    middle = [
        PARAGRAPHS[0],
        "Why now?",
        PARAGRAPHS[1],
        "• The piers",
        "• The railing",
        "“At last,” said one.",
        "It rained",
        PARAGRAPHS[2],
    ]
    article = extract_text(PAGE.format("\n\n".join(middle)))
    assert texts(article)[2:] == [line.removeprefix("• ") for line in middle]


def test_a_page_that_shows_its_title_once_has_it_above_the_article() -> None:
    text = f"News\n\n{TITLE}\n\nBy Anna Miller\n12.03.2024\n\nShare\nTweet\n\n"
    text += "\n\n".join(PARAGRAPHS) + "\n\nShare on Facebook\nLeave a reply\nYour comment"
    article = extract_text(text)
    assert texts(article) == [TITLE, *PARAGRAPHS]


def test_links_within_the_article_are_dropped() -> None:
    text = f"{PARAGRAPHS[0]}\n\nRead more: The flood in pictures\n\n{PARAGRAPHS[1]}\n\n"
    article = extract_text(text + f"Advertisement\n\n{PARAGRAPHS[2]}")
    assert texts(article) == PARAGRAPHS
    assert set(reasons(article).values()) == {"related links", "advertisement"}


def test_a_long_paragraph_below_the_comments_is_kept() -> None:
    long = " ".join(PARAGRAPHS)
    text = "\n\n".join([long, long, long, "3 min read", "Comments (1)", "Nice", PARAGRAPHS[0] * 2])
    assert texts(extract_text(text))[-1] == PARAGRAPHS[0] * 2


def test_a_closing_line_above_the_boilerplate_is_kept() -> None:
    text = "\n\n".join([*PARAGRAPHS, "Correspondence from the coast", "Share this", "Copy link"])
    assert texts(extract_text(text))[-1] == "Correspondence from the coast"


@pytest.mark.parametrize(
    ("title", "paragraph", "above", "below"),
    [
        (
            "Hafenstadt baut ihre Brücke wieder auf",
            "Der Rat der kleinen Hafenstadt hat am Montagabend beschlossen, die alte Brücke wieder "
            "aufzubauen, die seit dem Hochwasser gesperrt ist.",
            ["Lokales", "Lesezeit: 3 Minuten", "Artikel anhören", "Diesen Artikel teilen"],
            ["Kommentare (3)", "Kommentar schreiben", "Mehr zum Thema", "Fähre fährt nicht mehr"],
        ),
        (
            "La ville portuaire reconstruit son pont",
            "Le conseil de la petite ville portuaire a décidé lundi soir de reconstruire le vieux "
            "pont, fermé depuis les inondations de l'hiver dernier.",
            ["Région", "Temps de lecture : 3 min", "Écouter l'article", "Partager cet article"],
            ["Lire aussi : Le bac s'arrête", "Laisser un commentaire", "Les plus lus", "La météo"],
        ),
        (
            "La ciudad del puerto reconstruye su puente",
            "El consejo de la pequeña ciudad decidió el lunes por la noche reconstruir el viejo "
            "puente, cerrado desde las inundaciones del invierno pasado.",
            ["Local", "3 min de lectura", "Escuchar artículo", "Comparte este artículo"],
            ["Deja un comentario", "Te puede interesar", "El tiempo de mañana"],
        ),
        (
            "Портове місто відбудує свій старий міст",
            "Рада невеликого портового міста в понеділок увечері вирішила відбудувати старий міст, "
            "закритий від минулорічної зимової повені.",
            ["Новини", "3 хв читання", "Слухати статтю", "Поділитися новиною"],
            ["Читайте також: Пором зупинено", "Залишити коментар", "0/500 символів"],
        ),
        (
            "مدينة الميناء تعيد بناء جسرها القديم",
            "قرر مجلس المدينة الصغيرة مساء يوم الاثنين إعادة بناء الجسر القديم الذي أغلق منذ "
            "فيضانات الشتاء الماضي أمام جميع المارة والسيارات.",
            ["محليات", "3 دقائق قراءة", "استمع إلى المقال", "شارك هذا المقال"],
            ["اقرأ أيضا: توقف العبارة", "اترك تعليقا", "مواضيع ذات صلة", "الطقس غدا"],
        ),
    ],
)
def test_pages_in_other_languages(
    title: str, paragraph: str, above: list[str], below: list[str]
) -> None:
    paragraphs = [paragraph, paragraph * 2, paragraph * 3]
    text = "\n\n".join([above[0], title, *above[1:], title, *paragraphs, *below])
    assert texts(extract_text(text)) == [title, *paragraphs]
