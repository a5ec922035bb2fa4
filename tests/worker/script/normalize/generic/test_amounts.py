import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "12,50 €, 4,00 €, 1 €", "zwölf Euro fünfzig Cent, vier Euro, ein Euro"),
        ("de", "0,99 €", "neunundneunzig Cent"),
        ("de", "CHF 500", "fünfhundert Schweizer Franken"),
        ("fr", "$5", "cinq dollars"),
        ("es", "21 €", "veintiún euros"),
        ("es-MX", "$1,500.50", "mil quinientos pesos cincuenta centavos"),
        ("cs", "1 Kč, 3 Kč, 5 Kč", "jedna česká koruna, tři české koruny, pět českých korun"),
        ("pl", "3,25 zł", "trzy złote dwadzieścia pięć groszy"),
        ("ja", "¥500、$5", "五百円、五ドル"),
        ("zh", "$5", "五美元"),
        ("hi", "₹500", "पाँच सौ भारतीय रुपए"),
    ],
)
def test_a_currency_name_has_the_plural_form_for_its_number(
    language: str, text: str, spoken: str
) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("bg", "1 €, 2 км", "едно евро, два километра"),
        ("ca", "2 t, 2 km", "dues tones mètriques, dos quilòmetres"),
        ("cs", "1 Kč, 2 t, 2 €", "jedna česká koruna, dvě tuny, dvě eura"),
        ("da", "1 kr., 1 kg", "en dansk krone, et kilogram"),
        ("de", "1 h, 1 t, 1 km/h", "eine Stunde, eine Tonne, ein Kilometer pro Stunde"),
        ("el", "200 £", "διακόσιες λίρες στερλίνες Βρετανίας"),
        ("es", "1 h, 200 £, 21 km", "una hora, doscientas libras, veintiún kilómetros"),
        ("fr", "1 h, 21 €", "une heure, vingt et un euros"),
        ("it", "1 h, 1 km", "una ora, un chilometro"),
        ("lt", "2 t, 2 km", "dvi metrinės tonos, du kilometrai"),
        ("pl", "1 €, 2 t", "jedno euro, dwie tony"),
        ("pt", "2 h, 1 kg", "duas horas, um quilograma"),
        ("ru", "2 мин, 2 км", "две минуты, два километра"),
        ("sv", "1 kr, 1 kg, 1 %", "en krona, ett kilogram, en procent"),
        ("uk", "22 ₴", "двадцять дві гривні"),
    ],
)
def test_a_number_agrees_with_the_gender_of_its_unit(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("es", "200 personas, 1.500 plazas", "doscientas personas, mil quinientas plazas"),
        ("es", "31 naciones, 21 veces", "treinta y una naciones, veintiuna veces"),
        ("es", "200 días, 500 programas", "doscientos días, quinientos programas"),
        ("pt", "2 pessoas, 200 ações", "duas pessoas, duzentas ações"),
        ("pt", "2 dias, 2 mapas", "dois dias, dois mapas"),
    ],
)
def test_a_number_agrees_with_a_noun_whose_ending_shows_its_gender(
    language: str, text: str, spoken: str
) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("es", "3.ª vez, 21ª edición", "tercera vez, vigesimoprimera edición"),
        ("it", "2ª volta, 2º posto", "seconda volta, secondo posto"),
        ("pt", "1ª vez, 1º lugar", "primeira vez, primeiro lugar"),
    ],
)
def test_ordinals_have_a_gender(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "3,2 Mrd. Euro, 1 Mio. Euro", "drei Komma zwei Milliarden Euro, eine Million Euro"),
        ("de", "$5 Millionen", "fünf Millionen Dollar"),
        ("de", "1.500 Mio. Euro", "eine Milliarde fünfhundert Millionen Euro"),
        ("fr", "5 M€", "cinq millions d'euros"),
        ("fr", "3,5 millions d'euros", "trois virgule cinq millions d'euros"),
        ("es", "5 mill. de euros", "cinco millones de euros"),
        ("it", "1,5 mln di euro", "uno virgola cinque milioni di euro"),
        ("pt", "R$ 5,2 bilhões", "cinco vírgula dois bilhões de reais"),
        ("ru", "$5 млрд", "пять миллиардов долларов"),
        ("zh", "$3.2亿", "三点二亿美元"),
        ("ko", "5만원", "오만 원"),
    ],
)
def test_a_scale_precedes_its_currency(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "80 km/h, 5 m²", "achtzig Kilometer pro Stunde, fünf Quadratmeter"),
        ("fr", "20 °C", "vingt degrés Celsius"),
        ("de", "-5°, 1 km", "minus fünf Grad, ein Kilometer"),
        ("fr", "« 80 % »", "quatre-vingts pour cent"),
        ("es", "1 %", "uno por ciento"),
        ("tr", "%5", "yüzde beş"),
        ("ru", "21 %, 2 %, 5 км", "двадцать один процент, два процента, пять километров"),
        ("ar", "3.5٪", "ثلاثة فاصل خمسة بالمائة"),
        ("zh", "5%，3.5km", "百分之五，三点五公里"),
        ("ko", "5%", "오 퍼센트"),
        ("sw", "5%", "asilimia tano"),
    ],
)
def test_a_unit_has_the_position_of_its_language(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "5 mètres"), ("de", "5 Minuten"), ("de", "Klasse 5 MBA")],
)
def test_letters_within_a_word_are_not_a_unit(language: str, text: str) -> None:
    last = text.split(maxsplit=1)[-1].removeprefix("5 ")
    assert normalize(text, language).text.endswith(last)


@pytest.mark.parametrize("mu", "\u00b5\u03bc")
@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("de", "fünf Mikrogramm, drei Mikroliter"),
        ("fr", "cinq microgrammes, trois microlitres"),
        ("es", "cinco microgramos, tres microlitros"),
        ("it", "cinque microgrammi, tre microlitri"),
        ("pt", "cinco microgramas, três microlitros"),
        ("pl", "pięć mikrogramów, trzy mikrolitry"),
        ("nl", "vijf microgram, drie microliter"),
        ("sv", "fem mikrogram, tre mikroliter"),
        ("tr", "beş mikrogram, üç mikrolitre"),
    ],
)
def test_a_millionth_is_said_with_either_letter(language: str, spoken: str, mu: str) -> None:
    assert normalize(f"5 {mu}g, 3 {mu}l", language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("es", "$15.000 pesos", "quince mil pesos"),
        ("es", "$5 millones de pesos", "cinco millones de pesos"),
        ("zh", "￥1,234.56元", "一千二百三十四点五六元"),
        ("ru", "$100 долларов", "сто долларов"),
    ],
)
def test_a_currency_is_said_once(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "die Zahlen 1,2,3", "die Zahlen eins, zwei, drei"),
        ("de", "die Klassen 5,6,7 und 8", "die Klassen fünf, sechs, sieben und acht"),
        (
            "fr",
            "1998,1999,2000",
            "mille neuf cent quatre-vingt-dix-huit, "
            "mille neuf cent quatre-vingt-dix-neuf, deux mille",
        ),
        ("es", "los números 7,12,33,41", "los números siete, doce, treinta y tres, cuarenta y uno"),
        ("de", "1,2", "eins Komma zwei"),
    ],
)
def test_lists_of_numbers_without_blanks(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("es", "$1,500.00", "mil quinientos dólares"),
        (
            "es",
            "US$ 1,234,567",
            "un millón doscientos treinta y cuatro mil quinientos sesenta y siete dólares",
        ),
        ("de", "$2,000", "zweitausend Dollar"),
        (
            "de",
            "1,234,567 Menschen",
            "eine Million zweihundertvierunddreißigtausendfünfhundertsiebenundsechzig Menschen",
        ),
        ("de", "2,000 Liter", "zwei Komma null null null Liter"),
        ("ja", "1.500,00", "千五百点零零"),
    ],
)
def test_numbers_that_can_only_be_grouped_in_another_way(
    language: str, text: str, spoken: str
) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "5,- €", "fünf Euro"),
        ("de", "€ 12,–", "zwölf Euro"),
        ("de", "500 T€", "fünfhunderttausend Euro"),
        ("de", "Es sind 3 Mio.", "Es sind drei Millionen."),
        ("nl", "€ 5,-", "vijf euro"),
        ("nl", "12,5 mrd euro", "twaalf komma vijf miljard euro"),
        ("sv", "5:-", "fem kronor"),
        ("sv", "3 mkr", "tre miljoner kronor"),
        ("fr", "12 k€", "douze mille euros"),
        ("fr", "5 Mds €", "cinq milliards d'euros"),
        ("fr", "3 M d'habitants", "trois millions d'habitants"),
        ("es", "5 mil M€", "cinco mil millones de euros"),
        ("es", "5 mil m", "cinco mil metros"),
        ("es", "12 MM de euros", "doce millones de euros"),
        ("ru", "100 г муки", "сто грамм муки"),
        ("nl", "5 t", "vijf ton"),
    ],
)
def test_how_newspapers_write_amounts(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("fr", "En 2020 ils ont gagné.", "En deux mille vingt ils ont gagné."),
        ("sv", "30 sek", "trettio sekunder"),
        ("es", "5 ron", "cinco ron"),
        ("de", "mit PHP 8", "mit PHP acht"),
        ("es", "13 eur", "trece euros"),
    ],
)
def test_words_that_look_like_codes_of_currencies(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("ru", "5 мин., потом", "пять минут, потом"),
        ("uk", "5 хв., 3 год. сну", "п'ять хвилин, три години сну"),
        ("pl", "20 proc., czyli", "dwadzieścia procent, czyli"),
        ("de", "Es wiegt 5 kg.", "Es wiegt fünf Kilogramm."),
    ],
)
def test_the_point_of_a_unit_ends_only_the_text(language: str, text: str, spoken: str) -> None:
    assert normalize(text, language).text == spoken
