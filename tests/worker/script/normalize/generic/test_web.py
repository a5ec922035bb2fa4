import pytest

from audio_cache.spec import LexiconEntry
from worker.script.normalize.lexicon import Lexicon
from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "max.mueller@beispiel.de", "max Punkt mueller ät beispiel Punkt de"),
        ("de", "info@uni-ulm.de", "info ät uni Bindestrich ulm Punkt de"),
        ("de", "a1b22@abc.com", "a eins b zwei zwei ät abc Punkt com"),
        ("es", "ana_b@ejemplo.es", "ana guion bajo b arroba ejemplo punto es"),
        ("fr", "j.b+c@exemple.fr", "j point b plus c arobase exemple point fr"),
        ("it", "m.rossi@esempio.it", "m punto rossi chiocciola esempio punto it"),
        ("pt", "a.bc@exemplo.pt", "a ponto bc arroba exemplo ponto pt"),
        ("nl", "j.jansen@post.nl", "j punt jansen apenstaartje post punt nl"),
        ("ru", "i.petrov@primer.ru", "i точка petrov собака primer точка ru"),
        ("ja", "a_b@rei.jp", "aアンダーバーbアットマークreiドットjp"),
    ],
)
def test_the_signs_of_an_email_address_are_said(language: str, text: str, spoken: str) -> None:
    said = normalize(text, language).text
    assert said.replace(" ", "") == spoken.replace(" ", "")


def test_an_email_address_is_one_word_of_the_text() -> None:
    spoken = normalize("An max.m@abc.de, bitte.", "de")
    assert [(word.start, word.end) for word in spoken.words] == [(0, 2), (3, 15), (17, 22)]


def test_a_pronunciation_goes_above_an_email_address() -> None:
    lexicon = Lexicon((LexiconEntry(word="max", say="Maxe"),))
    assert "Maxe" in normalize("max@abc.de", "de", lexicon).text


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("www.beispiel.de/kontakt", "w w w Punkt beispiel Punkt de Schrägstrich kontakt"),
        ("https://beispiel.org/a/b", "beispiel Punkt org"),
        ("https://beispiel.org/2024/05/x-y", "beispiel Punkt org"),
        ("mein-haus.de", "mein Bindestrich haus Punkt de"),
    ],
)
def test_an_address_keeps_a_path_of_one_short_word(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("es", "Hola a tod@s.", "Hola a todos."),
        ("es", "l@s niñ@s", "los niños"),
        ("pt", "car@s alun@s", "caros alunos"),
    ],
)
def test_an_at_sign_for_both_genders(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


def test_a_point_before_a_digit_of_an_email_address_is_said() -> None:
    spoken = "ab tres punto sdd punto tres arroba gmail punto com"
    assert normalize("ab3.sdd.3@gmail.com", "es").text == spoken
