"""The language of a text is detected, whatever it quotes."""

import pytest

from listen.article.detect_language import detect_language

TEXTS = {
    "en": "The council of the small town voted on Monday to rebuild the old bridge over the river.",
    "de": "Der Rat der kleinen Stadt hat am Montag beschlossen, die alte Brücke wieder aufzubauen.",
    "fr": "Le conseil de la petite ville a décidé lundi de reconstruire le vieux pont.",
    "es": "El consejo de la pequeña ciudad decidió el lunes reconstruir el viejo puente.",
    "it": "Il consiglio della piccola città ha deciso lunedì di ricostruire il vecchio ponte.",
    "nl": "De raad van het kleine stadje besloot maandag de oude brug te herbouwen.",
    "pl": "Rada małego miasta postanowiła w poniedziałek odbudować stary most na rzece.",
    "uk": "Рада невеликого міста в понеділок вирішила відбудувати старий міст через річку.",
    "ru": "Совет небольшого города в понедельник решил восстановить старый мост через реку.",
    "ar": "قرر مجلس المدينة الصغيرة يوم الاثنين إعادة بناء الجسر القديم فوق النهر.",
    "ja": "小さな町の議会は月曜日に、川にかかる古い橋を再建することを決めました。",
    "zh": "小镇议会星期一决定重建河上的旧桥，这座桥在去年冬天的洪水之后一直关闭。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_is_enough(language: str) -> None:
    assert detect_language(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "Hm.", "12:30, 14:15", "!?", "Paris", "Ok ok"])
def test_a_word_is_not_enough(text: str) -> None:
    assert detect_language(text) is None
    assert detect_language(text, "fr-CA") == "fr-CA"


def test_quotations_do_not_change_it() -> None:
    text = " ".join([TEXTS["en"], "He said: “", TEXTS["de"], "”", TEXTS["en"], TEXTS["en"]])
    assert detect_language(text) == "en"
    assert detect_language(TEXTS["fr"] * 9 + TEXTS["en"] * 6) == "fr"


def test_a_correct_declaration_adds_its_region() -> None:
    assert detect_language(TEXTS["en"], "en-GB") == "en-GB"


def test_a_wrong_declaration_is_ignored() -> None:
    assert detect_language(TEXTS["de"], "en") == "de"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Привіт, як справи?", "uk"),
        ("Доброе утро", "ru"),
        ("Καλημέρα", "el"),
        ("مرحبا كيف حالك", "ar"),
        ("你好，世界", "zh"),
        ("東京の天気", "ja"),
        ("テスト", "ja"),
        ("안녕하세요", "ko"),
        ("שלום עולם", "he"),
        ("नमस्ते, आप कैसे हैं?", "hi"),
        ("สวัสดี", "th"),
        ("Listen: Привіт, як справи?", "uk"),
    ],
)
def test_a_word_is_enough_in_a_script_of_few_languages(text: str, language: str) -> None:
    assert detect_language(text) == language
    assert detect_language(text, "en") == language, "a page in English may quote it whole"


def test_a_declaration_decides_between_languages_of_a_script() -> None:
    assert detect_language("Доброе утро", "bg") == "bg"
    assert detect_language("東京", "ja-JP") == "ja-JP"
    assert detect_language("שלום", "yi") == "yi", "which the model does not know"
