import pytest

from worker.script.normalize.normalize import normalize
from worker.script.segment import segment


@pytest.mark.parametrize("sign", ["n° 5", "nº 5", "N° 5", "n.º 5", "n.° 5", "№ 5", "nº5"])
@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("de", "Nummer fünf"),
        ("fr", "numéro cinq"),
        ("es", "número cinco"),
        ("it", "numero cinque"),
        ("pt", "número cinco"),
        ("nl", "nummer vijf"),
        ("sv", "nummer fem"),
        ("pl", "numer pięć"),
        ("ru", "номер пять"),
        ("uk", "номер п'ять"),
        ("tr", "numara beş"),
        ("ca", "número cinc"),
    ],
)
def test_the_number_sign_is_no_degree(sign: str, language: str, spoken: str) -> None:
    assert normalize(sign, language).text == spoken


def test_the_number_sign_has_a_plural() -> None:
    assert normalize("les n°s 5 et 6", "fr").text == "les numéros cinq et six"


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "Äpfel usw.", "Äpfel und so weiter."),
        ("de", "(Äpfel usw.)", "(Äpfel und so weiter.)"),
        ("de", "Äpfel usw. und mehr", "Äpfel und so weiter und mehr"),
        ("de", "Vgl. das", "Vergleiche das"),
        ("fr", "M. est seul", "M. est seul"),
        ("es", "la letra D. sigue", "la letra D. sigue"),
        ("de", "S. Müller", "S. Müller"),
        ("it", "C.S. Lewis", "C.S. Lewis"),
    ],
)
def test_an_abbreviation_depends_on_what_follows(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "la S.A. de C.V."),
        ("pt", "a S.A. do Brasil"),
        ("it", "la S.p.A."),
        ("de", "max.muster"),
        ("fr", "la S.A. Dupont"),
    ],
)
def test_initials_and_names_are_no_titles(language: str, text: str) -> None:
    assert normalize(text, language).text == text


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("es", "S. Martín", "san Martín"),
        ("pt", "S. Paulo", "São Paulo"),
        ("de", "z.B.das", "zum Beispiel das"),
        ("nl", "van 3 t/m 5 mei", "van drie tot en met vijf mei"),
        ("de", "Art. 1 GG", "Artikel eins GG"),
        ("de", "Abs. 2 S. 1", "Absatz zwei Satz eins"),
        ("de", "§§ 3 ff. BGB", "Paragrafen drei folgende BGB"),
        ("de", "Siehe S. 12 f.", "Siehe Seite zwölf folgende."),
        ("fr", "24h/24 et 7j/7", "vingt-quatre heures sur vingt-quatre et sept jours sur sept"),
        ("fr", "art. L. 121-3", "article L. cent vingt et un trois"),
    ],
)
def test_abbreviations_of_texts_and_laws(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("fr", "l'art. 5", "l'article cinq"),
        ("it", "dell'art. 18 e l'on. Rossi", "dell'articolo diciotto e l'onorevole Rossi"),
        ("fr", "M. et Mme Durand", "monsieur et madame Durand"),
        ("nl", "prof. dr. Bos", "professor doctor Bos"),
        ("it", "prof. dott. Rossi", "professor dottor Rossi"),
        ("it", "il XX sec.", "il ventesimo secolo."),
        ("it", "c.so Italia", "corso Italia"),
        ("it", "nel '68 e nel '900", "nel sessantotto e nel novecento"),
        ("de", "lit. a", "Buchstabe a"),
        ("de", "im 3. OG", "im dritten OG"),
        ("de", "15.–17. Jh.", "fünfzehntes bis siebzehntes Jahrhundert."),
        ("de", "1 BvR 12/13", "eins BvR zwölf dreizehn"),
        ("sv", "5 kap. 2 §", "fem kapitel paragraf två"),
        ("ru", "ст. 5 ч. 2", "статья пять часть два"),
        ("pl", "34-letni", "trzydziestoczteroletni"),
        ("pl", "100-procentowy", "stuprocentowy"),
        ("pl", "o 5 pkt proc.", "o pięć punktów procentowych."),
        ("pt", "2,3 p.p.", "dois vírgula três pontos percentuais."),
    ],
)
def test_abbreviations_beside_other_words(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


def test_a_superscript_ending_stays_with_its_number() -> None:
    assert [span.end for span in segment("El 11.ᵉʳ puesto.", "es", 400)] == [16]
    assert normalize("11.ᵉʳ", "es").text == "decimoprimer"


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("es", "García e Hijos, S.L. facturó", "García e Hijos, S.L. facturó"),
        ("es", "2 cdas. de aceite", "dos cucharadas de aceite"),
        ("fr", "2 c. à soupe d'huile", "deux cuillère à soupe d'huile"),
        ("fr", "du lun. au ven. matin", "du lundi au vendredi matin"),
        ("fr", "M. le maire", "monsieur le maire"),
        ("it", "l'a.d. Mario Bianchi", "l'amministratore delegato Mario Bianchi"),
        ("de", "2 EL Öl", "zwei Esslöffel Öl"),
        ("de", "für 50 TL", "für fünfzig TL"),
        ("pl", "10-tego maja", "dziesięć-tego maja"),
        ("de", "4:3 n. E. gewonnen", "vier zu drei nach Elfmeterschießen gewonnen"),
        ("de", "ab 19 h", "ab neunzehn Uhr"),
        ("de", "im Maßstab 1:25.000", "im Maßstab eins zu fünfundzwanzigtausend"),
        ("de", "Intel i7-12700", "Intel i sieben zwölftausendsiebenhundert"),
        ("de", "1 TB", "ein Terabyte"),
        ("it", "segna al 90', poi", "segna al novanta minuti, poi"),
        ("it", "la 'Route 66' è", "la 'Route sessantasei' è"),
    ],
)
def test_abbreviations_of_papers(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken
