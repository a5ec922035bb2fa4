"""Sentences that an article may contain are dropped at its edges, or where they are set apart."""

import pytest

from listen.article.html.extract import extract_html
from listen.article.text.plain import extract_text
from tests.listen.article.paragraphs import PARAGRAPHS

APPEAL = "Thank you for reading."
PROMPT = "Register for our newsletter on the page that opens, which takes a minute."


def texts(*parts: str) -> list[str]:
    return [block.text for block in extract_html("<article>" + "".join(parts)).blocks]


def paragraphs(*numbers: int) -> str:
    return "".join(f"<p>{PARAGRAPHS[number]}</p>" for number in numbers)


def test_an_appeal_at_an_edge_is_dropped() -> None:
    assert texts(f"<p>{APPEAL}</p>", paragraphs(0, 1, 2, 3)) == PARAGRAPHS
    assert texts(paragraphs(0, 1, 2, 3), f"<p>{APPEAL}</p>") == PARAGRAPHS


def test_an_appeal_between_paragraphs_is_kept() -> None:
    kept = texts(paragraphs(0, 1), f"<p>{APPEAL}</p>", paragraphs(2, 3, 0))
    assert kept == [*PARAGRAPHS[:2], APPEAL, *PARAGRAPHS[2:], PARAGRAPHS[0]]


@pytest.mark.parametrize(
    "link",
    [
        "You can view our June 2018 open thread here.",
        "Catch up on last week's episode here.",
        "Find all our recipes here.",
        "Unseren letzten Bericht können Sie hier lesen.",
        "Hier finden Sie alle Artikel der Serie.",
        "Vous pouvez lire notre entretien avec le maire ici.",
        "Puedes leer nuestra entrevista completa aquí.",
        "Potete leggere la nostra intervista al sindaco qui.",
        "Qui trovate tutte le nostre ricette con le castagne.",
        "Você pode ler a nossa entrevista com a prefeita aqui.",
        "Aqui você encontra as nossas receitas de bacalhau.",
        "Lees onze eerdere artikelen over de brug hier.",
        "Alle afleveringen van deze serie vindt u hier.",
        "Hier lees je ons interview met de burgemeester.",
        "Läs vår intervju med borgmästaren här.",
        "Här hittar du alla avsnitt av serien.",
        "Poprzedni odcinek cyklu znajdziecie tutaj.",
        "Nasz wywiad z burmistrzem możesz przeczytać tutaj.",
        "Přečtěte si náš rozhovor se starostkou zde.",
        "Zde najdete všechny díly našeho seriálu.",
        "Наше интервью с мэром можно прочитать здесь.",
        "Предыдущий выпуск можно послушать по ссылке.",
        "Наше інтерв'ю з мером можна прочитати тут.",
        "Попередній випуск можна послухати за посиланням.",
        "Köprüyle ilgili önceki yazımızı buradan okuyabilirsiniz.",
        "Başkanla yaptığımız röportajımıza buradan ulaşabilirsiniz.",
        "Baca artikel kami sebelumnya tentang jembatan ini di sini.",
        "Bạn có thể đọc bài phỏng vấn thị trưởng của chúng tôi tại đây.",
        "前回の記事はこちらからご覧ください。",
        "市長への過去のインタビューはこちら。",
        "이전 기사는 여기에서 읽으실 수 있습니다.",
        "我们之前对市长的采访请点击这里。",
        "يمكنكم قراءة مقالنا السابق عن الجسر هنا.",
    ],
)
def test_a_link_to_other_articles_at_the_end_is_dropped(link: str) -> None:
    assert texts(paragraphs(0, 1, 2, 3), f"<p>{link}</p>") == PARAGRAPHS
    assert link in texts(paragraphs(0, 1), f"<p>{link}</p>", paragraphs(2, 3, 0))


@pytest.mark.parametrize(
    "ending",
    [
        "You can see our house from here.",
        "You can see the first signs of spring here.",
        "Our story began here, and we shall stay.",
        "Hier lesen Kinder unter Bäumen.",
        "Vous pouvez voir notre maison d'ici.",
        "Qui la nostra storia finisce, e ne comincia un'altra.",
        "Aqui nasceu a nossa cidade, e aqui ficamos.",
        "Hier wonen de mensen al honderd jaar.",
        "Här började historien om våra broar.",
        "Tutaj zaczęła się nasza historia.",
        "Zde začíná naše cesta k moři.",
        "Здесь началась наша история, и здесь она закончится.",
        "Тут почалася наша історія.",
        "Hikâyemiz burada başladı ve burada bitecek.",
        "Di sini kisah kami dimulai.",
        "Câu chuyện của chúng tôi bắt đầu ở đây.",
        "私たちの物語はここから始まった。",
        "우리의 이야기는 여기에서 시작되었다.",
        "我们的故事从这里开始，也在这里结束。",
        "هنا بدأت حكايتنا مع الجسر.",
    ],
)
def test_an_ending_about_a_place_is_kept(ending: str) -> None:
    assert texts(paragraphs(0, 1, 2, 3), f"<p>{ending}</p>")[-1] == ending


@pytest.mark.parametrize(
    "box",
    [
        "<div class='x'><p>{}</p></div>",
        "<p><em>{}</em></p>",
        "<p><strong>{}</strong></p>",
        "<p><a href='/thanks'>{}</a></p>",
    ],
)
def test_an_appeal_in_a_box_or_type_of_its_own_is_dropped(box: str) -> None:
    kept = texts(paragraphs(0, 1), box.format(APPEAL), paragraphs(2, 3, 0))
    assert kept == [*PARAGRAPHS, PARAGRAPHS[0]]


def test_a_step_of_instructions_is_kept() -> None:
    steps = f"<ol><li>Open the site.</li><li>{PROMPT}</li></ol>"
    assert PROMPT in texts(paragraphs(0, 1), steps, paragraphs(2, 3))
    assert PROMPT not in texts(paragraphs(0, 1), f"<ul><li>{PROMPT}</li></ul>", paragraphs(2, 3))


def test_text_that_was_not_copied_from_a_page_is_kept() -> None:
    prompt = "Want more stories like this? Then join our mailing list."
    written = extract_text("\n\n".join([*PARAGRAPHS, prompt]))
    assert written.blocks[-1].text == prompt
    copied = extract_text(
        "\n\n".join(["Share this article", "3 min read", *PARAGRAPHS, prompt, "Leave a comment"])
    )
    assert [block.text for block in copied.blocks] == PARAGRAPHS
