"""Each text is split where it has a bar."""

import pytest

from worker.script.segment import segment


def split(text: str, language: str) -> str:
    text = text.replace(" | ", " ")
    return " | ".join(text[span.start : span.end] for span in segment(text, language, 1_000_000))


ENGLISH = """\
The match starts at 8 p.m. ET on Sunday. | Bring a coat.
She landed at 6 p.m. GMT. | Nobody came.
Doors open at 7 a.m. Eastern time and close at 10 p.m. London time.
It left at 10:30 p.m. Aug. 9 from the port.
They close at 11 p.m. Sundays.
We met at 8 p.m. | The food was bad.
It ended at 9 p.m. | Some time later we left.
Add 2 tbsp. sugar, 3 lbs. flour and approx. $5 of salt.
Two hrs. later the govt. said that intl. trade rose.
A pkg. of yeast incl. the box weighs max. 5 ounces.
Harris Elec. & Gas won. | Nobody else did.
Call Tel. no. 555-1234 today.
See Vol. II, Ch. IV and Bk. V of it. | It is long.
Amend. XIV is well known, and so is Pt. III of it.
1 Cor. 13:4 and Rom. 8:28 are loved. | So are 2 Tim. 3 and Matt. 5.
They met Tim. | 3 people left.
The 210-lb. QB ran to gate 4, arr. 12:35 p.m. | He weighs 210 lb. | Everybody saw it.
Open Mon. 9-5 and Sat. 10am to 2pm. | It rained on Sun. | 3 people came.
The court in 12 F.3d 345 held so, and in 45 F. Supp. 2d 100 too.
Under Fed. R. Civ. P. 12(b)(6) and Pub. L. No. 104-191 it fails.
He cited 5 Cal. App. 4th 12. | Nobody listened.
See Ex. 3 and App. B, 6 So. 2d 20 and Tex. Com. Code § 17.
It fell on a Sat. Nov. 5, at Ste. 200, op. cit. and all.
He was born in 1950. | 20 years later he left.
Nobody was hurt. | $20 million was lost.
He left. | 911 was called.
It had apples, pears, etc. | We ate them.
He said it was OK. | Then he left.
He left (nobody ever asked.) | They stayed."""


@pytest.mark.parametrize("text", ENGLISH.splitlines())
def test_english(text: str) -> None:
    assert split(text, "en") == text


OTHERS = {
    "de": """\
Das steht auf Seite 12. | Dort steht noch mehr.
Sie feiern das 100. Jubiläum am 3. Mai.
Zum 250. Geburtstag kam sogar der 1. Vorsitzende. | Er blieb lange.
Er wurde 1950 geboren. | 20 Jahre später starb er.
Der Umsatz stieg um 5 %. | 2015 waren es 3 %.
Die Zahl stieg auf 84. | Mehr als 200 wurden verletzt.
Er spielte mit der Nummer 7. | Niemand lief schneller.
Mojmir I. regierte. | Papst Johannes Paul II. kam im XX. Jahrhundert.
Er starb 44 v. Chr. | Danach herrschte Krieg.
Vgl. Meyer, Bd. II, inkl. MwSt. von ca. 400 Euro.
Das kostet 5 Mrd. | Die Aktie fiel.
Es gab Äpfel, Birnen usw. | Wir aßen alles.
Die Straße zur Hl. Cäcilie ist z. B. in der Hauptstr. 5.
Am 3. 5. 2012 kam er, und am 12. ging er.
Es gilt vom 3.-5. Mai und in der 1./2. Klasse. | Danach nicht.
Es kostet 500 Tsd. Euro oder 1,5 Bio. Euro. | Das ist viel.
Es sind 3 Mio. | Das ist viel.
Der Puls ist 80/min. | Das ist gut.
Mo.–Fr., Sa. 9 Uhr und Mi., 15. Mai ist offen.""",
    "fr": """\
En 52 av. J.-C. il vint, vit et vainquit. | Puis il partit.
Voir n. 5, vol. II et chap. IV.
Il habite 5 bd. Voltaire. | Mme. Petit aussi.
Selon l'art. L. 121-3 du code, sam. 3 mai, c'est ouvert. | Le prix monte.""",
    "es": """\
La Dña. Ana y D. Pedro II llegaron. | Comieron.
Los JJ. OO. de 2012 y los EE. UU. ganaron el n. 5.
Existió hasta el 700 a. C. | El espacio central servía.
Viajó a EE. UU. | Allí vivió.
Compró pan, leche, etc. | Luego se fue.
El aprox. 5 % votó. | 20 años después, nadie.
Tiene 120 hab./km² y más. | Es poco.""",
    "it": """\
Il n. 5 è qui. | Il cap. IV e l'on. Rossi no.
S. Francesco e la Sig.na Neri parlano.
Nel 44 a.C., quando Cesare morì, e nel 14 d.C.; poi no.""",
    "pt": """\
D. Pedro II morou na Av. Paulista, pág. 6, vol. II. | Depois não.
S. Paulo no séc. XX. | Depois não.""",
    "pl": """\
Mieszka na ul. Długa 5. | Lubi to.
W 2010 r. Polska wygrała. | Urodził się w 1950 r. | Po roku zmarł.
Szkoła im. Kopernika i os. Zielone są przy al. Róż.
O godz. 5 w latach 90. XX wieku zajął 1. miejsce.""",
    "ru": """\
Он дал им. | Потом ушёл.
Театр им. Пушкина на пл. Ленина, см. рис. 6 и гл. IV. | Он стар.
Это было в 1950 г. | В 1960 г. он умер.
Были столы, стулья и т. п. | Она ушла.
Плотность 120 чел./км², пн.–пт. и пт. 3 мая. | Он стар.""",
    "uk": "Театр ім. Франка на просп. Миру. | Він старий.",
    "cs": "Je to na str. 12. | Tam je Karel IV. a 19. století.",
    "da": "Det er på side 12. | Der står det. | 20 år senere døde han.",
    "tr": """\
1451'de II. Mehmed, II. Dünya Savaşı. | Sayfa 12. | Orada 20. Yüzyıl yazar.
Çiçek Sok. 3 de.""",
    "nl": "O.a. Jan en d.w.z. Kees. | 20 jaar later.",
    "ar": "في عام 44 ق.م. مات. | ثم قال د. أحمد في ص. 5 ذلك.",
}


@pytest.mark.parametrize(
    ("language", "text"),
    [(language, text) for language, texts in OTHERS.items() for text in texts.splitlines()],
)
def test_other_languages(language: str, text: str) -> None:
    assert split(text, language) == text


def test_a_text_without_capitals_has_sentences() -> None:
    text = "i went home. | it was late, approx. 5 hours late. | nobody was there"
    assert split(text, "en") == text
    assert split(text.replace(" | ", " ").replace("i went", "I went"), "en").count("|") == 0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "2 tbsp. sugar"),
        ("en", "temp. is high"),
        ("en", "the avg. of 5 is low. | so is the max. of 3 lbs. a year, orig. from there."),
        ("en", "add 2 tbsp. sugar and 1 pkg. yeast. | stir it well."),
        ("en", "1 lg. egg, beaten"),
        ("ru", "2 ст.л. сахара"),
        ("de", "2 gestr. tl salz"),
        ("en", "hi there. | how are you? | fine."),
        ("en", "it was late in the evening. | nobody came to see us at all"),
    ],
)
def test_abbreviations_in_a_text_without_capitals_end_no_sentence(language: str, text: str) -> None:
    assert split(text, language) == text
